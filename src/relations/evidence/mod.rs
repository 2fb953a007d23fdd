//! Who may be accused: how likely it is that a relation that fails was meant by its writer.
//!
//! The readings that one law proposes for one stated number exclude each other, and "none of them" is always among them. The weights of their
//! features were fitted on real texts without labels (`tools/calibrate.rs`); what the arithmetic shows is weighed against chance.

mod chance;
mod features;
mod shared;
mod support;
mod weights;

pub use chance::{Outcome, Seen};
pub use features::{Feature, Law};
pub use shared::Features;
pub use weights::{Bar, Heard, Slips, Weights};

use super::{slips, Form, Relation, Term, Verdict};
use crate::claims::Claims;
use crate::document::{Document, Kind};
use rustc_hash::{FxHashMap, FxHasher};
use shared::Shared;
use std::hash::{Hash, Hasher};
use support::Support;

/// Fewer numbers make no yearbook.
const A_FEW_NUMBERS: usize = 60;
/// More than this share of the numbers in cells makes a report a workbook or a yearbook: exported, not typed.
const MOSTLY_CELLS: f64 = 0.7;

/// A relation as evidence sees it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What proposed it.
    pub law: Law,
    /// The group that it excludes the other readings of.
    pub group: usize,
    /// The first reading that says the same of the same numbers: they are no rivals.
    pub meaning: usize,
    /// How many readings said so before.
    pub copy: usize,
    /// What speaks for it before its numbers are looked at, each with its strength.
    pub features: Features,
    /// What the arithmetic shows.
    pub seen: Seen,
}

/// How likely a relation was meant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Belief {
    /// Before its own outcome is looked at.
    pub prior: f64,
    /// That it was meant, by all that is seen.
    pub posterior: f64,
    /// That some reading of its group was meant and fails: the confidence of an accusation.
    pub failing: f64,
    /// It is the likeliest failing reading of its group.
    pub leads: bool,
}

impl Belief {
    /// How likely the relation, as it came out, is what the writer meant.
    pub fn confidence(&self) -> f64 {
        self.posterior.max(self.failing)
    }
}

/// Reads all judged relations as evidence; `None` for those that are no arithmetic.
pub fn read(document: &Document, claims: &Claims, judged: &[(Relation, Verdict)]) -> Vec<Option<Reading>> {
    let slips = if is_exported(document, claims) { Slips::Exported } else { Slips::Typed };
    let seen: Vec<Option<Seen>> = judged.iter().map(|(relation, verdict)| chance::see(relation, verdict, slips)).collect();
    let support = Support::of(document, claims, judged, &seen);
    let mut groups: FxHashMap<(usize, u8, usize), usize> = FxHashMap::default();
    let mut told: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    let (mut shared, mut features, mut numbers) = (Shared::default(), Vec::new(), Vec::new());
    let mut out = Vec::with_capacity(judged.len());
    for (at, ((relation, verdict), seen)) in judged.iter().zip(seen).enumerate() {
        out.push(seen.map(|seen| {
            let law = Law::of(relation);
            let next = groups.len();
            let (meaning, copy) = first_told(judged, at, &mut told);
            let group = match law.exclusive(relation.form) {
                Some(kind) => {
                    let stated = relation.stated.claim.unwrap_or(relation.stated.span.start + (1 << 28));
                    *groups.entry((stated, kind, breakdown(document, claims, relation))).or_insert(next)
                }
                None => *groups.entry((at + (1 << 30), 0, 0)).or_insert(next),
            };
            features.clear();
            features::of(document, claims, relation, law, &mut numbers, &mut features);
            // With the slip of the pen mended no part is above its whole. In tables such a row is oftener a rate.
            if seen.outcome == Outcome::Typo && law == Law::Rollup && slips::is_typo_of_stated(relation, verdict) {
                features.retain(|(feature, _)| feature.0 != "part-above-whole");
            }
            support.features(at, &mut features);
            Reading { law, group, meaning, copy, features: shared.hold(&features), seen }
        }));
    }
    out
}

/// The first reading that says the same of the same numbers, and how many have said so before; `told` are those of earlier readings by their hash.
fn first_told(judged: &[(Relation, Verdict)], at: usize, told: &mut FxHashMap<u64, (usize, usize)>) -> (usize, usize) {
    let said = |at: usize| {
        let relation = &judged[at].0;
        (relation.form, std::iter::once(&relation.stated).chain(&relation.terms).map(|t| t.span.start))
    };
    let (form, places) = said(at);
    let mut hasher = FxHasher::default();
    form.hash(&mut hasher);
    places.clone().for_each(|place| place.hash(&mut hasher));
    let mut key = hasher.finish();
    loop {
        let (first, copy) = *told.entry(key).and_modify(|(_, copy)| *copy += 1).or_insert((at, 0));
        let (other, there) = said(first);
        if other == form && there.eq(places.clone()) {
            return (first, copy);
        }
        // Two that only share their hash: the other one is not told again.
        told.entry(key).and_modify(|(_, copy)| *copy -= 1);
        key = key.wrapping_add(1);
    }
}

