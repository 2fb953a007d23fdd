//! A language server on standard input and output. One thread reads, one lints, this one talks; standard output carries the protocol alone.
//!
//! A document is linted as soon as nothing more comes in, and of a document that changes meanwhile only the newest state is linted next:
//! what is shown is never older than the text.

mod actions;
mod client;
mod configurations;
mod diagnostics;
mod documents;
mod hover;
mod lines;
mod paths;
mod server;
mod settings;
mod waiting;
mod wire;
mod worker;

use crate::rulebook::Rulebook;
use crate::settings::Choices;
use configurations::Configurations;
use lsp_server::{ErrorCode, Message};
use serde_json::Value;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::sync::mpsc::{channel, Sender};
use std::thread::Builder;
use wire::Frame;
use worker::Analysis;

/// What the session reacts to.
#[derive(Debug)]
enum Event {
    /// The client says something.
    Message(Message),
    /// The client says something that is no message.
    Malformed(Value, ErrorCode, String),
    /// A document was linted.
    Linted(Box<Analysis>),
    /// The client says nothing any more.
    Closed,
}

/// Serves one client until it leaves, with `options` over every configuration; true if it said `shutdown` first, as the protocol wants it.
pub fn serve(book: Rulebook, options: Choices) -> io::Result<bool> {
    converse(book, options, BufReader::new(io::stdin()), io::stdout().lock())
}

/// The same over any two streams.
pub fn converse(book: Rulebook, options: Choices, input: impl BufRead + Send + 'static, output: impl Write) -> io::Result<bool> {
    let (send, events) = channel();
    let (jobs, to_do) = channel();
    let done = send.clone();
    // Neither thread is waited for: one hangs in a read, the other may be at a long text, and both end with the program.
    Builder::new().name("linter".to_owned()).spawn(move || worker::work(&to_do, &done))?;
    Builder::new().name("reader".to_owned()).spawn(move || listen(input, &send))?;
    let mut server = server::Server::new(BufWriter::new(output), Configurations::new(book, options), jobs);
    loop {
        // What has come in already goes first: of many edits in a row only the last state is linted.
        let event = events.try_recv().or_else(|_| {
            server.rest();
            events.recv()
        });
        server.handle(event.unwrap_or(Event::Closed));
        if let Some(orderly) = server.ended() {
            return Ok(orderly);
        }
    }
}

/// Reads messages until the last one.
fn listen(mut input: impl BufRead, events: &Sender<Event>) {
    loop {
        let event = match wire::read(&mut input) {
            Frame::Message(message) => Event::Message(message),
            Frame::Malformed(id, code, why) => Event::Malformed(id, code, why),
            Frame::End => Event::Closed,
        };
        let last = match &event {
            Event::Closed => true,
            Event::Message(Message::Notification(n)) => n.method == "exit",
            _ => false,
        };
        if events.send(event).is_err() || last {
            return;
        }
    }
}
