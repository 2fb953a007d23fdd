//! Calculations in words: `235,7 + 695,4 + 291 = 1.222,1`.

use super::{Form, Relation, Term, TermRole, Verdict};
use crate::quantity::{Measure, Quantity, Style};
use rust_decimal::{Decimal, RoundingStrategy};

/// A decimal the Vietnamese way: `.` groups thousands, `,` is the decimal mark.
pub fn decimal(value: Decimal, places: u32) -> String {
    decimal_in(value, places, Style::Comma)
}

/// A decimal in the way of its report: `1.234,5` or `1,234.5`.
pub fn decimal_in(value: Decimal, places: u32, style: Style) -> String {
    let (group, mark) = match style {
        Style::Comma => ('.', ","),
        Style::Point => (',', "."),
    };
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.1$}", rounded.abs(), places as usize);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(group);
        }
        out.push(digit);
    }
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    let mark = if fraction.is_empty() { "" } else { mark };
    format!("{sign}{out}{mark}{fraction}")
}

/// A decimal with the digits that it has, at most `most` behind the mark.
pub fn exact(value: Decimal, most: u32, style: Style) -> String {
    let short = value.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero).normalize();
    decimal_in(short, short.scale(), style)
}

/// A term as it is written, without the zero that pads counts below ten.
fn number(term: &Term) -> String {
    // A factor that stands nowhere is shown with all its digits.
    let places = |q: &Quantity| match term.claim {
        // As it is written, however precise it counts.
        Some(_) => q.number.places.min(q.number.value.scale()),
        None => q.number.places.max(q.number.value.scale()),
    };
    // A percent among factors is shown as one.
    let sign = |q: &Quantity| if q.measure == Measure::Percent && q.scale < Decimal::ONE { "%" } else { "" };
    term.quantity.as_ref().map_or(String::new(), |q| decimal_in(q.number.value, places(q), q.number.report) + sign(q))
}

/// The calculation of a judged relation in words that anyone can follow: with its result, where the verdict has one.
pub fn of(relation: &Relation, verdict: &Verdict) -> String {
    match verdict.computed {
        Some(computed) if relation.form != Form::Count => calculation(relation, computed),
        _ => plain(relation),
    }
}

/// The calculation of a relation with its result.
fn calculation(relation: &Relation, computed: Decimal) -> String {
    let places = relation.stated.quantity.as_ref().map_or(0, |q| q.number.places);
    let style = relation.style();
    let left = match style {
        // Vietnamese writes a division with a colon.
        Style::Comma => left_side(relation).replace(" / ", " : "),
        Style::Point => left_side(relation),
    };
    let result = match relation.form {
        Form::Sum | Form::Difference | Form::Equal => exact(computed, 6, style),
        Form::Product | Form::SumOfProducts | Form::Quotient | Form::SameRate => exact(computed, places.max(2), style),
        Form::SameBase if relation.variant == "proportion" => exact(computed, places.max(2), style),
        _ => format!("{}%", decimal_in(computed, places + 1, style)),
    };
    if left.is_empty() {
        result
    } else {
        format!("{left} = {result}")
    }
}

/// The calculation without its result.
fn plain(relation: &Relation) -> String {
    match relation.form {
        Form::Count => format!("{}", relation.terms.len()),
        Form::AtMost => format!("{} ≤ {}", number(&relation.stated), relation.terms.first().map(number).unwrap_or_default()),
        Form::Extreme => {
            let sign = if relation.variant.starts_with("least") { "≤" } else { "≥" };
            format!("{} {sign} {}", number(&relation.stated), relation.terms.iter().filter(|t| t.quantity.is_some()).map(number).collect::<Vec<_>>().join("; "))
        }
        Form::Direction => relation.terms.iter().rev().map(number).collect::<Vec<_>>().join(" → "),
        Form::Between => {
            let value = |t: &&Term| t.quantity.as_ref().map(|q| q.number.value);
            let least = relation.terms.iter().min_by_key(value).map(number).unwrap_or_default();
            let most = relation.terms.iter().max_by_key(value).map(number).unwrap_or_default();
            format!("{least} ≤ {} ≤ {most}", number(&relation.stated))
        }
        _ => String::new(),
    }
}

