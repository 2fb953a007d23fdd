//! Multiples in a verb: `membership doubled from 320 to 650`.

use super::{older, terms, View};
use crate::claims::changes::placed_words;
use crate::claims::ClaimId;
use crate::quantity::{Hedge, Measure, Number, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;
use rust_decimal::Decimal;

/// Proposes the quotient of every pair of values behind such a verb (`doubled=2`).
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let verbs: Vec<(&str, Decimal)> =
        view.rule.cues("multiplies").iter().filter_map(|c| c.split_once('=')).filter_map(|(w, n)| Some((w, n.parse().ok()?))).collect();
    if verbs.is_empty() {
        return;
    }
    for before in 0..view.claims.list.len().saturating_sub(1) {
        let Some((place, value)) = verb(view, before, &verbs).filter(|_| older::from_to(view, before)) else { continue };
        let number = Number { value, places: 0, report: view.lexicon.numbers.decimal, style: view.lexicon.numbers.decimal, candidates: Vec::new() };
        let quantity = Quantity { number, scale: Decimal::ONE, measure: Measure::Bare, exact: false, hedge: Hedge::None };
        let stated = Term { quantity: Some(quantity), ..Term::place(place, TermRole::Stated) };
        let values = vec![terms::term(view, before + 1, TermRole::Now), terms::older(view, before, before + 1)];
        let relation = Relation::new(&view.rule.name, Form::Quotient, stated, values).variant("multiplied");
        out.push(relation.sure(Certainty::Certain).reading(place.start, 1, 0));
    }
}

/// The verb right before `from`, with nothing that softens it.
fn verb(view: View, before: ClaimId, verbs: &[(&str, Decimal)]) -> Option<(Span, Decimal)> {
    let label = view.claims.list[before].label;
    let words = placed_words(view.document.folded(label));
    let [head @ .., (at, word), _] = &words[..] else { return None };
    let softened = head.last().is_some_and(|w| view.rule.cues("softens").iter().any(|s| s == w.1));
    let value = verbs.iter().find(|v| v.0 == *word).filter(|_| !softened)?.1;
    Some((Span::new(label.start + at, label.start + at + word.len()), value))
}
