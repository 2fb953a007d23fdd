//! All verdicts together: which reading of competing ones is true, and which conflicts are accusations.
//!
//! In one reading group a stated number, and a set of parts, stands in one true relation only: where one reading holds, the failing ones that
//! share its number or its parts are beaten. What is left is accused by how sure the proposal was.

use crate::claims::ClaimId;
use crate::relations::{check, slips, Certainty, Form, Relation, Status, Verdict};
use crate::rulebook::Severity;
use std::collections::{HashMap, HashSet};

/// Digits of a slipped number that make an agreement by chance improbable.
const TELLING: usize = 3;
/// A breakdown that names this much of its total, in percent, looks complete.
const NEARLY_ALL: u32 = 70;

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
    let judged: Vec<(Relation, Verdict)> = distinct(relations).into_iter().map(judge).collect();
    let truths = Truths::of(&judged);
    let mut accused: HashSet<(String, usize, usize)> = HashSet::new();
    let mut order: Vec<usize> = (0..judged.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(judged[at].0.certainty));
    let mut accusations: HashMap<usize, (String, Severity)> = HashMap::new();
    for at in order {
        let (relation, verdict) = &judged[at];
        if verdict.status == Status::Conflicts && !truths.beat(relation) {
            let key = key(relation);
            if !key.iter().any(|k| accused.contains(k)) {
                if let Some(found) = accuse(relation, verdict, &truths) {
                    accusations.insert(at, found);
                    accused.extend(key);
                }
            }
        } else if verdict.status == Status::Holds && verdict.level == Some(Severity::Note) && relation.certainty > Certainty::Possible {
            accusations.insert(at, ("rounding".to_owned(), Severity::Note));
        }
    }
    let settled = judged.into_iter().enumerate().map(|(at, (relation, mut verdict))| {
        let accusation = accusations.remove(&at);
        if verdict.status == Status::Conflicts && accusation.is_none() {
            verdict.status = Status::CannotTell;
        }
        Settled { relation, verdict, accusation }
    });
    settled.collect()
}

fn judge(relation: Relation) -> (Relation, Verdict) {
    let verdict = check::check(&relation);
    (relation, verdict)
}

/// Drops proposals that say the same as another one, keeping the surer.
fn distinct(relations: Vec<Relation>) -> Vec<Relation> {
    let mut seen: HashMap<(String, Form, Vec<usize>), usize> = HashMap::new();
    let mut out: Vec<Relation> = Vec::new();
    for relation in relations {
        let mut places = vec![relation.stated.span.start];
        places.extend(relation.terms.iter().map(|t| t.span.start));
        match seen.get(&(relation.rule.clone(), relation.form, places.clone())) {
            Some(&at) if relation.form != Form::Flag => {
                if out[at].certainty < relation.certainty {
                    out[at] = relation;
                }
            }
            _ => {
                seen.insert((relation.rule.clone(), relation.form, places), out.len());
                out.push(relation);
            }
        }
    }
    out
}

/// What an accusation takes up, so that no second reading accuses it again: the number, and the set of parts.
fn key(relation: &Relation) -> Vec<(String, usize, usize)> {
    let Some(reading) = relation.reading else { return Vec::new() };
    let stated = (relation.rule.clone(), reading.group, relation.stated.span.start);
    let mut out = vec![stated];
    if reading.column != 0 {
        out.push((relation.rule.clone(), usize::MAX, reading.column));
    }
    out
}

/// What holding relations settle.
struct Truths {
    /// Options by which a stated number is explained in a group.
    stated: HashMap<(String, usize, usize), Vec<usize>>,
    /// Sets of parts that are explained.
    columns: HashSet<(String, usize)>,
    /// Wholes of shares that hold, by the number.
    wholes: HashMap<ClaimId, usize>,
}

impl Truths {
    fn of(judged: &[(Relation, Verdict)]) -> Truths {
        let mut truths = Truths { stated: HashMap::new(), columns: HashSet::new(), wholes: HashMap::new() };
        for (relation, _) in judged.iter().filter(|j| j.1.status == Status::Holds) {
            if let Some(reading) = relation.reading {
                truths.stated.entry((relation.rule.clone(), reading.group, relation.stated.span.start)).or_default().push(reading.option);
                if reading.column != 0 {
                    truths.columns.insert((relation.rule.clone(), reading.column));
                }
            }
            if relation.form == Form::Share {
                if let Some(whole) = relation.terms.last().and_then(|t| t.claim) {
                    *truths.wholes.entry(whole).or_default() += 1;
                }
            }
        }
        truths
    }

    /// True if a reading that holds excludes this one.
    fn beat(&self, relation: &Relation) -> bool {
        let Some(reading) = relation.reading else { return false };
        let options = self.stated.get(&(relation.rule.clone(), reading.group, relation.stated.span.start));
        let explained = options.is_some_and(|o| o.iter().any(|&option| option != reading.option));
        explained || reading.column != 0 && self.columns.contains(&(relation.rule.clone(), reading.column))
    }

    /// True if other shares of the same whole hold: this one is meant the same way.
    fn sibling_share(&self, relation: &Relation) -> bool {
        let whole = relation.terms.last().and_then(|t| t.claim);
        relation.form == Form::Share && whole.is_some_and(|w| self.wholes.contains_key(&w))
    }
}

/// Decides whether a conflict that no other reading beats is an accusation, of which rule, how severe.
fn accuse(relation: &Relation, verdict: &Verdict, truths: &Truths) -> Option<(String, Severity)> {
    let level = verdict.level.unwrap_or(relation.ceiling);
    let rule = || relation.rule.clone();
    if verdict.truncated {
        return (relation.certainty > Certainty::Possible).then(|| ("rounding".to_owned(), Severity::Note));
    }
    if relation.certainty == Certainty::Possible {
        return None;
    }
    let telling = slips::explain(relation, verdict).is_some_and(|s| s.digits >= TELLING);
    if relation.form == Form::Sum && relation.stated.quantity.is_some() {
        return sum(relation, verdict, telling).map(|(name, severity)| (name.unwrap_or_else(rule), severity.min(level)));
    }
    match relation.certainty {
        Certainty::Certain => Some((rule(), level)),
        _ if telling || truths.sibling_share(relation) => Some((rule(), level)),
        _ => None,
    }
}

/// Parts above the whole, or a difference that a slip explains, are a wrong sum; parts below it an incomplete breakdown.
fn sum(relation: &Relation, verdict: &Verdict, telling: bool) -> Option<(Option<String>, Severity)> {
    let certain = relation.certainty == Certainty::Certain;
    let reached = verdict.reached?;
    let above = reached > 100;
    match (certain, above) {
        (_, _) if telling => Some((None, Severity::Error)),
        (true, true) => Some((None, Severity::Error)),
        (false, _) => None,
        (true, false) if !relation.may_be_partial => Some((Some("incomplete-breakdown".to_owned()), Severity::Warning)),
        (true, false) if reached >= NEARLY_ALL => Some((Some("incomplete-breakdown".to_owned()), Severity::Warning)),
        _ => None,
    }
}
