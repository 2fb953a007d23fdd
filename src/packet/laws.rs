//! What must hold between two figures of two documents.

use super::extract::{Extract, Figure, Time};
use super::pairing::{At, Paired, ALONE, MORE_WORDS, SHARED_NAMES};
use super::Bond;
use crate::claims::Pair;
use crate::facts::key::Scenario;
use crate::facts::period::{Part, Period};
use crate::relations::{check, working, Form, Relation, Status, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// Likeness of the words around two numbers, in percent, from which they are taken for one fact though the values differ.
const SAME_FACT: u32 = 75;
/// The same for running totals, whose sentences are known by the words for time as well.
pub(super) const SAME_SERIES: u32 = 60;
/// From which a short number is taken for the same fact where it is equal.
const SAME_STATE: u32 = 60;
/// From which a difference of unknown periods is worth a note.
const WORTH_ASKING: u32 = 85;
/// Equal neighbours that show that two passages are one.
const SUPPORT: usize = 2;
/// Pairs of figures from which on two documents have a habit.
const FEW: usize = 4;
/// Digits of a number that is short, of one that is long.
const SHORT: usize = 3;
const LONG: usize = 4;
/// A state that nothing says is a total grows by at most this many tenths where it is one.
const GROWS_TENTHS: i64 = 15;
/// A total that falls by less than a tenth may have been corrected.
const CORRECTED_TENTHS: i64 = 9;

/// A place of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    /// The document.
    pub file: usize,
    /// Where, in its canonical text.
    pub span: Span,
    pub role: TermRole,
}

/// A relation between places of two documents, judged.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The document that it is listed under.
    pub home: usize,
    pub rule: &'static str,
    /// The message of the rule that words it.
    pub variant: &'static str,
    pub stated: Spot,
    pub terms: Vec<Spot>,
    pub status: Status,
    /// How severe the conflict is; `None` where nothing is to be said.
    pub level: Option<Severity>,
    pub working: String,
    /// What the stated number should be, as it would be written, and by how much it is off.
    pub computed: Option<(String, String)>,
}

impl Link {
    /// What tells it from others: its rule and its places.
    pub fn identity(&self) -> (&'static str, Spot, Vec<Spot>) {
        (self.rule, self.stated, self.terms.clone())
    }

    /// True where it joins two documents of one of the pairs, the earlier one of the list first.
    pub fn joins(&self, pairs: &FxHashSet<(usize, usize)>) -> bool {
        self.terms.iter().any(|t| pairs.contains(&(self.stated.file.min(t.file), self.stated.file.max(t.file))))
    }

    /// The same link where the second document is another one of a longer list.
    pub fn with_second(mut self, file: usize) -> Link {
        std::iter::once(&mut self.stated).chain(&mut self.terms).filter(|s| s.file == 1).for_each(|s| s.file = file);
        self
    }

    /// A link that needs no arithmetic.
    pub fn plain(rule: &'static str, variant: &'static str, (one, two): (Spot, Spot), level: Option<Severity>) -> Link {
        let status = if level.is_some() { Status::Conflicts } else { Status::Holds };
        Link { home: one.file, rule, variant, stated: one, terms: vec![two], status, level, working: String::new(), computed: None }
    }
}

/// A figure in its role.
#[derive(Clone, Copy)]
pub(super) struct Cast<'a> {
    pub at: At,
    pub figure: &'a Figure,
    pub role: TermRole,
}

/// A figure in its role.
pub(super) fn cast(at: At, figure: &Figure, role: TermRole) -> Cast<'_> {
    Cast { at, figure, role }
}

/// Judges a relation between figures. `None` where nothing can be calculated.
pub(super) fn judged(rule: &'static str, variant: &'static str, form: Form, stated: Cast, terms: &[Cast]) -> Option<Link> {
    let term = |c: &Cast| Term { span: c.figure.span, quantity: Some(c.figure.quantity.clone()), role: c.role, claim: Some(c.figure.claim) };
    let spot = |c: &Cast| Spot { file: c.at.0, span: c.figure.span, role: c.role };
    let relation = Relation::new(rule, form, term(&stated), terms.iter().map(term).collect());
    let verdict = check::check(&relation);
    if verdict.status == Status::CannotTell {
        return None;
    }
    let style = relation.style();
    let written = |value: Decimal| working::exact(value, 6, style);
    let computed = verdict.computed.map(written).zip(Some(verdict.difference.map_or(String::new(), written)));
    let home = std::iter::once(&stated).chain(terms).map(|c| c.at.0).min().unwrap_or(0);
    let working = working::of(&relation, &verdict);
    let terms = terms.iter().map(spot).collect();
    Some(Link { home, rule, variant, stated: spot(&stated), terms, status: verdict.status, level: None, working, computed })
}

