//! What the terms of a relation make of its stated number: a point and the range around it. What the text says is held against it in `check`.

use super::interval::{add, divide, meet, multiply, point, scale, subtract};
use super::{Form, Relation, Term, TermRole};
use crate::quantity::{Hedge, Interval, Quantity};
use rust_decimal::Decimal;

/// What the terms make of the stated number: a point and the range around it, in base units.
pub(super) struct Expected {
    pub value: Decimal,
    pub range: Interval,
    /// Σ of the squared unit widths, for sums of rounded terms.
    pub spread: Option<Decimal>,
}

pub(super) fn quantity(term: &Term) -> Option<&Quantity> {
    term.quantity.as_ref().filter(|q| !q.number.is_malformed())
}

pub(super) fn first(relation: &Relation, role: TermRole) -> Option<&Quantity> {
    relation.terms.iter().find(|t| t.role == role).and_then(quantity)
}

pub(super) fn hundred() -> Decimal {
    Decimal::ONE_HUNDRED
}

pub(super) fn sum(relation: &Relation) -> Option<Expected> {
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

pub(super) fn equal(relation: &Relation) -> Option<Expected> {
    let other = quantity(relation.terms.first()?)?;
    Some(Expected { value: other.base()?, range: other.interval()?, spread: None })
}

pub(super) fn difference(relation: &Relation) -> Option<Expected> {
    let (now, before) = (first(relation, TermRole::Now)?, first(relation, TermRole::Before)?);
    let (a, b) = if now.base()? >= before.base()? { (now, before) } else { (before, now) };
    Some(Expected { value: a.base()?.checked_sub(b.base()?)?, range: subtract(a.interval()?, b.interval()?)?, spread: None })
}

pub(super) fn products(relation: &Relation) -> Option<Expected> {
    let (mut value, mut range) = (Decimal::ZERO, point(Decimal::ZERO));
    for pair in relation.terms.chunks(2) {
        let one = product(pair)?;
        (value, range) = (value.checked_add(one.value)?, add(range, one.range)?);
    }
    Some(Expected { value, range, spread: None })
}

pub(super) fn product(terms: &[Term]) -> Option<Expected> {
    let mut value = Decimal::ONE;
    let mut range = point(Decimal::ONE);
    for term in terms {
        value = value.checked_mul(quantity(term)?.base()?)?;
        range = multiply(range, factor(term)?)?;
    }
    Some(Expected { value, range, spread: None })
}

/// The range of a factor. A set norm (`15 kg/người`) is as it is written; a measured rate (`328 người/km²`) was rounded, whole number or not.
fn factor(term: &Term) -> Option<Interval> {
    let factor = quantity(term)?;
    if term.role != TermRole::Rate || factor.number.places > 0 || factor.hedge != Hedge::None {
        factor.interval()
    } else if is_round(factor.number.value) {
        factor.base().map(point)
    } else {
        Quantity { exact: false, ..factor.clone() }.interval()
    }
}

fn quotient(part: (Decimal, Interval), whole: (Decimal, Interval), factor: Decimal) -> Option<Expected> {
    let value = part.0.checked_mul(factor)?.checked_div(whole.0)?;
    Some(Expected { value, range: scale(divide(part.1, whole.1)?, factor)?, spread: None })
}

/// How many times the second term goes into the first one.
pub(super) fn times(relation: &Relation) -> Option<Expected> {
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
pub(super) fn ratio(relation: &Relation) -> Option<Expected> {
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
