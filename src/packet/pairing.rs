//! Which figures of two documents may be one fact: found by an index of the words around them and of their values, never by trying all pairs.

use super::extract::{Extract, Figure};
use super::frame::hash_of;
use crate::claims::words::hash;
use crate::claims::Pair;
use rustc_hash::{FxHashMap, FxHashSet};

/// Documents behind one that a figure is compared with, by each key.
const NEXT: usize = 3;
/// A key that stands more often in one document says nothing.
const MOST: usize = 16;
/// Least likeness of the words around two numbers, in percent.
const LIKE: u32 = 40;
/// Digits of a value that hardly two facts share.
const LONG: usize = 4;
/// What an equal value counts besides the words, in percent.
const EQUAL_VALUE: u32 = 25;

/// A figure: its document, and its index there.
pub(super) type At = (usize, usize);

/// Two figures that may be one fact, the first one in the earlier document of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paired {
    pub one: At,
    pub two: At,
    /// How like the words around them are, in percent.
    pub like: u32,
    /// How many telling words they share.
    pub shared: usize,
    /// True where the written values are the same.
    pub equal: bool,
}

/// Pairs the figures; each has one partner at most in another document.
pub(super) fn pairs(extracts: &[&Extract]) -> Vec<Paired> {
    let mut index: FxHashMap<u64, Vec<At>> = FxHashMap::default();
    for (file, extract) in extracts.iter().enumerate() {
        for (at, figure) in extract.figures.iter().enumerate() {
            keys(extract, figure).into_iter().for_each(|key| index.entry(key).or_default().push((file, at)));
        }
    }
    let mut candidates: Vec<Paired> = Vec::new();
    let mut tried: FxHashSet<At> = FxHashSet::default();
    for (file, extract) in extracts.iter().enumerate() {
        for (at, figure) in extract.figures.iter().enumerate() {
            tried.clear();
            for key in keys(extract, figure) {
                let places = index.get(&key).map_or(&[][..], Vec::as_slice);
                let behind = &places[places.partition_point(|p| p.0 <= file)..];
                for group in behind.chunk_by(|a, b| a.0 == b.0).take(NEXT).filter(|group| group.len() <= MOST) {
                    for &other in group.iter().filter(|&&other| tried.insert(other)) {
                        candidates.extend(paired((file, at), figure, other, &extracts[other.0].figures[other.1]));
                    }
                }
            }
        }
    }
    settle(candidates)
}

/// The best partners first; who has one in a document takes no second one there.
fn settle(mut candidates: Vec<Paired>) -> Vec<Paired> {
    let worth = |p: &Paired| p.like + if p.equal { EQUAL_VALUE } else { 0 };
    candidates.sort_by_key(|p| (std::cmp::Reverse(worth(p)), p.one, p.two));
    let mut taken: FxHashSet<(At, usize)> = FxHashSet::default();
    candidates.retain(|p| {
        let free = !taken.contains(&(p.one, p.two.0)) && !taken.contains(&(p.two, p.one.0));
        if free {
            taken.insert((p.one, p.two.0));
            taken.insert((p.two, p.one.0));
        }
        free
    });
    candidates.sort_by_key(|p| (p.one, p.two));
    candidates
}

fn paired(one: At, a: &Figure, two: At, b: &Figure) -> Option<Paired> {
    // Only the whole of N/M is compared with a whole, a change with a change.
    if a.class() != b.class() || a.is_base() != b.is_base() || a.is_change() != b.is_change() {
        return None;
    }
    let equal = a.quantity.base().is_some_and(|value| Some(value) == b.quantity.base());
    let (like, shared) = (a.frame.likeness(&b.frame), a.frame.shared(&b.frame));
    let by_value = equal && a.digits.min(b.digits) >= LONG && shared >= 2;
    (like >= LIKE || by_value).then_some(Paired { one, two, like, shared, equal })
}

/// The words around a figure, its value where it is a long one, and N with M.
fn keys(extract: &Extract, figure: &Figure) -> Vec<u64> {
    let class = figure.class();
    let mut keys = figure.frame.keys(class);
    let hashed = |figure: &Figure| figure.quantity.base().map(|v| hash(&v.normalize().to_string()));
    if let Some(value) = hashed(figure) {
        if figure.digits >= LONG {
            keys.push(hash_of(&[class, value]));
        }
        if let Some(Pair::Of(base)) = figure.pair {
            let other = extract.figures.get(base).and_then(hashed).unwrap_or(0);
            keys.push(hash_of(&[class, value, other]));
        }
    }
    keys
}