/// What all pairs say.
pub(super) fn links(extracts: &[&Extract], pairs: &[Paired], bond: Bond, habits: &Habits) -> Vec<Link> {
    pairs.iter().filter_map(|p| of_pair(extracts, p, bond, habits)).collect()
}

fn of_pair(extracts: &[&Extract], pair: &Paired, bond: Bond, habits: &Habits) -> Option<Link> {
    let (one, two) = (extracts[pair.one.0], extracts[pair.two.0]);
    let (a, b) = (&one.figures[pair.one.1], &two.figures[pair.two.1]);
    // What is planned and what is done may well differ.
    let planned = |f: &Figure| f.scenario.map(|s| s == Scenario::Plan);
    let other_scenario = planned(a).zip(planned(b)).is_some_and(|(x, y)| x != y);
    let when = Times::of((one, a), (two, b));
    if pair.equal {
        let is_same = is_same_fact(extracts, pair, when);
        let link = judged("restated-value", "packet", Form::Equal, cast(pair.one, a, TermRole::Stated), &[cast(pair.two, b, TermRole::Same)]);
        return link.filter(|_| is_same);
    }
    // Where the titles name other periods, yet the documents agree on most of what both say, the titles do not tell.
    let habit = habits.of_files((pair.one.0, pair.two.0));
    let apart = Times::are_said(a, b) && when == Times::Differ;
    let when = if bond == Bond::Beside && habit == Habit::Agree && !apart { Times::Same } else { when };
    if other_scenario || !(a.is_plain() && b.is_plain()) {
        return None;
    }
    if bond == Bond::Follows || when == Times::Differ {
        // The later report comes first where one follows the other; beside each other their periods tell.
        let earlier_first = bond == Bond::Beside && end(one.period)? < end(two.period)?;
        let ((now, a), (before, b)) = if earlier_first { ((pair.two, b), (pair.one, a)) } else { ((pair.one, a), (pair.two, b)) };
        return grows(extracts, pair, cast(now, a, TermRole::Now), cast(before, b, TermRole::Before), bond);
    }
    let link = judged("restated-value", "packet", Form::Equal, cast(pair.one, a, TermRole::Stated), &[cast(pair.two, b, TermRole::Same)])?;
    let level = difference_level(pair, (a, b), when, habit)?;
    let holds = link.status == Status::Holds;
    (!holds || a.digits.min(b.digits) >= SHORT).then(|| Link {
        level: (!holds).then_some(level),
        variant: if when == Times::Unknown { "packet_asks" } else { "packet" },
        ..link
    })
}

/// How severe it is that two figures of about the same words differ; `None` where they need not be one fact. The sentence itself, or its nearest
/// words between figures that agree, must be the same; and the two documents must agree on most of what they both say: those of two places
/// or of two months that follow one form do not.
fn difference_level(pair: &Paired, (a, b): (&Figure, &Figure), when: Times, habit: Habit) -> Option<Severity> {
    let framed = !a.frame.left.is_empty() && !a.frame.right.is_empty();
    let said = a.period == b.period && a.period.year.is_some();
    let habit = if said && habit == Habit::Differ { Habit::Unknown } else { habit };
    if !framed || pair.has_rival || a.frame.other_names(&b.frame) || habit == Habit::Differ || a.time != b.time && pair.like < WORTH_ASKING {
        return None;
    }
    let long = a.digits.max(b.digits) >= SHORT;
    let verbatim = pair.like >= WORTH_ASKING;
    // A cell is its row and its column: both names must be the same.
    let (left, right) = a.frame.sides(&b.frame);
    let cells = a.frame.is_cell && b.frame.is_cell && left.min(right) >= SAME_FACT;
    if (a.frame.is_cell || b.frame.is_cell) && !cells {
        return None;
    }
    // Twice as much is no slip of the pen: only the same sentence is then the same fact.
    let far = a.quantity.base().zip(b.quantity.base()).is_none_or(|(x, y)| x > y + y || y > x + x);
    if far && !verbatim && !cells {
        return None;
    }
    let between = pair.near >= SAME_FACT && pair.support >= SUPPORT || pair.near >= SAME_SERIES && pair.support > SUPPORT;
    let same = pair.like >= SAME_FACT || between;
    match (when, habit) {
        (Times::Same, Habit::Agree) if same && long && (verbatim || between) => Some(Severity::Error),
        (Times::Same, Habit::Agree) if same && (long || verbatim || between) => Some(Severity::Warning),
        (Times::Same, Habit::Unknown) if said && same && long => Some(Severity::Error),
        (Times::Same, Habit::Unknown) if same && long => Some(Severity::Warning),
        (Times::Same | Times::Unknown, _) if verbatim || between => Some(Severity::Note),
        _ => None,
    }
}

