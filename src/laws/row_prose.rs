//! A figure in a cell of prose and what else is told of its row: another cell of it, or a row of that name in another table
//! (`Diện tích 50 ha` in the remark, `50` under `Diện tích (ha)`; `mở rộng 25 ha` among the difficulties and `mở rộng 25 ha` among the proposals).

use super::bags::{self, Bag};
use super::named_rows::{self, Names};
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Table};
use crate::facts::grid::Grid;
use crate::lexicon::Lexicon;
use crate::quantity::Measure;
use crate::relations::evidence::Feature;
use crate::relations::Relation;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Most words of a cell that is one number with its unit, or a name with a number (`Máy cắt cỏ 300 W`); more make it prose.
const SHORT: usize = 6;
/// Most words of a name in the first two cells.
const NAME: usize = 9;
/// Figures of one row that are compared, and rows of its name in other tables.
const FIGURES: usize = 40;
const ROWS: usize = 4;
/// How alike two figures have to be, as [`alike`] says. The words of their units are left out (`2 thị trấn, 11 xã`).
const ALIKE: f32 = 0.3;
const MOSTLY: f32 = 0.6;
/// Fewest words besides the unit.
const WORDS: usize = 2;
/// Comparisons in one text.
const MOST: usize = 200_000;

/// A figure in a cell of prose.
struct Figure<'a> {
    column: usize,
    id: ClaimId,
    words: Bag<'a>,
}

/// Proposes for each figure of such a cell the likest figure of each other cell of its row, and the cells of rows of its name in other tables.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, names: &Names, out: &mut Vec<Relation>) {
    let mut grids: FxHashMap<usize, Grid> = FxHashMap::default();
    let mut left = MOST;
    for (at, table) in document.tables.iter().enumerate() {
        let has_prose = |row: usize| table.rows[row].iter().skip(1).any(|&cell| is_prose(document, claims, cell));
        let rows: Vec<usize> = (table.head..table.rows.len()).filter(|&row| has_prose(row)).collect();
        if rows.is_empty() {
            continue;
        }
        let figures: Vec<(usize, Vec<Figure>)> = rows.into_iter().map(|row| (row, figures(document, claims, lexicon, table, row))).collect();
        for (row, own) in &figures {
            left = left.saturating_sub(own.len() * own.len());
            if left == 0 {
                return;
            }
            within(claims, at, own, out);
            elsewhere(document, claims, lexicon, (names, &mut grids), ((at, *row), own), out);
        }
    }
}

/// More than one number, or one among words.
fn is_prose(document: &Document, claims: &Claims, cell: BlockId) -> bool {
    let words = || named_rows::words(document.block_text(cell)).len();
    !claims.of_block(cell).is_empty() && (claims.lone(cell).is_none() || words() > SHORT)
}

/// The figures with a unit in the cells of prose of a row.
fn figures<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon, table: &Table, row: usize) -> Vec<Figure<'a>> {
    let mut out = Vec::new();
    // The number in a short name is part of it (`Máy cắt cỏ 300 W`).
    let is_name = |cell: BlockId| table.rows[row].iter().take(2).any(|&c| c == cell) && named_rows::words(document.block_text(cell)).len() <= NAME;
    for (column, &cell) in table.rows[row].iter().enumerate().filter(|(_, &cell)| is_prose(document, claims, cell) && !is_name(cell)) {
        let own = claims.of_block(cell).filter(|&id| {
            let claim = &claims.list[id];
            claim.quantity.measure != Measure::Bare && !claim.is_change() && !claim.quantity.number.is_malformed()
        });
        out.extend(own.map(|id| {
            let mut words = bags::clause(document, claims, lexicon, id);
            let unit = bags::of(document, claims, lexicon, Span::new(claims.list[id].span.end, claims.list[id].full.end));
            words.retain(|word| !unit.contains(word));
            Figure { column, id, words }
        }));
    }
    out.truncate(FIGURES);
    out
}

