//! Typo-like slips: which single number, changed by one slip of the pen, would make a relation hold.

use super::check::check;
use super::{Relation, Status, TermRole, Verdict};
use rust_decimal::Decimal;

/// A slip that explains a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Index of the term that slipped; `None` is the stated number.
    pub term: Option<usize>,
    /// What it should read.
    pub value: Decimal,
    /// Significant digits of the slipped number: how much the agreement of the others says.
    pub digits: usize,
}

/// The slip that explains a conflict: of the stated number, else of one of the terms.
pub fn explain(relation: &Relation, verdict: &Verdict) -> Option<Slip> {
    let needed = verdict.computed?;
    let stated = relation.stated.quantity.as_ref()?;
    if let Some(digits) = slip_digits(stated.number.value, stated.number.places, needed) {
        return Some(Slip { term: None, value: needed.round_dp(stated.number.places), digits });
    }
    let off = verdict.difference?.checked_mul(stated.scale)?;
    (0..relation.terms.len()).find_map(|at| term_slip(relation, at, off))
}

/// The term would have to move by the whole difference.
fn term_slip(relation: &Relation, at: usize, off: Decimal) -> Option<Slip> {
    let term = &relation.terms[at];
    let quantity = term.quantity.as_ref()?;
    let step = off.checked_div(quantity.scale)?;
    let needed = match term.role {
        TermRole::Deduction => quantity.number.value.checked_sub(step)?,
        TermRole::Part => quantity.number.value.checked_add(step)?,
        _ => return None,
    };
    let digits = slip_digits(quantity.number.value, quantity.number.places, needed)?;
    let value = needed.round_dp(quantity.number.places);
    let mut mended = relation.clone();
    mended.terms[at].quantity.as_mut()?.number.value = value;
    (check(&mended).status == Status::Holds).then_some(Slip { term: Some(at), value, digits })
}

/// Digits of `written` if one slip turns `needed` into it.
fn slip_digits(written: Decimal, places: u32, needed: Decimal) -> Option<usize> {
    if needed.is_sign_negative() {
        return None;
    }
    let plain = |value: Decimal| format!("{:.1$}", value.round_dp(places), places as usize).replace('.', "");
    let (a, b) = (plain(written), plain(needed));
    let digits = a.trim_start_matches('0').len();
    (a != b && one_slip(a.trim_start_matches('0'), b.trim_start_matches('0'))).then_some(digits)
}

/// One digit changed, dropped, doubled or swapped with its neighbour, or zeros moved (a scale slip).
fn one_slip(a: &str, b: &str) -> bool {
    let close = strsim::osa_distance(a, b) == 1;
    let scale = !a.is_empty() && !b.is_empty() && a.trim_end_matches('0') == b.trim_end_matches('0');
    close || scale
}
