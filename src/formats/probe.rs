//! A quick look at bytes, by which formats recognise their own.

use super::{package, relationships, FormatError};

/// Bytes at the start of the main part in which its root element shows itself.
const HEAD: u64 = 16 << 10;

/// What the part that a package is about is called where no relationship tells.
const USUAL: &[&str] = &["word/document.xml", "xl/workbook.xml"];

/// Bytes, and the names of the entries where they are a ZIP file.
#[derive(Default)]
pub(super) struct Probe<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    /// The ending of its name, lower case: where the bytes leave it open, the name decides.
    pub extension: String,
    entries: Vec<String>,
    mimetype: String,
    /// The root element of the part that the package is about, without prefix.
    root: String,
}

impl<'a> Probe<'a> {
    /// Looks at the bytes; a ZIP file that cannot be listed is an error.
    pub fn new(extension: &str, bytes: &'a [u8]) -> Result<Self, FormatError> {
        let extension = extension.to_owned();
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(Probe { bytes, extension, ..Probe::default() });
        }
        let entries = package::names(bytes)?;
        // An entry that cannot be read says nothing here; whoever reads the file will tell.
        let declared = entries.iter().any(|e| e == "mimetype").then(|| package::Package::open(bytes).and_then(|mut p| p.part("mimetype")));
        let mimetype = declared.and_then(Result::ok).flatten().unwrap_or_default();
        let root = package::Package::open(bytes).ok().and_then(|mut p| root(&mut p)).unwrap_or_default();
        Ok(Probe { bytes, extension, entries, mimetype: String::from_utf8_lossy(&mimetype).trim().to_owned(), root })
    }

    /// True if this is a ZIP file with that entry.
    pub fn has_entry(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e == name)
    }

    /// The root element of the part that an Office package is about (`document`, `workbook`); empty elsewhere.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// What an OpenDocument file says that it is; empty elsewhere.
    pub fn mimetype(&self) -> &str {
        &self.mimetype
    }
}

fn root(package: &mut package::Package) -> Option<String> {
    // A damaged list of relationships tells nothing: then the usual names do.
    let related = relationships::main_part(package, USUAL);
    let part = related.ok().flatten().or_else(|| USUAL.iter().find(|part| package.has(part)).map(|part| (*part).to_owned()))?;
    // What cannot be read is what its name says: whoever reads it will tell what is wrong.
    let named = || USUAL.iter().zip(["document", "workbook"]).find(|(usual, _)| **usual == part).map(|(_, root)| root.to_owned());
    let Some(mut head) = package.beginning(&part, HEAD) else { return named() };
    // A cut sign at the end is not what is looked for.
    while std::str::from_utf8(&head).is_err_and(|e| e.error_len().is_none() && e.valid_up_to() > 0) {
        head.pop();
    }
    super::xml::text(&part, head).ok().and_then(|text| super::xml::root(&text)).filter(|root| ["document", "workbook"].contains(&root.as_str())).or_else(named)
}
