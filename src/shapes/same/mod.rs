//! One fact that is given twice: in the title and below it, in two sentences of nearly the same words, in digits and in words.
//!
//! Different periods, places and bases are the normal case, so only a link that nothing speaks against accuses; links that agree are recorded.

mod closing;
mod gathered;
mod named;
mod spelled;
mod tabled;
mod title;
mod worded;

use super::View;
use crate::claims::ClaimId;
use crate::lexicon::{PartsCue, Role};
use crate::phrases::is_year;
use crate::quantity::{Hedge, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Digits that are added to the precision of figures that must be equal as they are written.
const FINER: u32 = 3;

/// Proposes the relations of the rule.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    title::propose(view, out);
    spelled::propose(view, out);
    tabled::propose(view, out);
    named::propose(view, out);
    closing::propose(view, out);
    worded::propose(view, out);
}

/// The relation that both numbers state one fact.
#[track_caller]
fn equal(view: View, stated: ClaimId, other: ClaimId, certainty: Certainty) -> Relation {
    let claims = &view.claims.list;
    let mut stated = Term::of(stated, &claims[stated], TermRole::Stated);
    let mut term = Term::of(other, &claims[other], TermRole::Same);
    if let (Some(a), Some(b)) = (&mut stated.quantity, &mut term.quantity) {
        sharpen(a, b);
    }
    Relation::new(&view.rule.name, Form::Equal, stated, vec![term]).sure(certainty)
}

/// A fact told twice is written the same way twice: two figures of one precision and one hedge are not roundings of each other.
fn sharpen(a: &mut Quantity, b: &mut Quantity) {
    if a.number.places == b.number.places && a.scale == b.scale && a.hedge == b.hedge {
        for quantity in [a, b] {
            quantity.hedge = Hedge::None;
            quantity.number.places += FINER;
        }
    }
}

/// Words of planning before the number, in its sentence.
fn planned(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let text = view.document.folded(Span::new(start.max(claim.segment), claim.span.start));
    claim.role == Role::Plan || view.rule.cues("plan").iter().any(|cue| text.contains(cue.as_str()))
}

/// True if parts are announced between two places.
fn is_part(view: View, start: usize, end: usize) -> bool {
    let first = view.claims.cues.partition_point(|c| c.span.start < start);
    let mut cues = view.claims.cues.get(first..).unwrap_or(&[]).iter().take_while(|c| c.span.end <= end);
    cues.any(|c| matches!(c.kind, PartsCue::Opens | PartsCue::Full | PartsCue::OpenList))
}

/// The years of the sentence around a number: a value of another time is another fact.
fn years(view: View<'_>, id: ClaimId) -> Vec<&str> {
    let claim = &view.claims.list[id];
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let end = view.claims.sentence_end(view.document, claim.block, claim.span.end);
    view.claims.words.pieces(Span::new(start, end)).map(|w| view.document.words(w)).filter(|w| is_year(w)).collect()
}
