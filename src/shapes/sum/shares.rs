//! Shares of one whole make 100 %.

use super::View;
use crate::claims::changes::next_sentence;
use crate::claims::{ClaimId, PercentOf};
use crate::lexicon::Role;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Most shares before the one that is left.
const MOST_SHARES: usize = 8;

/// Proposes that the percents in brackets behind the items of one sentence make 100 %.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let mut at = 0;
    while at < claims.len() {
        let run: Vec<ClaimId> =
            (at..claims.len()).take_while(|&id| claims[id].sentence == claims[at].sentence && claims[id].block == claims[at].block).collect();
        at += run.len().max(1);
        let shares: Vec<ClaimId> = run.into_iter().filter(|&id| is_share(view, id)).collect();
        if shares.len() >= 3 {
            let terms = shares[1..].iter().map(|&id| Term::of(id, &claims[id], TermRole::Rate)).collect();
            let relation = Relation::new(&view.rule.name, Form::WholeShares, Term::of(shares[0], &claims[shares[0]], TermRole::Rate), terms);
            out.push(relation.sure(Certainty::Possible));
        }
    }
}

/// `41 per cent for works, 32 per cent for goods, while services took the remaining 27 per cent`: with the shares before it what is left makes 100 %.
pub(super) fn rest(view: View, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let phrases = view.rule.phrases("rest");
    for id in 0..claims.len() {
        let claim = &claims[id];
        let is_rest = claim.is_percent() && claim.percent_of == PercentOf::Unsaid && phrases.end(view.document.folded(claim.label));
        if !is_rest {
            continue;
        }
        let plain = |&at: &ClaimId| claims[at].is_percent() && !claims[at].is_change() && claims[at].paren == claim.paren;
        let start = view.claims.of_block(claim.block).start;
        let own: Vec<ClaimId> = (start..id).filter(|&at| claims[at].sentence == claim.sentence).filter(plain).collect();
        let both: Vec<ClaimId> =
            (start..id).filter(|&at| claims[at].sentence == claim.sentence || next_sentence(view.claims, &claims[at], claim)).filter(plain).collect();
        let mut stretches = vec![own, both];
        stretches.dedup();
        for (option, shares) in stretches.into_iter().enumerate().filter(|(_, shares)| (1..=MOST_SHARES).contains(&shares.len())) {
            let terms = shares.iter().map(|&at| Term::of(at, &claims[at], TermRole::Rate)).collect();
            let relation = Relation::new(&view.rule.name, Form::WholeShares, Term::of(id, claim, TermRole::Rate), terms).variant("shares");
            out.push(relation.sure(Certainty::Certain).reading(claim.span.start, option + 1, 0));
        }
    }
}

/// `(23,8%)` right behind an amount.
fn is_share(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let alone = claim.paren.is_some_and(|p| view.claims.inside(view.claims.parens[p].span).len() == 1);
    claim.is_percent() && alone && claim.percent_of == PercentOf::Unsaid && !matches!(claim.role, Role::Up | Role::Down)
}

/// `Cơ cấu: nông nghiệp chiếm 24,8%, công nghiệp chiếm 34,6%, …`: a row of percents that the sentence calls a structure.
pub(super) fn structure(view: View, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let mut at = 0;
    while at < claims.len() {
        let of_sentence = |&id: &ClaimId| claims[id].sentence == claims[at].sentence && claims[id].block == claims[at].block;
        let run: Vec<ClaimId> = (at..claims.len()).take_while(of_sentence).collect();
        let named = || {
            let from = view.claims.sentence_start(view.document, claims[at].block, claims[at].span.start);
            view.rule.phrases("structure").are_in(view.document.folded(Span::new(from.min(claims[at].span.start), claims[at].span.start)))
        };
        let plain =
            |&id: &ClaimId| claims[id].is_percent() && !claims[id].is_change() && claims[id].paren.is_none() && claims[id].percent_of == PercentOf::Unsaid;
        if run.len() >= 3 && run.iter().all(plain) && named() {
            let terms = run[1..].iter().map(|&id| Term::of(id, &claims[id], TermRole::Rate)).collect();
            let relation = Relation::new(&view.rule.name, Form::WholeShares, Term::of(run[0], &claims[run[0]], TermRole::Rate), terms);
            out.push(relation.sure(Certainty::Likely).variant("shares"));
        }
        at += run.len().max(1);
    }
}
