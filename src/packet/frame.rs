//! The words around a number, as hashes: what is said of it, in reports that repeat their sentences from one period to the next.

use crate::claims::words::hash;
use crate::claims::Claims;
use crate::document::Document;
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash as _, Hasher as _};

/// Words before a number that are kept, nearest first.
pub(super) const LEFT: usize = 24;
/// Words after it.
pub(super) const RIGHT: usize = 8;
/// Words before and after a number that are the nearest.
const CLOSE: (usize, usize) = (6, 4);
/// Words between a number and a name that is its own.
const BESIDE: usize = 4;
/// Words at whose distance the order still matters.
const NEAR: usize = 8;

/// Stands for every number, so that figures that change from period to period leave a sentence the same.
pub(super) const NUMBER: u64 = 1;
/// Stands for the numbers of a date.
pub(super) const DATE: u64 = 4;

/// A word or a number of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub span: Span,
    pub hash: u64,
}

/// The tokens of a document. A number with its marks (`69.971`, `15/11/2025`, `13/19`) is one.
pub(super) fn tokens(document: &Document, claims: &Claims) -> Vec<Token> {
    let lower = document.lower.as_bytes();
    let mut out: Vec<Token> = Vec::with_capacity(claims.words.list.len());
    for (word, distinct) in claims.words.list.iter().zip(claims.words.each_distinct()) {
        let number = lower.get(word.span().start..word.span().end).is_some_and(|w| w.iter().all(u8::is_ascii_digit));
        let joins =
            |last: &Token| last.hash == NUMBER && word.span().start == last.span.end + 1 && lower.get(last.span.end).is_some_and(|mark| b".,/".contains(mark));
        match out.last_mut() {
            Some(last) if number && joins(last) => last.span.end = word.span().end,
            _ => out.push(Token { span: word.span(), hash: if number { NUMBER } else { distinct.hash } }),
        }
    }
    for date in &claims.dates {
        let first = token_at(&out, date.span.start);
        let of_date = |t: &&mut Token| t.span.start < date.span.end;
        out.iter_mut().skip(first).take_while(of_date).filter(|t| t.hash == NUMBER).for_each(|t| t.hash = DATE);
    }
    out
}

/// The token that holds a place or begins after it.
pub(super) fn token_at(tokens: &[Token], at: usize) -> usize {
    tokens.partition_point(|t| t.span.end <= at)
}

/// Phrases of the lexicon as hashes, by their first word; `#` stands for a number, `@` for a date.
#[derive(Debug)]
pub(super) struct Cues<T> {
    by_first: FxHashMap<u64, Vec<(Vec<u64>, T)>>,
}

impl<T: Copy> Cues<T> {
    pub fn new() -> Self {
        Cues { by_first: FxHashMap::default() }
    }

    pub fn add(&mut self, phrases: &[String], value: T) {
        let word = |word: &str| match word {
            "#" => NUMBER,
            "@" => DATE,
            _ => hash(word),
        };
        for phrase in phrases {
            let words: Vec<u64> = phrase.split_whitespace().map(word).collect();
            if let Some(first) = words.first() {
                self.by_first.entry(*first).or_default().push((words, value));
            }
        }
    }

    /// All places where a phrase begins, with what it says; the longest phrase of a place counts.
    pub fn places(&self, tokens: &[Token]) -> Vec<(usize, T)> {
        let fits = |at: usize, phrase: &[u64]| phrase.iter().enumerate().all(|(n, word)| tokens.get(at + n).is_some_and(|t| t.hash == *word));
        let found = |(at, token): (usize, &Token)| {
            let known = self.by_first.get(&token.hash)?;
            let longest = known.iter().filter(|(phrase, _)| fits(at, phrase)).max_by_key(|(phrase, _)| phrase.len())?;
            Some((at, longest.1))
        };
        tokens.iter().enumerate().filter_map(found).collect()
    }
}

/// The words on one side of a number, where there are enough of them.
type Side = Option<Vec<u64>>;

/// The words around one number.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// Words before it, nearest first.
    pub left: Vec<u64>,
    /// Words after it.
    pub right: Vec<u64>,
    /// The telling ones among the nearest, sorted.
    pub telling: Vec<u64>,
    /// Those that are written as names, nearest first, with their distance.
    pub names: Vec<(usize, u64)>,
    /// True for a cell: the name of its row before, the heads of its column after.
    pub is_cell: bool,
}

