//! Quantity, rate and product: `02 kho, mỗi kho chứa 90 tấn, tổng 180 tấn`; and siblings that share one rate.

mod average;
mod counted;
mod harvest;
mod proportion;
mod siblings;

use super::View;
use crate::claims::changes::{self, placed_words};
use crate::claims::ClaimId;
use crate::document::BlockId;
use crate::lexicon::{split_words, PartsCue};
use crate::quantity::{Hedge, Measure};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Proposes products of a count and an amount per counted thing.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for block in 0..view.document.blocks.len() {
        for rate in view.claims.of_block(block) {
            average::propose(view, rate, out);
            if let Some(noun) = per(view, rate).filter(|_| !average::is_mean(view, rate)) {
                products(view, block, rate, &noun, out);
                siblings::shared(view, block, rate, &noun, out);
            } else if matches!(&view.claims.list[rate].quantity.measure, Measure::Unit(name) if *name == *"yield") {
                harvest::propose(view, rate, out);
            }
        }
        proportion::propose(view, block, out);
        siblings::propose(view, block, out);
    }
}

/// What an amount is stated for each of: `mỗi kho chứa 90 tấn`, `500.000 đồng/suất`.
fn per(view: View, rate: ClaimId) -> Option<String> {
    let claim = &view.claims.list[rate];
    if claim.is_percent() || claim.pair.is_some() || claim.is_change() {
        return None;
    }
    let behind = view.document.folded(Span::new(claim.full.end, view.document.blocks[claim.block].span.end));
    if let Some(rest) = behind.strip_prefix('/') {
        return noun(view, rest.trim_start());
    }
    if let Some(counted) = behind_rate(view, rate, behind) {
        return Some(counted);
    }
    let label = view.document.folded(claim.label);
    if !view.rule.cues("each").iter().any(|e| label.contains(e.as_str())) {
        return None;
    }
    let words = placed_words(label);
    let each = words.iter().rev().find(|w| view.rule.cues("each").iter().any(|e| e == w.1))?;
    noun(view, label[each.0 + each.1.len()..].trim_start())
}

/// `£650 each`, `£35 per tree`; `each of the 85 schools received $4,000`.
fn behind_rate(view: View, rate: ClaimId, behind: &str) -> Option<String> {
    let spaced = behind.starts_with(' ');
    let begins = |kind: &str| view.rule.cues(kind).iter().filter_map(|cue| changes::starts_with(split_words(behind), cue).filter(|_| spaced)).max();
    if let Some(len) = begins("per") {
        return noun(view, &split_words(behind).skip(len).take(4).collect::<Vec<_>>().join(" "));
    }
    let count = &view.claims.list[rate.checked_sub(1)?];
    let Measure::Count(counted) = &count.quantity.measure else { return None };
    let each = view.rule.phrases("apiece").are_in(view.document.folded(count.label)) || begins("apiece").is_some();
    (each && count.sentence == view.claims.list[rate].sentence).then(|| counted.to_string())
}

fn noun(view: View, text: &str) -> Option<String> {
    let (known, _) = view.lexicon.nouns.at(split_words(text).take(4))?;
    Some(view.lexicon.noun_name(known).to_owned())
}

/// The nearest count of the noun before the rate, and the amounts of the rate's measure around it.
fn products(view: View, block: BlockId, rate: ClaimId, noun: &str, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[rate];
    let range = view.claims.of_block(block);
    let counts = |id: &ClaimId| matches!(&view.claims.list[*id].quantity.measure, Measure::Count(n) if n.split(' ').next() == noun.split(' ').next());
    let near = |id: &ClaimId| view.claims.list[*id].sentence == claim.sentence && view.claims.list[*id].pair.is_none();
    let Some(count) = (range.start..rate).rev().filter(near).find(counts).or_else(|| (rate + 1..range.end).filter(near).take(2).find(counts)) else { return };
    // Count, rate and total stand side by side, in any order; what stands farther off belongs to something else.
    let (low, high) = (count.min(rate), count.max(rate));
    if high - low > 2 || view.claims.list[count].segment != claim.segment && claim.paren.is_none() {
        return;
    }
    // `tổng 1.800 triệu đồng, trong đó ngân sách tỉnh 60 triệu đồng/hộ`: the rate of a part.
    let partial = view.claims.cues_in(Span::new(claim.clause.min(claim.label.start), claim.span.start)).any(|c| c.kind == PartsCue::Opens);
    // `8 trạm, mỗi trạm 50 bộ, mỗi bộ 2 triệu, tổng 800 triệu`: the count is itself for each of several, and the total is of them all.
    let has_each = |id: ClaimId| split_words(view.document.folded(view.claims.list[id].label)).any(|w| view.rule.cues("each").iter().any(|e| e == w));
    let nested = has_each(count) && has_each(rate);
    let fits = |id: &ClaimId| {
        !partial
            && (!nested || has_each(*id))
            && *id != rate
            && *id != count
            && !view.claims.list[*id].is_change()
            && view.claims.list[*id].quantity.measure == claim.quantity.measure
            && per(view, *id).is_none()
    };
    let around = (low.saturating_sub(1).max(range.start)..range.end.min(high + 2)).filter(near);
    for (n, total) in around.filter(fits).enumerate() {
        let told = says_total(view, total) || total + 1 == rate && count + 1 == total && claim.paren != view.claims.list[total].paren;
        // Where totals are named behind the amount, one that is not named may be of something else.
        let near = view.rule.cues("total_behind").is_empty() && (total > rate || claim.paren.is_some() || view.claims.list[total].segment == claim.segment);
        let unsaid = if near { Certainty::Likely } else { Certainty::Possible };
        // `5 suất trở lên` is no number.
        let told = told && view.claims.list[count].quantity.hedge == Hedge::None;
        let sure = if told && neighbours(view, total, rate, count) { Certainty::Certain } else { unsaid };
        push(view, total, [(count, TermRole::Factor), (rate, TermRole::Rate)], sure, n + 1, out);
    }
}

/// The total stands in the same part of the sentence, with no clause without a number between.
fn neighbours(view: View, total: ClaimId, rate: ClaimId, count: ClaimId) -> bool {
    let nearest = if total.abs_diff(rate) < total.abs_diff(count) { rate } else { count };
    let (first, second) = (&view.claims.list[nearest.min(total)], &view.claims.list[nearest.max(total)]);
    let breaks = view.claims.breaks_in(Span::new(first.full.end, second.span.start)).filter(|b| b.paren == second.paren).count();
    breaks <= 1 && view.claims.list[count].segment == view.claims.list[total].segment
}

fn says_total(view: View, id: ClaimId) -> bool {
    let label = view.document.folded(view.claims.list[id].label);
    let behind = view.document.folded(view.claims.list[id].tail);
    split_words(label).any(|w| view.rule.cues("total").iter().any(|t| t == w)) || behind.starts_with(' ') && view.rule.phrases("total_behind").are_all(behind)
}

fn push(view: View, stated: ClaimId, factors: [(ClaimId, TermRole); 2], sure: Certainty, option: usize, out: &mut Vec<Relation>) {
    let terms = factors.iter().map(|&(id, role)| Term::of(id, &view.claims.list[id], role)).collect();
    let group = view.claims.list[factors[1].0].span.start;
    let relation = Relation::new(&view.rule.name, Form::Product, Term::of(stated, &view.claims.list[stated], TermRole::Stated), terms);
    let ceiling = view.rule.severity;
    out.push(Relation { ceiling, ..relation.sure(sure).reading(group, option, group) });
}
