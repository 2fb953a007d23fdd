//! Enumerations of things that are no names: `bóng chuyền, kéo co, đẩy gậy và bắn nỏ`.

use super::lists::{joined_by_and, Listing, Reader, Sign};
use crate::lexicon::split_words;
use crate::source::Span;

/// Words that a listed thing has at most where it is no name.
const LONGEST: usize = 6;

impl Reader<'_> {
    /// Short plain things between signs of one kind, the last one perhaps behind `và`, which may also stand inside it.
    pub(super) fn plain(&self, pieces: &[(Sign, Span)], out: &mut Vec<Listing>) {
        let Some((&(last_sign, last), others)) = pieces.split_last() else { return };
        let Some(&(sign, _)) = others.get(1) else { return };
        let (whole, last) = (last, self.without_clause(last));
        let one_kind = others.iter().skip(1).all(|p| p.0 == sign) && (last_sign == sign || last_sign == Sign::And);
        let items: Vec<Span> = others.iter().map(|p| p.1).chain([last]).collect();
        if sign == Sign::And || !one_kind || self.has_amount(whole) || !items.iter().all(|&i| self.is_thing(i)) {
            return;
        }
        let listing = |items| Listing { items, clear: true, headed: false, numbered: false, plain: true };
        out.push(listing(items));
        if last_sign == Sign::And {
            out.push(listing(joined_by_and(pieces)));
        }
    }

    /// A few words without brackets, colons and amounts.
    fn is_thing(&self, item: Span) -> bool {
        let text = self.words(item);
        let starts_clause = split_words(text).next().is_some_and(|w| self.lexicon.verbs.contains(w));
        (1..=LONGEST).contains(&split_words(text).count()) && !self.has_amount(item) && !starts_clause && !text.contains(['(', ')', ':', '“', '”', '"'])
    }

    /// A figure that is not the number of something.
    fn has_amount(&self, item: Span) -> bool {
        let words: Vec<&str> = split_words(self.words(item)).collect();
        let named = |at: usize| at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|w| self.lexicon.lists("numbered", w));
        words.iter().enumerate().any(|(at, w)| w.starts_with(|c: char| c.is_ascii_digit()) && !named(at))
    }
}
