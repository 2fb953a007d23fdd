//! OpenDocument texts (.odt): what LibreOffice shows as text, with every word's way back to part, paragraph and run.

mod changes;
mod grid;
mod lists;
mod notes;
mod paragraph;
mod styles;
mod walk;

use super::package::{Package, ENCRYPTED};
use super::probe::Probe;
use super::{prose, xml, Format, FormatError, Options};
use crate::source::Source;
use styles::Styles;
use walk::Walk;

/// OpenDocument texts.
pub(super) const FORMAT: Format = Format { extensions: &["odt"], recognises, read };

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Spreadsheets have the same entries: what it is, its `mimetype` says.
fn recognises(probe: &Probe) -> bool {
    probe.mimetype() == "application/vnd.oasis.opendocument.text"
}

fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let mut package = Package::open(&bytes)?;
    // The parts of an encrypted file are there, and noise; only the manifest says so.
    let manifest = package.part(MANIFEST)?.unwrap_or_default();
    if manifest.windows(b"encryption-data".len()).any(|w| w == b"encryption-data") {
        return Err(FormatError::Foreign(ENCRYPTED));
    }
    let mut part = |name: &str| package.xml(name)?.map(|bytes| xml::text(name, bytes)).transpose();
    let content = part(CONTENT)?.ok_or_else(|| FormatError::Damaged(format!("{CONTENT} is missing")))?;
    let mut styles = Styles::default();
    if let Some(common) = part("styles.xml")? {
        styles.read_common(&common)?;
    }
    styles.read_automatic(&content)?;
    let (body, notes) = Walk::new(&content, &styles, options).document()?;
    let (text, _) = prose::write(&body, notes.iter().map(|n| (n.label.as_str(), n.body.as_slice())));
    Ok(text.finish(name))
}
