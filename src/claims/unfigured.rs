//! Parts that a text names without a figure: `…`, `còn lại là …`, `ba cán bộ`. A list that has one is not complete by its figures.

use super::vocabulary::Bits;
use super::words::{Word, Words};
use super::{numerals, Claim};
use crate::document::{BlockId, Document};
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::phrases::places;
use crate::source::Span;

/// Fewer figures make no whole with two parts.
const FIGURES: usize = 3;

/// The words that such a part may begin with.
pub(super) struct Openings {
    /// The words of each phrase for a rest, by their numbers.
    rests: Vec<Vec<u32>>,
    /// The first words of these, and numbers in words.
    first: Bits,
}

impl Openings {
    /// Of the words that the report has: phrases with a word which it has not stand nowhere.
    pub fn of(lexicon: &Lexicon, all: &Words) -> Openings {
        let rest = |phrase: &String| split_words(phrase).map(|word| all.find(word)).collect::<Option<Vec<u32>>>();
        let rests: Vec<Vec<u32>> = lexicon.list("rests").iter().filter_map(rest).filter(|rest| !rest.is_empty()).collect();
        let numbers = (0..).zip(all.vocabulary()).filter(|(_, word)| word.is_number).map(|(id, _)| id);
        let first = all.some(numbers.chain(rests.iter().map(|rest| rest[0])));
        Openings { rests, first }
    }
}

/// Adds the places of such parts in a block.
pub(super) fn read(document: &Document, lexicon: &Lexicon, block: BlockId, (all, openings): (&Words, &Openings), claims: &[Claim], out: &mut Vec<usize>) {
    if claims.len() < FIGURES {
        return;
    }
    let span = document.blocks[block].span;
    let text = span.of(document.text());
    let dots = places(text, "...").chain(places(text, "…")).map(|at| span.start + at);
    let first = out.len();
    out.extend(dots);
    let is_of_claim = |at: usize| {
        let next = claims.partition_point(|c| c.full.start <= at);
        next.checked_sub(1).is_some_and(|before| at < claims[before].full.end)
    };
    let words = all.of_block(block);
    for (at, word) in words.iter().enumerate().filter(|(_, word)| openings.first.holds(word.id() as usize)) {
        let here = word.span().start;
        let begins = |phrase: &Vec<u32>| phrase.len() <= words.len() - at && phrase.iter().zip(&words[at..]).all(|(p, w)| w.id() == *p);
        let is_number = || all.vocabulary()[word.id() as usize].is_number;
        if openings.rests.iter().any(begins) && !is_figured(document, here, claims)
            || is_number() && !is_of_claim(here) && is_counted_in_words(document, lexicon, span, &words[at..])
        {
            out.push(here);
        }
    }
    out[first..].sort_unstable();
}

/// True if a number follows in the same part between signs; a percent in brackets (`còn lại là cơ sở khác (1%)`) is not the figure itself.
fn is_figured(document: &Document, at: usize, claims: &[Claim]) -> bool {
    let next = claims.get(claims.partition_point(|c| c.span.start < at));
    let between = |claim: &Claim| document.words(Span::new(at, claim.span.start));
    let is_apart = |claim: &Claim| between(claim).contains([',', ';', '.', ')']) || claim.is_percent() && between(claim).contains('(');
    next.is_some_and(|claim| !is_apart(claim))
}

/// True for a number in words where a part begins: `gồm một di sản`, `, ba cán bộ`.
fn is_counted_in_words(document: &Document, lexicon: &Lexicon, block: Span, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let spans: Vec<Span> = words.iter().take(4).map(|w| w.span()).collect();
    let Some((_, len)) = numerals::read(document, lexicon, &spans) else { return false };
    // What is counted follows without a sign.
    let counts = words.get(len).is_some_and(|next| document.words(Span::new(words[len - 1].span().end, next.span().start)).trim().is_empty());
    let before = document.folded(Span::new(block.start, first.span().start)).trim_end();
    let last = before.rsplit([' ', '(']).next().unwrap_or("");
    let opens = before.ends_with([',', ';', ':', '(']) || lexicon.lists("list_and", last) || lexicon.lists("list_has", last);
    let announced = || lexicon.parts.at(std::iter::once(last)).is_some_and(|(cue, _)| cue != PartsCue::OpenList);
    counts && (opens || announced())
}
