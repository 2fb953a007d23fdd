//! Quick looks at readings of a sum that count only where they hold: what cannot is not worth a relation. Parts that are taken off are not asked for.

use super::interval::{add, meet, point};
use crate::quantity::{Interval, Quantity};
use rust_decimal::Decimal;

/// How many times as much as its parts a total is at most, or the other way round, if a slip of the pen has changed one of them.
const APART: i64 = 3;

/// True if the first part, the first two and so on, by their ranges, may make a total; ends where those before are more than the total already.
pub fn parts_up_to(total: Option<Interval>, parts: impl Iterator<Item = Option<Interval>> + Clone) -> impl Iterator<Item = bool> {
    // A sum that only grows is not added further where it is above the total.
    let grows = parts.clone().flatten().all(|part| !part.lo.is_sign_negative());
    let most = total.and_then(|total| total.hi).filter(|_| grows);
    let sums = parts.scan(Some(point(Decimal::ZERO)), move |sum, part| {
        *sum = sum.zip(part).and_then(|(sum, part)| add(sum, part)).filter(|sum| most.is_none_or(|most| sum.lo <= most));
        *sum
    });
    sums.map(move |made| total.is_some_and(|total| meet(made, total)))
}

/// True if parts make a total or what a slip of the pen could have made of it: else they are parts of something else.
pub fn may_make<'a>(total: &Quantity, mut parts: impl Iterator<Item = &'a Quantity> + Clone) -> bool {
    let times = |value: Decimal| value.checked_mul(Decimal::new(APART, 0));
    let whole = total.base();
    // A sum that only grows is not added further where it is far above the total.
    let most = whole.and_then(times).filter(|_| parts.clone().all(|part| !part.number.value.is_sign_negative()));
    let mut made = Some(Decimal::ZERO);
    while let (Some(sum), Some(part)) = (made, parts.next()) {
        if most.is_some_and(|most| sum > most) {
            return false;
        }
        made = part.base().and_then(|part| sum.checked_add(part));
    }
    let near = |less: Decimal, more: Decimal| times(less).is_none_or(|least| least >= more);
    made.zip(whole).is_none_or(|(made, whole)| near(made, whole) && near(whole, made))
}

/// True if a total and the sum of parts are of one size: the smaller one is at least so many percent of the larger one.
pub fn are_of_one_size<'a>(total: &Quantity, mut parts: impl Iterator<Item = &'a Quantity>, percent: u32) -> bool {
    let made = parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.base()?));
    let is_near = |less: Decimal, more: Decimal| Some(less.checked_mul(Decimal::ONE_HUNDRED)? >= more.checked_mul(Decimal::from(percent))?);
    made.zip(total.base()).is_some_and(|(made, whole)| is_near(made.min(whole), made.max(whole)) == Some(true))
}
