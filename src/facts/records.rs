//! Records: rows of subjects, columns of attributes, numbers where they meet, all numbers of one table on one scale of whole steps.

use super::grid::Grid;
use super::heads::Head;
use super::marks::{depth, leading};
use super::{prose_cells, unit};
use crate::claims::numbered::numbers_rows;
use crate::claims::{labels, ClaimId, Claims};
use crate::document::{BlockId, Document, Kind, Table};
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::phrases::is_letter;
use crate::quantity::{Hedge, Measure, Quantity};
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::Decimal;

/// Widest table that is read.
const WIDEST: usize = 63;
/// Letters beside the number of a cell; more make it prose.
const LETTERS: usize = 8;
/// Whole numbers from here on that nothing gives a unit may be amounts of money or weight, which were rounded.
const LONG: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);
/// Cells at the head of a row among which one may hold its unit.
const UNIT_COLUMN: usize = 3;
/// Digits after the decimal mark that one step of the scale keeps.
const PLACES: u32 = 6;
/// Rows that may stand beneath one row.
const SECTION: usize = 1_000;
/// Larger numbers could overflow when they are multiplied with each other.
const LARGEST: i128 = 1_000_000_000_000_000_000;

/// A number where a row and a column meet, if there is one; true where it is below zero.
pub type Number = Option<(ClaimId, bool)>;

/// A number of a record.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The claim that it is.
    pub claim: ClaimId,
    /// Its value in steps of the scale, below zero where the cell says so.
    pub value: i128,
    /// Half of its last written digit, in the same steps.
    pub half: i128,
    /// The size of its last digit that is no zero at the end, in the same steps.
    pub resolution: i128,
    /// It counts things, as far as can be seen: it was written without decimals, in no unit that is rounded to whole ones.
    pub whole: bool,
    /// A percent, which is no part of a sum of amounts.
    pub percent: bool,
    /// No unit is written with it: the head of its column may say one.
    pub unsaid: bool,
    /// How many of the base unit one of its unit is.
    pub scale: i128,
    /// Digits after its decimal mark, with the zeros that its column leaves out.
    pub places: u32,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its row in the table.
    pub at: usize,
    /// Its name, in lower case.
    pub name: String,
    /// Its mark as written, and how deep such marks stand.
    pub mark: String,
    /// Depth by its mark; `None` without one.
    pub depth: Option<u8>,
    /// Its name calls it a total.
    pub total: bool,
    /// Its unit is the percent, in a cell of its own.
    pub percent: bool,
    /// Its name or unit says that its numbers do not add up: yields, averages, percents.
    pub intensive: bool,
    /// `trong đó`: it opens a list of some of the row above.
    pub within: bool,
    /// A row without numbers right above it opens a group (`Phân theo giới tính`).
    pub opens: bool,
    /// How deep the mark of that row stands (`III` above `III.1`).
    pub opened: Option<u8>,
    /// Its numbers, by column.
    pub cells: Vec<Option<Cell>>,
    /// Columns whose cell holds something that cannot be read as one number: nothing can be said of a sum with it.
    pub unreadable: Vec<usize>,
}

/// A table as records.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Rows that hold numbers, in order.
    pub rows: Vec<Row>,
    /// How many columns there are.
    pub width: usize,
    /// How many of them, at the front, hold one number a cell; the others hold numbers out of cells of prose.
    pub plain: usize,
    /// How many steps of the scale are one.
    pub step: i128,
    /// Columns whose head says that they do not add up (percents, averages).
    pub intensive: Vec<bool>,
    /// What stands over each column.
    pub heads: Vec<Head>,
}

