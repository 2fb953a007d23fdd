//! The growth of a total out of the growths of its parts, and rates that imply one whole.

mod halves;
mod one_whole;

use super::View;
use crate::claims::rated::{self, RateKind, Rated};
use crate::claims::{kinds, BreakKind};
use crate::document::BlockId;
use crate::lexicon::{PartsCue, Role};
use crate::quantity::Hedge;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Most parts that one total is read with.
const MOST: usize = 8;

/// Proposes totals with the rated amounts behind them as their parts.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let reached = view.rule.cues("reached");
    for block in 0..view.document.blocks.len() {
        let list = rated::read(view.document, view.claims, block, reached);
        for at in 0..list.len() {
            let parts = alike(view, &list[at], &list[at + 1..]);
            let leads = !list[..at].iter().any(|r| r.kind == list[at].kind && r.amount != list[at].amount && same_sentence(view, r, &list[at]));
            in_text(view, &list[at], &parts, leads, out);
            if leads {
                beneath(view, block, &list[at], out);
            }
        }
        one_whole::propose(view, &list, out);
        halves::propose(view, block, out);
    }
}

/// The rated amounts of the same unit and the same kind of rate.
fn alike(view: View, whole: &Rated, list: &[Rated]) -> Vec<Rated> {
    let same = |part: &&Rated| part.kind == whole.kind && part.amount != whole.amount && one_kind(view, whole, part);
    list.iter().filter(same).take(MOST).copied().collect()
}

fn same_sentence(view: View, a: &Rated, b: &Rated) -> bool {
    view.claims.list[a.rate].sentence == view.claims.list[b.rate].sentence
}

/// Every stretch of the amounts behind the total may be its parts: those that add up to it are. Without a cue only the first rate of a sentence is a total.
fn in_text(view: View, whole: &Rated, parts: &[Rated], leads: bool, out: &mut Vec<Relation>) {
    let Some(first) = parts.first() else { return };
    let (from, to) = (view.claims.list[whole.rate].span.end, view.claims.list[first.amount].span.start);
    let gap = Span::new(from, to);
    let cued = view.claims.cues_in(gap).any(|c| matches!(c.kind, PartsCue::Opens | PartsCue::Full));
    let colon = view.claims.breaks_in(gap).any(|b| b.kind == BreakKind::Colon);
    if !(cued || colon || leads && same_sentence(view, whole, first)) {
        return;
    }
    for len in 2..=parts.len() {
        weighted(view, whole, &parts[..len], cued || colon, out);
    }
}

/// The parts are list items beneath the block of the total.
fn beneath(view: View, block: BlockId, whole: &Rated, out: &mut Vec<Relation>) {
    let reached = view.rule.cues("reached");
    let first = |&item: &BlockId| rated::read(view.document, view.claims, item, reached).into_iter().find(|p| p.kind == whole.kind && one_kind(view, whole, p));
    let parts: Vec<Rated> = view.document.items(block).iter().take(MOST).filter_map(first).collect();
    if parts.len() >= 2 {
        weighted(view, whole, &parts, true, out);
    }
}

fn weighted(view: View, whole: &Rated, parts: &[Rated], announced: bool, out: &mut Vec<Relation>) {
    if whole.kind == RateKind::Share {
        return;
    }
    let stated = term(view, whole.rate, rate_role(view, whole.rate, TermRole::Stated));
    let mut terms = Vec::with_capacity(parts.len() * 2 + 1);
    for part in parts {
        terms.push(term(view, part.amount, TermRole::Part));
        terms.push(term(view, part.rate, rate_role(view, part.rate, TermRole::Rate)));
    }
    terms.push(term(view, whole.amount, TermRole::Whole));
    // The amounts are only weights: where they are hedged, the mean hardly moves.
    let rates = terms.iter().filter(|t| matches!(t.role, TermRole::Rate | TermRole::Change | TermRole::Deduction));
    let hedged = rates.chain([&stated]).any(|t| t.quantity.as_ref().is_some_and(|q| q.hedge != Hedge::None));
    let sure = match (announced, hedged, whole.kind) {
        (true, false, RateKind::Index(_) | RateKind::Growth) => Certainty::Certain,
        (true, _, _) | (_, _, RateKind::Index(_) | RateKind::Growth) => Certainty::Likely,
        _ => Certainty::Possible,
    };
    let relation = Relation::new(&view.rule.name, Form::WeightedGrowth, stated, terms);
    let group = view.claims.list[whole.rate].span.start;
    // Of two rates of a total (of two plans) the parts follow one.
    let column = parts.first().map_or(0, |p| view.claims.list[p.rate].span.start);
    out.push(relation.sure(sure).reading(group, parts.len(), column));
}

fn rate_role(view: View, rate: usize, other: TermRole) -> TermRole {
    match view.claims.list[rate].role {
        Role::Up => TermRole::Change,
        Role::Down => TermRole::Deduction,
        _ => other,
    }
}

fn term(view: View, id: usize, role: TermRole) -> Term {
    Term::of(id, &view.claims.list[id], role)
}

/// True if both amounts count the same kind of thing, qualifiers aside.
fn one_kind(view: View, a: &Rated, b: &Rated) -> bool {
    kinds::same_noun(&view.claims.list[a.amount], &view.claims.list[b.amount])
}
