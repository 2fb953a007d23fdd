//! Writes canonical text: NFC, a block a line, cells between tabs, note marks as `[^n]`, with the way back to the original.

use crate::source::{Layout, Place, Source};
use unicode_normalization::{is_nfc, UnicodeNormalization};

/// A canonical text that is being written, block by block.
#[derive(Debug, Default)]
pub(super) struct Canonical {
    text: String,
    places: Vec<(usize, Place)>,
}

impl Canonical {
    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// From here on the text stands at `place` of the original.
    pub fn at(&mut self, place: Place) {
        let offset = self.text.len();
        // A place without text is none.
        while self.places.last().is_some_and(|(at, _)| *at == offset) {
            self.places.pop();
        }
        if self.places.last().is_none_or(|(_, last)| *last != place) {
            self.places.push((offset, place));
        }
    }

    /// Appends words; tabs, line ends and other blanks become one space each, since they mean structure here.
    pub fn push(&mut self, words: &str) {
        let blank = |c: char| if c.is_whitespace() || c.is_control() { ' ' } else { c };
        match is_nfc(words) {
            true => self.text.extend(words.chars().map(blank)),
            false => self.text.extend(words.nfc().map(blank)),
        }
    }

    /// A note mark at its place.
    pub fn note_mark(&mut self, label: &str) {
        self.text += &format!("[^{label}]");
    }

    /// Opens a note body.
    pub fn open_note(&mut self, label: &str) {
        self.text += &format!("[^{label}]: ");
    }

    /// Ends a cell that another one follows.
    pub fn end_cell(&mut self) {
        self.text.push('\t');
    }

    /// Ends a block or a row. An empty line is kept: it parts tables.
    pub fn end_block(&mut self) {
        self.text.push('\n');
    }

    /// The source that was written.
    pub fn finish(self, name: &str) -> Source {
        Source::new(name, self.text, Layout::LineIsBlock).with_places(self.places)
    }
}
