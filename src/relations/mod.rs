//! Relations between the numbers of a report, and the verdicts on them.

pub mod check;
pub mod elsewhere;
pub mod evidence;
mod expected;
mod interval;
pub mod other_base;
pub mod prior;
mod roughly;
pub mod slips;
pub mod working;

use crate::claims::{Claim, ClaimId};
use crate::quantity::{Quantity, Style};
use crate::rulebook::Severity;
use crate::source::Span;
use rust_decimal::Decimal;

/// What a term is in its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermRole {
    /// The number that the relation judges.
    Stated,
    /// A part of a total.
    Part,
    /// A part that is taken off (`rút khỏi`).
    Deduction,
    /// The whole of a part.
    Whole,
    /// The most that a number may be.
    Limit,
    /// The plan of a result.
    Plan,
    /// The newer value of a change.
    Now,
    /// The older value of a change.
    Before,
    /// How much something changed.
    Change,
    /// What is left.
    Rest,
    /// A thing of a list.
    Item,
    /// The same fact at another place.
    Same,
    /// A growth or share of a part.
    Rate,
    /// A factor of a product.
    Factor,
    /// A sibling that the stated number is measured by.
    Sibling,
    /// Another place that the slip concerns.
    Place,
}

/// A number, a name or a place in a relation.
#[derive(Clone, Debug)]
pub struct Term {
    /// Where it stands, in the logical text.
    pub span: Span,
    /// Its quantity, if it is a number.
    pub quantity: Option<Quantity>,
    /// What it is in the relation.
    pub role: TermRole,
    /// The claim that it is, if it is one.
    pub claim: Option<ClaimId>,
}

impl Term {
    /// The same term in another role.
    pub fn role(mut self, role: TermRole) -> Term {
        self.role = role;
        self
    }

    /// The same term as the one that is judged.
    pub fn stated(self) -> Term {
        self.role(TermRole::Stated)
    }

    /// The term of a claim.
    pub fn of(id: ClaimId, claim: &Claim, role: TermRole) -> Term {
        Term { span: claim.span, quantity: Some(claim.quantity.clone()), role, claim: Some(id) }
    }

    /// A place without a number.
    pub fn place(span: Span, role: TermRole) -> Term {
        Term { span, quantity: None, role, claim: None }
    }
}

/// What is claimed to hold between the stated number and the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// stated = Σ parts − Σ deductions
    Sum,
    /// stated (percent) = part / whole
    Share,
    /// stated (percent) = part / Σ parts, the first term being the part
    ShareOfSum,
    /// stated + Σ parts = 100 %
    WholeShares,
    /// stated (percent) = change / (now ∓ change); the sign is the direction of the change
    Growth,
    /// stated (percent) = (now − before) / before
    GrowthOf,
    /// stated = |now − before|
    Difference,
    /// stated = the other value
    Equal,
    /// the word of direction agrees with the newer and the older value
    Direction,
    /// stated ≤ whole; a whole that stands nowhere in the text (100 %) only accuses
    AtMost,
    /// stated is the greatest of all, or the least; the variant says which
    Extreme,
    /// stated lies between the least and the greatest of the rates
    Between,
    /// stated = product of the factors
    Product,
    /// stated = Σ of products, the factors in pairs
    SumOfProducts,
    /// stated = first term / second term, or first / (first − second) where the second is a change
    Quotient,
    /// stated / its factor = sibling / its factor
    SameRate,
    /// stated percent is of the same whole as the sibling: terms part, sibling part, sibling percent
    SameBase,
    /// stated percent: growth of a total out of its parts, terms are pairs of amount and growth
    WeightedGrowth,
    /// stated = the number of items
    Count,
    /// A slip that needs no arithmetic.
    Flag,
}

/// How sure the proposal is before anything is calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Only worth saying when it holds.
    Possible,
    /// Accused when a slip explains the difference.
    Likely,
    /// The text says it.
    Certain,
}

/// Competing proposals: in one group a number, and a set of parts, stands in one true relation only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The stretch of text that is read in several ways, by its first byte.
    pub group: usize,
    /// Proposals with the same option stand together, others exclude each other.
    pub option: usize,
    /// The set of parts, where several totals compete for it; else 0.
    pub column: usize,
}

/// A proposed relation.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Name of the rule that proposed it.
    pub rule: String,
    /// What is claimed.
    pub form: Form,
    /// The number that is judged (or the place of a slip).
    pub stated: Term,
    /// The other terms.
    pub terms: Vec<Term>,
    /// How sure the proposal is.
    pub certainty: Certainty,
    /// What it competes with.
    pub reading: Option<Reading>,
    /// Names the proposals that are meant the same way (shares of one whole, rows of one table): where some hold, one that fails is a slip.
    pub kin: Option<usize>,
    /// The parts may leave some of the total over.
    pub may_be_partial: bool,
    /// The words of the report ask for some of the parts only (`of which`): what is missing of the total accuses nobody.
    pub some_only: bool,
    /// Highest severity that it may have.
    pub ceiling: Severity,
    /// Which message of the rule words it; empty for the default.
    pub variant: &'static str,
    /// Values for the message, by name.
    pub details: Vec<(&'static str, String)>,
    /// What the stated words should read, where the shape can tell.
    pub replacement: Option<String>,
    /// The law that proposes it, where its form does not tell.
    pub law: Option<evidence::Law>,
    /// The file that proposed it, without folder and ending.
    pub proposer: &'static str,
    /// What its law knows that speaks for it or against it, each with its strength.
    pub features: Vec<(evidence::Feature, f32)>,
}

