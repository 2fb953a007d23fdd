//! Which conflicts are accusations: those whose relation was most likely meant, by the evidence of the whole report.

use super::gates::{self, INCOMPLETE};
use super::habit::Habit;
use super::holding::Holding;
use super::judged::{each_made, judge};
use super::open_list::{is_of_rest, is_open, may_go_on};
use super::unmeant::{is_floored, is_unmeant};
use super::{Excuse, Reason, Settled};
use crate::claims::{Claims, PercentOf};
use crate::document::Document;
use crate::quantity::Measure;
use crate::relations::evidence::{self, Bar, Belief, Feature, Law, Outcome, Reading, Slips, Weights};
use crate::relations::{elsewhere, other_base, Certainty, Form, Relation, Status, Term, TermRole, Verdict};
use crate::rulebook::Severity;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// Judges all relations and settles which readings are true.
pub(super) fn settle(document: &Document, claims: &Claims, relations: Vec<Relation>, weights: &Weights) -> Vec<Settled> {
    let judged = judge(relations);
    let mut readings = evidence::read(document, claims, &judged);
    let beliefs = evidence::weigh(&readings, weights);
    let habit = Habit::of(&judged);
    let said = gates::accusations(&judged);
    let bar = weights.bar();
    let is_worded = |at: usize| said[at].is_some() && readings[at].as_ref().is_some_and(|r| is_heard(claims, &judged[at].0, r, &beliefs[at], weights));
    let heard: Vec<bool> = (0..judged.len()).map(is_worded).collect();
    // What words accuse of a remainder is no wrong sum besides.
    let worded: FxHashSet<Vec<usize>> = (0..judged.len()).filter(|&at| heard[at]).map(|at| numbers(&judged[at].0)).collect();
    let winners = winners(&readings, &beliefs, bar.checks);
    let is_true = |at: usize| beliefs[at].posterior >= bar.checks && readings[at].as_ref().is_some_and(|r| r.seen.outcome == Outcome::Holds);
    let holding = Holding::of(judged.iter().enumerate().filter(|(at, _)| is_true(*at)).map(|(_, (relation, _))| relation));
    let confirmed: FxHashSet<usize> = (0..judged.len()).filter(|&at| is_true(at) && is_exact(&judged[at].0)).flat_map(|at| numbers(&judged[at].0)).collect();
    let added: FxHashSet<usize> = (0..judged.len()).filter(|&at| is_true(at) && judged[at].0.form == Form::Sum).flat_map(|at| numbers(&judged[at].0)).collect();
    let counted = (0..judged.len()).filter(|&at| is_true(at) && judged[at].0.form == Form::Count).map(|at| judged[at].0.stated.span.start).collect();
    let twice_wrong = twice_wrong(&judged, &readings);
    let beside = Beside { document, claims, habit, holding, added, counted, twice_wrong, weights };
    each_made(judged, |at, (mut relation, mut verdict)| {
        let (reading, belief) = (readings[at].take(), &beliefs[at]);
        let winner = reading.as_ref().and_then(|r| winners.get(&r.group)).copied().filter(|&w| w != at);
        let mut excuse = None;
        let accusation = match &reading {
            None if verdict.status == Status::Conflicts => Some((relation.rule.clone(), verdict.level.unwrap_or(relation.ceiling))),
            None => None,
            Some(reading) => {
                let is_rounding = reading.seen.outcome == Outcome::Rounding;
                let by_words = said[at].clone().filter(|_| is_rounding || heard[at]);
                let by_words = by_words.map(|said| as_far_as_named(said, &relation, &verdict, reading));
                // Whoever types a figure has it from where it was rounded; an export was calculated before.
                let is_exported = is_rounding && reading.seen.slips == Slips::Exported;
                let by_words = by_words.map(|(rule, level)| (rule, if is_exported { level.min(Severity::Note) } else { level }));
                // A figure that another relation confirms was hardly mistyped.
                let is_slip = is_plain_slip(document, &relation, &verdict, reading) && !confirmed.contains(&relation.stated.span.start) && !is_far(reading);
                let alone = || accuse(&relation, &verdict, (reading, belief), is_slip, weights).filter(|_| !worded.contains(&numbers(&relation)));
                let found = by_words.or_else(alone);
                // A total has one set of parts; a growth has readings that hold by turning it round.
                let beaten = relation.form == Form::Sum && winner.is_some();
                excuse = found.as_ref().filter(|_| !beaten).and_then(|_| beside.excuse(&relation, &verdict, reading, belief));
                let found = found.filter(|_| !beaten && excuse.is_none());
                found.map(|said| beside.as_asked(said, &relation, &verdict, reading))
            }
        };
        let accusation = accusation.or_else(|| {
            let note = verdict.status == Status::Holds && (verdict.level == Some(Severity::Note) || habit.is_broken_by(&verdict));
            (note && belief.posterior >= bar.checks).then(|| ("rounding".to_owned(), Severity::Note))
        });
        if accusation.is_some() {
            habit.tell(&mut relation, &verdict);
        }
        let dropped = verdict.status == Status::Conflicts && accusation.is_none();
        let reason = reason(dropped, winner, excuse, verdict.status);
        if dropped {
            verdict.status = Status::CannotTell;
        }
        let doubtful = dropped && belief.posterior >= bar.doubtful;
        Settled { reason, doubtful, relation, verdict, accusation, belief: *belief, reading }
    })
}

