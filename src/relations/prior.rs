//! Quick looks at readings of a sum that count only where they hold: what cannot is not worth a relation. Parts that are taken off are not asked for.

use super::interval::{add, meet, point};
use crate::quantity::{Interval, Quantity};
use rust_decimal::Decimal;

/// How many times as much as its parts a total is at most, or the other way round, if a slip of the pen has changed one of them.
const APART: i64 = 3;

/// True if the first part, the first two and so on, by their ranges, may make a total.
pub fn parts_up_to(total: Option<Interval>, parts: impl Iterator<Item = Option<Interval>>) -> impl Iterator<Item = bool> {
    let sums = parts.scan(Some(point(Decimal::ZERO)), |sum, part| {
        *sum = sum.zip(part).and_then(|(sum, part)| add(sum, part));
        Some(*sum)
    });
    sums.map(move |made| made.zip(total).is_some_and(|(made, total)| meet(made, total)))
}

/// True if parts make a total or what a slip of the pen could have made of it: else they are parts of something else.
pub fn may_make<'a>(total: &Quantity, mut parts: impl Iterator<Item = &'a Quantity>) -> bool {
    let made = parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.base()?));
    let near = |less: Decimal, more: Decimal| less.checked_mul(Decimal::new(APART, 0)).is_none_or(|least| least >= more);
    made.zip(total.base()).is_none_or(|(made, total)| near(made, total) && near(total, made))
}
