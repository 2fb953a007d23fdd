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

/// Proposes for each list of grades that they make their base, and that all bases of the list are one.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let graded = Graded { document, claims, grades: lexicon.list("grades") };
    let mut at = 0;
    while at < claims.list.len() {
        let list = graded.list(at);
        let (bases, parts): (Vec<ClaimId>, Vec<ClaimId>) = list.iter().partition(|&&id| graded.is_base(id));
        if (2..=MOST).contains(&parts.len()) && graded.differ(&parts) {
            graded.relate(&bases, &parts, out);
        }
        at += list.len().max(1);
    }
}

/// The figures of a report, and the words that grade what they count.
struct Graded<'a> {
    document: &'a Document,
    claims: &'a Claims,
    grades: &'a [String],
}

impl Graded<'_> {
    /// The numbers from one on that count graded things, with their bases; nothing where the first has no base.
    fn list(&self, at: ClaimId) -> Vec<ClaimId> {
        let list = &self.claims.list;
        let first = &list[at];
        let counts = |id: &ClaimId| matches!(list[*id].quantity.measure, Measure::Count(_) | Measure::Bare) && list[*id].quantity.number.places == 0;
        let is_near = |id: &ClaimId| list[*id].sentence == first.sentence && list[*id].segment == first.segment;
        let is_graded = |id: &ClaimId| self.is_base(*id) || self.grade(*id).is_some();
        let own = at..if first.base().is_some() { self.claims.of_block(first.block).end } else { at };
        own.take_while(|id| is_near(id) && counts(id) && is_graded(id)).collect()
    }

    fn is_base(&self, id: ClaimId) -> bool {
        matches!(self.claims.list[id].pair, Some(Pair::Base(_)))
    }

    /// The first word of the grade, empty where none follows: it is written after the base, if there is one.
    fn grade(&self, id: ClaimId) -> Option<&str> {
        let last = self.claims.list[id].base().unwrap_or(id);
        let tail = self.document.folded(self.claims.list[last].tail);
        let after = |cue: &String| places(tail, cue).map(|at| &tail[at + cue.len()..]).find(|rest| !rest.starts_with(is_of_word));
        self.grades.iter().find_map(after).map(|rest| split_words(rest).next().unwrap_or(""))
    }

    /// `06/12 xếp loại Giỏi về nề nếp, 09/12 xếp loại Giỏi về vệ sinh`: a grade that is given twice belongs to two lists.
    fn differ(&self, parts: &[ClaimId]) -> bool {
        (1..parts.len()).all(|at| parts[..at].iter().all(|&before| self.grade(before) != self.grade(parts[at])))
    }

    fn relate(&self, bases: &[ClaimId], parts: &[ClaimId], out: &mut Vec<Relation>) {
        let list = &self.claims.list;
        let value = |id: &ClaimId| list[*id].quantity.number.value;
        let made: Decimal = parts.iter().map(value).sum();
        // Of two bases the one that the grades do not make is wrong.
        let Some(&whole) = bases.iter().find(|id| value(id) == made).or(bases.first()) else { return };
        let of = |id: ClaimId, role| Term::of(id, &list[id], role);
        let mut push = |(rule, variant), form, stated: ClaimId, terms| {
            let relation = Relation::new(rule, form, of(stated, TermRole::Stated), terms);
            out.push(relation.sure(Certainty::Certain).variant(variant).reading(list[stated].span.start, parts.len(), 0));
        };
        push(("sum-mismatch", ""), Form::Sum, whole, parts.iter().map(|&part| of(part, TermRole::Part)).collect());
        for &base in bases.iter().filter(|&&base| base != whole) {
            push(("restated-value", "base"), Form::Equal, base, vec![of(whole, TermRole::Same)]);
        }
    }
}
