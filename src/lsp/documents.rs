//! The documents that are open in the editor, as the client says they are.

use super::lines::{Encoding, Lines};
use super::worker::{Analysis, Job};
use crate::rulebook::Severity;
use crate::settings::Setting;
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What clients call text that this program reads.
const LANGUAGES: [&str; 6] = ["markdown", "plaintext", "text", "md", "txt", ""];
/// How the files of such texts are called.
const ENDINGS: [&str; 3] = [".md", ".markdown", ".txt"];

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its name.
    pub uri: Uri,
    /// The number that the client gave its present state.
    pub version: i32,
    /// The number that this program gave it; settings count too, and no number comes twice.
    pub revision: u64,
    /// Whether a hover waits for its relations.
    pub wants_audit: bool,
    /// Where it is.
    pub place: PathBuf,
    /// What holds there.
    pub setting: Arc<Setting>,
    /// The state whose diagnostics were sent last.
    pub published: u64,
    text: String,
    lines: Lines,
    analysis: Option<Analysis>,
}

impl Document {
    /// The analysis of its present state, with all relations if they are needed.
    pub fn analysis(&self, audited: bool) -> Option<&Analysis> {
        self.analysis.as_ref().filter(|a| a.revision == self.revision && (a.audited || !audited))
    }

    fn change(&mut self, change: &TextDocumentContentChangeEvent) {
        let Some(range) = change.range else {
            self.text.clone_from(&change.text);
            self.lines.edited(0);
            return;
        };
        let (start, end) = (self.lines.find(&self.text, range.start), self.lines.find(&self.text, range.end));
        self.text.replace_range(start.min(end)..start.max(end), &change.text);
        self.lines.edited(start.min(end));
    }
}

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<String, Document>,
    last_revision: u64,
}

impl Documents {
    fn next_revision(&mut self) -> u64 {
        self.last_revision += 1;
        self.last_revision
    }

    /// True if a document is of a kind that is read in an editor.
    pub fn are_of(item: &TextDocumentItem) -> bool {
        let name = item.uri.as_str().to_lowercase();
        LANGUAGES.contains(&item.language_id.as_str()) || ENDINGS.iter().any(|e| name.ends_with(e))
    }

    /// Opens a document at its place, with what holds there.
    pub fn open(&mut self, item: TextDocumentItem, encoding: Encoding, place: PathBuf, setting: Arc<Setting>) {
        let TextDocumentItem { uri, version, text, .. } = item;
        let revision = self.next_revision();
        let key = uri.as_str().to_owned();
        let lines = Lines::new(encoding);
        let document = Document { uri, version, revision, wants_audit: false, place, setting, published: 0, text, lines, analysis: None };
        self.open.insert(key, document);
    }

    /// Changes a document; false if it is not open.
    pub fn change(&mut self, uri: &str, version: i32, changes: &[TextDocumentContentChangeEvent]) -> bool {
        let revision = self.next_revision();
        let Some(document) = self.open.get_mut(uri) else { return false };
        changes.iter().for_each(|c| document.change(c));
        document.version = version;
        document.revision = revision;
        document.wants_audit = false;
        true
    }

    /// Closes a document; nothing if it was not open.
    pub fn close(&mut self, uri: &str) -> Option<Document> {
        self.open.remove(uri)
    }

    /// Asks anew what holds for each document, and makes the analyses under other settings old ones; true if there are any.
    pub fn settle(&mut self, mut of: impl FnMut(&Document) -> Arc<Setting>) -> bool {
        let before = self.last_revision;
        for document in self.open.values_mut() {
            let setting = of(document);
            if !Arc::ptr_eq(&setting, &document.setting) {
                self.last_revision += 1;
                document.revision = self.last_revision;
                document.setting = setting;
            }
        }
        self.last_revision > before
    }

    /// An open document.
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.open.get(uri)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.open.get_mut(uri)
    }

    /// Keeps an analysis; false if its document is closed or no longer in that state.
    pub fn keep(&mut self, analysis: Analysis) -> bool {
        let Some(document) = self.open.get_mut(&analysis.uri).filter(|d| d.revision == analysis.revision) else { return false };
        document.analysis = Some(analysis);
        true
    }

    /// What is to be linted next: of the documents without an analysis of their present state, the one that changed last.
    pub fn next_job(&self, severity: Severity, encoding: Encoding) -> Option<Job> {
        let stale = self.open.values().filter(|d| d.analysis(d.wants_audit).is_none());
        let document = stale.max_by_key(|d| d.revision)?;
        let (uri, text) = (document.uri.as_str().to_owned(), document.text.clone());
        let (place, setting) = (document.place.clone(), Arc::clone(&document.setting));
        Some(Job { uri, revision: document.revision, text, place, setting, severity, encoding, audit: document.wants_audit })
    }
}
