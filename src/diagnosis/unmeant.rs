//! Conflicts whose own words and figures show that no such relation was meant.

use crate::claims::{Claim, Claims};
use crate::document::{Document, Kind};
use crate::phrases::is_of_word;
use crate::quantity::{Hedge, Quantity};
use crate::relations::{Form, Relation, Term, TermRole, Verdict};
use crate::source::Span;
use rust_decimal::Decimal;

/// A title is rounded by less than one part in so many.
const NEAR: u32 = 30;

/// The sign of a calculation that is written out.
const TIMES: char = '×';

/// What is said to be about so many may be off by one part in as many as this.
const ABOUT: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// From here on a hundred is less than a thousandth.
const LONG: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// True where a whole stands among its own parts, or where the numbers are operands of a calculation that is written out.
pub(super) fn is_unmeant(document: &Document, claims: &Claims, relation: &Relation, verdict: &Verdict) -> bool {
    let Some(stated) = relation.stated.claim.map(|id| &claims.list[id]) else { return false };
    if relation.rule == "remainder-mismatch" {
        is_one_of_rests(claims, relation, verdict) || is_rest_again(relation)
    } else if relation.form == Form::Sum {
        let in_prose = document.blocks[stated.block].kind != Kind::Cell;
        let is_part_of_a_product = || relation.terms.iter().any(|t| of(claims, t).is_some_and(|c| is_multiplied(document, c)));
        if in_prose {
            is_approximate(relation, verdict)
                || stands_among_parts(relation)
                || are_of_another_base(claims, relation, verdict)
                || are_rounded(relation, verdict)
                || is_part_of_a_product()
        } else {
            counts_twice(relation, verdict)
        }
    } else {
        relation.form == Form::Share && (is_added(document, stated) || is_about(relation, verdict)) || relation.variant == "title" && is_rounded_off(relation)
    }
}

/// `180 tài xế` in a title over `182 tài xế`: fewer digits, and near.
fn is_rounded_off(relation: &Relation) -> bool {
    let quantity = |t: &Term| t.quantity.as_ref().and_then(Quantity::base);
    let (Some(title), Some(told)) = (quantity(&relation.stated), relation.terms.first().and_then(quantity)) else { return false };
    let digits = |value: Decimal| value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len();
    let off = (title - told).abs().checked_mul(Decimal::from(NEAR));
    digits(title) < digits(told) && off.is_some_and(|off| off <= told.abs())
}

/// Rows that make just twice their total stand beneath one another: each is counted with its own parts.
fn counts_twice(relation: &Relation, verdict: &Verdict) -> bool {
    let stated = relation.stated.quantity.as_ref().and_then(|q| q.number.value.checked_mul(Decimal::TWO));
    stated.is_some() && verdict.computed == stated
}

/// `Kế hoạch 200 | Đã làm 240 | Chưa làm 0`: more was done than asked for, and no rest is below zero.
pub(super) fn is_floored(relation: &Relation) -> bool {
    let value = |t: &Term| t.quantity.as_ref().and_then(Quantity::base);
    let [a, b] = relation.terms.as_slice() else { return false };
    let (Some(total), Some(a), Some(b)) = (value(&relation.stated), value(a), value(b)) else { return false };
    relation.form == Form::Sum && a.min(b).is_zero() && a.max(b) > total
}

/// `đã làm 11/18 việc, đang làm 04 việc, chưa làm 03 việc`: what lacks is told of right behind, as a rest of its own.
fn is_one_of_rests(claims: &Claims, relation: &Relation, verdict: &Verdict) -> bool {
    let (Some(id), Some(lacks)) = (relation.stated.claim, verdict.difference.filter(|d| d.is_sign_negative())) else { return false };
    let stated = &claims.list[id];
    let next = claims.list.get(id + 1).filter(|next| next.sentence == stated.sentence && next.pair.is_none());
    next.is_some_and(|next| next.quantity.measure == stated.quantity.measure && next.quantity.number.value == lacks.abs())
}

/// `123 căn, trong đó gần 70 …, gần 50 …`: about is not to the unit.
fn is_approximate(relation: &Relation, verdict: &Verdict) -> bool {
    let terms = || std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.quantity.as_ref());
    let off = verdict.difference.and_then(|d| d.abs().checked_mul(ABOUT));
    let stated = relation.stated.quantity.as_ref().map(|q| q.number.value.abs());
    terms().any(|q| q.hedge != Hedge::None) && off.zip(stated).is_some_and(|(off, stated)| off <= stated) || is_about(relation, verdict)
}

