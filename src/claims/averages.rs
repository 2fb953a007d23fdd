//! Amounts for each of something: `bình quân 2,5 tỷ đồng/ha`, `mỗi lớp có 41 học sinh`, `15 kg/em/tháng trong 6 tháng`.

use super::changes::placed_words;
use super::{Claim, ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon};
use crate::phrases::behind_last;
use crate::quantity::{Measure, Quantity};
use crate::source::Span;
use rust_decimal::Decimal;

/// Words between the word for each and the number.
const FAR: usize = 9;

/// What an amount is stated for each of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Per {
    /// Counted things: `/hộ`, `mỗi lớp`.
    Noun(String),
    /// A unit of a measure, with its scale and its name: `/ha`.
    Unit(String, Decimal, String),
}

/// What the words around a claim make it an amount of each; `each` are the words before the thing (`mỗi`).
pub fn per(document: &Document, claims: &Claims, lexicon: &Lexicon, id: ClaimId, each: &[String]) -> Option<Per> {
    let claim = &claims.list[id];
    if claim.is_percent() || claim.is_change() || claim.pair.is_some() {
        return None;
    }
    if let Some(rest) = slashed(document, claim) {
        return thing(lexicon, rest);
    }
    let text = ahead(document, claims, id);
    // Most labels have no such word at all, which is quicker to see than to cut words.
    if !each.iter().any(|e| text.contains(e.as_str())) {
        return None;
    }
    let words = placed_words(text);
    let at = words.iter().rposition(|w| each.iter().any(|e| e == w.1)).filter(|at| words.len() - at <= FAR)?;
    let (start, word) = words[at];
    match thing(lexicon, text[start + word.len()..].trim_start()) {
        Some(Per::Noun(noun)) => Some(Per::Noun(noun)),
        _ => None,
    }
}

/// The words of the sentence between the number before a claim and the claim, outside brackets that closed.
pub fn ahead<'d>(document: &'d Document, claims: &Claims, id: ClaimId) -> &'d str {
    let claim = &claims.list[id];
    let start = claims.sentence_start(document, claim.block, claim.span.start);
    let last = id.checked_sub(1).map(|b| &claims.list[b]).filter(|b| b.block == claim.block).map_or(start, |b| b.full.end);
    let text = document.folded(Span::new(start.max(last).min(claim.span.start), claim.span.start));
    behind_last(text, |sign| matches!(sign, b';' | b')' | b'('))
}

/// What stands behind the slash behind an amount.
fn slashed<'d>(document: &'d Document, claim: &Claim) -> Option<&'d str> {
    let block = document.blocks[claim.block].span;
    document.folded(Span::new(claim.full.end, block.end)).trim_start().strip_prefix('/').map(str::trim_start)
}

fn thing(lexicon: &Lexicon, text: &str) -> Option<Per> {
    let unit = lexicon.unit(text);
    let noun = lexicon.nouns.at(split_words(text).take(4)).map(|(n, _)| lexicon.noun_name(n)).filter(|n| text.starts_with(n));
    match (unit, noun) {
        (Some((unit, len)), noun) if noun.is_none_or(|n| n.len() <= len) => Some(Per::Unit(unit.measure.to_string(), unit.scale, text[..len].to_owned())),
        (_, Some(noun)) => Some(Per::Noun(noun.to_owned())),
        _ => None,
    }
}

/// `15 kg/em/tháng trong 6 tháng`: how many times the amount is given, where a second slash asks for it.
pub fn times(document: &Document, claims: &Claims, lexicon: &Lexicon, id: ClaimId) -> Option<ClaimId> {
    let rest = slashed(document, &claims.list[id])?;
    let (first, second) = rest.split_once('/').filter(|p| split_words(p.0).count() <= 3)?;
    let (_, len) = lexicon.unit(second.trim_start()).filter(|u| u.0.measure == "duration" && !first.contains([',', '.', ';', '(']))?;
    let unit = second.trim_start().get(..len)?;
    let next = id + 1;
    let found = claims.list.get(next).filter(|c| c.sentence == claims.list[id].sentence)?;
    document.folded(Span::new(found.span.end, found.full.end)).trim().eq(unit).then_some(next)
}

/// Whether a claim counts or measures the things that an amount is stated for each of, and how many it is of them.
pub fn counts(document: &Document, claim: &Claim, per: &Per) -> Option<Quantity> {
    let quantity = claim.quantity.clone();
    match (per, &claim.quantity.measure) {
        (Per::Noun(noun), Measure::Count(counted)) if **counted == **noun || counted.split(' ').next() == noun.split(' ').next() => Some(quantity),
        (Per::Unit(measure, scale, name), Measure::Unit(own)) if **own == **measure => {
            // Durations are not converted into each other.
            let alike = measure != "duration" || document.folded(Span::new(claim.span.end, claim.full.end)).trim() == name;
            let scale = quantity.scale.checked_div(*scale)?;
            alike.then_some(Quantity { scale, ..quantity })
        }
        _ => None,
    }
}
