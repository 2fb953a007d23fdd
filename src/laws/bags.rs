//! Clauses and names as sets of words, and how alike two of them are: a word weighs the more the fewer have it.

use crate::claims::{BreakKind, ClaimId, Claims};
use crate::document::{Document, Kind};
use crate::lexicon::Lexicon;
use crate::phrases::is_letter;
use crate::quantity::Measure;
use crate::source::Span;
use rust_decimal::Decimal;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// Words behind a figure that tell what it is.
const BEHIND: usize = 6;
/// Words before it that do.
const BEFORE: usize = 16;

/// Fewest words of a clause.
const WORDS: usize = 3;
/// The least number without a unit that is held against things that are counted.
const BARE: Decimal = Decimal::ONE_HUNDRED;
/// Clauses that are compared.
const MOST: usize = 20_000;

/// A clause or a name as the set of its words.
pub(super) type Bag<'a> = FxHashSet<&'a str>;

/// A figure in prose with the words of its clause.
pub(super) struct Clause<'a> {
    pub id: ClaimId,
    pub words: Bag<'a>,
}

/// The values in prose that something is said of, in reading order; changes are none. Numbers without a unit may be of things that are counted, if they are large.
pub(super) fn clauses<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon) -> Vec<Clause<'a>> {
    let is_told = |id: &ClaimId| {
        let claim = &claims.list[*id];
        let quantity = &claim.quantity;
        let says_what = quantity.measure != Measure::Bare || quantity.number.value >= BARE;
        document.blocks[claim.block].kind != Kind::Cell && !claim.is_change() && says_what && !quantity.number.is_malformed()
    };
    let all = (0..claims.list.len()).filter(is_told).map(|id| Clause { id, words: clause(document, claims, lexicon, id) });
    all.filter(|clause| clause.words.len() >= WORDS).take(MOST).collect()
}

/// Two units that may be one: what is counted has many names.
pub(super) fn is_one_unit(a: &Measure, b: &Measure) -> bool {
    let counts = |m: &Measure| matches!(m, Measure::Count(_) | Measure::Bare);
    a == b || counts(a) && counts(b)
}

/// The words of a stretch of text, short forms written out.
pub(super) fn of<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon, span: Span) -> Bag<'a> {
    let mut out = bag();
    add(document, lexicon, claims.words.pieces(span), &mut out);
    out
}

/// A bag with room for a clause.
fn bag<'a>() -> Bag<'a> {
    const ROOM: usize = 28;
    Bag::with_capacity_and_hasher(ROOM, FxBuildHasher)
}

fn add<'a>(document: &'a Document, lexicon: &'a Lexicon, words: impl Iterator<Item = Span>, out: &mut Bag<'a>) {
    for word in words.map(|word| document.folded(word)).filter(|word| is_word(word)) {
        match lexicon.abbreviations.get(word) {
            Some(long) => out.extend(long.split(' ')),
            None => _ = out.insert(word),
        }
    }
}

/// The words from the figure before, or from the head of the sentence, its part or its bracket, and some behind.
pub(super) fn clause<'a>(document: &'a Document, claims: &Claims, lexicon: &'a Lexicon, id: ClaimId) -> Bag<'a> {
    let claim = &claims.list[id];
    let block = document.blocks[claim.block].span;
    let before =
        id.checked_sub(1).map(|before| &claims.list[before]).filter(|before| before.block == claim.block).map_or(block.start, |before| before.full.end);
    let bracket = claim.paren.map_or(block.start, |paren| claims.parens[paren].span.start);
    let breaks = claims.breaks_in(Span::new(block.start, claim.span.start)).filter(|b| !matches!(b.kind, BreakKind::Comma));
    let from = breaks.map(|b| b.at).chain([before, bracket]).max().unwrap_or(block.start).min(claim.label.start);
    let stretch = |from: usize, to: usize| claims.words.pieces(Span::new(from, to.max(from)));
    let mut out = bag();
    // A long clause tells more than what the figure is of.
    add(document, lexicon, stretch(from, claim.span.start).rev().take(BEFORE), &mut out);
    add(document, lexicon, stretch(claim.span.end, claim.full.end), &mut out);
    add(document, lexicon, stretch(claim.tail.start, claim.tail.end).take(BEHIND), &mut out);
    out
}

fn is_word(word: &str) -> bool {
    word.starts_with(is_letter) || word.contains(is_letter)
}

/// Makes weights of how often words stand among so many bags.
pub(super) fn weigh<'a>(times: impl Iterator<Item = &'a mut f32>, bags: usize) {
    let all = 1.0 + bags as f32;
    times.for_each(|times| *times = (all / (*times + 0.5)).ln());
}

/// How much each word weighs among some bags.
#[derive(Default)]
pub(super) struct Weights<'a> {
    of_word: FxHashMap<&'a str, f32>,
}

impl<'a> Weights<'a> {
    pub(super) fn of<'b>(bags: impl Iterator<Item = &'b Bag<'a>>) -> Weights<'a>
    where
        'a: 'b,
    {
        let mut of_word: FxHashMap<&str, f32> = FxHashMap::default();
        let mut all = 0;
        for bag in bags {
            all += 1;
            for word in bag {
                *of_word.entry(word).or_default() += 1.0;
            }
        }
        weigh(of_word.values_mut(), all);
        Weights { of_word }
    }

    /// Zero for a word that none of the bags has.
    pub(super) fn word(&self, word: &str) -> f32 {
        self.of_word.get(word).copied().unwrap_or(0.0)
    }

    /// All words of a bag together.
    pub(super) fn sum(&self, bag: &Bag) -> f32 {
        bag.iter().map(|word| self.word(word)).sum()
    }
}
