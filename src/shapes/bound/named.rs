//! Parts whose whole is named and not repeated: `Trong số hộ nghèo có 684 hộ …`, `16.275 em trên tổng số học sinh nói trên`.

use super::push;
use crate::claims::{kinds, labels, Claim, ClaimId, Cue};
use crate::lexicon::{split_words, PartsCue, Role};
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation};
use crate::shapes::View;
use crate::source::Span;

/// Wholes that one name may mean.
const MOST: usize = 4;
/// Words between the cue and the part.
const FAR: usize = 12;

/// Proposes the part beside every cue that is followed by words instead of a number.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let cues = view.claims.cues.iter().filter(|c| c.kind == PartsCue::OfWhich);
    for cue in cues.filter(|c| split_words(view.document.folded(c.span)).count() > 1) {
        let end = view.claims.sentence_end(view.document, cue.block, cue.span.end);
        let next = view.claims.inside(Span::new(cue.span.end, end.max(cue.span.end))).next();
        let last =
            view.claims.inside(Span::new(view.claims.sentence_start(view.document, cue.block, cue.span.start).min(cue.span.start), cue.span.start)).last();
        if let Some(part) = next.filter(|_| opens(view, cue)) {
            ahead(view, cue, part, out);
        } else if let Some(part) = last.filter(|_| next.is_none_or(|n| view.claims.list[n].clause > cue.span.end)) {
            behind(view, cue, part, end, out);
        }
    }
}

/// The cue begins its clause: the whole is named right behind it, the part follows.
fn opens(view: View, cue: &Cue) -> bool {
    let start = view.document.blocks[cue.block].span.start;
    view.document.words(Span::new(start, cue.span.start)).trim_end().chars().next_back().is_none_or(|c| ".;,:".contains(c))
}

fn ahead(view: View, cue: &Cue, part: ClaimId, out: &mut Vec<Relation>) {
    let text = view.document.folded(Span::new(cue.span.end, view.claims.list[part].span.start));
    let verb = |w: &&str| view.rule.cues("has").iter().any(|h| h == w);
    let phrase: Vec<&str> = split_words(text).take_while(|w| !verb(w)).collect();
    let told = split_words(text).any(|w| verb(&w)) || text.contains(',');
    let phrase: Vec<&str> = if text.contains(',') { split_words(text.split(',').next().unwrap_or("")).take_while(|w| !verb(w)).collect() } else { phrase };
    if told && split_words(text).count() <= FAR && view.claims.list[part].paren == cue.paren {
        wholes(view, cue, part, &phrase, out);
    }
}

fn behind(view: View, cue: &Cue, part: ClaimId, end: usize, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[part];
    let gap = view.document.folded(Span::new(claim.full.end.min(cue.span.start), cue.span.start));
    let text = view.document.folded(Span::new(cue.span.end, end.max(cue.span.end)));
    let phrase: Vec<&str> = split_words(text.split([',', ';', '(']).next().unwrap_or("")).take(FAR).collect();
    if !gap.contains([',', ';', ':', '.', '(', ')']) && split_words(gap).count() <= FAR && view.claims.list[part].clause <= cue.span.start {
        wholes(view, cue, part, &phrase, out);
    }
}

/// The values before the cue that the name fits, nearest first; a part that exceeds all of them is wrong.
fn wholes(view: View, cue: &Cue, part: ClaimId, phrase: &[&str], out: &mut Vec<Relation>) {
    let claim = &view.claims.list[part];
    let mut wanted = labels::words(&phrase.join(" "), view.lexicon);
    wanted.retain(|w| !view.rule.cues("pointing").contains(w));
    if wanted.is_empty() || claim.is_change() || claim.is_percent() || claim.quantity.measure == Measure::Bare || claim.pair.is_some() {
        return;
    }
    let start = view.claims.of_block(cue.block.saturating_sub(1)).start;
    let before = (start..part).rev().filter(|&w| view.claims.list[w].span.end <= cue.span.start);
    let fits = |&w: &ClaimId| {
        let whole = &view.claims.list[w];
        !whole.is_change() && !matches!(whole.role, Role::Plan | Role::Last) && kinds::same_noun(whole, claim) && names(view, whole, &wanted)
    };
    let found: Vec<ClaimId> = before.filter(fits).take(MOST).collect();
    let totals: Vec<ClaimId> = found.iter().copied().filter(|&w| is_total(view, w)).collect();
    for (n, whole) in if totals.is_empty() { found } else { totals }.into_iter().enumerate() {
        push(view, part, whole, Certainty::Certain, 60 + n, out);
    }
}

/// All words of the name stand beside the value.
fn names(view: View, whole: &Claim, wanted: &[String]) -> bool {
    let beside = view.document.folded(Span::new(whole.label.start, whole.tail.end.max(whole.full.end)));
    let words = labels::words(beside, view.lexicon);
    wanted.iter().all(|w| words.contains(w))
}

fn is_total(view: View, id: ClaimId) -> bool {
    view.claims.cues_in(view.claims.list[id].label).any(|c| c.kind == PartsCue::Total)
}
