//! What a figure counts, and whether two figures may count the same.

use super::period::Period;
use super::words::WordId;
use crate::claims::PercentOf;
use crate::quantity::Measure;
use crate::source::Span;
use crate::units::Unit;

/// How a slot was filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Slot<T> {
    /// Right beside the figure.
    Said(T),
    /// By a heading, a caption, the head of a column.
    Inherited(T),
    /// Nothing says it.
    #[default]
    Unknown,
}

impl<T> Slot<T> {
    /// What fills it, wherever that is from.
    pub fn value(&self) -> Option<&T> {
        match self {
            Slot::Said(value) | Slot::Inherited(value) => Some(value),
            Slot::Unknown => None,
        }
    }

    /// What fills it right beside the figure.
    pub fn said(&self) -> Option<&T> {
        match self {
            Slot::Said(value) => Some(value),
            _ => None,
        }
    }
}

/// Who or what a figure is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Its telling words, sorted.
    pub words: Vec<WordId>,
    /// Where it stands, in the logical text.
    pub span: Span,
}

/// Whether a figure is planned, done, or expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scenario {
    /// `kế hoạch`, `chỉ tiêu`, `dự toán`
    Plan,
    /// `thực hiện`, `đã`
    Actual,
    /// `ước`
    Estimate,
    /// `cùng kỳ`, `năm trước`: what the figure is compared with.
    Before,
}

/// What a figure counts.
#[derive(Clone, Debug, Default)]
pub struct Key {
    /// Who or what it is of.
    pub subject: Slot<Subject>,
    /// What is measured: the telling words near it, sorted.
    pub attribute: Slot<Vec<WordId>>,
    /// In what it is measured; a noun for counted things.
    pub unit: Slot<Measure>,
    /// Its powers, and whether it adds up.
    pub dimension: Unit,
    /// When.
    pub period: Slot<Period>,
    /// Planned or done.
    pub scenario: Slot<Scenario>,
    /// What a percent is of.
    pub base: Slot<PercentOf>,
}

/// A slot of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// [`Key::subject`]
    Subject,
    /// [`Key::attribute`]
    Attribute,
    /// [`Key::unit`]
    Unit,
    /// [`Key::period`]
    Period,
    /// [`Key::scenario`]
    Scenario,
    /// [`Key::base`]
    Base,
}

/// Whether two figures may count the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Every slot is filled on both sides, and alike.
    Same,
    /// Nothing forbids it; these slots are not filled alike.
    Open(Vec<Name>),
    /// A slot says outright that they do not.
    Differs(Name),
}

/// Whether two keys may be one. Another dimension, a rate against an amount, and another year or month said forbid it; every other slot is evidence.
pub fn agree(a: &Key, b: &Key) -> Agreement {
    if !measures_meet(a, b) {
        return Agreement::Differs(Name::Unit);
    }
    if let (Some(x), Some(y)) = (a.period.said(), b.period.said()) {
        if x.differs(y) {
            return Agreement::Differs(Name::Period);
        }
    }
    let mut open = Vec::new();
    let mut check = |name, same: bool| {
        if !same {
            open.push(name);
        }
    };
    let words = |s: &Slot<Subject>| s.value().map(|s| s.words.clone());
    check(Name::Subject, alike(words(&a.subject).as_ref(), words(&b.subject).as_ref()));
    check(Name::Attribute, alike(a.attribute.value(), b.attribute.value()));
    check(Name::Unit, alike(a.unit.value(), b.unit.value()));
    check(Name::Period, alike(a.period.value(), b.period.value()));
    check(Name::Scenario, alike(a.scenario.value(), b.scenario.value()));
    check(Name::Base, a.base.value() == b.base.value());
    if open.is_empty() {
        Agreement::Same
    } else {
        Agreement::Open(open)
    }
}

fn alike<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a == b)
}

/// Counted things meet whatever they are called, since one noun has many forms; measures meet in one dimension.
fn measures_meet(a: &Key, b: &Key) -> bool {
    let counts = |m: Option<&Measure>| matches!(m, None | Some(Measure::Count(_) | Measure::Bare));
    let (x, y) = (a.unit.value(), b.unit.value());
    let percents = [x, y].iter().filter(|m| **m == Some(&Measure::Percent)).count();
    match percents {
        2 => true,
        1 => false,
        _ => a.dimension.is_intensive() == b.dimension.is_intensive() && (a.dimension.meets(&b.dimension) || counts(x) && counts(y)),
    }
}
