//! What keeps a hostile PDF from costing more than an error: streams are unpacked into nothing first, and the reading runs
//! on a thread of its own, whose panics and whose time end as errors.

use super::super::FormatError;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_font::hayro_syntax::object::{Array, Dict, Number, Object};
use std::any::Any;
use std::panic;
use std::sync::{mpsc, Once};
use std::thread;
use std::time::Duration;

/// Most bytes that one stream may unpack to; a picture of a page in fine print has about 100 MB.
const MOST_STREAM: u64 = 128 << 20;
/// Most bytes that all streams without pictures may unpack to.
const MOST_TEXT: u64 = 256 << 20;
/// Most bytes that the pictures may unpack to. They are not read, but a hostile file can call its text a picture.
const MOST_PICTURES: u64 = 2 << 30;
/// Most bytes packed in old ways (LZW, run lengths), which can grow to 2.500 times their size and are not measured.
const MOST_OLD: u64 = 256 << 10;
/// Most characters that the widths of a font are given for, ranges written out.
const MOST_WIDTHS: i64 = 2_000_000;
/// Longest time to read a file.
const LONGEST: Duration = Duration::from_secs(60);
/// Stack of the thread: objects may lie 512 deep in each other.
const STACK: usize = 64 << 20;
/// Name of the thread, by which its panics are known.
const THREAD: &str = "pdf";

/// Looks at how much the packed streams unpack to, before anything is kept. Streams of encrypted files cannot be looked into.
pub(super) fn check_streams(bytes: &[u8]) -> Result<(), FormatError> {
    let (mut text, mut pictures, mut old) = (0, 0, 0);
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let dictionary = &bytes[start.saturating_sub(1024)..start];
        let dictionary = &dictionary[rfind(dictionary, b"obj").unwrap_or(0)..];
        let has = |word: &str| count(dictionary, word.as_bytes());
        let packed_old = has("LZWDecode") + has("RunLengthDecode");
        if has("FlateDecode") + packed_old > 1 {
            return Err(FormatError::Limit { what: "a stream of the PDF is packed several times".into(), limit: "1".into() });
        }
        let data = bytes[at..].strip_prefix(b"\r\n").or_else(|| bytes[at..].strip_prefix(b"\n")).unwrap_or_default();
        let picture = has("/Image") > 0;
        if packed_old > 0 && !picture {
            old += find(data, b"endstream").unwrap_or(data.len()) as u64;
        } else if data.first().is_some_and(|b| b & 0x0f == 8) {
            *(if picture { &mut pictures } else { &mut text }) += unpacked(data)?;
        }
        for (size, most) in [(text, MOST_TEXT), (pictures, MOST_PICTURES), (old, MOST_OLD)] {
            if size > most {
                return Err(limit("the streams of the PDF are larger together", most));
            }
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to; damaged ones count as far as they can be read.
fn unpacked(data: &[u8]) -> Result<u64, FormatError> {
    let mut inflate = Decompress::new(true);
    let mut sink = vec![0; 64 << 10];
    loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress(&data[read as usize..], &mut sink, FlushDecompress::None);
        if inflate.total_out() > MOST_STREAM {
            return Err(limit("a stream of the PDF unpacks to more", MOST_STREAM));
        }
        let stuck = inflate.total_in() == read && inflate.total_out() == written;
        if stuck || !matches!(status, Ok(Status::Ok)) {
            return Ok(inflate.total_out());
        }
    }
}

/// True if the widths of a font are for as many characters as a font can have: the crate writes a range of them out one by one.
pub(super) fn is_honest(font: &Dict) -> bool {
    let descendants = font.get::<Array>(&b"DescendantFonts"[..]).into_iter().flat_map(|fonts| fonts.iter::<Dict>().take(4).collect::<Vec<_>>());
    let mut all = descendants.chain([font.clone()]);
    let sizes = [(&b"W"[..], 3), (&b"W2"[..], 5)];
    all.all(|font| sizes.iter().filter_map(|(key, size)| Some((font.get::<Array>(*key)?, *size))).all(|(widths, size)| spans(&widths, size) <= MOST_WIDTHS))
}

/// How many characters the ranges of an array of widths have together; a range is `size` numbers, of which the first two are its ends.
fn spans(widths: &Array, size: usize) -> i64 {
    let mut parts = widths.flex_iter();
    let mut total = 0i64;
    let mut range: Vec<i64> = Vec::new();
    while total <= MOST_WIDTHS {
        if let Some(number) = parts.next::<Number>() {
            range.push(number.as_i64());
            if range.len() == size {
                total = total.saturating_add(range[1].saturating_sub(range[0]).saturating_add(1).max(1));
                range.clear();
            }
        } else if parts.next::<Object>().is_some() {
            // `first [width width]`: the widths themselves are there.
            range.clear();
        } else {
            break;
        }
    }
    total
}

fn limit(what: &str, limit: u64) -> FormatError {
    FormatError::Limit { what: what.to_owned(), limit: if limit >> 20 > 0 { format!("{} MB", limit >> 20) } else { format!("{} kB", limit >> 10) } }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|w| w == word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|w| w == word)
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|w| *w == word).count()
}

/// Runs the reading on a thread of its own. If it takes too long the thread is left behind; it ends with the program.
pub(super) fn contained<T: Send + 'static>(work: impl FnOnce() -> Result<T, FormatError> + Send + 'static) -> Result<T, FormatError> {
    silence();
    let (send, receive) = mpsc::channel();
    let run = move || {
        // Nobody listens any more once the time is over.
        let _ = send.send(panic::catch_unwind(panic::AssertUnwindSafe(work)));
    };
    let spawned = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(run);
    spawned.map_err(|error| FormatError::Damaged(format!("no thread to read it on: {error}")))?;
    match receive.recv_timeout(LONGEST) {
        Ok(Ok(result)) => result,
        Ok(Err(cause)) => Err(FormatError::Damaged(format!("reading it fails ({})", words(&cause)))),
        Err(_) => Err(FormatError::Limit { what: "reading the PDF takes longer".into(), limit: format!("{} s", LONGEST.as_secs()) }),
    }
}

fn words(cause: &Box<dyn Any + Send>) -> String {
    let text = cause.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| cause.downcast_ref::<String>().cloned());
    text.unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect()
}

/// Panics of this thread are reported as errors, not on the screen; those of other threads as ever.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                usual(info);
            }
        }));
    });
}
