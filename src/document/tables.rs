//! Tables of Markdown in the forms that need more than one line to be told: without bars at the ends, as a grid, by blanks alone, in HTML.
//!
//! A line that only looks like the beginning of a table stays what it is.

use super::lines::{Cell, RawKind};
use super::{bars, html_table, multiline};
use crate::source::{Derived, Span};

/// Lines of one row of a grid.
const TALLEST: usize = 100;

/// The lines of a Markdown text, and what tells whether a bar in them is one.
pub(super) struct Lines<'a> {
    pub clean: &'a Derived,
    pub lines: Vec<Span>,
    written: &'a str,
    /// Bars are escaped in the text as written.
    escapes: bool,
    /// Where the last HTML table ends: behind it none is looked for.
    pub last_html: usize,
}

impl<'a> Lines<'a> {
    /// Looks at a clean text and the text that it was made of.
    pub fn new(clean: &'a Derived, written: &'a str) -> Lines<'a> {
        let mut at = 0;
        let line = |line: &str| {
            let span = Span::new(at, at + line.len());
            at = span.end + 1;
            span
        };
        let lines = clean.text.split('\n').map(line).collect();
        let escapes = written.contains("\\|");
        Lines { clean, lines, written, escapes, last_html: clean.text.rfind(html_table::END).unwrap_or(0) }
    }

    /// The words of a line; none behind the last one.
    pub fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |span| span.of(&self.clean.text))
    }

    /// True if nothing is written in that line, not even marks of emphasis.
    pub fn is_blank(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at).filter(|line| line.of(&self.clean.text).trim().is_empty()) else { return false };
        let start = line.start.checked_sub(1).map_or(0, |before| self.clean.origin(Span::new(before, line.start)).end);
        let end = match line.end < self.clean.text.len() {
            true => self.clean.origin(Span::new(line.end, line.end + 1)).start,
            false => self.written.len(),
        };
        self.written.get(start..end).is_none_or(|written| written.trim().is_empty())
    }

    /// The table that begins in that line: its rows, and how many lines it takes.
    pub fn table(&self, at: usize) -> Option<(Vec<RawKind>, usize)> {
        let line = self.line(at).trim();
        match line.as_bytes().first()? {
            b'<' => html_table::read(self, at),
            b'+' if is_border(line) => self.grid(at),
            b'|' if line == "|" => bars::read(self, at),
            b'|' => None,
            _ if line.contains('|') && is_rule_of_bars(self.line(at + 1)) => self.without_ends(at),
            b'-' if columns_of(self.line(at)).is_some() => self.by_blanks(at, at).or_else(|| multiline::read(self, at)),
            b'-' if is_rule(line) => multiline::read(self, at),
            _ if self.line(at + 1).trim_start().starts_with('-') && columns_of(self.line(at + 1)).is_some() => self.by_blanks(at, at + 1),
            _ => None,
        }
    }

    /// `Name | Count` over `--- | ---:`, rows to the first line without a bar.
    fn without_ends(&self, at: usize) -> Option<(Vec<RawKind>, usize)> {
        if self.cells(at).len() != self.cells(at + 1).len() {
            return None;
        }
        let mut rows = vec![RawKind::Row(self.cells(at)), RawKind::HeadRule];
        let body = (at + 2..self.lines.len()).take_while(|&row| self.line(row).contains('|'));
        rows.extend(body.map(|row| RawKind::Row(self.cells(row))));
        let used = rows.len();
        Some((rows, used))
    }

    fn cells(&self, at: usize) -> Vec<Cell> {
        self.split(self.lines[at]).into_iter().map(Cell::from).collect()
    }

    /// The cells of a row between bars; bars at its ends make none, and an escaped one is a sign in its cell.
    pub fn split(&self, row: Span) -> Vec<Span> {
        let text = self.clean.text.as_str();
        let span = trim(text, row);
        let bars = span.of(text).match_indices('|').map(|(at, _)| span.start + at);
        let bars: Vec<usize> = bars.filter(|&at| !self.is_escaped(at)).collect();
        let open = usize::from(bars.first() == Some(&span.start));
        let close = usize::from(bars.len() > open && bars.last().is_some_and(|bar| bar + 1 == span.end));
        let mut at = span.start + open;
        let mut out = Vec::with_capacity(bars.len() + 1);
        for &bar in &bars[open..bars.len() - close] {
            out.push(trim(text, Span::new(at, bar)));
            at = bar + 1;
        }
        out.push(trim(text, Span::new(at, span.end - close)));
        out
    }

    fn is_escaped(&self, at: usize) -> bool {
        if !self.escapes {
            return false;
        }
        let before = self.clean.origin(Span::new(at, at + 1)).start.checked_sub(1);
        before.is_some_and(|before| self.written.as_bytes().get(before) == Some(&b'\\'))
    }

    /// Rows between borders (`+----+----+`), each of one line or several; a border of `=` ends the head.
    fn grid(&self, at: usize) -> Option<(Vec<RawKind>, usize)> {
        let mut rows = Vec::new();
        let mut open: Vec<Cell> = Vec::new();
        let mut height = 0;
        let mut row = at + 1;
        loop {
            let line = self.line(row).trim();
            if is_border(line) {
                if !open.is_empty() {
                    rows.push(RawKind::Row(std::mem::take(&mut open)));
                }
                if line.contains('=') {
                    rows.push(RawKind::HeadRule);
                }
                height = 0;
            } else if line.starts_with('|') && height < TALLEST {
                height += 1;
                let parts = self.split(self.lines[row]);
                match open.is_empty() {
                    true => open = parts.into_iter().map(Cell::from).collect(),
                    false if parts.len() == open.len() => open.iter_mut().zip(parts).for_each(|(cell, part)| cell.add(part)),
                    false => return None,
                }
            } else {
                break;
            }
            row += 1;
        }
        (open.is_empty() && !rows.is_empty()).then_some((rows, row - at))
    }

    /// Columns below dashes (`----- ----`): cells stand two blanks apart, or begin where the dashes do. An empty line ends the table.
    fn by_blanks(&self, at: usize, rule: usize) -> Option<(Vec<RawKind>, usize)> {
        let columns = columns_of(self.line(rule))?;
        let mut rows = Vec::new();
        if rule > at {
            rows.push(RawKind::Row(self.at_columns(at, &columns)?));
            rows.push(RawKind::HeadRule);
        }
        let mut row = rule + 1;
        while !self.line(row).trim().is_empty() && columns_of(self.line(row)).is_none() {
            rows.push(RawKind::Row(self.at_columns(row, &columns)?));
            row += 1;
        }
        // The rule that closes a table without a head.
        let closes = columns_of(self.line(row)).is_some();
        let filled = rows.iter().any(|row| matches!(row, RawKind::Row(cells) if cells.iter().filter(|cell| !cell.first.is_empty()).count() > 1));
        (filled && (rule > at || closes)).then_some((rows, row + usize::from(closes) - at))
    }

    /// The cells of a line below columns; nothing where a word goes over the beginning of one.
    pub fn at_columns(&self, row: usize, columns: &[usize]) -> Option<Vec<Cell>> {
        let span = self.lines[row];
        let text = span.of(&self.clean.text);
        let apart = apart(text);
        if apart.len() == columns.len() {
            return Some(apart.into_iter().map(|cell| Cell::from(Span::new(span.start + cell.start, span.start + cell.end))).collect());
        }
        self.below_columns(row, columns)
    }

    /// The same where each cell stands below the dashes of its column.
    pub fn below_columns(&self, row: usize, columns: &[usize]) -> Option<Vec<Cell>> {
        let span = self.lines[row];
        let text = span.of(&self.clean.text);
        // The byte at which each column begins; a word may not go over it.
        let byte = |column: &usize| text.char_indices().nth(*column).map_or(text.len(), |(at, _)| at);
        let mut starts: Vec<usize> = columns.iter().map(byte).collect();
        starts[0] = 0;
        if starts[1..].iter().any(|&at| at > 0 && at < text.len() && !text[..at].ends_with(char::is_whitespace)) {
            return None;
        }
        starts.push(text.len());
        let cell = |pair: &[usize]| Cell::from(trim(&self.clean.text, Span::new(span.start + pair[0], span.start + pair[1].max(pair[0]))));
        Some(starts.windows(2).map(cell).collect())
    }
}

