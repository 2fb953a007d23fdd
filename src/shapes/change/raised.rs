//! What was added, against the totals before and after: `Trước đó có 14 sản phẩm, nâng tổng số lên 20 sản phẩm` with `công nhận 06 sản phẩm` before.

use super::{older, View};
use crate::claims::{kinds, BreakKind, Claim, ClaimId};
use crate::phrases::{behind_last, words_from_end};
use crate::quantity::{Hedge, Measure};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Sentences before the raised total that are looked at.
const SENTENCES: usize = 3;

/// Proposes every raised total with the older one and what was added, where exactly one of each stands near.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, total) in view.claims.list.iter().enumerate().filter(|(_, c)| is_raised(view, c)) {
        let range = view.claims.of_block(total.block);
        let stretch = id.checked_sub(1).filter(|&a| a >= range.start && older::from_to(view, a));
        let near: Vec<ClaimId> = (range.start..stretch.unwrap_or(id)).filter(|&a| alike(view, &view.claims.list[a], total)).collect();
        let found = match (stretch, near.as_slice()) {
            (Some(before), [added]) => Some((before, *added)),
            (None, [a, b]) => match (is_older(view, *a), is_older(view, *b)) {
                (true, false) => Some((*a, *b)),
                (false, true) => Some((*b, *a)),
                _ => None,
            },
            _ => None,
        };
        if let Some((before, added)) = found {
            let term = |id: ClaimId, role: TermRole| Term {
                quantity: Some(kinds::in_unit_of(total, &view.claims.list[id])),
                ..Term::of(id, &view.claims.list[id], role)
            };
            let terms = vec![term(id, TermRole::Now), term(before, TermRole::Before)];
            let relation = Relation::new(&view.rule.name, Form::Difference, term(added, TermRole::Stated), terms);
            out.push(relation.variant("raised").sure(Certainty::Certain).reading(total.span.start, 1, 0));
        }
    }
}

/// `nâng tổng số sản phẩm lên 20 sản phẩm`.
fn is_raised(view: View, claim: &Claim) -> bool {
    if claim.quantity.hedge != Hedge::None || matches!(claim.quantity.measure, Measure::Percent | Measure::Bare) {
        return false;
    }
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let before = view.document.folded(Span::new(start.min(claim.span.start), claim.span.start));
    let last = behind_last(before, |sign| matches!(sign, b';' | b':' | b','));
    let is_to = words_from_end(last).next().is_some_and(|w| view.rule.cues("to").iter().any(|t| t == w));
    is_to && view.rule.cues("raises").iter().any(|cue| last.contains(cue.as_str()))
}

/// A plain value of the same noun or unit, a few sentences before at most.
fn alike(view: View, claim: &Claim, total: &Claim) -> bool {
    let between = Span::new(claim.full.end, total.span.start);
    let stops = view.claims.breaks_in(between).filter(|b| b.paren.is_none() && b.kind == BreakKind::Sentence);
    stops.take(SENTENCES).count() < SENTENCES
        && kinds::same_noun(claim, total)
        && claim.pair.is_none()
        && claim.paren.is_none()
        && claim.quantity.hedge == Hedge::None
}

/// Words that speak of the time before stand in front of the number in its clause.
fn is_older(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let start = claim.clause.min(claim.span.start);
    let words = view.document.folded(Span::new(start, claim.span.start));
    view.rule.cues("earlier").iter().any(|cue| words.contains(cue.as_str()))
}
