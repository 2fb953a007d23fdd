//! What the rows of records share: one column is the sum, the share, the growth or the product of others in most rows, so it is in the rest.
//!
//! A row is judged by what the other rows show: at least two of them, with different values.

use super::{bits, sum, term};
use crate::claims::Claims;
use crate::facts::joined::Join;
use crate::facts::{Cell, Records};
use crate::relations::evidence::{Feature, Law};
use crate::relations::{Form, Relation, TermRole};
use rust_decimal::Decimal;

/// Each row is judged by all others: longer records would take too long.
const MANY: usize = 500;
/// In wider tables only neighbouring columns are tried: chance would find too much.
const WIDE: usize = 16;
/// Longest run of columns that one column is the sum of.
const SPAN: usize = 12;
/// Identities that are kept for one column.
const KEPT: usize = 6;
/// Other identities that tell whether a row is of another kind.
const PEERS: usize = 8;
/// What one row that fails costs an identity, in bits.
const FAILS: f32 = 6.6;

/// How a column follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Identity {
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
    /// The same as another column: another table, or what its remarks say.
    Same(usize),
    /// A column times a round factor (points for a percent, a price): the column, the factor as a whole number over a power of ten.
    Multiple(usize, i128, i128),
}

impl Identity {
    fn name(&self) -> &'static str {
        match self {
            Identity::Sum(columns) if columns.len() == 2 => "sum-of-two",
            Identity::Sum(_) => "sum",
            Identity::Share(..) => "share",
            Identity::Growth(..) => "growth",
            Identity::Product(..) => "product",
            Identity::ShareOfRow(..) => "share-of-row",
            Identity::Multiple(..) => "multiple",
            Identity::Same(..) => "same",
        }
    }

    /// True where the row holds, `None` where a number of it is missing.
    fn holds(&self, records: &Records, row: usize, column: usize) -> Option<bool> {
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
            Identity::Growth(now, before) => {
                let (now, before) = (cell(now)?, cell(before)?);
                let falls = now.value < before.value;
                let own = if falls && own.value > 0 { Cell { value: -own.value, ..*own } } else { *own };
                quotient(&own, now, before, hundred * step, hundred * step)
            }
            Identity::Product(a, b, by) => {
                let (a, b) = (cell(a)?, cell(b)?);
                let off = (own.value * step * by - a.value * b.value).abs();
                Some(off <= own.half * step * by + a.half * b.value.abs() + b.half * a.value.abs())
            }
            Identity::ShareOfRow(part, total) if *total != row => quotient(own, cell(part)?, records.cell(*total, *part)?, hundred * step, 0),
            Identity::ShareOfRow(..) => None,
            Identity::Same(of) => {
                let (own, of) = if own.unsaid || cell(of)?.unsaid { (as_written(own), as_written(cell(of)?)) } else { (*own, *cell(of)?) };
                Some((own.value - of.value).abs() <= own.half.max(of.half))
            }
            Identity::Multiple(of, factor, over) => {
                let of = cell(of)?;
                let off = (own.value * over - of.value * factor).abs();
                Some(off <= 2 * own.half * over + half(of) * factor)
            }
        }
    }

    /// The cells of a row, in the order of the relation's terms.
    fn cells(&self, records: &Records, row: usize) -> Option<Vec<Cell>> {
        let cell = |c: &usize| records.cell(row, *c).copied();
        match self {
            Identity::Sum(columns) => Some(columns.iter().filter_map(cell).collect()),
            Identity::Share(a, b) | Identity::Growth(a, b) | Identity::Product(a, b, _) => Some(vec![cell(a)?, cell(b)?]),
            Identity::ShareOfRow(part, total) => Some(vec![cell(part)?, records.cell(*total, *part).copied()?]),
            Identity::Multiple(of, ..) | Identity::Same(of) => Some(vec![cell(of)?]),
        }
    }
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

/// Counts were not rounded.
fn half(cell: &Cell) -> i128 {
    if cell.whole {
        0
    } else {
        cell.half
    }
}

