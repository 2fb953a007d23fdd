//! A figure in prose and the row of a table that it is told of: `Bắc Văn Yên (88,05%)` beside the row `CCN Bắc Văn Yên`.
//!
//! The nearest name of a row before the figure, in its sentence, makes the row; each of its cells of a fitting unit is proposed.

use crate::claims::{BreakKind, Claim, ClaimId, Claims};
use crate::document::{BlockId, Document, Kind};
use crate::facts::grid::Grid;
use crate::facts::unit::Scaled;
use crate::lexicon::Lexicon;
use crate::phrases::{is_letter, is_of_word};
use crate::quantity::{Measure, Quantity};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Most words of a name; longer cells are sentences.
const LONGEST: usize = 9;
/// Fewest words of a proper name, and of one that is none: shorter ones stand in every text (`Tháng`, `Mật độ`).
const PROPER: usize = 2;
const WORDS: usize = 4;
/// Words before a proper name that a text may leave out (`CCN`, `thị xã`, `Cụm công nghiệp`).
const GENERIC: usize = 3;
/// Figures behind a name that are told of it.
const TOLD: usize = 6;
/// Most words between a name and a figure near it.
const NEAR: usize = 5;
/// Rows that one name may stand for, and cells of a row.
const ROWS: usize = 4;
const CELLS: usize = 14;
/// Figures of a text that are compared, cells counted one by one.
const MOST: usize = 60_000;

/// A row of a table: which table, which of its rows.
pub(super) type RowId = (usize, usize);

/// A name by its words, the row that bears it, and whether it is the whole name or the proper one in it.
type Name<'a> = (Vec<&'a str>, RowId, &'static str);

/// The names of all rows by their first word.
pub(super) struct Names<'a> {
    of_first: FxHashMap<&'a str, Vec<Name<'a>>>,
}

/// Proposes for each figure in prose the cells of the row that it is told of.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, names: &Names, out: &mut Vec<Relation>) {
    if names.of_first.is_empty() {
        return;
    }
    let mut grids: FxHashMap<usize, Grid> = FxHashMap::default();
    let mut compared = 0;
    for (block, _) in document.blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Cell) {
        let own = claims.of_block(block);
        if own.is_empty() {
            continue;
        }
        let found = names.within(document, document.blocks[block].span);
        for id in own.filter(|&id| is_comparable(&claims.list[id])) {
            let Some((name, between)) = told_of(&found, claims, id) else { continue };
            let near = name.nearness(document, claims, id);
            for &(row, kind) in name.rows.iter().take(ROWS) {
                let grid = grids.entry(row.0).or_insert_with(|| Grid::read(document, claims, lexicon, &document.tables[row.0]));
                let cells = cells_of(document, claims, grid, row, id);
                compared += cells.len();
                if compared > MOST {
                    return;
                }
                let place = Feature("figure-of-name", ["1", "2", "3", "4"][between.min(3)]);
                offer(document, claims, grid, id, &cells, &[Feature("row-name", kind), place, Feature("behind-name", near)], out);
            }
        }
    }
}

/// A figure that a cell may repeat.
fn is_comparable(claim: &Claim) -> bool {
    let number = &claim.quantity.number;
    !claim.is_change() && claim.quantity.measure != Measure::Bare && !number.is_malformed() && (number.value >= Decimal::TEN || number.places > 0)
}

/// A name of rows in a text.
pub(super) struct Found {
    span: Span,
    pub rows: Vec<(RowId, &'static str)>,
}

impl Found {
    /// How near a figure stands behind the name: first in a bracket behind it, in that bracket, a few words on, or farther.
    fn nearness(&self, document: &Document, claims: &Claims, id: ClaimId) -> &'static str {
        let claim = &claims.list[id];
        let count = |from: usize| words(document.folded(Span::new(from, claim.span.start.max(from)))).len();
        let bracket = claim.paren.map(|paren| claims.parens[paren].span.start).filter(|&at| at >= self.span.end);
        let next = bracket.filter(|&at| words(document.folded(Span::new(self.span.end, at))).is_empty());
        match (next, count(self.span.end)) {
            (Some(at), _) if count(at) == 0 => "bracket",
            (Some(_), _) => "in-bracket",
            (None, 0) => "next",
            (None, n) if n <= NEAR => "near",
            _ => "far",
        }
    }
}

