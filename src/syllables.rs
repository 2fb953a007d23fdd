//! The words of two syllables of a language, looked up by their first one.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// A list of words, read when one is first looked for.
#[derive(Clone, Debug, Default)]
pub struct Syllables {
    /// Each line a syllable, then those that follow it in a word; the lines stand in order.
    text: &'static str,
    lines: OnceLock<Vec<(&'static str, &'static str)>>,
    all: OnceLock<FxHashSet<&'static str>>,
}

impl Syllables {
    /// Words counted from many texts, as they are written in `rules/lexicon/`.
    pub fn new(text: &'static str) -> Syllables {
        Syllables { text, ..Syllables::default() }
    }

    /// True where the language has no such list.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True if two syllables are a word of the language.
    pub fn are_word(&self, first: &str, second: &str) -> bool {
        !first.is_empty() && !second.is_empty() && self.followers(first).is_some_and(|tail| tail.split(' ').any(|s| s == second))
    }

    /// False for a syllable that stands in no word of the list: part of a foreign name, or one that paints a sound.
    pub fn knows(&self, syllable: &str) -> bool {
        self.is_empty() || self.all().contains(syllable)
    }

    /// All syllables that stand in words.
    pub fn all(&self) -> &FxHashSet<&'static str> {
        self.all.get_or_init(|| self.text.split_ascii_whitespace().collect())
    }

    /// The syllables that follow one in words.
    fn followers(&self, syllable: &str) -> Option<&'static str> {
        let lines = self.lines.get_or_init(|| self.text.lines().filter_map(|line| line.split_once(' ')).collect());
        lines.binary_search_by(|(head, _)| (*head).cmp(syllable)).ok().map(|at| lines[at].1)
    }
}
