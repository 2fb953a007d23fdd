//! Shapes of relations: each proposes relations of one kind, does no arithmetic and words nothing.

mod blanks;
mod bound;
mod change;
mod chronology;
mod cited_date;
mod copied;
mod count;
mod dates;
mod encoding;
mod facts;
mod figures;
mod footnote;
mod issuer;
mod limit;
mod marks;
mod names;
mod note_order;
mod numbering;
mod ranking;
mod rate;
mod reference;
mod remainder;
mod repeated;
mod same;
mod share;
mod sum;
mod unit;
mod weighted;

use crate::claims::Claims;
use crate::config::Knowledge;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::limits::{self, Limit};
use crate::pool;
use crate::relations::Relation;
use crate::rulebook::{Rule, Rulebook};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a shape sees.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The report's structure.
    pub document: &'a Document,
    /// Its numeric claims.
    pub claims: &'a Claims,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
    /// What the configuration knows beside the report.
    pub knowledge: &'a Knowledge,
    /// The rule that the shape works for.
    pub rule: &'a Rule,
}

type Shape = fn(View, &mut Vec<Relation>);

/// Reports of so many bytes are given to several threads; for shorter ones it costs more than it saves.
const LONG: usize = 32_000;

/// The list of shapes by the name that rules call them.
const SHAPES: &[(&str, Shape)] = &[
    ("reference", reference::propose),
    ("unit", unit::propose),
    ("blanks", blanks::propose),
    ("encoding", encoding::propose),
    ("facts", facts::propose),
    ("figures", figures::propose),
    ("marks", marks::propose),
    ("note-order", note_order::propose),
    ("names", names::propose),
    ("chronology", chronology::propose),
    ("cited-date", cited_date::propose),
    ("dates", dates::propose),
    ("issuer", issuer::propose),
    ("numbering", numbering::propose),
    ("copied", copied::propose),
    ("remainder", remainder::propose),
    ("share", share::propose),
    ("count", count::propose),
    ("footnote", footnote::propose),
    ("same", same::propose),
    ("sum", sum::propose),
    ("repeated", repeated::propose),
    ("change", change::propose),
    ("bound", bound::propose),
    ("limit", limit::propose),
    ("ranking", ranking::propose),
    ("rate", rate::propose),
    ("weighted", weighted::propose),
];

/// Names of all shapes.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().map(|s| s.0)
}

/// Proposes the relations of all rules, or tells the limit that they are over.
pub fn propose(document: &Document, claims: &Claims, rulebook: &Rulebook) -> Result<Vec<Relation>, Limit> {
    let shape = |rule: &Rule| SHAPES.iter().find(|s| s.0 == rule.shape).map(|s| s.1);
    let known: Vec<(&Rule, Shape)> = rulebook.rules.iter().filter_map(|rule| Some((rule, shape(rule)?))).collect();
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
    Ok(proposed.into_iter().collect::<Result<Vec<_>, Limit>>()?.into_iter().flatten().collect())
}
