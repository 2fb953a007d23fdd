//! How many things an average is the average of: the counts of its noun, or the lengths and areas of its unit, around it.

use super::average::{is_rate, Each};
use crate::claims::averages::{self, Per};
use crate::claims::{BreakKind, ClaimId, Pair};
use crate::lexicon::Role;
use crate::quantity::{Measure, Quantity};
use crate::shapes::View;
use crate::source::Span;

/// Counts that one average is tried with.
const MOST: usize = 5;
/// The class of counts of a related noun.
const WEAK: usize = 4;

/// A count of the things, as many as the average asks for.
pub(super) struct Counted {
    pub(super) id: ClaimId,
    pub(super) quantity: Quantity,
    /// How well it fits, best first: its own noun, outside brackets.
    class: usize,
    /// The only one of its class in its sentence, or in the block.
    pub(super) lone: bool,
}

/// The counts near the average: of its own noun and outside brackets first; of a related noun only where there are no others.
pub(super) fn counts(view: View, each: &Each) -> Vec<Counted> {
    let rate = &view.claims.list[each.rate];
    let block = view.claims.of_block(rate.block);
    let behind = each.rate + 1..block.end.min(each.rate + 3);
    let own = |id: &ClaimId| view.claims.list[*id].sentence == rate.sentence;
    let near: Vec<ClaimId> = behind.filter(own).chain((block.start..each.rate).rev()).collect();
    let above = view.claims.of_block(rate.block.saturating_sub(1)).filter(|id| *id < block.start).collect();
    let related =
        |id: &ClaimId| matches!((&each.per, &view.claims.list[*id].quantity.measure), (Per::Noun(n), Measure::Count(c)) if view.lexicon.counted_together(n, c));
    let held = |ids: &[ClaimId]| -> Vec<Counted> { ids.iter().filter_map(|&id| counted(view, each, id)).collect() };
    let mut out = [&near, &above].into_iter().map(|ids| held(ids)).find(|found| !found.is_empty()).unwrap_or_default();
    if out.is_empty() {
        let plain = |id: &ClaimId| !view.claims.list[*id].is_change() && *id < each.rate;
        let weak = |id: ClaimId| Counted { id, quantity: view.claims.list[id].quantity.clone(), class: WEAK, lone: false };
        out = near.iter().copied().filter(plain).filter(related).map(weak).collect();
    }
    let best = out.iter().map(|c| c.class).min().unwrap_or(WEAK);
    let rivals: Vec<ClaimId> = out.iter().filter(|c| c.class == best).map(|c| c.id).collect();
    let alone = |fits: &dyn Fn(ClaimId) -> bool| rivals.iter().filter(|&&r| fits(r)).count() == 1;
    let segment = segment(view, each.rate);
    let inside = |id: ClaimId| view.claims.list[id].sentence == rate.sentence;
    for counted in out.iter_mut().filter(|c| c.class == best && best < WEAK) {
        counted.lone = if segment.contains(&view.claims.list[counted.id].span.start) {
            alone(&|r| segment.contains(&view.claims.list[r].span.start))
        } else {
            alone(&|r| !inside(counted.id) || inside(r))
        };
    }
    out.sort_by_key(|c| c.class);
    out.truncate(MOST);
    out
}

fn counted(view: View, each: &Each, id: ClaimId) -> Option<Counted> {
    let claim = &view.claims.list[id];
    let fits = !claim.is_change() && !matches!(claim.pair, Some(Pair::Base(_))) && claim.role != Role::Plan && !is_rate(view, id);
    let quantity = averages::counts(view.document, claim, &each.per).filter(|_| fits)?;
    let exact = match (&each.per, &claim.quantity.measure) {
        (Per::Noun(noun), Measure::Count(counted)) => **noun == **counted,
        _ => true,
    };
    let open = claim.paren.is_none() || claim.paren == view.claims.list[each.rate].paren;
    Some(Counted { id, quantity, class: usize::from(!exact) + 2 * usize::from(!open), lone: false })
}

/// The part of the sentence between semicolons around an amount, brackets aside.
fn segment(view: View, id: ClaimId) -> std::ops::Range<usize> {
    let claim = &view.claims.list[id];
    let end = view.claims.sentence_end(view.document, claim.block, claim.span.start);
    let semicolons = |from, to| view.claims.breaks_in(Span::new(from, to)).filter(|b| b.kind == BreakKind::Semicolon && b.paren.is_none()).map(|b| b.at);
    let from = semicolons(claim.sentence, claim.span.start).last().unwrap_or(claim.sentence);
    from..semicolons(claim.span.start, end).next().unwrap_or(end)
}
