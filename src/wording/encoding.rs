//! `encoding`: text typed with a TCVN3 or VNI font, which reads as nonsense without that font.

use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest such letters in a block.
const LETTERS: usize = 3;

/// How many of them make sure where one block alone has them.
const MANY: usize = 6;

/// Flags the blocks whose words hold letters and signs that no Vietnamese word has: one finding for the report.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    // All of them lie below U+0100: two bytes each, the second one tells within its half.
    let mut foreign = [false; 256];
    for c in view.rule.cues("letters").iter().flat_map(|l| l.chars()) {
        if let Some(slot) = usize::try_from(u32::from(c)).ok().and_then(|code| foreign.get_mut(code)) {
            *slot = true;
        }
    }
    let found = view.document.blocks.iter().filter_map(|block| {
        first_word(view.document.words(block.span), &foreign).map(|word| Span::new(block.span.start + word.start, block.span.start + word.end))
    });
    let places: Vec<Span> = found.collect();
    // A line of names from other countries has such letters too; a whole text has them everywhere.
    let many = |span: &Span| view.document.blocks.iter().any(|b| b.span.covers(*span) && letters(view.document.words(b.span), &foreign) >= MANY);
    if let Some((first, others)) = places.split_first().filter(|(first, others)| !others.is_empty() || many(first)) {
        out.push(Relation::flag(&view.rule.name, *first, others.to_vec(), Severity::Warning).detail("blocks", places.len().to_string()));
    }
}

/// How many such letters a text has.
fn letters(text: &str, foreign: &[bool; 256]) -> usize {
    text.chars().filter(|&c| usize::try_from(u32::from(c)).is_ok_and(|code| foreign.get(code).copied().unwrap_or(false))).count()
}

/// The first word with a foreign letter, where a block has enough of them.
fn first_word(text: &str, foreign: &[bool; 256]) -> Option<Span> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let (mut first, mut count) = (None, 0);
    for at in memchr::memchr2_iter(0xc2, 0xc3, bytes) {
        let code = (usize::from(byte(at) & 1) << 6) | 0x80 | usize::from(byte(at + 1) & 0x3f);
        if !foreign.get(code).copied().unwrap_or(false) {
            continue;
        }
        // A capital with marks is at home at the start of a word and among capitals, not behind a small letter.
        let before = at.checked_sub(1).map_or(b' ', byte);
        let capital = (0xc0..0xdf).contains(&code) && code != 0xd7;
        if before.is_ascii_lowercase() || !capital && (before.is_ascii_alphabetic() || byte(at + 2).is_ascii_alphabetic()) {
            count += 1;
            first.get_or_insert(at);
        }
    }
    let at = first.filter(|_| count >= LETTERS && count * 4 >= text.split_whitespace().count())?;
    let start = text.get(..at)?.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(s, c)| s + c.len_utf8());
    let end = text.get(at..)?.find(char::is_whitespace).map_or(text.len(), |e| at + e);
    Some(Span::new(start, end))
}
