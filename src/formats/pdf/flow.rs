//! From lines to paragraphs, over the ends of pages.

use super::lines::{is_mark, Line};
use super::page::{Item, Page};
use super::table::Grid;
use std::collections::HashMap;

/// Gap between columns, in hundredths of the letters' size.
const COLUMN_GAP: i64 = 110;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Paragraph(Vec<Line>),
    /// A table, with its page; true if it goes on in the next piece.
    Grid(Grid, usize),
}

/// What is usual in a file.
pub(super) struct Measure {
    /// Size of the text.
    pub body: i64,
    /// Left and right margin of pages of a width.
    margins: HashMap<i64, (i64, i64)>,
    widths: HashMap<usize, i64>,
    /// Usual distance between lines, in hundredths of their size.
    pitch: i64,
}

impl Measure {
    /// Measures all pages.
    pub fn of(pages: &[Page]) -> Measure {
        let mut sizes: HashMap<i64, usize> = HashMap::new();
        let mut ends: HashMap<i64, Vec<(i64, i64)>> = HashMap::new();
        for page in pages {
            for line in page.lines() {
                *sizes.entry(line.size / 100).or_default() += line.words.iter().map(|w| w.text.len()).sum::<usize>();
                ends.entry(page.width).or_default().push((line.x(), line.end()));
            }
        }
        let body = sizes.into_iter().max_by_key(|&(size, letters)| (letters, size)).map_or(0, |(size, _)| size * 100);
        let mut gaps: Vec<i64> = Vec::new();
        for page in pages {
            let lines: Vec<&Line> = page.lines().filter(|line| alike(line.size, body)).collect();
            gaps.extend(lines.windows(2).map(|pair| (pair[1].y - pair[0].y) * 100 / body.max(1)).filter(|gap| (80..400).contains(gap)));
        }
        gaps.sort_unstable();
        let widths = pages.iter().map(|page| (page.number, page.width)).collect();
        let margins = ends.into_iter().map(|(width, ends)| (width, (left_margin(&ends), right_margin(&ends)))).collect();
        Measure { body, margins, widths, pitch: gaps.get(gaps.len() / 2).copied().unwrap_or(120) }
    }

    fn margins(&self, line: &Line) -> (i64, i64) {
        self.widths.get(&line.page).and_then(|width| self.margins.get(width)).copied().unwrap_or_default()
    }

    /// True if the first word of the next line had no room on this one.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        let mut word = next.words.iter().enumerate().take_while(|(index, word)| *index == 0 || word.glued).map(|(_, word)| word);
        let x = next.x();
        let width = word.by_ref().last().map_or(0, |w| w.end - x);
        line.end() + line.size / 5 + width > self.margins(line).1 - line.size / 10
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (left, right) = self.margins(line);
        (line.x() - left - (right - line.end())).abs() < 2 * line.size && line.x() - left > line.size
    }

    /// True if `next` goes on in the paragraph whose first and last lines are given.
    fn goes_on(&self, first: &Line, last: &Line, next: &Line) -> bool {
        let em = last.size;
        let below = next.y - last.y;
        let ended = last.text().ends_with(['.', ':', ';', '!', '?']);
        let farthest = self.pitch * em * if ended { 11 } else { 13 } / 10;
        if !alike(last.size, next.size) || last.page == next.page && (below <= 0 || below * 100 > farthest) {
            return false;
        }
        // Rows of a table that was not clear stay lines.
        if [last, next].iter().any(|line| line.cells(COLUMN_GAP).len() > 2) {
            return false;
        }
        let full = self.is_full(last, next);
        let at_margin = next.x() - self.margins(next).0 < em / 3;
        let mark = next.words.first().is_some_and(|word| is_mark(&word.text) && next.words.len() > 1);
        if mark {
            // A dash in the middle of a sentence (`kinh tế - xã hội`) or a number may begin a line as well.
            let dash =
                next.words[0].text.chars().all(|c| "-–+".contains(c)) && next.words[1].text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            let inner = first.x() - next.x() > em / 2 && last.page == next.page || dash;
            return full && !ended && !last.text().ends_with(',') && at_margin && inner;
        }
        let hanging = first.words.first().is_some_and(|word| is_mark(&word.text));
        if next.x() - last.x() > em * 6 / 10 && !hanging && !(self.is_centred(last) && self.is_centred(next)) {
            return false;
        }
        let lower = next.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase));
        // Where lines end ragged, a longer one elsewhere may hide that this one was full.
        let (left, right) = self.margins(last);
        let long = (last.end() - left) * 4 > (right - left) * 3;
        full || lower && !ended && (long || self.is_centred(last) && self.is_centred(next))
    }

    /// Lines joined to paragraphs.
    pub fn paragraphs(&self, lines: Vec<Line>) -> Vec<Vec<Line>> {
        let mut out: Vec<Vec<Line>> = Vec::new();
        for line in lines {
            match out.last_mut() {
                Some(open) if open.last().is_some_and(|last| self.goes_on(&open[0], last, &line)) => open.push(line),
                _ => out.push(vec![line]),
            }
        }
        out
    }

    /// The text of all pages in its order.
    pub fn pieces(&self, pages: Vec<Page>) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::new();
        let mut lines = Vec::new();
        for page in pages {
            for item in page.items {
                match item {
                    Item::Line(line) => lines.push(line),
                    Item::Grid(grid) => {
                        out.extend(self.paragraphs(std::mem::take(&mut lines)).into_iter().map(Piece::Paragraph));
                        out.push(Piece::Grid(grid, page.number));
                    }
                }
            }
        }
        out.extend(self.paragraphs(lines).into_iter().map(Piece::Paragraph));
        out
    }
}

/// Counts positions, those within two points taken for one.
fn shares(at: impl Iterator<Item = i64>) -> HashMap<i64, usize> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    at.for_each(|x| *counts.entry(x / 2_000).or_default() += 1);
    counts
}

/// The leftmost place where several lines begin; a letterhead may stand farther out.
fn left_margin(ends: &[(i64, i64)]) -> i64 {
    let counts = shares(ends.iter().map(|e| e.0));
    let enough = (ends.len() * 3 / 100).max(2);
    let shared = ends.iter().map(|e| e.0).filter(|x| counts.get(&(x / 2_000)).is_some_and(|&n| n >= enough)).min();
    shared.or(ends.iter().map(|e| e.0).min()).unwrap_or(0)
}

/// The rightmost place where many lines end, as they do in justified text; else where the longest ends.
fn right_margin(ends: &[(i64, i64)]) -> i64 {
    let counts = shares(ends.iter().map(|e| e.1));
    let enough = (ends.len() / 10).max(3);
    let shared = ends.iter().map(|e| e.1).filter(|x| counts.get(&(x / 2_000)).is_some_and(|&n| n >= enough)).max();
    shared.or(ends.iter().map(|e| e.1).max()).unwrap_or(0)
}

fn alike(a: i64, b: i64) -> bool {
    (a - b).abs() * 100 <= 8 * a.max(b)
}
