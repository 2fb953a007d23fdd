//! What the rows of records share: one column is the sum, the share, the growth or the product of others in most rows, so it is in the rest.
//!
//! A row is judged by what the other rows show: at least two of them, with different values.

use super::identity::{self, Identity};
use super::weighted::{self, Added};
use super::{bits, sum, term};
use crate::claims::Claims;
use crate::facts::joined::Join;
use crate::facts::{Cell, Records};
use crate::quantity::Measure;
use crate::relations::evidence::{Feature, Law};
use crate::relations::{Certainty, Form, Relation, TermRole};
use rust_decimal::Decimal;

/// Each row is judged by all others: longer records would take too long.
const MANY: usize = 500;
/// Identities that are kept for one column.
const KEPT: usize = 6;
/// Other identities that tell whether a row is of another kind.
const PEERS: usize = 8;
/// How many round factors of two digits one column may be multiplied by (about 90), in bits.
const FACTORS: f32 = 6.5;
/// What one row that fails costs an identity, in bits.
const FAILS: f32 = 6.6;

/// Proposes what most rows of records follow, for each row by what the others do. Returns the columns that are rates of others, which never add up.
pub(super) fn propose(claims: &Claims, records: &Records, out: &mut Vec<Relation>) -> Vec<usize> {
    if records.rows.len() > MANY {
        return Vec::new();
    }
    let columns = filled(records, 0..records.plain);
    let prose = filled(records, records.plain..records.width);
    let plain: Vec<(usize, Vec<Identity>)> = columns.iter().map(|&c| (c, identity::of_column(records, &columns, c))).collect();
    let remarks = prose.iter().map(|&c| (c, columns.iter().map(|&of| Identity::Remark(of)).collect()));
    propose_kept(claims, records, None, plain.into_iter().chain(remarks), out)
}

/// Proposes what the columns of two tables share, row by row: one says the same as the other, or adds up several of its columns.
pub(super) fn propose_joined(claims: &Claims, join: &Join, out: &mut Vec<Relation>) {
    let records = &join.records;
    if records.rows.len() > MANY {
        return;
    }
    let (first, second) = (filled(records, 0..join.split), filled(records, join.split..records.width));
    let (in_first, in_second) = (identity::runs(&first), identity::runs(&second));
    let same: Vec<Identity> = first.iter().map(|&c| Identity::Same(c)).collect();
    let of_second = second.iter().map(|&c| (c, same.iter().chain(&in_first).cloned().collect()));
    propose_kept(claims, records, Some(join.split), first.iter().map(|&c| (c, in_second.clone())).chain(of_second), out);
}

/// The columns of a range with at least three numbers.
fn filled(records: &Records, range: std::ops::Range<usize>) -> Vec<usize> {
    range.filter(|&c| (0..records.rows.len()).filter(|&r| records.cell(r, c).is_some()).count() > 2).collect()
}

