//! Items with their shares in brackets, whose whole is only the sum of the items: `giỏi 122 em (23,8%), khá 315 em (61,4%) …`.

use super::View;
use crate::claims::parts::{kinship, Kinship};
use crate::claims::ClaimId;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Proposes the sum of the items of a sentence as the whole of each of their percents.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let mut at = 0;
    while at < claims.len() {
        let end = (at..claims.len()).find(|&id| claims[id].sentence != claims[at].sentence || claims[id].block != claims[at].block).unwrap_or(claims.len());
        let pairs: Vec<(ClaimId, ClaimId)> = (at..end.saturating_sub(1)).filter(|&id| is_pair(view, id)).map(|id| (id, id + 1)).collect();
        at = end.max(at + 1);
        let kin = pairs.iter().all(|p| kinship(view.document, view.lexicon, &claims[pairs[0].0], &claims[p.0]) >= Kinship::Near);
        if pairs.len() < 3 || !kin {
            continue;
        }
        for &(part, percent) in &pairs {
            let others = pairs.iter().map(|p| p.0).filter(|&p| p != part);
            let terms = std::iter::once(part).chain(others).map(|id| Term::of(id, &claims[id], TermRole::Part)).collect();
            let relation = Relation::new(&view.rule.name, Form::ShareOfSum, Term::of(percent, &claims[percent], TermRole::Stated), terms);
            let group = claims[percent].span.start;
            out.push(relation.sure(Certainty::Likely).reading(group, usize::MAX, 0).kin(claims[pairs[0].0].span.start));
        }
    }
}

/// An amount and the percent in the bracket right behind it.
fn is_pair(view: View, id: ClaimId) -> bool {
    let (part, percent) = (&view.claims.list[id], &view.claims.list[id + 1]);
    let bracketed = percent.paren.is_some() && percent.paren != part.paren;
    !part.is_percent() && !part.is_change() && percent.is_percent() && !percent.is_change() && bracketed
}
