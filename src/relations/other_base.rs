//! Percents of a base that the text does not repeat: `412/415 có mặt (96,71%)` and `4 (0,94%)` are both of all 426 who have a vote.
//!
//! If the amounts of two neighbouring percents imply the same base, that is their base: a different percent of some other number is no mistake.

use super::interval::{divide, meet, scale};
use super::{slips, Form, Relation, TermRole};
use crate::claims::{ClaimId, Claims};
use crate::quantity::{Interval, Measure};
use rust_decimal::Decimal;

/// Numbers before and after a percent among which a sibling is looked for.
const NEAR: usize = 8;
/// Widest range, in percent of its value, that still tells one base from another.
const TELLING: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// Sentences before a percent whose amounts may be its two.
const BEFORE: usize = 2;
/// Most amounts that are tried.
const AMOUNTS: usize = 8;
/// Fewest digits of a percent that two amounts do not meet by chance.
const LONG: u32 = 100;

/// True if two other amounts of one unit right before a percent make just it: `cả năm 200 tỷ đồng … đã chi 150 tỷ đồng, chưa chi 50 tỷ đồng, bằng 75%`.
pub fn is_of_others(claims: &Claims, relation: &Relation) -> bool {
    let Some(percent) = relation.stated.claim.filter(|_| relation.form == Form::Share) else { return false };
    let own = &claims.list[percent];
    let Some(range) = own.quantity.interval() else { return false };
    if own.quantity.number.value.mantissa().unsigned_abs() < LONG.into() {
        return false;
    }
    let tried: Vec<ClaimId> = relation.terms.iter().filter_map(|t| t.claim).collect();
    let is_amount = |id: &ClaimId| matches!(claims.list[*id].quantity.measure, Measure::Unit(_)) && !claims.list[*id].is_change();
    // `60/115 hồ sơ, đạt 52,2%`: beside a written pair, no other paragraph is asked.
    let is_pair = tried.iter().any(|id| claims.list[*id].pair.is_some());
    let first = if is_pair { claims.of_block(own.block).start } else { 0 };
    let (mut sentence, mut passed) = (own.sentence, 0);
    let near = |id: &ClaimId| {
        passed += usize::from(std::mem::replace(&mut sentence, claims.list[*id].sentence) != sentence);
        passed <= BEFORE
    };
    let amounts: Vec<ClaimId> = (first..percent).rev().take_while(near).filter(is_amount).take(AMOUNTS).collect();
    let makes = |a: ClaimId, b: ClaimId| {
        let (part, whole) = (&claims.list[a].quantity, &claims.list[b].quantity);
        let share = || part.base()?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.base().filter(|w| !w.is_zero())?);
        part.measure == whole.measure && share().is_some_and(|s| s >= range.lo && range.hi.is_some_and(|hi| s <= hi))
    };
    let is_tried = |a: ClaimId, b: ClaimId| tried.contains(&a) && tried.contains(&b);
    amounts.iter().any(|&a| amounts.iter().any(|&b| a != b && !is_tried(a, b) && makes(a, b)))
}

/// True if a neighbouring percent shows that the stated one has another base than the one it fails with.
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
    // What is counted comes in whole numbers: no number of voters makes one of them 1,13%.
    let is_count = |id: ClaimId| matches!(claims.list[id].quantity.measure, Measure::Count(_));
    if is_count(part) && base.hi.is_none_or(|hi| hi.floor() < base.lo) {
        return false;
    }
    // A base that one slip of the pen turns into the number that is written is that number.
    if base.hi.is_none_or(|hi| slips::slips_between(written, base.lo, hi)) {
        return false;
    }
    let range = claims.of_block(claims.list[percent].block);
    let near = percent.saturating_sub(NEAR).max(range.start)..(percent + NEAR).min(range.end);
    let is_sibling = |&other: &ClaimId| claims.list[other].is_percent() && claims.list[other].quantity != claims.list[percent].quantity;
    let shows_base = |other: ClaimId| {
        // The amount before its percent, before the whole of both, or behind the percent.
        let of_pair = other.checked_sub(2).filter(|&a| claims.list[a].pair.is_some());
        let amounts = of_pair.into_iter().chain(other.checked_sub(1)).chain([other + 1]).filter(|a| range.contains(a));
        amounts.filter(|&a| a != part && is_alike(claims, a, part)).any(|a| implied(claims, a, other).is_some_and(|b| meet(base, b)))
    };
    near.filter(is_sibling).any(shows_base)
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
