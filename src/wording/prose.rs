//! Running prose: press, encyclopedias, essays, whose paragraphs carry no numbers. Offices number what they write.
//!
//! A slip of typing in prose is as real, but it contradicts nothing that an office has to answer for: it is worth a note.

use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::view::View;

/// Shorter texts are pieces of reports as often as anything else.
const SHORTEST: usize = 6;
/// So many paragraphs for each number that a report has.
const NUMBERED: usize = 20;

/// True for texts of many paragraphs that hardly number any of them.
pub(super) fn is_running(view: View) -> bool {
    let (mut plain, mut numbered) = (0, 0);
    for block in view.document.blocks.iter().filter(|b| !b.span.is_empty()) {
        match block.kind {
            Kind::Numbered(_) => numbered += 1,
            Kind::Paragraph | Kind::Bullet(_) => plain += 1,
            Kind::Cell | Kind::Note => {}
        }
    }
    plain >= SHORTEST && numbered * NUMBERED < plain
}

/// Makes notes of slips of typing, if the text is running prose.
pub(super) fn soften(view: View, slips: &mut [Relation]) {
    if !slips.is_empty() && is_running(view) {
        slips.iter_mut().for_each(|slip| slip.ceiling = slip.ceiling.min(Severity::Note));
    }
}
