//! Which number is to blame: the one whose change makes most conflicts vanish, one cause after the other.

use super::groups::{self, Group};
use super::repair::{self, Candidate, Web};
use super::{Diagnosis, Repair, Settled};
use crate::claims::ClaimId;
use crate::relations::{Form, Relation};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many repairs are offered for one cause.
const REPAIRS: usize = 3;

/// Finds the causes of all accusations, and tells of how many of them it would take too long to find the suspect.
pub(super) fn diagnose(settled: &[Settled]) -> (Vec<Diagnosis>, usize) {
    let web = Web::of(settled);
    let accused: Vec<usize> = (0..settled.len()).filter(|&at| settled[at].accusation.is_some()).collect();
    let (numbers, other): (Vec<usize>, Vec<usize>) = accused.into_iter().partition(|&at| is_number(&settled[at]));
    // Only the numbers that cannot be read are asked for what stands around them.
    let unread: FxHashSet<ClaimId> = other.iter().filter_map(|&at| settled[at].relation.stated.claim).collect();
    let has_unread = |relation: &Relation| std::iter::once(&relation.stated).chain(&relation.terms).any(|t| t.claim.is_some_and(|c| unread.contains(&c)));
    let around =
        if unread.is_empty() { FxHashMap::default() } else { repair::by_claim(settled, |one| one.relation.form != Form::Flag && has_unread(&one.relation)) };
    let told = |main: usize| repair::reading(settled, &around, &settled[main].relation).into_iter().collect();
    let mut out: Vec<Diagnosis> = other.into_iter().map(|main| Diagnosis { main, others: Vec::new(), repairs: told(main) }).collect();
    // A count that is wrong by its list may as well miss a name: it is mended with others, it offers nothing itself.
    let calculated = numbers.iter().filter(|&&at| settled[at].relation.form != Form::Count);
    let pool: Vec<Candidate> = calculated.flat_map(|&at| web.candidates(at)).collect();
    let mut untried = 0;
    for group in groups::of(&numbers, pool) {
        untried += causes(&web, settled, group, &mut out);
    }
    (out, untried)
}

/// The causes of a group of accusations, the one that explains most of what is left first; how many of them it would take too long to find the
/// suspect of.
fn causes(web: &Web, settled: &[Settled], group: Group, out: &mut Vec<Diagnosis>) -> usize {
    let Group { mut open, mut pool } = group;
    let mut untried = 0;
    while let Some(&next) = open.first() {
        pool.retain(|c| c.mends.iter().any(|at| open.contains(at)));
        let best = pool.iter().min_by_key(|c| rank(c, &open)).filter(|_| web.afford(pool.len())).cloned();
        untried += usize::from(best.is_none() && !web.afford(0));
        let diagnosis = match best {
            Some(best) => one_cause(web, settled, &best, &pool, &open),
            None => Diagnosis { main: next, others: Vec::new(), repairs: Vec::new() },
        };
        open.remove(&diagnosis.main);
        diagnosis.others.iter().for_each(|at| {
            open.remove(at);
        });
        out.push(diagnosis);
    }
    untried
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
