//! `blanks`: places of the form that nobody filled in.

mod lost_fields;

use crate::document::Kind;
use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// The variant of blanks that nobody has to fill in before the report is signed.
const SIGNING: &str = "signing";

/// Notes dots, underscores and blanks that stand for a number, a date or a name.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    lost_fields::propose(view, out);
    // Hardly any of them stands in a report at all.
    let standing = |cue: &str| view.rule.cues(cue).iter().filter(|w| places(&view.document.lower, w).next().is_some()).collect::<Vec<_>>();
    let (filler, shouted) = (standing("filler"), standing("shouted"));
    let ids = |cue: &str| view.claims.words.any_of(view.rule.cues(cue));
    let (cues, signing) = (ids("before"), ids("signing"));
    for (id, block) in view.document.blocks.iter().enumerate() {
        let text = view.document.folded(block.span);
        let signature = block.kind == Kind::Cell && text.len() < 3;
        if signature || !may_hold_blank(text.as_bytes()) && !shouted.iter().any(|w| text.contains(w.as_str())) {
            continue;
        }
        for word in view.claims.words.of_block(id).iter().filter(|w| cues.holds(w.id() as usize)) {
            if let Some(end) = blank(view, text, word.span().end - block.span.start) {
                let after = &text[end..];
                // Number and date, which are written in when the report is signed.
                let is_signing = signing.holds(word.id() as usize) && view.rule.cues("signing-after").iter().any(|w| after.starts_with(w.as_str()));
                push(view, block.span, Span::new(word.span().start, block.span.start + end), if is_signing { SIGNING } else { "" }, out);
            }
        }
        for word in filler.iter().chain(&shouted).filter(|w| text.contains(w.as_str())) {
            for (at, _) in text.match_indices(word.as_str()) {
                let end = at + word.len();
                let run = text[end..].starts_with(is_of_word) || text[..at].ends_with(|c: char| is_of_word(c) || c == '_' || c == '.');
                let more = text[end..].bytes().take_while(|b| *b == b'_').count();
                // `Khóa XX` is a number, `xx` a blank.
                let small = Span::new(block.span.start + at, block.span.start + end).of(view.document.text()) == word.as_str();
                if !run && (small || shouted.contains(word)) {
                    push(view, block.span, Span::new(block.span.start + at, block.span.start + end + more), "", out);
                }
            }
        }
    }
}

/// What every blank has: two dots, lines, spaces or letters in a row, an ellipsis, a colon before a blank.
const SIGNS: [&[u8]; 7] = [b"..", b"__", b"  ", b"xx", b"\x80\xa6", b": ", b"[."];

/// A quick look for one of them.
fn may_hold_blank(text: &[u8]) -> bool {
    static FINDERS: LazyLock<[Finder<'static>; 7]> = LazyLock::new(|| SIGNS.map(Finder::new));
    FINDERS.iter().any(|sign| sign.find(text).is_some())
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

fn push(view: View, block: Span, span: Span, variant: &'static str, out: &mut Vec<Relation>) {
    // Those of this rule stand last, in the order of their blocks; no blank is longer than its block.
    let own = out.iter().rev().take_while(|r| r.rule == view.rule.name && r.stated.span.start >= block.start);
    if !{ own }.any(|r| r.stated.span.overlaps(span)) {
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Note).variant(variant));
    }
}
