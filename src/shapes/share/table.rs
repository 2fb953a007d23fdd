//! Percent columns of tables: in every row the same two columns divided.

use super::View;
use crate::claims::columns::{Calculated, Columns};
use crate::claims::ClaimId;
use crate::document::Table;
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Columns that a percent column is tried over.
const WIDTH: usize = 24;
/// How many columns beside it a percent column is tried over.
const NEAR: usize = 10;
/// The same in wide and in long tables, and in very long ones; there only columns before it.
const NEARER: usize = 4;
const NEAREST: usize = 2;
/// Rows of long and of very long tables.
const LONG: usize = 200;
const VERY_LONG: usize = 2_000;

/// Proposes, for each percent column, the pairs of columns that it may divide.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let columns = Columns::read(view.document, table);
        let width = columns.heads.len().min(WIDTH);
        let (near, behind) = match table.rows.len() {
            0..LONG if width <= NEAR => (NEAR, NEAR),
            0..LONG => (NEARER, NEARER),
            LONG..VERY_LONG => (NEARER, 0),
            _ => (NEAREST, 0),
        };
        for column in (0..width).filter(|&c| is_percent(view, table, &columns, c)) {
            let told = columns.formulas.iter().find(|(c, _)| *c == column).map(|(_, formula)| formula);
            match told {
                Some(Calculated::Ratio(part, whole)) => rows(view, table, [column, *part, *whole], Certainty::Likely, out),
                Some(Calculated::Sum(_)) => {}
                None => pairs(view, table, column, (column.saturating_sub(near).max(usize::from(columns.numbered)), (column + 1 + behind).min(width)), out),
            }
        }
    }
}

/// Every two columns of a stretch around a percent column.
fn pairs(view: View, table: &Table, column: usize, (from, to): (usize, usize), out: &mut Vec<Relation>) {
    for part in (from..to).filter(|&c| c != column) {
        for whole in (from..to).filter(|&c| c != column && c != part) {
            rows(view, table, [column, part, whole], Certainty::Possible, out);
        }
    }
}

/// The column's head or cells say that it holds percents.
pub(super) fn is_percent(view: View, table: &Table, columns: &Columns, column: usize) -> bool {
    let cells: Vec<usize> = table.rows.iter().filter_map(|row| row.get(column).copied()).collect();
    let claims = |cell: usize| view.claims.of_block(cell).map(|id| &view.claims.list[id]);
    let percents = cells.iter().filter(|&&c| claims(c).any(|claim| claim.is_percent())).count();
    let head = view.rule.cues("percent_column").iter().any(|cue| columns.heads[column].contains(cue.as_str()));
    head || percents * 2 > cells.len()
}

fn rows(view: View, table: &Table, [column, part, whole]: [usize; 3], certainty: Certainty, out: &mut Vec<Relation>) {
    let start = table.rows.first().and_then(|r| r.first()).map_or(0, |&c| view.document.blocks[c].span.start);
    let option = (column * WIDTH + part) * WIDTH + whole;
    for cells in table.rows.iter().skip(table.head) {
        let number = |c: usize| number(view, *cells.get(c)?);
        if let (Some(percent), Some(a), Some(b)) = (number(column), number(part), number(whole)) {
            out.extend(row(view, [percent, a, b], certainty, option).map(|r| r.kin(start.wrapping_mul(1 << 20) + option)));
        }
    }
}

/// A percent of a table with its part and its whole.
pub(super) fn row(view: View, [percent, part, whole]: [ClaimId; 3], certainty: Certainty, option: usize) -> Option<Relation> {
    let claims = &view.claims.list;
    if claims[part].is_percent() || claims[whole].is_percent() {
        return None;
    }
    let mut stated = Term::of(percent, &claims[percent], TermRole::Stated);
    if let Some(quantity) = stated.quantity.as_mut() {
        quantity.measure = Measure::Percent;
        quantity.exact = false;
        quantity.scale = rust_decimal::Decimal::ONE;
    }
    let terms = vec![Term::of(part, &claims[part], TermRole::Part), Term::of(whole, &claims[whole], TermRole::Whole)];
    let relation = Relation::new(&view.rule.name, Form::Share, stated, terms).sure(certainty);
    Some(relation.reading(claims[percent].span.start, option, 0).kin(claims[whole].span.start.wrapping_mul(1 << 20) + option))
}

/// The only number of a cell, if it is not below zero.
pub(super) fn number(view: View, cell: usize) -> Option<ClaimId> {
    let mut claims = view.claims.of_block(cell);
    let below = view.document.block_text(cell).trim_start().starts_with(['-', '–', '−', '(']);
    claims.next().filter(|_| claims.next().is_none() && !below)
}
