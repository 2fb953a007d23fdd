//! Parts in brackets between the parts of a sum, and words that ask for some of the parts.

use super::region::Region;
use crate::claims::parts::{self, Kinship};
use crate::claims::ClaimId;
use crate::source::Span;

impl Region<'_> {
    /// The parts with those that stand alone in a bracket between them: `cụm A (03 kho), cụm B 02 kho`.
    pub(super) fn with_asides(&self, total: ClaimId, kin: &[ClaimId]) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let (Some(&first), Some(&last)) = (self.parts.first(), self.parts.last()) else { return Vec::new() };
        let alone = |id: &ClaimId| claims[*id].paren.is_some_and(|p| self.view.claims.inside(self.view.claims.parens[p].span).len() == 1);
        let fits =
            |id: &ClaimId| parts::addend(&claims[*id]) && parts::kinship(self.view.document, self.view.lexicon, &claims[total], &claims[*id]) >= Kinship::Near;
        let from = self.view.claims.list.partition_point(|c| c.span.start < self.start).min(first);
        // Most parts stand without others between them.
        if last + 1 - from == kin.len() {
            return Vec::new();
        }
        (from..=last).filter(|id| kin.binary_search(id).is_ok() || *id != total && alone(id) && fits(id)).collect()
    }

    /// Words between the total and its parts ask for some of them (`of which`).
    pub(super) fn asks_for_some(&self, total: ClaimId, series: &[ClaimId]) -> bool {
        let (claims, some) = (&self.view.claims.list, self.view.rule.cues("some_of"));
        let Some(first) = series.first().map(|&p| &claims[p]).filter(|_| !some.is_empty()) else { return false };
        let from = if first.block == claims[total].block { claims[total].label.start } else { self.start };
        let between = Span::new(from.min(first.span.start), first.span.start);
        self.view.claims.cues_in(between).any(|c| some.iter().any(|s| s == self.view.document.folded(c.span)))
    }
}
