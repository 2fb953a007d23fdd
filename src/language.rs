//! The languages of reports and messages, and how the language of a report is told from its text.

use crate::phrases::split_words;

/// A language of reports and of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

/// So many bytes tell the language; a report is written in one.
const ENOUGH: usize = 20_000;
/// One word alone may be a name.
const FEWEST: usize = 2;
/// Short English words that could be Vietnamese syllables by their letters.
const ENGLISH: [&str; 16] = ["of", "the", "and", "are", "in", "was", "were", "by", "from", "has", "have", "is", "with", "this", "per", "which"];

impl Language {
    /// Its code, as files and options name it.
    pub fn code(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// The language of a text: English where words that cannot be Vietnamese outnumber those with Vietnamese letters.
    /// What tells nothing (bare tables, codes) is taken for Vietnamese.
    pub fn of(text: &str) -> Language {
        let mut end = text.len().min(ENOUGH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (mut foreign, mut marked) = (0usize, 0usize);
        for word in split_words(&text[..end]) {
            if !word.is_ascii() {
                marked += 1;
            } else if is_foreign(word) {
                foreign += 1;
            }
        }
        if foreign >= FEWEST && foreign > marked {
            Language::En
        } else {
            Language::Vi
        }
    }
}

/// A Vietnamese syllable ends in a vowel or in c, ch, m, n, ng, nh, p, t. Capitals are left to names and short forms.
fn is_foreign(word: &str) -> bool {
    let bytes = word.as_bytes();
    let small = bytes.iter().skip(1).all(u8::is_ascii_lowercase) && bytes.first().is_some_and(u8::is_ascii_alphabetic);
    let ending = bytes.last().is_some_and(|b| b"bdfjklrsvwxz".contains(b)) || word.ends_with("gh") || word.ends_with("th") || word.ends_with("ty");
    small && (word.len() > 3 && ending || ENGLISH.iter().any(|w| word.eq_ignore_ascii_case(w)))
}
