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
use rustc_hash::FxHashMap;

/// How many counts must be grouped by points.
const GROUPED: usize = 2;
/// How many measures of a sentence are looked at.
const MEASURES: usize = 8;
/// Digits of a group.
const GROUP: usize = 3;

/// What each sentence of a report by its title gives with a decimal comma.
pub(super) fn with_comma<'a>(view: View<'a>) -> FxHashMap<usize, Vec<&'a Measure>> {
    let mut found: FxHashMap<usize, Vec<&'a Measure>> = FxHashMap::default();
    if !is_titled(view) {
        return found;
    }
    for claim in view.claims.list.iter().filter(|c| is_decimal(c, Style::Comma)) {
        let measures = found.entry(claim.sentence).or_default();
        if measures.len() < MEASURES && !measures.contains(&&claim.quantity.measure) {
            measures.push(&claim.quantity.measure);
        }
    }
    found
}

fn is_decimal(claim: &Claim, style: Style) -> bool {
    claim.quantity.number.style == style && (1..GROUP as u32).contains(&claim.quantity.number.places)
}

/// A decimal point beside a decimal comma of the same measure.
pub(super) fn is_mixed(view: View, commas: &FxHashMap<usize, Vec<&Measure>>, claim: &Claim) -> bool {
    let beside = || commas.get(&claim.sentence).is_some_and(|measures| measures.contains(&&claim.quantity.measure));
    is_decimal(claim, Style::Point) && claim.quantity.measure != Measure::Bare && beside() && !is_cell(view, claim)
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
