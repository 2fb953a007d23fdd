//! A rate of the whole lies between the rates of its two halves: `giảm 5,15%; thành thị giảm 5,27%, nông thôn giảm 5,03%`.

use super::term;
use crate::claims::{labels, ClaimId};
use crate::document::BlockId;
use crate::lexicon::split_words;
use crate::relations::{Certainty, Form, Relation, TermRole};
use crate::shapes::View;

/// Proposes pairs of rates whose labels name the two halves of one whole, with a rate before them that names neither.
pub(super) fn propose(view: View, block: BlockId, out: &mut Vec<Relation>) {
    let percents: Vec<ClaimId> = view.claims.of_block(block).filter(|&id| view.claims.list[id].is_percent()).collect();
    for pair in percents.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let near = view.claims.list[first].segment == view.claims.list[second].segment && view.claims.list[first].role == view.claims.list[second].role;
        let Some((one, other)) = half(view, first).filter(|_| near) else { continue };
        let rest = subject(view, second);
        if !says(view, second, other) || says(view, second, one) || rest.iter().any(|w| !split_words(other).any(|o| o == w)) {
            continue;
        }
        let mut wanted = subject(view, first);
        wanted.retain(|w| !split_words(one).any(|o| o == w));
        if let Some(whole) = whole(view, block, first, &wanted) {
            let terms = vec![term(view, first, TermRole::Rate), term(view, second, TermRole::Rate)];
            let relation = Relation::new(&view.rule.name, Form::Between, term(view, whole, TermRole::Stated), terms);
            out.push(relation.variant("between").sure(Certainty::Certain).reading(view.claims.list[whole].span.start, 60, 0));
        }
    }
}

/// The half that the label names, and the other one.
fn half<'v>(view: View<'v>, id: ClaimId) -> Option<(&'v str, &'v str)> {
    let pairs = view.rule.cues("halves").iter().filter_map(|p| p.split_once('/'));
    pairs.flat_map(|(a, b)| [(a, b), (b, a)]).find(|(one, other)| says(view, id, one) && !says(view, id, other))
}

fn says(view: View, id: ClaimId, place: &str) -> bool {
    view.document.folded(view.claims.list[id].label).contains(place)
}

fn subject(view: View, id: ClaimId) -> Vec<String> {
    let filler = view.rule.cues("filler");
    let mut words = labels::words(view.document.folded(view.claims.list[id].label), view.lexicon);
    words.retain(|w| !filler.contains(w));
    words
}

/// The nearest rate before the halves that tells of the same thing in the same direction, in this block or the one before.
fn whole(view: View, block: BlockId, first: ClaimId, wanted: &[String]) -> Option<ClaimId> {
    let from = view.claims.of_block(block.saturating_sub(1)).start;
    let role = view.claims.list[first].role;
    let fits = |&id: &ClaimId| {
        let claim = &view.claims.list[id];
        let words = subject(view, id);
        let told = !wanted.is_empty() && wanted.iter().all(|w| words.contains(w)) && words.len() <= wanted.len() + 1;
        claim.is_percent() && claim.role == role && claim.percent_of == view.claims.list[first].percent_of && half(view, id).is_none() && told
    };
    (from..first).rev().take(8).find(fits)
}
