//! Findings and ledgers as people and programs read them: one file an output.

mod blanks;
mod columns;
pub mod comments;
pub mod csv;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
mod excerpt;
pub mod facts;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod ledger;
pub mod narrated;
mod order;
mod places;
pub mod problems;
pub mod rdjson;
pub mod rules;
mod said;
pub mod sarif;
pub mod signs;
pub mod summary;
#[cfg(feature = "cli")]
pub mod terminal;
mod uri;
#[cfg(feature = "cli")]
pub mod versions;
pub mod words;

use crate::source::Source;
use crate::Report;

/// A file that gave no report, or only part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The path, as it was given or found.
    pub path: String,
    /// Why, in one sentence.
    pub why: String,
    /// Passed by in a folder, which is no failure; else it failed.
    pub skipped: bool,
}

impl Unread {
    /// A file that could not be read, or not wholly.
    pub fn failed(path: impl std::fmt::Display, why: impl std::fmt::Display) -> Unread {
        Unread { path: path.to_string(), why: why.to_string(), skipped: false }
    }
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.why)
    }
}

/// A report with what was found in it.
#[derive(Clone, Debug)]
pub struct Linted {
    /// The report.
    pub source: Source,
    /// Findings and ledger.
    pub report: Report,
}
