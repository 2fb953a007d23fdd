//! What the words of a shape alone would accuse: the judgement of the first edition, for numbers too short for evidence to tell.
//!
//! In one reading group a stated number, and a set of parts, stands in one true relation only: where one reading holds, the failing ones that
//! share its number or its parts are beaten. Evidence has the last word (`readings.rs`); this file goes with the last shape.

use crate::relations::{check, slips, Certainty, Form, Relation, Status, TermRole, Verdict};
use crate::rulebook::Severity;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// The rule of a breakdown that reaches less than its total.
pub(super) const INCOMPLETE: &str = "incomplete-breakdown";
/// Digits of a slipped number that make an agreement by chance improbable.
const TELLING: usize = 3;
/// A share off by less than one part in so many may be of a whole that has changed meanwhile.
const DRIFT: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// Parts of this much of their total, in percent, overlap.
const OVERLAP: u32 = 120;
/// A breakdown that names this much of its total, in percent, looks complete.
const NEARLY_ALL: u32 = 75;
/// The same for totals of more digits, where a slip would show itself.
const NEARLY_ALL_OF_MANY: u32 = 90;

/// For each judged relation of a shape: the rule and the severity that its words alone would accuse it with.
pub(super) fn accusations(judged: &[(Relation, Verdict)]) -> Vec<Option<(String, Severity)>> {
    let truths = Truths::of(judged);
    let mut accused: FxHashSet<(&str, usize, usize)> = FxHashSet::default();
    let mut order: Vec<usize> = (0..judged.len()).filter(|&at| speaks(&judged[at].0)).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(judged[at].0.certainty));
    let mut out = vec![None; judged.len()];
    for at in order {
        let (relation, verdict) = &judged[at];
        if verdict.status == Status::Conflicts && truths.beat(relation).is_none() {
            let key = key(relation);
            if !key.iter().any(|k| accused.contains(k)) {
                // Asked last, since it tries every slip of every number.
                if let Some(found) = accuse(relation, verdict, &truths).filter(|_| verdict.truncated || !slips::is_far_off(relation, verdict)) {
                    out[at] = Some(found);
                    accused.extend(key);
                }
            }
        }
    }
    out
}

/// True for the proposals of shapes, and for those of laws that name their reading since the text says it.
fn speaks(relation: &Relation) -> bool {
    !relation.proposer.starts_with("laws/") || relation.reading.is_some()
}

/// What an accusation takes up, so that no second reading accuses it again: the number, and the set of parts.
fn key(relation: &Relation) -> Vec<(&str, usize, usize)> {
    let Some(reading) = relation.reading else { return Vec::new() };
    let stated = (relation.rule.as_str(), reading.group, relation.stated.span.start);
    let mut out = vec![stated];
    if reading.column != 0 {
        out.push((&relation.rule, usize::MAX, reading.column));
    }
    out
}

/// A reading that holds.
#[derive(Clone, Copy)]
struct Truth {
    /// Which of the judged relations it is.
    at: usize,
    option: usize,
    certainty: Certainty,
    /// Digits that had to agree: what chance would have to do.
    digits: usize,
    /// How many others of its kin hold.
    kin: usize,
}

