//! Totals of tables by rows: a row over the rows beneath it, a total over the rows of its section or of the whole table.

use super::grid::{Cell, Grid};
use super::View;
use crate::claims::formulas::Formula;
use crate::relations::{Certainty, Relation};
use std::ops::Range;

/// Ways in which a total row may add up, as they are named in readings.
const BENEATH: usize = 1;
const ALL: usize = 2;
const BELOW: usize = 3;
const ABOVE: usize = 4;
const TOTALS: usize = 5;
const FORMULA: usize = 6;

/// In tables of more rows nobody refers to rows by their marks.
const LONG: usize = 2_000;

/// Proposes the sums of all tables.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let grid = Grid::of(view, table);
        let totals: Vec<usize> = grid.rows().filter(|&r| grid.outline.rows[r].total && grid.outline.rows[r].depth.is_none()).collect();
        for row in grid.rows() {
            grid.down(row, &totals, out);
        }
        grid.columns_across(out);
    }
}

impl Grid<'_> {
    /// The sums that a row may be; `totals` are the total rows without a mark, in order.
    fn down(&self, row: usize, totals: &[usize], out: &mut Vec<Relation>) {
        let own = &self.outline.rows[row];
        if let Some(terms) = own.formula.as_ref().and_then(|f| self.named_rows(row, f)) {
            return self.formula(row, &terms, out);
        }
        let children = self.outline.children(row);
        if own.depth.is_some() {
            self.offer(row, &children, BENEATH, self.how_sure(&children), out);
        }
        if own.total {
            self.total(row, own.depth.is_none(), totals, out);
        }
    }

    /// A total row: over all of the table, or where there are several, over its section, or over the other totals.
    fn total(&self, row: usize, sure: bool, totals: &[usize], out: &mut Vec<Relation>) {
        let end = self.outline.rows.len();
        // A total with a mark of its own is one of all rows at most where it stands first or last.
        if !sure && self.rows().next() != Some(row) && (row + 1..end).any(|r| self.outline.rows[r].numeric) {
            return;
        }
        let alone = totals.is_empty() || totals == [row];
        // The grand total stands first or last.
        let outer = totals.first() == Some(&row) || totals.last() == Some(&row);
        let mut ranges = if outer || alone { vec![(self.first..end, ALL)] } else { Vec::new() };
        if !alone {
            let before = totals.partition_point(|&t| t < row);
            let next = totals[before..].iter().copied().find(|&t| t > row).unwrap_or(end);
            let last = before.checked_sub(1).map_or(self.first, |b| totals[b] + 1);
            ranges.extend([(row + 1..next, BELOW), (last..row, ABOVE)]);
            let others: Vec<usize> = if outer { totals.iter().copied().filter(|&t| t != row).collect() } else { Vec::new() };
            self.offer(row, &others, TOTALS, Certainty::Possible, out);
        }
        for (range, how) in ranges {
            let plain = alone && sure && !self.outline.is_mixed(range.clone());
            // `Cộng` below all rows, or `Tổng số hộ` above rows that all count that: no guess.
            let closing = plain && (self.rows().last() == Some(row) || self.is_of_one_unit(row));
            let certainty = match (closing, plain) {
                (true, _) => Certainty::Certain,
                (_, true) => Certainty::Likely,
                _ => Certainty::Possible,
            };
            let from = out.len();
            self.offer(row, &self.roots(range.clone(), row, false), how, certainty, out);
            out[from..].iter_mut().for_each(|r| r.may_be_partial &= !closing);
            self.offer(row, &self.roots(range, row, true), how + 8, Certainty::Possible, out);
        }
    }

    /// The first row of a table whose rows all have its unit.
    fn is_of_one_unit(&self, row: usize) -> bool {
        let unit = &self.outline.rows[row].unit;
        self.rows().next() == Some(row) && !unit.is_empty() && self.rows().all(|r| self.outline.rows[r].unit == *unit && !self.outline.rows[r].within)
    }

    fn roots(&self, range: Range<usize>, row: usize, beside: bool) -> Vec<usize> {
        self.outline.roots(range, beside).into_iter().filter(|&r| r != row).collect()
    }

    /// Rows beneath that count some things twice (`nữ`), or that open with `trong đó`, need not make the whole.
    fn how_sure(&self, children: &[usize]) -> Certainty {
        let has = |cue: &str| children.iter().any(|&r| crate::lexicon::split_words(&self.outline.rows[r].name).any(|w| w == cue));
        let crosses = self.view.rule.cues("crossing").iter().any(|pair| {
            let (quality, opposites) = pair.split_once('|').unwrap_or((pair, ""));
            has(quality) && !opposites.split('|').any(has)
        });
        let within = children.first().is_some_and(|&r| self.outline.rows[r].within);
        if crosses || within {
            Certainty::Possible
        } else {
            Certainty::Likely
        }
    }

    /// Proposes, column by column, that a row is the sum of rows.
    fn offer(&self, row: usize, parts: &[usize], how: usize, certainty: Certainty, out: &mut Vec<Relation>) {
        let own = &self.outline.rows[row];
        if own.apart || parts.len() < 2 && parts.iter().all(|&p| self.outline.rows[p].numeric) {
            return;
        }
        // Where several totals follow one way, its other rows speak for it; else the columns of the row.
        let kin = if matches!(how % 8, BELOW | ABOVE | TOTALS) { self.kin(how, 0) } else { self.kin(how, row) };
        for column in (0..self.additive.len()).filter(|&c| self.additive[c]) {
            let mut terms = Vec::new();
            for &part in parts {
                self.terms(part, column, row, &mut terms);
            }
            let relation = self.sum(row, self.cell(row, column), &terms, certainty);
            out.extend(relation.map(|r| r.reading(self.start + row, how, 0).kin(kin)));
        }
    }

    /// What a row adds in a column: its number, or what stands beneath it.
    fn terms(&self, part: usize, column: usize, total: usize, out: &mut Vec<(Cell, bool)>) {
        let (own, whole) = (&self.outline.rows[part], &self.outline.rows[total]);
        let children = if self.cell(part, column) == Cell::Nil && !own.total { self.outline.children(part) } else { Vec::new() };
        if !children.is_empty() {
            children.iter().for_each(|&child| self.terms(child, column, total, out));
        } else if !own.apart && own.numeric && (own.unit == whole.unit || whole.unit.is_empty()) {
            out.push((self.cell(part, column), false));
        }
    }

    /// The rows that a formula names; nothing where one of them is missing or stands there twice.
    fn named_rows(&self, row: usize, formula: &Formula) -> Option<Vec<(usize, bool)>> {
        let Formula::Sum(terms) = formula else { return None };
        if self.cells.len() > LONG {
            return None;
        }
        let find = |name: &str| {
            let mut rows = (self.first..self.cells.len()).filter(|&r| r != row && self.outline.rows[r].mark == name);
            rows.next().filter(|_| rows.next().is_none())
        };
        terms.iter().map(|(name, minus)| Some((find(name)?, *minus))).collect()
    }

    fn formula(&self, row: usize, terms: &[(usize, bool)], out: &mut Vec<Relation>) {
        for column in (0..self.additive.len()).filter(|&c| self.additive[c]) {
            let parts: Vec<(Cell, bool)> = terms.iter().map(|&(r, minus)| (self.cell(r, column), minus)).collect();
            let relation = self.sum(row, self.cell(row, column), &parts, Certainty::Certain);
            out.extend(relation.map(|r| Relation { may_be_partial: false, ..r.reading(self.start + row, FORMULA, 0).kin(self.kin(FORMULA, row)) }));
        }
    }
}
