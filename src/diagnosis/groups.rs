//! Accusations that can have a common cause, apart from all others: the work on one group does not grow with the rest of the report.

use super::repair::Candidate;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Accused relations that changes of one number after the other connect, and those changes.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The relations that have no cause yet.
    pub open: BTreeSet<usize>,
    /// The changes that mend one of them.
    pub pool: Vec<Candidate>,
}

/// Splits accused relations, in the order of the report, by the changes that mend more than one of them.
pub(super) fn of(accused: &[usize], pool: Vec<Candidate>) -> Vec<Group> {
    let places: FxHashMap<usize, usize> = accused.iter().enumerate().map(|(place, &at)| (at, place)).collect();
    let mended = |c: &Candidate| -> Vec<usize> { c.mends.iter().filter_map(|at| places.get(at).copied()).collect() };
    let mut parents: Vec<usize> = (0..accused.len()).collect();
    for candidate in &pool {
        for pair in mended(candidate).windows(2) {
            let (a, b) = (root(&mut parents, pair[0]), root(&mut parents, pair[1]));
            parents[a.max(b)] = a.min(b);
        }
    }
    let mut groups: Vec<Group> = accused.iter().map(|_| Group::default()).collect();
    for (place, &at) in accused.iter().enumerate() {
        groups[root(&mut parents, place)].open.insert(at);
    }
    for candidate in pool {
        if let Some(&place) = mended(&candidate).first() {
            groups[root(&mut parents, place)].pool.push(candidate);
        }
    }
    groups.retain(|g| !g.open.is_empty());
    groups
}

/// The first relation of the group that a relation is in; shortens the way to it.
fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}
