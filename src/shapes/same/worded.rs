//! A title that counts in words (`Bốn cụm công nghiệp lấp đầy trên 60%`) against the counts beneath it.

use super::title::{beneath, is_title};
use super::View;
use crate::claims::{labels, numerals, ClaimId};
use crate::document::BlockId;
use crate::lexicon::split_words;
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;

/// How much of the title's words the sentence of the count must have, in percent.
const SHARED: usize = 60;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for block in (0..view.document.blocks.len()).filter(|&b| is_title(view, b)) {
        count_of(view, block, out);
    }
}

/// The number in words and the noun that a title begins with.
fn count_of(view: View, block: BlockId, out: &mut Vec<Relation>) {
    let span = view.document.blocks[block].span;
    let words = view.claims.words.cut(span);
    let Some((number, len)) = numerals::read(view.document, view.lexicon, &words) else { return };
    let (Some(first), Some(last), Some(next)) = (words.first(), words.get(len.saturating_sub(1)), words.get(len)) else { return };
    // `Năm` is a year as often as a five.
    if len == 1 && view.lexicon.unit(view.document.folded(*first)).is_some() {
        return;
    }
    let rest = view.document.folded(Span::new(next.start, span.end));
    let Some((noun, taken)) = view.lexicon.nouns.at(split_words(rest).take(4)) else { return };
    let noun = view.lexicon.noun_name(noun);
    let title: Vec<String> = labels::words(&split_words(rest).skip(taken).collect::<Vec<_>>().join(" "), view.lexicon);
    let counts = |&id: &ClaimId| {
        let claim = &view.claims.list[id];
        claim.quantity.measure == Measure::Count(noun.into()) && claim.pair.is_none() && !claim.is_change()
    };
    let found: Vec<(ClaimId, usize)> =
        beneath(view, block).flat_map(|b| view.claims.of_block(b)).filter(counts).map(|id| (id, share(view, &title, id))).collect();
    let clear = found.iter().filter(|f| f.1 >= SHARED).count() == 1;
    for (nth, &(id, share)) in found.iter().enumerate() {
        let claim = &view.claims.list[id];
        let mut quantity = claim.quantity.clone();
        quantity.number = number.clone();
        let stated = Term { span: first.join(*last), quantity: Some(quantity), role: TermRole::Stated, claim: None };
        let certainty = if clear && share >= SHARED { Certainty::Certain } else { Certainty::Possible };
        let relation = Relation::new(&view.rule.name, Form::Equal, stated, vec![Term::of(id, claim, TermRole::Same)]).sure(certainty);
        out.push(Relation { ceiling: Severity::Warning, ..relation.variant("title").reading(first.start, nth + 1, 0) });
    }
}

/// How much of the title's words stand in the part of the sentence around a count, in percent.
fn share(view: View, title: &[String], id: ClaimId) -> usize {
    let claim = &view.claims.list[id];
    let around = Span::new(claim.segment.min(claim.label.start), claim.tail.end.max(claim.full.end));
    let words = labels::words(view.document.folded(around), view.lexicon);
    let shared = title.iter().filter(|w| words.contains(w)).count();
    (shared * 100).checked_div(title.len()).unwrap_or(0)
}
