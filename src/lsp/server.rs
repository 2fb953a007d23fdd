//! The session: what is allowed when, and what each message does.

use super::client::Client;
use super::configurations::Configurations;
use super::diagnostics::diagnostics;
use super::documents::Documents;
use super::settings::Settings;
use super::waiting::Waiting;
use super::worker::{Analysis, Job};
use super::{paths, wire, Event};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, MessageType, PublishDiagnosticsParams};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{json, Value};
use std::io::Write;
use std::sync::mpsc::Sender;

/// How far the session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    /// In work.
    Running,
    /// After `shutdown`.
    ShutDown,
    /// Over.
    Ended,
}

/// A session with one client.
pub(super) struct Server<W> {
    out: W,
    stage: Stage,
    /// Whether it ended as it should: `shutdown`, then `exit`.
    orderly: bool,
    client: Client,
    settings: Settings,
    configurations: Configurations,
    documents: Documents,
    waiting: Vec<Waiting>,
    jobs: Sender<Job>,
    /// The thread that lints has something to do.
    busy: bool,
    /// Requests that were sent to the client.
    asked: i32,
}

impl<W: Write> Server<W> {
    /// A session that nobody has begun.
    pub fn new(out: W, configurations: Configurations, jobs: Sender<Job>) -> Server<W> {
        let client = Client::read(&Value::Null);
        let (settings, documents) = (Settings::default(), Documents::default());
        Server { out, stage: Stage::New, orderly: false, client, settings, configurations, documents, waiting: Vec::new(), jobs, busy: false, asked: 0 }
    }

    /// Whether it ended as it should; nothing as long as it goes on.
    pub fn ended(&self) -> Option<bool> {
        (self.stage == Stage::Ended).then_some(self.orderly)
    }

    /// Does what an event asks for.
    pub fn handle(&mut self, event: Event) {
        match event {
            Event::Message(Message::Request(request)) => self.request(request),
            Event::Message(Message::Notification(notification)) => self.notification(notification),
            // Nothing depends on what the client says to a refresh.
            Event::Message(Message::Response(_)) => {}
            Event::Malformed(id, code, why) => {
                if wire::write_error(&mut self.out, &id, code, &why).is_err() {
                    self.end(false);
                }
            }
            Event::Linted(analysis) => self.linted(*analysis),
            Event::Closed => self.end(self.stage == Stage::ShutDown),
        }
    }

    /// Nothing more has come in: gives the next document to the thread that lints, if it is free.
    pub fn rest(&mut self) {
        if !self.busy && self.stage == Stage::Running {
            let job = self.documents.next_job(self.settings.severity, self.client.encoding);
            self.busy = job.is_some_and(|job| self.jobs.send(job).is_ok());
        }
    }

    fn end(&mut self, orderly: bool) {
        self.stage = Stage::Ended;
        self.orderly = orderly;
    }

    fn send(&mut self, message: Message) {
        // Where nobody listens any more the session is over.
        if wire::write(&mut self.out, &message).is_err() {
            self.end(false);
        }
    }

    fn answer(&mut self, id: RequestId, result: Value) {
        self.send(Response::new_ok(id, result).into());
    }

    fn refuse(&mut self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(Response::new_err(id, code as i32, why.to_owned()).into());
    }

    fn tell(&mut self, method: &str, params: &impl Serialize) {
        if wire::notify(&mut self.out, method, params).is_err() {
            self.end(false);
        }
    }

