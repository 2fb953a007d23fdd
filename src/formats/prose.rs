//! From what a text document shows to canonical text, with the way back to the XML of each word.

use super::canonical::Canonical;
use super::flow::{Block, Cell, InXml, Paragraph, Piece, Shows, Table};
use crate::source::{Place, Span};
use unicode_normalization::is_nfc;

/// A stretch of the canonical text and where it stands in the XML of a part.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// In the canonical text.
    pub span: Span,
    /// The note that it stands in, as its place among the notes; nothing for the body.
    pub note: Option<usize>,
    /// Where Word sets text boxes apart from the text.
    pub in_box: bool,
    /// Its text as it stands in the file, where that is written in parts of letters.
    pub decomposed: Option<String>,
    /// Where it stands in the XML of the part.
    pub xml: InXml,
}

/// Writes the whole text: the body, then the notes, each by its label.
pub fn write<'t>(body: &[Block], notes: impl Iterator<Item = (&'t str, &'t [Block])>) -> (Canonical, Vec<Stretch>) {
    let mut writer = Writer::default();
    writer.blocks(body);
    for (index, (label, blocks)) in notes.enumerate() {
        writer.note = Some(index);
        writer.out.open_note(label);
        writer.blocks(blocks);
    }
    (writer.out, writer.stretches)
}

#[derive(Default)]
struct Writer {
    out: Canonical,
    stretches: Vec<Stretch>,
    note: Option<usize>,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let start = self.out.text().len();
        self.label(paragraph);
        for (at, piece) in paragraph.pieces.iter().enumerate() {
            match &piece.shows {
                Shows::Break if ends_line(self.out.text(), &paragraph.pieces[at + 1..]) => self.out.end_block(),
                _ => self.piece(paragraph, piece),
            }
        }
        // An empty line would part tables.
        if self.out.text().len() > start {
            self.out.end_block();
        }
    }

    fn label(&mut self, paragraph: &Paragraph) {
        if !paragraph.label.is_empty() {
            self.out.at(Place::Paragraph { part: paragraph.part, paragraph: paragraph.number, run: 1 });
            self.out.push(&paragraph.label);
            self.out.push(" ");
        }
    }

    fn piece(&mut self, paragraph: &Paragraph, piece: &Piece) {
        self.out.at(Place::Paragraph { part: paragraph.part, paragraph: paragraph.number, run: piece.run });
        let start = self.out.text().len();
        match &piece.shows {
            Shows::Text(text) => self.out.push(text),
            Shows::Note(label) => self.out.note_mark(label),
            Shows::Break => self.out.push(" "),
        }
        if let (Some(xml), Shows::Text(text)) = (&piece.xml, &piece.shows) {
            let span = Span::new(start, self.out.text().len());
            self.stretches.push(Stretch {
                span,
                note: self.note,
                in_box: paragraph.part == "textboxes",
                decomposed: (!is_nfc(text)).then(|| text.clone()),
                xml: xml.clone(),
            });
        }
    }

    /// A table of one column sets text apart, nothing more; any other is written in rows, what is nested in it behind it.
    fn table(&mut self, table: &Table) {
        if table.rows.iter().all(|row| row.len() < 2) {
            for cell in table.rows.iter().flatten() {
                self.blocks(&cell.blocks);
            }
            return;
        }
        self.out.end_block();
        for row in &table.rows {
            for (at, cell) in row.iter().enumerate() {
                self.cell(cell);
                let last = at + 1 == row.len();
                (0..cell.columns - usize::from(last)).for_each(|_| self.out.end_cell());
            }
            self.out.end_block();
        }
        self.out.end_block();
        let nested = table.rows.iter().flatten().flat_map(|cell| &cell.blocks);
        for table in nested.filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }) {
            self.table(table);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let start = self.out.text().len();
        for block in &cell.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            if self.out.text().len() > start {
                self.out.push(" ");
            }
            self.label(paragraph);
            paragraph.pieces.iter().for_each(|piece| self.piece(paragraph, piece));
        }
    }
}

/// How far a line end looks for words, in characters before it and pieces behind it: lines of nothing but blanks must cost nothing.
const NEAR: usize = 64;

/// A line end inside a paragraph ends a block where a sentence ends or another one, or a list item, begins; elsewhere the line goes on.
fn ends_line(before: &str, rest: &[Piece]) -> bool {
    let last = before.chars().rev().take(NEAR).find(|c| *c == '\n' || !c.is_whitespace());
    let next = || {
        rest.iter().take(NEAR).find_map(|p| match &p.shows {
            Shows::Text(text) => text.trim_start().chars().next(),
            _ => None,
        })
    };
    last.is_some_and(|c| ".:;!?\n".contains(c)) || next().is_none_or(|c| c.is_uppercase() || "-–+•*▪".contains(c))
}
