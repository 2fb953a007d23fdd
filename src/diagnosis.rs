//! All verdicts together: which reading of competing ones is true, and which conflicts are accusations.

use crate::relations::{check, Certainty, Relation, Status, Verdict};
use crate::rulebook::Severity;

/// A settled relation: what it says, and whether it accuses.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The relation.
    pub relation: Relation,
    /// What arithmetic says; a beaten or uncertain conflict has become "cannot tell".
    pub verdict: Verdict,
    /// The rule that words it, and how severely; `None` where nothing is to be said.
    pub accusation: Option<(String, Severity)>,
}

/// Judges all relations and settles which readings are true.
pub fn settle(relations: Vec<Relation>) -> Vec<Settled> {
    let judged: Vec<(Relation, Verdict)> = relations.into_iter().map(|r| { let v = check::check(&r); (r, v) }).collect();
    judged.into_iter().map(|(relation, verdict)| accuse(relation, verdict)).collect()
}

fn accuse(relation: Relation, mut verdict: Verdict) -> Settled {
    let accusation = match (verdict.status, relation.certainty) {
        (Status::Conflicts, Certainty::Certain) => Some((relation.rule.clone(), verdict.level.unwrap_or(relation.ceiling))),
        (Status::Conflicts, _) => {
            verdict.status = Status::CannotTell;
            None
        }
        _ => None,
    };
    Settled { relation, verdict, accusation }
}
