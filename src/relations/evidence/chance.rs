//! What the arithmetic shows of a reading, and how easily chance would show the same.

use super::{Law, Slips, Weights};
use crate::quantity::{Measure, Quantity};
use crate::relations::roughly::short_power;
use crate::relations::{slips, Form, Relation, Status, TermRole, Verdict};
use crate::rulebook::Severity;
use rust_decimal::Decimal;

/// What is seen of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It fails by no more than rounding can do.
    Rounding,
    /// It fails, and one slip of the pen explains that.
    Typo,
    /// It fails, and no slip explains it.
    Off,
    /// It fails as a list does that names some of the parts only.
    Partial,
}

impl Outcome {
    /// True for an outcome that can be an accusation.
    pub fn accuses(self) -> bool {
        matches!(self, Outcome::Typo | Outcome::Off)
    }

    /// True for an outcome that speaks against the template of a reading.
    pub fn fails(self) -> bool {
        matches!(self, Outcome::Typo | Outcome::Off | Outcome::Partial)
    }
}

/// An outcome with the ratio of its likelihoods: where the reading was meant, against chance.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// What the arithmetic shows.
    pub outcome: Outcome,
    /// How many times likelier that is where the reading was meant than by chance.
    pub likelihood: f64,
    /// The chance of holding by accident.
    pub chance: f64,
    /// Where the numbers of the report come from.
    pub slips: Slips,
}

/// What a stated number meets by chance is spread over its size: the density at a number is this much of the inverse of its size.
const DENSITY: f64 = 0.6;
/// Percents lie close together: one point wide is one in so many.
const PERCENTS: f64 = 60.0 / 1.3;
/// A slip proves nothing if chance explains it this often.
const TELLING: f64 = 0.5;
/// Two zeros at the end of all numbers of a relation show that they are rounded.
const ZEROS: f64 = 100.0;
/// The last digit of a rounded figure is at most this much of it: `02 lần` is no rounding of `2,5 lần`.
const ROUNDED: f64 = 0.02;
/// Nothing is less probable by chance than this, since texts repeat themselves.
const RAREST: f64 = 1e-7;

/// What is seen of a judged relation; `None` where nothing can be calculated.
pub(super) fn see(relation: &Relation, verdict: &Verdict, slips: Slips) -> Option<Seen> {
    // What the configuration knows is meant.
    let is_known = relation.form == Form::Equal && relation.terms.iter().all(|t| t.claim.is_none());
    let holds = match (relation.form, verdict.status) {
        (Form::Flag, _) | (_, Status::CannotTell) => return None,
        _ if is_known => return None,
        (_, status) => status == Status::Holds,
    };
    let rates = slips.rates();
    let chance = of_holding(relation, verdict).clamp(RAREST, 0.75);
    // How easily chance makes a slip of one number explain the failure.
    let by_slip = |digits: f64| (9.0 * (digits + 1.0) * chance).min(0.85);
    let typo_chance = || by_slip(relation_digits(relation));
    let wrong = rates.typo + rates.copied + rates.off;
    let (outcome, likelihood) = if holds {
        (Outcome::Holds, (1.0 - wrong) / chance)
    } else if verdict.truncated || verdict.level == Some(Severity::Warning) && relation.ceiling > Severity::Warning || is_rounding(relation, verdict, slips) {
        (Outcome::Rounding, 1.0)
    } else if is_ordinal(relation.form) {
        (Outcome::Off, wrong / (1.0 - chance))
    } else {
        // Where a slip in one digit would prove nothing, no slip is looked for.
        let slipped = if by_slip(1.0) < TELLING { slips::slipped_number(relation, verdict) } else { None };
        let slipped = slipped.map(|number| by_slip(digits(number))).filter(|chance| *chance < TELLING);
        // A list may leave parts out: what is missing says nothing, only a slip of the pen does.
        let partial = relation.form == Form::Sum && relation.may_be_partial && verdict.reached.is_some_and(|r| r <= 100);
        let counts = relation.stated.quantity.as_ref().is_some_and(|q| matches!(q.measure, Measure::Count(_)));
        match (slipped, partial) {
            (Some(chance), _) => (Outcome::Typo, rates.typo / chance),
            // What is counted is counted whole where a report always does so; amounts are told in part in the same words.
            (None, true) if counts => (Outcome::Off, wrong / (1.0 - chance)),
            (None, true) => (Outcome::Partial, 1.0),
            (None, false) => match typo_chance() {
                by_typo if by_typo >= TELLING => (Outcome::Off, wrong / (1.0 - chance)),
                by_typo => (Outcome::Off, (rates.off + rates.copied) * nearness(relation, verdict) / (1.0 - chance - by_typo).max(0.05)),
            },
        }
    };
    Some(Seen { outcome, likelihood, chance, slips })
}

