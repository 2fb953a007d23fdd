//! A total broken down once more by another quality: `122 vụ … Theo mức độ: nghiêm trọng 65 vụ, ít nghiêm trọng 57 vụ.`

use super::overlap::overlap;
use super::{is_open_list, Region};
use crate::claims::changes::begins;
use crate::claims::parts::{kinship, Kinship};
use crate::claims::{BreakKind, ClaimId};
use crate::document::BlockId;
use crate::lexicon::PartsCue;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// So many totals are tried.
const TOTALS: usize = 4;
/// Bytes of the name of a class.
const NAME: usize = 60;

/// Proposes the parts of every sentence that opens with the name of a class and a colon.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let colons = view.claims.breaks.iter().filter(|b| b.kind == BreakKind::Colon && b.paren.is_none());
    for at in colons.map(|b| b.at) {
        let block = view.document.blocks.partition_point(|b| b.span.start <= at).saturating_sub(1);
        let from = view.claims.sentence_start(view.document, block, at);
        let name = Span::new(from.min(at), at);
        let end = view.claims.sentence_end(view.document, block, at);
        if name.len() <= NAME && !name.of(view.document.text()).contains([',', ';', '(']) && view.claims.inside(name).is_empty() {
            let said = begins(view.document.folded(name).trim_start_matches(['-', '+', '*', ' ']), view.rule.cues("by_class"));
            class(view, block, Span::new(at + 1, end), said, out);
        }
    }
}

fn class(view: View, block: BlockId, span: Span, said: bool, out: &mut Vec<Relation>) {
    let span = view.claims.until_beside(span);
    let parts = view.claims.addends(span);
    if parts.len() < 2 {
        return;
    }
    let open = is_open_list(view, span) || overlap(view, span, &parts);
    let sure = match (open, said) {
        (true, _) => Certainty::Possible,
        (_, true) => Certainty::Certain,
        _ => Certainty::Likely,
    };
    let mut region = Region { view, start: span.start, parts, certainty: sure, partial: true, next: 0 };
    for total in totals(view, block, span.start, &region.parts) {
        region.propose(total, sure, out);
    }
}

/// Numbers that a sentence of the block, the head of its list or the paragraph before begins with, nearest first; parts are none.
fn totals(view: View, block: BlockId, at: usize, parts: &[ClaimId]) -> Vec<ClaimId> {
    let claims = &view.claims.list;
    let head = view.document.blocks[block].parent().or(block.checked_sub(1));
    let own = view.claims.inside(Span::new(view.document.blocks[block].span.start, at));
    let above = head.map_or(0..0, |b| view.claims.of_block(b));
    let akin = |id: ClaimId| kinship(view.document, view.lexicon, &claims[id], &claims[parts[0]]) >= Kinship::Near;
    let leads = |id: &ClaimId| {
        let earlier = (view.claims.of_block(claims[*id].block).start..*id).rev().take_while(|&e| claims[e].sentence == claims[*id].sentence);
        let beside = view.claims.cues_in(Span::new(claims[*id].label.start, claims[*id].span.start)).any(|c| c.kind == PartsCue::Beside);
        akin(*id) && !beside && !claims[*id].is_change() && claims[*id].paren.is_none() && !view.claims.in_breakdown(*id) && !earlier.into_iter().any(akin)
    };
    above.chain(own).rev().filter(leads).take(TOTALS).collect()
}
