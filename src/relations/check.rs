//! The only place that compares quantities.
//!
//! A printed number is the range that it was rounded from; a relation conflicts when no choice of true values can satisfy it.

use super::interval::{add, divide, meet, multiply, point, scale, subtract};
use super::{working, Form, Relation, Status, Term, TermRole, Verdict};
use crate::quantity::{Hedge, Interval, Quantity};
use crate::rulebook::Severity;
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, MathematicalOps as _};

/// What the terms make of the stated number: a point and the range around it, in base units.
struct Expected {
    value: Decimal,
    range: Interval,
    /// Σ of the squared unit widths, for sums of rounded terms.
    spread: Option<Decimal>,
}

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
    .unwrap_or_else(|| cannot_tell(relation))
}

fn cannot_tell(relation: &Relation) -> Verdict {
    Verdict {
        status: Status::CannotTell,
        level: None,
        computed: None,
        difference: None,
        working: working::plain(relation),
        digits: 0,
        reached: None,
        truncated: false,
    }
}

fn flag(relation: &Relation) -> Option<Verdict> {
    Some(Verdict { status: Status::Conflicts, level: Some(relation.ceiling), ..cannot_tell(relation) })
}

fn quantity(term: &Term) -> Option<&Quantity> {
    term.quantity.as_ref().filter(|q| !q.number.is_malformed())
}

fn first(relation: &Relation, role: TermRole) -> Option<&Quantity> {
    relation.terms.iter().find(|t| t.role == role).and_then(quantity)
}

fn hundred() -> Decimal {
    Decimal::ONE_HUNDRED
}

fn sum(relation: &Relation) -> Option<Expected> {
    let zero = point(Decimal::ZERO);
    let stated_unit = quantity(&relation.stated)?.half_unit()?.checked_mul(Decimal::TWO)?;
    let (mut value, mut range, mut spread) = (Decimal::ZERO, zero, stated_unit.checked_mul(stated_unit)?);
    for term in &relation.terms {
        let part = quantity(term)?;
        let unit = part.half_unit()?.checked_mul(Decimal::TWO)?;
        spread = spread.checked_add(unit.checked_mul(unit)?)?;
        if term.role == TermRole::Deduction {
            value = value.checked_sub(part.base()?)?;
            range = subtract(range, part.interval()?)?;
        } else {
            value = value.checked_add(part.base()?)?;
            range = add(range, part.interval()?)?;
        }
    }
    Some(Expected { value, range, spread: Some(spread) })
}

fn equal(relation: &Relation) -> Option<Expected> {
    let other = quantity(relation.terms.first()?)?;
    Some(Expected { value: other.base()?, range: other.interval()?, spread: None })
}

fn difference(relation: &Relation) -> Option<Expected> {
    let (now, before) = (first(relation, TermRole::Now)?, first(relation, TermRole::Before)?);
    let (a, b) = if now.base()? >= before.base()? { (now, before) } else { (before, now) };
    Some(Expected { value: a.base()?.checked_sub(b.base()?)?, range: subtract(a.interval()?, b.interval()?)?, spread: None })
}

fn products(relation: &Relation) -> Option<Expected> {
    let (mut value, mut range) = (Decimal::ZERO, point(Decimal::ZERO));
    for pair in relation.terms.chunks(2) {
        let one = product(pair)?;
        (value, range) = (value.checked_add(one.value)?, add(range, one.range)?);
    }
    Some(Expected { value, range, spread: None })
}

fn product(terms: &[Term]) -> Option<Expected> {
    let mut value = Decimal::ONE;
    let mut range = point(Decimal::ONE);
    for term in terms {
        value = value.checked_mul(quantity(term)?.base()?)?;
        range = multiply(range, quantity(term)?.interval()?)?;
    }
    Some(Expected { value, range, spread: None })
}

fn quotient(part: (Decimal, Interval), whole: (Decimal, Interval), factor: Decimal) -> Option<Expected> {
    let value = part.0.checked_mul(factor)?.checked_div(whole.0)?;
    Some(Expected { value, range: scale(divide(part.1, whole.1)?, factor)?, spread: None })
}

