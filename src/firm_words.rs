//! Words so common that another mark on one of their syllables is a slip of typing, and what is known of the syllables of a language.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// The lists of a language, read when one of them is first needed.
#[derive(Clone, Debug, Default)]
pub struct FirmWords {
    text: &'static str,
    lists: OnceLock<Lists>,
}

/// The lists, as they are asked.
#[derive(Clone, Debug, Default)]
struct Lists {
    /// The syllables behind a first one, and those before a second one.
    followers: FxHashMap<&'static str, Vec<&'static str>>,
    preceders: FxHashMap<&'static str, Vec<&'static str>>,
    bound: FxHashSet<&'static str>,
    known: FxHashSet<&'static str>,
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
    /// Lists counted from many texts, as `tools/firm_words.py` writes them.
    pub fn new(text: &'static str) -> FirmWords {
        FirmWords { text, ..FirmWords::default() }
    }

    /// True where the language has no such lists.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The syllables that make a firm word with this one, on one side of it.
    pub fn partners(&self, syllable: &str, side: Side) -> &[&'static str] {
        let lists = self.lists();
        let of_side = if side == Side::Before { &lists.preceders } else { &lists.followers };
        of_side.get(syllable).map_or(&[], Vec::as_slice)
    }

    /// The syllable hardly ever stands outside words.
    pub fn is_bound(&self, syllable: &str) -> bool {
        self.lists().bound.contains(syllable)
    }

    /// Texts use the syllable, though no word of two syllables has it.
    pub fn stands_alone(&self, syllable: &str) -> bool {
        self.lists().known.contains(syllable)
    }

    fn lists(&self) -> &Lists {
        self.lists.get_or_init(|| {
            let mut lists = Lists::default();
            let mut section = "";
            for line in self.text.lines() {
                if let Some(name) = line.strip_prefix("# ") {
                    section = name;
                    continue;
                }
                match section {
                    "words" => {
                        let mut syllables = line.split(' ');
                        let Some(first) = syllables.next() else { continue };
                        for second in syllables {
                            lists.followers.entry(first).or_default().push(second);
                            lists.preceders.entry(second).or_default().push(first);
                        }
                    }
                    "bound" => _ = lists.bound.insert(line),
                    _ => _ = lists.known.insert(line),
                }
            }
            lists
        })
    }
}
