//! Percent columns of tables: in every row the same two columns divided.

use super::View;
use crate::claims::ClaimId;
use crate::document::Table;
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Columns that a percent column is tried over.
const WIDTH: usize = 10;

/// Proposes, for each percent column, the pairs of columns that it may divide.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0).min(WIDTH);
        for column in (0..width).filter(|&c| is_percent(view, table, c)) {
            for part in (0..width).filter(|&c| c != column) {
                for whole in (0..width).filter(|&c| c != column && c != part) {
                    rows(view, table, [column, part, whole], out);
                }
            }
        }
    }
}

/// The column's head or cells say that it holds percents.
fn is_percent(view: View, table: &Table, column: usize) -> bool {
    let cells: Vec<usize> = table.rows.iter().filter_map(|row| row.get(column).copied()).collect();
    let claims = |cell: usize| view.claims.of_block(cell).map(|id| &view.claims.list[id]);
    let percents = cells.iter().filter(|&&c| claims(c).any(|claim| claim.is_percent())).count();
    let head = cells.iter().take(table.head.max(1)).any(|&c| {
        let words = view.document.folded(view.document.blocks[c].span);
        view.rule.cues("percent_column").iter().any(|cue| words.contains(cue.as_str()))
    });
    head || percents * 2 > cells.len()
}

fn rows(view: View, table: &Table, [column, part, whole]: [usize; 3], out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let start = table.rows.first().and_then(|r| r.first()).map_or(0, |&c| view.document.blocks[c].span.start);
    let option = (column * WIDTH + part) * WIDTH + whole;
    let number = |row: &Vec<usize>, c: usize| -> Option<ClaimId> { row.get(c).and_then(|&cell| view.claims.of_block(cell).next()) };
    for row in table.rows.iter().skip(table.head) {
        let (Some(percent), Some(a), Some(b)) = (number(row, column), number(row, part), number(row, whole)) else { continue };
        if claims[a].is_percent() || claims[b].is_percent() {
            continue;
        }
        let mut stated = Term::of(percent, &claims[percent], TermRole::Stated);
        if let Some(quantity) = stated.quantity.as_mut() {
            quantity.measure = Measure::Percent;
            quantity.exact = false;
            quantity.scale = rust_decimal::Decimal::ONE;
        }
        let terms = vec![Term::of(a, &claims[a], TermRole::Part), Term::of(b, &claims[b], TermRole::Whole)];
        let relation = Relation::new(&view.rule.name, Form::Share, stated, terms).sure(Certainty::Possible);
        out.push(relation.reading(claims[percent].span.start, option, 0).kin(start + option));
    }
}
