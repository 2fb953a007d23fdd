//! All, done and rest as three amounts that stand apart.

use super::{fits, is_difference, is_rest, relation, AHEAD};
use crate::claims::ClaimId;
use crate::lexicon::Role;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::shapes::View;

/// `kiến nghị 26.375 triệu đồng, đã thực hiện 21.100, còn phải thực hiện 5.275`: all and done stand apart before the rest.
pub(super) fn apart(view: View, rest: ClaimId, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let first = view.claims.of_block(claims[rest].block).start;
    let plain = |id: &ClaimId| fits(view, rest, *id) && claims[*id].paren == claims[rest].paren;
    let before: Vec<ClaimId> = (first..rest).rev().filter(plain).take(AHEAD).collect();
    let difference = is_difference(view, rest);
    let mut option = 1000;
    for (at, &done) in before.iter().enumerate() {
        for (further, &all) in before[at + 1..].iter().enumerate() {
            // `đầu kỳ 5.120, đã xử lý 2.560, còn 2.560`: three numbers of one sentence in this order.
            let row = at == 0 && further == 0 && [done, all].iter().all(|&id| claims[id].sentence == claims[rest].sentence);
            let left = is_rest(view, rest) && claims[done].role == Role::Done;
            let certainty = if row && (left || difference) { Certainty::Certain } else { Certainty::Possible };
            let mut proposed = relation(view, done, &[all], rest, option).reading(claims[rest].span.start, option, 0).sure(certainty);
            if difference {
                proposed.form = Form::Difference;
                proposed.terms = vec![Term::of(all, &claims[all], TermRole::Now), Term::of(done, &claims[done], TermRole::Before)];
            }
            out.push(proposed);
            option += 1;
            // `kỳ trước 10, tiếp nhận 164, đã giải quyết 151, còn 23`: what came over counts too.
            if let Some(&carried) = before.get(at + further + 2) {
                out.push(relation(view, done, &[all, carried], rest, option).reading(claims[rest].span.start, option, 0).sure(Certainty::Possible));
                option += 1;
            }
        }
    }
}
