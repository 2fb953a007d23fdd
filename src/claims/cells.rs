//! Table cells whose number looks like a year and is an amount.

use crate::document::{BlockId, Document, Table};
use crate::phrases::is_year;
use rustc_hash::FxHashSet;

/// So many other numbers of a column show that it holds amounts.
const OTHERS: usize = 2;

/// Cells below the head that hold `1930` in a column of other numbers, in rows that are no list of years.
pub(super) fn yearlike_amounts(document: &Document) -> FxHashSet<BlockId> {
    let mut out = FxHashSet::default();
    document.tables.iter().for_each(|table| of_table(document, table, &mut out));
    out
}

fn of_table(document: &Document, table: &Table, out: &mut FxHashSet<BlockId>) {
    let text = |cell: BlockId| document.block_text(cell).trim();
    let body = || table.rows[table.head.min(table.rows.len())..].iter().enumerate().filter(|(at, _)| table.head + at > 0).map(|r| r.1);
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut amounts = vec![0usize; width];
    for row in body() {
        for (column, &cell) in row.iter().enumerate() {
            amounts[column] += usize::from(is_number(text(cell)) && !is_year(text(cell)));
        }
    }
    for row in body() {
        // A row of years alone is one more head.
        let years = row.iter().skip(1).filter(|&&cell| is_year(text(cell))).count();
        if years > 1 && years == row.iter().skip(1).filter(|&&cell| is_number(text(cell))).count() {
            continue;
        }
        let found = row.iter().enumerate().skip(1).filter(|(column, cell)| is_year(text(**cell)) && amounts[*column] >= OTHERS);
        out.extend(found.map(|(_, &cell)| cell));
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}
