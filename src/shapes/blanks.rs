//! `blanks`: places of the form that nobody filled in.

use super::View;
use crate::document::Kind;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;

/// Notes dots, underscores and blanks that stand for a number, a date or a name.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for block in &view.document.blocks {
        let text = view.document.folded(block.span);
        let signature = block.kind == Kind::Cell && text.len() < 3;
        if signature || !text.contains(['…', '_', '/', '.', 'x', ' ']) {
            continue;
        }
        for cue in view.rule.cues("before") {
            for (at, _) in text.match_indices(cue.as_str()) {
                let whole = !text[..at].ends_with(is_of_word);
                let Some(span) = blank(view, text, at + cue.len()).filter(|_| whole) else { continue };
                push(view, Span::new(block.span.start + at, block.span.start + span), out);
            }
        }
        for word in view.rule.cues("filler") {
            for (at, _) in text.match_indices(word.as_str()) {
                let end = at + word.len();
                let run = text[end..].starts_with(is_of_word) || text[..at].ends_with(|c: char| is_of_word(c) || c == '_' || c == '.');
                let more = text[end..].bytes().take_while(|b| *b == b'_').count();
                // `Khóa XX` is a number, `xx` a blank.
                let shouted = Span::new(block.span.start + at, block.span.start + end).of(view.document.text()) != word.as_str();
                if !run && !shouted {
                    push(view, Span::new(block.span.start + at, block.span.start + end + more), out);
                }
            }
        }
    }
}

/// Where the blank behind a cue ends, if what follows it shows that something is missing.
fn blank(view: View, text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '…', '.', '_', ':', '\u{a0}']).len();
    let filled = rest.get(..gap)?;
    let dotted = filled.contains('…') || filled.contains("..") || filled.contains("__") || filled.matches(' ').count() > 1 || filled.ends_with(": ");
    let after = rest.get(gap..)?;
    let shows = view.rule.cues("after").iter().any(|w| after.starts_with(w.as_str()));
    (dotted && shows).then_some(at + gap)
}

fn push(view: View, span: Span, out: &mut Vec<Relation>) {
    if !out.iter().any(|r| r.rule == view.rule.name && r.stated.span.overlaps(span)) {
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Note));
    }
}
