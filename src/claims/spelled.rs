//! Counts in words before a list of what they count: `three districts: A, B and C`.

use crate::lexicon::{split_words, Lexicon};

/// Most bytes between the noun and the sign that opens the list.
const NEAR: usize = 30;

/// Places of numbers in words with a known noun and a list behind them; only in languages that say what opens the list.
pub(super) fn find(lexicon: &Lexicon, lower: &str) -> Vec<(usize, usize)> {
    let openers = lexicon.list("spelled_lists");
    if openers.is_empty() {
        return Vec::new();
    }
    let place = |word: &str| word.as_ptr() as usize - lower.as_ptr() as usize;
    let counts = split_words(lower).filter(|w| lexicon.number_words.contains_key(*w)).map(|w| (place(w), place(w) + w.len()));
    counts.filter(|&(_, end)| opens_list(lexicon, openers, &lower[end..])).collect()
}

fn opens_list(lexicon: &Lexicon, openers: &[String], rest: &str) -> bool {
    if !rest.starts_with(' ') {
        return false;
    }
    let near = |word: &str| word.as_ptr() as usize - rest.as_ptr() as usize + word.len();
    let reach = lexicon.numbers.adjectives + 1;
    let mut ends = split_words(rest).take(reach).filter(|w| lexicon.nouns.at(std::iter::once(*w)).is_some()).map(near);
    ends.next()
        .is_some_and(|end| openers.iter().any(|o| rest[end..].find(o.as_str()).is_some_and(|at| at <= NEAR && !rest[end..end + at].contains(['.', ';', ',']))))
}
