//! Which number is to blame: the one whose change makes most conflicts vanish, one cause after the other.

use super::repair::{self, Candidate, Web};
use super::{Diagnosis, Repair, Settled};
use crate::claims::ClaimId;
use crate::relations::Form;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many repairs are offered for one cause.
const REPAIRS: usize = 3;

/// Finds the causes of all accusations, and tells of how many of them it would take too long to find the suspect.
pub(super) fn diagnose(settled: &[Settled]) -> (Vec<Diagnosis>, usize) {
    let web = Web::of(settled);
    let accused: Vec<usize> = (0..settled.len()).filter(|&at| settled[at].accusation.is_some()).collect();
    let (numbers, other): (Vec<usize>, Vec<usize>) = accused.into_iter().partition(|&at| is_number(&settled[at]));
    let around = if other.is_empty() { FxHashMap::default() } else { repair::by_claim(settled, |one| one.relation.form != Form::Flag) };
    let told = |main: usize| repair::reading(settled, &around, &settled[main].relation).into_iter().collect();
    let mut out: Vec<Diagnosis> = other.into_iter().map(|main| Diagnosis { main, others: Vec::new(), repairs: told(main) }).collect();
    // A count that is wrong by its list may as well miss a name: it is mended with others, it offers nothing itself.
    let calculated = numbers.iter().filter(|&&at| settled[at].relation.form != Form::Count);
    let pool: Vec<Candidate> = calculated.flat_map(|&at| web.candidates(at)).collect();
    let mut open: BTreeSet<usize> = numbers.into_iter().collect();
    let mut found: Vec<(Rank, Diagnosis)> = Vec::new();
    for group in groups(pool) {
        causes(&web, settled, group, &mut open, &mut found);
    }
    // As if all groups were one: what mends most comes first.
    found.sort_by_key(|f| f.0);
    out.extend(found.into_iter().map(|f| f.1));
    let untried = if web.afford(0) { 0 } else { open.len() };
    out.extend(open.into_iter().map(|main| Diagnosis { main, others: Vec::new(), repairs: Vec::new() }));
    (out, untried)
}

/// The candidates in groups that have no accused relation in common: what is found in one changes nothing in another, and to look for the best
/// one again and again is dear in a long list.
fn groups(pool: Vec<Candidate>) -> Vec<Vec<Candidate>> {
    let mut group_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<(usize, Candidate)>> = Vec::new();
    for (index, candidate) in pool.into_iter().enumerate() {
        let mut met: Vec<usize> = candidate.mends.iter().filter_map(|at| group_of.get(at).copied()).collect();
        met.sort_by_key(|&group| (Reverse(groups[group].len()), group));
        met.dedup();
        let own = met.first().copied().unwrap_or(groups.len());
        let mut joined = vec![(index, candidate)];
        // The smaller groups move, so that no candidate moves often.
        met.iter().skip(1).for_each(|&group| joined.append(&mut groups[group]));
        for at in joined.iter().flat_map(|(_, c)| &c.mends) {
            group_of.insert(*at, own);
        }
        match groups.get_mut(own) {
            Some(group) => group.append(&mut joined),
            None => groups.push(joined),
        }
    }
    // Of equals the first one is taken.
    groups.iter_mut().for_each(|group| group.sort_by_key(|c| c.0));
    groups.into_iter().map(|group| group.into_iter().map(|c| c.1).collect()).collect()
}

/// Finds one cause after the other among candidates, best first, until they explain nothing more.
fn causes(web: &Web, settled: &[Settled], mut pool: Vec<Candidate>, open: &mut BTreeSet<usize>, found: &mut Vec<(Rank, Diagnosis)>) {
    loop {
        pool.retain(|c| c.mends.iter().any(|at| open.contains(at)));
        let Some(best) = pool.iter().min_by_key(|c| rank(c, open)).filter(|_| web.afford(pool.len())).cloned() else { return };
        let place = rank(&best, open);
        let diagnosis = one_cause(web, settled, &best, &pool, open);
        open.remove(&diagnosis.main);
        diagnosis.others.iter().for_each(|at| {
            open.remove(at);
        });
        found.push((place, diagnosis));
    }
}

/// A conflict about the value of a number, which a change of that number can mend.
fn is_number(one: &Settled) -> bool {
    one.relation.stated.claim.is_some() && !matches!(one.relation.form, Form::Flag | Form::AtMost | Form::Extreme | Form::Between | Form::Direction)
}

/// The order of candidates.
type Rank = (Reverse<usize>, Reverse<usize>, bool, bool, usize, usize);

/// Best first: mends most, is backed by doubtful relations, is the judged number, is a slip of the pen, stands in fewest relations that hold.
fn rank(candidate: &Candidate, open: &BTreeSet<usize>) -> Rank {
    let mends = candidate.mends.iter().filter(|at| open.contains(at)).count();
    let alone = mends + candidate.supports < 2;
    // One relation alone does not tell its numbers apart: the judged one comes first there.
    let first = if alone { !candidate.stated } else { !candidate.meant.slip };
    let second = if alone { !candidate.meant.slip } else { !candidate.stated };
    (Reverse(mends), Reverse(candidate.supports), first, second, candidate.keeps, candidate.claim)
}

fn one_cause(web: &Web, settled: &[Settled], best: &Candidate, pool: &[Candidate], open: &BTreeSet<usize>) -> Diagnosis {
    let mut mended: Vec<usize> = best.mends.iter().copied().filter(|at| open.contains(at)).collect();
    // The relation that judges the suspect words the finding; else the most severe one.
    let judges = |at: &usize| settled[*at].relation.stated.claim == Some(best.claim);
    mended.sort_by_key(|at| (!judges(at), Reverse(settled[*at].accusation.as_ref().map(|a| a.1)), *at));
    let main = mended.first().copied().unwrap_or_default();
    let others = mended.into_iter().filter(|&at| at != main).collect();
    let mut rivals: Vec<&Candidate> = pool.iter().filter(|c| c.mends.contains(&main)).collect();
    rivals.sort_by_key(|c| rank(c, open));
    let mut seen: Vec<ClaimId> = Vec::new();
    let mut repairs: Vec<Repair> = Vec::new();
    for rival in std::iter::once(best).chain(rivals) {
        if !seen.contains(&rival.claim) && repairs.len() < REPAIRS {
            seen.push(rival.claim);
            repairs.extend(web.repair(rival));
        }
    }
    Diagnosis { main, others, repairs }
}