/// The name that a figure is told of, and how many figures stand between: the last name before it, in its sentence.
pub(super) fn told_of<'f>(found: &'f [Found], claims: &Claims, id: ClaimId) -> Option<(&'f Found, usize)> {
    let claim = &claims.list[id];
    let at = found.partition_point(|f| f.span.end <= claim.span.start);
    let name = found[..at].last()?;
    let own = claims.of_block(claim.block);
    let between = own.filter(|&c| c < id && claims.list[c].span.start >= name.span.end).count();
    let in_sentence = claims.breaks_in(Span::new(name.span.end, claim.span.start)).all(|b| b.kind != BreakKind::Sentence);
    (between < TOLD && in_sentence).then_some((name, between))
}

impl<'a> Names<'a> {
    pub(super) fn of(document: &'a Document, claims: &Claims) -> Names<'a> {
        let mut of_first: FxHashMap<&str, Vec<Name>> = FxHashMap::default();
        for (at, table) in document.tables.iter().enumerate() {
            let mut own: Vec<Name> = Vec::new();
            for (row, cells) in table.rows.iter().enumerate().skip(table.head) {
                let has_numbers = cells.iter().skip(1).any(|&c| !claims.of_block(c).is_empty());
                let Some(name) = cells.iter().take(2).copied().find(|&c| is_name(document, c)).filter(|_| has_numbers) else { continue };
                let span = document.blocks[name].span;
                let words = words(document.folded(span));
                if words.is_empty() || words.len() > LONGEST {
                    continue;
                }
                let proper = proper_from(document, span).filter(|&from| from <= GENERIC && words.len() >= from + PROPER);
                if words.len() >= WORDS && proper != Some(0) {
                    own.push((words.iter().map(|w| w.1).collect(), (at, row), "whole"));
                }
                if let Some(from) = proper {
                    own.push((words[from..].iter().map(|w| w.1).collect(), (at, row), "proper"));
                }
            }
            let mut times: FxHashMap<Vec<&str>, usize> = FxHashMap::default();
            for (words, ..) in &own {
                *times.entry(words.clone()).or_default() += 1;
            }
            for entry in own.into_iter().filter(|(words, ..)| times[words] == 1) {
                of_first.entry(entry.0[0]).or_default().push(entry);
            }
        }
        for entries in of_first.values_mut() {
            entries.sort_by_key(|(words, row, _)| (std::cmp::Reverse(words.len()), *row));
        }
        Names { of_first }
    }

    /// The names in a text, the longest at each place.
    pub(super) fn within(&self, document: &Document, span: Span) -> Vec<Found> {
        let words = words(document.folded(span));
        let mut out: Vec<Found> = Vec::new();
        let mut at = 0;
        while let Some((_, word)) = words.get(at) {
            let fits = |name: &[&str]| words.len() >= at + name.len() && name.iter().zip(&words[at..]).all(|(a, b)| *a == b.1);
            let known = self.of_first.get(word).map_or(&[][..], Vec::as_slice);
            let length = known.iter().find(|(name, ..)| fits(name)).map_or(0, |(name, ..)| name.len());
            if length == 0 {
                at += 1;
                continue;
            }
            let rows = known.iter().filter(|(name, ..)| name.len() == length && fits(name)).map(|(_, row, kind)| (*row, *kind)).collect();
            let last = &words[at + length - 1];
            out.push(Found { span: Span::new(span.start + words[at].0, span.start + last.0 + last.1.len()), rows });
            at += length;
        }
        out
    }
}

/// Letters, and neither a mark nor a number at the front.
pub(super) fn is_name(document: &Document, cell: BlockId) -> bool {
    let text = document.block_text(cell).trim();
    text.chars().filter(|&c| is_letter(c)).count() > 2 && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// The words of a text with their places.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let pieces = text.split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty());
    pieces.map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect()
}

/// From which word on all words of a name have capitals or are numbers (`Cụm công nghiệp Phú Thịnh 2`: the fourth; `CCN Phú Thịnh`: the second).
fn proper_from(document: &Document, span: Span) -> Option<usize> {
    let words: Vec<&str> = document.words(span).split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty()).collect();
    let is_proper = |w: &&&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let count = words.iter().rev().take_while(is_proper).count();
    let from = words.len() - count;
    let is_short_form = |w: &str| w.chars().count() > 1 && w.chars().all(char::is_uppercase);
    let short = words.get(from).is_some_and(|w| is_short_form(w)) && count > PROPER;
    (count > 0).then_some(from + usize::from(short))
}

