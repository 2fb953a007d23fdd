//! What a figure counts.

use super::period::Period;
use crate::claims::PercentOf;
use crate::source::Span;

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

    /// True if it was filled by something above the figure.
    pub fn is_inherited(&self) -> bool {
        matches!(self, Slot::Inherited(_))
    }
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

/// What a figure counts. Spans point into the logical text.
#[derive(Clone, Debug, Default)]
pub struct Key {
    /// Who or what it is of.
    pub subject: Slot<Span>,
    /// What is measured: the stretches of text that say it.
    pub attribute: Vec<Span>,
    /// True if its unit is that of its table or column.
    pub unit_inherited: bool,
    /// When.
    pub period: Slot<Period>,
    /// Planned or done; `None` where nothing says it.
    pub scenario: Option<Scenario>,
    /// What a percent is of.
    pub base: PercentOf,
}
