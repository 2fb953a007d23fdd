//! `note-order`: footnote marks without body, bodies without mark, marks out of order.

use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashSet;

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
    let labels = labels(view);
    let mut met: FxHashSet<&str> = FxHashSet::default();
    for anchor in &document.anchors {
        let called = labels.contains(anchor.label.as_str());
        // A figure far off is an exponent or a formula, no mark.
        let near = anchor.label.parse::<u32>().map_or(true, |n| n > 0 && n <= greatest + 2);
        let repeated = !met.insert(&anchor.label);
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

/// The labels of all notes.
fn labels(view: View<'_>) -> FxHashSet<&str> {
    view.document.notes.iter().map(|n| n.label.as_str()).collect()
}

/// A mark whose number is smaller than one before it, unless it calls the same note again.
fn order(view: View, out: &mut Vec<Relation>) {
    let named = view.document.anchors.iter().any(|a| a.label.parse::<u32>().is_err());
    let caret = view.document.anchors.iter().any(|a| a.origin.len() == a.label.len() + "[^]".len());
    // Labels of Markdown are names: whoever prints them numbers them anew.
    if named || caret {
        return;
    }
    let labels = labels(view);
    let body =
        view.document.anchors.iter().filter(|a| labels.contains(a.label.as_str()) && view.document.blocks.get(a.block).is_some_and(|b| b.note().is_none()));
    // The marks that were the greatest so far, each greater than the one before it.
    let mut greatest: Vec<(u32, Span)> = Vec::new();
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    for anchor in body {
        let Ok(number) = anchor.label.parse::<u32>() else { continue };
        let at = word_before(view, anchor.block, anchor.at);
        let greater = greatest.get(greatest.partition_point(|s| s.0 <= number)).copied();
        if let Some((before, place)) = greater.filter(|_| !seen.contains(&number)) {
            let slip = Relation::flag(&view.rule.name, at, vec![place], Severity::Warning).variant("order");
            out.push(slip.detail("label", anchor.label.clone()).detail("before", before.to_string()));
        }
        seen.insert(number);
        if greater.is_none() {
            greatest.push((number, at));
        }
    }
}

/// The word that carries a mark: the marks themselves are not in the logical text.
fn word_before(view: View, block: usize, at: usize) -> Span {
    let words = view.claims.words.of_block(block);
    let index = words.partition_point(|w| w.span().end <= at);
    words.get(index.saturating_sub(1)).map_or(Span::new(at, at), |w| w.span())
}
