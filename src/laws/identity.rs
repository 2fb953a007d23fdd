//! The ways in which one column of records follows from others.

use super::{balance, term};
use crate::claims::Claims;
use crate::facts::{Cell, Records};
use crate::relations::evidence::Law;
use crate::relations::{Form, Relation, TermRole};
use rust_decimal::Decimal;

/// In wider tables only neighbouring columns are tried: chance would find too much.
const WIDE: usize = 32;
/// Longest run of columns that one column is the sum of.
const SPAN: usize = 12;
/// Kinds of identities, the sum the first of them.
pub(super) const KINDS: usize = 11;
pub(super) const SUM: usize = 0;

/// How a column follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// Σ of columns.
    Sum(Vec<usize>),
    /// The first in percent of the second.
    Share(usize, usize),
    /// How much the first is above or below the second, in percent of the second.
    Growth(usize, usize),
    /// The first times the second; by 100 where one of them is a percent.
    Product(usize, usize, i128),
    /// The column in percent of what one row has in it.
    ShareOfRow(usize, usize),
    /// Equal to a column of another table.
    Same(usize),
    /// A column of remarks that repeats a column of its table.
    Remark(usize),
    /// What was there and what came, less what went: the first and the second, less the third.
    Balance(usize, usize, usize),
    /// A running total: the column itself in the row before, and another column in this one.
    Running(usize),
    /// How much another column is above or below the row before, in percent of that.
    GrowthOfRow(usize),
    /// A column times a round factor (points for a percent, a price): the column, the factor as a whole number over a power of ten.
    Multiple(usize, i128, i128),
}

