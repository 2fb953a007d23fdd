//! What the words around a change add: the word of direction that would be right, and subjects whose percents are of something else.

use super::{values, View};
use crate::claims::changes::{self, Change};
use crate::claims::{ClaimId, PercentOf};
use crate::lexicon::split_words;
use crate::relations::{Certainty, Relation};
use crate::source::Span;

/// Longest sign before a percent, in bytes.
const SIGN: usize = 3;

/// The relation of a direction with the word that would be right.
pub(super) fn turned(view: View, change: &Change, relation: Relation) -> Relation {
    turned_word(view, change, relation.variant(if change.falls { "down-word" } else { "up-word" }))
}

fn turned_word(view: View, change: &Change, relation: Relation) -> Relation {
    let (rises, falls) = (view.rule.cues("rises"), view.rule.cues("falls"));
    let (own, other) = if change.falls { (falls, rises) } else { (rises, falls) };
    let word = view.document.words(change.word);
    let opposite = own.iter().position(|w| w == word).and_then(|n| other.get(n));
    match opposite {
        Some(words) => relation.replace(words.clone()),
        None => relation,
    }
}

/// A fall of poor households is often given in percent of all households: the sentence up to the change tells.
pub(super) fn doubted(view: View, change: &Change, sure: Certainty) -> Certainty {
    let first = &view.claims.list[change.first];
    let start = view.claims.sentence_start(view.document, first.block, first.span.start);
    let words = view.document.folded(Span::new(start.min(first.span.start), first.full.end));
    let doubtful = view.rule.cues("rate_nouns").iter().any(|n| words.contains(n.as_str()));
    if doubtful {
        sure.min(Certainty::Likely)
    } else {
        sure
    }
}

/// `bình quân mỗi năm giảm 37,5 ha`, `tăng 1%/năm`: not the change between two values.
pub(super) fn yearly(view: View, change: &Change) -> bool {
    let last = &view.claims.list[change.last];
    let block = view.document.blocks[last.block].span;
    let behind = view.document.folded(Span::new(last.full.end, block.end));
    let percent = last.is_percent() && view.rule.cues("year_units").iter().any(|u| behind.starts_with(u.as_str()));
    percent || view.rule.phrases("yearly").are_in(view.document.folded(view.claims.list[change.first].label))
}

/// `the increase of 630 in the north`: a change that is known and of a part only.
pub(super) fn is_partial(view: View, change: &Change) -> bool {
    let (first, last) = (&view.claims.list[change.first], &view.claims.list[change.last]);
    let known = view.rule.phrases("definite").are_all(view.document.folded(first.label));
    known && changes::begins(view.document.folded(last.tail), view.rule.cues("narrows"))
}

/// The word is one of those that say where a value moved; `nhanh hơn` may be meant of a speed or of a time.
pub(super) fn tells(view: View, change: &Change) -> bool {
    let word = view.document.words(change.word);
    view.rule.cues("rises").iter().chain(view.rule.cues("falls")).any(|w| w == word)
}

/// `tăng 14 người (-12,6%)`: the sign of the percent in the bracket says the opposite of the word.
pub(super) fn against_sign(view: View, change: &Change, out: &mut Vec<Relation>) {
    let (Some(amount), Some(percent)) = (change.amount, view.claims.list.get(change.first + 1)) else { return };
    let first = &view.claims.list[amount];
    let turned = percent.is_change() && percent.role != first.role && percent.is_percent() && percent.block == first.block;
    let alone = percent.paren.filter(|_| percent.paren != first.paren).is_some_and(|p| {
        let inner = view.claims.parens[p].span;
        inner.end == percent.full.end && percent.span.start.saturating_sub(inner.start) <= SIGN
    });
    let gap = view.document.folded(Span::new(first.full.end, percent.span.start.max(first.full.end)));
    if !(turned && alone && tells(view, change) && amount == change.first) || gap.contains([',', ';', '.', ':', ')']) {
        return;
    }
    let others = values::newer(view, change, amount, None).first().map(|now| view.claims.list[now.id].span);
    let others: Vec<Span> = [first.span, percent.span].into_iter().chain(others).collect();
    let flag = Relation::flag(&view.rule.name, change.word, others, view.rule.severity);
    let flag = turned_word(view, change, flag).variant("sign");
    out.push(
        flag.detail("amount", view.document.words(first.span)).detail("percent", view.document.words(view.claims.parens[percent.paren.unwrap_or(0)].span)),
    );
}

/// The percent of a change, where it is of the older value: points (`giảm 528 hộ, tỷ lệ giảm 3,76 điểm %`) are of another whole.
pub(super) fn growth(view: View, change: &Change) -> Option<ClaimId> {
    change.percent.filter(|&p| view.claims.list[p].percent_of != PercentOf::Points)
}

/// `$17 billion lower than the $391 billion`: what stands behind the word of direction.
pub(super) fn behind_word<'v>(view: View, gap: &'v str) -> &'v str {
    let Some((_, len)) = view.lexicon.roles_after.at(split_words(gap).take(2)) else { return gap };
    split_words(gap).nth(len).map_or("", |next| &gap[next.as_ptr() as usize - gap.as_ptr() as usize..])
}
