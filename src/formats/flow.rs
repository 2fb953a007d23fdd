//! What a text document shows: paragraphs and tables, made of pieces; those of a Word file know their place in the XML.

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

/// Words of one run, or what stands for them.
#[derive(Clone, Debug)]
pub struct Piece {
    pub shows: Shows,
    /// Run of its paragraph, from 1.
    pub run: usize,
    /// Where it stands in the XML of its part; nothing for what is computed, and where nothing is ever put back.
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
    /// The run holds it itself, not an element that the run holds.
    pub direct: bool,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Paragraph of its part, from 1.
    pub number: usize,
    /// `textboxes` for what stands in a text box, else the part.
    pub part: &'static str,
    /// The number or bullet that is computed for it; empty where it has none.
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

/// Digits and brackets that are set high, in the characters for that: `m³`, `⁽²⁾`.
pub fn raised(text: String) -> String {
    const PLAIN: &str = "0123456789()";
    const HIGH: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾";
    let high = |c: char| PLAIN.chars().position(|p| p == c).and_then(|at| HIGH.chars().nth(at));
    if text.is_empty() {
        return text;
    }
    text.chars().map(high).collect::<Option<String>>().unwrap_or(text)
}
