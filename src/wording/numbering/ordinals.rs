//! Ordinals in words that open the items of a list: `Thứ nhất, … Thứ hai, … Thứ tư, …`, `Một là, … Hai là, … Bốn là, …`.

use super::{flag, Break};
use crate::document::{Kind, Scheme};
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;

/// How many blocks a list may take from one of its items to the next one.
const NEAR: usize = 12;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for line in view.rule.cues("ordinals") {
        let names: Vec<&str> = line.split('|').collect();
        let places = places(view, &names);
        let mut run: Option<(usize, Span, usize)> = None;
        for (at, &(number, place, block)) in places.iter().enumerate() {
            let next = places.get(at + 1).filter(|n| n.2 - block <= NEAR).map(|n| n.0);
            match run {
                Some((last, before, near)) if number != 0 && block - near <= NEAR => {
                    let goes_on = next.is_none_or(|n| n == number + 1 || n == 0);
                    let broken = if number == last && goes_on {
                        Some(Break::Again)
                    } else if number == last + 2 && goes_on && !is_told(view, names[last + 1], before.end, place.start) {
                        Some(Break::Skip)
                    } else {
                        None
                    };
                    if let Some(found) = broken {
                        flag(view, place, before, found, names.get(last + 1).unwrap_or(&""), out);
                    }
                    run = Some((number, place, block));
                }
                _ => run = (number == 0).then_some((0, place, block)),
            }
        }
    }
}

/// `Lý do thứ hai là …`: the one that seems to be missing stands inside a sentence between.
fn is_told(view: View, name: &str, from: usize, to: usize) -> bool {
    view.document.lower.get(from..to).is_some_and(|text| text.contains(name.trim_end_matches([' ', ','])))
}

/// Where the ordinals open a sentence, a clause or an item; which one it is, and in which block.
fn places(view: View, names: &[&str]) -> Vec<(usize, Span, usize)> {
    let lower = view.document.lower.as_str();
    let mut out = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let first = view.claims.words.find(name.split(' ').next().unwrap_or(""));
        for at in view.claims.words.places(first).filter_map(|i| view.claims.words.list.get(i)).map(|w| w.span().start) {
            if !lower[at..].starts_with(name) {
                continue;
            }
            let ahead = lower[..at].trim_end_matches([' ', '*', '_']);
            let opens = ahead.is_empty() || ahead.ends_with(['.', ';', ':', '\n', '-', '+', '–', '•']);
            let behind = &lower[at + name.len()..];
            let is = view.rule.cues("is").iter().any(|w| behind.trim_start().strip_prefix(w.as_str()).is_some_and(|rest| rest.starts_with([' ', ','])));
            let ends = behind.starts_with([',', ':']) || name.ends_with(' ') || is;
            if opens && ends {
                let block = view.document.blocks.partition_point(|b| b.span.start <= at).saturating_sub(1);
                out.push((number, Span::new(at, at + name.trim_end().len()), block));
            }
        }
    }
    // Where a line begins with one, it is the mark of its block.
    for (block, found) in view.document.blocks.iter().enumerate() {
        let Kind::Numbered(label) = &found.kind else { continue };
        let mark = view.document.folded(found.marker);
        let lead = mark.len() - mark.trim_start().len();
        let number = names.iter().position(|name| mark[lead..].starts_with(name.trim_end_matches([' ', ','])));
        if let (Scheme::OrdinalWord, Some(number)) = (label.scheme, number) {
            let start = found.marker.start + lead;
            out.push((number, Span::new(start, start + mark.trim().trim_end_matches([',', ':', '.']).len()), block));
        }
    }
    out.sort_unstable_by_key(|p| p.1.start);
    out.dedup_by_key(|p| p.1.start);
    out
}
