//! Reads for each number what it counts: its key, out of the words near it, the headings above it, and the names of its row and column.

use super::grid::Grid;
use super::key::{Key, Scenario, Slot};
use super::period::{self, Period};
use super::unit::Scaled;
use super::words::tells;
use crate::claims::owners::{self, Owner};
use crate::claims::{Claim, ClaimId, Claims};
use crate::document::{BlockId, Document, Kind};
use crate::lexicon::{split_words, Lexicon, Role};
use crate::phrases::is_letter;
use crate::quantity::{Measure, Quantity};
use crate::source::Span;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Headings above one another that are looked at.
const HEADINGS: usize = 6;
/// Bytes before a number in which a year is said of it.
const NEAR: usize = 120;
/// Letters beside the number of a cell; more make it prose.
const LETTERS: usize = 8;

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A paragraph.
    Prose,
    /// An item of a list.
    Item,
    /// The body of a note.
    Note,
    /// A heading or the first line.
    Title,
    /// A cell: table, row, column.
    Cell(usize, usize, usize),
    /// A cell of sentences.
    CellText(usize, usize, usize),
}

/// A figure and what it counts.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it counts.
    pub key: Key,
    /// Its quantity, in the unit that its table gives it.
    pub quantity: Quantity,
    /// Where it stands.
    pub place: Place,
}

/// All figures of a report, by their claim.
#[derive(Debug, Default)]
pub struct Facts {
    /// One for each claim.
    pub list: Vec<Fact>,
}

impl Facts {
    /// Reads what all numbers count.
    pub fn read(document: &Document, claims: &Claims, lexicon: &Lexicon) -> Facts {
        let mut cells: FxHashMap<BlockId, (usize, usize, usize)> = FxHashMap::default();
        for (table, rows) in document.tables.iter().enumerate() {
            for (row, blocks) in rows.rows.iter().enumerate() {
                cells.extend(blocks.iter().enumerate().map(|(column, &b)| (b, (table, row, column))));
            }
        }
        let grids = document.tables.iter().map(|t| Grid::read(document, claims, lexicon, t)).collect();
        let owners = owners::read(document, claims);
        let reader = Reader { document, claims, lexicon, cells, grids, owners };
        let mut above: FxHashMap<BlockId, Above> = FxHashMap::default();
        let list = (0..claims.list.len()).map(|id| reader.fact(id, &mut above)).collect();
        Facts { list }
    }
}

/// What stands above a block, read once for all its numbers.
#[derive(Clone, Debug, Default)]
struct Above {
    /// The nearest heading or lead-in.
    nearest: Slot<Span>,
    period: Period,
}

struct Reader<'a> {
    document: &'a Document,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
    cells: FxHashMap<BlockId, (usize, usize, usize)>,
    grids: Vec<Grid>,
    owners: Vec<Option<Owner>>,
}

