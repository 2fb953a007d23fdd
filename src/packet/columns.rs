//! Columns of two documents that say the same: where most rows of one name agree, a row that does not is a slip.

use super::extract::{Extract, Figure};
use super::frame::hash_of;
use super::laws::{judged, Cast, Link};
use super::pairing::{agree, comparable, At};
use crate::relations::{Form, Status, TermRole};
use crate::rulebook::Severity;
use rustc_hash::FxHashMap;

/// Rows that must agree before two columns are one; and as many times more of them than of the others.
const ROWS: usize = 4;
const TIMES: usize = 4;
/// Rows that make it certain.
const MANY: usize = 8;
/// Tables that have a row of one name; a name of more is no name.
const TABLES: usize = 6;

/// A column of a document: the document, its table, the column.
type Column = (usize, usize, usize);

/// A row: its document, its table, its figures.
struct Row {
    file: usize,
    table: usize,
    figures: Vec<usize>,
}

/// The rows that two columns share, and what they say of each other.
#[derive(Default)]
struct Shared {
    rows: Vec<(At, At)>,
    equal: usize,
    differ: usize,
}

/// What the columns of all documents say of each other.
pub(super) fn links(extracts: &[&Extract]) -> Vec<Link> {
    let mut shared: FxHashMap<(Column, Column), Shared> = FxHashMap::default();
    for rows in by_name(extracts).into_values().filter(|rows| rows.len() <= TABLES) {
        for (n, one) in rows.iter().enumerate() {
            for two in rows[n + 1..].iter().filter(|two| two.file != one.file) {
                compare(extracts, one, two, &mut shared);
            }
        }
    }
    let one = |(_, s): &(&(Column, Column), &Shared)| s.equal >= ROWS && s.equal >= TIMES * s.differ;
    let mut columns: Vec<(&(Column, Column), &Shared)> = shared.iter().filter(one).collect();
    columns.sort_by_key(|(columns, s)| (std::cmp::Reverse(s.equal), **columns));
    let mut taken: Vec<(Column, usize)> = Vec::new();
    let mut out = Vec::new();
    for ((a, b), shared) in columns {
        // A column is one with one column of each other document.
        if taken.contains(&(*a, b.0)) || taken.contains(&(*b, a.0)) {
            continue;
        }
        taken.extend([(*a, b.0), (*b, a.0)]);
        let level = if shared.equal >= MANY { Severity::Error } else { Severity::Warning };
        out.extend(shared.rows.iter().filter_map(|&(x, y)| said(extracts, x, y, level)));
    }
    out
}

fn said(extracts: &[&Extract], one: At, two: At, level: Severity) -> Option<Link> {
    let cast = |at: At, role| Cast { at, figure: &extracts[at.0].figures[at.1], role };
    let link = judged("restated-value", "packet", Form::Equal, cast(one, TermRole::Stated), &[cast(two, TermRole::Same)])?;
    Some(Link { level: (link.status == Status::Conflicts).then_some(level), ..link })
}

/// The rows of all tables by the words of their names; a name that one table has twice is none.
fn by_name(extracts: &[&Extract]) -> FxHashMap<u64, Vec<Row>> {
    let mut out: FxHashMap<u64, Vec<Row>> = FxHashMap::default();
    for (file, extract) in extracts.iter().enumerate() {
        let mut rows: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
        for (at, figure) in extract.figures.iter().enumerate() {
            if let Some((table, row, _)) = figure.cell.filter(|_| !figure.frame.telling.is_empty()) {
                rows.entry((table, row)).or_default().push(at);
            }
        }
        let mut names: FxHashMap<(usize, u64), Vec<Row>> = FxHashMap::default();
        for ((table, _), figures) in rows {
            let Some(first) = figures.first() else { continue };
            let name = hash_of(&extract.figures[*first].frame.left);
            names.entry((table, name)).or_default().push(Row { file, table, figures });
        }
        for ((_, name), rows) in names.into_iter().filter(|(_, rows)| rows.len() == 1) {
            out.entry(name).or_default().extend(rows);
        }
    }
    out.values_mut().for_each(|rows| rows.sort_by_key(|r| (r.file, r.table)));
    out
}

fn compare(extracts: &[&Extract], one: &Row, two: &Row, shared: &mut FxHashMap<(Column, Column), Shared>) {
    let column = |row: &Row, figure: &Figure| figure.cell.map(|(_, _, column)| (row.file, row.table, column));
    for &at in &one.figures {
        for &other in &two.figures {
            let (a, b) = (&extracts[one.file].figures[at], &extracts[two.file].figures[other]);
            let Some(columns) = column(one, a).zip(column(two, b)).filter(|_| comparable(a, b)) else { continue };
            let entry = shared.entry(columns).or_default();
            entry.rows.push(((one.file, at), (two.file, other)));
            match agree(a, b) {
                // A digit alone, or nought, agrees by accident.
                true => entry.equal += usize::from(a.digits.min(b.digits) >= 2),
                false => entry.differ += 1,
            }
        }
    }
}
