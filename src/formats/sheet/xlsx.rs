//! Excel workbooks (.xlsx, .xlsm): visible sheets with their cells as printed.
//!
//! Read directly, not through a spreadsheet crate: number formats, hidden rows and the limits are what matters here.

use super::dates;
use super::grid::{place, Budget, Cell, Row, Sheet};
use super::number::decimal;
use super::styles::Styles;
use super::xml::{Piece, Tag, Xml};
use crate::formats::package::Package;
use crate::formats::relationships::{main_part, Relationships};
use crate::formats::FormatError;
use std::collections::HashMap;

/// What a formula that was never calculated shows; nothing may be concluded from it.
const UNKNOWN: &str = "?";
/// What the part of the workbook is called where no relationship tells.
const WORKBOOK: &str = "xl/workbook.xml";

/// Reads all visible sheets.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, FormatError> {
    let mut package = Package::open(bytes)?;
    let mut book = Book::read(&mut package)?;
    let mut budget = Budget::new();
    let mut out = Vec::new();
    for (name, part) in std::mem::take(&mut book.sheets) {
        let Some(text) = package.xml(&part)? else { continue };
        let reading = Reading { book: &book, budget: &mut budget, sheet: Sheet { name, ..Sheet::default() }, hidden: false, cell: None };
        out.push(reading.read(&part, &text)?);
    }
    Ok(out)
}

/// What the sheets share.
#[derive(Default)]
struct Book {
    /// Visible sheets: name and part.
    sheets: Vec<(String, String)>,
    strings: Vec<String>,
    styles: Styles,
    from_1904: bool,
    /// The values of formulas are only put in when the file is opened.
    uncalculated: bool,
}

impl Book {
    fn read(package: &mut Package) -> Result<Book, FormatError> {
        let mut book = Book::default();
        let missing = || FormatError::Damaged(format!("{WORKBOOK} is missing"));
        let part = main_part(package, &[WORKBOOK])?.ok_or_else(missing)?;
        let related = Relationships::of(package, &part)?;
        // Charts and macro sheets have no rows.
        let targets: HashMap<&str, &str> = related.of_kind("worksheet").collect();
        let workbook = package.xml(&part)?.ok_or_else(missing)?;
        let mut xml = Xml::new(&part, &workbook);
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            match tag.name().as_str() {
                "workbookPr" => book.from_1904 = tag.is("date1904"),
                "calcPr" => book.uncalculated = tag.is("fullCalcOnLoad"),
                "sheet" if tag.get("state").is_none_or(|s| s == "visible") => {
                    let target = tag.get("id").and_then(|id| targets.get(id.as_str()).map(|part| (*part).to_owned()));
                    book.sheets.extend(tag.get("name").zip(target));
                }
                _ => {}
            }
        }
        if let Some(text) = package.xml(related.first("styles").unwrap_or("xl/styles.xml"))? {
            book.styles = Styles::read(&text)?;
        }
        if let Some(text) = package.xml(related.first("sharedStrings").unwrap_or("xl/sharedStrings.xml"))? {
            book.strings = strings(&text)?;
        }
        Ok(book)
    }
}

/// The words that cells refer to by their number.
fn strings(text: &str) -> Result<Vec<String>, FormatError> {
    let mut budget = Budget::new();
    let mut xml = Xml::new("xl/sharedStrings.xml", text);
    let (mut out, mut words, mut inside, mut reading) = (Vec::new(), String::new(), false, false);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match tag.name().as_str() {
                "si" => words.clear(),
                "t" => reading = !inside,
                "rPh" => inside = true,
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "si" => {
                    budget.take(1, words.len())?;
                    out.push(escaped(&words));
                }
                "t" => reading = false,
                "rPh" => inside = false,
                _ => {}
            },
            Piece::Words(more) if reading => words += &more,
            Piece::Words(_) => {}
        }
    }
    Ok(out)
}

