//! Which older value a change starts from: behind `so với`, beside the newer one, or in `từ A lên B`.

use super::values::{self, Value};
use super::{direction, View};
use crate::claims::changes::Change;
use crate::claims::{kinds, ClaimId};
use crate::lexicon::{split_words, Role};
use crate::phrases::is_year;
use crate::quantity::Measure;
use crate::relations::Certainty;
use crate::source::Span;

/// The older value right behind the change: `tăng 7 vụ so với cùng kỳ (114 vụ)`.
pub(super) fn compared(view: View, last: ClaimId) -> Option<Value> {
    let id = last + 1;
    let last = &view.claims.list[last];
    let claim = view.claims.list.get(id).filter(|c| c.block == last.block && !c.is_change() && c.sentence == last.sentence)?;
    let gap = view.document.folded(Span::new(last.full.end, claim.span.start));
    let gap = direction::behind_word(view, gap.trim_start_matches([')', ' ', '*']));
    let words = split_words(gap);
    // `so với tổng số 3.288 hộ` names the whole of a share.
    if view.rule.cues("whole").iter().any(|w| gap.contains(w.as_str())) {
        return None;
    }
    // `tăng 3,9% (năm 2024: 8.612 tỷ đồng)`
    let gap = if view.claims.is_of_year(view.document, id) { gap.trim_end_matches([':', ' ']) } else { gap };
    let dated = gap.split_once('(').is_some_and(|g| g.0.is_empty() && split_words(g.1).any(is_year));
    let older = || view.rule.cues("older").iter().any(|cue| gap.trim_end().ends_with(cue.as_str()));
    let bracket = gap.starts_with('(') && (matches!(claim.role, Role::Last | Role::Plan) || dated || older());
    let compared = (bracket || words.clone().next().is_some_and(|w| compares(view, w))) && words.clone().count() <= 16 && !gap.contains([',', ';', ':', ')']);
    let inner = gap.split_once('(').map_or("", |g| g.1);
    let filler = view.rule.cues("filler");
    // `so với quý II (1.764 triệu đồng)`
    let is_number = |w: &str| w.bytes().all(|b| b.is_ascii_digit()) || w.bytes().all(|b| b"ivx".contains(&b));
    let plain = |text: &str| split_words(text).all(|w| filler.iter().any(|f| f == w) || is_number(w));
    let sure = if plain(gap) { Certainty::Certain } else { Certainty::Likely };
    (compared && plain(inner)).then_some(Value { id, sure })
}

/// The first word of a comparison.
fn compares(view: View, word: &str) -> bool {
    view.lexicon.lists("compares", word)
}

/// The older value that the sentence opens with: `So với cùng kỳ năm trước (45 vụ), số vụ giảm 8 vụ`.
pub(super) fn introduced(view: View, change: &Change) -> Option<Value> {
    let first = &view.claims.list[change.first];
    let start = view.claims.sentence_start(view.document, first.block, first.span.start);
    let inside = |id: &ClaimId| view.claims.list[*id].paren.is_some_and(|p| opens(view, start, view.claims.parens[p].span.start));
    let held: Vec<ClaimId> = view.claims.inside(Span::new(start.min(first.span.start), first.span.start)).filter(inside).collect();
    let alike = |id: &ClaimId| change.amount.is_some_and(|a| kinds::same_kind(view.document, view.lexicon, &view.claims.list[*id], &view.claims.list[a]));
    let id = held.iter().copied().find(alike).or_else(|| held.first().copied().filter(|_| held.len() == 1 && change.amount.is_none()))?;
    (!view.claims.list[id].is_change()).then_some(Value { id, sure: Certainty::Certain })
}

/// The words before a bracket compare with an earlier time, and nothing else.
fn opens(view: View, start: usize, bracket: usize) -> bool {
    let text = view.document.folded(Span::new(start.min(bracket), bracket));
    let words = split_words(text.rsplit([',', ';', ':']).next().unwrap_or(""));
    let filler = view.rule.cues("filler");
    let plain = |w: &str| filler.iter().any(|f| f == w) || w.bytes().all(|b| b.is_ascii_digit());
    words.clone().next().is_some_and(|w| compares(view, w)) && words.clone().all(plain)
}

/// The older value beside the newer one: `121/114 vụ cùng kỳ`, `năm nay 121 vụ, năm trước 114 vụ`.
pub(super) fn beside(view: View, change: &Change, now: ClaimId) -> Option<(ClaimId, ClaimId)> {
    let value = &view.claims.list[now];
    if let Some(base) = value.base() {
        let behind = &view.claims.list[base];
        let said = format!("{} {}", view.document.folded(value.label), view.document.folded(behind.tail));
        return (is_last(view, &said) || to_plan(view, change)).then_some((now, base));
    }
    if let Some(older) = (now + 1..change.first).find_map(|id| compared(view, id)).filter(|o| o.id < change.first) {
        return kinds::same_kind(view.document, view.lexicon, &view.claims.list[older.id], value).then_some((now, older.id));
    }
    let range = view.claims.of_block(value.block);
    let same = |id: &ClaimId| view.claims.list[*id].sentence == value.sentence && kinds::same_kind(view.document, view.lexicon, &view.claims.list[*id], value);
    let near = (now.saturating_sub(2)..now + 3).filter(|id| *id != now && *id < change.first && range.contains(id)).filter(same);
    near.filter(|&id| !view.claims.list[id].is_change()).find_map(|id| match view.claims.list[id].role {
        Role::Last => Some((now, id)),
        Role::Plan if to_plan(view, change) => Some((now, id)),
        _ => match (year(view, now), year(view, id)) {
            (Some(a), Some(b)) if a.len() == b.len() && a != b => Some(if a > b { (now, id) } else { (id, now) }),
            _ => None,
        },
    })
}

