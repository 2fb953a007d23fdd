//! Percents of a base that the text does not repeat: `462/466 có mặt (96,25%)` and `4 (0,83%)` are both of all 480 who have a vote.
//!
//! Two percents beside each other whose amounts imply one base are of that base; that another number near them gives another percent shows no mistake.

use super::interval::{divide, meet, scale};
use super::{slips, Form, Relation, TermRole};
use crate::claims::{ClaimId, Claims};
use crate::quantity::{Interval, Measure};
use rust_decimal::Decimal;

/// Numbers before and after a percent among which a sibling is looked for.
const NEAR: usize = 8;
/// Widest range, in percent of its value, that still tells one base from another.
const TELLING: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// True for a percent of which a sibling shows that it is of another base than the one it fails with.
pub fn is_of_another(claims: &Claims, relation: &Relation) -> bool {
    let role = match relation.form {
        Form::Share => TermRole::Part,
        Form::Growth => TermRole::Change,
        _ => return false,
    };
    let part = relation.terms.iter().find(|t| t.role == role).and_then(|t| t.claim);
    let whole = relation.terms.iter().find(|t| t.role != role).and_then(|t| t.claim);
    let (Some(percent), Some(part), Some(whole)) = (relation.stated.claim, part, whole) else { return false };
    let Some(base) = implied(claims, part, percent) else { return false };
    let written = &claims.list[whole].quantity;
    // A base that one slip of the pen turns into the number that is written is that number.
    if base.hi.is_none_or(|hi| slips::slips_between(written, base.lo, hi)) {
        return false;
    }
    let range = claims.of_block(claims.list[percent].block);
    let near = percent.saturating_sub(NEAR).max(range.start)..(percent + NEAR).min(range.end);
    near.clone().filter(|&other| other != percent && claims.list[other].is_percent() && claims.list[other].quantity != claims.list[percent].quantity).any(
        |other| {
            let amounts = other.saturating_sub(2).max(range.start)..(other + 2).min(range.end);
            amounts.filter(|&a| a != part && a != other && is_alike(claims, a, part)).any(|a| implied(claims, a, other).is_some_and(|b| meet(base, b)))
        },
    )
}

/// Amounts of one kind.
fn is_alike(claims: &Claims, a: ClaimId, b: ClaimId) -> bool {
    let (a, b) = (&claims.list[a].quantity.measure, &claims.list[b].quantity.measure);
    *a != Measure::Percent && (a == b || matches!((a, b), (Measure::Bare | Measure::Count(_), Measure::Bare | Measure::Count(_))))
}

/// The range of the base that an amount and its percent imply, where it is narrow enough to tell.
fn implied(claims: &Claims, amount: ClaimId, percent: ClaimId) -> Option<Interval> {
    let amount = claims.list[amount].quantity.interval()?;
    let base = divide(scale(amount, Decimal::ONE_HUNDRED)?, claims.list[percent].quantity.interval()?)?;
    let width = base.hi?.checked_sub(base.lo)?.checked_mul(Decimal::ONE_HUNDRED)?;
    (base.lo > Decimal::ZERO && width <= base.lo.checked_mul(TELLING)?).then_some(base)
}
