//! A total and its parts down the columns of records: rows beneath a row, rows above a total row, and runs of rows that other columns confirm.
//!
//! Found by marks (`I`, `1`, `1.1`), by names (`Tổng số`), and by the numbers themselves: a run of rows whose sums meet a row in other columns is
//! its breakdown in this one too. The column that is judged never proposes its own run.

use super::{bits, sum};
use crate::claims::Claims;
use crate::facts::{Cell, Records};
use crate::limits::Tally;
use crate::relations::evidence::{Feature, Law};
use crate::relations::Relation;
use rustc_hash::FxHashMap;

/// Longest run of rows that one total is looked for in.
const LONGEST: usize = 70;
/// Bits of one column that are enough to believe a run by.
const TELLING: f32 = 9.0;
/// Bits of one column that are enough where other totals are met in the same way.
const SMALL: f32 = 6.0;
/// In longer records only runs of rows are looked for: their number grows with the rows, not faster.
const MANY: usize = 150;
/// Groups before a group whose whole may be its own.
const GROUPS: usize = 4;
/// Most ways to read one row as a total.
const WAYS: usize = 12;

/// A row and rows that may be its parts, with why.
type Ways = FxHashMap<(usize, Vec<usize>), Vec<&'static str>>;
/// One of them.
type Way = ((usize, Vec<usize>), Vec<&'static str>);

/// Proposes the sums of records; columns that are rates of others tell whether rows add up, but are no sums themselves.
pub(super) fn propose(claims: &Claims, records: &Records, rates: &[usize], out: &mut Vec<Relation>) {
    let mut ways = Ways::default();
    if records.rows.len() <= MANY {
        named(records, &mut ways);
    }
    groups(records, &mut ways);
    pairs(records, &mut ways);
    let mut covered = runs(records, &mut ways);
    nested(records, &mut covered, &mut ways);
    let mut ways: Vec<_> = ways.into_iter().collect();
    ways.sort();
    let adding_up = adding_up(records, rates, &ways);
    let mut of_row = 0;
    let mut last = usize::MAX;
    let mut tally = Tally::default();
    for ((row, parts), why) in ways {
        of_row = if row == last { of_row + 1 } else { 0 };
        last = row;
        let from = out.len();
        if of_row < WAYS {
            columns(claims, records, &read(records, rates, row, &parts), (row, &parts), &why, &adding_up, out);
        }
        // A table of totals only has more ways than anybody reads.
        if tally.add(out[from..].iter().map(Relation::numbers), claims.list.len()).is_some() {
            return;
        }
    }
}

/// Ways that marks and names suggest.
fn named(records: &Records, ways: &mut Ways) {
    let rows = &records.rows;
    let last = rows.len() - 1;
    let mut add = |row: usize, parts: Vec<usize>, why: &'static str| {
        let parts: Vec<usize> = parts.into_iter().filter(|&p| p != row).collect();
        if parts.len() > 1 && parts.len() <= 400 {
            add(ways, row, parts, why);
        }
    };
    let totals: Vec<usize> = (0..rows.len()).filter(|&r| rows[r].total).collect();
    let alike = |range: std::ops::Range<usize>, depth: Option<u8>| range.filter(|&r| rows[r].depth == depth && !rows[r].total).collect::<Vec<_>>();
    for row in 0..rows.len() {
        add(row, records.beneath(row), "marks");
        add(row, records.dotted(row), "dotted");
        let total = rows[row].total;
        if row == 0 || total {
            let end = totals.iter().copied().find(|&t| t > row).unwrap_or(last + 1);
            add(row, (row + 1..last + 1).collect(), "all-after");
            if let Some(next) = rows.get(row + 1) {
                add(row, alike(row + 1..last + 1, next.depth), "alike-after");
                add(row, alike(row + 1..end, next.depth), "section-after");
            }
        }
        if row == last || total {
            let start = totals.iter().rev().copied().find(|&t| t < row).map_or(0, |t| t + 1);
            add(row, (0..row).collect(), "all-before");
            add(row, alike(0..row, rows[0].depth), "alike-before");
            add(row, (start..row).collect(), "section-before");
            add(row, totals.iter().copied().filter(|&t| t < row).collect(), "totals");
        }
        if row == 0 {
            add(row, totals.clone(), "totals");
        }
    }
}