/// The figures of a row whose unit may be that of a figure in prose, in its unit.
pub(super) fn cells_of(document: &Document, claims: &Claims, grid: &Grid, (table, row): RowId, id: ClaimId) -> Vec<(usize, ClaimId, Quantity)> {
    let told = &claims.list[id].quantity;
    let cells = document.tables[table].rows[row].iter().enumerate().skip(1);
    let read = |(column, &cell): (usize, &BlockId)| {
        let id = claims.lone(cell)?;
        let unit = || grid.row_units.get(row).cloned().flatten().or_else(|| grid.units.get(column).cloned().flatten()).or_else(|| grid.unit.clone());
        Some((column, id, in_unit(&claims.list[id], told, unit)?))
    };
    cells.filter_map(read).take(CELLS).collect()
}

/// A cell's figure, if it may be of the unit of another one; a cell of which nothing says the unit may have any.
fn in_unit(cell: &Claim, told: &Quantity, unit: impl Fn() -> Option<Scaled>) -> Option<Quantity> {
    let mut quantity = cell.quantity.clone();
    if quantity.number.is_malformed() {
        return None;
    }
    let is_count = |m: &Measure| matches!(m, Measure::Count(_));
    if quantity.measure == Measure::Bare {
        match unit() {
            Some((measure, scale)) => (quantity.measure, quantity.scale) = (measure, scale),
            None if told.measure == Measure::Percent => return None,
            None => (quantity.measure, quantity.scale) = (told.measure.clone(), told.scale),
        }
    }
    let alike = quantity.measure == told.measure || is_count(&quantity.measure) && (is_count(&told.measure) || told.measure == Measure::Bare);
    alike.then_some(quantity)
}

/// Proposes each of some cells as the same as a figure in prose.
#[track_caller]
pub(super) fn offer(
    document: &Document,
    claims: &Claims,
    grid: &Grid,
    id: ClaimId,
    cells: &[(usize, ClaimId, Quantity)],
    more: &[Feature],
    out: &mut Vec<Relation>,
) {
    let claim = &claims.list[id];
    let said = words(document.folded(Span::new(claim.label.start, claim.tail.end.max(claim.full.end))));
    let shared = |column: usize| {
        let heads = grid.heads.get(column).into_iter().flatten();
        let head: Vec<&str> = heads.flat_map(|&b| words(document.folded(document.blocks[b].span))).map(|w| w.1).filter(|w| w.chars().count() > 1).collect();
        head.iter().filter(|w| said.iter().any(|s| s.1 == **w)).count()
    };
    let alike: Vec<usize> = cells.iter().map(|c| shared(c.0)).collect();
    let most = alike.iter().copied().max().unwrap_or(0);
    for ((_, cell, quantity), alike) in cells.iter().zip(alike) {
        let mut stated = Term::of(id, claim, TermRole::Stated);
        let mut term = Term::of(*cell, &claims.list[*cell], TermRole::Same);
        term.quantity = Some(quantity.clone());
        if let (Some(a), Some(b)) = (&mut stated.quantity, &mut term.quantity) {
            b.measure = a.measure.clone();
            super::sharpen(a, b);
        }
        let head = match (alike, alike == most) {
            (0, _) => "none",
            (1, true) => "one-word",
            (_, true) => "most-words",
            (_, false) => "fewer-words",
        };
        let count = match cells.len() {
            1 => "1",
            2 => "2",
            3 | 4 => "3",
            5..=8 => "5",
            _ => "9",
        };
        let relation = Relation::new("restated-value", Form::Equal, stated, vec![term]).sure(Certainty::Possible).variant("named-row");
        let features = more.iter().copied().chain([Feature("column-head", head), Feature("cells-of-row", count)]).map(|f| (f, 1.0)).collect();
        out.push(Relation { features, ceiling: Severity::Warning, ..relation });
    }
}
