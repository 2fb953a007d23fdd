//! Pages: what stands on each in reading order, without what is printed on all of them.

use super::aligned;
use super::glyphs::{Drawing, Glyph};
use super::lines::{is_mark, lines, Line};
use super::pen::Rule;
use super::table::{take, Grid};
use std::collections::HashMap;

/// Lines at an edge of a page that may be a header or footer.
const EDGE: usize = 4;
/// Gap between columns of text, in hundredths of the letters' size.
const COLUMN_GAP: i64 = 200;
/// Where headers and footers stand: this share of the page from its edges, in percent.
const MARGIN: i64 = 9;

/// A line or a table.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Grid(Grid),
}

impl Item {
    fn top(&self) -> i64 {
        match self {
            Item::Line(line) => line.y,
            Item::Grid(grid) => grid.top,
        }
    }
}

/// A page from top to bottom.
#[derive(Debug)]
pub(super) struct Page {
    /// From 1.
    pub number: usize,
    pub items: Vec<Item>,
    pub rules: Vec<Rule>,
    pub width: i64,
    pub height: i64,
}

impl Drawing {
    /// Characters that are told.
    pub fn told(&self) -> usize {
        self.glyphs.iter().filter(|g| !g.char.is_whitespace()).count()
    }

    /// True for a page that shows something and tells no character of it.
    pub fn is_mute(&self) -> bool {
        self.told() == 0 && self.unknown + self.pictures > 0
    }
}

impl Page {
    /// Puts what is drawn in order. Text that was turned comes after the text that most of the page has.
    pub fn new(drawing: Drawing, number: usize, [width, height]: [i64; 2]) -> Page {
        let mut turns: Vec<(u8, Vec<Glyph>)> = (0..4).map(|turn| (turn, drawing.glyphs.iter().filter(|g| g.turn == turn).copied().collect())).collect();
        turns.sort_by_key(|(_, glyphs)| std::cmp::Reverse(glyphs.len()));
        let mut items = Vec::new();
        for (turn, mut glyphs) in turns {
            let rules: Vec<Rule> = drawing.rules.iter().map(|rule| turned(rule, turn)).collect();
            let ruled = take(&mut glyphs, &rules, number);
            items.extend(merge(ruled, with_tables(lines(&glyphs, number))));
        }
        Page { number, items, rules: drawing.rules, width, height }
    }

    /// The lines of the page.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Grid(_) => None,
        })
    }
}

fn turned(rule: &Rule, turn: u8) -> Rule {
    let Rule { x0, y0, x1, y1 } = *rule;
    match turn {
        0 => *rule,
        1 => Rule { x0: y0, x1: y1, y0: -x1, y1: -x0 },
        2 => Rule { x0: -x1, x1: -x0, y0: -y1, y1: -y0 },
        _ => Rule { x0: -y1, x1: -y0, y0: x0, y1: x1 },
    }
}

/// Finds the tables without rules; the lines between them are read in columns.
fn with_tables(lines: Vec<Line>) -> Vec<Item> {
    let mut out = Vec::new();
    let mut between: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match aligned::table(&lines, at) {
            Some((start, end, grid)) => {
                between.truncate(between.len().saturating_sub(at - start));
                out.extend(in_columns(std::mem::take(&mut between)).into_iter().map(Item::Line));
                out.push(Item::Grid(grid));
                at = end;
            }
            None => {
                between.push(lines[at].clone());
                at += 1;
            }
        }
    }
    out.extend(in_columns(between).into_iter().map(Item::Line));
    out
}

/// Puts each table before the first item below its top; the others keep their order, which columns made.
fn merge(ruled: Vec<Grid>, flow: Vec<Item>) -> Vec<Item> {
    let mut waiting = ruled.into_iter().peekable();
    let mut out = Vec::with_capacity(flow.len());
    for item in flow {
        while let Some(grid) = waiting.next_if(|grid| grid.top < item.top()) {
            out.push(Item::Grid(grid));
        }
        out.push(item);
    }
    out.extend(waiting.map(Item::Grid));
    out
}

/// Two columns that are being read side by side.
#[derive(Default)]
struct Columns {
    left: Vec<Line>,
    right: Vec<Line>,
}

