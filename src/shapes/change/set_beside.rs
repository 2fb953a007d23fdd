//! An older value that the sentence sets beside the newer one before it tells the change: `24 audits, compared with 30 in 2021, a fall of 20%`,
//! `£4.8m (2022: £4.5m), up 7%`; and changes that stand before it: `112 more than the 1,152 of 2022`.

use super::{kinds, terms, View};
use crate::claims::changes::Change;
use crate::claims::ClaimId;
use crate::lexicon::{split_words, Role};
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, TermRole};
use crate::source::Span;

/// Numbers before a change among which its two values are looked for.
const NEAR: usize = 4;

/// Words behind a change among which one says what it is compared with: `a 9 percent decrease from 2019`.
const OWN: usize = 2;

/// The older and the newer value right before the change.
pub(super) fn pair(view: View, change: &Change) -> Option<(ClaimId, ClaimId)> {
    let start = view.claims.of_block(view.claims.list[change.first].block).start;
    let alike = |id: ClaimId| change.amount.is_none_or(|a| kinds::same_kind(view.document, view.lexicon, &view.claims.list[id], &view.claims.list[a]));
    let plain = |id: &ClaimId| !view.claims.list[*id].is_change() && view.claims.list[*id].role != Role::Plan && alike(*id);
    (start..change.first).rev().take(NEAR).filter(plain).find_map(|now| older(view, change, now).map(|before| (before, now)))
}

/// The older value between the newer one and the change, right behind the newer one.
fn older(view: View, change: &Change, now: ClaimId) -> Option<ClaimId> {
    let id = now + 1;
    let (value, other, last) = (&view.claims.list[now], view.claims.list.get(id)?, &view.claims.list[change.last]);
    // `7.2 million passengers, compared with 6.4 million`: the noun is left out.
    let short = || other.quantity.measure == Measure::Bare && other.quantity.scale == value.quantity.scale && !value.is_percent();
    let alike = kinds::same_kind(view.document, view.lexicon, value, other) || short();
    let between = id < change.first && other.sentence == value.sentence && alike;
    // `a fall of 20% compared with 2019` starts from another value.
    let own = split_words(view.document.folded(last.tail)).take(OWN).any(|w| view.lexicon.lists("compares", w));
    let label = view.document.folded(other.label);
    // `640 in 2022, compared with 512 in 2023`: more may stand between the two, where the change follows at once.
    let first = &view.claims.list[change.first];
    let gap = || view.document.folded(Span::new(other.full.end.min(first.span.start), first.span.start));
    let is_joined = || split_words(gap()).any(|w| view.rule.cues("joins").iter().any(|join| join == w));
    let follows = id + 1 == change.first && first.sentence == value.sentence && !is_joined();
    let phrases = view.rule.phrases("set_beside");
    let set = phrases.are_all(label) || follows && phrases.end(label);
    let dated = other.paren != value.paren && view.claims.is_of_year(view.document, id);
    (between && !own && (set || dated)).then_some(id)
}

/// Proposes the difference for every number that is said to be so much more or less than the next one.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for id in 1..view.claims.list.len().saturating_sub(1) {
        let (claim, before) = (&view.claims.list[id], &view.claims.list[id + 1]);
        let more = view.rule.phrases("than").are_all(view.document.folded(claim.tail)) && claim.quantity.measure != Measure::Bare;
        let alike = |other| kinds::same_kind(view.document, view.lexicon, claim, other);
        if !more || before.sentence != claim.sentence || claim.is_percent() || !alike(before) {
            continue;
        }
        let now = (0..id).rev().take_while(|&n| view.claims.list[n].sentence == claim.sentence).find(|&n| alike(&view.claims.list[n]));
        if let Some(now) = now.filter(|&n| !view.claims.list[n].is_change()) {
            let values = vec![terms::term(view, now, TermRole::Now), terms::older(view, id + 1, now)];
            let relation = Relation::new(&view.rule.name, Form::Difference, terms::amount(view, id, now).stated(), values);
            out.push(relation.sure(Certainty::Certain).reading(claim.span.start, 40, 0));
        }
    }
}
