//! Sets of words that `build.rs` lays out. All words of a set stand in one text, since every reference to a text of its own would be set right by the
//! system at each start; a word is found by its letters, without comparing it with many others.

include!("mixed.rs");

/// Words in order.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownWords {
    /// All of them, one behind the other.
    pub text: &'static str,
    /// Where each begins, and where the last one ends.
    pub starts: &'static [u32],
    /// For each place the number of a word from 1, or 0; a word that finds its place taken stands in the next one that is free. Their count is a power of two.
    pub slots: &'static [u16],
}

impl KnownWords {
    /// True for no words at all.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<usize> {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = mixed(word);
        loop {
            let number = usize::from(*self.slots.get(at & last)?).checked_sub(1)?;
            if self.word(number) == word {
                return Some(number);
            }
            at += 1;
        }
    }

    /// The word of a number.
    pub fn word(&self, number: usize) -> &'static str {
        piece(self.text, self.starts, number)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        let words = *self;
        (1..self.starts.len()).map(move |end| words.word(end - 1))
    }
}

/// One of the pieces of a text that begin at some places.
pub fn piece(text: &'static str, starts: &[u32], number: usize) -> &'static str {
    match starts.get(number..) {
        Some([start, end, ..]) => text.get(*start as usize..*end as usize).unwrap_or_default(),
        _ => "",
    }
}
