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

/// Gap between the cells of a head, which may stand closer.
const HEAD_GAP: i64 = 45;
/// Most lines of a head.
const MOST_HEAD: usize = 4;

/// The table whose rows begin at `at`: where it begins with its head, where it ends, and itself.
/// A table without a head, or one that a page may have torn, is not clear: half a table has sums that do not hold.
pub(super) fn table(lines: &[Line], at: usize) -> Option<(usize, usize, Grid)> {
    let cells = lines.get(at)?.cells(GAP);
    if cells.len() < LEAST || is_mark(&cells[0].text()) && cells.len() == LEAST {
        return None;
    }
    let columns = cells.iter().map(|cell| (cell.x(), cell.end())).collect();
    let mut open = Open { columns, rows: vec![cells.into_iter().map(|cell| cell.words).collect()], used: at + 1 };
    let mut kept = (1, at + 1);
    for pair in lines[at..].windows(2) {
        if (pair[1].y - pair[0].y) * 100 > ROW_PITCH * pair[1].size || !open.take(&pair[1], pair[1].y - pair[0].y) {
            break;
        }
        // A line with one cell alone is of the table only if rows follow.
        if open.rows.last().is_some_and(|row| filled(row) > 1) {
            kept = (open.rows.len(), open.used);
        }
    }
    open.rows.truncate(kept.0);
    let start = open.head(lines, at);
    let whole = start > 0 && kept.1 < lines.len();
    (whole && open.is_clear()).then(|| {
        let columns = open.columns.iter().flat_map(|c| [c.0, c.1]).collect();
        (start, kept.1, Grid { columns, top: lines[start].y, bottom: lines[kept.1 - 1].y, rows: open.rows })
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

    /// Puts the lines of the head before the first row; gives back where the table then begins.
    fn head(&mut self, lines: &[Line], at: usize) -> usize {
        let mut start = at;
        let mut head: Vec<Vec<Word>> = vec![Vec::new(); self.columns.len()];
        while start > 0 && at - start < MOST_HEAD && (lines[start].y - lines[start - 1].y) * 100 <= ROW_PITCH * lines[start].size {
            let mut more: Vec<Vec<Word>> = vec![Vec::new(); self.columns.len()];
            for cell in lines[start - 1].cells(HEAD_GAP) {
                let mut over = (0..self.columns.len()).filter(|&c| cell.x() < self.columns[c].1 && self.columns[c].0 < cell.end());
                match (over.next(), over.next()) {
                    (Some(column), None) => more[column].extend(cell.words),
                    _ => more.clear(),
                }
                if more.is_empty() {
                    break;
                }
            }
            if filled(&more) < 2 {
                break;
            }
            more.iter_mut().zip(head).for_each(|(cell, below)| cell.extend(below));
            head = more;
            start -= 1;
        }
        if start < at {
            self.rows.insert(0, head);
        }
        start
    }

    /// A head, several full rows, and numbers in most cells of the last column.
    fn is_clear(&self) -> bool {
        let full = self.rows.iter().filter(|row| filled(row) >= LEAST).count();
        let amounts = self.rows.iter().skip(1).filter(|row| row.last().is_some_and(|cell| is_amount(cell))).count();
        let headed = self.rows.first().is_some_and(|row| !row.iter().any(|cell| is_amount(cell)));
        headed && full >= LEAST && amounts * 10 >= (self.rows.len() - 1) * 6
    }
}