impl Reader<'_> {
    fn fact(&self, id: ClaimId, known: &mut FxHashMap<BlockId, Above>) -> Fact {
        let claim = &self.claims.list[id];
        let place = self.place(claim.block);
        let above = known.entry(claim.block).or_insert_with(|| self.above(claim.block, place));
        match place {
            Place::Cell(table, row, column) => self.of_cell(claim, place, above, (&self.grids[table], row, column)),
            _ => self.of_text(id, place, above),
        }
    }

    fn place(&self, block: BlockId) -> Place {
        let this = &self.document.blocks[block];
        if let (Kind::Cell, Some(&(table, row, column))) = (&this.kind, self.cells.get(&block)) {
            let letters = self.document.block_text(block).chars().filter(|&c| is_letter(c)).count();
            let lone = letters <= LETTERS && self.claims.of_block(block).len() == 1;
            return if lone { Place::Cell(table, row, column) } else { Place::CellText(table, row, column) };
        }
        match &this.kind {
            _ if this.note().is_some() => Place::Note,
            _ if this.heading > 0 || block == 0 => Place::Title,
            Kind::Bullet(_) | Kind::Numbered(_) => Place::Item,
            _ => Place::Prose,
        }
    }

    /// The headings above a block; for a note those above its mark, for a cell the section, the lines over the table and what is above them.
    fn above(&self, block: BlockId, place: Place) -> Above {
        let document = self.document;
        let mut out = Above::default();
        let mut blocks: Vec<BlockId> = Vec::new();
        let mut from = block;
        if let Place::Cell(table, row, _) | Place::CellText(table, row, _) = place {
            let grid = &self.grids[table];
            blocks.extend(grid.sections[row]);
            blocks.extend(&grid.captions);
            from = grid.captions.first().copied().unwrap_or(block);
        } else if let Some(anchor) = document.blocks[block].note().and_then(|n| document.notes.get(n)).and_then(|n| n.anchor) {
            from = document.anchors.get(anchor).map_or(block, |a| a.block);
        }
        blocks.extend(document.ancestors(from).filter(|b| !blocks.contains(b)).take(HEADINGS).collect::<Vec<_>>());
        for &heading in &blocks {
            let label = self.label(heading);
            out.period = out.period.or(period::last_in(document, self.claims, self.lexicon, label));
            if out.nearest == Slot::Unknown && tells(document, self.lexicon, label) {
                out.nearest = Slot::Inherited(label);
            }
        }
        out
    }

    /// What a line is about: its words up to the first colon or number.
    fn label(&self, block: BlockId) -> Span {
        let span = self.document.blocks[block].span;
        let text = span.of(self.document.text());
        let colon = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1)).unwrap_or(text.len());
        let number = self.claims.of_block(block).next().map_or(span.end, |first| self.claims.list[first].span.start);
        let title = self.document.blocks[block].heading > 0;
        Span::new(span.start, if title { span.start + colon } else { (span.start + colon).min(number) })
    }

    fn of_cell(&self, claim: &Claim, place: Place, above: &Above, (grid, row, column): (&Grid, usize, usize)) -> Fact {
        let span = |b: BlockId| self.document.blocks[b].span;
        let name = grid.names[row].filter(|&b| b != claim.block);
        let heads = grid.heads.get(column).map_or(&[][..], Vec::as_slice);
        let mut text = name.map_or(String::new(), |b| self.document.folded(span(b)).to_owned());
        let mut period = Period::default();
        for &head in heads {
            text = text + " " + self.document.folded(span(head));
            period = period::last_in(self.document, self.claims, self.lexicon, span(head)).or(period);
        }
        if let Some(name) = name {
            period = period.or(period::last_in(self.document, self.claims, self.lexicon, span(name)));
        }
        let unit = || name.and_then(|b| super::unit::of_head(self.document.folded(span(b)), self.lexicon).filter(|u| u.0 != Measure::Bare));
        let unit = grid.row_units[row]
            .clone()
            .or_else(|| grid.units.get(column).cloned().flatten())
            .or_else(unit)
            .or_else(|| grid.unit.clone().filter(|_| !counts(self.lexicon, &text)));
        let (quantity, unit_inherited) = measured(claim, unit);
        let key = Key {
            subject: name.map_or(Slot::Unknown, |b| Slot::Said(span(b))),
            attribute: heads.iter().map(|&b| span(b)).collect(),
            unit_inherited,
            period: period_slot(period, above.period),
            scenario: self.scenario(&text, claim),
            base: claim.percent_of,
        };
        Fact { key, quantity, place }
    }

    fn of_text(&self, id: ClaimId, place: Place, above: &Above) -> Fact {
        let claim = &self.claims.list[id];
        let start = self.claims.sentence_start(self.document, claim.block, claim.span.start);
        // `tổng diện tích 12 ha, 13 hộ`: what stands before the number before it.
        let before = if tells(self.document, self.lexicon, claim.label) { claim.label } else { Span::new(start, claim.span.start) };
        let near = self.document.text().floor_char_boundary(claim.span.start.saturating_sub(NEAR)).max(start);
        let said = |span| period::last_in(self.document, self.claims, self.lexicon, span);
        let period = said(Span::new(near, claim.span.start)).or(said(Span::new(claim.full.end, claim.tail.end.max(claim.full.end))));
        let key = Key {
            subject: self.owners[id].as_ref().map_or_else(|| above.nearest.clone(), |owner| Slot::Said(owner.span)),
            attribute: vec![before, Span::new(claim.span.end, claim.full.end)],
            unit_inherited: false,
            period: period_slot(period, above.period),
            scenario: self.scenario(self.document.folded(claim.label), claim),
            base: claim.percent_of,
        };
        Fact { key, quantity: claim.quantity.clone(), place }
    }

    /// Planned, done, expected, or of last year, by the last word of that kind before the number or in the head of its column.
    fn scenario(&self, text: &str, claim: &Claim) -> Option<Scenario> {
        let words: Vec<&str> = split_words(text).collect();
        let lists = |at: usize, list: &str| self.lexicon.lists(list, words[at]);
        let found = (0..words.len()).rev().find_map(|at| match self.lexicon.roles.at(words[at..].iter().copied()) {
            Some((Role::Plan, _)) => Some(Scenario::Plan),
            Some((Role::Last, _)) => Some(Scenario::Before),
            _ if lists(at, "estimates") => Some(Scenario::Estimate),
            Some((Role::Done, _)) => Some(Scenario::Actual),
            _ => None,
        });
        let by_role = match claim.role {
            Role::Plan => Some(Scenario::Plan),
            Role::Last => Some(Scenario::Before),
            Role::Done => Some(Scenario::Actual),
            _ => None,
        };
        found.or(by_role)
    }
}

/// A cell whose row or head counts things takes no unit of money from the line over its table.
fn counts(lexicon: &Lexicon, text: &str) -> bool {
    let words: Vec<&str> = split_words(text).collect();
    let counted = |list: &str| words.first().is_some_and(|first| lexicon.lists(list, first));
    counted("counted_heads") || super::unit::has_percent(text)
}

/// The quantity of a cell in the unit of its table, and whether it took that over.
fn measured(claim: &Claim, unit: Option<Scaled>) -> (Quantity, bool) {
    let own = &claim.quantity;
    match unit {
        Some((measure, scale)) if own.measure == Measure::Bare && own.scale == Decimal::ONE => (Quantity { measure, scale, exact: false, ..own.clone() }, true),
        _ => (own.clone(), false),
    }
}

/// What is said near a number, else what stands above it; a year that is said takes over no month of a heading.
fn period_slot(said: Period, above: Period) -> Slot<Period> {
    match (said.is_unknown(), above.is_unknown()) {
        (false, _) => Slot::Said(said),
        (true, false) => Slot::Inherited(above),
        _ => Slot::Unknown,
    }
}
