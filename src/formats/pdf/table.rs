//! Tables that are drawn with rules: the rules say which cell a character stands in.

use super::glyphs::Glyph;
use super::lines::{lines, Word};
use super::pen::Rule;

/// Rules that are nearer than this, in thousandths of a point, touch.
const NEAR: i64 = 2_500;
/// Narrowest column and lowest row.
const NARROWEST: i64 = 5_000;
/// Most lines of a grid in one direction.
const MOST_LINES: usize = 400;

/// A table as read: rows of cells, each with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// Borders of the columns, from left to right.
    pub columns: Vec<i64>,
    /// Top and bottom.
    pub top: i64,
    pub bottom: i64,
    pub rows: Vec<Vec<Vec<Word>>>,
}

/// Takes the characters out of `glyphs` that stand in tables.
pub(super) fn take(glyphs: &mut Vec<Glyph>, rules: &[Rule], page: usize) -> Vec<Grid> {
    let mut grids = Vec::new();
    for group in groups(rules) {
        let Some(frame) = Frame::of(&group) else { continue };
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) = glyphs.iter().partition(|g| frame.holds(g));
        if inside.iter().all(|g| g.char.is_whitespace()) {
            continue;
        }
        *glyphs = outside;
        grids.push(frame.read(inside, page));
    }
    grids
}

/// Rules that touch each other, over any number of others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let touches = |a: &Rule, b: &Rule| a.x0 <= b.x1 + NEAR && b.x0 <= a.x1 + NEAR && a.y0 <= b.y1 + NEAR && b.y0 <= a.y1 + NEAR;
    let mut rest: Vec<Rule> = rules.to_vec();
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    while let Some(first) = rest.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while let Some(rule) = group.get(at).copied() {
            let (near, far) = rest.into_iter().partition(|other| touches(&rule, other));
            group.extend::<Vec<Rule>>(near);
            rest = far;
            at += 1;
        }
        groups.push(group);
    }
    groups.sort_by_key(|group| group.iter().map(|r| r.y0).min());
    groups
}

/// The borders of a table and the rules that are really drawn.
struct Frame {
    columns: Vec<i64>,
    rows: Vec<i64>,
    across: Vec<Rule>,
    down: Vec<Rule>,
}

impl Frame {
    /// A table has at least two columns and borders around.
    fn of(rules: &[Rule]) -> Option<Frame> {
        let (across, down): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|r| r.x1 - r.x0 >= r.y1 - r.y0);
        let columns = borders(down.iter().map(|r| (r.x0 + r.x1) / 2));
        let rows = borders(across.iter().map(|r| (r.y0 + r.y1) / 2));
        let fits = |borders: &[i64], least: usize| (least..=MOST_LINES).contains(&borders.len());
        (fits(&columns, 3) && fits(&rows, 2)).then_some(Frame { columns, rows, across, down })
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        self.cell(glyph).is_some()
    }

    /// Row and column of a character; the middle of its letters decides.
    fn cell(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let within = |borders: &[i64], at: i64| borders.partition_point(|&b| b <= at).checked_sub(1).filter(|&i| i + 1 < borders.len());
        Some((within(&self.rows, glyph.y - glyph.size / 3)?, within(&self.columns, (glyph.x + glyph.end) / 2)?))
    }

    /// True if no rule parts a cell from the one above it (or from the one before it).
    fn is_open(&self, row: usize, column: usize, above: bool) -> bool {
        let middle = |borders: &[i64], at: usize| (borders[at] + borders[at + 1]) / 2;
        let (x, y) = (middle(&self.columns, column), middle(&self.rows, row));
        match above {
            true => !self.across.iter().any(|r| r.x0 <= x && x <= r.x1 && ((r.y0 + r.y1) / 2 - self.rows[row]).abs() <= NARROWEST),
            false => !self.down.iter().any(|r| r.y0 <= y && y <= r.y1 && ((r.x0 + r.x1) / 2 - self.columns[column]).abs() <= NARROWEST),
        }
    }

    /// For each cell the one that it is merged into: itself, or the one above it, or before it.
    fn owners(&self) -> Vec<usize> {
        let width = self.columns.len() - 1;
        let mut owners: Vec<usize> = (0..(self.rows.len() - 1) * width).collect();
        for cell in 0..owners.len() {
            let (row, column) = (cell / width, cell % width);
            if column > 0 && self.is_open(row, column, false) {
                owners[cell] = owners[cell - 1];
            } else if row > 0 && self.is_open(row, column, true) {
                owners[cell] = owners[cell - width];
            }
        }
        owners
    }

    fn read(&self, inside: Vec<Glyph>, page: usize) -> Grid {
        let width = self.columns.len() - 1;
        let owners = self.owners();
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); owners.len()];
        for glyph in inside {
            if let Some((row, column)) = self.cell(&glyph) {
                cells[owners[row * width + column]].push(glyph);
            }
        }
        let words = cells.iter().map(|glyphs| lines(glyphs, page).into_iter().flat_map(|line| line.words).collect::<Vec<Word>>());
        let words: Vec<Vec<Word>> = words.collect();
        // Borders that are drawn twice leave a column of nothing behind the last.
        let full = (0..width).rfind(|column| words.chunks(width).any(|row| !row[*column].is_empty())).map_or(width, |last| last + 1);
        let rows = words.chunks(width).map(|row| &row[..full]).filter(|row| row.iter().any(|cell| !cell.is_empty())).map(<[Vec<Word>]>::to_vec).collect();
        let ends = |borders: &[i64]| (borders.first().copied().unwrap_or(0), borders.last().copied().unwrap_or(0));
        let (top, bottom) = ends(&self.rows);
        Grid { columns: self.columns.clone(), top, bottom, rows }
    }
}

/// Positions, those that are near each other taken for one.
fn borders(at: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut all: Vec<i64> = at.collect();
    all.sort_unstable();
    all.dedup_by(|next, kept| *next - *kept <= NARROWEST);
    all
}
