//! Typo-like slips: which single number, changed by one slip of the pen, would make a relation hold.

use super::check::{check, holds};
use super::interval::power;
use super::roughly::Roughly;
use super::{Form, Relation, Status, TermRole, Verdict};
use crate::quantity::{in_units, Hedge, Quantity};
use rust_decimal::Decimal;

/// Multiplying by a half is several times quicker than dividing by two.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

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
    let step = in_units(off, quantity.scale)?;
    let needed = match term.role {
        TermRole::Deduction => quantity.number.value.checked_sub(step)?,
        TermRole::Part => quantity.number.value.checked_add(step)?,
        _ => return None,
    };
    let digits = slip_digits(quantity.number.value, quantity.number.places, needed)?;
    let value = needed.round_dp(quantity.number.places);
    let mut mended = relation.to_calculate_with();
    mended.terms[at].quantity.as_mut()?.number.value = value;
    (check(&mended).status == Status::Holds).then_some(Slip { term: Some(at), value, digits })
}

/// The number whose slip of the pen explains that a relation fails: the stated one, else one of the terms.
pub fn slipped_number<'a>(relation: &'a Relation, verdict: &Verdict) -> Option<&'a Quantity> {
    let (computed, width) = verdict.computed.zip(verdict.width)?;
    let rough = Roughly::of(relation, relation.stated.quantity.as_ref()?, computed, width);
    first_slipped(relation, verdict, rough.as_ref())
}

/// The same, with nothing ruled out beforehand: what the quick way is tested against.
pub fn slipped_number_exactly<'a>(relation: &'a Relation, verdict: &Verdict) -> Option<&'a Quantity> {
    first_slipped(relation, verdict, None)
}

fn first_slipped<'a>(relation: &'a Relation, verdict: &Verdict, rough: Option<&Roughly>) -> Option<&'a Quantity> {
    let (computed, width) = verdict.computed.zip(verdict.width)?;
    let stated = relation.stated.quantity.as_ref()?;
    if rough.is_none_or(Roughly::may_be_stated) && is_typo_of_stated(relation, verdict) {
        return Some(stated);
    }
    let half = width.checked_mul(HALF).unwrap_or_default();
    relation.terms.iter().enumerate().find_map(|(at, term)| {
        if rough.is_some_and(|rough| !rough.may_be_term(verdict, at)) {
            return None;
        }
        let quantity = term.quantity.as_ref()?;
        let needed = solved(relation, verdict, Some(at));
        // A quotient moves with its operands: they may be off by the same part as the stated number.
        let slack = match relation.form {
            Form::Sum | Form::Equal | Form::Difference => half.checked_mul(stated.scale).and_then(|w| in_units(w, quantity.scale)),
            _ => needed.and_then(|n| n.checked_mul(half)?.checked_div(stated.number.value.max(computed))).map(|s| s.abs()),
        };
        let (needed, slack) = needed.zip(slack)?;
        // A number that would have to be nothing is no part: a note mark, a number of other things.
        (needed > slack && slipped(quantity, needed, slack)).then_some(quantity)
    })
}

/// True if one slip of the pen in the stated number explains that a relation fails.
pub fn is_typo_of_stated(relation: &Relation, verdict: &Verdict) -> bool {
    let (Some(computed), Some(width), Some(stated)) = (verdict.computed, verdict.width, relation.stated.quantity.as_ref()) else { return false };
    let slack = width.checked_mul(HALF).unwrap_or_default();
    // 30 million is zero at the precision of 90 billion, and changing its one digit makes any such number zero: no slip of a fact told again.
    let is_nothing = relation.form == Form::Equal && computed <= slack;
    !is_nothing && slipped(stated, computed, slack)
}

fn slipped(written: &Quantity, needed: Decimal, slack: Decimal) -> bool {
    let range = needed.checked_sub(slack).zip(needed.checked_add(slack));
    range.is_some_and(|(lo, hi)| one_slip_reaches(written, lo, hi).is_some())
}

/// True if one slip of the pen turns a value of a range, in base units, into a number.
pub fn slips_between(written: &Quantity, lo: Decimal, hi: Decimal) -> bool {
    let range = in_units(lo, written.scale).zip(in_units(hi, written.scale));
    range.is_some_and(|(lo, hi)| one_slip_reaches(written, lo, hi).is_some())
}

/// Largest number, in steps of its last digit, whose slips are looked for: a thousand times as much can still be counted.
const LARGEST: i64 = 1_000_000_000_000_000;

