//! Calculations that the text writes out: `120 hộ × 12 tháng × 1.300.000 đồng = 1.872.000.000 đồng`, `12.500 + 3.200 − 1.500 = 14.200`,
//! `315.000.000 đồng (42 bộ × 7.500.000 đồng)`.
//!
//! Signs and `=` say what is meant, so no habit of the report is needed. Quotients and brackets inside a calculation are not read.

use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document};
use crate::lexicon::split_words;
use crate::quantity::{Hedge, Measure, Quantity};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;
use rust_decimal::Decimal;

/// Most words between two numbers of a calculation: what the first one counts, and of what.
const WORDS: usize = 6;
/// Most numbers of a calculation.
const LONGEST: usize = 24;
/// Digits that are added to the precision of a factor: whoever writes a calculation out calculates with what is written.
const EXACT: u32 = 6;
/// Hundredths that a percent is in a product.
const PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What stands between two numbers.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Equals,
    Opens,
}

/// Proposes all calculations that are written out.
pub(super) fn propose(document: &Document, claims: &Claims, out: &mut Vec<Relation>) {
    for (block, b) in document.blocks.iter().enumerate() {
        let own = claims.of_block(block);
        let text = document.words(b.span);
        if own.len() < 3 || !text.contains(['=', '×', '*']) && !text.contains(" x ") {
            continue;
        }
        let signs: Vec<Option<Sign>> = own.clone().map(|id| sign(document, claims, block, id)).collect();
        let is_operator = |at: usize| matches!(signs[at], Some(Sign::Plus | Sign::Minus | Sign::Times));
        let mut at = 0;
        while at < signs.len() {
            // `first` is joined to the next one by a sign, and so on up to `last`.
            let (first, mut last) = (at, at);
            while last < signs.len() && is_operator(last) && last - first < LONGEST {
                last += 1;
            }
            at = last + 1;
            if last == first || last - first == LONGEST {
                continue;
            }
            let operators: Vec<Sign> = signs[first..last].iter().copied().flatten().collect();
            let before = first.checked_sub(1).and_then(|at| signs[at]);
            let operands = own.start + first..own.start + last + 1;
            let stated = match (signs[last], before) {
                (Some(Sign::Equals), before) if before != Some(Sign::Opens) => (!goes_on(&signs, last + 1)).then_some(last + 1),
                (None, Some(Sign::Equals)) => (first < 2 || signs[first - 2].is_none()).then_some(first - 1),
                (None, Some(Sign::Opens)) if closes(document, claims, block, own.start + last) && operators.contains(&Sign::Times) => Some(first - 1),
                _ => None,
            };
            let is_whole = || before.is_some() || starts(document, claims, block, operands.start);
            if let Some(stated) = stated.map(|at| own.start + at).filter(|&stated| stated < own.end && is_whole()) {
                out.extend(relation(claims, stated, operands, &operators));
            }
        }
    }
}

/// The one sign between a number and the next one of its block, where nothing else parts them but what the first one counts.
fn sign(document: &Document, claims: &Claims, block: BlockId, id: ClaimId) -> Option<Sign> {
    let next = claims.list.get(id + 1).filter(|next| next.block == block)?;
    let between = document.folded(Span::new(claims.list[id].span.end, next.span.start.max(claims.list[id].span.end)));
    if between.contains([';', ',', ':', '.', ')', '|', '\n', '\t', '÷', '^', '[', ']']) || split_words(between).count() > WORDS {
        return None;
    }
    let mut found = None;
    let letters: Vec<char> = between.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        let beside = |step: isize| at.checked_add_signed(step).and_then(|at| letters.get(at)).copied();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let one = match c {
            '=' => Sign::Equals,
            '×' | '*' | '·' => Sign::Times,
            'x' if !is_letter(beside(-1)) && !is_letter(beside(1)) => Sign::Times,
            '+' => Sign::Plus,
            '-' | '–' | '−' if !is_letter(beside(-1)) && !is_letter(beside(1)) => Sign::Minus,
            '(' => Sign::Opens,
            '/' if !is_letter(beside(1)) => return None,
            _ => continue,
        };
        // `Tiền lương 01 tiết = tiền lương 01 giờ × 150%` is a formula of names: in a calculation the next number follows its sign.
        if found.replace(one).is_some() || letters[at + 1..].iter().any(|c| !c.is_whitespace()) {
            return None;
        }
    }
    found
}

/// The number is the first of another calculation: `5 × 3 = 15 + 4`.
fn goes_on(signs: &[Option<Sign>], at: usize) -> bool {
    matches!(signs.get(at), Some(Some(Sign::Plus | Sign::Minus | Sign::Times)))
}

/// The bracket ends behind the number and what it counts, before the next number.
fn closes(document: &Document, claims: &Claims, block: BlockId, id: ClaimId) -> bool {
    let (from, block_end) = (claims.list[id].span.end, document.blocks[block].span.end);
    let end = claims.list.get(id + 1).map_or(block_end, |next| next.span.start.min(block_end));
    let behind = document.folded(Span::new(from, end.max(from)));
    behind.split_once(')').is_some_and(|(unit, _)| !unit.contains(['(', ';', ',', '=', '+', '×', '*', '\n']) && split_words(unit).count() <= WORDS)
}

