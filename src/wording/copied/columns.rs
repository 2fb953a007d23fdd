//! Two columns of a table that were pasted twice: rate and points of one task stand under the next one too, in every row.

use crate::document::Table;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeSet;

/// Fewest rows that agree in both columns.
const ROWS: usize = 8;
/// Fewest different values among them: two columns of zeros or of full marks are no copies.
const VALUES: usize = 6;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let pair = (0..width.saturating_sub(3)).find(|&at| are_copied(view, table, at));
        let Some(at) = pair else { continue };
        let cell = |row: &Vec<usize>, column: usize| row.get(column).and_then(|&id| view.document.blocks.get(id)).map(|b| b.span);
        let Some(row) = table.rows.iter().find(|row| is_figure(text(view, row, at + 2))) else { continue };
        if let (Some(a), Some(b), Some(c), Some(d)) = (cell(row, at), cell(row, at + 1), cell(row, at + 2), cell(row, at + 3)) {
            let slip = Relation::flag(&view.rule.name, Span::new(c.start, d.end), vec![Span::new(a.start, b.end)], Severity::Warning);
            out.push(slip.variant("columns").detail("rows", rows(view, table, at).len().to_string()));
        }
    }
}

fn text<'a>(view: View<'a>, row: &[usize], column: usize) -> &'a str {
    row.get(column).and_then(|&id| view.document.blocks.get(id)).map_or("", |b| view.document.words(b.span).trim())
}

fn is_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

/// The rows with figures in the four columns from `at` on.
fn rows<'a>(view: View<'a>, table: &Table, at: usize) -> Vec<[&'a str; 4]> {
    let four = |row: &Vec<usize>| [0, 1, 2, 3].map(|i| text(view, row, at + i));
    table.rows.iter().map(four).filter(|cells| cells.iter().all(|c| is_figure(c))).collect()
}

/// All rows have the same two figures again, and they are not the same figure in each row.
fn are_copied(view: View, table: &Table, at: usize) -> bool {
    let rows = rows(view, table, at);
    let distinct = |i: usize| rows.iter().map(|r| r[i]).collect::<BTreeSet<&str>>().len();
    rows.len() >= ROWS
        && rows.iter().all(|r| r[0] == r[2] && r[1] == r[3])
        && distinct(0) >= VALUES
        && distinct(1) >= VALUES
        && rows.iter().any(|r| r[0] != r[1])
}
