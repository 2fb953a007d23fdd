//! `names`: one place or body under two spellings.

mod bodies;
mod known;
mod places;

use crate::view::View;
use crate::relations::Relation;

/// Flags places spelled in two ways and bodies whose words change places.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    known::propose(view, out);
    places::propose(view, out);
    bodies::propose(view, out);
}
