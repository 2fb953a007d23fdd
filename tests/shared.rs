//! Real reports, where a folder `../shared/reports` stands beside this one; elsewhere these tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::findings::Finding;
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Source, Span};
use report_lint::{formats, Report};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Names and texts of the real reports; none where they are not there.
fn reports() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let texts = walk.filter(|e| formats::is_report(e.path())).filter_map(|e| Some((e.path().display().to_string(), std::fs::read_to_string(e.path()).ok()?)));
    let all: Vec<_> = texts.collect();
    if all.is_empty() {
        eprintln!("skipped: there is no ../shared/reports");
    }
    all
}

fn lint(name: &str, text: &str, book: &Rulebook) -> (Source, Report) {
    let source = formats::read(name, text.as_bytes().to_vec(), Default::default()).expect("a report is text");
    let report = report_lint::lint(&source, book, Language::Vi);
    (source, report)
}

/// What a finding says, without where it stands.
fn said(source: &Source, findings: &[Finding]) -> Vec<String> {
    let one = |f: &Finding| format!("{} {} `{}`", f.severity.name(), f.rule, f.primary.of(&source.text).nfc().collect::<String>().replace("\r\n", "\n"));
    findings.iter().map(one).collect()
}

#[test]
fn spans_lie_on_characters_of_the_file() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    for (name, text) in reports() {
        let (_, report) = lint(&name, &text, &book);
        let findings = report.findings.iter().flat_map(|f| std::iter::once(f.primary).chain(f.related.iter().map(|r| r.span)));
        let edits = report.findings.iter().flat_map(|f| &f.suggestions).flat_map(|s| &s.edits).map(|e| e.span);
        let relations = report.ledger.relations.iter().flat_map(|r| std::iter::once(r.stated).chain(r.terms.iter().map(|t| t.0)));
        let spans: Vec<Span> = findings.chain(edits).chain(relations).chain(report.ledger.numbers.iter().map(|n| n.span)).collect();
        let wrong: Vec<Span> = spans.into_iter().filter(|s| text.get(s.start..s.end).is_none_or(str::is_empty)).collect();
        assert!(wrong.is_empty(), "{name}: spans without text: {wrong:?}");
    }
}

#[test]
fn spelling_of_characters_and_lines_changes_nothing() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    for (name, text) in reports() {
        let (source, report) = lint(&name, &text, &book);
        let expected = said(&source, &report.findings);
        let decomposed: String = text.nfd().collect();
        let dos = format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"));
        for (what, variant) in [("NFD", decomposed), ("CRLF and BOM", dos)] {
            let (source, report) = lint(&name, &variant, &book);
            assert_eq!(said(&source, &report.findings), expected, "{name} in {what}");
        }
    }
}

#[test]
fn a_report_cut_anywhere_is_still_read() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    for (name, text) in reports().into_iter().take(3) {
        for cut in (1..text.len()).step_by(text.len() / 12 + 1).filter(|&c| text.is_char_boundary(c)) {
            lint(&name, &text[..cut], &book);
            lint(&name, &text[cut..], &book);
        }
    }
}
