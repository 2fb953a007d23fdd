//! The only place that compares quantities.
//!
//! A printed number is the range that it was rounded from; a relation conflicts when no choice of true values can satisfy it.

use super::expected::{difference, equal, first, hundred, product, products, quantity, ratio, sum, times, Expected};
use super::interval::{meet, point};
use super::{Form, Relation, Status, Term, TermRole, Verdict};
use crate::quantity::{in_units, Hedge, Interval, Quantity};
use crate::rulebook::Severity;
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, MathematicalOps as _};

/// Judges a relation.
pub fn check(relation: &Relation) -> Verdict {
    match relation.form {
        Form::Flag => flag(relation),
        Form::Count => count(relation),
        Form::Equal => compare(relation, equal(relation), false),
        Form::AtMost => at_most(relation),
        Form::Between => between(relation),
        Form::Direction => direction(relation),
        Form::Extreme => extreme(relation),
        Form::Sum => compare(relation, sum(relation), false),
        Form::Difference => compare(relation, difference(relation), false),
        Form::Product => compare(relation, product(&relation.terms), false),
        Form::SumOfProducts => compare(relation, products(relation), false),
        Form::Quotient => compare(relation, times(relation), false),
        _ => compare(relation, ratio(relation), true),
    }
    .unwrap_or_else(cannot_tell)
}

/// True if a relation holds; where it does not, that is known before the verdict is complete.
pub fn holds(relation: &Relation) -> bool {
    let is_ratio = matches!(relation.form, Form::Share | Form::ShareOfSum | Form::GrowthOf | Form::Growth);
    let meets = || Some(meet(quantity(&relation.stated)?.interval()?, ratio(relation)?.range));
    (!is_ratio || meets() == Some(true)) && check(relation).status == Status::Holds
}

fn cannot_tell() -> Verdict {
    Verdict {
        status: Status::CannotTell,
        level: None,
        computed: None,
        difference: None,
        width: None,
        digits: 0,
        reached: None,
        truncated: false,
        rounded_up: false,
    }
}

fn flag(relation: &Relation) -> Option<Verdict> {
    Some(Verdict { status: Status::Conflicts, level: Some(relation.ceiling), ..cannot_tell() })
}

fn count(relation: &Relation) -> Option<Verdict> {
    let stated = quantity(&relation.stated)?;
    let found = Decimal::from(relation.terms.len());
    let holds = meet(stated.interval()?, point(found));
    let status = if holds { Status::Holds } else { Status::Conflicts };
    Some(Verdict {
        status,
        level: (!holds).then_some(relation.ceiling),
        computed: Some(found),
        difference: stated.number.value.checked_sub(found),
        width: None,
        digits: 1,
        reached: None,
        truncated: false,
        rounded_up: false,
    })
}

fn at_most(relation: &Relation) -> Option<Verdict> {
    let stated = quantity(&relation.stated)?.interval()?;
    let mut holds = true;
    for whole in &relation.terms {
        holds &= quantity(whole)?.interval()?.hi.is_none_or(|hi| stated.lo <= hi);
    }
    let told = relation.terms.first()?.claim.is_some();
    (told || !holds).then(|| bound(relation, holds))
}

/// The first of a ranking: none of the others may lie beyond it.
fn extreme(relation: &Relation) -> Option<Verdict> {
    let stated = quantity(&relation.stated)?.interval()?;
    let mut holds = true;
    for term in relation.terms.iter().filter(|t| t.role != TermRole::Place) {
        let other = quantity(term)?.interval()?;
        let (low, high) = if relation.variant.starts_with("least") { (stated, other) } else { (other, stated) };
        holds &= high.hi.is_none_or(|hi| low.lo <= hi);
    }
    Some(bound(relation, holds))
}

fn bound(relation: &Relation, holds: bool) -> Verdict {
    let status = if holds { Status::Holds } else { Status::Conflicts };
    Verdict { status, level: (!holds).then_some(relation.ceiling), digits: usize::from(holds), ..cannot_tell() }
}

/// A rise needs a newer value above the older one; values that may be equal once rounding is undone say nothing against it.
fn direction(relation: &Relation) -> Option<Verdict> {
    let (now, before) = (first(relation, TermRole::Now)?.interval()?, first(relation, TermRole::Before)?.interval()?);
    let below = now.hi.is_some_and(|hi| hi < before.lo);
    let above = before.hi.is_some_and(|hi| hi < now.lo);
    let falls = relation.variant.starts_with("down");
    Some(bound(relation, if falls { !above } else { !below }))
}

fn between(relation: &Relation) -> Option<Verdict> {
    let stated = quantity(&relation.stated)?.interval()?;
    let ranges: Option<Vec<Interval>> = relation.terms.iter().map(|t| quantity(t)?.interval()).collect();
    let ranges = ranges?;
    let lo = ranges.iter().map(|r| r.lo).min()?;
    let hi = ranges.iter().map(|r| r.hi).try_fold(Decimal::ZERO, |most, hi| hi.map(|h| most.max(h)));
    let holds = meet(stated, Interval { lo, hi });
    Some(bound(relation, holds))
}

