//! Averages and unit prices against the total and the count that they come from: `31,5 tỷ đồng, bình quân 2,5 tỷ đồng/ha` for 12,6 ha.

use super::counted::{self, Counted};
use super::says_total;
use crate::claims::averages::{self, Per};
use crate::claims::changes::next_sentence;
use crate::claims::{Claim, ClaimId, Pair};
use crate::lexicon::{split_words, Role};
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::shapes::View;
use crate::source::Span;
use rust_decimal::Decimal;

/// Totals, and counts, that one average is tried with.
const MOST: usize = 5;
/// Numbers that a total may stand away from its average.
const FAR: usize = 12;

/// An amount for each, with what is known of it.
pub(super) struct Each {
    pub(super) rate: ClaimId,
    pub(super) per: Per,
    /// `bình quân`, `trung bình`: the average itself is what the text works out.
    mean: bool,
    /// Nothing in its words names a thing of its own: it is of the total beside it.
    plain: bool,
}

/// Proposes an average with the totals and counts around it.
pub(super) fn propose(view: View, rate: ClaimId, out: &mut Vec<Relation>) {
    let Some(each) = read(view, rate) else { return };
    let counts = counted::counts(view, &each);
    let totals = totals(view, &each);
    let mut option = 0;
    for total in &totals {
        for count in counts.iter().filter(|c| c.id != *total) {
            option += 1;
            push(view, &each, *total, count, option, out);
        }
    }
}

/// True for an amount that the text calls an average.
pub(super) fn is_mean(view: View, id: ClaimId) -> bool {
    view.rule.phrases("means").are_in(averages::ahead(view.document, view.claims, id))
}

fn read(view: View, rate: ClaimId) -> Option<Each> {
    let per = averages::per(view.document, view.claims, view.lexicon, rate, view.rule.cues("each"))?;
    let mean = is_mean(view, rate);
    let ahead = averages::ahead(view.document, view.claims, rate);
    let clause = ahead.rsplit([',', ':']).next().unwrap_or(ahead);
    let noun = match &per {
        Per::Noun(noun) => noun.clone(),
        Per::Unit(..) => String::new(),
    };
    let small = |w: &str| view.rule.cues("small").iter().any(|s| s == w) || split_words(&noun).any(|n| n == w);
    let wanted = mean || matches!(per, Per::Unit(..)) || averages::times(view.document, view.claims, view.lexicon, rate).is_some();
    let plain = split_words(clause).all(small);
    (wanted && view.claims.list[rate].quantity.measure != Measure::Bare).then_some(Each { rate, per, mean, plain })
}

pub(super) fn is_rate(view: View, id: ClaimId) -> bool {
    averages::per(view.document, view.claims, view.lexicon, id, view.rule.cues("each")).is_some()
}

/// Amounts of the measure of the average around it: those of its own noun first, then the nearest.
fn totals(view: View, each: &Each) -> Vec<ClaimId> {
    let rate = &view.claims.list[each.rate];
    let block = view.claims.of_block(rate.block);
    let behind = (each.rate + 1..block.end.min(each.rate + 4)).filter(|id| view.claims.list[*id].sentence == rate.sentence);
    let fits = |id: &ClaimId| {
        let claim = &view.claims.list[*id];
        let whole = !claim.is_change() && !claim.is_percent() && !matches!(claim.pair, Some(Pair::Base(_)));
        whole && kin(view, rate, claim) && !is_rate(view, *id) && !(claim.role == Role::Plan && claim.paren.is_some())
    };
    let mut out: Vec<ClaimId> = (block.start..each.rate).rev().take(FAR).chain(behind).filter(fits).collect();
    if out.is_empty() {
        out = view.claims.of_block(rate.block.saturating_sub(1)).filter(|id| *id < block.start).take(FAR).filter(fits).collect();
    }
    out.sort_by_key(|id| (view.claims.list[*id].quantity.measure != rate.quantity.measure, id.abs_diff(each.rate)));
    out.truncate(MOST);
    out
}

