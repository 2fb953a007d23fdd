//! Amounts in two units: `1 tỷ 500 triệu đồng`, `5 km 200 m`, `1 tỷ rưỡi`.

use super::Claim;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::phrases::is_letter;
use crate::quantity::{Hedge, Measure, Quantity};
use crate::source::Span;
use rust_decimal::Decimal;

/// Joins the last two numbers of a block where they are one amount; `from` is the first number of the block.
pub(super) fn join(document: &Document, list: &mut Vec<Claim>, from: usize) {
    let [.., large, small] = &list[from.min(list.len())..] else { return };
    let near = Span::new(large.full.end, small.span.start).of(document.text()) == " ";
    let in_units = large.full.end > large.span.end && matches!(large.quantity.measure, Measure::Unit(_));
    let one_kind = large.quantity.measure == small.quantity.measure && large.paren == small.paren;
    let plain = large.quantity.number.places == 0 && large.pair.is_none() && small.quantity.hedge == Hedge::None;
    if !(near && in_units && one_kind && plain) {
        return;
    }
    let Some(quantity) = whole(&large.quantity, &small.quantity) else { return };
    let (span, full) = (small.span, small.full);
    list.pop();
    if let Some(joined) = list.last_mut() {
        joined.span = joined.span.join(span);
        joined.full = joined.full.join(full);
        joined.tail = Span::new(full.end, full.end);
        joined.quantity = quantity;
    }
}

/// Both in the smaller unit, if that divides the larger one and its number is less than one of those.
fn whole(large: &Quantity, small: &Quantity) -> Option<Quantity> {
    let ratio = large.scale.checked_div(small.scale)?;
    let divides = ratio > Decimal::ONE && ratio.fract().is_zero() && small.number.value < ratio;
    let value = large.number.value.checked_mul(ratio)?.checked_add(small.number.value)?;
    let mut quantity = Quantity { scale: small.scale, ..large.clone() };
    quantity.number.value = value;
    quantity.number.places = small.number.places;
    (divides && !large.number.is_malformed() && !small.number.is_malformed()).then_some(quantity)
}

/// `rưỡi` behind the unit adds half of it; returns how far it reaches.
pub(super) fn half(lexicon: &Lexicon, quantity: &mut Quantity, after: &str) -> usize {
    let rest = after.trim_start_matches(' ');
    let said = lexicon.list("and_a_half").iter().find(|w| rest.strip_prefix(w.as_str()).is_some_and(|behind| !behind.starts_with(is_letter)));
    let Some(word) = said.filter(|_| quantity.number.places == 0 && rest.len() < after.len()) else { return 0 };
    quantity.number.value += Decimal::new(5, 1);
    quantity.number.places = 1;
    after.len() - rest.len() + word.len()
}
