//! Parts in brackets between the parts of a sum.

use super::region::Region;
use crate::claims::parts::{self, Kinship};
use crate::claims::ClaimId;

impl Region<'_> {
    /// The parts with those that stand alone in a bracket between them: `cụm A (03 kho), cụm B 02 kho`.
    pub(super) fn with_asides(&self, total: ClaimId, kin: &[ClaimId]) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let (Some(&first), Some(&last)) = (self.parts.first(), self.parts.last()) else { return Vec::new() };
        let alone = |id: &ClaimId| claims[*id].paren.is_some_and(|p| self.view.claims.inside(self.view.claims.parens[p].span).len() == 1);
        let fits =
            |id: &ClaimId| parts::addend(&claims[*id]) && parts::kinship(self.view.document, self.view.lexicon, &claims[total], &claims[*id]) >= Kinship::Near;
        let from = self.view.claims.list.partition_point(|c| c.span.start < self.start).min(first);
        (from..=last).filter(|id| kin.contains(id) || *id != total && alone(id) && fits(id)).collect()
    }
}
