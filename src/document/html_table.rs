//! Tables of HTML in Markdown: rows and cells, the tags between them left out.

use super::lines::{Cell, RawKind};
use super::tables::{trim, Lines};
use crate::source::Span;

/// What such a table ends with.
pub(super) const END: &str = "</table>";
/// Longest tag, in bytes.
const LONGEST: usize = 2_000;
/// Columns and rows that one cell may take.
const WIDEST: usize = 100;
const TALLEST: usize = 1_000;
/// Most cells of a table, merged ones written out.
const MOST_CELLS: usize = 100_000;

/// The table that begins in that line, and how many lines it takes; what stands behind its end in the last of them is lost to nobody: then it is none.
pub(super) fn read(of: &Lines, at: usize) -> Option<(Vec<RawKind>, usize)> {
    let text = of.clean.text.as_str();
    let start = trim(text, of.lines[at]).start;
    let head = text.get(start..start + 6)?;
    if !head.eq_ignore_ascii_case("<table") || start > of.last_html {
        return None;
    }
    let end = start + text[start..].find(END)? + END.len();
    let lines = of.lines[at..].iter().take_while(|line| line.start < end).count();
    if !text[end..of.lines[at + lines - 1].end].trim().is_empty() {
        return None;
    }
    let mut table = Table { text, rows: Vec::new(), row: None, heads: true, columns: Vec::new(), pending: Vec::new(), cells: 0 };
    table.walk(Span::new(start, end));
    (table.cells > 1 && table.cells < MOST_CELLS).then_some((table.rows, lines))
}

struct Table<'a> {
    text: &'a str,
    rows: Vec<RawKind>,
    /// The cells of the open row, each with the columns and rows that it takes; the last one is open.
    row: Option<Vec<(Cell, usize, usize)>>,
    /// All cells of the open row are heads.
    heads: bool,
    /// The cells of the row that is laid out.
    columns: Vec<Cell>,
    /// How many rows more each column is taken by a cell from above.
    pending: Vec<usize>,
    cells: usize,
}

impl Table<'_> {
    fn walk(&mut self, span: Span) {
        let mut at = span.start;
        while at < span.end && self.cells < MOST_CELLS {
            let rest = &self.text[at..span.end];
            let next = rest.find('<').unwrap_or(rest.len());
            self.words(Span::new(at, at + next));
            at += next;
            let Some(len) = tag_len(&self.text[at..span.end]) else {
                if at < span.end {
                    self.words(Span::new(at, at + 1));
                }
                at += 1;
                continue;
            };
            self.tag(Span::new(at, at + len));
            at += len;
        }
        self.close_row();
    }

    fn tag(&mut self, span: Span) {
        let tag = span.of(self.text);
        let name: String = tag[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect::<String>().to_ascii_lowercase();
        match name.as_str() {
            "tr" => {
                self.close_row();
                (self.row, self.heads) = (Some(Vec::new()), true);
            }
            "td" | "th" => {
                self.heads &= name == "th";
                let cell = (Cell::from(Span::new(span.end, span.end)), number(tag, "colspan").clamp(1, WIDEST), number(tag, "rowspan").clamp(1, TALLEST));
                self.row.get_or_insert_default().push(cell);
            }
            "/tr" => self.close_row(),
            // The mark of a note, or an exponent: it is read with its words.
            "sup" | "/sup" => self.words(span),
            _ => {}
        }
    }

    /// Words belong to the open cell, line by line.
    fn words(&mut self, span: Span) {
        let Some((cell, ..)) = self.row.as_mut().and_then(|row| row.last_mut()) else { return };
        let mut at = span.start;
        for line in span.of(self.text).split('\n') {
            cell.add(trim(self.text, Span::new(at, at + line.len())));
            at += line.len() + 1;
        }
    }

    /// Lays the open row out, beside what cells from above take of it.
    fn close_row(&mut self) {
        let Some(row) = self.row.take().filter(|row| !row.is_empty()) else { return };
        for (cell, columns, rows) in row {
            self.skip_taken();
            let nothing = Cell::from(Span::new(cell.first.start, cell.first.start));
            for column in 0..columns {
                self.columns.push(if column == 0 { cell.clone() } else { nothing.clone() });
                self.taken(self.columns.len() - 1, rows - 1);
            }
        }
        self.skip_taken();
        self.cells += self.columns.len();
        self.rows.push(RawKind::Row(std::mem::take(&mut self.columns)));
        if self.heads && self.rows.len() == 1 {
            self.rows.push(RawKind::HeadRule);
        }
    }

    fn skip_taken(&mut self) {
        while self.pending.get(self.columns.len()).is_some_and(|rows| *rows > 0) {
            self.pending[self.columns.len()] -= 1;
            self.columns.push(Cell::from(Span::new(0, 0)));
        }
    }

    fn taken(&mut self, column: usize, rows: usize) {
        if self.pending.len() <= column {
            self.pending.resize(column + 1, 0);
        }
        self.pending[column] = rows;
    }
}

/// The length of the tag that a text begins with; nothing where the sign is a sign.
fn tag_len(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/').then_some(())?;
    let near = &inside[..inside.floor_char_boundary(LONGEST)];
    near.find('>').map(|at| at + 2)
}

fn number(tag: &str, attribute: &str) -> usize {
    let value = tag.split_once(attribute).map_or("", |(_, rest)| rest.trim_start_matches([' ', '=', '"', '\'']));
    let digits: String = value.chars().take_while(char::is_ascii_digit).take(4).collect();
    digits.parse().unwrap_or(1)
}
