//! The habits of a report: how often readings made by the same template hold and fail elsewhere in it.
//!
//! What shares a number with the judged reading is left out, or a number would vouch for itself.

use super::chance::without_zeros;
use super::features::Feature;
use super::{Outcome, Seen};
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Kind};
use crate::phrases::is_of_word;
use crate::relations::{Form, Relation, TermRole, Verdict};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Members of one template that are looked at on either side: habits are local, and a long report must not cost more a number than a short one.
const NEIGHBOURS: usize = 24;

/// How like another reading has to be to count as made by the same template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Grain {
    /// Rows of one table, shares of one whole: told by the law itself; two passages that tell the same facts.
    Kin,
    /// The same places of the operands and the same word before the number.
    Fine,
    /// The same law, form and words.
    Coarse,
}

const GRAINS: [(Grain, &str); 3] = [(Grain::Kin, "kin"), (Grain::Fine, "fine"), (Grain::Coarse, "coarse")];

/// True for a family of features that tells of the rest of the report.
pub(super) fn is_support(family: &str) -> bool {
    GRAINS.iter().any(|g| g.1 == family)
}

/// One judged reading as a member of its templates.
struct Member {
    /// Its claims, in order, among those of all members.
    claims: Range<usize>,
    /// The whole of a share in prose: its kin are the other shares of it. (In tables a column of hundreds would vouch for any two figures.)
    whole: Option<ClaimId>,
    /// The stated number, hashed.
    value: u64,
    outcome: Option<Outcome>,
    /// How much more its holding says than chance would, from 0 to 1, and the same in bits.
    telling: f64,
    bits_of_chance: f64,
}

/// What came of a member, as far as it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Holding,
    Failing,
    Neither,
}

/// No template.
const NONE: u32 = u32::MAX;

/// All templates of a report with their members.
#[derive(Default)]
pub(super) struct Support {
    members: Vec<Member>,
    claims: Vec<ClaimId>,
    /// The templates of each member, by number.
    templates: Vec<[u32; 3]>,
    /// The members of all templates, one list behind the other, each in order.
    of_template: Vec<u32>,
    /// What is asked of each of them as a neighbour.
    glances: Vec<Glance>,
    /// Where each list begins, and where the last one ends.
    starts: Vec<usize>,
}

