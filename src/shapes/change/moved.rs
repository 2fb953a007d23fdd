//! The direction of a move between two values that are all that is said: `the caseload increased from 910 to 845`.

use super::older::from_to;
use super::terms;
use super::View;
use crate::claims::changes::placed_words;
use crate::claims::ClaimId;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Proposes the word of direction before every pair of an older and a newer value.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for before in 0..view.claims.list.len().saturating_sub(1) {
        let Some((word, falls)) = direction(view, before).filter(|_| from_to(view, before)) else { continue };
        let now = before + 1;
        let values = vec![terms::term(view, now, TermRole::Now), terms::older(view, before, now)];
        let variant = if falls { "down-word" } else { "up-word" };
        let relation = Relation::new(&view.rule.name, Form::Direction, Term::place(word, TermRole::Stated), values).variant(variant);
        out.push(relation.sure(Certainty::Certain).reading(view.claims.list[before].span.start, 30, 0));
    }
}

/// The word of direction right before `from`, and whether it is one of a fall.
fn direction(view: View, before: ClaimId) -> Option<(Span, bool)> {
    let label = view.claims.list[before].label;
    let words = placed_words(view.document.folded(label));
    let [.., (at, word), (_, from)] = words[..] else { return None };
    let says = |kind: &str, word: &str| view.rule.cues(kind).iter().any(|w| w == word);
    let falls = says("fell", word);
    let span = Span::new(label.start + at, label.start + at + word.len());
    (says("from", from) && (falls || says("rose", word))).then_some((span, falls))
}