/// How many times likelier a sum misses by so little because it is wrong than by chance, which spreads over the size of the number.
fn nearness(relation: &Relation, verdict: &Verdict) -> f64 {
    let (Some(off), Some(stated)) = (verdict.difference.map(|d| rough(d.abs())), relation.stated.quantity.as_ref()) else { return 1.0 };
    let near = Weights::built_in().near();
    let by_chance = |share: f64| 2.0 * DENSITY * share;
    match off / rough(stated.number.value.abs()) {
        _ if relation.form != Form::Sum => 1.0,
        share if share < 0.01 => near.hundredth / by_chance(0.01),
        share if share < 0.1 => (near.tenth - near.hundredth) / by_chance(0.1 - 0.01),
        _ => 1.0,
    }
}

/// Larger, smaller, between: what half of all numbers do.
fn is_ordinal(form: Form) -> bool {
    matches!(form, Form::AtMost | Form::Extreme | Form::Between | Form::Direction)
}

/// How probable it is that numbers which have nothing to do with each other meet within the precision that they are written with.
fn of_holding(relation: &Relation, verdict: &Verdict) -> f64 {
    let Some(stated) = relation.stated.quantity.as_ref() else { return 0.6 };
    let value = rough(stated.number.value.abs());
    if is_ordinal(relation.form) {
        return 0.6;
    }
    if relation.form == Form::Count {
        return (DENSITY / value.max(1.0)).clamp(0.1, 0.5);
    }
    let Some(width) = verdict.width.map(rough) else { return 0.6 };
    if stated.measure == Measure::Percent && relation.form != Form::Sum && relation.form != Form::Equal {
        let edge = value == 0.0 || value == 100.0;
        return (width / PERCENTS).clamp(if edge { 0.35 } else { 0.0 }, 0.5);
    }
    if value == 0.0 {
        return 0.5;
    }
    let scale = rough(stated.scale);
    let operands = std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.quantity.as_ref());
    let linear = matches!(relation.form, Form::Sum | Form::Equal | Form::Difference);
    let finest = if linear { operands.map(resolution).fold(f64::INFINITY, f64::min) / scale } else { resolution(stated) / scale };
    (DENSITY * width.max(finest) / value).min(0.5)
}

/// A value as the binary number nearest to it, calculated as the library of decimals does, but in 64 bits, in which dividing is quick.
fn rough(value: Decimal) -> f64 {
    let (digits, one) = (u64::try_from(value.mantissa()), short_power(value.scale()));
    let (Ok(digits), Some(one)) = (digits, one) else { return value.as_f64() };
    let (whole, rest) = ((digits / one) as f64, (digits % one) as f64);
    let one = one as f64;
    if rest == 0.0 {
        whole
    } else {
        ((whole + rest / one) * one).round() / one
    }
}

/// A value without the zeros at the end of its decimals: its digits and how many of them are decimals.
pub(super) fn without_zeros(value: Decimal) -> (u128, u32) {
    let Ok(mut digits) = u64::try_from(value.mantissa().unsigned_abs()) else {
        let value = value.normalize();
        return (value.mantissa().unsigned_abs(), value.scale());
    };
    // Dividing is quick in 64 bits only.
    let mut places = if digits == 0 { 0 } else { value.scale() };
    while places > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        places -= 1;
    }
    (digits.into(), places)
}

