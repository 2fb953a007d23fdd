//! Number formats of Excel's cells (`xl/styles.xml`).

use super::dates::DateFormat;
use super::number::{general, Digits};
use super::xml::{Piece, Xml};
use crate::formats::FormatError;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Number formats that Excel does not write down, by their number.
const BUILT_IN: &[(u32, &str)] = &[
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (14, "dd/mm/yyyy"),
    (15, "dd/mm/yyyy"),
    (16, "dd/mm"),
    (17, "mm/yyyy"),
    (18, "hh:mm"),
    (19, "hh:mm:ss"),
    (20, "hh:mm"),
    (21, "hh:mm:ss"),
    (22, "dd/mm/yyyy hh:mm"),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;-#,##0.00"),
    (41, "#,##0;-#,##0;\"-\""),
    (42, "#,##0;-#,##0;\"-\""),
    (43, "#,##0.00;-#,##0.00;\"-\""),
    (44, "#,##0.00;-#,##0.00;\"-\""),
    (45, "mm:ss"),
    (46, "[h]:mm:ss"),
    (47, "mm:ss"),
];

/// A section of a number format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Section {
    General,
    Digits(Digits),
    Date(DateFormat),
}

/// A number format: sections for what is above zero, below zero, and zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberFormat(Vec<Section>);

impl NumberFormat {
    /// Reads a format code.
    pub fn read(code: &str) -> NumberFormat {
        NumberFormat(sections(code).into_iter().take(3).map(|s| section(&s)).collect())
    }

    /// Prints a number.
    pub fn print(&self, value: Decimal, from_1904: bool) -> String {
        let at = match self.0.len() {
            2.. if value.is_sign_negative() && !value.is_zero() => 1,
            3.. if value.is_zero() => 2,
            _ => 0,
        };
        let printed = match self.0.get(at) {
            Some(Section::Digits(digits)) => digits.print(value),
            Some(Section::Date(date)) => date.print(value, from_1904),
            _ => None,
        };
        printed.unwrap_or_else(|| general(value))
    }
}

/// Splits a format code at semicolons outside of quotes and brackets.
fn sections(code: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        match c {
            ';' if !quoted && !escaped => {
                out.push(String::new());
                continue;
            }
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = c == '\\' && !escaped && !quoted;
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

fn section(code: &str) -> Section {
    if code.to_ascii_lowercase().contains("general") {
        return Section::General;
    }
    match (DateFormat::read(code), Digits::read(code)) {
        (Some(date), _) => Section::Date(date),
        (None, Some(digits)) => Section::Digits(digits),
        _ => Section::General,
    }
}

/// The number formats of a workbook, by the style of a cell.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: Vec<NumberFormat>,
    by_style: Vec<usize>,
}

impl Styles {
    /// Reads the part.
    pub fn read(text: &str) -> Result<Styles, FormatError> {
        let mut codes: HashMap<u32, String> = BUILT_IN.iter().map(|(id, code)| (*id, (*code).to_owned())).collect();
        let (mut out, mut known, mut in_cells) = (Styles::default(), HashMap::new(), false);
        let mut xml = Xml::new("xl/styles.xml", text);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => match tag.name().as_str() {
                    "numFmt" => codes.extend(tag.number("numFmtId").zip(tag.get("formatCode"))),
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = tag.number("numFmtId").unwrap_or(0);
                        let at = *known.entry(id).or_insert_with(|| {
                            out.formats.push(NumberFormat::read(codes.get(&id).map_or("General", String::as_str)));
                            out.formats.len() - 1
                        });
                        out.by_style.push(at);
                    }
                    _ => {}
                },
                Piece::Close(name) if name == "cellXfs" => in_cells = false,
                _ => {}
            }
        }
        Ok(out)
    }

    /// Prints a number in a cell of that style.
    pub fn print(&self, style: usize, value: Decimal, from_1904: bool) -> String {
        let format = self.by_style.get(style).and_then(|&at| self.formats.get(at));
        format.map_or_else(|| general(value), |f| f.print(value, from_1904))
    }
}
