//! Two sentences of nearly the same words, each with its number: in the text and in a note, in two parts of a report.

use super::around::Around;
use super::{equal, View};
use crate::claims::vicinity::{next_to, Conflict};
use crate::claims::{kinds, labels, Claim, ClaimId};
use crate::document::{BlockId, Kind, Scheme};
use crate::lexicon::Role;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::rulebook::Severity;
use rustc_hash::FxHashMap;

/// How many earlier numbers of one kind are looked at: keeps the work linear.
const EARLIER: usize = 8;

/// What numbers of one kind count or measure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Counted<'a> {
    Noun(&'a str),
    Unit(&'a str),
    Percent,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let around = Around::new(view);
    let mut by_words: FxHashMap<(Counted, &str, &str), Vec<ClaimId>> = FxHashMap::default();
    for id in 0..view.claims.list.len() {
        let Some(kind) = kind(view, id) else { continue };
        let (before, after) = next_to(view.document, view.claims, id);
        let known = by_words.entry((kind, before, after)).or_default();
        for &other in known.iter().rev().take(EARLIER) {
            if let Some(ceiling) = certain(view, id, other, &around) {
                out.push(Relation { ceiling, ..equal(view, id, other, Certainty::Certain) });
            }
        }
        known.push(id);
    }
}

/// What a number counts, as a key: the measure, or the first word of the noun, short forms written out.
fn kind(view: View<'_>, id: ClaimId) -> Option<Counted<'_>> {
    let claim = &view.claims.list[id];
    match &claim.quantity.measure {
        _ if view.document.blocks[claim.block].kind == Kind::Cell => None,
        Measure::Bare => None,
        Measure::Count(noun) => Some(Counted::Noun(kinds::head(view.lexicon, noun))),
        Measure::Unit(name) => Some(Counted::Unit(name)),
        Measure::Percent => Some(Counted::Percent),
    }
}

/// How severe it is that two numbers differ: long runs of the same words on both sides, or the same words throughout, and nothing that
/// speaks against one fact. What only one side says leaves a note.
fn certain(view: View, id: ClaimId, other: ClaimId, around: &Around) -> Option<Severity> {
    let (a, b) = (&view.claims.list[id], &view.claims.list[other]);
    let alike = same_role(a, b) && a.percent_of == b.percent_of && a.pair.is_some() == b.pair.is_some();
    let apart = || a.block != b.block && !(in_list(view, a.block) && in_list(view, b.block)) && part(view, a.block) == part(view, b.block);
    if !alike || !apart() {
        return None;
    }
    let (near, far) = (around.of(id), around.of(other));
    let (here, there) = (&near.vicinity, &far.vicinity);
    let (before, after) = here.run(there);
    if before == 0 || after == 0 || before + after < 9 && (before == 1 || after == 1) {
        return None;
    }
    let ceiling = match here.conflict(there) {
        Conflict::None => Severity::Error,
        Conflict::OneSilent if here.tells_one_event(there) => Severity::Error,
        Conflict::OneSilent => Severity::Note,
        Conflict::Differ => return None,
    };
    if near.planned(view) != far.planned(view) {
        return None;
    }
    let (mine, theirs) = (near.words(view), far.words(view));
    let shared = mine.iter().filter(|w| theirs.contains(w)).count();
    let throughout = before > 1 && after > 1 && shared >= 8 && labels::overlap(mine, theirs) >= 75;
    let runs = before + after >= 9 && before > 0 && after > 0 && shared >= 5;
    (runs || throughout).then_some(ceiling)
}

/// Roles that do not exclude each other; a change is never a value.
pub(super) fn same_role(a: &Claim, b: &Claim) -> bool {
    a.role == b.role || !a.is_change() && !b.is_change() && (a.role == Role::None || b.role == Role::None)
}

/// Items of one list are different things however alike their words are.
pub(super) fn in_list(view: View, block: BlockId) -> bool {
    let under = |b: BlockId| matches!(view.document.blocks[b].kind, Kind::Bullet(_) | Kind::Cell);
    under(block) || view.document.ancestors(block).any(under)
}

/// The part of the report that a block stands in: what was done and what is planned are told in different parts.
pub(super) fn part(view: View, block: BlockId) -> Option<BlockId> {
    let note = view.document.blocks[block].note().and_then(|n| view.document.notes.get(n));
    let block = note.and_then(|n| n.anchor).and_then(|a| view.document.anchors.get(a)).map_or(block, |a| a.block);
    view.document.ancestors(block).find(|&b| matches!(&view.document.blocks[b].kind, Kind::Numbered(label) if label.scheme == Scheme::Part))
}
