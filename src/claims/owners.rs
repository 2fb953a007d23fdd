//! Whom a number is about: the proper name right before it (`CCN Nà Phìn 2 đạt 21/64 ha`), or the one that its paragraph opens with
//! (`6. Cụm công nghiệp Bản Liền: … diện tích 50ha`).

use super::names::spelling;
use super::{BreakKind, Claims};
use crate::document::Document;
use crate::phrases::is_of_word;
use crate::source::Span;

/// Most bytes between a name and its number.
const NEAR: usize = 60;
/// The name that a paragraph is about ends within so many bytes.
const OPENING: usize = 80;
/// Most syllables of a name.
const LONGEST: usize = 5;

/// The name that a number is about.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The name without letter case and in one way of setting tones.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A name, capitalised, with the number that may belong to it (`Nà Phìn 2`, `Y Bó`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where it stands, its number included.
    pub span: Span,
    /// The same without the number.
    pub bare: Span,
}

/// For each claim, whom it is about.
pub fn read(document: &Document, claims: &Claims) -> Vec<Option<Owner>> {
    let mut out = vec![None; claims.list.len()];
    for block in 0..document.blocks.len() {
        let range = claims.of_block(block);
        if range.is_empty() {
            continue;
        }
        let names = names(document, claims, block);
        let opens = names.first().filter(|n| is_opening(document, document.blocks[block].span, n.span)).copied();
        for id in range {
            let named = nearest(document, claims, &names, id).or(opens);
            out[id] = named.map(|named| Owner { name: spelling(document.words(named.span)), span: named.span });
        }
    }
    out
}

/// The names of a block: two capitalised syllables or more, or one with a number behind it.
pub fn names(document: &Document, claims: &Claims, block: usize) -> Vec<Named> {
    let words = claims.words.of_block(block);
    let first_word = claims.words.range(block).start;
    let mut out = Vec::new();
    let mut at = 0;
    // Most words have no capital.
    while let Some(next) = claims.words.next_capital(first_word + at).map(|next| next - first_word).filter(|next| *next < words.len()) {
        at = next;
        let mut end = at;
        while end < words.len()
            && end - at < LONGEST
            && is_capitalised(document.words(words[end].span()))
            && (end == at || adjoins(document, words[end - 1].span(), words[end].span()))
        {
            end += 1;
        }
        let syllables = end - at;
        let small = |c: &Span| document.words(*c).chars().any(char::is_lowercase);
        if syllables > 0 && words[at..end].iter().any(|w| small(&w.span())) {
            let numbered = words.get(end).filter(|w| adjoins(document, words[end - 1].span(), w.span()) && is_number(document, w.span()));
            let last = numbered.map_or(words[end - 1].span(), |w| w.span());
            if syllables > 1 || numbered.is_some() {
                out.push(Named { span: words[at].span().join(last), bare: words[at].span().join(words[end - 1].span()) });
            }
        }
        at = end.max(at + 1);
    }
    out
}

fn adjoins(document: &Document, a: Span, b: Span) -> bool {
    Span::new(a.end, b.start).of(document.text()) == " "
}

/// A name begins with a capital: `Thịnh`, `Y`; no abbreviation of more letters.
fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && (chars.clone().next().is_none() || chars.any(char::is_lowercase))
}

/// A number that belongs to a name: one or two digits that nothing else claims.
fn is_number(document: &Document, word: Span) -> bool {
    let text = document.words(word);
    let behind = document.text().get(word.end..).and_then(|rest| rest.chars().next());
    let ends = behind.is_none_or(|c| !is_of_word(c) && !"/%.,".contains(c))
        || document.text().get(word.end..).is_some_and(|r| r.starts_with(", ") || r.starts_with(". "));
    text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0') && ends
}

/// The paragraph is about the name that it opens with: a few words before it, and a colon, bracket or dash behind it.
fn is_opening(document: &Document, block: Span, name: Span) -> bool {
    let behind = document.text().get(name.end..block.end).unwrap_or("").trim_start();
    let before = Span::new(block.start, name.start).of(document.text());
    name.end <= block.start + OPENING && !before.contains([',', ';', '.', ':', '(']) && behind.starts_with([':', '(', '-', '–', ','])
}

/// The name before a number, with nothing between them that ends what is said of it.
fn nearest(document: &Document, claims: &Claims, names: &[Named], id: usize) -> Option<Named> {
    let claim = &claims.list[id];
    let named = *names[..names.partition_point(|n| n.span.end <= claim.span.start)].last()?;
    let between = Span::new(named.span.end, claim.span.start);
    let opening = claim.paren.and_then(|p| claims.parens.get(p)).map(|p| Span::new(named.span.end, p.span.start));
    // `Nậm Dê (12 ha, 31 hộ)`: all that stands in the bracket is said of the name.
    if opening.is_some_and(|o| o.of(document.text()).trim() == "(") {
        return Some(named);
    }
    let broken = claims.breaks_in(between).any(|b| matches!(b.kind, BreakKind::Sentence | BreakKind::Semicolon | BreakKind::Comma));
    (between.len() <= NEAR && !broken).then_some(named)
}
