//! Formats of reports: one file a format turns bytes into a [`Source`]. Nothing behind this stage knows formats.

mod canonical;
mod docx;
mod flow;
mod html;
mod numerals;
mod odt;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod probe;
mod prose;
mod sheet;
mod text;
mod xml;

use crate::source::{Source, Span};
use probe::Probe;
use std::path::Path;

/// How tracked changes of a Word file or an OpenDocument text are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tracked {
    /// As if all of them were accepted.
    #[default]
    Accepted,
    /// As if none of them had been made.
    Original,
}

/// What the reader of a file may choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How tracked changes are read.
    pub tracked: Tracked,
}

/// A remark at a place of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where, in the canonical text.
    pub span: Span,
    /// What it says, line by line.
    pub text: String,
}

/// A format that reports are read from.
struct Format {
    /// Endings of file names, lower case, that a walk through a folder looks for.
    extensions: &'static [&'static str],
    /// True if these bytes can be of this format, whatever the file is called.
    recognises: fn(&Probe) -> bool,
    /// Reads the bytes; the name is only for the source.
    read: fn(&str, Vec<u8>, Options) -> Result<Source, FormatError>,
}

/// The list of formats; the first that recognises the bytes reads them.
const FORMATS: &[&Format] = &[
    &docx::FORMAT,
    &odt::FORMAT,
    &sheet::XLSX,
    &sheet::ODS,
    #[cfg(feature = "pdf")]
    &pdf::FORMAT,
    &html::FORMAT,
    &text::FORMAT,
];

/// Formats that are known by their first bytes and not read, with what to do instead.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0", "an old binary Office file (.doc, .xls) or an encrypted one: open it in Word, take off the password, and save it as .docx or .xlsx"),
    (b"{\\rtf", "an RTF file: open it in Word and save it as .docx"),
    (b"\xff\xfe", "text in UTF-16: save it as UTF-8"),
    (b"\xfe\xff", "text in UTF-16: save it as UTF-8"),
    (b"PK\x03\x04", "a ZIP file, but no Word, OpenDocument or Excel file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"%PDF-", "a PDF file, which this build does not read: save the report as .docx"),
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
    /// A format that is not read.
    #[error("this is {0}")]
    Foreign(&'static str),
    /// Over a limit that no honest report reaches.
    #[error("over the limit of {limit}: {what}")]
    Limit {
        /// What is too much.
        what: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// Not well formed, or not what its first bytes promise.
    #[error("damaged, or not what it seems to be: {0}")]
    Damaged(String),
    /// Well formed, but without text to read.
    #[error("{0}")]
    NoText(&'static str),
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
pub fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let probe = Probe::new(&bytes)?;
    if let Some(format) = FORMATS.iter().find(|f| (f.recognises)(&probe)) {
        return (format.read)(name, bytes, options);
    }
    let foreign = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic));
    let zero = bytes.iter().position(|&b| b == 0).unwrap_or(0);
    Err(foreign.map_or(FormatError::Binary(zero), |(_, what)| FormatError::Foreign(what)))
}

/// A copy of a Word file with comments in the margin; all else is carried over byte for byte. Other formats have no comments.
pub fn annotate(bytes: &[u8], comments: &[Comment], options: Options) -> Result<Vec<u8>, FormatError> {
    if !docx::recognises(&Probe::new(bytes)?) {
        return Err(FormatError::NoText("comments can only be set in a Word file (.docx)"));
    }
    docx::annotate(bytes, comments, options)
}
