//! Markdown and plain text: the canonical text is the file itself, byte for byte, mark of byte order and line ends included.

use super::probe::Probe;
use super::{Format, FormatError, Options, FOREIGN};
use crate::source::{Layout, Source};

/// Markdown and plain text.
pub(super) const FORMAT: Format = Format { extensions: &["md", "markdown", "txt"], recognises, read };

fn recognises(probe: &Probe) -> bool {
    let bytes = probe.bytes;
    !bytes.contains(&0) && !FOREIGN.iter().any(|(magic, _)| bytes.starts_with(magic))
}

fn read(name: &str, bytes: Vec<u8>, _: Options) -> Result<Source, FormatError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..offset).unwrap_or_default();
        FormatError::NotUtf8 { offset, line: before.iter().filter(|&&b| b == b'\n').count() + 1 }
    })?;
    Ok(Source::new(name, text, Layout::Wrapped))
}
