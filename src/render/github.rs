//! Workflow commands of GitHub Actions: each finding becomes an annotation at its line.

use super::{said, signs, Linted};
use crate::findings::Finding;
use crate::rulebook::{Language, Severity};
use crate::source::Source;

/// One command a finding: `::error file=…,line=…,…::message`.
pub fn commands(files: &[Linted], language: Language) -> String {
    said::all(files).map(|(source, finding)| command(source, finding, language)).collect()
}

fn command(source: &Source, finding: &Finding, language: Language) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let title = property(&format!("report-lint ({})", finding.rule));
    let message = data(&said::lines(source, finding, language).join("\n"));
    format!("::{level} file={}{},title={title}::{message}\n", property(&signs::shown(&source.name)), place(source, finding))
}

/// Line and columns in characters; none where the file has no lines, and no columns where it is several lines: GitHub would drop them.
fn place(source: &Source, finding: &Finding) -> String {
    if !source.is_the_file() {
        return String::new();
    }
    let (from, to) = (source.position(finding.primary.start), source.position(finding.primary.end));
    match from.line == to.line {
        true => format!(",line={},endLine={},col={},endColumn={}", from.line, to.line, from.column, to.column),
        false => format!(",line={},endLine={}", from.line, to.line),
    }
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text between `=` and the next `,` or `::`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
