//! Words of direction apart from a number: far before it (`lower than the estimate by 5 per cent`), or behind an amount: `$17 billion lower
//! than planned`, `an $89 million increase`, and the two forms of one change that share them: `3.5 per cent or $17 billion lower than planned`,
//! `$89 million (10 percent) more than in May`.

use super::changes::placed_words;
use super::Claim;
use crate::lexicon::{split_words, Hinge, Lexicon, Role};
use crate::phrases::words_from_end;
use crate::source::Span;

/// Words of direction, at most.
const LONGEST: usize = 2;

/// Words between the one of direction and the last one before a number.
const FAR: usize = 8;

/// `reduced its staff by 12`: the direction of the word, and where it begins and ends in the words before the number.
pub(super) fn before(label: &str, lexicon: &Lexicon) -> Option<(Role, usize, usize)> {
    let from = label.rfind([',', ';', ':', '(']).map_or(0, |at| at + 1);
    let mut words = placed_words(&label[from..]);
    while words.last().is_some_and(|(_, word)| lexicon.hedges.at(std::iter::once(*word)).is_some()) {
        words.pop();
    }
    words.pop().filter(|(_, last)| lexicon.lists("by", last))?;
    let at = |n: usize| lexicon.roles_by.at(words[n..].iter().map(|w| w.1)).map(|(role, len)| (role, words[n].0, words[n + len - 1]));
    let (role, start, (last, word)) = (0..words.len()).rev().take(FAR).find_map(at)?;
    Some((role, from + start, from + last + word.len()))
}

/// The direction that the words behind an amount give it: a comparison follows, or an article stands before the amount.
pub(super) fn behind(label: &str, after: &str, lexicon: &Lexicon) -> Option<Role> {
    let (role, rest) = direction(after, lexicon)?;
    let named = || words_from_end(label).next().is_some_and(|word| lexicon.lists("articles", word));
    (matches!(lexicon.hinges.at(rest), Some((Hinge::Than, _))) || named()).then_some(role)
}

/// The word of direction right behind a number or the bracket that it closes, and the words behind it.
fn direction<'t>(after: &'t str, lexicon: &Lexicon) -> Option<(Role, impl Iterator<Item = &'t str> + Clone + 't)> {
    let rest = after.strip_prefix(')').unwrap_or(after).strip_prefix(' ').filter(|rest| rest.starts_with(char::is_alphabetic))?;
    let (role, len) = lexicon.roles_after.at(split_words(rest).take(LONGEST))?;
    Some((role, split_words(rest).skip(len).take(1)))
}

/// The number before a change in the other measure that is the same change, told by the same words behind both.
pub(super) fn shares(list: &mut [Claim], after: &str, lower: &str, lexicon: &Lexicon) {
    let [.., first, last] = list else { return };
    let is_said = direction(after, lexicon).is_some_and(|(role, _)| role == last.role);
    let one = first.sentence == last.sentence && first.is_percent() != last.is_percent() && first.pair.is_none();
    if is_said && one && matches!(first.role, Role::None | Role::Share) && is_joined(first, last, lower, lexicon) {
        first.role = last.role;
    }
}

/// `3.5 per cent or about $17 billion`, `$89 million (10 percent)`: nothing else stands between the two.
fn is_joined(first: &Claim, last: &Claim, lower: &str, lexicon: &Lexicon) -> bool {
    let gap = Span::new(first.full.end, last.span.start).of(lower);
    let opened = last.paren != first.paren;
    let (outer, inner) = if opened { gap.split_once('(').unwrap_or((gap, "")) } else { ("", gap) };
    let is_or = |word: &str| lexicon.lists("alternatives", word);
    let is_hedge = |word: &str| lexicon.hedges.at(std::iter::once(word)).is_some();
    let plain = split_words(inner).all(|word| is_or(word) || is_hedge(word));
    plain && (opened || split_words(inner).next().is_some_and(is_or)) && outer.trim().is_empty() && !inner.contains([',', ';', '.', ':'])
}
