//! Two shares of one whole: `11% (669 hộ) … 11,9% (715 hộ)` must imply the same number of all households.

use super::{one_kind, term};
use crate::claims::changes::next_sentence;
use crate::claims::rated::{RateKind, Rated};
use crate::claims::{labels, PercentOf};
use crate::relations::{Certainty, Form, Relation, TermRole};
use crate::shapes::View;

/// Proposes neighbouring rated amounts of one kind as parts of one whole.
pub(super) fn propose(view: View, list: &[Rated], out: &mut Vec<Relation>) {
    for at in 1..list.len() {
        for back in (at.saturating_sub(2)..at).rev() {
            let (older, newer) = (&list[back], &list[at]);
            if let Some(sure) = together(view, older, newer) {
                let terms = vec![term(view, newer.amount, TermRole::Part), term(view, older.amount, TermRole::Sibling), term(view, older.rate, TermRole::Rate)];
                let stated = term(view, newer.rate, TermRole::Stated);
                let relation = Relation::new(&view.rule.name, Form::SameBase, stated, terms);
                out.push(relation.variant("base").sure(sure).reading(view.claims.list[newer.rate].span.start, 40 + at - back, 0));
                break;
            }
        }
    }
}

/// Shares that stand in brackets side by side are of one whole; percents of a plan only where the same thing is told again.
fn together(view: View, older: &Rated, newer: &Rated) -> Option<Certainty> {
    let (a, b) = (&view.claims.list[older.amount], &view.claims.list[newer.amount]);
    if older.kind != newer.kind
        || older.amount == newer.amount
        || !one_kind(view, older, newer)
        || a.sentence != b.sentence && !next_sentence(view.claims, a, b)
    {
        return None;
    }
    let filler = view.rule.cues("filler");
    let mut words = labels::words(view.document.folded(newer.label), view.lexicon);
    words.retain(|w| !filler.contains(w));
    match newer.kind {
        RateKind::Share if bare(view, older) && bare(view, newer) => Some(Certainty::Likely),
        RateKind::Index(PercentOf::Plan) if words.is_empty() && newer.amount == older.rate + 1 => Some(Certainty::Likely),
        _ => None,
    }
}

/// The share or its amount stands in brackets, and the share says nothing of what it is of.
fn bare(view: View, rated: &Rated) -> bool {
    let (amount, rate) = (&view.claims.list[rated.amount], &view.claims.list[rated.rate]);
    let bracketed = rate.paren != amount.paren;
    bracketed && (rate.paren.is_none() || view.document.folded(rate.tail).trim().is_empty())
}
