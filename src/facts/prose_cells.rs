//! Numbers in cells of prose, as columns of their own: the first area of each remark, what each remark says behind the same label.

use super::lists;
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Kind};
use crate::quantity::Measure;
use rustc_hash::FxHashMap;

/// Fewest rows that make a column.
const ROWS: usize = 3;
/// Numbers of one unit in a cell that are looked at.
const NTH: u32 = 3;

/// The numbers of one kind in the cells of a column, by row.
pub(super) type Column = Vec<Option<ClaimId>>;

/// All such columns of a table, whose cells of one number each are left out.
pub(super) fn columns(document: &Document, claims: &Claims, rows: &[&[BlockId]], is_number: impl Fn(BlockId) -> bool) -> Vec<Column> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut out: Vec<Column> = Vec::new();
    for column in 0..width {
        let mut of_key: FxHashMap<u64, Column> = FxHashMap::default();
        let mut keys: Vec<u64> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let Some(&cell) = row.get(column).filter(|&&c| document.blocks[c].kind == Kind::Cell && !claims.of_block(c).is_empty() && !is_number(c)) else {
                continue;
            };
            let labelled = lists::labels(document, claims, cell).into_iter().map(|(label, id)| (label.key(claims, id), id));
            for (key, id) in by_unit(claims, cell).into_iter().chain(labelled) {
                let own = of_key.entry(key).or_insert_with(|| {
                    keys.push(key);
                    vec![None; rows.len()]
                });
                own[at].get_or_insert(id);
            }
        }
        for key in keys {
            let Some(own) = of_key.remove(&key).filter(|c| c.iter().flatten().count() >= ROWS) else { continue };
            if !out.contains(&own) {
                out.push(own);
            }
        }
    }
    out
}

/// The numbers of a cell by their unit and how many of it came before.
fn by_unit(claims: &Claims, cell: BlockId) -> Vec<(u64, ClaimId)> {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let mut out = Vec::new();
    for id in claims.of_block(cell) {
        let measure = &claims.list[id].quantity.measure;
        let nth = seen.entry(measure.name().to_string()).or_default();
        *nth += 1;
        if *measure != Measure::Bare && *nth <= NTH {
            out.push((lists::hash(&(measure.name(), *nth)), id));
        }
    }
    out
}
