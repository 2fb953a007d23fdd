//! Breakdowns in sentences that do not give a figure for every part: a sum below the total is no mistake there.

use crate::claims::{Claim, ClaimId, Claims};
use crate::document::{Document, Kind};
use crate::quantity::Measure;
use crate::relations::evidence::Outcome;
use crate::relations::{Form, Relation, Term, TermRole, Verdict};
use crate::source::Span;
use rust_decimal::Decimal;

/// So many digits of a slipped number are no chance.
const LONG_SLIP: usize = 3;
/// Numbers of something else between a total and its parts, and one.
const FAR: usize = 2;

/// Bytes after the end of a sentence that the dots of an open list may take.
const DOTS: usize = 3;

/// A number without a unit is an amount from here on.
const LONG: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// `416 cơ sở cơ khí (8%), còn lại là cơ sở khác (1%)`: the percent of a part that has no figure is none of the amount before it.
pub(super) fn is_of_rest(claims: &Claims, relation: &Relation) -> bool {
    let (Some(percent), Some(part)) = (relation.stated.claim, relation.terms.iter().find(|t| t.role == TermRole::Part).and_then(|t| t.claim)) else {
        return false;
    };
    let (percent, part) = (&claims.list[percent], &claims.list[part]);
    let is_behind = part.block == percent.block && part.full.end <= percent.span.start;
    relation.form == Form::Share && is_behind && claims.has_unfigured(Span::new(part.full.end, percent.span.start))
}

/// True for a breakdown in one paragraph that reaches less than its total and names a part without a figure, or whose list goes on.
pub(super) fn is_open(document: &Document, claims: &Claims, relation: &Relation, verdict: &Verdict) -> bool {
    let below = verdict.reached.is_some_and(|reached| reached <= 100);
    if relation.form != Form::Sum || relation.stated.role != TermRole::Stated || !below {
        return false;
    }
    let ids: Option<Vec<ClaimId>> = relation.terms.iter().map(|t| t.claim).collect();
    let (Some(whole), Some(mut ids)) = (relation.stated.claim, ids) else { return false };
    ids.sort_unstable();
    let (Some(&first), Some(&last)) = (ids.first(), ids.last()) else { return false };
    let block = claims.list[whole].block;
    if document.blocks[block].kind == Kind::Cell || ids.iter().any(|id| claims.list[*id].block != block) {
        return false;
    }
    let from = claims.list[whole].span.end.min(claims.list[first].span.start);
    let end = claims.sentence_end(document, block, claims.list[last].span.end) + DOTS;
    claims.has_unfigured(Span::new(from, end)) || goes_on(claims, whole, &ids, first..last) || lacks_a_unit(claims, &ids, first..last)
}

/// `120 tấn, gồm 44 tấn ở A, 22 tấn ở B`: much is missing, and what is counted is not named again with each part, or other numbers
/// stand between the total and its parts. A question, but where a bracket closes the list.
pub(super) fn may_go_on(document: &Document, claims: &Claims, relation: &Relation, verdict: &Verdict, (outcome, nearly_all): (Outcome, u32)) -> bool {
    let mut ids: Vec<ClaimId> = relation.terms.iter().filter_map(|t| t.claim).collect();
    ids.sort_unstable();
    let (Some(whole), Some(&first)) = (relation.stated.claim, ids.first()) else { return false };
    let own = measure(&relation.stated);
    let named_again = matches!(own, Some(Measure::Count(_))) && relation.terms.iter().all(|t| measure(t) == own);
    let in_prose = document.blocks[claims.list[whole].block].kind != Kind::Cell;
    // A slip of the pen in a long figure is none of a list that goes on.
    let is_slip = outcome == Outcome::Typo && verdict.digits >= LONG_SLIP;
    let much = verdict.reached.is_some_and(|reached| reached < nearly_all);
    in_prose && much && !is_slip && (!named_again || first > whole + FAR) && !fills_bracket(claims, whole, &ids)
}

/// `31 ha (gồm: A 10 ha, B 21 ha)`: the bracket says that it lists the parts, and the last number in it is the last part.
fn fills_bracket(claims: &Claims, whole: ClaimId, ids: &[ClaimId]) -> bool {
    let bracket = |id: ClaimId| claims.list.get(id).and_then(|claim| claim.paren);
    let (Some(&first), Some(&last)) = (ids.first(), ids.last()) else { return false };
    let Some(own) = bracket(first).filter(|own| ids.iter().all(|id| bracket(*id) == Some(*own))) else { return false };
    let before = Span::new(claims.parens[own].span.start, claims.list[first].span.start);
    bracket(whole) != Some(own) && bracket(last + 1) != Some(own) && claims.cues_in(before).next().is_some()
}

fn measure(term: &Term) -> Option<&Measure> {
    term.quantity.as_ref().map(|q| &q.measure)
}

/// `A 54,9 triệu đồng, B 30.950.000 và C 14.290.000 đồng`: an amount among the parts that lacks its unit is one of them, and is not added up.
fn lacks_a_unit(claims: &Claims, ids: &[ClaimId], range: std::ops::Range<ClaimId>) -> bool {
    let last = &claims.list[range.end];
    let is_bare = |claim: &Claim| claim.quantity.measure == Measure::Bare || claim.unit_inherited;
    let is_long = |claim: &Claim| is_bare(claim) && claim.quantity.number.value >= LONG && claim.sentence == last.sentence;
    range.clone().any(|id| is_long(&claims.list[id]) && ids.binary_search(&id).is_err())
}

fn is_counted(claim: &Claim) -> bool {
    matches!(claim.quantity.measure, Measure::Count(_) | Measure::Bare)
}

/// True if more things are counted among the parts, or right after them, than are added up.
fn goes_on(claims: &Claims, whole: ClaimId, ids: &[ClaimId], range: std::ops::Range<ClaimId>) -> bool {
    let last = &claims.list[range.end];
    let counts = |id: ClaimId| {
        let claim = &claims.list[id];
        is_counted(claim) && claim.paren == last.paren && claim.sentence == last.sentence && !claim.is_change() && claim.pair.is_none()
    };
    is_counted(&claims.list[whole])
        && (range.start..range.end + 2).filter(|id| *id < claims.list.len() && *id != whole).any(|id| counts(id) && ids.binary_search(&id).is_err())
}
