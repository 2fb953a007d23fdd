//! One place under a Roman and an Arabic number: `khu I, thị trấn …` beside `Khu 1, thị trấn …`.

use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// Bytes behind the number that must be the same: the name of the place that it lies in.
const BEHIND: usize = 12;

/// Flags the rarer way of writing a number that names a place.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let list = &view.claims.words.list;
    let words = &view.claims.words;
    let mut cues: Vec<usize> = words.find_all(view.rule.cues("numbered")).flat_map(|cue| words.places(cue)).collect();
    cues.sort_unstable();
    let mut places: BTreeMap<(u32, u32, &str), [Vec<Span>; 2]> = BTreeMap::new();
    for pair in cues.into_iter().filter_map(|at| list.get(at..at + 2)) {
        let (written, gap) = (view.document.words(pair[1].span()), Span::new(pair[0].span().end, pair[1].span().start));
        let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"].iter().position(|r| *r == written).and_then(|n| u32::try_from(n + 1).ok());
        let Some(number) = roman.or_else(|| written.parse().ok()).filter(|_| view.document.words(gap) == " ") else { continue };
        let behind = view.document.lower.get(pair[1].span().end..).unwrap_or("");
        let end = behind.char_indices().map(|(at, _)| at).find(|at| *at >= BEHIND).unwrap_or(behind.len());
        let Some(next) = behind.get(..end).filter(|b| b.starts_with([',', ' '])) else { continue };
        let entry = places.entry((pair[0].id(), number, next)).or_default();
        entry[usize::from(roman.is_some())].push(pair[0].span().join(pair[1].span()));
    }
    for [arabic, roman] in places.values() {
        let (few, many) = if roman.len() <= arabic.len() { (roman, arabic) } else { (arabic, roman) };
        if let (Some((&at, others)), Some(&main)) = (few.split_first(), many.first()) {
            let places = std::iter::once(main).chain(others.iter().copied()).collect();
            let slip = Relation::flag(&view.rule.name, at, places, Severity::Warning).variant("numbered");
            out.push(slip.detail("other", view.document.words(main)));
        }
    }
}
