//! What the words around a change add: the word of direction that would be right, and subjects whose percents are of something else.

use super::View;
use crate::claims::changes::Change;
use crate::relations::{Certainty, Relation};
use crate::source::Span;

/// The relation of a direction with the word that would be right.
pub(super) fn turned(view: View, change: &Change, relation: Relation) -> Relation {
    let (rises, falls) = (view.rule.cues("rises"), view.rule.cues("falls"));
    let (own, other) = if change.falls { (falls, rises) } else { (rises, falls) };
    let word = view.document.words(change.word);
    let opposite = own.iter().position(|w| w == word).and_then(|n| other.get(n));
    let relation = relation.variant(if change.falls { "down-word" } else { "up-word" });
    match opposite {
        Some(words) => relation.replace(words.clone()),
        None => relation,
    }
}

/// A fall of poor households is often given in percent of all households: the sentence up to the change tells.
pub(super) fn doubted(view: View, change: &Change, sure: Certainty) -> Certainty {
    let first = &view.claims.list[change.first];
    let start = view.claims.sentence_start(view.document, first.block, first.span.start);
    let words = view.document.folded(Span::new(start.min(first.span.start), first.full.end));
    let doubtful = view.rule.cues("rate_nouns").iter().any(|n| words.contains(n.as_str()));
    if doubtful {
        sure.min(Certainty::Likely)
    } else {
        sure
    }
}

/// `bình quân mỗi năm giảm 37,5 ha`, `tăng 1%/năm`: not the change between two values.
pub(super) fn yearly(view: View, change: &Change) -> bool {
    let last = &view.claims.list[change.last];
    let block = view.document.blocks[last.block].span;
    let behind = view.document.folded(Span::new(last.full.end, block.end));
    let percent = last.is_percent() && view.rule.cues("year_units").iter().any(|u| behind.starts_with(u.as_str()));
    percent || view.rule.phrases("yearly").are_in(view.document.folded(view.claims.list[change.first].label))
}
