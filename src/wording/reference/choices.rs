//! Choices of the form that nobody made: `tỉnh/TP Tỉnh Lào Cai`, and a year that is 0.

use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let list = &words.list;
    let mut kinds: Vec<usize> = words.find_all(view.rule.cues("kind")).flat_map(|kind| words.places(kind)).collect();
    kinds.sort_unstable();
    let gap = |at: usize| list.get(at).zip(list.get(at + 1)).map_or("\n", |(a, b)| Span::new(a.span().end, b.span().start).of(view.document.text()));
    let is_kind = |at: usize| kinds.binary_search(&at).is_ok();
    for at in kinds.iter().copied().filter(|at| at + 2 < list.len()) {
        // A kind of place, a slash, another kind, and then one of them with its name.
        let again = words.id(at + 2) == words.id(at) || words.id(at + 2) == words.id(at + 1);
        let chosen = gap(at) == "/" && is_kind(at + 1) && gap(at + 1) == " " && again;
        if chosen && !view.document.text()[..list[at].span().start].ends_with(is_of_word) {
            let span = list[at].span().join(list[at + 2].span());
            out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("choice"));
        }
    }
    for cue in view.rule.cues("zero_year") {
        for at in places(&view.document.lower, cue) {
            let end = at + cue.len();
            let rest = view.document.lower.get(end..).unwrap_or("");
            let alone =
                !rest.starts_with(is_of_word) && !rest.strip_prefix(['.', ',', '/', '-', '%']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
            if alone && !view.document.lower[..at].ends_with(is_of_word) {
                out.push(Relation::flag(&view.rule.name, Span::new(at, end), Vec::new(), Severity::Warning).variant("zero"));
            }
        }
    }
}
