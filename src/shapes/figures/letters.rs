//! Letters in place of digits: `2o25`, `1.23O triệu`, `l.230 ha`.

use super::typing::{back, is_measured, LONGEST};
use crate::phrases::{is_of_word, is_small};
use crate::source::Span;
use crate::view::View;

/// Digits of a group.
const GROUP: usize = 3;

/// `2o25`: the letter between the digits of a year.
pub(super) fn nought(written: &str) -> Option<String> {
    let (before, behind) = written.split_once(['o', 'O'])?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let form = format!("{before}0{behind}");
    (digits(before) && digits(behind) && form.len() == 4 && form.starts_with("20")).then_some(form)
}

/// `1.23O triệu`, `25/3O xã`, `l.230 ha`: letters in place of digits.
pub(super) fn lettered(view: View, at: Span) -> Option<(Span, String)> {
    let text = view.document.text();
    let digit = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b'O' | b'o' | b'l');
    let start = back(text, at.start, digit);
    let end = at.start + text.as_bytes()[at.start..].iter().take(LONGEST).take_while(|b| digit(**b)).count();
    let run = text[start..end].trim_end_matches(['.', ',', '/']);
    let letters = run.bytes().filter(u8::is_ascii_alphabetic).count();
    if !(1..=2).contains(&letters) || text[start..at.start].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let behind = &text[start + run.len()..];
    let free = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let ends = !behind.starts_with(|c: char| is_of_word(c) || matches!(c, '-' | '\'' | '’' | '′' | '"' | '″' | '°' | '_'));
    let one = run.matches('l').count() == usize::from(run.starts_with('l'));
    // A small o behind the last digit is a degree.
    let nought = !run.ends_with('o') && !run.starts_with(['o', 'O']);
    let form: String = run
        .chars()
        .map(|c| match c {
            'l' => '1',
            'o' | 'O' => '0',
            digit => digit,
        })
        .collect();
    let low = &view.document.lower[start + run.len()..];
    let counted = is_measured(view, low) || low.strip_prefix(' ').is_some_and(|l| l.starts_with(is_small));
    let marked = form.contains(['.', ',', '/']);
    let fits = free && ends && one && nought && form.split('/').all(is_number) && form.matches('/').count() < 2;
    (fits && counted && (marked || !run.contains(['o', 'l']) && is_measured(view, low))).then(|| (Span::new(start, start + run.len()), form))
}

/// Digits in groups of three or in none, with at most one decimal comma.
fn is_number(form: &str) -> bool {
    let (whole, decimals) = form.split_once(',').unwrap_or((form, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next().is_some_and(|g| digits(g) && (!whole.contains('.') || g.len() <= GROUP));
    first && groups.all(|g| g.len() == GROUP && digits(g)) && digits(decimals)
}
