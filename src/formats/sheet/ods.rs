//! OpenDocument spreadsheets (.ods): cells carry the words that they show; only their way of writing numbers is made ours.

use super::dates;
use super::grid::{Budget, Cell, Row, Sheet};
use super::number::{decimal, general, restyle};
use super::xml::{Piece, Tag, Xml};
use crate::formats::package::Package;
use crate::formats::FormatError;
use std::collections::HashSet;

/// What a formula that was never calculated shows; nothing may be concluded from it.
const UNKNOWN: &str = "?";
const CONTENT: &str = "content.xml";

/// Reads all visible sheets.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, FormatError> {
    let mut package = Package::open(bytes)?;
    package.must_be_open()?;
    let Some(content) = package.xml(CONTENT)? else { return Err(FormatError::Damaged(format!("{CONTENT} is missing"))) };
    Reading::default().read(&content)
}

/// A cell as it stands in the file.
#[derive(Default)]
struct Raw {
    repeated: u32,
    kind: Option<String>,
    value: Option<String>,
    formula: Option<String>,
    shown: String,
}

/// A document that is being read.
#[derive(Default)]
struct Reading {
    out: Vec<Sheet>,
    /// Styles of sheets that are not shown, and the style that is being read.
    hidden_styles: HashSet<String>,
    style: Option<String>,
    /// The sheet that is being read is not shown.
    hidden: bool,
    row: Row,
    rows_repeated: u32,
    column: u32,
    cell: Option<Raw>,
    /// How deep inside of remarks and drawings the reading is.
    aside: u32,
}

impl Reading {
    fn read(mut self, text: &str) -> Result<Vec<Sheet>, FormatError> {
        let mut budget = Budget::new();
        let mut xml = Xml::new(CONTENT, text);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => self.open(&tag),
                Piece::Close(name) => self.close(&name, &mut budget)?,
                Piece::Words(words) => {
                    if let Some(cell) = self.cell.as_mut().filter(|_| self.aside == 0) {
                        cell.shown += &words;
                    }
                }
            }
        }
        self.out.iter_mut().for_each(Sheet::settle);
        Ok(self.out)
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name().as_str() {
            "annotation" | "shapes" | "frame" | "custom-shape" => self.aside += 1,
            _ if self.aside > 0 => {}
            "style" => self.style = tag.get("name"),
            "table-properties" if tag.get("display").is_some_and(|d| d == "false") => self.hidden_styles.extend(self.style.clone()),
            "table" => {
                self.hidden = tag.get("style-name").is_some_and(|s| self.hidden_styles.contains(&s));
                self.row = Row::default();
                if !self.hidden {
                    self.out.push(Sheet { name: tag.get("name").unwrap_or_default(), ..Sheet::default() });
                }
            }
            "table-row" => {
                self.row.hidden = tag.get("visibility").is_some_and(|v| v != "visible");
                self.rows_repeated = tag.number("number-rows-repeated").unwrap_or(1);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(raw(tag)),
            // Paragraphs of a cell, and blanks that are written as tags.
            "p" | "s" | "tab" | "line-break" => {
                if let Some(cell) = self.cell.as_mut().filter(|c| !c.shown.is_empty()) {
                    cell.shown.push(' ');
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, budget: &mut Budget) -> Result<(), FormatError> {
        match name {
            "annotation" | "shapes" | "frame" | "custom-shape" => self.aside = self.aside.saturating_sub(1),
            _ if self.aside > 0 => {}
            "table-cell" | "covered-table-cell" => self.close_cell(budget)?,
            "table-row" => self.close_row(budget)?,
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self, budget: &mut Budget) -> Result<(), FormatError> {
        let Some(raw) = self.cell.take() else { return Ok(()) };
        let text = print(&raw);
        if let Some(sheet) =
            self.out.last_mut().filter(|_| !self.hidden && raw.formula.as_ref().is_some_and(|f| f.contains("SUBTOTAL(") || f.contains("AGGREGATE(")))
        {
            sheet.totals_shown = true;
        }
        let first = self.column;
        self.column = first.saturating_add(raw.repeated);
        if self.hidden || text.trim().is_empty() {
            return Ok(());
        }
        budget.take(raw.repeated as usize, text.len().saturating_mul(raw.repeated as usize))?;
        let like_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|b| b.is_ascii_digit());
        let number = raw.kind.is_some_and(|k| k == "float");
        self.row.cells.extend((first..self.column).map(|column| Cell { column, text: text.clone(), like_year: like_year && number }));
        Ok(())
    }

    /// Ends a row; empty ones only count.
    fn close_row(&mut self, budget: &mut Budget) -> Result<(), FormatError> {
        let next = self.row.number.saturating_add(self.rows_repeated);
        let row = std::mem::replace(&mut self.row, Row { number: next, ..Row::default() });
        if row.cells.is_empty() {
            return Ok(());
        }
        let bytes: usize = row.cells.iter().map(|c| c.text.len()).sum();
        let more = (self.rows_repeated as usize).saturating_sub(1);
        budget.take(row.cells.len().saturating_mul(more), bytes.saturating_mul(more))?;
        if let Some(sheet) = self.out.last_mut() {
            sheet.rows.extend((row.number..next).map(|number| Row { number, ..row.clone() }));
        }
        Ok(())
    }
}

fn raw(tag: &Tag) -> Raw {
    let kind = tag.get("value-type");
    let value = ["value", "date-value", "boolean-value"].iter().find_map(|name| tag.get(name));
    let repeated = tag.number("number-columns-repeated").unwrap_or(1);
    Raw { repeated, kind, value, formula: tag.get("formula"), shown: String::new() }
}

/// The words of a cell: numbers with the decimals that are shown, in the Vietnamese way.
fn print(raw: &Raw) -> String {
    let shown = raw.shown.trim();
    let value = || decimal(raw.value.as_deref()?);
    match raw.kind.as_deref() {
        None if raw.formula.is_some() && shown.is_empty() => UNKNOWN.to_owned(),
        Some("float" | "percentage" | "currency") => match value() {
            Some(value) if shown.is_empty() => general(value),
            Some(value) => restyle(shown, value).unwrap_or_else(|| shown.to_owned()),
            None => shown.to_owned(),
        },
        // Two numbers are a month and its year, or a time: as shown.
        Some("date") if shown.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count() == 3 && !shown.contains(char::is_alphabetic) => {
            raw.value.as_deref().map_or_else(|| shown.to_owned(), dates::from_iso)
        }
        _ => shown.to_owned(),
    }
}
