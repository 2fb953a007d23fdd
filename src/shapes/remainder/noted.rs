//! The rest of an N/M in the note of its sentence: `tiêm cho 186/194 trẻ¹`, `¹ Còn 08 trẻ chưa tiêm`.

use super::{fits, is_rest, relation, View};
use crate::lexicon::split_words;
use crate::relations::{Certainty, Relation};
use crate::source::Span;

/// Words before the rest that a note begins with, at most.
const OPENING: usize = 4;
/// The reading of a rest in a note, among those of the sentence.
const NOTED: usize = 100;

/// Proposes the rest that a note begins with, where the sentence gives none.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    for note in &view.document.notes {
        let Some(anchor) = note.anchor.and_then(|a| view.document.anchors.get(a)) else { continue };
        let start = view.claims.sentence_start(view.document, anchor.block, anchor.at);
        let pair = view.claims.inside(Span::new(start, anchor.at)).rev().find_map(|id| Some((id, claims[id].base()?)));
        let Some((done, all)) = pair else { continue };
        let told = view.claims.inside(Span::new(claims[all].span.end, anchor.at)).any(|id| is_rest(view, id) && fits(view, all, id));
        let Some(rest) = view.claims.of_block(note.block).find(|&id| fits(view, all, id)).filter(|&id| is_rest(view, id)) else { continue };
        let opens = split_words(view.document.folded(Span::new(view.document.blocks[note.block].span.start, claims[rest].span.start))).count() <= OPENING;
        let certainty = if opens && !told { Certainty::Certain } else { Certainty::Possible };
        out.push(relation(view, done, &[all], rest, NOTED).sure(certainty));
    }
}