/// `khoảng 100 con`, `khoảng 70%`: one digit that is about tells half a unit of it.
fn is_about(relation: &Relation, verdict: &Verdict) -> bool {
    let about = relation.stated.quantity.as_ref().filter(|q| q.hedge == Hedge::About).map(|q| q.number.value);
    let Some((stated, computed)) = about.zip(verdict.computed) else { return false };
    let unit = || {
        let unit = 10i128.checked_pow(stated.trunc().mantissa().unsigned_abs().checked_ilog10()?)?;
        let unit = Decimal::try_from_i128_with_scale(unit, 0).ok()?;
        (unit > Decimal::ONE && stated.checked_rem(unit)?.is_zero()).then_some(unit)
    };
    let off = stated.checked_sub(computed).and_then(|off| off.abs().checked_mul(Decimal::TWO));
    off.zip(unit()).is_some_and(|(off, unit)| off <= unit)
}

/// `412.300 triệu đồng (150.100 …, 262.100 …)`: figures that are all rounded to hundreds may be off by half a hundred each.
fn are_rounded(relation: &Relation, verdict: &Verdict) -> bool {
    let all = || std::iter::once(&relation.stated).chain(&relation.terms);
    let is_round = |q: &Quantity| q.number.places == 0 && q.number.value.checked_rem(Decimal::ONE_HUNDRED) == Some(Decimal::ZERO);
    let round = |t: &Term| t.quantity.as_ref().is_some_and(is_round);
    let scale = relation.stated.quantity.as_ref().map(|q| q.scale);
    let one_scale = all().all(|t| t.quantity.as_ref().map(|q| q.scale) == scale);
    // Of 1.200 ha a hundred is no rounding.
    let is_long = relation.stated.quantity.as_ref().is_some_and(|q| q.number.value.abs() >= LONG);
    let slack = Decimal::from(relation.terms.len() + 1).checked_mul(Decimal::ONE_HUNDRED);
    let off = verdict.difference.and_then(|d| d.abs().checked_mul(Decimal::TWO));
    is_long && one_scale && all().all(round) && off.zip(slack).is_some_and(|(off, slack)| off <= slack)
}

/// `40 mục, gồm viết lại 30/60 mục, gộp 15/60 mục`: parts of the 60 that are no parts of the 40.
fn are_of_another_base(claims: &Claims, relation: &Relation, verdict: &Verdict) -> bool {
    let base = |t: &Term| of(claims, t).and_then(Claim::base).and_then(|base| claims.list[base].quantity.base());
    let stated = relation.stated.quantity.as_ref().and_then(Quantity::base);
    let others: Vec<Decimal> = relation.terms.iter().filter_map(base).filter(|b| Some(*b) != stated).collect();
    // Where they make their base, the total is wrong.
    others.len() > 1 && others.iter().all(|b| *b == others[0]) && verdict.computed != Some(others[0])
}

/// `còn lại 2.600 ha`, told twice: a rest is no whole of itself.
fn is_rest_again(relation: &Relation) -> bool {
    let value = |t: &Term| t.quantity.as_ref().and_then(Quantity::base);
    let stated = value(&relation.stated);
    stated.is_some() && relation.terms.iter().any(|t| t.role == TermRole::Whole && value(t) == stated)
}

/// `Of these 33 states, 20 …`, `từ 14.000 người …; trên 14.000 người thì cứ thêm 1.000`: a whole told again is no part of itself.
fn stands_among_parts(relation: &Relation) -> bool {
    let value = |t: &Term| t.quantity.as_ref().and_then(Quantity::base);
    let stated = value(&relation.stated);
    let is_whole = |t: &&Term| t.role == TermRole::Part && value(t) == stated;
    relation.stated.role == TermRole::Stated && relation.terms.len() > 1 && relation.terms.iter().any(|t| is_whole(&t))
}

fn of<'a>(claims: &'a Claims, term: &Term) -> Option<&'a Claim> {
    term.claim.map(|id| &claims.list[id])
}

/// `(17 triệu đồng - 10 triệu đồng) × 10%`: an operand.
fn is_multiplied(document: &Document, claim: &Claim) -> bool {
    let block = document.blocks[claim.block].span;
    let before = document.words(Span::new(block.start, claim.span.start)).trim_end_matches([' ', '(']);
    let after = document.words(Span::new(claim.full.end, block.end)).trim_start_matches([' ', ')']);
    before.ends_with(TIMES) || after.starts_with(TIMES)
}

/// `5,2 triệu đồng + 0,03% của phần vượt quá 10 tỷ đồng`: what is added is a share of something else.
fn is_added(document: &Document, percent: &Claim) -> bool {
    let block = document.blocks[percent.block].span;
    let before = document.words(Span::new(block.start, percent.span.start));
    before.strip_suffix('+').or_else(|| before.strip_suffix("+ ")).is_some_and(|rest| rest.ends_with(|c: char| is_of_word(c) || c == ' '))
}
