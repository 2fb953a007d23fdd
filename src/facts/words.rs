//! Which words tell something: no stop word, no number, no single letter.

use crate::document::Document;
use crate::lexicon::{split_words, Lexicon};
use crate::source::Span;

/// True if a stretch of text has a telling word.
pub fn tells(document: &Document, lexicon: &Lexicon, span: Span) -> bool {
    split_words(document.folded(span)).any(|word| {
        let single = word.chars().nth(1).is_none();
        !single && !word.bytes().all(|b| b.is_ascii_digit()) && !lexicon.stop.contains(word)
    })
}
