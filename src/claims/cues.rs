//! Words that announce parts of a total (`trong đó`, `gồm`, `ngoài ra`), with their place.

use super::words::{Word, Words};
use crate::document::{BlockId, Document};
use crate::lexicon::{Lexicon, PartsCue};
use crate::phrases::is_of_word;
use crate::source::Span;

/// A cue for totals and parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words of the cue.
    pub span: Span,
    /// What it says.
    pub kind: PartsCue,
    /// The block that it stands in.
    pub block: BlockId,
    /// The innermost bracket around it.
    pub paren: Option<usize>,
}

/// Adds the cues of a block; `paren_at` tells the bracket around a place. Words that take something off count inside other cues, too.
pub(super) fn read(
    document: &Document,
    all: &Words,
    block: BlockId,
    lexicon: &Lexicon,
    paren_at: impl Fn(usize) -> Option<usize>,
    out: &mut Vec<Cue>,
    deductions: &mut Vec<Span>,
) {
    let mut at = 0;
    let words = all.of_block(block);
    let may_open = |at: usize| all.vocabulary()[words[at].id() as usize].opens_cue;
    let cue_at = |at: usize| if may_open(at) { lexicon.parts.at(words[at..].iter().map(|w| document.folded(w.span()))) } else { None };
    while at < words.len() {
        match cue_at(at)
            .filter(|c| is_unbroken(document, &words[at..at + c.1]))
            .filter(|c| c.0 != PartsCue::OfWhichFirst || begins_clause(document, block, words[at].span().start))
        {
            Some((kind, len)) => {
                for inner in at..at + len {
                    if let Some((PartsCue::Deduct, len)) = if inner == at { Some((kind, len)) } else { cue_at(inner) } {
                        deductions.push(words[inner].span().join(words[inner + len - 1].span()));
                    }
                }
                let span = words[at].span().join(words[at + len - 1].span());
                let kind = if kind == PartsCue::OfWhichFirst { PartsCue::OfWhich } else { kind };
                out.push(Cue { span, kind, block, paren: paren_at(span.start) });
                at += len;
            }
            None => at += 1,
        }
    }
}

/// `carried out, of which`: a sign between the words parts them.
fn is_unbroken(document: &Document, words: &[Word]) -> bool {
    words.windows(2).all(|pair| !document.folded(Span::new(pair[0].span().end, pair[1].span().start)).contains([',', ';', ':', '.', '(', ')']))
}

/// True at the beginning of the block, and behind a sign.
fn begins_clause(document: &Document, block: BlockId, at: usize) -> bool {
    let before = document.words(Span::new(document.blocks[block].span.start, at)).trim_end();
    before.is_empty() || before.ends_with(['.', ';', ':', ')', '?', '!'])
}

/// The words of a text as spans, shifted by where the text begins.
pub fn words(text: &str, shift: usize) -> Vec<Span> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (is_of_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(Span::new(shift + from, shift + at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push(Span::new(shift + from, shift + text.len()));
    }
    out
}
