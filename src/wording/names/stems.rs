//! Names of bodies and fixed phrases that broke off inside a word: `Ủy ban nhân xã` for `Ủy ban nhân dân xã`. The report need not have them right elsewhere.

use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Flags each place where something else follows the first half of the last word.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let low = |at: usize| words.list.get(at).map_or("", |w| view.document.folded(w.span()));
    for stem in view.rule.cues("stems") {
        let Some((begin, next)) = stem.split_once('|') else { continue };
        let begin: Vec<&str> = begin.split(' ').collect();
        let Some((half, before)) = begin.split_last() else { continue };
        let follows: Vec<&str> = next.split(' ').collect();
        let places = words.places(words.find(half)).filter(|&at| {
            let from = at.checked_sub(before.len());
            from.is_some_and(|from| (from..at).all(|i| view.claims.words.is_joined(i)) && before.iter().zip(from..).all(|(word, i)| low(i) == *word))
        });
        for at in places {
            // `Chính phủvới`: the blank behind the name was lost, or the mark of a note stands there.
            let right = |next: &str| follows.iter().any(|f| next.starts_with(f)) || view.lexicon.is_word(half, next);
            let ends = if view.claims.words.is_joined(at) { !right(low(at + 1)) } else { ends_cell(view, at, &follows) };
            let torn = view.claims.words.is_joined(at) && low(at + 1).chars().nth(1).is_none() && !low(at + 1).is_empty();
            if ends && !torn {
                let behind = if view.claims.words.is_joined(at) { at + 1 } else { at };
                let span = words.list[at - before.len()].span().join(words.list[behind].span());
                let right = format!("{} {}", view.document.words(words.list[at - before.len()].span().join(words.list[at].span())), follows[0]);
                out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("stem").detail("other", right));
            }
        }
    }
}

/// The half word is the last of its cell, and the next cell does not begin with what is missing.
fn ends_cell(view: View, at: usize, follows: &[&str]) -> bool {
    let Some(word) = view.claims.words.list.get(at).map(|w| w.span()) else { return false };
    let id = view.document.blocks.partition_point(|b| b.span.start <= word.start).saturating_sub(1);
    let cell = |id: usize| view.document.blocks.get(id).filter(|b| b.kind == Kind::Cell);
    let last = cell(id).is_some_and(|b| Span::new(word.end, b.span.end.max(word.end)).of(view.document.text()).trim().is_empty());
    let goes_on = (id + 1..id + 8).filter_map(cell).any(|b| {
        let text = view.document.folded(b.span).trim_start();
        follows.iter().any(|f| text.starts_with(f))
    });
    last && !goes_on
}
