//! A fact that is told again with the same words in another order, or with short forms: `tổng số hộ nghèo toàn xã là 148 hộ`, `toàn xã có tổng số 184 hộ nghèo`.
//!
//! The key is what is counted and all telling words of the clause, short forms written out; years, names, plans and lists that differ forbid
//! the link. A key of more than two numbers is a series of things. It rests on words alone, so it never makes more than a note, and that only
//! where a slip of the pen explains the difference.

use super::verbatim::{in_list, part, same_role};
use super::{equal, planned, years, View};
use crate::claims::vicinity::{Conflict, Vicinity};
use crate::claims::{kinds, labels, Claim, ClaimId};
use crate::document::Kind;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::rulebook::Severity;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Telling words of a clause that make it a key.
const TELLING: usize = 4;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut known: FxHashMap<Vec<&str>, Vec<ClaimId>> = FxHashMap::default();
    for (id, claim) in view.claims.list.iter().enumerate() {
        if let Some(key) = key(view, claim) {
            known.entry(key).or_default().push(id);
        }
    }
    let mut pairs: Vec<[ClaimId; 2]> = known.into_values().filter_map(|ids| ids.try_into().ok()).collect();
    pairs.sort_unstable();
    for [first, again] in pairs.into_iter().filter(|&[first, again]| may_be_one(view, again, first)) {
        out.push(Relation { ceiling: Severity::Note, ..equal(view, again, first, Certainty::Likely) });
    }
}

/// What is counted, and the telling words of the clause in the order of the alphabet.
fn key<'a>(view: View<'a>, claim: &'a Claim) -> Option<Vec<&'a str>> {
    if claim.is_percent() || claim.is_change() || claim.pair.is_some() || claim.paren.is_some() || view.document.blocks[claim.block].kind == Kind::Cell {
        return None;
    }
    let unit = match &claim.quantity.measure {
        Measure::Unit(name) => name.as_str(),
        Measure::Count(noun) => kinds::head(view.lexicon, noun),
        Measure::Bare | Measure::Percent => return None,
    };
    let clause = Span::new(claim.label.start, claim.tail.end.max(claim.full.end));
    let mut words = labels::telling(view.document.folded(clause), view.lexicon);
    words.retain(|w| !w.starts_with(|c: char| c.is_ascii_digit()));
    words.sort_unstable();
    words.push(unit);
    (words.len() > TELLING).then_some(words)
}

fn may_be_one(view: View, id: ClaimId, other: ClaimId) -> bool {
    let (a, b) = (&view.claims.list[id], &view.claims.list[other]);
    let listed = in_list(view, a.block) || in_list(view, b.block);
    a.block != b.block
        && !listed
        && same_role(a, b)
        && !is_frame(view, a, b)
        && part(view, a.block) == part(view, b.block)
        && planned(view, id) == planned(view, other)
        && years(view, id) == years(view, other)
        && {
            let around = |id| Vicinity::of(view.document, view.claims, view.lexicon, id);
            around(id).conflict(&around(other)) == Conflict::None
        }
}

/// One line for two things: nothing but the number differs, and each stands below a heading of its own.
fn is_frame(view: View, a: &Claim, b: &Claim) -> bool {
    let parents = [a, b].map(|c| view.document.blocks[c.block].parent());
    let around = |c: &Claim| {
        let block = view.document.blocks[c.block].span;
        [Span::new(block.start, c.span.start), Span::new(c.span.end, block.end)].map(|s| view.document.folded(s))
    };
    parents[0] != parents[1] && around(a) == around(b)
}
