//! What a rate lacks of its target: `đạt 44,8%; chỉ tiêu giao 50%, còn thiếu 5,2 điểm phần trăm`.

use super::View;
use crate::claims::changes::next_sentence;
use crate::claims::{Claim, ClaimId, PercentOf};
use crate::lexicon::Role;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Numbers before the lack that are looked at.
const NEAR: usize = 6;

/// Proposes every lack of percentage points as the difference of a rate and its target.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| is_lack(view, c)) {
        let start = view.claims.of_block(claim.block).start;
        let near = |r: &ClaimId| {
            let rate = &view.claims.list[*r];
            let close = rate.sentence == claim.sentence || next_sentence(view.claims, rate, claim);
            close && rate.is_percent() && !rate.is_change() && rate.percent_of != PercentOf::Points && rate.paren.is_none()
        };
        let rates: Vec<ClaimId> = (start..id).rev().take(NEAR).filter(near).collect();
        let Some(plan) = rates.iter().copied().find(|&r| view.claims.list[r].role == Role::Plan) else { continue };
        for (n, now) in rates.into_iter().filter(|&r| view.claims.list[r].role != Role::Plan).take(2).enumerate() {
            let term = |id: ClaimId, role: TermRole| Term::of(id, &view.claims.list[id], role);
            let relation =
                Relation::new(&view.rule.name, Form::Difference, term(id, TermRole::Stated), vec![term(now, TermRole::Now), term(plan, TermRole::Before)]);
            out.push(relation.sure(Certainty::Certain).reading(claim.span.start, n + 1, 0));
        }
    }
}

fn is_lack(view: View, claim: &Claim) -> bool {
    let label = view.document.folded(claim.label).trim_end();
    claim.percent_of == PercentOf::Points && view.rule.cues("lacks").iter().any(|cue| label.ends_with(cue.as_str()))
}
