//! The distinct words of a report: what a rule asks of a word is answered once for all its places.

use crate::lexicon::Lexicon;
use crate::phrases::is_letter;
use crate::syllables::Syllable;

/// A word of the report, however often it stands there.
#[derive(Clone, Debug, Default)]
pub struct Distinct {
    /// The hash of its lower-case form.
    pub hash: u64,
    /// Its number among the syllables of the language.
    pub syllable: Option<Syllable>,
    /// All of it are letters.
    pub is_letters: bool,
    /// It says nothing of what is counted (`của`).
    pub is_stop: bool,
    /// It is one of those, or begins no noun (`đạt`).
    pub is_function: bool,
    /// A cue for totals and parts may begin with it.
    pub opens_cue: bool,
    /// It is a number in words.
    pub is_number: bool,
    /// It names a month, or is the word for a month or a quarter.
    pub names_period: bool,
    /// Its stretch of the list of places.
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Distinct {
    /// Answers what is asked of it; `periods` are the lists of the words for months and quarters.
    pub(super) fn look(&mut self, word: &str, lexicon: &Lexicon, periods: [&[String]; 2]) {
        self.syllable = lexicon.syllables.find(word);
        self.is_letters = word.chars().all(is_letter);
        self.is_stop = lexicon.stop.contains(word);
        self.is_function = self.is_stop || lexicon.verbs.contains(word);
        self.opens_cue = lexicon.parts.may_begin_with(word);
        self.is_number = lexicon.number_words.contains_key(word);
        self.names_period = lexicon.months.contains_key(word) || periods.iter().any(|list| list.iter().any(|w| w == word));
    }
}

/// The bits that are set in one of a row of numbers.
fn places(at: usize, bits: u64) -> impl Iterator<Item = usize> {
    let next = |bits: &u64| Some(*bits & (*bits - 1)).filter(|rest| *rest != 0);
    std::iter::successors(Some(bits).filter(|bits| *bits != 0), next).map(move |rest| at * 64 + rest.trailing_zeros() as usize)
}

/// One bit for each word, or for each distinct word.
#[derive(Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// So many bits that are not set.
    pub fn of(len: usize) -> Bits {
        Bits(vec![0; len.div_ceil(64)])
    }

    /// Sets one.
    #[inline]
    pub fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// The first one that is set from a place on.
    pub fn next(&self, from: usize) -> Option<usize> {
        let first = self.0.get(from / 64)? & (u64::MAX << (from % 64));
        let rest = self.0.iter().copied().enumerate().skip(from / 64 + 1);
        let (at, bits) = std::iter::once((from / 64, first)).chain(rest).find(|(_, bits)| *bits != 0)?;
        Some(at * 64 + bits.trailing_zeros() as usize)
    }

    /// Those that are set, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, bits)| places(at, *bits))
    }

    /// Those that are set here and not there, in order.
    pub fn without<'a>(&'a self, others: &'a Bits) -> impl Iterator<Item = usize> + 'a {
        let others = others.0.iter().chain(std::iter::repeat(&0));
        self.0.iter().zip(others).enumerate().flat_map(|(at, (bits, others))| places(at, bits & !others))
    }

    /// True for one that is set.
    #[inline]
    pub fn holds(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}
