//! JSON for scripts and editors: the forms of the interface, version 1.

use super::{Linted, Unread};
use crate::findings::{Elsewhere, Finding, Suggestion};
use crate::ledger::{Evidence, Excuse, LedgerNumber, LedgerRelation, NumberStatus, Reason};
use crate::relations::{Status, TermRole};
use crate::rulebook::Severity;
use crate::source::{Place, Source, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the forms; a breaking change raises it.
pub(super) const VERSION: u32 = 1;

/// All files in one object.
#[derive(Serialize, JsonSchema)]
struct Envelope<T> {
    version: u32,
    files: Vec<T>,
}

#[derive(Serialize, JsonSchema)]
struct FileFindings<'a> {
    path: &'a str,
    language: &'a str,
    findings: Vec<FindingForm<'a>>,
    numbers: usize,
    checked: usize,
    /// Why the file could not be read, or not wholly.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
    /// True for a file that a folder holds and that is passed by.
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct FindingForm<'a> {
    rule: &'a str,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    message: &'a str,
    help: &'a str,
    working: &'a str,
    primary: SpanForm<'a>,
    related: Vec<RelatedForm<'a>>,
    suggestions: Vec<SuggestionForm<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RelatedForm<'a> {
    span: SpanForm<'a>,
    label: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct SuggestionForm<'a> {
    edits: Vec<EditForm<'a>>,
    because: &'a str,
    repairs: usize,
}

#[derive(Serialize, JsonSchema)]
struct EditForm<'a> {
    span: SpanForm<'a>,
    replacement: &'a str,
}

#[derive(Serialize, JsonSchema)]
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
    /// The document that it stands in, where that is another one of the packet.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

/// Where a span starts in the original file; which fields there are depends on the format.
#[derive(Default, Serialize, JsonSchema)]
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

#[derive(Serialize, JsonSchema)]
struct FileLedger<'a> {
    path: &'a str,
    numbers: Vec<NumberForm<'a>>,
    relations: Vec<RelationForm<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct NumberForm<'a> {
    span: SpanForm<'a>,
    value: &'a str,
    unit: &'a str,
    status: &'static str,
    why: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct RelationForm<'a> {
    shape: &'a str,
    rule: &'a str,
    verdict: &'static str,
    level: &'static str,
    stated: SpanForm<'a>,
    terms: Vec<TermForm<'a>>,
    working: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<EvidenceForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dropped: Option<&'static str>,
}

/// What a relation rests on, in bits.
#[derive(Serialize, JsonSchema)]
struct EvidenceForm {
    from: &'static str,
    said: f64,
    support: f64,
    chance: f64,
}

#[derive(Serialize, JsonSchema)]
struct TermForm<'a> {
    span: SpanForm<'a>,
    role: &'static str,
}

/// The findings of all files as one object; files that could not be read stand behind the others.
pub fn findings(files: &[Linted], unread: &[Unread]) -> serde_json::Result<String> {
    line(&Envelope { version: VERSION, files: all_findings(files, unread).collect() })
}

/// The findings of all files, one object a line.
pub fn findings_lines(files: &[Linted], unread: &[Unread]) -> serde_json::Result<String> {
    all_findings(files, unread).map(|f| line(&f)).collect()
}

/// The JSON schema of the findings, or of the ledgers of an audit.
pub fn schema(of_ledgers: bool) -> String {
    let schema = if of_ledgers { schemars::schema_for!(Envelope<FileLedger>) } else { schemars::schema_for!(Envelope<FileFindings>) };
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn all_findings<'a>(files: &'a [Linted], unread: &'a [Unread]) -> impl Iterator<Item = FileFindings<'a>> {
    let read = files.iter().map(|file| {
        let problem = unread.iter().find(|u| u.path == file.source.name).map(|u| u.why.as_str());
        FileFindings { problem, ..file_findings(file) }
    });
    let others = unread.iter().filter(|u| files.iter().all(|f| f.source.name != u.path));
    read.chain(others.map(|u| FileFindings {
        path: &u.path,
        language: "",
        findings: Vec::new(),
        numbers: 0,
        checked: 0,
        problem: Some(&u.why),
        skipped: u.skipped.then_some(true),
    }))
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
        problem: None,
        skipped: None,
    }
}

