//! The numbers of a table with the depth of its rows and what its heads say of its columns.

use super::View;
use crate::claims::{labels, ClaimId};
use crate::document::{BlockId, Kind, Table};
use crate::lexicon::PartsCue;

/// The numbers of a table.
pub(super) struct Grid<'a> {
    pub view: View<'a>,
    /// One number a cell, where the cell is a number.
    pub cells: Vec<Vec<Option<ClaimId>>>,
    /// Depth of each row in the outline of the table; 0 is the grand total, `None` a row without numbers.
    pub levels: Vec<Option<u8>>,
    /// Columns whose head announces a total; columns that do not add up (percents, averages).
    pub totals: Vec<bool>,
    pub additive: Vec<bool>,
    /// The table names no unit of measure: its whole numbers are counts.
    pub counts: bool,
    /// Names the table in reading groups.
    pub start: usize,
}

impl<'a> Grid<'a> {
    /// Reads a table.
    pub fn of(view: View<'a>, table: &Table) -> Grid<'a> {
        let number = |&cell: &BlockId| view.claims.of_block(cell).next().filter(|_| is_numeric(view, cell));
        let cells: Vec<Vec<Option<ClaimId>>> = table.rows.iter().map(|row| row.iter().map(number).collect()).collect();
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        let first_data = cells.iter().position(|row| row.iter().flatten().count() > 1).unwrap_or(0).max(table.head);
        let head = |column: usize| -> String {
            let words = table.rows[..first_data].iter().filter_map(|row| row.get(column)).map(|&c| view.document.folded(view.document.blocks[c].span));
            words.collect::<Vec<_>>().join(" ")
        };
        let heads: Vec<String> = (0..width).map(head).collect();
        let excluded = |text: &str| view.rule.cues("not_additive").iter().any(|w| format!(" {text} ").contains(w.as_str()));
        let levels = table.rows.iter().enumerate().map(|(at, row)| if at < first_data { None } else { level(view, row, &cells[at]) }).collect();
        let start = table.rows.first().and_then(|r| r.first()).map_or(0, |&c| view.document.blocks[c].span.start);
        let lead = table.lead.map_or("", |b| view.document.folded(view.document.blocks[b].span));
        let counts = !heads.iter().map(String::as_str).chain([lead]).any(|text| names_unit(view, text));
        Grid {
            view,
            cells,
            levels,
            counts,
            totals: heads.iter().map(|h| is_total(view, h)).collect(),
            additive: heads.iter().map(|h| !excluded(h)).collect(),
            start,
        }
    }

    /// The number in a cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<ClaimId> {
        self.cells.get(row).and_then(|r| r.get(column).copied().flatten())
    }
}

/// A cell that is one number, perhaps with its unit.
fn is_numeric(view: View, cell: BlockId) -> bool {
    let text = view.document.block_text(cell);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    view.document.blocks[cell].kind == Kind::Cell && view.claims.of_block(cell).len() == 1 && letters <= 6
}

/// A head or title names a unit of measure (`ha`, `triệu đồng`).
fn names_unit(view: View, text: &str) -> bool {
    let words = crate::claims::cues::words(text, 0);
    words.iter().any(|w| view.lexicon.unit(&text[w.start..]).is_some_and(|(unit, len)| len > 1 && unit.measure != "duration"))
}

fn is_total(view: View, text: &str) -> bool {
    let words: Vec<&str> = crate::lexicon::split_words(text).take(3).collect();
    matches!(view.lexicon.parts.at(words.iter().copied()), Some((PartsCue::Total, _)))
}

/// Depth of a row: a total row 0, `I` 1, `1` or `a` 2, `1.1` 3, a dash 4; a row without a mark 2.
fn level(view: View, row: &[BlockId], cells: &[Option<ClaimId>]) -> Option<u8> {
    cells.iter().flatten().next()?;
    let texts: Vec<&str> = row.iter().take(2).map(|&c| view.document.block_text(c).trim()).collect();
    if texts.iter().any(|t| is_total(view, &t.to_lowercase()) && labels::words(&t.to_lowercase(), view.lexicon).len() <= 3) {
        return Some(0);
    }
    let mark = texts.first().copied().unwrap_or("").trim_end_matches(['.', ')']);
    let roman = !mark.is_empty() && mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let dotted = mark.contains('.') && mark.chars().all(|c| c.is_ascii_digit() || c == '.');
    Some(match () {
        () if roman => 1,
        () if dotted => 3,
        () if texts.iter().any(|t| t.starts_with(['-', '+', '–'])) => 4,
        () => 2,
    })
}
