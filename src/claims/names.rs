//! Proper names: runs of capitalised syllables, and what makes two of them look alike.

use super::words::Word;
use super::Claims;
use crate::document::Document;
use crate::phrases::{is_capital, is_of_word, is_small, without};
use crate::source::Span;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::UnicodeNormalization;

/// A run of capitalised syllables.
#[derive(Clone, Debug)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// The block that it stands in.
    pub block: usize,
    /// True if a word of place or body stands right before it.
    pub placed: bool,
}

/// Most syllables of a name.
const LONGEST: usize = 4;

/// All names of two to four syllables; `classifiers` are the words that make a name a place.
pub fn read(document: &Document, claims: &Claims, classifiers: &[String]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for block in 0..document.blocks.len() {
        let words = claims.words.of_block(block);
        let first_word = claims.words.range(block).start;
        let first_of_block = out.len();
        let mut at = 0;
        while at < words.len() {
            if !claims.words.has_capital(first_word + at) || !is_capitalised(document.words(words[at].span())) {
                at += 1;
                continue;
            }
            let end = run_end(document, words, at);
            // `Thôn Nà Lầu` at the start of a sentence: its first word is no part of the name.
            let opens = end - at > 2 && words.get(at).is_some_and(|w| classifiers.iter().any(|c| c == document.folded(w.span())));
            let from = at + usize::from(opens);
            let run = words.get(from..end).unwrap_or(&[]);
            if let (2..=LONGEST, [first, .., last]) = (run.len(), run) {
                let span = first.span().join(last.span());
                let placed = opens || is_placed(document, block, span, out.get(first_of_block..).and_then(<[Name]>::last), classifiers);
                out.push(Name { span, block, placed });
            }
            at = end;
        }
    }
    out
}

/// Where the run of capitalised syllables that begins at `at` ends.
fn run_end(document: &Document, words: &[Word], at: usize) -> usize {
    let goes_on = |pair: &&[Word]| {
        let gap = Span::new(pair[0].span().end, pair[1].span().start).of(document.text());
        gap == " " && is_capitalised(document.words(pair[1].span()))
    };
    at + 1 + words[at..].windows(2).take_while(goes_on).count()
}

/// Behind a word of place (`xã`, `các xã:`), or next in the list that such a word opens.
fn is_placed(document: &Document, block: usize, span: Span, previous: Option<&Name>, classifiers: &[String]) -> bool {
    let start = document.blocks.get(block).map_or(0, |b| b.span.start);
    let before = document.folded(Span::new(start, span.start)).trim_end().trim_end_matches(':').trim_end();
    let behind = |c: &String| without(before, c).is_some_and(|rest| !rest.ends_with(is_of_word));
    let listed = previous.is_some_and(|p| p.placed && matches!(Span::new(p.span.end, span.start).of(document.text()), ", " | "; " | " và "));
    listed || classifiers.iter().any(behind)
}

/// A capital followed by small letters: no abbreviation, no heading in capitals.
fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_capital) && chars.clone().next().is_some() && chars.all(is_small)
}

/// A name without any marks: `Phiêng Cảnh` and `Phiêng Cành` are both `phieng canh`.
pub fn bare(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match bare_letter(c) {
            Some(letter) => out.push(letter),
            None => return taken_apart(&name.to_lowercase()).collect(),
        }
    }
    out
}

/// True if a text is a name without any marks.
pub fn is_bare_of(bare_name: &str, name: &str) -> bool {
    let mut letters = bare_name.chars();
    for c in name.chars() {
        match bare_letter(c) {
            Some(letter) if letters.next() == Some(letter) => {}
            Some(_) => return false,
            None => return bare(name) == bare_name,
        }
    }
    letters.next().is_none()
}

/// The small letters of a text without their marks.
fn taken_apart(low: &str) -> impl Iterator<Item = char> + '_ {
    low.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c })
}

/// The blocks of Unicode that the letters of Vietnamese are from: taking such a letter apart costs more than looking it up.
const LETTERS: [std::ops::Range<u32>; 2] = [0xc0..0x1b8, 0x1ea0..0x1f00];

/// A letter in small and without its marks; `None` where it must be asked together with its neighbours.
pub fn bare_letter(c: char) -> Option<char> {
    static BARE: LazyLock<[Vec<Option<char>>; 2]> = LazyLock::new(|| {
        let bare = |code: u32| {
            let mut letters = (None, 0);
            char::from_u32(code)?.to_lowercase().for_each(|low| {
                decompose_canonical(low, |c| {
                    if !is_combining_mark(c) {
                        letters = (Some(if c == 'đ' { 'd' } else { c }), letters.1 + 1);
                    }
                });
            });
            letters.0.filter(|_| letters.1 == 1)
        };
        LETTERS.map(|block| block.map(bare).collect())
    });
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    let code = u32::from(c);
    let at = LETTERS.iter().position(|block| block.contains(&code))?;
    BARE[at].get((code - LETTERS[at].start) as usize).copied().flatten()
}

/// A name with its tones behind the syllables, so that `Hòa` and `Hoà` are one spelling.
pub fn spelling(name: &str) -> String {
    let mut out = String::new();
    for syllable in name.to_lowercase().split(' ') {
        let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        out.extend(syllable.nfd().filter(|c| !is_tone(c)));
        out.extend(syllable.nfd().filter(is_tone));
        out.push(' ');
    }
    out
}

/// True if one letter put in, left out or changed makes one text the other.
pub fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    short != long && head + tail + 1 >= long.len()
}
