//! What a change is made of: `reserves rose by $44.7 billion, driven by a surplus of $20.3 billion and a gain of $24.4 billion`.

use super::View;
use crate::claims::{changes, kinds, Claim, ClaimId};
use crate::lexicon::split_words;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Most causes of one change.
const MOST: usize = 6;

/// Proposes the amounts behind the words for causes as the parts of the change before them.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.rule.cues("causes").is_empty() {
        return;
    }
    for (id, change) in view.claims.list.iter().enumerate().filter(|(_, c)| c.is_change() && !c.is_percent()) {
        let Some(causes) = causes(view, id, change) else { continue };
        let terms = causes.iter().map(|&at| Term::of(at, &view.claims.list[at], role(view, change, &view.claims.list[at]))).collect();
        let relation = Relation::new(&view.rule.name, Form::Sum, Term::of(id, change, TermRole::Stated), terms);
        let relation = Relation { may_be_partial: true, some_only: true, ..relation };
        out.push(relation.sure(Certainty::Likely).reading(change.span.start, 1, 0));
    }
}

/// All amounts of the kind of the change to the end of its sentence, where the words right behind it open its causes.
fn causes(view: View, id: ClaimId, change: &Claim) -> Option<Vec<ClaimId>> {
    let claims = &view.claims.list;
    let end = view.claims.of_block(change.block).end;
    let behind: Vec<ClaimId> = (id + 1..end).take_while(|&at| claims[at].sentence == change.sentence).filter(|&at| claims[at].paren == change.paren).collect();
    let causes: Vec<ClaimId> = behind.iter().copied().filter(|&at| kinds::same_noun(change, &claims[at])).collect();
    let first = claims.get(*causes.first()?)?;
    // `rose by $4 billion, or 3 per cent, driven by …`: the change may be told again.
    let gap = view.document.folded(Span::new(change.full.end.min(first.span.start), first.span.start));
    let opens = gap.split(',').any(|piece| changes::begins(piece, view.rule.cues("causes")));
    ((2..=MOST).contains(&causes.len()) && opens && !gap.contains([';', ':'])).then_some(causes)
}

/// What works against the change is taken off: what goes the other way, and what words before it say offsets it.
fn role(view: View, change: &Claim, cause: &Claim) -> TermRole {
    let words: Vec<&str> = split_words(view.document.folded(cause.label)).collect();
    let offsets = (0..words.len()).any(|at| changes::begins(&words[at..].join(" "), view.rule.cues("offsets")));
    if offsets || cause.is_change() && cause.role != change.role {
        TermRole::Deduction
    } else {
        TermRole::Part
    }
}
