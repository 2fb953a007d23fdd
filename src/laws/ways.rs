//! The ways to read a row as a total: which rows may be its parts, by marks (`I`, `1`, `1.1`), by names (`Tổng số`), by groups, and by the numbers
//! themselves: a run of rows whose sums meet a row in several columns, or in one that tells enough.

use super::bits;
use crate::facts::{Cell, Records};
use rustc_hash::FxHashMap;

/// Longest run of rows that one total is looked for in, and one that is named a total or stands first or last: a province has more communes.
const LONGEST: usize = 70;
const LONGEST_NAMED: usize = 400;
/// Bits of one column that are enough to believe a run by.
pub(super) const TELLING: f32 = 9.0;
/// Bits of one column that are enough where other totals are met in the same way.
const SMALL: f32 = 6.0;
/// In longer records a total in the middle is no total of all other rows: their number would grow faster than the rows.
const MANY: usize = 150;
/// Groups before a group whose whole may be its own.
const GROUPS: usize = 4;

/// A row and rows that may be its parts, with why.
type Ways = FxHashMap<(usize, Vec<usize>), Vec<&'static str>>;
/// One of them.
pub(super) type Way = ((usize, Vec<usize>), Vec<&'static str>);

/// All ways of records, in the order of their rows.
pub(super) fn of(records: &Records) -> Vec<Way> {
    let mut ways = Ways::default();
    named(records, &mut ways);
    groups(records, &mut ways);
    pairs(records, &mut ways);
    let mut covered = runs(records, &mut ways);
    nested(records, &mut covered, &mut ways);
    let mut ways: Vec<_> = ways.into_iter().collect();
    ways.sort();
    ways
}

/// Ways that marks and names suggest.
fn named(records: &Records, ways: &mut Ways) {
    let rows = &records.rows;
    let last = rows.len() - 1;
    let mut add = |row: usize, parts: Vec<usize>, why: &'static str| {
        // A rate that is printed between the parts is none of them.
        let parts: Vec<usize> = parts.into_iter().filter(|&p| p != row && !rows[p].intensive).collect();
        if parts.len() > 1 && parts.len() <= LONGEST_NAMED {
            add(ways, row, parts, why);
        }
    };
    let totals: Vec<usize> = (0..rows.len()).filter(|&r| rows[r].total).collect();
    let alike = |range: std::ops::Range<usize>, depth: Option<u8>| range.filter(|&r| rows[r].depth == depth && !rows[r].total).collect::<Vec<_>>();
    // Where marks tell nothing, these are all rows.
    let roots = |row: usize, range: std::ops::Range<usize>| {
        let all = range.len();
        let found = if rows[row].total || rows[row].depth.is_none() { records.roots(range) } else { Vec::new() };
        if found.len() < all {
            found
        } else {
            Vec::new()
        }
    };
    for row in 0..rows.len() {
        add(row, records.beneath(row), "marks");
        add(row, records.dotted(row), "dotted");
        add(row, records.unmarked(row), "unmarked");
        let total = rows[row].total;
        let is_short = rows.len() <= MANY;
        if row == 0 || total {
            let end = totals.get(totals.partition_point(|&t| t <= row)).copied().unwrap_or(last + 1);
            add(row, roots(row, row + 1..end), "roots");
            if let Some(next) = rows.get(row + 1) {
                add(row, alike(row + 1..end, next.depth), "section-after");
                if is_short || row == 0 {
                    add(row, alike(row + 1..last + 1, next.depth), "alike-after");
                }
            }
            if is_short || row == 0 {
                add(row, (row + 1..last + 1).collect(), "all-after");
            }
        }
        if row == last || total {
            let start = totals[..totals.partition_point(|&t| t < row)].last().map_or(0, |t| t + 1);
            add(row, (start..row).collect(), "section-before");
            add(row, roots(row, start..row), "roots");
            if is_short || row == last {
                add(row, (0..row).collect(), "all-before");
                add(row, alike(0..row, rows[0].depth), "alike-before");
                add(row, totals.iter().copied().filter(|&t| t < row).collect(), "totals");
            }
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
                first.value.min(second.value) > 0
                    && (first.value + second.value - whole.value).abs() <= whole.half + half(first) + half(second)
                    && bits(whole) >= TELLING
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
            let all = std::iter::successors(step(row), |&at| step(at)).take_while(|&at| !rows[at].total);
            let mut left: Vec<usize> = all.take(LONGEST_NAMED + 1).collect();
            left.sort_unstable();
            if (2..=LONGEST_NAMED).contains(&left.len()) {
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
    let is_named = records.rows[row].total || row == 0 || row + 1 == records.rows.len();
    let longest = if is_named { LONGEST_NAMED } else { LONGEST };
    let targets: Vec<(usize, Cell)> =
        (0..width).filter_map(|c| Some((c, *records.cell(row, c)?))).filter(|(c, t)| t.value > 0 && !records.intensive[*c]).collect();
    while let Some(next) = step(at).filter(|_| rows.len() < longest) {
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
