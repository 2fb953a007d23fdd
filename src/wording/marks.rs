//! `marks`: brackets and quotation marks that are opened or closed alone.

mod stray;

use crate::document::{is_running_prose, Kind};
use crate::limits;
use crate::phrases::is_of_word;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{is_titled, View};

/// Lone brackets of one paragraph that are named: more of them have one cause.
const MOST: usize = 5;
/// Fewest words that a bracket holds, and most of one that was only forgotten to be closed.
const HELD: usize = 2;
const INSIDE: usize = 30;
/// How many blocks behind may close what a torn line opened.
const TORN: usize = 3;

/// Notes marks without their partner in the same block.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    stray::propose(view, out);
    let drafted = !is_running_prose(view.document);
    let titled = is_titled(view);
    for (id, block) in view.document.blocks.iter().enumerate() {
        if limits::of_block(view.document, id).is_some() {
            continue;
        }
        if block.kind == Kind::Cell {
            // A bracket of a cell may close in the next one; a sentence that breaks off does not.
            broken_off(view, id, drafted, out);
            continue;
        }
        let text = view.document.words(block.span);
        // Bytes: brackets, the straight quotation mark, the last bytes of the curved ones.
        if memchr::memchr3(b'(', b')', b'"', text.as_bytes()).is_none() && memchr::memchr2(0x9c, 0x9d, text.as_bytes()).is_none() {
            continue;
        }
        let first = out.len();
        brackets(view, id, text, block.span.start, out);
        if out.len() == first + 1 && drafted {
            // The note on the one bracket gives way.
            let note = out.pop();
            broken_off(view, id, drafted, out);
            if out.len() == first {
                out.extend(note);
                if let Some(note) = out.last_mut().filter(|note| titled && is_sure(view, id, note)) {
                    note.ceiling = Severity::Warning;
                }
            }
        }
        let count = |sign: &str| memchr::memmem::find_iter(text.as_bytes(), sign).count();
        let (open, close, straight) = (count("“"), count("”"), count("\""));
        let odd = if open > close && straight == 0 {
            text.rfind('“')
        } else if close > open && straight == 0 {
            text.find('”')
        } else {
            None
        };
        let odd = odd.or_else(|| {
            (straight % 2 == 1 && open == close).then(|| text.rfind('"')).flatten().filter(|&at| !text[..at].ends_with(|c: char| c.is_ascii_digit()))
        });
        if let Some(at) = odd {
            flag(view, id, block.span.start + at, "quote", out);
        }
    }
}

/// `9.818 (cấp tỉnh: 3.585; cấp xã: 6.233`: the text ends inside a bracket that holds something, and what follows begins anew.
fn broken_off(view: View, id: usize, drafted: bool, out: &mut Vec<Relation>) {
    let Some(block) = view.document.blocks.get(id) else { return };
    let text = view.document.words(block.span).trim_end();
    let Some(open) = text.rfind('(').filter(|&at| drafted && !text[at..].contains(')')) else { return };
    let (opened, closed) = (text.matches('(').count(), text.matches(')').count());
    let held = view.claims.words.inside(Span::new(block.span.start + open, block.span.end)).count();
    let before = view.claims.words.inside(Span::new(block.span.start, block.span.start + open)).count();
    let next = view.document.blocks.get(id + 1);
    let anew = next.is_none_or(|n| n.kind != Kind::Paragraph || view.document.words(n.span).trim_start().starts_with(char::is_uppercase));
    // It may close behind a line that was torn.
    let closes = (id + 1..=id + TORN)
        .filter_map(|i| view.document.blocks.get(i))
        .map(|b| view.document.words(if b.marker.is_empty() { b.span } else { b.marker.join(b.span) }));
    let closes = block.kind != Kind::Cell && { closes }.any(|t| t.find(')').is_some_and(|at| !t[..at].contains('(')));
    let ends = text.ends_with(|c: char| is_of_word(c) || matches!(c, '.' | ';' | '%'));
    let whole = block.kind != Kind::Cell || text[open..].contains(|c: char| c.is_ascii_digit());
    if opened == closed + 1 && (HELD..=INSIDE).contains(&held) && before >= HELD && anew && ends && whole && !closes {
        flag(view, id, block.span.start + open, "broken", out);
        let last = text.len() - text.rsplit(char::is_whitespace).next().map_or(0, str::len);
        let end = Span::new(block.span.start + last, block.span.start + text.trim_end_matches(['.', ';', ',', '%']).len());
        if let Some(slip) = out.last_mut() {
            slip.ceiling = Severity::Warning;
            slip.terms.push(Term::place(end, TermRole::Place));
        }
    }
}

/// A lone bracket among words, in a paragraph that neither the ones before nor those behind can complete.
fn is_sure(view: View, id: usize, note: &Relation) -> bool {
    let Some(block) = view.document.blocks.get(id) else { return false };
    let text = view.document.text();
    let opens = text[note.stated.span.start..].starts_with('(');
    let at = if opens { note.stated.span.start } else { note.stated.span.end - 1 };
    let words = |from: usize, to: usize| view.claims.words.inside(Span::new(from, to)).count();
    let beside = (id.saturating_sub(TORN)..=id + TORN).filter(|&other| other != id).filter_map(|other| view.document.blocks.get(other));
    let mut whole = beside.map(|b| view.document.words(b.marker.join(b.span))).map(|t| t.matches('(').count() == t.matches(')').count());
    let quoted = text[block.span.start..at].contains(['"', '“']) && !opens;
    words(block.span.start, at) > HELD && (!opens || words(at, block.span.end) >= HELD) && !quoted && whole.all(|whole| whole)
}

fn brackets(view: View, id: usize, text: &str, start: usize, out: &mut Vec<Relation>) {
    let mut open: Vec<usize> = Vec::new();
    let mut closed = 0;
    for at in memchr::memchr2_iter(b'(', b')', text.as_bytes()) {
        if text.as_bytes()[at] == b'(' {
            open.push(at);
        } else if open.pop().is_none() && closed < MOST && !is_item(&text[..at]) {
            closed += 1;
            flag(view, id, start + at, "close", out);
        }
    }
    for at in open.into_iter().take(MOST) {
        flag(view, id, start + at, "open", out);
    }
}

/// `a)`, `12)`: the mark of an item, which has no opening bracket.
fn is_item(before: &str) -> bool {
    let mark = before.rsplit(|c: char| !is_of_word(c)).next().unwrap_or("");
    let ahead = before[..before.len() - mark.len()].chars().next_back();
    !mark.is_empty()
        && mark.chars().count() <= 2
        && ahead.is_none_or(|c| c.is_whitespace() || ";,.:".contains(c))
        && (mark.bytes().all(|b| b.is_ascii_digit()) || mark.chars().count() == 1)
}

/// Points at the mark with up to four words beside it, so that a reader finds it.
fn flag(view: View, id: usize, at: usize, variant: &'static str, out: &mut Vec<Relation>) {
    let words = view.claims.words.of_block(id);
    let mark = view.document.text().get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
    let next = words.partition_point(|w| w.span().start < at);
    let span = if variant == "close" {
        Span::new(words.get(next.saturating_sub(4)).map_or(at, |w| w.span().start.min(at)), at + mark)
    } else {
        Span::new(at, words.get((next + 3).min(words.len().saturating_sub(1))).map_or(at + mark, |w| w.span().end.max(at + mark)))
    };
    out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Note).variant(variant));
}
