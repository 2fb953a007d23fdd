//! Brackets that spread a total over names: `(Nhật Bản 61, Đài Loan 32, Hàn Quốc 12)`. There a number behind a name is an amount.

use crate::source::Span;

/// Longest bracket of that kind, in bytes.
const LONGEST: usize = 400;

/// True if every piece of the bracket around `at` is words and then one number, and no two pieces have the same words
/// (`Nà Phìn 1, Nà Phìn 2` are names).
pub(super) fn is_spread(text: &str, block: Span, at: usize) -> bool {
    let near = Span::new(text.floor_char_boundary(at.saturating_sub(LONGEST)).max(block.start), text.ceil_char_boundary(at + LONGEST).min(block.end));
    let before = Span::new(near.start, at).of(text);
    let (Some(open), Some(close)) = (before.rfind('('), Span::new(at, near.end).of(text).find(')')) else { return false };
    let inner = Span::new(near.start + open + 1, at + close).of(text);
    if before[open..].contains(')') || inner.contains('(') || inner.len() > LONGEST {
        return false;
    }
    // `2021: 164; 2022: 278`: the year belongs to the words, only the last number of a piece is its amount.
    let behind = Span::new(at, block.end).of(text).trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    if !behind.starts_with([',', ';', ')', '.']) {
        return false;
    }
    let mut labels: Vec<&str> = Vec::new();
    for piece in inner.split([',', ';']) {
        let piece = piece.trim().trim_end_matches('.');
        let digits = piece.len() - piece.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let label = piece[..piece.len() - digits].trim();
        if digits == 0 || digits > 3 || label.is_empty() || label.ends_with(|c: char| c.is_ascii_digit()) || labels.contains(&label) {
            return false;
        }
        labels.push(label);
    }
    labels.len() >= 2
}
