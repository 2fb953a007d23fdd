//! Which rows of a sheet are tables, and which are titles above and signatures below them.
//!
//! A row with numbers, or with three cells, belongs to a table; lines with one cell between such rows head its sections. An empty row ends a
//! table unless numbers go on in the same columns behind it, or begin below its head: a spacer must not cut a total off from its parts, nor
//! numbers from what they are of.

use super::grid::{name, Budget, Cell, Row, Sheet};
use crate::formats::canonical::Canonical;
use crate::formats::FormatError;
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Lines with one cell that may stand between two rows of one table.
const LINES_BETWEEN: usize = 3;
/// Head rows of two cells that are looked for above the first row with numbers.
const HEAD_ROWS: usize = 3;
/// Names that programs give to sheets.
const UNNAMED: &[&str] = &["sheet", "trang tính", "trang_tính", "trang tinh", "bảng tính"];

/// Writes a sheet: its name, then lines and tables in order.
pub(super) fn write(sheet: &Sheet, budget: &mut Budget, out: &mut Canonical) -> Result<(), FormatError> {
    if sheet.rows.is_empty() {
        return Ok(());
    }
    if let Some(first) = sheet.rows.first().and_then(|r| Some((r.cells.first()?.column, r.number))).filter(|_| !is_unnamed(&sheet.name)) {
        out.at(Place::Cell { sheet: sheet.name.clone(), cell: name(first.0, first.1) });
        // Behind a word of its own, so that a sheet called `Biểu 2` is no heading that must follow a `Biểu 1`.
        out.push("Trang tính ");
        out.push(&sheet.name);
        out.end_block();
    }
    let mut at = 0;
    for table in tables(&sheet.rows) {
        lines(sheet, at..table.start, out);
        out.end_block();
        rows(sheet, table.clone(), budget, out)?;
        at = table.end;
    }
    lines(sheet, at..sheet.rows.len(), out);
    out.end_block();
    Ok(())
}

fn is_unnamed(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "()_".contains(c));
    UNNAMED.contains(&stem)
}

fn place(sheet: &Sheet, row: &Row, cell: &Cell) -> Place {
    Place::Cell { sheet: sheet.name.clone(), cell: name(cell.column, row.number) }
}

/// Cells outside of tables: a block each.
fn lines(sheet: &Sheet, range: Range<usize>, out: &mut Canonical) {
    for row in &sheet.rows[range] {
        for cell in &row.cells {
            out.at(place(sheet, row, cell));
            out.push(cell.text.trim());
            out.end_block();
        }
    }
}

/// The rows of a table, with a cell for every column that the table uses.
fn rows(sheet: &Sheet, range: Range<usize>, budget: &mut Budget, out: &mut Canonical) -> Result<(), FormatError> {
    let rows = &sheet.rows[range];
    let columns: Vec<u32> = rows.iter().flat_map(|r| r.cells.iter().map(|c| c.column)).collect::<BTreeSet<u32>>().into_iter().collect();
    let counted = counted_columns(rows);
    for (nth, row) in rows.iter().enumerate() {
        budget.take(columns.len(), columns.len())?;
        let amounts = row.cells.iter().skip(1).any(Cell::is_amount) && !(nth == 0 && counts_years(row));
        let mut cells = row.cells.iter().peekable();
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                out.end_cell();
            }
            if let Some(cell) = cells.next_if(|c| c.column == *column) {
                out.at(place(sheet, row, cell));
                // A count of 2015 among other counts is no year.
                if cell.like_year && amounts && counted.get(column).is_some_and(|n| *n > 0) {
                    out.push(&format!("{}.{}", &cell.text[..1], &cell.text[1..]));
                } else {
                    out.push(cell.text.trim());
                }
            }
        }
        out.end_block();
    }
    Ok(())
}

/// How many numbers that are no years each column holds.
fn counted_columns(rows: &[Row]) -> BTreeMap<u32, usize> {
    let mut out = BTreeMap::new();
    for cell in rows.iter().flat_map(|r| &r.cells).filter(|c| c.is_amount()) {
        *out.entry(cell.column).or_default() += 1;
    }
    out
}

