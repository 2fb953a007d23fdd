//! Counts against what the configuration knows: `"xã, thị trấn" = 17` and `16/18 xã, thị trấn`.
//!
//! A fact tells how many there are, so it is the whole of an N/M and the count behind words for all; no count of them is larger. A smaller
//! count may be of some of them and stays silent.

use super::View;
use crate::claims::{Claim, ClaimId, Pair};
use crate::config::Fact;
use crate::lexicon::split_words;
use crate::quantity::{Hedge, Measure, Number, Quantity, Style};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use rust_decimal::Decimal;

/// Proposes the fact beside every count of what it is about.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut facts = view.knowledge.facts.clone();
    facts.extend(view.knowledge.names.iter().flat_map(|(kind, names)| by_names(view, kind, names.len())));
    // The longer name is the one that is meant: `xã, thị trấn` before `xã`.
    facts.sort_by_key(|f| std::cmp::Reverse(f.noun.len()));
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| is_count(c)) {
        let Some(fact) = facts.iter().find(|f| counts(view, claim, &f.noun)) else { continue };
        out.extend(relation(view, id, claim, fact));
    }
}

/// A list of names tells how many there are of the things that it names.
fn by_names(view: View, kind: &str, count: usize) -> Option<Fact> {
    let word = view.rule.cues("kinds").iter().filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == kind).map_or(kind, |(_, word)| word);
    view.lexicon.nouns.at(word.split(' ')).map(|_| Fact { noun: word.to_owned(), value: Decimal::from(count) })
}

fn is_count(claim: &Claim) -> bool {
    !claim.is_change() && !claim.is_percent() && claim.quantity.hedge == Hedge::None && !matches!(claim.quantity.measure, Measure::Unit(_))
}

/// The words of the fact stand right behind the number.
fn counts(view: View, claim: &Claim, noun: &str) -> bool {
    let block = view.document.blocks[claim.block].span;
    let behind = view.document.folded(Span::new(claim.span.end, block.end)).trim_start();
    behind.strip_prefix(noun).is_some_and(|rest| !rest.starts_with(crate::phrases::is_of_word) && !goes_on(view, rest))
}

/// Another thing that is counted with them: `17 xã, thị trấn` is no count of `xã`.
fn goes_on(view: View, rest: &str) -> bool {
    let and = split_words(rest).next().is_some_and(|w| view.lexicon.lists("list_and", w));
    (and || rest.starts_with([',', '/'])) && view.lexicon.nouns.at(split_words(rest).skip(usize::from(and)).take(3)).is_some()
}

fn relation(view: View, id: ClaimId, claim: &Claim, fact: &Fact) -> Option<Relation> {
    let stated = Term::of(id, claim, TermRole::Stated);
    let number = Number { value: fact.value, places: 0, style: Style::Comma, report: view.lexicon.numbers.decimal, candidates: Vec::new() };
    let quantity = Quantity { number, exact: true, hedge: Hedge::None, scale: Decimal::ONE, measure: claim.quantity.measure.clone() };
    let known = Term { span: claim.full, quantity: Some(quantity), role: TermRole::Whole, claim: None };
    let is_all = matches!(claim.pair, Some(Pair::Base(_))) || claim.pair.is_none() && tells_all(view, claim);
    let form = if is_all { Form::Equal } else { Form::AtMost };
    let relation = Relation::new(&view.rule.name, form, stated, vec![known]).sure(Certainty::Certain);
    // A report may speak of a larger area than the office that the facts are of.
    let relation = if is_all { relation } else { Relation { ceiling: Severity::Warning, ..relation } };
    let relation = relation.variant(if is_all { "" } else { "more" }).detail("fact", fact.value.to_string()).detail("noun", fact.noun.clone());
    Some(relation)
}

/// Words for all of them stand right before the number.
fn tells_all(view: View, claim: &Claim) -> bool {
    let label = view.document.folded(claim.label).trim_end();
    view.rule.cues("all").iter().any(|cue| label.ends_with(cue.as_str()))
}
