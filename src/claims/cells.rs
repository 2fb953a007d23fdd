//! Table cells whose number looks like a year and is an amount, and those whose number looks like an amount and names a period or a row.

use super::numbered::numbers_rows;
use crate::document::{BlockId, Document, Table};
use crate::lexicon::{split_words, Lexicon};
use crate::phrases::is_year;
use rustc_hash::FxHashSet;

/// So many other numbers of a column show that it holds amounts.
const OTHERS: usize = 2;
/// So many cells of a row that name periods show that it is a head.
const PERIODS: usize = 2;

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

/// Cells whose number is no amount: it names a period, or the row (`4.1`).
pub(super) fn marks(document: &Document, lexicon: &Lexicon) -> FxHashSet<BlockId> {
    let mut out = period_heads(document, lexicon);
    for table in &document.tables {
        let first = || table.rows.iter().skip(table.head).filter_map(|row| row.first().copied());
        let is_dotted = |cell: &BlockId| {
            let mark = document.block_text(*cell).trim().trim_end_matches('.');
            mark.contains('.') && mark.chars().all(|c| c == '.' || c.is_ascii_digit())
        };
        if first().any(|cell| is_dotted(&cell)) && numbers_rows(document, table) {
            out.extend(first().filter(is_dotted));
        }
    }
    out
}

/// Cells of rows in which most numbers name periods: `Tháng 10 | 10 tháng | 10 tháng so với kế hoạch`.
fn period_heads(document: &Document, lexicon: &Lexicon) -> FxHashSet<BlockId> {
    let mut out = FxHashSet::default();
    let units = lexicon.list("period_units");
    for row in document.tables.iter().flat_map(|table| &table.rows) {
        let numbered = || row.iter().copied().filter(|&cell| document.block_text(cell).contains(|c: char| c.is_ascii_digit()));
        let named: Vec<BlockId> = numbered().filter(|&cell| names_period(document.folded(document.blocks[cell].span), units)).collect();
        if named.len() >= PERIODS && named.len() * 2 > numbered().count() {
            out.extend(named);
        }
    }
    out
}

/// A short number beside a word for a period.
fn names_period(text: &str, units: &[String]) -> bool {
    let short = |word: &str| matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit());
    let mut before = "";
    split_words(text).any(|word| {
        let unit = |word: &str| units.iter().any(|unit| unit == word);
        let found = short(before) && unit(word) || unit(before) && short(word);
        before = word;
        found
    })
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}