/// `vượt 20 ha`, `tăng 20 ha so với kế hoạch`.
fn to_plan(view: View, change: &Change) -> bool {
    let last = &view.claims.list[change.last];
    let behind = split_words(view.document.folded(Span::new(last.full.end, last.tail.end.max(last.full.end)))).take(6);
    let number = view.claims.list[change.first].span.start;
    let between = split_words(view.document.folded(Span::new(change.word.end.min(number), number)));
    let plans = |found: Option<(Role, usize)>| matches!(found, Some((Role::Plan, _)));
    view.rule.cues("over_plan").iter().any(|w| w == view.document.folded(change.word))
        || plans(view.lexicon.bases.at(behind))
        || plans(view.lexicon.bases.at(between))
}

fn is_last(view: View, text: &str) -> bool {
    let words: Vec<&str> = split_words(text).collect();
    (0..words.len()).any(|n| matches!(view.lexicon.roles.at(words[n..].iter().copied()), Some((Role::Last, _))))
}

/// The year that stands right behind a value, or before it; as text, which sorts as years do.
fn year<'v>(view: View<'v>, id: ClaimId) -> Option<&'v str> {
    let claim = &view.claims.list[id];
    let behind = split_words(view.document.folded(claim.tail)).take(3).take_while(|w| !compares(view, w)).find(|w| is_year(w));
    behind.or_else(|| split_words(view.document.folded(claim.label)).filter(|w| is_year(w)).last())
}

/// `từ 114 vụ lên 121 vụ`: the older and the newer value side by side, if they stand at `id` and behind it.
pub(super) fn from_to(view: View, id: ClaimId) -> bool {
    let (Some(a), Some(b)) = (view.claims.list.get(id), view.claims.list.get(id + 1)) else { return false };
    let ends = |cue: &String| view.document.folded(a.label).trim_end().ends_with(cue.as_str());
    let bare = a.quantity.measure == Measure::Bare && !b.is_percent();
    let close = a.sentence == b.sentence && a.segment == b.segment && (bare || kinds::same_kind(view.document, view.lexicon, a, b));
    close && view.rule.cues("from").iter().any(ends) && view.rule.phrases("to").end(view.document.folded(b.label))
}

/// `từ 114 vụ lên 121 vụ` right before or behind the change: the older and the newer value.
pub(super) fn stated_pair(view: View, change: &Change) -> Option<(ClaimId, ClaimId)> {
    let block = view.claims.of_block(view.claims.list[change.first].block);
    let starts = [change.first.checked_sub(2), Some(change.last + 1)];
    let told = |id: ClaimId| told(view, change, id) && !(id < change.first && is_range(view, id));
    let fits = |&id: &ClaimId| id >= block.start && id + 1 < block.end && from_to(view, id) && of_change(view, change, id) && told(id);
    starts.into_iter().flatten().find(fits).map(|id| (id, id + 1))
}

/// `học phí từ 120 đến 310 nghìn đồng, giảm 20%`: a range, unless a word of direction precedes it.
fn is_range(view: View, id: ClaimId) -> bool {
    let last = split_words(view.document.folded(view.claims.list[id + 1].label)).last();
    let words: Vec<&str> = split_words(view.document.folded(view.claims.list[id].label)).collect();
    let moved = (0..words.len()).any(|at| matches!(view.lexicon.roles.at(words[at..].iter().copied()), Some((Role::Up | Role::Down | Role::Value, _))));
    !moved && last.is_some_and(|word| view.rule.cues("ranges").iter().any(|r| r == word))
}

/// The values stand in the sentence of the change and measure what it measures.
fn of_change(view: View, change: &Change, id: ClaimId) -> bool {
    let (value, first) = (&view.claims.list[id], &view.claims.list[change.first]);
    let bare = |a: ClaimId| [value, &view.claims.list[a]].iter().all(|c| c.quantity.measure == Measure::Bare);
    let alike = |a: ClaimId| a == id || bare(a) || kinds::same_kind(view.document, view.lexicon, value, &view.claims.list[a]);
    value.sentence == first.sentence && change.amount.is_none_or(alike)
}

/// The two values are of the change: right behind it with nothing but `từ` between, or before it and of its own subject.
fn told(view: View, change: &Change, id: ClaimId) -> bool {
    let label = view.document.folded(view.claims.list[id].label);
    if id > change.last {
        return view.rule.phrases("from").are_all(label);
    }
    let subject = values::subject(view, change);
    subject.is_empty() || kinds::names(&subject, view.document, view.lexicon, &view.claims.list[id])
}
