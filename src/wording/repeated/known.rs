//! What may stand twice in a row: words doubled on purpose, longer words, and two words that share a syllable.

use super::Doubled;

/// So many places of one word are looked at.
const MOST_PLACES: usize = 4_000;
/// How often the report must write the phrase without the copy for the copy to be a slip.
const UNDOUBLED: usize = 2;

impl<'a> Doubled<'a> {
    /// True if the language, or the report itself, has words that meet in this way.
    pub(super) fn is_known(&self) -> bool {
        let list = |name: &str| self.view.lexicon.list(name);
        let first = self.low(self.at);
        let is_copy = |phrase: &String| phrase.starts_with(first) && crate::lexicon::split_words(phrase).eq((self.at..self.at + self.len).map(|i| self.low(i)));
        if list("reduplicated").iter().any(is_copy) {
            return true;
        }
        if self.len > 1 {
            let next = self.low(self.at + self.len);
            let longer = |phrase: &&String| {
                if !phrase.starts_with(next) {
                    return false;
                }
                let words: Vec<&str> = crate::lexicon::split_words(phrase).collect();
                words.len() > self.len && words.iter().enumerate().all(|(i, w)| self.low(self.at + self.len + i) == *w)
            };
            return list("long_words").iter().find(longer).is_some();
        }
        let (left, right) = self.neighbours();
        let (pivot, lexicon) = (self.low(self.at), self.view.lexicon);
        if !lexicon.is_word(pivot, pivot) && self.is_undoubled_elsewhere() {
            return false;
        }
        let ends = lexicon.is_word(left, pivot) || (lexicon.lists("money_word", pivot) && left.bytes().all(|b| b.is_ascii_digit()));
        if lexicon.is_word(pivot, right) && (ends || lexicon.lists("stands_alone", pivot)) || self.chains(left, right) {
            return true;
        }
        if lexicon.lists("never_doubled", pivot) {
            return false;
        }
        lexicon.is_word(pivot, pivot) || !lexicon.knows_syllable(pivot) || self.report_chains()
    }

    /// `trên địa bàn bàn tỉnh` where the report else has `trên địa bàn tỉnh`: two words may meet here, but they are not doubled there.
    fn is_undoubled_elsewhere(&self) -> bool {
        let (left, right) = self.neighbours();
        if left.is_empty() || right.is_empty() {
            return false;
        }
        let [left, pivot, right] = [self.at - 1, self.at, self.at + 2].map(|i| self.words.get(i).map_or(u32::MAX, |w| w.id()));
        let words = &self.view.claims.words;
        let around = words.places(pivot).take(MOST_PLACES).filter_map(|at| words.list.get(at.checked_sub(1)?..at + 2));
        around.filter(|run| run[0].id() == left && run[2].id() == right).take(UNDOUBLED).count() == UNDOUBLED
    }

    fn neighbours(&self) -> (&'a str, &'a str) {
        let left = if self.at > 0 && self.gap(self.at - 1).trim().is_empty() { self.low(self.at - 1) } else { "" };
        let right = if self.gap(self.at + 1).trim().is_empty() { self.low(self.at + 2) } else { "" };
        (left, right)
    }

    /// The lexicon lists the word on the left and the word on the right, where counting texts finds one of them too rare.
    fn chains(&self, left: &str, right: &str) -> bool {
        let pivot = self.low(self.at);
        let has = |field: &str, word: &str| field.split(' ').any(|w| w == word);
        self.view.lexicon.list("chains").iter().filter(|chain| chain.contains(pivot)).any(|chain| {
            let mut fields = chain.split('|').map(str::trim);
            let (before, middle, after) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""), fields.next().unwrap_or(""));
            let counted = |first: &str, second: &str| self.view.lexicon.is_word(first, second);
            middle == pivot
                && !left.is_empty()
                && !right.is_empty()
                && (has(before, left) || counted(left, pivot))
                && (has(after, right) || counted(pivot, right))
        })
    }

    /// The report itself uses both words, the right one also without the left one, and never the undoubled sequence.
    fn report_chains(&self) -> bool {
        let (left, right) = self.neighbours();
        if left.is_empty() || right.is_empty() {
            return false;
        }
        let [left, pivot, right] = [self.at - 1, self.at, self.at + 2].map(|i| self.words.get(i).map_or(u32::MAX, |w| w.id()));
        let (mut on_left, mut on_right) = (0, 0);
        let words = &self.view.claims.words;
        // A word that stands everywhere says the same by its first places as by all of them.
        for at in words.places(pivot).take(MOST_PLACES) {
            let Some([a, _, c]) = at.checked_sub(1).and_then(|from| words.list.get(from..at + 2)) else { continue };
            if (a.id(), c.id()) == (left, right) {
                return false;
            }
            on_left += usize::from(a.id() == left && c.id() != pivot);
            on_right += usize::from(c.id() == right && a.id() != left && a.id() != pivot);
        }
        on_left > 1 && on_right > 1
    }
}
