//! Done of planned: `kế hoạch 3.104 triệu đồng, đã giải ngân 196 triệu đồng, đạt 6,3%`.

use super::{Bases, WHOLES};
use crate::claims::labels::{overlap, telling};
use crate::claims::parts::{side, Side};
use crate::claims::{ClaimId, Pair, PercentOf};
use crate::lexicon::Role;
use crate::relations::{Certainty, TermRole};
use crate::source::Span;

/// Numbers before a result among which its plan is looked for.
const FURTHEST: usize = 60;

impl Bases<'_, '_> {
    /// `kế hoạch 3.104 triệu đồng, đã giải ngân 196 triệu đồng, đạt 6,3%`; `26.150 lượt, đạt 104,6% KH (mục tiêu 25.000 lượt)`.
    pub fn fulfilment(&mut self) {
        let claims = &self.view.claims.list;
        let percent = &claims[self.percent];
        let Some(done) = self.before().into_iter().find(|&id| claims[id].paren == percent.paren && !claims[id].is_change()) else { return };
        if matches!(claims[done].pair, Some(Pair::Base(_))) || self.is_named_base(done) {
            return;
        }
        if let Some(result) = self.result_before(done) {
            return self.offer(result, done, TermRole::Plan, Certainty::Certain);
        }
        if let Some(spent) = self.set_against(done) {
            self.offer(spent, done, TermRole::Plan, Certainty::Certain);
        }
        let said = percent.percent_of == PercentOf::Plan;
        for plan in self.plan_behind(done) {
            self.offer(done, plan, TermRole::Plan, if said { Certainty::Certain } else { Certainty::Likely });
        }
        if let Some(whole) = self.named_behind(done) {
            self.offer(done, whole, TermRole::Whole, Certainty::Certain);
        }
        if side(&claims[done]) == Side::Done || said {
            let plans = self.plans_before(done);
            for (rank, plan) in plans.into_iter().enumerate() {
                let stated = claims[plan].role == Role::Plan && claims[plan].sentence == claims[done].sentence || side(&claims[done]) == Side::Done;
                let near = self.near(plan, done);
                let meant = stated && near && self.is_fresh(plan, done) || self.same_label(plan, done);
                let certainty = match (rank, meant && self.fits_tail(plan) && !self.is_answered(done)) {
                    (0, true) => Certainty::Certain,
                    // `tổng mức đầu tư 862 tỷ; vốn năm 2024: 95 tỷ; giải ngân 28,5 tỷ, đạt 30%`: the nearer of two plans.
                    (_, true) if near => Certainty::Likely,
                    _ => Certainty::Possible,
                };
                self.offer(done, plan, TermRole::Plan, certainty);
            }
        }
    }

    /// `đạt 44% kế hoạch; ước đến 30/6 đạt 49,5% kế hoạch`: the result already has its percent of the plan.
    fn is_answered(&self, done: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        (done + 1..self.percent).any(|id| claims[id].is_percent() && claims[id].percent_of == PercentOf::Plan && claims[id].sentence == claims[done].sentence)
    }

    /// The whole cost of a project, which is no plan of a year.
    fn is_project_total(&self, plan: ClaimId) -> bool {
        let label = self.view.document.folded(self.view.claims.list[plan].label);
        self.view.rule.cues("project_total").iter().any(|c| label.contains(c.as_str()))
    }

    /// A plan of another sentence is one only where that sentence tells no results.
    fn is_fresh(&self, plan: ClaimId, done: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let same = claims[plan].sentence == claims[done].sentence || claims[plan].role == Role::Plan;
        let first = self.view.claims.of_block(claims[plan].block).start;
        let told = |id: ClaimId| claims[id].is_percent() || side(&claims[id]) == Side::Done || claims[id].is_change();
        same || !(first..plan).rev().take_while(|&id| claims[id].sentence == claims[plan].sentence).any(told)
    }

    /// No other result stands between a plan and its result.
    fn near(&self, plan: ClaimId, done: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        (plan + 1..done).all(|id| side(&claims[id]) == Side::Plan && !claims[id].is_percent())
    }

    /// Plans of the result's kind before it in its block: named plans first, then the nearest.
    fn plans_before(&self, done: ClaimId) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let first = self.view.claims.of_block(claims[done].block).start;
        let fits =
            |id: &ClaimId| claims[*id].paren == claims[done].paren && side(&claims[*id]) == Side::Plan && !claims[*id].is_change() && self.kin(*id, done);
        let part = |id: ClaimId| self.view.claims.in_breakdown(id) && claims[id].sentence != claims[done].sentence;
        // A total stands before all its parts, however many these are.
        let (parts, totals): (Vec<ClaimId>, Vec<ClaimId>) = (first..done).rev().take(FURTHEST).filter(fits).partition(|&id| part(id));
        let mut plans: Vec<ClaimId> = totals.into_iter().take(WHOLES).chain(parts.into_iter().take(WHOLES)).collect();
        plans.sort_by_cached_key(|&id| {
            (!self.fits_tail(id), !self.same_label(id, done), self.is_project_total(id), part(id), !self.near(id, done), claims[id].role != Role::Plan)
        });
        plans
    }

    /// `vốn đầu tư 41.500 triệu đồng … vốn đầu tư giải ngân 29.050 triệu đồng`: both carry one name.
    fn same_label(&self, plan: ClaimId, done_id: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        if side(&claims[done_id]) != Side::Done {
            return false;
        }
        let label = |id: ClaimId| telling(self.view.document.folded(claims[id].label), self.view.lexicon);
        let (plan, done) = (label(plan), label(done_id));
        plan.len() >= 2 && done.len() >= 2 && overlap(&plan, &done) == 100
    }

    /// `đạt 80% số kiến nghị thu hồi`: the words behind the percent, where there are any, name the whole.
    pub(super) fn fits_tail(&self, whole: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let folded = |span: Span| telling(self.view.document.folded(span), self.view.lexicon);
        if claims[self.percent].percent_of == PercentOf::Plan || claims[self.percent].tail.is_empty() {
            return true;
        }
        let tail = folded(claims[self.percent].tail);
        if tail.len() < 2 {
            return true;
        }
        let label = folded(Span::new(claims[whole].label.start, claims[whole].full.end));
        overlap(&tail, &label) >= 60
    }

    /// A plan named behind the percent in the same sentence.
    fn plan_behind(&self, done: ClaimId) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let end = self.view.claims.sentence_end(self.view.document, claims[self.percent].block, claims[self.percent].span.end);
        let behind = self.view.claims.inside(Span::new(claims[self.percent].full.end, end)).take(2);
        let joined = |id: ClaimId| !Span::new(claims[self.percent].full.end, claims[id].span.start).of(self.view.document.text()).contains(';');
        behind.filter(|&id| claims[id].role == Role::Plan && self.kin(id, done) && joined(id)).take(1).collect()
    }
}
