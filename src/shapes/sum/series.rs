//! The numbers of list items that add up to one total: one of each item, or those of its children.

use super::View;
use crate::claims::parts::{addend, kinship, side, Kinship, Side};
use crate::claims::ClaimId;
use crate::document::BlockId;

/// True if the items tell plan and result apart; else the sides of the head say nothing of the items.
pub(super) fn two_sided(view: View, items: &[BlockId]) -> bool {
    let claims = items.iter().flat_map(|&item| view.claims.of_block(item)).map(|id| &view.claims.list[id]);
    let sides: Vec<Side> = claims.filter(|c| c.paren.is_none() && addend(c)).map(side).collect();
    sides.contains(&Side::Plan) && sides.contains(&Side::Done)
}

/// The number of each item on the total's side; an item without one gives its children's. Also how many items give none.
pub(super) fn series(view: View, total: ClaimId, items: &[BlockId], two_sided: bool) -> (Vec<ClaimId>, usize) {
    let mut out = Vec::new();
    let mut missing = 0;
    for &item in items {
        match own(view, total, item, two_sided) {
            Some(id) => out.push(id),
            None => {
                let below: Vec<ClaimId> = view.document.items(item).into_iter().filter_map(|child| own(view, total, child, two_sided)).collect();
                missing += usize::from(below.is_empty());
                out.extend(below);
            }
        }
    }
    (out, missing)
}

fn own(view: View, total: ClaimId, item: BlockId, two_sided: bool) -> Option<ClaimId> {
    let claims = &view.claims.list;
    let wanted = side(&claims[total]);
    let fits = |id: &ClaimId| {
        let claim = &claims[*id];
        claim.paren.is_none()
            && addend(claim)
            && (!two_sided || side(claim) == wanted)
            && kinship(view.document, view.lexicon, &claims[total], claim) >= Kinship::Near
    };
    view.claims.of_block(item).find(fits)
}
