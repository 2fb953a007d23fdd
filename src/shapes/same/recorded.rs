//! When two equal numbers are taken for one fact told twice: worth a line in the ledger, never an accusation.

use super::around::Around;
use super::verbatim::same_role;
use super::View;
use crate::claims::vicinity::Conflict;
use crate::claims::{kinds, Claim, ClaimId};
use crate::document::Kind;
use crate::quantity::Measure;

/// Syllables of a noun that hardly two different counts share.
const LONG_NAME: usize = 3;

/// Enough common words around a figure that is rare enough to call two equal numbers one fact; `02` and `100%` stand everywhere.
pub(super) fn recorded(view: View, id: ClaimId, other: ClaimId, around: &Around) -> bool {
    let (a, b) = (&view.claims.list[id], &view.claims.list[other]);
    if !same_role(a, b) || a.sentence == b.sentence || a.percent_of != b.percent_of {
        return false;
    }
    let written = view.document.words(a.span);
    if named_at_length(view, id, other) {
        return true;
    }
    let (rare, least) = match &a.quantity.measure {
        Measure::Count(noun) => {
            (written.len() > 3 || written.len() > 1 && !written.starts_with('0') && kinds::written_out(view.lexicon, noun).contains(' '), 1)
        }
        Measure::Percent => (written.len() > 3, 3),
        _ => (written.len() > 4, 1),
    };
    if !rare {
        return false;
    }
    let (here, there) = (around.of(id), around.of(other));
    let theirs = there.words(view);
    let shared = here.words(view).iter().filter(|w| theirs.contains(w)).count();
    shared > 4 || shared > least && here.vicinity.conflict(&there.vicinity) != Conflict::Differ
}

/// A count of things with a long name (`31 khu dân cư`); one below ten only beneath the same heading.
fn named_at_length(view: View, id: ClaimId, other: ClaimId) -> bool {
    let (a, b) = (&view.claims.list[id], &view.claims.list[other]);
    let long = |c: &Claim| matches!(&c.quantity.measure, Measure::Count(noun) if kinds::written_out(view.lexicon, noun).split(' ').count() >= LONG_NAME);
    let heading = |c: &Claim| view.document.ancestors(c.block).find(|&b| matches!(view.document.blocks[b].kind, Kind::Numbered(_)));
    let small = view.document.words(a.span).trim_start_matches('0').len() < 2;
    long(a) && long(b) && a.quantity.measure == b.quantity.measure && (!small || heading(a).is_some() && heading(a) == heading(b))
}
