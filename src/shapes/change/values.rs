//! Which two values a change lies between: the newer one mostly before it, the older one behind `so với` or beside the newer.

use crate::claims::changes::{next_sentence, one_segment, placed_words, starts_with, Change};
use crate::claims::{kinds, labels, Claim, ClaimId, Pair};
use crate::lexicon::{split_words, Role};
use crate::quantity::Measure;
use crate::relations::Certainty;
use crate::shapes::View;
use crate::source::Span;

/// A value that a change may belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub id: ClaimId,
    pub sure: Certainty,
}

/// The newer values that a change may lead to, likeliest first; `sample` is the claim whose kind they must have.
pub(super) fn newer(view: View, change: &Change, sample: ClaimId, older: Option<ClaimId>) -> Vec<Value> {
    let block = view.claims.list[sample].block;
    let range = view.claims.of_block(block);
    let mut out: Vec<Value> = Vec::new();
    let next = older.map_or(change.last, |o| o.max(change.last)) + 1;
    if range.contains(&next) && leads_on(view, change, next) && fits(view, change, sample, next) {
        out.push(Value { id: next, sure: Certainty::Certain });
    }
    let before = (range.start..change.first).rev().filter(|&id| Some(id) != older);
    for id in before.filter(|&id| fits(view, change, sample, id) && reachable(view, change, id)).take(if view.claims.list[sample].is_percent() { 1 } else { 3 }) {
        out.push(Value { id, sure: certainty(view, change, id) });
    }
    out
}

/// `giảm 46 hộ, còn 669 hộ`: the newer value follows.
fn leads_on(view: View, change: &Change, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let label = split_words(view.document.folded(claim.label));
    let same = claim.sentence == view.claims.list[change.last].sentence && one_segment(view.claims, view.claims.list[change.last].full.end, claim.span.start);
    same && view.rule.cues("to").iter().any(|cue| starts_with(label.clone(), cue) == Some(label.clone().count()))
}

fn fits(view: View, change: &Change, sample: ClaimId, id: ClaimId) -> bool {
    let (wanted, claim) = (&view.claims.list[sample], &view.claims.list[id]);
    let rate = claim.is_percent() && wanted.is_percent();
    let usual = !claim.is_change() || rate && id + 1 == change.first;
    let bare = wanted.quantity.measure == Measure::Bare && !claim.is_percent() && subject_noun(view, change, claim);
    usual && !matches!(claim.role, Role::Plan | Role::Last) && !matches!(claim.pair, Some(Pair::Base(_))) && (bare || kinds::same_kind(view.document, view.lexicon, claim, wanted))
}

/// `số vụ giảm 567`: the noun stands before the change.
fn subject_noun(view: View, change: &Change, value: &Claim) -> bool {
    let Measure::Count(noun) = &value.quantity.measure else { return false };
    let subject = view.document.folded(change.subject);
    let tail = kinds::qualifier(view.document, view.lexicon, value);
    subject.contains(noun.as_str()) && tail.is_none_or(|t| subject.contains(t))
}

/// The value stands in the same brackets as the change or outside, and is what the change's own words name.
fn reachable(view: View, change: &Change, id: ClaimId) -> bool {
    let (claim, first) = (&view.claims.list[id], &view.claims.list[change.first]);
    let open = claim.paren.is_none() || claim.paren == first.paren;
    let subject = subject(view, change);
    open && (subject.is_empty() || kinds::names(&subject, view.document, view.lexicon, claim))
}

/// The telling words before the direction.
fn subject(view: View, change: &Change) -> Vec<String> {
    let filler = view.rule.cues("filler");
    let text = view.document.folded(change.subject);
    let placed = placed_words(text);
    // Behind `và` a new clause begins; what stands before it belongs to the number before.
    let joined = placed.iter().rev().find(|w| view.rule.cues("joins").iter().any(|j| j == w.1)).map_or(0, |w| w.0);
    let mut words = labels::words(&text[joined..], view.lexicon);
    words.retain(|w| !filler.contains(w));
    words
}

fn certainty(view: View, change: &Change, id: ClaimId) -> Certainty {
    let (claim, first) = (&view.claims.list[id], &view.claims.list[change.first]);
    let counted = matches!(claim.quantity.measure, Measure::Count(_)) && claim.quantity.exact;
    let named = counted || !subject(view, change).is_empty();
    match (claim.sentence == first.sentence, named) {
        (true, _) if change.first - id <= 3 || named => Certainty::Certain,
        (false, true) if next_sentence(view.claims, claim, first) => Certainty::Certain,
        _ => Certainty::Likely,
    }
}

