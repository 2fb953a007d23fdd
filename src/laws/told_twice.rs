//! A fact that two sentences tell in nearly the same words, in any order: `cấp 65 giấy phép xây dựng`, `số giấy phép xây dựng đã cấp là 65`.
//!
//! Figures whose clauses are likest each other make a group, each of which is held against the others. What their sentences say of names and
//! of the time may forbid that they are one.

use super::bags::{self, Clause};
use crate::claims::vicinity::{Conflict, Vicinity};
use crate::claims::{ClaimId, Claims};
use crate::document::{Document, Kind};
use crate::facts::period::{self, Period};
use crate::lexicon::Lexicon;
use crate::quantity::Measure;
use crate::relations::evidence::Feature;
use crate::relations::Relation;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// How alike two clauses have to be: twice what they share by what both have.
const ALIKE: f32 = 0.5;
const MOSTLY: f32 = 0.65;
const NEARLY: f32 = 0.8;
const WHOLLY: f32 = 0.95;
/// How much liker the likest may be than one that is held against a clause too, and how much liker that has to be than others.
const AHEAD: f32 = 0.1;
/// Clauses that one is held against.
const LIKEST: usize = 6;
/// A word of more clauses of one unit than these tells nothing that is worth the search.
const COMMON: usize = 150;
/// Groups of more figures are frames, which stand once for each place or year.
const FRAME: usize = 6;
/// Words before the first figure of a paragraph that its beginning may have.
const OPENING: usize = 12;

/// Proposes for each figure the earlier ones of its group. Of two sentences only one of which has a word of `plan` one tells the plan, the other the result.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, (clauses, plan): (&[Clause], &[String]), out: &mut Vec<Relation>) {
    let alike = Alike::of(claims, clauses);
    let mut times: Vec<Option<Period>> = vec![None; clauses.len()];
    for &(later, earlier, how) in &alike.pairs {
        let (id, other) = (clauses[later].id, clauses[earlier].id);
        let (among, list) = (alike.size(later), listed(document, claims, id, other));
        if list == "siblings" {
            continue;
        }
        let [a, b] = [later, earlier].map(|at| *times[at].get_or_insert_with(|| time(document, claims, lexicon, clauses[at].id)));
        let time = compared(a, b);
        if among > FRAME && time != "same" {
            continue;
        }
        let around = [id, other].map(|id| Vicinity::of(document, claims, lexicon, id));
        let names = match around[0].conflict(&around[1]) {
            Conflict::None => "same",
            Conflict::OneSilent => "one-silent",
            Conflict::Differ => continue,
        };
        let [a, b] = around.map(|around| around.sentence()).map(|text| plan.iter().any(|cue| text.contains(cue.as_str())));
        if a != b {
            continue;
        }
        let words = match clauses[later].words.len().min(clauses[earlier].words.len()) {
            ..=4 => "3",
            5..=7 => "5",
            _ => "8",
        };
        let told = match how {
            a if a >= WHOLLY => "wholly",
            a if a >= NEARLY => "nearly",
            a if a >= MOSTLY => "mostly",
            _ => "half",
        };
        let among = match among {
            2 => "2",
            3 => "3",
            4..=FRAME => "4",
            _ => "many",
        };
        let ahead = alike.ahead((later, earlier, how));
        let said = [("told-twice", told), ("told-ahead", ahead), ("told-names", names), ("told-time", time), ("told-list", list), ("told-among", among)];
        let more = [("told-opens", opens(document, claims, id, other)), ("told-words", words)];
        let features = said.into_iter().chain(more).map(|(family, value)| Feature(family, value));
        out.push(super::same(claims, id, other, "told-twice", features).kin(super::kin(&("told-twice", alike.group(later)))));
    }
}

/// Which clauses are alike.
struct Alike {
    /// The likest of each clause with how alike they are, the likest first.
    likest: Vec<Vec<(usize, f32)>>,
    /// Two that are likest each other, the later one first.
    pairs: Vec<(usize, usize, f32)>,
    /// Another one of the group, towards its first.
    towards: Vec<usize>,
    /// Members of the group that begins with a clause.
    sizes: Vec<usize>,
}

impl Alike {
    fn of(claims: &Claims, clauses: &[Clause]) -> Alike {
        let likest = likest(claims, clauses);
        let best = |at: usize| likest[at].first().map_or(0.0, |l| l.1);
        let are_likest = |at: usize, other: usize, how: f32| best(at) - how <= AHEAD && best(other) - how <= AHEAD && likest[other].iter().any(|l| l.0 == at);
        let of = |at: usize| likest[at].iter().map(move |&(other, how)| (at, other, how));
        let pairs: Vec<_> = (0..clauses.len()).flat_map(of).filter(|&(at, other, how)| other < at && are_likest(at, other, how)).collect();
        let mut out = Alike { likest: Vec::new(), pairs, towards: (0..clauses.len()).collect(), sizes: vec![0; clauses.len()] };
        for &(later, earlier, _) in &out.pairs {
            let (a, b) = (first(&out.towards, later), first(&out.towards, earlier));
            out.towards[a.max(b)] = a.min(b);
        }
        (0..clauses.len()).for_each(|at| out.sizes[first(&out.towards, at)] += 1);
        Alike { likest, ..out }
    }

    fn group(&self, at: usize) -> usize {
        first(&self.towards, at)
    }

    fn size(&self, at: usize) -> usize {
        self.sizes[self.group(at)]
    }

    /// Whether both are clearly liker each other than any that is not of their group.
    fn ahead(&self, (later, earlier, how): (usize, usize, f32)) -> &'static str {
        let group = self.group(later);
        let outside = |at: usize| self.likest[at].iter().filter(|l| self.group(l.0) != group).map(|l| l.1).fold(0.0, f32::max);
        match (how - outside(later) > AHEAD, how - outside(earlier) > AHEAD) {
            (true, true) => "both",
            (false, false) => "none",
            _ => "one",
        }
    }
}

