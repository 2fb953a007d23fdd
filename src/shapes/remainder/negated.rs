//! What has something and what has it not make up all, wherever the two stand: `31 hồ (trong đó 19 hồ đã có quy trình)`, `12 hồ chưa có quy trình`.

use super::{relation, View};
use crate::claims::{kinds, labels, ClaimId};
use crate::lexicon::split_words;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::source::Span;

/// Telling words that both must share.
const TELLING: usize = 3;
/// Numbers before those that have it that may be all.
const BEFORE: usize = 3;
/// The reading of a rest that stands elsewhere, among those of its sentence.
const ELSEWHERE: usize = 200;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let said = |cue: &'static str| {
        let all = (0..view.claims.list.len()).filter_map(move |id| Some((id, predicate(view, id, cue)?)));
        all.collect::<Vec<(ClaimId, Vec<String>)>>()
    };
    let has = said("has");
    for (rest, lacks) in said("has_not") {
        for (done, what) in has.iter().filter(|(done, what)| *done != rest && alike(what, &lacks)) {
            if let Some(all) = whole(view, *done).filter(|&all| all != rest && what.len() >= TELLING) {
                out.push(relation(view, *done, &[all], rest, ELSEWHERE).sure(Certainty::Possible));
                let groups = groups(view, rest, all);
                if groups.len() > 1 && !groups.contains(&all) {
                    out.push(relation(view, *done, &groups, rest, ELSEWHERE + 1).sure(Certainty::Possible));
                }
            }
        }
    }
}

/// What is said of the counted things behind one of the words of `cue`: the telling words of their clause.
fn predicate(view: View, id: ClaimId, cue: &str) -> Option<Vec<String>> {
    let claim = &view.claims.list[id];
    if !matches!(claim.quantity.measure, Measure::Count(_)) || claim.is_change() || claim.pair.is_some() {
        return None;
    }
    let tail = view.document.folded(Span::new(claim.span.end, claim.tail.end));
    let at = split_words(tail).take(5).position(|w| view.rule.cues(cue).iter().any(|c| c == w))?;
    let rest: Vec<&str> = split_words(tail).skip(at + 1).collect();
    Some(labels::words(&rest.join(" "), view.lexicon))
}

/// The shorter of both says nothing that the longer one does not say.
fn alike(a: &[String], b: &[String]) -> bool {
    a.len().min(b.len()) >= TELLING && labels::overlap(a, b) == 100
}

/// What the list that tells of the rest counts in each item: `Nhóm 1: 24 hồ (12 hồ chưa có quy trình)`, `Nhóm 2: 07 hồ`.
fn groups(view: View, rest: ClaimId, all: ClaimId) -> Vec<ClaimId> {
    let Some(list) = view.document.blocks[view.claims.list[rest].block].parent() else { return Vec::new() };
    let same = |id: &ClaimId| view.claims.list[*id].quantity.measure == view.claims.list[all].quantity.measure;
    let first = |item| view.claims.of_block(item).next().filter(same);
    view.document.items(list).into_iter().map(first).collect::<Option<Vec<ClaimId>>>().unwrap_or_default()
}

/// The number right before a part, of the same things, that the part is taken out of.
fn whole(view: View, part: ClaimId) -> Option<ClaimId> {
    let claim = &view.claims.list[part];
    let first = view.claims.of_block(claim.block).start;
    let noun = |c: ClaimId| match &view.claims.list[c].quantity.measure {
        Measure::Count(noun) => Some(kinds::head(view.lexicon, noun)),
        _ => None,
    };
    let fits = |id: &ClaimId| {
        let other = &view.claims.list[*id];
        other.paren != claim.paren && !other.is_change() && (noun(*id) == noun(part) || kinds::same_noun(other, claim))
    };
    (first..part).rev().take(BEFORE).find(fits)
}