impl Identity {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Identity::Sum(columns) if columns.len() == 2 => "sum-of-two",
            Identity::Sum(_) => "sum",
            Identity::Share(..) => "share",
            Identity::Growth(..) => "growth",
            Identity::Product(_, _, 1) => "product",
            Identity::Product(..) => "product-by-power",
            Identity::ShareOfRow(..) => "share-of-row",
            Identity::Balance(..) => "balance",
            Identity::Running(_) => "running",
            Identity::GrowthOfRow(_) => "growth-of-row",
            Identity::Multiple(..) => "multiple",
            Identity::Same(..) => "same",
            Identity::Remark(..) => "remark",
        }
    }

    /// True where the row holds, `None` where a number of it is missing.
    pub(super) fn holds(&self, records: &Records, row: usize, column: usize) -> Option<bool> {
        let own = records.cell(row, column)?;
        let cell = |c: &usize| records.cell(row, *c);
        let (step, hundred) = (records.step, 100);
        match self {
            Identity::Sum(_) if records.rows[row].intensive => None,
            Identity::Sum(columns) => {
                let cells: Vec<&Cell> = columns.iter().filter_map(cell).collect();
                if cells.is_empty() || columns.len() == 2 && cells.len() < 2 {
                    return None;
                }
                let (total, slack) = cells.iter().fold((0, own.half), |(s, h), c| (s + c.value, h + if c.whole { 0 } else { c.half }));
                Some((total - own.value).abs() <= slack)
            }
            Identity::Share(part, whole) => quotient(own, cell(part)?, cell(whole)?, hundred * step, 0),
            Identity::Growth(now, before) => growth(own, cell(now)?, cell(before)?, hundred * step),
            Identity::GrowthOfRow(of) => growth(own, cell(of)?, records.cell(row.checked_sub(1)?, *of)?, hundred * step),
            Identity::Balance(a, b, less) => balance::balances(records, row, [column, *a, *b, *less]),
            Identity::Running(_) => {
                let cells = self.cells(records, row, column)?;
                let (total, slack) = cells.iter().fold((0, own.half), |(s, h), c| (s + c.value, h + half(c)));
                Some((total - own.value).abs() <= slack)
            }
            Identity::Product(a, b, by) => {
                let (a, b) = (cell(a)?, cell(b)?);
                let off = (own.value * step * by - a.value * b.value).abs();
                Some(off <= own.half * step * by + a.half * b.value.abs() + b.half * a.value.abs())
            }
            Identity::ShareOfRow(part, total) if *total != row => quotient(own, cell(part)?, records.cell(*total, *part)?, hundred * step, 0),
            Identity::ShareOfRow(..) => None,
            Identity::Same(of) | Identity::Remark(of) => {
                let (own, of) = if own.unsaid || cell(of)?.unsaid { (as_written(own), as_written(cell(of)?)) } else { (*own, *cell(of)?) };
                Some((own.value - of.value).abs() <= own.half.max(of.half))
            }
            Identity::Multiple(of, factor, over) => {
                let of = cell(of)?;
                let off = (own.value * over - of.value * factor).abs();
                Some(off <= slack(own) * over + half(of) * factor)
            }
        }
    }

    /// A product that only fails since a factor was cut, as densities are, and not rounded.
    pub(super) fn holds_if_cut(&self, records: &Records, row: usize, column: usize) -> bool {
        let Identity::Product(a, b, by) = self else { return false };
        let cells = records.cell(row, column).zip(records.cell(row, *a).zip(records.cell(row, *b)));
        cells.is_some_and(|(own, (a, b))| {
            let scale = records.step * by;
            let missing = own.value * scale - a.value * b.value;
            missing > 0 && missing <= own.half * scale + 2 * (a.half * b.value.abs() + b.half * a.value.abs())
        })
    }

    /// The cells of a row, in the order of the relation's terms.
    pub(super) fn cells(&self, records: &Records, row: usize, column: usize) -> Option<Vec<Cell>> {
        let cell = |c: &usize| records.cell(row, *c).copied();
        match self {
            Identity::Sum(columns) => Some(columns.iter().filter_map(cell).collect()),
            Identity::Share(a, b) | Identity::Growth(a, b) | Identity::Product(a, b, _) => Some(vec![cell(a)?, cell(b)?]),
            Identity::ShareOfRow(part, total) => Some(vec![cell(part)?, records.cell(*total, *part).copied()?]),
            // What went is taken off.
            Identity::Balance(a, b, less) => Some(vec![cell(a)?, cell(b)?, cell(less).map(|c| Cell { value: -c.value, ..c })?]),
            Identity::Running(of) => Some(vec![records.cell(row.checked_sub(1)?, column).copied()?, cell(of)?]),
            Identity::GrowthOfRow(of) => Some(vec![cell(of)?, records.cell(row.checked_sub(1)?, *of).copied()?]),
            Identity::Multiple(of, ..) | Identity::Same(of) | Identity::Remark(of) => Some(vec![cell(of)?]),
        }
    }

    /// Its kind, as an index below [`KINDS`].
    pub(super) fn kind(&self) -> usize {
        match self {
            Identity::Sum(_) => SUM,
            Identity::Share(..) => 1,
            Identity::Growth(..) => 2,
            Identity::Product(..) => 3,
            Identity::ShareOfRow(..) => 4,
            Identity::Multiple(..) => 5,
            Identity::Same(..) => 6,
            Identity::Balance(..) => 7,
            Identity::Running(_) => 8,
            Identity::GrowthOfRow(_) => 9,
            Identity::Remark(_) => 10,
        }
    }

    /// True where so many were tried that one which fits was chosen among them.
    pub(super) fn was_chosen(&self) -> bool {
        matches!(self, Identity::Multiple(..) | Identity::Balance(..))
    }

    /// All columns that it speaks of, with the one that follows.
    pub(super) fn columns(&self, own: usize) -> Vec<usize> {
        let mut out = vec![own];
        match self {
            Identity::Sum(columns) => out.extend(columns),
            Identity::Share(a, b) | Identity::Growth(a, b) | Identity::Product(a, b, _) => out.extend([*a, *b]),
            Identity::Balance(a, b, c) => out.extend([*a, *b, *c]),
            Identity::ShareOfRow(a, _)
            | Identity::Multiple(a, ..)
            | Identity::Same(a)
            | Identity::Remark(a)
            | Identity::Running(a)
            | Identity::GrowthOfRow(a) => out.push(*a),
        }
        out
    }
}

/// A growth in percent, a fall written with or without its sign.
fn growth(own: &Cell, now: &Cell, before: &Cell, factor: i128) -> Option<bool> {
    let falls = now.value < before.value;
    let own = if falls && own.value > 0 { Cell { value: -own.value, ..*own } } else { *own };
    quotient(&own, now, before, factor, factor)
}

/// own + less = part / whole · factor, within the precision that they are written with.
fn quotient(own: &Cell, part: &Cell, whole: &Cell, factor: i128, less: i128) -> Option<bool> {
    if whole.value <= 0 {
        return None;
    }
    let own_value = own.value + less;
    let off = (own_value * whole.value - factor * part.value).abs();
    // Figures that are cut instead of rounded still follow the identity.
    Some(off <= 2 * own.half * whole.value + own_value.abs() * half(whole) + factor * half(part))
}

/// A cell in the unit that it is written in, whatever that is.
fn as_written(cell: &Cell) -> Cell {
    Cell { value: cell.value / cell.scale, half: cell.half / cell.scale, ..*cell }
}

/// How far a number may be from what it was calculated as: rounded, or cut where it has decimals.
fn slack(cell: &Cell) -> i128 {
    if cell.whole {
        cell.half
    } else {
        2 * cell.half
    }
}

/// Counts were not rounded.
pub(super) fn half(cell: &Cell) -> i128 {
    if cell.whole {
        0
    } else {
        cell.half
    }
}

