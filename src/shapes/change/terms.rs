//! The terms of a change, in one unit.

use super::View;
use crate::claims::{kinds, ClaimId};
use crate::lexicon::Role;
use crate::quantity::{Hedge, Quantity};
use crate::relations::{Term, TermRole};

/// A claim as a term.
pub(super) fn term(view: View, id: ClaimId, role: TermRole) -> Term {
    Term::of(id, &view.claims.list[id], role)
}

/// The older value, which may be written without its unit.
pub(super) fn older(view: View, before: ClaimId, now: ClaimId) -> Term {
    let list = &view.claims.list;
    // A target is set, not measured: `chỉ tiêu 38%` is no rounded figure.
    let set = list[before].role == Role::Plan;
    let quantity = kinds::in_unit_of(&list[now], &list[before]);
    // `more than the 1,152` compares and does not soften.
    let is_compared = view.rule.phrases("than").are_all(view.document.folded(list[before].label));
    let hedge = if is_compared { Hedge::None } else { quantity.hedge };
    let quantity = Quantity { exact: quantity.exact || set, hedge, ..quantity };
    Term { quantity: Some(quantity), ..term(view, before, TermRole::Before) }
}

/// The amount of a change, in the unit of the value where it is written short.
pub(super) fn amount(view: View, amount: ClaimId, value: ClaimId) -> Term {
    let mut term = term(view, amount, TermRole::Change);
    let (change, value) = (&view.claims.list[amount], &view.claims.list[value]);
    if change.quantity.measure != value.quantity.measure {
        term.quantity = kinds::adopt(view.document, value, change).or(Some(kinds::in_unit_of(value, change)));
    }
    term
}
