//! A sentence, or a run of them, that stands twice in the report.

use crate::document::{BlockId, Kind};
use crate::limits;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::HashMap;

/// Fewest words of a sentence that may not come again.
const SENTENCE: usize = 12;
/// Fewest words of a list item without a full stop, which reports repeat more freely.
const ITEM: usize = 20;
/// Most blocks from a paragraph to its copy in the same section.
const NEAR: usize = 3;

/// A sentence of the report.
#[derive(Clone, Copy)]
struct Sentence {
    block: BlockId,
    words: usize,
    span: Span,
    key: u64,
}

/// Flags sentences that stand twice; neighbours that were copied together make one finding.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let sentences = read(view);
    let front = view.document.blocks.iter().position(|b| matches!(b.kind, Kind::Numbered(_))).unwrap_or(0);
    let mut seen: HashMap<u64, usize> = HashMap::with_capacity(sentences.len());
    let mut run: Option<(usize, usize, usize)> = None;
    for (at, sentence) in sentences.iter().enumerate() {
        let before = *seen.entry(sentence.key).or_insert(at);
        let copied = before < at && sentence.words > 3;
        run = match run {
            Some((first, second, len)) if copied && before == first + len && at == second + len => Some((first, second, len + 1)),
            _ => {
                flag(view, front, &sentences, run, out);
                copied.then_some((before, at, 1))
            }
        };
        // Who called says what that means for the report.
        if limits::of_relations(out.len(), 0, view.claims.list.len()).is_some() {
            return;
        }
    }
    flag(view, front, &sentences, run, out);
}

fn read(view: View) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (block, found) in view.document.blocks.iter().enumerate() {
        if found.kind == Kind::Cell {
            continue;
        }
        let mut at = found.span.start;
        while at < found.span.end {
            let end = view.claims.sentence_end(view.document, block, at + 1);
            let words = view.claims.words.inside(Span::new(at, end));
            let list = view.claims.words.list.get(words.clone()).unwrap_or(&[]);
            if let (Some(first), Some(last)) = (list.first(), list.last()) {
                let key = list.iter().fold(0u64, |h, w| (h.rotate_left(5) ^ u64::from(w.id())).wrapping_mul(0x9e37_79b9_7f4a_7c15));
                out.push(Sentence { block, words: list.len(), span: first.span().join(last.span()), key });
            }
            at = end.max(at) + 1;
        }
    }
    out
}

fn flag(view: View, front: BlockId, sentences: &[Sentence], run: Option<(usize, usize, usize)>, out: &mut Vec<Relation>) {
    let Some((first, second, len)) = run else { return };
    let (Some(a), Some(b)) = (sentences.get(first..first + len), sentences.get(second..second + len)) else { return };
    let words: usize = b.iter().map(|s| s.words).sum();
    let (Some(a1), Some(b1), Some(a2), Some(b2)) = (a.first(), b.first(), a.last(), b.last()) else { return };
    let (earlier, later) = (a1.span.join(a2.span), b1.span.join(b2.span));
    if words < SENTENCE || !is_prose(view, a1.block, earlier) || !is_prose(view, b1.block, later) {
        return;
    }
    let Some(level) = level(view, front, a1, b1, words) else { return };
    let slip = Relation::flag(&view.rule.name, later, vec![earlier], level);
    out.push(slip.variant("sentence").detail("words", words.to_string()));
}

/// Running text: no captions and sources, addresses, code of a page, lists of literature or pieces of a table.
fn is_prose(view: View, block: BlockId, span: Span) -> bool {
    let blocks = &view.document.blocks;
    let line = |id: Option<usize>| id.and_then(|id| blocks.get(id)).map_or("", |b| view.document.words(b.span)).trim_start();
    let torn = line(Some(block)).contains(['|', '^']) || line(block.checked_sub(1)).starts_with('|') || line(Some(block + 1)).starts_with('|');
    let text = view.document.folded(span);
    let label = view.rule.cues("caption").iter().any(|w| text.starts_with(w.as_str()));
    !torn && !label && !super::is_code(text)
}

/// How much a repetition weighs; `None` for those that reports make on purpose. Before the block `front` stands the head of the report.
fn level(view: View, front: BlockId, a: &Sentence, b: &Sentence, words: usize) -> Option<Severity> {
    let blocks = &view.document.blocks;
    let (first, second) = (blocks.get(a.block)?, blocks.get(b.block)?);
    let body_and_note = first.note().is_some() != second.note().is_some();
    let heading = |x: &crate::document::Block| x.heading > 0 || (matches!(x.kind, Kind::Numbered(_)) && !x.children.is_empty());
    let shouted = !view.document.words(a.span).chars().any(char::is_lowercase);
    if body_and_note || a.block < front || heading(first) || heading(second) || shouted {
        return None;
    }
    let stop = view.document.text().get(b.span.end..).is_some_and(|rest| rest.trim_start_matches([')', '”', '"', '%']).starts_with('.'));
    let citations = &view.claims.citations;
    let cites = |s: &Sentence| citations.get(citations.partition_point(|c| c.span.start < s.span.start)).is_some_and(|c| s.span.covers(c.span));
    let in_notes = first.note().is_some();
    // What stands twice in one place was pasted twice; far apart it is said again on purpose: summaries, templates, clauses of a statute.
    let here = first.parent() == second.parent() && b.block - a.block <= if first.parent().is_some() { NEAR } else { 1 };
    Some(if !here || in_notes || cites(a) || (!stop && (words < ITEM || second.kind == Kind::Paragraph)) { Severity::Note } else { Severity::Warning })
}
