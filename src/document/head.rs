//! How many rows at the top of a table are its head.

use super::{Document, Table};
use crate::phrases::{is_letter, is_year};

/// Most rows that a head has.
const MOST: usize = 6;

/// Counts the head rows: those above a rule, else a first row without numbers; then rows that go on in the head, and the row that numbers the columns.
pub(super) fn count(document: &Document, table: &Table) -> usize {
    let cells = |row: usize| -> Vec<&str> { table.rows[row].iter().map(|&cell| document.block_text(cell).trim()).collect() };
    let rows = table.rows.len().min(MOST);
    let mut head = table.head;
    if head == 0 && rows > 1 && is_wordy(&cells(0)) {
        head = 1;
    }
    while head > 0 && head < rows && (goes_on(&cells(head)) || numbers_columns(&cells(head))) {
        head += 1;
    }
    head
}

/// No cell is a number, but for years.
fn is_wordy(cells: &[&str]) -> bool {
    let year = |cell: &str| cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    cells.iter().all(|c| !is_number(c) || year(c)) && cells.iter().filter(|c| !c.is_empty()).count() > 1
}

fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || ".,%-–+/() ".contains(c)) && cell.contains(|c: char| c.is_ascii_digit())
}

/// A second head row: nothing under the first columns, whose heads reach down, and no numbers.
fn goes_on(cells: &[&str]) -> bool {
    let filled: Vec<&&str> = cells.iter().filter(|c| !c.is_empty()).collect();
    let first_two_empty = cells.iter().take(2).all(|c| c.is_empty());
    let first_empty = cells.first().is_some_and(|c| c.is_empty());
    is_wordy_part(&filled) && (first_two_empty && !filled.is_empty() || first_empty && filled.len() > 1)
}

fn is_wordy_part(filled: &[&&str]) -> bool {
    filled.iter().all(|c| c.contains(is_letter) && !is_number(c) || compares_years(c))
}

/// `2025/2024 (%)`: what a column compares.
fn compares_years(cell: &str) -> bool {
    let mut numbers = cell.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let alone = cell.chars().all(|c| c.is_ascii_digit() || "/-–%() ".contains(c));
    alone && cell.contains('/') && numbers.clone().count() == 2 && numbers.all(is_year)
}

/// `A | B | 1 | 2 | 3=1+2`: names of columns that formulas refer to.
fn numbers_columns(cells: &[&str]) -> bool {
    let mut expected = 1u32;
    let mut letters = 0;
    for cell in cells {
        let name = cell.split('=').next().unwrap_or("").trim_matches(|c: char| "() ".contains(c));
        match name.parse::<u32>() {
            Ok(number) if number == expected => expected += 1,
            _ if name.chars().count() == 1 && name.chars().all(is_letter) => letters += 1,
            _ if cell.is_empty() => {}
            _ => return false,
        }
    }
    expected > 2 && (expected > 3 || letters > 0 || cells.iter().any(|c| c.contains('=')))
}
