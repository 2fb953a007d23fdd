//! A result that stands before its plan: `£18.4m against a budget of £23.0m, an implementation rate of 80%`.

use super::Bases;
use crate::claims::{changes, ClaimId};
use crate::lexicon::Role;

impl Bases<'_, '_> {
    /// The result right before a plan that is set against it, if the percent names a degree of fulfilment.
    pub(super) fn set_against(&self, plan: ClaimId) -> Option<ClaimId> {
        let (claims, rule) = (&self.view.claims.list, self.view.rule);
        let spent = plan.checked_sub(1).filter(|&id| claims[id].sentence == claims[plan].sentence && !claims[id].is_change() && self.kin(id, plan))?;
        let set = changes::begins(self.view.document.folded(claims[plan].label), rule.cues("against")) && claims[plan].role == Role::Plan;
        let rated = rule.phrases("rates").are_in(self.view.document.folded(claims[self.percent].label));
        (set && rated && claims[self.percent].segment == claims[plan].segment).then_some(spent)
    }
}
