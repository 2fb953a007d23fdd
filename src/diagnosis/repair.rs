//! Repairs with proof: a change of one number is offered only if a conflict vanishes and nothing that held breaks.

use super::{Repair, Settled};
use crate::claims::ClaimId;
use crate::quantity::Quantity;
use crate::relations::evidence::Weights;
use crate::relations::slips::{self, Meant};
use crate::relations::working::{self, decimal_in};
use crate::relations::{check, Form, Relation, Status, Term};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// Numbers that are looked at in all trials of changes of one report: some seconds of work. Counted, not timed, so that each run finds the same.
const WORK: usize = 30_000_000;

/// The relations that each number stands in, as far as they are evidence.
pub(super) struct Web<'a> {
    settled: &'a [Settled],
    of_claim: FxHashMap<ClaimId, Vec<usize>>,
    work: Cell<usize>,
}

/// A change of one number that passed the test.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub claim: ClaimId,
    pub meant: Meant,
    /// Accused relations that hold then.
    pub mends: Vec<usize>,
    /// Doubtful relations that hold then: evidence, no more.
    pub supports: usize,
    /// Relations that hold before and after.
    pub keeps: usize,
    /// It is the number that a relation judges, not one of its terms.
    pub stated: bool,
}

impl<'a> Web<'a> {
    pub fn of(settled: &'a [Settled]) -> Web<'a> {
        Web { settled, of_claim: by_claim(settled, is_evidence), work: Cell::new(0) }
    }

    /// Counts work; false once there was too much of it.
    pub fn afford(&self, work: usize) -> bool {
        self.work.set(self.work.get().saturating_add(work));
        self.work.get() < WORK
    }

    /// All changes of one number of an accused relation that make it hold and break nothing.
    pub fn candidates(&self, accused: usize) -> Vec<Candidate> {
        let one = &self.settled[accused];
        let places = std::iter::once(None).chain((0..one.relation.terms.len()).map(Some));
        places.flat_map(|term| self.of_term(one, term)).collect()
    }

    fn of_term(&self, one: &Settled, term: Option<usize>) -> Vec<Candidate> {
        let Some(claim) = term.map_or(Some(&one.relation.stated), |at| one.relation.terms.get(at)).and_then(|t| t.claim) else { return Vec::new() };
        // A number that no other relation speaks of has nothing to choose between its slips.
        let every_slip = self.of_claim.get(&claim).is_some_and(|r| r.len() > 1);
        let meant = slips::meant(&one.relation, &one.verdict, term, every_slip);
        meant.into_iter().filter_map(|m| self.test(claim, m, term.is_none())).collect()
    }

    /// Tries the change in every relation that the number stands in.
    pub fn test(&self, claim: ClaimId, meant: Meant, stated: bool) -> Option<Candidate> {
        let mut found = Candidate { claim, meant, mends: Vec::new(), supports: 0, keeps: 0, stated };
        for &at in self.of_claim.get(&claim)? {
            let one = &self.settled[at];
            if !self.afford(1 + one.relation.terms.len()) {
                return None;
            }
            let holds = check::check(&changed(&one.relation, claim, meant.value)).status == Status::Holds;
            match (one.verdict.status, holds) {
                // A figure that is wrong at its other place too does not vouch for this one.
                (Status::Holds, false) if one.relation.form == Form::Equal && self.is_accused(&one.relation, claim) => {}
                (Status::Holds, false) => return None,
                (Status::Holds, true) => found.keeps += 1,
                (Status::Conflicts, true) => found.mends.push(at),
                (Status::CannotTell, true) => found.supports += 1,
                _ => {}
            }
        }
        Some(found)
    }

    /// True if every other number of a relation stands in a conflict.
    fn is_accused(&self, relation: &Relation, but: ClaimId) -> bool {
        let conflicts = |at: &usize| self.settled[*at].verdict.status == Status::Conflicts;
        claims(relation).filter(|c| *c != but).all(|c| self.of_claim.get(&c).is_some_and(|own| own.iter().any(conflicts)))
    }

    /// The repair of a candidate with what it rests on.
    pub fn repair(&self, candidate: &Candidate) -> Option<Repair> {
        let first = *self.of_claim.get(&candidate.claim)?.first()?;
        let term = terms(&self.settled[first].relation).find(|t| t.claim == Some(candidate.claim))?;
        let value = candidate.meant.value;
        // Figures that must be equal as written are compared with more digits than they show; a suggestion shows no more than they do.
        let written = |q: &Quantity| q.number.places.min(q.number.value.scale().max(value.normalize().scale()));
        let places = term.quantity.as_ref().map_or(0, written);
        let shown = |value: Decimal| decimal_in(value, places, term.quantity.as_ref().map(|q| q.number.report).unwrap_or_default());
        let replacement = shown(value);
        // What only further digits would mend stands there already as far as it is shown.
        if term.quantity.as_ref().is_some_and(|q| shown(q.number.value) == replacement) {
            return None;
        }
        let counted = |at: &usize| self.settled[*at].relation.form == Form::Count;
        let proof = candidate.mends.iter().filter(|at| !counted(at)).map(|&at| {
            let mended = changed(&self.settled[at].relation, candidate.claim, value);
            working::of(&mended, &check::check(&mended))
        });
        Some(Repair {
            claim: candidate.claim,
            span: term.span,
            replacement,
            proof: proof.filter(|w| !w.is_empty()).collect(),
            mends: candidate.mends.clone(),
            keeps: candidate.keeps,
        })
    }
}

/// Conflicts and doubts that can be calculated, and what holds by more than chance.
fn is_evidence(one: &Settled) -> bool {
    let relation = &one.relation;
    let calculated = relation.stated.quantity.is_some() && relation.form != Form::Flag;
    calculated
        && match one.verdict.status {
            // A count that its list confirms stands firm, however small it is.
            Status::Holds if relation.form == Form::Count => true,
            Status::Holds => one.belief.posterior >= Weights::built_in().bar().checks,
            Status::Conflicts => one.accusation.is_some(),
            Status::CannotTell => one.doubtful,
        }
}

fn terms(relation: &Relation) -> impl Iterator<Item = &Term> {
    std::iter::once(&relation.stated).chain(&relation.terms)
}

/// The relations of a kind that each number stands in.
pub(super) fn by_claim(settled: &[Settled], is_meant: impl Fn(&Settled) -> bool) -> FxHashMap<ClaimId, Vec<usize>> {
    let mut found: FxHashMap<ClaimId, Vec<usize>> = FxHashMap::default();
    for (at, one) in settled.iter().enumerate().filter(|(_, s)| is_meant(s)) {
        for claim in claims(&one.relation) {
            let known = found.entry(claim).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
    }
    found
}

fn claims(relation: &Relation) -> impl Iterator<Item = ClaimId> + '_ {
    terms(relation).filter_map(|t| t.claim)
}

/// The relation with another value for one number.
fn changed(relation: &Relation, claim: ClaimId, value: Decimal) -> Relation {
    let mut out = relation.to_calculate_with();
    for term in std::iter::once(&mut out.stated).chain(&mut out.terms).filter(|t| t.claim == Some(claim)) {
        if let Some(quantity) = term.quantity.as_mut() {
            quantity.number.value = value;
            quantity.number.candidates.clear();
        }
    }
    out
}

/// What an unreadable number was meant as: the candidate that most relations around it confirm, if any does.
pub(super) fn reading(settled: &[Settled], around: &FxHashMap<ClaimId, Vec<usize>>, flag: &Relation) -> Option<Repair> {
    let (claim, quantity) = (flag.stated.claim?, flag.stated.quantity.as_ref()?);
    let around = around.get(&claim)?;
    let confirmed = |value: Decimal| -> Vec<(usize, String)> {
        let mended = around.iter().map(|&at| (at, changed(&settled[at].relation, claim, value)));
        let judged = mended.map(|(at, relation)| (at, check::check(&relation), relation));
        judged.filter(|(_, v, _)| v.status == Status::Holds).map(|(at, v, relation)| (at, working::of(&relation, &v))).collect()
    };
    let weight = |at: usize| 1 + settled[at].relation.certainty as usize;
    let tried = quantity.number.candidates.iter().map(|&value| (value, confirmed(value)));
    let (value, proof) = tried.max_by_key(|(_, held)| held.iter().map(|h| weight(h.0)).sum::<usize>()).filter(|(_, held)| !held.is_empty())?;
    let mends = proof.iter().map(|h| h.0).collect();
    let replacement = decimal_in(value, value.scale(), quantity.number.report);
    Some(Repair { claim, span: flag.stated.span, replacement, proof: proof.into_iter().map(|h| h.1).filter(|w| !w.is_empty()).collect(), mends, keeps: 0 })
}
