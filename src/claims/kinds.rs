//! When two numbers measure the same thing: by unit or noun, and by the words behind it.

use super::{labels, Claim};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon};
use crate::quantity::{Measure, Quantity};
use rust_decimal::Decimal;

/// True if both claims count or measure the same kind of thing: `5.526 người chết` and `giảm 356 người chết`.
pub fn same_kind(document: &Document, lexicon: &Lexicon, a: &Claim, b: &Claim) -> bool {
    match (&a.quantity.measure, &b.quantity.measure) {
        (Measure::Percent, Measure::Percent) => true,
        (Measure::Unit(x), Measure::Unit(y)) => x == y || adopt(document, a, b).is_some(),
        (Measure::Count(x), Measure::Count(y)) => named_alike(x, y) && tails_agree(document, lexicon, a, b),
        _ => false,
    }
}

/// True for amounts that have parts: no rates, averages, grades, no multiples (`1,36 lần`), and no stretches of time, which run side by side.
pub fn is_of_wholes(claim: &Claim) -> bool {
    let quantity = &claim.quantity;
    let is_multiple = matches!(quantity.measure, Measure::Count(_)) && quantity.number.places > 0 && quantity.scale == Decimal::ONE;
    !is_multiple && !claim.is_intensive() && !matches!(&quantity.measure, Measure::Unit(name) if name == "duration")
}

/// True if both count things of one noun, or measure in one unit, whatever qualifies them.
pub fn same_noun(a: &Claim, b: &Claim) -> bool {
    match (&a.quantity.measure, &b.quantity.measure) {
        (Measure::Count(x), Measure::Count(y)) => x.split(' ').next() == y.split(' ').next(),
        (x, y) => x == y,
    }
}

/// A noun, short forms written out.
pub fn written_out<'a>(lexicon: &'a Lexicon, noun: &'a str) -> &'a str {
    lexicon.abbreviations.get(noun).copied().unwrap_or(noun)
}

/// The first word of a noun, short forms written out: what is counted, whatever qualifies it.
pub fn head<'a>(lexicon: &'a Lexicon, noun: &'a str) -> &'a str {
    written_out(lexicon, noun).split(' ').next().unwrap_or("")
}

/// `hộ` is short for `hộ nghèo`.
fn named_alike(a: &str, b: &str) -> bool {
    let shortens = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    shortens(a, b) || shortens(b, a)
}

/// The word behind the noun tells one count of people from another (`người chết`, `người bị thương`).
fn tails_agree(document: &Document, lexicon: &Lexicon, a: &Claim, b: &Claim) -> bool {
    match (qualifier(document, lexicon, a), qualifier(document, lexicon, b)) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    }
}

/// The word that qualifies the noun of a claim, if one stands right behind it.
pub fn qualifier<'d>(document: &'d Document, lexicon: &Lexicon, claim: &Claim) -> Option<&'d str> {
    let tail = document.folded(claim.tail);
    let run = tail.split(['(', ')', '-', '+', '/']).next().unwrap_or("");
    let word = split_words(run).next()?;
    let qualifies =
        word == "bị" || !lexicon.verbs.contains(word) && lexicon.roles.at(split_words(run)).is_none() && lexicon.bases.at(split_words(run)).is_none();
    (qualifies && !word.starts_with(|c: char| c.is_ascii_digit())).then_some(word)
}

/// `đạt 59,3 tạ/ha, tăng 5,9 tạ`: the change is written in the short form of the unit; its quantity in the unit of the value.
pub fn adopt(document: &Document, value: &Claim, change: &Claim) -> Option<Quantity> {
    let unit = |c: &Claim| document.folded(c.full).get(c.span.end - c.full.start..).unwrap_or("").trim();
    let rest = unit(value).strip_prefix(unit(change))?;
    let shortened = rest.starts_with('/') && !unit(change).is_empty();
    shortened.then(|| Quantity { scale: value.quantity.scale, measure: value.quantity.measure.clone(), exact: value.quantity.exact, ..change.quantity.clone() })
}

/// True if the words that name a change's subject are words of the value's label.
pub fn names(subject: &[String], document: &Document, lexicon: &Lexicon, value: &Claim) -> bool {
    let label = labels::words(document.folded(value.label), lexicon);
    let noun = labels::words(document.folded(value.full), lexicon);
    let tail = labels::words(document.folded(value.tail), lexicon);
    let known = subject.iter().filter(|w| label.contains(w) || noun.contains(w) || tail.contains(w)).count();
    known * 3 >= subject.len() * 2
}

/// `từ 10 lên 12 triệu đồng`: a bare number in the unit of the value that it is compared with.
pub fn in_unit_of(value: &Claim, bare: &Claim) -> Quantity {
    let Quantity { scale, measure, exact, .. } = value.quantity.clone();
    if bare.quantity.measure == Measure::Bare {
        Quantity { scale, measure, exact, ..bare.quantity.clone() }
    } else {
        bare.quantity.clone()
    }
}
