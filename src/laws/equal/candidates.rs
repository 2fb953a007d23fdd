//! Where else a figure may be told: the places that share its rarest words.

use crate::claims::{ClaimId, Claims, Pair};
use crate::facts::words::WordId;
use crate::facts::{agree, Agreement, Fact, Facts, Place};

/// Places of one word that are looked at.
const PLACES_OF_A_WORD: usize = 240;
/// Places that are looked at for one figure, by its rarest words first.
const LOOKED_AT: usize = 1500;
/// Places that are weighed for one figure.
const WEIGHED: usize = 48;

/// A place that may tell the same figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The figure there.
    pub id: ClaimId,
    /// How much the words of both are alike: shared weight in all weight, in the lighter one, and of headings and words together.
    pub jaccard: f32,
    pub contained: f32,
    pub above: f32,
    /// The weight of the shared words.
    pub shared: f32,
    /// The weight of the words that only one side has, on the side with less of them.
    pub own: f32,
    /// All of it together.
    pub score: f32,
}

/// Finds candidates through an index from words to figures.
pub(super) struct Finder<'a> {
    claims: &'a Claims,
    facts: &'a Facts,
    /// How much each word tells.
    weight: Vec<f32>,
    /// The figures that have a word near them.
    places: Vec<Vec<u32>>,
    /// Shared weight by figure, kept between questions.
    sums: Vec<f32>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(claims: &'a Claims, facts: &'a Facts) -> Finder<'a> {
        let words = facts.vocabulary.len();
        let weight = (0..words).map(|w| telling(facts.vocabulary.spread(WordId::try_from(w).unwrap_or(0)))).collect();
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); words];
        for (id, fact) in facts.list.iter().enumerate() {
            for &word in near(fact) {
                places[word as usize].push(u32::try_from(id).unwrap_or(u32::MAX));
            }
        }
        Finder { claims, facts, weight, places, sums: vec![0.0; facts.list.len()] }
    }

    /// The best candidates of a figure, best first.
    pub(super) fn candidates(&mut self, id: ClaimId) -> Vec<Candidate> {
        let fact = &self.facts.list[id];
        let mut words: Vec<WordId> = near(fact).iter().copied().filter(|&w| self.places[w as usize].len() <= PLACES_OF_A_WORD).collect();
        words.sort_by_key(|&w| self.places[w as usize].len());
        let mut touched: Vec<u32> = Vec::new();
        let mut looked = 0;
        for word in words {
            let places = &self.places[word as usize];
            looked += places.len();
            if looked > LOOKED_AT && !touched.is_empty() {
                break;
            }
            for &other in places {
                let sum = &mut self.sums[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += self.weight[word as usize];
            }
        }
        let mut found: Vec<(f32, u32)> = touched.iter().map(|&other| (std::mem::take(&mut self.sums[other as usize]), other)).collect();
        found.retain(|&(_, other)| self.may_be_one(id, other as usize));
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // Half of them in tables, half in sentences, where there are so many.
        let in_table = |f: &(f32, u32)| matches!(self.facts.list[f.1 as usize].place, Place::Cell(..));
        let (mut cells, mut texts): (Vec<_>, Vec<_>) = found.into_iter().partition(in_table);
        cells.truncate(WEIGHED / 2);
        texts.truncate(WEIGHED / 2);
        let found = cells.into_iter().chain(texts);
        let mut out: Vec<Candidate> = found.map(|(_, other)| self.weigh(id, other as usize)).collect();
        out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        out
    }

    /// Nothing forbids that both tell the same.
    fn may_be_one(&self, id: ClaimId, other: ClaimId) -> bool {
        let (a, b) = (&self.claims.list[id], &self.claims.list[other]);
        let tables = |p: Place| match p {
            Place::Cell(table, ..) => Some(table),
            _ => None,
        };
        let (x, y) = (&self.facts.list[id], &self.facts.list[other]);
        let one_table = tables(x.place).is_some() && tables(x.place) == tables(y.place);
        let halves = matches!(a.pair, Some(Pair::Of(m) | Pair::Base(m)) if m == other);
        let change = a.is_change() != b.is_change() || a.is_change() && a.role != b.role;
        id != other
            && !one_table
            && !halves
            && !change
            && !b.quantity.number.is_malformed()
            && !matches!(agree(&x.key, &y.key), Agreement::Differs(_))
            && a.sentence != b.sentence
    }

    fn weigh(&self, id: ClaimId, other: ClaimId) -> Candidate {
        let (a, b) = (&self.facts.list[id], &self.facts.list[other]);
        let (shared, left, right) = self.overlap(near(a), near(b));
        let (around, left_above, right_above) = self.overlap(&a.above, &b.above);
        let jaccard = shared / (left + right - shared).max(0.1);
        let contained = shared / left.min(right).max(0.1);
        let above = (shared + around) / (left + right + left_above + right_above - shared - around).max(0.1);
        let names = i8::from(!a.names.is_empty() && !b.names.is_empty());
        let common = a.names.iter().any(|n| b.names.contains(n));
        let years = matches!((a.key.period.value(), b.key.period.value()), (Some(x), Some(y)) if x.differs(y));
        let mut score = jaccard + 0.5 * above + 0.5 * contained;
        score -= if names == 1 && !common { 0.4 } else { 0.0 };
        score += if common { 0.15 } else { 0.0 };
        score -= if years { 0.3 } else { 0.0 };
        score -= if a.key.scenario != b.key.scenario { 0.1 } else { 0.0 };
        score -= if a.qualifiers == b.qualifiers { 0.0 } else { 0.2 };
        score -= if self.claims.list[id].quantity.measure == self.claims.list[other].quantity.measure { 0.0 } else { 0.1 };
        let own = left.min(right) - shared;
        Candidate { id: other, jaccard, contained, above, shared, own, score }
    }

    /// The weight of the shared words, and of each side.
    fn overlap(&self, a: &[WordId], b: &[WordId]) -> (f32, f32, f32) {
        let sum = |words: &[WordId]| words.iter().map(|&w| self.weight[w as usize]).sum::<f32>();
        let (mut at, mut shared) = (0, 0.0);
        for &word in a {
            while b.get(at).is_some_and(|&w| w < word) {
                at += 1;
            }
            if b.get(at) == Some(&word) {
                shared += self.weight[word as usize];
            }
        }
        (shared, sum(a), sum(b))
    }
}

/// The words near a figure.
pub(super) fn near(fact: &Fact) -> &[WordId] {
    fact.key.attribute.value().map_or(&[], Vec::as_slice)
}

/// A word tells the more the fewer blocks have it.
fn telling((blocks, of): (u32, u32)) -> f32 {
    (1.0 + of as f32 / (1.0 + blocks as f32)).ln()
}
