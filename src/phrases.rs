//! Words and phrases of a text, found quickly: a checker of texts asks little else.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// True for a letter or a digit of any script: the answer of [`char::is_alphanumeric`], without its tables for the scripts that reports are in.
#[inline]
pub fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{1e00}'..='\u{1eff}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// True for a letter of any script: the answer of [`char::is_alphabetic`], as quickly.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' => is_of_word(c),
        _ => c.is_alphabetic(),
    }
}

/// True for a capital of any script: the answer of [`char::is_uppercase`], as quickly.
#[inline]
pub fn is_capital(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{c0}'..='\u{ff}' => c < '\u{df}' && c != '×',
        '\u{1ea0}'..='\u{1eff}' => u32::from(c).is_multiple_of(2),
        _ => c.is_uppercase(),
    }
}

/// True for a small letter of any script: the answer of [`char::is_lowercase`], as quickly.
#[inline]
pub fn is_small(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{c0}'..='\u{ff}' => c >= '\u{df}' && c != '÷',
        '\u{1ea0}'..='\u{1eff}' => !u32::from(c).is_multiple_of(2),
        _ => c.is_lowercase(),
    }
}

/// True for a year of our time as it is written: `2024`.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// A letter in lower case, if that has the same length in bytes, else the letter itself.
#[inline]
pub fn lower_case(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        // Vietnamese letters with two marks: capitals and small letters by turns.
        '\u{1ea0}'..='\u{1eff}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        '\u{df}'..='\u{ff}' => c,
        _ => {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        }
    }
}

/// What stands behind the last of some ASCII signs; all of it where there is none.
pub fn behind_last(text: &str, is_sign: impl Fn(u8) -> bool) -> &str {
    &text[text.bytes().rposition(is_sign).map_or(0, |at| at + 1)..]
}

/// Where words stand in a text, one place behind the other.
pub fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(text.as_bytes(), words.as_bytes())
}

/// A text without the first of some words that it ends with; `None` where it ends with none of them.
#[inline]
pub fn without_end<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    words.iter().find_map(|word| without(text, word))
}

/// A text without the word that it ends with; two bytes tell of most words that they do not stand there.
#[inline]
pub fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (text_bytes, bytes) = (text.as_bytes(), word.as_bytes());
    let from = text.len().checked_sub(word.len())?;
    let last = |bytes: &[u8]| bytes.len().checked_sub(2).map(|at| bytes[at]);
    let may_end = text_bytes.get(from) == bytes.first() && (bytes.len() < 2 || last(text_bytes) == last(bytes));
    may_end.then(|| text.strip_suffix(word)).flatten()
}

/// The words of a text: runs of letters and digits.
#[inline]
pub fn split_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = loop {
            let byte = bytes.get(at)?;
            match inside(text, bytes, at) {
                0 if byte.is_ascii() => at += 1,
                0 => at += text[at..].chars().next().map_or(1, char::len_utf8),
                len => break len,
            }
        };
        let from = at;
        at += first;
        while at < bytes.len() {
            match inside(text, bytes, at) {
                0 => break,
                len => at += len,
            }
        }
        text.get(from..at)
    })
}

/// The words of a text from its end, without cutting those that nobody asks for.
pub fn words_from_end(text: &str) -> impl Iterator<Item = &str> {
    let is_inside = |c: char| c == '=' || is_of_word(c);
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.trim_end_matches(|c: char| !is_inside(c));
        rest = end.trim_end_matches(is_inside);
        end.get(rest.len()..).filter(|word| !word.is_empty())
    })
}

static LETTERS: [u8; 256] = letters_by_first_byte(Some(b'='));

/// In [`letters_by_first_byte`]: the next bytes tell whether it is a letter.
pub const ASK: u8 = 9;

/// By the first byte of a character: how many bytes of a letter or digit it begins, 0 for another sign, [`ASK`] where more must be looked at. One more
/// ASCII sign may count as a letter.
pub const fn letters_by_first_byte(also: Option<u8>) -> [u8; 256] {
    let mut table = [ASK; 256];
    let mut byte = 0;
    while byte < 256 {
        let first = byte as u8;
        if first < 0x80 {
            table[byte] = (first.is_ascii_alphanumeric() || matches!(also, Some(sign) if sign == first)) as u8;
        } else if first >= 0xc4 && first <= 0xc8 {
            table[byte] = 2;
        }
        byte += 1;
    }
    table
}

/// Length in bytes of the letter, digit or `=` at a character border; 0 for any other sign.
#[inline(always)]
fn inside(text: &str, bytes: &[u8], at: usize) -> usize {
    match LETTERS[bytes[at] as usize] {
        ASK => asked(text, bytes, at),
        len => len as usize,
    }
}

