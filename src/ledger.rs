//! The ledger of an audit: every number with what was checked of it, every relation with its verdict.

use crate::claims::{Claim, Claims};
use crate::diagnosis::Settled;
use crate::document::{Block, Document, Kind, Scheme};
use crate::findings::Elsewhere;
use crate::quantity::Hedge;
use crate::relations::evidence::{Reading, Weights};
use crate::relations::{working, Form, Relation, Status, TermRole};
use crate::rulebook::{Rulebook, Severity};
use crate::source::Span;

pub use crate::diagnosis::{Excuse, Reason};

/// What is known of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberStatus {
    /// Nothing checks it.
    Unchecked,
    /// Was only seen to be larger or smaller than another one, as it should be.
    Compared,
    /// Stands in a relation that holds and was most likely meant: a wrong figure would have been reported.
    Checked,
    /// Stands in a relation that does not hold.
    Conflicting,
}

/// A number in the ledger.
#[derive(Clone, Debug)]
pub struct LedgerNumber {
    /// Where, in the canonical text.
    pub span: Span,
    /// Its value as a plain decimal, in the unit it is written in.
    pub value: String,
    /// Unit: the measure with its scale (`VND*1e6`), the noun, or empty.
    pub unit: String,
    /// Checked, conflicting or unchecked.
    pub status: NumberStatus,
    /// Why nothing checks it: `no-base`, `single`, `hedged`, `malformed`, `subset` (of a list that may leave parts out); empty where something does.
    pub why: &'static str,
}

/// A relation in the ledger.
#[derive(Clone, Debug)]
pub struct LedgerRelation {
    /// Name of the shape.
    pub shape: String,
    /// Name of the rule.
    pub rule: String,
    /// What was decided.
    pub status: Status,
    /// How severe the conflict is, or the note on one that holds.
    pub level: Option<Severity>,
    /// The number that was judged, in the canonical text.
    pub stated: Span,
    /// The other terms, in the canonical text.
    pub terms: Vec<(Span, TermRole)>,
    /// The calculation.
    pub working: String,
    /// How likely it is that the writer meant it, 0 to 1; `None` where nothing was weighed.
    pub confidence: Option<f64>,
    /// What that rests on.
    pub evidence: Option<Evidence>,
    /// Why it came out so.
    pub reason: Reason,
    /// Which of its places are in another document of the packet: 0 is the stated number, 1 the first term.
    pub elsewhere: Vec<(usize, Elsewhere)>,
}

/// What makes a relation likely, in bits: each halves or doubles the odds.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// What proposed it.
    pub proposer: &'static str,
    /// Words, places and units.
    pub said: f64,
    /// The habits of the report: how often relations of its kind hold elsewhere.
    pub support: f64,
    /// How unlikely it is that it holds by accident.
    pub chance: f64,
}

/// The ledger of one report.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// All numbers, in reading order.
    pub numbers: Vec<LedgerNumber>,
    /// All relations that were settled.
    pub relations: Vec<LedgerRelation>,
    /// The headings of parts and sections, in the canonical text.
    pub sections: Vec<Span>,
}

impl LedgerRelation {
    /// Its places in the document that it is listed under: the stated number and the terms.
    pub fn places(&self) -> impl Iterator<Item = Span> + '_ {
        let own = |n: usize| self.elsewhere.iter().all(|e| e.0 != n);
        std::iter::once(self.stated).chain(self.terms.iter().map(|t| t.0)).enumerate().filter(move |p| own(p.0)).map(|p| p.1)
    }

    /// Its places in other documents, as `file:line: words`.
    pub fn abroad(&self) -> impl Iterator<Item = String> + '_ {
        self.elsewhere.iter().map(|(_, e)| format!("{}:{}: {}", e.file, e.start.line, e.text))
    }
}

impl Ledger {
    /// Numbers that stand in a relation with a verdict.
    pub fn checked(&self) -> usize {
        self.numbers.iter().filter(|n| !matches!(n.status, NumberStatus::Unchecked | NumberStatus::Compared)).count()
    }
}

