//! Formats of reports: one file a format turns bytes into a [`Source`]. Nothing behind this stage knows formats.

mod text;

use crate::source::Source;
use std::path::Path;

/// A format that reports are read from.
struct Format {
    /// Endings of file names, lower case, that a walk through a folder looks for.
    extensions: &'static [&'static str],
    /// True if these bytes can be of this format, whatever the file is called.
    recognises: fn(&[u8]) -> bool,
    /// Reads the bytes.
    read: fn(&str, Vec<u8>) -> Result<Source, FormatError>,
}

/// The list of formats; the first that recognises the bytes reads them.
const FORMATS: &[&Format] = &[&text::FORMAT];

/// Formats that are known by their first bytes but not read yet.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a Word, Excel or other ZIP file"),
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
];

/// Why bytes are no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Not UTF-8.
    #[error("not valid UTF-8 at byte {offset} (line {line}): save the file as UTF-8 text")]
    NotUtf8 {
        /// Offset of the first byte that is no UTF-8, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A format that is not read yet.
    #[error("this is {0}, which is not read yet: save the report as Markdown or UTF-8 text")]
    Foreign(&'static str),
    /// Bytes that are no text at all.
    #[error("not text: there is a zero byte at byte {0}")]
    Binary(usize),
}

/// True if a walk through a folder takes this file for a report, by its name.
pub fn is_report(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    FORMATS.iter().any(|f| f.extensions.contains(&extension.as_str()))
}

/// Endings of the names of reports, for messages.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().flat_map(|f| f.extensions.iter().copied())
}

/// Reads a report from its bytes; the content decides on the format, not the name.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Source, FormatError> {
    if let Some(format) = FORMATS.iter().find(|f| (f.recognises)(&bytes)) {
        return (format.read)(name, bytes);
    }
    let foreign = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic));
    let zero = bytes.iter().position(|&b| b == 0).unwrap_or(0);
    Err(foreign.map_or(FormatError::Binary(zero), |(_, what)| FormatError::Foreign(what)))
}