fn finding<'a>(source: &'a Source, finding: &'a Finding) -> FindingForm<'a> {
    FindingForm {
        rule: &finding.rule,
        severity: finding.severity,
        confidence: finding.confidence.map(hundredths),
        message: &finding.message,
        help: &finding.help,
        working: &finding.working,
        primary: span(source, finding.primary),
        related: related(source, finding),
        suggestions: finding.suggestions.iter().map(|s| suggestion(source, s)).collect(),
    }
}

/// The other places, those in other documents last.
fn related<'a>(source: &'a Source, finding: &'a Finding) -> Vec<RelatedForm<'a>> {
    let own = finding.related.iter().map(|r| RelatedForm { span: span(source, r.span), label: &r.label });
    own.chain(finding.elsewhere.iter().map(|e| RelatedForm { span: abroad(e), label: &e.label })).collect()
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
        file: None,
    }
}

/// The same with the name of its file, where an output is about two.
#[cfg(feature = "cli")]
pub(super) fn span_in_file(source: &Source, place: Span) -> SpanForm<'_> {
    SpanForm { file: Some(&source.name), ..span(source, place) }
}

/// A place in another document.
fn abroad(place: &Elsewhere) -> SpanForm<'_> {
    SpanForm {
        start: place.span.start,
        end: place.span.end,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        text: &place.text,
        origin: place.place.as_ref().map(origin),
        file: Some(&place.file),
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
        NumberStatus::Compared => "compared",
        NumberStatus::Conflicting => "conflicting",
        NumberStatus::Unchecked => "unchecked",
    };
    NumberForm { span: span(source, number.span), value: &number.value, unit: &number.unit, status, why: number.why }
}

fn relation<'a>(source: &'a Source, relation: &'a LedgerRelation) -> RelationForm<'a> {
    // Places of another document bring their line and their words with them.
    let place = |n: usize, at: Span| relation.elsewhere.iter().find(|e| e.0 == n).map_or_else(|| span(source, at), |e| abroad(&e.1));
    RelationForm {
        shape: &relation.shape,
        rule: &relation.rule,
        verdict: verdict(relation.status),
        level: relation.level.map_or("ok", Severity::name),
        stated: place(0, relation.stated),
        terms: relation.terms.iter().enumerate().map(|(n, &(at, role))| TermForm { span: place(n + 1, at), role: role_slug(role) }).collect(),
        working: &relation.working,
        confidence: relation.confidence.map(hundredths),
        evidence: relation.evidence.map(evidence),
        dropped: dropped(relation.reason),
    }
}

/// Two digits, but never a certainty that is none.
fn hundredths(value: f64) -> f64 {
    (value.clamp(0.0, 0.9999) * 100.0).floor() / 100.0
}

fn evidence(evidence: Evidence) -> EvidenceForm {
    let tenths = |bits: f64| (bits * 10.0).round() / 10.0;
    EvidenceForm { from: evidence.proposer, said: tenths(evidence.said), support: tenths(evidence.support), chance: tenths(evidence.chance) }
}

/// Why nothing is said of a proposal.
fn dropped(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::Judged => None,
        Reason::Beaten(_) => Some("beaten"),
        Reason::Unsure => Some("unlikely"),
        Reason::Excused(Excuse::Habit) => Some("habit"),
        Reason::Excused(Excuse::Unmeant) => Some("unmeant"),
        Reason::Excused(Excuse::OtherBase) => Some("other-base"),
        Reason::Excused(Excuse::OpenList) => Some("open-list"),
        Reason::Excused(Excuse::Explained) => Some("explained"),
        Reason::Incalculable => Some("incalculable"),
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
        TermRole::Limit => "limit",
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