impl Columns {
    /// The gap between them: where the left one ends and the right one begins.
    fn gutter(&self) -> Option<(i64, i64)> {
        Some((self.left.iter().map(Line::end).max()?, self.right.iter().map(Line::x).min()?))
    }

    /// Both columns, the left one first.
    fn flush(&mut self, out: &mut Vec<Line>) {
        out.append(&mut self.left);
        out.append(&mut self.right);
    }

    /// Takes a line, or the two parts of it, that fits the columns; gives back what does not.
    fn take(&mut self, line: Line) -> Option<Line> {
        let Some((end, start)) = self.gutter() else { return Some(line) };
        let cut = line.words.iter().position(|word| word.x >= end).unwrap_or(line.words.len());
        let (left, right) = line.words.split_at(cut);
        let parted =
            left.last().is_none_or(|word| word.end < start) && right.first().is_none_or(|word| word.x > left.last().map_or(end, |l| l.end + line.size / 2));
        if !parted || left.is_empty() && right.first().is_some_and(|word| word.x < start - 2 * line.size) {
            return Some(line);
        }
        for (column, words) in [(&mut self.left, left), (&mut self.right, right)] {
            if !words.is_empty() {
                column.push(Line { words: words.to_vec(), ..line });
            }
        }
        None
    }
}

/// Reads letterheads and signatures column by column: lines that a wide gap cuts in two, and those beneath them that fit the same columns.
fn in_columns(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut columns = Columns::default();
    for line in lines {
        let Some(line) = columns.take(line) else { continue };
        columns.flush(&mut out);
        let mut cells = line.cells(COLUMN_GAP);
        let number = |cell: &Line| cell.words.iter().all(|w| w.raised && w.text.bytes().all(|b| b.is_ascii_digit()));
        if cells.len() != 2 || is_mark(&cells[0].text()) || number(&cells[0]) {
            out.push(line);
            continue;
        }
        columns.right.extend(cells.pop());
        columns.left.extend(cells.pop());
    }
    columns.flush(&mut out);
    out
}

/// Takes headers, footers and page numbers off the pages.
pub(super) fn strip(pages: &mut [Page]) {
    for _ in 0..EDGE {
        let first = take_repeated(pages, true);
        let last = take_repeated(pages, false);
        if !first && !last {
            return;
        }
    }
}

/// The first or last line of a page, if it stands in the margin.
fn edge(page: &Page, top: bool) -> Option<(usize, &Line)> {
    let index = if top { 0 } else { page.items.len().checked_sub(1)? };
    let Item::Line(line) = page.items.get(index)? else { return None };
    let margin = page.height * MARGIN / 100;
    let outside = if top { line.y < margin } else { line.y > page.height - margin };
    outside.then_some((index, line))
}

/// Takes the first (or last) line off the pages on which it is a page number or the same as on most; true if there was any.
fn take_repeated(pages: &mut [Page], top: bool) -> bool {
    // At the same height on all pages: the first lines of two pages may well have the same words.
    let mut same: HashMap<(String, i64), usize> = HashMap::new();
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for page in pages.iter() {
        let Some((_, line)) = edge(page, top) else { continue };
        *same.entry(pattern(line)).or_default() += 1;
        if let Some(number) = page_number(line) {
            *offsets.entry(number - page.number as i64).or_default() += 1;
        }
    }
    let enough = (pages.len() * 6).div_ceil(10).max(2);
    let mut any = false;
    for page in pages.iter_mut() {
        let Some((index, line)) = edge(page, top) else { continue };
        let offset = page_number(line).map(|n| n - page.number as i64);
        let numbered = offset.is_some_and(|o| o == 0 || offsets.get(&o).is_some_and(|&n| n > 1));
        if numbered || same.get(&pattern(line)).is_some_and(|&n| n >= enough) {
            page.items.remove(index);
            any = true;
        }
    }
    any
}

/// The text with its digits made alike, and its height on the page.
fn pattern(line: &Line) -> (String, i64) {
    let text: String = line.text().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    (text.replace("##", "#"), line.y / 1_000)
}

/// The number of a page that stands alone on a line: `3`, `- 3 -`, `Trang 3/12`.
fn page_number(line: &Line) -> Option<i64> {
    let text = line.text();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    let bare = ["Trang", "trang", "Page"].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).trim();
    bare.split('/').next()?.trim().parse().ok().filter(|n| (0..100_000).contains(n))
}
