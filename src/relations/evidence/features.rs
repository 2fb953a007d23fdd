//! What speaks for a reading before its numbers are looked at: places, units, words, nothing that depends on whether it holds.

use crate::claims::{BreakKind, Claim, ClaimId, Claims};
use crate::document::{Document, Kind};
use crate::lexicon::{PartsCue, Role};
use crate::quantity::{Hedge, Measure};
use crate::relations::{Certainty, Form, Relation, TermRole};
use crate::source::Span;

/// A family of features and which of it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Feature(pub &'static str, pub &'static str);

/// What proposed a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Law {
    /// The same fact at two places.
    Equal,
    /// A whole and its parts.
    Rollup,
    /// A count and what is counted.
    Tally,
    /// A percent and its two amounts.
    Ratio,
    /// Two periods and what lies between them.
    Change,
    /// What is left of a whole.
    Complement,
    /// Quantities that multiply.
    Product,
    /// Larger and smaller.
    Order,
    /// A total and its parts in one column of a table.
    Column,
    /// What the rows of a table share: one of its columns by others.
    Row,
}

impl Law {
    /// The law of a relation.
    pub fn of(relation: &Relation) -> Law {
        if let Some(law) = relation.law {
            return law;
        }
        match relation.form {
            Form::Sum if relation.rule == "remainder-mismatch" => Law::Complement,
            Form::Sum => Law::Rollup,
            Form::Share | Form::ShareOfSum | Form::WholeShares | Form::SameBase => Law::Ratio,
            Form::Growth | Form::GrowthOf | Form::Difference | Form::Quotient => Law::Change,
            Form::Equal => Law::Equal,
            Form::Direction | Form::AtMost | Form::Extreme | Form::Between => Law::Order,
            Form::Product | Form::SumOfProducts | Form::SameRate | Form::WeightedGrowth => Law::Product,
            Form::Count | Form::Flag => Law::Tally,
        }
    }

    /// Readings of one kind for one number exclude each other; bounds do not, nor do identities of rows: a cell can be a sum and a rest. But a share
    /// is one of a single whole.
    pub fn exclusive(self, form: Form) -> Option<u8> {
        match self {
            Law::Row if form == Form::Share => Some(1),
            Law::Ratio | Law::Change => Some(1),
            Law::Rollup => Some(2),
            Law::Column => Some(3),
            Law::Equal => Some(4),
            Law::Tally => Some(5),
            Law::Complement => Some(6),
            Law::Product => Some(7),
            Law::Order | Law::Row => None,
        }
    }
}

/// The numbers among the terms of a relation. There are so many relations that each gets its list from the one before.
pub(super) type Numbers<'c> = Vec<(ClaimId, &'c Claim)>;

/// Adds the features of a relation, those that its law has set among them.
pub(super) fn of<'c>(document: &Document, claims: &'c Claims, relation: &Relation, law: Law, numbers: &mut Numbers<'c>, out: &mut Vec<(Feature, f32)>) {
    out.push((Feature("bias", ""), 1.0));
    out.extend(relation.features.iter().copied());
    if matches!(law, Law::Column | Law::Row) {
        return;
    }
    let mut say = |family, value| out.push((Feature(family, value), 1.0));
    say("from", relation.proposer);
    say("form", form(relation.form));
    say("variant", relation.variant);
    say(
        "certainty",
        match relation.certainty {
            Certainty::Possible => "possible",
            Certainty::Likely => "likely",
            Certainty::Certain => "certain",
        },
    );
    for (family, seen) in [("some-only", relation.some_only), ("partial", relation.may_be_partial), ("kin-said", relation.kin.is_some())] {
        if seen {
            say(family, "");
        }
    }
    let number = |t: &crate::relations::Term| t.claim.map(|id| (id, &claims.list[id]));
    let Some((at, stated)) = number(&relation.stated) else { return };
    numbers.clear();
    numbers.extend(relation.terms.iter().filter_map(number));
    let terms = numbers.as_slice();
    say("terms", ["0", "1", "2", "3", "4", "5+"][relation.terms.len().min(5)]);
    place(document, stated, terms, &mut say);
    nearness(at, stated, terms, &mut say);
    say("role", role(stated.role));
    if relation.form == Form::Sum {
        breakdown(claims, stated, terms, &mut say);
        // What stands outside of a bracket is no part of what stands in it.
        if stated.paren.is_some() && stated.block == terms.first().map_or(stated.block, |t| t.1.block) && terms.iter().any(|t| t.1.paren.is_none()) {
            say("out-of-bracket", "");
        }
    }
    if relation.terms.iter().any(|t| t.claim.is_some_and(|c| claims.list[c].pair.is_some())) {
        say("pair", if stated.pair.is_some() { "both" } else { "terms" });
    }
    if stated.quantity.hedge != Hedge::None || terms.iter().any(|t| t.1.quantity.hedge != Hedge::None) {
        say("hedged", "");
    }
    say("unit", unit(stated, terms));
    if matches!(relation.form, Form::Sum) && relation.terms.iter().any(|t| t.role == TermRole::Part) {
        let base = stated.quantity.base();
        if terms.iter().any(|t| t.1.quantity.base() > base) {
            say("part-above-whole", "");
        }
    }
}