/// Words with the signs that a workbook writes as `_x000D_`: such a sign is a blank, unless it is a sign that people write.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit()) && rest[at + 6..].starts_with('_'));
        let sign = code.and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32);
        out += &rest[..at];
        match sign {
            Some(sign) => {
                out.push(if sign.is_control() { ' ' } else { sign });
                rest = &rest[at + 7..];
            }
            None => {
                out += "_x";
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

/// A cell as it stands in the file.
#[derive(Default)]
struct Raw {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    value: Option<String>,
    inline: String,
    formula: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Value,
    Formula,
    Inline,
}

/// A worksheet that is being read.
struct Reading<'a> {
    book: &'a Book,
    budget: &'a mut Budget,
    sheet: Sheet,
    /// The row that is being read is hidden.
    hidden: bool,
    cell: Option<Raw>,
}

impl Reading<'_> {
    fn read(mut self, part: &str, text: &str) -> Result<Sheet, FormatError> {
        let mut xml = Xml::new(part, text);
        let (mut field, mut next_row, mut next_column) = (Field::None, 0u32, 0);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => match tag.name().as_str() {
                    "row" => {
                        let number = tag.number("r").and_then(|r| r.checked_sub(1)).unwrap_or(next_row);
                        (next_row, next_column) = (number.saturating_add(1), 0);
                        self.hidden = tag.is("hidden");
                    }
                    "c" => {
                        let raw = open(&tag, next_row.saturating_sub(1), next_column);
                        next_column = raw.column.saturating_add(1);
                        self.cell = Some(raw);
                    }
                    name => field = self.field(name),
                },
                Piece::Words(words) => self.add(field, &words),
                Piece::Close(name) => {
                    field = Field::None;
                    if name == "c" {
                        self.close()?;
                    }
                }
            }
        }
        self.sheet.settle();
        Ok(self.sheet)
    }

    /// What the words behind a tag are.
    fn field(&mut self, tag: &str) -> Field {
        let Some(cell) = &mut self.cell else { return Field::None };
        match tag {
            "v" => {
                cell.value = Some(String::new());
                Field::Value
            }
            "f" => {
                cell.formula = Some(String::new());
                Field::Formula
            }
            "t" => Field::Inline,
            _ => Field::None,
        }
    }

    fn add(&mut self, field: Field, words: &str) {
        let Some(cell) = &mut self.cell else { return };
        match field {
            Field::Value => cell.value.get_or_insert_default().push_str(words),
            Field::Formula => cell.formula.get_or_insert_default().push_str(words),
            Field::Inline => cell.inline += words,
            Field::None => {}
        }
    }

    /// Ends a cell; one without words is none.
    fn close(&mut self) -> Result<(), FormatError> {
        let Some(raw) = self.cell.take() else { return Ok(()) };
        if let Some(formula) = &raw.formula {
            self.sheet.totals_shown |= formula.contains("SUBTOTAL(") || formula.contains("AGGREGATE(");
        }
        let (text, like_year) = self.print(&raw);
        if text.trim().is_empty() {
            return Ok(());
        }
        self.budget.take(1, text.len())?;
        let cell = Cell { column: raw.column, text, like_year };
        // Rows without words are never kept: there may be a million of them.
        match self.sheet.rows.last_mut().filter(|r| r.number == raw.row) {
            Some(row) => row.cells.push(cell),
            None => self.sheet.rows.push(Row { number: raw.row, hidden: self.hidden, cells: vec![cell] }),
        }
        Ok(())
    }

    /// The words of a cell, and whether they are a number that looks like a year.
    fn print(&self, raw: &Raw) -> (String, bool) {
        let value = raw.value.as_deref().map(str::trim);
        let calculated = raw.formula.is_none() || value.is_some_and(|v| !(self.book.uncalculated && v == "0"));
        match raw.kind.as_str() {
            "s" => (value.and_then(|v| self.book.strings.get(v.parse::<usize>().ok()?)).cloned().unwrap_or_default(), false),
            "inlineStr" => (escaped(&raw.inline), false),
            "str" | "e" => (escaped(raw.value.as_deref().unwrap_or_default()), false),
            "d" => (value.map(dates::from_iso).unwrap_or_default(), false),
            _ if !calculated => (UNKNOWN.to_owned(), false),
            "b" => (value.map_or("", |v| if v == "1" { "TRUE" } else { "FALSE" }).to_owned(), false),
            _ => {
                let Some(value) = value.filter(|v| !v.is_empty()) else { return (String::new(), false) };
                let printed = decimal(value).map_or_else(|| value.to_owned(), |d| self.book.styles.print(raw.style, d, self.book.from_1904));
                let like_year = printed.len() == 4 && (printed.starts_with("19") || printed.starts_with("20")) && printed.bytes().all(|b| b.is_ascii_digit());
                (printed, like_year)
            }
        }
    }
}

fn open(tag: &Tag, row: u32, column: u32) -> Raw {
    let (column, row) = tag.get("r").and_then(|r| place(&r)).unwrap_or((column, row));
    Raw { row, column, kind: tag.get("t").unwrap_or_default(), style: tag.number("s").unwrap_or(0) as usize, ..Raw::default() }
}