/// Proposes what most rows of records follow, for each row by what the others do.
pub(super) fn propose(claims: &Claims, records: &Records, out: &mut Vec<Relation>) {
    if records.rows.len() > MANY {
        return;
    }
    let columns = filled(records, 0..records.plain);
    let prose = filled(records, records.plain..records.width);
    let plain: Vec<(usize, Vec<Identity>)> = columns.iter().map(|&c| (c, identities(records, &columns, c))).collect();
    let remarks = prose.iter().map(|&c| (c, columns.iter().map(|&of| Identity::Same(of)).collect()));
    follow(claims, records, plain.into_iter().chain(remarks), out);
}

/// Proposes what the columns of two tables share, row by row: one says the same as the other, or adds up several of its columns.
pub(super) fn propose_joined(claims: &Claims, join: &Join, out: &mut Vec<Relation>) {
    let records = &join.records;
    if records.rows.len() > MANY {
        return;
    }
    let (first, second) = (filled(records, 0..join.split), filled(records, join.split..records.width));
    let sums = |columns: &[usize]| {
        let mut out = Vec::new();
        for from in 0..columns.len() {
            let ends = from + 2..(from + SPAN).min(columns.len()) + 1;
            out.extend(ends.filter(|&end| end <= columns.len()).map(|end| Identity::Sum(columns[from..end].to_vec())));
        }
        out
    };
    let (in_first, in_second) = (sums(&first), sums(&second));
    let same: Vec<Identity> = first.iter().map(|&c| Identity::Same(c)).collect();
    let of_second = second.iter().map(|&c| (c, same.iter().chain(&in_first).cloned().collect()));
    follow(claims, records, first.iter().map(|&c| (c, in_second.clone())).chain(of_second), out);
}

/// The columns of a range with at least three numbers.
fn filled(records: &Records, range: std::ops::Range<usize>) -> Vec<usize> {
    range.filter(|&c| (0..records.rows.len()).filter(|&r| records.cell(r, c).is_some()).count() > 2).collect()
}

/// Keeps the best identities of each column and proposes them for each row.
fn follow(claims: &Claims, records: &Records, columns: impl Iterator<Item = (usize, Vec<Identity>)>, out: &mut Vec<Relation>) {
    let mut all: Vec<(usize, usize, Kept)> = Vec::new();
    for (column, identities) in columns {
        let mut kept: Vec<(f32, Kept)> = Vec::new();
        let mut tried: [usize; 7] = [0; 7];
        for identity in identities {
            let kind = match identity {
                Identity::Sum(_) => 0,
                Identity::Share(..) => 1,
                Identity::Growth(..) => 2,
                Identity::Product(..) => 3,
                Identity::ShareOfRow(..) => 4,
                Identity::Multiple(..) => 5,
                Identity::Same(..) => 6,
            };
            tried[kind] += 1;
            if let Some(found) = Kept::of(records, column, identity, kind) {
                kept.push((found.net(), found));
            }
        }
        kept.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.extend(kept.into_iter().take(KEPT).map(|(_, kept)| (column, tried[kept.kind], kept)));
    }
    for (at, (column, tried, kept)) in all.iter().enumerate() {
        // A row of another unit (a yield among outputs) breaks all sums at once, a slip only those with its number.
        let own = kept.columns(*column);
        let apart = |k: &Kept, c: usize| k.columns(c).iter().all(|c| !own.contains(c));
        let others = all.iter().enumerate().filter(|(o, (c, _, k))| *o != at && k.kind == 0 && apart(k, *c)).map(|(_, a)| &a.2);
        let others: Vec<&Kept> = others.take(PEERS).collect();
        // What explains the same number better and holds leaves nothing to say against it: the total of a table follows no factor of its rows.
        let rivals: Vec<&Kept> = all.iter().filter(|(c, _, k)| c == column && k.kind != kept.kind && k.net() > kept.net()).map(|a| &a.2).collect();
        kept.propose(claims, records, *column, *tried, (&others, &rivals), out);
    }
}