    fn log(&mut self, kind: MessageType, message: &str) {
        self.tell("window/logMessage", &json!({"type": kind, "message": message}));
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match (self.stage, method.as_str()) {
            (Stage::New, "initialize") => self.initialize(id, &params),
            (Stage::New, _) => self.refuse(id, ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (Stage::ShutDown | Stage::Ended, _) => self.refuse(id, ErrorCode::InvalidRequest, "the server was shut down"),
            (Stage::Running, "initialize") => self.refuse(id, ErrorCode::InvalidRequest, "`initialize` comes once"),
            (Stage::Running, "shutdown") => self.shut_down(id),
            (Stage::Running, _) => match Waiting::read(&id, &method, params) {
                Some(Ok(question)) => self.question(question),
                Some(Err(error)) => self.refuse(id, ErrorCode::InvalidParams, &format!("{method}: {error}")),
                None => self.refuse(id, ErrorCode::MethodNotFound, &format!("there is no `{method}` here")),
            },
        }
    }

    fn initialize(&mut self, id: RequestId, params: &Value) {
        self.client = Client::read(params);
        self.stage = Stage::Running;
        self.configurations.begin(paths::workspace(params));
        self.answer(id, self.client.welcome());
        if let Some(options) = params.get("initializationOptions") {
            self.set(options);
        }
    }

    fn shut_down(&mut self, id: RequestId) {
        self.stage = Stage::ShutDown;
        for question in std::mem::take(&mut self.waiting) {
            self.refuse(question.id, ErrorCode::RequestCanceled, "the server is shutting down");
        }
        self.answer(id, Value::Null);
    }

    /// New settings, if these are any; true then.
    fn set(&mut self, sent: &Value) -> bool {
        let Some((settings, problems)) = Settings::read(sent) else { return false };
        self.warn(problems);
        let new = settings != self.settings;
        if new {
            self.configurations.set(&settings);
            self.settings = settings;
        }
        new
    }

    /// Shows the user what is wrong, in the words of the command line.
    fn warn(&mut self, problems: Vec<String>) {
        for problem in problems {
            self.tell("window/showMessage", &json!({"type": MessageType::WARNING, "message": format!("report-lint: {problem}")}));
        }
    }

    /// Asks the client to do something; nothing depends on its answer.
    fn demand(&mut self, method: &str, params: Value) {
        self.asked += 1;
        self.send(Request::new(self.asked.into(), method.to_owned(), params).into());
    }

    /// Looks whether something else holds for the documents than did.
    fn settle(&mut self) {
        let configurations = &mut self.configurations;
        let changed = self.documents.settle(|document| configurations.of(&document.place, Some(&document.setting)));
        let problems = self.configurations.take_problems();
        self.warn(problems);
        if changed && self.client.pulls && self.client.refreshes {
            self.demand("workspace/diagnostic/refresh", Value::Null);
        }
    }

    fn question(&mut self, question: Waiting) {
        let Some(document) = self.documents.get_mut(question.uri.as_str()) else {
            let nothing = question.nothing();
            return self.answer(question.id, nothing);
        };
        document.wants_audit |= question.needs_audit();
        match question.answer(document, &self.client) {
            Some(result) => self.answer(question.id, result),
            None => self.waiting.push(question),
        }
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match (self.stage, method.as_str()) {
            (_, "exit") => self.end(self.stage == Stage::ShutDown),
            (Stage::Running, "textDocument/didOpen") => self.with(&method, params, Self::open),
            (Stage::Running, "textDocument/didChange") => self.with(&method, params, Self::change),
            (Stage::Running, "textDocument/didClose") => self.with(&method, params, Self::close),
            (Stage::Running, "workspace/didChangeConfiguration") => self.configure(&params),
            (Stage::Running, "initialized") => self.register(),
            // One that says nothing of files may at least save a document after its configuration.
            (Stage::Running, "workspace/didChangeWatchedFiles" | "textDocument/didSave") => self.settle(),
            (Stage::Running, "$/cancelRequest") => self.cancel(params),
            // Traces, and what comes at the wrong time.
            _ => {}
        }
    }

    /// Does something with the parameters of a notification; no answer can be given to those that cannot be read.
    fn with<P: DeserializeOwned>(&mut self, method: &str, params: Value, act: fn(&mut Self, P)) {
        match serde_json::from_value(params) {
            Ok(params) => act(self, params),
            Err(error) => self.log(MessageType::ERROR, &format!("{method}: {error}")),
        }
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        if !Documents::are_of(&document) {
            let (uri, language) = (document.uri.as_str(), &document.language_id);
            return self.log(MessageType::INFO, &format!("{uri}: `{language}` is not read in an editor; there are Markdown and plain text"));
        }
        let place = self.configurations.place(document.uri.as_str());
        let setting = self.configurations.of(&place, None);
        if setting.excludes(&place) {
            self.log(MessageType::INFO, &format!("{}: the configuration excludes it", document.uri.as_str()));
        }
        self.documents.open(document, self.client.encoding, place, setting);
        self.settle();
    }

    /// Asks for word of files that change.
    fn register(&mut self) {
        if let Some(registration) = self.client.registration() {
            self.demand("client/registerCapability", registration);
        }
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        if !self.client.watches {
            self.settle();
        }
        let document = params.text_document;
        self.documents.change(document.uri.as_str(), document.version, &params.content_changes);
        self.give_up(document.uri.as_str(), Waiting::is_about_a_place);
    }

    fn close(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if self.documents.close(uri.as_str()).is_some() && !self.client.pulls {
            self.tell("textDocument/publishDiagnostics", &json!({"uri": uri, "diagnostics": []}));
        }
        self.give_up(uri.as_str(), |_| true);
    }

    /// Refuses the questions about a document whose text is no longer the one that they mean.
    fn give_up(&mut self, uri: &str, which: impl Fn(&Waiting) -> bool) {
        let (outdated, rest) = std::mem::take(&mut self.waiting).into_iter().partition(|w| w.uri.as_str() == uri && which(w));
        self.waiting = rest;
        for question in Vec::from_iter::<Vec<Waiting>>(outdated) {
            self.refuse(question.id, ErrorCode::ContentModified, "the document has changed");
        }
    }

    fn configure(&mut self, params: &Value) {
        if params.get("settings").is_some_and(|sent| self.set(sent)) {
            self.settle();
        }
    }

    fn cancel(&mut self, params: Value) {
        let Some(id) = params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok()) else { return };
        if let Some(at) = self.waiting.iter().position(|w| w.id == id) {
            self.waiting.remove(at);
            self.refuse(id, ErrorCode::RequestCanceled, "cancelled by the client");
        }
    }

    /// An analysis has come; one of an old state is dropped.
    fn linted(&mut self, analysis: Analysis) {
        self.busy = false;
        let (uri, problem) = (analysis.uri.clone(), analysis.problem.clone());
        if self.stage != Stage::Running || !self.documents.keep(analysis) {
            return;
        }
        if let Some(problem) = problem {
            self.log(MessageType::ERROR, &problem);
        }
        self.publish(&uri);
        for question in std::mem::take(&mut self.waiting) {
            self.question(question);
        }
    }

    /// Pushes the diagnostics of a document, once for each state of it.
    fn publish(&mut self, uri: &str) {
        let Some(document) = self.documents.get(uri).filter(|d| d.published != d.revision && !self.client.pulls) else { return };
        let Some(analysis) = document.analysis(false) else { return };
        let found = diagnostics(analysis, &document.uri, &self.client);
        let (revision, version, uri_sent) = (document.revision, document.version, document.uri.clone());
        self.tell("textDocument/publishDiagnostics", &PublishDiagnosticsParams { uri: uri_sent, diagnostics: found, version: Some(version) });
        if let Some(document) = self.documents.get_mut(uri) {
            document.published = revision;
        }
    }
}
