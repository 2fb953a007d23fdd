//! Findings as diagnostics.

use super::client::Client;
use super::worker::Analysis;
use crate::findings::{Finding, Related};
use crate::render::signs::shown;
use crate::render::words::pick;
use crate::rulebook::Severity;
use lsp_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};
use serde_json::{json, Value};

/// The diagnostics of a document, in reading order.
pub(super) fn diagnostics(analysis: &Analysis, uri: &Uri, client: &Client) -> Vec<Diagnostic> {
    analysis.report.findings.iter().map(|f| diagnostic(analysis, f, uri, client)).collect()
}

/// One finding.
pub(super) fn diagnostic(analysis: &Analysis, finding: &Finding, uri: &Uri, client: &Client) -> Diagnostic {
    Diagnostic {
        range: analysis.range(finding.primary),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.clone())),
        source: Some("report-lint".to_owned()),
        message: message(analysis, finding),
        related_information: (client.related && !finding.related.is_empty()).then(|| related(analysis, finding, uri)),
        data: (!finding.suggestions.is_empty()).then(|| suggestions(analysis, finding)),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    }
}

/// What contradicts what, with the calculation unless the message has it.
fn message(analysis: &Analysis, finding: &Finding) -> String {
    if finding.working.is_empty() || finding.message.contains(&finding.working) {
        return shown(&finding.message).into_owned();
    }
    let working = pick(analysis.language, "Phép tính:", "Working:");
    shown(&format!("{}\n{working} {}", finding.message, finding.working)).into_owned()
}

fn related(analysis: &Analysis, finding: &Finding, uri: &Uri) -> Vec<DiagnosticRelatedInformation> {
    let location = |span| Location { uri: uri.clone(), range: analysis.range(span) };
    let message = |r: &Related| shown(&format!("{}: {}", r.label, analysis.words(r.span))).into_owned();
    finding.related.iter().map(|r| DiagnosticRelatedInformation { location: location(r.span), message: message(r) }).collect()
}

/// The suggested edits, for clients that apply them on their own.
fn suggestions(analysis: &Analysis, finding: &Finding) -> Value {
    let edit = |e: &crate::findings::Edit| json!({"range": analysis.range(e.span), "newText": e.replacement});
    let forms = finding.suggestions.iter().map(|s| {
        let edits: Vec<Value> = s.edits.iter().map(edit).collect();
        json!({"edits": edits, "because": s.because, "repairs": s.repairs})
    });
    json!({"suggestions": forms.collect::<Vec<_>>()})
}