/// Nothing before the first number belongs to the calculation: `100 : 5 × 3`, `(316 / 31) × 8`.
fn starts(document: &Document, claims: &Claims, block: BlockId, first: ClaimId) -> bool {
    let start = document.blocks[block].span.start;
    let before = document.folded(Span::new(start, claims.list[first].span.start)).trim_end();
    let is_sign =
        before.ends_with(['+', '×', '*', '/', '÷', '^', '=', ')', '<', '>', '≈', '-', '–', '−']) && !before.trim_end_matches(['-', '–', '+', ' ']).is_empty();
    let after_number = first > claims.of_block(block).start && {
        let text = document.folded(Span::new(claims.list[first - 1].span.end, claims.list[first].span.start));
        text.contains([':', '/', '÷', ')']) && split_words(text).count() <= WORDS / 2
    };
    !is_sign && !after_number
}

/// A product or a sum; a calculation of both is not read.
fn relation(claims: &Claims, stated: ClaimId, operands: std::ops::Range<ClaimId>, operators: &[Sign]) -> Option<Relation> {
    let first = operands.start;
    let relation = match operators.iter().filter(|o| **o == Sign::Times).count() {
        0 => sum(claims, stated, operands, operators)?,
        all if all == operators.len() => product(claims, stated, operands)?,
        _ => return None,
    };
    let start = relation.stated.span.start;
    let features = vec![(Feature("way", "formula"), 1.0)];
    Some(Relation { features, ..relation.sure(Certainty::Certain).reading(start, claims.list[first].span.start + 1, 0) })
}

fn sum(claims: &Claims, stated: ClaimId, operands: std::ops::Range<ClaimId>, operators: &[Sign]) -> Option<Relation> {
    let measure = |id: ClaimId| &claims.list[id].quantity.measure;
    let counts = |m: &Measure| matches!(m, Measure::Count(_) | Measure::Bare);
    // `12.500 + 3.200 = 15.700 triệu đồng`: the unit of one is that of all.
    let unit = operands.clone().chain([stated]).find(|&id| !counts(measure(id))).map(|id| &claims.list[id].quantity);
    let with_unit = |id: ClaimId, role: TermRole| -> Option<Term> {
        let mut term = Term::of(id, &claims.list[id], role);
        let quantity = term.quantity.as_mut()?;
        match unit {
            Some(unit) if quantity.measure == Measure::Bare => (quantity.measure, quantity.scale) = (unit.measure.clone(), unit.scale),
            Some(unit) if quantity.measure != unit.measure => return None,
            _ => {}
        }
        Some(term)
    };
    let roles = std::iter::once(TermRole::Part).chain(operators.iter().map(|o| if *o == Sign::Minus { TermRole::Deduction } else { TermRole::Part }));
    let terms: Option<Vec<Term>> = operands.zip(roles).map(|(id, role)| with_unit(id, role)).collect();
    Some(Relation::new("sum-mismatch", Form::Sum, with_unit(stated, TermRole::Stated)?, terms?))
}

/// Factors count as they are written. The unit of an amount of the same measure goes over to the result (`120 hộ × 1,3 triệu = 156.000.000 đồng`), unless
/// the result is right, or nearer, as it is written (`15 ha × 10.000 = 150.000 m²`).
fn product(claims: &Claims, stated: ClaimId, operands: std::ops::Range<ClaimId>) -> Option<Relation> {
    let of = &claims.list[stated].quantity;
    let is_unit = |q: &Quantity| q.measure == of.measure && matches!(q.measure, Measure::Unit(_));
    let carries = |id: ClaimId| is_unit(&claims.list[id].quantity) && !claims.list[id].unit_inherited;
    if of.measure == Measure::Percent || operands.clone().any(|id| claims.list[id].quantity.number.is_malformed()) {
        return None;
    }
    let read = |with_units: bool| -> Option<(Relation, Decimal)> {
        let term = |id: ClaimId, role: TermRole| {
            let mut term = Term::of(id, &claims.list[id], role);
            let quantity = term.quantity.as_mut()?;
            match quantity.measure {
                Measure::Percent => quantity.scale = PERCENT,
                _ if with_units && (carries(id) || role == TermRole::Stated) => {}
                _ => quantity.scale = Decimal::ONE,
            }
            if role == TermRole::Factor {
                (quantity.exact, quantity.hedge) = (true, Hedge::None);
                quantity.number.places += EXACT;
            }
            Some(term)
        };
        let terms: Option<Vec<Term>> = operands.clone().map(|id| term(id, TermRole::Factor)).collect();
        let relation = Relation::new("rate-mismatch", Form::Product, term(stated, TermRole::Stated)?, terms?);
        let off = off(&relation)?;
        Some((relation, off))
    };
    let carriers = operands.clone().filter(|&id| carries(id)).count();
    let with_units = (carriers == 1).then(|| read(true)).flatten();
    let found = with_units.into_iter().chain(read(false)).min_by(|a, b| a.1.cmp(&b.1));
    found.filter(|(_, off)| *off < Decimal::TEN).map(|(relation, _)| relation)
}

/// How many times too large or too small the result is; nothing where it was rounded to the zeros at its end (`143,8 triệu × 0,5% = 700.000`).
fn off(relation: &Relation) -> Option<Decimal> {
    let value = |term: &Term| term.quantity.as_ref().and_then(Quantity::base);
    let product = relation.terms.iter().try_fold(Decimal::ONE, |all, term| all.checked_mul(value(term)?))?;
    let result = value(&relation.stated).filter(|r| *r > Decimal::ZERO)?;
    let mut zeros = relation.stated.quantity.as_ref().map_or(Decimal::ONE, |q| q.scale);
    while zeros < result && (result % (zeros * Decimal::TEN)).is_zero() {
        zeros *= Decimal::TEN;
    }
    if product != result && (product - result).abs() < zeros {
        return None;
    }
    result.max(product).checked_div(result.min(product))
}
