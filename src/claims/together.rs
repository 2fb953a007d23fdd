//! What the numbers of a block say only together: the words behind each, and units that are given once for several.

use super::{Claim, Claims, Measure, Quantity};
use crate::document::{BlockId, Document};
use crate::lexicon::{Lexicon, Role};
use crate::quantity::Hedge;
use crate::source::Span;
use rust_decimal::Decimal;

/// Finds for each number of a block the words between its unit and the next break or number.
pub(super) fn tails(document: &Document, claims: &mut Claims, block: BlockId, from: usize) {
    let block_end = document.blocks[block].span.end;
    for id in from..claims.list.len() {
        let start = claims.list[id].full.end;
        let next = claims.list.get(id + 1).map_or(block_end, |c| c.span.start);
        let first = claims.breaks.partition_point(|b| b.at < start);
        let stop = claims.breaks[first..].iter().map(|b| b.at).next().unwrap_or(block_end);
        let close = claims.list[id].paren.map_or(block_end, |p| claims.parens[p].span.end);
        claims.list[id].tail = Span::new(start, next.min(stop).min(close).max(start));
    }
}

/// An amount without unit takes the unit of the amount before it, when it looks like one of that kind; the amount that a line
/// names (`- Vốn huyện: 239.140`) that of the line above its list, unless the name says that things are counted (`- Số hộ: 1.245`).
pub(super) fn inherit_units(document: &Document, claims: &mut Claims, lexicon: &Lexicon, block: BlockId, from: usize) {
    let above = document.blocks[block].parent().filter(|&above| above < block);
    for id in from..claims.list.len() {
        let claim = &claims.list[id];
        // `1900 9095`: digits behind digits are a telephone number, or one number torn apart.
        let torn = document.text()[..claim.span.start].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
        if torn || claim.per.is_some() || claim.quantity.measure != Measure::Bare || claim.pair.is_some() {
            continue;
        }
        let gives = |c: &&Claim| !c.is_percent() && c.quantity.measure != Measure::Bare;
        let is_named = || {
            let before = document.text()[..claim.span.start].trim_end_matches([' ', '*']);
            let behind = Span::new(claim.span.end, document.blocks[block].span.end).of(document.text()).trim_matches([' ', '*']);
            let counts = || lexicon.list("count_heads").iter().any(|head| document.folded(claim.label).contains(head.as_str()));
            before.ends_with(':') && !counts() && (behind.is_empty() || behind.starts_with(['(', ';', '.', ',']))
        };
        let in_line = || above.filter(|_| id == from && is_named()).and_then(|above| claims.of_block(above).map(|c| &claims.list[c]).find(gives));
        let donor = claims.list[from..id].iter().rev().find(gives).or_else(in_line);
        let large = claim.quantity.base().is_some_and(|b| b >= Decimal::new(1000, 0)) || claim.quantity.number.places > 0;
        let Some(donor) = donor.filter(|d| large && matches!(d.quantity.measure, Measure::Unit(_)) && claim.quantity.hedge == Hedge::None) else {
            continue;
        };
        let (measure, exact) = (donor.quantity.measure.clone(), donor.quantity.exact);
        // `USD 3.2 billion, and 91.8 million`: its own scale stands behind it.
        let scale = if claim.quantity.scale == Decimal::ONE { donor.quantity.scale } else { claim.quantity.scale };
        let quantity = Quantity { scale, measure, exact, ..claim.quantity.clone() };
        if matches!(claim.role, Role::Done | Role::Plan | Role::None | Role::Share | Role::Value | Role::Remaining) {
            claims.list[id].quantity = quantity;
            claims.list[id].unit_inherited = true;
        }
    }
}