/// One slip of the pen turns a value of the range into the number: a digit changed, doubled, dropped or swapped with its neighbour, the mark moved.
fn one_slip_reaches(written: &Quantity, lo: Decimal, hi: Decimal) -> Option<()> {
    let places = written.number.places;
    let number = nearest(written.number.value.abs(), places, false).filter(|n| *n <= LARGEST)?;
    // What is counted comes in whole numbers: no slip makes 2 of 0.47.
    let (lo, hi) = if written.exact && places == 0 { (lo.ceil(), hi.floor()) } else { (lo, hi) };
    // What lies halfway between two last digits belongs to the one inside the range.
    let (lo, hi) = (if lo.is_sign_negative() { 0 } else { nearest(lo, places, true)? }, nearest(hi, places, false)?);
    reaches(number, lo, hi, lo > 0).then_some(())
}

/// The same in steps of the last place; `is_any` tells that the range is of more than nothing.
pub(super) fn reaches(number: i64, lo: i64, hi: i64, is_any: bool) -> bool {
    // No slip makes a number more than a thousand times as large, which many readings would need.
    if number > LARGEST || lo > hi || lo > (number * 1000).max(9) {
        return false;
    }
    let meets = |value: i64| value != number && lo <= value && value <= hi;
    // Any digit at one place: the number with 0 there, up to the one with 9.
    let meets_digit = |zero: i64, unit: i64| zero <= hi && lo <= zero + 9 * unit && (0..10).any(|d| meets(zero + d * unit));
    let count = number.checked_ilog10().map_or(1, |d| d + 1);
    let mut unit = 1;
    for place in 0..count {
        let (head, below) = (number / unit, number % unit);
        let (above, digit) = (head / 10, head % 10);
        let changed = meets_digit(number - digit * unit, unit);
        let next = above % 10;
        let swapped = place + 1 < count && meets(number + (next - digit) * unit + (digit - next) * unit * 10);
        let dropped_or_doubled = count >= 4 && meets(above * unit + below) || count >= 3 && meets_digit(head * 10 * unit + below, unit);
        if changed || swapped || dropped_or_doubled {
            return true;
        }
        unit *= 10;
    }
    // What is next to nothing has no mark to move.
    let moved = is_any && [10, 100, 1000].iter().any(|by| meets(number * by) || meets(number / by));
    moved && has_three_digits(number)
}

/// True for three digits or more before the zeros at the end.
fn has_three_digits(mut number: i64) -> bool {
    while number >= 100 {
        if number % 10 != 0 {
            return true;
        }
        number /= 10;
    }
    false
}

/// The nearest whole number of steps of the last of some places; `up` says where a half of a number above zero goes. `None` where it is too large.
pub(super) fn nearest(value: Decimal, places: u32, up: bool) -> Option<i64> {
    if value.scale() <= places {
        return i64::try_from(value.mantissa().checked_mul(i128::try_from(power(places - value.scale())?).ok()?)?).ok();
    }
    let (mantissa, one) = (value.mantissa(), i128::try_from(power(value.scale() - places)?).ok()?);
    let (whole, rest) = match (u64::try_from(mantissa), u64::try_from(one)) {
        // Most numbers are short, and dividing short ones is far quicker.
        (Ok(mantissa), Ok(one)) => (i128::from(mantissa / one), i128::from(mantissa % one)),
        _ => (mantissa / one, mantissa % one),
    };
    let half = rest.abs() * 2;
    let more = half > one || half == one && up;
    i64::try_from(whole + if more { rest.signum() } else { 0 }).ok()
}

/// A value that a number may have been meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The value, in the unit that the number is written in.
    pub value: Decimal,
    /// One slip of the pen turns it into what is written.
    pub slip: bool,
}

/// What a number of a relation may have been meant as so that the relation holds: `None` is the stated number.
///
/// First what the other numbers ask for, then (`every_slip`) slips of the pen; each of them makes this relation hold.
pub fn meant(relation: &Relation, verdict: &Verdict, term: Option<usize>, every_slip: bool) -> Vec<Meant> {
    let Some(quantity) = quantity(relation, term) else { return Vec::new() };
    let (written, places) = (quantity.number.value, quantity.number.places);
    let mut values: Vec<Decimal> = solved(relation, verdict, term).into_iter().map(|v| v.round_dp(places)).collect();
    // Where one value alone can be right there is nothing to try.
    let linear = term.is_none() || matches!(relation.form, Form::Sum | Form::Equal);
    if every_slip && !linear && relation.terms.len() <= FEW_TERMS {
        values.extend(edits(written, places));
    }
    let mut out: Vec<Meant> = Vec::new();
    let mut mended = relation.to_calculate_with();
    if let Some((least, most)) = term.and_then(|at| bounds_in_share(relation, at)) {
        values.retain(|value| least <= *value && *value <= most);
    }
    for value in values {
        let new = value != written && !value.is_sign_negative() && !out.iter().any(|m| m.value == value);
        if new && holds_with(&mut mended, term, value) {
            out.push(Meant { value, slip: slip_digits(written, places, value).is_some() });
        }
    }
    out
}

