//! Dates with the name of their month: `15 June 2024`, `June 15, 2024`; languages that have none lose nothing.

use super::parse::Token;
use crate::lexicon::Lexicon;

/// The date around the digits at `at`, which is skipped where it has no year; `block` is lower case.
pub(super) fn token(lexicon: &Lexicon, block: &str, at: usize) -> Option<Token> {
    if lexicon.months.is_empty() {
        return None;
    }
    let (before, rest) = block.split_at_checked(at)?;
    let len = digits(rest);
    let day: u32 = rest.get(..len).filter(|d| d.len() <= 2)?.parse().ok()?;
    let len = len + ["st", "nd", "rd", "th"].iter().find(|e| rest[len..].starts_with(**e)).map_or(0, |e| e.len());
    let (month, reach, year_at) = match month_behind(lexicon, &rest[len..]) {
        Some((month, more)) => (month, len + more, len + more),
        None => {
            let month = month_before(lexicon, before)?;
            (month, len, len + usize::from(rest[len..].starts_with(',')))
        }
    };
    let blank = rest[year_at..].starts_with(' ');
    let year = blank.then(|| &rest[year_at + 1..]).filter(|y| digits(y) == 4 && y.starts_with(['1', '2']));
    match year.and_then(|y| y[..4].parse().ok()) {
        Some(year) => Some(Token::Date { day: Some(day), month, year, year_digits: 4, len: year_at + 5 }),
        None => Some(Token::Skip(reach)),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn month_behind(lexicon: &Lexicon, rest: &str) -> Option<(u32, usize)> {
    let word = rest.strip_prefix(' ')?;
    let len = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    lexicon.months.get(&word[..len]).map(|&month| (month, 1 + len))
}

fn month_before(lexicon: &Lexicon, before: &str) -> Option<u32> {
    let ahead = before.strip_suffix(' ')?;
    let len = ahead.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    lexicon.months.get(&ahead[ahead.len() - len..]).copied()
}
