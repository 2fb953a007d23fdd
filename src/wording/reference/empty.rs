//! Sections of the form that nobody filled in: a heading, and the next heading right behind it.

use crate::document::{Block, BlockId, Kind, Label, Scheme};
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashMap;

/// Longest heading, in words.
const HEADING: usize = 16;
/// Fewest words beneath a section that is filled in.
const CONTENT: usize = 10;

/// Flags headings of sections without anything beneath them, where the sections beside them hold something.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let headings: Vec<(BlockId, &Block, &Label)> = view.document.blocks.iter().enumerate().filter_map(|(id, b)| Some((id, b, heading(view, b)?))).collect();
    let siblings = siblings(view, &headings);
    for (at, &(id, block, label)) in headings.iter().enumerate() {
        let Some(&(next, _, follows)) = headings.get(at + 1) else { continue };
        // Right behind it comes its successor, or the end of the section that it stands in.
        let goes_on = follows.scheme == label.scheme && follows.path.last().zip(label.path.last()).is_some_and(|(b, a)| *b == a + 1);
        let ends = rank(follows.scheme) < rank(label.scheme) && at > 0;
        let lone = (id + 1..next).all(|b| view.document.blocks.get(b).is_none_or(|x| x.span.is_empty() || x.note().is_some()));
        if !lone || !block.children.is_empty() || !(goes_on || ends) || !is_title(view, block) {
            continue;
        }
        // Half of the sections beside it, one before it among them, hold text or figures: it is no list of names.
        let filled = siblings.get(&(block.parent(), label.scheme)).is_some_and(|s| s.filled * 2 + 1 >= s.all && s.first.is_some_and(|f| f < id));
        if !filled {
            continue;
        }
        let text = view.document.folded(block.span);
        if !view.rule.cues("if_any").iter().any(|c| text.contains(c.as_str())) {
            let span = if block.marker.is_empty() { block.span } else { block.marker.join(block.span) };
            let lead = span.of(view.document.text()).len() - span.of(view.document.text()).trim_start().len();
            out.push(Relation::flag(&view.rule.name, Span::new(span.start + lead, span.end), Vec::new(), Severity::Warning).variant("empty"));
        }
    }
}

/// It ends as a title does.
fn is_title(view: View, block: &Block) -> bool {
    view.document.words(block.span).trim().ends_with(is_letter)
}

fn rank(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Part => 0,
        Scheme::Roman => 1,
        _ => 2,
    }
}

/// A short line with the number of a section and no sign at its end.
fn heading<'a>(view: View, block: &'a Block) -> Option<&'a Label> {
    let Kind::Numbered(label) = &block.kind else { return None };
    let text = view.document.words(block.span).trim();
    let short = text.split_whitespace().count() <= HEADING && !text.is_empty() && block.note().is_none();
    let plain = text.ends_with(is_letter) && !text.contains([';', ':']) && !text.contains(|c: char| c.is_ascii_digit());
    (short && plain && matches!(label.scheme, Scheme::Part | Scheme::Roman | Scheme::Arabic(1)) || matches!(label.scheme, Scheme::Roman))
        .then_some(label.as_ref())
}

/// The sections of one parent and one way of numbering: how many there are, how many hold text, and which of them does first.
#[derive(Default)]
struct Siblings {
    all: usize,
    filled: usize,
    first: Option<BlockId>,
}

/// Counts all sections once.
fn siblings(view: View, headings: &[(BlockId, &Block, &Label)]) -> FxHashMap<(Option<BlockId>, Scheme), Siblings> {
    let mut out: FxHashMap<(Option<BlockId>, Scheme), Siblings> = FxHashMap::default();
    for (id, block, label) in headings {
        let family = out.entry((block.parent(), label.scheme)).or_default();
        family.all += 1;
        // A torn line is no content.
        if block.children.iter().map(|&c| view.claims.words.of_block(c).len()).sum::<usize>() >= CONTENT {
            family.filled += 1;
            family.first.get_or_insert(*id);
        }
    }
    out
}