/// True for a sum, a rest, a share or a growth (told by what 100 becomes) that is off by more than half or double where no slip of the pen in one of its numbers explains that:
/// such numbers hardly ever were what the sentence seemed to say of them.
pub fn is_far_off(relation: &Relation, verdict: &Verdict) -> bool {
    let Some(stated) = relation.stated.quantity.as_ref().map(|q| q.number.value) else { return false };
    // Tables say by their lines what is a sum, and `0/329` leaves no doubt about what is part of what.
    let joined = matches!(&relation.terms[..], [part, whole] if whole.span.start == part.span.end + 1);
    let judged = match relation.form {
        Form::Sum => relation.kin.is_none(),
        form => matches!(form, Form::Difference | Form::Share | Form::GrowthOf) && !joined,
    };
    let Some(computed) = verdict.computed.filter(|_| judged) else { return false };
    let grown = |value: Decimal| value.abs().checked_add(Decimal::ONE_HUNDRED).unwrap_or(value);
    let (stated, computed) = if relation.form == Form::GrowthOf { (grown(stated), grown(computed)) } else { (stated, computed) };
    let doubled = |value: Decimal| value.checked_mul(Decimal::TWO);
    let near = doubled(stated).is_none_or(|most| computed < most) && doubled(computed).is_none_or(|most| stated < most);
    let numbers = std::iter::once(None).chain((0..relation.terms.len()).map(Some));
    !near && !numbers.into_iter().any(|term| meant(relation, verdict, term, true).iter().any(|m| m.slip && !m.value.is_zero()))
}

/// Relations of more terms are not tried with every slip of every number.
const FEW_TERMS: usize = 6;

fn quantity(relation: &Relation, term: Option<usize>) -> Option<&Quantity> {
    term.map_or(Some(&relation.stated), |at| relation.terms.get(at)).and_then(|t| t.quantity.as_ref())
}

