//! Totals of tables: total rows over the rows that belong to them, total columns over the columns beside them.

use super::grid::Grid;
use super::View;
use crate::claims::ClaimId;
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

impl Grid<'_> {
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
