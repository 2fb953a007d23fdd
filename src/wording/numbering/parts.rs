//! A second part without a first one: `PHẦN THỨ HAI` behind sections `I.`, `II.` of a part that has no heading.

use crate::document::{Block, Kind, Label, Scheme};
use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::view::View;

/// Longest title of a part, in words.
const TITLE: usize = 24;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let blocks = &view.document.blocks;
    let Some((at, part)) = blocks.iter().enumerate().find_map(|(id, b)| Some((id, labelled(b).filter(|l| is_part(view, b, l))?))) else { return };
    // An extract begins with its part; here the sections before it belong to one that is not named.
    let before = blocks[..at].iter().filter(|b| labelled(b).is_some_and(|l| l.scheme == Scheme::Roman)).count();
    if part.path != [2] || before == 0 || names_first(view) {
        return;
    }
    let here = super::annex::opening(view, blocks[at].span);
    out.push(Relation::flag(&view.rule.name, here, Vec::new(), Severity::Warning).variant("no_first").detail("label", view.document.words(here).trim()));
}

fn labelled(block: &Block) -> Option<&Label> {
    match &block.kind {
        Kind::Numbered(label) => Some(label),
        _ => None,
    }
}

/// The heading of a part, no sentence that begins with the word.
fn is_part(view: View, block: &Block, label: &Label) -> bool {
    let text = view.document.words(block.span).trim();
    label.scheme == Scheme::Part && text.split_whitespace().count() <= TITLE && !text.ends_with(['.', ';', ','])
}

/// The report names its first part somewhere, in whatever way it counts.
fn names_first(view: View) -> bool {
    let lower = view.document.lower.as_str();
    let ends = |at: usize, cue: &str| !lower[at + cue.len()..].starts_with(is_of_word);
    view.rule.cues("first_part").iter().any(|cue| places(lower, cue).any(|at| ends(at, cue)))
}
