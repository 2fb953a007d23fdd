//! Which slips of the pen cannot be, told in short whole numbers: most relations that fail have none, and the exact quotients that show it are what
//! failing costs most. Every range here is wider than the exact one, so that what it rules out is ruled out for certain.

use super::interval::power;
use super::slips::{nearest, reaches};
use super::{Form, Relation, TermRole, Verdict};
use crate::quantity::{is_one, Quantity};
use rust_decimal::Decimal;

/// Decimal places of what is told roughly.
const PLACES: u32 = 6;

/// A power of ten in 64 bits.
pub(super) fn short_power(places: u32) -> Option<u64> {
    u64::try_from(power(places)?).ok()
}

/// A failing relation whose numbers are short.
pub(super) struct Roughly<'a> {
    relation: &'a Relation,
    stated: &'a Quantity,
    /// What its terms make, in millionths.
    computed: u64,
    /// How far stated and computed may lie apart, one way, in millionths.
    half: u64,
}

impl<'a> Roughly<'a> {
    /// `None` where its numbers are too long, or below zero.
    pub fn of(relation: &'a Relation, stated: &'a Quantity, computed: Decimal, width: Decimal) -> Option<Roughly<'a>> {
        let half = millionths(width)? / 2 + 1;
        Some(Roughly { relation, stated, computed: millionths(computed)?, half })
    }

    /// False where no slip of the stated number makes the relation fail.
    pub fn may_be_stated(&self) -> bool {
        self.may_lie_in(self.stated, self.computed.saturating_sub(self.half), self.computed.saturating_add(self.half + 1)).unwrap_or(true)
    }

    /// False where no slip of one of its terms makes the relation fail.
    pub fn may_be_term(&self, verdict: &Verdict, at: usize) -> bool {
        match self.relation.form {
            Form::Share | Form::GrowthOf => self.may_be_operand(at),
            Form::Sum => self.may_be_part(verdict, at),
            _ => None,
        }
        .unwrap_or(true)
    }

    /// A part would have to move by the whole difference.
    fn may_be_part(&self, verdict: &Verdict, at: usize) -> Option<bool> {
        let term = &self.relation.terms[at];
        let quantity = term.quantity.as_ref().filter(|q| q.scale == self.stated.scale)?;
        let (value, off) = (millionths(quantity.number.value)?, verdict.difference?);
        let (is_less, off) = (off.is_sign_negative() != (term.role == TermRole::Deduction), millionths(off.abs())?);
        let needed = if is_less { value.checked_sub(off) } else { value.checked_add(off) };
        // Below zero there is no part.
        let Some(needed) = needed else { return Some(off <= value + 1) };
        let room = self.half + 2;
        self.may_lie_in(quantity, needed.saturating_sub(room), needed.saturating_add(room))
    }

    /// The amounts of a share or a growth.
    fn may_be_operand(&self, at: usize) -> Option<bool> {
        let [one, two] = &self.relation.terms[..] else { return None };
        let (own, other) = if at == 0 { (one, two) } else { (two, one) };
        let (quantity, beside) = (own.quantity.as_ref()?, other.quantity.as_ref()?);
        if quantity.scale != beside.scale || !is_one(self.stated.scale) {
            return None;
        }
        let places = quantity.number.places;
        let (percent, of_percent) = (short(self.stated.number.value)?, self.stated.number.value.scale());
        // What the other amount is multiplied by or divided by, in hundredths: the percent, or what a hundred becomes.
        let factor = match (self.relation.form, own.role, other.role) {
            (Form::Share, TermRole::Part, TermRole::Whole | TermRole::Plan) | (Form::Share, TermRole::Whole | TermRole::Plan, TermRole::Part) => percent,
            (Form::GrowthOf, TermRole::Now, TermRole::Before) | (Form::GrowthOf, TermRole::Before, TermRole::Now) => {
                let is_more =
                    if own.role == TermRole::Now { quantity.number.value >= beside.number.value } else { beside.number.value >= quantity.number.value };
                let hundred = short_power(of_percent + 2)?;
                if is_more { hundred.checked_add(percent) } else { hundred.checked_sub(percent) }?
            }
            _ => return None,
        };
        let (amount, of_amount) = (short(beside.number.value)?, beside.number.value.scale());
        // In steps of the last place that the number is written to.
        let needed = if matches!(own.role, TermRole::Part | TermRole::Now) {
            let (product, below) = (amount.checked_mul(factor)?, of_amount + of_percent + 2);
            if below >= places {
                product / short_power(below - places)?
            } else {
                product.checked_mul(short_power(places - below)?)?
            }
        } else {
            amount.checked_mul(short_power(of_percent + 2 + places)?)?.checked_div(factor.checked_mul(short_power(of_amount)?)?)?
        };
        // It may be off by the same part as the stated number.
        let larger = self.computed.max(millionths(self.stated.number.value)?);
        let room = (needed + 1).checked_mul(self.half)?.checked_div(larger)?.checked_add(2)?;
        steps_meet(quantity, needed.saturating_sub(room), needed.checked_add(room)?.checked_add(1)?)
    }

    /// Whether one slip turns a value between two, in millionths, into the number.
    fn may_lie_in(&self, quantity: &Quantity, lo: u64, hi: u64) -> Option<bool> {
        let one = short_power(PLACES.checked_sub(quantity.number.places)?)?;
        steps_meet(quantity, lo / one, hi / one + 1)
    }
}

/// The same for values in steps of the last place that the number is written to.
fn steps_meet(quantity: &Quantity, lo: u64, hi: u64) -> Option<bool> {
    let number = nearest(quantity.number.value.abs(), quantity.number.places, false)?;
    let (lo, hi) = (i64::try_from(lo).ok()?, i64::try_from(hi).ok()?);
    Some(reaches(number, lo, hi, hi > 0))
}

/// The digits of a short number that is not below zero.
fn short(value: Decimal) -> Option<u64> {
    u64::try_from(value.mantissa()).ok()
}

/// A number that is not below zero in millionths, cut.
fn millionths(value: Decimal) -> Option<u64> {
    let (digits, scale) = (u128::try_from(value.mantissa()).ok()?, value.scale());
    if scale <= PLACES {
        return u64::try_from(digits).ok()?.checked_mul(short_power(PLACES - scale)?);
    }
    let one = power(scale - PLACES)?;
    match (u64::try_from(digits), u64::try_from(one)) {
        // Dividing is quick in 64 bits only.
        (Ok(digits), Ok(one)) => Some(digits / one),
        _ => u64::try_from(digits / one).ok(),
    }
}
