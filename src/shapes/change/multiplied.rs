//! Multiples in words: `membership doubled from 320 to 650`, `nearly twice as many visitors, 177 compared with 93`.

use super::{older, terms, View};
use crate::claims::changes::{placed_words, starts_with};
use crate::claims::{kinds, ClaimId};
use crate::quantity::{Hedge, Measure, Number, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;
use rust_decimal::Decimal;

/// A phrase (`twice`) and how many times it means.
type Multiple<'v> = (&'v str, Decimal);

/// Proposes the quotient of every pair of values behind such words (`doubled=2`).
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let multiples: Vec<Multiple> =
        view.rule.cues("multiplies").iter().filter_map(|c| c.split_once('=')).filter_map(|(w, n)| Some((w, n.parse().ok()?))).collect();
    if multiples.is_empty() {
        return;
    }
    for first in 0..view.claims.list.len().saturating_sub(1) {
        let Some((now, before)) = pair(view, first) else { continue };
        let Some((place, value, hedge)) = words(view, first, &multiples) else { continue };
        let number = Number { value, places: 0, report: view.lexicon.numbers.decimal, style: view.lexicon.numbers.decimal, candidates: Vec::new() };
        let quantity = Quantity { number, scale: Decimal::ONE, measure: Measure::Bare, exact: false, hedge };
        let stated = Term { quantity: Some(quantity), ..Term::place(place, TermRole::Stated) };
        let values = vec![terms::term(view, now, TermRole::Now), terms::older(view, before, now)];
        let relation = Relation::new(&view.rule.name, Form::Quotient, stated, values).variant("multiplied");
        out.push(relation.sure(Certainty::Certain).reading(place.start, 1, 0));
    }
}

/// The newer and the older value of two numbers side by side: `from 320 to 650`, `650 in 2023, compared with 320`.
fn pair(view: View, first: ClaimId) -> Option<(ClaimId, ClaimId)> {
    if older::from_to(view, first) {
        return Some((first + 1, first));
    }
    let (a, b) = (&view.claims.list[first], &view.claims.list[first + 1]);
    let alike = a.sentence == b.sentence && !a.is_change() && !b.is_change() && kinds::same_noun(a, b);
    (alike && view.rule.phrases("set_beside").end(view.document.folded(b.label))).then_some((first, first + 1))
}

/// The multiple in the words before the first of two values, and what softens it.
fn words(view: View, first: ClaimId, multiples: &[Multiple]) -> Option<(Span, Decimal, Hedge)> {
    let claim = &view.claims.list[first];
    // Behind the number before it a new multiple would have to follow.
    let own = view.claims.of_block(claim.block).start;
    let before = first.checked_sub(1).filter(|&id| id >= own).map_or(0, |id| view.claims.list[id].full.end);
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start).max(before);
    let text = view.document.folded(Span::new(start.min(claim.span.start), claim.span.start));
    let words = placed_words(text);
    let at = |n: usize| multiples.iter().find_map(|m| starts_with(words[n..].iter().map(|w| w.1), m.0).map(|len| (len, m.1)));
    let (n, (len, value)) = (0..words.len()).rev().find_map(|n| Some((n, at(n)?)))?;
    let (last, word) = words[n + len - 1];
    // `prices doubled, while output went from 320 to 350`: another clause.
    if words[n + len..].iter().any(|w| view.rule.cues("joins").iter().any(|join| join == w.1)) {
        return None;
    }
    let hedge = hedge(view, &words[..n])?;
    Some((Span::new(start + words[n].0, start + last + word.len()), value, hedge))
}

/// `more than doubled`, `nearly doubled`; nothing where the words say that it is not so, or hardly.
fn hedge(view: View, before: &[(usize, &str)]) -> Option<Hedge> {
    let ends = (1..=before.len().min(2)).rev().find_map(|len| {
        let words = before[before.len() - len..].iter().map(|w| w.1);
        view.lexicon.hedges.at(words).filter(|(_, count)| *count == len).map(|(hedge, _)| hedge)
    });
    let softened = || before.last().is_some_and(|w| view.rule.cues("softens").iter().any(|s| s == w.1));
    match ends {
        Some(hedge) => Some(hedge),
        None => (!softened()).then_some(Hedge::None),
    }
}
