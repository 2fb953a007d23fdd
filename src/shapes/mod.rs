//! Shapes of relations, and the list of all that proposes: each proposes relations of one kind, does no arithmetic and words nothing.

mod bound;
mod change;
mod count;
mod facts;
mod figures;
mod footnote;
mod limit;
mod ranking;
mod rate;
mod remainder;
mod same;
mod share;
mod sum;
mod weighted;

pub use crate::view::View;

use crate::claims::Claims;
use crate::document::Document;
use crate::limits::{self, Limit};
use crate::pool;
use crate::relations::Relation;
use crate::rulebook::{Rule, Rulebook};
use crate::view::Propose;
use crate::wording::WORDING;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reports of so many bytes are given to several threads; for shorter ones it costs more than it saves.
const LONG: usize = 32_000;

/// The list of shapes by the name that rules call them.
const SHAPES: &[(&str, Propose)] = &[
    ("facts", facts::propose),
    ("figures", figures::propose),
    ("remainder", remainder::propose),
    ("share", share::propose),
    ("count", count::propose),
    ("footnote", footnote::propose),
    ("same", same::propose),
    ("sum", sum::propose),
    ("change", change::propose),
    ("bound", bound::propose),
    ("limit", limit::propose),
    ("ranking", ranking::propose),
    ("rate", rate::propose),
    ("weighted", weighted::propose),
];

/// Names of all shapes and rules about wording.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().chain(WORDING).map(|s| s.0)
}

/// Proposes the relations of all rules, or tells the limit that they are over.
pub fn propose(document: &Document, claims: &Claims, rulebook: &Rulebook) -> Result<Vec<Relation>, Limit> {
    // Nothing is told by a text without a sign.
    if document.lower.trim_ascii().is_empty() {
        return Ok(Vec::new());
    }
    let shape = |rule: &Rule| SHAPES.iter().chain(WORDING).find(|s| s.0 == rule.shape).map(|s| s.1);
    let known: Vec<(&Rule, Propose)> = rulebook.rules.iter().filter_map(|rule| Some((rule, shape(rule)?))).collect();
    let jobs = if document.lower.len() < LONG { 1 } else { 0 };
    let (relations, terms) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let over = |more: &[Relation]| {
        let relations = relations.fetch_add(more.len(), Ordering::Relaxed) + more.len();
        let more = more.iter().map(Relation::numbers).sum();
        limits::of_relations(relations, terms.fetch_add(more, Ordering::Relaxed) + more, claims.list.len())
    };
    let proposed = pool::map(&known, jobs, |&(rule, shape)| {
        // What one rule is over need not be made worse by the next.
        over(&[]).map_or(Ok(()), Err)?;
        let mut out = Vec::new();
        shape(View { document, claims, lexicon: &rulebook.lexicon, knowledge: &rulebook.knowledge, rule }, &mut out);
        over(&out).map_or(Ok(out), Err)
    });
    let proposed = proposed.into_iter().collect::<Result<Vec<_>, Limit>>()?;
    let mut all = Vec::with_capacity(proposed.iter().map(Vec::len).sum());
    proposed.into_iter().for_each(|more| all.extend(more));
    Ok(all)
}
