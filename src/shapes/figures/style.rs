//! One sentence in two ways of writing numbers: `16.3% … 19,1%`, `12,345 lượt khách … 13.456 lượt xem`.
//!
//! Only reports by their title are judged so: articles quote what others write.

use crate::claims::Claim;
use crate::document::Kind;
use crate::phrases::split_words;
use crate::quantity::{Measure, Style};
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{is_titled, View};

/// How many counts must be grouped by points.
const GROUPED: usize = 2;
/// Digits of a group.
const GROUP: usize = 3;

/// A decimal point beside a decimal comma of the same measure.
pub(super) fn is_mixed(view: View, claim: &Claim) -> bool {
    let decimal = |c: &Claim, style: Style| c.quantity.number.style == style && (1..GROUP as u32).contains(&c.quantity.number.places);
    if !decimal(claim, Style::Point) || claim.quantity.measure == Measure::Bare || is_cell(view, claim) {
        return false;
    }
    let beside = view.claims.of_block(claim.block).filter_map(|id| view.claims.list.get(id));
    let same = |c: &Claim| c.sentence == claim.sentence && c.quantity.measure == claim.quantity.measure && decimal(c, Style::Comma);
    { beside }.any(same) && is_titled(view)
}

fn is_cell(view: View, claim: &Claim) -> bool {
    view.document.blocks.get(claim.block).is_none_or(|b| b.kind == Kind::Cell)
}

/// Counts with a comma before three digits, where others have a point: nothing is counted in thousandths.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let written = |c: &Claim| view.document.words(c.span);
    // A scale between number and noun makes thousandths whole.
    let scaled = |c: &Claim| {
        let between = view.document.folded(Span::new(c.span.end, c.full.end));
        split_words(between).next().is_none_or(|w| view.lexicon.scales.contains_key(w))
    };
    let counts = |c: &Claim| matches!(c.quantity.measure, Measure::Count(_)) && !c.unit_inherited && !scaled(c);
    let parted = |c: &Claim, mark: char| {
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        written(c).split_once(mark).is_some_and(|(whole, group)| digits(whole) && digits(group) && group.len() == GROUP && !whole.starts_with('0'))
    };
    let odd = |c: &Claim| parted(c, ',') && c.pair.is_none() && c.per.is_none() && !c.averaged;
    let grouped = view.claims.list.iter().filter(|c| counts(c) && parted(c, '.')).count();
    if grouped < GROUPED || !is_titled(view) {
        return;
    }
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| counts(c) && odd(c) && !is_cell(view, c)) {
        let apart = written(claim).replace(',', ".");
        let stated = Term::of(id, claim, TermRole::Stated);
        let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim.span, Vec::new(), Severity::Warning) };
        out.push(slip.variant("thousands").detail("apart", apart.clone()).replace(apart));
    }
}
