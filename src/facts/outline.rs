//! The outline of a report: its lines in order, each with the figure that its label names (`- Thu nội địa: 1.200 triệu đồng`).

use crate::claims::{ClaimId, Claims, Pair};
use crate::document::{BlockId, Document, Kind, Scheme};
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::quantity::{Hedge, Measure};
use crate::source::Span;

/// Longest label of a line without a colon, in words; longer ones are sentences.
const LABEL: usize = 8;

/// A line: a heading, a paragraph or an item.
#[derive(Clone, Debug)]
pub struct Line {
    /// The block that it is.
    pub block: BlockId,
    /// Its figure; none where it has no amount, or more words than a label.
    pub figure: Option<ClaimId>,
    /// Its label calls it a total.
    pub total: bool,
    /// What marks it; lines with other marks are of another list.
    pub mark: Mark,
    /// How many lines with other marks it stands beneath.
    pub depth: usize,
}

/// What stands before a line, without its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// A sign.
    Sign(char),
    /// A number or a letter.
    Number(Scheme),
}

/// All lines of the body, in order.
pub fn lines(document: &Document, claims: &Claims, lexicon: &Lexicon) -> Vec<Line> {
    let own = document.blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Cell && b.note().is_none());
    let mut open: Vec<Mark> = Vec::new();
    own.map(|(block, b)| {
        let mark = match &b.kind {
            Kind::Bullet(sign) => Mark::Sign(*sign),
            Kind::Numbered(label) => Mark::Number(label.scheme),
            _ => Mark::None,
        };
        // A mark that comes again closes all lists that were opened since.
        let known = open.iter().position(|m| *m == mark);
        open.truncate(if b.heading > 0 { 0 } else { known.unwrap_or(open.len()) });
        open.push(mark);
        let total = is_total(document.folded(b.span), lexicon);
        Line { block, figure: figure(document, claims, block), total, mark, depth: open.len() }
    })
    .collect()
}

/// The first amount after the first colon that one follows at once, or the first amount after a short label.
fn figure(document: &Document, claims: &Claims, block: BlockId) -> Option<ClaimId> {
    let from = document.blocks[block].span.start;
    let before = |id: ClaimId| document.folded(Span::new(from, claims.list[id].full.start.max(from)));
    let mut own = claims.of_block(block).filter(|&id| is_amount(claims, id));
    let first = own.clone().next()?;
    let after_colon = own.find(|&id| before(id).trim_end().ends_with(':'));
    after_colon.or_else(|| split_words(before(first)).nth(LABEL).is_none().then_some(first))
}

/// No percent, change, denominator or limit.
fn is_amount(claims: &Claims, id: ClaimId) -> bool {
    let claim = &claims.list[id];
    let quantity = &claim.quantity;
    let limit = matches!(quantity.hedge, Hedge::AtMost | Hedge::AtLeast);
    quantity.measure != Measure::Percent && !claim.is_change() && !matches!(claim.pair, Some(Pair::Base(_))) && !quantity.number.is_malformed() && !limit
}

fn is_total(text: &str, lexicon: &Lexicon) -> bool {
    let label = text.split(':').next().unwrap_or("");
    let words: Vec<&str> = split_words(label).take(3).collect();
    matches!(lexicon.parts.at(words.iter().copied()), Some((PartsCue::Total, _)))
}
