//! Votes: they are counted of those who are present, in percent of all who have a vote.

use super::{ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::phrases::places;
use crate::source::Span;

/// True if the words beside one of the numbers speak of votes or voters.
pub fn are_near(document: &Document, claims: &Claims, lexicon: &Lexicon, ids: &[ClaimId]) -> bool {
    let words = claims.voting.get_or_init(|| words(document, lexicon));
    ids.iter().any(|id| {
        let claim = &claims.list[*id];
        let (start, end) = (claim.label.start, claim.tail.end.max(claim.full.end));
        words[words.partition_point(|w| w.start < start)..].iter().take_while(|w| w.start < end).any(|w| w.end <= end)
    })
}

/// All words of votes and voters in a report, in its order.
fn words(document: &Document, lexicon: &Lexicon) -> Vec<Span> {
    let all = |word: &'_ String| places(&document.lower, word).map(|at| Span::new(at, at + word.len())).collect::<Vec<_>>();
    let mut found: Vec<Span> = lexicon.list("voting").iter().flat_map(all).collect();
    found.sort_unstable_by_key(|w| (w.start, w.end));
    found
}
