//! The words of a report, cut once for all rules that look at wording.

pub use super::cut::hash;

use super::cut::cut;
use super::stretches::Stretches;
use super::vocabulary::{Bits, Distinct};
use crate::document::{BlockId, Document};
use crate::lexicon::Lexicon;
use crate::limits;
use crate::source::Span;
use crate::syllables::Syllables;
use rustc_hash::FxHashMap;

/// A run of letters and digits. A long report has more words than anything else, so that each is packed into twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    start: u32,
    id: u32,
    len: u16,
}

impl Word {
    /// A run that is too long for a word is none, nor is one that stands where no report that is read reaches.
    #[inline]
    pub(super) fn new(start: usize, end: usize) -> Option<Word> {
        Some(Word { start: u32::try_from(start).ok()?, len: u16::try_from(end - start).ok()?, id: 0 })
    }

    /// Where it stands.
    #[inline]
    pub fn span(&self) -> Span {
        let start = self.start as usize;
        Span { start, end: start + usize::from(self.len) }
    }

    /// Which one of the distinct words of its report it is: equal words have equal numbers.
    #[inline]
    pub fn id(&self) -> u32 {
        self.id
    }
}

/// All words, block by block.
#[derive(Debug, Default)]
pub struct Words {
    /// Words in reading order.
    pub list: Vec<Word>,
    blocks: Stretches,
    /// The distinct words, in the order in which they are met.
    vocabulary: Vec<Distinct>,
    by_hash: FxHashMap<u64, u32>,
    /// Where each distinct word stands: all places in one list, word by word.
    places: Vec<u32>,
    /// Words that only a blank parts from the next one.
    joined: Bits,
    /// Words that make one of the language with the next one, behind a blank.
    paired: Bits,
    /// Words with a capital.
    capital: Bits,
    /// Indices of the words that begin with a digit.
    figures: Vec<u32>,
    syllables: Syllables,
}

impl Words {
    /// Cuts the words of all blocks.
    pub fn read(document: &Document, lexicon: &Lexicon) -> Words {
        let room = document.lower.len() / 5;
        let list = Vec::with_capacity(room);
        let blocks = Stretches::for_blocks(document.blocks.len());
        let mut words = Words { list, blocks, syllables: lexicon.syllables, ..Words::default() };
        for (id, block) in document.blocks.iter().enumerate() {
            // Nothing in a block that is over a limit is looked at.
            if limits::of_block(document, id).is_none() {
                cut(&document.lower, block.span, |word, hash| words.add(word, hash));
            }
            words.blocks.end_at(words.list.len());
        }
        words.list_places(document, lexicon);
        words.look_around(document);
        words
    }

    /// Adds a word under the number of its equals.
    #[inline(always)]
    fn add(&mut self, word: Word, hash: u64) {
        // No text is so long that its words could not be counted so.
        let fresh = self.vocabulary.len() as u32;
        let id = *self.by_hash.entry(hash).or_insert(fresh);
        if id == fresh {
            self.vocabulary.push(Distinct { hash, ..Distinct::default() });
        }
        self.vocabulary[id as usize].end += 1;
        self.list.push(Word { id, ..word });
    }

    /// Lists the places of the distinct words, and looks at each of them.
    fn list_places(&mut self, document: &Document, lexicon: &Lexicon) {
        let mut next = 0;
        for distinct in &mut self.vocabulary {
            let count = distinct.end;
            (distinct.start, distinct.end) = (next, next);
            next += count;
        }
        self.places = vec![0; self.list.len()];
        let periods = ["month_words", "quarter_words"].map(|name| lexicon.list(name));
        for (at, word) in self.list.iter().enumerate() {
            let distinct = &mut self.vocabulary[word.id as usize];
            if distinct.start == distinct.end {
                distinct.look(document.folded(word.span()), lexicon, periods);
            }
            self.places[distinct.end as usize] = at as u32;
            distinct.end += 1;
        }
    }

