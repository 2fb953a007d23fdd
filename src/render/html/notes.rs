//! Note marks and note bodies, joined by links.

use super::blocks::{Block, Look};
use crate::source::Span;
use std::collections::HashMap;

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// A note mark, in the text or before its body.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The mark as written, in the canonical text.
    pub span: Span,
    /// The part of it that is the label.
    pub label: Span,
    /// True before a body.
    pub is_body: bool,
    /// Its own name in the page.
    pub id: String,
    /// The name of its partner; nothing where it has none.
    pub to: Option<String>,
}

/// All note marks of a report in order, with their partners.
pub(super) fn notes(text: &str, blocks: &[Block], file: usize) -> Vec<Note> {
    let mut out: Vec<Note> = Vec::new();
    for block in blocks {
        for (i, &line) in block.lines.iter().enumerate() {
            let lead = line.start + line.len() - line.of(text).trim_start().len();
            let body = if i == 0 && block.look == Look::Note { opening(Span::new(lead, line.end).of(text)) } else { None };
            let rest = body.map_or(line.start, |(len, _)| lead + len);
            if let Some((len, label)) = body {
                push(&mut out, Span::new(lead, lead + len), Span::new(lead + label.start, lead + label.end), true, file);
            }
            marks(text, Span::new(rest, line.end), &mut |span, label| push(&mut out, span, label, false, file));
        }
    }
    pair(text, &mut out);
    out
}

fn push(out: &mut Vec<Note>, span: Span, label: Span, is_body: bool, file: usize) {
    let id = format!("{}{file}-{}", if is_body { 'b' } else { 'm' }, out.len());
    out.push(Note { span, label, is_body, id, to: None });
}

/// The mark that a note body begins with: its length, and where its label stands.
pub(super) fn opening(words: &str) -> Option<(usize, Span)> {
    let (len, label) = bracketed(words).or_else(|| raised(words))?;
    let rest = &words[len..];
    let is_body = rest.starts_with(':') || !words.starts_with('[') && rest.starts_with(char::is_whitespace);
    is_body.then_some((len, label))
}

/// The marks inside a line.
fn marks(text: &str, line: Span, found: &mut dyn FnMut(Span, Span)) {
    let mut at = line.start;
    while let Some(next) = Span::new(at, line.end).of(text).find(|c: char| c == '[' || c == '⁽' || RAISED.contains(c)) {
        at += next;
        let words = Span::new(at, line.end).of(text);
        let mark = bracketed(words).or_else(|| raised(words));
        let (len, label) = mark.unwrap_or((words.chars().next().map_or(1, char::len_utf8), Span::default()));
        // `m²` and `km³` are no notes.
        let is_power = words.starts_with(['²', '³']) && text[..at].ends_with('m');
        if mark.is_some() && !is_power {
            found(Span::new(at, at + len), Span::new(at + label.start, at + label.end));
        }
        at += len;
    }
}

/// `[^12]`
fn bracketed(words: &str) -> Option<(usize, Span)> {
    let label = words.strip_prefix("[^")?;
    let len = label.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_').count();
    (len > 0 && label[len..].starts_with(']')).then_some((len + 3, Span::new(2, 2 + len)))
}

/// `¹²` or `⁽¹²⁾`
fn raised(words: &str) -> Option<(usize, Span)> {
    let inner = words.strip_prefix('⁽').unwrap_or(words);
    let open = words.len() - inner.len();
    let len: usize = inner.chars().take_while(|c| RAISED.contains(*c)).map(char::len_utf8).sum();
    let close = if open > 0 { '⁽'.len_utf8() } else { 0 };
    let is_whole = len > 0 && (open == 0 || inner[len..].starts_with('⁾'));
    is_whole.then_some((open + len + close, Span::new(open, open + len)))
}

/// The first mark of a label belongs to its first body, the second to its second: labels begin anew on some pages.
fn pair(text: &str, notes: &mut [Note]) {
    let mut places: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (i, note) in notes.iter().enumerate() {
        let (marks, bodies) = places.entry(note.label.of(text)).or_default();
        if note.is_body {
            bodies.push(i)
        } else {
            marks.push(i)
        }
    }
    for (marks, bodies) in places.into_values() {
        for (&mark, &body) in marks.iter().zip(&bodies) {
            notes[mark].to = Some(notes[body].id.clone());
            notes[body].to = Some(notes[mark].id.clone());
        }
    }
}
