//! `unit`: an amount without its unit, beside amounts that have one; a rate without its percent sign, beside a rate of the same kind that has it.

use crate::claims::Claim;
use crate::document::Kind;
use crate::phrases::{is_of_word, split_words};
use crate::quantity::{Hedge, Measure};
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Most bytes to a next number that may carry the unit for both (`1.200 và 1.500 triệu đồng`).
const SHARED: usize = 16;

/// Longest percent as written.
const RATE: usize = 6;

/// Bytes of a million with its marks.
const MILLION: usize = 9;

/// How many words two rates must begin with alike, and how far off the other may stand.
const ALIKE: usize = 3;
const NEAR: usize = 2;

/// Flags amounts whose unit had to be guessed, unless the text states the unit for all of them.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate() {
        if let Some(other) = percent_beside(view, id, claim) {
            let stated = Term::of(id, claim, TermRole::Stated);
            let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim.span, vec![other.full], Severity::Warning) };
            out.push(slip.detail("unit", "%"));
            continue;
        }
        if is_rate(view, claim) {
            let stated = Term::of(id, claim, TermRole::Stated);
            let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim.span, Vec::new(), Severity::Warning) };
            out.push(slip.variant("percent"));
            continue;
        }
        // A total of a million and more is no count of anything small: its parts tell its unit.
        let total = claim.quantity.measure == Measure::Bare && view.document.words(claim.span).len() >= MILLION && part(view, id, claim).is_some();
        if !(claim.unit_inherited || total) || claim.pair.is_some() || is_given(view, id, claim) {
            continue;
        }
        let donor = view
            .claims
            .of_block(claim.block)
            .rev()
            .filter(|&d| d < id)
            .filter_map(|d| view.claims.list.get(d))
            .find(|d| !total && !d.unit_inherited && d.quantity.measure == claim.quantity.measure);
        let Some(donor) = donor.or_else(|| part(view, id, claim)) else { continue };
        // `3 năm … ISBN 9780520`: spans of time are counted in small numbers.
        if donor.quantity.measure == Measure::Unit("duration".into()) || is_name(view, claim) {
            continue;
        }
        let unit = view.document.words(Span::new(donor.span.end, donor.full.end)).trim().to_owned();
        let stated = Term::of(id, claim, TermRole::Stated);
        // What stands beside an amount may count something else; a total counts what its parts do.
        let level = if total { Severity::Warning } else { Severity::Note };
        let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim.span, vec![donor.full], level) };
        out.push(slip.detail("unit", unit));
    }
}

/// `tỷ lệ hộ nghèo 3,5, tỷ lệ hộ cận nghèo 4,2%`: the other rate.
fn percent_beside<'a>(view: View<'a>, id: usize, claim: &Claim) -> Option<&'a Claim> {
    if claim.quantity.measure != Measure::Bare && !claim.unit_inherited || claim.pair.is_some() || !(1..3).contains(&claim.quantity.number.places) {
        return None;
    }
    let label = view.document.folded(claim.label).trim_start();
    let block = view.document.blocks.get(claim.block).filter(|b| b.kind != Kind::Cell)?;
    if !view.rule.cues("rate").iter().any(|cue| label.starts_with(cue.as_str())) {
        return None;
    }
    let begins = |c: &Claim| split_words(view.document.folded(c.label)).take(ALIKE).map(str::to_owned).collect::<Vec<String>>();
    let own = begins(claim);
    let beside = (id.saturating_sub(NEAR)..=id + NEAR).filter(|&other| other != id).filter_map(|other| view.claims.list.get(other));
    let mut alike = beside.filter(|other| other.is_percent() && !other.unit_inherited && begins(other) == own);
    (own.len() == ALIKE && ends_clause(view.document.folded(Span::new(claim.span.end, block.span.end)))).then(|| alike.next()).flatten()
}