/// The first member of a group.
fn first(towards: &[usize], mut at: usize) -> usize {
    while towards[at] != at {
        at = towards[at];
    }
    at
}

/// Where a word has stood among clauses of one unit: how often, and the last link of the list of them.
#[derive(Clone, Copy, Default)]
struct Met {
    times: usize,
    last: Option<usize>,
}

/// The words of all clauses by number: each is looked up once.
struct Weighed {
    words: Vec<u32>,
    /// Where the words of each clause end.
    ends: Vec<usize>,
    /// The weight of each word, and of all words of each clause.
    weights: Vec<f32>,
    sums: Vec<f32>,
}

impl Weighed {
    fn of(clauses: &[Clause]) -> Weighed {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut out = Weighed { words: Vec::new(), ends: Vec::with_capacity(clauses.len()), weights: Vec::new(), sums: Vec::new() };
        for clause in clauses {
            for word in &clause.words {
                let number = *numbers.entry(word).or_insert(out.weights.len() as u32);
                if number as usize == out.weights.len() {
                    out.weights.push(0.0);
                }
                out.weights[number as usize] += 1.0;
                out.words.push(number);
            }
            out.ends.push(out.words.len());
        }
        bags::weigh(out.weights.iter_mut(), clauses.len());
        out.sums = (0..clauses.len()).map(|at| out.of_clause(at).iter().map(|word| out.weights[*word as usize]).sum()).collect();
        out
    }

    fn of_clause(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[at]]
    }
}

/// For each clause the likest ones of its unit in other paragraphs.
fn likest(claims: &Claims, clauses: &[Clause]) -> Vec<Vec<(usize, f32)>> {
    let words = Weighed::of(clauses);
    let mut of_word: FxHashMap<u64, Met> = FxHashMap::default();
    let mut links: Vec<(usize, Option<usize>)> = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    let mut shared = vec![0.0f32; clauses.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut out = vec![Vec::new(); clauses.len()];
    for (at, clause) in clauses.iter().enumerate() {
        let own = &claims.list[clause.id];
        let Some(unit) = unit(&own.quantity.measure) else { continue };
        let unit = units.iter().position(|known| *known == unit).unwrap_or_else(|| {
            units.push(unit);
            units.len() - 1
        });
        for &word in words.of_clause(at) {
            let met = of_word.entry((unit as u64) << 32 | u64::from(word)).or_default();
            if met.times > COMMON {
                continue;
            }
            let weight = words.weights[word as usize];
            let mut next = met.last;
            while let Some((other, before)) = next.map(|link| links[link]) {
                if shared[other] == 0.0 {
                    touched.push(other);
                }
                shared[other] += weight;
                next = before;
            }
            links.push((at, met.last));
            *met = Met { times: met.times + 1, last: Some(links.len() - 1) };
        }
        for other in touched.drain(..) {
            let how = 2.0 * std::mem::take(&mut shared[other]) / (words.sums[at] + words.sums[other]);
            if how >= ALIKE && claims.list[clauses[other].id].block != own.block {
                out[at].push((other, how));
                out[other].push((at, how));
            }
        }
    }
    for likest in &mut out {
        likest.sort_by(|a: &(usize, f32), b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        likest.truncate(LIKEST);
    }
    out
}

/// What figures are compared by: what is counted has many names.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Unit<'a> {
    Percent,
    Count,
    Named(&'a str),
}

fn unit(measure: &Measure) -> Option<Unit<'_>> {
    match measure {
        Measure::Bare => None,
        Measure::Percent => Some(Unit::Percent),
        Measure::Count(_) => Some(Unit::Count),
        Measure::Unit(name) => Some(Unit::Named(name)),
    }
}

/// The time that a sentence names: the last one before the figure, else the last behind it.
fn time(document: &Document, claims: &Claims, lexicon: &Lexicon, id: ClaimId) -> Period {
    let claim = &claims.list[id];
    let (start, end) = (claims.sentence_start(document, claim.block, claim.span.start), claims.sentence_end(document, claim.block, claim.span.end));
    let last = |from: usize, to: usize| period::last_in(document, claims, lexicon, Span::new(from, to));
    last(start, claim.span.start).or(last(claim.span.end, end))
}

fn compared(a: Period, b: Period) -> &'static str {
    match (a.is_unknown(), b.is_unknown()) {
        (true, true) => "silent",
        (false, false) if a == b => "same",
        (false, false) => "differ",
        _ => "one-silent",
    }
}

/// Where both stand in lists: items of one are different things however alike their words are.
fn listed(document: &Document, claims: &Claims, id: ClaimId, other: ClaimId) -> &'static str {
    let [a, b] = [id, other].map(|id| &document.blocks[claims.list[id].block]);
    match [a, b].map(|block| matches!(block.kind, Kind::Bullet(_))) {
        _ if a.parent().is_some() && a.parent() == b.parent() => "siblings",
        [true, true] => "both",
        [false, false] => "none",
        _ => "one",
    }
}

/// Whether both are told in the words that their paragraphs begin with, as lines of one frame under two headings are.
fn opens(document: &Document, claims: &Claims, id: ClaimId, other: ClaimId) -> &'static str {
    let is_first = |id: ClaimId| {
        let claim = &claims.list[id];
        let before = Span::new(document.blocks[claim.block].span.start, claim.span.start);
        claims.of_block(claim.block).next() == Some(id) && claims.words.pieces(before).count() < OPENING
    };
    match [id, other].map(is_first) {
        [true, true] => "both",
        [false, false] => "none",
        _ => "one",
    }
}
