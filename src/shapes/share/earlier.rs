//! A rate of an earlier time behind a change: `tăng 1,9 điểm % so với năm trước (51,3%)`.

use super::View;
use crate::claims::ClaimId;
use crate::lexicon::{split_words, Role};
use crate::source::Span;

/// True for the only number of a bracket that stands behind a change and words of comparison.
pub(super) fn is_rate(view: View, id: ClaimId) -> bool {
    let claims = &view.claims.list;
    let alone = claims[id].paren.map(|p| view.claims.parens[p].span).filter(|b| view.claims.inside(*b).len() == 1);
    if alone.is_some() && is_last(view, id) {
        return true;
    }
    let (Some(bracket), Some(change)) = (alone, id.checked_sub(1).map(|before| &claims[before])) else { return false };
    let between = view.document.folded(Span::new(change.full.end.min(bracket.start), bracket.start));
    let compares = split_words(between).next().is_some_and(|w| view.lexicon.lists("compares", w));
    change.is_change() && change.is_percent() && change.block == claims[id].block && compares && !between.contains([',', ';', ':'])
}

/// `(cùng kỳ năm 2024 đạt 64,2%)`: the words before the rate name the earlier time.
fn is_last(view: View, id: ClaimId) -> bool {
    let words: Vec<&str> = split_words(view.document.folded(view.claims.list[id].label)).collect();
    (0..words.len()).any(|n| matches!(view.lexicon.roles.at(words[n..].iter().copied()), Some((Role::Last, _))))
}
