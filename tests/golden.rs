//! The example reports against their expected findings. To accept new ones: `UPDATE_GOLDEN=1 cargo test --test golden`, then read the diff.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::{Language, Rulebook};
use report_lint::{formats, source::Source};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// One line a finding: line, severity, rule, the words of the primary place.
fn findings(source: &Source, book: &Rulebook) -> String {
    let mut out = String::new();
    for f in report_lint::lint(source, book, Language::Vi).findings {
        let line = source.position(f.primary.start).line;
        let words = f.primary.of(&source.text).replace('\n', "⏎");
        let _ = writeln!(out, "{line}\t{}\t{}\t{words}", f.severity.name(), f.rule);
    }
    out
}

#[test]
fn examples_have_their_expected_findings() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let mut differ = String::new();
    let mut reports: Vec<PathBuf> = std::fs::read_dir(examples()).unwrap().map(|e| e.unwrap().path()).collect();
    reports.retain(|p| formats::is_report(p));
    reports.sort();
    assert!(reports.len() >= 3);
    for report in reports {
        let source = formats::read("example", std::fs::read(&report).unwrap(), Default::default()).unwrap();
        let golden = report.with_extension("expected");
        let found = findings(&source, &book);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        for line in expected.lines().filter(|l| !found.lines().any(|f| f == *l)) {
            let _ = writeln!(differ, "{}: expected, not found: {line}", report.display());
        }
        for line in found.lines().filter(|l| !expected.lines().any(|e| e == *l)) {
            let _ = writeln!(differ, "{}: found, not expected: {line}", report.display());
        }
    }
    assert!(differ.is_empty(), "{differ}\nif the new findings are right: UPDATE_GOLDEN=1 cargo test --test golden");
}

#[test]
fn the_clean_report_is_clean() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let source = formats::read("clean", std::fs::read(examples().join("sach-loi.md")).unwrap(), Default::default()).unwrap();
    assert_eq!(findings(&source, &book), "");
}
