//! The rows of a table as an outline: totals, `A`, `I`, `1`, `1.1`, `a`, dashes, and rows without a mark.

use super::grid::{is_total_row, names_unit, Cell};
use super::View;
use crate::claims::columns::Columns;
use crate::claims::formulas::{self, Formula};
use crate::document::Table;
use crate::facts::marks::{depth, leading};
use crate::lexicon::{split_words, PartsCue};

/// Depth of a row without mark among marked ones: beneath the row above it.
const BENEATH: u8 = 20;

/// What a row is.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its name, in lower case, and its mark as written.
    pub name: String,
    pub mark: String,
    /// Depth by its mark; `None` without one.
    pub depth: Option<u8>,
    pub total: bool,
    /// It holds numbers.
    pub numeric: bool,
    /// `trong đó`: it opens a list of some of the row above.
    pub within: bool,
    /// What its name says that it is calculated from.
    pub formula: Option<Formula>,
    /// It is measured, not counted, by its own unit or the brackets of its name.
    pub measured: bool,
    /// Its own unit, where the table has a column for that.
    pub unit: String,
    /// A rate or a remainder: no part of anything.
    pub apart: bool,
}

/// The rows of a table.
#[derive(Default)]
pub(super) struct Outline {
    pub rows: Vec<Row>,
    /// The first column holds the marks.
    pub numbered: bool,
}

impl Outline {
    /// Reads the rows of a table.
    pub fn of(view: View, table: &Table, columns: &Columns, cells: &[Vec<Cell>]) -> Outline {
        let units = unit_column(view, table, columns);
        let rows: Vec<Row> = (0..table.rows.len()).map(|at| row(view, table, &cells[at], at, units)).collect();
        let marked = table.rows.iter().skip(table.head).filter(|row| row.first().is_some_and(|&c| depth(view.document.block_text(c).trim()).is_some())).count();
        Outline { rows, numbered: marked > 1 }
    }

    /// The uppermost rows of a range, totals left out; rows without mark stand beneath marked ones, or beside the uppermost.
    pub fn roots(&self, range: std::ops::Range<usize>, beside: bool) -> Vec<usize> {
        let top = self.rows[range.clone()].iter().filter(|r| !r.total).filter_map(|r| r.depth).min();
        let mut open: Vec<u8> = Vec::new();
        let mut out = Vec::new();
        for at in range {
            let row = &self.rows[at];
            if row.total && row.depth.is_none() || row.name.is_empty() && !row.numeric {
                continue;
            }
            let depth = self.level(at, top, beside);
            open.retain(|&d| d < depth);
            if open.is_empty() {
                out.push(at);
            }
            open.push(depth);
        }
        out
    }

    /// The rows right beneath a row.
    pub fn children(&self, at: usize) -> Vec<usize> {
        let own = self.level(at, Some(0), false);
        let end = (at + 1..self.rows.len()).find(|&r| self.rows[r].total && self.rows[r].depth.is_none() || self.level(r, Some(0), false) <= own);
        self.roots(at + 1..end.unwrap_or(self.rows.len()), false)
    }

    /// True if a range mixes rows with marks and rows without, so that their order can be read in two ways.
    pub fn is_mixed(&self, range: std::ops::Range<usize>) -> bool {
        let rows = || self.rows[range.clone()].iter().filter(|r| !r.total && r.numeric && !r.within && !r.apart);
        rows().any(|r| r.depth.is_some()) && rows().any(|r| r.depth.is_none())
    }

    fn level(&self, at: usize, top: Option<u8>, beside: bool) -> u8 {
        let row = &self.rows[at];
        match (row.depth, top) {
            (Some(depth), _) => depth,
            (None, Some(top)) if beside && !row.within => top,
            (None, Some(_)) => BENEATH + u8::from(row.within),
            (None, None) => 3 + u8::from(row.within),
        }
    }
}

fn row(view: View, table: &Table, cells: &[Cell], at: usize, units: Option<usize>) -> Row {
    let text = |column: usize| table.rows[at].get(column).map_or("", |&c| view.document.block_text(c).trim());
    let (mark, name) = if let Some(depth) = depth(text(0)) {
        (Some((depth, text(0).trim_end_matches(['.', ')']).to_owned())), text(1))
    } else {
        let name = if text(0).is_empty() || is_number(cells.first()) { text(1) } else { text(0) };
        (leading(name), name)
    };
    let name = name.to_lowercase();
    let formula = [text(0), text(1)].iter().find_map(|t| formulas::read(t).1);
    let unit = units.map_or(String::new(), |c| text(c).to_lowercase());
    let rate = view.rule.cues("not_additive_row").iter().any(|cue| name.trim_start_matches(['-', '+', ' ']).starts_with(cue.as_str()));
    let beside = matches!(view.lexicon.parts.at(split_words(&name)), Some((PartsCue::Beside, _)));
    let remainder = matches!(&formula, Some(Formula::Sum(terms)) if terms.iter().any(|t| t.1)) || matches!(formula, Some(Formula::Ratio(..)));
    let name_bracket = name.split_once('(').map_or("", |(_, inner)| inner);
    Row {
        total: [text(0), text(1)].iter().any(|t| is_total_row(view, &t.to_lowercase())),
        numeric: cells.iter().skip(usize::from(mark.is_some())).any(|c| matches!(c, Cell::Number(..))),
        within: matches!(view.lexicon.parts.at(split_words(&name)), Some((PartsCue::Opens | PartsCue::OpenList, _))),
        apart: rate || remainder || beside || unit.contains(['%', '/', '‰']),
        depth: mark.as_ref().map(|m| m.0),
        mark: mark.map_or(String::new(), |m| m.1),
        measured: [unit.as_str(), name_bracket].iter().any(|text| names_unit(view, text)),
        formula,
        unit,
        name,
    }
}

fn is_number(cell: Option<&Cell>) -> bool {
    matches!(cell, Some(Cell::Number(..)))
}

/// The column that gives each row its own unit: its head says so, and most of its cells are units, things that are counted or percents.
fn unit_column(view: View, table: &Table, columns: &Columns) -> Option<usize> {
    let counted = |text: &str| view.lexicon.nouns.at(split_words(text)).is_some_and(|(_, len)| len == split_words(text).count());
    let is_unit = |text: &str| view.lexicon.unit(text).is_some_and(|(_, len)| len == text.len()) || counted(text) || text == "%";
    (0..columns.heads.len()).find(|&column| {
        let named = view.rule.cues("unit_column").iter().any(|cue| columns.heads[column].starts_with(cue.as_str()));
        let texts = table.rows.iter().skip(table.head).filter_map(|row| row.get(column)).map(|&c| view.document.folded(view.document.blocks[c].span).trim());
        let texts: Vec<&str> = texts.filter(|t| !t.is_empty()).collect();
        named && texts.iter().filter(|t| is_unit(t)).count() * 2 > texts.len()
    })
}
