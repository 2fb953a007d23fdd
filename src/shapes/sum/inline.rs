//! Parts in brackets behind the total, or behind a cue or a colon in the same sentence.

use super::addends::{addends, is_of_other_times, is_part_itself, names_without_number, turns};
use super::overlap::{is_remark, overlap};
use super::{colons, is_base, is_open_list, totals_before, Region};
use crate::claims::parts::{kinship, side, Kinship};
use crate::claims::{Claim, ClaimId};
use crate::lexicon::{PartsCue, Role};
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// So many totals before a stretch of parts are tried.
const TOTALS: usize = 6;
/// Bytes between a total and the bracket with its parts.
pub(super) const NEAR: usize = 160;

/// Proposes sums inside a sentence.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for paren in 0..view.claims.parens.len() {
        brackets(view, paren, out);
    }
    for cue in view.claims.cues.iter().filter(|c| matches!(c.kind, PartsCue::Opens | PartsCue::Full)) {
        behind_cue(view, cue.span, cue.block, cue.paren, cue.kind, out);
    }
    for (at, block, paren) in colons::of_breakdowns(view) {
        behind_cue(view, Span::new(at, at + 1), block, paren, PartsCue::Opens, out);
    }
}

fn brackets(view: View, id: usize, out: &mut Vec<Relation>) {
    let paren = view.claims.parens[id];
    let parts = addends(view, view.claims.until_beside(paren.span));
    if parts.len() < 2 {
        return;
    }
    let from = view.claims.sentence_start(view.document, paren.block, paren.span.start);
    let rest_or_time = is_rest(view, parts[0]) || is_of_other_times(view, paren.span) || opens_with_stock(view, parts[0]);
    let open_list = is_open_list(view, paren.span) || overlap(view, paren.span, &parts) || rest_or_time;
    let full = view.claims.cues_in(paren.span).any(|c| c.kind == PartsCue::Full && c.paren == Some(id));
    let certainty = if open_list { Certainty::Possible } else { Certainty::Certain };
    let mut region = Region { view, start: paren.span.start, parts, akin: false, certainty, partial: !full, next: 0 };
    let totals = totals_before(view, from, paren.span.start - 1, paren.parent);
    for (rank, total) in kin_first(view, &totals, &region.parts).into_iter().enumerate() {
        let gap = Span::new(view.claims.list[total].full.end, paren.span.start).len();
        let certainty = if rank == 0 && gap < NEAR { Certainty::Certain } else { Certainty::Possible };
        region.propose(total, certainty, out);
    }
}

/// `xóa 11 lối đi (còn lại 26 lối, …)`: a bracket that opens with what is left tells no parts.
fn is_rest(view: View, part: ClaimId) -> bool {
    let claim = &view.claims.list[part];
    claim.role == Role::Remaining && view.rule.phrases("left").are_in(view.document.folded(claim.label))
}

/// `1.205 con (đầu kỳ 1.180 con; sinh 95 con, chết 70 con)`: what there was before, and what came and went.
fn opens_with_stock(view: View, part: ClaimId) -> bool {
    let label = view.document.folded(view.claims.list[part].label);
    view.rule.cues("stock").iter().any(|cue| label.trim_start_matches(['(', ' ']).starts_with(cue.as_str()))
}

/// Totals that fit the first part, nearest first; of `N/M` before a bracket N comes before M.
fn kin_first(view: View, totals: &[ClaimId], parts: &[ClaimId]) -> Vec<ClaimId> {
    let claims = &view.claims.list;
    let fits = |t: ClaimId| parts.iter().any(|&p| kinship(view.document, view.lexicon, &claims[t], &claims[p]) > Kinship::None);
    let mut found: Vec<ClaimId> = totals.iter().copied().filter(|&t| fits(t)).take(TOTALS).collect();
    // `dư nợ 2.758, tăng 132, trong đó …`: the value has the parts, not its change, and not a part of it that stands between.
    let changes = parts.iter().any(|&p| claims[p].is_change());
    let first = parts.first().map_or(0, |&p| claims[p].sentence);
    found.sort_by_key(|&t| (claims[t].is_change() && !changes, claims[t].sentence != first && view.claims.in_breakdown(t)));
    for at in 1..found.len() {
        if is_base(view, found[at - 1]) && found[at] + 1 == found[at - 1] {
            found.swap(at - 1, at);
        }
    }
    found
}

