//! Nouns for which a report defines a short form of its own: `5.650 hồ sơ (HS), gồm 1.070 HS kỳ trước`.

use super::context::Behind;
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon};
use crate::phrases::words_from_end;
use crate::quantity::Measure;
use rustc_hash::FxHashMap;

/// Letters of a short form.
const SHORTEST: usize = 2;
const LONGEST: usize = 5;

/// The short forms that a report defines for things that are counted.
#[derive(Debug, Default)]
pub(super) struct ShortForms {
    nouns: FxHashMap<String, Measure>,
}

impl ShortForms {
    /// Capitals in a bracket behind words that begin with these letters and are a noun of the lexicon.
    pub fn of(document: &Document, lexicon: &Lexicon) -> ShortForms {
        let text = document.text();
        let mut nouns = FxHashMap::default();
        for (at, _) in text.match_indices('(') {
            let inner = &text[at + 1..];
            let len = inner.find(|c: char| !c.is_uppercase()).unwrap_or(inner.len());
            let short = inner[..len].to_lowercase();
            let count = short.chars().count();
            if !inner[len..].starts_with(')') || !(SHORTEST..=LONGEST).contains(&count) {
                continue;
            }
            let mut words: Vec<&str> = words_from_end(&document.lower[..at]).take(count).collect();
            words.reverse();
            let is_made_of = words.len() == count && words.iter().zip(short.chars()).all(|(word, letter)| word.starts_with(letter));
            let noun = lexicon.nouns.at(words.iter().copied()).filter(|found| is_made_of && found.1 == count);
            if let Some((noun, _)) = noun {
                nouns.insert(short, lexicon.counted(noun));
            }
        }
        ShortForms { nouns }
    }

    /// What is counted, where the words behind a number are a short form; `after` is the text behind it.
    pub fn written_out(&self, behind: Behind, after: &str) -> Behind {
        let Measure::Count(name) = &behind.measure else { return behind };
        if behind.known || self.nouns.is_empty() {
            return behind;
        }
        let Some(word) = split_words(name).next() else { return behind };
        let Some(measure) = self.nouns.get(word).cloned() else { return behind };
        let len = after[..behind.len].find(word).map_or(behind.len, |at| at + word.len());
        Behind { measure, len, known: true, ..behind }
    }
}
