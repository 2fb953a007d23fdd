//! A figure in the text whose clause says in full what a row of a table is called: `Tỷ lệ hồ sơ được số hóa đạt 63%` beside the row `Tỷ lệ hồ sơ TTHC số hóa`.
//!
//! Words weigh the more the fewer rows and clauses have them. A clause and a row are held together only where each is the other's likest.

use super::named_rows::{self, RowId};
use crate::claims::{BreakKind, ClaimId, Claims};
use crate::document::{BlockId, Document, Kind, Table};
use crate::facts::grid::Grid;
use crate::facts::unit::Scaled;
use crate::lexicon::Lexicon;
use crate::quantity::{Measure, Quantity};
use crate::relations::evidence::Feature;
use crate::relations::Relation;
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// Fewest words of a row's name, and of a clause.
const WORDS: usize = 3;
/// Most figures of a row: longer rows are series of years or places, and their names stand for none of them.
const FIGURES: usize = 2;
/// Rows and clauses that are compared.
const MOST: usize = 20_000;
/// How alike a clause and a row have to be: twice what they share by what both have.
const ALIKE: f32 = 0.6;
const NEARLY: f32 = 0.75;
const WHOLLY: f32 = 0.9;
/// How much liker the likest has to be than the next, to be the only one.
const AHEAD: f32 = 0.1;
/// Words behind a figure that tell what it is.
const BEHIND: usize = 3;

/// Proposes for each figure the cells of the row that its clause names.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let rows = rows(document, claims, lexicon);
    if rows.is_empty() {
        return;
    }
    let clauses = clauses(document, claims, lexicon);
    let mut grids: FxHashMap<usize, Grid> = FxHashMap::default();
    for pair in likest(&rows, &clauses) {
        let (row, id) = (rows[pair.row].0, clauses[pair.clause].0);
        let grid = grids.entry(row.0).or_insert_with(|| Grid::read(document, claims, lexicon, &document.tables[row.0]));
        let cells = named_rows::cells_of(document, claims, grid, row, id).into_iter().filter(|cell| has_unit(claims, grid, row.1, cell)).collect::<Vec<_>>();
        let told = match pair.alike {
            a if a >= WHOLLY => "wholly",
            a if a >= NEARLY => "nearly",
            _ => "mostly",
        };
        let more = [Feature("row-told", told), Feature("row-told-ahead", if pair.ahead > AHEAD { "far" } else { "little" })];
        named_rows::offer(document, claims, grid, id, &cells, more, out);
    }
}

/// True for a cell whose unit something says.
fn has_unit(claims: &Claims, grid: &Grid, row: usize, (column, id, _): &(usize, ClaimId, Quantity)) -> bool {
    let said = |units: &[Option<Scaled>], at: usize| units.get(at).is_some_and(Option::is_some);
    claims.list[*id].quantity.measure != Measure::Bare || said(&grid.row_units, row) || said(&grid.units, *column) || grid.unit.is_some()
}

/// A clause or a row's name as the set of its words.
type Bag<'a> = FxHashSet<&'a str>;

