//! Numbers in words: `bốn phẩy năm`, `hai mươi ba`.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::quantity::{parse_number, Number};
use crate::source::Span;

/// Reads the number that `words` begin with, below a hundred or with one decimal; returns how many words it takes.
pub fn read(document: &Document, lexicon: &Lexicon, words: &[Span]) -> Option<(Number, usize)> {
    let value = |at: usize| words.get(at).and_then(|w| lexicon.number_words.get(document.folded(*w))).copied();
    let (whole, mut len) = whole(&value)?;
    let point = words.get(len).is_some_and(|w| lexicon.lists("decimal_point", document.folded(*w)));
    let mut digits = whole.to_string();
    if let Some(fraction) = value(len + 1).filter(|&f| point && f < 10) {
        digits = format!("{digits},{fraction}");
        len += 2;
    }
    Some((parse_number(&digits)?, len))
}

/// `bốn`, `mười hai`, `hai mươi`, `hai mươi ba`.
fn whole(value: &impl Fn(usize) -> Option<u32>) -> Option<(u32, usize)> {
    let unit = |at: usize| value(at).filter(|&v| v < 10);
    match (value(0)?, value(1)) {
        (10, _) => Some(unit(1).map_or((10, 1), |u| (10 + u, 2))),
        (tens, Some(10)) => Some(unit(2).map_or((tens * 10, 2), |u| (tens * 10 + u, 3))),
        (one, _) => Some((one, 1)),
    }
}
