//! A version as words and figures, cut into pieces: sentences, headings, list items and rows of tables, wherever its lines happen to end.

use super::Version;
use crate::facts::Listed;
use crate::source::Span;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Signs that end a piece, where no letter or digit follows at once.
const ENDS: [char; 5] = ['.', ';', ':', '?', '!'];
/// Signs that a line begins with which is a piece of its own.
const OPENS: [char; 7] = ['#', '|', '-', '–', '+', '*', '•'];

/// A word or a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// What is written.
    pub exact: u64,
    /// The same without the value of a figure.
    pub masked: u64,
    /// The figure that it is.
    pub figure: Option<usize>,
    /// True for a figure that says little by itself: one or two signs.
    pub is_short: bool,
}

/// A version as tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    pub list: Vec<Token>,
    /// The tokens of each piece.
    pub pieces: Vec<Range<usize>>,
    /// How many figures there are.
    pub figures: usize,
}

/// Reads the tokens of a version.
pub(super) fn read(version: &Version, text: &str) -> Tokens {
    let mut out = Tokens { figures: version.figures.len(), ..Tokens::default() };
    let mut at = 0;
    for (index, figure) in version.figures.iter().enumerate() {
        between(text, Span::new(at, figure.span.start), &mut out);
        out.list.push(of_figure(index, figure, text));
        at = figure.span.end;
    }
    between(text, Span::new(at, text.len()), &mut out);
    out.end_piece();
    out
}

impl Tokens {
    fn end_piece(&mut self) {
        let start = self.pieces.last().map_or(0, |piece| piece.end);
        if start < self.list.len() {
            self.pieces.push(start..self.list.len());
        }
    }
}

fn of_figure(index: usize, figure: &Listed, text: &str) -> Token {
    let written = super::words(figure.span.of(text));
    // A date never becomes an amount.
    let kind = match figure.place {
        "date" => 2,
        "code" => 3,
        _ => 1,
    };
    Token { exact: hash(&(kind, &written)), masked: kind, figure: Some(index), is_short: written.len() < 3 }
}

/// The words between two figures, and where pieces end among them.
fn between(text: &str, span: Span, out: &mut Tokens) {
    let mut word = String::new();
    for (at, sign) in span.of(text).char_indices() {
        if sign.is_alphanumeric() || unicode_normalization::char::is_combining_mark(sign) {
            word.push(sign);
            continue;
        }
        push(&mut word, out);
        let rest = &text[span.start + at + sign.len_utf8()..];
        let ends = match sign {
            '\n' => begins_anew(rest),
            _ => ENDS.contains(&sign) && !rest.starts_with(char::is_alphanumeric),
        };
        if ends {
            out.end_piece();
        }
    }
    push(&mut word, out);
}

/// True where a line that follows is no more of the sentence: it is empty, an item, a heading or a row.
fn begins_anew(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    line.trim().is_empty() || line.contains('\t') || line.trim_start().starts_with(OPENS)
}

fn push(word: &mut String, out: &mut Tokens) {
    if !word.is_empty() {
        let folded: String = word.nfc().flat_map(char::to_lowercase).collect();
        let hashed = hash(&folded);
        out.list.push(Token { exact: hashed, masked: hashed, figure: None, is_short: false });
        word.clear();
    }
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    what.hash(&mut hasher);
    hasher.finish()
}

/// A hash of several.
pub(super) fn hash_of(keys: impl Iterator<Item = u64>) -> u64 {
    hash(&keys.collect::<Vec<_>>())
}
