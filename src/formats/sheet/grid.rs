//! The cells of a sheet as they would be printed, and how many of them are read.

use crate::formats::FormatError;

/// Most cells of a workbook, those without words between others included.
const MOST_CELLS: usize = 200_000;
/// Most bytes of all cells together.
const MOST_TEXT: usize = 12 << 20;
/// Columns of the widest sheet that programs know.
const MOST_COLUMNS: u32 = 16_384;

/// A cell with words.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Its column, from 0.
    pub column: u32,
    /// Its words as printed.
    pub text: String,
    /// A number without grouping that may as well be a year (`2015`).
    pub like_year: bool,
}

impl Cell {
    /// A number, perhaps with a sign, a percent sign or in brackets; a date.
    pub fn is_number(&self) -> bool {
        let marks = |c: char| c.is_ascii_digit() || ".,%-–+()/ \u{a0}\u{202f}\u{2009}\u{2007}".contains(c);
        self.text.chars().all(marks) && self.text.contains(|c: char| c.is_ascii_digit())
    }

    /// A number that is no year and no time (`6/2025`, `2021-2025`), which heads name beside years.
    pub fn is_amount(&self) -> bool {
        let from_second = self.text.trim().chars().skip(1).any(|c| matches!(c, '/' | '-' | '–'));
        self.is_number() && !self.like_year && !from_second
    }
}

/// A row with words.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its number, from 0.
    pub number: u32,
    /// Not shown.
    pub hidden: bool,
    /// Its cells with words, from left to right.
    pub cells: Vec<Cell>,
}

impl Row {
    /// True if it holds a number.
    pub fn has_number(&self) -> bool {
        self.cells.iter().any(Cell::is_number)
    }

    /// True if it looks like a row of a table.
    pub fn is_tabular(&self) -> bool {
        self.cells.len() >= 3 || self.cells.len() == 2 && self.has_number()
    }
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows with words, from the top.
    pub rows: Vec<Row>,
    /// It has totals over what is shown only (`SUBTOTAL`).
    pub totals_shown: bool,
}

impl Sheet {
    /// Leaves out what totals leave out: a plain total counts hidden rows too, one over what is shown does not.
    pub fn settle(&mut self) {
        let shown = self.totals_shown;
        self.rows.retain(|r| !(r.cells.is_empty() || shown && r.hidden));
        self.rows.sort_by_key(|r| r.number);
        for row in &mut self.rows {
            row.cells.sort_by_key(|c| c.column);
            row.cells.dedup_by_key(|c| c.column);
        }
    }
}

/// What may still be read of a workbook.
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
}

impl Budget {
    /// The whole of it.
    pub fn new() -> Self {
        Budget { cells: MOST_CELLS, bytes: MOST_TEXT }
    }

    /// Takes so many cells with so many bytes off; an error where no more is left.
    pub fn take(&mut self, cells: usize, bytes: usize) -> Result<(), FormatError> {
        let over = |what: &str, limit: String| FormatError::Limit { what: what.to_owned(), limit };
        self.cells = self.cells.checked_sub(cells).ok_or_else(|| over("the cells of the workbook", format!("{MOST_CELLS}")))?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(|| over("the text of the workbook", format!("{} MB", MOST_TEXT >> 20)))?;
        Ok(())
    }
}

/// The column letters and the row of a place (`B12`), both from 0.
pub(super) fn place(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let column = reference[..digits].bytes().try_fold(0u32, |sum, b| {
        let letter = b.is_ascii_alphabetic().then(|| u32::from(b.to_ascii_uppercase() - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(letter).filter(|&c| c <= MOST_COLUMNS)
    })?;
    let row: u32 = reference[digits..].parse().ok()?;
    Some((column.checked_sub(1)?, row.checked_sub(1)?))
}

/// How people call a cell: `B12`.
pub(super) fn name(column: u32, row: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", letters.iter().collect::<String>(), u64::from(row) + 1)
}
