//! Frames on standard input and output. What is no message is answered as an error, and the stream goes on behind it.

use lsp_server::{ErrorCode, Message};
use serde::Serialize;
use serde_json::{json, Value};
use std::io::{self, BufRead, Read, Write};

/// Longer lines are no headers.
const LONGEST_HEADER: u64 = 8 * 1024;
/// Longer bodies are read over: no report is that long.
const LONGEST_BODY: u64 = 256 * 1024 * 1024;

/// What came in.
#[derive(Debug)]
pub(super) enum Frame {
    /// A message.
    Message(Message),
    /// No message: the id if there was one, what to answer.
    Malformed(Value, ErrorCode, String),
    /// Nothing will come any more.
    End,
}

/// Reads one frame; whatever cannot be read ends the stream.
pub(super) fn read(input: &mut impl BufRead) -> Frame {
    match headers(input) {
        Ok(Some(Some(length))) if length > LONGEST_BODY => match io::copy(&mut input.by_ref().take(length), &mut io::sink()) {
            Ok(read) if read == length => malformed(ErrorCode::InvalidRequest, format!("a message of {length} bytes is too long")),
            _ => Frame::End,
        },
        Ok(Some(Some(length))) => body(input, length),
        Ok(Some(None)) => malformed(ErrorCode::ParseError, "a header without a Content-Length".to_owned()),
        Ok(None) | Err(_) => Frame::End,
    }
}

/// The length that a header gives, if it gives one; nothing at the end of the stream.
fn headers(input: &mut impl BufRead) -> io::Result<Option<Option<u64>>> {
    let mut length = None;
    let mut lines = 0;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        // Line ends between two frames are nobody's header.
        if line.is_empty() && lines > 0 {
            return Ok(Some(length));
        }
        lines += usize::from(!line.is_empty());
        if let Some((_, value)) = line.split_once(':').filter(|(name, _)| name.trim().eq_ignore_ascii_case("content-length")) {
            length = value.trim().parse().ok();
        }
    }
}

fn body(input: &mut impl BufRead, length: u64) -> Frame {
    let mut bytes = Vec::new();
    match input.take(length).read_to_end(&mut bytes) {
        Ok(read) if u64::try_from(read) == Ok(length) => message(&bytes),
        _ => Frame::End,
    }
}

fn message(bytes: &[u8]) -> Frame {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return malformed(ErrorCode::ParseError, format!("no JSON: {error}")),
    };
    let id = value.get("id").cloned();
    match (serde_json::from_value(value), id) {
        // An id of a form that there is not makes a request look like a notification.
        (Ok(Message::Notification(_)), Some(id)) => Frame::Malformed(id, ErrorCode::InvalidRequest, "an id is a whole number or a string".to_owned()),
        (Ok(message), _) => Frame::Message(message),
        (Err(_), id) => {
            let id = id.filter(|id| id.is_string() || id.is_i64()).unwrap_or(Value::Null);
            Frame::Malformed(id, ErrorCode::InvalidRequest, "neither a request nor a response nor a notification".to_owned())
        }
    }
}

fn malformed(code: ErrorCode, why: String) -> Frame {
    Frame::Malformed(Value::Null, code, why)
}

/// Writes one message.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(output)?;
    output.flush()
}

/// Writes one notification straight from its parameters: the diagnostics of a bad report are long.
pub(super) fn notify(output: &mut impl Write, method: &str, params: &impl Serialize) -> io::Result<()> {
    let body = serde_json::to_string(&Outgoing { jsonrpc: "2.0", method, params })?;
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

/// A notification.
#[derive(Serialize)]
struct Outgoing<'a, P> {
    jsonrpc: &'a str,
    method: &'a str,
    params: &'a P,
}

/// Writes the answer to what is no message.
pub(super) fn write_error(output: &mut impl Write, id: &Value, code: ErrorCode, why: &str) -> io::Result<()> {
    let body = json!({"jsonrpc": "2.0", "id": id, "error": {"code": code as i32, "message": why}}).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}
