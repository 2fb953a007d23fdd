//! Which older value a change starts from: behind `so với`, beside the newer one, or in `từ A lên B`.

use super::values::{self, Value};
use super::View;
use crate::claims::changes::{starts_with, Change};
use crate::claims::{kinds, ClaimId};
use crate::lexicon::{split_words, Role};
use crate::quantity::Measure;
use crate::relations::Certainty;
use crate::source::Span;

/// The older value right behind the change: `tăng 7 vụ so với cùng kỳ (114 vụ)`.
pub(super) fn compared(view: View, last: ClaimId) -> Option<Value> {
    let id = last + 1;
    let last = &view.claims.list[last];
    let claim = view.claims.list.get(id).filter(|c| c.block == last.block && !c.is_change() && c.sentence == last.sentence)?;
    let gap = view.document.folded(Span::new(last.full.end, claim.span.start));
    let gap = gap.trim_start_matches([')', ' ', '*']);
    let words = split_words(gap);
    // `so với tổng số 3.288 hộ` names the whole of a share.
    if view.rule.cues("whole").iter().any(|w| gap.contains(w.as_str())) {
        return None;
    }
    let bracket = gap.starts_with('(') && matches!(claim.role, Role::Last | Role::Plan);
    let compares = (bracket || words.clone().next() == Some("so")) && words.clone().count() <= 16 && !gap.contains([',', ';', ':', ')']);
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
    view.rule.cues("over_plan").iter().any(|w| w == view.document.folded(change.word)) || matches!(view.lexicon.bases.at(behind), Some((Role::Plan, _)))
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
    let bare = a.quantity.measure == Measure::Bare && !b.is_percent();
    let close = a.sentence == b.sentence && a.segment == b.segment && (bare || kinds::same_kind(view.document, view.lexicon, a, b));
    close && view.rule.cues("from").iter().any(ends) && view.rule.cues("to").iter().any(leads)
}

/// The two values are of the change: right behind it with nothing but `từ` between, or before it and of its own subject.
pub(super) fn told(view: View, change: &Change, id: ClaimId) -> bool {
    let label = view.document.folded(view.claims.list[id].label);
    if id > change.last {
        return view.rule.cues("from").iter().any(|cue| starts_with(split_words(label), cue) == Some(split_words(label).count()));
    }
    let subject = values::subject(view, change);
    subject.is_empty() || kinds::names(&subject, view.document, view.lexicon, &view.claims.list[id])
}
