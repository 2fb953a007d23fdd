//! Labels as sets of words, written out and without stop words, to tell whether two of them name the same thing.

use crate::lexicon::{split_words, Lexicon};

/// The telling words of a label, short forms written out, in order, each once.
pub fn words(text: &str, lexicon: &Lexicon) -> Vec<String> {
    telling(text, lexicon).into_iter().map(str::to_owned).collect()
}

/// The same where they need not outlive the text.
pub fn telling<'a>(text: &'a str, lexicon: &'a Lexicon) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for word in split_words(text) {
        match lexicon.abbreviations.get(word) {
            Some(long) => long.split(' ').for_each(|w| add(&mut out, w, lexicon)),
            None => add(&mut out, word, lexicon),
        }
    }
    out
}

fn add<'a>(out: &mut Vec<&'a str>, word: &'a str, lexicon: &Lexicon) {
    let telling = !word.bytes().all(|b| b.is_ascii_digit()) && !lexicon.stop.contains(word);
    if telling && !out.contains(&word) {
        out.push(word);
    }
}

/// How much two sets of words, or of their hashes, agree, in percent of the smaller one; 0 where one is empty.
pub fn overlap<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let least = a.len().min(b.len());
    (shared * 100).checked_div(least).unwrap_or(0)
}

/// How much two word sets agree, in percent of the larger one; 0 where both are empty.
pub fn likeness(a: &[String], b: &[String]) -> usize {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    (shared * 100).checked_div(a.len().max(b.len())).unwrap_or(0)
}
