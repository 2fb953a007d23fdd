//! Annexes and tables: `Bảng 1`, `Bảng 2`, each word with its own sequence over the whole report.

use super::{flag, Break};
use crate::document::{Block, Kind, Label, Scheme};
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;
use std::collections::HashMap;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut last: HashMap<&str, (u32, Span)> = HashMap::new();
    let annexes: Vec<(&Block, &Label)> = view
        .document
        .blocks
        .iter()
        .filter_map(|b| match &b.kind {
            Kind::Numbered(label) if label.scheme == Scheme::Annex => Some((b, label.as_ref())),
            _ => None,
        })
        .collect();
    for (at, (block, label)) in annexes.iter().enumerate() {
        let Some(&number) = label.path.last() else { continue };
        let here = opening(view, block.span);
        let Some(&(before, place)) = last.get(label.word.as_str()) else {
            last.insert(&label.word, (number, here));
            continue;
        };
        // A line that only begins with a reference names an annex that stood before, or one that comes in its turn.
        let later = annexes[at + 1..].iter().filter(|(_, l)| l.word == label.word).filter_map(|(_, l)| l.path.last().copied());
        let comes = later.clone().any(|n| n == before + 1);
        let goes_on = later.clone().next().is_none_or(|n| n == number + 1);
        if number > before + 1 && number <= before + 3 && !comes && goes_on {
            flag(view, here, place, Break::Skip, &format!("{} {}", label.word, before + 1), out);
        }
        if number > before && !comes {
            last.insert(&label.word, (number, here));
        }
    }
}

/// The first words of a heading up to and with its number.
pub(super) fn opening(view: View, span: Span) -> Span {
    let text = view.document.words(span);
    let roman = |w: &str| w.chars().all(|c| "IVXL".contains(c));
    let numbered = view.claims.words.inside(span).take(4).filter_map(|i| view.claims.words.list.get(i)).skip(1).find(|w| {
        let word = view.document.words(w.span());
        roman(word) || word.bytes().all(|b| b.is_ascii_digit())
    });
    let end = numbered.map_or_else(|| span.start + text.find([':', '.', '\n']).unwrap_or(text.len()).min(text.len()), |w| w.span().end);
    Span::new(span.start, end)
}
