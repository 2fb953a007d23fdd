//! What no honest report reaches. Beyond it the work would take the more time the longer a paragraph is, so it is not
//! begun, and that is said.

use crate::document::{BlockId, Document};
use crate::source::{Source, Span};

/// Bytes of one paragraph, list item or table cell.
const PARAGRAPH: usize = 256 << 10;
/// Numbers in one paragraph: each is compared with its neighbours.
const NUMBERS_TOGETHER: usize = 1_000;
/// Brackets that open in one paragraph.
const BRACKETS: usize = 1_000;
/// Brackets inside each other: what each number is part of is asked from the inside outwards.
const NESTED: usize = 50;
/// Numbers in one report.
const NUMBERS: usize = 200_000;
/// Proposed relations of one report: a stock that every report has, and so many more for each of its numbers.
const RELATIONS: usize = 100_000;
const RELATIONS_A_NUMBER: usize = 16;
/// Numbers in all proposed relations of one report together: a stock that every report has, and so many more for each of its numbers.
/// Of 3,600 texts none needs half of it.
const TERMS: usize = 100_000;
const TERMS_A_NUMBER: usize = 32;
/// Numbers of a paragraph that nothing but their place joins to a total.
const NEIGHBOURS: usize = 200;

/// A limit that a report is over, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// Too much in one paragraph or several: nothing in these was checked.
    #[error(
        "over the limit of {most} {what} in one paragraph: {found} in the one that begins in line {line}; nothing in {paragraphs} such paragraphs was checked"
    )]
    Paragraph {
        /// What is too much in the first of them.
        what: &'static str,
        /// How much may be.
        most: usize,
        /// How much there is.
        found: usize,
        /// Its line of the canonical text, from 1.
        line: usize,
        /// How many such paragraphs there are.
        paragraphs: usize,
    },
    /// Too much in all: nothing was linted.
    #[error("over the limit of {most} {what} in one report: nothing was checked")]
    Whole {
        /// What is too much.
        what: &'static str,
        /// How much may be.
        most: usize,
    },
    /// So many conflicts that it would take too long to find out which numbers are to blame: findings are shown, some without suspect and repair.
    #[error("over the limit of work for one report: of {causes} of its contradictions it is not settled which number is to blame")]
    Unsettled {
        /// How many of them.
        causes: usize,
    },
}

impl Limit {
    /// True if there are findings all the same.
    pub fn leaves_findings(&self) -> bool {
        !matches!(self, Limit::Whole { .. })
    }
}

/// The limit that the structure of a report is over, if there is one.
pub fn of_document(source: &Source, document: &Document) -> Option<Limit> {
    // Between two numbers stands a sign.
    let may_have = document.text().len() >= 2 * NUMBERS && digits(document.text()) > NUMBERS;
    if may_have && document.blocks.iter().map(|b| numbers(b.span.of(document.text()))).sum::<usize>() > NUMBERS {
        return Some(Limit::Whole { what: "numbers", most: NUMBERS });
    }
    let mut long = (0..document.blocks.len()).filter_map(|block| Some((block, of_block(document, block)?)));
    let (block, (what, most, found)) = long.next()?;
    let start = document.blocks[block].span.start;
    let line = source.position(document.origin(Span::new(start, start)).start).line;
    Some(Limit::Paragraph { what, most, found, line, paragraphs: 1 + long.count() })
}

/// What a paragraph, list item or table cell has too much of, how much it may have, and how much it has.
pub fn of_block(document: &Document, block: BlockId) -> Option<(&'static str, usize, usize)> {
    let text = document.block_text(block);
    // Shorter ones cannot have too much of anything.
    if text.len() <= NUMBERS_TOGETHER.min(BRACKETS) {
        return None;
    }
    let brackets = memchr::memchr_iter(b'(', text.as_bytes()).count();
    // Between two numbers stands a sign.
    let numbers = if text.len() < 2 * NUMBERS_TOGETHER || digits(text) <= NUMBERS_TOGETHER { 0 } else { numbers(text) };
    let counts = [
        ("bytes", PARAGRAPH, text.len()),
        ("numbers", NUMBERS_TOGETHER, numbers),
        ("brackets", BRACKETS, brackets),
        ("brackets inside each other", NESTED, if brackets > NESTED { nested(text) } else { 0 }),
    ];
    counts.into_iter().find(|(_, most, found)| found > most)
}

/// How deep brackets stand inside each other.
fn nested(text: &str) -> usize {
    let depths = text.bytes().scan(0usize, |depth, byte| {
        *depth = match byte {
            b'(' => *depth + 1,
            b')' => depth.saturating_sub(1),
            _ => *depth,
        };
        Some(*depth)
    });
    depths.max().unwrap_or(0)
}

/// No fewer than there are numbers, and counted many at a time.
fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Runs of digits; their marks join them (`1.448,29`).
fn numbers(text: &str) -> usize {
    let mut inside = false;
    let begins = text.bytes().filter(|byte| {
        let before = inside;
        inside = byte.is_ascii_digit() || inside && matches!(byte, b'.' | b',');
        inside && !before
    });
    begins.count()
}

/// The limit that proposed relations are over, if there is one; `terms` are the numbers in all of them together, `numbers` those of the report.
pub fn of_relations(relations: usize, terms: usize, numbers: usize) -> Option<Limit> {
    let most = |stock: usize, each: usize| stock.saturating_add(numbers.saturating_mul(each));
    let counts = [("relations", relations, most(RELATIONS, RELATIONS_A_NUMBER)), ("numbers in relations", terms, most(TERMS, TERMS_A_NUMBER))];
    counts.into_iter().find(|(_, found, most)| found > most).map(|(what, _, most)| Limit::Whole { what, most })
}

/// Counts relations while they are proposed, so that nothing is built that will not be looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    relations: usize,
    terms: usize,
}

impl Tally {
    /// Counts one stretch of relations more, by the numbers in each, and tells the limit that all are over now.
    pub fn add(&mut self, terms: impl Iterator<Item = usize>, numbers: usize) -> Option<Limit> {
        for more in terms {
            self.relations += 1;
            self.terms += more;
        }
        of_relations(self.relations, self.terms, numbers)
    }
}

/// True for a paragraph of so many numbers that their place says nothing of them: a list of references, a drawing.
pub fn crowds(numbers: usize) -> bool {
    numbers > NEIGHBOURS
}
