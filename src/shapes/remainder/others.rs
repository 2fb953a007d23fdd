//! Other sources of a rest than the N/M that it stands behind: where one of them makes it, that N/M is not accused.

use super::{fits, View, AHEAD};
use crate::claims::ClaimId;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// What else may leave the rest: another N/M of the block, or those of N that are not done yet (`06/10 cuộc (kết thúc 04, đang tiến hành 02)`).
pub(super) fn propose(view: View, done: ClaimId, all: ClaimId, rest: ClaimId, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let group = claims[done].span.start;
    let begun = (all + 1..rest).filter(|&id| fits(view, all, id)).take(AHEAD).map(|id| (done, id));
    let block = view.claims.of_block(claims[done].block).start;
    let pairs = (block..rest).rev().filter(|&id| id != done).filter_map(|id| claims[id].base().map(|base| (base, id))).take(AHEAD);
    for (nth, (whole, part)) in begun.chain(pairs).enumerate() {
        // In this order, so that it is not taken for the proposal of that N/M itself, which stands in another group.
        let terms = vec![Term::of(part, &claims[part], TermRole::Deduction), Term::of(whole, &claims[whole], TermRole::Whole)];
        let other = Relation::new(&view.rule.name, Form::Sum, Term::of(rest, &claims[rest], TermRole::Rest), terms);
        out.push(other.sure(Certainty::Possible).reading(group, 100 + nth, 0));
    }
}