/// The stretches of a line that stand two blanks or more apart.
fn apart(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in text.split("  ") {
        let lead = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            out.push(Span::new(at + lead, at + lead + part.trim().len()));
        }
        at += part.len() + 2;
    }
    out
}

/// `+-----+:====:+`
fn is_border(line: &str) -> bool {
    line.len() > 2 && line.starts_with('+') && line.ends_with('+') && line.contains(['-', '=']) && line.bytes().all(|b| b"+-=:".contains(&b))
}

/// `------------`, and nothing else.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.bytes().all(|b| b == b'-')
}

/// `--- | :---:`, with a bar at least.
pub(super) fn is_rule_of_bars(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.bytes().all(|b| b"-:| \t".contains(&b))
}

/// Where the groups of dashes of a line begin, in characters; nothing where there are not two of them.
pub(super) fn columns_of(line: &str) -> Option<Vec<usize>> {
    let dashes = line.trim_end();
    if !dashes.contains("-- ") || !dashes.bytes().all(|b| b"- ".contains(&b)) {
        return None;
    }
    let bytes = dashes.as_bytes();
    let starts: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at] == b'-' && (at == 0 || bytes[at - 1] == b' ')).collect();
    let wide = dashes.split_whitespace().all(|group| group.len() > 1);
    (starts.len() > 1 && wide).then_some(starts)
}

pub(super) fn trim(text: &str, span: Span) -> Span {
    let body = span.of(text);
    let lead = body.len() - body.trim_start().len();
    Span::new(span.start + lead, span.start + lead + body.trim().len())
}