/// The size of the last digit that is no zero at the end, in base units.
fn resolution(quantity: &Quantity) -> f64 {
    let (mut long, places) = without_zeros(quantity.number.value);
    let mut unit = 10f64.powi(-i32::try_from(places).unwrap_or(0));
    while u64::try_from(long).is_err() && long.is_multiple_of(10) {
        long /= 10;
        unit *= 10.0;
    }
    // What is longer than 64 bits now has no more zeros.
    let mut mantissa = u64::try_from(long).unwrap_or(1);
    while mantissa != 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        unit *= 10.0;
    }
    unit * rough(quantity.scale)
}

/// Significant digits of a number: how many places a slip has.
fn digits(number: &Quantity) -> f64 {
    let digits = without_zeros(number.number.value).0.max(1);
    1.0 + f64::from(u64::try_from(digits).map_or_else(|_| digits.ilog10(), u64::ilog10))
}

/// Significant digits of all numbers of a relation.
fn relation_digits(relation: &Relation) -> f64 {
    let operands = std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.quantity.as_ref());
    operands.map(digits).sum()
}

/// A sum of rounded numbers that is off by two of the last places at most, or by as much as so many roundings usually make.
fn is_rounding(relation: &Relation, verdict: &Verdict, slips: Slips) -> bool {
    let (Some(off), Some(stated)) = (verdict.difference.map(|d| rough(d.abs())), relation.stated.quantity.as_ref()) else { return false };
    // Yearbooks print rounded figures without a decimal, money and areas are rounded to whole units.
    let rounded = slips == Slips::Exported || matches!(stated.measure, Measure::Unit(_));
    let counts = stated.exact && stated.number.places == 0 && !rounded;
    let unit = 10f64.powi(-i32::try_from(stated.number.places).unwrap_or(0));
    let parts = relation.terms.iter().filter(|t| t.role != TermRole::Place).count() as f64;
    match relation.form {
        Form::Count => false,
        Form::Sum | Form::Difference if counts => false,
        Form::Sum => off <= rounding_unit(relation, stated) * (parts / 3.0).max(1.0) + 1e-9,
        // Tables are calculated before they are rounded: a quotient of what they print is off by more than its own width.
        Form::GrowthOf if slips == Slips::Exported || relation.law == Some(Law::Row) => {
            off <= (unit * 2.01).max(3.0 * width(verdict)).max(by_operands(relation, stated))
        }
        Form::Share if slips == Slips::Exported => off <= (unit * 2.01).max(3.0 * width(verdict)),
        Form::Equal if relation.terms.iter().any(|t| t.quantity.as_ref().is_some_and(|q| q.number.places != stated.number.places)) => {
            let last = coarsest(relation) / rough(stated.scale);
            off <= last * 1.01 && last <= ROUNDED * rough(stated.number.value.abs())
        }
        Form::Difference | Form::Equal => stated.number.places > 0 && off <= unit * 1.01,
        _ => off <= unit * 2.01,
    }
}

/// The last place that the numbers are written to: zeros at the end of all of them are no places.
fn rounding_unit(relation: &Relation, stated: &Quantity) -> f64 {
    let last = 10f64.powi(-i32::try_from(stated.number.places).unwrap_or(0));
    let operands = std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.quantity.as_ref());
    let coarsest = operands.map(resolution).fold(f64::INFINITY, f64::min) / rough(stated.scale);
    if coarsest.is_finite() && coarsest >= last * ZEROS {
        coarsest
    } else {
        last
    }
}

/// The largest of the last digits that are no zeros at the end: 6.700 km² is as good as 6.690,72 km², and 16.487 as 16.486,49.
fn coarsest(relation: &Relation) -> f64 {
    let operands = std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.quantity.as_ref());
    operands.map(resolution).fold(0.0, f64::max)
}

/// How far the rounding of its operands moves a growth in percent.
fn by_operands(relation: &Relation, stated: &Quantity) -> f64 {
    let operands = relation.terms.iter().filter_map(|t| t.quantity.as_ref());
    let relative = |q: &Quantity| 0.5 * 10f64.powi(-i32::try_from(q.number.places).unwrap_or(0)) / rough(q.number.value.abs()).max(1.0);
    operands.map(relative).sum::<f64>() * (100.0 + rough(stated.number.value.abs()))
}

/// How far stated and computed may lie apart; nothing where that is not bounded.
fn width(verdict: &Verdict) -> f64 {
    verdict.width.map(rough).unwrap_or(0.0)
}
