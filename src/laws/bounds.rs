//! The most that the cells of a column may be, as its head says: `Điểm đạt (tối đa 18 điểm)`, `Tổng điểm (22 điểm)`.

use super::term;
use crate::claims::{Claim, ClaimId, Claims};
use crate::document::{BlockId, Document, Table};
use crate::facts::grid::Grid;
use crate::facts::Records;
use crate::lexicon::{split_words, Lexicon};
use crate::quantity::{Hedge, Measure};
use crate::relations::{Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;

/// The measure of points.
const SCORE: &str = "score";

/// Proposes for each cell of such a column that it is at most that.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, (table, records): (&Table, &Records), out: &mut Vec<Relation>) {
    let heads = || table.rows.iter().take(table.head).flatten();
    if !heads().any(|&head| limit(document, claims, lexicon, head).is_some()) {
        return;
    }
    let grid = Grid::read(document, claims, lexicon, table);
    for column in 0..records.plain {
        // The head of the column itself goes over that of its group.
        let limit = grid.heads.get(column).into_iter().flatten().rev().find_map(|&head| limit(document, claims, lexicon, head));
        let is_percent = records.intensive[column] || grid.units.get(column).is_some_and(|unit| unit.as_ref().is_some_and(|u| u.0 == Measure::Percent));
        let Some(limit) = limit.filter(|_| !is_percent) else { continue };
        for cell in (0..records.rows.len()).filter_map(|row| records.cell(row, column)).filter(|cell| cell.unsaid && cell.value > 0) {
            let mut stated = term(claims, cell, false, TermRole::Stated);
            let mut most = Term::of(limit, &claims.list[limit], TermRole::Limit);
            if let (Some(stated), Some(most)) = (&mut stated.quantity, &mut most.quantity) {
                (stated.measure, stated.scale) = (most.measure.clone(), most.scale);
                most.exact = true;
            }
            let place = stated.span.start;
            // The text itself says so: no habit of other cells is needed.
            let relation = Relation::new("limit-exceeded", Form::AtMost, stated, vec![most]).variant("head").reading(place, limit + 1, 0);
            out.push(Relation { ceiling: Severity::Warning, ..relation });
        }
    }
}

/// The figure of a head that is the most its column may be: points that the words call the most, or that are all of a bracket.
fn limit(document: &Document, claims: &Claims, lexicon: &Lexicon, head: BlockId) -> Option<ClaimId> {
    let is_all = |claim: &Claim| {
        let bracket = claim.paren.map(|paren| claims.parens[paren].span);
        bracket.is_some_and(|span| document.folded(Span::new(span.start, claim.span.start)).trim().is_empty() && span.end <= claim.full.end)
    };
    let says = |claim: &Claim| claim.quantity.hedge == Hedge::AtMost || is_all(claim);
    // `Điểm tự chấm (tối đa 100)`
    let names_scores =
        || split_words(document.folded(document.blocks[head].span)).any(|word| lexicon.unit(word).is_some_and(|(unit, _)| unit.measure == SCORE));
    let is_score = |claim: &Claim| match &claim.quantity.measure {
        Measure::Unit(name) => name == SCORE,
        Measure::Bare => claim.quantity.hedge == Hedge::AtMost && names_scores(),
        _ => false,
    };
    claims.of_block(head).find(|&id| is_score(&claims.list[id]) && says(&claims.list[id]))
}
