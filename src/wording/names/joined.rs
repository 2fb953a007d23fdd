//! Which words of a report are parted from the next one by nothing but a blank.

use crate::claims::words::Word;
use crate::source::Span;
use crate::view::View;

/// One bit for each word.
pub(super) struct Joined(Vec<u64>);

impl Joined {
    /// Looks behind each word.
    pub fn of(view: View) -> Joined {
        let is_joined = |pair: &[Word]| {
            let gap = Span::new(pair[0].span().end, pair[1].span().start);
            !gap.is_empty() && view.document.words(gap).chars().all(|c| c == ' ' || c == '\u{a0}')
        };
        let words = &view.claims.words.list;
        let mut bits = vec![0u64; words.len().div_ceil(64)];
        for (at, _) in words.windows(2).enumerate().filter(|(_, pair)| is_joined(pair)) {
            bits[at / 64] |= 1 << (at % 64);
        }
        Joined(bits)
    }

    /// True if nothing but a blank stands between that word and the next one.
    pub fn holds(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}
