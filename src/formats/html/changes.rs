//! Deleted, inserted and struck text of a page, as Word and web editors mark it.

use super::dom::{Dom, Kind};
use crate::formats::Tracked;

/// The page as it reads in that version: what is deleted, or not yet there, is gone. Struck text is deleted text by another name.
pub(super) fn without(mut dom: Dom, tracked: Tracked) -> Dom {
    let gone = |name: &str| match tracked {
        Tracked::Accepted => matches!(name, "del" | "s" | "strike"),
        Tracked::Original => name == "ins",
    };
    for id in 0..dom.nodes.len() {
        if gone(dom.name(id)) {
            dom.nodes[id].kind = Kind::Other;
            dom.nodes[id].children.clear();
        }
    }
    dom
}
