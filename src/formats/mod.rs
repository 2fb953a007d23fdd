//! Formats of reports: one file a format turns bytes into a [`Source`]. Nothing behind this stage knows formats.

mod canonical;
mod clock;
mod docx;
mod flow;
mod foreign;
mod html;
mod numerals;
mod odt;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod probe;
mod prose;
mod relationships;
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

/// Lines with text of one report: paragraphs, rows of tables, notes. Each costs some 210 bytes of memory.
const MOST_LINES: usize = 800_000;
/// Words of one report; each costs 16 bytes.
const MOST_WORDS: usize = 14_000_000;
/// Bytes of the text of one report: some ten thousand pages, held three times. With as many lines and words as there may be that is 600 MB.
const MOST_TEXT: usize = 64_000_000;

/// Formats that are known by their names and not read, so that a walk through a folder can say that it passes them by.
const PASSED_BY: &[(&str, &str)] = &[
    ("doc", ".docx"),
    ("dot", ".docx"),
    ("rtf", ".docx"),
    ("wps", ".docx"),
    ("mht", ".docx"),
    ("mhtml", ".docx"),
    ("fodt", ".odt"),
    ("xls", ".xlsx"),
    ("xlsb", ".xlsx"),
    ("et", ".xlsx"),
    ("fods", ".ods"),
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

/// True if a walk through a folder takes this file for a report, by its name. What Word and Excel lay beside a file that is open (`~$`) is none.
pub fn is_report(path: &Path) -> bool {
    FORMATS.iter().any(|f| f.extensions.contains(&extension(path).as_str())) && !is_lock(path)
}

/// What a file that a walk through a folder passes by should be saved as, if it may be a report, by its name.
pub fn passed_by(path: &Path) -> Option<&'static str> {
    PASSED_BY.iter().find(|(ending, _)| *ending == extension(path)).filter(|_| !is_lock(path)).map(|(_, better)| *better)
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase()
}

fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

/// Endings of the names of reports, for messages.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().flat_map(|f| f.extensions.iter().copied())
}

/// Reads a report from its bytes; the content decides on the format, not the name.
pub fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let probe = Probe::new(&extension(Path::new(name)), &bytes)?;
    if let Some(what) = foreign::told_apart(&bytes) {
        return Err(FormatError::Foreign(what));
    }
    let Some(format) = FORMATS.iter().find(|f| (f.recognises)(&probe)) else {
        let foreign = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic));
        let zero = bytes.iter().position(|&b| b == 0).unwrap_or(0);
        return Err(foreign.map_or(FormatError::Binary(zero), |(_, what)| FormatError::Foreign(what)));
    };
    let is_text = std::ptr::eq(*format, &text::FORMAT);
    // Text under the name of an office file is what is left of one.
    if is_text && FORMATS.iter().any(|f| !std::ptr::eq(*f, &html::FORMAT) && !std::ptr::eq(*f, *format) && f.extensions.contains(&probe.extension.as_str())) {
        return Err(FormatError::Damaged(format!("the name says .{}, but there is no such file in it", probe.extension)));
    }
    if is_text {
        within_limits(&bytes)?;
    }
    let mut source = (format.read)(name, bytes, options)?;
    within_limits(source.text.as_bytes())?;
    if source.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        match is_text {
            true => source.unread.push("empty: there is nothing in it to check".to_owned()),
            false => return Err(FormatError::NoText("there is no word of text in it")),
        }
    }
    Ok(source)
}

/// Of a text that is too much nothing is made, not even its lines.
fn within_limits(text: &[u8]) -> Result<(), FormatError> {
    let over = |what: String, limit: String| Err(FormatError::Limit { what, limit });
    if text.len() > MOST_TEXT {
        return over(format!("{} MB of text", text.len().div_ceil(1_000_000)), format!("{} MB", MOST_TEXT / 1_000_000));
    }
    // What is shorter cannot have so many of either.
    if text.len() < 2 * MOST_LINES {
        return Ok(());
    }
    let lines = text.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    if lines > MOST_LINES {
        return over(format!("{lines} paragraphs and rows"), MOST_LINES.to_string());
    }
    if text.len() < 2 * MOST_WORDS {
        return Ok(());
    }
    let words = text.chunk_by(|a, b| is_of_a_word(*a) == is_of_a_word(*b)).filter(|run| is_of_a_word(run[0])).count();
    match words > MOST_WORDS {
        true => over(format!("{words} words"), MOST_WORDS.to_string()),
        false => Ok(()),
    }
}

/// Letters and digits, by their bytes: what is no ASCII counts as a letter.
fn is_of_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// A copy of a Word file with comments in the margin; all else is carried over byte for byte. Other formats have no comments.
pub fn annotate(bytes: &[u8], comments: &[Comment], options: Options) -> Result<Vec<u8>, FormatError> {
    if !docx::recognises(&Probe::new("", bytes)?) {
        return Err(FormatError::NoText("comments can only be set in a Word file (.docx)"));
    }
    docx::annotate(bytes, comments, options)
}
