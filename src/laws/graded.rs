//! Counts of graded things: `11/15 đơn vị xếp loại Tốt, 03/15 đơn vị xếp loại Khá, 01 đơn vị xếp loại Yếu`. Every unit has one grade, so the
//! grades make the base.

use crate::claims::{ClaimId, Claims, Pair};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon};
use crate::phrases::{is_of_word, places};
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use rust_decimal::Decimal;

/// Most grades of one list.
const MOST: usize = 12;

/// Proposes the base of each list of grades as their sum.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let grades = lexicon.list("grades");
    let grade = |id: ClaimId| {
        let tail = document.folded(claims.list[id].tail);
        let behind = |cue: &String| places(tail, cue).map(|at| &tail[at + cue.len()..]).find(|rest| !rest.starts_with(is_of_word));
        grades.iter().find_map(behind).map(|rest| split_words(rest).next())
    };
    let is_graded = |id: ClaimId| grade(id).is_some();
    let is_base = |id: ClaimId| matches!(claims.list[id].pair, Some(Pair::Base(_)));
    let counts = |id: ClaimId| matches!(claims.list[id].quantity.measure, Measure::Count(_) | Measure::Bare) && claims.list[id].quantity.number.places == 0;
    let mut at = 0;
    while at < claims.list.len() {
        let first = &claims.list[at];
        let goes_on = |id: &ClaimId| claims.list[*id].sentence == first.sentence && claims.list[*id].segment == first.segment && counts(*id);
        let run: Vec<ClaimId> = match first.base() {
            Some(base) if is_graded(base) => {
                let own = (at..claims.of_block(first.block).end).take_while(goes_on);
                own.take_while(|&id| is_base(id) || is_graded(claims.list[id].base().unwrap_or(id))).collect()
            }
            _ => Vec::new(),
        };
        let parts: Vec<ClaimId> = run.iter().copied().filter(|&id| !is_base(id)).collect();
        // `06/12 xếp loại Giỏi về nề nếp, 09/12 xếp loại Giỏi về vệ sinh`: what has one grade twice was graded twice.
        let of_part = |at: usize| grade(claims.list[parts[at]].base().unwrap_or(parts[at]));
        let is_once = |at: usize| (0..at).all(|before| of_part(before) != of_part(at));
        if (2..=MOST).contains(&parts.len()) && (1..parts.len()).all(is_once) {
            let value = |id: ClaimId| claims.list[id].quantity.number.value;
            let made: Decimal = parts.iter().map(|&id| value(id)).sum();
            let bases: Vec<ClaimId> = run.iter().copied().filter(|&id| is_base(id)).collect();
            // Of two bases the one that the grades do not make is wrong.
            let Some(&whole) = bases.iter().find(|&&id| value(id) == made).or(bases.first()) else { return };
            let of = |id: ClaimId, role| Term::of(id, &claims.list[id], role);
            let mut push = |rule, form, whole: ClaimId, terms| {
                let relation = Relation::new(rule, form, of(whole, TermRole::Stated), terms);
                out.push(relation.sure(Certainty::Certain).reading(claims.list[whole].span.start, parts.len(), 0));
            };
            push("sum-mismatch", Form::Sum, whole, parts.iter().map(|&part| of(part, TermRole::Part)).collect());
            bases.iter().filter(|&&base| base != whole).for_each(|&base| push("restated-value", Form::Equal, base, vec![of(whole, TermRole::Same)]));
        }
        at = run.last().map_or(at, |&last| last) + 1;
    }
}