/// `chiếm 92,5 tổng số đại biểu`, `đạt tỷ lệ 96,4;`: the words around a bare number leave it nothing but a percent.
fn is_rate(view: View, claim: &Claim) -> bool {
    let number = &claim.quantity.number;
    let bare = claim.quantity.measure == Measure::Bare || claim.unit_inherited;
    let written = view.document.words(claim.span);
    if !bare || claim.pair.is_some() || claim.quantity.hedge != Hedge::None || number.places > 2 || written.len() < 2 || written.len() > RATE {
        return false;
    }
    let Some(block) = view.document.blocks.get(claim.block).filter(|b| b.kind != Kind::Cell) else { return false };
    let ahead = view.document.folded(Span::new(block.span.start, claim.span.start)).trim_end();
    let tail = view.document.folded(Span::new(claim.span.end, block.span.end));
    let says = |kind: &str| view.rule.cues(kind).iter().any(|w| ahead.strip_suffix(w.as_str()).is_some_and(|rest| !rest.ends_with(is_of_word)));
    let of = view.rule.cues("of_whole").iter().any(|w| tail.strip_prefix(w.as_str()).is_some_and(|rest| !rest.starts_with(is_of_word)));
    says("share") && of || says("rate_verb") && ends_clause(tail) && number.places > 0
}

/// A number before this text stands at the end of its clause, and the sign behind it is none of its own.
fn ends_clause(tail: &str) -> bool {
    tail.trim_start().is_empty() || tail.starts_with([',', ';', '.', ')']) && !tail[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// A total without a unit whose parts have one: `thanh toán: 75.779.637. Trong đó: nội trú 54.090.601 đồng`.
fn part<'a>(view: View<'a>, id: usize, claim: &Claim) -> Option<&'a Claim> {
    let next = view.claims.list.get(id + 1).filter(|n| n.block == claim.block && !n.unit_inherited && !n.is_percent())?;
    let like = next.quantity.measure == claim.quantity.measure || claim.quantity.measure == Measure::Bare && matches!(next.quantity.measure, Measure::Unit(_));
    let between = view.document.folded(Span::new(claim.span.end, next.span.start));
    let opens = between.trim_start_matches(['.', ',', ';', ' ']);
    let long = view.document.words(next.span).len() >= MILLION;
    (like && long && view.rule.cues("parts").iter().any(|w| opens.starts_with(w.as_str()))).then_some(next)
}

/// `hệ số 2,4`, `gấp 2,4`, `PM 2.5`, `gửi 1409`, `năm Canh Tuất 1010`: what has no unit, or is no amount.
fn is_name(view: View, claim: &Claim) -> bool {
    let label = view.document.folded(claim.label).trim_end().trim_end_matches(':');
    let named = view.rule.cues("without").iter().any(|w| label.ends_with(w.as_str()));
    // `các dân tộc A (130.000), B (97.000)`: the words before the bracket tell what it counts.
    let text = view.document.text();
    let bracketed = text.get(..claim.span.start).is_some_and(|t| t.ends_with('(')) && text.get(claim.span.end..).is_some_and(|t| t.starts_with(')'));
    let written = view.document.words(claim.span);
    let code = written.len() > 6 && written.bytes().all(|b| b.is_ascii_digit());
    named || bracketed || code
}

/// True if a heading, a bracket or the next number gives the unit.
fn is_given(view: View, id: usize, claim: &Claim) -> bool {
    let Some(block) = view.document.blocks.get(claim.block) else { return true };
    let next = view.claims.list.get(id + 1).filter(|n| n.block == claim.block && !n.is_percent());
    let shared = next.is_some_and(|n| n.span.start < claim.span.end + SHARED);
    let says =
        |id: usize| view.document.blocks.get(id).is_some_and(|b| view.rule.cues("stated").iter().any(|w| view.document.folded(b.span).contains(w.as_str())));
    let tail = view.document.folded(Span::new(claim.span.end, block.span.end)).trim_start();
    let complete = tail.is_empty() || tail.starts_with([',', ';', '.', ')']) || view.rule.cues("after").iter().any(|w| tail.starts_with(w.as_str()));
    block.kind == Kind::Cell || shared || !complete || says(claim.block) || view.document.ancestors(claim.block).any(says)
}
