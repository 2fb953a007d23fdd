//! Tables without rules: lines whose columns stand beneath each other, with numbers in the last.

use super::lines::{is_mark, Line, Word};
use super::table::Grid;

/// Gap between columns, in hundredths of the letters' size.
const GAP: i64 = 110;
/// Least columns and rows that make a table clear.
const LEAST: usize = 3;
/// Farthest a row stands beneath another one, and a line beneath the one that it goes on from, in hundredths of the size.
const ROW_PITCH: i64 = 320;
const LINE_PITCH: i64 = 150;

/// The table that begins with the first of these lines, and how many lines it has.
pub(super) fn table(lines: &[Line]) -> Option<(Grid, usize)> {
    let first = lines.first()?;
    let cells = first.cells(GAP);
    if cells.len() < LEAST || is_mark(&cells[0].text()) && cells.len() == LEAST {
        return None;
    }
    let columns = cells.iter().map(|cell| (cell.x(), cell.end())).collect();
    let mut open = Open { columns, rows: vec![cells.into_iter().map(|cell| cell.words).collect()], used: 1 };
    let mut kept = (1, 1);
    for pair in lines.windows(2) {
        if (pair[1].y - pair[0].y) * 100 > ROW_PITCH * pair[1].size || !open.take(&pair[1], pair[1].y - pair[0].y) {
            break;
        }
        // A line with one cell alone is of the table only if rows follow.
        if open.rows.last().is_some_and(|row| filled(row) > 1) {
            kept = (open.rows.len(), open.used);
        }
    }
    open.rows.truncate(kept.0);
    open.is_clear().then(|| {
        let columns = open.columns.iter().flat_map(|c| [c.0, c.1]).collect();
        (Grid { columns, top: first.y, bottom: lines[kept.1 - 1].y, rows: open.rows }, kept.1)
    })
}

fn filled(row: &[Vec<Word>]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

fn is_amount(cell: &[Word]) -> bool {
    let mut letters = cell.iter().flat_map(|word| word.text.chars()).peekable();
    letters.peek().is_some() && letters.all(|c| c.is_ascii_digit() || ".,%-–()".contains(c))
}

struct Open {
    columns: Vec<(i64, i64)>,
    rows: Vec<Vec<Vec<Word>>>,
    used: usize,
}

impl Open {
    /// Takes a line whose cells each stand beneath one column.
    fn take(&mut self, line: &Line, below: i64) -> bool {
        let mut row: Vec<Vec<Word>> = vec![Vec::new(); self.columns.len()];
        let mut columns = self.columns.clone();
        for cell in line.cells(GAP) {
            let mut over = (0..columns.len()).filter(|&c| cell.x() < columns[c].1 && columns[c].0 < cell.end());
            let (Some(column), None) = (over.next(), over.next()) else { return false };
            columns[column] = (columns[column].0.min(cell.x()), columns[column].1.max(cell.end()));
            row[column].extend(cell.words);
        }
        if columns.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
            return false;
        }
        self.columns = columns;
        self.used += 1;
        let first = line.words.first().map_or("", |word| word.text.as_str());
        let goes_on = filled(&row) == 1 && below * 100 <= LINE_PITCH * line.size && !is_mark(first);
        match self.rows.last_mut().filter(|_| goes_on) {
            Some(last) => last.iter_mut().zip(row).for_each(|(cell, more)| cell.extend(more)),
            None => self.rows.push(row),
        }
        true
    }

    /// Several full rows, and numbers in most cells of the last column.
    fn is_clear(&self) -> bool {
        let full = self.rows.iter().filter(|row| filled(row) >= LEAST).count();
        let amounts = self.rows.iter().skip(1).filter(|row| row.last().is_some_and(|cell| is_amount(cell))).count();
        full >= LEAST && amounts * 10 >= (self.rows.len() - 1) * 6
    }
}
