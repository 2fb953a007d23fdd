//! Parts as list items beneath the total, items without a number of their own rolling up their children.

use super::overlap::is_remark;
use super::series::{series, two_sided};
use super::{is_base, Region};
use crate::claims::parts::{side, Side};
use crate::claims::ClaimId;
use crate::document::{BlockId, Kind};
use crate::lexicon::PartsCue;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// Bytes between a total and the colon that opens its list.
const CLOSE: usize = 40;

/// Proposes sums over list items.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for head in 0..view.document.blocks.len() {
        let items = view.document.items(head);
        if items.len() >= 2 {
            list(view, head, &items, Certainty::Certain, out);
        }
    }
    for cut in &view.document.other_cuts {
        for (head, items) in cut.owners.iter().filter(|o| o.1.len() >= 2) {
            list(view, *head, items, Certainty::Possible, out);
        }
    }
}

/// Each series of the items (by kind and side) against the numbers of their head.
fn list(view: View, head: BlockId, items: &[BlockId], ceiling: Certainty, out: &mut Vec<Relation>) {
    let lead = lead(view, head);
    let Some((from, certainty, partial)) = lead else { return };
    let two_sided = two_sided(view, items);
    let totals = totals(view, from, head, two_sided);
    let mut columns: Vec<Vec<ClaimId>> = Vec::new();
    let mut next = 0;
    for (total, rank) in totals {
        let (series, missing) = series(view, total, items, two_sided);
        if series.len() < 2 || series.contains(&total) {
            continue;
        }
        let taken = columns.contains(&series);
        let certainty = match (rank, taken || missing > items.len() / 2) {
            (Rank::Lead, _) if is_remark(view, total, &series) => Certainty::Possible,
            (Rank::Lead, false) => certainty.min(ceiling),
            (Rank::Lead, true) => Certainty::Likely.min(ceiling),
            _ => Certainty::Possible,
        };
        let start = view.document.blocks[items[0]].span.start;
        let partial = partial || missing > 0;
        let certainty = if rank == Rank::Lead && ends_in(view, head, total) { certainty.max(Certainty::Certain.min(ceiling)) } else { certainty };
        let mut region = Region { view, start, parts: series.clone(), akin: false, certainty, partial, next };
        let from = out.len();
        region.propose(total, certainty, out);
        // The measures of one list are broken down alike: where one is complete, so are the others that every item gives.
        if let Some(first) = out.get_mut(from).filter(|_| rank == Rank::Lead && missing == 0) {
            first.kin = Some(start);
        }
        next = region.next + 1;
        columns.push(series);
    }
}

/// Where the lead-in of a list begins, how sure it makes the list, and whether the list may be open.
fn lead(view: View, head: BlockId) -> Option<(usize, Certainty, bool)> {
    let block = &view.document.blocks[head];
    let text = view.document.words(block.span).trim_end();
    let sentence = view.claims.sentence_start(view.document, head, block.span.end.saturating_sub(1));
    let tail = Span::new(sentence, block.span.end);
    let full = view.claims.cues_in(tail).any(|c| c.kind == PartsCue::Full);
    let opens = view.claims.cues_in(tail).any(|c| c.kind == PartsCue::Opens);
    let closed = text.ends_with([':', ';']);
    let short = view.claims.of_block(head).is_empty() && matches!(block.kind, Kind::Paragraph);
    let from = if short { head.checked_sub(1).map_or(block.span.start, |b| view.document.blocks[b].span.start) } else { block.span.start };
    let certainty = if full || closed && opens {
        Certainty::Certain
    } else if closed {
        Certainty::Likely
    } else {
        Certainty::Possible
    };
    Some((from, certainty, !full))
}

/// The lead-in ends in the total: `tiếp nhận 94 đơn các loại:`
fn ends_in(view: View, head: BlockId, total: ClaimId) -> bool {
    let block = view.document.blocks[head].span;
    let tail = Span::new(view.claims.list[total].full.end, block.end).of(view.document.text()).trim_end();
    view.claims.list[total].block == head && tail.ends_with(':') && tail.len() <= CLOSE && !tail.contains([';', '.', ','])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// The first number that may be the total of its kind and side.
    Lead,
    /// Another number of the head.
    Other,
}

/// Numbers of the head that may be totals, last sentence first; numbers that are parts there come last.
fn totals(view: View, from: usize, head: BlockId, two_sided: bool) -> Vec<(ClaimId, Rank)> {
    let span = Span::new(from, view.document.blocks[head].span.end);
    let claims = &view.claims.list;
    let free = |id: &ClaimId| claims[*id].paren.is_none() && !claims[*id].is_percent();
    let inner = |id: ClaimId| {
        view.claims.cues_in(span).any(|c| {
            let ends = view.claims.sentence_end(view.document, c.block, c.span.end);
            matches!(c.kind, PartsCue::Opens | PartsCue::Full) && c.paren.is_none() && c.span.end <= claims[id].span.start && claims[id].span.start < ends
        })
    };
    let mut seen: Vec<(Measure, Option<Side>)> = Vec::new();
    let mut out = Vec::new();
    for id in view.claims.inside(span).rev().filter(free) {
        let key = (claims[id].quantity.measure.clone(), two_sided.then(|| side(&claims[id])));
        let lead = !inner(id) && !is_base(view, id) && !seen.contains(&key);
        if lead {
            seen.push(key);
        }
        out.push((id, if lead { Rank::Lead } else { Rank::Other }));
    }
    out.sort_by_key(|o| o.1 == Rank::Other);
    out
}
