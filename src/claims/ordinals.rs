//! Numbers that are names: `Điều 61`, `loại 1`, `năm 2024`, `Nà Phìn 2`, `Q. 2`, `§ 12`.

use super::context::{last_words, Behind};
use crate::lexicon::{split_words, Lexicon, Ordinal};
use crate::phrases::{is_letter, is_of_word, is_year};
use crate::quantity::Measure;

/// Signs that only stand before the number of something.
const SIGNS: [char; 4] = ['§', '№', '#', '@'];

/// Measures whose names also say when something is or how good it is (`tháng 6 năm 2024`).
const LOOSE: [&str; 4] = ["duration", "score", "grade", "age"];

/// What stands around a number.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The words before it in lower case, and as written.
    pub before: &'a str,
    pub cased: &'a str,
    /// The words behind it in lower case.
    pub after: &'a str,
    pub digits: &'a str,
    pub behind: &'a Behind,
}

/// True for what a hyphen joins to the digits behind it: `COVID-19`, and `MTZ -80` where the name stands apart from both. A sign stands before a percent or
/// decimals (`Index -1,2`), and no name.
pub(super) fn is_of_model(before: &str, after: &str) -> bool {
    let name = before.strip_suffix(' ').map_or("", |rest| rest.rsplit([' ', '(']).next().unwrap_or(""));
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_cut = rest.starts_with('%') || rest.starts_with([',', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    before.ends_with(is_letter) || is_name && !is_cut
}

/// Why a number is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// By the word or sign before it; others may follow (`Điều 61, 62`).
    ByWord,
    /// As a year, or by a name before it.
    Itself,
}

/// True if a unit of measure stands behind: whatever stands before it, that is an amount (`ngắn ngày 06 ha`).
fn is_measured(behind: &Behind) -> bool {
    matches!(&behind.measure, Measure::Unit(name) if !LOOSE.contains(&name.as_str())) && behind.len > 1
}

/// False where a noun stands behind digits that are the year it is of (`the 2012 review`), in languages whose nouns say how many they are.
fn has_plural(after: &str, behind: &Behind, lexicon: &Lexicon) -> bool {
    if lexicon.numbers.adjectives == 0 || !matches!(behind.measure, Measure::Count(_)) {
        return true;
    }
    let mut words = split_words(after);
    let noun = lexicon.nouns.at(words.clone()).map(|(noun, _)| lexicon.noun_name(noun));
    let is_plural = |noun: &str| lexicon.list("plural_endings").iter().any(|ending| noun.ends_with(ending.as_str()));
    noun.is_some_and(|noun| is_plural(noun) || !noun.split(' ').all(|word| words.next() == Some(word)))
}

/// Whether a number is a name; `amount` says that it is no year, though it looks like one.
pub(super) fn named(around: Around, amount: bool, lexicon: &Lexicon) -> Option<Named> {
    let Around { before, cased, after, digits, behind } = around;
    if is_measured(behind) {
        return None;
    }
    let ahead = before.trim_end();
    let year = is_year(digits) && !amount;
    let known = behind.known && (!year || has_plural(after, behind, lexicon));
    if ahead.ends_with(SIGNS) && !known {
        return Some(Named::ByWord);
    }
    if year && !known {
        return Some(Named::Itself);
    }
    if is_in_code(cased) && !known {
        return Some(Named::Itself);
    }
    let ahead = ahead.strip_suffix('.').filter(|short| abbreviates(short, lexicon)).unwrap_or(ahead);
    if ahead.ends_with([',', ';', '.', '(', ')', ':']) {
        return None;
    }
    let words = last_words(ahead, 3);
    for len in (1..=3usize.min(words.len())).rev() {
        match lexicon.ordinals.at(words[words.len() - len..].iter().copied()) {
            Some((kind, n)) if n == len => {
                // `lũy kế 05 tháng 14 vụ`: a number of months, then an amount.
                let counted = words.len() > len && words[words.len() - len - 1].bytes().all(|b| b.is_ascii_digit());
                let is_name = match kind {
                    _ if counted && known => false,
                    Ordinal::Code => true,
                    Ordinal::Always => digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 4,
                    Ordinal::Year if year => true,
                    _ => !known,
                };
                return is_name.then_some(Named::ByWord);
            }
            _ => {}
        }
    }
    let capital = cased.split_whitespace().next_back().and_then(|w| w.chars().next()).is_some_and(char::is_uppercase);
    (!known && capital && words.len() > 1 && digits.len() <= 2).then_some(Named::Itself)
}

/// True if words as these stand before the number of something (`Điều`, `tiểu học`).
pub(super) fn number(words: &str, lexicon: &Lexicon) -> bool {
    let lower = words.to_lowercase();
    let words = last_words(&lower, 3);
    (1..=words.len()).any(|len| lexicon.ordinals.at(words[words.len() - len..].iter().copied()).is_some_and(|(_, n)| n == len))
}

/// True if `digits` before a blank are a name of their own, so that the digits behind the blank are another number (`tháng 9 100 hộ`).
pub(super) fn stands_alone(before: &str, lexicon: &Lexicon) -> bool {
    let words = last_words(before, 3);
    let ends = before.trim_end().ends_with(is_of_word);
    let of_names = |len: usize| lexicon.ordinals.at(words[words.len() - len..].iter().copied()).is_some_and(|(kind, n)| n == len && kind >= Ordinal::Year);
    ends && (1..=words.len()).any(of_names)
}

/// `HTX-25-104`, `R-15`: the number is part of a code that begins with a capital.
fn is_in_code(cased: &str) -> bool {
    let token = cased.rsplit(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | '[')).next().unwrap_or("");
    token.len() > 1
        && token.ends_with('-')
        && token.starts_with(|c: char| c.is_ascii_uppercase())
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// `Q. 2`: the full stop belongs to a short form, not to a sentence.
fn abbreviates(text: &str, lexicon: &Lexicon) -> bool {
    let word = last_words(text, 1).first().copied().unwrap_or("");
    lexicon.list("stopped").iter().any(|form| form.to_lowercase() == word)
}

/// The number goes on in a list of names: nothing but a comma or `và` stands between it and the name before it.
pub(super) fn goes_on(between: &str, digits: &str, known: bool, lexicon: &Lexicon) -> bool {
    let gap = between.trim();
    !known && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) && (matches!(gap, "," | ";" | "-" | "–") || lexicon.lists("list_and", gap))
}

/// How long a code at the start of `text` is: digits, and what a sign joins to them (`26+793` of `Km26+793`, `76,8`).
pub(super) fn code_len(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(text);
    while text[len..].starts_with(['.', ',', '+']) {
        match digits(&text[len + 1..]) {
            0 => break,
            more => len += 1 + more,
        }
    }
    len
}

/// `0263.3822.114`: a zero in front and as many digits as a telephone number has.
pub(super) fn is_phone(digits: &str) -> bool {
    let second = digits.chars().nth(1).is_some_and(|c| c.is_ascii_digit() && c != '0');
    digits.starts_with('0') && second && digits.bytes().filter(u8::is_ascii_digit).count() >= 8
}