/// `2023 | 2024 | 2025`: years one after the other, as heads have them.
fn counts_years(row: &Row) -> bool {
    let year = |cell: &Cell| cell.text.trim().parse::<u32>().ok().filter(|_| cell.like_year);
    row.cells.windows(2).any(|pair| year(&pair[0]).zip(year(&pair[1])).is_some_and(|(left, right)| right == left + 1))
}

/// The tables of a sheet, as ranges of its rows.
fn tables(rows: &[Row]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in (0..rows.len()).filter(|&at| rows[at].is_tabular()) {
        match out.last_mut().filter(|open| goes_on(rows, open, at)) {
            Some(open) => open.end = at + 1,
            None => {
                let floor = out.last().map_or(0, |t| t.end);
                out.push(with_head(rows, floor, at)..at + 1);
            }
        }
    }
    for table in &mut out {
        without_signatures(rows, table);
    }
    out
}

fn empty_rows(above: &Row, below: &Row) -> u32 {
    below.number.saturating_sub(above.number).saturating_sub(1)
}

/// True if the table goes on in that row: nothing between, or the heading of a section, or a spacer with the same columns on both sides.
fn goes_on(rows: &[Row], open: &Range<usize>, at: usize) -> bool {
    let table = &rows[open.clone()];
    let between = at - open.end;
    let gaps = || rows[open.end - 1..=at].windows(2).map(|pair| empty_rows(&pair[0], &pair[1]));
    let spaced = gaps().any(|gap| gap > 0);
    if between > LINES_BETWEEN || gaps().any(|gap| gap > 1) {
        return false;
    }
    let head_follows = !rows[at].has_number() && table.iter().any(Row::has_number);
    if between == 0 && !spaced {
        return true;
    }
    let numbers = |row: &Row| row.cells.iter().filter(|c| c.is_number()).map(|c| c.column).collect::<BTreeSet<u32>>();
    let known: BTreeSet<u32> = table.iter().flat_map(numbers).collect();
    let below = numbers(&rows[at]);
    let same_columns = !below.is_empty() && below.is_subset(&known);
    // A head over two lines has no numbers above it yet; below a spacer they stand in its columns.
    let heads: BTreeSet<u32> = table.iter().flat_map(|row| &row.cells).map(|cell| cell.column).collect();
    let first = known.is_empty() && (!spaced || between == 0 && below.is_subset(&heads));
    let restarts = between == 0 && spaced && starts_anew(table, &rows[at]);
    !head_follows && (first || same_columns) && !restarts
}

/// The row carries the first number of a list that the table has begun already.
fn starts_anew(table: &[Row], row: &Row) -> bool {
    let first = |row: &Row| row.cells.first().map(|c| (c.column, c.text.trim().trim_end_matches('.').to_owned()));
    let Some(mark) = first(row).filter(|(_, text)| matches!(text.as_str(), "1" | "01" | "I" | "A")) else { return false };
    table.iter().any(|r| first(r).as_ref() == Some(&mark))
}

/// Where the table begins whose first wide row, or first row with numbers, is that one: head rows of two cells may stand above.
fn with_head(rows: &[Row], floor: usize, at: usize) -> usize {
    let mut start = at;
    while rows[at].has_number() && start > floor && at - start < HEAD_ROWS {
        let (above, below) = (&rows[start - 1], &rows[start]);
        if above.cells.len() != 2 || empty_rows(above, below) > 0 {
            break;
        }
        start -= 1;
    }
    start
}

/// Takes rows of mere words off the end of a table with numbers: those who sign stand there.
fn without_signatures(rows: &[Row], table: &mut Range<usize>) {
    if !rows[table.clone()].iter().any(Row::has_number) {
        return;
    }
    // Errors (`#REF!`) and values that were never calculated (`?`) stand for numbers.
    let digits = |row: &Row| row.cells.iter().any(|c| c.text.contains(|c: char| c.is_ascii_digit()) || c.text.starts_with(['#', '?']));
    while table.len() > 1 && !digits(&rows[table.end - 1]) {
        table.end -= 1;
    }
}