/// How many times the second term goes into the first one.
fn times(relation: &Relation) -> Option<Expected> {
    let (first, second) = (both(quantity(relation.terms.first()?)?)?, relation.terms.get(1)?);
    let other = both(quantity(second)?)?;
    let whole = match second.role {
        TermRole::Change => (first.0.checked_sub(other.0)?, subtract(first.1, other.1)?),
        _ => other,
    };
    quotient(first, whole, Decimal::ONE)
}

fn both(q: &Quantity) -> Option<(Decimal, Interval)> {
    Some((q.base()?, q.interval()?))
}

/// The forms whose stated number is a quotient.
fn ratio(relation: &Relation) -> Option<Expected> {
    let terms = &relation.terms;
    match relation.form {
        Form::Share => {
            let whole = first(relation, TermRole::Whole).or_else(|| first(relation, TermRole::Plan))?;
            quotient(both(first(relation, TermRole::Part)?)?, both(whole)?, hundred())
        }
        Form::ShareOfSum => {
            let whole = terms.iter().try_fold((Decimal::ZERO, point(Decimal::ZERO)), |(v, r), t| {
                let part = quantity(t)?;
                Some((v.checked_add(part.base()?)?, add(r, part.interval()?)?))
            })?;
            quotient(both(quantity(&terms[0])?)?, whole, hundred())
        }
        Form::WholeShares => {
            let mut rest = (hundred(), point(hundred()));
            for share in terms {
                rest = (rest.0.checked_sub(quantity(share)?.base()?)?, subtract(rest.1, quantity(share)?.interval()?)?);
            }
            Some(Expected { value: rest.0, range: rest.1, spread: None })
        }
        Form::Growth => growth(relation),
        Form::GrowthOf => {
            let (now, before) = (first(relation, TermRole::Now)?, first(relation, TermRole::Before)?);
            let (a, b) = if now.base()? >= before.base()? { (now, before) } else { (before, now) };
            let change = (a.base()?.checked_sub(b.base()?)?, subtract(a.interval()?, b.interval()?)?);
            quotient(change, both(before)?, hundred())
        }
        Form::SameRate => same_rate(relation),
        Form::SameBase => {
            let (mine, other, percent) = (quantity(terms.first()?)?, quantity(terms.get(1)?)?, quantity(terms.get(2)?)?);
            let top = (mine.base()?.checked_mul(percent.base()?)?, multiply(mine.interval()?, percent.interval()?)?);
            quotient(top, both(other)?, Decimal::ONE)
        }
        Form::WeightedGrowth => weighted(relation),
        _ => None,
    }
}

/// Only a round rate (15 kg a head) is one that siblings share; two round rates may differ on purpose.
fn same_rate(relation: &Relation) -> Option<Expected> {
    let terms = &relation.terms;
    let (mine, other, others) = (quantity(terms.first()?)?, quantity(terms.get(1)?)?, quantity(terms.get(2)?)?);
    let stated = quantity(&relation.stated)?;
    let rate = other.base()?.checked_div(others.base()?)?;
    let own = stated.base()?.checked_div(mine.base()?)?;
    if !is_round(rate) || is_round(own) && own != rate {
        return None;
    }
    let top = (mine.base()?.checked_mul(other.base()?)?, multiply(mine.interval()?, other.interval()?)?);
    quotient(top, both(others)?, Decimal::ONE)
}

/// At most two digits that are not zero: 15, 0,5, 450 000.
fn is_round(value: Decimal) -> bool {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len() <= 2
}

/// change / (now − change) for a rise, change / (now + change) for a fall.
fn growth(relation: &Relation) -> Option<Expected> {
    let (now, change) = (first(relation, TermRole::Now)?, first(relation, TermRole::Change)?);
    let falls = relation.variant == "down";
    let before = if falls {
        (now.base()?.checked_add(change.base()?)?, add(now.interval()?, change.interval()?)?)
    } else {
        (now.base()?.checked_sub(change.base()?)?, subtract(now.interval()?, change.interval()?)?)
    };
    quotient(both(change)?, before, hundred())
}

