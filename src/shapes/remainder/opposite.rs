//! What is so and what is not so make up all: `phải thi hành 1.798,6 tỷ đồng; có điều kiện 812,4 tỷ đồng, chưa có điều kiện 986,2 tỷ đồng`.

use super::{fits, relation, View};
use crate::claims::{Claim, ClaimId};
use crate::lexicon::split_words;
use crate::relations::{Certainty, Relation};
use crate::source::Span;

/// The reading of a rest by its negation, among those of its sentence.
const NEGATED: usize = 3_000;
/// Numbers before the positive one among which all is looked for.
const BEFORE: usize = 6;

/// Proposes all − positive for every number whose words are those of the number before it, negated.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    for rest in 1..claims.len() {
        let plain = |id: ClaimId| fits(view, rest, id) && claims[id].paren == claims[rest].paren && claims[id].sentence == claims[rest].sentence;
        let Some(words) = negated(view, &claims[rest]) else { continue };
        let first = view.claims.of_block(claims[rest].block).start;
        let near: Vec<ClaimId> = (first..rest).rev().take(BEFORE).filter(|&id| plain(id)).collect();
        let [done, others @ ..] = near.as_slice() else { continue };
        if !ends_alike(view, &claims[*done], &words) || view.claims.in_breakdown(rest) {
            continue;
        }
        // Three numbers say it; in a longer row of classes the two do not make up all.
        let row = (first..rest).filter(|&id| claims[id].sentence == claims[rest].sentence && !claims[id].is_percent()).count();
        for (rank, &all) in others.iter().rev().enumerate() {
            let sure = if row == 2 { Certainty::Certain } else { Certainty::Possible };
            let proposed = relation(view, *done, &[all], rest, NEGATED + rank);
            out.push(proposed.reading(claims[rest].span.start, NEGATED + rank, 0).sure(sure));
        }
    }
}

/// The words of a label behind its negation.
fn negated<'v>(view: View<'v>, claim: &Claim) -> Option<Vec<&'v str>> {
    let negates = view.rule.cues("negates");
    let (mut words, mut behind) = (split_words(view.document.folded(claim.label)), None);
    while let Some(word) = words.next() {
        if negates.iter().any(|n| n == word) {
            behind = Some(words.clone());
        }
    }
    let rest: Vec<&str> = behind?.collect();
    (!rest.is_empty()).then_some(rest)
}

/// The words before the positive number are the same, or begin the same and go on (`đủ điều kiện xử lý`).
fn ends_alike(view: View, done: &Claim, words: &[&str]) -> bool {
    let label = view.document.folded(Span::new(done.label.start, done.span.start));
    let own: Vec<&str> = split_words(label).collect();
    let negated = own.iter().any(|w| view.rule.cues("negates").iter().any(|n| n == w));
    !negated && own.windows(words.len()).any(|w| w == words)
}