impl Support {
    pub fn of(document: &Document, claims: &Claims, judged: &[(Relation, Verdict)], seen: &[Option<Seen>]) -> Support {
        let mut out = Support { members: Vec::with_capacity(judged.len()), templates: Vec::with_capacity(judged.len()), ..Support::default() };
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let tables = columns(document);
        for ((relation, _), seen) in judged.iter().zip(seen) {
            let first = out.claims.len();
            out.claims.extend(std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.claim));
            let own = &mut out.claims[first..];
            own.sort_unstable();
            let mut value = FxHasher::default();
            let number = relation.stated.quantity.as_ref().map_or(Decimal::ZERO, |q| q.number.value);
            (without_zeros(number), number.is_sign_negative()).hash(&mut value);
            let chance = seen.map_or(1.0, |s| s.chance);
            let in_prose = relation.stated.claim.is_some_and(|c| document.blocks[claims.list[c].block].kind != Kind::Cell);
            let whole = relation.terms.iter().find(|t| t.role == TermRole::Whole && relation.form == Form::Share).and_then(|t| t.claim).filter(|_| in_prose);
            let (value, outcome) = (value.finish(), seen.map(|s| s.outcome));
            let bits_of_chance = (-chance.log2()).clamp(0.0, 12.0);
            out.members.push(Member { claims: first..out.claims.len(), whole, value, outcome, telling: 1.0 - chance, bits_of_chance });
            let templates = match (seen, relation.law, relation.form) {
                (None, ..) | (_, Some(_), _) => [None; 3],
                (_, None, Form::Equal) => pair_of_places(document, claims, &tables, relation),
                _ => templates(document, claims, relation),
            };
            out.templates.push(templates.map(|template| {
                let next = u32::try_from(numbers.len()).unwrap_or(NONE);
                template.map_or(NONE, |template| *numbers.entry(template).or_insert(next))
            }));
        }
        out.list_members(numbers.len());
        out
    }

    fn glance(&self, member: &Member) -> Glance {
        let claims = &self.claims[member.claims.clone()];
        let place = |claim: Option<&ClaimId>| claim.and_then(|claim| u32::try_from(*claim).ok()).unwrap_or(0);
        let came = match member.outcome {
            Some(Outcome::Holds) => Came::Holding,
            Some(outcome) if outcome.fails() => Came::Failing,
            _ => Came::Neither,
        };
        let bits = claims.iter().fold(0, |bits, claim| bits | 1 << (claim % 64));
        Glance { bits, first: place(claims.first()), last: place(claims.last()), came }
    }

    /// Lists the members of each template.
    fn list_members(&mut self, templates: usize) {
        let mut starts = vec![0; templates + 1];
        let all = || self.templates.iter().enumerate().flat_map(|(at, own)| own.iter().filter(|own| **own != NONE).map(move |own| (at, *own as usize)));
        all().for_each(|(_, template)| starts[template + 1] += 1);
        for template in 0..templates {
            starts[template + 1] += starts[template];
        }
        let (mut next, mut members) = (starts.clone(), vec![0; starts[templates]]);
        for (at, template) in all() {
            members[next[template]] = u32::try_from(at).unwrap_or(u32::MAX);
            next[template] += 1;
        }
        self.glances = members.iter().map(|&at| self.glance(&self.members[at as usize])).collect();
        (self.of_template, self.starts) = (members, starts);
    }

    /// What the rest of the report says of the templates of a reading.
    pub fn features(&self, at: usize, out: &mut Vec<(Feature, f32)>) {
        for (grain, (_, name)) in GRAINS.iter().enumerate() {
            let template = self.templates[at][grain];
            if template == NONE {
                continue;
            }
            let tally = self.tally(template as usize, at, GRAINS[grain].0 == Grain::Kin);
            out.push((Feature(name, tally.bucket()), 1.0));
            let bits = (tally.bits - 3.0 * tally.fails).clamp(0.0, 40.0) / 10.0;
            out.push((Feature(name, "bits"), bits as f32));
        }
    }

    fn tally(&self, template: usize, at: usize, is_kin: bool) -> Tally {
        let range = self.starts[template]..self.starts[template + 1];
        let members = &self.of_template[range.clone()];
        let here = members.partition_point(|&m| (m as usize) < at);
        let near = here.saturating_sub(NEIGHBOURS)..(here + NEIGHBOURS).min(members.len());
        let (before, glances) = (here - near.start, &self.glances[range][near.clone()]);
        let (mut tally, mut fails) = (Tally::default(), 0u16);
        // A bit for each value tells of most others that they are new.
        let (mut values, mut known, mut bits) = ([0u64; 2 * NEIGHBOURS], 0, 0u64);
        let member = |nth: usize| &self.members[members[near.start + nth] as usize];
        let own = Own::of(self.glances[self.starts[template] + here], self.members[at].whole.filter(|_| is_kin));
        let claims = |member: &Member| &self.claims[member.claims.clone()];
        for (nth, glance) in glances.iter().enumerate() {
            let meets = || own.meets(glance).unwrap_or_else(|| shares_claim(claims(member(nth)), claims(&self.members[at]), own.whole));
            if glance.came == Came::Neither || nth == before || meets() {
                continue;
            }
            if glance.came == Came::Failing {
                fails += 1;
                continue;
            }
            let member = member(nth);
            if bits >> (member.value % 64) & 1 == 0 || !values[..known].contains(&member.value) {
                // A value that repeats says nothing new.
                bits |= 1 << (member.value % 64);
                values[known] = member.value;
                known += 1;
                tally.holds += member.telling;
                tally.bits += member.bits_of_chance;
            }
        }
        tally.fails = fails.into();
        tally
    }
}

/// What is asked of every neighbour of a member: its claims by bits, and between which two they lie.
#[derive(Clone, Copy)]
struct Glance {
    bits: u64,
    first: u32,
    last: u32,
    came: Came,
}

/// So many claims in a row have bits of their own.
const APART: u32 = u64::BITS;

/// The member whose neighbours are asked.
struct Own {
    glance: Glance,
    /// Its bits without that of the whole.
    bits: u64,
    /// The claim that all kin have, which does not count.
    whole: Option<ClaimId>,
}

impl Own {
    fn of(glance: Glance, whole: Option<ClaimId>) -> Own {
        let without = whole.filter(|_| glance.last - glance.first < APART).map_or(glance.bits, |whole| glance.bits & !(1 << (whole % 64)));
        Own { glance, bits: without, whole }
    }

    /// Whether another one shares a claim, where bits tell: always if all claims of both lie near each other.
    #[inline]
    fn meets(&self, other: &Glance) -> Option<bool> {
        let is_near = self.glance.last.max(other.last) - self.glance.first.min(other.first) < APART;
        (self.bits & other.bits == 0 || is_near).then_some(self.bits & other.bits != 0)
    }
}

/// True if two lists in order share a claim; the one that all kin have does not count.
fn shares_claim(one: &[ClaimId], other: &[ClaimId], whole: Option<ClaimId>) -> bool {
    let (mut one, mut other) = (one, other);
    while let ([a, more @ ..], [b, rest @ ..]) = (one, other) {
        if a == b && whole != Some(*a) {
            return true;
        }
        (one, other) = (if a <= b { more } else { one }, if b <= a { rest } else { other });
    }
    false
}

/// How often a template holds and fails.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Net of chance.
    holds: f64,
    fails: f64,
    bits: f64,
}

impl Tally {
    fn bucket(&self) -> &'static str {
        let (h, f) = (self.holds, self.fails);
        match () {
            () if h < 0.3 && f == 0.0 => "none",
            () if h < 0.3 && f >= 3.0 => "fails",
            () if h < 0.3 => "fails-once",
            () if h >= 7.5 && h >= 10.0 * f => "holds-8",
            () if h >= 3.7 && h >= 4.0 * f => "holds-4",
            () if h >= 1.7 && h >= 2.0 * f => "holds-2",
            () if f == 0.0 => "holds-once",
            () if h >= f => "holds-half",
            () => "holds-less",
        }
    }
}

