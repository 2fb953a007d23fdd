//! A percent and the two amounts that it compares: N of M, done of planned, part of its total.

mod list;
mod table;

use super::View;
use crate::claims::labels::{overlap, words};
use crate::claims::parts::{kinship, side, Kinship, Side};
use crate::claims::{ClaimId, Pair, PercentOf};
use crate::lexicon::{split_words, Role};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// So many wholes before a part are tried.
const WHOLES: usize = 5;
/// So many numbers of the blocks above may be the whole of a part.
const ABOVE: usize = 12;

/// Proposes the bases of every percent that states a share or a degree of fulfilment.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for id in 0..view.claims.list.len() {
        let claim = &view.claims.list[id];
        let growth = claim.is_change() || matches!(claim.percent_of, PercentOf::Last | PercentOf::Points);
        // `chỉ tiêu giao 95,5%` is a target.
        let target = claim.role == Role::Plan && claim.percent_of == PercentOf::Unsaid;
        if claim.is_percent() && !growth && !target {
            let mut bases = Bases { view, percent: id, next: 0, out };
            bases.pair();
            bases.fulfilment();
            bases.of_total();
            bases.of_percent();
        }
    }
    list::propose(view, out);
    table::propose(view, out);
}

/// The readings of one percent.
struct Bases<'a, 'o> {
    view: View<'a>,
    percent: ClaimId,
    next: usize,
    out: &'o mut Vec<Relation>,
}

impl Bases<'_, '_> {
    fn offer(&mut self, part: ClaimId, whole: ClaimId, role: TermRole, certainty: Certainty) {
        let claims = &self.view.claims.list;
        let certainty = if self.is_threshold() { Certainty::Possible } else { certainty };
        let terms = vec![Term::of(part, &claims[part], TermRole::Part), Term::of(whole, &claims[whole], role)];
        let stated = Term::of(self.percent, &claims[self.percent], TermRole::Stated);
        let relation = Relation::new(&self.view.rule.name, Form::Share, stated, terms);
        let group = claims[self.percent].span.start;
        self.out.push(relation.sure(certainty).reading(group, self.next, 0).kin(claims[whole].span.start));
        self.next += 1;
    }

    /// `đạt từ 80% trở lên`: a class, not the result of a division.
    fn is_threshold(&self) -> bool {
        let claim = &self.view.claims.list[self.percent];
        let last = split_words(self.view.document.folded(claim.label)).last().unwrap_or("");
        let word = self.view.rule.cues("threshold").iter().any(|w| w == last);
        word || !self.view.lexicon.hedges_after.at(split_words(self.view.document.folded(claim.tail))).is_none()
    }

