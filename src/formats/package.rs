//! ZIP packages (docx, odt, xlsx, ods) read within limits: a hostile file costs a clear error, not the memory.
//! Nothing is ever unpacked to disk.

use super::{xml, FormatError};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Most entries of a package.
const MOST_ENTRIES: usize = 10_000;
/// Most bytes of one part, unpacked.
const MOST_PART: u64 = 32 << 20;
/// Most bytes of all parts together that are unpacked.
const MOST_TOTAL: u64 = 48 << 20;
/// How many times its packed size a part may become, if that is more than [`HARMLESS`].
const MOST_RATIO: u64 = 250;
/// Parts that unpack to less are read whatever their ratio is.
const HARMLESS: u64 = 4 << 20;

/// Where an OpenDocument file says how its parts are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";
/// What is said of a file with a password.
const ENCRYPTED: &str = "an encrypted file: open it, take off the password and save it again";

/// Names of all entries.
pub(super) fn names(bytes: &[u8]) -> Result<Vec<String>, FormatError> {
    let archive = open(bytes)?;
    archive.file_names().map(|name| name.map(Cow::into_owned).map_err(damaged)).collect()
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, FormatError> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(limit(format!("{} entries in the package", archive.len()), format!("{MOST_ENTRIES}")));
    }
    Ok(archive)
}

/// The name of an entry as names of parts are compared: some programs write `\\` between folders, and capitals mean nothing.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// An opened package; what is read from it is counted against the limits.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by the key of their names.
    entries: HashMap<String, usize>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens the package and checks what its directory declares.
    pub fn open(bytes: &'a [u8]) -> Result<Self, FormatError> {
        let archive = open(bytes)?;
        let mut entries = HashMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                entries.entry(key(&name)).or_insert(index);
            }
        }
        Ok(Package { archive, entries, unpacked: 0 })
    }

    /// True if there is such an entry.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }

    /// The text of an XML part; nothing where there is no such entry. A DOCTYPE is refused: office files have none, and entities can explode.
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, FormatError> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let text = xml::text(name, bytes)?;
        if text.as_bytes().windows(9).take(4096).any(|w| w.eq_ignore_ascii_case(b"<!DOCTYPE")) {
            return Err(FormatError::Damaged(format!("{name} declares a DOCTYPE, which office files do not have")));
        }
        Ok(Some(text))
    }

    /// The parts of an encrypted OpenDocument file are there, and noise; only the manifest says so.
    pub fn must_be_open(&mut self) -> Result<(), FormatError> {
        let manifest = self.part(MANIFEST)?.unwrap_or_default();
        match manifest.windows(b"encryption-data".len()).any(|w| w == b"encryption-data") {
            true => Err(FormatError::Foreign(ENCRYPTED)),
            false => Ok(()),
        }
    }

    /// The first bytes of an entry, at most `most`; nothing where it cannot be read.
    pub fn beginning(&mut self, name: &str, most: u64) -> Option<Vec<u8>> {
        let entry = self.archive.by_index(*self.entries.get(&key(name))?).ok()?;
        let mut bytes = Vec::new();
        entry.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The bytes of an entry; nothing where there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let Some(&index) = self.entries.get(&key(name)) else { return Ok(None) };
        let mut entry = match self.archive.by_index(index) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(FormatError::Foreign(ENCRYPTED));
            }
            Err(error) => return Err(damaged(error)),
        };
        // Declared sizes are checked before anything is unpacked; what is really unpacked is capped too, since a directory can lie.
        let most = MOST_PART.min(MOST_TOTAL.saturating_sub(self.unpacked));
        if entry.size() > most {
            return Err(limit(format!("{name} unpacks to {} MB", entry.size() >> 20), format!("{} MB", most >> 20)));
        }
        if entry.size() > HARMLESS && entry.size() / entry.compressed_size().max(1) > MOST_RATIO {
            return Err(limit(format!("{name} unpacks to {} times its size", entry.size() / entry.compressed_size().max(1)), format!("{MOST_RATIO} times")));
        }
        let mut bytes = Vec::with_capacity(entry.size() as usize);
        entry.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|e| FormatError::Damaged(format!("{name}: {e}")))?;
        if bytes.len() as u64 > most {
            return Err(limit(format!("{name} unpacks to more than it declares"), format!("{} MB", most >> 20)));
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The package with parts replaced or added; all others are carried over byte for byte, in their order.
    pub fn rewrite(&mut self, changed: &[(String, String)]) -> Result<Vec<u8>, FormatError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.archive.comment().into()).map_err(damaged)?;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(damaged)?;
            let name = entry.name().map_err(damaged)?.into_owned();
            match changed.iter().find(|(part, _)| key(part) == key(&name)) {
                None => out.raw_copy_file(entry).map_err(damaged)?,
                Some((_, text)) => put(&mut out, &name, text, entry.last_modified())?,
            }
        }
        for (name, text) in changed.iter().filter(|(name, _)| !self.has(name)) {
            put(&mut out, name, text, None)?;
        }
        Ok(out.finish().map_err(damaged)?.into_inner())
    }
}

fn put(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str, modified: Option<DateTime>) -> Result<(), FormatError> {
    // One system for all, so that a copy is the same wherever it is made.
    let options = SimpleFileOptions::default().system(System::Unix).compression_method(CompressionMethod::Deflated);
    let options = options.last_modified_time(modified.unwrap_or_default());
    out.start_file(name, options).map_err(damaged)?;
    out.write_all(text.as_bytes()).map_err(|e| FormatError::Damaged(format!("{name}: {e}")))
}

fn limit(what: String, limit: String) -> FormatError {
    FormatError::Limit { what, limit }
}

fn damaged(error: ZipError) -> FormatError {
    FormatError::Damaged(error.to_string())
}
