//! JSON for scripts and editors: the forms of the interface, version 1.

use super::Linted;
use crate::findings::{Finding, Suggestion};
use crate::ledger::{LedgerNumber, LedgerRelation, NumberStatus};
use crate::relations::{Status, TermRole};
use crate::rulebook::Severity;
use crate::source::{Place, Source, Span};
use serde::Serialize;

/// Version of the forms; a breaking change raises it.
pub(super) const VERSION: u32 = 1;

/// All files in one object.
#[derive(Serialize)]
struct Envelope<T> {
    version: u32,
    files: Vec<T>,
}

#[derive(Serialize)]
struct FileFindings<'a> {
    path: &'a str,
    language: &'a str,
    findings: Vec<FindingForm<'a>>,
    numbers: usize,
    checked: usize,
}

#[derive(Serialize)]
struct FindingForm<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: &'a str,
    working: &'a str,
    primary: SpanForm<'a>,
    related: Vec<RelatedForm<'a>>,
    suggestions: Vec<SuggestionForm<'a>>,
}

#[derive(Serialize)]
struct RelatedForm<'a> {
    span: SpanForm<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct SuggestionForm<'a> {
    edits: Vec<EditForm<'a>>,
    because: &'a str,
    repairs: usize,
}

#[derive(Serialize)]
struct EditForm<'a> {
    span: SpanForm<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
pub(super) struct SpanForm<'a> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<OriginForm<'a>>,
}

/// Where a span starts in the original file; which fields there are depends on the format.
#[derive(Default, Serialize)]
struct OriginForm<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<&'a str>,
}

#[derive(Serialize)]
struct FileLedger<'a> {
    path: &'a str,
    numbers: Vec<NumberForm<'a>>,
    relations: Vec<RelationForm<'a>>,
}

#[derive(Serialize)]
struct NumberForm<'a> {
    span: SpanForm<'a>,
    value: &'a str,
    unit: &'a str,
    status: &'static str,
    why: &'a str,
}

#[derive(Serialize)]
struct RelationForm<'a> {
    shape: &'a str,
    rule: &'a str,
    verdict: &'static str,
    level: &'static str,
    stated: SpanForm<'a>,
    terms: Vec<TermForm<'a>>,
    working: &'a str,
}

#[derive(Serialize)]
struct TermForm<'a> {
    span: SpanForm<'a>,
    role: &'static str,
}

/// The findings of all files as one object.
pub fn findings(files: &[Linted]) -> serde_json::Result<String> {
    line(&Envelope { version: VERSION, files: files.iter().map(file_findings).collect() })
}

/// The findings of all files, one object a line.
pub fn findings_lines(files: &[Linted]) -> serde_json::Result<String> {
    files.iter().map(|f| line(&file_findings(f))).collect()
}

/// The ledgers of all files as one object.
pub fn ledgers(files: &[Linted]) -> serde_json::Result<String> {
    line(&Envelope { version: VERSION, files: files.iter().map(file_ledger).collect() })
}

/// The ledgers of all files, one object a line.
pub fn ledger_lines(files: &[Linted]) -> serde_json::Result<String> {
    files.iter().map(|f| line(&file_ledger(f))).collect()
}

fn line(form: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(form).map(|json| json + "\n")
}

fn file_findings(file: &Linted) -> FileFindings<'_> {
    let ledger = &file.report.ledger;
    FileFindings {
        path: &file.source.name,
        language: file.report.language.code(),
        findings: file.report.findings.iter().map(|f| finding(&file.source, f)).collect(),
        numbers: ledger.numbers.len(),
        checked: ledger.checked(),
    }
}

fn finding<'a>(source: &'a Source, finding: &'a Finding) -> FindingForm<'a> {
    FindingForm {
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        help: &finding.help,
        working: &finding.working,
        primary: span(source, finding.primary),
        related: finding.related.iter().map(|r| RelatedForm { span: span(source, r.span), label: &r.label }).collect(),
        suggestions: finding.suggestions.iter().map(|s| suggestion(source, s)).collect(),
    }
}

fn suggestion<'a>(source: &'a Source, suggestion: &'a Suggestion) -> SuggestionForm<'a> {
    SuggestionForm {
        edits: suggestion.edits.iter().map(|e| EditForm { span: span(source, e.span), replacement: &e.replacement }).collect(),
        because: &suggestion.because,
        repairs: suggestion.repairs,
    }
}

pub(super) fn span(source: &Source, span: Span) -> SpanForm<'_> {
    let (from, to) = (source.position(span.start), source.position(span.end));
    SpanForm {
        start: span.start,
        end: span.end,
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        text: span.of(&source.text),
        origin: source.place(span.start).map(origin),
    }
}

fn origin(place: &Place) -> OriginForm<'_> {
    let none = OriginForm::default();
    match place {
        Place::Paragraph { part, paragraph, run } => OriginForm { part: Some(part), paragraph: Some(*paragraph), run: Some(*run), ..none },
        Place::Page { page, line } => OriginForm { page: Some(*page), line: Some(*line), ..none },
        Place::Cell { sheet, cell } => OriginForm { sheet: Some(sheet), cell: Some(cell), ..none },
        Place::Element { element } => OriginForm { element: Some(element), ..none },
    }
}

fn file_ledger(file: &Linted) -> FileLedger<'_> {
    let Linted { source, report } = file;
    FileLedger {
        path: &source.name,
        numbers: report.ledger.numbers.iter().map(|n| number(source, n)).collect(),
        relations: report.ledger.relations.iter().map(|r| relation(source, r)).collect(),
    }
}

fn number<'a>(source: &'a Source, number: &'a LedgerNumber) -> NumberForm<'a> {
    let status = match number.status {
        NumberStatus::Checked => "checked",
        NumberStatus::Conflicting => "conflicting",
        NumberStatus::Unchecked => "unchecked",
    };
    NumberForm { span: span(source, number.span), value: &number.value, unit: &number.unit, status, why: number.why }
}

fn relation<'a>(source: &'a Source, relation: &'a LedgerRelation) -> RelationForm<'a> {
    RelationForm {
        shape: &relation.shape,
        rule: &relation.rule,
        verdict: verdict(relation.status),
        level: relation.level.map_or("ok", Severity::name),
        stated: span(source, relation.stated),
        terms: relation.terms.iter().map(|&(at, role)| TermForm { span: span(source, at), role: role_slug(role) }).collect(),
        working: &relation.working,
    }
}

fn verdict(status: Status) -> &'static str {
    match status {
        Status::Holds => "holds",
        Status::Conflicts => "conflicts",
        Status::CannotTell => "cannot-tell",
    }
}

/// The name of a role for programs: it never changes and has no language.
fn role_slug(role: TermRole) -> &'static str {
    match role {
        TermRole::Stated => "stated",
        TermRole::Part => "part",
        TermRole::Deduction => "deduction",
        TermRole::Whole => "whole",
        TermRole::Plan => "plan",
        TermRole::Now => "now",
        TermRole::Before => "before",
        TermRole::Change => "change",
        TermRole::Rest => "rest",
        TermRole::Item => "item",
        TermRole::Same => "same",
        TermRole::Rate => "rate",
        TermRole::Factor => "factor",
        TermRole::Sibling => "sibling",
        TermRole::Place => "place",
    }
}