fn left_side(relation: &Relation) -> String {
    let of = |role: TermRole| relation.terms.iter().find(|t| t.role == role).map(number).unwrap_or_default();
    let nth = |n: usize| relation.terms.get(n).map(number).unwrap_or_default();
    match relation.form {
        Form::Sum => signed_sum(relation),
        Form::WholeShares => format!("100 − {}", relation.terms.iter().map(number).collect::<Vec<_>>().join(" − ")),
        Form::Share => {
            let whole = relation.terms.iter().find(|t| matches!(t.role, TermRole::Whole | TermRole::Plan)).map(number).unwrap_or_default();
            format!("{} / {whole}", of(TermRole::Part))
        }
        Form::ShareOfSum => format!("{} / ({})", nth(0), relation.terms.iter().map(number).collect::<Vec<_>>().join(" + ")),
        Form::Growth if relation.variant == "down" => format!("{1} / ({0} + {1})", of(TermRole::Now), of(TermRole::Change)),
        Form::Growth => format!("{1} / ({0} − {1})", of(TermRole::Now), of(TermRole::Change)),
        Form::GrowthOf => format!("({} − {1}) / {1}", of(TermRole::Now), of(TermRole::Before)),
        Form::Difference => format!("|{} − {}|", of(TermRole::Now), of(TermRole::Before)),
        Form::Product => relation.terms.iter().map(number).collect::<Vec<_>>().join(" × "),
        Form::Quotient if relation.terms.get(1).is_some_and(|t| t.role == TermRole::Change) => format!("{0} / ({0} − {1})", nth(0), nth(1)),
        Form::Quotient => format!("{} / {}", nth(0), nth(1)),
        Form::SameRate => format!("{} × {} / {}", nth(0), nth(1), nth(2)),
        Form::SumOfProducts => {
            let products: Vec<String> = relation.terms.chunks(2).map(|p| p.iter().map(number).collect::<Vec<_>>().join(" × ")).collect();
            products.join(" + ")
        }
        Form::SameBase if relation.variant == "proportion" => format!("{} × {} / {}", nth(0), nth(2), nth(1)),
        Form::SameBase => format!("{} × {}% / {}", nth(0), nth(2), nth(1)),
        Form::WeightedGrowth => weighted(relation),
        _ => String::new(),
    }
}

fn signed_sum(relation: &Relation) -> String {
    let scale = relation.stated.quantity.as_ref().map(|q| q.scale);
    let mut out = String::new();
    for term in &relation.terms {
        let sign = match (out.is_empty(), term.role == TermRole::Deduction) {
            (true, false) => "",
            (_, true) => " − ",
            (false, false) => " + ",
        };
        let in_unit = term.quantity.as_ref().zip(scale).filter(|(q, s)| q.scale != *s);
        let written = match in_unit {
            Some((q, s)) => q.base().and_then(|b| b.checked_div(s)).map_or_else(|| number(term), |v| exact(v, 9, relation.style())),
            None => number(term),
        };
        out.push_str(sign);
        out.push_str(&written);
    }
    out
}

fn weighted(relation: &Relation) -> String {
    let parts: Vec<&Term> = relation.terms.iter().filter(|t| t.role != TermRole::Whole).collect();
    let index = |rate: &Term| match rate.role {
        TermRole::Change => format!("(100% + {}%)", number(rate)),
        TermRole::Deduction => format!("(100% − {}%)", number(rate)),
        _ => format!("{}%", number(rate)),
    };
    let amounts: Vec<String> = parts.chunks_exact(2).map(|p| number(p[0])).collect();
    let before: Vec<String> = parts.chunks_exact(2).map(|p| format!("{} / {}", number(p[0]), index(p[1]))).collect();
    let mean = format!("({}) / ({})", amounts.join(" + "), before.join(" + "));
    match relation.stated.role {
        TermRole::Change => format!("{mean} − 100%"),
        TermRole::Deduction => format!("100% − {mean}"),
        _ => mean,
    }
}
