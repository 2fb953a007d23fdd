//! Tables whose cells stand one a line (or several) between lines that hold only a bar, as web pages come out of a converter.
//!
//! A row is `| cell | cell |`, and the next one begins with a bar of its own: two bars in a row are either an empty cell or
//! the gap between two rows, and merged cells make a row shorter. The width at which most rows are whole tells which.

use super::lines::{Cell, RawKind};
use super::tables::{trim, Lines};
use crate::source::Span;

/// Most columns.
const WIDEST: usize = 40;
/// How many columns more than its longest stretch of filled cells a table may have: those that are empty in every row.
const WIDER: usize = 8;
/// Cells at the top by which the width is found.
const SAMPLE: usize = 3_000;
/// Longest text of a cell, in bytes: a page that was laid out as one table has all its words in one.
const LONGEST: usize = 1_500;
/// Fewest of a hundred cells that stand in whole rows.
const WHOLE: usize = 50;

/// The table that begins in that line, and how many lines it takes; none without a column of numbers: letterheads and signatures stay text.
pub(super) fn read(of: &Lines, at: usize) -> Option<(Vec<RawKind>, usize)> {
    if at > 0 && !of.is_blank(at - 1) {
        return None;
    }
    let (slots, used) = slots(of, at)?;
    let width = width(&slots)?;
    let rows = cut(&slots, width)?;
    let first_number = first_number(&slots, &rows, width)?;
    let mut rows: Vec<Vec<Cell>> = rows.into_iter().map(|row| slots[row.start..row.end].iter().map(|slot| slot.cell.clone()).collect()).collect();
    spread_heads(&mut rows, width, first_number);
    for row in &mut rows {
        widen(row, width);
    }
    Some((rows.into_iter().map(RawKind::Row).collect(), used))
}

/// What stands between two bars.
struct Slot {
    cell: Cell,
    is_number: bool,
}

impl Slot {
    fn new(cell: Cell, text: &str) -> Slot {
        let words = cell.first.of(text);
        let is_number =
            cell.more.is_empty() && words.contains(|c: char| c.is_ascii_digit()) && words.chars().all(|c| c.is_ascii_digit() || ".,%-–+ ".contains(c));
        Slot { cell, is_number }
    }

    fn is_empty(&self) -> bool {
        self.cell.first.is_empty()
    }
}

/// What stands between the bars up to an empty line, and how many lines that takes; lines behind the last bar are no part of it.
fn slots(of: &Lines, at: usize) -> Option<(Vec<Slot>, usize)> {
    let text = of.clean.text.as_str();
    let mut out = Vec::new();
    let mut used = 1;
    let start = of.lines[at].end;
    let mut cell = Cell::from(Span::new(start, start));
    for (nth, line) in of.lines.iter().enumerate().skip(at + 1) {
        let line = trim(text, *line);
        match line.of(text) {
            "|" => {
                let next = Cell::from(Span::new(line.end, line.end));
                out.push(Slot::new(std::mem::replace(&mut cell, next), text));
                used = nth + 1 - at;
            }
            "" if of.is_blank(nth) => break,
            words if words.contains('|') => return None,
            _ if !cell.first.is_empty() && line.end > cell.first.start + LONGEST => return None,
            _ => cell.add(line),
        }
    }
    (out.len() > 3).then_some((out, used))
}

/// The number of columns: the least one that leaves most cells in whole rows and numbers below numbers.
fn width(slots: &[Slot]) -> Option<usize> {
    let filled = slots.split(Slot::is_empty).map(<[Slot]>::len).max()?;
    let sample = &slots[..slots.len().min(SAMPLE)];
    let fits = |width: &usize| {
        let rows = cut(sample, *width).unwrap_or_default();
        let whole = rows.iter().filter(|row| row.len() == *width).count() * (width + 1);
        whole * 100 >= WHOLE * sample.len() && first_number(sample, &rows, *width).is_some()
    };
    (filled.max(2)..=(filled + WIDER).min(WIDEST)).find(fits)
}