/// Why a relation came out as it did.
fn reason(dropped: bool, winner: Option<usize>, excuse: Option<Excuse>, status: Status) -> Reason {
    match (winner, excuse) {
        (Some(winner), _) if dropped => Reason::Beaten(winner),
        (None, Some(excuse)) if dropped => Reason::Excused(excuse),
        (None, None) if dropped => Reason::Unsure,
        _ if status == Status::CannotTell => Reason::Incalculable,
        _ => Reason::Judged,
    }
}

/// What a report says beside one relation.
struct Beside<'a> {
    document: &'a Document,
    claims: &'a Claims,
    habit: Habit,
    holding: Holding,
    /// Where the numbers stand that are right in a sum.
    added: FxHashSet<usize>,
    /// Where the numbers stand that are as many as the names behind them.
    counted: FxHashSet<usize>,
    /// Readings of changes whose direction and amount both fail.
    twice_wrong: FxHashSet<(usize, usize)>,
    weights: &'a Weights,
}

impl Beside<'_> {
    /// The severity of an accusation, where it is no more than a question.
    fn as_asked(&self, (rule, level): (String, Severity), relation: &Relation, verdict: &Verdict, reading: &Reading) -> (String, Severity) {
        let goes_on = rule == INCOMPLETE && may_go_on(self.document, self.claims, relation, verdict, (reading.seen.outcome, self.weights.bar().nearly_all));
        let asks = goes_on || is_question(&rule, relation, reading, self.weights.bar());
        (rule, if asks { level.min(Severity::Note) } else { level })
    }

    /// `5 xã: A, B, C, D, E; 2 xã F, G`: the names are all there, what follows belongs to something else.
    fn is_counted(&self, relation: &Relation, verdict: &Verdict) -> bool {
        relation.form == Form::Sum && verdict.reached.is_some_and(|reached| reached < 100) && self.counted.contains(&relation.stated.span.start)
    }

    /// What excuses a conflict that would be an accusation.
    fn excuse(&self, relation: &Relation, verdict: &Verdict, reading: &Reading, belief: &Belief) -> Option<Excuse> {
        let Beside { document, claims, .. } = self;
        let (is_off, is_typo) = (reading.seen.outcome == Outcome::Off, reading.seen.outcome == Outcome::Typo);
        let is_slip = || belief.failing >= self.weights.bar().explained && is_plain_slip(document, relation, verdict, reading);
        if self.habit.excuses(verdict) {
            Some(Excuse::Habit)
        } else if relation
            .reading
            .is_some_and(|r| matches!(relation.form, Form::Direction | Form::Difference) && self.twice_wrong.contains(&(r.group, r.option)))
        {
            Some(Excuse::OtherBase)
        } else if is_unmeant(document, claims, relation, verdict) || is_off && is_floored(relation) {
            Some(Excuse::Unmeant)
        } else if !is_slip() && other_base::is_of_another(claims, relation) || is_of_rest(claims, relation) || may_be_of_all(relation, verdict, reading) {
            Some(Excuse::OtherBase)
        } else if relation.form == Form::Equal && numbers(relation).iter().all(|at| self.added.contains(at)) {
            // Each of the two is right where it stands, so they are two facts.
            Some(Excuse::Explained)
        } else if !is_slip() && other_base::is_of_others(claims, relation) {
            Some(Excuse::OtherBase)
        } else if elsewhere::closes(claims, relation) || self.is_counted(relation, verdict) {
            Some(Excuse::Explained)
        } else if is_open(document, claims, relation, verdict) {
            Some(Excuse::OpenList)
        } else if self.holding.share_holds_of_another(relation) || !is_typo && self.holding.is_total_of_others(relation, verdict.reached) {
            Some(Excuse::Explained)
        } else {
            // A slip in a whole that is told twice breaks one of the two sums, and the other one explains nothing.
            (!is_slip() && self.holding.explain(relation)).then_some(Excuse::Explained)
        }
    }
}