/// All identities that are tried for a column.
fn identities(records: &Records, columns: &[usize], column: usize) -> Vec<Identity> {
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
    out.extend(others().filter_map(|of| multiple(records, column, of)));
    if columns.len() > WIDE {
        return out;
    }
    for a in others() {
        for b in others().filter(|&b| b != a) {
            if a < b {
                out.push(Identity::Sum(vec![a, b]));
                out.extend([1, 100].map(|by| Identity::Product(a, b, by)));
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
    let fits = |factor: i128, over: i128| (own.value * over - base.value * factor).abs() <= 2 * own.half * over + half(&base) * factor;
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

/// The head of a column or the remark beside it says the unit of both.
fn in_one_unit(mut relation: Relation) -> Relation {
    for quantity in std::iter::once(&mut relation.stated).chain(&mut relation.terms).filter_map(|t| t.quantity.as_mut()) {
        quantity.scale = Decimal::ONE;
    }
    relation
}

/// An identity with the rows that follow it.
struct Kept {
    identity: Identity,
    kind: usize,
    /// For each row: whether it holds; `None` where a number is missing.
    rows: Vec<Option<bool>>,
    /// Bits of the rows that hold and say something.
    bits: Vec<f32>,
}

impl Kept {
    /// Tries an identity on all rows; nothing where fewer than two rows with different values follow it.
    fn of(records: &Records, column: usize, identity: Identity, kind: usize) -> Option<Kept> {
        let count = records.rows.len();
        let mut rows = Vec::with_capacity(count);
        let (mut holds, mut fails) = (0, 0);
        for row in 0..count {
            let seen = identity.holds(records, row, column);
            holds += usize::from(seen == Some(true));
            fails += usize::from(seen == Some(false));
            // Most identities fail everywhere.
            if fails > 6 && holds * 2 < fails {
                return None;
            }
            rows.push(seen);
        }
        let own = |row: usize| records.cell(row, column);
        let telling = |row: usize| rows[row] == Some(true) && own(row).is_some_and(|c| c.value != 0);
        let bits = (0..count).map(|r| if telling(r) { own(r).map_or(0.0, bits) } else { 0.0 }).collect();
        let found = Kept { identity, kind, rows, bits };
        (holds > 1 && found.distinct(records, column, usize::MAX) > 1).then_some(found)
    }

    /// How many different values follow the identity, a row left out.
    fn distinct(&self, records: &Records, column: usize, but: usize) -> usize {
        let mut values: Vec<i128> =
            (0..self.rows.len()).filter(|&r| r != but && self.bits[r] > 0.0).filter_map(|r| Some(records.cell(r, column)?.value)).collect();
        values.sort_unstable();
        values.dedup();
        values.len()
    }

    fn fails(&self) -> usize {
        self.rows.iter().filter(|r| **r == Some(false)).count()
    }

    fn net(&self) -> f32 {
        self.bits.iter().sum::<f32>() - FAILS * self.fails() as f32
    }

    /// All columns that it speaks of.
    fn columns(&self, own: usize) -> Vec<usize> {
        let mut out = vec![own];
        match &self.identity {
            Identity::Sum(columns) => out.extend(columns),
            Identity::Share(a, b) | Identity::Growth(a, b) | Identity::Product(a, b, _) => out.extend([*a, *b]),
            Identity::ShareOfRow(a, _) | Identity::Multiple(a, ..) | Identity::Same(a) => out.push(*a),
        }
        out
    }

    fn propose(&self, claims: &Claims, records: &Records, column: usize, tried: usize, (peers, rivals): (&[&Kept], &[&Kept]), out: &mut Vec<Relation>) {
        let tries = (1.0 + tried as f32).log2();
        for row in 0..self.rows.len() {
            let Some(holds) = self.rows[row] else { continue };
            let others = (0..self.rows.len()).filter(|&r| r != row && self.bits[r] > 0.0).count();
            let distinct = self.distinct(records, column, row);
            if others < 2 || distinct < 2 {
                continue;
            }
            let fails = self.fails() - usize::from(!holds);
            let repeats = (1.3 * distinct as f32 / others as f32).min(1.0);
            let support = (self.bits.iter().sum::<f32>() - self.bits[row]) * repeats;
            let net = support - FAILS * fails as f32 - tries;
            let share = fails as f32 / (fails + others + 1) as f32;
            let strength = match () {
                () if net <= 0.0 => "against",
                () if net < 8.0 => "weak",
                () if net < 20.0 => "fair",
                () if net < 60.0 => "strong",
                () if net < 150.0 => "overwhelming",
                () => "beyond doubt",
            };
            let many = match (others, fails) {
                (_, f) if f > others => "more-fail",
                (2, _) => "two-hold",
                (h, 0) if h >= 16 => "all-of-16-hold",
                (h, 0) if h >= 8 => "all-hold",
                (_, 0) => "some-hold",
                _ => "mixed",
            };
            let mut features = vec![
                (Feature("identity", self.identity.name()), 1.0),
                (Feature("rows", "bits"), net.clamp(0.0, 40.0) / 10.0),
                (Feature("rows", strength), 1.0),
                (Feature("rows", many), 1.0),
                (Feature("rows", "fail-share"), share),
            ];
            let count = |holds: bool| peers.iter().filter(|p| p.rows[row] == Some(holds)).count();
            // A row that breaks every other sum of its own is of another kind (a yield among outputs).
            if count(true) == 0 && count(false) > 0 || !holds && rivals.iter().any(|r| r.rows[row] == Some(true)) {
                continue;
            }
            features.push((Feature("peers-in-row", if count(true) > 0 { "hold" } else { "none" }), 1.0));
            if records.rows[row].total {
                features.push((Feature("total-row", ""), 1.0));
            }
            out.extend(self.relation(claims, records, row, column, features));
        }
    }

    /// The factor stands nowhere in the text: it is a term without a place.
    fn multiple(&self, claims: &Claims, own: &Cell, cells: &[Cell], factor: i128, over: i128) -> Option<Relation> {
        let of = cells.first()?;
        let mut stated = term(claims, own, false, TermRole::Stated);
        let mut rate = term(claims, of, false, TermRole::Rate);
        let quantity = rate.quantity.as_mut()?;
        quantity.number.value = Decimal::try_from_i128_with_scale(factor, over.ilog10()).ok()?;
        (quantity.number.places, quantity.scale, rate.claim) = (0, Decimal::ONE, None);
        let mut base = term(claims, of, of.whole, TermRole::Factor);
        if base.quantity.as_ref()?.scale != stated.quantity.as_ref()?.scale {
            return None;
        }
        base.quantity.as_mut()?.scale = Decimal::ONE;
        stated.quantity.as_mut()?.scale = Decimal::ONE;
        rate.quantity.as_mut()?.scale = Decimal::ONE;
        Some(Relation { law: Some(Law::Row), ..Relation::new("rate-mismatch", Form::Product, stated, vec![base, rate]) })
    }

    fn relation(&self, claims: &Claims, records: &Records, row: usize, column: usize, features: Vec<(Feature, f32)>) -> Option<Relation> {
        let own = records.cell(row, column)?;
        let cells = self.identity.cells(records, row)?;
        let make = |rule: &str, form: Form, roles: [TermRole; 2]| {
            let terms = cells.iter().zip(roles).map(|(c, role)| term(claims, c, c.whole && role != TermRole::Factor, role)).collect();
            let stated = term(claims, own, false, TermRole::Stated);
            Some(Relation { law: Some(Law::Row), ..Relation::new(rule, form, stated, terms) })
        };
        let relation = match self.identity {
            Identity::Sum(_) => return sum(claims, own, &cells, Law::Row, features),
            Identity::Share(..) | Identity::ShareOfRow(..) => make("percent-mismatch", Form::Share, [TermRole::Part, TermRole::Whole]),
            Identity::Growth(..) => make("change-mismatch", Form::GrowthOf, [TermRole::Now, TermRole::Before]),
            // In percents of a percent the scale of the product is not its own.
            Identity::Product(_, _, 1) => make("rate-mismatch", Form::Product, [TermRole::Factor, TermRole::Factor]),
            Identity::Product(..) => None,
            Identity::Multiple(_, factor, over) => self.multiple(claims, own, &cells, factor, over),
            Identity::Same(_) => {
                make("restated-value", Form::Equal, [TermRole::Same, TermRole::Same]).map(|r| if own.unsaid || cells[0].unsaid { in_one_unit(r) } else { r })
            }
        };
        relation.map(|r| Relation { features, ..r })
    }
}
