//! Parts that nothing but their place joins to the total: `trong 16 … có 4, 7, 3`, the same sentence, the next sentence, the next paragraph.

use super::addends::is_set_apart;
use super::{behind, Region};
use crate::claims::parts::{addend, kinship, side, Kinship};
use crate::claims::{ClaimId, Pair};
use crate::lexicon::{split_words, PartsCue};
use crate::limits::{self, Tally};
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// Most parts of which the first alone may make up the total.
const FIRST: usize = 6;
/// The first reading of those by the first parts alone.
const HEADS: usize = 50;
/// So many numbers ahead are looked at for one total.
const AHEAD: usize = 24;

/// Proposes sums of neighbouring numbers.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut tally = Tally::default();
    for total in 0..view.claims.list.len() {
        let claim = &view.claims.list[total];
        if limits::crowds(view.claims.of_block(claim.block).len()) || !matches!(claim.quantity.measure, Measure::Count(_) | Measure::Unit(_)) {
            continue;
        }
        let end = view.claims.sentence_end(view.document, claim.block, claim.span.end);
        let rest = Span::new(claim.full.end, end);
        let of_which = is_of_which(view, total);
        let from = out.len();
        follow(view, total, rest, of_which, out);
        next_sentence(view, total, end, out);
        behind::propose(view, total, out);
        included(view, total, out);
        // Who called says what that means for the report.
        if tally.add(out[from..].iter().map(Relation::numbers), view.claims.list.len()).is_some() {
            return;
        }
    }
}

/// `Trong 16 chỉ tiêu …`: the number is announced as a whole.
fn is_of_which(view: View, total: ClaimId) -> bool {
    let claim = &view.claims.list[total];
    let cue = view.claims.cues_in(Span::new(claim.label.start, claim.span.start)).last();
    // `trong kỳ 3.125 đơn` tells a time.
    let bare =
        |from: usize| split_words(view.document.folded(Span::new(from, claim.span.start))).all(|w| view.rule.cues("of_which_filler").iter().any(|f| f == w));
    // `12 of the 14 projects`: the whole of the number before it, not of what follows.
    let taken = matches!(claim.pair, Some(Pair::Base(_))) && !view.rule.cues("some_of").is_empty();
    cue.is_some_and(|c| c.kind == PartsCue::OfWhich && bare(c.span.end)) && !taken
}

/// The numbers of the same kind in the rest of the sentence.
fn follow(view: View, total: ClaimId, rest: Span, of_which: bool, out: &mut Vec<Relation>) {
    let parts = kin(view, total, rest);
    let (certainty, partial) = if of_which && parts.len() > 2 { (Certainty::Certain, true) } else { (Certainty::Possible, true) };
    // Series that run through the same clauses are meant the same way: `242 vụ, 344 đối tượng; khởi tố 179 vụ, 251 bị can; …`.
    let kin = parts.first().map(|&p| view.claims.list[p].segment * 64 + parts.len());
    let mut region = Region { view, start: rest.start, parts, akin: true, certainty, partial, next: 0 };
    let from = out.len();
    region.propose(total, certainty, out);
    // `of 1,460 inmates, 1,312 were men and 148 women, and 320 were on remand`: the first parts may be all that there are.
    for len in 2..region.parts.len().min(if of_which { FIRST } else { 0 }) {
        let parts = region.parts[..len].to_vec();
        Region { parts, next: HEADS + len, ..region }.propose(total, Certainty::Possible, out);
    }
    for proposed in &mut out[from..] {
        proposed.kin = kin;
    }
}

/// The numbers of the same kind in the next sentence, and in the one after it; else in the next paragraph.
fn next_sentence(view: View, total: ClaimId, end: usize, out: &mut Vec<Relation>) {
    let block = view.claims.list[total].block;
    let block_end = view.document.blocks[block].span.end;
    let mut spans = Vec::new();
    if end < block_end {
        let stop = view.claims.sentence_end(view.document, block, end + 1);
        spans.push(Span::new(end, stop));
        if stop < block_end {
            spans.push(Span::new(end, view.claims.sentence_end(view.document, block, stop + 1)));
        }
    }
    if let Some(next) = view.document.blocks.get(block + 1).filter(|b| b.note().is_none()) {
        spans.push(Span::new(next.span.start, view.claims.sentence_end(view.document, block + 1, next.span.start)));
    }
    for span in spans {
        let parts = kin(view, total, span);
        let mut region = Region { view, start: span.start, parts, akin: true, certainty: Certainty::Possible, partial: true, next: total };
        region.propose(total, Certainty::Possible, out);
        bases(view, total, span, out);
    }
}

/// `1.266/1.322 vụ, 53/55 vụ`: the second numbers add up too.
fn bases(view: View, total: ClaimId, span: Span, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let is_base = |id: &ClaimId| matches!(claims[*id].pair, Some(Pair::Base(_)));
    let parts: Vec<ClaimId> = view.claims.inside(span).filter(is_base).take(AHEAD).collect();
    if parts.len() >= 2 {
        let region = Region { view, start: span.start, parts: parts.clone(), akin: true, certainty: Certainty::Possible, partial: true, next: 0 };
        let kin = parts.iter().all(|&p| kinship(view.document, view.lexicon, &claims[total], &claims[p]) >= Kinship::Near);
        if kin {
            out.push(region.sum(total, &parts, Certainty::Possible, total + 1));
        }
    }
}

/// `xảy ra 8 vụ, làm rõ 9/10 vụ (bao gồm cả 2 vụ năm trước)`: an earlier number and the included one make the total.
fn included(view: View, total: ClaimId, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[total];
    let end = view.claims.sentence_end(view.document, claim.block, claim.span.end);
    let Some(cue) = view.claims.cues_in(Span::new(claim.full.end, end)).find(|c| c.kind == PartsCue::Included) else { return };
    let Some(extra) = kin(view, total, Span::new(cue.span.end, end)).first().copied() else { return };
    let from = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let earlier = kin(view, total, Span::new(from, claim.span.start)).into_iter().rfind(|&p| view.claims.list[p].pair.is_none());
    if let Some(earlier) = earlier {
        let region = Region { view, start: from, parts: Vec::new(), akin: true, certainty: Certainty::Possible, partial: false, next: 0 };
        out.push(region.sum(total, &[earlier, extra], Certainty::Possible, total));
    }
}

pub(super) fn kin(view: View, total: ClaimId, span: Span) -> Vec<ClaimId> {
    let claims = &view.claims.list;
    let own = side(&claims[total]);
    let fits = |id: &ClaimId| addend(&claims[*id]) && kinship(view.document, view.lexicon, &claims[total], &claims[*id]) >= Kinship::Near;
    let mut found: Vec<ClaimId> = view.claims.inside(span).take(AHEAD).filter(fits).collect();
    let Some(&first) = found.first() else { return found };
    if !view.rule.cues("set_apart").is_empty() {
        found.retain(|&id| id == first || !is_set_apart(view, id, span.end));
    }
    let depth = |id: ClaimId| view.claims.depth_in(claims[id].paren, span);
    let least = found.iter().map(|&id| depth(id)).min().unwrap_or(0);
    found.retain(|&id| depth(id) == least);
    if found.iter().filter(|&&p| side(&claims[p]) == own).count() >= 2 {
        found.retain(|&p| side(&claims[p]) == own);
    }
    found
}
