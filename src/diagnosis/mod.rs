//! All verdicts together: which readings are true, which number is most likely wrong, and what it should read.

mod blame;
mod gates;
mod groups;
mod habit;
mod holding;
mod judged;
mod open_list;
mod readings;
mod repair;
mod unmeant;

use crate::claims::{ClaimId, Claims};
use crate::document::Document;
use crate::limits::Limit;
use crate::relations::evidence::{self, Belief, Reading, Weights};
use crate::relations::{Form, Relation, Verdict};
use crate::rulebook::Severity;
use crate::source::Span;

/// Why a relation came out as it did, for the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was judged as it stands.
    Judged,
    /// Another reading of the same numbers holds: the settled relation of that index.
    Beaten(usize),
    /// Only its place suggests it, or a breakdown may leave parts out.
    Unsure,
    /// It is likely enough, but the text gives a reason why it need not hold.
    Excused(Excuse),
    /// A number is missing, hedged or unreadable: nothing can be calculated.
    Incalculable,
}

/// Why a conflict that would be an accusation is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excuse {
    /// The report cuts its percents, and this one is cut.
    Habit,
    /// Its words and figures show that no such relation was meant.
    Unmeant,
    /// The percent is of another whole than the one that was tried.
    OtherBase,
    /// The list names a part without a figure, or goes on.
    OpenList,
    /// A sum that holds leaves no room for this one.
    Explained,
}

/// A settled relation: what it says, and whether it accuses.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The relation.
    pub relation: Relation,
    /// What arithmetic says; a beaten or uncertain conflict has become "cannot tell".
    pub verdict: Verdict,
    /// Why it came out so.
    pub reason: Reason,
    /// A conflict that no reading beats, but that is too uncertain to accuse: evidence, no more.
    pub doubtful: bool,
    /// How likely the relation was meant, by the evidence of the report.
    pub belief: Belief,
    /// What that was read from; `None` for what is no arithmetic.
    pub reading: Option<Reading>,
    /// The rule that words it, and how severely; `None` where nothing is to be said.
    pub accusation: Option<(String, Severity)>,
}

/// A change of one number that makes conflicts vanish and breaks nothing that held.
#[derive(Clone, Debug)]
pub struct Repair {
    /// The number that is changed.
    pub claim: ClaimId,
    /// Where it stands, in the logical text.
    pub span: Span,
    /// What it should read, written as the report writes numbers.
    pub replacement: String,
    /// The calculations that hold then.
    pub proof: Vec<String>,
    /// The settled relations that hold then and do not hold now.
    pub mends: Vec<usize>,
    /// The settled relations of this number that hold before and after.
    pub keeps: usize,
}

/// One cause: a conflict with all others that the same number explains, and the ways to mend it.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The settled relation that words it.
    pub main: usize,
    /// Other accused relations that have the same cause.
    pub others: Vec<usize>,
    /// Repairs, most likely first; the number of the first one is the suspect.
    pub repairs: Vec<Repair>,
}

/// Judges all relations and settles which readings are true.
pub fn settle(document: &Document, claims: &Claims, relations: Vec<Relation>) -> Vec<Settled> {
    readings::settle(document, claims, relations, Weights::built_in())
}

/// All relations as evidence, for fitting its weights; `None` for those that are no arithmetic.
pub fn readings(document: &Document, claims: &Claims, relations: Vec<Relation>) -> Vec<Option<Reading>> {
    evidence::read(document, claims, &judged::judge(relations))
}

/// Finds one cause for each group of accusations that one number explains; `rounded` tells that the report itself says that it rounds.
/// Where that would take too long, some causes have no suspect, and the limit says so.
pub fn diagnose(settled: &[Settled], rounded: impl FnOnce() -> bool) -> (Vec<Diagnosis>, Option<Limit>) {
    let (mut causes, untried) = blame::diagnose(settled);
    let about_rounding =
        |one: &Settled| one.accusation.as_ref().is_some_and(|a| a.1 == Severity::Note) && one.relation.form != Form::Flag && one.relation.form != Form::Count;
    if causes.iter().any(|c| about_rounding(&settled[c.main])) && rounded() {
        causes.retain(|c| !about_rounding(&settled[c.main]));
    }
    (causes, (untried > 0).then_some(Limit::Unsettled { causes: untried }))
}
