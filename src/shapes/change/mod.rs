//! A rise or fall against the values that it lies between: `121 vụ, tăng 7 vụ (6,1%)`, `từ 114 lên 121`, `vượt 0,05% so với chỉ tiêu 38%`.

mod direction;
mod in_pair;
mod index;
mod lack;
mod moved;
mod multiple;
mod multiplied;
mod older;
mod raised;
mod ranks;
mod repeated;
mod set_beside;
mod terms;
mod values;

use super::View;
use crate::claims::changes::{self, Change};
use crate::claims::{kinds, ClaimId, PercentOf};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use repeated::Headings;
use values::Value;

/// Proposes the relations of every change with its newer and older value.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let headings = Headings::of(view);
    for block in 0..view.document.blocks.len() {
        for change in changes::read(view.document, view.claims, view.lexicon, block, view.rule.cues("equals")) {
            if direction::yearly(view, &change) || direction::is_partial(view, &change) {
                continue;
            }
            let first = out.len();
            direction::against_sign(view, &change, out);
            Proposal { view, change: &change, out }.change();
            headings.add(view, &change, &mut out[first..]);
        }
    }
    index::propose(view, out);
    lack::propose(view, out);
    moved::propose(view, out);
    set_beside::propose(view, out);
    multiple::propose(view, out);
    multiplied::propose(view, out);
    raised::propose(view, out);
    ranks::propose(view, out);
}

struct Proposal<'a, 'o> {
    view: View<'a>,
    change: &'a Change,
    out: &'o mut Vec<Relation>,
}

/// A pair of values of one change, with the reading that it is.
#[derive(Clone, Copy)]
struct Pair {
    now: ClaimId,
    before: ClaimId,
    sure: Certainty,
    option: usize,
}

impl Proposal<'_, '_> {
    fn change(&mut self) {
        if let Some((before, now)) = older::stated_pair(self.view, self.change).or_else(|| set_beside::pair(self.view, self.change)) {
            return self.both(Pair { now, before, sure: Certainty::Certain, option: 1 });
        }
        if let Some((now, before, sure)) = in_pair::of(self.view, self.change) {
            return self.both(Pair { now, before, sure, option: 1 });
        }
        let older = older::compared(self.view, self.change.anchor()).or_else(|| older::introduced(self.view, self.change));
        let Some(sample) = self.change.amount.or(older.map(|o| o.id)).or(self.change.percent) else { return };
        let older = older.filter(|o| self.alike(o.id, sample));
        for (n, now) in values::newer(self.view, self.change, sample, older.map(|o| o.id)).into_iter().enumerate() {
            self.with_newer(now, older, 2 * n + 1);
        }
        if let Some(older) = older {
            self.growth_on_older(older);
        }
    }

    fn alike(&self, a: ClaimId, b: ClaimId) -> bool {
        let list = &self.view.claims.list;
        a == b || kinds::same_kind(self.view.document, self.view.lexicon, &list[a], &list[b])
    }

    fn with_newer(&mut self, now: Value, older: Option<Value>, option: usize) {
        if let Some(older) = older {
            return self.both(Pair { now: now.id, before: older.id, sure: now.sure.min(older.sure), option });
        }
        if let Some((now_id, before)) = older::beside(self.view, self.change, now.id) {
            self.both(Pair { now: now_id, before, sure: now.sure, option });
        }
        if let (Some(amount), Some(percent)) = (self.change.amount, direction::growth(self.view, self.change)) {
            let change = terms::amount(self.view, amount, now.id);
            let terms = vec![self.term(now.id, TermRole::Now), change];
            let sure = if self.change.bound { now.sure } else { now.sure.min(Certainty::Likely) };
            let relation = Relation::new(&self.view.rule.name, Form::Growth, self.term(percent, TermRole::Stated), terms);
            self.push(relation.variant(if self.change.falls { "down" } else { "rise" }), direction::doubted(self.view, self.change, sure), option);
        }
    }

    /// Newer and older value both stand in the text.
    fn both(&mut self, pair: Pair) {
        let terms = || vec![self.term(pair.now, TermRole::Now), terms::older(self.view, pair.before, pair.now)];
        let rates = self.view.claims.list[pair.now].is_percent();
        let name = &self.view.rule.name;
        let mut found = Vec::new();
        if let Some(amount) = self.change.amount {
            found.push((Relation::new(name, Form::Difference, terms::amount(self.view, amount, pair.now).stated(), terms()), pair.sure, pair.option));
        }
        if let Some(percent) = self.change.percent {
            let stated = || self.term(percent, TermRole::Stated);
            if rates && self.change.amount.is_none() {
                found.push((Relation::new(name, Form::Difference, stated(), terms()), pair.sure, pair.option));
            }
            let option = pair.option + usize::from(rates);
            let sure = if rates { pair.sure } else { direction::doubted(self.view, self.change, pair.sure) };
            if !rates || self.view.claims.list[percent].percent_of != PercentOf::Points {
                found.push((Relation::new(name, Form::GrowthOf, stated(), terms()).variant("growth"), sure, option));
            }
        }
        let direction = Relation::new(name, Form::Direction, Term::place(self.change.word, TermRole::Stated), terms());
        if !found.is_empty() && direction::tells(self.view, self.change) {
            found.push((direction::turned(self.view, self.change, direction), pair.sure, pair.option));
        }
        for (relation, sure, option) in found {
            self.push(relation, sure, option);
        }
    }

    /// `tăng 7 vụ (6,1%) so với 114 vụ`: the growth is the change over the older value.
    fn growth_on_older(&mut self, older: Value) {
        let (Some(amount), Some(percent)) = (self.change.amount, direction::growth(self.view, self.change)) else { return };
        let terms = vec![terms::amount(self.view, amount, older.id).role(TermRole::Part), self.term(older.id, TermRole::Whole)];
        let relation = Relation::new(&self.view.rule.name, Form::Share, self.term(percent, TermRole::Stated), terms);
        let sure = if self.change.bound { older.sure } else { older.sure.min(Certainty::Likely) };
        self.push(relation.variant("growth"), direction::doubted(self.view, self.change, sure), 1);
    }

    fn term(&self, id: ClaimId, role: TermRole) -> Term {
        terms::term(self.view, id, role)
    }

    fn push(&mut self, relation: Relation, sure: Certainty, option: usize) {
        let group = self.view.claims.list[self.change.first].span.start;
        self.out.push(relation.sure(sure).reading(group, option, 0));
    }
}
