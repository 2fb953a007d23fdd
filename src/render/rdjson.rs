//! The Reviewdog Diagnostic Format: one object over all files, columns in bytes, ends exclusive.

use super::{columns, said, Linted};
use crate::findings::{Finding, Suggestion};
use crate::rulebook::{Language, Severity};
use crate::source::{Source, Span};
use serde::Serialize;

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Tool,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<SuggestionForm>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct SuggestionForm {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

/// All findings as one object.
pub fn diagnostics(files: &[Linted], language: Language) -> serde_json::Result<String> {
    let diagnostics = said::all(files).map(|(source, finding)| diagnostic(source, finding, language)).collect();
    serde_json::to_string(&DiagnosticResult { source: Tool { name: "report-lint" }, diagnostics }).map(|json| json + "\n")
}

fn diagnostic<'a>(source: &'a Source, finding: &'a Finding, language: Language) -> Diagnostic<'a> {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let suggestions = finding.suggestions.iter().filter(|_| source.is_the_file());
    Diagnostic {
        message: said::lines(source, finding, language).join("\n"),
        location: location(source, finding.primary),
        severity,
        code: Code { value: &finding.rule },
        suggestions: suggestions.filter_map(|s| suggestion(source, s)).collect(),
        related_locations: finding.related.iter().map(|r| Related { message: &r.label, location: location(source, r.span) }).collect(),
    }
}

/// A place; where the file has no lines, the file as a whole, and the message says where.
fn location(source: &Source, span: Span) -> Location<'_> {
    Location { path: &source.name, range: source.is_the_file().then(|| range(source, span)) }
}

fn range(source: &Source, span: Span) -> Range {
    let point = |offset| {
        let at = columns::bytes(source, offset);
        Point { line: at.line, column: at.column }
    };
    Range { start: point(span.start), end: point(span.end) }
}

/// The edits of a suggestion as one replacement, since reviewdog takes several for alternatives; nothing where they are on several lines.
fn suggestion(source: &Source, suggestion: &Suggestion) -> Option<SuggestionForm> {
    let mut edits: Vec<_> = suggestion.edits.iter().collect();
    edits.sort_by_key(|e| e.span);
    let all = edits.iter().map(|e| e.span).reduce(Span::join)?;
    if source.position(all.start).line != source.position(all.end).line {
        return None;
    }
    let mut text = String::new();
    let mut done = all.start;
    for edit in edits {
        text += source.text.get(done..edit.span.start)?;
        text += &edit.replacement;
        done = edit.span.end;
    }
    Some(SuggestionForm { range: range(source, all), text })
}
