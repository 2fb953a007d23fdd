//! Cross-footing: the amounts that carry one label in every item (a source of money, a kind of unit) add up to the head's amount of that label.

use super::Region;
use crate::claims::labels::{overlap, words};
use crate::claims::parts::{addend, kinship, Kinship};
use crate::claims::ClaimId;
use crate::document::BlockId;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;

/// Proposes the cross sums of all lists.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for head in 0..view.document.blocks.len() {
        let items = view.document.items(head);
        if items.len() < 2 {
            continue;
        }
        for (option, total) in view.claims.of_block(head).enumerate() {
            cross(view, total, &items, option, out);
        }
    }
}

fn cross(view: View, total: ClaimId, items: &[BlockId], option: usize, out: &mut Vec<Relation>) {
    let label = words(view.document.folded(view.claims.list[total].label), view.lexicon);
    if label.len() < 2 || !addend(&view.claims.list[total]) {
        return;
    }
    let series: Vec<ClaimId> = items.iter().filter_map(|&item| labelled(view, total, &label, item)).collect();
    if series.len() < 2 {
        return;
    }
    let start = view.claims.list[total].span.start;
    let mut region = Region { view, start, parts: series, certainty: Certainty::Likely, partial: true, next: option };
    region.propose(total, Certainty::Likely, out);
}

/// The number of an item whose label says the same as the head's, one label containing the other.
fn labelled(view: View, total: ClaimId, label: &[String], item: BlockId) -> Option<ClaimId> {
    let claims = &view.claims.list;
    let fits = |id: &ClaimId| {
        let own = words(view.document.folded(claims[*id].label), view.lexicon);
        own.len() >= 2
            && overlap(&own, label) == 100
            && addend(&claims[*id])
            && kinship(view.document, view.lexicon, &claims[total], &claims[*id]) == Kinship::Same
    };
    view.claims.of_block(item).find(fits)
}
