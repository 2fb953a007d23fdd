//! A total and its parts, wherever the parts stand: brackets, the rest of a sentence, list items, a note, the neighbourhood.

mod addends;
mod asides;
mod behind;
mod classes;
mod colons;
mod inline;
mod items;
mod neighbour;
mod note;
mod overlap;
mod region;
mod series;
mod shares;

use super::View;
use crate::claims::{ClaimId, Pair};
use crate::lexicon::{split_words, PartsCue};
use crate::relations::Relation;
use crate::source::Span;

use region::Region;

/// At most so many parts are read as one sum.
const MOST_PARTS: usize = 60;

/// Proposes all sums.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    inline::propose(view, out);
    items::propose(view, out);
    note::propose(view, out);
    neighbour::propose(view, out);
    shares::propose(view, out);
    shares::structure(view, out);
    shares::rest(view, out);
}

/// Possible totals for parts, nearest first: numbers before `at` that may have parts, N of `N/M` standing for both.
fn totals_before(view: View, from: usize, at: usize, paren: Option<usize>) -> Vec<ClaimId> {
    let claims = &view.claims.list;
    let span = Span::new(from, at);
    let level = |id: &ClaimId| claims[*id].paren == paren;
    let fits = |id: &ClaimId| !claims[*id].is_percent() && !ends_range(view, *id);
    view.claims.inside(span).rev().filter(fits).filter(level).collect()
}

/// `xếp từ 1 đến 40`: the end of a range is no total.
fn ends_range(view: View, id: ClaimId) -> bool {
    let claims = &view.claims.list;
    let says = |id: ClaimId, kind: &str| {
        let last = split_words(view.document.folded(claims[id].label)).last();
        last.is_some_and(|last| view.rule.cues(kind).iter().any(|cue| cue == last))
    };
    says(id, "range_to") && id.checked_sub(1).is_some_and(|from| claims[from].sentence == claims[id].sentence && says(from, "range_from"))
}

/// A word that leaves the list open (`chủ yếu`) opens a clause of the stretch.
fn is_open_list(view: View, span: Span) -> bool {
    view.claims.cues_in(span).filter(|c| c.kind == PartsCue::OpenList).any(|cue| {
        // `4.500,[7] theo sổ sách là …`: the mark of a note hides no comma.
        let mark = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']');
        let before = Span::new(span.start, cue.span.start).of(view.document.text()).trim_end();
        let before = if before.ends_with(']') { before.trim_end_matches(mark) } else { before };
        before.is_empty()
            || before.ends_with([',', ';', ':', '(', '.'])
            || view.claims.cue_before(cue.span.start).is_some_and(|c| c.kind == PartsCue::Opens && c.span.end + 2 >= cue.span.start)
    })
}

/// True for the M of an `N/M`.
fn is_base(view: View, id: ClaimId) -> bool {
    matches!(view.claims.list[id].pair, Some(Pair::Base(_)))
}