/// Writes the ledger out of the judged relations; the relations themselves only if they are wanted.
pub fn write(document: &Document, claims: &Claims, rulebook: &Rulebook, settled: &[Settled], relations_too: bool) -> Ledger {
    let mut status = vec![NumberStatus::Unchecked; claims.list.len()];
    let mut subset = vec![false; claims.list.len()];
    let checks = Weights::built_in().bar().checks;
    for Settled { relation, verdict, reason, reading, belief, .. } in settled {
        if matches!(reason, Reason::Unsure | Reason::Excused(_)) && relation.form == Form::Sum && relation.may_be_partial {
            subset_of(relation, &mut subset);
        }
        let mark = match verdict.status {
            Status::Holds if matches!(relation.form, Form::AtMost | Form::Between | Form::Direction | Form::Extreme) => NumberStatus::Compared,
            Status::Holds if reading.is_some() && belief.posterior < checks => continue,
            Status::Holds => NumberStatus::Checked,
            Status::Conflicts => NumberStatus::Conflicting,
            Status::CannotTell => continue,
        };
        for claim in std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.claim) {
            status[claim] = status[claim].max(mark);
        }
    }
    let numbers = claims.list.iter().zip(status.iter().zip(&subset)).map(|(claim, (&status, &subset))| number(document, claim, status, subset)).collect();
    let relations = settled.iter().filter(|_| relations_too).map(|one| entry(document, rulebook, one)).collect();
    Ledger { numbers, relations, sections: sections(document) }
}

/// Marks the numbers of a list that may leave parts of its total out.
fn subset_of(relation: &Relation, subset: &mut [bool]) {
    for claim in std::iter::once(&relation.stated).chain(&relation.terms).filter_map(|t| t.claim) {
        subset[claim] = true;
    }
}

/// Longer numbered blocks are paragraphs, not headings.
const LONGEST_HEADING: usize = 300;

/// The headings of parts and sections, in the canonical text.
pub(crate) fn sections(document: &Document) -> Vec<Span> {
    let is_section = |block: &&Block| match &block.kind {
        Kind::Numbered(_) if block.note().is_some() => false,
        Kind::Numbered(label) => match label.scheme {
            Scheme::Part | Scheme::Annex | Scheme::Capital | Scheme::Roman => true,
            Scheme::Arabic(1) => !block.children.is_empty() && block.span.len() < LONGEST_HEADING,
            _ => false,
        },
        _ => (1..=2).contains(&block.heading),
    };
    document.blocks.iter().filter(is_section).map(|b| document.origin(b.marker.join(b.span))).collect()
}

fn number(document: &Document, claim: &Claim, status: NumberStatus, subset: bool) -> LedgerNumber {
    let why = match status {
        NumberStatus::Unchecked if claim.quantity.number.is_malformed() => "malformed",
        NumberStatus::Unchecked if claim.is_percent() => "no-base",
        NumberStatus::Unchecked if claim.quantity.hedge != Hedge::None => "hedged",
        NumberStatus::Unchecked if subset => "subset",
        NumberStatus::Unchecked => "single",
        _ => "",
    };
    LedgerNumber { span: document.origin(claim.span), value: claim.quantity.number.value.to_string(), unit: claim.quantity.unit_name(), status, why }
}

fn entry(document: &Document, rulebook: &Rulebook, settled: &Settled) -> LedgerRelation {
    let Settled { relation, verdict, reason, reading, belief, .. } = settled;
    let weigh = |reading: &Reading| {
        let (said, support) = Weights::built_in().parts(reading);
        let bits = std::f64::consts::LOG2_E;
        Evidence { proposer: relation.proposer, said: said * bits, support: support * bits, chance: -reading.seen.chance.log2() }
    };
    LedgerRelation {
        shape: rulebook.rule(&relation.rule).map_or(String::new(), |r| r.shape.clone()),
        rule: relation.rule.clone(),
        status: verdict.status,
        level: verdict.level,
        stated: document.origin(relation.stated.span),
        terms: relation.terms.iter().map(|t| (document.origin(t.span), t.role)).collect(),
        working: working::of(relation, verdict),
        confidence: reading.as_ref().map(|_| belief.confidence()),
        evidence: reading.as_ref().map(weigh),
        reason: *reason,
        elsewhere: Vec::new(),
    }
}
