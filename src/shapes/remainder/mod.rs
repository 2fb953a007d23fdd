//! Met and unmet make up all: `12/19 tiêu chí, còn 07 tiêu chí chưa đạt`.

mod ending;
mod full;
mod negated;
mod noted;
mod opposite;

use super::View;
use crate::claims::parts::{kinship, Kinship};
use crate::claims::{ClaimId, Pair};
use crate::lexicon::{split_words, Role};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;
use ending::ends_with_cue;

/// So many numbers behind an N/M are looked at for its rest.
const AHEAD: usize = 8;

/// Proposes M − N for the numbers behind each N/M that may be the rest, and for those with all and done before them.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    noted::propose(view, out);
    negated::propose(view, out);
    opposite::propose(view, out);
    let third = |&id: &ClaimId| id >= view.claims.of_block(view.claims.list[id].block).start + 2;
    for rest in (0..view.claims.list.len()).filter(third).filter(|&id| ending::is_left(view, id) || is_difference(view, id)) {
        apart(view, rest, out);
    }
    for done in 0..view.claims.list.len() {
        let Some(Pair::Of(all)) = view.claims.list[done].pair else { continue };
        full::in_full(view, done, all, out);
        let end = reach(view, all);
        let candidates = (all + 1..view.claims.list.len()).take(AHEAD).take_while(|&id| view.claims.list[id].span.start < end);
        let mut taken = false;
        for (option, rest) in candidates.filter(|&id| fits(view, all, id)).enumerate() {
            let said = is_rest(view, rest);
            let certainty = match (said, taken) {
                (true, false) => Certainty::Certain,
                _ => Certainty::Possible,
            };
            taken |= said;
            out.push(relation(view, done, &[all], rest, option).sure(certainty));
            others(view, done, all, rest, out);
        }
    }
}

/// What else may leave the rest: another N/M of the block, or those of N that are not done yet (`06/10 cuộc (kết thúc 04, đang tiến hành 02)`).
fn others(view: View, done: ClaimId, all: ClaimId, rest: ClaimId, out: &mut Vec<Relation>) {
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

/// `kiến nghị 26.375 triệu đồng, đã thực hiện 21.100, còn phải thực hiện 5.275`: all and done stand apart before the rest.
fn apart(view: View, rest: ClaimId, out: &mut Vec<Relation>) {
    let (claims, first) = (&view.claims.list, view.claims.of_block(view.claims.list[rest].block).start);
    let plain = |id: &ClaimId| fits(view, rest, *id) && claims[*id].paren == claims[rest].paren;
    // Parts that a sentence before has broken its total into are neither all nor done.
    let part = |id: ClaimId| claims[id].sentence != claims[rest].sentence && view.claims.in_breakdown(id);
    let before: Vec<ClaimId> = (first..rest).rev().filter(plain).filter(|&id| !part(id)).take(AHEAD).collect();
    let difference = is_difference(view, rest);
    let mut option = 1000;
    for (at, &done) in before.iter().enumerate() {
        for (further, &all) in before[at + 1..].iter().enumerate() {
            // `đầu kỳ 5.120, đã xử lý 2.560, còn 2.560`: three numbers of one sentence in this order.
            let row = at == 0 && further == 0 && [done, all].iter().all(|&id| claims[id].sentence == claims[rest].sentence);
            let left = is_rest(view, rest) && (claims[done].role == Role::Done || ending::announces(view, all) || ending::is_of_all(view, done, all));
            // `kinh phí 96,5 tỷ đồng. Đã giải ngân 81,8 tỷ đồng, còn lại 14,7 tỷ đồng`: the total stands a sentence before.
            let above = at == 0 && further == 0 && left && [done, rest].iter().all(|&id| claims[id].sentence == claims[rest].sentence);
            let certainty = match (left || difference, above) {
                (true, _) if row => Certainty::Certain,
                (true, true) => Certainty::Likely,
                _ => Certainty::Possible,
            };
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

/// The word before the number names a difference of the two before it (`tiết kiệm`, `hụt`, `số dư`).
fn is_difference(view: View, rest: ClaimId) -> bool {
    ends_with_cue(view, view.document.folded(view.claims.list[rest].label), "difference")
}

fn relation(view: View, done: ClaimId, all: &[ClaimId], rest: ClaimId, option: usize) -> Relation {
    let claims = &view.claims.list;
    let mut terms: Vec<Term> = all.iter().map(|&id| Term::of(id, &claims[id], TermRole::Whole)).collect();
    terms.push(Term::of(done, &claims[done], TermRole::Deduction));
    let group = claims[done].span.start;
    // The rests of one N/M exclude each other: the pair is the column they compete for.
    Relation::new(&view.rule.name, Form::Sum, Term::of(rest, &claims[rest], TermRole::Rest), terms).reading(group, option, group)
}

/// The rest stands in the same sentence, or in the two after it of the same block.
fn reach(view: View, all: ClaimId) -> usize {
    let claim = &view.claims.list[all];
    let block_end = view.document.blocks[claim.block].span.end;
    let mut end = view.claims.sentence_end(view.document, claim.block, claim.span.end);
    for _ in 0..2 {
        if end < block_end {
            end = view.claims.sentence_end(view.document, claim.block, end + 1);
        }
    }
    end
}

fn fits(view: View, all: ClaimId, rest: ClaimId) -> bool {
    let claims = &view.claims.list;
    let claim = &claims[rest];
    let plain = !claim.is_percent() && !claim.is_change() && claim.pair.is_none();
    plain && kinship(view.document, view.lexicon, &claims[all], claim) >= Kinship::Loose
}

/// The words around the number call it a rest (`còn`, `chưa`, `không đủ`), by the cues of the rule.
fn is_rest(view: View, rest: ClaimId) -> bool {
    let claim = &view.claims.list[rest];
    let cued = |span: Span, kind: &str| {
        let words: Vec<&str> = split_words(view.document.folded(span)).collect();
        view.rule.cues(kind).iter().any(|cue| {
            let cue: Vec<&str> = cue.split(' ').collect();
            words.windows(cue.len()).any(|w| w == cue.as_slice())
        })
    };
    let tail = Span::new(claim.full.end, claim.tail.end);
    // `còn 16 đơn`: the word right before the number says it all, or all words behind it do.
    if ending::says_all(view, tail) || ends_with_cue(view, view.document.folded(claim.label), "right_before") {
        return true;
    }
    claim.role == Role::Remaining && cued(claim.label, "before") && (cued(tail, "behind") || cued(claim.label, "going_on"))
}
