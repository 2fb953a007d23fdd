//! Suggested edits as quick fixes.

use super::client::Client;
use super::diagnostics::diagnostic;
use super::documents::Document;
use super::worker::Analysis;
use crate::findings::{Edit, Finding, Suggestion};
use crate::render::signs::shown;
use crate::render::words::pick;
use crate::source::Span;
use crate::suppression::UNUSED;
use lsp_types::{
    CodeAction, CodeActionKind, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use std::collections::HashMap;

/// Longest words that a title shows whole.
const LONGEST_WORDS: usize = 40;

/// True if a client that asks for these kinds wants quick fixes.
pub(super) fn wanted(only: Option<&[CodeActionKind]>) -> bool {
    only.is_none_or(|kinds| kinds.iter().any(|k| k.as_str().is_empty() || k.as_str() == CodeActionKind::QUICKFIX.as_str()))
}

/// The fixes of the findings that a range of the document touches.
pub(super) fn actions(document: &Document, analysis: &Analysis, range: Range, client: &Client) -> Vec<CodeAction> {
    let asked = Span::new(analysis.lines.offset(&analysis.source.text, range.start), analysis.lines.offset(&analysis.source.text, range.end));
    // A cursor behind the last letter of a number is at the number.
    let touches = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let near = |f: &&Finding| touches(f.primary) || f.suggestions.iter().flat_map(|s| &s.edits).any(|e| touches(e.span));
    let mut out = Vec::new();
    for finding in analysis.report.findings.iter().filter(near) {
        for (at, suggestion) in finding.suggestions.iter().enumerate() {
            out.push(CodeAction {
                title: title(analysis, suggestion),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic(analysis, finding, &document.uri, client)]),
                edit: Some(edit(document, mended(analysis, suggestion), client)),
                is_preferred: (at == 0).then_some(true),
                ..CodeAction::default()
            });
        }
        out.extend(ignoring(document, analysis, finding, client));
    }
    out
}

/// `“08” → “07” (why)`.
fn title(analysis: &Analysis, suggestion: &Suggestion) -> String {
    let say = |e: &Edit| {
        let old = quoted(analysis.words(e.span));
        match e.replacement.is_empty() {
            true => format!("{} {old}", pick(analysis.language, "Bỏ", "Delete")),
            false => format!("{old} → {}", quoted(&e.replacement)),
        }
    };
    let edits: Vec<String> = suggestion.edits.iter().map(say).collect();
    let because = if suggestion.because.is_empty() { String::new() } else { format!(" ({})", suggestion.because) };
    shown(&format!("{}{because}", edits.join(", "))).into_owned()
}

/// Words in quotation marks, on one line, the middle of long ones left out.
fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = words.chars().count();
    if length <= LONGEST_WORDS {
        return format!("“{words}”");
    }
    let head: String = words.chars().take(LONGEST_WORDS / 2).collect();
    let tail: String = words.chars().skip(length - LONGEST_WORDS / 2).collect();
    format!("“{head}…{tail}”")
}

/// A comment above the block of a finding that hides its rule there: for what is right as it stands. A comment that hides nothing goes by its own fix.
fn ignoring(document: &Document, analysis: &Analysis, finding: &Finding, client: &Client) -> Option<CodeAction> {
    if finding.rule == UNUSED {
        return None;
    }
    let before = analysis.source.text.get(..finding.primary.start)?;
    // Inside a block a comment would break a paragraph or a table.
    let mut start = 0;
    let mut at = 0;
    for line in before.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() && line.ends_with('\n') {
            start = at;
        }
    }
    let end = if analysis.source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = TextEdit::new(analysis.range(Span::new(start, start)), format!("<!-- report-lint: ignore[{}] -->{end}", finding.rule));
    Some(CodeAction {
        title: format!("{} ({})", pick(analysis.language, "Bỏ qua lỗi này", "Ignore this finding"), finding.rule),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(analysis, finding, &document.uri, client)]),
        edit: Some(edit(document, vec![comment], client)),
        ..CodeAction::default()
    })
}

fn mended(analysis: &Analysis, suggestion: &Suggestion) -> Vec<TextEdit> {
    suggestion.edits.iter().map(|e| TextEdit::new(analysis.range(e.span), e.replacement.clone())).collect()
}

fn edit(document: &Document, edits: Vec<TextEdit>, client: &Client) -> WorkspaceEdit {
    let uri = document.uri.clone();
    if client.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(document.version) };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    // The key is a name that is never written to; its type only keeps a parse of it.
    #[allow(clippy::mutable_key_type)]
    let changes = HashMap::from([(uri, edits)]);
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}
