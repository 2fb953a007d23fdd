//! Numbers in words: `bốn phẩy năm`, `hai mươi ba`, `một triệu hai trăm năm mươi nghìn`.

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

/// Reads a whole number with hundreds, thousands, millions (`năm mươi mốt triệu không trăm lẻ năm nghìn`); returns how many words it takes.
/// Amounts are written so, for nobody to change a figure.
pub fn read_amount(document: &Document, lexicon: &Lexicon, words: &[Span]) -> Option<(Number, usize)> {
    let listed = |list: &str, word: &str| {
        let entries = lexicon.list(list).iter().filter_map(|entry| entry.split_once(' '));
        entries.filter(|(w, _)| *w == word).find_map(|(_, value)| value.parse::<u64>().ok())
    };
    let (mut done, mut billions, mut group, mut last, mut scaled, mut len) = (0u64, 0u64, 0u64, None, false, 0);
    for word in words.iter().map(|w| document.folded(*w)) {
        let digit = lexicon.number_words.get(word).map(|v| u64::from(*v)).or_else(|| listed("numeral_digits", word));
        match (digit, listed("numeral_scales", word)) {
            // `hai mươi`: the digit before it counts tens.
            (Some(10), _) => {
                group = group.checked_sub(last.unwrap_or(0))? + last.filter(|d| *d > 0).unwrap_or(1) * 10;
                last = None;
            }
            (Some(_), _) if last.is_some() => break,
            (Some(digit), _) => {
                group += digit;
                last = Some(digit);
            }
            (None, Some(100)) => {
                group = group.checked_sub(last?)? + last? * 100;
                last = None;
                scaled = true;
            }
            (None, Some(scale)) => {
                let part = (group.max(u64::from(len == 0))).checked_mul(scale)?;
                if scale > 1_000_000 {
                    billions = done.checked_add(group)?.checked_mul(scale)?;
                    done = 0;
                } else {
                    done = done.checked_add(part)?;
                }
                (group, last, scaled) = (0, None, true);
            }
            (None, None) if lexicon.lists("numeral_fillers", word) => last = None,
            (None, None) => break,
        }
        len += 1;
    }
    let value = billions.checked_add(done)?.checked_add(group)?;
    (scaled && len > 1).then_some(())?;
    Some((parse_number(&value.to_string())?, len))
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
