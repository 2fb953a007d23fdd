//! OpenDocument texts (.odt): what LibreOffice shows as text, with every word's way back to part, paragraph and run.

mod changes;
mod grid;
mod lists;
mod notes;
mod paragraph;
mod styles;
mod walk;

use super::package::Package;
use super::probe::Probe;
use super::{prose, Format, FormatError, Options};
use crate::source::Source;
use styles::Styles;
use walk::Walk;

/// OpenDocument texts.
pub(super) const FORMAT: Format = Format { extensions: &["odt", "ott"], recognises, read };

const CONTENT: &str = "content.xml";

/// Spreadsheets have the same entries: what it is, its `mimetype` says.
fn recognises(probe: &Probe) -> bool {
    matches!(probe.mimetype(), "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template")
}

fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let mut package = Package::open(&bytes)?;
    package.must_be_open()?;
    let content = package.xml(CONTENT)?.ok_or_else(|| FormatError::Damaged(format!("{CONTENT} is missing")))?;
    let mut styles = Styles::default();
    if let Some(common) = package.xml("styles.xml")? {
        styles.read_common(&common)?;
    }
    styles.read_automatic(&content)?;
    let (body, notes) = Walk::new(&content, &styles, options).document()?;
    let (text, _) = prose::write(&body, notes.iter().map(|n| (n.label.as_str(), n.body.as_slice())));
    Ok(text.finish(name))
}
