//! Numbers in cells of prose, as columns of their own: the first area of each remark, what each remark says behind the same label.

use super::lists;
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Kind};
use crate::quantity::Measure;
use rustc_hash::{FxHashMap, FxHashSet};

/// Fewest rows that make a column.
const ROWS: usize = 3;
/// Numbers of one unit in a cell that are looked at.
const NTH: u32 = 3;

/// The numbers of one kind in the cells of a column, by row.
pub(super) type Column = Vec<Option<ClaimId>>;

/// The first `most` such columns of a table, whose cells of one number each are left out.
pub(super) fn columns(document: &Document, claims: &Claims, rows: &[&[BlockId]], most: usize, is_number: impl Fn(BlockId) -> bool) -> Vec<Column> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let is_prose = |cell: BlockId| document.blocks[cell].kind == Kind::Cell && !claims.of_block(cell).is_empty() && !is_number(cell);
    let mut found: Vec<Vec<(usize, ClaimId)>> = Vec::new();
    for column in 0..width {
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        let from = found.len();
        for (at, row) in rows.iter().enumerate() {
            let Some(&cell) = row.get(column).filter(|&&c| is_prose(c)) else { continue };
            let labelled = lists::labels(document, claims, cell).into_iter().map(|(label, id)| (label.key(claims, id), id));
            for (key, id) in by_unit(claims, cell).into_iter().chain(labelled) {
                let own = *places.entry(key).or_insert_with(|| {
                    found.push(Vec::new());
                    found.len() - 1
                });
                if found[own].last().is_none_or(|last| last.0 != at) {
                    found[own].push((at, id));
                }
            }
        }
        let mut seen = FxHashSet::default();
        let kept: Vec<_> = found.split_off(from).into_iter().filter(|own| own.len() >= ROWS && seen.insert(own.clone())).collect();
        found.extend(kept);
        if found.len() >= most {
            break;
        }
    }
    let column = |own: Vec<(usize, ClaimId)>| {
        let mut out = vec![None; rows.len()];
        own.into_iter().for_each(|(at, id)| out[at] = Some(id));
        out
    };
    found.into_iter().take(most).map(column).collect()
}

/// The numbers of a cell by their unit, whether a bracket holds them, and how many such came before.
fn by_unit(claims: &Claims, cell: BlockId) -> Vec<(u64, ClaimId)> {
    let mut seen: FxHashMap<(String, bool), u32> = FxHashMap::default();
    let mut out = Vec::new();
    for id in claims.of_block(cell) {
        let measure = &claims.list[id].quantity.measure;
        let bracket = claims.list[id].paren.is_some();
        let nth = seen.entry((measure.name().to_string(), bracket)).or_default();
        *nth += 1;
        if *measure != Measure::Bare && *nth <= NTH {
            out.push((lists::hash(&(measure.name(), bracket, *nth)), id));
        }
    }
    out
}
