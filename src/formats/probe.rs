//! A quick look at bytes, by which formats recognise their own.

use super::{package, FormatError};

/// Bytes, and the names of the entries where they are a ZIP file.
pub(super) struct Probe<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    entries: Vec<String>,
}

impl<'a> Probe<'a> {
    /// Looks at the bytes; a ZIP file that cannot be listed is an error.
    pub fn new(bytes: &'a [u8]) -> Result<Self, FormatError> {
        let entries = if bytes.starts_with(b"PK\x03\x04") { package::names(bytes)? } else { Vec::new() };
        Ok(Probe { bytes, entries })
    }

    /// True if this is a ZIP file with that entry.
    pub fn has_entry(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e == name)
    }
}