/// Sentences or cells, and how near each other.
fn place(document: &Document, stated: &Claim, terms: &[(ClaimId, &Claim)], say: &mut impl FnMut(&'static str, &'static str)) {
    let cell = |c: &Claim| document.blocks[c.block].kind == Kind::Cell;
    let cells = terms.iter().filter(|t| cell(t.1)).count();
    say(
        "place",
        match (cell(stated), cells) {
            (true, n) if n == terms.len() => "cells",
            (false, 0) => "prose",
            (true, _) => "cell-to-prose",
            (false, _) => "prose-to-cell",
        },
    );
    let all = |same: &dyn Fn(&Claim) -> bool| terms.iter().all(|t| same(t.1));
    say(
        "near",
        match () {
            () if all(&|t| t.clause == stated.clause) => "clause",
            () if all(&|t| t.segment == stated.segment) => "segment",
            () if all(&|t| t.sentence == stated.sentence) => "sentence",
            () if all(&|t| t.block == stated.block) => "block",
            () => "far",
        },
    );
}

/// How many numbers stand between, and in which bracket.
fn nearness(at: ClaimId, stated: &Claim, terms: &[(ClaimId, &Claim)], say: &mut impl FnMut(&'static str, &'static str)) {
    let nearest = terms.iter().min_by_key(|t| t.0.abs_diff(at));
    if let Some(&(id, term)) = nearest {
        say(
            "gap",
            match (id > at, id.abs_diff(at)) {
                (true, 0 | 1) => "+1",
                (true, 2) => "+2",
                (true, _) => "+3",
                (false, 0 | 1) => "-1",
                (false, 2) => "-2",
                (false, _) => "-3",
            },
        );
        say("term-role", role(term.role));
        say("bracket", if stated.paren == term.paren { "same" } else { ["out", "in"][usize::from(stated.paren.is_some())] });
    }
    let (first, last) = terms.iter().fold((at, at), |(lo, hi), t| (lo.min(t.0), hi.max(t.0)));
    let between = (last - first + 1).saturating_sub(terms.len() + 1);
    say(
        "others",
        match between {
            0 => "0",
            1 => "1",
            2 | 3 => "2",
            4..=8 => "4",
            _ => "9",
        },
    );
}

/// What announces the parts of a whole, and what ends them.
fn breakdown(claims: &Claims, stated: &Claim, terms: &[(ClaimId, &Claim)], say: &mut impl FnMut(&'static str, &'static str)) {
    if let Some(first) = terms.iter().map(|t| t.1.span.start).min().filter(|start| *start > stated.span.end) {
        let gap = Span::new(stated.span.end, first);
        say("cue", cue(claims, gap));
        say("sign", sign(claims, gap));
    }
    let after = terms.iter().map(|t| t.0).max().and_then(|last| claims.list.get(last + 1));
    let end = terms.iter().max_by_key(|t| t.0).map(|t| t.1);
    if let (Some(end), Some(after)) = (end, after) {
        let ends = [(after.block != end.block, "block"), (after.sentence != end.sentence, "sentence"), (after.segment != end.segment, "segment")];
        say("ends", ends.iter().find(|e| e.0).map_or("open", |e| e.1));
    }
}

/// The last word before the parts that announces them.
fn cue(claims: &Claims, gap: Span) -> &'static str {
    let first = claims.cues.partition_point(|c| c.span.start < gap.start);
    let end = claims.cues.partition_point(|c| c.span.start < gap.end).max(first);
    match claims.cues[first..end].last().map(|c| c.kind) {
        None => "none",
        Some(PartsCue::Opens) => "opens",
        Some(PartsCue::Full) => "full",
        Some(PartsCue::OfWhich | PartsCue::OfWhichFirst) => "of-which",
        Some(PartsCue::OpenList) => "open-list",
        Some(PartsCue::Beside) => "beside",
        Some(PartsCue::Included) => "included",
        Some(PartsCue::Deduct) => "deduct",
        Some(PartsCue::Total) => "total",
    }
}

/// The weightiest sign between a whole and its first part.
fn sign(claims: &Claims, gap: Span) -> &'static str {
    let has = |kind: BreakKind| claims.breaks_in(gap).any(|b| b.kind == kind);
    match () {
        () if has(BreakKind::Sentence) => "sentence",
        () if has(BreakKind::Colon) => "colon",
        () if has(BreakKind::Semicolon) => "semicolon",
        () if claims.paren_in(gap).is_some() => "bracket",
        () if has(BreakKind::Comma) => "comma",
        () => "none",
    }
}

fn unit(stated: &Claim, terms: &[(ClaimId, &Claim)]) -> &'static str {
    let measure = &stated.quantity.measure;
    let same = terms.iter().filter(|t| t.1.quantity.measure == *measure).count();
    match measure {
        Measure::Percent => "percent",
        Measure::Bare => "unsaid",
        _ if same == terms.len() => match measure {
            Measure::Count(_) => "noun",
            _ => "measure",
        },
        _ if terms.iter().any(|t| t.1.quantity.measure == Measure::Bare) => "terms-unsaid",
        _ => "differs",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::None => "none",
        Role::Plan => "plan",
        Role::Done => "done",
        Role::Up => "up",
        Role::Down => "down",
        Role::Value => "value",
        Role::Nothing => "nothing",
        Role::Remaining => "remaining",
        Role::Share => "share",
        Role::Last => "last",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Sum => "sum",
        Form::Share => "share",
        Form::ShareOfSum => "share-of-sum",
        Form::WholeShares => "whole-shares",
        Form::Growth => "growth",
        Form::GrowthOf => "growth-of",
        Form::Difference => "difference",
        Form::Equal => "equal",
        Form::Direction => "direction",
        Form::AtMost => "at-most",
        Form::Extreme => "extreme",
        Form::Between => "between",
        Form::Product => "product",
        Form::SumOfProducts => "sum-of-products",
        Form::Quotient => "quotient",
        Form::SameRate => "same-rate",
        Form::SameBase => "same-base",
        Form::WeightedGrowth => "weighted-growth",
        Form::Count => "count",
        Form::Flag => "flag",
    }
}