/// True for a stated sum that lies between its least and its greatest part: in a column that does not add up, it is their mean.
pub fn may_be_mean(relation: &Relation) -> bool {
    let base = |term: &Term| quantity(term)?.base();
    let parts: Option<Vec<Decimal>> = relation.terms.iter().map(base).collect();
    let adds = relation.form == Form::Sum && relation.terms.iter().all(|t| t.role == TermRole::Part);
    let (Some(stated), Some(parts)) = (base(&relation.stated), parts.filter(|_| adds)) else { return false };
    parts.iter().min().is_some_and(|least| *least <= stated) && parts.iter().max().is_some_and(|most| stated <= *most)
}

/// True for a fraction whose whole is a single digit.
pub fn has_tiny_whole(relation: &Relation) -> bool {
    let whole = relation.terms.iter().find(|t| matches!(t.role, TermRole::Whole | TermRole::Plan)).and_then(quantity);
    whole.is_some_and(|q| q.number.value < Decimal::TEN && q.number.places == 0)
}

/// Compares the stated number with what the terms make; ratios, products and figures told again may also have been cut.
fn compare(relation: &Relation, expected: Option<Expected>, is_ratio: bool) -> Option<Verdict> {
    let (stated, expected) = (quantity(&relation.stated)?, expected?);
    let range = stated.interval()?;
    let unit = stated.scale;
    let computed = in_units(expected.value, unit)?;
    let difference = stated.number.value.checked_sub(computed)?;
    let holds = meet(range, expected.range);
    let loose = relation.form == Form::Equal && stated.hedge != Hedge::None;
    if holds && (loose || range.hi.is_none() || expected.range.hi.is_none()) && far_beyond(difference, computed)? {
        return None;
    }
    let rounded_up = holds && is_ratio && stated.base()? > expected.value;
    let truncated = !holds && (is_ratio || matches!(relation.form, Form::Equal | Form::Product)) && cut(stated, &expected)?;
    let (status, level) = match (holds, truncated) {
        (true, _) if unlikely(&expected, stated)? => (Status::Conflicts, Some(Severity::Warning)),
        (true, _) if relation.form == Form::Sum && !difference.is_zero() && stated.hedge == Hedge::None => (Status::Holds, by_rounding(relation)),
        (true, _) => (Status::Holds, None),
        (false, true) => (Status::Conflicts, Some(Severity::Note)),
        (false, false) => (Status::Conflicts, Some(Severity::Error)),
    };
    let level = level.map(|l| l.min(relation.ceiling));
    Some(Verdict {
        status,
        level,
        computed: Some(computed),
        difference: Some(difference),
        width: width(range, expected.range).and_then(|w| in_units(w, unit)),
        digits: digits(stated),
        reached: if relation.form == Form::Sum { reached(computed, stated.number.value) } else { None },
        truncated,
        rounded_up,
    })
}

/// How wide two ranges are together.
fn width(a: Interval, b: Interval) -> Option<Decimal> {
    a.hi?.checked_sub(a.lo)?.checked_add(b.hi?.checked_sub(b.lo)?)
}

/// `hơn` sets no upper end and `gần` no lower one, but a value far beyond says nothing for the relation either.
fn far_beyond(difference: Decimal, computed: Decimal) -> Option<bool> {
    Some(difference.abs().checked_mul(Decimal::new(5, 0))? > computed.abs())
}

/// A sum that closes only through rounding, all terms being written with the same precision.
fn by_rounding(relation: &Relation) -> Option<Severity> {
    let places = relation.stated.quantity.as_ref()?.number.places;
    let same = relation.terms.iter().all(|t| t.quantity.as_ref().is_some_and(|q| q.number.places == places));
    same.then_some(Severity::Note)
}

/// A stated quotient that was cut: it lies below the true one by less than its last unit.
fn cut(stated: &Quantity, expected: &Expected) -> Option<bool> {
    let unit = stated.half_unit()?.checked_mul(Decimal::TWO)?;
    let base = stated.base()?;
    Some(stated.hedge == Hedge::None && base <= expected.value && expected.value < base.checked_add(unit)?)
}

/// True for a sum within the worst case of rounding, but beyond about 2.6 standard deviations.
fn unlikely(expected: &Expected, stated: &Quantity) -> Option<bool> {
    let Some(spread) = expected.spread else { return Some(false) };
    if stated.hedge != Hedge::None || expected.range.hi.is_none() {
        return Some(false);
    }
    let off = stated.base()?.checked_sub(expected.value)?.abs();
    if off.is_zero() {
        return Some(false);
    }
    let deviation = spread.checked_div(Decimal::new(12, 0))?.sqrt()?;
    let hedged = expected.range.hi?.checked_sub(expected.range.lo)?;
    let rounding_only = hedged <= deviation.checked_mul(Decimal::new(40, 0))?;
    Some(rounding_only && off > deviation.checked_mul(Decimal::new(26, 1))?)
}

/// How much of the stated number the terms make, in percent.
fn reached(computed: Decimal, stated: Decimal) -> Option<u32> {
    let percent = computed.checked_mul(hundred())?.checked_div(stated)?;
    let whole = if computed > stated { percent.ceil().max(Decimal::new(101, 0)) } else { percent.floor().min(hundred()) };
    u32::try_from(whole.to_i64()?).ok()
}

/// Digits of a number without leading zeros.
fn digits(q: &Quantity) -> usize {
    q.number.value.mantissa().unsigned_abs().checked_ilog10().map_or(0, |last| last as usize + 1)
}
