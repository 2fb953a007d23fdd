//! The readers of files, and what comes behind them.

use super::promises::{book, kept, written};
use report_lint::claims::Claims;
use report_lint::document::Document;
use report_lint::facts::{self, Facts};
use report_lint::formats::{self, Comment, Options, Tracked};
use report_lint::source::{Layout, Source, Span};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Longer reports are linted, but not written in all forms.
const LONG: usize = 20_000;

/// A text as it lies in a file; whatever is no text is read as one all the same.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    kept(Source::new("fuzz.md", text, Layout::Wrapped), book());
}

/// The same, and all outputs; also as the text of an office file, which reads lines otherwise.
pub fn outputs(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    written(kept(Source::new("fuzz.md", text.clone(), Layout::Wrapped), book()));
    written(kept(Source::new("fuzz.docx", text, Layout::LineIsBlock), book()));
}

/// Structure, numbers and what they count only: more rounds in the same time.
pub fn claims(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    for layout in [Layout::Wrapped, Layout::LineIsBlock] {
        let document = Document::read(&Source::new("fuzz.md", text.clone(), layout));
        assert_eq!(document.lower.len(), document.text().len(), "lower case keeps the places");
        let lexicon = &book().in_language(document.language).lexicon;
        let claims = Claims::read(&document, lexicon);
        for fact in facts::listed(&document, &claims, &Facts::read(&document, &claims, lexicon)) {
            assert!(text.get(fact.span.start..fact.span.end).is_some(), "{:?} of a fact is no stretch of the text", fact.span);
        }
        let spans = claims.list.iter().map(|c| c.span).chain(claims.dates.iter().map(|d| d.span)).chain(claims.citations.iter().map(|c| c.span));
        for span in spans.chain(document.blocks.iter().map(|b| b.span)).chain(document.anchors.iter().map(|a| Span::new(a.at, a.at))) {
            assert!(document.text().get(span.start..span.end).is_some(), "{span:?} is no stretch of the logical text");
            let origin = document.origin(span);
            assert!(text.get(origin.start..origin.end).is_some(), "{span:?} comes from {origin:?}, which is no stretch of the text");
        }
    }
}

/// Any file.
pub fn file(bytes: &[u8]) {
    for tracked in [Tracked::Accepted, Tracked::Original] {
        let Ok(source) = formats::read("fuzz", bytes.to_vec(), Options { tracked }) else { return };
        annotated(bytes, &source, Options { tracked });
        let is_short = source.text.len() < LONG;
        let linted = kept(source, book());
        if is_short {
            written(linted);
        }
    }
}

/// A copy with a comment reads as the file does.
fn annotated(bytes: &[u8], source: &Source, options: Options) {
    let end = source.text.char_indices().nth(3).map_or(source.text.len(), |c| c.0);
    let comment = Comment { span: Span::new(0, end), text: "x\ny".to_owned() };
    if let Ok(copy) = formats::annotate(bytes, &[comment], options) {
        let again = formats::read("copy", copy, options).unwrap_or_else(|e| panic!("the copy is no Word file: {e}"));
        assert_eq!(again.text, source.text, "the text of the copy");
    }
}

/// A package: as it is, or out of its parts (names and contents parted by zero bytes), so that mutations reach the XML.
pub fn package(bytes: &[u8]) {
    match bytes.starts_with(b"PK") {
        true => file(bytes),
        false => file(&zipped(bytes)),
    }
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let pieces: Vec<&[u8]> = bytes.split(|b| *b == 0).collect();
    for part in pieces.chunks(2) {
        let name = String::from_utf8_lossy(part[0]).into_owned();
        // A name that stands twice cannot be written.
        if out.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).is_ok() {
            out.write_all(part.get(1).copied().unwrap_or_default()).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}
