//! N of M: the part is not above its whole.

use super::{push, same};
use crate::claims::{Claim, ClaimId, Pair};
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// `15/19 tiêu chí`: N of M, unless the text speaks of plans or of last year.
pub(super) fn propose(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    let Some(Pair::Of(whole)) = claim.pair else { return };
    let Measure::Count(noun) = &view.claims.list[whole].quantity.measure else { return };
    if !same(view, claim, whole) {
        return;
    }
    let end = view.claims.sentence_end(view.document, claim.block, claim.span.start).max(claim.span.end);
    let around = view.document.folded(Span::new(claim.label.start, end));
    let between = view.document.folded(Span::new(claim.full.end, view.claims.list[whole].span.start.max(claim.full.end)));
    let set = view.rule.cues("sets").iter().any(|s| **s == **noun) || view.lexicon.lists("of_same", between.trim());
    let other = view.rule.phrases("not_sets").are_in(around);
    // `9 điểm trực trên các tuyến đê và 2 điểm trực tại trụ sở`: words between the two may mean something else.
    let certain = set && !other;
    if certain || between.trim() == "/" {
        push(view, id, whole, if certain { Certainty::Certain } else { Certainty::Possible }, 20, out);
    }
}