/// What two documents make of the facts that both state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// They mostly agree: both speak of one thing at one time.
    Agree,
    /// They mostly do not.
    Differ,
    /// They share too little to tell.
    Unknown,
}

/// The habits of all pairs of documents: how many pairs of figures in like words agree, and how many do not.
pub(super) struct Habits(FxHashMap<(usize, usize), (usize, usize)>);

impl Habits {
    pub fn of(extracts: &[&Extract], pairs: &[Paired]) -> Habits {
        let mut counts: FxHashMap<(usize, usize), (usize, usize)> = FxHashMap::default();
        for pair in pairs.iter().filter(|p| p.like >= SAME_SERIES && !p.again) {
            let (one, two) = (extracts[pair.one.0], extracts[pair.two.0]);
            let (a, b) = (&one.figures[pair.one.1], &two.figures[pair.two.1]);
            if a.digits.min(b.digits) >= 2 && !(Times::are_said(a, b) && Times::of((one, a), (two, b)) == Times::Differ) {
                let count = counts.entry((pair.one.0, pair.two.0)).or_default();
                *(if pair.equal { &mut count.0 } else { &mut count.1 }) += 1;
            }
        }
        Habits(counts)
    }

    /// True where two documents do not agree on most figures that both state.
    pub fn differ(&self, files: (usize, usize)) -> bool {
        self.of_files(files) == Habit::Differ
    }

    fn of_files(&self, files: (usize, usize)) -> Habit {
        let (equal, differ) = self.0.get(&files).copied().unwrap_or_default();
        match () {
            () if equal >= FEW && equal >= 2 * differ => Habit::Agree,
            () if equal + differ >= FEW && equal < 2 * differ => Habit::Differ,
            () => Habit::Unknown,
        }
    }
}

/// Equal values are one fact where chance would hardly make them equal: long numbers, N/M with both numbers, or a short one that both documents
/// say is the state up to now, in the same words.
fn is_same_fact(extracts: &[&Extract], pair: &Paired, when: Times) -> bool {
    let (a, b) = (&extracts[pair.one.0].figures[pair.one.1], &extracts[pair.two.0].figures[pair.two.1]);
    let digits = a.digits.min(b.digits);
    let flows = a.time == Time::Flow || b.time == Time::Flow;
    if when == Times::Differ && (flows || a.is_percent()) {
        return false;
    }
    let partner = |at: At, figure: &Figure| match figure.pair {
        Some(Pair::Of(other) | Pair::Base(other)) => extracts[at.0].figures.get(other).and_then(|f| f.quantity.base()),
        None => None,
    };
    let both = partner(pair.one, a).is_some_and(|value| Some(value) == partner(pair.two, b));
    let running = a.time == Time::Running && b.time == Time::Running;
    let worded = pair.like >= SAME_STATE;
    let beside = pair.support >= SUPPORT;
    digits >= ALONE
        || digits > LONG && pair.shared >= 1
        || digits >= LONG && (worded || beside || pair.shared >= 2)
        || both && (worded || beside || pair.shared >= 2)
        || digits >= SHORT && (worded || beside && pair.shared >= 1 || when != Times::Differ && pair.shared >= MORE_WORDS)
        || worded && (running || when == Times::Same)
        || beside && pair.near >= SAME_FACT && when != Times::Differ
        || digits > 1 && when != Times::Differ && pair.shared > SHARED_NAMES && a.frame.shared_names(&b.frame) >= SHARED_NAMES
}

