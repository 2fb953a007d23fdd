//! Which figures of two documents may be one fact: found by an index of the words around them and of their values, never by trying all pairs.

use super::extract::{Extract, Figure};
use super::frame::hash_of;
use crate::claims::words::hash;
use crate::claims::Pair;
use crate::pool;
use rustc_hash::{FxHashMap, FxHashSet};

/// Documents behind one that a figure is compared with, by each key.
const NEXT: usize = 3;
/// A key that stands more often in one document says nothing.
const MOST: usize = 16;
/// A sentence that one document has so often is a form that it fills in.
const FORM: usize = 3;
/// Least likeness of the words around two numbers, in percent.
const LIKE: u32 = 40;
/// The same for the nearest words, where a neighbour is paired already.
const NEAR: u32 = 45;
/// Digits of a value that hardly two facts share; of one that is worth looking for; by which rounded values are found.
const LONG: usize = 4;
const WORTH: usize = 3;
/// Names beside a number by which its like is looked for; how many must be shared where nothing else speaks for a pair.
const NAMES: usize = 6;
pub(super) const SHARED_NAMES: usize = 2;
/// Telling words that a value of three digits must share.
pub(super) const MORE_WORDS: usize = 3;
/// Digits of a value that is one fact whatever stands around it.
pub(super) const ALONE: usize = 6;
/// Figures on each side that speak for a pair.
const NEIGHBOURS: usize = 4;
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
    /// The same for the nearest words alone.
    pub near: u32,
    /// How many telling words they share.
    pub shared: usize,
    /// How many figures beside one are paired with equal figures beside the other.
    pub support: usize,
    /// True where the written values are the same.
    pub equal: bool,
    /// True where one of them has a better partner: a value that is told several times.
    pub again: bool,
    /// True where one of them has another figure in the other document that it is as like: a sentence of a form that both fill in many times.
    pub has_rival: bool,
}

/// Pairs the figures; each has one partner at most in another document.
pub(super) fn pairs(extracts: &[&Extract]) -> Vec<Paired> {
    let files: Vec<usize> = (0..extracts.len()).collect();
    let keys: Vec<Vec<Vec<u64>>> = pool::map(&files, 0, |&file| extracts[file].figures.iter().map(|figure| keys(extracts[file], figure)).collect());
    let mut index: FxHashMap<u64, Vec<At>> = FxHashMap::default();
    for (file, of_figures) in keys.iter().enumerate() {
        for (at, keys) in of_figures.iter().enumerate() {
            keys.iter().for_each(|key| index.entry(*key).or_default().push((file, at)));
        }
    }
    let mut candidates: Vec<Paired> = pool::map(&files, 0, |&file| with_next(extracts, file, &keys[file], &index)).into_iter().flatten().collect();
    let anchors = settle(candidates.clone());
    candidates.extend(beside(extracts, &anchors));
    let mut pairs = settle(candidates.clone());
    support(&mut pairs);
    rivals(&mut pairs, &candidates);
    // The places of a key are in the order of the documents.
    let in_document = |places: &[At], file: usize| places.partition_point(|p| p.0 <= file) - places.partition_point(|p| p.0 < file);
    let of_form = |at: At| keys[at.0][at.1].first().and_then(|key| index.get(key)).is_some_and(|places| in_document(places, at.0) >= FORM);
    pairs.iter_mut().filter(|p| !p.equal).for_each(|p| p.has_rival |= of_form(p.one) && of_form(p.two));
    pairs.extend(told_again(extracts, candidates, &pairs));
    pairs
}

/// The candidates for the figures of one document in the next few documents that share a key.
fn with_next(extracts: &[&Extract], file: usize, keys: &[Vec<u64>], index: &FxHashMap<u64, Vec<At>>) -> Vec<Paired> {
    let mut out = Vec::new();
    let mut tried: FxHashSet<At> = FxHashSet::default();
    for (at, figure) in extracts[file].figures.iter().enumerate() {
        tried.clear();
        for key in &keys[at] {
            let places = index.get(key).map_or(&[][..], Vec::as_slice);
            let behind = &places[places.partition_point(|p| p.0 <= file)..];
            for group in behind.chunk_by(|a, b| a.0 == b.0).take(NEXT).filter(|group| group.len() <= MOST) {
                for &other in group.iter().filter(|&&other| tried.insert(other)) {
                    out.extend(paired((file, at), figure, other, &extracts[other.0].figures[other.1]));
                }
            }
        }
    }
    out
}

/// Marks the pairs of figures that differ, where another figure is as good a partner.
fn rivals(pairs: &mut [Paired], candidates: &[Paired]) {
    let mut chosen: FxHashMap<(At, usize), usize> = FxHashMap::default();
    for (n, pair) in pairs.iter().enumerate().filter(|(_, p)| !p.equal) {
        chosen.insert((pair.one, pair.two.0), n);
        chosen.insert((pair.two, pair.one.0), n);
    }
    for other in candidates.iter().filter(|c| !c.equal) {
        for key in [(other.one, other.two.0), (other.two, other.one.0)] {
            if let Some(pair) = chosen.get(&key).and_then(|&n| pairs.get_mut(n)) {
                pair.has_rival |= (pair.one, pair.two) != (other.one, other.two) && other.like >= pair.like;
            }
        }
    }
}