/// Cuts the slots into rows of at most so many cells with an empty slot between rows, as many of them whole as can be.
fn cut(slots: &[Slot], width: usize) -> Option<Vec<std::ops::Range<usize>>> {
    const NEVER: u32 = u32::MAX;
    // The cost of the slots from each on, and the length of the row that begins there.
    let mut best = vec![(NEVER, 0); slots.len() + 1];
    best[slots.len()] = (0, 0);
    for at in (0..slots.len()).rev() {
        let mut empty = 0;
        for len in 1..=width.min(slots.len() - at) {
            empty += usize::from(slots[at + len - 1].is_empty());
            let end = at + len;
            if slots.get(end).is_some_and(|gap| !gap.is_empty()) {
                continue;
            }
            let rest = best[(end + 1).min(slots.len())].0;
            let cost = rest.saturating_add(cost(len, empty, width));
            if rest != NEVER && cost <= best[at].0 {
                best[at] = (cost, len);
            }
        }
    }
    let mut rows = Vec::new();
    let mut at = 0;
    while at < slots.len() {
        let len = best[at].1;
        if len == 0 {
            return None;
        }
        rows.push(at..at + len);
        at += len + 1;
    }
    Some(rows)
}

/// What a row costs: merged cells make it shorter, but seldom leave others in it empty.
fn cost(len: usize, empty: usize, width: usize) -> u32 {
    let cost = match (len == width, empty == len) {
        (true, false) => 0,
        (true, true) => 8,
        (false, true) => 30,
        (false, false) => 6 + (width - len).min(4) + 3 * empty,
    };
    cost as u32
}

/// The first column behind the marks that is of numbers, in whole rows; none where numbers stand among words, so that the rows cannot be right.
fn first_number(slots: &[Slot], rows: &[std::ops::Range<usize>], width: usize) -> Option<usize> {
    let mut numbers = vec![(0usize, 0usize); width];
    for row in rows.iter().filter(|row| row.len() == width) {
        for (count, slot) in numbers.iter_mut().zip(&slots[row.start..row.end]) {
            count.0 += usize::from(slot.is_number);
            count.1 += usize::from(!slot.is_number && !slot.is_empty());
        }
    }
    let is_of_numbers = |column: usize| numbers[column].0 > 1 && numbers[column].0 > numbers[column].1;
    let sum = |of: bool| (1..width).filter(|&column| is_of_numbers(column) == of).map(|column| numbers[column].0).sum::<usize>();
    let stray = sum(false);
    // A row that numbers the columns has some above words.
    (1..width).find(|&column| is_of_numbers(column)).filter(|_| stray * 10 <= sum(true) || stray <= 2 && stray * 3 <= sum(true))
}

/// Two short rows at the top: heads over several columns, and what they divide into. The columns of marks and names have heads of their own.
fn spread_heads(rows: &mut [Vec<Cell>], width: usize, first_number: usize) {
    let [above, below, ..] = rows else { return };
    // Each divided head stands in both rows.
    let Some(divided) = (above.len() + below.len()).checked_sub(width).filter(|divided| *divided > 0) else { return };
    let short = above.len() < width && below.len() < width && below.len() >= 2 * divided;
    if !short || first_number + divided > above.len() {
        return;
    }
    let mut heads = Vec::with_capacity(width);
    let each = below.len() / divided;
    for (nth, head) in above.drain(..).enumerate() {
        let nothing = nothing(&head);
        heads.push(head);
        let more = match nth.checked_sub(first_number).filter(|nth| *nth < divided) {
            Some(last) if last + 1 == divided => below.len() - each * last - 1,
            Some(_) => each - 1,
            None => 0,
        };
        heads.extend(std::iter::repeat_n(nothing, more));
    }
    *above = heads;
    let before = nothing(&below[0]);
    below.splice(0..0, std::iter::repeat_n(before, first_number));
    let Some(last) = below.last().map(nothing) else { return };
    below.resize(width, last);
}

/// Fills a shorter row: a lone cell heads what is below it; others lack the cells of columns that are merged at its beginning.
fn widen(row: &mut Vec<Cell>, width: usize) {
    let (Some(first), Some(last)) = (row.first().map(nothing), row.last().map(nothing)) else { return };
    match row.len() {
        1 => row.resize(width, last),
        len => {
            row.splice(0..0, std::iter::repeat_n(first, width.saturating_sub(len)));
        }
    }
}

/// An empty cell where that one begins.
fn nothing(cell: &Cell) -> Cell {
    Cell::from(Span::new(cell.first.start, cell.first.start))
}
