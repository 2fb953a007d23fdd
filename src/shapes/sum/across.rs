//! Totals of tables by columns: a column over the columns beside it, in every row.

use super::grid::{Cell, Grid};
use crate::claims::columns::Calculated;
use crate::relations::{Certainty, Relation};

/// Most columns that one total column is tried over.
const SPAN: usize = 8;
/// In tables of more rows only columns that call themselves totals are tried, and in very long ones only those that show their parts.
const LONG: usize = 200;
const VERY_LONG: usize = 3_000;
/// Names of options: what the head calculates, totals of totals, columns headed alike; below them runs of columns.
const FORMULA: usize = 1 << 18;
const TOTALS: usize = FORMULA + 64;
const ALIKE: usize = FORMULA + 128;
/// A group of columns and a total that does not stand beside it: true in one row says nothing of the next.
const FURTHER: usize = FORMULA * 2;

impl Grid<'_> {
    /// Proposes the columns that may be sums of others.
    pub(super) fn columns_across(&self, out: &mut Vec<Relation>) {
        let width = self.additive.len();
        for (total, calculated) in &self.columns.formulas {
            if let Calculated::Sum(terms) = calculated {
                // A head may be misnumbered: its rows tell whether it is meant so.
                self.across(*total, terms, Certainty::Likely, FORMULA + total, out);
            }
        }
        let rows = self.rows().count();
        for total in (0..width).filter(|&c| self.additive[c] && (rows <= LONG || self.totals[c])) {
            for (start, end) in self.runs(total) {
                let certainty = if self.is_shown(total, start, end) { Certainty::Likely } else { Certainty::Possible };
                if rows <= VERY_LONG || certainty == Certainty::Likely {
                    self.across(total, &(start..=end).map(|c| (c, false)).collect::<Vec<_>>(), certainty, (total * 64 + start) * 64 + end, out);
                }
            }
            for (start, end) in self.groups(total) {
                self.across(total, &(start..=end).map(|c| (c, false)).collect::<Vec<_>>(), Certainty::Possible, FURTHER + (total * 64 + start) * 64 + end, out);
            }
            if self.totals[total] {
                let others: Vec<usize> = (total + 1..width).filter(|&c| self.totals[c] && self.additive[c]).collect();
                self.across(total, &plain(&others), Certainty::Possible, TOTALS + total, out);
            }
            let alike: Vec<usize> = (total + 1..width).filter(|&c| self.additive[c] && self.is_alike(total, c)).collect();
            self.across(total, &plain(&alike), Certainty::Possible, ALIKE + total, out);
        }
    }

    /// Runs of columns right behind a column, or right before it, that may be its parts.
    fn runs(&self, total: usize) -> Vec<(usize, usize)> {
        let free = |c: &usize| self.additive[*c] && !self.totals[*c];
        let behind = (total + 1..(total + 1 + SPAN).min(self.additive.len())).take_while(free).skip(1).map(|end| (total + 1, end));
        let before = (total.saturating_sub(SPAN)..total).rev().take_while(free).skip(1).map(|start| (start, total - 1));
        behind.chain(before).collect()
    }

    /// Groups of columns further behind, which may break down any column before them (`cơ sở`, `hồ sơ`, `nơi nhận: tỉnh, huyện, xã`).
    fn groups(&self, total: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let opens = |c: &usize| self.columns.own[*c].len() > 1 && self.columns.group_end[*c] > c + 1;
        let further = (total + 2..(total + SPAN).min(self.additive.len())).filter(opens).map(|c| (c, self.columns.group_end[c] - 1));
        further.filter(|&(start, end)| (start..=end).all(|c| self.additive.get(c) == Some(&true) && !self.totals[c]))
    }

    /// The head shows that these are the parts of a total: they end with a group, or where no further part can stand.
    fn is_shown(&self, total: usize, start: usize, end: usize) -> bool {
        let closed = |c: usize| c >= self.additive.len() || self.totals[c] || !self.additive[c];
        let group = self.columns.group_end[total].max(self.columns.group_end[start]) == end + 1;
        self.totals[total] && (group || if start > total { closed(end + 1) } else { start == 0 || closed(start - 1) })
    }

    /// Two columns of groups that are headed alike (`Số hộ`, `Số khẩu` in each).
    fn is_alike(&self, a: usize, b: usize) -> bool {
        let last = |c: usize| self.columns.own[c].iter().rev().find(|h| h.contains(char::is_alphabetic));
        self.columns.own[b].first() != self.columns.own[a].first().filter(|_| self.columns.own[a].len() == 1) && last(a).is_some() && last(a) == last(b)
    }

    fn across(&self, total: usize, terms: &[(usize, bool)], certainty: Certainty, option: usize, out: &mut Vec<Relation>) {
        if terms.len() < 2 {
            return;
        }
        let told = option & !63 == FORMULA;
        for row in self.rows().filter(|&r| !self.outline.rows[r].apart) {
            let parts: Vec<(Cell, bool)> = terms.iter().map(|&(c, minus)| (self.cell(row, c), minus)).collect();
            if let Some(relation) = self.sum(row, self.cell(row, total), &parts, certainty) {
                let relation = Relation { may_be_partial: !told, ..relation };
                let read = relation.reading(self.start + row + 1_000_000, option, 0);
                out.push(if option < FURTHER { read.kin(self.kin(16, option)) } else { read });
            }
        }
    }
}

fn plain(columns: &[usize]) -> Vec<(usize, bool)> {
    columns.iter().map(|&c| (c, false)).collect()
}
