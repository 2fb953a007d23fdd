//! Shares of a table's total: in every row a number over that of the row that is 100 %.

use super::table::{is_percent, number, row};
use super::View;
use crate::claims::columns::Columns;
use crate::document::Table;
use crate::relations::{Certainty, Relation};

/// Columns of a table that are looked at.
const WIDTH: usize = 16;

/// Proposes, for each percent column with a row of 100 %, the shares of every other column of that row.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let columns = Columns::read(view.document, table);
        let width = columns.heads.len().min(WIDTH);
        for column in (0..width).filter(|&c| is_percent(view, table, &columns, c)) {
            let Some(total) = total(view, table, column) else { continue };
            for other in (0..width).filter(|&c| c != column) {
                shares(view, table, [total, column, other], out);
            }
        }
    }
}

/// The only row of 100 %.
fn total(view: View, table: &Table, column: usize) -> Option<usize> {
    let full =
        |&r: &usize| table.rows[r].get(column).is_some_and(|&cell| number(view, cell).is_some_and(|id| is_all(view.document.words(view.claims.list[id].span))));
    let mut rows = (table.head..table.rows.len()).filter(full);
    rows.next().filter(|_| rows.next().is_none())
}

/// `100`, `100,0`.
fn is_all(number: &str) -> bool {
    number.strip_prefix("100").is_some_and(|rest| rest.chars().all(|c| "0,.".contains(c)))
}

fn shares(view: View, table: &Table, [total, column, other]: [usize; 3], out: &mut Vec<Relation>) {
    let Some(whole) = table.rows[total].get(other).and_then(|&cell| number(view, cell)) else { return };
    for at in (table.head..table.rows.len()).filter(|&r| r != total) {
        let number = |c: usize| number(view, *table.rows[at].get(c)?);
        if let (Some(percent), Some(part)) = (number(column), number(other)) {
            // Columns of one table are told apart by the whole that they are of.
            let option = (total * WIDTH + column) * WIDTH + other;
            out.extend(row(view, [percent, part, whole], Certainty::Possible, option));
        }
    }
}
