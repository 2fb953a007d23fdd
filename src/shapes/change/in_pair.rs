//! The newer and the older value as N/M in the bracket right behind a change: `so với cùng kỳ giảm 12 vụ (122/134 vụ)`.

use super::View;
use crate::claims::changes::Change;
use crate::claims::{kinds, ClaimId};
use crate::lexicon::split_words;
use crate::quantity::Measure;
use crate::relations::Certainty;
use crate::source::Span;

/// The newer and the older value, and how sure the words make it that they are: without a comparison N/M may be done of planned.
pub(super) fn of(view: View, change: &Change) -> Option<(ClaimId, ClaimId, Certainty)> {
    inside(view, change).or_else(|| behind(view, change))
}

/// `giảm 12 vụ (122/134 vụ, giảm 9%)`: the growth follows in the same bracket.
fn inside(view: View, change: &Change) -> Option<(ClaimId, ClaimId, Certainty)> {
    let list = &view.claims.list;
    let (told, now) = (change.first.checked_sub(3)?, change.first - 2);
    let first = &list[change.first];
    let bracket = first.paren.filter(|_| list[now].paren == first.paren && list[told].paren != first.paren && list[told].block == first.block)?;
    let opens = view.claims.inside(view.claims.parens[bracket].span).next() == Some(now);
    let before = list[now].base().filter(|&b| b + 1 == change.first && opens)?;
    let growth = list[told].is_change() && list[told].role == first.role && change.amount.is_none();
    (growth && kinds::same_kind(view.document, view.lexicon, &list[before], &list[told])).then_some((now, before, Certainty::Certain))
}

/// The bracket follows the change.
fn behind(view: View, change: &Change) -> Option<(ClaimId, ClaimId, Certainty)> {
    let (now, last) = (change.last + 1, &view.claims.list[change.last]);
    let value = view.claims.list.get(now).filter(|c| c.block == last.block && c.paren != last.paren)?;
    let (bracket, before) = (view.claims.parens[value.paren?].span, value.base()?);
    // `giảm 19 vụ (118/137)` leaves out the noun.
    let is_bare = [now, before].iter().all(|&id| view.claims.list[id].quantity.measure == Measure::Bare);
    let alike = |a: ClaimId| is_bare || kinds::same_kind(view.document, view.lexicon, &view.claims.list[before], &view.claims.list[a]);
    let first = view.document.folded(Span::new(bracket.start.min(value.span.start), value.span.start)).trim_start_matches('(').trim().is_empty();
    let outer = view.document.folded(Span::new(last.full.end.min(bracket.start), bracket.start)).trim_end_matches('(').trim();
    let compares = |text: &str| split_words(text).any(|w| view.lexicon.lists("compares", w));
    let near = outer.is_empty() || split_words(outer).next().is_some_and(|w| view.lexicon.lists("compares", w)) && !outer.contains([',', ';', ':', ')']);
    let start = view.claims.sentence_start(view.document, last.block, last.span.start);
    // What the number before the change tells is the newer value again.
    let told = change.first.checked_sub(1).is_some_and(|id| {
        let (told, now) = (&view.claims.list[id], &view.claims.list[now]);
        told.block == now.block && told.quantity.number.value == now.quantity.number.value
    });
    let behind = bracket.end.min(view.document.blocks[last.block].span.end);
    let next = split_words(view.document.folded(Span::new(behind, view.document.blocks[last.block].span.end))).next();
    let said = told
        || next.is_some_and(|w| view.lexicon.lists("compares", w))
        || compares(outer)
        || compares(view.document.folded(Span::new(start.min(last.span.start), last.span.start)));
    let sure = if said { Certainty::Certain } else { Certainty::Likely };
    (first && near && change.amount.is_none_or(alike)).then_some((now, before, sure))
}