/// `120 người` and `1.080 lượt người`: the total counts what the average counts.
fn kin(view: View, rate: &Claim, total: &Claim) -> bool {
    match (&rate.quantity.measure, &total.quantity.measure) {
        (Measure::Count(a), Measure::Count(b)) => {
            let within = |long: &str, short: &str| split_words(long).any(|w| w == short);
            a == b || within(a, b) || within(b, a) || view.lexicon.counted_together(a, b)
        }
        (a, b) => a == b,
    }
}

fn push(view: View, each: &Each, total: ClaimId, count: &Counted, option: usize, out: &mut Vec<Relation>) {
    let term = |id: ClaimId, role: TermRole| Term::of(id, &view.claims.list[id], role);
    let counted = Term { quantity: Some(count.quantity.clone()), ..term(count.id, TermRole::Factor) };
    let times = averages::times(view.document, view.claims, view.lexicon, each.rate);
    let sure = certainty(view, each, total, count);
    let name = &view.rule.name;
    // `mỗi phiên trung bình 120 người, tổng cộng 1.080 lượt người`: the total is what the text works out.
    let worked_out = total > each.rate && says_total(view, total);
    let relation = if each.mean && times.is_none() && !worked_out {
        let mut stated = term(each.rate, TermRole::Stated);
        // An average of people is rounded, although people are whole.
        stated.quantity.iter_mut().for_each(|q| q.exact = false);
        Relation::new(name, Form::Quotient, stated, vec![term(total, TermRole::Whole), counted]).variant("mean")
    } else {
        let norm = if each.mean { TermRole::Factor } else { TermRole::Rate };
        // Six months are six times, however long a month is.
        let times = times.map(|t| {
            let mut times = term(t, TermRole::Rate);
            times.quantity.iter_mut().for_each(|q| q.scale = Decimal::ONE);
            times
        });
        let factors = [counted, term(each.rate, norm)].into_iter().chain(times).collect();
        Relation::new(name, Form::Product, term(total, TermRole::Stated), factors)
    };
    let group = view.claims.list[each.rate].span.start;
    out.push(Relation { ceiling: view.rule.severity, ..relation.sure(sure).reading(group, option, if each.mean { 0 } else { group }) });
}

fn certainty(view: View, each: &Each, total: ClaimId, count: &Counted) -> Certainty {
    let list = &view.claims.list;
    let own = list[total].sentence == list[each.rate].sentence || each.mean && next_sentence(view.claims, &list[total], &list[each.rate]);
    let beside = total.abs_diff(each.rate) == 1 && list[total].sentence == list[each.rate].sentence;
    let noun = match (&list[total].quantity.measure, &list[each.rate].quantity.measure) {
        (Measure::Count(a), Measure::Count(b)) => a == b || split_words(a).any(|w| *w == **b) || says_total(view, total),
        (a, b) => a == b,
    };
    let sure = if narrowed(view, each) { Certainty::Likely } else { Certainty::Certain };
    let touching = count.id.abs_diff(total) == 1 || count.id.abs_diff(each.rate) == 1;
    match (each.plain && own, beside && noun) {
        (true, true) if count.lone && (touching || list[count.id].sentence == list[each.rate].sentence) => sure,
        (true, _) if count.lone => Certainty::Likely,
        _ => Certainty::Possible,
    }
}

/// `bình quân 350 triệu đồng/km đối với đường loại 1`: words behind the thing say which of them are meant.
fn narrowed(view: View, each: &Each) -> bool {
    let claim = &view.claims.list[each.rate];
    let block = view.document.blocks[claim.block].span;
    let behind = view.document.folded(Span::new(claim.full.end, block.end)).trim_start();
    let known = match &each.per {
        Per::Noun(noun) => noun.as_str(),
        Per::Unit(_, _, name) => name.as_str(),
    };
    let rest = behind.strip_prefix('/').map_or(behind, |r| r.trim_start().strip_prefix(known).unwrap_or(""));
    let clause = rest.split([',', ';', '.', '(', ')', ':', '/']).next().unwrap_or("");
    split_words(clause).next().is_some_and(|w| !view.rule.cues("closes").iter().any(|c| c == w))
}
