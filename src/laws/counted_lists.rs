//! A count and a list of nothing but counts right behind it: `11 văn bản (03 kế hoạch, 06 công văn, 02 hướng dẫn)`, `12 chốt, gồm 05 chốt cố định và 07 chốt
//! lưu động`. Whatever their nouns are, they make the count.
//!
//! Or a list of nothing but labelled amounts of its unit in the bracket behind an amount: `10.736 tấn (biển 8.420 tấn, nội địa 2.316 tấn)`. Of 17 whose sum is
//! near the amount 16 hold in the corpora and the open reports.
//!
//! Of 55 brackets of counts in the corpora and the open reports 51 hold; of the others one is wrong, three are far off, as lists behind `gồm` are that tell
//! what things consist of.

use super::parts;
use crate::claims::{Claim, ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::quantity::{Hedge, Measure};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Relation};
use crate::source::Span;
use rust_decimal::Decimal;

/// Most words between the noun of a count and its list.
const NEAR: usize = 5;
/// Which of the readings of a count this one is.
const OPTION: usize = 90;

/// Proposes for each count the list right behind it.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    for (id, paren) in claims.parens.iter().enumerate() {
        let opens = |text: &str| text.is_empty() || is_full(text, lexicon);
        let Some(list) = list(document, claims, lexicon, paren.span, Some(id), opens) else { continue };
        offer(document, claims, paren.span.start - 1, &list, "bracket", out);
    }
    for (id, paren) in claims.parens.iter().enumerate() {
        if let Some(list) = labelled(document, claims, lexicon, paren.span, id) {
            amounts(document, claims, paren.span.start - 1, &list, out);
        }
    }
    for cue in claims.cues.iter().filter(|cue| cue.kind == PartsCue::Full && cue.paren.is_none()) {
        let end = claims.sentence_end(document, cue.block, cue.span.end);
        let end = document.text()[cue.span.end..end].find(';').map_or(end, |at| cue.span.end + at);
        let opens = |text: &str| matches!(text, "" | ":");
        let Some(list) = list(document, claims, lexicon, Span::new(cue.span.end, end), None, opens) else { continue };
        offer(document, claims, cue.span.start, &list, "sentence", out);
    }
}

/// `gồm`, `bao gồm:`
fn is_full(text: &str, lexicon: &Lexicon) -> bool {
    let words = || split_words(text.trim_end_matches(':'));
    matches!(lexicon.parts.at(words()), Some((PartsCue::Full, length)) if length == words().count())
}

/// The counts of a stretch in which each part between commas, semicolons and the word for `and` begins with one; nothing where any does not.
fn list(document: &Document, claims: &Claims, lexicon: &Lexicon, span: Span, paren: Option<usize>, opens: impl Fn(&str) -> bool) -> Option<Vec<ClaimId>> {
    let ids: Vec<ClaimId> = claims.inside(span).collect();
    if ids.len() < 2 {
        return None;
    }
    let mut from = span.start;
    for (nth, &id) in ids.iter().enumerate() {
        let claim = &claims.list[id];
        let gap = document.folded(Span::new(from.min(claim.span.start), claim.span.start)).trim();
        let begins = match nth {
            0 => opens(gap),
            _ => gap.ends_with([',', ';']) || gap.rsplit(' ').next().is_some_and(|word| lexicon.lists("list_and", word)),
        };
        // A second number, or another sign, in one part.
        let is_plain = nth == 0 || !gap.trim_end_matches([',', ';']).contains([',', ';', ':', '(', '/', '%']) && !gap.contains(|c: char| c.is_ascii_digit());
        if !begins || !is_plain || !is_count(claim) || claim.paren != paren {
            return None;
        }
        from = claim.full.end;
    }
    let rest = document.folded(Span::new(from.min(span.end), span.end));
    (!rest.contains(['(', ',', ';', ':', '/', '%', '…']) && !rest.contains(|c: char| c.is_ascii_digit())).then_some(ids)
}

/// Whole things with a noun, neither more nor less than told.
fn is_count(claim: &Claim) -> bool {
    let quantity = &claim.quantity;
    let is_whole = quantity.number.places == 0 && quantity.scale == Decimal::ONE && !quantity.number.is_malformed();
    matches!(quantity.measure, Measure::Count(_)) && is_whole && quantity.hedge == Hedge::None && !claim.is_change() && claim.pair.is_none()
}

