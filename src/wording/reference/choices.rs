//! Choices of the form that nobody made: `tỉnh/TP Tỉnh Lào Cai`, and a year that is 0.

use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let list = &view.claims.words.list;
    let kinds = view.rule.cues("kind");
    let low = |at: usize| list.get(at).map_or("", |w| view.document.folded(w.span()));
    let gap = |at: usize| list.get(at).zip(list.get(at + 1)).map_or("\n", |(a, b)| Span::new(a.span().end, b.span().start).of(view.document.text()));
    let is_kind = |at: usize| kinds.iter().any(|k| k == low(at));
    for at in 0..list.len().saturating_sub(2) {
        // A kind of place, a slash, another kind, and then one of them with its name.
        let chosen = is_kind(at) && gap(at) == "/" && is_kind(at + 1) && gap(at + 1) == " " && (low(at + 2) == low(at) || low(at + 2) == low(at + 1));
        if chosen && !view.document.text()[..list[at].span().start].ends_with(is_of_word) {
            let span = list[at].span().join(list[at + 2].span());
            out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("choice"));
        }
    }
    for cue in view.rule.cues("zero_year") {
        for (at, _) in view.document.lower.match_indices(cue.as_str()) {
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
