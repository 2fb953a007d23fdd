//! Tables without rules, as text copied from a PDF has them: each line is a name and then numbers, as many as in the lines next to it
//! (`Total letters 5,365 4,631 -13.68`).

use super::lines::{Cell, RawKind};
use super::tables::{trim, Lines};
use crate::phrases::is_letter;
use crate::source::Span;

/// Fewest rows, and numbers in a row.
const ROWS: usize = 3;
const NUMBERS: usize = 2;
/// Lines of words alone that may stand between two rows: the heads of their sections.
const HEADS: usize = 2;
/// Longest name of a row, in words.
const NAME: usize = 12;
/// Longest line that can be a row, in bytes.
const LONGEST: usize = 240;

/// A line as a name and numbers.
struct Row {
    cells: Vec<Span>,
    /// All numbers but the first have three digits: together they may be one number written with blanks.
    torn: bool,
}

/// The lines from one on that are rows of one width: how many lines they take, and the rows where they make a table.
pub(super) struct Run {
    pub lines: usize,
    pub table: Option<Vec<RawKind>>,
}

/// The run of rows that begins in that line.
pub(super) fn read(lines: &Lines, at: usize) -> Option<Run> {
    let first = row(lines, at)?;
    let (width, mut torn, mut count) = (first.cells.len(), first.torn, 1);
    let mut rows = vec![first.cells];
    let mut used = 1;
    let mut heads: Vec<Vec<Span>> = Vec::new();
    for line in at + 1..lines.lines.len() {
        match row(lines, line) {
            _ if lines.line(line).trim().is_empty() => {}
            Some(row) if row.cells.len() == width => {
                rows.append(&mut heads);
                rows.push(row.cells);
                (torn, count, used) = (torn && row.torn, count + 1, line + 1 - at);
            }
            // `Closed for want of staff` and below it `18 21`: the name filled its line.
            None if heads.len() == 1 => match numbers(lines, line).filter(|numbers| numbers.len() + 1 == width) {
                Some(numbers) => {
                    rows.push(heads.drain(..).flatten().chain(numbers).collect());
                    (torn, count, used) = (false, count + 1, line + 1 - at);
                }
                None if is_head(lines.line(line)) => heads.push(vec![trim(lines.clean.text.as_str(), lines.lines[line])]),
                None => break,
            },
            None if heads.len() < HEADS && is_head(lines.line(line)) => heads.push(vec![trim(lines.clean.text.as_str(), lines.lines[line])]),
            _ => break,
        }
    }
    let cells = |row: Vec<Span>| RawKind::Row(row.into_iter().map(Cell::from).collect());
    Some(Run { lines: used, table: (count >= ROWS && !torn).then(|| rows.into_iter().map(cells).collect()) })
}

/// A few words without a number that end no sentence.
fn is_head(line: &str) -> bool {
    let line = line.trim_end();
    line.len() <= LONGEST && line.split_whitespace().count() <= NAME && !line.ends_with(['.', ';']) && !line.contains(|c: char| c.is_ascii_digit())
}

/// The name and the numbers of a line; nothing where words follow or part the numbers.
fn row(lines: &Lines, at: usize) -> Option<Row> {
    let text = lines.clean.text.as_str();
    let (span, numbers) = ending(lines, at)?;
    let name = trim(text, Span::new(span.start, numbers.first()?.start));
    let words = name.of(text).split_whitespace().count();
    let written = numbers.iter().filter(|n| digits(text, n) > 0).count();
    if written < NUMBERS || !(1..=NAME).contains(&words) || !name.of(text).contains(is_letter) || name.of(text).ends_with([',', ';', ':', '(']) {
        return None;
    }
    let torn = numbers.iter().skip(1).all(|n| n.len() == 3 && digits(text, n) == 3);
    Some(Row { cells: std::iter::once(name).chain(numbers).collect(), torn })
}

/// A line of nothing but numbers.
fn numbers(lines: &Lines, at: usize) -> Option<Vec<Span>> {
    let (span, numbers) = ending(lines, at)?;
    numbers.first().is_some_and(|first| first.start == span.start).then_some(numbers)
}

/// A line and the numbers that it ends with.
fn ending(lines: &Lines, at: usize) -> Option<(Span, Vec<Span>)> {
    let text = lines.clean.text.as_str();
    let span = trim(text, *lines.lines.get(at)?);
    let line = span.of(text);
    if line.len() > LONGEST || !line.ends_with(|c: char| c.is_ascii_digit() || "%)]-–".contains(c)) || line.contains(['|', '\t']) {
        return None;
    }
    let mut end = span.end;
    let mut numbers: Vec<Span> = Vec::new();
    let mut open = end;
    for word in line.split(' ').rev() {
        let start = open - word.len();
        match (word.is_empty() || is_mark(word) && numbers.is_empty(), is_number(word)) {
            (true, _) => {}
            (false, true) => {
                numbers.push(Span::new(start, end));
                end = start;
            }
            (false, false) => break,
        }
        open = start.saturating_sub(1).max(span.start);
        // The mark of a note belongs to the number before it.
        end = if numbers.is_empty() { end } else { open };
    }
    numbers.reverse();
    Some((span, numbers))
}

fn digits(text: &str, span: &Span) -> usize {
    span.of(text).bytes().filter(u8::is_ascii_digit).count()
}

/// `5,365`, `-13.68`, `$3.5`, `64%`, `(12)`; a dash for none.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '–', '−', '$', '(']).trim_end_matches(['%', ')', '*']);
    let written = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    written && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') || matches!(word, "-" | "–")
}

/// `[a]`: the mark of a note after the last number.
fn is_mark(word: &str) -> bool {
    word.starts_with('[') && word.ends_with(']') && word.len() <= 5
}
