//! The same fact at two places: in the text and in a note, a table, an annex, a title, in another section and in other words.
//!
//! For each figure the places whose words are most like its own are proposed, whatever numbers stand there; how often such pairs of places agree
//! in the report, and what else is seen of them, tells which are meant.

mod candidates;
mod likeness;

use crate::claims::{Claim, ClaimId, Claims};
use crate::document::Document;
use crate::facts::{Fact, Facts, Place};
use crate::lexicon::Lexicon;
use crate::quantity::Hedge;
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use candidates::{Candidate, Finder};
use likeness::Surroundings;

/// Places that are proposed for one figure: in sentences, and in tables, few of them in one table.
const PLACES: usize = 4;
const IN_ONE_TABLE: usize = 2;
/// Candidates of either kind among which these are.
const LOOKED_AT: usize = 12;
/// A candidate that comes so near the best one is a rival of it.
const NEAR: f32 = 0.15;

/// Proposes for each figure where else it may be told.
pub(super) fn propose(document: &Document, claims: &Claims, facts: &Facts, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let mut finder = Finder::new(claims, facts);
    let usable = |id: ClaimId| may_be_told_again(&claims.list[id], &facts.list[id]);
    let found: Vec<Vec<Candidate>> = (0..claims.list.len()).map(|id| if usable(id) { finder.candidates(id) } else { Vec::new() }).collect();
    let surroundings = Surroundings::new(document, claims, facts, lexicon);
    for (id, candidates) in found.iter().enumerate() {
        let frames = candidates.iter().filter(|c| surroundings.in_one_frame(id, c.id)).count();
        let kind = |c: &Candidate| in_table(facts, c.id).is_some();
        for cells in [false, true] {
            // Sentences beside a figure share most of its words, so that the tables have places of their own.
            let rivals: Vec<Candidate> = candidates.iter().filter(|c| kind(c) == cells).copied().collect();
            let mut taken: Vec<Option<usize>> = Vec::new();
            for (rank, candidate) in rivals.iter().enumerate().take(LOOKED_AT) {
                let table = in_table(facts, candidate.id);
                if taken.len() >= PLACES || table.is_some() && taken.iter().filter(|t| **t == table).count() >= IN_ONE_TABLE {
                    continue;
                }
                taken.push(table);
                let mut features = surroundings.features(id, candidate);
                place_among(&rivals, rank, &mut features);
                let own_kind = in_table(facts, id).is_some();
                let back = found[candidate.id].iter().filter(|c| kind(c) == own_kind).position(|c| c.id == id);
                features.push((Feature("mutual", mutual(rank, back)), 1.0));
                features.push((Feature("frames", ["0", "1", "2", "3", "4+"][frames.min(4)]), 1.0));
                out.push(relation(claims, facts, id, candidate.id, features));
            }
        }
    }
}

/// The table that a figure stands in.
fn in_table(facts: &Facts, id: ClaimId) -> Option<usize> {
    match facts.list[id].place {
        Place::Cell(table, ..) => Some(table),
        _ => None,
    }
}

/// Whether each is the best candidate of the other.
fn mutual(rank: usize, back: Option<usize>) -> &'static str {
    match (rank, back) {
        (0, Some(0)) => "best",
        (0, Some(1..=4)) | (1..=4, Some(0)) => "best-of-one",
        (_, Some(0..=4)) => "both",
        _ => "one-side",
    }
}

/// A figure that is no malformed number and no lone mark of one digit without anything that it counts.
fn may_be_told_again(claim: &Claim, fact: &Fact) -> bool {
    !claim.quantity.number.is_malformed() && !fact.key.attribute.value().is_none_or(Vec::is_empty)
}

/// How a candidate stands among the others.
fn place_among(found: &[Candidate], rank: usize, features: &mut Vec<(Feature, f32)>) {
    let own = found[rank].score;
    let rivals = found.iter().filter(|c| c.score > own - NEAR).count();
    let next = found.get(rank + 1).map_or(0.0, |c| c.score);
    features.push((Feature("rank", ["1", "2", "3", "4", "5"][rank.min(4)]), 1.0));
    features.push((Feature("lead", ""), if rank == 0 { (own - next).clamp(0.0, 1.0) } else { 0.0 }));
    features.push((Feature("behind-best", ""), (found[0].score - own).clamp(0.0, 1.0)));
    let many = match rivals {
        0 | 1 => "none",
        2 => "1",
        3 => "2",
        4..=6 => "5",
        _ => "many",
    };
    features.push((Feature("rivals", many), 1.0));
}

fn relation(claims: &Claims, facts: &Facts, id: ClaimId, other: ClaimId, features: Vec<(Feature, f32)>) -> Relation {
    let term = |id: ClaimId, role| {
        let mut term = Term::of(id, &claims.list[id], role);
        term.quantity = Some(facts.list[id].quantity.clone());
        term
    };
    let (mut stated, mut term) = (term(id, TermRole::Stated), term(other, TermRole::Same));
    if let (Some(a), Some(b)) = (&mut stated.quantity, &mut term.quantity) {
        if a.number.places == b.number.places && a.scale == b.scale && a.hedge == b.hedge {
            // Two figures of one precision are not roundings of each other.
            for quantity in [a, b] {
                quantity.hedge = Hedge::None;
                quantity.number.places += FINER;
            }
        }
    }
    let variant = match facts.list[other].place {
        Place::Cell(..) | Place::CellText(..) => "cell",
        _ => "elsewhere",
    };
    let relation = Relation::new("restated-value", Form::Equal, stated, vec![term]).sure(Certainty::Possible).variant(variant);
    Relation { features, ..relation }
}

/// Digits that are added to the precision of figures that must be equal as they are written.
const FINER: u32 = 3;
