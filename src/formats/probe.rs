//! A quick look at bytes, by which formats recognise their own.

use super::{package, FormatError};

/// Bytes, and the names of the entries where they are a ZIP file.
pub(super) struct Probe<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    entries: Vec<String>,
    mimetype: String,
}

impl<'a> Probe<'a> {
    /// Looks at the bytes; a ZIP file that cannot be listed is an error.
    pub fn new(bytes: &'a [u8]) -> Result<Self, FormatError> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(Probe { bytes, entries: Vec::new(), mimetype: String::new() });
        }
        let entries = package::names(bytes)?;
        // An entry that cannot be read says nothing here; whoever reads the file will tell.
        let declared = entries.iter().any(|e| e == "mimetype").then(|| package::Package::open(bytes).and_then(|mut p| p.part("mimetype")));
        let mimetype = declared.and_then(Result::ok).flatten().unwrap_or_default();
        Ok(Probe { bytes, entries, mimetype: String::from_utf8_lossy(&mimetype).trim().to_owned() })
    }

    /// True if this is a ZIP file with that entry.
    pub fn has_entry(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e == name)
    }

    /// What an OpenDocument file says that it is; empty elsewhere.
    pub fn mimetype(&self) -> &str {
        &self.mimetype
    }
}
