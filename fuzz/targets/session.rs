//! A session of the language server with a client that says anything.

use super::promises::book;
use report_lint::settings::{Choices, Origin};
use serde_json::Value;
use std::io::{self, BufReader, Read};
use std::time::Duration;

const GREETING: &[&str] =
    &[r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#, r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#];

/// Each line is a message, behind the greeting; bytes that begin with a header are the stream itself.
pub fn talk(bytes: &[u8]) {
    let frames = match bytes.starts_with(b"Content-Length") {
        true => vec![bytes.to_vec()],
        false => GREETING.iter().map(|l| l.as_bytes()).chain(bytes.split(|b| *b == b'\n')).map(framed).collect(),
    };
    let input = BufReader::new(Client { frames: frames.into_iter() });
    let mut output = Vec::new();
    let options = Choices { origin: Origin::Nothing, ..Choices::default() };
    report_lint::lsp::converse(book().as_ref().clone(), options, input, &mut output).expect("a stream in memory can be written");
    answered(&output);
}

/// Says one thing after the other, and gives the server a little time: who hangs up at once hears no diagnostics.
struct Client {
    frames: std::vec::IntoIter<Vec<u8>>,
}

impl Read for Client {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(frame) = self.frames.next() else {
            std::thread::sleep(Duration::from_millis(3));
            return Ok(0);
        };
        std::thread::sleep(Duration::from_micros(100));
        let (now, later) = frame.split_at(frame.len().min(buffer.len()));
        buffer[..now.len()].copy_from_slice(now);
        if !later.is_empty() {
            let rest: Vec<Vec<u8>> = std::iter::once(later.to_vec()).chain(self.frames.by_ref()).collect();
            self.frames = rest.into_iter();
        }
        // A frame of nothing would be taken for the end.
        if now.is_empty() {
            self.read(buffer)
        } else {
            Ok(now.len())
        }
    }
}

fn framed(line: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", line.len()).as_bytes(), line].concat()
}

/// What came back is frames of JSON to the last byte, and no apology.
fn answered(mut output: &[u8]) {
    while !output.is_empty() {
        let head = output.windows(4).position(|w| w == b"\r\n\r\n").expect("a header");
        let length = std::str::from_utf8(&output[..head]).expect("ASCII").strip_prefix("Content-Length: ").expect("a length");
        let body = &output[head + 4..][..length.parse::<usize>().expect("a number")];
        let message: Value = serde_json::from_slice(body).expect("JSON");
        assert_eq!(message["jsonrpc"], "2.0");
        assert!(!String::from_utf8_lossy(body).contains("report-lint itself failed"), "{message}");
        output = &output[head + 4 + body.len()..];
    }
}
