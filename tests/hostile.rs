//! Hostile and broken office files: a clear error and exit status 2, little memory and time, no panic.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::{entries, paragraph, read, run, zip_of, Docx};
use proptest::prelude::*;
use std::process::Command;
use std::time::{Duration, Instant};

const TYPES: &str = "[Content_Types].xml";

/// A Word file with this as its document part.
fn with_document(xml: &[u8]) -> Vec<u8> {
    zip_of(&[(TYPES, b"<Types/>"), ("word/document.xml", xml)])
}

fn refused(bytes: Vec<u8>, words: &str) {
    let error = read(bytes).expect_err("the file is refused").to_string();
    assert!(error.contains(words), "`{words}` expected in: {error}");
    assert_eq!(error.lines().count(), 1);
}

/// A document part that unpacks to 200 MB.
fn bomb() -> Vec<u8> {
    let mut xml = b"<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>".to_vec();
    xml.resize(200 << 20, b'9');
    with_document(&xml)
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bytes = bomb();
    assert!(bytes.len() < 300_000, "{}", bytes.len());
    let begun = Instant::now();
    refused(bytes.clone(), "over the limit");
    assert!(begun.elapsed() < Duration::from_millis(200), "{:?}", begun.elapsed());
    // A directory that lies about the size must not help.
    let mut lying = bytes;
    let size = (200u32 << 20).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
        }
    }
    assert!(read(lying).is_err());
}

#[test]
#[cfg(target_os = "linux")]
fn a_bomb_costs_the_program_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bomb.docx"), bomb()).unwrap();
    // The shell limits the memory of the program to 64 MB more than it needs to begin.
    let limited = |file: &str| {
        let script = format!("ulimit -v 400000; exec '{}' {file}", env!("CARGO_BIN_EXE_report-lint"));
        Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().unwrap()
    };
    let done = limited("bomb.docx");
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stderr).contains("over the limit"));
}

#[test]
fn entities_and_document_types_are_refused() {
    let laughs = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"ha\">]><w:document xmlns:w=\"x\"><w:body><w:p/></w:body></w:document>";
    refused(with_document(laughs), "DOCTYPE");
    refused(with_document(b"<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"), "entity");
}

#[test]
fn depth_and_entries_are_limited() {
    let deep = |n: usize| format!("<w:document xmlns:w=\"x\"><w:body>{}{}</w:body></w:document>", "<w:sdt>".repeat(n), "</w:sdt>".repeat(n));
    refused(with_document(deep(100_000).as_bytes()), "over the limit");
    let cells = |n: usize| "<w:tbl><w:tr><w:tc>".repeat(n) + &paragraph("sâu") + &"</w:tc></w:tr></w:tbl>".repeat(n);
    assert!(Docx::new(&cells(50)).text().contains("sâu"));
    refused(Docx::new(&cells(5_000)).bytes(), "over the limit");
    let names: Vec<String> = (0..10_001).map(|n| format!("word/{n}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).chain([("word/document.xml", b"".as_slice())]).collect();
    refused(zip_of(&many), "entries");
}

#[test]
fn a_wide_cell_costs_nothing() {
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"99999\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert!(Docx::new(wide).text().len() < 1000);
}

/// Each note is found by its id at once, however many there are, and in whatever order they stand.
#[test]
fn many_notes_are_read_in_proportion() {
    let with_notes = |n: usize| {
        let marks: String = (0..n).map(|i| format!("<w:p><w:r><w:t>Ý</w:t></w:r><w:r><w:footnoteReference w:id=\"{i}\"/></w:r></w:p>")).collect();
        let notes: String = (0..n).rev().map(|i| format!("<w:footnote w:id=\"{i}\">{}</w:footnote>", paragraph("chú"))).collect();
        Docx::new(&marks).footnotes(&notes).bytes()
    };
    let took = |n: usize| {
        let bytes = with_notes(n);
        let begun = Instant::now();
        assert!(read(bytes).unwrap().text.ends_with("chú\n"));
        begun.elapsed()
    };
    let (few, many) = (took(10_000), took(100_000));
    assert!(many < 40 * few.max(Duration::from_millis(5)), "{few:?} {many:?}");
}

#[test]
fn what_is_missing_or_broken_is_said() {
    refused(with_document(b"<w:document xmlns:w=\"x\"><w:body><w:p>"), "ends inside");
    refused(with_document(b"<w:document xmlns:w=\"x\"></w:document>"), "no body");
    refused(with_document(b"<a></b>"), "not well formed");
    refused(with_document(b"<a>\xff</a>"), "neither UTF-8 nor UTF-16");
    refused(b"PK\x03\x04 and no more".to_vec(), "damaged");
    refused(zip_of(&[("a.txt", b"a")]), "no Word");
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), ".docx");
}

/// A Word file with a bit of everything.
fn rich() -> Vec<u8> {
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", office::cell("<w:gridSpan w:val=\"2\"/>", "Xã 12"), office::cell("<w:vMerge/>", "9"));
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>X</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r>{field}<w:ins>{}</w:ins></w:p>{table}", run("Có 25 &amp; 9"), run("thêm"));
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    Docx::new(&body).footnotes(&format!("<w:footnote w:id=\"1\">{}</w:footnote>", paragraph("chú 3"))).numbering(lists).bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_damage_to_the_package_is_survived(at in 0usize..8000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = rich();
        let at = at % bytes.len();
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        let _ = read(bytes);
    }

    #[test]
    fn any_damage_to_a_part_is_survived(which in 0usize..6, at in any::<prop::sample::Index>(), len in 0usize..40, with in "[<>/&;\"= a-z0-9:%]{0,8}") {
        let parts = entries(&rich());
        let which = which % parts.len();
        let damaged: Vec<(String, Vec<u8>)> = parts
            .into_iter()
            .enumerate()
            .map(|(n, (name, mut bytes))| {
                if n == which {
                    let at = at.index(bytes.len());
                    let end = (at + len).min(bytes.len());
                    bytes.splice(at..end, with.bytes());
                }
                (name, bytes)
            })
            .collect();
        let bytes = zip_of(&damaged.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect::<Vec<_>>());
        if let Ok(source) = read(bytes.clone()) {
            let book = report_lint::rulebook::Rulebook::for_linting().unwrap();
            let report = report_lint::lint(&source, &book, report_lint::rulebook::Language::Vi);
            for finding in &report.findings {
                prop_assert!(source.text.get(finding.primary.start..finding.primary.end).is_some());
            }
            let span = report_lint::source::Span::new(0, source.text.len().min(3));
            let comment = report_lint::formats::Comment { span, text: "x".to_owned() };
            if let Ok(copy) = report_lint::formats::annotate(&bytes, &[comment], Default::default()) {
                prop_assert_eq!(read(copy).expect("the copy is a Word file").text, source.text, "the text of the copy");
            }
        }
    }
}

#[test]
fn many_wide_cells_are_refused() {
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"256\"/></w:tcPr><w:p/></w:tc>";
    refused(Docx::new(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(5_000))).bytes(), "columns");
}
