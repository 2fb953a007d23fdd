//! A title that names a figure (`Giải quyết dứt điểm 45 kiến nghị`) against the text beneath it.
//!
//! A title is short and its words return scattered over the sentence that gives the figure, so the number beneath that gathers most of
//! them is held against it. Any number beneath that agrees with the title ends the search: that is for the diagnosis to see.

use super::gathered::{candidate, Candidate};
use super::{equal, planned, View};
use crate::claims::{Claim, ClaimId};
use crate::document::{BlockId, Kind};
use crate::quantity::{Hedge, Measure};
use crate::relations::{Certainty, Relation};
use crate::rulebook::Severity;
use std::ops::Range;

/// Blocks beneath a title that it may sum up, at most.
const REACH: usize = 12;
/// Words of a title, at most.
const SHORT: usize = 18;
/// How much of the words of the title a number beneath must have near it to be its candidate, in percent.
const SHARED: usize = 50;
/// The same for the words of its whole sentence, or of the first paragraph up to it.
const GATHERED: usize = 60;
/// The same where no other number beneath counts just that.
const FAMILIAR: usize = 34;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for block in 0..view.document.blocks.len() {
        if !is_title(view, block) {
            continue;
        }
        let below = beneath(view, block);
        for id in view.claims.of_block(block) {
            against(view, id, below.clone(), out);
        }
    }
}

/// The blocks beneath a title that it may sum up.
pub(super) fn beneath(view: View, block: BlockId) -> Range<BlockId> {
    let end = (block + 1 + REACH).min(view.document.blocks.len());
    let last = (block + 1..end).take_while(|&b| view.document.blocks[b].heading == 0).last();
    block + 1..last.map_or(block + 1, |last| last + 1)
}

/// The first line of a text or a Markdown heading, short and without a full stop.
pub(super) fn is_title(view: View, block: BlockId) -> bool {
    let this = &view.document.blocks[block];
    let text = view.document.block_text(block).trim_end();
    let place = this.heading > 0 || (block == 0 && this.kind == Kind::Paragraph);
    place && !text.ends_with(['.', ':', ';']) && text.split_whitespace().count() <= SHORT
}

fn against(view: View, id: ClaimId, below: Range<BlockId>, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let lead = below.start;
    let candidates: Vec<Candidate> =
        below.flat_map(|b| view.claims.of_block(b)).filter(|&c| counts_the_same(view, id, c)).map(|c| candidate(view, id, c)).collect();
    let best = candidates.iter().map(Candidate::rank).max().unwrap_or(0);
    let alone = candidates.iter().filter(|c| c.rank() == best).count() <= 2;
    let noun = |c: &&Candidate| matches!(&claims[c.id].quantity.measure, Measure::Count(n) if n.contains(' ') && claims[c.id].quantity.measure == claims[id].quantity.measure);
    let sole = candidates.iter().filter(noun).count() == 1;
    let touching = candidates.iter().filter(|c| c.touches && claims[c.id].block == lead).count();
    for (nth, found) in candidates.iter().enumerate() {
        let top = alone && found.alike && found.rank() == best;
        let opens = claims[found.id].block == lead && found.touches && touching == 1 && found.paragraph >= GATHERED;
        let named = sole && noun(&found) && claims[found.id].block == lead && found.sentence >= FAMILIAR;
        let level = match (top && found.near >= SHARED, top && found.sentence >= GATHERED || opens || named) {
            (true, _) => Some(Severity::Error),
            (false, true) if !found.part => Some(Severity::Warning),
            _ => None,
        };
        let certainty = if level.is_some() { Certainty::Certain } else { Certainty::Possible };
        let mut relation = equal(view, id, found.id, certainty).variant("title").reading(claims[id].span.start, nth + 1, 0);
        if let Some(quantity) = relation.stated.quantity.as_mut().filter(|_| passes(view, &claims[id])) {
            quantity.hedge = Hedge::AtLeast;
        }
        out.push(Relation { ceiling: level.unwrap_or(Severity::Error), ..relation });
    }
}

/// `vượt 356 tỷ đồng` in a title is a value that is passed, no change.
fn passes(view: View, title: &Claim) -> bool {
    let label = view.document.folded(title.label).trim_end();
    !title.is_percent() && view.rule.cues("passes").iter().any(|cue| label.ends_with(cue.as_str()))
}

fn counts_the_same(view: View, title: ClaimId, other: ClaimId) -> bool {
    let (a, b) = (&view.claims.list[title], &view.claims.list[other]);
    let measure = match (&a.quantity.measure, &b.quantity.measure) {
        (Measure::Count(a), Measure::Count(b)) => a == b || view.lexicon.counted_together(a, b),
        (Measure::Bare, _) | (_, Measure::Bare) => false,
        (Measure::Unit(a), Measure::Unit(b)) => a == b && a != "duration",
        (a, b) => a == b,
    };
    let change = a.is_change() && !passes(view, a);
    measure && change == b.is_change() && (!change || a.role == b.role) && planned(view, title) == planned(view, other)
}
