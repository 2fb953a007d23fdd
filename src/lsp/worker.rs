//! The thread that lints, so that the one that talks is never busy. It gets one document at a time and never learns that it is outdated.

use super::lines::{Encoding, Lines};
use super::Event;
use crate::formats::{self, Options};
use crate::rulebook::{Language, Severity};
use crate::settings::Setting;
use crate::source::{Layout, Source, Span};
use crate::Report;
use lsp_types::Range;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::Arc;

/// Longer texts are not linted while somebody types.
const LONGEST: usize = 16 * 1024 * 1024;

/// A document to lint.
#[derive(Debug)]
pub(super) struct Job {
    /// Which document.
    pub uri: String,
    /// Which state of it.
    pub revision: u64,
    /// Its text.
    pub text: String,
    /// Where it is.
    pub place: PathBuf,
    /// What holds there.
    pub setting: Arc<Setting>,
    /// Lowest severity that is shown.
    pub severity: Severity,
    /// What columns are counted in.
    pub encoding: Encoding,
    /// Whether all relations are wanted, for a hover.
    pub audit: bool,
}

/// One state of a document, linted.
#[derive(Debug)]
pub(super) struct Analysis {
    /// Which document.
    pub uri: String,
    /// Which state of it.
    pub revision: u64,
    /// Whether the ledger has its relations.
    pub audited: bool,
    /// The text.
    pub source: Source,
    /// Its lines.
    pub lines: Lines,
    /// Language of the messages.
    pub language: Language,
    /// What was found.
    pub report: Report,
    /// Why there is nothing, if the work could not be done.
    pub problem: Option<String>,
}

impl Analysis {
    /// Where a stretch of the text is for the client.
    pub fn range(&self, span: Span) -> Range {
        self.lines.range(&self.source.text, span)
    }

    /// The words of a stretch.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.source.text)
    }
}

/// Lints until there is nobody left to lint for.
pub(super) fn work(jobs: &Receiver<Job>, done: &Sender<Event>) {
    while let Ok(job) = jobs.recv() {
        if done.send(Event::Linted(Box::new(linted(job)))).is_err() {
            return;
        }
    }
}

fn linted(job: Job) -> Analysis {
    let Job { uri, revision, text, place, setting, severity, encoding, audit } = job;
    let lines = Lines::whole(encoding, &text);
    let source = Source::new(uri.as_str(), text, Layout::Wrapped);
    let examine = if audit { crate::audit } else { crate::lint };
    // A mistake of this program in one report must not end the session.
    let report = match is_read_as_text(&source) {
        _ if setting.excludes(&place) => Ok(nothing()),
        Ok(true) => catch_unwind(AssertUnwindSafe(|| examine(&source, &setting.book, setting.language)))
            .map_err(|_| "report-lint itself failed here; this is its mistake, not the report's".to_owned()),
        Ok(false) => Ok(nothing()),
        Err(problem) => Err(problem),
    };
    let over = report.as_ref().ok().and_then(|r| r.limit.as_ref()).map(ToString::to_string);
    let problem = report.as_ref().err().or(over.as_ref()).map(|why| format!("{uri}: {why}"));
    // After a failure there are no relations to wait for.
    let audited = audit || problem.is_some();
    let mut report = report.unwrap_or_else(|_| nothing());
    setting.apply(&place, &mut report.findings);
    report.findings.retain(|f| f.severity >= severity);
    let language = setting.language.unwrap_or(report.language);
    Analysis { uri, revision, audited, source, lines, language, report, problem }
}

fn nothing() -> Report {
    Report::nothing(Language::default(), None)
}

/// True if the command line would read these bytes as text too: a web page, say, has other places than the buffer.
fn is_read_as_text(source: &Source) -> Result<bool, String> {
    if source.text.len() > LONGEST {
        return Err(format!("a text of more than {} MiB is not linted in an editor", LONGEST >> 20));
    }
    let read = formats::read(&source.name, source.text.clone().into_bytes(), Options::default());
    Ok(read.is_ok_and(|r| r.layout == Layout::Wrapped && r.text == source.text))
}
