//! Counts in words: before a list of what they count (`three districts: A, B and C`), and as N of M (`twelve of the twenty members`).

use crate::lexicon::{split_words, Lexicon};

/// Most bytes between the noun and the sign that opens the list.
const NEAR: usize = 30;
/// Most words between the two numbers of N of M.
const BETWEEN: usize = 2;

/// Places of numbers in words that are counts; only in languages that say what opens a list.
pub(super) fn find(lexicon: &Lexicon, lower: &str) -> Vec<(usize, usize)> {
    let openers = lexicon.list("spelled_lists");
    if openers.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (start, end) in spelled(lexicon, lower) {
        let rest = &lower[end..];
        let paired = out.last().is_some_and(|&(_, before)| of_same(lexicon, lower.get(before..start).unwrap_or("")));
        if opens_list(lexicon, openers, rest) || is_part(lexicon, rest) || paired {
            out.push((start, end));
        }
    }
    out
}

/// All numbers in words, `forty-two` as one.
fn spelled<'a>(lexicon: &'a Lexicon, lower: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    let place = |word: &str| word.as_ptr() as usize - lower.as_ptr() as usize;
    let mut done = 0;
    split_words(lower).filter(|w| lexicon.number_words.contains_key(*w)).filter_map(move |word| {
        let (start, end) = (place(word), place(word) + word.len());
        let fresh = start >= done;
        let unit = lower[end..].strip_prefix('-').and_then(|rest| split_words(rest).next().filter(|w| rest.starts_with(*w)));
        let end = unit.filter(|w| lexicon.number_words.contains_key(*w)).map_or(end, |w| end + 1 + w.len());
        done = end.max(done);
        let hyphened = lower[..start].ends_with('-') || lower[end..].starts_with('-');
        (fresh && !hyphened).then_some((start, end))
    })
}

/// The value of a number in words.
pub(super) fn value(lexicon: &Lexicon, written: &str) -> Option<u32> {
    let parts = written.split('-').map(|word| lexicon.number_words.get(word).copied());
    parts.sum()
}

/// `of the twenty members` follows: the number is N of N of M.
fn is_part(lexicon: &Lexicon, rest: &str) -> bool {
    let is_number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) || lexicon.number_words.contains_key(w);
    let words: Vec<&str> = split_words(rest).take(BETWEEN + 2).collect();
    let Some(at) = words.iter().position(|w| is_number(w)).filter(|at| (1..=BETWEEN + 1).contains(at)) else { return false };
    let gap = words[at].as_ptr() as usize - rest.as_ptr() as usize;
    of_same(lexicon, &rest[..gap])
}

fn of_same(lexicon: &Lexicon, gap: &str) -> bool {
    gap.starts_with(' ') && lexicon.lists("of_same", gap.trim())
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
