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
use super::relationships::{main_part, Relationships};
use super::{Format, FormatError, Options};
use crate::source::Source;
pub(super) use annotate::annotate;
use flow::{Flow, NoteKind};
use numbering::Numbering;
use std::collections::HashMap;
use styles::Styles;
use walk::Walk;

/// Word files.
pub(super) const FORMAT: Format = Format { extensions: &["docx", "docm", "dotx"], recognises, read };

/// What the part of the document is called where no relationship tells.
const DOCUMENT: &str = "word/document.xml";

pub(super) fn recognises(probe: &Probe) -> bool {
    probe.root() == "document"
}

fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let parts = Parts::read(&bytes)?;
    let text = parts.text(options)?;
    let unread =
        (text.body.foreign > 0).then(|| "a document of another program inside the Word file was not read: open the file in Word and save it".to_owned());
    let settled = comments::settled(&bytes, &parts)?;
    let mut source = text.write().0.finish(name).lacking(unread.into_iter().collect());
    source.settled = settled;
    Ok(source)
}

/// The parts of a Word file that hold its text, unpacked.
struct Parts {
    /// The name of the part that holds the body.
    name: String,
    related: Relationships,
    document: String,
    footnotes: Option<String>,
    endnotes: Option<String>,
    styles: Styles,
    numbering: Numbering,
}

impl Parts {
    fn read(bytes: &[u8]) -> Result<Parts, FormatError> {
        let mut package = Package::open(bytes)?;
        let missing = || FormatError::Damaged(format!("{DOCUMENT} is missing"));
        let name = main_part(&mut package, &[DOCUMENT])?.ok_or_else(missing)?;
        let document = package.xml(&name)?.ok_or_else(missing)?;
        let related = Relationships::of(&mut package, &name)?;
        let mut part = |kind: &str| package.xml(related.first(kind).unwrap_or(&format!("word/{kind}.xml")));
        let styles = part("styles")?.map_or(Ok(Styles::default()), |xml| styles::read(&xml))?;
        let numbering = part("numbering")?.map_or(Ok(Numbering::default()), |xml| numbering::read(&xml))?;
        let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
        Ok(Parts { name, related, document, footnotes, endnotes, styles, numbering })
    }

    /// What Word shows, part by part: the body, then the bodies of the notes in the order of their marks.
    fn text(&self, options: Options) -> Result<Text, FormatError> {
        let mut numbers = self.numbering.clone();
        let body = Walk::new(&self.document, "body", options, &self.styles, &mut numbers).body()?;
        let mut text = Text { body, notes: Vec::new() };
        let parts = [(NoteKind::Foot, "footnotes", &self.footnotes), (NoteKind::End, "endnotes", &self.endnotes)];
        for (kind, part, xml) in parts {
            let Some(xml) = xml else { continue };
            let bodies = Walk::new(xml, part, options, &self.styles, &mut numbers).notes()?;
            // The first body of an id is its own.
            let mut bodies: HashMap<String, Flow> = bodies.into_iter().rev().collect();
            for mark in text.body.marks.iter().filter(|m| m.kind == kind) {
                if let Some(body) = bodies.remove(&mark.id) {
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
