//! The words of two syllables of a language: its syllables by number, and which may follow which.

use crate::known_words::KnownWords;

/// The words of Vietnamese, counted from many texts; `build.rs` makes the table of `rules/lexicon/vi-words.txt`.
static VIETNAMESE: Syllables = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The number of a syllable in the list of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syllable(u16);

/// A list of words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Syllables {
    words: KnownWords,
    /// The numbers of those that follow each syllable in a word, in order, one list behind the other.
    followers: &'static [u16],
    /// Where each list begins, and where the last one ends.
    starts: &'static [u32],
}

impl Syllables {
    /// The words of Vietnamese.
    pub fn vietnamese() -> Syllables {
        VIETNAMESE
    }

    /// True where the language has no such list.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A syllable that stands in a word of the list.
    pub fn find(&self, syllable: &str) -> Option<Syllable> {
        u16::try_from(self.words.find(syllable)?).ok().map(Syllable)
    }

    /// True if one syllable follows another in a word.
    pub fn follow(&self, first: Syllable, second: Syllable) -> bool {
        let Some([start, end, ..]) = self.starts.get(usize::from(first.0)..) else { return false };
        self.followers.get(*start as usize..*end as usize).is_some_and(|followers| followers.binary_search(&second.0).is_ok())
    }

    /// True if two syllables are a word of the language.
    pub fn are_word(&self, first: &str, second: &str) -> bool {
        self.find(first).zip(self.find(second)).is_some_and(|(first, second)| self.follow(first, second))
    }

    /// False for a syllable that stands in no word of the list: part of a foreign name, or one that paints a sound.
    pub fn knows(&self, syllable: &str) -> bool {
        self.is_empty() || self.find(syllable).is_some()
    }

    /// All syllables that stand in words.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.all()
    }
}