/// The value that the other numbers give a number, where it can be calculated.
fn solved(relation: &Relation, verdict: &Verdict, term: Option<usize>) -> Option<Decimal> {
    let Some(at) = term else { return verdict.computed };
    let own = &relation.terms[at];
    let (quantity, stated) = (own.quantity.as_ref()?, relation.stated.quantity.as_ref()?);
    let other = |role: &[TermRole]| relation.terms.iter().find(|t| role.contains(&t.role)).and_then(|t| t.quantity.as_ref()?.base());
    let base = match (relation.form, own.role) {
        (Form::Sum, role) => {
            let off = verdict.difference?.checked_mul(stated.scale)?;
            let signed = if role == TermRole::Deduction { quantity.base()?.checked_sub(off)? } else { quantity.base()?.checked_add(off)? };
            Some(signed)
        }
        (Form::Equal, _) => stated.base(),
        (Form::Share, TermRole::Part) => other(&[TermRole::Whole, TermRole::Plan])?.checked_mul(stated.number.value)?.checked_div(Decimal::ONE_HUNDRED),
        (Form::Difference, role) => {
            // The larger one has to grow by what the stated difference is too large by.
            let off = verdict.difference?.checked_mul(stated.scale)?;
            let larger = relation.terms.iter().filter(|t| t.role != role).all(|t| t.quantity.as_ref().and_then(Quantity::base) <= quantity.base());
            Some(if larger { quantity.base()?.checked_add(off)? } else { quantity.base()?.checked_sub(off)? })
        }
        (Form::GrowthOf, role) => {
            let (now, before) = (other(&[TermRole::Now])?, other(&[TermRole::Before])?);
            let percent = if now >= before { stated.number.value } else { -stated.number.value };
            let factor = Decimal::ONE_HUNDRED.checked_add(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
            if role == TermRole::Now {
                before.checked_mul(factor)
            } else {
                now.checked_div(factor)
            }
        }
        (Form::Product, _) => {
            let rest = relation.terms.iter().enumerate().filter(|(i, _)| *i != at);
            let product = rest.map(|(_, t)| t.quantity.as_ref()?.base()).try_fold(Decimal::ONE, |p, v| p.checked_mul(v?))?;
            stated.base()?.checked_div(product)
        }
        (Form::Share, _) => other(&[TermRole::Part])?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(stated.number.value),
        _ => None,
    };
    in_units(base?, quantity.scale)
}

/// Changes the number of a copy of the relation; true if it holds then.
fn holds_with(mended: &mut Relation, term: Option<usize>, value: Decimal) -> bool {
    let changed = match term {
        Some(at) => mended.terms.get_mut(at),
        None => Some(&mut mended.stated),
    };
    if let Some(quantity) = changed.and_then(|t| t.quantity.as_mut()) {
        quantity.number.value = value;
    }
    holds(mended)
}

/// Between which values, in its own unit, a number of a share has to be for it to hold; with some room, since nothing here is rounded as it is there.
fn bounds_in_share(relation: &Relation, at: usize) -> Option<(Decimal, Decimal)> {
    let (Form::Share, [part, whole]) = (relation.form, &relation.terms[..]) else { return None };
    let roles = part.role == TermRole::Part && matches!(whole.role, TermRole::Whole | TermRole::Plan);
    let all = [relation.stated.quantity.as_ref()?, part.quantity.as_ref()?, whole.quantity.as_ref()?];
    if !roles || all.iter().any(|q| q.hedge != Hedge::None || q.number.value.is_sign_negative()) {
        return None;
    }
    let (percent, other, own) = (all[0].interval()?, all[2 - at].interval()?, all[1 + at]);
    let (least, most) = if at == 0 {
        let of_whole = |percent: Decimal, whole: Decimal| percent.checked_mul(whole)?.checked_div(Decimal::ONE_HUNDRED);
        (of_whole(percent.lo, other.lo)?, of_whole(percent.hi?, other.hi?)?)
    } else {
        let whole_of = |part: Decimal, percent: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(percent);
        (whole_of(other.lo, percent.hi?)?, whole_of(other.hi?, percent.lo.max(Decimal::ZERO))?)
    };
    let room = most.checked_div(Decimal::ONE_THOUSAND)?.checked_add(own.half_unit()?)?;
    let (least, most) = (least.checked_sub(room)?, most.checked_add(room)?);
    Some((least.checked_div(own.scale)?, most.checked_div(own.scale)?))
}

/// What one slip of the pen may have turned into `written`: a digit changed, dropped, added or swapped, a mark moved.
fn edits(written: Decimal, places: u32) -> Vec<Decimal> {
    let digits = format!("{:.1$}", written, places as usize).replace('.', "");
    let mut texts: Vec<String> = Vec::new();
    for at in 0..digits.len() {
        let (head, tail) = digits.split_at(at);
        texts.extend(('0'..='9').map(|d| format!("{head}{d}{}", &tail[1..])));
        texts.extend(('0'..='9').map(|d| format!("{head}{d}{tail}")));
        texts.push(format!("{head}{}", &tail[1..]));
        if tail.len() > 1 {
            texts.push(format!("{head}{}{}{}", &tail[1..2], &tail[..1], &tail[2..]));
        }
    }
    texts.extend(["0", "000"].map(|zeros| format!("{digits}{zeros}")));
    let parsed = texts.iter().filter_map(|t| t.parse::<i128>().ok());
    parsed.filter_map(|mantissa| Decimal::try_from_i128_with_scale(mantissa, places).ok()).collect()
}

/// Digits of `written` if one slip turns `needed` into it.
fn slip_digits(written: Decimal, places: u32, needed: Decimal) -> Option<usize> {
    if needed.is_sign_negative() {
        return None;
    }
    let (a, b) = (digits_of(written, places), digits_of(needed, places));
    (a != b && one_slip(&a, &b)).then_some(a.len())
}

/// The digits of a value written with so many places, without those that are zero at the front.
fn digits_of(value: Decimal, places: u32) -> String {
    let rounded = value.round_dp(places);
    let zeros = 10i128.checked_pow(places - rounded.scale().min(places));
    match zeros.and_then(|zeros| rounded.mantissa().checked_mul(zeros)).filter(|digits| *digits > 0) {
        // Writing a whole number is several times quicker than writing a decimal.
        Some(digits) => u64::try_from(digits).map_or_else(|_| digits.to_string(), |digits| digits.to_string()),
        None => format!("{:.1$}", rounded, places as usize).replace('.', "").trim_start_matches('0').to_owned(),
    }
}

/// One digit changed, dropped, doubled or swapped with its neighbour, or zeros moved (a scale slip).
fn one_slip(a: &str, b: &str) -> bool {
    let close = strsim::osa_distance(a, b) == 1;
    let scale = !a.is_empty() && !b.is_empty() && a.trim_end_matches('0') == b.trim_end_matches('0');
    close || scale
}
