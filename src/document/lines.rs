//! From clean text to raw blocks: one block for every paragraph, list item, note body or table row.

use super::parse::{self, Opening};
use super::{Label, Scheme};
use crate::language::Language;
use crate::source::{Derived, Layout, Span};

/// What a raw block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RawKind {
    Paragraph,
    Numbered(Label),
    Bullet(char),
    Note(String),
    Row(Vec<Span>),
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
    /// Round brackets that are open at its end.
    pub open_brackets: usize,
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
            if let (Some(c), Some(last)) = (marker.chars().find(|c| c.is_alphabetic()), path.last_mut()) {
                *last = parse::letter_order(c, language);
            }
        }
    }
}

/// Splits the clean text into raw blocks.
pub(super) fn blocks(clean: &Derived, layout: Layout) -> Vec<Raw> {
    let text = clean.text.as_str();
    let mut out: Vec<Raw> = Vec::new();
    let mut at = 0;
    let mut gap = true;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end + 1;
        let raw = match layout {
            Layout::LineIsBlock if line.contains('\t') => row(text, span, gap),
            _ if line.trim().is_empty() => {
                gap = true;
                continue;
            }
            _ => read_line(text, span),
        };
        let wrapped = layout == Layout::Wrapped && !gap && raw.heading == 0;
        let unmarked = raw.kind == RawKind::Paragraph;
        match out.last_mut() {
            Some(open) if wrapped && (unmarked && continues(open, text, span) || in_bracket(open, &raw.kind, line)) => {
                open.open_brackets = brackets(open.open_brackets, line);
                open.parts.push(trim(text, span));
            }
            _ => out.push(Raw { open_brackets: brackets(0, line), ..raw }),
        }
        gap = false;
    }
    out
}

/// A line without a mark goes on in the block above it unless that block is closed by its look.
fn continues(open: &Raw, text: &str, line: Span) -> bool {
    if open.heading > 0 || matches!(open.kind, RawKind::Row(_) | RawKind::HeadRule) {
        return false;
    }
    let first = line.of(text).trim_start().chars().next();
    let inside = first.is_some_and(|c| !c.is_uppercase());
    inside || (!open.is_finished(text) && open.parts.last().is_some_and(|p| p.len() > 50))
}

/// `(chi tiết tại` / `Phụ lục 2 kèm theo)`: a line that closes the bracket above it goes on in it, whatever it begins with.
fn in_bracket(open: &Raw, kind: &RawKind, line: &str) -> bool {
    let running = open.heading == 0 && !matches!(open.kind, RawKind::Row(_) | RawKind::HeadRule);
    let text = !matches!(kind, RawKind::Row(_) | RawKind::HeadRule | RawKind::Bullet(_) | RawKind::Note(_));
    running && text && open.open_brackets > 0 && line.find(')').is_some_and(|close| !line[..close].contains('('))
}

/// Brackets that are open behind a line, given how many were before it.
fn brackets(before: usize, line: &str) -> usize {
    line.bytes().fold(before, |open, b| match b {
        b'(' => open + 1,
        b')' => open.saturating_sub(1),
        _ => open,
    })
}

/// A row of a table as readers of other formats write it: cells between tabs, empty ones too.
fn row(text: &str, line: Span, opens_table: bool) -> Raw {
    let kind = RawKind::Row(cells(text, line, '\t'));
    Raw { kind, marker: Span::new(line.start, line.start), parts: vec![line], heading: 0, opens_table, note: None, open_brackets: 0 }
}

fn read_line(text: &str, line: Span) -> Raw {
    let (heading, skip) = parse::heading(line.of(text));
    let rest = Span::new(line.start + skip, line.end);
    let (opening, len) = parse::opening(rest.of(text));
    let marker = parse::marker_span(rest, text, len);
    let body = trim(text, Span::new(rest.start + len, line.end));
    let kind = match opening {
        Opening::TableRule => RawKind::HeadRule,
        Opening::TableRow => RawKind::Row(cells(text, body, '|')),
        _ if line.of(text).trim().contains('\t') => RawKind::Row(cells(text, line, '\t')),
        Opening::Note(label) => RawKind::Note(label),
        Opening::Numbered(label) => RawKind::Numbered(label),
        Opening::Bullet(sign) => RawKind::Bullet(sign),
        Opening::Text => RawKind::Paragraph,
    };
    Raw { kind, marker, parts: vec![body], heading, opens_table: false, note: None, open_brackets: 0 }
}

fn trim(text: &str, span: Span) -> Span {
    let body = span.of(text);
    let lead = body.len() - body.trim_start().len();
    Span::new(span.start + lead, span.start + lead + body.trim().len())
}

/// The cells of a row; the outer bars of a pipe table do not make cells, and `\|` was unescaped to no bar before.
fn cells(text: &str, row: Span, bar: char) -> Vec<Span> {
    let mut span = row;
    if bar == '|' {
        let body = span.of(text);
        let open = usize::from(body.starts_with('|'));
        let close = usize::from(body.len() > 1 && body.ends_with('|'));
        span = Span::new(span.start + open, span.end - close);
    }
    let mut at = span.start;
    let mut out = Vec::new();
    for cell in span.of(text).split(bar) {
        out.push(trim(text, Span::new(at, at + cell.len())));
        at += cell.len() + 1;
    }
    out
}
