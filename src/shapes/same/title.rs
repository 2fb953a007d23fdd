//! A title that names a figure (`Giải quyết dứt điểm 45 kiến nghị`) against the text beneath it.

use super::{equal, View};
use crate::claims::vicinity::Vicinity;
use crate::claims::{labels, Claim, ClaimId};
use crate::document::{BlockId, Kind};
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use std::ops::Range;

/// Blocks beneath a title that it may sum up, at most.
const REACH: usize = 12;
/// Words of a title, at most.
const SHORT: usize = 18;
/// How much of the words of the title a number beneath must share to be its candidate, in percent.
const SHARED: usize = 50;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for block in 0..view.document.blocks.len() {
        if !is_title(view, block) {
            continue;
        }
        let end = (block + 1 + REACH).min(view.document.blocks.len());
        let below = (block + 1..end).take_while(|&b| view.document.blocks[b].heading == 0).last().map_or(block + 1..block + 1, |last| block + 1..last + 1);
        for id in view.claims.of_block(block) {
            against(view, id, below.clone(), out);
        }
    }
}

/// The first line of a text or a Markdown heading, short and without a full stop.
fn is_title(view: View, block: BlockId) -> bool {
    let this = &view.document.blocks[block];
    let text = view.document.block_text(block).trim_end();
    let place = this.heading > 0 || (block == 0 && this.kind == Kind::Paragraph);
    place && !text.ends_with(['.', ':', ';']) && text.split_whitespace().count() <= SHORT
}

fn against(view: View, id: ClaimId, below: Range<BlockId>, out: &mut Vec<Relation>) {
    let title = &view.claims.list[id];
    let wanted = words(view, id);
    let candidates: Vec<ClaimId> = below.flat_map(|b| view.claims.of_block(b)).filter(|&c| counts_the_same(view, title, &view.claims.list[c])).collect();
    let shared: Vec<(usize, ClaimId)> = candidates.into_iter().map(|c| (share(&wanted, &words(view, c)), c)).collect();
    let best = shared.iter().map(|s| s.0).max().unwrap_or(0);
    let alone = shared.iter().filter(|s| s.0 == best).count() <= 2 && best >= SHARED;
    for (nth, &(share, other)) in shared.iter().enumerate() {
        let certain = alone && share == best;
        let certainty = if certain { Certainty::Certain } else { Certainty::Possible };
        out.push(equal(view, id, other, certainty).variant("title").reading(title.span.start, nth + 1, 0));
    }
}

/// The telling words around a number, its noun among them.
fn words(view: View, id: ClaimId) -> Vec<String> {
    let around = Vicinity::of(view.document, view.claims, view.lexicon, id);
    let claim = &view.claims.list[id];
    let near: Vec<&str> = around.before.iter().take(8).rev().copied().chain(around.after.iter().take(6).copied()).collect();
    let mut out = labels::words(&near.join(" "), view.lexicon);
    if let Measure::Count(noun) = &claim.quantity.measure {
        out.retain(|w| !noun.split(' ').any(|n| n == w));
    }
    out
}

/// How much of the title's words stand around the other number, in percent.
fn share(title: &[String], other: &[String]) -> usize {
    let shared = title.iter().filter(|w| other.contains(w)).count();
    (shared * 100).checked_div(title.len()).unwrap_or(0)
}

fn counts_the_same(view: View, a: &Claim, b: &Claim) -> bool {
    let measure = match (&a.quantity.measure, &b.quantity.measure) {
        (Measure::Count(a), Measure::Count(b)) => a == b || view.lexicon.counted_together(a, b),
        (Measure::Bare, _) | (_, Measure::Bare) => false,
        (Measure::Unit(a), Measure::Unit(b)) => a == b && a != "duration",
        (a, b) => a == b,
    };
    measure && a.is_change() == b.is_change() && (!a.is_change() || a.role == b.role)
}
