//! Byte offsets to positions of the protocol and back: lines end with `\n`, `\r\n` or a lone `\r`, columns count UTF-16 units or bytes.
//!
//! Marks every few hundred bytes carry the count of units before them, so that a place costs one search and one short scan, also in a
//! line that is as long as the document. What lies behind an edit is forgotten and read again when somebody asks for it: many edits in
//! one message cost what lies between them, not the whole text each.

use crate::source::Span;
use lsp_types::{Position, PositionEncodingKind, Range};

/// Bytes between two marks.
const STEP: usize = 512;

/// What columns are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: what every client knows.
    Utf16,
}

impl Encoding {
    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// The length of a text.
    fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            // A character is counted at its first byte, one outside the basic plane twice.
            Encoding::Utf16 => text.bytes().map(|b| usize::from(!is_inner(b)) + usize::from(b >= 0xF0)).sum(),
        }
    }
}

fn is_inner(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// A byte and the units before it.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    units: usize,
}

/// The lines of a text, as far as it was read; the text is kept elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    encoding: Encoding,
    /// The first byte of each line up to the last mark.
    starts: Vec<usize>,
    marks: Vec<Mark>,
}

impl Lines {
    /// Lines of a text of which nothing was read yet.
    pub fn new(encoding: Encoding) -> Lines {
        Lines { encoding, starts: vec![0], marks: vec![Mark { byte: 0, units: 0 }] }
    }

    /// All lines of a text.
    pub fn whole(encoding: Encoding, text: &str) -> Lines {
        let mut lines = Lines::new(encoding);
        while lines.step(text) {}
        lines
    }

    /// The text has changed from this byte on.
    pub fn edited(&mut self, at: usize) {
        // A carriage return in front of the edit may have become, or no longer be, half of a line end.
        let sure = at.saturating_sub(1);
        let kept = self.marks.partition_point(|m| m.byte <= sure).max(1);
        self.marks.truncate(kept);
        let read = self.read();
        self.starts.truncate(self.starts.partition_point(|&s| s <= read).max(1));
    }

    fn read(&self) -> usize {
        self.marks.last().map_or(0, |m| m.byte)
    }

    /// Reads up to the next mark; false at the end of the text.
    fn step(&mut self, text: &str) -> bool {
        let Some(&last) = self.marks.last() else { return false };
        let to = text.ceil_char_boundary((last.byte + STEP).min(text.len()));
        let Some(piece) = text.get(last.byte..to).filter(|p| !p.is_empty()) else { return false };
        let bytes = text.as_bytes();
        for (at, &byte) in (last.byte..).zip(piece.as_bytes()) {
            if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                self.starts.push(at + 1);
            }
        }
        self.marks.push(Mark { byte: to, units: last.units + self.encoding.units(piece) });
        true
    }

    /// The byte of a position in a text that may have grown since it was last read.
    pub fn find(&mut self, text: &str, position: Position) -> usize {
        // The line behind it says where its line ends.
        while self.starts.len() <= wide(position.line).saturating_add(1) && self.step(text) {}
        self.offset(text, position)
    }

    /// The byte of a position; a column behind the line is its end, a line behind the text is the end of the text.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let line = wide(position.line);
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let after = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let words = Span::new(start, after).of(text).trim_end_matches(['\r', '\n']);
        let end = start + words.len();
        let target = self.units(text, start).saturating_add(wide(position.character));
        if target >= self.units(text, end) {
            return end;
        }
        let mark = self.marks[self.marks.partition_point(|m| m.units <= target).max(1) - 1];
        let from = if mark.byte < start { Mark { byte: start, units: self.units(text, start) } } else { mark };
        self.within(Span::new(from.byte, end).of(text), from, target)
    }

    /// The byte of a count of units in the text behind a mark; half a character is its start.
    fn within(&self, text: &str, from: Mark, target: usize) -> usize {
        let mut units = from.units;
        for (at, char) in text.char_indices() {
            units += if self.encoding == Encoding::Utf8 { char.len_utf8() } else { char.len_utf16() };
            if units > target {
                return from.byte + at;
            }
        }
        from.byte + text.len()
    }

    /// The units before a byte.
    fn units(&self, text: &str, offset: usize) -> usize {
        let mark = self.marks[self.marks.partition_point(|m| m.byte <= offset).max(1) - 1];
        mark.units + self.encoding.units(Span::new(mark.byte, offset).of(text))
    }

    /// The position of a byte in a text that was read as a whole.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&s| s <= offset).max(1) - 1;
        let column = self.units(text, offset) - self.units(text, self.starts[line]);
        Position { line: narrow(line), character: narrow(column) }
    }

    /// The positions of a stretch of a text that was read as a whole.
    pub fn range(&self, text: &str, span: Span) -> Range {
        Range { start: self.position(text, span.start), end: self.position(text, span.end) }
    }
}

fn wide(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "../../tests/lsp/lines.rs"]
mod tests;
