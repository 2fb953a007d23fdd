//! A client of the protocol: starts the program, writes frames, reads what comes back, with a time limit.

use serde_json::{json, Value};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{channel, Receiver};
use std::time::{Duration, Instant};

/// Longer nothing may take.
const LIMIT: Duration = Duration::from_secs(60);

/// The document of most tests.
pub const URI: &str = "file:///b%C3%A1o%20c%C3%A1o.md";

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What came while something else was waited for.
    seen: Vec<Value>,
    last_id: i64,
}

impl Client {
    /// The program, without a word said.
    pub fn start() -> Client {
        Client::launched(&[])
    }

    /// The same with more options.
    pub fn launched(args: &[&str]) -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_report-lint"));
        let mut child = command.args(["lsp", "--stdio"]).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (send, incoming) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Client { child, input, incoming, seen: Vec::new(), last_id: 0 }
    }

    /// The program after `initialize` with these capabilities and options.
    pub fn with(capabilities: &Value, options: &Value) -> Client {
        let mut client = Client::start();
        let welcome = client.request("initialize", &json!({"capabilities": capabilities, "initializationOptions": options}));
        assert_eq!(welcome["result"]["serverInfo"]["name"], "report-lint");
        client.notify("initialized", &json!({}));
        client
    }

    /// As an editor of today does it that does not ask for diagnostics itself.
    pub fn usual() -> Client {
        let capabilities =
            json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}, "workspace": {"workspaceEdit": {"documentChanges": true}}});
        Client::with(&capabilities, &Value::Null)
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub fn send(&mut self, message: &Value) {
        self.raw(&frame(message));
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks and does not wait: the id.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    /// Asks and waits for the answer.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(|m| m["id"] == id && m.get("method").is_none())
    }

    /// The first message that fits, whenever it came.
    pub fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.seen.iter().position(&fits) {
            return self.seen.remove(at);
        }
        let start = Instant::now();
        loop {
            let left = LIMIT.checked_sub(start.elapsed()).expect("an answer in time");
            let message = self.incoming.recv_timeout(left).expect("an answer in time");
            if fits(&message) {
                return message;
            }
            self.seen.push(message);
        }
    }

    /// What came and was not waited for.
    pub fn seen(&self) -> &[Value] {
        &self.seen
    }

    pub fn open(&mut self, text: &str) {
        self.notify("textDocument/didOpen", &json!({"textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": text}}));
    }

    pub fn change(&mut self, version: i64, changes: &Value) {
        self.notify("textDocument/didChange", &json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": changes}));
    }

    /// The diagnostics of a version.
    pub fn diagnostics(&mut self, version: i64) -> Vec<Value> {
        let message = self.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["version"] == version);
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Opens a document and waits for its diagnostics.
    pub fn opened(&mut self, text: &str) -> Vec<Value> {
        self.open(text);
        self.diagnostics(1)
    }

    /// Says good-bye and waits: exit status, standard error.
    pub fn leave(mut self) -> (i32, String) {
        assert_eq!(self.request("shutdown", &Value::Null)["result"], Value::Null);
        self.notify("exit", &Value::Null);
        self.end()
    }

    /// Waits for the end: exit status, standard error.
    pub fn end(mut self) -> (i32, String) {
        self.input = None;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < LIMIT, "the program does not end");
            std::thread::sleep(Duration::from_millis(5));
        };
        let mut errors = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        (status.code().expect("no signal"), errors)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A message as it is sent.
pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// One message; nothing at the end. Anything else on standard output is a mistake.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    output.read_line(&mut header).ok().filter(|&n| n > 0)?;
    let length = header.strip_prefix("Content-Length: ").unwrap_or_else(|| panic!("no header: {header:?}")).trim().parse().unwrap();
    let mut empty = String::new();
    output.read_line(&mut empty).unwrap();
    assert_eq!(empty, "\r\n");
    let mut body = vec![0; length];
    output.read_exact(&mut body).unwrap();
    Some(serde_json::from_slice(&body).expect("a message is JSON"))
}

/// The lines of a text with their ends, as the protocol parts them.
fn lines(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n']) {
        let end = if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        out.push(&rest[..end]);
        rest = &rest[end..];
    }
    out.push(rest);
    out
}

/// Where a byte stands, counted the slow way.
pub fn position(text: &str, offset: usize) -> Value {
    let mut start = 0;
    for (number, line) in lines(text).into_iter().enumerate() {
        if offset < start + line.len() || start + line.len() == text.len() && !line.ends_with(['\r', '\n']) {
            return json!({"line": number, "character": text[start..offset].encode_utf16().count()});
        }
        start += line.len();
    }
    panic!("{offset} is not in the text");
}

pub fn range(text: &str, start: usize, end: usize) -> Value {
    json!({"start": position(text, start), "end": position(text, end)})
}

/// The byte of a position, counted the slow way.
pub fn offset(text: &str, position: &Value) -> usize {
    let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
    let column = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
    let lines = lines(text);
    let start: usize = lines[..line].iter().map(|l| l.len()).sum();
    let mut units = 0;
    for (at, char) in lines[line].char_indices() {
        if units == column {
            return start + at;
        }
        units += char.len_utf16();
    }
    assert_eq!(units, column);
    start + lines[line].len()
}

/// The text after the edits of one document, as the client makes them.
pub fn applied(text: &str, edits: &[Value]) -> String {
    let mut places: Vec<(usize, usize, &str)> =
        edits.iter().map(|e| (offset(text, &e["range"]["start"]), offset(text, &e["range"]["end"]), e["newText"].as_str().unwrap())).collect();
    places.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in places.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