/// Groups that rows without numbers open (`Phân theo giới tính`), each as a breakdown of the row above it or above a group before it.
fn groups(records: &Records, ways: &mut Ways) {
    let rows = &records.rows;
    let opened: Vec<usize> = (1..rows.len()).filter(|&r| rows[r].opens).collect();
    for (nth, &start) in opened.iter().enumerate() {
        let next = opened.get(nth + 1).copied().unwrap_or(rows.len());
        let shallower = |r: &usize| rows[*r].total || rows[*r].depth.is_some() && rows[*r].depth < rows[start].depth;
        let end = (start + 1..next).find(shallower).unwrap_or(next);
        let wholes = opened[..=nth].iter().rev().take(GROUPS).map(|&o| o - 1).chain([0]).collect::<Vec<_>>();
        for whole in wholes {
            // The last row before the next group may be the whole of that one.
            for parts in [start..end, start..end - 1] {
                if parts.len() > 1 && !parts.contains(&whole) {
                    add(ways, whole, parts.collect(), "group");
                }
            }
        }
    }
}

/// Two rows that make the one above them, with rows between them that no mark tells apart (`Trung ương`, its ministries, `Địa phương`).
fn pairs(records: &Records, ways: &mut Ways) {
    for row in 0..records.rows.len() {
        for other in (row + 3..records.rows.len()).take(LONGEST) {
            let met = |c: &usize| {
                let of = |r: usize| records.cell(r, *c).filter(|_| !records.intensive[*c]);
                let (Some(whole), Some(first), Some(second)) = (of(row), of(row + 1), of(other)) else { return false };
                let half = |cell: &Cell| if cell.whole { 0 } else { cell.half };
                bits(whole) >= TELLING
                    && first.value.min(second.value) > 0
                    && (first.value + second.value - whole.value).abs() <= whole.half + half(first) + half(second)
            };
            if (0..records.width).filter(met).count() > 1 {
                add(ways, row, vec![row + 1, other], "pair");
            }
        }
    }
}

/// Runs of rows right after or right before a row whose sums meet it. Tells for each row how far the shortest of them reaches, and which way.
fn runs(records: &Records, ways: &mut Ways) -> FxHashMap<usize, (bool, usize)> {
    let mut covered = FxHashMap::default();
    let mut weak: Vec<(usize, bool, Run)> = Vec::new();
    for row in 0..records.rows.len() {
        for down in [true, false] {
            let step = |at: usize| if down { (at + 1 < records.rows.len()).then_some(at + 1) } else { at.checked_sub(1) };
            let found = follow(records, row, step, TELLING);
            if let Some(first) = found.first() {
                covered.entry(row).or_insert((down, first.span));
            } else {
                weak.extend(follow(records, row, step, SMALL).into_iter().next().map(|run| (row, down, run)));
            }
            found.into_iter().for_each(|run| add(ways, row, run.rows, "run"));
        }
    }
    // Each small total could be met by chance, several one after the other cannot.
    for down in [true, false] {
        let mut end = 0;
        let one_way: Vec<&(usize, bool, Run)> = weak.iter().filter(|w| w.1 == down).collect();
        let apart: Vec<_> = one_way
            .into_iter()
            .filter(|(row, _, run)| {
                let from = if down { *row } else { row - run.span };
                let free = from >= end;
                end = if free { from + run.span + 1 } else { end };
                free
            })
            .collect();
        if apart.len() > 1 {
            for (row, _, run) in apart {
                covered.entry(*row).or_insert((down, run.span));
                add(ways, *row, run.rows.clone(), "run");
            }
        }
    }
    covered
}

/// The same, stepping over rows that a sum of their own covers: inner sums first, since outer ones step over them. What is named a total
/// is also tried with all rows that are left, for its own number may be the wrong one.
fn nested(records: &Records, covered: &mut FxHashMap<usize, (bool, usize)>, ways: &mut Ways) {
    let rows = &records.rows;
    let all = 0..rows.len();
    for (row, down) in all.clone().rev().map(|row| (row, true)).chain(all.map(|row| (row, false))) {
        let step = |at: usize| {
            let over = covered.get(&at).filter(|c| c.0 == down && at != row).map_or(1, |c| c.1 + 1);
            if down {
                (at + over < rows.len()).then_some(at + over)
            } else {
                at.checked_sub(over)
            }
        };
        if rows[row].total || row == if down { 0 } else { rows.len() - 1 } {
            let mut left: Vec<usize> = std::iter::successors(step(row), |&at| step(at)).take_while(|&at| !rows[at].total).collect();
            left.sort_unstable();
            if (2..=LONGEST).contains(&left.len()) {
                add(ways, row, left, "uncovered");
            }
        }
        let found = follow(records, row, step, TELLING);
        if let Some(first) = found.first() {
            covered.entry(row).or_insert((down, first.span));
        }
        found.into_iter().for_each(|run| add(ways, row, run.rows, "nested"));
    }
}