impl Records {
    /// Reads a table.
    pub fn of(document: &Document, claims: &Claims, lexicon: &Lexicon, table: &Table) -> Records {
        let numbered = numbers_rows(document, table);
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0).min(WIDEST);
        let shown: Vec<&[BlockId]> = table.rows.iter().skip(table.head).map(|row| &row[..row.len().min(width)]).collect();
        let mut numbers: Vec<Vec<Option<(ClaimId, bool)>>> = shown.iter().map(|row| row.iter().map(|&c| number(document, claims, c)).collect()).collect();
        let plain = split_pairs(document, claims, &shown, &mut numbers, width);
        let width = add_prose(document, claims, &shown, &mut numbers, plain);
        let step = step(claims, numbers.iter().flatten().flatten());
        let grid = Grid::read(document, claims, lexicon, table);
        let heads = grid.heads.iter().map(|cells| Head::read(document, lexicon, cells)).collect();
        let mut out = Records { rows: Vec::new(), width, plain, step, intensive: Vec::new(), heads };
        let index = |column: usize| column == 0 && numbered;
        let mut opener: Option<Row> = None;
        for (at, row) in numbers.iter().enumerate() {
            let own = |column: usize| row.get(column).copied().flatten().filter(|_| !index(column));
            let read = |c: usize, (id, below): (ClaimId, bool)| {
                let quantity = &claims.list[id].quantity;
                let unit = grid.unit_of(table.head + at, c);
                let may_be_rounded = || unit.is_none() && quantity.measure == Measure::Bare && quantity.number.value >= LONG;
                let is_rounded =
                    grid.scaled || is_rounded(&quantity.measure, quantity.scale) || unit.is_some_and(|(m, s)| is_rounded(m, *s)) || may_be_rounded();
                cell(quantity, id, below, step).map(|cell| Cell { whole: cell.whole && !is_rounded, ..cell })
            };
            let cells: Vec<Option<Cell>> = (0..width).map(|c| own(c).and_then(|number| read(c, number))).collect();
            let shown = |c: usize| table.rows[table.head + at].get(c).map_or("", |&b| document.block_text(b).trim());
            let strange = |c: &usize| cells[*c].is_none() && shown(*c).contains(|c: char| c == '?' || c.is_ascii_digit());
            let unreadable: Vec<usize> = (1..row.len().min(width)).filter(strange).collect();
            let head = head(document, lexicon, table, table.head + at);
            if cells.iter().any(Option::is_some) || !unreadable.is_empty() {
                let above = opener.take();
                let within = head.within || above.as_ref().is_some_and(|r| r.within);
                let opened = above.as_ref().and_then(|r| r.depth);
                out.rows.push(Row { cells, unreadable, within, opens: above.is_some(), opened, ..head });
            } else if !head.name.is_empty() {
                opener = Some(head);
            }
        }
        (0..plain).for_each(|c| out.add_zeros(claims, c));
        out.intensive = (0..width).map(|c| c >= plain || out.is_intensive(c)).collect();
        out
    }

    /// Rows of numbers that stand in no table, each with its name; the columns are theirs in order.
    pub fn of_rows(claims: &Claims, width: usize, rows: Vec<(String, Vec<Number>)>) -> Records {
        let step = step(claims, rows.iter().flat_map(|r| &r.1).flatten());
        let read = |number: Option<(ClaimId, bool)>| number.and_then(|(id, below)| cell(&claims.list[id].quantity, id, below, step));
        let row = |(at, (name, numbers)): (usize, (String, Vec<Number>))| Row { at, name, cells: numbers.into_iter().map(read).collect(), ..Row::default() };
        let mut out = Records { rows: rows.into_iter().enumerate().map(row).collect(), width, plain: width, step, intensive: Vec::new(), heads: Vec::new() };
        out.intensive = (0..width).map(|c| out.is_intensive(c)).collect();
        out
    }

    /// A number.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(column)?.as_ref()
    }

    /// `5,76 | 3,6 | 2`: a column that writes no zero at the end of its decimals leaves them out, so 2 is as exact as 2,00.
    fn add_zeros(&mut self, claims: &Claims, column: usize) {
        let cells = || self.rows.iter().filter_map(|row| row.cells.get(column)?.as_ref());
        let finest = cells().map(|cell| cell.places).max().unwrap_or(0);
        let ends_in_zero = |cell: &Cell| cell.places > 0 && (claims.list[cell.claim].quantity.number.value.mantissa() % 10 == 0);
        let fine = cells().filter(|cell| cell.places == finest).count();
        if finest == 0 || fine < 2 || fine == cells().count() || cells().any(ends_in_zero) {
            return;
        }
        for cell in self.rows.iter_mut().filter_map(|row| row.cells.get_mut(column)?.as_mut()) {
            cell.half /= 10i128.pow(finest - cell.places);
            cell.places = finest;
        }
    }

    /// Most of a column are percents.
    fn is_intensive(&self, column: usize) -> bool {
        let cells: Vec<&Cell> = (0..self.rows.len()).filter_map(|r| self.cell(r, column)).collect();
        cells.iter().filter(|c| c.percent).count() * 2 > cells.len()
    }

    /// The rows that stand beneath a row by their marks, none of them beneath another one of them.
    pub fn beneath(&self, row: usize) -> Vec<usize> {
        // `Trong đó: …` without a mark names some of it before its parts are told, a rate says how it compares.
        let next = self.rows[row + 1..].iter().take(SECTION).find(|r| r.depth.is_some() || !(r.within || r.intensive));
        let Some(first) = next.filter(|r| r.depth.is_some() && r.depth != self.rows[row].depth) else { return Vec::new() };
        let own = self.rows[row].depth;
        let ends = |r: &Row| is_beside(r, own) || own.is_none() && r.total && r.depth.is_none();
        let reach = (row + 1 + SECTION).min(self.rows.len());
        let end = (row + 1..reach).find(|&r| ends(&self.rows[r])).unwrap_or(reach);
        (row + 1..end).filter(|&r| self.rows[r].depth == first.depth).collect()
    }

    /// The rows without marks between a row with a mark and the next one that stands as high. The last row of all sums up the table, as a rule.
    pub fn unmarked(&self, row: usize) -> Vec<usize> {
        let own = self.rows[row].depth;
        let reach = (row + 1 + SECTION).min(self.rows.len());
        let end = (row + 1..reach).find(|&r| own.is_none() || is_beside(&self.rows[r], own) || self.rows[r].total);
        let end = end.unwrap_or_else(|| reach.min(self.rows.len() - 1));
        let is_plain = |r: usize| self.rows[r].depth.is_none() && !self.rows[r].opens;
        if (row + 1..end).all(is_plain) {
            (row + 1..end).collect()
        } else {
            Vec::new()
        }
    }

    /// The rows of some rows that stand beneath none of the others by their marks.
    pub fn roots(&self, range: std::ops::Range<usize>) -> Vec<usize> {
        let mut out = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let own = self.rows[at].depth;
            out.push(at);
            at = (at + 1..range.end).find(|&r| own.is_none() || is_beside(&self.rows[r], own)).unwrap_or(range.end);
        }
        out
    }

    /// The rows whose dotted number goes on from a row's (`1` and `1.1`, `1.2`).
    pub fn dotted(&self, row: usize) -> Vec<usize> {
        let mark = &self.rows[row].mark;
        if mark.is_empty() || !mark.starts_with(|c: char| c.is_ascii_digit()) {
            return Vec::new();
        }
        let is_child = |r: &Row| r.mark.strip_prefix(mark.as_str()).and_then(|m| m.strip_prefix('.')).is_some_and(|m| !m.is_empty() && !m.contains('.'));
        (row + 1..(row + 1 + SECTION).min(self.rows.len())).filter(|&r| is_child(&self.rows[r])).collect()
    }
}

