//! What a part of a Word file shows: paragraphs and tables, made of pieces that know their place in the XML.

use std::ops::Range;

/// What a piece shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Words.
    Text(String),
    /// The mark of a note, by its label.
    Note(String),
    /// A line end inside a paragraph.
    Break,
}

/// The text of one `<w:t>`, or what stands for it.
#[derive(Clone, Debug)]
pub struct Piece {
    pub shows: Shows,
    /// Run of its paragraph, from 1.
    pub run: usize,
    /// Where it stands in the XML of its part; nothing for what Word computes.
    pub xml: Option<InXml>,
}

/// Byte offsets in the XML of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InXml {
    /// Where the run begins.
    pub run: usize,
    /// Where the run ends.
    pub run_end: usize,
    /// The properties of the run; empty where it has none.
    pub properties: Range<usize>,
    /// The whole element.
    pub element: Range<usize>,
    /// What stands between its tags.
    pub content: Range<usize>,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Paragraph of its part, from 1.
    pub number: usize,
    /// `textboxes` for what stands in a text box, else the part.
    pub part: &'static str,
    /// The number or bullet that Word computes; empty where it has none.
    pub label: String,
    pub pieces: Vec<Piece>,
}

/// A cell with how many columns it takes.
#[derive(Clone, Debug)]
pub struct Cell {
    pub blocks: Vec<Block>,
    pub columns: usize,
}

/// A table, row by row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

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
}
