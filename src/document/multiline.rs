//! Tables whose rows take several lines, as pandoc writes them: columns below dashes, an empty line between two rows, dashes at the end.

use super::lines::{Cell, RawKind};
use super::tables::{columns_of, is_rule, Lines};

/// Lines of the tallest row.
const TALLEST: usize = 100;

/// The table that begins in that line, which holds dashes only: its rows, and how many lines it takes.
pub(super) fn read(lines: &Lines, at: usize) -> Option<(Vec<RawKind>, usize)> {
    let rule = if is_rule(lines.line(at)) { (at + 1..=at + TALLEST).find(|&line| ends(lines, line))? } else { at };
    let columns = columns_of(lines.line(rule))?;
    let mut rows = Vec::new();
    if rule > at {
        let head = row(lines, at + 1..rule, &columns)?;
        rows.extend([RawKind::Row(head), RawKind::HeadRule]);
    }
    let mut line = rule + 1;
    loop {
        let from = line;
        line += (from..from + TALLEST).take_while(|&line| !ends(lines, line)).count();
        rows.push(RawKind::Row(row(lines, from..line, &columns)?));
        if !lines.line(line).trim().is_empty() {
            break;
        }
        line += 1;
        if closes(lines.line(line)) {
            break;
        }
    }
    let filled = |row: &RawKind| matches!(row, RawKind::Row(cells) if cells.iter().filter(|cell| !cell.first.is_empty()).count() > 1);
    (closes(lines.line(line)) && rows.iter().any(filled)).then_some((rows, line + 1 - at))
}

/// True for a line that ends a row.
fn ends(lines: &Lines, line: usize) -> bool {
    let words = lines.line(line);
    words.trim().is_empty() || closes(words)
}

fn closes(line: &str) -> bool {
    is_rule(line) || columns_of(line).is_some()
}

/// The cells of a row, each with what stands in its column line by line; nothing where there is no line.
fn row(lines: &Lines, range: std::ops::Range<usize>, columns: &[usize]) -> Option<Vec<Cell>> {
    let mut cells: Option<Vec<Cell>> = None;
    for line in range {
        // Marks of emphasis that are gone have moved what stands behind them.
        let parts = lines.below_columns(line, columns).or_else(|| lines.at_columns(line, columns))?;
        match &mut cells {
            None => cells = Some(parts),
            Some(cells) => cells.iter_mut().zip(parts).for_each(|(cell, part)| cell.add(part.first)),
        }
    }
    cells
}
