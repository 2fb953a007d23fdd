//! A number of the text that a cell of a table gives too, in the row of the thing that the sentence speaks of: only recorded, since the
//! text may well mean another column.

use super::{equal, View};
use crate::claims::vicinity::Vicinity;
use crate::claims::{labels, Claim, ClaimId};
use crate::document::Kind;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use rustc_hash::FxHashMap;

/// Telling words that the name of a row must have.
const TELLING: usize = 3;
/// Cells of one value that are looked at for a number of the text.
const CELLS: usize = 16;

/// A cell with a number: the words of its row's name.
struct Cell {
    id: ClaimId,
    row: Vec<String>,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let cells = cells(view);
    if cells.is_empty() {
        return;
    }
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| may_be_told(view, c)) {
        let Some(found) = cells.get(value(view, claim)) else { continue };
        let around = Vicinity::of(view.document, view.claims, view.lexicon, id);
        let words = labels::words(&around.sentence().join(" "), view.lexicon);
        let told = found.iter().take(CELLS).find(|cell| cell.row.iter().all(|w| words.contains(w)));
        out.extend(told.map(|cell| equal(view, id, cell.id, Certainty::Possible)));
    }
}

fn may_be_told(view: View, claim: &Claim) -> bool {
    view.document.blocks[claim.block].kind != Kind::Cell && !claim.is_change() && claim.pair.is_none() && matches!(claim.quantity.measure, Measure::Count(_))
}

/// The digits of a number, without the zero that small counts are padded with.
fn value<'a>(view: View<'a>, claim: &Claim) -> &'a str {
    view.document.words(claim.span).trim_start_matches('0')
}

/// The plain numbers of all tables by their digits.
fn cells(view: View<'_>) -> FxHashMap<&str, Vec<Cell>> {
    let mut out: FxHashMap<&str, Vec<Cell>> = FxHashMap::default();
    for row in view.document.tables.iter().flat_map(|t| t.rows.iter().skip(t.head)) {
        let name = row.iter().map(|&c| view.document.folded(view.document.blocks[c].span)).find(|t| t.chars().any(char::is_alphabetic));
        let words = labels::words(name.unwrap_or(""), view.lexicon);
        if words.len() < TELLING {
            continue;
        }
        for id in row.iter().flat_map(|&c| view.claims.of_block(c)) {
            let claim = &view.claims.list[id];
            if claim.quantity.measure == Measure::Bare && view.document.words(claim.span) == view.document.block_text(claim.block).trim() {
                out.entry(value(view, claim)).or_default().push(Cell { id, row: words.clone() });
            }
        }
    }
    out
}