    /// Marks the words that stand right before the next one, and those with a capital.
    fn look_around(&mut self, document: &Document) {
        let (text, lower) = (document.text().as_bytes(), document.lower.as_bytes());
        let none = || Bits::of(self.list.len());
        (self.joined, self.paired, self.capital) = (none(), none(), none());
        let syllable = |word: &Word| self.vocabulary[word.id as usize].syllable;
        let (mut next, mut differ) = (self.list.iter().skip(1), first_difference(text, lower, 0));
        for (at, word) in self.list.iter().enumerate() {
            let Span { start, end } = word.span();
            if differ < end {
                // The place may lie in an earlier word.
                let in_word = text[start..end].iter().zip(&lower[start..end]).any(|(one, other)| one != other);
                if in_word {
                    self.capital.set(at);
                } else {
                    differ = first_difference(text, lower, end);
                }
            }
            if lower[start].is_ascii_digit() {
                self.figures.push(at as u32);
            }
            let behind = next.next();
            let gap = behind.map_or(&[][..], |next| &lower[end..next.span().start]);
            // A blank that holds words together is written with two bytes (c2 a0), which make no other character.
            let blank = !gap.is_empty() && gap.iter().all(|byte| matches!(byte, b' ' | 0xc2 | 0xa0));
            if blank {
                self.joined.set(at);
                if behind.and_then(|next| Some(self.syllables.follow(syllable(word)?, syllable(next)?))) == Some(true) {
                    self.paired.set(at);
                }
            }
        }
    }

    /// Some distinct words by number, to be asked of each word before anything dearer.
    pub fn some(&self, ids: impl Iterator<Item = u32>) -> Bits {
        let mut some = Bits::of(self.vocabulary.len());
        ids.for_each(|id| some.set(id as usize));
        some
    }

    /// Indices of the words of a block.
    pub fn range(&self, block: BlockId) -> std::ops::Range<usize> {
        self.blocks.of(block)
    }

    /// The words of a block.
    pub fn of_block(&self, block: BlockId) -> &[Word] {
        self.list.get(self.range(block)).unwrap_or(&[])
    }

