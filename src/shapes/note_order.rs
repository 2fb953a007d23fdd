//! `note-order`: footnote marks without body, bodies without mark, marks out of order.

use super::View;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;

/// Compares the marks of the text with the note bodies; extracts without any body stay silent.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let document = view.document;
    if document.notes.is_empty() {
        return;
    }
    let greatest = document.notes.iter().filter_map(|n| n.label.parse::<u32>().ok()).max().unwrap_or(0);
    let flag = |at: Span, others: Vec<Span>, variant: &'static str, label: &str| {
        Relation::flag(&view.rule.name, at, others, Severity::Warning).variant(variant).detail("label", label)
    };
    for (index, anchor) in document.anchors.iter().enumerate() {
        let called = document.notes.iter().any(|n| n.label == anchor.label);
        // A figure far off is an exponent or a formula, no mark.
        let near = anchor.label.parse::<u32>().map_or(true, |n| n > 0 && n <= greatest + 2);
        let repeated = document.anchors.iter().take(index).any(|a| a.label == anchor.label);
        if !called && near && !repeated {
            out.push(flag(word_before(view, anchor.block, anchor.at), Vec::new(), "no-body", &anchor.label));
        }
    }
    for note in document.notes.iter().filter(|n| n.anchor.is_none()) {
        let Some(block) = document.blocks.get(note.block) else { continue };
        let at = if block.marker.is_empty() { block.span } else { block.marker };
        let mark = document.words(at).trim().len();
        out.push(flag(Span::new(at.start, at.start + mark), Vec::new(), "no-mark", &note.label));
    }
    order(view, out);
}

/// A mark whose number is smaller than one before it, unless it calls the same note again.
fn order(view: View, out: &mut Vec<Relation>) {
    let named = view.document.anchors.iter().any(|a| a.label.parse::<u32>().is_err());
    let caret = view.document.anchors.iter().any(|a| a.origin.len() == a.label.len() + "[^]".len());
    // Labels of Markdown are names: whoever prints them numbers them anew.
    if named || caret {
        return;
    }
    let called = |label: &str| view.document.notes.iter().any(|n| n.label == label);
    let body = view.document.anchors.iter().filter(|a| called(&a.label) && view.document.blocks.get(a.block).is_some_and(|b| b.note.is_none()));
    let mut seen: Vec<(u32, Span)> = Vec::new();
    for anchor in body {
        let Ok(number) = anchor.label.parse::<u32>() else { continue };
        let at = word_before(view, anchor.block, anchor.at);
        let greater = seen.iter().find(|s| s.0 > number);
        if let Some(&(before, place)) = greater.filter(|_| !seen.iter().any(|s| s.0 == number)) {
            let slip = Relation::flag(&view.rule.name, at, vec![place], Severity::Warning).variant("order");
            out.push(slip.detail("label", anchor.label.clone()).detail("before", before.to_string()));
        }
        seen.push((number, at));
    }
}

/// The word that carries a mark: the marks themselves are not in the logical text.
fn word_before(view: View, block: usize, at: usize) -> Span {
    let words = view.claims.words.of_block(block);
    let index = words.partition_point(|w| w.span.end <= at);
    words.get(index.saturating_sub(1)).map_or(Span::new(at, at), |w| w.span)
}