/// `thành lập 24, giải thể 9, tăng 15 so với năm trước (259)`: where neither the direction nor the amount fits two values, and no slip of the pen explains
/// the amount, the change is of others.
fn twice_wrong(judged: &[(Relation, Verdict)], readings: &[Option<Reading>]) -> FxHashSet<(usize, usize)> {
    let failing = |form: Form, outcome: Option<Outcome>| {
        let fails = move |(at, (relation, verdict)): (usize, &(Relation, Verdict))| {
            let seen = outcome.is_none_or(|wanted| readings[at].as_ref().is_some_and(|r| r.seen.outcome == wanted));
            (relation.form == form && verdict.status == Status::Conflicts && seen).then_some(relation.reading.map(|r| (r.group, r.option))?)
        };
        judged.iter().enumerate().filter_map(fails).collect::<FxHashSet<_>>()
    };
    let turned = failing(Form::Direction, None);
    turned.intersection(&failing(Form::Difference, Some(Outcome::Off))).copied().collect()
}

/// Only their order joins the numbers of two paragraphs.
fn is_far(reading: &Reading) -> bool {
    let seen = |feature: Feature| reading.features.iter().any(|(f, _)| *f == feature);
    seen(Feature("near", "far")) && seen(Feature("from", "sum/neighbour"))
}

/// A slip that leaves a number as long as what its terms make: no digit is lost or doubled, where it is oftener another amount (a floor, all floors).
/// Beside `01` and `02` a three is written `03`.
fn is_plain_slip(document: &Document, relation: &Relation, verdict: &Verdict, reading: &Reading) -> bool {
    let is_padded = |term: &Term| document.words(term.span).strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let least = || u32::from(relation.terms.iter().any(is_padded));
    let digits = |value: Decimal| value.trunc().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0).max(least());
    let stated = || relation.stated.quantity.as_ref().map(|q| digits(q.number.value));
    reading.seen.outcome == Outcome::Typo && stated() == verdict.computed.map(digits)
}

/// True for what fixes a number: larger and smaller do not.
fn is_exact(relation: &Relation) -> bool {
    Law::of(relation) != Law::Order
}

/// Where the numbers of a relation stand.
fn numbers(relation: &Relation) -> Vec<usize> {
    let mut out: Vec<usize> = std::iter::once(&relation.stated).chain(&relation.terms).map(|t| t.span.start).collect();
    out.sort_unstable();
    out
}

/// The reading of each group that holds and is most likely meant.
fn winners(readings: &[Option<Reading>], beliefs: &[Belief], checks: f64) -> FxHashMap<usize, usize> {
    let mut out: FxHashMap<usize, usize> = FxHashMap::default();
    for (at, reading) in readings.iter().enumerate() {
        let Some(reading) = reading.as_ref().filter(|r| r.seen.outcome == Outcome::Holds && beliefs[at].posterior >= checks) else { continue };
        let best = out.entry(reading.group).or_insert(at);
        if beliefs[*best].posterior < beliefs[at].posterior {
            *best = at;
        }
    }
    out
}

/// True where a relation that its words accuse is likely enough to be meant: short numbers fail by chance so often that what is known before they are
/// looked at has to count by itself.
fn is_heard(claims: &Claims, relation: &Relation, reading: &Reading, belief: &Belief, weights: &Weights) -> bool {
    let heard = weights.heard(reading.law, relation.proposer);
    // `55 triệu người dùng (chiếm 57% dân số)`: the text names a base, and it is not this one.
    let of_plan = relation.stated.claim.is_some_and(|id| claims.list[id].percent_of != PercentOf::Unsaid);
    let of_another = relation.form == Form::Share && !of_plan && reading.features.iter().any(|(feature, _)| *feature == Feature("base-named", "otherwise"));
    (belief.prior >= heard.before && !of_another || belief.posterior >= heard.after) && belief.confidence() >= heard.least
}

/// Votes are counted of those who are present, in percent of all who have one: fewer percent than of those present may be right.
fn may_be_of_all(relation: &Relation, verdict: &Verdict, reading: &Reading) -> bool {
    let is_vote = reading.features.iter().any(|(feature, _)| *feature == Feature("frame", "votes"));
    is_vote && relation.form == Form::Share && verdict.difference.is_some_and(|off| off.is_sign_negative())
}