/// Keeps the best identities of each column and proposes them for each row.
fn propose_kept(
    claims: &Claims,
    records: &Records,
    split: Option<usize>,
    columns: impl Iterator<Item = (usize, Vec<Identity>)>,
    out: &mut Vec<Relation>,
) -> Vec<usize> {
    let mut all: Vec<(usize, usize, Kept)> = Vec::new();
    for (column, identities) in columns {
        let mut kept: Vec<(f32, Kept)> = Vec::new();
        let mut tried = [0; identity::KINDS];
        for identity in identities {
            let kind = identity.kind();
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
        let own = kept.identity.columns(*column);
        let apart = |k: &Kept, c: usize| k.identity.columns(c).iter().all(|c| !own.contains(c));
        let others = all.iter().enumerate().filter(|(o, (c, _, k))| *o != at && k.kind == identity::SUM && apart(k, *c)).map(|(_, a)| &a.2);
        let others: Vec<&Kept> = others.take(PEERS).collect();
        // What explains the same number better and holds leaves nothing to say against it: the total of a table follows no factor of its rows.
        // A sum of columns and a rate of others can both be meant.
        let proved = kept.kind == identity::SUM && kept.net() >= PROVED;
        let rivals: Vec<&Kept> = all.iter().filter(|(c, _, k)| !proved && c == column && k.kind != kept.kind && k.net() > kept.net()).map(|a| &a.2).collect();
        kept.propose(claims, records, *column, *tried, (&others, &rivals), out);
    }
    let proved = all.iter().filter(|(_, _, kept)| kept.net() >= PROVED);
    let sums = proved.filter_map(|(column, _, kept)| match &kept.identity {
        Identity::Sum(parts) => {
            let mut parts = parts.clone();
            parts.sort_unstable();
            Some(Added { total: *column, parts, rows: &kept.rows })
        }
        _ => None,
    });
    weighted::propose(claims, records, split, &sums.collect::<Vec<_>>(), out);
    let rates: Vec<(usize, &Kept)> = all.iter().filter(|(_, _, kept)| kept.is_rate()).map(|(column, _, kept)| (*column, kept)).collect();
    rates.iter().filter(|(column, kept)| !kept.is_inverse(records, *column, &rates)).map(|(column, _)| *column).collect()
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

/// Fewest other rows, with different values, that an identity is believed by; a factor was chosen to fit some of them,
/// and small numbers multiply to each other by chance.
const LEAST: usize = 2;
const LEAST_OF_PRODUCT: usize = 4;
/// Bits of a number that is small: one of two digits.
const SMALL: f32 = 7.5;
const LEAST_OF_FACTOR: usize = 4;

/// The factor between quintals and tons.
const TEN: i128 = 10;

/// Bits of the other rows that are enough to believe an identity by.
const PROVED: f32 = 20.0;

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

    /// How many different values follow the identity, a row left out; for shares, how many different parts: the shares may all be `100%`.
    fn distinct(&self, records: &Records, column: usize, but: usize) -> usize {
        let column = if let Identity::Share(part, _) = self.identity { part } else { column };
        let mut values: Vec<i128> =
            (0..self.rows.len()).filter(|&r| r != but && self.bits[r] > 0.0).filter_map(|r| Some(records.cell(r, column)?.value)).collect();
        values.sort_unstable();
        values.dedup();
        values.len()
    }

    fn fails(&self) -> usize {
        self.rows.iter().filter(|r| **r == Some(false)).count()
    }

    /// A share or a growth that nearly all rows follow.
    fn is_rate(&self) -> bool {
        let holds = self.bits.iter().filter(|b| **b > 0.0).count();
        matches!(self.identity, Identity::Share(..) | Identity::Growth(..)) && holds > 2 && holds >= 4 * self.fails()
    }

    /// The plan that a result is a percent of is the result over that percent, and no rate for that: of two columns that divide one column so, the
    /// rate is the one of more decimals, or of smaller numbers.
    fn is_inverse(&self, records: &Records, column: usize, rates: &[(usize, &Kept)]) -> bool {
        let Identity::Share(part, whole) = self.identity else { return false };
        let is_share_of_own = rates.iter().any(|(of, kept)| *of == whole && kept.identity == Identity::Share(part, column));
        let like_a_rate = |c: usize| {
            let cells = (0..records.rows.len()).filter_map(|r| records.cell(r, c));
            cells.fold((i128::MAX, 0), |(half, sum), cell| (half.min(cell.half), sum + cell.value.abs()))
        };
        is_share_of_own && like_a_rate(column) > like_a_rate(whole)
    }

    fn net(&self) -> f32 {
        self.bits.iter().sum::<f32>() - FAILS * self.fails() as f32
    }

    /// How much was chosen to fit, in bits: the factor, or the columns of a balance.
    fn chosen(&self, records: &Records) -> f32 {
        match self.identity {
            Identity::Multiple(..) => FACTORS,
            Identity::Balance(..) => 3.0 * (1.0 + records.width as f32).log2(),
            _ => 0.0,
        }
    }

    fn propose(&self, claims: &Claims, records: &Records, column: usize, tried: usize, (peers, rivals): (&[&Kept], &[&Kept]), out: &mut Vec<Relation>) {
        let tries = (1.0 + tried as f32).log2() + self.chosen(records);
        for row in 0..self.rows.len() {
            let Some(holds) = self.rows[row] else { continue };
            let others = (0..self.rows.len()).filter(|&r| r != row && self.bits[r] > 0.0).count();
            let distinct = self.distinct(records, column, row);
            let least = match self.identity {
                Identity::Multiple(..) | Identity::Balance(..) => LEAST_OF_FACTOR,
                Identity::Product(..) if records.cell(row, column).is_some_and(|c| bits(c) < SMALL) => LEAST_OF_PRODUCT,
                _ => LEAST,
            };
            let fails = self.fails() - usize::from(!holds);
            // A factor of two digits suits many a column of small numbers.
            let is_small = fails > 0 && matches!(self.identity, Identity::Multiple(..)) && records.cell(row, column).is_some_and(|c| bits(c) < SMALL);
            if is_small || others < least || distinct < least || self.identity.was_chosen() && fails * 4 > others {
                continue;
            }
            if !holds && (self.is_rounded_factor(records, column, row) || self.identity.holds_if_cut(records, row, column)) {
                continue;
            }
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
            out.extend(self.relation(claims, records, row, column, features, net >= PROVED));
        }
    }

    /// True if a factor that is a little off the round one suits a row that fails as well as those that hold (a share of 590 is no `0,17`).
    fn is_rounded_factor(&self, records: &Records, column: usize, row: usize) -> bool {
        let Identity::Multiple(of, ..) = self.identity else { return false };
        let range = |r: usize| identity::factors(records.cell(r, column)?, records.cell(r, of)?);
        let Some(own) = range(row) else { return false };
        let held = (0..self.rows.len()).filter(|&r| r != row && self.rows[r] == Some(true)).filter_map(range);
        let (lo, hi) = held.fold((0.0f64, f64::INFINITY), |a, b| (a.0.max(b.0), a.1.min(b.1)));
        lo <= own.1 && own.0 <= hi
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

    fn relation(&self, claims: &Claims, records: &Records, row: usize, column: usize, features: Vec<(Feature, f32)>, proved: bool) -> Option<Relation> {
        let own = records.cell(row, column)?;
        let cells = self.identity.cells(records, row, column)?;
        let make = |rule: &str, form: Form, roles: [TermRole; 2]| {
            let terms = cells.iter().zip(roles).map(|(c, role)| term(claims, c, c.whole && role != TermRole::Factor, role)).collect();
            let stated = term(claims, own, false, TermRole::Stated);
            Some(Relation { law: Some(Law::Row), ..Relation::new(rule, form, stated, terms) })
        };
        let is_amount = |cell: &Cell| matches!(claims.list[cell.claim].quantity.measure, Measure::Unit(_) | Measure::Count(_));
        let relation = match self.identity {
            // Turned round, a share makes a whole of a part and its percent: no share.
            Identity::Share(..) | Identity::ShareOfRow(..) if is_amount(own) || cells.get(1).is_some_and(|c| claims.list[c.claim].is_percent()) => return None,
            Identity::Sum(_) | Identity::Balance(..) | Identity::Running(_) => return sum(claims, own, &cells, Law::Row, features, proved),
            // Where all other percents of a column hold, one of one digit is heard too.
            Identity::Share(..) | Identity::ShareOfRow(..) => make("percent-mismatch", Form::Share, [TermRole::Part, TermRole::Whole]).map(|relation| {
                let first = records.rows[0].cells.iter().flatten().next().map(|cell| claims.list[cell.claim].span.start);
                let (start, way) = (relation.stated.span.start, super::kin(&(first, column, self.identity.columns(column), self.kind)));
                relation.sure(Certainty::Possible).reading(start, way, 0).kin(way)
            }),
            Identity::Growth(..) | Identity::GrowthOfRow(_) => make("change-mismatch", Form::GrowthOf, [TermRole::Now, TermRole::Before]),
            Identity::Product(_, _, 1) => make("rate-mismatch", Form::Product, [TermRole::Factor, TermRole::Factor]),
            // Quintals for each hectare make tons by ten.
            Identity::Product(_, _, TEN) => make("rate-mismatch", Form::Product, [TermRole::Factor, TermRole::Factor]).and_then(tenth),
            // In percents of a percent the scale of the product is not its own.
            Identity::Product(..) => None,
            Identity::Multiple(_, factor, over) => self.multiple(claims, own, &cells, factor, over),
            Identity::Same(_) | Identity::Remark(_) => Some(identity::same(claims, own, cells.first()?)),
        };
        relation.map(|r| Relation { features, ..r })
    }
}

/// A product by ten, the tenth a factor without a place; nothing where the units say their scales themselves.
fn tenth(mut relation: Relation) -> Option<Relation> {
    let all = std::iter::once(&relation.stated).chain(&relation.terms);
    if all.filter_map(|t| t.quantity.as_ref()).any(|q| q.scale != Decimal::ONE) {
        return None;
    }
    let mut rate = relation.terms.first()?.clone();
    let quantity = rate.quantity.as_mut()?;
    quantity.number.value = Decimal::new(1, 1);
    (quantity.number.places, quantity.exact, rate.claim, rate.role) = (1, true, None, TermRole::Rate);
    relation.terms.push(rate);
    Some(relation)
}
