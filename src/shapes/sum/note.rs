//! Parts in a note, their total in the sentence that carries its mark, or the other way round.

use super::{totals_before, Region};
use crate::claims::parts::{kinship, side, Kinship};
use crate::claims::ClaimId;
use crate::lexicon::PartsCue;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// Proposes sums across notes.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for note in &view.document.notes {
        let Some(anchor) = note.anchor.map(|a| &view.document.anchors[a]) else { continue };
        let body = view.document.blocks[note.block].span;
        downward(view, anchor.block, anchor.at, body, out);
        upward(view, anchor.block, anchor.at, body, out);
    }
}

/// The note breaks down a number before its mark.
fn downward(view: View, block: usize, at: usize, body: Span, out: &mut Vec<Relation>) {
    let span = view.claims.until_beside(body);
    let parts = view.claims.addends(span);
    if parts.len() < 2 {
        return;
    }
    let opening = view.claims.cues_in(span).next().filter(|c| c.span.start < span.start + 12).map(|c| c.kind);
    let cued = matches!(opening, Some(PartsCue::Opens | PartsCue::Full));
    let certainty = if cued { Certainty::Certain } else { Certainty::Likely };
    let sentence = view.claims.sentence_start(view.document, block, at.saturating_sub(1));
    let claims = &view.claims.list;
    let totals = totals_before(view, sentence, at, None);
    let mut region = Region { view, start: span.start, parts, akin: false, certainty, partial: opening != Some(PartsCue::Full), next: 0 };
    let mut done = Vec::new();
    let mut tried = 0;
    for total in totals {
        let key = (claims[total].quantity.measure.clone(), side(&claims[total]));
        let first = !done.contains(&key);
        done.push(key);
        if region.parts.iter().any(|&p| kinship(view.document, view.lexicon, &claims[total], &claims[p]) >= Kinship::Near) {
            region.propose(total, if first { certainty } else { Certainty::Possible }, out);
            tried += 1;
        }
        if tried == 6 {
            break;
        }
    }
}

/// The note states the total of numbers in the sentences around its mark.
fn upward(view: View, block: usize, at: usize, body: Span, out: &mut Vec<Relation>) {
    let sentence = view.claims.sentence_start(view.document, block, at.saturating_sub(1));
    let here = view.claims.sentence_end(view.document, block, at);
    let next = view.claims.sentence_end(view.document, block, here + 1);
    let after = view.claims.sentence_end(view.document, block, (next + 1).min(view.document.blocks[block].span.end));
    for span in [Span::new(sentence, here), Span::new(here, next.max(here)), Span::new(next, after.max(next))] {
        let parts: Vec<ClaimId> = view.claims.addends(span);
        if parts.len() < 2 {
            continue;
        }
        let mut region = Region { view, start: span.start, parts, akin: false, certainty: Certainty::Possible, partial: true, next: body.start };
        for total in view.claims.inside(body).take(4) {
            region.propose(total, Certainty::Possible, out);
        }
    }
}