/// Proposes figures of prose in two cells of a row, each the likest of its unit to the other.
fn within(claims: &Claims, table: usize, figures: &[Figure], out: &mut Vec<Relation>) {
    let measure = |figure: &Figure| &claims.list[figure.id].quantity.measure;
    // The likest figure of a column, how alike it is, and how many it was chosen from.
    let likest = |of: &Figure, column: usize| -> Option<(ClaimId, f32, usize)> {
        let fitting = || figures.iter().filter(|f| f.column == column && measure(f) == measure(of));
        let best = fitting().map(|f| (f.id, alike(&f.words, &of.words))).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        Some((best.0, best.1, fitting().count()))
    };
    for later in figures {
        let mut seen = usize::MAX;
        for earlier in figures.iter().filter(|f| f.column < later.column) {
            if std::mem::replace(&mut seen, earlier.column) == earlier.column {
                continue;
            }
            let Some((id, alike, of)) = likest(later, earlier.column) else { continue };
            let Some((back, _, among)) = figures.iter().find(|f| f.id == id).and_then(|f| likest(f, later.column)) else { continue };
            if back == later.id && alike >= ALIKE {
                let alike = if alike >= MOSTLY { "mostly" } else { "partly" };
                let rivals = ["1", "2", "3"][(of.max(among) - 1).min(2)];
                let features = [Feature("cells-alike", alike), Feature("cell-rivals", rivals)];
                let relation = super::same(claims, later.id, id, "row-prose", features.into_iter());
                out.push(relation.kin(super::kin(&(table, earlier.column, later.column))));
            }
        }
    }
}

/// Twice the words that two figures share by what both have. All words weigh the same: those that every row has name what the figure is of.
fn alike(a: &Bag, b: &Bag) -> f32 {
    let shared = a.intersection(b).count();
    if shared < WORDS {
        return 0.0;
    }
    2.0 * shared as f32 / (a.len() + b.len()) as f32
}

/// Proposes for each figure of prose the cells of its unit, in its own row and in rows of the same name in other tables.
fn elsewhere(
    document: &Document,
    claims: &Claims,
    lexicon: &Lexicon,
    (names, grids): (&Names, &mut FxHashMap<usize, Grid>),
    (own, figures): (named_rows::RowId, &[Figure]),
    out: &mut Vec<Relation>,
) {
    let grid = grids.entry(own.0).or_insert_with(|| Grid::read(document, claims, lexicon, &document.tables[own.0]));
    let name = grid.names.get(own.1).copied().flatten();
    let found = name.map(|cell| names.within(document, document.blocks[cell].span)).unwrap_or_default();
    let others = found.first().into_iter().flat_map(|f| &f.rows).filter(|(row, _)| row.0 != own.0).copied().take(ROWS);
    for (row, kind) in std::iter::once((own, "own")).chain(others) {
        let grid = grids.entry(row.0).or_insert_with(|| Grid::read(document, claims, lexicon, &document.tables[row.0]));
        let mut nth: FxHashMap<(usize, &Measure), usize> = FxHashMap::default();
        for figure in figures {
            let at = nth.entry((figure.column, &claims.list[figure.id].quantity.measure)).or_default();
            *at += 1;
            let cells = named_rows::cells_of(document, claims, grid, row, figure.id);
            let cells: Vec<_> = cells.into_iter().filter(|(column, ..)| !is_prose(document, claims, document.tables[row.0].rows[row.1][*column])).collect();
            let more = [Feature("row-of-cell", kind), Feature("figure-of-cell", ["1", "2", "3"][(*at - 1).min(2)])];
            let from = out.len();
            named_rows::offer(document, claims, grid, figure.id, &cells, &more, out);
            // What one row says in two places, others say in the same ones.
            for (relation, (column, ..)) in out[from..].iter_mut().zip(&cells) {
                relation.kin = Some(super::kin(&((own.0, figure.column, *at), (row.0, column))));
            }
        }
    }
}