/// The rows of few figures, with the words of their names.
fn rows<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon) -> Vec<(RowId, Bag<'a>)> {
    let mut out = Vec::new();
    for (at, table) in document.tables.iter().enumerate() {
        let body = (table.head..table.rows.len()).filter(|&row| (1..=FIGURES).contains(&figures(claims, table, row)));
        let named = body.filter_map(|row| Some(((at, row), bag(document.folded(document.blocks[name(document, table, row)?].span), lexicon))));
        out.extend(named.filter(|(_, words)| words.len() >= WORDS).take(MOST.saturating_sub(out.len())));
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

/// The figures in prose, with the words of their clauses.
fn clauses<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon) -> Vec<(ClaimId, Bag<'a>)> {
    let is_told = |id: &ClaimId| {
        let claim = &claims.list[*id];
        let quantity = &claim.quantity;
        document.blocks[claim.block].kind != Kind::Cell && !claim.is_change() && quantity.measure != Measure::Bare && !quantity.number.is_malformed()
    };
    let all = (0..claims.list.len()).filter(is_told).map(|id| (id, clause(document, claims, lexicon, id)));
    all.filter(|(_, words)| words.len() >= WORDS).take(MOST).collect()
}

/// The words from the figure before, or from the head of the sentence, its part or its bracket, and some behind.
fn clause<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon, id: ClaimId) -> Bag<'a> {
    let claim = &claims.list[id];
    let block = document.blocks[claim.block].span;
    let before =
        id.checked_sub(1).map(|before| &claims.list[before]).filter(|before| before.block == claim.block).map_or(block.start, |before| before.full.end);
    let bracket = claim.paren.map_or(block.start, |paren| claims.parens[paren].span.start);
    let breaks = claims.breaks_in(Span::new(block.start, claim.span.start)).filter(|b| !matches!(b.kind, BreakKind::Comma));
    let from = breaks.map(|b| b.at).chain([before, bracket]).max().unwrap_or(block.start).min(claim.label.start);
    let mut out = bag(document.folded(Span::new(from, claim.span.start)), lexicon);
    out.extend(bag(document.folded(Span::new(claim.span.end, claim.full.end.max(claim.span.end))), lexicon));
    let behind = named_rows::words(document.folded(claim.tail)).into_iter().take(BEHIND);
    out.extend(behind.map(|w| w.1).filter(|w| is_word(w)));
    out
}

/// The words of a text, short forms written out.
fn bag<'a>(text: &'a str, lexicon: &'a Lexicon) -> Bag<'a> {
    let mut out = Bag::default();
    for (_, word) in named_rows::words(text).into_iter().filter(|w| is_word(w.1)) {
        match lexicon.abbreviations.get(word) {
            Some(long) => out.extend(long.split(' ')),
            None => _ = out.insert(word),
        }
    }
    out
}

fn is_word(word: &str) -> bool {
    word.contains(char::is_alphabetic)
}

/// A clause and the row that it is likest, which is likest it.
struct Pair {
    row: usize,
    clause: usize,
    alike: f32,
    ahead: f32,
}

fn likest(rows: &[(RowId, Bag)], clauses: &[(ClaimId, Bag)]) -> Vec<Pair> {
    let mut of_word: FxHashMap<&str, (f32, Vec<usize>)> = FxHashMap::default();
    for word in clauses.iter().flat_map(|c| &c.1) {
        of_word.entry(word).or_default().0 += 1.0;
    }
    for (at, (_, words)) in rows.iter().enumerate() {
        for word in words {
            let entry = of_word.entry(word).or_default();
            entry.0 += 1.0;
            entry.1.push(at);
        }
    }
    // From here on how much a word weighs, not how often it stands.
    let all = (rows.len() + clauses.len() + 1) as f32;
    of_word.values_mut().for_each(|(weight, _)| *weight = (all / (*weight + 0.5)).ln());
    let weight = |word: &str| of_word.get(word).map_or(0.0, |(weight, _)| *weight);
    let weigh = |words: &Bag| words.iter().map(|word| weight(word)).sum::<f32>();
    let of_row: Vec<f32> = rows.iter().map(|(_, words)| weigh(words)).collect();
    let mut shared = vec![0.0f32; rows.len()];
    let mut best: FxHashMap<usize, Pair> = FxHashMap::default();
    for (at, (_, words)) in clauses.iter().enumerate() {
        let own = weigh(words);
        let mut touched: Vec<usize> = Vec::new();
        for word in words {
            for &row in of_word.get(word).map_or(&[][..], |(_, rows)| rows) {
                if shared[row] == 0.0 {
                    touched.push(row);
                }
                shared[row] += weight(word);
            }
        }
        let (mut first, mut second) = ((0.0, 0), 0.0);
        for row in touched {
            let alike = 2.0 * std::mem::take(&mut shared[row]) / (own + of_row[row]);
            if alike > first.0 {
                (second, first) = (first.0, (alike, row));
            } else if alike > second {
                second = alike;
            }
        }
        let (alike, row) = first;
        if alike >= ALIKE && best.get(&row).is_none_or(|pair| pair.alike < alike) {
            best.insert(row, Pair { row, clause: at, alike, ahead: alike - second });
        }
    }
    let mut out: Vec<Pair> = best.into_values().collect();
    out.sort_by_key(|pair| pair.clause);
    out
}
