//! How many times the older value the newer one is: `3,6 triệu cái, gấp 1,5 lần cùng kỳ (2,4 triệu cái)`, `27 giải, tăng 9 giải, gấp 1,5 lần`.

use super::older;
use super::View;
use crate::claims::{kinds, Claim, ClaimId, Pair};
use crate::lexicon::{split_words, Role};
use crate::phrases::{is_year, words_from_end};
use crate::quantity::{Measure, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Words between the multiple and the bracket with the older value.
const WORDS: usize = 9;

/// Proposes every multiple with its newer and older value, or with the newer value and the rise.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| is_multiple(view, c)) {
        let start = view.claims.of_block(claim.block).start;
        let stated = Term { quantity: Some(Quantity { exact: false, ..claim.quantity.clone() }), ..Term::of(id, claim, TermRole::Stated) };
        let found = from_to(view, start, id).or_else(|| compared(view, start, id)).or_else(|| risen(view, start, id));
        if let Some((now, other, sure)) = found {
            let terms = vec![Term::of(now, &view.claims.list[now], TermRole::Now), other];
            let relation = Relation::new(&view.rule.name, Form::Quotient, stated, terms).variant("times");
            out.push(relation.sure(sure).reading(claim.span.start, 1, 0));
        }
    }
}

fn is_multiple(view: View, claim: &Claim) -> bool {
    let Measure::Count(noun) = &claim.quantity.measure else { return false };
    // What is counted is known without cutting words.
    let counts_times = view.rule.cues("time_nouns").iter().any(|n| **n == **noun);
    counts_times && words_from_end(view.document.folded(claim.label)).take(3).any(|w| view.rule.cues("times").iter().any(|t| t == w))
}

/// `tăng từ 2 lên 5 cơ sở, gấp 2,5 lần`.
fn from_to(view: View, start: ClaimId, id: ClaimId) -> Option<(ClaimId, Term, Certainty)> {
    let first = id.checked_sub(2).filter(|&f| f >= start && older::from_to(view, f))?;
    let (now, before) = (&view.claims.list[first + 1], &view.claims.list[first]);
    let quantity = Some(kinds::in_unit_of(now, before));
    (now.sentence == view.claims.list[id].sentence).then(|| (first + 1, Term { quantity, ..Term::of(first, before, TermRole::Before) }, Certainty::Certain))
}

/// The older value stands in a bracket behind the multiple, or behind `so với`.
fn compared(view: View, start: ClaimId, id: ClaimId) -> Option<(ClaimId, Term, Certainty)> {
    let (claim, next) = (&view.claims.list[id], view.claims.list.get(id + 1)?);
    let bracketed = next.paren.filter(|_| next.paren != claim.paren).map(|p| view.claims.parens[p].span.start);
    let sure = match (older::compared(view, id), bracketed) {
        (Some(value), _) => value.sure,
        (None, Some(open)) if next.block == claim.block => {
            let outer = view.document.folded(Span::new(claim.full.end.min(open), open));
            let inner = view.document.folded(Span::new(open.min(next.span.start), next.span.start)).trim();
            let words: Vec<&str> = split_words(outer).collect();
            let earlier = words.first().is_some_and(|w| view.lexicon.lists("compares", w))
                || (0..words.len()).any(|n| matches!(view.lexicon.roles.at(words[n..].iter().copied()), Some((Role::Last, _))));
            let filler = view.rule.cues("filler");
            let dated = words.iter().any(|w| is_year(w)) && words.iter().all(|w| is_year(w) || filler.iter().any(|f| f == w));
            let near = inner.is_empty() && words.len() <= WORDS && !outer.contains([',', ';', ':', '.', ')']);
            near.then_some(if earlier || dated { Certainty::Certain } else { Certainty::Likely })?
        }
        _ => return None,
    };
    let now = newer(view, start, id, next)?;
    Some((now, Term::of(id + 1, next, TermRole::Before), sure))
}

/// `27 giải, tăng 9 giải, gấp 1,5 lần`: the older value is the newer one less the rise.
fn risen(view: View, start: ClaimId, id: ClaimId) -> Option<(ClaimId, Term, Certainty)> {
    let change = id.checked_sub(1).filter(|&c| c >= start)?;
    let rise = &view.claims.list[change];
    if rise.role != Role::Up || rise.is_percent() || rise.sentence != view.claims.list[id].sentence {
        return None;
    }
    let now = newer(view, start, change, rise).filter(|n| n + 1 == change)?;
    Some((now, Term::of(change, rise, TermRole::Change), Certainty::Certain))
}

/// The nearest value of the kind of `sample` before the multiple, in its sentence.
fn newer(view: View, start: ClaimId, id: ClaimId, sample: &Claim) -> Option<ClaimId> {
    let claim = &view.claims.list[id];
    let fits = |&n: &ClaimId| {
        let now = &view.claims.list[n];
        let plain = !now.is_change() && !now.is_percent() && !matches!(now.pair, Some(Pair::Base(_))) && !matches!(now.role, Role::Plan | Role::Last);
        now.sentence == claim.sentence && plain && (now.paren.is_none() || now.paren == claim.paren)
    };
    let alike = |n: &ClaimId| kinds::same_noun(&view.claims.list[*n], sample) || kinds::same_kind(view.document, view.lexicon, &view.claims.list[*n], sample);
    (start..id).rev().filter(fits).find(alike)
}
