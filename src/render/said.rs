//! A finding in plain lines, for outputs that show text without places underlined.

use super::words::pick;
use super::{places, signs, Linted};
use crate::findings::{Finding, Suggestion};
use crate::rulebook::Language;
use crate::source::Source;

/// The calculation, what to do and how it might read: a line each, as far as there is one.
pub(super) fn details(source: &Source, finding: &Finding, language: Language) -> Vec<String> {
    let say = |vi, en| pick(language, vi, en);
    let mut lines = Vec::new();
    if !finding.working.is_empty() && !finding.message.contains(&finding.working) {
        lines.push(format!("{} {}", say("Phép tính:", "Working:"), finding.working));
    }
    if !finding.help.is_empty() {
        lines.push(format!("{} {}", say("Cách xử lý:", "What to do:"), finding.help));
    }
    if let Some(suggestion) = finding.suggestions.first() {
        lines.push(format!("{} {} ({})", say("Gợi ý sửa:", "Suggestion:"), edits(source, suggestion), suggestion.because));
    }
    lines
}

/// What is replaced by what.
pub(super) fn edits(source: &Source, suggestion: &Suggestion) -> String {
    let edits: Vec<String> = suggestion.edits.iter().map(|e| format!("“{}” → “{}”", e.span.of(&source.text), e.replacement)).collect();
    edits.join(", ")
}

/// Message, place in the original and details: everything that another program should show of a finding, a line each.
pub(super) fn lines(source: &Source, finding: &Finding, language: Language) -> Vec<String> {
    let mut lines = vec![finding.message.clone()];
    if source.place(finding.primary.start).is_some() {
        let words = finding.primary.of(&source.text);
        lines.push(format!("{} {}, “{words}”", pick(language, "Vị trí:", "Place:"), places::of(source, finding.primary.start, language)));
    }
    lines.extend(details(source, finding, language));
    lines.iter().map(|line| plain(line)).collect()
}

/// Words on one line, without signs that nobody sees: control characters and marks that turn the direction of text.
pub(super) fn plain(words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(|w| w.chars().filter(|&c| !signs::steers(c)).collect()).collect();
    words.join(" ")
}

/// Findings of all files with their file.
pub(super) fn all(files: &[Linted]) -> impl Iterator<Item = (&Source, &Finding)> {
    files.iter().flat_map(|file| file.report.findings.iter().map(|f| (&file.source, f)))
}
