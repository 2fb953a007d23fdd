//! Where sentences, segments and clauses end, and what stands in brackets.

use crate::document::{BlockId, Document};
use crate::phrases::is_of_word;
use crate::source::Span;

/// What kind of break a sign makes, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakKind {
    /// A full stop, question or exclamation mark.
    Sentence,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// `,`
    Comma,
}

/// A break in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Where its sign stands.
    pub at: usize,
    /// What it ends.
    pub kind: BreakKind,
    /// The innermost bracket around it.
    pub paren: Option<usize>,
}

/// A pair of round brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paren {
    /// What stands between the brackets.
    pub span: Span,
    /// The bracket around it.
    pub parent: Option<usize>,
    /// The block that it stands in.
    pub block: BlockId,
    /// False if the text never closes it.
    pub closed: bool,
}

/// Adds the breaks and brackets of a block; `short_forms` are what a full stop abbreviates.
pub(super) fn read(document: &Document, short_forms: &[String], block: BlockId, breaks: &mut Vec<Break>, parens: &mut Vec<Paren>) {
    let span = document.blocks[block].span;
    let text = span.of(document.text());
    let mut open: Vec<usize> = Vec::new();
    for (offset, sign) in signs(text) {
        let at = span.start + offset;
        match sign {
            '(' => {
                parens.push(Paren { span: Span::new(at + 1, span.end), parent: open.last().copied(), block, closed: false });
                open.push(parens.len() - 1);
            }
            ')' => {
                if let Some(id) = open.pop() {
                    parens[id].span.end = at;
                    parens[id].closed = true;
                }
            }
            _ => {
                if let Some(kind) = kind(text, offset, sign, short_forms) {
                    breaks.push(Break { at, kind, paren: open.last().copied() });
                }
            }
        }
    }
}

/// The signs that may break a text, by bytes, which is far quicker than by characters.
fn signs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let mut next = 0;
    let may_break = move || {
        let at = next + bytes[next..].iter().position(|byte| MAY_BREAK[usize::from(*byte)])?;
        next = at + 1;
        Some(at)
    };
    std::iter::from_fn(may_break).filter_map(move |at| match bytes[at] {
        0xe2 => text[at..].starts_with('…').then_some((at, '…')),
        byte => Some((at, char::from(byte))),
    })
}

/// The first bytes of the signs that may break a text.
static MAY_BREAK: [bool; 256] = {
    let (mut table, mut at) = ([false; 256], 0);
    while at < SIGNS.len() {
        table[SIGNS[at] as usize] = true;
        at += 1;
    }
    table
};
const SIGNS: &[u8] = b"();:,?!.\xe2";

fn kind(text: &str, offset: usize, sign: char, short_forms: &[String]) -> Option<BreakKind> {
    let after = behind_mark(&text[offset + sign.len_utf8()..]).chars().next();
    let spaced = after.is_none_or(|c| c.is_whitespace() || "\"”')".contains(c));
    match sign {
        ';' => Some(BreakKind::Semicolon),
        ':' if spaced || !after.is_some_and(|c| c.is_ascii_digit()) => Some(BreakKind::Colon),
        ',' if !after.is_some_and(|c| c.is_ascii_digit()) || !text[..offset].ends_with(|c: char| c.is_ascii_digit()) => Some(BreakKind::Comma),
        '?' | '!' | '…' if spaced => Some(BreakKind::Sentence),
        '.' if spaced && ends_sentence(text, offset, short_forms) => Some(BreakKind::Sentence),
        _ => None,
    }
}

/// Most bytes of a remark in square brackets.
const REMARK: usize = 40;

/// The text behind the mark of a note or a remark (`.[14]`, `.[cần dẫn nguồn]`), which hides no end of a sentence.
fn behind_mark(text: &str) -> &str {
    let Some((mark, rest)) = text.strip_prefix('[').and_then(|mark| mark.split_once(']')) else { return text };
    let is_remark = !mark.is_empty() && mark.len() <= REMARK && !mark.contains('[');
    if is_remark {
        behind_mark(rest)
    } else {
        text
    }
}

/// A full stop ends a sentence unless it abbreviates (`TP. Huế`) or the text goes on in lower case.
fn ends_sentence(text: &str, offset: usize, short_forms: &[String]) -> bool {
    // `i.e.` is one short form, though a sign stands inside.
    let before = text[..offset].rsplit(|c: char| !is_of_word(c) && c != '.').next().unwrap_or("");
    let last = before.rsplit('.').next().unwrap_or("");
    let abbreviation = short_forms.iter().any(|form| form == before || form == last);
    let next = behind_mark(&text[offset + 1..]).trim_start().chars().next();
    !abbreviation && next.is_none_or(|c| !c.is_lowercase())
}
