//! Which figure of the earlier version is which of the later one: pieces that are the same, then those that differ in figures alone, then words
//! within what is left, then pieces that have moved.

use super::tokens::{hash_of, Token, Tokens};
use rustc_hash::FxHashMap;
use similar::{capture_diff_slices_deadline, Algorithm, DiffOp};
use std::ops::Range;
use std::time::{Duration, Instant};

/// Texts that have nothing in common are slow to align; what is not done by then stays unaligned.
const PATIENCE: Duration = Duration::from_secs(10);
/// Words on each side of a figure that may show that it is the same one.
const AROUND: usize = 3;
/// How many of them must.
const ALIKE: usize = 2;
/// A piece that has moved is known again by at least as many words.
const KNOWN_AGAIN: usize = 4;

/// For each figure of the earlier version its partner in the later one.
pub(super) fn partners(old: &Tokens, new: &Tokens) -> Vec<Option<usize>> {
    let mut aligner = Aligner { old, new, partner: vec![None; old.list.len()], taken: vec![false; new.list.len()], until: Instant::now() + PATIENCE };
    aligner.align();
    let mut out = vec![None; old.figures];
    for (before, after) in aligner.partner.iter().enumerate() {
        let figures = old.list[before].figure.zip(after.and_then(|after| new.list[after].figure));
        if let Some((one, two)) = figures {
            out[one] = Some(two);
        }
    }
    out
}

/// What the two sides of a diff share, and what lies between that.
#[derive(Default)]
struct Diff {
    equal: Vec<(usize, usize, usize)>,
    gaps: Vec<(Range<usize>, Range<usize>)>,
}

struct Aligner<'a> {
    old: &'a Tokens,
    new: &'a Tokens,
    /// The partner of each token of the earlier version.
    partner: Vec<Option<usize>>,
    /// Which tokens of the later version have one.
    taken: Vec<bool>,
    until: Instant,
}

