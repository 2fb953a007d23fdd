//! Columns as other programs count them: UTF-16 code units (SARIF), bytes (reviewdog). People count characters: `Source::position`.

use crate::source::{Position, Source, Span};

/// The mark of byte order that some editors put at the start of a file; no reader of text counts it as a character.
const MARK: char = '\u{feff}';

/// A place in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Units {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// Units before it in the file.
    pub offset: usize,
}

/// Finds places in UTF-16 code units; each line is counted once.
pub(super) struct Utf16<'a> {
    source: &'a Source,
    /// Units before each line.
    before: Vec<usize>,
    /// Units of the mark of byte order.
    mark: usize,
}

impl<'a> Utf16<'a> {
    /// Counts the lines of a source.
    pub fn new(source: &'a Source) -> Self {
        let mut before = vec![0];
        let mut units = 0;
        for line in source.text.split_inclusive('\n') {
            units += length(line);
            before.push(units);
        }
        Utf16 { source, before, mark: usize::from(source.text.starts_with(MARK)) }
    }

    /// The place of a byte offset.
    pub fn at(&self, offset: usize) -> Units {
        let line = self.source.position(offset).line;
        let units = length(Span::new(self.source.line(line).start, offset).of(&self.source.text));
        let all = self.before.get(line - 1).map_or(0, |before| before + units);
        let mark = if line == 1 { self.mark } else { 0 };
        Units { line, column: units.saturating_sub(mark) + 1, offset: all.saturating_sub(self.mark) }
    }
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Line and column of a byte offset, the column in bytes.
pub(super) fn bytes(source: &Source, offset: usize) -> Position {
    let line = source.position(offset).line;
    Position { line, column: offset.saturating_sub(source.line(line).start) + 1 }
}
