//! The numbers of a table, what its heads say of its columns, and the relations of sums in it.

use super::outline::Outline;
use super::View;
use crate::claims::columns::Columns;
use crate::claims::{labels, ClaimId};
use crate::document::{BlockId, Kind, Table};
use crate::facts::grid::Grid as Surroundings;
use crate::lexicon::{split_words, PartsCue};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Widest table that is read.
const WIDEST: usize = 63;
/// Blocks above a table that may name its unit, and how long those are that do not stand right above it, in bytes.
const LEADS: usize = 4;
const SHORT: usize = 120;

/// What a cell adds to a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing: it is empty, or a dash.
    Nil,
    /// A number; true for one below zero.
    Number(ClaimId, bool),
    /// Something that cannot be read as one number: nothing can be said of a sum with it.
    Unreadable,
}

/// The numbers of a table.
pub(super) struct Grid<'a> {
    pub view: View<'a>,
    pub cells: Vec<Vec<Cell>>,
    pub columns: Columns,
    pub outline: Outline,
    /// First row below the head.
    pub first: usize,
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
        let cells: Vec<Vec<Cell>> = table.rows.iter().map(|row| row.iter().take(WIDEST).map(|&c| cell(view, c)).collect()).collect();
        let columns = Columns::read(view.document, table);
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        let excluded = |text: &str| view.rule.cues("not_additive").iter().any(|w| format!(" {text} ").contains(w.as_str()));
        let start = table.rows.first().and_then(|r| r.first()).map_or(0, |&c| view.document.blocks[c].span.start);
        let measured = Surroundings::read(view.document, view.claims, view.lexicon, table).unit.is_some();
        let counts = !measured && !columns.heads.iter().map(String::as_str).chain(leads(view, table)).any(|text| names_unit(view, text));
        let outline = Outline::of(view, table, &columns, &cells);
        let mut additive: Vec<bool> = columns.heads.iter().take(width).map(|h| !excluded(h)).collect();
        if let Some(first) = additive.first_mut().filter(|_| outline.numbered) {
            *first = false;
        }
        let totals = columns.own.iter().take(width).map(|own| own.iter().any(|h| is_total(view, h))).collect();
        Grid { view, cells, outline, first: table.head, counts, totals, additive, columns, start }
    }

    /// What a cell adds.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.cells.get(row).and_then(|r| r.get(column).copied()).unwrap_or(Cell::Nil)
    }

    /// The rows below the head that hold numbers.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        (self.first..self.cells.len()).filter(|&r| self.outline.rows[r].numeric)
    }

    /// A name for proposals that are meant alike, which no other table has.
    pub fn kin(&self, kind: usize, name: usize) -> usize {
        self.start.wrapping_mul(1 << 24) ^ (kind << 20) ^ name
    }

    /// The relation of a total and its parts; nothing where a cell cannot be read, or where fewer than two parts have numbers.
    #[track_caller]
    pub fn sum(&self, row: usize, total: Cell, parts: &[(Cell, bool)], certainty: Certainty) -> Option<Relation> {
        let Cell::Number(total, false) = total else { return None };
        let exact = self.counts && !self.outline.rows[row].measured;
        let mut terms = Vec::with_capacity(parts.len());
        for &(part, minus) in parts {
            match part {
                Cell::Number(id, below) if id != total => terms.push(self.term(id, exact, if below != minus { TermRole::Deduction } else { TermRole::Part })),
                Cell::Nil => {}
                _ => return None,
            }
        }
        if terms.len() < 2 {
            return None;
        }
        let relation = Relation::new(&self.view.rule.name, Form::Sum, self.term(total, exact, TermRole::Stated), terms);
        Some(Relation { may_be_partial: true, ..relation.sure(certainty) })
    }

    fn term(&self, id: ClaimId, exact: bool, role: TermRole) -> Term {
        let mut term = Term::of(id, &self.view.claims.list[id], role);
        if let Some(quantity) = term.quantity.as_mut().filter(|_| exact) {
            quantity.exact = true;
        }
        term
    }
}

/// A cell that is one number, perhaps with its unit; a percent is nothing that adds up.
fn cell(view: View, cell: BlockId) -> Cell {
    let text = view.document.block_text(cell).trim();
    if text.chars().all(|c| "-–—.…".contains(c)) {
        return Cell::Nil;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let mut claims = view.claims.of_block(cell);
    match (claims.next(), claims.next()) {
        (Some(id), None) if view.document.blocks[cell].kind == Kind::Cell && letters <= 6 && !view.claims.list[id].is_percent() => {
            Cell::Number(id, text.starts_with(['-', '–', '−', '(']))
        }
        _ => Cell::Unreadable,
    }
}

/// The block above a table, and the short lines above that: titles, and the unit of all numbers.
fn leads<'a>(view: View<'a>, table: &Table) -> impl Iterator<Item = &'a str> {
    let above = table.lead.into_iter().flat_map(|last| (last.saturating_sub(LEADS - 1)..=last).rev());
    let lines = above.take_while(move |&b| view.document.blocks[b].kind != Kind::Cell).map(move |b| view.document.folded(view.document.blocks[b].span));
    lines.enumerate().filter(|(at, text)| *at == 0 || text.len() < SHORT).map(|l| l.1)
}

/// A head or title names a unit of measure (`ha`, `triệu đồng`).
pub(super) fn names_unit(view: View, text: &str) -> bool {
    let words = crate::claims::cues::words(text, 0);
    words.iter().any(|w| view.lexicon.unit(&text[w.start..]).is_some_and(|(unit, len)| len > 1 && !matches!(unit.measure.as_str(), "duration" | "score")))
}

/// `Tổng số`, at the start of a head.
pub(super) fn is_total(view: View, text: &str) -> bool {
    let words: Vec<&str> = split_words(text).take(3).collect();
    matches!(view.lexicon.parts.at(words.iter().copied()), Some((PartsCue::Total, _)))
}

/// `Tổng cộng`, and little else, as the name of a row.
pub(super) fn is_total_row(view: View, text: &str) -> bool {
    let name = text.split('(').next().unwrap_or("");
    is_total(view, name) && labels::words(name, view.lexicon).len() <= 3
}
