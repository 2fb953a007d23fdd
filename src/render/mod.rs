//! Findings and ledgers as people and programs read them: one file an output.

pub mod comments;
pub mod diff;
mod excerpt;
pub mod html;
pub mod json;
pub mod ledger;
mod places;
pub mod rules;
pub mod terminal;
mod words;

use crate::source::Source;
use crate::Report;

/// A report with what was found in it.
#[derive(Clone, Debug)]
pub struct Linted {
    /// The report.
    pub source: Source,
    /// Findings and ledger.
    pub report: Report,
}
