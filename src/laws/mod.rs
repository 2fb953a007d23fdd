//! The laws: each proposes relations of one kind out of facts and records. They read no text and accuse nobody: evidence decides.

mod bags;
mod balance;
mod bounds;
mod counted_lists;
mod graded;
mod identity;
mod induced;
mod named_rows;
mod outline;
mod parts;
mod rates;
mod ratio;
mod rollup;
mod row_formulas;
mod row_percents;
mod row_prose;
mod section_counts;
mod told_rows;
mod told_twice;
mod ways;
mod weighted;
mod written;

use crate::claims::{ClaimId, Claims};
use crate::document::{Document, Table};
use crate::facts::{joined, lists, Cell, Records};
use crate::limits::{Limit, Tally};
use crate::quantity::{Hedge, Measure, Quantity};
use crate::relations::evidence::{Feature, Law};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::rulebook::{Rulebook, Severity};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Adds the relations of all laws to those that are proposed already, or tells the limit that all together are over.
pub fn propose(document: &Document, claims: &Claims, rulebook: &Rulebook, out: &mut Vec<Relation>) -> Result<(), Limit> {
    let mut tally = Tally::default();
    let mut counted = 0;
    let mut over = |out: &[Relation]| {
        let more = out[std::mem::replace(&mut counted, out.len())..].iter().map(Relation::numbers);
        tally.add(more, claims.list.len()).map_or(Ok(()), Err)
    };
    let drawn = document.tables.iter().map(|t| (Records::of(document, claims, &rulebook.lexicon, t), Some(t)));
    let all: Vec<(Records, Option<&Table>)> =
        drawn.chain(lists::of(document, claims).into_iter().map(|r| (r, None))).filter(|(r, _)| r.rows.len() > 1).collect();
    for (records, drawn) in &all {
        let rate_columns = induced::propose(claims, records, out);
        rollup::propose(claims, records, &rate_columns, out);
        if let Some(table) = drawn {
            rates::propose(claims, records, out);
            row_formulas::propose(claims, records, out);
            section_counts::propose(document, claims, &rulebook.lexicon, table, out);
            bounds::propose(document, claims, &rulebook.lexicon, (table, records), out);
        }
        over(out)?;
    }
    for join in joined::of(&all.into_iter().map(|(records, _)| records).collect::<Vec<_>>()) {
        induced::propose_joined(claims, &join, out);
        over(out)?;
    }
    let names = named_rows::Names::of(document, claims);
    named_rows::propose(document, claims, &rulebook.lexicon, &names, out);
    row_percents::propose(document, claims, &names, out);
    row_prose::propose(document, claims, &rulebook.lexicon, &names, out);
    let clauses = bags::clauses(document, claims, &rulebook.lexicon);
    told_rows::propose(document, claims, &rulebook.lexicon, &clauses, out);
    let plan = rulebook.rule("restated-value").map_or(&[][..], |rule| rule.cues("plan"));
    told_twice::propose(document, claims, &rulebook.lexicon, (&clauses, plan), out);
    over(out)?;
    written::propose(document, claims, out);
    parts::propose(document, claims, out);
    counted_lists::propose(document, claims, &rulebook.lexicon, out);
    graded::propose(document, claims, &rulebook.lexicon, out);
    over(out)?;
    outline::propose(document, claims, &rulebook.lexicon, out);
    over(out)?;
    ratio::propose(document, claims, &rulebook.lexicon, out);
    over(out)
}

/// What relations that are meant alike have in common, as one number.
fn kin(of: &impl Hash) -> usize {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish() as usize
}

/// Digits that are added to the precision of figures that must be equal as they are written.
const FINER: u32 = 3;

/// Two figures of one precision and one hedge are no roundings of each other.
fn sharpen(a: &mut Quantity, b: &mut Quantity) {
    if a.number.places == b.number.places && a.scale == b.scale && a.hedge == b.hedge {
        for quantity in [a, b] {
            quantity.hedge = Hedge::None;
            quantity.number.places += FINER;
        }
    }
}

/// The relation of a figure in prose and another one that tells the same; no words say so, only what the features see.
#[track_caller]
fn same(claims: &Claims, id: ClaimId, other: ClaimId, variant: &'static str, features: impl Iterator<Item = Feature>) -> Relation {
    let mut stated = Term::of(id, &claims.list[id], TermRole::Stated);
    let mut term = Term::of(other, &claims.list[other], TermRole::Same);
    if let (Some(a), Some(b)) = (&mut stated.quantity, &mut term.quantity) {
        sharpen(a, b);
    }
    let relation = Relation::new("restated-value", Form::Equal, stated, vec![term]).sure(Certainty::Possible).variant(variant);
    Relation { features: features.map(|f| (f, 1.0)).collect(), ceiling: Severity::Warning, ..relation }
}

/// A term of a table; whole numbers beside whole numbers are counts, which are not rounded.
fn term(claims: &Claims, cell: &Cell, whole: bool, role: TermRole) -> Term {
    let mut term = Term::of(cell.claim, &claims.list[cell.claim], role);
    if let Some(quantity) = term.quantity.as_mut() {
        quantity.exact |= whole;
        quantity.number.places = quantity.number.places.max(cell.places);
    }
    term
}

/// The relation of a total and its parts; nothing where fewer than two parts have numbers, or where the total is below zero.
///
/// A part above the total speaks against the sum, unless other columns or rows have `proved` it: then a slip made the total too small.
fn sum(claims: &Claims, total: &Cell, parts: &[Cell], law: Law, features: Vec<(Feature, f32)>, proved: bool) -> Option<Relation> {
    let unit = |cell: &Cell| match &claims.list[cell.claim].quantity.measure {
        Measure::Unit(name) => Some(name.clone()),
        _ => None,
    };
    // `Dài 40 mm | Dày 2 mm | Nặng 15 g`: metres and grams make no total.
    let is_alike = |part: &Cell| unit(part).zip(unit(total)).is_none_or(|(a, b)| a == b);
    if parts.len() < 2 || total.value < 0 || !parts.iter().all(is_alike) {
        return None;
    }
    let whole = total.whole && parts.iter().all(|p| p.whole);
    let role = |p: &Cell| if p.value < 0 { TermRole::Deduction } else { TermRole::Part };
    let terms = parts.iter().map(|p| term(claims, p, whole, role(p))).collect();
    let mut features = features;
    // A rate lies between the rates of its parts, a sum above them.
    if !proved && parts.iter().filter(|p| p.value > 0).count() > 1 && parts.iter().any(|p| p.value >= total.value) {
        features.push((Feature("part-above-whole", ""), 1.0));
    }
    let relation = Relation::new("sum-mismatch", Form::Sum, term(claims, total, whole, TermRole::Stated), terms);
    Some(Relation { law: Some(law), features, ..relation })
}

/// How much it says that a number is met, in bits.
fn bits(cell: &Cell) -> f32 {
    let near = (cell.resolution.max(2 * cell.half)) as f32;
    if cell.value == 0 {
        return 1.0;
    }
    (cell.value.unsigned_abs() as f32 / (0.6 * near)).log2().clamp(1.0, 20.0)
}