/// Proposes a list as the parts of the count right before it; that it is one is said where together they are of its size.
fn offer(document: &Document, claims: &Claims, at: usize, list: &[ClaimId], place: &'static str, out: &mut Vec<Relation>) {
    let Some(whole) = list.first().and_then(|first| first.checked_sub(1)) else { return };
    let claim = &claims.list[whole];
    let gap = document.folded(Span::new(claim.full.end.min(at), at)).trim_end_matches([' ', ',', ':']);
    if claim.block != claims.list[list[0]].block || !is_count(claim) || gap.contains([',', ';', ':', '.', '(', ')']) || split_words(gap).count() > NEAR {
        return;
    }
    // What it consists of is not how many there are: lists of another size are no more than habits of the report tell of them.
    let sum: Decimal = list.iter().map(|&id| claims.list[id].quantity.number.value).sum();
    let size = claim.quantity.number.value;
    let is_of_size = sum + sum >= size && sum <= size + size;
    // `laws/parts` proposes the same numbers, with what is seen of them.
    let features = vec![(Feature("counted-list", place), 1.0)];
    let relation = Relation { features, ..parts::sum(claims, whole, list, ("after", place), &[]) }.sure(Certainty::Certain);
    out.push(if is_of_size { relation.reading(claim.span.start, OPTION, 0) } else { relation });
}

/// The amounts of a bracket in which each part between commas, semicolons and the word for `and` is words and then one amount; nothing where any is not.
fn labelled(document: &Document, claims: &Claims, lexicon: &Lexicon, span: Span, paren: usize) -> Option<Vec<ClaimId>> {
    let ids: Vec<ClaimId> = claims.inside(span).collect();
    if ids.len() < 2 {
        return None;
    }
    let mut from = span.start;
    for (nth, &id) in ids.iter().enumerate() {
        let claim = &claims.list[id];
        let gap = document.folded(Span::new(from.min(claim.span.start), claim.span.start)).trim().trim_end_matches(':');
        let label = match nth {
            0 => Some(gap),
            _ => gap.strip_prefix([',', ';']).or_else(|| gap.split_once(' ').filter(|(word, _)| lexicon.lists("list_and", word)).map(|parts| parts.1)),
        };
        let is_plain = label.is_some_and(|label| {
            split_words(label).next().is_some() && !label.contains([',', ';', ':', '(', '/', '%']) && !label.contains(|c: char| c.is_ascii_digit())
        });
        if !is_plain || !is_amount(claim) || claim.paren != Some(paren) {
            return None;
        }
        from = claim.full.end;
    }
    document.folded(Span::new(from.min(span.end), span.end)).trim().is_empty().then_some(ids)
}

/// A value with its unit or noun, neither more nor less than told.
fn is_amount(claim: &Claim) -> bool {
    let quantity = &claim.quantity;
    let measured = matches!(quantity.measure, Measure::Unit(_) | Measure::Count(_)) && !quantity.number.is_malformed();
    measured && quantity.hedge == Hedge::None && !claim.is_change() && claim.pair.is_none() && claim.per.is_none() && !claim.is_intensive()
}

/// Proposes labelled amounts as the parts of the amount right before their bracket, where all have one unit and together come near it.
fn amounts(document: &Document, claims: &Claims, at: usize, list: &[ClaimId], out: &mut Vec<Relation>) {
    let Some(whole) = list.first().and_then(|first| first.checked_sub(1)) else { return };
    let claim = &claims.list[whole];
    let gap = document.folded(Span::new(claim.full.end.min(at), at)).trim();
    let is_beside = claim.block == claims.list[list[0]].block && !gap.contains([',', ';', ':', '.', '(', ')']) && split_words(gap).count() <= NEAR;
    let is_alike = |&id: &ClaimId| claims.list[id].quantity.measure == claim.quantity.measure;
    if !is_beside || !is_amount(claim) || !list.iter().all(is_alike) {
        return;
    }
    let base = |id: ClaimId| claims.list[id].quantity.base();
    let Some(size) = base(whole) else { return };
    let Some(sum) = list.iter().map(|&id| base(id)).sum::<Option<Decimal>>() else { return };
    let (two, three) = (Decimal::TWO, Decimal::from(3));
    if sum * three < size * two || sum * two > size * three {
        return;
    }
    let features = vec![(Feature("counted-list", "labels"), 1.0)];
    let relation = Relation { features, ..parts::sum(claims, whole, list, ("after", "bracket"), &[]) };
    out.push(relation.sure(Certainty::Certain).reading(claim.span.start, OPTION + 1, 0));
}
