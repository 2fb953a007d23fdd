//! Words so common that another mark on one of their syllables is a slip of typing, and what is known of the syllables of a language.

use crate::known_words::{piece, KnownWords};

/// The lists of Vietnamese, counted from many texts by `tools/firm_words.py`; `build.rs` makes the table of `rules/lexicon/vi-firm.txt`.
static VIETNAMESE: FirmWords = include!(concat!(env!("OUT_DIR"), "/firm.rs"));

/// Syllables, each with those that make a firm word with it.
#[derive(Clone, Copy, Debug, Default)]
struct Partners {
    words: KnownWords,
    /// The partners of each, a blank between them, one list behind the other; where each list begins, and where the last one ends.
    text: &'static str,
    starts: &'static [u32],
}

/// The firm words of a language.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirmWords {
    /// The syllables behind a first one, and those before a second one.
    behind: Partners,
    before: Partners,
    bound: KnownWords,
    known: KnownWords,
    free: KnownWords,
}

/// On which side of a syllable the other one of a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    Behind,
}

impl FirmWords {
    /// Those of Vietnamese.
    pub fn vietnamese() -> FirmWords {
        VIETNAMESE
    }

    /// True where the language has no such lists.
    pub fn is_empty(&self) -> bool {
        self.behind.words.is_empty()
    }

    /// The syllables that make a firm word with this one, on one side of it.
    pub fn partners(&self, syllable: &str, side: Side) -> impl Iterator<Item = &'static str> {
        let table = if side == Side::Before { self.before } else { self.behind };
        let found = table.words.find(syllable).map(|number| piece(table.text, table.starts, number));
        found.into_iter().flat_map(|partners| partners.split(' '))
    }

    /// The syllable hardly ever stands outside words.
    pub fn is_bound(&self, syllable: &str) -> bool {
        self.bound.find(syllable).is_some()
    }

    /// The syllable often stands outside words.
    pub fn stands_free(&self, syllable: &str) -> bool {
        self.free.find(syllable).is_some()
    }

    /// The syllables that texts use, though no word of two syllables has them.
    pub fn alone(&self) -> impl Iterator<Item = &'static str> {
        self.known.all()
    }

    /// Texts use the syllable, though no word of two syllables has it.
    pub fn stands_alone(&self, syllable: &str) -> bool {
        self.known.find(syllable).is_some()
    }
}
