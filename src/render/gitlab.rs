//! The Code Quality report of GitLab: one JSON array over all files.

use super::{said, Linted};
use crate::findings::fingerprint::{digest, fingerprints};
use crate::findings::Finding;
use crate::rulebook::{Language, Severity};
use crate::source::{Position, Source};
use serde::Serialize;

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'a str,
    description: String,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: PlaceForm,
}

/// GitLab takes either, not both.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum PlaceForm {
    Positions { begin: Point, end: Point },
    Lines { begin: usize },
}

/// Line and column from 1, the column in characters.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

impl From<Position> for Point {
    fn from(at: Position) -> Point {
        Point { line: at.line, column: at.column }
    }
}

/// All findings as one array.
pub fn issues(files: &[Linted], language: Language) -> serde_json::Result<String> {
    let mut all = Vec::new();
    for Linted { source, report } in files {
        let prints = fingerprints(source, &report.findings);
        all.extend(report.findings.iter().zip(prints).map(|(finding, print)| issue(source, finding, &print, language)));
    }
    serde_json::to_string(&all).map(|json| json + "\n")
}

fn issue<'a>(source: &'a Source, finding: &'a Finding, print: &str, language: Language) -> Issue<'a> {
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    Issue {
        kind: "issue",
        check_name: &finding.rule,
        description: said::lines(source, finding, language).join("\n"),
        categories: ["Bug Risk"],
        severity,
        // GitLab wants it to be unique over all files.
        fingerprint: digest(&[&source.name, print]),
        location: Location { path: &source.name, place: place(source, finding) },
    }
}

/// A line must be given; where the file has none the description says the place.
fn place(source: &Source, finding: &Finding) -> PlaceForm {
    let at = |offset| source.position(offset).into();
    match source.is_the_file() {
        true => PlaceForm::Positions { begin: at(finding.primary.start), end: at(finding.primary.end) },
        false => PlaceForm::Lines { begin: 1 },
    }
}