/// Adds a way to read a row as a total, or why it is one.
fn add(ways: &mut Ways, row: usize, parts: Vec<usize>, why: &'static str) {
    let known = ways.entry((row, parts)).or_default();
    if !known.contains(&why) {
        known.push(why);
    }
}

/// Rows that make a row, in order, and how many rows they span with those that are stepped over.
struct Run {
    rows: Vec<usize>,
    span: usize,
}

/// Adds up rows one after the other and keeps each run that meets the row in several columns, or in one of enough bits.
fn follow(records: &Records, row: usize, step: impl Fn(usize) -> Option<usize>, telling: f32) -> Vec<Run> {
    let width = records.width;
    let mut out = Vec::new();
    let mut sums = vec![(0i128, 0i128, 0usize); width];
    let (mut at, mut rows) = (row, Vec::new());
    let targets: Vec<(usize, Cell)> =
        (0..width).filter_map(|c| Some((c, *records.cell(row, c)?))).filter(|(c, t)| t.value > 0 && !records.intensive[*c]).collect();
    while let Some(next) = step(at).filter(|_| rows.len() < LONGEST) {
        at = next;
        rows.push(at);
        let mut past = !targets.is_empty();
        for &(column, target) in &targets {
            if let Some(cell) = records.cell(at, column) {
                let sum = &mut sums[column];
                *sum = (sum.0 + cell.value, sum.1 + if cell.whole { 0 } else { cell.half }, sum.2 + 1);
            }
            past &= sums[column].0 > target.value * 3;
        }
        if past {
            break;
        }
        if rows.len() < 2 {
            continue;
        }
        let met = targets.iter().filter(|(c, t)| sums[*c].2 > 1 && (sums[*c].0 - t.value).abs() <= sums[*c].1 + t.half);
        let (count, most) = met.fold((0, 0f32), |(n, most), (_, t)| (n + 1, most.max(bits(t))));
        if count > 1 || most >= telling {
            let mut parts = rows.clone();
            parts.sort_unstable();
            out.push(Run { rows: parts, span: at.abs_diff(row) });
        }
    }
    out
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

/// The rows that are totals in each column, by the column itself and by others.
fn adding_up(records: &Records, rates: &[usize], ways: &[Way]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); records.width];
    for ((row, parts), _) in ways {
        let all = read(records, rates, *row, parts);
        for (at, column) in all.iter().enumerate().filter(|(_, c)| c.holds && c.total.value != 0) {
            if out[column.index].last() != Some(row) && Others::of(&all, at).tell() {
                out[column.index].push(*row);
            }
        }
    }
    out
}

/// Proposes one way to read a row as a total, in each column with what the other columns say of it.
fn columns(
    claims: &Claims,
    records: &Records,
    all: &[Column],
    (row, parts): (usize, &[usize]),
    why: &[&'static str],
    adding_up: &[Vec<usize>],
    out: &mut Vec<Relation>,
) {
    let structural = why.iter().any(|w| !matches!(*w, "run" | "nested" | "pair" | "group"));
    for (at, column) in all.iter().enumerate().filter(|(_, c)| !c.rate) {
        let others = Others::of(all, at);
        // Changes fall and rise: a column of both is summed only where other rows show it.
        let changes = column.parts.iter().any(|p| p.value < 0) && !adding_up[column.index].iter().any(|r| *r != row);
        if changes || !structural && !others.tell() {
            continue;
        }
        let mut features: Vec<(Feature, f32)> = why.iter().map(|w| (Feature("way", w), 1.0)).collect();
        features.extend(others_say(&others, records.rows.len()));
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
        // These rows add up in other columns, and other rows add up in this one: it is no column of rates.
        let proved = others.tell() && adding_up[column.index].iter().any(|r| *r != row);
        out.extend(sum(claims, &column.total, &column.parts, Law::Column, features, proved));
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