/// All identities that are tried for a column.
pub(super) fn of_column(records: &Records, columns: &[usize], column: usize) -> Vec<Identity> {
    let Some(own) = columns.iter().position(|&c| c == column) else { return Vec::new() };
    let mut out = Vec::new();
    for stride in 1..=4usize {
        for ahead in [true, false] {
            for skip in if stride == 1 { 1..=3 } else { stride..=stride } {
                let mut terms = Vec::new();
                let mut at = if ahead { own.checked_add(skip) } else { own.checked_sub(skip) };
                while let Some(next) = at.filter(|&n| n < columns.len() && terms.len() < SPAN) {
                    terms.push(columns[next]);
                    if terms.len() > 1 {
                        out.push(Identity::Sum(terms.clone()));
                    }
                    at = if ahead { next.checked_add(stride) } else { next.checked_sub(stride) };
                }
            }
        }
    }
    let others = || columns.iter().copied().filter(move |&c| c != column);
    let totals: Vec<usize> = (0..records.rows.len()).filter(|&r| r == 0 || r + 1 == records.rows.len() || records.rows[r].total).take(6).collect();
    for part in others() {
        out.extend(totals.iter().map(|&row| Identity::ShareOfRow(part, row)));
    }
    // One percent is no multiple of another: any factor near one suits two columns of small ones.
    let both_percents = |of: usize| records.intensive[column] && records.intensive[of];
    out.extend(others().filter(|&of| !both_percents(of)).filter_map(|of| multiple(records, column, of)));
    out.extend(others().flat_map(|of| [Identity::Running(of), Identity::GrowthOfRow(of)]));
    out.extend(balance::of_column(records, columns, column));
    if columns.len() > WIDE {
        return out;
    }
    for a in others() {
        for b in others().filter(|&b| b != a) {
            if a < b {
                out.push(Identity::Sum(vec![a, b]));
                out.extend([1, 10, 100].map(|by| Identity::Product(a, b, by)));
            }
            out.push(Identity::Share(a, b));
            out.push(Identity::Growth(a, b));
        }
    }
    out
}

/// The round factor between two columns, as the row with the most digits of each has it: of two digits at most, since any number is near some factor of more.
fn multiple(records: &Records, column: usize, of: usize) -> Option<Identity> {
    let both = |row: usize| Some((*records.cell(row, column)?, *records.cell(row, of)?));
    let rows: Vec<(Cell, Cell)> = (0..records.rows.len()).filter_map(both).filter(|(a, b)| a.value > 0 && b.value > 0).collect();
    // The middle one of all rows: a single wrong number does not move it.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&x, &y| (rows[x].0.value * rows[y].1.value).cmp(&(rows[y].0.value * rows[x].1.value)));
    let (own, base) = rows[*order.get(order.len() / 2)?];
    let fits = |factor: i128, over: i128| (own.value * over - base.value * factor).abs() <= slack(&own) * over + half(&base) * factor;
    for over in [1i128, 10, 100, 1000, 10_000] {
        let nearest = (own.value * over + base.value / 2) / base.value;
        let mut digits = nearest;
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
        }
        if nearest > 0 && digits < 100 && nearest != over && fits(nearest, over) {
            return Some(Identity::Multiple(of, nearest, over));
        }
    }
    None
}

/// The range of factors that make one number of another, both as precise as they are written.
pub(super) fn factors(own: &Cell, of: &Cell) -> Option<(f64, f64)> {
    let (least, most) = ((of.value - half(of)) as f64, (of.value + half(of)) as f64);
    (least > 0.0).then(|| ((own.value - slack(own)) as f64 / most, (own.value + slack(own)) as f64 / least))
}

/// The sums of all runs of columns.
pub(super) fn runs(columns: &[usize]) -> Vec<Identity> {
    let ends = |from: usize| (from + 2..=(from + SPAN).min(columns.len())).map(move |end| (from, end));
    (0..columns.len()).flat_map(ends).map(|(from, end)| Identity::Sum(columns[from..end].to_vec())).collect()
}

/// The relation of two numbers that are one.
pub(super) fn same(claims: &Claims, own: &Cell, other: &Cell) -> Relation {
    let stated = term(claims, own, false, TermRole::Stated);
    let relation = Relation::new("restated-value", Form::Equal, stated, vec![term(claims, other, other.whole, TermRole::Same)]);
    let relation = Relation { law: Some(Law::Row), ..relation.variant("row") };
    if own.unsaid || other.unsaid {
        in_one_unit(relation)
    } else {
        relation
    }
}

/// The head of a column or the remark beside it says the unit of both.
fn in_one_unit(mut relation: Relation) -> Relation {
    for quantity in std::iter::once(&mut relation.stated).chain(&mut relation.terms).filter_map(|t| t.quantity.as_mut()) {
        quantity.scale = Decimal::ONE;
    }
    relation
}