impl Frame {
    /// Hashes that two frames of one fact share, from strict to loose; `class` keeps measures apart.
    pub fn keys(&self, class: u64) -> Vec<u64> {
        let part = |words: &[u64], from: usize, to: usize| words.get(from..to).map(|w| w.to_vec());
        let shapes = [
            (part(&self.left, 0, 3), part(&self.right, 0, 2)),
            (part(&self.left, 0, 2), part(&self.right, 0, 3)),
            (part(&self.left, 0, 1), part(&self.right, 0, 3)),
            (Some(Vec::new()), part(&self.right, 0, 4)),
            (part(&self.left, 0, 5), Some(Vec::new())),
            (part(&self.left, 0, 3), part(&self.right, 0, 1)),
            // Names of rows and columns are short.
            (Some(self.left.clone()), Some(self.right.clone())),
            (Some(self.left.clone()), part(&self.right, 0, 1)),
        ];
        let keyed = |(n, shape): (usize, (Side, Side))| {
            let (left, right) = (shape.0?, shape.1?);
            Some(hash_of(&[&[class, n as u64], left.as_slice(), &[0], &right].concat()))
        };
        shapes.into_iter().enumerate().filter_map(keyed).collect()
    }

    /// How much of the words around two numbers is the same, in percent; the nearest words count most.
    pub fn likeness(&self, other: &Frame) -> u32 {
        let (left, left_all) = common(&self.left, &other.left);
        let (right, right_all) = common(&self.right, &other.right);
        (100 * (left + right)).checked_div(left_all + right_all).unwrap_or(0)
    }

    /// The same for the nearest words alone.
    pub fn nearness(&self, other: &Frame) -> u32 {
        let cut = |words: &[u64], most: usize| words[..words.len().min(most)].to_vec();
        let (left, left_all) = common(&cut(&self.left, CLOSE.0), &cut(&other.left, CLOSE.0));
        let (right, right_all) = common(&cut(&self.right, CLOSE.1), &cut(&other.right, CLOSE.1));
        (100 * (left + right)).checked_div(left_all + right_all).unwrap_or(0)
    }

    /// How like the two sides are, in percent: the words before, the words after.
    pub fn sides(&self, other: &Frame) -> (u32, u32) {
        let percent = |(same, all): (u32, u32)| (100 * same).checked_div(all).unwrap_or(0);
        (percent(common(&self.left, &other.left)), percent(common(&self.right, &other.right)))
    }

    /// True where the names around two numbers show that they are of two things: each has a near one that the other lacks, or they share none.
    pub fn other_names(&self, other: &Frame) -> bool {
        let has = |frame: &Frame, name: u64| frame.names.iter().any(|n| n.1 == name);
        let own_near = |a: &Frame, b: &Frame| a.names.iter().any(|n| n.0 < BESIDE && !has(b, n.1));
        let none_shared = !self.names.is_empty() && !other.names.is_empty() && !self.names.iter().any(|n| has(other, n.1));
        none_shared || own_near(self, other) && own_near(other, self)
    }

    /// How many different names both have.
    pub fn shared_names(&self, other: &Frame) -> usize {
        let mut names: Vec<u64> = self.names.iter().map(|n| n.1).filter(|name| other.names.iter().any(|o| o.1 == *name)).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    }

    /// How many telling words both have.
    pub fn shared(&self, other: &Frame) -> usize {
        self.telling.iter().filter(|w| other.telling.binary_search(w).is_ok()).count()
    }
}

fn weight(at: usize) -> u32 {
    u32::try_from(NEAR.saturating_sub(at)).unwrap_or(0) + 1
}

/// The weight of the words that both have in about the same place, and the weight of all.
fn common(one: &[u64], two: &[u64]) -> (u32, u32) {
    let mut used = [false; LEFT];
    let mut same = 0;
    for (at, word) in one.iter().enumerate() {
        // A word more or less moves the others by a place; far away only the word itself counts.
        let reach = if at < NEAR { at.saturating_sub(2)..at + 3 } else { NEAR - 2..LEFT };
        let found = reach.into_iter().find(|&n| two.get(n) == Some(word) && !used[n.min(LEFT - 1)]);
        if let Some(n) = found {
            used[n.min(LEFT - 1)] = true;
            same += weight(at).min(weight(n));
        }
    }
    let all = |words: &[u64]| (0..words.len()).map(weight).sum::<u32>();
    (same, all(one).max(all(two)))
}

/// A hash of several.
pub(super) fn hash_of(parts: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}
