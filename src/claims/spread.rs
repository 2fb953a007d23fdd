//! Lists that spread a total over names: `(Nhật Bản 61, Đài Loan 32, Hàn Quốc 12)`, `tiểu học 98, THCS 1.262, THPT 263`. There a number behind a name
//! is an amount.

use crate::phrases::is_year;
use crate::source::Span;

/// Longest list of that kind, in bytes.
const LONGEST: usize = 400;
/// Fewest names of a list that no bracket holds together.
const NAMES: usize = 3;
/// Digits of an amount that is too large for the number of something.
const LARGE: usize = 3;

/// True if the number at `at` is the amount behind a name in a list of names and amounts; `numbers` tells the words before the numbers of things.
pub(super) fn is_spread(text: &str, block: Span, at: usize, numbers: impl Fn(&str) -> bool) -> bool {
    is_in_bracket(text, block, at) || is_in_run(text, block, at, numbers)
}

/// True if every piece of the bracket around `at` is words and then one number, and no two pieces have the same words
/// (`Nà Phìn 1, Nà Phìn 2` are names).
fn is_in_bracket(text: &str, block: Span, at: usize) -> bool {
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

/// True if the piece around `at` between commas or semicolons and its neighbours are words and then one number, none with the same words, and one of
/// the numbers is no name: its thousands are parted, or it is large and the words before the others number nothing.
fn is_in_run(text: &str, block: Span, at: usize, numbers: impl Fn(&str) -> bool) -> bool {
    let (start, end) = (text.floor_char_boundary(at.saturating_sub(LONGEST)).max(block.start), text.ceil_char_boundary(at + LONGEST).min(block.end));
    let number_end = at + number_len(&text[at..end]);
    let (before, after) = (&text[start..number_end], &text[number_end..end]);
    let has_number = |label: &str| label.contains(|c: char| c.is_ascii_digit());
    let mut run: Vec<(&str, &str)> = Vec::new();
    for (label, number) in before.rsplit([',', ';']).map_while(piece) {
        // `Có 1.623 học sinh gồm tiểu học 98` begins the list: only the words behind its first number are the label.
        let words = label.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or(label).trim();
        if !run.is_empty() && has_number(label) || words.is_empty() {
            break;
        }
        run.push((words, number));
        if has_number(label) {
            break;
        }
    }
    let Some(behind) = after.strip_prefix([',', ';']).or_else(|| after.strip_prefix('.').map(|_| "")) else { return false };
    run.extend(behind.split([',', ';']).map_while(|next| piece(next.trim_end_matches('.'))).take_while(|(label, _)| !has_number(label)));
    let is_told_twice = run.iter().enumerate().any(|(at, (label, _))| run[..at].iter().any(|(other, _)| other == label));
    let is_parted = |number: &str| number.contains('.');
    let is_large = |number: &str| number.len() >= LARGE && !is_year(number);
    let has_amount = run.iter().any(|(_, n)| is_parted(n)) || run.iter().any(|(_, n)| is_large(n)) && !run.iter().any(|(label, _)| numbers(label));
    run.len() >= NAMES && !is_told_twice && has_amount
}

/// What stands before the number that ends a piece, and the number.
fn piece(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let at = text.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (label, number) = (text[..at].trim(), &text[at..]);
    let is_number = !number.is_empty() && number_len(number) == number.len();
    (is_number && !label.is_empty()).then_some((label, number))
}

/// How long the number at the start of a text is, with its parted thousands.
fn number_len(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(text);
    while text[len..].starts_with('.') && digits(&text[len + 1..]) == 3 {
        len += 4;
    }
    len
}
