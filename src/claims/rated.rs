//! Amounts with a rate of their own: `27,73 tấn, bằng 104% CK`, `669 hộ (11%)`, `467.000 lượt khách, tăng 34,7%`.

use super::{Claim, ClaimId, Claims, PercentOf};
use crate::document::{BlockId, Document};
use crate::lexicon::{split_words, Role};
use crate::source::Span;

/// How a rate is meant; rates of one kind can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateKind {
    /// Percent of a plan or of the year before: `bằng 104% CK`.
    Index(PercentOf),
    /// A growth: `tăng 4%`.
    Growth,
    /// `đạt 94,2%`: of something that is not said.
    Reached,
    /// A share in brackets or behind `chiếm`, `tỷ lệ`.
    Share,
}

/// An amount and its rate.
#[derive(Clone, Copy, Debug)]
pub struct Rated {
    /// The amount.
    pub amount: ClaimId,
    /// The rate.
    pub rate: ClaimId,
    /// How the rate is meant.
    pub kind: RateKind,
    /// The words before the first of them, that name them.
    pub label: Span,
}

/// Reads the rated amounts of a block. `reached` are the words before a rate of what was to be reached (`đạt`).
pub fn read(document: &Document, claims: &Claims, block: BlockId, reached: &[String]) -> Vec<Rated> {
    let range = claims.of_block(block);
    range.clone().filter(|&id| claims.list[id].is_percent()).filter_map(|rate| rated(document, claims, &range, rate, reached)).collect()
}

fn rated(document: &Document, claims: &Claims, range: &std::ops::Range<ClaimId>, rate: ClaimId, reached: &[String]) -> Option<Rated> {
    let percent = &claims.list[rate];
    let kind = kind(document, percent, reached);
    // `từ 50% đến 80%` is a range.
    if rate > range.start && claims.list[rate - 1].is_percent() && claims.list[rate - 1].clause == percent.clause {
        return None;
    }
    let behind = (rate + 1 < range.end).then_some(rate + 1).filter(|&id| in_own_bracket(document, claims, percent, &claims.list[id]));
    if let (Some(amount), false) = (behind, matches!(kind, RateKind::Growth)) {
        return Some(Rated { amount, rate, kind: RateKind::Share, label: percent.label });
    }
    let amount = (range.start..rate).rev().take(6).find(|&id| carries(&claims.list[id], percent))?;
    let found = &claims.list[amount];
    // `2.650/3.634 triệu đồng, đạt 72,9%`: the rate is of what was done.
    let amount = match found.pair {
        Some(super::Pair::Base(done)) => done,
        _ => amount,
    };
    (found.segment == percent.segment || percent.paren.is_some() && found.sentence == percent.sentence).then_some(Rated {
        amount,
        rate,
        kind,
        label: found.label,
    })
}

/// `11% (669 hộ)`: nothing but the amount stands in the bracket.
fn in_own_bracket(document: &Document, claims: &Claims, percent: &Claim, next: &Claim) -> bool {
    let Some(paren) = next.paren.filter(|_| next.paren != percent.paren) else { return false };
    let gap = document.words(Span::new((percent.full.end).min(next.span.start), next.span.start)).trim();
    let close = claims.parens[paren].span.end;
    gap == "(" && !next.is_percent() && next.full.end.abs_diff(close) <= 24
}

/// The nearest amount before the rate that is no change and stands in no bracket of its own.
fn carries(claim: &Claim, percent: &Claim) -> bool {
    let open = claim.paren.is_none() || claim.paren == percent.paren;
    open && !claim.is_percent() && !claim.is_change() && claim.role != Role::Plan
}

fn kind(document: &Document, percent: &Claim, reached: &[String]) -> RateKind {
    if percent.is_change() {
        return RateKind::Growth;
    }
    let last = split_words(document.folded(percent.label)).last();
    match percent.percent_of {
        PercentOf::Plan | PercentOf::Last => RateKind::Index(percent.percent_of),
        _ if reached.iter().any(|w| Some(w.as_str()) == last) => RateKind::Reached,
        _ => RateKind::Share,
    }
}
