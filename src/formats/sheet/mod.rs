//! Spreadsheets: each visible sheet as its name, its titles and its tables, the cells as they would be printed.
//!
//! Hidden sheets are left out. Hidden rows and columns are read, since totals count them, unless the sheet totals only what is shown.

mod dates;
mod grid;
mod layout;
mod number;
mod ods;
mod styles;
mod xlsx;
mod xml;

use super::canonical::Canonical;
use super::probe::Probe;
use super::{Format, FormatError, Options};
use crate::source::Source;
use grid::{Budget, Sheet};

/// Excel workbooks.
pub(super) const XLSX: Format = Format { extensions: &["xlsx", "xlsm", "xltx"], recognises: |probe| probe.root() == "workbook", read: read_xlsx };
/// OpenDocument spreadsheets.
pub(super) const ODS: Format = Format { extensions: &["ods", "ots"], recognises: is_ods, read: read_ods };

/// A text document has the same entries: what it is, its `mimetype` says.
fn is_ods(probe: &Probe) -> bool {
    probe.has_entry("content.xml") && probe.mimetype().starts_with("application/vnd.oasis.opendocument.spreadsheet")
}

fn read_xlsx(name: &str, bytes: Vec<u8>, _: Options) -> Result<Source, FormatError> {
    write(name, &xlsx::read(&bytes)?)
}

fn read_ods(name: &str, bytes: Vec<u8>, _: Options) -> Result<Source, FormatError> {
    write(name, &ods::read(&bytes)?)
}

fn write(name: &str, sheets: &[Sheet]) -> Result<Source, FormatError> {
    let mut out = Canonical::default();
    let mut budget = Budget::new();
    for sheet in sheets {
        layout::write(sheet, &mut budget, &mut out)?;
    }
    if out.text().trim().is_empty() {
        return Err(FormatError::NoText("a workbook without a word in its visible sheets"));
    }
    Ok(out.finish(name))
}
