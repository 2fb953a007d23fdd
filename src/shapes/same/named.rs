//! A fact of a named thing that is told again: `CCN Nà Phìn 2 đạt 21/64 ha` beside `Cụm công nghiệp Nà Phìn 2: diện tích 64ha; … đã giao đất 21ha`.
//!
//! The name is the key. What is said of it in other words is only recorded where it agrees; in the same words it accuses.

use super::{equal, planned, years, View};
use crate::claims::owners::{self, Owner};
use crate::claims::{labels, Claim, ClaimId, Pair};
use crate::document::Kind;
use crate::quantity::Measure;
use crate::relations::{Certainty, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// How many earlier numbers of one thing are looked at: keeps the work linear.
const EARLIER: usize = 12;
/// Words that must tell what is measured before two values of it accuse each other.
const TELLING: usize = 2;

/// A number of a named thing, and what it measures of it.
struct Fact {
    id: ClaimId,
    says: Vec<String>,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let owners = owners::read(view.document, view.claims);
    let mut known: FxHashMap<(&str, &Measure), Vec<Fact>> = FxHashMap::default();
    for (id, claim) in view.claims.list.iter().enumerate() {
        let Some(owner) = owners[id].as_ref().filter(|_| may_repeat(view, claim)) else { continue };
        let earlier = known.entry((&owner.name, &claim.quantity.measure)).or_default();
        let fact = Fact { id, says: attribute(view, id, owner) };
        for other in earlier.iter().rev().take(EARLIER).filter(|o| view.claims.list[o.id].block != claim.block) {
            out.push(again(view, &fact, other, &owners));
        }
        earlier.push(fact);
    }
}

/// A value with a unit or noun, outside of tables.
fn may_repeat(view: View, claim: &Claim) -> bool {
    !claim.is_change() && claim.quantity.measure != Measure::Bare && view.document.blocks[claim.block].kind != Kind::Cell
}

fn again(view: View, fact: &Fact, told: &Fact, owners: &[Option<Owner>]) -> Relation {
    let (id, here, other, there) = (fact.id, &fact.says, told.id, &told.says);
    let same = here.len() >= TELLING && here.len() == there.len() && here.iter().all(|w| there.contains(w));
    let alike = same && planned(view, id) == planned(view, other) && view.claims.list[id].pair.is_some() == view.claims.list[other].pair.is_some();
    let certainty = if alike && years(view, id).is_empty() && years(view, other).is_empty() { Certainty::Certain } else { Certainty::Possible };
    let mut relation = Relation { ceiling: Severity::Warning, ..equal(view, id, other, certainty) };
    relation.terms.extend(wholes(view, id, other, owners));
    relation
}

/// What is measured of the thing: the telling words before the number without the name, for counts those behind it too.
fn attribute(view: View, id: ClaimId, owner: &Owner) -> Vec<String> {
    let claim = &view.claims.list[id];
    let label = match claim.label.covers(owner.span) {
        true => Span::new(owner.span.end, claim.label.end),
        false => claim.label,
    };
    let mut words = labels::words(view.document.folded(label), view.lexicon);
    if matches!(claim.quantity.measure, Measure::Count(_)) {
        words.extend(labels::words(view.document.folded(claim.tail), view.lexicon));
    }
    words
}

/// The wholes of an N/M told again, where both places have them: `21/64 ha` and `diện tích 64ha … 21ha`.
fn wholes(view: View, id: ClaimId, other: ClaimId, owners: &[Option<Owner>]) -> Vec<Term> {
    let claims = &view.claims.list;
    let Some(Pair::Of(whole)) = claims[id].pair else { return Vec::new() };
    let written = |c: ClaimId| (view.document.words(claims[c].span), &claims[c].quantity.measure);
    let name = |c: ClaimId| owners[c].as_ref().map(|o| &o.name);
    let told = view.claims.of_block(claims[other].block).find(|&c| c != other && name(c) == name(other) && written(c) == written(whole));
    let term = |id: ClaimId| Term::of(id, &claims[id], TermRole::Whole);
    told.map_or(Vec::new(), |told| vec![term(whole), term(told)])
}