impl Aligner<'_> {
    fn align(&mut self) {
        let (old, new) = (self.old, self.new);
        let all = (0..old.pieces.len(), 0..new.pieces.len());
        for gap in self.pieces(all, |t| t.exact) {
            for (before, after) in self.pieces(gap, |t| t.masked) {
                let tokens = |pieces: &[Range<usize>]| pieces.first().map_or(0, |p| p.start)..pieces.last().map_or(0, |p| p.end);
                self.words(tokens(&old.pieces[before]), tokens(&new.pieces[after]));
            }
        }
        self.moved();
        self.told_elsewhere();
    }

    fn pair(&mut self, before: usize, after: usize, length: usize) {
        for n in 0..length {
            self.partner[before + n] = Some(after + n);
            self.taken[after + n] = true;
        }
    }

    /// Pairs the tokens of pieces that have one key, and gives what lies between these pieces.
    fn pieces(&mut self, (before, after): (Range<usize>, Range<usize>), key: fn(&Token) -> u64) -> Vec<(Range<usize>, Range<usize>)> {
        let (old, new) = (self.old, self.new);
        let keys = |tokens: &Tokens, pieces: &Range<usize>| -> Vec<u64> {
            tokens.pieces[pieces.clone()].iter().map(|p| hash_of(tokens.list[p.clone()].iter().map(key))).collect()
        };
        let found = self.diff(&keys(old, &before), &keys(new, &after));
        for &(one, two, length) in &found.equal {
            for n in 0..length {
                let (one, two) = (&old.pieces[before.start + one + n], &new.pieces[after.start + two + n]);
                self.pair(one.start, two.start, one.len().min(two.len()));
            }
        }
        found.gaps.into_iter().map(|(one, two)| (shifted(one, before.start), shifted(two, after.start))).collect()
    }

    /// Pairs equal words, then figures between them.
    fn words(&mut self, before: Range<usize>, after: Range<usize>) {
        let (old, new) = (self.old, self.new);
        let keys = |tokens: &Tokens, range: &Range<usize>, key: fn(&Token) -> u64| -> Vec<u64> { tokens.list[range.clone()].iter().map(key).collect() };
        let exact = self.diff(&keys(old, &before, |t| t.exact), &keys(new, &after, |t| t.exact));
        exact.equal.iter().for_each(|&(one, two, length)| self.pair(before.start + one, after.start + two, length));
        for (one, two) in exact.gaps {
            let (one, two) = (shifted(one, before.start), shifted(two, after.start));
            let masked = self.diff(&keys(old, &one, |t| t.masked), &keys(new, &two, |t| t.masked));
            let places = masked.equal.iter().flat_map(|&(x, y, length)| (0..length).map(move |n| (x + n, y + n)));
            for (x, y) in places.map(|(x, y)| (one.start + x, two.start + y)).collect::<Vec<_>>() {
                if old.list[x].figure.is_some() && self.stand_alike(x, y) {
                    self.pair(x, y, 1);
                }
            }
        }
        // A figure of one or two digits stands in many places: without words around it that are paired too it is left alone.
        let chance = |x: &usize| old.list[*x].is_short && self.partner[*x].is_some_and(|y| self.alike(*x, y) == 0);
        for x in before.clone().filter(chance).collect::<Vec<_>>() {
            self.partner[x].take().into_iter().for_each(|y| self.taken[y] = false);
        }
    }

    /// True where the words around two figures show that they are one: those right beside them on both sides, or on one side with more of them.
    fn stand_alike(&self, x: usize, y: usize) -> bool {
        let beside = |x: Option<usize>, y: Option<usize>| x.zip(y).is_some_and(|(x, y)| self.partner.get(x).copied().flatten() == Some(y));
        let (before, after) = (beside(x.checked_sub(1), y.checked_sub(1)), beside(Some(x + 1), Some(y + 1)));
        before && after || (before || after) && self.alike(x, y) >= ALIKE
    }

    /// How many tokens around the one have their partner around the other.
    fn alike(&self, x: usize, y: usize) -> usize {
        let near = |partner: usize, before: bool| partner.abs_diff(y) <= AROUND + 1 && partner != y && (partner < y) == before;
        let has = |x: usize, before: bool| self.partner.get(x).copied().flatten().is_some_and(|partner| near(partner, before));
        (x.saturating_sub(AROUND)..x).filter(|&x| has(x, true)).count() + (x + 1..=x + AROUND).filter(|&x| has(x, false)).count()
    }

    /// Pieces that stand once in what is left of each version, figures aside, are one piece that has moved.
    fn moved(&mut self) {
        let (old, new) = (self.old, self.new);
        let is_left = |piece: &Range<usize>, is_free: &dyn Fn(usize) -> bool| piece.len() >= KNOWN_AGAIN && piece.clone().all(is_free);
        let left_old = old.pieces.iter().filter(|p| is_left(p, &|at| self.partner[at].is_none()));
        let left_new = new.pieces.iter().filter(|p| is_left(p, &|at| !self.taken[at]));
        let key = |tokens: &Tokens, piece: &Range<usize>| hash_of(tokens.list[piece.clone()].iter().map(|t| t.masked));
        let once_old = once(left_old.map(|p| (key(old, p), p)));
        let once_new = once(left_new.map(|p| (key(new, p), p)));
        let both: Vec<_> = once_old.iter().filter_map(|(key, &one)| Some((one?, (*once_new.get(key)?)?))).collect();
        for (one, two) in both {
            self.pair(one.start, two.start, one.len().min(two.len()));
        }
    }

    /// Long figures that stand once in what is left of each version are one figure in other words.
    fn told_elsewhere(&mut self) {
        let is_long = |t: &Token| t.figure.is_some() && !t.is_short;
        let left_old = self.old.list.iter().enumerate().filter(|(at, t)| is_long(t) && self.partner[*at].is_none());
        let left_new = self.new.list.iter().enumerate().filter(|(at, t)| is_long(t) && !self.taken[*at]);
        let once_old = once(left_old.map(|(at, t)| (t.exact, at)));
        let once_new = once(left_new.map(|(at, t)| (t.exact, at)));
        let both: Vec<_> = once_old.iter().filter_map(|(key, &one)| Some((one?, (*once_new.get(key)?)?))).collect();
        both.into_iter().for_each(|(one, two)| self.pair(one, two, 1));
    }

    fn diff(&self, old: &[u64], new: &[u64]) -> Diff {
        let mut out = Diff::default();
        let (mut x, mut y) = (0, 0);
        let gap = |one: Range<usize>, two: Range<usize>, gaps: &mut Vec<_>| {
            // What has nothing on the other side has no partner there.
            if !one.is_empty() && !two.is_empty() {
                gaps.push((one, two));
            }
        };
        for op in capture_diff_slices_deadline(Algorithm::Myers, old, new, Some(self.until)) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                gap(x..old_index, y..new_index, &mut out.gaps);
                out.equal.push((old_index, new_index, len));
                (x, y) = (old_index + len, new_index + len);
            }
        }
        gap(x..old.len(), y..new.len(), &mut out.gaps);
        out
    }
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// What stands once, by its key; nothing for a key that stands several times.
fn once<T>(all: impl Iterator<Item = (u64, T)>) -> FxHashMap<u64, Option<T>> {
    let mut out: FxHashMap<u64, Option<T>> = FxHashMap::default();
    for (key, value) in all {
        out.entry(key).and_modify(|known| *known = None).or_insert(Some(value));
    }
    out
}
