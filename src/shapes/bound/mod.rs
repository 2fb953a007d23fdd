//! A part is not larger than its whole: `trong 117 xã … 61 xã`, `326 vụ, trong đó 42 vụ`, `15/19 tiêu chí`, `chiếm 45%`.

mod included;
mod named;
mod pair;
mod share;
mod which;

use super::View;
use crate::claims::changes::starts_with;
use crate::claims::{kinds, Claim, ClaimId, Pair};
use crate::lexicon::{split_words, PartsCue, Role};
use crate::phrases::is_of_word;
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Proposes the bounds of every number.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate() {
        if claim.is_change() {
            continue;
        }
        of_set(view, id, claim, out);
        which::propose(view, id, claim, out);
        pair::propose(view, id, claim, out);
        share::propose(view, id, claim, out);
        lesser(view, id, claim, out);
        which::apart(view, id, claim, out);
    }
    named::propose(view, out);
    included::propose(view, out);
}

/// `Trong 117 xã đạt chuẩn, 61 xã chưa giữ được`: what follows in the sentence is a part.
fn of_set(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    let opened = |claim: &Claim| {
        view.claims.cues_in(claim.label).any(|c| c.kind == PartsCue::OfWhich && c.span.end <= claim.span.start && bare(view, c.span.end, claim))
    };
    // `12 of the 14 projects; 45 more are planned`: the whole of the number before it, not of what follows.
    if !opened(claim) || matches!(claim.pair, Some(Pair::Base(_))) {
        return;
    }
    let range = view.claims.of_block(claim.block);
    let part = (id + 1..range.end).take(2).find(|&p| same(view, claim, p) && view.claims.list[p].sentence == claim.sentence);
    // `Of 500 voters in May, 44% agreed; of 620 voters in June, 51%`: a whole of its own.
    let own = |p: ClaimId| view.claims.list[p].segment != claim.segment && opened(&view.claims.list[p]);
    if let Some(part) = part.filter(|&p| !view.claims.list[p].is_change() && view.claims.list[p].pair.is_none() && !own(p)) {
        push(view, part, id, Certainty::Certain, 1, out);
    }
}

/// Only small words stand between the cue and the whole.
fn bare(view: View, from: usize, claim: &Claim) -> bool {
    split_words(view.document.folded(Span::new(from, claim.span.start))).all(|w| view.rule.cues("small").iter().any(|s| s == w))
}

/// `thiệt hại 538 triệu đồng, thu hồi 388 triệu đồng`: usually not more than the amounts before; worth a line in the ledger.
fn lesser(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    // The verb may stand before a comma (`chi trả bồi thường, hỗ trợ cho 21 hộ`), but behind the number before.
    let before = id.checked_sub(1).map_or(0, |before| view.claims.list[before].full.end);
    let from = claim.segment.max(before).min(claim.label.start);
    let label = view.document.folded(Span::new(from, claim.tail.end));
    // Only amounts before it in its sentence can be its whole.
    let first = id.checked_sub(1).is_none_or(|before| view.claims.list[before].sentence != claim.sentence);
    if first || claim.is_percent() || matches!(claim.pair, Some(Pair::Base(_))) {
        return;
    }
    let start = view.claims.of_block(claim.block).start;
    let fits = |&w: &ClaimId| {
        let whole = &view.claims.list[w];
        let paired = claim.base().is_some() == whole.pair.is_some() && !matches!(whole.pair, Some(Pair::Base(_)));
        paired && !whole.is_change() && whole.sentence == claim.sentence && (exactly(whole, claim) || holder(view, whole, claim))
    };
    let wholes: Vec<ClaimId> = (start..id).rev().take(4).filter(fits).take(2).collect();
    if wholes.is_empty() || !view.rule.phrases("lesser").are_in(label) {
        return;
    }
    for many in 1..=wholes.len() {
        let own = claim.base().into_iter();
        let terms = wholes[..many].iter().copied().chain(own).map(|w| Term::of(w, &view.claims.list[w], TermRole::Whole)).collect();
        let relation = Relation::new(&view.rule.name, Form::AtMost, Term::of(id, claim, TermRole::Stated), terms);
        out.push(relation.sure(Certainty::Possible).reading(claim.span.start, 40 + many, 0));
    }
}

/// `14 hộ được cấp chứng chỉ (03 chứng chỉ hết hiệu lực)`: the whole is told by those that hold the things.
fn holder(view: View, whole: &Claim, part: &Claim) -> bool {
    let Measure::Count(noun) = &part.quantity.measure else { return false };
    matches!(whole.quantity.measure, Measure::Count(_)) && part.paren.is_some() && whole.paren != part.paren && says(view.document.folded(whole.tail), noun)
}

fn says(text: &str, phrase: &str) -> bool {
    let first = phrase.split(|c: char| !is_of_word(c)).next().unwrap_or("");
    if !text.contains(first) {
        return false;
    }
    let words: Vec<&str> = split_words(text).collect();
    (0..words.len()).any(|n| starts_with(words[n..].iter().copied(), phrase).is_some())
}

fn same(view: View, claim: &Claim, other: ClaimId) -> bool {
    kinds::same_noun(claim, &view.claims.list[other]) && claim.quantity.measure != Measure::Bare && !claim.is_percent() && kinds::is_of_wholes(claim)
}

/// The very same noun or unit.
fn exactly(a: &Claim, b: &Claim) -> bool {
    let one_kind = a.quantity.measure == b.quantity.measure && a.quantity.measure != Measure::Bare;
    one_kind && !a.is_percent() && a.role != Role::Last && kinds::is_of_wholes(a) && kinds::is_of_wholes(b)
}

#[track_caller]
fn push(view: View, part: ClaimId, whole: ClaimId, sure: Certainty, option: usize, out: &mut Vec<Relation>) {
    let term = |id: ClaimId, role: TermRole| Term::of(id, &view.claims.list[id], role);
    let relation = Relation::new(&view.rule.name, Form::AtMost, term(part, TermRole::Stated), vec![term(whole, TermRole::Whole)]);
    out.push(relation.sure(sure).reading(view.claims.list[part].span.start, option, 0));
}
