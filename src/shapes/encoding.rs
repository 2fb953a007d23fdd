//! `encoding`: text typed with a TCVN3 or VNI font, which reads as nonsense without that font.

use super::View;
use crate::relations::Relation;
use crate::rulebook::Severity;
use rustc_hash::FxHashSet;

/// Fewest such letters in a block.
const LETTERS: usize = 3;

/// Flags the blocks whose words hold letters and signs that no Vietnamese word has: one finding for the report.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let signs: FxHashSet<char> = view.rule.cues("letters").iter().flat_map(|l| l.chars()).collect();
    let mut places = Vec::new();
    for block in &view.document.blocks {
        let text = view.document.words(block.span);
        if text.is_ascii() {
            continue;
        }
        let mut first = None;
        let mut count = 0;
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !signs.contains(&c) {
                before = c;
                continue;
            }
            // A capital with marks is at home at the start of a word and among capitals, not behind a small letter.
            let inside = before.is_ascii_lowercase()
                || !c.is_uppercase() && before.is_ascii_alphabetic()
                || !c.is_uppercase() && chars.peek().is_some_and(|(_, next)| next.is_ascii_alphabetic());
            if inside {
                count += 1;
                first.get_or_insert(at);
            }
            before = c;
        }
        let words = text.split_whitespace().count();
        if let Some(at) = first.filter(|_| count >= LETTERS && count * 4 >= words) {
            let start = text[..at].rfind(char::is_whitespace).map_or(0, |s| s + 1);
            let end = text[at..].find(char::is_whitespace).map_or(text.len(), |e| at + e);
            places.push(crate::source::Span::new(block.span.start + start, block.span.start + end));
        }
    }
    if let Some((first, others)) = places.split_first() {
        out.push(Relation::flag(&view.rule.name, *first, others.to_vec(), Severity::Warning).detail("blocks", places.len().to_string()));
    }
}
