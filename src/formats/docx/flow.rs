//! What a part of a Word file shows, with the marks of its notes.

use super::super::flow::Block;
use std::ops::Range;

/// Which notes a mark calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    Foot,
    End,
}

/// A note mark in the order of the text.
#[derive(Clone, Debug)]
pub struct Mark {
    pub kind: NoteKind,
    /// The id of the note body.
    pub id: String,
    /// What Word shows.
    pub label: String,
    /// The run that carries it, in the XML of the body.
    pub run: Range<usize>,
}

/// The blocks of a part, or of what lies inside a note, a cell or a text box.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    pub blocks: Vec<Block>,
    /// The marks of notes, in order.
    pub marks: Vec<Mark>,
    /// Documents of other programs that Word shows as a part of this one (`altChunk`), which are not read.
    pub foreign: usize,
}
