//! Word files (.docx): what Word shows as text, with every word's way back to part, paragraph and run.

mod annotate;
mod comments;
mod flow;
mod grid;
mod numbering;
mod properties;
mod splice;
mod styles;
mod walk;

use super::canonical::Canonical;
use super::package::Package;
use super::probe::Probe;
use super::prose::{self, Stretch};
use super::{xml, Format, FormatError, Options};
use crate::source::Source;
pub(super) use annotate::annotate;
use flow::{Flow, NoteKind};
use numbering::Numbering;
use styles::Styles;
use walk::Walk;

/// Word files.
pub(super) const FORMAT: Format = Format { extensions: &["docx", "docm"], recognises, read };

const DOCUMENT: &str = "word/document.xml";

pub(super) fn recognises(probe: &Probe) -> bool {
    probe.has_entry(DOCUMENT)
}

fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let parts = Parts::read(&bytes)?;
    let text = parts.text(options)?;
    let unread =
        (text.body.foreign > 0).then(|| "a document of another program inside the Word file was not read: open the file in Word and save it".to_owned());
    Ok(text.write().0.finish(name).lacking(unread.into_iter().collect()))
}

/// The parts of a Word file that hold its text, unpacked.
struct Parts {
    document: String,
    footnotes: Option<String>,
    endnotes: Option<String>,
    styles: Styles,
    numbering: Numbering,
}

impl Parts {
    fn read(bytes: &[u8]) -> Result<Parts, FormatError> {
        let mut package = Package::open(bytes)?;
        let mut part = |name: &str| package.xml(name)?.map(|bytes| xml::text(name, bytes)).transpose();
        let document = part(DOCUMENT)?.ok_or_else(|| FormatError::Damaged(format!("{DOCUMENT} is missing")))?;
        let styles = part("word/styles.xml")?.map_or(Ok(Styles::default()), |xml| styles::read(&xml))?;
        let numbering = part("word/numbering.xml")?.map_or(Ok(Numbering::default()), |xml| numbering::read(&xml))?;
        Ok(Parts { document, footnotes: part("word/footnotes.xml")?, endnotes: part("word/endnotes.xml")?, styles, numbering })
    }

    /// What Word shows, part by part: the body, then the bodies of the notes in the order of their marks.
    fn text(&self, options: Options) -> Result<Text, FormatError> {
        let mut numbers = self.numbering.clone();
        let body = Walk::new(&self.document, "body", options, &self.styles, &mut numbers).body()?;
        let mut text = Text { body, notes: Vec::new() };
        let parts = [(NoteKind::Foot, "footnotes", &self.footnotes), (NoteKind::End, "endnotes", &self.endnotes)];
        for (kind, part, xml) in parts {
            let Some(xml) = xml else { continue };
            let mut bodies = Walk::new(xml, part, options, &self.styles, &mut numbers).notes()?;
            for mark in text.body.marks.iter().filter(|m| m.kind == kind) {
                if let Some(at) = bodies.iter().position(|(id, _)| *id == mark.id) {
                    let body = bodies.swap_remove(at).1;
                    text.notes.push(Note { label: mark.label.clone(), run: mark.run.clone(), body });
                }
            }
        }
        Ok(text)
    }
}

/// The text of a Word file: the body, and the note bodies in the order of their marks.
struct Text {
    body: Flow,
    notes: Vec<Note>,
}

impl Text {
    /// The canonical text, and where each stretch of it stands.
    fn write(&self) -> (Canonical, Vec<Stretch>) {
        prose::write(&self.body.blocks, self.notes.iter().map(|n| (n.label.as_str(), n.body.blocks.as_slice())))
    }
}

/// A note body.
struct Note {
    /// What its mark shows.
    label: String,
    /// The run of its mark, in the XML of the document.
    run: std::ops::Range<usize>,
    body: Flow,
}
