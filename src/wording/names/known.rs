//! Names against the right spelling that the configuration gives.

use crate::claims::names::{bare, one_edit, read, spelling};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::view::View;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let known: Vec<&String> = view.knowledge.names.iter().flat_map(|(_, names)| names).collect();
    if known.is_empty() {
        return;
    }
    let right: FxHashSet<String> = known.iter().map(|n| spelling(n)).collect();
    let by_letters: FxHashMap<String, &String> = known.iter().map(|n| (bare(n), *n)).collect();
    for name in read(view.document, view.claims, view.rule.cues("place")) {
        let words = view.document.words(name.span);
        if right.contains(&spelling(words)) {
            continue;
        }
        let letters = bare(words);
        let same_letters = by_letters.get(&letters).copied();
        // A letter off is another name as often as a slip, unless a word of place stands before it.
        let near = || known.iter().copied().find(|k| name.placed && k.chars().count() > 5 && one_edit(&letters, &bare(k)));
        if let Some(meant) = same_letters.or_else(near) {
            let level = if same_letters.is_some() && name.placed { Severity::Warning } else { Severity::Note };
            out.push(Relation::flag(&view.rule.name, name.span, Vec::new(), level).variant("known").detail("other", meant.clone()).replace(meant.clone()));
        }
    }
}