/// The breakdown of a list, where those of rows have their places.
const OF_LIST: usize = usize::MAX;

/// A whole can be broken down by several groups of rows, and in its sentence and in the list below, which are no rivals:
/// where the group of a reading starts, the list, or neither.
fn breakdown(document: &Document, claims: &Claims, relation: &Relation) -> usize {
    let is_group = relation.features.iter().any(|(feature, _)| *feature == Feature("way", "group"));
    let block = |term: &Term| term.claim.map(|id| claims.list[id].block);
    let whole = block(&relation.stated);
    let is_below = |term: &Term| block(term).is_some_and(|at| Some(at) != whole && document.blocks[at].parent() == whole);
    let is_list = whole.is_some() && relation.form == Form::Sum && relation.terms.iter().all(is_below);
    match relation.terms.first() {
        Some(first) if is_group => first.span.start,
        Some(_) if is_list => OF_LIST,
        _ => 0,
    }
}

/// Weighs all readings against each other.
pub fn weigh(readings: &[Option<Reading>], weights: &Weights) -> Vec<Belief> {
    let mut grouped: Vec<(usize, &Reading)> = readings.iter().enumerate().filter_map(|(at, reading)| Some((at, reading.as_ref()?))).collect();
    grouped.sort_by_key(|(_, reading)| reading.group);
    let mut out = vec![Belief::default(); readings.len()];
    let mut scores = weights.scores();
    // There are so many groups, most of them small, that each gets its lists from the one before.
    let (mut odds, mut weight, mut odds_of, mut weight_of): (Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>) = Default::default();
    let mut meant = Vec::new();
    for members in grouped.chunk_by(|(_, one), (_, next)| one.group == next.group) {
        fill(&mut odds, members.iter().map(|(_, r)| scores.of(r).clamp(-30.0, 30.0).exp()));
        fill(&mut weight, members.iter().zip(&odds).map(|((_, r), odds)| odds * r.seen.likelihood));
        fill(&mut meant, first_meant(members));
        best_of(&meant, &odds, &mut odds_of);
        best_of(&meant, &weight, &mut weight_of);
        let (prior, total) = (1.0 + odds_of.iter().sum::<f64>(), 1.0 + weight_of.iter().sum::<f64>());
        let fails = |index: usize| members[index].1.seen.outcome.accuses();
        let failing: f64 = (0..members.len()).filter(|&i| fails(i)).map(|i| weight_of[i]).sum::<f64>() / total;
        let leader = (0..members.len()).filter(|&i| fails(i)).max_by(|&a, &b| weight[a].total_cmp(&weight[b]));
        for (index, &(at, _)) in members.iter().enumerate() {
            let leads = leader == Some(index);
            let among = |total: f64, best: &[f64], own: f64| own / (total - best[meant[index]] + own);
            out[at] = Belief {
                prior: among(prior, &odds_of, odds[index]),
                posterior: among(total, &weight_of, weight[index]),
                failing: if leads { failing } else { 0.0 },
                leads,
            };
        }
    }
    out
}

/// Puts other things in a list.
fn fill<T>(list: &mut Vec<T>, things: impl Iterator<Item = T>) {
    list.clear();
    list.extend(things);
}

/// For each member of a group the first one that says the same of the same numbers.
fn first_meant<'a>(members: &'a [(usize, &Reading)]) -> impl Iterator<Item = usize> + 'a {
    let first = move |index: usize| {
        let reading = members[index].1;
        let earlier = if reading.copy > 0 { (0..index).find(|&i| members[i].1.meaning == reading.meaning) } else { None };
        earlier.unwrap_or(index)
    };
    (0..members.len()).map(first)
}

/// Of members that say the same the greatest value, at the first of them; the others have nothing.
fn best_of(meant: &[usize], values: &[f64], out: &mut Vec<f64>) {
    fill(out, values.iter().map(|_| 0.0));
    for (&first, &value) in meant.iter().zip(values) {
        out[first] = f64::max(out[first], value);
    }
}

/// True for a workbook or a yearbook, whose numbers were exported and not typed. A number that shares its cell with others was typed as in a sentence.
fn is_exported(document: &Document, claims: &Claims) -> bool {
    let cells = claims.list.iter().filter(|c| document.blocks[c.block].kind == Kind::Cell && claims.lone(c.block).is_some()).count();
    claims.list.len() > A_FEW_NUMBERS && cells as f64 > claims.list.len() as f64 * MOSTLY_CELLS
}
