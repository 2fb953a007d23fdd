//! What keeps a hostile PDF from costing more than an error: streams are unpacked into nothing first, and the reading
//! is contained (`contained.rs`).

use super::super::FormatError;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_font::hayro_syntax::object::{Array, Dict, Number, Object};

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
