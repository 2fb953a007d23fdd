//! Votes: they are counted of those who are present, in percent of all who have a vote.

use super::{ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::source::Span;

/// True if the words beside one of the numbers speak of votes or voters.
pub fn are_near(document: &Document, claims: &Claims, lexicon: &Lexicon, ids: &[ClaimId]) -> bool {
    let words = lexicon.list("voting");
    let near = |id: &ClaimId| {
        let claim = &claims.list[*id];
        document.folded(Span::new(claim.label.start, claim.tail.end.max(claim.full.end)))
    };
    ids.iter().map(near).any(|text| words.iter().any(|w| text.contains(w.as_str())))
}
