//! SARIF 2.1.0, for code scanning and viewers: one run over all files.

mod forms;

use super::columns::Utf16;
use super::words::pick;
use super::{places, said, uri, Linted};
use crate::findings::fingerprint::fingerprints;
use crate::findings::{Finding, Suggestion};
use crate::rulebook::{Language, Rule, Severity};
use crate::source::{Place, Source, Span};
use forms::{
    Artifact, ArtifactChange, ArtifactLocation, AutomationDetails, Canonical, Configuration, Driver, Fingerprints, Fix, Invocation, Location, Log,
    LogicalLocation, Notification, PhysicalLocation, Region, Replacement, RuleForm, Run, SarifResult, Text, Tool, Uri,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run: the rules that there are, the findings of all files, and what could not be read.
pub fn log(files: &[Linted], rules: &[&Rule], problems: &[String], language: Language) -> serde_json::Result<String> {
    let uris: Vec<String> = files.iter().map(|f| uri::of(&f.source.name)).collect();
    let mut results = Vec::new();
    for (index, (file, uri)) in files.iter().zip(&uris).enumerate() {
        let at = At { source: &file.source, units: Utf16::new(&file.source), artifact: ArtifactLocation { uri, index }, language };
        let prints = fingerprints(&file.source, &file.report.findings);
        results.extend(file.report.findings.iter().zip(prints).map(|(finding, print)| at.result(finding, print, rules)));
    }
    let version = env!("CARGO_PKG_VERSION");
    let rules = rules.iter().map(|r| rule(r, language)).collect();
    let run = Run {
        tool: Tool { driver: Driver { name: env!("CARGO_PKG_NAME"), version, semantic_version: version, rules } },
        language: pick(language, "vi", "en"),
        column_kind: "utf16CodeUnits",
        automation_details: AutomationDetails { id: concat!(env!("CARGO_PKG_NAME"), "/") },
        invocations: [Invocation {
            execution_successful: problems.is_empty(),
            tool_execution_notifications: problems.iter().map(|p| notification(p)).collect(),
        }],
        artifacts: files.iter().zip(&uris).map(|(file, uri)| artifact(&file.source, uri)).collect(),
        results,
    };
    serde_json::to_string(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }).map(|json| json + "\n")
}

/// A level as SARIF calls it; the names happen to be ours.
fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn text<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Text<'a> {
    Text { text: text.into() }
}

/// Words that are no placeholders and no links of SARIF, whatever a report says.
fn message<'a>(words: &str) -> Text<'a> {
    let words = words.replace('{', "{{").replace('}', "}}");
    let is_link = words.contains("](");
    text(if is_link { words.replace('[', "\\[").replace(']', "\\]") } else { words })
}

fn notification(problem: &str) -> Notification<'static> {
    Notification { level: "error", message: message(problem) }
}

fn rule(rule: &Rule, language: Language) -> RuleForm<'_> {
    let help = match language {
        Language::Vi => format!("`report-lint rule {}` giải thích quy tắc này kèm ví dụ.", rule.name),
        Language::En => format!("`report-lint rule {} --lang en` explains this rule with examples.", rule.name),
    };
    RuleForm {
        id: &rule.name,
        short_description: text(rule.said().summary.in_language(language)),
        full_description: text(rule.said().explain.in_language(language).trim()),
        help: text(help),
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn artifact(source: &Source, uri: &str) -> Artifact {
    let encoding = source.is_the_file().then_some("utf-8");
    Artifact { location: Uri { uri: uri.to_owned() }, roles: ["analysisTarget"], encoding }
}

/// What locations of one file are made of.
struct At<'a> {
    source: &'a Source,
    units: Utf16<'a>,
    artifact: ArtifactLocation<'a>,
    language: Language,
}

impl<'a> At<'a> {
    fn result(&self, finding: &'a Finding, own: String, rules: &[&Rule]) -> SarifResult<'a> {
        let other = |(i, r): (usize, &'a crate::findings::Related)| Location { id: Some(i + 1), message: Some(message(&r.label)), ..self.location(r.span) };
        let named = |_: &&str| !finding.primary_label.is_empty();
        let fixes = finding.suggestions.iter().filter(|_| self.source.is_the_file());
        SarifResult {
            rule_id: &finding.rule,
            rule_index: rules.iter().position(|r| r.name == finding.rule),
            level: level(finding.severity),
            message: message(&said::lines(self.source, finding, self.language).join("\n")),
            locations: [Location { message: Some(finding.primary_label.as_str()).filter(named).map(message), ..self.location(finding.primary) }],
            related_locations: finding.related.iter().enumerate().map(other).collect(),
            partial_fingerprints: Fingerprints { own },
            fixes: fixes.map(|s| self.fix(s)).collect(),
        }
    }

    /// A place: a region where the text is the file; else what the original calls it, since lines of the canonical text are none of the file.
    fn location(&self, span: Span) -> Location<'a> {
        let is_the_file = self.source.is_the_file();
        let snippet = || Some(text(span.of(&self.source.text)));
        let region = is_the_file.then(|| Region { snippet: snippet(), ..self.region(span) });
        let physical_location = PhysicalLocation { artifact_location: self.artifact, region };
        let logical_locations = self.source.place(span.start).map(|place| logical(place, self.language)).into_iter().collect();
        let canonical = || Canonical { canonical_start: span.start, canonical_end: span.end, text: span.of(&self.source.text) };
        Location { id: None, physical_location, logical_locations, message: None, properties: (!is_the_file).then(canonical) }
    }

    fn region(&self, span: Span) -> Region<'a> {
        let (from, to) = (self.units.at(span.start), self.units.at(span.end));
        Region {
            start_line: from.line,
            start_column: from.column,
            end_line: to.line,
            end_column: to.column,
            char_offset: from.offset,
            char_length: to.offset - from.offset,
            byte_offset: span.start,
            byte_length: span.len(),
            snippet: None,
        }
    }

    fn fix(&self, suggestion: &'a Suggestion) -> Fix<'a> {
        let replacement = |e: &'a crate::findings::Edit| Replacement { deleted_region: self.region(e.span), inserted_content: text(&e.replacement) };
        let description = format!("{} ({})", said::edits(self.source, suggestion), suggestion.because);
        let replacements = suggestion.edits.iter().map(replacement).collect();
        Fix { description: message(&said::plain(&description)), artifact_changes: [ArtifactChange { artifact_location: self.artifact, replacements }] }
    }
}

/// A place of the original in words, and what it is.
fn logical(place: &Place, language: Language) -> LogicalLocation {
    let (name, kind) = match place {
        Place::Paragraph { part, paragraph, .. } => (format!("{part}/{paragraph}"), "paragraph"),
        Place::Page { page, line } => (format!("{page}/{line}"), "line"),
        Place::Cell { sheet, cell } => (format!("{sheet}!{cell}"), "cell"),
        Place::Element { element } => (element.clone(), "element"),
    };
    LogicalLocation { name: places::place(place, language), fully_qualified_name: name, kind }
}
