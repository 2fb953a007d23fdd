//! What a sum or a share that holds says of others: parts have no second total, are not totals of each other, and their numbers make no other sum; a percent of
//! a part is of one whole.

use crate::relations::{Form, Relation, TermRole};
use rustc_hash::{FxHashMap, FxHashSet};

/// Sums of more parts are not looked through for sums among them.
const FEW: usize = 12;

/// The sums and shares that hold and are most likely meant.
#[derive(Default)]
pub(super) struct Holding {
    parts: FxHashSet<Vec<usize>>,
    numbers: FxHashSet<Vec<usize>>,
    /// Part and whole of the sums that take something off: there a part may be above its whole.
    signed: FxHashSet<(usize, usize)>,
    /// The sums that a number is a part of.
    sums_of: FxHashMap<usize, Vec<Vec<usize>>>,
    /// Where the totals of such sums stand.
    totals: FxHashSet<usize>,
    /// Percents with their parts.
    shares: FxHashSet<(usize, usize)>,
}

impl Holding {
    pub(super) fn of<'a>(relations: impl Iterator<Item = &'a Relation>) -> Holding {
        let mut out = Holding::default();
        for relation in relations {
            out.shares.extend(Holding::share(relation));
            let Some((parts, numbers)) = Holding::key(relation) else { continue };
            if relation.terms.iter().any(|t| t.role == TermRole::Deduction) {
                out.signed.extend(parts.iter().map(|&part| (part, relation.stated.span.start)));
            }
            if parts.len() <= FEW {
                parts.iter().for_each(|part| out.sums_of.entry(*part).or_default().push(parts.clone()));
            }
            out.totals.insert(relation.stated.span.start);
            out.parts.insert(parts);
            out.numbers.insert(numbers);
        }
        out
    }

    /// The places of the parts, and of all numbers.
    fn key(relation: &Relation) -> Option<(Vec<usize>, Vec<usize>)> {
        if relation.form != Form::Sum || relation.terms.len() < 2 {
            return None;
        }
        let mut parts: Vec<usize> = relation.terms.iter().map(|t| t.span.start).collect();
        let mut numbers = [&parts[..], &[relation.stated.span.start]].concat();
        parts.sort_unstable();
        numbers.sort_unstable();
        Some((parts, numbers))
    }

    /// The places of a percent and its part.
    fn share(relation: &Relation) -> Option<(usize, usize)> {
        let part = relation.terms.iter().find(|t| t.role == TermRole::Part).filter(|_| relation.form == Form::Share)?;
        Some((relation.stated.span.start, part.span.start))
    }

    /// True for a share that only the rows around it suggest, where the percent is that of its part in another whole.
    pub(super) fn share_holds_of_another(&self, relation: &Relation) -> bool {
        relation.proposer.starts_with("laws/") && Holding::share(relation).is_some_and(|share| self.shares.contains(&share))
    }

    /// True where other parts make the total, and these are not even half of it or above twice of it: figures of another kind that stand nearby.
    pub(super) fn is_total_of_others(&self, relation: &Relation, reached: Option<u32>) -> bool {
        relation.form == Form::Sum && self.totals.contains(&relation.stated.span.start) && reached.is_some_and(|r| !(50..=200).contains(&r))
    }

    /// True if a sum that holds leaves no room for this one.
    pub(super) fn explain(&self, relation: &Relation) -> bool {
        if relation.form == Form::AtMost {
            return relation.terms.iter().any(|whole| self.signed.contains(&(relation.stated.span.start, whole.span.start)));
        }
        let Some((parts, numbers)) = Holding::key(relation) else { return false };
        let among = |of: &Vec<usize>| numbers.iter().all(|n| of.binary_search(n).is_ok());
        let siblings = self.sums_of.get(&relation.stated.span.start).is_some_and(|sums| sums.iter().any(among));
        siblings || self.parts.contains(&parts) || self.numbers.contains(&numbers)
    }
}