/// The same for characters that their first byte does not tell.
#[inline(always)]
fn asked(text: &str, bytes: &[u8], at: usize) -> usize {
    match (bytes[at], bytes.get(at + 1)) {
        // Latin letters with marks, without the two signs between them; letters with two marks.
        (0xc3, next) => 2 * usize::from(!matches!(next, Some(0x97 | 0xb7))),
        (0xe1, Some(0xb8..=0xbb)) => 3,
        _ => of_rare(text, at),
    }
}

/// The same for the scripts that reports are not in.
#[inline(never)]
fn of_rare(text: &str, at: usize) -> usize {
    text[at..].chars().next().filter(|&c| is_of_word(c)).map_or(0, char::len_utf8)
}

/// What follows the first word of a phrase.
#[derive(Clone, Debug)]
struct Phrase<T> {
    others: Cow<'static, str>,
    /// How many words these are.
    count: usize,
    value: T,
}

/// Phrases of one or more words, found by their first word, longest first.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<Cow<'static, str>, Vec<Phrase<T>>>,
    /// A bit for each first word, by its length and some of its bytes: most words of a text begin no phrase, and this tells of most of them.
    firsts: [u64; 4],
}

/// Which bit of how many a word sets.
#[inline]
fn bit_of(word: &str) -> (usize, u64) {
    let (bytes, len) = (word.as_bytes(), word.len());
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(*byte));
    let mixed = byte(0) + 7 * byte(len / 2) + 31 * byte(len.wrapping_sub(1)) + 61 * len;
    (mixed / 64 % 4, 1 << (mixed % 64))
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: FxHashMap::default(), firsts: [0; 4] }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase.
    pub fn add(&mut self, phrase: impl Into<Cow<'static, str>>, value: T) {
        let phrase = phrase.into();
        let mut words = split_words(&phrase);
        let Some(first) = words.next() else { return };
        let (at, bit) = bit_of(first);
        let from = |word: &str| word.as_ptr() as usize - phrase.as_ptr() as usize;
        let first = from(first)..from(first) + first.len();
        let (mut others, mut count) = (0..0, 0);
        for word in words {
            count += 1;
            others = if count == 1 { from(word) } else { others.start }..from(word) + word.len();
        }
        let part = |range: std::ops::Range<usize>| match &phrase {
            Cow::Borrowed(phrase) => Cow::Borrowed(&phrase[range]),
            Cow::Owned(phrase) => Cow::Owned(phrase[range].to_owned()),
        };
        let (first, others) = (part(first), part(others));
        self.firsts[at] |= bit;
        let known = self.by_first.entry(first).or_default();
        // Behind those that are as long.
        let place = known.partition_point(|longer| longer.count >= count);
        known.insert(place, Phrase { others, count, value });
    }

    /// True if one of the phrases begins with a word.
    pub fn may_begin_with(&self, word: &str) -> bool {
        self.known(word).is_some()
    }

    /// The longest phrase that `words` begins with: its value and how many words it has.
    pub fn at<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(T, usize)> {
        let mut behind_first = words;
        let known = self.known(behind_first.next()?)?;
        let fits = |phrase: &&Phrase<T>| {
            let mut rest = behind_first.clone();
            match phrase.count {
                0 => true,
                1 => rest.next() == Some(&phrase.others),
                _ => split_words(&phrase.others).all(|word| rest.next() == Some(word)),
            }
        };
        known.iter().find(fits).map(|phrase| (phrase.value, 1 + phrase.count))
    }

    /// The phrases that begin with a word.
    #[inline]
    fn known(&self, first: &str) -> Option<&Vec<Phrase<T>>> {
        let (at, bit) = bit_of(first);
        (self.firsts[at] & bit != 0).then(|| self.by_first.get(first)).flatten()
    }

    /// True if one of the phrases stands somewhere in a text.
    pub fn are_in(&self, text: &str) -> bool {
        let mut words = split_words(text);
        loop {
            let from_here = words.clone();
            match words.next() {
                None => return false,
                Some(first) if self.may_begin_with(first) && self.at(from_here).is_some() => return true,
                Some(_) => {}
            }
        }
    }

    /// True if one of the phrases is all that a text says.
    pub fn are_all(&self, text: &str) -> bool {
        self.at(split_words(text)).is_some_and(|(_, len)| len == split_words(text).count())
    }

    /// True if a text ends with one of the phrases.
    pub fn end(&self, text: &str) -> bool {
        let words: Vec<&str> = split_words(text).collect();
        (0..words.len()).any(|at| self.at(words[at..].iter().copied()).is_some_and(|(_, len)| at + len == words.len()))
    }
}

impl Phrases<()> {
    /// Phrases that say nothing but that they are there.
    pub fn of(list: &[String]) -> Phrases<()> {
        let mut phrases = Phrases::default();
        for phrase in list {
            phrases.add(phrase.clone(), ());
        }
        phrases
    }
}
