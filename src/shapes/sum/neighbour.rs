//! Parts that nothing but their place joins to the total: `trong 16 … có 4, 7, 3`, the same sentence, the next sentence, the next paragraph.

use super::Region;
use crate::claims::parts::{addend, kinship, side, Kinship};
use crate::claims::{ClaimId, Pair};
use crate::lexicon::{split_words, PartsCue};
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// So many numbers ahead are looked at for one total.
const AHEAD: usize = 24;

/// Proposes sums of neighbouring numbers.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for total in 0..view.claims.list.len() {
        let claim = &view.claims.list[total];
        if !matches!(claim.quantity.measure, Measure::Count(_) | Measure::Unit(_)) {
            continue;
        }
        let end = view.claims.sentence_end(view.document, claim.block, claim.span.end);
        let rest = Span::new(claim.full.end, end);
        let of_which = is_of_which(view, total);
        follow(view, total, rest, of_which, out);
        next_sentence(view, total, end, out);
        before(view, total, out);
        included(view, total, out);
    }
}

/// `Trong 16 chỉ tiêu …`: the number is announced as a whole.
fn is_of_which(view: View, total: ClaimId) -> bool {
    let claim = &view.claims.list[total];
    let cue = view.claims.cues_in(Span::new(claim.label.start, claim.span.start)).last();
    // `trong kỳ 3.125 đơn` tells a time.
    let bare =
        |from: usize| split_words(view.document.folded(Span::new(from, claim.span.start))).all(|w| view.rule.cues("of_which_filler").iter().any(|f| f == w));
    cue.is_some_and(|c| c.kind == PartsCue::OfWhich && bare(c.span.end))
}

/// The numbers of the same kind in the rest of the sentence.
fn follow(view: View, total: ClaimId, rest: Span, of_which: bool, out: &mut Vec<Relation>) {
    let parts = kin(view, total, rest);
    let (certainty, partial) = if of_which && parts.len() > 2 { (Certainty::Certain, true) } else { (Certainty::Possible, true) };
    // Series that run through the same clauses are meant the same way: `242 vụ, 344 đối tượng; khởi tố 179 vụ, 251 bị can; …`.
    let kin = parts.first().map(|&p| view.claims.list[p].segment * 64 + parts.len());
    let mut region = Region { view, start: rest.start, parts, certainty, partial, next: 0 };
    let from = out.len();
    region.propose(total, certainty, out);
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
    if let Some(next) = view.document.blocks.get(block + 1).filter(|b| b.note.is_none()) {
        spans.push(Span::new(next.span.start, view.claims.sentence_end(view.document, block + 1, next.span.start)));
    }
    for span in spans {
        let parts = kin(view, total, span);
        let mut region = Region { view, start: span.start, parts, certainty: Certainty::Possible, partial: true, next: total };
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
        let region = Region { view, start: span.start, parts: parts.clone(), certainty: Certainty::Possible, partial: true, next: 0 };
        let kin = parts.iter().all(|&p| kinship(view.document, view.lexicon, &claims[total], &claims[p]) >= Kinship::Near);
        if kin {
            out.push(region.sum(total, &parts, Certainty::Possible, total + 1));
        }
    }
}

/// `16 dự án … và 02 dự án … đối với 18 dự án`: the total comes last.
fn before(view: View, total: ClaimId, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[total];
    let from = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let mut parts = kin(view, total, Span::new(from, claim.span.start));
    let label = Span::new(claim.label.start, claim.span.start);
    let closing = view.claims.cues_in(label).any(|c| c.kind == PartsCue::Total);
    if parts.len() > 2 && !closing {
        parts.drain(..parts.len() - 2);
    }
    // `A 48,5 ha, B 62,3 ha, tổng diện tích 110,8 ha`
    let certainty = if closing && claim.clause != claim.sentence { Certainty::Likely } else { Certainty::Possible };
    // `A £6.2m, B £4.8m and C £2.9m, a total of £13.9m`: the words before the number sum up, whatever stood before the parts.
    let certainty = if parts.len() > 1 && view.rule.phrases("sums_up").are_all(view.document.folded(label)) { Certainty::Certain } else { certainty };
    let rest = parts.get(1..).unwrap_or(&[]).to_vec();
    let mut region = Region { view, start: from, parts, certainty, partial: true, next: total };
    region.propose(total, certainty, out);
    if certainty == Certainty::Certain {
        Region { parts: rest, ..region }.propose(total, Certainty::Possible, out);
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
        let region = Region { view, start: from, parts: Vec::new(), certainty: Certainty::Possible, partial: false, next: 0 };
        out.push(region.sum(total, &[earlier, extra], Certainty::Possible, total));
    }
}

fn kin(view: View, total: ClaimId, span: Span) -> Vec<ClaimId> {
    let claims = &view.claims.list;
    let own = side(&claims[total]);
    let fits = |id: &ClaimId| addend(&claims[*id]) && kinship(view.document, view.lexicon, &claims[total], &claims[*id]) >= Kinship::Near;
    let found: Vec<ClaimId> = view.claims.inside(span).take(AHEAD).filter(fits).collect();
    if found.is_empty() {
        return found;
    }
    let depth = |id: ClaimId| view.claims.depth_in(claims[id].paren, span);
    let least = found.iter().map(|&id| depth(id)).min().unwrap_or(0);
    let all: Vec<ClaimId> = found.into_iter().filter(|&id| depth(id) == least).collect();
    let same: Vec<ClaimId> = all.iter().copied().filter(|&p| side(&claims[p]) == own).collect();
    if same.len() >= 2 {
        same
    } else {
        all
    }
}
