//! A quantity that is said to hold another one, which is told elsewhere: `940 tấn quặng (bao gồm cả quặng nghèo)`, `quặng nghèo đã tuyển: 193 tấn`.

use super::push;
use crate::claims::{labels, Claim, ClaimId, Cue};
use crate::lexicon::PartsCue;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// How much of the words of what is included the sentence of a part must have, in percent.
const SHARED: usize = 75;
/// Words that tell what is included, at least.
const TELLING: usize = 3;
/// Numbers behind the cue that are looked at.
const AHEAD: usize = 60;

/// Proposes the part for every cue behind which things are named instead of counted.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for cue in view.claims.cues.iter().filter(|c| c.kind == PartsCue::Included) {
        let start = view.claims.sentence_start(view.document, cue.block, cue.span.start);
        let Some(whole) = view.claims.inside(Span::new(start.min(cue.span.start), cue.span.start)).last() else { continue };
        let named = named(view, cue);
        let first = view.claims.list.partition_point(|c| c.span.start < cue.span.end);
        let ahead = first..(first + AHEAD).min(view.claims.list.len());
        if named.len() >= TELLING {
            let part = ahead.filter(|&id| fits(view, whole, id)).find(|&id| gathers(view, &named, id));
            part.into_iter().for_each(|part| push(view, part, whole, Certainty::Possible, 60, out));
        }
    }
}

/// The telling words of what is included, up to the end of the clause or bracket.
fn named(view: View, cue: &Cue) -> Vec<String> {
    let end = view.claims.sentence_end(view.document, cue.block, cue.span.end);
    let end = cue.paren.and_then(|p| view.claims.parens.get(p)).map_or(end, |p| p.span.end.min(end));
    let rest = Span::new(cue.span.end, end.max(cue.span.end));
    let stop = view.claims.breaks_in(rest).next().map_or(rest.end, |b| b.at);
    let counts = view.claims.inside(Span::new(rest.start, stop)).next().is_some();
    if counts {
        return Vec::new();
    }
    labels::words(view.document.folded(Span::new(rest.start, stop)), view.lexicon)
}

fn fits(view: View, whole: ClaimId, id: ClaimId) -> bool {
    let (whole, claim): (&Claim, &Claim) = (&view.claims.list[whole], &view.claims.list[id]);
    claim.quantity.measure == whole.quantity.measure
        && matches!(claim.quantity.measure, Measure::Unit(_))
        && claim.sentence != whole.sentence
        && !claim.is_change()
}

/// The sentence up to the number has the words of what is included.
fn gathers(view: View, named: &[String], id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let words = labels::words(view.document.folded(Span::new(start, claim.span.start)), view.lexicon);
    let shared = named.iter().filter(|w| words.contains(w)).count();
    shared * 100 >= named.len() * SHARED
}