/// The older value right behind the change: `tăng 7 vụ so với cùng kỳ (114 vụ)`.
pub(super) fn compared(view: View, last: ClaimId) -> Option<Value> {
    let id = last + 1;
    let last = &view.claims.list[last];
    let claim = view.claims.list.get(id).filter(|c| c.block == last.block && !c.is_change() && c.sentence == last.sentence)?;
    let gap = view.document.folded(Span::new(last.full.end, claim.span.start));
    let gap = gap.trim_start_matches([')', ' ', '*']);
    let words = split_words(gap);
    let compares = words.clone().next() == Some("so") && words.clone().count() <= 16 && !gap.contains([',', ';', ':', ')']);
    let inner = gap.split_once('(').map_or("", |g| g.1);
    let filler = view.rule.cues("filler");
    let plain = |text: &str| split_words(text).all(|w| filler.iter().any(|f| f == w) || w.bytes().all(|b| b.is_ascii_digit()));
    let sure = if plain(gap) { Certainty::Certain } else { Certainty::Likely };
    (compares && plain(inner)).then_some(Value { id, sure })
}

/// The older value beside the newer one: `121/114 vụ cùng kỳ`, `năm nay 121 vụ, năm trước 114 vụ`.
pub(super) fn beside(view: View, change: &Change, now: ClaimId) -> Option<(ClaimId, ClaimId)> {
    let value = &view.claims.list[now];
    if let Some(base) = value.base() {
        let behind = &view.claims.list[base];
        let said = format!("{} {}", view.document.folded(value.label), view.document.folded(behind.tail));
        return is_last(view, &said).then_some((now, base));
    }
    let range = view.claims.of_block(value.block);
    let same = |id: &ClaimId| view.claims.list[*id].sentence == value.sentence && kinds::same_kind(view.document, view.lexicon, &view.claims.list[*id], value);
    let near = (now.saturating_sub(2)..now + 3).filter(|id| *id != now && *id < change.first && range.contains(id)).filter(same);
    let to_plan = view.rule.cues("over_plan").iter().any(|w| w == view.document.folded(change.word));
    near.filter(|&id| !view.claims.list[id].is_change()).find_map(|id| match view.claims.list[id].role {
        Role::Last => Some((now, id)),
        Role::Plan if to_plan => Some((now, id)),
        _ => match (year(view, now), year(view, id)) {
            (Some(a), Some(b)) if a.len() == b.len() && a != b => Some(if a > b { (now, id) } else { (id, now) }),
            _ => None,
        },
    })
}

fn is_last(view: View, text: &str) -> bool {
    let words: Vec<&str> = split_words(text).collect();
    (0..words.len()).any(|n| matches!(view.lexicon.roles.at(words[n..].iter().copied()), Some((Role::Last, _))))
}

/// The year that stands right behind a value, or before it; as text, which sorts as years do.
fn year<'v>(view: View<'v>, id: ClaimId) -> Option<&'v str> {
    let claim = &view.claims.list[id];
    let is_year = |w: &&str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()) && (w.starts_with("19") || w.starts_with("20"));
    let behind = split_words(view.document.folded(claim.tail)).take(3).take_while(|w| *w != "so").find(is_year);
    behind.or_else(|| split_words(view.document.folded(claim.label)).filter(is_year).last())
}

/// `từ 114 vụ lên 121 vụ`: the older and the newer value side by side, if they stand at `id` and behind it.
pub(super) fn from_to(view: View, id: ClaimId) -> bool {
    let (Some(a), Some(b)) = (view.claims.list.get(id), view.claims.list.get(id + 1)) else { return false };
    let ends = |cue: &String| view.document.folded(a.label).trim_end().ends_with(cue.as_str());
    let label: Vec<&str> = split_words(view.document.folded(b.label)).collect();
    let leads = |cue: &String| (0..label.len()).any(|n| starts_with(label[n..].iter().copied(), cue) == Some(label.len() - n));
    let close = a.sentence == b.sentence && a.segment == b.segment && kinds::same_kind(view.document, view.lexicon, a, b);
    close && view.rule.cues("from").iter().any(ends) && view.rule.cues("to").iter().any(leads)
}
