//! Judges proposals: each is calculated once, whoever proposed it how often.

use crate::relations::{check, Form, Relation, TermRole, Verdict};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

/// Judges each distinct relation.
pub(super) fn judge(relations: Vec<Relation>) -> Vec<(Relation, Verdict)> {
    each_made(distinct(relations), |_, relation| {
        let verdict = check::check(&relation);
        (relation, verdict)
    })
}

/// Makes one thing of each, with its index. From the last to the first, so that what is done makes room for what comes of it: of a text full of
/// contradictions both would not fit.
pub(super) fn each_made<T, U>(mut from: Vec<T>, mut make: impl FnMut(usize, T) -> U) -> Vec<U> {
    const TOGETHER: usize = 4096;
    let mut out = Vec::with_capacity(from.len());
    while let Some(next) = from.pop() {
        let at = from.len();
        out.push(make(at, next));
        if at.is_multiple_of(TOGETHER) {
            from.shrink_to_fit();
        }
    }
    out.reverse();
    out
}

/// Drops proposals that say the same as another one, keeping the surer.
fn distinct(mut relations: Vec<Relation>) -> Vec<Relation> {
    let mut first_of: FxHashMap<u64, usize> = FxHashMap::default();
    let mut again: Vec<(usize, usize)> = Vec::new();
    for (at, relation) in relations.iter().enumerate().filter(|(_, relation)| relation.form != Form::Flag) {
        let mut key = key_of(relation);
        let first = loop {
            match first_of.entry(key) {
                Entry::Vacant(free) => break *free.insert(at),
                Entry::Occupied(first) if say_the_same(&relations[*first.get()], relation) => break *first.get(),
                // Two that only share their hash.
                Entry::Occupied(_) => key = key.wrapping_add(1),
            }
        };
        if first != at {
            again.push((first, at));
        }
    }
    let mut dropped = again.iter().map(|(_, at)| *at).peekable();
    // The surer one stands where the first one stood, and what one of them knows holds for the other.
    for &(first, at) in &again {
        if surer(&relations[at], &relations[first]) {
            relations.swap(first, at);
        }
        let more = std::mem::take(&mut relations[at].features);
        let law = relations[first].law.or(relations[at].law);
        relations[first].features.extend(more);
        relations[first].law = law;
    }
    let mut at = 0usize..;
    relations.retain(|_| dropped.next_if_eq(&at.next().unwrap_or_default()).is_none());
    relations
}

/// What a relation is about: its rule, its form and its places. What is added in one proposal may be taken off in another.
fn about(relation: &Relation) -> (&str, Form, impl Iterator<Item = usize> + '_) {
    let terms = std::iter::once(&relation.stated).chain(&relation.terms);
    (&relation.rule, relation.form, terms.map(|t| t.span.start * 2 + usize::from(t.role == TermRole::Deduction)))
}

fn key_of(relation: &Relation) -> u64 {
    let (rule, form, places) = about(relation);
    let mut hasher = FxHasher::default();
    (rule, form).hash(&mut hasher);
    places.for_each(|place| place.hash(&mut hasher));
    hasher.finish()
}

fn say_the_same(one: &Relation, other: &Relation) -> bool {
    let ((rule, form, places), (other_rule, other_form, other_places)) = (about(one), about(other));
    rule == other_rule && form == other_form && places.eq(other_places)
}

/// The proposal whose words say more; a law adds what it knows.
fn surer(new: &Relation, old: &Relation) -> bool {
    let known = |r: &Relation| (!r.proposer.starts_with("laws/"), r.certainty, r.kin.is_some());
    known(new) > known(old)
}