/// True for a row that stands as high as a mark or higher, or beneath a row without numbers that does.
fn is_beside(row: &Row, depth: Option<u8>) -> bool {
    depth.is_some() && (row.depth.is_some() && row.depth <= depth || row.opened.is_some() && row.opened <= depth)
}

/// How many steps one is: half of the finest digit, so that half a digit is a whole number of steps.
fn step<'a>(claims: &Claims, numbers: impl Iterator<Item = &'a (ClaimId, bool)>) -> i128 {
    let places = numbers.map(|(id, _)| claims.list[*id].quantity.number.places).max().unwrap_or(0).min(PLACES);
    2 * 10i128.pow(places)
}

/// Columns whose cells are pairs (`8,67/10`) hold two attributes: the second goes to a column of its own behind all others. Returns the new width.
fn split_pairs(document: &Document, claims: &Claims, shown: &[&[BlockId]], numbers: &mut [Vec<Option<(ClaimId, bool)>>], width: usize) -> usize {
    let mut next = width;
    for column in 0..width {
        let pairs: Vec<Option<(ClaimId, ClaimId)>> = shown.iter().map(|row| row.get(column).and_then(|&c| pair(document, claims, c))).collect();
        if next == WIDEST || pairs.iter().flatten().count() < 2 {
            continue;
        }
        for (row, pair) in numbers.iter_mut().zip(pairs) {
            let Some((part, base)) = pair else { continue };
            row.resize(row.len().max(next + 1), None);
            row[column] = Some((part, false));
            row[next] = Some((base, false));
        }
        next += 1;
    }
    next
}

/// Adds the columns of numbers in prose after all others. Returns the new width.
fn add_prose(document: &Document, claims: &Claims, shown: &[&[BlockId]], numbers: &mut [Vec<Number>], plain: usize) -> usize {
    let is_number = |cell| number(document, claims, cell).is_some() || pair(document, claims, cell).is_some();
    let columns = prose_cells::columns(document, claims, shown, WIDEST - plain, is_number);
    for (next, column) in columns.iter().enumerate().map(|(at, column)| (plain + at, column)) {
        for (row, id) in numbers.iter_mut().zip(column) {
            row.resize(row.len().max(next + 1), None);
            row[next] = id.map(|id| (id, false));
        }
    }
    plain + columns.len()
}

/// A cell that is one printed pair and nothing else.
fn pair(document: &Document, claims: &Claims, cell: BlockId) -> Option<(ClaimId, ClaimId)> {
    let own = claims.of_block(cell);
    let is_pair = document.blocks[cell].kind == Kind::Cell && own.len() == 2 && claims.list[own.start].base() == Some(own.start + 1);
    let letters = document.block_text(cell).chars().filter(|&c| is_letter(c)).count();
    (is_pair && letters <= LETTERS).then_some((own.start, own.start + 1))
}

