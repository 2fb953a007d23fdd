//! A total and its parts down the columns of records: rows beneath a row, rows above a total row, and runs of rows that other columns confirm.
//!
//! Found by marks (`I`, `1`, `1.1`), by names (`Tổng số`), and by the numbers themselves: a run of rows whose sums meet a row in other columns is
//! its breakdown in this one too. The column that is judged never proposes its own run.

use super::ways::{self, Way, TELLING};
use super::{bits, sum};
use crate::claims::Claims;
use crate::facts::{Cell, Records};
use crate::limits::Tally;
use crate::relations::evidence::{Feature, Law};
use crate::relations::{Certainty, Relation};
use rustc_hash::FxHashMap;

/// Most ways to read one row as a total.
const WAYS: usize = 12;

/// Proposes the sums of records; columns that are rates of others tell whether rows add up, but are no sums themselves.
pub(super) fn propose(claims: &Claims, records: &Records, rates: &[usize], out: &mut Vec<Relation>) {
    let ways = ways::of(records);
    let (adding_up, siblings) = learn(records, rates, &ways);
    let mut of_row = 0;
    let mut last = usize::MAX;
    let mut tally = Tally::default();
    for ((row, parts), why) in ways {
        of_row = if row == last { of_row + 1 } else { 0 };
        last = row;
        let from = out.len();
        if of_row < WAYS {
            columns(claims, records, &read(records, rates, row, &parts), (row, &parts), &why, (&adding_up, &siblings), out);
        }
        // A table of totals only has more ways than anybody reads.
        if tally.add(out[from..].iter().map(Relation::numbers), claims.list.len()).is_some() {
            return;
        }
    }
}

/// A column of one way to read a row as a total.
struct Column {
    index: usize,
    rate: bool,
    total: Cell,
    parts: Vec<Cell>,
    holds: bool,
}

/// What one column can learn from the others.
struct Others {
    /// The bits of those that hold.
    held: Vec<f32>,
    fails: usize,
}

impl Others {
    /// A column that says the same says nothing new.
    fn of(all: &[Column], at: usize) -> Others {
        let others = || all.iter().enumerate().filter(|(o, c)| *o != at && c.total.value != all[at].total.value);
        let held = others().filter(|(_, c)| c.holds && c.total.value != 0).map(|(_, c)| bits(&c.total)).collect();
        Others { held, fails: others().filter(|(_, c)| !c.holds).count() }
    }

    /// They are enough to believe that the rows add up.
    fn tell(&self) -> bool {
        self.held.len() > 1 || self.held.first().is_some_and(|b| *b >= TELLING)
    }
}

/// The columns in which a row and its parts have numbers that may add up.
fn read(records: &Records, rates: &[usize], row: usize, parts: &[usize]) -> Vec<Column> {
    let of = |column: usize| -> Option<Column> {
        let total = *records.cell(row, column)?;
        let own: Vec<Cell> = parts.iter().filter_map(|&p| records.cell(p, column).copied()).collect();
        let strange = parts.iter().any(|&p| records.rows[p].unreadable.contains(&column) || records.rows[p].intensive) || records.rows[row].intensive;
        if own.len() < 2 || strange || records.intensive[column] {
            return None;
        }
        let (sum, slack) = own.iter().fold((0, total.half), |(s, h), c| (s + c.value, h + if c.whole { 0 } else { c.half }));
        Some(Column { index: column, rate: rates.contains(&column), total, holds: (sum - total.value).abs() <= slack, parts: own })
    };
    (0..records.width).filter_map(of).collect()
}