/// Σ amounts / Σ (amount / index) as an index in percent; terms alternate amount and rate, then the whole where it is stated.
///
/// Rates are indices (`104%`), or growths that a change role marks (`tăng 4%`). Parts that do not add up to the whole are not all of it.
fn weighted(relation: &Relation) -> Option<Expected> {
    let whole = relation.terms.iter().find(|t| t.role == TermRole::Whole);
    let parts = || relation.terms.iter().filter(|t| t.role != TermRole::Whole).collect::<Vec<_>>();
    let (mut amounts, mut before) = ((Decimal::ZERO, point(Decimal::ZERO)), (Decimal::ZERO, point(Decimal::ZERO)));
    let mut written = point(Decimal::ZERO);
    for pair in parts().chunks_exact(2) {
        let (amount, index) = (both(quantity(pair[0])?)?, index(pair[1])?);
        written = add(written, amount.1)?;
        // The amounts are weights: their own rounding moves the mean far less than the rounding of the indices.
        let weight = (amount.0, point(amount.0));
        amounts = (amounts.0.checked_add(weight.0)?, add(amounts.1, weight.1)?);
        let old = quotient(weight, index, hundred())?;
        before = (before.0.checked_add(old.value)?, add(before.1, old.range)?);
    }
    if let Some(whole) = whole {
        if !meet(written, quantity(whole)?.interval()?) {
            return None;
        }
    }
    let mean = quotient(amounts, before, hundred())?;
    match relation.stated.role {
        TermRole::Change => Some(Expected { value: mean.value.checked_sub(hundred())?, range: subtract(mean.range, point(hundred()))?, ..mean }),
        TermRole::Deduction => Some(Expected { value: hundred().checked_sub(mean.value)?, range: subtract(point(hundred()), mean.range)?, ..mean }),
        _ => Some(mean),
    }
}

/// A rate as an index: 104 for `bằng 104%` as for `tăng 4%`.
fn index(rate: &Term) -> Option<(Decimal, Interval)> {
    let (value, range) = both(quantity(rate)?)?;
    match rate.role {
        TermRole::Change => Some((value.checked_add(hundred())?, add(range, point(hundred()))?)),
        TermRole::Deduction => Some((hundred().checked_sub(value)?, subtract(point(hundred()), range)?)),
        _ => Some((value, range)),
    }
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
        working: working::plain(relation),
        digits: 1,
        reached: None,
        truncated: false,
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
    Verdict { status, level: (!holds).then_some(relation.ceiling), digits: usize::from(holds), ..cannot_tell(relation) }
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

/// Compares the stated number with what the terms make; percents may also have been cut.
fn compare(relation: &Relation, expected: Option<Expected>, is_ratio: bool) -> Option<Verdict> {
    let (stated, expected) = (quantity(&relation.stated)?, expected?);
    let range = stated.interval()?;
    let unit = stated.scale;
    let computed = expected.value.checked_div(unit)?;
    let difference = stated.number.value.checked_sub(computed)?;
    let holds = meet(range, expected.range);
    let truncated = !holds && is_ratio && cut(stated, &expected)?;
    let (status, level) = match (holds, truncated) {
        (true, _) if unlikely(&expected, stated)? => (Status::Conflicts, Some(Severity::Warning)),
        (true, _) if relation.form == Form::Sum && !difference.is_zero() && stated.hedge == Hedge::None => (Status::Holds, by_rounding(relation)),
        (true, _) => (Status::Holds, None),
        (false, true) => (Status::Conflicts, Some(Severity::Note)),
        (false, false) => (Status::Conflicts, Some(Severity::Error)),
    };
    let working = working::calculation(relation, computed);
    let level = level.map(|l| l.min(relation.ceiling));
    Some(Verdict {
        status,
        level,
        computed: Some(computed),
        difference: Some(difference),
        working,
        digits: digits(stated),
        reached: reached(computed, stated.number.value),
        truncated,
    })
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
    q.number.value.mantissa().unsigned_abs().to_string().trim_start_matches('0').len()
}