/// A cell that is one number, perhaps with its unit; true for one below zero.
fn number(document: &Document, claims: &Claims, cell: BlockId) -> Option<(ClaimId, bool)> {
    if document.blocks[cell].kind != Kind::Cell {
        return None;
    }
    let text = document.block_text(cell).trim();
    let mut own = claims.of_block(cell);
    let (Some(id), None) = (own.next(), own.next()) else { return None };
    let letters = text.chars().filter(|&c| is_letter(c)).count();
    (letters <= LETTERS).then(|| (id, text.starts_with(['-', '–', '−', '('])))
}

fn cell(quantity: &Quantity, claim: ClaimId, below: bool, step: i128) -> Option<Cell> {
    if quantity.number.is_malformed() || quantity.hedge != Hedge::None {
        return None;
    }
    let steps = |v: Decimal| v.checked_mul(Decimal::try_from_i128_with_scale(step, 0).ok()?)?.to_i128().filter(|s| s.abs() <= LARGEST);
    let percent = quantity.measure == Measure::Percent;
    let value = steps(quantity.base()?)?;
    let half = steps(Decimal::try_from_i128_with_scale(5, quantity.number.places + 1).ok()?.checked_mul(quantity.scale)?)?;
    let mut resolution = (2 * half).max(1);
    while value != 0 && value % (resolution * 10) == 0 {
        resolution *= 10;
    }
    let unsaid = quantity.measure == Measure::Bare;
    let scale = quantity.scale.to_i128().unwrap_or(1).max(1);
    let places = quantity.number.places;
    Some(Cell { claim, value: if below { -value } else { value }, half, resolution, whole: places == 0, percent, unsaid, scale, places })
}

/// Whole numbers of this unit were rounded: amounts of money in thousands or more, areas, weights.
fn is_rounded(measure: &Measure, scale: Decimal) -> bool {
    match measure {
        Measure::Unit(name) if matches!(name.as_str(), "duration" | "score") => false,
        Measure::Unit(name) => name.chars().any(char::is_lowercase) || scale >= Decimal::ONE_THOUSAND,
        _ => false,
    }
}

/// A name with the word for an average, or with a unit of each in brackets (`Năng suất (Tạ/ha)`).
fn is_intensive(name: &str, lexicon: &Lexicon) -> bool {
    let averages = lexicon.list("average_words");
    let bracket = name.rsplit_once('(').map_or("", |b| b.1).trim_end_matches([')', ' ']);
    averages.iter().any(|w| name.contains(w.as_str())) || bracket == "%" || is_rate(bracket, lexicon)
}

/// An amount of a measure for each of something, or of something for each measure: `tạ/ha`, `kg/người`, `người/km2`.
fn is_rate(text: &str, lexicon: &Lexicon) -> bool {
    text.split_once('/').is_some_and(|(of, each)| [of, each].iter().any(|part| unit::whole(part.trim(), lexicon).is_some()))
}

/// `Share answered | 64% | 58%`: all numbers of a row are written as percents.
fn has_percents_only(document: &Document, row: &[BlockId]) -> bool {
    let mut figures = row.iter().map(|&c| document.block_text(c).trim()).filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    figures.next().is_some_and(|text| text.contains('%')) && figures.clone().next().is_some() && figures.all(|text| text.contains('%'))
}

/// What the first cells of a row say of it.
fn head(document: &Document, lexicon: &Lexicon, table: &Table, at: usize) -> Row {
    let text = |column: usize| table.rows[at].get(column).map_or("", |&c| document.block_text(c).trim());
    let (mark, name) = if let Some(depth) = depth(text(0)) {
        (Some((depth, text(0).trim_end_matches(['.', ')']).to_owned())), text(1))
    } else {
        let name = if text(0).contains(is_letter) { text(0) } else { text(1) };
        (leading(name), name)
    };
    let name = name.to_lowercase();
    let percent = table.rows[at].iter().any(|&c| document.block_text(c).trim() == "%") || has_percents_only(document, &table.rows[at]);
    let is_total = |text: &str| {
        let name = text.split('(').next().unwrap_or("");
        let words: Vec<&str> = split_words(name).take(3).collect();
        matches!(lexicon.parts.at(words.iter().copied()), Some((PartsCue::Total, _))) && labels::words(name, lexicon).len() <= 3
    };
    Row {
        at,
        total: [text(0), text(1)].iter().any(|t| is_total(&t.to_lowercase())),
        percent,
        intensive: percent || is_intensive(&name, lexicon) || (0..UNIT_COLUMN).any(|c| is_rate(&text(c).to_lowercase(), lexicon)),
        opens: false,
        opened: None,
        within: matches!(lexicon.parts.at(split_words(&name)), Some((PartsCue::Opens | PartsCue::OpenList, _))),
        depth: mark.as_ref().map(|m| m.0),
        mark: mark.map_or(String::new(), |m| m.1),
        name,
        cells: Vec::new(),
        unreadable: Vec::new(),
    }
}
