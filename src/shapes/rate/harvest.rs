//! Area × yield = harvest: `diện tích 1.250 ha, năng suất 48 tạ/ha, sản lượng 6.000 tấn`, also where the area stands farther up.

use super::push;
use crate::claims::{labels, ClaimId, Pair};
use crate::lexicon::Role;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation, TermRole};
use crate::shapes::View;

/// Areas farther up that one yield is tried with.
const MOST: usize = 3;

/// Proposes the harvest behind a yield with the area beside it, or with an area before it that is of the same crop.
pub(super) fn propose(view: View, rate: ClaimId, out: &mut Vec<Relation>) {
    let list = &view.claims.list;
    let range = view.claims.of_block(list[rate].block);
    let plain = |id: &ClaimId| !list[*id].is_change() && !matches!(list[*id].pair, Some(Pair::Base(_))) && list[*id].role != Role::Plan;
    let of = |measure: &'static str| move |id: &ClaimId| matches!(&list[*id].quantity.measure, Measure::Unit(name) if *name == *measure);
    let own = |id: &ClaimId| list[*id].sentence == list[rate].sentence;
    let near = |id: &ClaimId| own(id) && (list[*id].segment == list[rate].segment || id.abs_diff(rate) == 1);
    let Some(mass) = (rate + 1..range.end).filter(plain).filter(near).find(of("mass")) else { return };
    if let Some(area) = (range.start..rate).rev().filter(plain).filter(near).find(of("area")) {
        push(view, mass, [(area, TermRole::Factor), (rate, TermRole::Factor)], Certainty::Likely, 1, out);
        return;
    }
    let crop = crop(view, rate);
    let alike = |id: &ClaimId| {
        let words = labels::words(view.document.folded(list[*id].label), view.lexicon);
        crop.iter().all(|c| words.contains(c))
    };
    // The crop's name finds its area in the paragraph before, too.
    let above = view.claims.of_block(list[rate].block.saturating_sub(1)).filter(|id| *id < range.start && !crop.is_empty());
    let areas = (range.start..rate).rev().chain(above).filter(plain).filter(of("area")).filter(alike).take(MOST);
    for (n, area) in areas.enumerate() {
        push(
            view,
            mass,
            [(area, TermRole::Factor), (rate, TermRole::Factor)],
            if crop.is_empty() { Certainty::Possible } else { Certainty::Likely },
            n + 1,
            out,
        );
    }
}

/// The words that name what grows: `năng suất lúa bình quân`.
fn crop(view: View, rate: ClaimId) -> Vec<String> {
    let mut words = labels::words(view.document.folded(view.claims.list[rate].label), view.lexicon);
    words.retain(|w| !view.rule.cues("yield_words").contains(w));
    words
}
