//! The part behind `trong đó`, and behind `riêng`, against the totals before it.

use super::{exactly, push, says};
use crate::claims::changes::{next_sentence, sentences_between};
use crate::claims::{Claim, ClaimId};
use crate::lexicon::{split_words, PartsCue, Role};
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// How many totals before a cue may be the whole of what follows it.
const MOST: usize = 3;

/// `326 vụ, trong đó 42 vụ`: the first number behind the cue is a part of one of the totals before it.
pub(super) fn propose(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    let clause = Span::new(claim.clause.min(claim.label.start), claim.span.start);
    let cue = view.claims.cues_in(clause).filter(|c| c.span.end <= claim.span.start).last();
    let Some(cue) = cue.filter(|c| c.kind == PartsCue::Opens && c.paren == claim.paren) else { return };
    // `trong đó dưới 14 tuổi 1.259 thẻ`: a number of another kind may stand between.
    if view.claims.inside(Span::new(cue.span.end, claim.span.start)).any(|o| akin(view, &view.claims.list[o], claim).is_some()) {
        return;
    }
    let range = view.claims.of_block(claim.block);
    // Two sentences before there are no wholes any more.
    let near = (range.start..id).rev().take_while(|&w| sentences_between(view.claims, &view.claims.list[w], claim, 2) < 2);
    let wholes = near.filter(|&w| {
        let whole = &view.claims.list[w];
        let near = whole.sentence == claim.sentence || next_sentence(view.claims, whole, claim) && sentence_opens(view, claim, cue.span.start);
        near && whole.full.end <= cue.span.start
            && !whole.is_change()
            && !whole.is_percent()
            && akin(view, whole, claim).is_some()
            && (whole.paren.is_none() || whole.paren == claim.paren)
    });
    for (n, whole) in wholes.take(MOST).enumerate() {
        let found = &view.claims.list[whole];
        let sure = akin(view, found, claim).filter(|_| found.sentence == claim.sentence).unwrap_or(Certainty::Possible);
        push(view, id, whole, sure, n + 1, out);
    }
}

/// The cue is the first word of its sentence.
fn sentence_opens(view: View, claim: &Claim, cue: usize) -> bool {
    let start = view.claims.sentence_start(view.document, claim.block, cue);
    view.document.words(Span::new(start.min(cue), cue)).trim().is_empty()
}

/// The very same noun or unit, or a noun and its short form (`46 gói thầu … 33 gói`), which is less sure.
fn akin(view: View, whole: &Claim, part: &Claim) -> Option<Certainty> {
    if exactly(whole, part) {
        return Some(Certainty::Certain);
    }
    let (Measure::Count(a), Measure::Count(b)) = (&whole.quantity.measure, &part.quantity.measure) else { return None };
    let short = a.strip_prefix(b.as_str()).is_some_and(|rest| rest.starts_with(' ')) && whole.role != Role::Last;
    let apart = view.lexicon.nouns.at(split_words(a)).is_some_and(|n| n.1 > 1) && !view.lexicon.counted_together(a, b);
    short.then_some(if apart { Certainty::Possible } else { Certainty::Certain })
}

/// `146 cơ sở lưu trú …, riêng khách sạn có 12 cơ sở`: a part, or a case set against the others; worth a line in the ledger.
pub(super) fn apart(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    let clause = Span::new(claim.clause.min(claim.label.start), claim.span.start);
    if claim.pair.is_some() || claim.is_percent() || !view.rule.cues("apart").iter().any(|w| says(view.document.folded(clause), w)) {
        return;
    }
    let start = view.claims.of_block(claim.block).start;
    let fits = |&w: &ClaimId| {
        let whole = &view.claims.list[w];
        whole.sentence == claim.sentence && whole.span.end <= clause.start && !whole.is_change() && akin(view, whole, claim).is_some()
    };
    if let Some(whole) = (start..id).find(fits) {
        push(view, id, whole, Certainty::Possible, 50, out);
    }
}
