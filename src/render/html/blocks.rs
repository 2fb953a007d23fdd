//! The lines of a report as blocks of a page. Only for looks: what a line means was decided long before.

use crate::source::{Layout, Source, Span};

/// Longer lines are no headings, and no lines of a letterhead.
const LONGEST_TITLE: usize = 240;
/// Longest title that is known by its number alone, in characters.
const SHORT_TITLE: usize = 90;
/// A line that ends earlier than this was ended on purpose.
const FULL_LINE: usize = 60;

/// What a block looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A heading of a level, from 1.
    Heading(u8),
    /// A list item of a depth, from 1.
    Item(u8),
    /// The body of a note.
    Note,
    /// A line in capitals, as titles are written.
    Capitals,
    /// A paragraph.
    Text,
    /// Rows with this many head rows, cells between this sign.
    Table(usize, char),
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// What they look like.
    pub look: Look,
    /// The lines without their ends, in the canonical text.
    pub lines: Vec<Span>,
}

/// What a line is on its own.
enum Line {
    Blank,
    Rule,
    Is(Look),
}

/// All blocks in order; `sections` are the headings that the ledger knows.
pub(super) fn blocks(source: &Source, sections: &[Span]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut gap = true;
    let mut section = sections.iter().peekable();
    for line in lines(&source.text) {
        while section.next_if(|s| s.start < line.start).is_some() {}
        let is_section = section.peek().is_some_and(|s| s.start < line.end);
        match (kind(line.of(&source.text), source.layout, is_section), out.last_mut()) {
            (Line::Blank, _) => gap = true,
            (Line::Rule, Some(Block { look: Look::Table(head, _), lines })) if !gap && *head == 0 => *head = lines.len(),
            (Line::Rule, _) => {}
            (Line::Is(look), Some(open)) if !gap && joins(look, open.look, source.layout) => open.lines.push(line),
            (Line::Is(look), _) => {
                out.push(Block { look, lines: vec![line] });
                gap = false;
            }
        }
    }
    out
}

/// All lines without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let span = Span::new(at, at + line.trim_end_matches('\r').len());
        at += line.len() + 1;
        span
    })
}

/// True if a line goes on in the block above it.
fn joins(look: Look, open: Look, layout: Layout) -> bool {
    match (look, open) {
        (Look::Table(_, sign), Look::Table(_, open)) => sign == open,
        (Look::Capitals, Look::Capitals) => true,
        (Look::Text, Look::Text | Look::Item(_) | Look::Note) => layout == Layout::Wrapped,
        _ => false,
    }
}

fn kind(line: &str, layout: Layout, is_section: bool) -> Line {
    let words = line.trim();
    let level = hashes(words);
    if words.is_empty() {
        // A row of empty cells is a row.
        return if layout == Layout::LineIsBlock && line.contains('\t') { Line::Is(Look::Table(0, '\t')) } else { Line::Blank };
    }
    if layout == Layout::LineIsBlock && line.contains('\t') || words.contains('\t') && !words.starts_with('|') {
        return Line::Is(Look::Table(0, '\t'));
    }
    if layout == Layout::Wrapped && (words.starts_with('|') || level > 0) {
        return match level {
            0 if is_rule(words) => Line::Rule,
            0 => Line::Is(Look::Table(0, '|')),
            _ => Line::Is(Look::Heading(level)),
        };
    }
    Line::Is(look(words, is_section && words.len() < LONGEST_TITLE))
}

/// The level of a Markdown heading; 0 is none.
pub(super) fn hashes(words: &str) -> u8 {
    let count = words.bytes().take_while(|&b| b == b'#').count();
    let level = u8::try_from(count).unwrap_or(0);
    if level <= 6 && words[count..].starts_with([' ', '\t']) {
        level
    } else {
        0
    }
}

fn is_rule(words: &str) -> bool {
    words.contains("--") && words.chars().all(|c| "|-: \t".contains(c))
}

fn look(words: &str, is_section: bool) -> Look {
    if is_section {
        return Look::Heading(section_level(words));
    }
    if super::notes::opening(words).is_some() {
        return Look::Note;
    }
    if let Some(depth) = numbered_title(words) {
        return Look::Heading(2 + depth);
    }
    if let Some(depth) = item_depth(words) {
        return Look::Item(depth);
    }
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    if words.len() < LONGEST_TITLE && letters().count() > 3 && letters().all(|c| !c.is_lowercase()) {
        return Look::Capitals;
    }
    Look::Text
}

fn section_level(words: &str) -> u8 {
    let first = words.split([' ', '.', '/', ')']).next().unwrap_or_default();
    let is_roman = !first.is_empty() && first.chars().all(|c| "IVXL".contains(c));
    match first {
        _ if is_roman => 2,
        "Phần" | "PHẦN" => 1,
        _ => 3,
    }
}

/// Depth of a short numbered line that ends without a stop: `1. Lĩnh vực kinh tế`, `2.1. Thu ngân sách`.
fn numbered_title(words: &str) -> Option<u8> {
    let (number, title) = words.split_once(' ')?;
    let path = number.strip_suffix('.').unwrap_or(number);
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let depth = path.split('.').filter(|part| is_number(part)).count();
    let is_path = depth == path.split('.').count() && (depth > 1 || number != path);
    let is_title = title.starts_with(char::is_uppercase) && !title.ends_with(['.', ';', ':', ',', '!', '?']) && title.chars().count() < SHORT_TITLE;
    (is_path && is_title).then(|| u8::try_from(depth.min(2)).unwrap_or(2))
}

/// Depth of a list item by its sign: `-` and `a)` stand above `+`.
fn item_depth(words: &str) -> Option<u8> {
    let mut chars = words.chars();
    let (first, second) = (chars.next()?, chars.next());
    match (first, second) {
        ('+' | '◦', Some(' ')) => Some(2),
        ('-' | '–' | '—' | '•' | '*' | '▪' | '●', Some(' ')) => Some(1),
        ('đ' | 'a'..='z', Some(')')) => Some(1),
        _ => None,
    }
}

/// True if a line was ended on purpose, so that the next one begins below it.
pub(super) fn breaks(text: &str, above: Span, below: Span) -> bool {
    let is_short = above.of(text).trim().chars().count() < FULL_LINE;
    is_short && below.of(text).trim_start().chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphanumeric())
}

/// The cells of a row, without the blanks around them; outer bars make no cells, and `\|` is no bar.
pub(super) fn cells(text: &str, row: Span, sign: char) -> Vec<Span> {
    let mut row = row;
    if sign == '|' {
        row = trim(text, row);
        row.start += usize::from(row.of(text).starts_with('|'));
        let ends = row.of(text).ends_with('|') && !row.of(text).ends_with("\\|");
        row = Span::new(row.start, row.end - usize::from(ends));
    }
    let mut out = Vec::new();
    let mut start = row.start;
    for (at, _) in row.of(text).match_indices(sign) {
        let at = row.start + at;
        if sign == '|' && text[..at].ends_with('\\') {
            continue;
        }
        out.push(trim(text, Span::new(start, at)));
        start = at + 1;
    }
    out.push(trim(text, Span::new(start, row.end)));
    out
}

fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let lead = words.len() - words.trim_start().len();
    Span::new(span.start + lead, span.start + lead + words.trim().len())
}