impl Relation {
    /// How many numbers it has besides the one that is judged.
    pub fn numbers(&self) -> usize {
        if self.form == Form::Flag {
            return 0;
        }
        self.terms.len()
    }

    /// A copy that is calculated with and then forgotten, without what says where it comes from.
    pub fn to_calculate_with(&self) -> Relation {
        let (stated, terms) = (self.stated.clone(), self.terms.clone());
        Relation { rule: String::new(), stated, terms, details: Vec::new(), replacement: None, features: Vec::new(), ..*self }
    }

    /// How the numbers of its report are written.
    pub fn style(&self) -> Style {
        let mut quantities = std::iter::once(&self.stated).chain(&self.terms).filter_map(|t| t.quantity.as_ref());
        quantities.next().map(|q| q.number.report).unwrap_or_default()
    }

    /// A relation that the text states, judged at full severity. The file that calls this is remembered: how often the proposals of one file hold is
    /// the best that is known of its phrases.
    #[track_caller]
    pub fn new(rule: &str, form: Form, stated: Term, terms: Vec<Term>) -> Relation {
        Relation {
            rule: rule.to_owned(),
            form,
            stated,
            terms,
            certainty: Certainty::Certain,
            reading: None,
            kin: None,
            may_be_partial: false,
            some_only: false,
            ceiling: Severity::Error,
            variant: "",
            details: Vec::new(),
            replacement: None,
            law: None,
            features: Vec::new(),
            proposer: stem(std::panic::Location::caller().file()),
        }
    }

    /// A slip at a place, with the other places that it concerns.
    pub fn flag(rule: &str, at: Span, others: Vec<Span>, ceiling: Severity) -> Relation {
        let terms = others.into_iter().map(|s| Term::place(s, TermRole::Place)).collect();
        Relation { ceiling, ..Relation::new(rule, Form::Flag, Term::place(at, TermRole::Stated), terms) }
    }

    /// The same, with another certainty.
    pub fn sure(mut self, certainty: Certainty) -> Relation {
        self.certainty = certainty;
        self
    }

    /// The same, competing with others.
    pub fn reading(mut self, group: usize, option: usize, column: usize) -> Relation {
        self.reading = Some(Reading { group, option, column });
        self
    }

    /// The same, meant as others of the same name are.
    pub fn kin(mut self, kin: usize) -> Relation {
        self.kin = Some(kin);
        self
    }

    /// The same, with a value for the message.
    pub fn detail(mut self, name: &'static str, value: impl Into<String>) -> Relation {
        self.details.push((name, value.into()));
        self
    }

    /// The same, worded by another message of its rule.
    pub fn variant(mut self, variant: &'static str) -> Relation {
        self.variant = variant;
        self
    }

    /// The same, with the words that the stated ones should be replaced by.
    pub fn replace(mut self, replacement: impl Into<String>) -> Relation {
        self.replacement = Some(replacement.into());
        self
    }
}

/// `src/shapes/share/beside.rs` is `share/beside`, on every system.
fn stem(path: &'static str) -> &'static str {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    // By bytes, since each relation asks for it.
    let slash = |end: usize| path.as_bytes()[..end].iter().rposition(|b| matches!(b, b'/' | b'\\'));
    slash(path.len()).and_then(slash).map_or(path, |at| &path[at + 1..])
}

/// What arithmetic says of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can be true.
    Holds,
    /// It cannot.
    Conflicts,
    /// Nothing can be said.
    CannotTell,
}

/// A judged relation.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Holds, conflicts, or neither.
    pub status: Status,
    /// For conflicts: how severe. For relations that hold only by rounding: a note.
    pub level: Option<Severity>,
    /// What the stated number should be, in its own unit.
    pub computed: Option<Decimal>,
    /// Stated minus computed, in the unit of the stated number.
    pub difference: Option<Decimal>,
    /// How far stated and computed may lie apart, both ways together, in the unit of the stated number; `None` where nothing bounds it.
    pub width: Option<Decimal>,
    /// Significant digits that had to agree for it to hold: what chance would have to do.
    pub digits: usize,
    /// How much of a stated total its parts make, in percent, rounded up above 100 and down below.
    pub reached: Option<u32>,
    /// True if it holds only when the stated figure was cut, not rounded.
    pub truncated: bool,
    /// True for a quotient that holds because it was rounded up: a report that cuts would show one unit less.
    pub rounded_up: bool,
}
