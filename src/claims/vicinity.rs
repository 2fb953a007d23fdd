//! The words around a number in its sentence, to tell whether two numbers state one fact.

use super::{ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::split_words;
use crate::source::Span;

/// Words before and behind that are looked at.
const WINDOW: usize = 16;

/// What stands around a number.
#[derive(Clone, Debug, Default)]
pub struct Vicinity<'a> {
    /// The words before the number, nearest first.
    pub before: Vec<&'a str>,
    /// The words behind its unit or noun, nearest first.
    pub after: Vec<&'a str>,
    /// Capitalised words among them that do not begin the sentence.
    pub names: Vec<&'a str>,
}

impl<'a> Vicinity<'a> {
    /// The words around a claim, within its sentence.
    pub fn of(document: &'a Document, claims: &Claims, id: ClaimId) -> Vicinity<'a> {
        let claim = &claims.list[id];
        let start = claims.sentence_start(document, claim.block, claim.span.start);
        let end = claims.sentence_end(document, claim.block, claim.full.end);
        let head = Span::new(start, claim.span.start);
        let mut before: Vec<&str> = split_words(document.folded(head)).collect();
        before.reverse();
        before.truncate(WINDOW);
        let tail = Span::new(claim.full.end, end);
        let after = split_words(document.folded(tail)).take(WINDOW).collect();
        let mut around = names(document.words(head));
        around.extend(names(document.words(tail)).into_iter().take(WINDOW));
        Vicinity { before, after, names: around }
    }

    /// How many words next to the number both have: before it, and behind it.
    pub fn run(&self, other: &Vicinity) -> (usize, usize) {
        let run = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(x, y)| x == y).count();
        (run(&self.before, &other.before), run(&self.after, &other.after))
    }

    /// True if each side has a name or a number that the other has not: they speak of different things.
    pub fn differs(&self, other: &Vicinity) -> bool {
        let extra = |a: &Vicinity, b: &Vicinity| a.marks().any(|m| !b.marks().any(|n| n == m));
        extra(self, other) && extra(other, self)
    }

    fn marks(&self) -> impl Iterator<Item = &'a str> + '_ {
        let digits = self.before.iter().chain(&self.after).filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        self.names.iter().chain(digits).copied()
    }
}

/// The capitalised words of a text behind its first word.
pub fn names(text: &str) -> Vec<&str> {
    split_words(text).skip(1).filter(|w| w.starts_with(char::is_uppercase)).collect()
}
