//! A number in digits and once more in words: `4,5 tháng (bốn phẩy năm tháng)`, `02 hành vi … của hai hành vi`.

use super::View;
use crate::claims::{cues, numerals, ClaimId};
use crate::quantity::{Measure, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let in_digits = |id: &ClaimId| view.document.words(view.claims.list[*id].span).starts_with(|c: char| c.is_ascii_digit());
    for id in (0..view.claims.list.len()).filter(in_digits) {
        in_brackets(view, id, out);
        later(view, id, out);
    }
}

fn relation(view: View, id: ClaimId, span: Span, quantity: Quantity, certainty: Certainty) -> Relation {
    let mut stated = Term::of(id, &view.claims.list[id], TermRole::Stated);
    let mut term = Term { span, quantity: Some(quantity), role: TermRole::Same, claim: None };
    if let (Some(a), Some(b)) = (&mut stated.quantity, &mut term.quantity) {
        super::sharpen(a, b);
    }
    Relation::new(&view.rule.name, Form::Equal, stated, vec![term]).sure(certainty).variant("words")
}

/// The bracket right behind the number (or its unit) begins with the number in words.
fn in_brackets(view: View, id: ClaimId, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[id];
    let near = |open: usize| {
        let text = view.document.text();
        open >= claim.span.end && (Span::new(claim.full.end, open).of(text).trim() == "(" || Span::new(claim.span.end, open).of(text).trim() == "(")
    };
    let first = view.claims.parens.partition_point(|p| p.span.start < claim.span.end);
    let Some(paren) = view.claims.parens.get(first).filter(|p| near(p.span.start)) else { return };
    let words = cues::words(view.document.words(paren.span), paren.span.start);
    let Some((number, len)) = numerals::read(view.document, view.lexicon, &words) else { return };
    // All that stands in the bracket must be the number and its unit.
    let rest = words.get(len..).unwrap_or(&[]);
    let unit = view.document.folded(Span::new(claim.span.end, claim.full.end)).trim();
    let only = rest.iter().all(|w| unit.split_whitespace().any(|u| u == view.document.folded(*w)));
    if let (true, Some(last)) = (only, words.get(len - 1)) {
        let quantity = Quantity { number, ..claim.quantity.clone() };
        out.push(relation(view, id, words[0].join(*last), quantity, Certainty::Certain));
    }
}

/// The number in words before the same noun, later in the sentence, in a phrase that takes up all of them.
fn later(view: View, id: ClaimId, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[id];
    let Measure::Count(noun) = &claim.quantity.measure else { return };
    let end = view.claims.sentence_end(view.document, claim.block, claim.full.end);
    let rest = Span::new(claim.full.end, end);
    if !view.document.folded(rest).contains(noun.as_str()) || claim.is_change() || claim.pair.is_some() {
        return;
    }
    let all_of = view.rule.cues("all_of");
    if !all_of.iter().any(|c| view.document.folded(rest).contains(c.as_str())) {
        return;
    }
    let words = cues::words(view.document.words(rest), rest.start);
    for at in 1..words.len() {
        let before = view.document.folded(words[at - 1]);
        if !all_of.iter().any(|c| c == before) {
            continue;
        }
        let Some((number, len)) = numerals::read(view.document, view.lexicon, &words[at..]) else { continue };
        let Some(next) = words.get(at + len) else { continue };
        if Span::new(next.start, end).of(&view.document.lower).starts_with(noun.as_str()) {
            let quantity = Quantity { number, ..claim.quantity.clone() };
            out.push(relation(view, id, words[at].join(words[at + len - 1]), quantity, Certainty::Certain));
            return;
        }
    }
}
