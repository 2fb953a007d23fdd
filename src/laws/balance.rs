//! Balances over a wide table: what was there and what came, less what went, in columns that need not stand side by side.

use super::bits;
use super::identity::{half, Identity};
use crate::facts::{Cell, Records};

/// Wider tables are not looked through.
const WIDEST: usize = 24;
/// Bits of numbers that are long enough to tell one of so many balances from chance.
const LONG: f32 = 13.0;
/// Shorter numbers are only tried in the order in which balances are written, this many columns before the rest.
const NEAR: usize = 5;
/// Rows that a balance is tried on first, those with the largest numbers.
const PROBES: usize = 3;

/// The balances that most of the rows with the largest numbers follow.
pub(super) fn of_column(records: &Records, columns: &[usize], column: usize) -> Vec<Identity> {
    let amounts: Vec<usize> = columns.iter().copied().filter(|&c| c != column && !records.intensive.get(c).copied().unwrap_or(false)).collect();
    if amounts.len() > WIDEST {
        return Vec::new();
    }
    let probes = probes(records, column);
    let is_long = |row: &usize| records.cell(*row, column).is_some_and(|c| bits(c) >= LONG);
    let anywhere = probes.iter().all(is_long);
    let in_order = |a: usize, less: usize| a + NEAR >= column && less < column;
    let mut out = Vec::new();
    for (at, &a) in amounts.iter().enumerate() {
        for &b in &amounts[at + 1..] {
            for &less in amounts.iter().filter(|&&c| c != a && c != b && (anywhere || c > b && in_order(a, c))) {
                let holds = |row: &&usize| balances(records, **row, [column, a, b, less]) == Some(true);
                if probes.iter().filter(holds).count() * 2 > probes.len() {
                    out.push(Identity::Balance(a, b, less));
                }
            }
        }
    }
    out
}

/// The rows with the largest numbers of a column.
fn probes(records: &Records, column: usize) -> Vec<usize> {
    let size = |row: usize| records.cell(row, column).map_or(0, |c| c.value.abs());
    let mut rows: Vec<usize> = (0..records.rows.len()).filter(|&row| size(row) > 0).collect();
    rows.sort_by_key(|&row| std::cmp::Reverse(size(row)));
    rows.truncate(PROBES);
    rows
}

/// True where the first of four columns is the second and the third less the fourth; `None` where one of them is missing, or so small beside the
/// precision of the others that it says nothing.
pub(super) fn balances(records: &Records, row: usize, columns: [usize; 4]) -> Option<bool> {
    let cell = |at: usize| records.cell(row, columns[at]);
    let (own, a, b, less) = (cell(0)?, cell(1)?, cell(2)?, cell(3)?);
    let slack = own.half + half(a) + half(b) + half(less);
    let says_nothing = |c: &Cell| c.value != 0 && c.value.abs() <= slack;
    if [a, b, less].into_iter().any(says_nothing) {
        return None;
    }
    Some((a.value + b.value - less.value - own.value).abs() <= slack)
}
