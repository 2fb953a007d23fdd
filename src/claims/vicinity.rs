//! The words around a number in its sentence, to tell whether two numbers state one fact.

use super::{Claim, ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon};
use crate::source::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// Words before that are looked at, and twice as many as behind.
const WINDOW: usize = 16;
/// Words at the start of a sentence, and of a part between semicolons, that tell what it is about.
const TOPIC: usize = 6;
/// Bytes of a sentence that are read on either side: keeps the work linear where a sentence never ends.
const REACH: usize = 1500;

/// What stands around a number.
#[derive(Clone, Debug)]
pub struct Vicinity<'a> {
    /// The words before the number, nearest first.
    pub before: Vec<&'a str>,
    /// The words behind its unit or noun, nearest first.
    pub after: Vec<&'a str>,
    document: &'a Document,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
    /// The sentence before the number, and behind its unit or noun.
    head: Span,
    tail: Span,
    segment: usize,
    /// The words on either side, by their places among all.
    sides: OnceCell<[Range<usize>; 2]>,
    marks: OnceCell<Vec<u32>>,
}

/// What the words around two numbers say of their being one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Nothing speaks against it.
    None,
    /// One side names somebody or something that the other leaves out.
    OneSilent,
    /// Each side has a name or a figure of its own.
    Differ,
}

impl<'a> Vicinity<'a> {
    /// The words around a claim, within its sentence.
    pub fn of(document: &'a Document, claims: &'a Claims, lexicon: &'a Lexicon, id: ClaimId) -> Vicinity<'a> {
        let claim = &claims.list[id];
        let (start, end) = (reach_back(document, claims, claim), reach_ahead(document, claims, claim));
        let (head, tail) = (Span::new(start, claim.span.start), Span::new(claim.full.end, end));
        let fold = |w: Span| document.folded(w);
        let (mut before, mut after) = (Vec::with_capacity(WINDOW), Vec::with_capacity(WINDOW / 2));
        before.extend(claims.words.pieces(head).rev().take(WINDOW).map(fold));
        after.extend(claims.words.pieces(tail).take(WINDOW / 2).map(fold));
        Vicinity { before, after, document, claims, lexicon, head, tail, segment: claim.segment, sides: OnceCell::new(), marks: OnceCell::new() }
    }

    /// All words of the sentence before and behind it, with one blank between them.
    pub fn sentence(&self) -> String {
        let words = &self.claims.words;
        let pieces: Vec<&str> = words.pieces(self.head).chain(words.pieces(self.tail)).map(|w| self.document.folded(w)).collect();
        pieces.join(" ")
    }

    /// True if the sentence has a word, by its number.
    fn says(&self, word: u32) -> bool {
        let words = &self.claims.words;
        let sides = self.sides.get_or_init(|| [self.head, self.tail].map(|side| words.touching(side)));
        let places = words.vocabulary().get(word as usize).map_or(&[][..], |word| words.places_of(word));
        let from = |start: usize| places.get(places.partition_point(|&at| (at as usize) < start));
        sides.iter().any(|side| from(side.start).is_some_and(|&at| (at as usize) < side.end))
    }

    /// Names and figures near the number and where the sentence says what it is about.
    fn marks(&self) -> &[u32] {
        self.marks.get_or_init(|| {
            let words = &self.claims.words;
            let (first, head) = (words.touching(self.head).start, words.cut(self.head));
            let topic = head.iter().position(|w| w.start >= self.segment).unwrap_or(0);
            let telling = |at: usize| at < TOPIC || (topic..topic + TOPIC).contains(&at) || at + WINDOW >= head.len();
            let fold = |w: Span| self.document.folded(w);
            let is_number = |w: Span| fold(w).starts_with(|c: char| c.is_ascii_digit());
            let figure = |at: usize| is_number(head[at]) && (at == 0 || !self.lexicon.lists("numbered", fold(head[at - 1])));
            let marked = |at: &usize| telling(*at) && (figure(*at) || *at > 0 && self.is_name(head[*at]));
            let before = (0..head.len()).filter(marked).map(|at| first + at);
            let close = words.touching(self.tail).zip(words.pieces(self.tail)).take(WINDOW / 2);
            let close = close.filter(|(_, w)| self.is_name(*w) || is_number(*w)).map(|(at, _)| at);
            before.chain(close).filter_map(|at| words.id(at)).collect()
        })
    }

    /// A capitalised word; short forms that everybody knows (`UBND`) name nobody, others do (`TP. HCM`).
    fn is_name(&self, word: Span) -> bool {
        let written = self.document.words(word);
        written.starts_with(char::is_uppercase)
            && (written.chars().any(char::is_lowercase) || written.chars().count() > 1 && !self.lexicon.abbreviations.contains_key(self.document.folded(word)))
    }

    /// How many words next to the number both have: before it, and behind it.
    pub fn run(&self, other: &Vicinity) -> (usize, usize) {
        let run = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(x, y)| x == y).count();
        (run(&self.before, &other.before), run(&self.after, &other.after))
    }

    /// True if the same words with names among them fill the whole window before both numbers: one event, whatever the sentence began with.
    pub fn tells_one_event(&self, other: &Vicinity) -> bool {
        let before = || self.claims.words.touching(self.head).rev().take(WINDOW).filter_map(|at| self.claims.words.id(at));
        self.run(other).0 == WINDOW && self.marks().iter().filter(|m| before().any(|word| word == **m)).count() > 1
    }

    /// What speaks against both numbers stating one fact: names and figures that only one side has.
    pub fn conflict(&self, other: &Vicinity) -> Conflict {
        let extra = |a: &Vicinity, b: &Vicinity| a.marks().iter().any(|&m| !b.says(m));
        match (extra(self, other), extra(other, self)) {
            (true, true) => Conflict::Differ,
            (false, false) => Conflict::None,
            _ => Conflict::OneSilent,
        }
    }
}

/// The words next to a claim in its sentence, before it and behind its unit; empty where there is none.
pub fn next_to<'a>(document: &'a Document, claims: &Claims, id: ClaimId) -> (&'a str, &'a str) {
    let claim = &claims.list[id];
    let (before, after) = (Span::new(reach_back(document, claims, claim), claim.span.start), Span::new(claim.full.end, reach_ahead(document, claims, claim)));
    let word = |w: Option<Span>| w.map_or("", |w| document.folded(w));
    (word(claims.words.last_of(before)), word(claims.words.first_of(after)))
}

/// Where the sentence before a claim begins, as far as it is read.
fn reach_back(document: &Document, claims: &Claims, claim: &Claim) -> usize {
    claims.sentence_start(document, claim.block, claim.span.start).max(step(document, claim.span.start.saturating_sub(REACH)))
}

/// Where the sentence behind a claim ends, as far as it is read.
fn reach_ahead(document: &Document, claims: &Claims, claim: &Claim) -> usize {
    claims.sentence_end(document, claim.block, claim.full.end).min(step(document, claim.full.end + REACH))
}

/// The next place at or behind `at` where a character begins.
fn step(document: &Document, at: usize) -> usize {
    let text = document.text();
    (at..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

/// The capitalised words of a text behind its first word.
pub fn names(text: &str) -> Vec<&str> {
    split_words(text).skip(1).filter(|w| w.starts_with(char::is_uppercase)).collect()
}
