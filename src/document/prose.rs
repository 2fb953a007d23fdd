//! Running prose: press, encyclopedias, essays, whose paragraphs carry no numbers. Offices number what they write.

use super::{Document, Kind};

/// Shorter texts are pieces of reports as often as anything else.
const SHORTEST: usize = 6;
/// So many paragraphs for each number that a report has.
const NUMBERED: usize = 20;

/// True for texts of many paragraphs that hardly number any of them.
pub fn is_running_prose(document: &Document) -> bool {
    let (mut plain, mut numbered) = (0, 0);
    for block in document.blocks.iter().filter(|b| !b.span.is_empty()) {
        match block.kind {
            Kind::Numbered(_) => numbered += 1,
            Kind::Paragraph | Kind::Bullet(_) => plain += 1,
            Kind::Cell | Kind::Note => {}
        }
    }
    plain >= SHORTEST && numbered * NUMBERED < plain
}
