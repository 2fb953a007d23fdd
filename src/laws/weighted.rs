//! The rate of a total lies between the rates of its parts: where columns add up (nine months are three quarters) and columns beside them hold a rate of each
//! (growth in percent of the year before), the rate of the total follows from the rates of the parts, and where it is outside of them one of all is wrong.
//!
//! Which columns are those rates is said by their heads, or found by the numbers: the amounts divided by their rates add up as the amounts do.

use super::term;
use crate::claims::Claims;
use crate::facts::{heads, Cell, Records};
use crate::relations::{Form, Relation, TermRole};
use crate::rulebook::Severity;

/// Fewest rows that meet what their parts make, of at least half of all.
const ROWS: usize = 5;
/// How many halves of a last digit the rate of a total may be off by: its own, and those of its parts.
const HALVES: f64 = 3.0;
/// Rates are below this, in steps of one.
const LARGEST: i128 = 1_000;
/// Rates nearer together than this share of them say nothing: any number near them would do.
const APART: f64 = 0.01;

/// A column that is the sum of others in the rows that are marked.
pub(super) struct Added<'a> {
    pub total: usize,
    /// In the order of the table.
    pub parts: Vec<usize>,
    pub rows: &'a [Option<bool>],
}

/// Proposes for each row of a sum that the rate of its total lies between those of its parts. `split` is where the second of two joined tables begins.
pub(super) fn propose(claims: &Claims, records: &Records, split: Option<usize>, sums: &[Added], out: &mut Vec<Relation>) {
    let side = |column: usize| split.is_some_and(|split| column >= split);
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for sum in sums {
        let (own, count) = (side(sum.total), sum.parts.len());
        let is_taken = |column: usize| column == sum.total || sum.parts.contains(&column);
        let totals = (0..records.width).filter(|&c| side(c) == own && !is_taken(c));
        let sides = |column: usize| if side(column) { split.unwrap_or(0)..records.width } else { 0..split.unwrap_or(records.width) };
        let growth = |column: usize| heads::growth_of(&records.heads, column, sides(column));
        let said = growth(sum.total).zip(sum.parts.iter().map(|&part| growth(part)).collect::<Option<Vec<_>>>());
        if let Some((total, parts)) = said.filter(|(total, parts)| !seen.contains(&(*total, parts[0]))) {
            seen.push((total, parts[0]));
            out.extend((0..records.rows.len()).filter_map(|row| relation(claims, records, (sum, row), total, &parts)));
        }
        for total in totals {
            let fits = |from: &usize| (*from..from + count).all(|c| side(c) == side(sum.parts[0]) && c != total && !is_taken(c));
            let in_order = |from: usize| (from..from + count).collect::<Vec<_>>();
            let found = (0..(records.width + 1).saturating_sub(count)).filter(fits).find(|&from| are_rates(records, sum, total, &in_order(from)));
            let Some(from) = found.filter(|&from| !seen.contains(&(total, from))) else { continue };
            seen.push((total, from));
            out.extend((0..records.rows.len()).filter_map(|row| relation(claims, records, (sum, row), total, &in_order(from))));
        }
    }
}

/// True where most rows say that these columns are the rates of a sum.
fn are_rates(records: &Records, sum: &Added, total: usize, parts: &[usize]) -> bool {
    let (mut met, mut told) = (0, 0);
    for row in 0..records.rows.len() {
        let Some((rate, made)) = made(records, (sum, row), total, parts) else { continue };
        told += 1;
        met += usize::from((rate.value as f64 - made).abs() <= HALVES * rate.half.max(1) as f64);
    }
    met >= ROWS && met * 2 >= told
}

/// The rate of a total, and what the rates of its parts make together, in steps; nothing for a row whose rates are all alike.
fn made(records: &Records, (sum, row): (&Added, usize), total: usize, parts: &[usize]) -> Option<(Cell, f64)> {
    if sum.rows[row] != Some(true) {
        return None;
    }
    let rate = *records.cell(row, total)?;
    let is_rate = |cell: &Cell| cell.value > 0 && cell.value < LARGEST * records.step;
    let (mut amounts, mut bases) = (0.0, 0.0);
    let (mut least, mut most) = (f64::INFINITY, 0.0f64);
    for (amount, own) in sum.parts.iter().zip(parts) {
        let (amount, own) = (records.cell(row, *amount)?, records.cell(row, *own).filter(|cell| is_rate(cell))?);
        if amount.value <= 0 {
            return None;
        }
        amounts += amount.value as f64;
        bases += amount.value as f64 / own.value as f64;
        (least, most) = (least.min(own.value as f64), most.max(own.value as f64));
    }
    (is_rate(&rate) && most - least > APART * most).then_some((rate, amounts / bases))
}

fn relation(claims: &Claims, records: &Records, (sum, row): (&Added, usize), total: usize, parts: &[usize]) -> Option<Relation> {
    let (rate, _) = made(records, (sum, row), total, parts)?;
    let cells: Option<Vec<&Cell>> = parts.iter().map(|&column| records.cell(row, column)).collect();
    let terms = cells?.into_iter().map(|cell| term(claims, cell, false, TermRole::Rate)).collect();
    let stated = term(claims, &rate, false, TermRole::Stated);
    let group = stated.span.start;
    // Heads or numbers have shown what the columns are; no habit of other rows is needed.
    let relation = Relation::new("weighted-mismatch", Form::Between, stated, terms).variant("rates").reading(group, parts[0] + 1, 0);
    Some(Relation { ceiling: Severity::Warning, ..relation })
}
