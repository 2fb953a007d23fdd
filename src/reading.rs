//! Reads the small files that say how to lint: rules, configurations, baselines. Imports nothing of the crate.

use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// Larger files are none of these.
const MOST_BYTES: u64 = 64 << 20;

/// What is said of a folder, a pipe or a device where a file should be.
pub const NO_FILE: &str = "here is a folder, a pipe or a device, not a file";

/// The text of a file. A device or a pipe may never end, or wait for ever: it is refused before it is opened.
pub fn text(path: &Path) -> Result<String> {
    let refused = |why: &str| Err(Error::new(ErrorKind::InvalidInput, why));
    if !std::fs::metadata(path)?.is_file() {
        return refused(NO_FILE);
    }
    let mut text = String::new();
    std::fs::File::open(path)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    match text.len() as u64 > MOST_BYTES {
        true => refused("larger than any file of its kind"),
        false => Ok(text),
    }
}

/// What is wrong with a text in TOML, in one line with its place.
pub fn problem_of_toml(text: &str, error: &toml::de::Error) -> String {
    let said = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
    let before = error.span().and_then(|span| text.get(..span.start));
    let place = before.map(|before| {
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    });
    place.map_or(said.clone(), |(line, column)| format!("line {line}, column {column}: {said}"))
}
