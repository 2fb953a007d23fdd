//! Words so common that another mark on one of their syllables is a slip of typing, and what is known of the syllables of a language.

/// The lists of Vietnamese, counted from many texts by `tools/firm_words.py`; `build.rs` makes the table of `rules/lexicon/vi-firm.txt`.
static VIETNAMESE: Lists = include!(concat!(env!("OUT_DIR"), "/firm.rs"));

/// Syllables in order, each with those that make a firm word with it.
type Partners = &'static [(&'static str, &'static [&'static str])];

/// The lists of a language, each in order.
#[derive(Clone, Copy, Debug, Default)]
struct Lists {
    /// The syllables behind a first one, and those before a second one.
    behind: Partners,
    before: Partners,
    bound: &'static [&'static str],
    known: &'static [&'static str],
    free: &'static [&'static str],
}

/// The firm words of a language.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirmWords {
    lists: Lists,
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
        FirmWords { lists: VIETNAMESE }
    }

    /// True where the language has no such lists.
    pub fn is_empty(&self) -> bool {
        self.lists.behind.is_empty()
    }

    /// The syllables that make a firm word with this one, on one side of it.
    pub fn partners(&self, syllable: &str, side: Side) -> &'static [&'static str] {
        let table = if side == Side::Before { self.lists.before } else { self.lists.behind };
        table.binary_search_by(|(known, _)| (*known).cmp(syllable)).map_or(&[], |at| table[at].1)
    }

    /// The syllable hardly ever stands outside words.
    pub fn is_bound(&self, syllable: &str) -> bool {
        self.lists.bound.binary_search(&syllable).is_ok()
    }

    /// The syllable often stands outside words.
    pub fn stands_free(&self, syllable: &str) -> bool {
        self.lists.free.binary_search(&syllable).is_ok()
    }

    /// The syllables that texts use, though no word of two syllables has them.
    pub fn alone(&self) -> impl Iterator<Item = &'static str> {
        self.lists.known.iter().copied()
    }

    /// Texts use the syllable, though no word of two syllables has it.
    pub fn stands_alone(&self, syllable: &str) -> bool {
        self.lists.known.binary_search(&syllable).is_ok()
    }
}