/// `4 lần bầu …, trong đó 2 Chủ tịch nước …`: what is counted in all parts is something else, so they need not make the whole.
/// A list of nothing but counts right behind their whole does.
fn counts_other_things(relation: &Relation, reading: &Reading) -> bool {
    let measure = |t: &Term| t.quantity.as_ref().map_or(Measure::Bare, |q| q.measure.clone());
    let whole = measure(&relation.stated);
    let other = |t: &Term| matches!(measure(t), Measure::Count(_)) && measure(t) != whole;
    let is_counted_list = reading.features.iter().any(|(feature, _)| feature.0 == "counted-list");
    !is_counted_list && matches!(whole, Measure::Count(_)) && relation.terms.iter().all(other)
}

/// `Doanh thu 290 tỷ đồng, trong đó chi phí 291 tỷ đồng`: of nine amounts of money, length or time that were above their whole, in corpora and
/// open reports, none was a mistake; what is counted is another matter.
/// The head of a column is another matter too: it says the most in so many words.
fn is_measured(relation: &Relation) -> bool {
    relation.variant != "head" && relation.stated.quantity.as_ref().is_some_and(|q| matches!(q.measure, Measure::Unit(_)))
}

/// One fact with another value that no slip of the pen explains is oftener another fact in the same words, and parts of other things
/// than the whole counts need not make it: a question, no mistake.
fn is_question(rule: &str, relation: &Relation, reading: &Reading, bar: &Bar) -> bool {
    // The bases of one list are one fact, however far apart they are.
    let may_differ = relation.variant != "base";
    let differs =
        rule == "restated-value" && may_differ && reading.law == Law::Equal && reading.seen.outcome == Outcome::Off && !have_digits(relation, bar.telling);
    differs || rule == INCOMPLETE && counts_other_things(relation, reading) || relation.form == Form::AtMost && is_measured(relation)
}

/// All numbers have so many digits before the zeros at their end.
fn have_digits(relation: &Relation, least: usize) -> bool {
    let digits = |value: Decimal| value.mantissa().unsigned_abs().to_string().trim_end_matches('0').len();
    let is_long = |term: &Term| term.quantity.as_ref().is_some_and(|q| digits(q.number.value) >= least);
    std::iter::once(&relation.stated).chain(&relation.terms).all(is_long)
}

/// The one total of a plain table over all its other rows, each with a figure, or a row whose formula names its parts: nothing is left out that could
/// still be missing.
fn names_all_parts(reading: &Reading) -> bool {
    let seen = |family: &str| reading.features.iter().any(|(feature, _)| feature.0 == family);
    seen("sole-total") && !seen("missing") || reading.features.iter().any(|(feature, _)| *feature == Feature("way", "formula"))
}

/// What the words alone call an incomplete breakdown is a wrong sum where every part is named.
fn as_far_as_named((rule, level): (String, Severity), relation: &Relation, verdict: &Verdict, reading: &Reading) -> (String, Severity) {
    if rule == INCOMPLETE && names_all_parts(reading) {
        (relation.rule.clone(), verdict.level.unwrap_or(relation.ceiling))
    } else {
        (rule, level)
    }
}

/// The rule that words a conflict, and how severe it is; `None` where it is not likely enough that the relation was meant.
fn accuse(relation: &Relation, verdict: &Verdict, (reading, belief): (&Reading, &Belief), is_slip: bool, weights: &Weights) -> Option<(String, Severity)> {
    if verdict.status != Status::Conflicts {
        return None;
    }
    let least = weights.heard(reading.law, relation.proposer).least_alone(is_slip);
    if !belief.leads || !reading.seen.outcome.accuses() || belief.failing < least {
        return None;
    }
    let level = weights.level(belief.failing)?.min(verdict.level.unwrap_or(relation.ceiling)).min(relation.ceiling);
    let below = relation.form == Form::Sum && verdict.reached.is_some_and(|r| r <= 100) && relation.stated.role == TermRole::Stated;
    let may_lack = relation.certainty < Certainty::Certain || relation.may_be_partial;
    if below && reading.seen.outcome == Outcome::Off && may_lack && !names_all_parts(reading) {
        return Some((INCOMPLETE.to_owned(), level.min(Severity::Warning)));
    }
    Some((relation.rule.clone(), level))
}
