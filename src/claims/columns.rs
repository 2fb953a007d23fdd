//! What the head of a table says of its columns: names, groups, numbers, formulas.

use super::formulas::{self, Formula};
use crate::document::{Document, Table};

/// The head of a table.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// All that stands over each column, that of its group included, in lower case.
    pub heads: Vec<String>,
    /// What stands over it alone, from the top.
    pub own: Vec<Vec<String>>,
    /// One past the last column of the group that each column stands in; itself where it stands alone.
    pub group_end: Vec<usize>,
    /// The first column only counts the rows (1, 2, 3 …).
    pub numbered: bool,
    /// The column that each one's formula calculates it from.
    pub formulas: Vec<(usize, Calculated)>,
}

/// A formula whose columns are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Calculated {
    /// The sum of columns; true for what is taken off.
    Sum(Vec<(usize, bool)>),
    /// The first column divided by the second.
    Ratio(usize, usize),
}

impl Columns {
    /// Reads the head rows of a table.
    pub fn read(document: &Document, table: &Table) -> Columns {
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let text = |row: usize, column: usize| -> &str { table.rows[row].get(column).map_or("", |&c| document.folded(document.blocks[c].span).trim()) };
        let mut out = Columns::default();
        for column in 0..width {
            let own: Vec<String> = (0..table.head).map(|row| text(row, column)).filter(|t| !t.is_empty()).map(str::to_owned).collect();
            let mut all = Vec::new();
            let mut end = column + 1;
            for row in 0..table.head {
                let below = (row + 1..table.head).any(|r| !text(r, column).is_empty());
                let group = if text(row, column).is_empty() && below { (0..column).rev().map(|c| text(row, c)).find(|t| !t.is_empty()) } else { None };
                all.push(group.unwrap_or_else(|| text(row, column)));
                if below {
                    // The group reaches as far as nothing else stands beside its name, but something below.
                    let next = |c: &usize| text(row, *c).is_empty() && (row + 1..table.head).any(|r| !text(r, *c).is_empty());
                    end = end.max((column + 1..width).take_while(next).last().map_or(column + 1, |c| c + 1));
                }
            }
            out.heads.push(all.join(" "));
            out.own.push(own);
            out.group_end.push(end);
        }
        out.numbered = counts_rows((table.head..table.rows.len()).map(|row| text(row, 0)));
        out.formulas = calculated(document, table, width);
        out
    }
}

/// Numbers of rows as an outline goes on (`1, 2, 2.1, 2.2, 3`), from 1 or from the middle of one that stands above.
fn counts_rows<'t>(cells: impl Iterator<Item = &'t str>) -> bool {
    let paths: Vec<Vec<u32>> = cells.filter_map(outline_path).collect();
    let opens = paths.first().is_some_and(|first| *first == [1]) || paths.iter().any(|path| path.len() > 1);
    opens && paths.len() > 1 && paths.windows(2).all(|pair| goes_on(&pair[0], &pair[1]))
}

/// `4`, `4.` and `4.1` as the numbers of an outline.
fn outline_path(cell: &str) -> Option<Vec<u32>> {
    cell.trim_end_matches('.').split('.').map(|part| part.parse().ok()).collect()
}

/// The next of its level or of a level above, the first beneath it or beneath the next one, or the first of all.
fn goes_on(last: &[u32], next: &[u32]) -> bool {
    let follows = |path: &[u32]| {
        let level = path.len() - 1;
        last.len() > level && last[..level] == path[..level] && last[level].checked_add(1) == Some(path[level])
    };
    let first_beneath = next.split_last().filter(|(number, above)| **number == 1 && !above.is_empty());
    follows(next) || *next == [1] || first_beneath.is_some_and(|(_, above)| above == last || follows(above))
}

/// The formulas of the head, their names told by the row that numbers the columns.
fn calculated(document: &Document, table: &Table, width: usize) -> Vec<(usize, Calculated)> {
    let cell = |row: usize, column: usize| table.rows[row].get(column).map_or("", |&c| document.block_text(c).trim());
    let mut names: Vec<(String, usize)> = Vec::new();
    for row in 0..table.head {
        let own: Vec<(String, usize)> = (0..width).filter_map(|c| Some((formulas::read(cell(row, c)).0?, c))).collect();
        if own.len() > 1 {
            names.extend(own);
        }
    }
    // A name that two columns have tells nothing.
    let find = |name: &str| {
        let mut found = names.iter().filter(|(n, _)| n == name).map(|n| n.1);
        found.next().filter(|first| found.all(|c| c == *first))
    };
    let mut out = Vec::new();
    for column in 0..width {
        let found = (0..table.head).find_map(|row| formulas::read(cell(row, column)).1);
        let read = found.and_then(|formula| match formula {
            Formula::Sum(terms) => terms.into_iter().map(|(n, minus)| Some((find(&n)?, minus))).collect::<Option<Vec<_>>>().map(Calculated::Sum),
            Formula::Ratio(part, whole) => Some(Calculated::Ratio(find(&part)?, find(&whole)?)),
        });
        let refers = |c: &Calculated| match c {
            Calculated::Sum(terms) => terms.iter().any(|t| t.0 == column),
            Calculated::Ratio(part, whole) => *part == column || *whole == column,
        };
        out.extend(read.filter(|c| !refers(c)).map(|c| (column, c)));
    }
    out
}
