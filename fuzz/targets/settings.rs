//! Files that users write besides reports.

use super::promises::{book, kept};
use report_lint::baseline::Baseline;
use report_lint::config::Config;
use report_lint::rulebook::Rulebook;
use report_lint::source::{Layout, Source};

/// What the settings are tried on.
const REPORT: &str = include_str!("../../examples/nua-nam.md");

fn report() -> Source {
    Source::new("fuzz.md", REPORT.to_owned(), Layout::Wrapped)
}

/// A file of a rule, its shape and its cues used on a report.
pub fn rule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let name = text.lines().find_map(|l| l.strip_prefix("name = ")).unwrap_or_default().trim().trim_matches('"').to_owned();
    let mut book = Rulebook::clone(book());
    match book.add(&format!("{name}.toml"), &text) {
        Ok(()) => drop(kept(report(), &book)),
        Err(error) => assert_eq!(error.to_string().lines().count(), 1, "one line: {error}"),
    }
}

/// A configuration, and what it knows.
pub fn config(bytes: &[u8]) {
    match Config::parse(&String::from_utf8_lossy(bytes)) {
        Ok(config) => drop(kept(report(), &Rulebook { knowledge: config.knowledge(), ..Rulebook::clone(book()) })),
        Err(error) => assert_eq!(error.to_string().lines().count(), 1, "one line: {error}"),
    }
}

/// A baseline: written again it is the same.
pub fn baseline(bytes: &[u8]) {
    let mut baseline = match Baseline::parse(&String::from_utf8_lossy(bytes)) {
        Ok(baseline) => baseline,
        Err(error) => return assert_eq!(error.lines().count(), 1, "one line: {error}"),
    };
    let again = |b: &Baseline| Baseline::parse(&b.write().expect("written")).expect("read again");
    assert_eq!(again(&baseline), baseline);
    let mut report = kept(report(), book());
    let _ = baseline.hide("fuzz.md", &report.source, &mut report.report.findings);
    baseline.accept("fuzz.md", &report.source, &report.report.findings);
    assert_eq!(again(&baseline), baseline);
    baseline.hide("fuzz.md", &report.source, &mut report.report.findings);
    assert!(report.report.findings.is_empty(), "what was accepted is hidden");
}
