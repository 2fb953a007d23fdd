//! How much of a title's words a number beneath it gathers.

use super::View;
use crate::claims::vicinity::Vicinity;
use crate::claims::{labels, Claim, ClaimId};
use crate::quantity::Measure;
use crate::source::Span;

/// A number beneath the title, and how much of the title's words it gathers, in percent.
pub(super) struct Candidate {
    pub id: ClaimId,
    /// Right around it.
    pub near: usize,
    /// In its sentence up to it, and behind it.
    pub sentence: usize,
    /// In its paragraph up to it.
    pub paragraph: usize,
    /// The same word stands before both numbers.
    pub touches: bool,
    /// Both count things of one name, written shorter or longer, or measure in one unit.
    pub alike: bool,
    /// The words behind `trong đó` and the like are about a part.
    pub part: bool,
}

impl Candidate {
    /// The number that gathers most is the one that the title means.
    pub(super) fn rank(&self) -> usize {
        self.near + self.sentence + 40 * usize::from(self.touches) + 20 * usize::from(!self.part)
    }
}

/// Weighs a number beneath a title.
pub(super) fn candidate(view: View, title: ClaimId, id: ClaimId) -> Candidate {
    let claim = &view.claims.list[id];
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let here = Vicinity::of(view.document, view.claims, view.lexicon, title);
    let there = Vicinity::of(view.document, view.claims, view.lexicon, id);
    let wanted = without_noun(&view.claims.list[title], near(view, &here));
    let behind = there.after.join(" ");
    let up_to = |start: usize| labels::words(&format!("{} {behind}", view.document.folded(Span::new(start, claim.span.start))), view.lexicon);
    Candidate {
        id,
        near: share(&wanted, &near(view, &there)),
        sentence: share(&wanted, &up_to(start)),
        paragraph: share(&wanted, &up_to(view.document.blocks[claim.block].span.start)),
        alike: match (&view.claims.list[title].quantity.measure, &claim.quantity.measure) {
            (Measure::Count(a), Measure::Count(b)) => a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
            _ => true,
        },
        touches: here.before.first().is_some_and(|w| there.before.first() == Some(w)),
        part: super::is_part(view, start, claim.span.start),
    }
}

/// The telling words right around a number.
fn near(view: View, around: &Vicinity) -> Vec<String> {
    let near: Vec<&str> = around.before.iter().take(8).rev().copied().chain(around.after.iter().take(6).copied()).collect();
    labels::words(&near.join(" "), view.lexicon)
}

/// The words without those of the counted noun, which both numbers have in any case.
fn without_noun(claim: &Claim, mut words: Vec<String>) -> Vec<String> {
    if let Measure::Count(noun) = &claim.quantity.measure {
        words.retain(|w| !noun.split(' ').any(|n| n == w));
    }
    words
}

/// How much of the title's words stand around the other number, in percent.
fn share(title: &[String], other: &[String]) -> usize {
    let shared = title.iter().filter(|w| other.contains(w)).count();
    (shared * 100).checked_div(title.len()).unwrap_or(0)
}
