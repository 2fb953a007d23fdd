//! A share is at most the whole.

use crate::claims::{Claim, ClaimId, PercentOf};
use crate::lexicon::split_words;
use crate::quantity::{Hedge, Measure, Number, Quantity, Style};
use crate::relations::{Form, Relation, Term, TermRole};
use crate::shapes::View;
use crate::source::Span;
use rust_decimal::Decimal;

/// Words that count all of something, between the percent and what it is of (`100% số hộ`, `100% of the schools`).
const FILLERS: usize = 2;

/// `chiếm 45%`: a share is at most the whole. So are the things that a percent is of, where no plan or other time is named.
pub(super) fn propose(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    if !claim.is_percent() {
        return;
    }
    let is_above = claim.quantity.number.value > Decimal::ONE_HUNDRED && claim.quantity.hedge == Hedge::None && claim.percent_of == PercentOf::Unsaid;
    let is_said = || view.rule.phrases("shares").end(view.document.folded(claim.label));
    if !(is_said() || is_above && is_of_things(view, claim)) {
        return;
    }
    let number = Number { value: Decimal::ONE_HUNDRED, places: 0, style: Style::Comma, report: view.lexicon.numbers.decimal, candidates: Vec::new() };
    let all = Quantity { number, scale: Decimal::ONE, measure: Measure::Percent, exact: true, hedge: Hedge::None };
    let whole = Term { span: claim.full, quantity: Some(all), role: TermRole::Whole, claim: None };
    out.push(Relation::new(&view.rule.name, Form::AtMost, Term::of(id, claim, TermRole::Stated), vec![whole]).variant("share"));
}

/// `100% hộ nghèo được cấp thẻ`, `tỷ lệ hộ dùng nước sạch đạt 98%`: of things that are counted. In 3,500 texts of the corpora none of these is above the
/// whole, while amounts are (`tỷ lệ vốn huy động`, `tỷ lệ tổn thương`).
fn is_of_things(view: View, claim: &Claim) -> bool {
    // Without words for what may be above 100 nothing can be told.
    if view.rule.cues("no_share").is_empty() {
        return false;
    }
    let sentence = view.claims.sentence_start(view.document, claim.block, claim.span.start).max(claim.segment);
    let around = Span::new(sentence.min(claim.label.start), claim.tail.end.max(claim.full.end));
    if view.rule.phrases("no_share").are_in(view.document.folded(around)) {
        return false;
    }
    let is_filler = |word: &&str| view.rule.cues("small").iter().any(|s| s == word);
    let names_things = |words: &[&str]| {
        let from = words.iter().take(FILLERS).take_while(|w| is_filler(w)).count();
        view.lexicon.nouns.at(words[from..].iter().copied()).is_some()
    };
    let behind: Vec<&str> = split_words(view.document.folded(claim.tail)).collect();
    let before: Vec<&str> = split_words(view.document.folded(claim.label)).collect();
    let rate = |at: usize| view.rule.phrases("rates").at(before[at..].iter().copied()).map(|(_, len)| at + len);
    let is_rate_of_things = |from: usize| names_things(&before[from..]) || view.rule.phrases("rates_of_wholes").at(before[from..].iter().copied()).is_some();
    names_things(&behind) || (0..before.len()).find_map(rate).is_some_and(is_rate_of_things)
}
