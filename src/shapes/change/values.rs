//! Which newer value a change leads to: mostly one before it, of the same noun or unit.

use crate::claims::changes::{next_sentence, one_segment, placed_words, Change};
use crate::claims::{kinds, labels, Claim, ClaimId, Pair};
use crate::lexicon::Role;
use crate::quantity::Measure;
use crate::relations::Certainty;
use crate::shapes::View;

/// A value that a change may belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub id: ClaimId,
    pub sure: Certainty,
}

/// The newer values that a change may lead to, likeliest first; `sample` is the claim whose kind they must have.
pub(super) fn newer(view: View, change: &Change, sample: ClaimId, older: Option<ClaimId>) -> Vec<Value> {
    let block = view.claims.list[sample].block;
    let range = view.claims.of_block(block);
    let mut out: Vec<Value> = Vec::new();
    let next = older.map_or(change.last, |o| o.max(change.last)) + 1;
    if range.contains(&next) && leads_on(view, change, next) && fits(view, change, sample, next) {
        out.push(Value { id: next, sure: Certainty::Certain });
    }
    let most = if view.claims.list[sample].is_percent() { 1 } else { 3 };
    let before = (range.start..change.first).rev().filter(|&id| Some(id) != older);
    let (plans, values): (Vec<ClaimId>, Vec<ClaimId>) =
        before.filter(|&id| fits(view, change, sample, id) && reachable(view, change, id)).partition(|&id| view.claims.list[id].role == Role::Plan);
    // `hoàn thành chỉ tiêu với 38 công dân`: what looks like a plan may be the newer value where nothing else is.
    // `a forecast of $374 billion, 3.5 per cent or $13 billion lower than last year`: the plan itself has changed.
    let spoken = if (older.is_some() || change.is_told_twice()) && values.is_empty() { plans } else { values };
    // `122 vụ … Trong đó: 119 vụ, 02 vụ, 01 vụ. So với cùng kỳ giảm 12 vụ`: what is compared is the total, not its last part.
    let (parts, totals): (Vec<ClaimId>, Vec<ClaimId>) = spoken.into_iter().partition(|&id| is_part_above(view, change, id));
    let total = |id: ClaimId| Value { id, sure: certainty(view, change, id, &parts) };
    let part = |id: ClaimId| Value { id, sure: if totals.is_empty() { certainty(view, change, id, &[]) } else { Certainty::Possible } };
    out.extend(totals.iter().map(|&id| total(id)).chain(parts.iter().map(|&id| part(id))).take(most));
    if out.is_empty() && older.is_some() && !subject(view, change).is_empty() {
        // A paragraph that opens with the comparison speaks of the value of the paragraph before.
        let above = view.claims.of_block(block.saturating_sub(1)).take(most);
        out.extend(above.filter(|&id| fits(view, change, sample, id) && reachable(view, change, id)).take(1).map(|id| Value { id, sure: Certainty::Likely }));
    }
    out
}

/// `giảm 46 hộ, còn 669 hộ`: the newer value follows.
fn leads_on(view: View, change: &Change, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let same = claim.sentence == view.claims.list[change.last].sentence && one_segment(view.claims, view.claims.list[change.last].full.end, claim.span.start);
    same && view.rule.phrases("to").are_all(view.document.folded(claim.label))
}

fn fits(view: View, change: &Change, sample: ClaimId, id: ClaimId) -> bool {
    let (wanted, claim) = (&view.claims.list[sample], &view.claims.list[id]);
    let rate = claim.is_percent() && wanted.is_percent();
    let usual = !claim.is_change() || rate && id + 1 == change.first && !plain_rate_before(view, id);
    let bare = wanted.quantity.measure == Measure::Bare && !claim.is_percent() && subject_noun(view, change, claim);
    usual && claim.role != Role::Last && !matches!(claim.pair, Some(Pair::Base(_))) && (bare || kinds::same_kind(view.document, view.lexicon, claim, wanted))
}

/// `đạt 65%, tăng 2%, vượt 1% so với kế hoạch`: the rate itself is stated, the change is none.
fn plain_rate_before(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let start = view.claims.of_block(claim.block).start;
    (start..id)
        .rev()
        .take_while(|&p| view.claims.list[p].segment == claim.segment)
        .any(|p| view.claims.list[p].is_percent() && !view.claims.list[p].is_change())
}

/// `số vụ giảm 567`: the noun stands before the change.
fn subject_noun(view: View, change: &Change, value: &Claim) -> bool {
    let Measure::Count(noun) = &value.quantity.measure else { return false };
    let subject = view.document.folded(change.subject);
    let tail = kinds::qualifier(view.document, view.lexicon, value);
    subject.contains(noun.as_str()) && tail.is_none_or(|t| subject.contains(t))
}

/// The value stands in the same brackets as the change or outside, and is what the change's own words name.
fn reachable(view: View, change: &Change, id: ClaimId) -> bool {
    let (claim, first) = (&view.claims.list[id], &view.claims.list[change.first]);
    let open = claim.paren.is_none() || claim.paren == first.paren;
    let subject = subject(view, change);
    open && (subject.is_empty() || kinds::names(&subject, view.document, view.lexicon, claim))
}

/// The telling words before the direction.
pub(super) fn subject(view: View, change: &Change) -> Vec<String> {
    let filler = view.rule.cues("filler");
    // `to 48 in the same half of 2023, a growth of 5%`: behind a comma the change is told anew.
    let text = view.document.folded(change.subject);
    let text = text.rsplit_once(',').map_or(text, |(_, last)| last);
    let placed = placed_words(text);
    // Behind `và` a new clause begins; what stands before it belongs to the number before.
    let joined = placed.iter().rev().find(|w| view.rule.cues("joins").iter().any(|j| j == w.1)).map_or(0, |w| w.0);
    let mut words = labels::words(&text[joined..], view.lexicon);
    words.retain(|w| !filler.contains(w));
    words
}

/// A part of a total, named in a sentence before the one of the change, or before a semicolon.
fn is_part_above(view: View, change: &Change, id: ClaimId) -> bool {
    let (part, first) = (&view.claims.list[id], &view.claims.list[change.first]);
    (part.sentence, part.segment) != (first.sentence, first.segment) && view.claims.in_breakdown(id)
}

/// How sure a value is; `between` are the parts of a breakdown that may stand between it and the change.
fn certainty(view: View, change: &Change, id: ClaimId, between: &[ClaimId]) -> Certainty {
    let (claim, first) = (&view.claims.list[id], &view.claims.list[change.first]);
    let counted = matches!(claim.quantity.measure, Measure::Count(_)) && claim.quantity.exact;
    let named = counted || !subject(view, change).is_empty();
    if claim.role == Role::Plan && !change.is_told_twice() {
        return Certainty::Likely;
    }
    match (claim.sentence == first.sentence, named) {
        (true, _) if change.first - id <= 3 || named => Certainty::Certain,
        (false, true) if next_sentence(view.claims, claim, first) => Certainty::Certain,
        (false, true) if between.iter().any(|&p| p > id && next_sentence(view.claims, claim, &view.claims.list[p])) => Certainty::Certain,
        _ => Certainty::Likely,
    }
}