/// A running total is never below an earlier one. Where nothing says that it is one, it is only seen to have grown as totals do.
fn grows(extracts: &[&Extract], pair: &Paired, now: Cast, before: Cast, bond: Bond) -> Option<Link> {
    let (a, b) = (now.figure, before.figure);
    // The whole of N/M is a total of its own where both say so (`trên tổng số 3.416 hồ sơ`).
    let running = a.time == Time::Running && b.time == Time::Running;
    let is_amount = !a.is_percent() && (!a.is_base() || running && !a.is_below && !b.is_below) && !a.is_change() && a.digits.min(b.digits) >= SHORT;
    let flows = a.time == Time::Flow || b.time == Time::Flow;
    if !is_amount || flows || a.quantity.measure != b.quantity.measure && a.quantity.scale != b.quantity.scale {
        return None;
    }
    let starts_anew = (a.time == Time::OfYear || b.time == Time::OfYear) && extracts[now.at.0].period.year != extracts[before.at.0].period.year;
    if starts_anew {
        return None;
    }
    let (present, past) = (a.quantity.base()?, b.quantity.base()?);
    let tenths = |value: Decimal, tenths: i64| value.checked_mul(Decimal::new(tenths, 1));
    let said = a.time != Time::Unsaid && b.time != Time::Unsaid;
    let half_said = a.time != Time::Unsaid || b.time != Time::Unsaid;
    let steady = present >= past && present <= tenths(past, GROWS_TENTHS)?;
    let link = judged("sum-mismatch", "packet_fell", Form::AtMost, before, &[now])?;
    match link.status {
        Status::Holds if said || half_said && bond == Bond::Follows || bond == Bond::Follows && steady => Some(link),
        Status::Conflicts if said && pair.like >= SAME_FACT && a.frame.sides(&b.frame).1 >= SAME_FACT => {
            let falls_far = present < tenths(past, CORRECTED_TENTHS)?;
            Some(Link { level: Some(if falls_far { Severity::Warning } else { Severity::Note }), ..link })
        }
        _ => None,
    }
}

/// Whether two figures are of one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    Same,
    Differ,
    Unknown,
}

impl Times {
    fn of(one: (&Extract, &Figure), two: (&Extract, &Figure)) -> Times {
        let apart = |x: Period, y: Period| x.year.zip(y.year).is_some_and(|(x, y)| x != y);
        if one.1.period.is_unknown() && two.1.period.is_unknown() && apart(one.1.above, two.1.above) {
            return Times::Differ;
        }
        Times::of_titles(Times::period(one.0, one.1), Times::period(two.0, two.1))
    }

    /// Whether two periods are one.
    pub fn of_titles(a: Period, b: Period) -> Times {
        match (a.year, b.year) {
            (Some(x), Some(y)) if x != y => Times::Differ,
            (Some(_), Some(_)) if a.part == b.part || end(a) == end(b) => Times::Same,
            (Some(_), Some(_)) if a.part.is_some() && b.part.is_some() => Times::Differ,
            _ => Times::Unknown,
        }
    }

    /// True where both figures have a period of their own.
    fn are_said(a: &Figure, b: &Figure) -> bool {
        a.period.year.is_some() && b.period.year.is_some()
    }

    /// The period of a figure: its own, else that of the title. A running total is of the whole report's time, whatever day it starts from.
    fn period(extract: &Extract, figure: &Figure) -> Period {
        let own = figure.period;
        match figure.time {
            Time::Unsaid | Time::Flow if own.year.is_some() && own.year != extract.period.year => own,
            Time::Unsaid | Time::Flow => own.or(extract.period),
            Time::Running | Time::OfYear => extract.period,
        }
    }
}

/// Year and month that a period ends with.
pub(super) fn end(period: Period) -> Option<(u16, u8)> {
    let month = match period.part {
        Some(Part::Month(month) | Part::Months(month)) => month,
        Some(Part::Quarter(quarter)) => quarter * 3,
        None => 12,
    };
    Some((period.year?, month))
}

/// Whether the second period follows the first one with nothing between them; `None` where their titles do not tell, as for weeks.
pub(super) fn adjoin(earlier: Period, later: Period) -> Option<bool> {
    let number = |p: Period| {
        let year = u32::from(p.year?);
        match p.part {
            Some(Part::Month(month)) => Some((1, year * 12 + u32::from(month))),
            Some(Part::Quarter(quarter)) => Some((3, year * 4 + u32::from(quarter))),
            Some(Part::Months(_)) => None,
            None => Some((12, year)),
        }
    };
    let ((kind, n), (same, next)) = number(earlier).zip(number(later))?;
    (kind == same && n != next).then_some(n + 1 == next)
}
