//! A figure in the text whose clause says what a row of a table is called, most of it at least: `Tỷ lệ hồ sơ được số hóa đạt 63%` beside the row `Tỷ lệ hồ sơ TTHC số hóa`.
//!
//! Words weigh the more the fewer rows and clauses have them. A clause is held against the rows that are likest it and have a figure of its unit.

use super::bags::{self, Bag, Clause, Weights};
use super::named_rows::{self, RowId};
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Table};
use crate::facts::grid::Grid;
use crate::facts::unit::Scaled;
use crate::lexicon::Lexicon;
use crate::quantity::{Measure, Quantity};
use crate::relations::evidence::Feature;
use crate::relations::Relation;
use rustc_hash::FxHashMap;

/// Fewest words of a row's name.
const WORDS: usize = 3;
/// Most figures of a row: longer rows are series of years or places, and their names stand for none of them.
const FIGURES: usize = 6;
/// Rows that one clause is held against.
const LIKEST: usize = 3;
/// Rows that are compared.
const MOST: usize = 20_000;
/// How alike a clause and a row have to be: twice what they share by what both have.
const ALIKE: f32 = 0.5;
const MOSTLY: f32 = 0.6;
const NEARLY: f32 = 0.75;
const WHOLLY: f32 = 0.9;
/// How much liker the likest has to be than the next, to be the only one.
const AHEAD: f32 = 0.1;

/// A row of few figures.
struct Row<'a> {
    id: RowId,
    words: Bag<'a>,
    /// The units that something gives to its figures.
    measures: Vec<Measure>,
}

/// Proposes for each figure the cells of the row that its clause names.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, clauses: &[Clause], out: &mut Vec<Relation>) {
    let mut grids: FxHashMap<usize, Grid> = FxHashMap::default();
    let rows = rows(document, claims, lexicon, &mut grids);
    if rows.is_empty() {
        return;
    }
    for pair in likest(claims, &rows, clauses) {
        let (row, id) = (rows[pair.row].id, clauses[pair.clause].id);
        let Some(grid) = grids.get(&row.0) else { continue };
        let is_said = |(column, id, _): &(usize, ClaimId, Quantity)| measure(claims, grid, (row.1, *column), *id).is_some();
        let cells: Vec<_> = named_rows::cells_of(document, claims, grid, row, id).into_iter().filter(is_said).collect();
        let told = match pair.alike {
            a if a >= WHOLLY => "wholly",
            a if a >= NEARLY => "nearly",
            a if a >= MOSTLY => "mostly",
            _ => "half",
        };
        let ahead = match (pair.mutual, pair.ahead > AHEAD) {
            (false, _) => "another",
            (true, true) => "far",
            (true, false) => "little",
        };
        named_rows::offer(document, claims, grid, id, &cells, &[Feature("row-told", told), Feature("row-told-ahead", ahead)], out);
    }
}

/// What a cell is measured in, as itself or something around it says.
fn measure(claims: &Claims, grid: &Grid, (row, column): (usize, usize), id: ClaimId) -> Option<Measure> {
    let own = &claims.list[id].quantity.measure;
    let said = |units: &[Option<Scaled>], at: usize| units.get(at).cloned().flatten().map(|unit| unit.0);
    let around = || said(&grid.row_units, row).or_else(|| said(&grid.units, column)).or_else(|| grid.unit.clone().map(|unit| unit.0));
    if *own == Measure::Bare {
        around()
    } else {
        Some(own.clone())
    }
}

/// The rows of few figures.
fn rows<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon, grids: &mut FxHashMap<usize, Grid>) -> Vec<Row<'a>> {
    let mut out: Vec<Row> = Vec::new();
    for (at, table) in document.tables.iter().enumerate() {
        for row in (table.head..table.rows.len()).filter(|&row| (1..=FIGURES).contains(&figures(claims, table, row))) {
            let Some(name) = name(document, table, row) else { continue };
            let words = bags::of(document, claims, lexicon, document.blocks[name].span);
            if words.len() < WORDS || out.len() == MOST {
                continue;
            }
            let grid = grids.entry(at).or_insert_with(|| Grid::read(document, claims, lexicon, table));
            let cells = table.rows[row].iter().enumerate().skip(1);
            let measures = cells.filter_map(|(column, &cell)| measure(claims, grid, (row, column), claims.lone(cell)?)).collect();
            out.push(Row { id: (at, row), words, measures });
        }
    }
    out
}

/// Cells of one number behind the first.
fn figures(claims: &Claims, table: &Table, row: usize) -> usize {
    table.rows[row].iter().skip(1).filter(|&&cell| claims.lone(cell).is_some()).count()
}

/// The first cell that is a name.
fn name(document: &Document, table: &Table, row: usize) -> Option<BlockId> {
    table.rows[row].iter().take(2).copied().find(|&cell| named_rows::is_name(document, cell))
}

/// A clause and a row that is likest it, or nearly so.
struct Pair {
    row: usize,
    clause: usize,
    alike: f32,
    /// No other clause is liker the row.
    mutual: bool,
    ahead: f32,
}

/// The likest rows of each clause among those that have a figure of its unit.
fn likest(claims: &Claims, rows: &[Row], clauses: &[Clause]) -> Vec<Pair> {
    let weights = Weights::of(rows.iter().map(|r| &r.words).chain(clauses.iter().map(|c| &c.words)));
    let mut of_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        row.words.iter().for_each(|word| of_word.entry(word).or_default().push(at));
    }
    let of_row: Vec<f32> = rows.iter().map(|row| weights.sum(&row.words)).collect();
    let mut shared = vec![0.0f32; rows.len()];
    let mut out: Vec<Pair> = Vec::new();
    let mut best = vec![0.0f32; rows.len()];
    for (clause, Clause { id, words }) in clauses.iter().enumerate() {
        let own = weights.sum(words);
        let mut touched: Vec<usize> = Vec::new();
        for word in words {
            for &row in of_word.get(word).map_or(&[][..], Vec::as_slice) {
                if shared[row] == 0.0 {
                    touched.push(row);
                }
                shared[row] += weights.word(word);
            }
        }
        let measure = &claims.list[*id].quantity.measure;
        let mut found: Vec<(f32, usize)> = touched.into_iter().map(|row| (2.0 * std::mem::take(&mut shared[row]) / (own + of_row[row]), row)).collect();
        found.retain(|(alike, row)| *alike >= ALIKE && rows[*row].measures.iter().any(|m| bags::is_one_unit(m, measure)));
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let Some(&(first, _)) = found.first() else { continue };
        let second = found.get(1).map_or(0.0, |next| next.0);
        for (alike, row) in found.into_iter().take(LIKEST).filter(|(alike, _)| first - alike <= AHEAD) {
            best[row] = best[row].max(alike);
            out.push(Pair { row, clause, alike, mutual: false, ahead: alike - second });
        }
    }
    out.iter_mut().for_each(|pair| pair.mutual = pair.alike >= best[pair.row]);
    out
}