/// Long values that one document tells several times are one fact at each place.
fn told_again(extracts: &[&Extract], candidates: Vec<Paired>, pairs: &[Paired]) -> Vec<Paired> {
    let known: FxHashSet<(At, At)> = pairs.iter().map(|p| (p.one, p.two)).collect();
    // A shorter value needs more words.
    let long = |p: &Paired| {
        let digits = [p.one, p.two].iter().map(|at| extracts[at.0].figures[at.1].digits).min().unwrap_or(0);
        digits >= LONG || digits >= WORTH && p.shared >= MORE_WORDS
    };
    let mut again: Vec<Paired> = candidates
        .into_iter()
        .filter(|p| p.equal && (p.shared >= 2 || p.shared == 1 && p.near >= NEAR) && long(p) && !known.contains(&(p.one, p.two)))
        .collect();
    again.iter_mut().for_each(|p| p.again = true);
    again
}

/// Figures beside an equal pair, where nothing but the words nearest to them agrees.
fn beside(extracts: &[&Extract], anchors: &[Paired]) -> Vec<Paired> {
    let known: FxHashSet<(At, At)> = anchors.iter().map(|p| (p.one, p.two)).collect();
    let mut out = Vec::new();
    for anchor in anchors.iter().filter(|p| p.equal) {
        for (n, m) in [(1, 1), (2, 2), (1, 2), (2, 1)] {
            let before = (anchor.one.1.checked_sub(n), anchor.two.1.checked_sub(m));
            let after = (Some(anchor.one.1 + n), Some(anchor.two.1 + m));
            for (one, two) in [before, after].into_iter().filter_map(|(one, two)| one.zip(two)) {
                let (one, two) = ((anchor.one.0, one), (anchor.two.0, two));
                let figures = extracts[one.0].figures.get(one.1).zip(extracts[two.0].figures.get(two.1));
                let Some((a, b)) = figures.filter(|_| !known.contains(&(one, two))) else { continue };
                let near = comparable(a, b) && a.frame.nearness(&b.frame) >= NEAR;
                out.extend(near.then(|| measured(one, a, two, b)));
            }
        }
    }
    out
}

/// Counts for each pair the neighbours that are paired and equal, in the same order.
fn support(pairs: &mut [Paired]) {
    let equal: FxHashMap<(At, usize), usize> = pairs.iter().filter(|p| p.equal).map(|p| ((p.one, p.two.0), p.two.1)).collect();
    for pair in pairs {
        let (one, two) = (pair.one, pair.two);
        let agrees = |at: usize, before: bool| {
            let other = equal.get(&((one.0, at), two.0));
            other.is_some_and(|&other| (other < two.1) == before && other != two.1 && other.abs_diff(two.1) <= NEIGHBOURS + 2)
        };
        let before = (one.1.saturating_sub(NEIGHBOURS)..one.1).filter(|&at| agrees(at, true)).count();
        pair.support = before + (one.1 + 1..=one.1 + NEIGHBOURS).filter(|&at| agrees(at, false)).count();
    }
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

/// Only the whole of N/M is compared with a whole, a change with a change.
pub(super) fn comparable(a: &Figure, b: &Figure) -> bool {
    a.class() == b.class() && a.is_base() == b.is_base() && a.is_change() == b.is_change()
}

/// True where two values may have been rounded from one.
pub(super) fn agree(a: &Figure, b: &Figure) -> bool {
    let exact = a.quantity.base().is_some_and(|value| Some(value) == b.quantity.base());
    let ranges = a.quantity.interval().zip(b.quantity.interval()).filter(|_| a.is_plain() && b.is_plain());
    exact || ranges.is_some_and(|(x, y)| y.hi.is_some_and(|hi| x.lo < hi) && x.hi.is_some_and(|hi| y.lo < hi))
}

fn measured(one: At, a: &Figure, two: At, b: &Figure) -> Paired {
    let equal = agree(a, b);
    let frame = &a.frame;
    Paired {
        one,
        two,
        like: frame.likeness(&b.frame),
        near: frame.nearness(&b.frame),
        shared: frame.shared(&b.frame),
        support: 0,
        equal,
        again: false,
        has_rival: false,
    }
}

fn paired(one: At, a: &Figure, two: At, b: &Figure) -> Option<Paired> {
    if !comparable(a, b) {
        return None;
    }
    let pair = measured(one, a, two, b);
    let digits = a.digits.min(b.digits);
    let named = || pair.shared > SHARED_NAMES && a.frame.shared_names(&b.frame) >= SHARED_NAMES;
    let by_value =
        digits >= ALONE && pair.equal || digits >= LONG && pair.shared >= 1 || digits >= WORTH && pair.shared >= 2 || digits > 1 && pair.equal && named();
    (pair.like >= LIKE || by_value).then_some(pair)
}

/// The words around a figure, its value where it is a long one, and N with M.
fn keys(extract: &Extract, figure: &Figure) -> Vec<u64> {
    let class = figure.class();
    let mut keys = figure.frame.keys(class);
    let hashed = |figure: &Figure| figure.quantity.base().map(|v| hash(&v.normalize().to_string()));
    if let Some(value) = hashed(figure) {
        if figure.digits >= WORTH {
            keys.push(hash_of(&[class, value]));
            keys.extend(rounded(figure).map(|rounded| hash_of(&[class, 7, rounded])));
        }
        if figure.digits > 1 {
            keys.extend(figure.frame.names.iter().take(NAMES).map(|name| hash_of(&[class, 11, value, name.1])));
        }
        if let Some(Pair::Of(base)) = figure.pair {
            let other = extract.figures.get(base).and_then(hashed).unwrap_or(0);
            keys.push(hash_of(&[class, value, other]));
        }
    }
    keys
}

/// The first digits of a value with its size: `54,2 tỷ` and `54,243 tỷ` share them.
fn rounded(figure: &Figure) -> Option<u64> {
    let value = figure.quantity.base()?.round_sf(3)?;
    Some(hash(&value.normalize().to_string()))
}
