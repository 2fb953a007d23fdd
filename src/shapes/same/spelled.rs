//! A number in digits and once more in words: `4,5 tháng (bốn phẩy năm tháng)`, `02 hành vi … của hai hành vi`.

use super::View;
use crate::claims::{cues, numerals, ClaimId};
use crate::lexicon::split_words;
use crate::phrases::is_of_word;
use crate::quantity::{Measure, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;
use rust_decimal::Decimal;

/// So many words behind a noun that are said once more show that it is of the same things.
const SAME: usize = 2;

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
    // `Bằng chữ: …`
    let words = match view.rule.cues("in_words").iter().find(|c| view.document.folded(paren.span).trim_start_matches(['(', ' ']).starts_with(c.as_str())) {
        Some(cue) => words.get(split_words(cue).count()..).unwrap_or(&[]).to_vec(),
        None => words,
    };
    let whole = claim.quantity.scale == Decimal::ONE;
    let amount = numerals::read_amount(view.document, view.lexicon, &words).filter(|_| whole);
    let Some((number, len)) = amount.or_else(|| numerals::read(view.document, view.lexicon, &words)) else { return };
    // All that stands in the bracket must be the number and its unit.
    let rest = words.get(len..).unwrap_or(&[]);
    let unit = view.document.folded(Span::new(claim.span.end, claim.full.end)).trim();
    let only = rest.iter().all(|w| unit.split_whitespace().any(|u| u == view.document.folded(*w)));
    let last = words.get(len - 1).filter(|_| only && !is_unit(view, &words, paren.span.end));
    if let Some(last) = last {
        let quantity = Quantity { number, ..claim.quantity.clone() };
        out.push(relation(view, id, words[0].join(*last), quantity, Certainty::Certain));
    }
}

/// `25 (năm)`: the one word in the bracket is a unit as well, and no other unit stands behind the bracket (`05 (năm) tháng`).
fn is_unit(view: View, words: &[Span], end: usize) -> bool {
    let [word] = words else { return false };
    let unit = |text: &str| view.lexicon.unit(text).map_or(0, |(_, len)| len);
    let behind = view.document.lower[end..].trim_start_matches([')', ' ']);
    unit(view.document.folded(*word)) == word.len() && unit(behind) == 0
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
        let behind = Span::new(next.start, end).of(&view.document.lower).strip_prefix(noun.as_str());
        if number.value > Decimal::ONE && behind.is_some_and(|behind| refers_back(view, id, behind)) {
            let quantity = Quantity { number, ..claim.quantity.clone() };
            out.push(relation(view, id, words[at].join(words[at + len - 1]), quantity, Certainty::Certain));
            return;
        }
    }
}

/// What stands behind the noun takes up the things counted before: nothing of its own, a word for it (`hai xe nói trên`), or the same words as there.
fn refers_back(view: View, id: ClaimId, behind: &str) -> bool {
    let next = split_words(behind).next();
    let mut said = split_words(view.document.folded(view.claims.list[id].tail)).take(SAME).peekable();
    let again = said.peek().is_some() && split_words(behind).zip(said.clone()).all(|(a, b)| a == b) && split_words(behind).count() >= said.count();
    let closed = !behind.starts_with(' ') || !behind.trim_start().starts_with(is_of_word);
    closed || again || next.is_some_and(|word| view.lexicon.verbs.contains(word)) || view.rule.phrases("said_before").at(split_words(behind)).is_some()
}
