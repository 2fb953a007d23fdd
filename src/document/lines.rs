//! From clean text to raw blocks: one block for every paragraph, list item, note body or table row.

use super::parse::{self, Opening};
use super::tables::{is_rule_of_bars, trim, Lines};
use super::{typed_rows, Label, Scheme};
use crate::language::Language;
use crate::phrases::is_letter;
use crate::source::{Derived, Layout, Source, Span};

/// Bytes in which a bracket that a line leaves open is looked for.
const BRACKET: usize = 300;

/// A cell of a row: the stretches of its text, one for each line or element that it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub first: Span,
    pub more: Vec<Span>,
}

impl From<Span> for Cell {
    fn from(first: Span) -> Cell {
        Cell { first, more: Vec::new() }
    }
}

impl Cell {
    /// Goes on with a stretch; one without words is none.
    pub fn add(&mut self, part: Span) {
        match (part.is_empty(), self.first.is_empty()) {
            (true, _) => {}
            (false, true) => self.first = part,
            (false, false) => self.more.push(part),
        }
    }
}

/// What a raw block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RawKind {
    Paragraph,
    Numbered(Label),
    Bullet(char),
    Note(String),
    Row(Vec<Cell>),
    HeadRule,
}

/// A block as the lines that it was written on; spans point into the clean text.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub kind: RawKind,
    pub marker: Span,
    pub parts: Vec<Span>,
    pub heading: u8,
    /// A row before which another table ended.
    pub opens_table: bool,
    /// Index of the note among the note bodies, once `mend` has decided.
    pub note: Option<usize>,
}

impl Raw {
    /// The last characters decide whether a page break tore the block.
    pub fn is_finished(&self, text: &str) -> bool {
        let tail = self.parts.last().map_or("", |p| p.of(text)).trim_end();
        let tail = tail.trim_end_matches(|c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾".contains(c)).trim_end();
        tail.is_empty() || tail.ends_with(['.', ':', ';', '!', '?', '…', '"', '”', ')', ']', '/', '|'])
    }

    /// True if the block begins in the middle of a sentence.
    pub fn begins_inside(&self, text: &str) -> bool {
        let first = self.parts.first().and_then(|p| p.of(text).trim_start().chars().next());
        self.kind == RawKind::Paragraph && first.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || ",;)".contains(c))
    }
}

/// Counts the letters of lists by the alphabet of the language; the grammar counts them by the Vietnamese one.
pub(super) fn letter(clean: &Derived, raw: &mut [Raw], language: Language) {
    for block in raw.iter_mut().filter(|_| language != Language::default()) {
        let marker = block.marker.of(&clean.text);
        if let RawKind::Numbered(Label { scheme: Scheme::Letter, path, .. }) = &mut block.kind {
            if let (Some(c), Some(last)) = (marker.chars().find(|&c| is_letter(c)), path.last_mut()) {
                *last = parse::letter_order(c, language);
            }
        }
    }
}

/// `i)` before `ii)`, and `v)` or `x)` after `iv)`, are Roman numerals.
pub(super) fn small_roman(clean: &Derived, raw: &mut [Raw]) {
    let is_roman = |kind: &RawKind| *kind == RawKind::Bullet(parse::SMALL_ROMAN);
    if !raw.iter().any(|block| is_roman(&block.kind)) {
        return;
    }
    let is_letter = |kind: &RawKind| matches!(kind, RawKind::Numbered(label) if label.scheme == Scheme::Letter);
    let marks: Vec<usize> = (0..raw.len()).filter(|&at| is_roman(&raw[at].kind) || is_letter(&raw[at].kind)).collect();
    for (nth, &at) in marks.iter().enumerate() {
        let letter = raw[at].marker.of(&clean.text).trim_start().chars().next();
        let other = match letter {
            Some('i') => marks.get(nth + 1),
            Some('v' | 'x') => nth.checked_sub(1).and_then(|before| marks.get(before)),
            _ => None,
        };
        if other.is_some_and(|&other| is_roman(&raw[other].kind)) {
            raw[at].kind = RawKind::Bullet(parse::SMALL_ROMAN);
        }
    }
}

