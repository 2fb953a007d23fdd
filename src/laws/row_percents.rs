//! A percent in prose and two figures of the row that it is told of: `thu từ lệ phí trước bạ vượt 12,4% dự toán`, where a table has a row of that name
//! with a column of results and one of plans.
//!
//! Every pair of columns is proposed; that the same two columns explain other percents, and that a head says what the percent is of, tells which is meant.

use super::named_rows::{told_of, words, Names, RowId};
use crate::claims::{Claim, ClaimId, Claims, PercentOf};
use crate::document::{BlockId, Document, Kind};
use crate::phrases::is_letter;
use crate::quantity::{Hedge, Quantity};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Rows that one name may stand for, figures of a row, pairs of a percent.
const ROWS: usize = 4;
const CELLS: usize = 14;
const PAIRS: usize = 16;
/// Percents of a text that are looked at.
const MOST: usize = 4_000;

/// A figure of a row: its column, its claim, and how many words of the column's head say what the percent is of.
struct Cell {
    column: usize,
    id: ClaimId,
    said: usize,
}

/// Proposes for each percent in prose the pairs of figures in the row that it is told of.
pub(super) fn propose(document: &Document, claims: &Claims, names: &Names, out: &mut Vec<Relation>) {
    let mut left = MOST;
    for (block, _) in document.blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Cell) {
        let percents = || claims.of_block(block).filter(|&id| is_exact(&claims.list[id]));
        if percents().next().is_none() {
            continue;
        }
        let found = names.within(document, document.blocks[block].span);
        for id in percents().take(left) {
            left -= 1;
            let Some((name, between)) = told_of(&found, claims, id) else { continue };
            for &(row, kind) in name.rows.iter().take(ROWS) {
                let more = [Feature("row-name", kind), Feature("figure-of-name", ["1", "2", "3", "4"][between.min(3)])];
                offer(document, claims, row, id, more, out);
            }
        }
    }
}

/// A percent that is no bound; what is estimated (`ước đạt 60% dự toán`) is calculated all the same.
fn is_exact(claim: &Claim) -> bool {
    claim.is_percent()
        && matches!(claim.quantity.hedge, Hedge::None | Hedge::About)
        && claim.percent_of != PercentOf::Points
        && !claim.quantity.number.is_malformed()
}

fn offer(document: &Document, claims: &Claims, row: RowId, id: ClaimId, more: [Feature; 2], out: &mut Vec<Relation>) {
    let percent = &claims.list[id];
    let cells = cells(document, claims, row, id);
    let mut pairs: Vec<(&Cell, &Cell)> = cells.iter().flat_map(|a| cells.iter().map(move |b| (a, b))).filter(|(a, b)| a.column != b.column).collect();
    pairs.sort_by_key(|(a, b)| (std::cmp::Reverse(b.said), a.column.abs_diff(b.column), a.column));
    let most = cells.iter().map(|c| c.said).max().unwrap_or(0);
    let form = if percent.is_change() { Form::GrowthOf } else { Form::Share };
    for (a, b) in pairs.into_iter().take(PAIRS) {
        let (rule, roles) = match form {
            Form::Share => ("percent-mismatch", [TermRole::Part, TermRole::Whole]),
            _ => ("change-mismatch", [TermRole::Now, TermRole::Before]),
        };
        let terms = [a, b].iter().zip(roles).map(|(c, role)| Term::of(c.id, &claims.list[c.id], role)).collect();
        let mut stated = Term::of(id, percent, TermRole::Stated);
        stated.quantity = stated.quantity.map(|q| Quantity { hedge: Hedge::None, ..q });
        let relation = Relation::new(rule, form, stated, terms).sure(Certainty::Possible);
        let relation = if form == Form::GrowthOf { relation.variant("growth") } else { relation };
        let head = match (b.said, b.said == most) {
            (0, _) => "none",
            (_, true) => "most-words",
            _ => "fewer-words",
        };
        let features = more.iter().copied().chain([Feature("base-head", head)]).map(|f| (f, 1.0)).collect();
        out.push(Relation { features, ..relation.kin(super::kin(&(row.0, a.column, b.column, form))) });
    }
}

/// The amounts of a row, one a cell.
fn cells(document: &Document, claims: &Claims, (table, row): RowId, id: ClaimId) -> Vec<Cell> {
    let table = &document.tables[table];
    let of: Vec<&str> = words(document.folded(claims.list[id].tail)).into_iter().map(|w| w.1).filter(|w| w.chars().count() > 1).collect();
    let is_amount = |claim: &Claim| !claim.is_percent() && !claim.quantity.number.is_malformed() && !claim.quantity.number.value.is_zero();
    let said = |column: usize| {
        let heads = table.rows.iter().take(table.head).filter_map(|r| r.get(column));
        let head: Vec<&str> = heads.flat_map(|&b| words(document.folded(document.blocks[b].span))).map(|w| w.1).collect();
        of.iter().filter(|w| head.contains(w)).count()
    };
    let read = |(column, &cell): (usize, &BlockId)| claims.lone(cell).filter(|&c| is_amount(&claims.list[c])).map(|id| Cell { column, id, said: said(column) });
    // What stands before the name is the number of the row.
    let has_letters = |cell: &BlockId| document.block_text(*cell).chars().filter(|c| is_letter(*c)).count() > 2;
    let name = table.rows[row].iter().position(has_letters).unwrap_or(0);
    table.rows[row].iter().enumerate().skip(name + 1).filter_map(read).take(CELLS).collect()
}
