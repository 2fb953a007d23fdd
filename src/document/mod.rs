//! The structure of a report: blocks in logical order, mended where page breaks tore them.

mod bars;
mod clean;
mod entities;
mod head;
mod html_table;
mod layout;
mod lines;
mod mend;
mod multiline;
mod outline;
mod parse;
mod prose;
mod slot;
mod tables;
mod typed_rows;

use crate::language::Language;
use crate::source::{Derived, Source, Span};
use slot::Slot;

pub use parse::list_letters;
pub use prose::is_running_prose;

/// Index of a block in [`Document::blocks`].
pub type BlockId = usize;

/// How blocks are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// `Phần I`, `Phần thứ nhất`.
    Part,
    /// `Phụ lục 1`, `Biểu số 2`, `Bảng 3`.
    Annex,
    /// `A.`, above `I.`
    Capital,
    /// `I.`
    Roman,
    /// `I.1.`, `A.1.`: the section and the numbers beneath it.
    BelowSection,
    /// `1.`, `1.2.`, by the length of the path.
    Arabic(u8),
    /// `Thứ nhất,`, `Một là,`.
    OrdinalWord,
    /// `a)`, in the order of the Vietnamese alphabet.
    Letter,
    /// `a.1.`, `a1)`: the letter and the numbers beneath it.
    BelowLetter,
}

/// A number that a block carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The way of numbering.
    pub scheme: Scheme,
    /// The numbers from the outermost inwards (`1.2.` is 1, 2); letters count from 1 by the Vietnamese alphabet; 0 is a letter outside it.
    pub path: Vec<u32>,
    /// The word of an annex (`Bảng`), else empty.
    pub word: String,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text without a mark.
    Paragraph,
    /// A block that carries a number or a letter: heading or list item.
    Numbered(Box<Label>),
    /// A list item with its sign.
    Bullet(char),
    /// The body of a note.
    Note,
    /// A table cell; where it stands is in [`Document::tables`].
    Cell,
}

/// A paragraph, heading, list item, note body or table cell.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text without its mark, in [`Document::text`].
    pub span: Span,
    /// Its mark (`a)`, `-`, `¹`), in [`Document::text`]; empty where it has none.
    pub marker: Span,
    above: Slot,
    /// The blocks beneath it, in order.
    pub children: Vec<BlockId>,
    of_note: Slot,
    /// Markdown heading level; 0 where it is none.
    pub heading: u8,
}

impl Block {
    /// The heading, lead-in or note body that it stands beneath.
    pub fn parent(&self) -> Option<BlockId> {
        self.above.get()
    }

    /// Index of the note that it is part of, as in [`Document::notes`].
    pub fn note(&self) -> Option<usize> {
        self.of_note.get()
    }
}

/// A note mark in the text.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The block that carries it.
    pub block: BlockId,
    /// Where it stood, in [`Document::text`] (marks themselves are taken out).
    pub at: usize,
    /// Its label (`12`).
    pub label: String,
    /// The mark as written, in the canonical text.
    pub origin: Span,
}

/// A note body.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its label (`12`).
    pub label: String,
    /// Its first block.
    pub block: BlockId,
    /// Index of the mark that calls it, as in [`Document::anchors`].
    pub anchor: Option<usize>,
    /// Its mark as written, in the canonical text.
    pub origin: Span,
}

/// A table: its cells as blocks, row by row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Rows of cells; an empty cell is a block without text.
    pub rows: Vec<Vec<BlockId>>,
    /// How many rows at the top are head rows.
    pub head: usize,
    /// The block before it, where titles and unit lines stand.
    pub lead: Option<BlockId>,
}

/// Another way to hand out list items to lead-ins, where page breaks leave it open.
#[derive(Clone, Debug)]
pub struct OtherCut {
    /// Who would have which items.
    pub owners: Vec<(BlockId, Vec<BlockId>)>,
}

/// A report as its blocks, in one logical text: note marks and emphasis taken out, torn paragraphs joined.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The logical text with its way back to the canonical text; all inner spans point into it.
    pub body: Derived,
    /// The logical text in lower case, byte for byte as long as the text.
    pub lower: String,
    /// All blocks, in reading order.
    pub blocks: Vec<Block>,
    /// All note marks, in reading order.
    pub anchors: Vec<Anchor>,
    /// All note bodies, in order.
    pub notes: Vec<Note>,
    /// All tables.
    pub tables: Vec<Table>,
    /// Ways to hand out list items other than the one in `children`.
    pub other_cuts: Vec<OtherCut>,
    /// The language that it is written in.
    pub language: Language,
}

impl Document {
    /// Reads the structure of a source. Never fails: what is not understood is a paragraph.
    pub fn read(source: &Source) -> Document {
        let clean = clean::clean(&source.text, source.layout);
        let mut raw = lines::blocks(&clean, source);
        let language = Language::of(&source.text);
        lines::letter(&clean, &mut raw, language);
        lines::small_roman(&clean, &mut raw);
        mend::mend(&clean, &mut raw, source.layout);
        let mut document = Document { language, ..layout::lay_out(&clean, raw) };
        outline::nest(&mut document);
        document
    }

    /// The logical text.
    pub fn text(&self) -> &str {
        &self.body.text
    }

    /// The words of a span.
    #[inline]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.body.text)
    }

    /// The words of a span in lower case.
    #[inline]
    pub fn folded(&self, span: Span) -> &str {
        span.of(&self.lower)
    }

    /// The text of a block.
    pub fn block_text(&self, block: BlockId) -> &str {
        self.words(self.blocks[block].span)
    }

    /// Where a span of the logical text stands in the canonical text.
    pub fn origin(&self, span: Span) -> Span {
        self.body.origin(span)
    }

    /// The blocks above a block, nearest first.
    pub fn ancestors(&self, block: BlockId) -> impl Iterator<Item = BlockId> + '_ {
        std::iter::successors(self.blocks[block].parent(), move |&above| self.blocks[above].parent())
    }

    /// The list items (bullets, numbered items) directly beneath a block.
    pub fn items(&self, block: BlockId) -> Vec<BlockId> {
        let is_item = |&id: &BlockId| matches!(self.blocks[id].kind, Kind::Bullet(_) | Kind::Numbered(_));
        self.blocks[block].children.iter().copied().filter(is_item).collect()
    }
}