/// Splits the clean text into raw blocks.
pub(super) fn blocks(clean: &Derived, source: &Source) -> Vec<Raw> {
    let text = clean.text.as_str();
    let lines = Lines::new(clean, &source.text);
    let wrapped = source.layout == Layout::Wrapped;
    let mut out: Vec<Raw> = Vec::new();
    let mut at = 0;
    // Lines before this one are known to be no rows of a table without rules.
    let mut tried = 0;
    let mut gap = true;
    while let Some(&span) = lines.lines.get(at) {
        let line = span.of(text);
        if let Some((rows, used)) = wrapped.then(|| lines.table(at)).flatten().or_else(|| typed(&lines, at, &mut tried)) {
            let raw = |(nth, kind)| Raw { kind, marker: Span::new(span.start, span.start), parts: Vec::new(), heading: 0, opens_table: nth == 0, note: None };
            out.extend(rows.into_iter().enumerate().map(raw));
            (at, gap) = (at + used, true);
            continue;
        }
        at += 1;
        let raw = match source.layout {
            Layout::LineIsBlock if line.contains('\t') => row(text, span, gap),
            _ if line.trim().is_empty() => {
                gap = true;
                continue;
            }
            _ => {
                let raw = read_line(&lines, span);
                // Behind an empty line a row with a rule below it is the head of a table, whatever stands before.
                let opens_table = gap && matches!(raw.kind, RawKind::Row(_)) && is_rule_of_bars(lines.line(at));
                Raw { opens_table, ..raw }
            }
        };
        let unmarked = raw.kind == RawKind::Paragraph && raw.heading == 0;
        match out.last_mut() {
            Some(open) if wrapped && !gap && (unmarked && continues(open, text, span) || names_annex(open, &raw, text, span)) => {
                open.parts.push(trim(text, span))
            }
            _ => out.push(raw),
        }
        gap = false;
    }
    out
}

/// The table without rules that begins in that line: its rows, and how many lines it takes.
fn typed(lines: &Lines, at: usize, tried: &mut usize) -> Option<(Vec<RawKind>, usize)> {
    let run = (at >= *tried).then(|| typed_rows::read(lines, at))??;
    *tried = at + run.lines;
    Some((run.table?, run.lines))
}

/// A line without a mark goes on in the block above it unless that block is closed by its look.
fn continues(open: &Raw, text: &str, line: Span) -> bool {
    if open.heading > 0 || matches!(open.kind, RawKind::Row(_) | RawKind::HeadRule) {
        return false;
    }
    let first = line.of(text).trim_start().chars().next();
    let inside = first.is_some_and(|c| !c.is_uppercase());
    inside || (!open.is_finished(text) && open.parts.last().is_some_and(|p| p.len() > 50)) || in_bracket(open, text)
}

/// A bracket that the last lines of a block opened is still open: no block ends there.
fn in_bracket(open: &Raw, text: &str) -> bool {
    let mut left = BRACKET;
    let near = open.parts.iter().rev().take_while(|part| {
        let within = left > 0;
        left = left.saturating_sub(part.len());
        within
    });
    let depth = |part: &Span| part.of(text).bytes().fold(0i64, |depth, b| depth + i64::from(b == b'(') - i64::from(b == b')'));
    near.map(depth).sum::<i64>() > 0
}

/// `… (xem` / `Phụ lục 2 kèm theo)`: the line goes on in the middle of a sentence with the name of an annex, and heads none.
fn names_annex(open: &Raw, raw: &Raw, text: &str, line: Span) -> bool {
    let annex = matches!(&raw.kind, RawKind::Numbered(label) if label.scheme == Scheme::Annex) && raw.heading == 0;
    let behind = line.of(text).trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches(|c: char| c.is_ascii_digit());
    let goes_on = behind.trim_start().starts_with(char::is_lowercase) || in_bracket(open, text);
    annex && goes_on && !open.is_finished(text) && continues(open, text, line)
}

/// A row of a table as readers of other formats write it: cells between tabs, empty ones too.
fn row(text: &str, line: Span, opens_table: bool) -> Raw {
    let kind = RawKind::Row(cells(text, line));
    Raw { kind, marker: Span::new(line.start, line.start), parts: vec![line], heading: 0, opens_table, note: None }
}

fn read_line(lines: &Lines, line: Span) -> Raw {
    let text = lines.clean.text.as_str();
    let (heading, skip) = parse::heading(line.of(text));
    let rest = Span::new(line.start + skip, line.end);
    let (opening, len) = parse::opening(rest.of(text));
    let marker = parse::marker_span(rest, text, len);
    let body = trim(text, Span::new(rest.start + len, line.end));
    let kind = match opening {
        Opening::TableRule => RawKind::HeadRule,
        Opening::TableRow => RawKind::Row(lines.split(body).into_iter().map(Cell::from).collect()),
        // A tab behind the mark of an item separates no cells.
        _ if body.of(text).contains('\t') || matches!(opening, Opening::Text) && line.of(text).trim().contains('\t') => RawKind::Row(cells(text, line)),
        Opening::Note(label) => RawKind::Note(label),
        Opening::Numbered(label) => RawKind::Numbered(label),
        Opening::Bullet(sign) => RawKind::Bullet(sign),
        Opening::Text => RawKind::Paragraph,
    };
    Raw { kind, marker, parts: vec![body], heading, opens_table: false, note: None }
}

/// The cells of a row between tabs.
fn cells(text: &str, row: Span) -> Vec<Cell> {
    let mut at = row.start;
    let mut out = Vec::new();
    for cell in row.of(text).split('\t') {
        out.push(Cell::from(trim(text, Span::new(at, at + cell.len()))));
        at += cell.len() + 1;
    }
    out
}
