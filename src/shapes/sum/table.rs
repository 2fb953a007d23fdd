//! Totals of tables: total rows over the rows that belong to them, total columns over the columns beside them.

use super::View;
use crate::claims::{labels, ClaimId};
use crate::document::{BlockId, Kind, Table};
use crate::lexicon::PartsCue;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Most columns that one total column is tried over.
const SPAN: usize = 8;

/// Proposes the sums of all tables.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let grid = Grid::of(view, table);
        grid.rows_down(out);
        grid.columns_across(out);
    }
}

/// The numbers of a table.
struct Grid<'a> {
    view: View<'a>,
    /// One number a cell, where the cell is a number.
    cells: Vec<Vec<Option<ClaimId>>>,
    /// Depth of each row in the outline of the table; 0 is the grand total, `None` a row without numbers.
    levels: Vec<Option<u8>>,
    /// Columns whose head announces a total; columns that do not add up (percents, averages).
    totals: Vec<bool>,
    additive: Vec<bool>,
    /// The table names no unit of measure: its whole numbers are counts.
    counts: bool,
    /// Names the table in reading groups.
    start: usize,
}

impl<'a> Grid<'a> {
    fn of(view: View<'a>, table: &Table) -> Grid<'a> {
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

    fn cell(&self, row: usize, column: usize) -> Option<ClaimId> {
        self.cells.get(row).and_then(|r| r.get(column).copied().flatten())
    }

    /// Each row with deeper rows beneath it (or, for a grand total, the top rows of the table) is the sum of these, column by column.
    fn rows_down(&self, out: &mut Vec<Relation>) {
        for row in 0..self.levels.len() {
            let parts = self.parts_of(row);
            if parts.len() < 2 {
                continue;
            }
            for column in (0..self.additive.len()).filter(|&c| self.additive[c]) {
                let terms: Vec<ClaimId> = parts.iter().filter_map(|&r| self.cell(r, column)).collect();
                if let Some(total) = self.cell(row, column).filter(|_| terms.len() >= 2) {
                    out.push(self.sum(total, &terms, Certainty::Likely, self.start + row, 0).kin(self.start + row));
                }
            }
        }
    }

    fn parts_of(&self, row: usize) -> Vec<usize> {
        let Some(own) = self.levels[row] else { return Vec::new() };
        let others: Vec<usize> = match own {
            0 => (0..self.levels.len()).filter(|&r| r != row && self.levels[r].is_some()).collect(),
            _ => (row + 1..self.levels.len()).take_while(|&r| self.levels[r].is_none_or(|l| l > own)).filter(|&r| self.levels[r].is_some()).collect(),
        };
        let top = others.iter().filter_map(|&r| self.levels[r]).filter(|&l| l > own).min();
        others.into_iter().filter(|&r| self.levels[r] == top).collect()
    }

    /// A column is the sum of the columns right behind it, or right before it, in every row.
    fn columns_across(&self, out: &mut Vec<Relation>) {
        let width = self.additive.len();
        for total in (0..width).filter(|&c| self.additive[c]) {
            let behind = (total + 2..(total + 1 + SPAN).min(width)).map(|end| (total + 1, end));
            let before = (total.saturating_sub(SPAN)..total.saturating_sub(1)).map(|start| (start, total - 1));
            for (start, end) in behind.chain(before) {
                let certainty = if self.totals[total] { Certainty::Likely } else { Certainty::Possible };
                self.across(total, start, end, certainty, out);
            }
        }
    }

    fn across(&self, total: usize, start: usize, end: usize, certainty: Certainty, out: &mut Vec<Relation>) {
        if (start..=end).any(|c| !self.additive[c] || self.totals[c]) {
            return;
        }
        let option = total * 10_000 + start * 100 + end;
        for row in (0..self.levels.len()).filter(|&r| self.levels[r].is_some()) {
            let terms: Vec<ClaimId> = (start..=end).filter_map(|c| self.cell(row, c)).collect();
            if let Some(sum) = self.cell(row, total).filter(|_| terms.len() >= 2) {
                out.push(self.sum(sum, &terms, certainty, self.start + row + 1_000_000, option).kin(self.start + 1_000_000 + option));
            }
        }
    }

    fn sum(&self, total: ClaimId, terms: &[ClaimId], certainty: Certainty, group: usize, option: usize) -> Relation {
        let claims = &self.view.claims.list;
        let term = |id: ClaimId, role: TermRole| {
            let mut term = Term::of(id, &claims[id], role);
            if let Some(quantity) = term.quantity.as_mut().filter(|_| self.counts) {
                quantity.exact = true;
            }
            term
        };
        let terms = terms.iter().map(|&t| term(t, TermRole::Part)).collect();
        let mut relation = Relation::new(&self.view.rule.name, Form::Sum, term(total, TermRole::Stated), terms);
        relation.may_be_partial = true;
        relation.sure(certainty).reading(group, option, 0)
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