/// The templates of a relation, by grain.
fn templates(document: &Document, claims: &Claims, relation: &Relation) -> [Option<u64>; 3] {
    let mut of_rule = FxHasher::default();
    (&relation.rule, relation.form).hash(&mut of_rule);
    // A share in the sentence of its whole, and one sentences later, when the whole may have changed, are not meant alike.
    let whole = relation.terms.iter().find(|t| t.role == TermRole::Whole).and_then(|t| t.claim);
    let with_whole = whole.zip(relation.stated.claim).map(|(a, b)| claims.list[a].sentence == claims.list[b].sentence);
    let kin = relation.kin.map(|kin| {
        let mut hasher = of_rule.clone();
        (Grain::Kin, kin, with_whole).hash(&mut hasher);
        hasher.finish()
    });
    let mut shape = of_rule;
    (relation.variant, relation.certainty, relation.some_only, relation.may_be_partial, relation.terms.len().min(3)).hash(&mut shape);
    for term in std::iter::once(&relation.stated).chain(relation.terms.iter().take(3)) {
        (term.role, term.claim.map(|c| document.blocks[claims.list[c].block].kind == Kind::Cell)).hash(&mut shape);
    }
    // The finer template is the coarse one and the places.
    let (mut fine, mut coarse) = (shape.clone(), shape);
    Grain::Coarse.hash(&mut coarse);
    Grain::Fine.hash(&mut fine);
    if let Some(stated) = relation.stated.claim {
        for term in relation.terms.iter().take(3).filter_map(|t| t.claim) {
            let gap = term as isize - stated as isize;
            if gap.abs() < 8 { gap } else { 8 * gap.signum() }.hash(&mut fine);
            (claims.list[term].paren.is_some(), claims.list[term].paren == claims.list[stated].paren).hash(&mut fine);
        }
        // The last of all numbers in a bracket closes it.
        let last = relation.terms.iter().filter_map(|t| t.claim).max();
        let closes =
            last.is_some_and(|last| claims.list[last].paren.is_some() && claims.list.get(last + 1).is_none_or(|next| next.paren != claims.list[last].paren));
        closes.hash(&mut fine);
        let claim = &claims.list[stated];
        if document.blocks[claim.block].kind != Kind::Cell {
            last_word(document.folded(claim.label)).hash(&mut fine);
        }
    }
    [kin, Some(fine.finish()), Some(coarse.finish())]
}

/// For each cell its table and column.
fn columns(document: &Document) -> FxHashMap<BlockId, (usize, usize)> {
    let rows = document.tables.iter().enumerate().flat_map(|(table, t)| t.rows.iter().map(move |row| (table, row)));
    rows.flat_map(|(table, row)| row.iter().enumerate().map(move |(column, &cell)| (cell, (table, column)))).collect()
}

/// One fact at two places: both passages or tables; the column of each, or the words right before it and what it measures; coarse: tables and measure.
fn pair_of_places(document: &Document, claims: &Claims, tables: &FxHashMap<BlockId, (usize, usize)>, relation: &Relation) -> [Option<u64>; 3] {
    let ends = std::iter::once(&relation.stated).chain(relation.terms.first());
    let place = |grain: Grain, claim: ClaimId| {
        let mut hasher = FxHasher::default();
        let claim = &claims.list[claim];
        let cell = tables.get(&claim.block).filter(|_| document.blocks[claim.block].kind == Kind::Cell);
        match (grain, cell) {
            (Grain::Fine, Some(place)) => place.hash(&mut hasher),
            // Two passages, or a passage and a table, that tell several figures alike.
            (Grain::Kin, None) => (claim.block, "block").hash(&mut hasher),
            (_, Some((table, _))) => table.hash(&mut hasher),
            (Grain::Fine, None) => (last_words(document.folded(claim.label)), &claim.quantity.measure).hash(&mut hasher),
            (_, None) => matches!(document.blocks[claim.block].kind, Kind::Paragraph).hash(&mut hasher),
        }
        hasher.finish()
    };
    let template = |grain: Grain| {
        let mut both: Vec<u64> = ends.clone().filter_map(|t| t.claim).map(|c| place(grain, c)).collect();
        both.sort_unstable();
        let mut hasher = FxHasher::default();
        let measure = relation.stated.quantity.as_ref().map(|q| q.measure.clone()).filter(|_| grain == Grain::Coarse);
        (grain, both, measure).hash(&mut hasher);
        hasher.finish()
    };
    [Grain::Kin, Grain::Fine, Grain::Coarse].map(|grain| Some(template(grain)))
}

/// The last two words of a text.
fn last_words(text: &str) -> Vec<&str> {
    text.rsplit(|c: char| !is_of_word(c)).filter(|w| !w.is_empty()).take(2).collect()
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !is_of_word(c)).find(|w| !w.is_empty()).unwrap_or("")
}