/// The parts from a cue to the end of its sentence or bracket.
fn behind_cue(view: View, cue: Span, block: usize, paren: Option<usize>, kind: PartsCue, out: &mut Vec<Relation>) {
    // Without two numbers behind it there is nothing to add up; to see that at once keeps many cues in a row cheap.
    if view.claims.inside(Span::new(cue.end, view.document.blocks[block].span.end)).len() < 2 {
        return;
    }
    let end = paren.map_or_else(|| view.claims.sentence_end(view.document, block, cue.end), |p| view.claims.parens[p].span.end);
    let span = view.claims.until_beside(Span::new(cue.end, end));
    let parts = addends(view, span);
    if parts.len() < 2 {
        return;
    }
    let sentence = view.claims.sentence_start(view.document, block, cue.start);
    let leads = Span::new(sentence, cue.start).of(view.document.text()).trim().is_empty();
    // A sentence that begins with the cue breaks down a total of the sentence before it.
    let from =
        if leads && sentence > view.document.blocks[block].span.start { view.claims.sentence_start(view.document, block, sentence - 2) } else { sentence };
    // `financed partly by loans`: the words right before the cue leave the list open.
    let before = view.claims.cue_before(cue.start).filter(|c| Span::new(c.span.end, cue.start).of(view.document.text()).trim().is_empty());
    let half = before.is_some_and(|c| c.kind == PartsCue::OpenList);
    let open_list = half || is_open_list(view, span) || overlap(view, Span::new(span.start, end), &parts);
    let certainty = match (open_list, kind) {
        (true, _) => Certainty::Possible,
        (false, PartsCue::Opens) if goes_on(view, &parts) || turns(view, cue, &parts) => Certainty::Likely,
        (false, PartsCue::Full) if names_without_number(view, cue, parts[0]) => Certainty::Possible,
        _ => Certainty::Certain,
    };
    let mut region = Region { view, start: span.start, parts, akin: false, certainty, partial: kind == PartsCue::Opens, next: 0 };
    let mut totals = totals_before(view, from, cue.start, paren);
    totals.retain(|&total| !is_part_itself(view, total, cue));
    let mut done: Vec<crate::quantity::Measure> = Vec::new();
    for total in kin_first(view, &totals, &region.parts) {
        let measure = &view.claims.list[total].quantity.measure;
        let nearest = !done.contains(measure);
        done.push(measure.clone());
        let joined = !is_joined(view, Span::new(view.claims.list[total].full.end, cue.start));
        let rises = is_remark(view, total, &region.parts);
        region.propose(total, if nearest && joined && !rises { Certainty::Certain } else { Certainty::Possible }, out);
    }
}

/// `và` or `cùng` before the cue begin something new, which the parts belong to; `so với cùng kỳ` does not.
fn is_joined(view: View, between: Span) -> bool {
    let own = between.of(&view.document.lower).to_owned();
    let text = view.rule.cues("no_and").iter().fold(own, |text, phrase| text.replace(phrase.as_str(), ""));
    text.split(' ').any(|w| view.rule.cues("and").iter().any(|c| c == w))
}

/// `trong đó 642 người dân tộc, 1.120 người biết tiếng; bồi dưỡng 1.086 lượt`: behind commas a semicolon may begin something new.
fn goes_on(view: View, parts: &[ClaimId]) -> bool {
    let claims = &view.claims.list;
    let Some(&lead) = parts.first() else { return false };
    let same = |c: &Claim| c.quantity.measure == claims[lead].quantity.measure;
    let alike = |c: &Claim| !c.is_change() && same(c) && side(c) == side(&claims[lead]);
    let first = parts.iter().map(|&p| &claims[p]).filter(|c| c.segment == claims[lead].segment && alike(c)).count();
    let later = || parts.iter().map(|&p| &claims[p]).filter(|c| c.segment != claims[lead].segment);
    first > 1 && later().next().is_some() && !later().any(same)
}
