//! The words of two syllables of a language: its syllables by number, and which may follow which.

/// The words of Vietnamese, counted from many texts; `build.rs` makes the table of `rules/lexicon/vi-words.txt`.
static VIETNAMESE: &[(&str, &[u16])] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The number of a syllable in the list of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syllable(u16);

/// A list of words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Syllables {
    /// Each syllable, in order, with the numbers of those that follow it in a word, in order.
    table: &'static [(&'static str, &'static [u16])],
}

impl Syllables {
    /// The words of Vietnamese.
    pub fn vietnamese() -> Syllables {
        Syllables { table: VIETNAMESE }
    }

    /// True where the language has no such list.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// A syllable that stands in a word of the list.
    pub fn find(&self, syllable: &str) -> Option<Syllable> {
        let at = self.table.binary_search_by(|(known, _)| (*known).cmp(syllable)).ok()?;
        u16::try_from(at).ok().map(Syllable)
    }

    /// True if one syllable follows another in a word.
    pub fn follow(&self, first: Syllable, second: Syllable) -> bool {
        self.table.get(usize::from(first.0)).is_some_and(|(_, tail)| tail.binary_search(&second.0).is_ok())
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
        self.table.iter().map(|(syllable, _)| *syllable)
    }
}