/// What the ways to read all rows as totals show of each column: the rows that are totals there, by the column itself and by others, and which sums of
/// each kind hold.
fn learn(records: &Records, rates: &[usize], ways: &[Way]) -> (Vec<Vec<usize>>, Siblings) {
    let mut adding_up = vec![Vec::new(); records.width];
    let mut siblings = Siblings::default();
    for ((row, parts), why) in ways {
        let all = read(records, rates, *row, parts);
        let kind = Siblings::kind(why);
        for (at, column) in all.iter().enumerate().filter(|(_, c)| c.total.value != 0) {
            if column.holds && adding_up[column.index].last() != Some(row) && Others::of(&all, at).tell() {
                adding_up[column.index].push(*row);
            }
            if let Some(kind) = kind {
                siblings.told.entry((kind, column.index)).or_default().push(Sibling { row: *row, bits: column.holds.then(|| bits(&column.total)) });
            }
        }
    }
    (adding_up, siblings)
}

/// A sum in a column: its row, and how much it says if it holds.
struct Sibling {
    row: usize,
    bits: Option<f32>,
}

/// The sums of each kind in each column.
#[derive(Default)]
struct Siblings {
    told: FxHashMap<(&'static str, usize), Vec<Sibling>>,
}

impl Siblings {
    /// How a table makes its totals, by what it says of them.
    fn kind(why: &[&'static str]) -> Option<&'static str> {
        ["marks", "dotted", "unmarked", "roots", "section-before", "section-after"].into_iter().find(|kind| why.contains(kind))
    }

    /// The bits of the other sums of its kind in a column that hold, and how many fail.
    fn of(&self, why: &[&'static str], column: usize, row: usize) -> Others {
        let own = Siblings::kind(why).and_then(|kind| self.told.get(&(kind, column)));
        let others = || own.into_iter().flatten().filter(|other| other.row != row);
        Others { held: others().filter_map(|other| other.bits).collect(), fails: others().filter(|other| other.bits.is_none()).count() }
    }
}

/// Proposes one way to read a row as a total, in each column with what the other columns say of it.
fn columns(
    claims: &Claims,
    records: &Records,
    all: &[Column],
    (row, parts): (usize, &[usize]),
    why: &[&'static str],
    (adding_up, siblings): (&[Vec<usize>], &Siblings),
    out: &mut Vec<Relation>,
) {
    // The last row of a table is no total by its place alone.
    let is_named = records.rows[row].total || row + 1 < records.rows.len();
    let tells = |w: &&str| !matches!(*w, "run" | "nested" | "pair" | "group") && (is_named || matches!(*w, "marks" | "dotted" | "unmarked" | "roots"));
    let structural = why.iter().any(tells);
    for (at, column) in all.iter().enumerate().filter(|(_, c)| !c.rate) {
        let others = Others::of(all, at);
        // Changes fall and rise: a column of both is summed only where other rows show it.
        let changes = column.parts.iter().any(|p| p.value < 0) && !adding_up[column.index].iter().any(|r| *r != row);
        if changes || !structural && !others.tell() {
            continue;
        }
        let mut features: Vec<(Feature, f32)> = why.iter().map(|w| (Feature("way", w), 1.0)).collect();
        features.extend(others_say(&others, records.rows.len()));
        let alike = siblings.of(why, column.index, row);
        features.extend(siblings_say(&alike));
        let mut say = |family, value, strength: f32| features.push((Feature(family, value), strength));
        if structural && records.rows[row].total {
            say("named-total", "", 1.0);
        }
        if let Some(place) = sole_total(records, row, parts) {
            say("sole-total", place, 1.0);
        }
        if !structural {
            say("unnamed", "", 1.0);
        }
        say("terms", ["0", "1", "2", "3", "4", "5", "6", "7+"][column.parts.len().min(7)], 1.0);
        if column.parts.len() < parts.len() {
            say("missing", "", 1.0 - column.parts.len() as f32 / parts.len() as f32);
        }
        if parts.iter().any(|&p| records.rows[p].within) {
            say("within", "", 1.0);
        }
        // These rows add up in other columns, and other rows add up in this one: it is no column of rates. Nor is one in which all other sections add up.
        let proved = others.tell() && adding_up[column.index].iter().any(|r| *r != row) || alike.tell() && alike.held.len() > 1 && alike.fails == 0;
        let proposed = sum(claims, &column.total, &column.parts, Law::Column, features, proved);
        out.extend(proposed.map(|relation| if structural { as_said(claims, records, (row, parts), why, relation) } else { relation }));
    }
}

/// The one total of a plain table: first or last, with all other rows as its parts and no marks among them.
fn sole_total(records: &Records, row: usize, parts: &[usize]) -> Option<&'static str> {
    let rows = &records.rows;
    let plain = rows[row].total && parts.len() + 1 == rows.len() && !rows.iter().any(|r| r.opens || r.within);
    let one_kind = parts.iter().all(|&p| !rows[p].total && rows[p].depth == rows[parts[0]].depth);
    let place = if row == 0 { "first" } else { "last" };
    (plain && one_kind && (row == 0 || row + 1 == rows.len())).then_some(place)
}

/// A sum that marks or names tell: one row is the sum of others in all columns or in none. `Cộng` below all rows says what it is the sum of.
fn as_said(claims: &Claims, records: &Records, (row, parts): (usize, &[usize]), why: &[&'static str], relation: Relation) -> Relation {
    let rows = &records.rows;
    let within = parts.iter().any(|&p| rows[p].within);
    // `Tổng cộng` below all rows, and below what each of them has of some kind (`Trong đó: …`).
    let others = || (0..rows.len()).filter(|&r| r != row && !rows[r].within).count();
    let closing = row + 1 == rows.len() && rows[row].total && !within && parts.iter().all(|&p| !rows[p].total) && parts.len() == others();
    let one_kind = parts.iter().all(|&p| rows[p].depth == rows[parts[0]].depth);
    let certainty = match sole_total(records, row, parts) {
        _ if closing && one_kind => Certainty::Certain,
        Some(_) => Certainty::Likely,
        None if !within && why.contains(&"marks") => Certainty::Likely,
        // `Cộng` below the rows of a block.
        None if rows[row].total && !within && why.contains(&"section-before") && parts.iter().all(|&p| !rows[p].total) => Certainty::Likely,
        None => Certainty::Possible,
    };
    let first = records.rows[row].cells.iter().flatten().next().map(|cell| claims.list[cell.claim].span.start);
    let (start, way) = (relation.stated.span.start, super::kin(&(first, parts)));
    Relation { may_be_partial: certainty < Certainty::Certain, ..relation.sure(certainty).reading(start, way, 0).kin(way) }
}

/// What the other sums of one kind in a column say of one of them.
fn siblings_say(alike: &Others) -> [(Feature, f32); 2] {
    let net = alike.held.iter().sum::<f32>() - 6.0 * alike.fails as f32;
    let most = match (alike.held.len(), alike.fails) {
        (0, 0) => "none",
        (0, _) => "all-fail",
        (1, 0) => "one-holds",
        (_, 0) => "all-hold",
        (h, f) if h > f => "more-hold",
        _ => "more-fail",
    };
    [(Feature("siblings", most), 1.0), (Feature("siblings", "bits"), net.clamp(0.0, 40.0) / 10.0)]
}

/// What the other columns say of a way to read a row as a total: the bits of those that hold, and how many fail.
fn others_say(Others { held, fails }: &Others, rows: usize) -> [(Feature, f32); 4] {
    let fails = *fails;
    let net = held.iter().sum::<f32>() - (2.0 + rows as f32).log2() - 3.3 * fails as f32;
    let sure = held.iter().filter(|b| **b >= TELLING).count();
    let share = fails as f32 / (fails + held.len() + 1) as f32;
    let most = match (held.len(), fails) {
        (0, 0) => "alone",
        (0, _) => "all-fail",
        (_, 0) if net > 15.0 => "all-hold-strongly",
        (_, 0) => "all-hold",
        (h, f) if h > 4 * f => "most-hold",
        (h, f) if h > f => "more-hold",
        _ => "more-fail",
    };
    [
        (Feature("others-sure", ["0", "1", "2", "3", "4+"][sure.min(4)]), 1.0),
        (Feature("others", "bits"), net.clamp(0.0, 40.0) / 10.0),
        (Feature("others", "fail-share"), share),
        (Feature("others", most), 1.0),
    ]
}
