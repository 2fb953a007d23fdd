//! An item of a list that stands in the same list again.

use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::view::View;
use rustc_hash::FxHashMap;

/// Fewest words of such an item: shorter ones are answers and headings.
const WORDS: usize = 5;
/// From so many words on the sentences are looked at anyway.
const SENTENCE: usize = 12;
/// A report with more of them is a form whose parts are alike.
const MOST: usize = 3;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut seen: FxHashMap<(Option<usize>, &str), usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (id, block) in view.document.blocks.iter().enumerate() {
        let words = view.claims.words.range(id).len();
        let marked = (1..=3).contains(&view.document.words(block.marker).trim().trim_matches(['(', ')', '.', '*', '/']).chars().count());
        let is_item = block.kind != Kind::Cell && block.kind != Kind::Paragraph && block.children.is_empty() && block.heading == 0 && marked;
        if !is_item || !(WORDS..SENTENCE).contains(&words) {
            continue;
        }
        let text = view.document.folded(block.span).trim().trim_end_matches(['.', ';', ',', ':']);
        // A colon announces what follows, and a statute cited twice is cited for two things.
        let announces = view.document.words(block.span).trim_end().ends_with([':', '?']);
        let citations = &view.claims.citations;
        let cites = citations.get(citations.partition_point(|c| c.span.start < block.span.start)).is_some_and(|c| block.span.covers(c.span));
        if announces || cites || super::is_code(text) {
            continue;
        }
        if let Some(&first) = seen.get(&(block.parent(), text)) {
            found.push((first, id));
        } else {
            seen.insert((block.parent(), text), id);
        }
    }
    if found.len() > MOST {
        return;
    }
    for (first, second) in found {
        let span = |id: usize| view.document.blocks.get(id).map(|b| b.span);
        if let (Some(a), Some(b)) = (span(first), span(second)) {
            let slip = Relation::flag(&view.rule.name, b, vec![a], Severity::Warning).variant("item");
            out.push(slip.detail("words", view.claims.words.range(second).len().to_string()));
        }
    }
}
