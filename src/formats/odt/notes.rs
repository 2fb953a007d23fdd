//! Footnotes and endnotes, which stand in the text where their marks are.

use super::super::flow::Block;
use super::super::numerals::roman;
use super::super::xml::{attribute, name, Step};
use super::super::FormatError;
use super::walk::Walk;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// A note with its body.
pub struct Note {
    /// What its mark is called by.
    pub label: String,
    pub body: Vec<Block>,
    is_endnote: bool,
}

/// The notes so far.
#[derive(Default)]
pub struct Notes {
    found: Vec<Note>,
    /// How many notes have asked for each label.
    labels: HashMap<String, usize>,
    /// How many footnotes and endnotes there are.
    called: (u32, u32),
}

impl Notes {
    /// All notes in the order of their marks, endnotes behind footnotes.
    pub fn in_order(self) -> Vec<Note> {
        let (end, mut all): (Vec<Note>, Vec<Note>) = self.found.into_iter().partition(|n| n.is_endnote);
        all.extend(end);
        all
    }

    /// A label that no other note has: what the mark shows, as far as labels can show it.
    fn label(&mut self, shown: &str, is_endnote: bool, is_counted: bool) -> String {
        let count = if is_endnote { &mut self.called.1 } else { &mut self.called.0 };
        *count += 1;
        let number = shown.trim().parse::<u32>().ok().map(|n| if is_counted { *count } else { n });
        let label = match number {
            // Footnotes and endnotes may both be counted from 1.
            Some(n) if is_endnote => roman(n).to_lowercase(),
            Some(n) => n.to_string(),
            None => shown.chars().filter(char::is_ascii_alphanumeric).collect(),
        };
        let label = if label.is_empty() { format!("n{count}") } else { label };
        // Counts that begin again on each page or chapter.
        let asked = self.labels.entry(label.clone()).or_default();
        *asked += 1;
        // No label has a hyphen of its own.
        if *asked == 1 {
            label
        } else {
            format!("{label}-{asked}")
        }
    }
}

impl Walk<'_> {
    /// Reads the note that has just begun and returns its label.
    pub(super) fn note(&mut self, start: &BytesStart) -> Result<String, FormatError> {
        let is_endnote = attribute(start, "note-class").as_deref() == Some("endnote");
        let (mut shown, mut is_own) = (String::new(), false);
        let mut label = None;
        let outside = self.xml.depth();
        while self.xml.depth() >= outside {
            match self.xml.step()? {
                Step::Open(start) if name(&start) == "note-body" => {
                    // With changes, the marks of notes that are not read have been counted too.
                    let is_counted = self.changes.are_tracked() && !is_own;
                    let own = self.notes.label(&shown, is_endnote, is_counted);
                    label = Some(own.clone());
                    self.body(own, is_endnote)?;
                }
                Step::Open(start) => is_own |= attribute(&start, "label").is_some(),
                Step::Text(words) => shown += &words,
                Step::End => break,
                Step::Close(_) => {}
            }
        }
        Ok(label.unwrap_or_else(|| self.notes.label(&shown, is_endnote, false)))
    }

    fn body(&mut self, label: String, is_endnote: bool) -> Result<(), FormatError> {
        let at = self.notes.found.len();
        self.notes.found.push(Note { label, body: Vec::new(), is_endnote });
        let body = self.apart(if is_endnote { "endnotes" } else { "footnotes" })?;
        if let Some(note) = self.notes.found.get_mut(at) {
            note.body = body;
        }
        Ok(())
    }
}
