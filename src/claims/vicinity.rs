//! The words around a number in its sentence, to tell whether two numbers state one fact.

use super::{ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::split_words;
use crate::source::Span;

/// Words before that are looked at, and twice as many as behind.
const WINDOW: usize = 16;

/// What stands around a number.
#[derive(Clone, Debug, Default)]
pub struct Vicinity<'a> {
    /// The words before the number, nearest first.
    pub before: Vec<&'a str>,
    /// The words behind its unit or noun, nearest first.
    pub after: Vec<&'a str>,
    /// The names among them, in lower case.
    pub names: Vec<&'a str>,
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
    pub fn of(document: &'a Document, claims: &Claims, id: ClaimId) -> Vicinity<'a> {
        let claim = &claims.list[id];
        let start = claims.sentence_start(document, claim.block, claim.span.start);
        let end = claims.sentence_end(document, claim.block, claim.full.end);
        let head = Span::new(start, claim.span.start);
        let mut before: Vec<&str> = split_words(document.folded(head)).collect();
        before.reverse();
        before.truncate(WINDOW);
        let tail = Span::new(claim.full.end, end);
        let after = split_words(document.folded(tail)).take(WINDOW / 2).collect();
        let first = split_words(document.words(head)).count().saturating_sub(WINDOW).max(1);
        let named = |span: Span| split_words(document.words(span)).zip(split_words(document.folded(span)));
        let mut around: Vec<&str> = named(head).skip(first).filter(|w| is_name(w.0)).map(|w| w.1).collect();
        around.extend(named(tail).take(WINDOW / 2).filter(|w| is_name(w.0)).map(|w| w.1));
        Vicinity { before, after, names: around }
    }

    /// How many words next to the number both have: before it, and behind it.
    pub fn run(&self, other: &Vicinity) -> (usize, usize) {
        let run = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(x, y)| x == y).count();
        (run(&self.before, &other.before), run(&self.after, &other.after))
    }

    /// What speaks against both numbers stating one fact: names and figures that only one side has.
    pub fn conflict(&self, other: &Vicinity) -> Conflict {
        let extra = |a: &Vicinity, b: &Vicinity| a.marks().any(|m| !b.before.contains(&m) && !b.after.contains(&m));
        match (extra(self, other), extra(other, self)) {
            (true, true) => Conflict::Differ,
            (false, false) => Conflict::None,
            _ => Conflict::OneSilent,
        }
    }

    fn marks(&self) -> impl Iterator<Item = &'a str> + '_ {
        let digits = self.before.iter().chain(&self.after).filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        self.names.iter().chain(digits).copied()
    }
}

/// A capitalised word that is no acronym.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// The capitalised words of a text behind its first word.
pub fn names(text: &str) -> Vec<&str> {
    split_words(text).skip(1).filter(|w| w.starts_with(char::is_uppercase)).collect()
}
