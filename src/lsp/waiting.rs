//! Questions that wait for the analysis of the document that they are about.

use super::client::Client;
use super::documents::Document;
use super::{actions, diagnostics, hover};
use lsp_server::RequestId;
use lsp_types::{CodeActionKind, CodeActionParams, DocumentDiagnosticParams, HoverParams, Position, Range, Uri};
use serde_json::{json, Value};

/// What is asked.
#[derive(Debug)]
pub(super) enum Question {
    /// What is known of a place.
    Hover(Position),
    /// How to mend what a range touches.
    Actions(Range, Option<Vec<CodeActionKind>>),
    /// All diagnostics; with the name of the answer that the client has.
    Diagnostics(Option<String>),
}

/// A question of the client.
#[derive(Debug)]
pub(super) struct Waiting {
    /// Under which the client knows it.
    pub id: RequestId,
    /// About which document.
    pub uri: Uri,
    /// What is asked.
    pub question: Question,
}

impl Waiting {
    /// Reads a request; nothing if there is no such method.
    pub fn read(id: &RequestId, method: &str, params: Value) -> Option<serde_json::Result<Waiting>> {
        let of = |uri, question| Waiting { id: id.clone(), uri, question };
        let read = match method {
            "textDocument/hover" => serde_json::from_value(params).map(|p: HoverParams| {
                let place = p.text_document_position_params;
                of(place.text_document.uri, Question::Hover(place.position))
            }),
            "textDocument/codeAction" => {
                serde_json::from_value(params).map(|p: CodeActionParams| of(p.text_document.uri, Question::Actions(p.range, p.context.only)))
            }
            "textDocument/diagnostic" => {
                serde_json::from_value(params).map(|p: DocumentDiagnosticParams| of(p.text_document.uri, Question::Diagnostics(p.previous_result_id)))
            }
            _ => return None,
        };
        Some(read)
    }

    /// True if all relations are needed.
    pub fn needs_audit(&self) -> bool {
        matches!(self.question, Question::Hover(_))
    }

    /// True if the question means a certain state of the text, so that the answer to it is worth nothing when that has changed.
    pub fn is_about_a_place(&self) -> bool {
        !matches!(self.question, Question::Diagnostics(_))
    }

    /// The answer where there is no such document.
    pub fn nothing(&self) -> Value {
        match self.question {
            Question::Hover(_) => Value::Null,
            Question::Actions(..) => json!([]),
            Question::Diagnostics(_) => json!({"kind": "full", "items": []}),
        }
    }

    /// The answer, if the document is ready for it.
    pub fn answer(&self, document: &Document, client: &Client) -> Option<Value> {
        let analysis = document.analysis(self.needs_audit())?;
        Some(match &self.question {
            Question::Hover(position) => json!(hover::hover(analysis, *position)),
            Question::Actions(_, only) if !actions::wanted(only.as_deref()) => json!([]),
            Question::Actions(range, _) => json!(actions::actions(document, analysis, *range, client)),
            Question::Diagnostics(previous) => {
                let name = document.revision.to_string();
                match previous.as_deref() == Some(name.as_str()) {
                    true => json!({"kind": "unchanged", "resultId": name}),
                    false => json!({"kind": "full", "resultId": name, "items": diagnostics::diagnostics(analysis, &document.uri, client)}),
                }
            }
        })
    }
}
