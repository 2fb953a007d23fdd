//! Digits that mark or name something and count nothing: ordinals (`28th`), items (`(6)`), notes (`đại học[1]`), names (`2 khóm: 1, 2`); and zeros that say nothing.

use super::{Claim, Pair};
use crate::document::{BlockId, Document, Kind};
use crate::lexicon::Lexicon;
use crate::phrases::is_of_word;
use crate::quantity::Measure;
use crate::source::Span;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

/// Digits that the number of a note has at most.
const LONGEST: usize = 3;
/// So many paragraphs that begin with a number may stand between those of a note and the next.
const APART: usize = 3;
/// So many percents that end in a zero show that their last digit is none.
const ZEROS: usize = 3;

/// Digits that a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// True for digits that mark what they stand in or beside: an item, a note, a rank.
pub(super) fn is_mark(lexicon: &Lexicon, text: &str, start: usize, end: usize) -> bool {
    let within = |open: char, close: char| text[..start].ends_with(open) && text[end..].starts_with(close);
    // `(6)` before an item, `đại học[14]` behind what a note is about.
    end - start <= 2 && within('(', ')') || end - start <= LONGEST && within('[', ']') || is_ordinal(lexicon, &text[end..])
}

/// `28th`, `1er`: an ending right behind the digits.
fn is_ordinal(lexicon: &Lexicon, after: &str) -> bool {
    let ends = |ending: &String| after.strip_prefix(ending.as_str()).is_some_and(|rest| !rest.starts_with(is_of_word));
    after.starts_with(|c: char| c.is_ascii_lowercase()) && lexicon.list("ordinal_endings").iter().any(ends)
}

/// Paragraphs that begin with the number of a note: a number, a capital, and another such paragraph near by with the number before it or behind it.
pub(super) fn numbered_notes(document: &Document) -> FxHashSet<BlockId> {
    let paragraphs = document.blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Paragraph);
    let numbered: Vec<(BlockId, u32)> = paragraphs.filter_map(|(id, block)| Some((id, note_number(block.span.of(document.text()))?))).collect();
    let mut out = FxHashSet::default();
    for (at, &(id, number)) in numbered.iter().enumerate() {
        let next = numbered[at + 1..].iter().take(APART).find(|other| other.1 == number + 1);
        out.extend(next.into_iter().flat_map(|other| [id, other.0]));
    }
    out
}

/// The number that a text begins with, if a capitalised word stands behind it.
fn note_number(text: &str) -> Option<u32> {
    let len = digits(text);
    let word = text[len..].strip_prefix(' ')?;
    let capital = word.starts_with(char::is_uppercase);
    (capital && len <= LONGEST && !text.starts_with('0')).then(|| text[..len].parse().ok()).flatten()
}

/// `2 khóm: 1, 2`: takes out bare numbers from one to the count before their colon, which name the things.
pub(super) fn drop_named(document: &Document, lexicon: &Lexicon, list: &mut Vec<Claim>, first: usize) {
    let mut at = first;
    while at + 2 < list.len() {
        let names = names_of(document, lexicon, &list[at..]);
        list.drain(at + 1..at + 1 + names);
        if names > 0 {
            move_pairs(&mut list[first..], at + 1, names);
        }
        at += 1;
    }
}

/// After `dropped` claims from `from` on are gone, pairs of those behind them are with the claims that they were with, none with one that is gone.
fn move_pairs(claims: &mut [Claim], from: usize, dropped: usize) {
    let moved = |other: usize| match other {
        _ if other < from => Some(other),
        _ => other.checked_sub(dropped).filter(|other| *other >= from),
    };
    for claim in claims {
        claim.pair = claim.pair.and_then(|pair| match pair {
            Pair::Of(other) => moved(other).map(Pair::Of),
            Pair::Base(other) => moved(other).map(Pair::Base),
        });
    }
}

/// How many of the numbers behind a count name what it counts.
fn names_of(document: &Document, lexicon: &Lexicon, list: &[Claim]) -> usize {
    let [count, names @ ..] = list else { return 0 };
    let value = |claim: &Claim| (claim.quantity.number.places == 0).then_some(claim.quantity.number.value);
    let gap = |a: &Claim, b: &Claim| document.folded(Span::new(a.full.end, b.span.start.max(a.full.end))).trim();
    let all = (2..=names.len()).find(|&n| value(count) == Some(Decimal::from(n)));
    let Some(names) = all.and_then(|n| names.get(..n)).filter(|_| matches!(count.quantity.measure, Measure::Count(_))) else { return 0 };
    let bare = |(n, claim): (usize, &Claim)| claim.quantity.measure == Measure::Bare && value(claim) == Some(Decimal::from(n + 1));
    let joined = |pair: &[Claim]| matches!(gap(&pair[0], &pair[1]), "," | ";") || lexicon.lists("list_and", gap(&pair[0], &pair[1]));
    let named = gap(count, &names[0]).ends_with(':') && names.iter().enumerate().all(bare) && names.windows(2).all(joined);
    if named {
        names.len()
    } else {
        0
    }
}

/// `62,50%, 36,30%, 1,20%`: percents that were rounded to one decimal and written with two.
pub(super) fn drop_zeros(list: &mut [Claim]) {
    let fine = |claim: &&mut Claim| claim.is_percent() && claim.quantity.number.places == 2;
    let tenths = |claim: &Claim| (claim.quantity.number.value * Decimal::TEN).fract().is_zero();
    let percents: Vec<&mut Claim> = list.iter_mut().filter(fine).collect();
    if percents.len() >= ZEROS && percents.iter().all(|claim| tenths(claim)) {
        percents.into_iter().for_each(|claim| claim.quantity.number.places = 1);
    }
}