    /// Amounts before the percent in its block, nearest first.
    fn before(&self) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let first = self.view.claims.of_block(claims[self.percent].block).start;
        (first..self.percent).rev().filter(|&id| !claims[id].is_percent()).collect()
    }

    fn same_sentence(&self, id: ClaimId) -> bool {
        self.view.claims.list[id].sentence == self.view.claims.list[self.percent].sentence
    }

    /// `07/12 cuộc, đạt 58%`: the nearest N/M before the percent.
    fn pair(&mut self) {
        let claims = &self.view.claims.list;
        let nearest = self
            .before()
            .into_iter()
            .filter(|&id| self.same_sentence(id))
            .find(|&id| claims[id].paren == claims[self.percent].paren || claims[self.percent].paren.is_some());
        let Some(base) = nearest else { return };
        if let Some(Pair::Base(part)) = claims[base].pair {
            // Another percent of the same pair may be meant of something else: `chiếm 67%, đạt 88,2% KH`.
            let between = (base + 1..self.percent).any(|id| claims[id].is_percent());
            self.offer(part, base, TermRole::Whole, if between { Certainty::Possible } else { Certainty::Certain });
        }
    }

    /// `kế hoạch 3.104 triệu đồng, đã giải ngân 196 triệu đồng, đạt 6,3%`; `26.150 lượt, đạt 104,6% KH (mục tiêu 25.000 lượt)`.
    fn fulfilment(&mut self) {
        let claims = &self.view.claims.list;
        let percent = &claims[self.percent];
        let Some(done) = self.before().into_iter().find(|&id| claims[id].paren == percent.paren && !claims[id].is_change()) else { return };
        if matches!(claims[done].pair, Some(Pair::Base(_))) {
            return;
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
                let certainty = if rank == 0 && stated && near && self.fits_tail(plan) { Certainty::Certain } else { Certainty::Possible };
                self.offer(done, plan, TermRole::Plan, certainty);
            }
        }
    }

    /// No other result stands between a plan and its result.
    fn near(&self, plan: ClaimId, done: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        (plan + 1..done).all(|id| side(&claims[id]) == Side::Plan && !claims[id].is_percent())
    }

    fn kin(&self, a: ClaimId, b: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        kinship(self.view.document, self.view.lexicon, &claims[a], &claims[b]) >= Kinship::Near
    }

    /// Plans of the result's kind before it in its block: named plans first, then the nearest.
    fn plans_before(&self, done: ClaimId) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let first = self.view.claims.of_block(claims[done].block).start;
        let fits =
            |id: &ClaimId| claims[*id].paren == claims[done].paren && side(&claims[*id]) == Side::Plan && !claims[*id].is_change() && self.kin(*id, done);
        let mut plans: Vec<ClaimId> = (first..done).rev().filter(fits).take(WHOLES).collect();
        let part = |id: ClaimId| self.view.claims.in_breakdown(id) && claims[id].sentence != claims[done].sentence;
        plans.sort_by_key(|&id| (!self.fits_tail(id), part(id), !self.near(id, done), claims[id].role != Role::Plan));
        plans
    }

    /// `đạt 80% số kiến nghị thu hồi`: the words behind the percent, where there are any, name the whole.
    fn fits_tail(&self, whole: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let folded = |span: Span| words(self.view.document.folded(span), self.view.lexicon);
        let tail = folded(claims[self.percent].tail);
        let label = folded(Span::new(claims[whole].label.start, claims[whole].full.end));
        tail.len() < 2 || claims[self.percent].percent_of == PercentOf::Plan || overlap(&tail, &label) >= 60
    }

    /// A plan named behind the percent in the same sentence.
    fn plan_behind(&self, done: ClaimId) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let end = self.view.claims.sentence_end(self.view.document, claims[self.percent].block, claims[self.percent].span.end);
        let behind = self.view.claims.inside(Span::new(claims[self.percent].full.end, end)).take(2);
        let joined = |id: ClaimId| !Span::new(claims[self.percent].full.end, claims[id].span.start).of(self.view.document.text()).contains(';');
        behind.filter(|&id| claims[id].role == Role::Plan && self.kin(id, done) && joined(id)).take(1).collect()
    }

    /// `bằng 61% dự toán năm (420 tỷ đồng)`, `bằng 40,7% lực lượng lao động là 70.120 người`: the whole named right behind the percent.
    fn named_behind(&self, done: ClaimId) -> Option<ClaimId> {
        let claims = &self.view.claims.list;
        let percent = &claims[self.percent];
        let next = self.percent + 1;
        let whole = claims.get(next).filter(|c| c.block == percent.block && !c.is_change() && self.kin(next, done))?;
        let between = Span::new(percent.full.end, whole.span.start);
        let words = self.view.document.folded(between);
        let noun = split_words(words).next().is_some();
        let bracket = words.trim_end().ends_with('(') && whole.paren.is_some_and(|p| self.view.claims.inside(self.view.claims.parens[p].span).len() == 1);
        // `chiếm 98,5% tổng dư nợ 191.050 triệu đồng`: the noun of the whole stands between, and nothing else.
        let named = matches!(whole.role, Role::None | Role::Plan) && !words.contains('(');
        (noun && !words.contains([',', ';', '.', ')']) && (bracket || named)).then_some(next)
    }

    /// `13.529 hồ sơ (86,5%)`, `649 hộ, bằng 97% số hộ nghèo`: the part right before the percent, of a total before it.
    fn of_total(&mut self) {
        let claims = &self.view.claims.list;
        let percent = &claims[self.percent];
        let adjacent = |id: &ClaimId| Span::new(claims[*id].full.end, percent.span.start).len() < 80;
        let Some(part) = self.before().into_iter().next().filter(adjacent) else { return };
        if claims[part].pair.is_some() || percent.percent_of == PercentOf::Plan {
            return;
        }
        let bracket = percent.paren.is_some() && percent.paren != claims[part].paren;
        let share = bracket || percent.role == Role::Share;
        let own = self.view.claims.of_block(claims[part].block).start;
        // Only the first sentence of a block may speak of a total in the block before it.
        let leading = claims[part].sentence == self.view.document.blocks[claims[part].block].span.start;
        let from = if leading { own.saturating_sub(ABOVE) } else { own };
        let earlier = (from..part).rev();
        let wholes: Vec<ClaimId> = earlier.filter(|&id| !claims[id].is_percent() && !claims[id].is_change() && self.kin(id, part)).take(2 * WHOLES).collect();
        for whole in wholes {
            self.offer(part, whole, TermRole::Whole, if share { Certainty::Likely } else { Certainty::Possible });
        }
    }

    /// `chiếm 67%, đạt 88,2% KH (mục tiêu 76%)`: a percent of a percent.
    fn of_percent(&mut self) {
        let claims = &self.view.claims.list;
        let near = |id: &ClaimId| self.same_sentence(*id) && claims[*id].is_percent() && !claims[*id].is_change();
        let part = (self.percent.saturating_sub(2)..self.percent).rev().find(near);
        let whole = (self.percent + 1..claims.len()).take(2).find(|id| near(id) && claims[*id].role == Role::Plan);
        if let (Some(part), Some(whole)) = (part, whole) {
            self.offer(part, whole, TermRole::Plan, Certainty::Likely);
        }
    }
}
