//! Clean English reports give nothing but notes, and nothing in Vietnamese.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};
use std::path::PathBuf;

fn reports() -> Vec<(PathBuf, String)> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/english")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    paths.sort();
    paths.into_iter().map(|p| (p.clone(), std::fs::read_to_string(p).unwrap())).collect()
}

#[test]
fn clean_english_reports_are_not_accused() {
    let book = Rulebook::built_in().unwrap();
    let all = reports();
    assert!(all.len() >= 12);
    let mut failures = Vec::new();
    for (path, text) in &all {
        let source = Source::new("report.md", text.clone(), Layout::Wrapped);
        let report = report_lint::lint(&source, &book, None);
        assert_eq!(report.language, Language::En, "{}", path.display());
        assert!(!report.ledger.numbers.is_empty());
        let accused = report.findings.iter().filter(|f| f.severity > Severity::Note);
        failures.extend(accused.map(|f| format!("{}: {} at `{}`: {}", path.display(), f.rule, f.primary.of(text), f.message)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
