//! Findings and ledgers as people and programs read them: one file an output.

mod columns;
pub mod comments;
pub mod diff;
mod excerpt;
pub mod facts;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod ledger;
pub mod narrated;
mod places;
pub mod rdjson;
pub mod rules;
mod said;
pub mod sarif;
pub mod signs;
pub mod terminal;
pub(crate) mod words;

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
