//! A total behind its parts: `A 48,5 ha, B 62,3 ha, tổng diện tích 110,8 ha`, `A £6.2m, B £4.8m and C £2.9m, a total of £13.9m`.

use super::neighbour::kin;
use super::Region;
use crate::claims::parts::{kinship, Kinship};
use crate::claims::{Claim, ClaimId};
use crate::lexicon::{split_words, PartsCue};
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// `16 dự án … và 02 dự án … đối với 18 dự án`: the total comes last.
pub(super) fn propose(view: View, total: ClaimId, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[total];
    let from = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let mut parts = kin(view, total, Span::new(from, claim.span.start));
    let label = Span::new(claim.label.start, claim.span.start);
    let closing = view.claims.cues_in(label).any(|c| c.kind == PartsCue::Total);
    if parts.len() > 2 && !closing {
        parts.drain(..parts.len() - 2);
    }
    // `A 48,5 ha, B 62,3 ha, tổng diện tích 110,8 ha`
    let certainty = if closing && claim.clause != claim.sentence { Certainty::Likely } else { Certainty::Possible };
    // `A £6.2m, B £4.8m and C £2.9m, a total of £13.9m`: the words before the number sum up, whatever stood before the parts.
    let all = if sums_up(view, claim, label) { everything(view, total, Span::new(from, claim.span.start)) } else { Vec::new() };
    let (parts, certainty) = if all.len() > 1 { (all, Certainty::Certain) } else { (parts, certainty) };
    let mut region = Region { view, start: from, parts, akin: true, certainty, partial: true, next: total };
    if certainty == Certainty::Certain {
        // The first number may be what all of them are set against (`20 were planned; 8 in the north and 4 in the south, a total of 12`).
        let (all, rest) = (region.parts.clone(), region.parts[1..].to_vec());
        out.push(region.sum(total, &all, certainty, total));
        region = Region { next: total + 1, parts: rest, ..region };
        return region.propose(total, Certainty::Possible, out);
    }
    region.propose(total, certainty, out);
}

/// The words before a number call it the total of what stood before, and nothing behind it narrows that.
fn sums_up(view: View, claim: &Claim, label: Span) -> bool {
    let behind = split_words(view.document.folded(claim.tail)).next();
    let open = behind.is_none_or(|w| view.rule.cues("sums_up_then").iter().any(|c| c == w));
    open && view.rule.phrases("sums_up").are_all(view.document.folded(label))
}

/// All that may be parts, spent or not: the words leave nothing out.
fn everything(view: View, total: ClaimId, span: Span) -> Vec<ClaimId> {
    let akin = |id: &ClaimId| kinship(view.document, view.lexicon, &view.claims.list[total], &view.claims.list[*id]) >= Kinship::Near;
    view.claims.addends(span).into_iter().filter(akin).collect()
}
