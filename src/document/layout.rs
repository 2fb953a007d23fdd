//! From raw blocks to the logical text: torn parts joined, note marks taken out and remembered.

use super::lines::{Cell, Raw, RawKind};
use super::{head, parse, Anchor, Block, Document, Kind, Note, Table};
use crate::phrases::{is_of_word, lower_case};
use crate::source::{Derived, Span};
use rustc_hash::FxHashMap;

/// Lays out all blocks, separated by newlines, in one logical text.
pub(super) fn lay_out(clean: &Derived, raw: Vec<Raw>) -> Document {
    let mut layout = Layout { clean, document: Document::default(), table: None };
    layout.document.body.reserve(clean.text.len());
    layout.document.blocks.reserve(raw.len());
    for block in raw {
        layout.place(block);
    }
    layout.close_table();
    let mut document = layout.document;
    document.body.shrink();
    document.lower = lower(&document.body.text);
    call_notes(&mut document);
    document
}

struct Layout<'a> {
    clean: &'a Derived,
    document: Document,
    table: Option<Table>,
}

impl Layout<'_> {
    fn place(&mut self, raw: Raw) {
        match &raw.kind {
            RawKind::Row(cells) => {
                if raw.opens_table {
                    self.close_table();
                }
                return self.row(cells);
            }
            RawKind::HeadRule => return self.head_rule(),
            _ => self.close_table(),
        }
        let id = self.document.blocks.len();
        let marker = self.copy(raw.marker);
        let start = self.document.body.text.len();
        for (index, part) in raw.parts.iter().enumerate() {
            if index > 0 {
                self.document.body.push(" ", Span::new(self.origin(*part).start, self.origin(*part).start));
            }
            self.copy_without_marks(id, *part);
        }
        let span = Span::new(start, self.document.body.text.len());
        let kind = match raw.kind {
            RawKind::Numbered(label) => Kind::Numbered(Box::new(label)),
            RawKind::Bullet(sign) => Kind::Bullet(sign),
            RawKind::Note(label) => {
                let origin = self.origin(raw.marker);
                self.document.notes.push(Note { label, block: id, anchor: None, origin });
                Kind::Note
            }
            _ => Kind::Paragraph,
        };
        self.finish(Block { kind, span, marker, above: None.into(), children: Vec::new(), of_note: raw.note.into(), heading: raw.heading });
    }

    fn origin(&self, span: Span) -> Span {
        self.clean.origin(span)
    }

    /// Ends a block with a newline that stands for nothing.
    fn finish(&mut self, block: Block) {
        let end = self.document.body.origin(block.span).end;
        self.document.body.push("\n", Span::new(end, end));
        self.document.blocks.push(block);
    }

    fn copy(&mut self, span: Span) -> Span {
        let start = self.document.body.text.len();
        self.document.body.push_from(self.clean, span);
        Span::new(start, self.document.body.text.len())
    }

    /// Copies a part of a block; a note mark becomes an anchor.
    fn copy_without_marks(&mut self, block: usize, part: Span) {
        let text = self.clean.text.as_str();
        let mut done = part.start;
        let mut at = part.start;
        let mut first_bytes = FirstBytes::of(&text.as_bytes()[..part.end]);
        while let Some(found) = first_bytes.next(at) {
            at = found;
            if !text[at..].starts_with(may_mark) {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            match parse::note_mark(&text[at..part.end]) {
                Some((label, len)) if !is_exponent(&text[part.start..at], &text[at + len..part.end]) => {
                    self.copy(Span::new(done, at));
                    let origin = self.origin(Span::new(at, at + len));
                    // `… was closed.¹`: a mark behind the full stop belongs to the sentence that it ends.
                    let at_stop = usize::from(done < at && text[done..at].ends_with(['.', '?', '!']));
                    self.document.anchors.push(Anchor { block, at: self.document.body.text.len() - at_stop, label, origin });
                    at += len;
                    done = at;
                }
                _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        self.copy(Span::new(done, part.end));
    }

    fn row(&mut self, cells: &[Cell]) {
        let lead = self.document.blocks.len().checked_sub(1);
        let mut table = self.table.take().unwrap_or(Table { lead, ..Table::default() });
        let row = cells.iter().map(|cell| {
            let id = self.document.blocks.len();
            let start = self.document.body.text.len();
            self.copy_without_marks(id, cell.first);
            for part in &cell.more {
                self.document.body.push(" ", Span::new(self.origin(*part).start, self.origin(*part).start));
                self.copy_without_marks(id, *part);
            }
            let span = Span::new(start, self.document.body.text.len());
            let marker = Span::new(start, start);
            self.finish(Block { kind: Kind::Cell, span, marker, above: None.into(), children: Vec::new(), of_note: None.into(), heading: 0 });
            id
        });
        let row = row.collect();
        table.rows.push(row);
        self.table = Some(table);
    }

    fn head_rule(&mut self) {
        if let Some(table) = &mut self.table {
            table.head = table.rows.len();
        }
    }

    fn close_table(&mut self) {
        if let Some(mut table) = self.table.take() {
            table.head = head::count(&self.document, &table);
            self.document.tables.push(table);
        }
    }
}

/// Where characters begin that may be a note mark, by their first byte.
struct FirstBytes<'a> {
    bytes: &'a [u8],
    /// The next place of each kind, so that no stretch is searched twice.
    nearest: [Option<usize>; 2],
}

impl<'a> FirstBytes<'a> {
    fn of(bytes: &'a [u8]) -> FirstBytes<'a> {
        FirstBytes { bytes, nearest: [Some(0); 2] }
    }

    /// The first place from `at` on.
    fn next(&mut self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        for (kind, nearest) in self.nearest.iter_mut().enumerate().filter(|(_, nearest)| nearest.is_some_and(|place| place <= at)) {
            let found = if kind == 0 { memchr::memchr3(b'[', b'<', 0xe2, rest) } else { memchr::memchr(0xc2, rest) };
            *nearest = found.map(|found| at + found);
        }
        self.nearest.into_iter().flatten().min()
    }
}

fn may_mark(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁽' | '[' | '<')
}

/// `m²`, `km³` behind a number are units, not note marks.
fn is_exponent(before: &str, mark: &str) -> bool {
    let unit = ["km", "dm", "cm", "mm", "hm", "m"].iter().find(|u| before.ends_with(**u));
    let Some(unit) = unit else { return false };
    let ahead = before[..before.len() - unit.len()].trim_end();
    // A unit that stands alone (`4,6 triệu m³`, `đồng/m²`) is no word that a note could explain.
    let alone = before[..before.len() - unit.len()].ends_with(|c: char| c.is_whitespace() || c == '(') && before.trim_end() == before;
    let after_number = alone || ahead.ends_with(|c: char| c.is_ascii_digit() || c == '/');
    after_number && !mark.starts_with(is_of_word)
}

/// Lower case of the same byte length, so that spans fit both texts.
fn lower(text: &str) -> String {
    let plain = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    // Few letters with marks are capitals: all that stands between them is copied at once.
    let mut next = 0;
    while let Some(skipped) = text.as_bytes()[next..].iter().position(|byte| *byte >= FIRST_OF_MORE) {
        let at = next + skipped;
        next = at + 1;
        if is_low(&text.as_bytes()[at..]) {
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let low = lower_case(c);
        if low != c {
            out.push_str(&plain[done..at]);
            out.push(low);
            done = at + c.len_utf8();
        }
    }
    out.push_str(&plain[done..]);
    out
}

/// A quick look at the bytes of a letter of Vietnamese: true for small ones, which most are.
fn is_low(letter: &[u8]) -> bool {
    match *letter {
        [0xc3, second, ..] => second >= 0x9f,
        // `ă`, `đ`, `ĩ`, `ũ`: capitals and small letters by turns.
        [0xc4, second, ..] => second < 0xb8 && second % 2 == 1,
        [0xc6, second, ..] => matches!(second, 0xa1 | 0xb0),
        [0xe1, 0xba, third, ..] => third >= 0xa0 && third % 2 == 1,
        [0xe1, 0xbb, third, ..] => third % 2 == 1,
        _ => false,
    }
}

/// Characters of more than one byte begin with this one or a greater one.
const FIRST_OF_MORE: u8 = 0xc0;

/// Finds the mark that calls each note: the first mark with its label, else none.
fn call_notes(document: &mut Document) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, anchor) in document.anchors.iter().enumerate() {
        first.entry(&anchor.label).or_insert(at);
    }
    for note in &mut document.notes {
        note.anchor = first.get(note.label.as_str()).copied();
    }
}