/// What holding relations settle.
struct Truths<'a> {
    /// Readings by which a stated number is explained in a group.
    stated: FxHashMap<(&'a str, usize, usize), Vec<Truth>>,
    /// Readings by which a set of parts is explained.
    columns: FxHashMap<(&'a str, usize), Vec<Truth>>,
    /// How many proposals of one kin hold, and how many fail.
    kin: FxHashMap<(&'a str, usize), (usize, usize)>,
}

impl<'a> Truths<'a> {
    fn of(judged: &'a [(Relation, Verdict)]) -> Truths<'a> {
        let mut truths = Truths { stated: FxHashMap::default(), columns: FxHashMap::default(), kin: FxHashMap::default() };
        for (relation, verdict) in judged {
            let Some(kin) = relation.kin.filter(|_| speaks(relation)) else { continue };
            let count = truths.kin.entry((relation.rule.as_str(), kin)).or_default();
            match verdict.status {
                // A percent of one digit agrees with many fractions, and a fraction of small figures with many percents: it vouches for nothing.
                Status::Holds if relation.form == Form::Share && (verdict.digits < 2 || check::has_tiny_whole(relation)) => {}
                // Nothing and nothing make nothing in every column; small figures that only rounding lets meet say as little.
                Status::Holds if relation.form == Form::Sum && (verdict.digits == 0 || verdict.level.is_some() && verdict.digits < TELLING) => {}
                Status::Holds => count.0 += 1,
                Status::Conflicts => count.1 += 1,
                Status::CannotTell => {}
            }
        }
        for (at, (relation, verdict)) in judged.iter().enumerate().filter(|(_, j)| j.1.status == Status::Holds) {
            let Some(reading) = relation.reading else { continue };
            let kin = truths.support(relation).0.saturating_sub(1);
            let truth = Truth { at, option: reading.option, certainty: relation.certainty, digits: verdict.digits, kin };
            truths.stated.entry((relation.rule.as_str(), reading.group, relation.stated.span.start)).or_default().push(truth);
            if reading.column != 0 {
                truths.columns.entry((relation.rule.as_str(), reading.column)).or_default().push(truth);
            }
        }
        truths
    }

    /// The reading that holds and excludes this one, if there is one: as sure as this one, or one that chance would hardly bring about.
    fn beat(&self, relation: &Relation) -> Option<usize> {
        let reading = relation.reading?;
        let (holds, fails) = self.support(relation);
        let supported = holds >= 2 && fails == 1;
        let beats = |t: &Truth| {
            (t.certainty >= relation.certainty || t.digits >= TELLING || t.certainty == Certainty::Likely && t.digits == TELLING - 1)
                && (!supported || t.kin > 0 || t.certainty == Certainty::Certain || t.certainty == Certainty::Likely && t.digits >= TELLING)
        };
        let stated = self.stated.get(&(relation.rule.as_str(), reading.group, relation.stated.span.start));
        // Few sums are tried for one total in one place, few numbers for a fact told again and few readings of a list: one that holds is the one that
        // was meant.
        let few = matches!(relation.form, Form::Sum | Form::Equal | Form::Count);
        let explains = |t: &&Truth| t.option != reading.option && (few || beats(t));
        let column = self.columns.get(&(relation.rule.as_str(), reading.column)).filter(|_| reading.column != 0);
        let found = stated.and_then(|o| o.iter().find(explains)).or_else(|| column.and_then(|c| c.iter().find(|t| beats(t))));
        found.map(|truth| truth.at)
    }

    /// How many proposals of a relation's kin hold, and how many fail.
    fn support(&self, relation: &Relation) -> (usize, usize) {
        let count = relation.kin.and_then(|kin| self.kin.get(&(relation.rule.as_str(), kin)));
        count.copied().unwrap_or((0, 0))
    }

    /// True if none of several proposals of a relation's kin holds.
    fn fails_everywhere(&self, relation: &Relation) -> bool {
        let (holds, fails) = self.support(relation);
        holds == 0 && fails > 1
    }

    /// How sure a proposal is in the light of its kin: where most of them hold, this one is meant the same way.
    fn certainty(&self, relation: &Relation) -> (Certainty, bool) {
        let (holds, fails) = self.support(relation);
        match relation.certainty {
            Certainty::Possible if holds >= 3 && fails == 1 => (Certainty::Likely, true),
            Certainty::Possible if holds > 0 && fails == 1 => (Certainty::Likely, false),
            other => (other, holds > 0 && holds >= fails),
        }
    }
}

/// Decides whether a conflict that no other reading beats is an accusation, of which rule, how severe.
fn accuse(relation: &Relation, verdict: &Verdict, truths: &Truths) -> Option<(String, Severity)> {
    let level = verdict.level.unwrap_or(relation.ceiling);
    let rule = || relation.rule.clone();
    if verdict.truncated {
        return (relation.certainty > Certainty::Possible).then(|| ("rounding".to_owned(), Severity::Note));
    }
    let (certainty, kin_holds) = truths.certainty(relation);
    if certainty == Certainty::Possible {
        return None;
    }
    let telling = slips::explain(relation, verdict).is_some_and(|s| s.digits >= TELLING);
    if !telling && relation.kin.is_some() && check::may_be_mean(relation) {
        return None;
    }
    // A table has so many sums that some of them come near what rounding can do.
    if relation.form == Form::Sum && relation.kin.is_some() && level < Severity::Error && relation.ceiling == Severity::Error {
        return None;
    }
    // A column that is nowhere the sum of others is none; one row of it says nothing else, however near it comes.
    if relation.form == Form::Sum && relation.certainty < Certainty::Certain && truths.fails_everywhere(relation) {
        return None;
    }
    if relation.form == Form::Sum && relation.stated.role == TermRole::Stated {
        let certain = certainty == Certainty::Certain || kin_holds;
        // A list of nothing but counts or labelled amounts of one unit names all parts.
        let is_whole_list = relation.features.iter().any(|(feature, _)| feature.0 == "counted-list");
        return sum(relation, verdict, telling, certain, kin_holds || is_whole_list).map(|(name, severity)| (name.unwrap_or_else(rule), severity.min(level)));
    }
    let vouched = kin_holds && !(relation.form == Form::Share && is_drift(relation, verdict));
    (certainty == Certainty::Certain || telling || vouched).then(|| (rule(), level))
}

/// A share that is off by so little that its whole may have been counted at another time (`đầu năm`, `cuối năm`).
fn is_drift(relation: &Relation, verdict: &Verdict) -> bool {
    let stated = relation.stated.quantity.as_ref().map(|q| q.number.value.abs());
    let off = verdict.difference.and_then(|d| d.abs().checked_mul(DRIFT));
    off.zip(stated).is_some_and(|(off, stated)| off < stated)
}

/// Parts above the whole, or a difference that a slip explains, are a wrong sum; parts below it an incomplete breakdown.
fn sum(relation: &Relation, verdict: &Verdict, telling: bool, certain: bool, complete: bool) -> Option<(Option<String>, Severity)> {
    let reached = verdict.reached?;
    let nearly_all = if verdict.digits > TELLING { NEARLY_ALL_OF_MANY } else { NEARLY_ALL };
    // A short list of some parts resembles a total with a digit too many: only long numbers tell.
    let telling = telling && (!relation.may_be_partial || complete || reached >= 50 || verdict.digits > TELLING);
    match (certain, reached > 100) {
        (true, _) if telling => Some((None, Severity::Error)),
        // A digit too many or too few changes a number tenfold: too much for a reading that only its place suggests.
        (false, _) if telling && (50..=200).contains(&reached) => Some((None, Severity::Error)),
        // Some parts that together are far above their total, and by no slip of the pen, count the same things more than once (people by what they are insured for).
        (true, true) if relation.may_be_partial && !complete && reached >= OVERLAP && verdict.digits > TELLING && relation.terms.len() > 2 => None,
        (true, true) => Some((None, Severity::Error)),
        (false, _) => None,
        (true, false) if relation.some_only && !complete => None,
        (true, false) if complete || !relation.may_be_partial || reached >= nearly_all && (verdict.digits <= TELLING || relation.terms.len() > 2) => {
            Some((Some(INCOMPLETE.to_owned()), Severity::Warning))
        }
        _ => None,
    }
}
