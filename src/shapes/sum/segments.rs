//! Several breakdowns of one total, one between each two semicolons.

use super::region::Region;
use crate::claims::ClaimId;
use crate::relations::{Certainty, Relation};

impl Region<'_> {
    /// `a 62, b 86; c 147, d 1`: each part between semicolons breaks the total down on its own.
    pub fn segments(&mut self, total: ClaimId, out: &mut Vec<Relation>) {
        if self.first_segment().len() == self.parts.len() {
            return;
        }
        let kin = self.kin(total, &self.parts);
        let mut runs: Vec<(usize, Vec<ClaimId>)> = Vec::new();
        for part in kin {
            let segment = self.view.claims.list[part].segment;
            match runs.last_mut() {
                Some((at, run)) if *at == segment => run.push(part),
                _ => runs.push((segment, vec![part])),
            }
        }
        if runs.len() < 2 || runs.iter().any(|r| r.1.len() < 2) {
            return;
        }
        for (_, run) in runs {
            out.push(self.sum(total, &run, Certainty::Likely.min(self.certainty), self.next));
        }
        self.next += 1;
    }
}
