//! What the client can do, and what is offered to it.

use super::lines::Encoding;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DiagnosticOptions, DiagnosticServerCapabilities, HoverProviderCapability,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use serde_json::{json, Value};

/// What the client can do. Read piece by piece: a client with an odd capability elsewhere must work too.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// What columns are counted in.
    pub encoding: Encoding,
    /// It shows the other places of a finding.
    pub related: bool,
    /// It takes edits for a certain version of a document.
    pub versioned_edits: bool,
    /// It asks for diagnostics itself. One that does would show pushed ones twice; one that cannot be told to ask again, and takes pushed
    /// ones, gets these: else it would show old ones after a change of the configuration.
    pub pulls: bool,
    /// It can be told to ask again.
    pub refreshes: bool,
    /// It says when files change, if it is asked to.
    pub watches: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn read(params: &Value) -> Client {
        let about = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| about(path).and_then(Value::as_bool).unwrap_or(false);
        let known = |kind: &Value| [Encoding::Utf8, Encoding::Utf16].into_iter().find(|e| kind.as_str() == Some(e.kind().as_str()));
        let refreshes = can("workspace/diagnostics/refreshSupport");
        let is_pushed_to = about("textDocument/publishDiagnostics").is_some_and(Value::is_object);
        let encodings = about("general/positionEncodings").and_then(Value::as_array);
        Client {
            encoding: encodings.and_then(|kinds| kinds.iter().find_map(known)).unwrap_or(Encoding::Utf16),
            related: can("textDocument/publishDiagnostics/relatedInformation") || can("textDocument/diagnostic/relatedInformation"),
            versioned_edits: can("workspace/workspaceEdit/documentChanges"),
            pulls: about("textDocument/diagnostic").is_some_and(Value::is_object) && (refreshes || !is_pushed_to),
            refreshes,
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
        }
    }

    /// The answer to `initialize`.
    pub fn welcome(&self) -> Value {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        };
        let actions = CodeActionOptions { code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]), ..CodeActionOptions::default() };
        let pulled = DiagnosticOptions { identifier: Some("report-lint".to_owned()), ..DiagnosticOptions::default() };
        let capabilities = ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
            diagnostic_provider: self.pulls.then_some(DiagnosticServerCapabilities::Options(pulled)),
            ..ServerCapabilities::default()
        };
        json!({"capabilities": capabilities, "serverInfo": {"name": "report-lint", "version": env!("CARGO_PKG_VERSION")}})
    }
    /// What the client is asked to say, if it can: when configurations and rules change.
    pub fn registration(&self) -> Option<Value> {
        let watchers = json!({"watchers": [{"globPattern": "**/*.toml"}]});
        let one = json!({"id": "configuration", "method": "workspace/didChangeWatchedFiles", "registerOptions": watchers});
        self.watches.then(|| json!({"registrations": [one]}))
    }
}
