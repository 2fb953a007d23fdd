//! `535 triệu đồng, bằng 107% so với cùng kỳ (500 triệu đồng)`: the newer value in percent of the older one.

use super::View;
use super::{older, values};
use crate::claims::changes::Change;
use crate::claims::{ClaimId, PercentOf};
use crate::relations::{Form, Relation, Term, TermRole};
use crate::source::Span;

/// Proposes the percent of an earlier value where that value follows it.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate() {
        if !claim.is_percent() || claim.is_change() || claim.percent_of == PercentOf::Plan || is_growth(view, id) {
            continue;
        }
        let Some(older) = older::compared(view, id).filter(|o| !view.claims.list[o.id].is_percent()) else { continue };
        let nothing = Span::new(claim.span.start, claim.span.start);
        let at = Change { amount: None, percent: Some(id), bound: false, falls: false, word: nothing, subject: nothing, first: id, last: id, inner: None };
        for (n, now) in values::newer(view, &at, older.id, Some(older.id)).into_iter().enumerate() {
            let terms = vec![term(view, now.id, TermRole::Part), term(view, older.id, TermRole::Whole)];
            let relation = Relation::new(&view.rule.name, Form::Share, term(view, id, TermRole::Stated), terms);
            out.push(relation.variant("index").sure(now.sure.min(older.sure)).reading(claim.span.start, n + 1, 0));
        }
    }
}

/// `tăng 412 việc (6,8%) so với năm trước (6.068 việc)`: the change again, as a percent.
fn is_growth(view: View, id: ClaimId) -> bool {
    let (claim, before) = (&view.claims.list[id], id.checked_sub(1).map(|b| &view.claims.list[b]));
    let alone = claim.paren.is_some_and(|p| view.claims.inside(view.claims.parens[p].span).len() == 1);
    before.is_some_and(|b| alone && b.block == claim.block && b.is_change() && !b.is_percent() && b.paren != claim.paren)
}

fn term(view: View, id: ClaimId, role: TermRole) -> Term {
    Term::of(id, &view.claims.list[id], role)
}