    /// The number of a lower-case word, if the report has it.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.by_hash.get(&hash(word)).copied()
    }

    /// The numbers of those of some words that the report has.
    pub fn find_all<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = u32> + 'a {
        words.iter().filter_map(|word| self.find(word))
    }

    /// Those of some words that the report has, to be asked of each word of it.
    pub fn any_of(&self, words: &[String]) -> Bits {
        self.some(self.find_all(words))
    }

    /// Indices of a distinct word all over the report, by its number; none for a word that the report has not.
    pub fn places(&self, id: impl Into<Option<u32>>) -> impl Iterator<Item = usize> + '_ {
        let distinct = id.into().and_then(|id| self.vocabulary.get(id as usize));
        distinct.map_or(&[][..], |distinct| self.places_of(distinct)).iter().map(|&at| at as usize)
    }

    /// True if a distinct word stands among the words of a stretch: far quicker than to search its text.
    pub fn stands_in(&self, id: u32, stretch: &std::ops::Range<usize>) -> bool {
        let Some(distinct) = self.vocabulary.get(id as usize) else { return false };
        let places = self.places_of(distinct);
        let next = places.partition_point(|&at| (at as usize) < stretch.start);
        places.get(next).is_some_and(|&at| (at as usize) < stretch.end)
    }

    /// The distinct words of the report; each stands somewhere.
    pub fn vocabulary(&self) -> &[Distinct] {
        &self.vocabulary
    }

    /// Indices of a distinct word; there is at least one.
    pub fn places_of(&self, distinct: &Distinct) -> &[u32] {
        &self.places[distinct.start as usize..distinct.end as usize]
    }

    /// Which distinct word stands at an index: equal words have equal numbers.
    #[inline]
    pub fn id(&self, at: usize) -> Option<u32> {
        self.list.get(at).map(|word| word.id)
    }

    /// The distinct word at an index.
    #[inline]
    pub fn distinct(&self, at: usize) -> Option<&Distinct> {
        self.list.get(at).map(|word| &self.vocabulary[word.id as usize])
    }

    /// The distinct word of each word, in reading order.
    pub fn each_distinct(&self) -> impl Iterator<Item = &Distinct> {
        self.list.iter().map(|word| &self.vocabulary[word.id as usize])
    }

    /// True if nothing but a blank stands between that word and the next one.
    #[inline]
    pub fn is_joined(&self, at: usize) -> bool {
        self.joined.holds(at)
    }

    /// True for a word with a capital.
    #[inline]
    pub fn has_capital(&self, at: usize) -> bool {
        self.capital.holds(at)
    }

    /// The first word with a capital from an index on.
    pub fn next_capital(&self, from: usize) -> Option<usize> {
        self.capital.next(from)
    }

    /// The words with a capital.
    pub fn with_capital(&self) -> impl Iterator<Item = &Word> {
        self.capital.iter().filter_map(|at| self.list.get(at))
    }

    /// The words that begin with a digit.
    pub fn with_digit(&self) -> impl Iterator<Item = &Word> {
        self.figures.iter().map(|&at| &self.list[at as usize])
    }

    /// True if that word and the next one, behind nothing but a blank, are a word of the language.
    #[inline]
    pub fn are_word(&self, at: usize) -> bool {
        self.paired.holds(at)
    }

    /// Indices of the words that only a blank parts from the next one, where the two make no word of the language.
    pub fn joined_loosely(&self) -> impl Iterator<Item = usize> + '_ {
        self.joined.without(&self.paired)
    }

    /// True if the word makes one of the language with the word before it or behind it.
    #[inline]
    pub fn is_in_word(&self, at: usize) -> bool {
        self.are_word(at) || at > 0 && self.are_word(at - 1)
    }

    /// Indices of the words that have a part inside a span.
    pub fn touching(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|w| w.span().end <= span.start);
        let end = self.list.partition_point(|w| w.span().start < span.end);
        first..end.max(first)
    }

    /// The words of a stretch of text; one that begins before it or ends behind it is cut off there.
    pub fn cut(&self, span: Span) -> Vec<Span> {
        self.pieces(span).collect()
    }

    /// The same one by one, from either end.
    pub fn pieces(&self, span: Span) -> impl DoubleEndedIterator<Item = Span> + Clone + '_ {
        self.list[self.touching(span)].iter().filter_map(move |w| clip(w, span))
    }

    /// The first word of a stretch of text, cut off at its end.
    pub fn first_of(&self, span: Span) -> Option<Span> {
        let word = self.list.get(self.list.partition_point(|w| w.span().end <= span.start))?;
        clip(word, span)
    }

    /// The last word of a stretch of text, cut off at its start.
    pub fn last_of(&self, span: Span) -> Option<Span> {
        let word = self.list.get(self.list.partition_point(|w| w.span().start < span.end).checked_sub(1)?)?;
        clip(word, span)
    }

    /// Indices of the words inside a span.
    pub fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|w| w.span().start < span.start);
        let end = self.list.partition_point(|w| w.span().start < span.end);
        first..end.max(first)
    }
}

/// Where a text and its lower case first differ from a place on; compared in stretches, since few words have a capital.
fn first_difference(text: &[u8], lower: &[u8], from: usize) -> usize {
    const STRETCH: usize = 64;
    let mut at = from;
    for (one, other) in text[from..].chunks(STRETCH).zip(lower[from..].chunks(STRETCH)) {
        if one != other {
            return at + one.iter().zip(other).take_while(|(one, other)| one == other).count();
        }
        at += one.len();
    }
    at
}

/// What of a word stands inside a span.
fn clip(word: &Word, span: Span) -> Option<Span> {
    let inside = Span::new(word.span().start.max(span.start), word.span().end.min(span.end));
    (!inside.is_empty()).then_some(inside)
}
