//! What the place of a number is called: the row and the column of its cell, the section of its passage.

use crate::claims::{ClaimId, Claims, Pair};
use crate::document::{BlockId, Document, Kind, Table};
use crate::facts::grid::Grid;
use crate::lexicon::{Lexicon, Role};
use crate::phrases::is_letter;
use crate::rulebook::Language;
use crate::source::{Place, Source, Span};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};

/// Longer names are cut.
const LONGEST: usize = 60;

/// Lines between the number of a table and the table: its title, its unit.
const ABOVE: usize = 2;

/// A cell by its table, its row and its column.
type At = (usize, usize, usize);

/// So many rows are named by their marks one by one.
const MARKS: usize = 4;
/// Longest mark of a row.
const MARK: usize = 5;

/// The places of a report, each table read once, when a finding stands in it.
pub struct Places<'a> {
    source: &'a Source,
    document: &'a Document,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
    /// The tables with figures, where they are called by their order.
    counted: OnceCell<Vec<usize>>,
    cells: OnceCell<FxHashMap<BlockId, At>>,
    grids: RefCell<FxHashMap<usize, Grid>>,
}

impl<'a> Places<'a> {
    /// Nothing is read before a place is asked for.
    pub fn of(source: &'a Source, document: &'a Document, claims: &'a Claims, lexicon: &'a Lexicon) -> Places<'a> {
        Places { source, document, claims, lexicon, counted: OnceCell::new(), cells: OnceCell::new(), grids: RefCell::default() }
    }

    /// The report.
    pub(super) fn document(&self) -> &'a Document {
        self.document
    }

    /// A word that says how far something has come, as `đạt`.
    pub(super) fn says_reached(&self, word: &str) -> bool {
        self.lexicon.list("reached").iter().any(|known| *known == word.to_lowercase())
    }

    fn at(&self, claim: ClaimId) -> Option<At> {
        let block = self.claims.list[claim].block;
        (self.document.blocks[block].kind == Kind::Cell).then(|| self.cells.get_or_init(|| cells(self.document)).get(&block).copied()).flatten()
    }

    /// `Bảng 2, dòng “Cộng”, cột “Dự toán”`: the names of table, row and column, as far as there are any.
    pub(super) fn cell(&self, claim: ClaimId, language: Language) -> Option<String> {
        let cell = self.row_and_column(claim, language)?;
        let table = self.at(claim).and_then(|(table, ..)| self.table(table, language));
        Some(table.map_or(cell.clone(), |table| format!("{table}, {cell}")))
    }

    /// The same; the table has no name where another number stands in it, too.
    pub(super) fn cell_beside(&self, claim: ClaimId, other: Option<ClaimId>, language: Language) -> Option<String> {
        let table = |claim| self.at(claim).map(|(table, ..)| table);
        match other.and_then(table) == table(claim) {
            true => self.row_and_column(claim, language),
            false => self.cell(claim, language),
        }
    }

    /// What a table is called: by the number that the report gives it, `Bảng 2`; by its order only where the report numbers none.
    fn table(&self, table: usize, language: Language) -> Option<String> {
        if let Some(caption) = self.caption(self.document.tables.get(table)?) {
            return Some(caption);
        }
        let counted = self.counted.get_or_init(|| self.counted_tables());
        let order = counted.iter().position(|&counted| counted == table).filter(|_| counted.len() > 1)? + 1;
        Some(match language {
            Language::Vi => format!("bảng thứ {order}"),
            Language::En => format!("table {order} of the report"),
        })
    }

    /// The number that stands over a table, with its word: `Bảng 2` of `Bảng 2: Thu ngân sách`.
    fn caption(&self, table: &Table) -> Option<String> {
        let above = table.lead.into_iter().flat_map(|lead| (lead.saturating_sub(ABOVE)..=lead).rev());
        above.take_while(|&block| self.document.blocks[block].kind != Kind::Cell).find_map(|block| self.numbered(block))
    }

    fn numbered(&self, block: BlockId) -> Option<String> {
        let (text, folded) = (self.document.block_text(block), self.document.folded(self.document.blocks[block].span));
        let names = self.lexicon.list("table_names").iter().filter(|name| folded.starts_with(name.as_str()));
        let after = text.get(names.map(String::len).max()?..)?.trim_start_matches([' ', ':', '\u{a0}']);
        let end = text.len() - after.len() + number(after)?.len();
        Some(text[..end].split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The tables that a reader would count: those with figures in several rows, in a report that numbers none of them. In a workbook sheets have
    /// names, and on printed pages one table may go on over several.
    fn counted_tables(&self) -> Vec<usize> {
        let is_text = !matches!(self.source.place(usize::MAX), Some(Place::Cell { .. } | Place::Page { .. }));
        // Captions of HTML tables in Markdown are not read: they may have numbers.
        let may_be_numbered = self.source.text.contains("<caption");
        if !is_text || may_be_numbered || self.document.tables.iter().any(|table| self.caption(table).is_some()) {
            return Vec::new();
        }
        let has_figures = |row: &&Vec<BlockId>| row.iter().any(|&cell| !self.claims.of_block(cell).is_empty());
        let tables = self.document.tables.iter().enumerate();
        tables.filter(|(_, table)| table.rows.iter().filter(has_figures).count() > 1).map(|(at, _)| at).collect()
    }

    /// `dòng “Cộng”, cột “Dự toán”`.
    fn row_and_column(&self, claim: ClaimId, language: Language) -> Option<String> {
        let (table, row, column) = self.at(claim)?;
        let mut grids = self.grids.borrow_mut();
        let grid = grids.entry(table).or_insert_with(|| Grid::read(self.document, self.claims, self.lexicon, &self.document.tables[table]));
        let own = self.claims.list[claim].block;
        let name = grid.names.get(row).copied().flatten().filter(|&cell| cell != own);
        let (a, b) = match language {
            Language::Vi => ("dòng", "cột"),
            Language::En => ("row", "column"),
        };
        let quoted = |word: &str, name: String| format!("{word} “{name}”");
        let (name, head) = (name.and_then(|cell| self.name(cell)), self.head(grid, column));
        let said: Vec<String> = [name.map(|name| quoted(a, name)), head.map(|head| quoted(b, head))].into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// The lowest cell over a column, with those above it that tell it from other columns: `9 tháng năm 2023`, `Năm 2024, số hộ`.
    fn head(&self, grid: &Grid, column: usize) -> Option<String> {
        let own = grid.heads.get(column)?;
        let text = |cells: &[BlockId]| cells.iter().map(|&cell| self.document.block_text(cell).trim()).collect::<Vec<_>>();
        let others = || grid.heads.iter().enumerate().filter(|(other, _)| *other != column);
        let is_alone = |from: &usize| others().all(|(_, heads)| text(&heads[heads.len().saturating_sub(own.len() - from)..]) != text(&own[*from..]));
        let from = (0..own.len()).rev().find(is_alone).unwrap_or(own.len().saturating_sub(1));
        let is_group = |cell: BlockId| others().any(|(_, heads)| heads.contains(&cell));
        let named = own[from..].iter().filter_map(|&cell| Some((self.name(cell)?, is_group(cell))));
        let joined = named.reduce(|(above, group), (below, own)| (format!("{above}{}{below}", if group { ", " } else { " " }), own))?;
        Some(cut(&joined.0))
    }

    /// How the parts of a whole lie to it: rows of its column, columns of its row, anything else.
    pub(super) fn parts(&self, whole: Option<ClaimId>, parts: &[Option<ClaimId>], language: Language) -> String {
        let at: Option<Vec<At>> = parts.iter().map(|p| p.and_then(|p| self.at(p))).collect();
        let (whole, at) = (whole.and_then(|w| self.at(w)), at.filter(|at| at.len() > 1));
        let all = |same: &dyn Fn(At, At) -> bool| whole.zip(at.as_ref()).is_some_and(|(w, at)| at.iter().all(|&p| same(p, w)));
        let by_rows = all(&|p, w| (p.0, p.2) == (w.0, w.2));
        let marks = at.as_ref().filter(|_| by_rows).and_then(|at| self.marks(at));
        match (by_rows, all(&|p, w| (p.0, p.1) == (w.0, w.1)), language) {
            (true, _, Language::Vi) => marks.map_or(format!("{} dòng", parts.len()), |marks| format!("các dòng {marks}")),
            (true, _, Language::En) => marks.map_or(format!("{} rows", parts.len()), |marks| format!("rows {marks}")),
            (_, true, Language::Vi) => format!("{} cột", parts.len()),
            (_, true, Language::En) => format!("{} columns", parts.len()),
            (.., Language::Vi) => "các phần".to_owned(),
            (.., Language::En) => "its parts".to_owned(),
        }
    }

    /// The marks of some rows, as their first cells number them: `1–3`, `I, II`; nothing where they have none or there are too many.
    fn marks(&self, rows: &[At]) -> Option<String> {
        let mark = |at: &At| {
            let mark = self.document.block_text(*self.document.tables.get(at.0)?.rows.get(at.1)?.first()?).trim().trim_end_matches('.');
            let counts = at.2 > 0
                && (1..=MARK).contains(&mark.len())
                && (mark.bytes().all(|b| b.is_ascii_digit() || b == b'.') || mark.bytes().all(|b| b"IVXL".contains(&b)));
            counts.then_some(mark)
        };
        let marks: Vec<&str> = rows.iter().map(mark).collect::<Option<_>>()?;
        let numbers: Option<Vec<u32>> = marks.iter().map(|mark| mark.parse().ok()).collect();
        let run = numbers.is_some_and(|numbers| numbers.len() > 2 && numbers.windows(2).all(|two| two[0].checked_add(1) == Some(two[1])));
        match (run, marks.as_slice()) {
            (true, [first, .., last]) => Some(format!("{first}–{last}")),
            (_, marks) => (marks.len() <= MARKS).then(|| marks.join(", ")),
        }
    }

    /// The heading that a passage stands beneath.
    pub(super) fn section(&self, claim: ClaimId) -> Option<String> {
        let above = |&block: &BlockId| self.document.blocks[block].heading > 0;
        let heading = self.document.ancestors(self.claims.list[claim].block).find(above)?;
        self.name(heading)
    }

    /// What the words before a number say that it is.
    pub(super) fn role(&self, claim: ClaimId) -> Role {
        self.claims.list[claim].role
    }

    /// A number with what it counts, as it is written: `1.330 triệu đồng`.
    pub(super) fn amount(&self, claim: ClaimId) -> Option<String> {
        let claim = &self.claims.list[claim];
        let mut text = self.document.words(claim.full).to_owned();
        // Of `122/134 vụ` the first number alone, with the noun of both.
        if let Some(Pair::Of(base)) = claim.pair {
            let base = &self.claims.list[base];
            text = format!("{} {}", self.document.words(claim.span), self.document.words(Span::new(base.span.end, base.full.end)));
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (words.chars().count() <= LONGEST).then_some(words)
    }

    /// The words of a block on one line, cut where they are long.
    fn name(&self, block: BlockId) -> Option<String> {
        let words = self.document.block_text(block).split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then(|| cut(&words))
    }
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

/// The number at the start of a text: `2`, `02`, `1.3`, `IV.1`, `2a`.
fn number(text: &str) -> Option<&str> {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | '.');
    let (mut number, rest) = text.split_at(text.find(|c| !of_number(c)).unwrap_or(text.len()));
    let mut letters = rest.chars().take_while(|&c| is_letter(c));
    let is_figure = number.starts_with(|c: char| c.is_ascii_digit());
    match (letters.next(), letters.next()) {
        _ if number.ends_with('.') => number = number.trim_end_matches('.'),
        (Some(letter), None) if is_figure && letter.is_ascii() => number = &text[..number.len() + 1],
        (Some(_), _) => return None,
        (None, _) => {}
    }
    number.starts_with(of_number).then_some(number)
}

/// Where each cell of a report stands.
fn cells(document: &Document) -> FxHashMap<BlockId, At> {
    let rows = document.tables.iter().enumerate().flat_map(|(table, t)| t.rows.iter().enumerate().map(move |(row, cells)| (table, row, cells)));
    rows.flat_map(|(table, row, cells)| cells.iter().enumerate().map(move |(column, &cell)| (cell, (table, row, column)))).collect()
}
