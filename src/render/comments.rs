//! Findings as comments in the margin of a Word file: one a finding, in plain lines.

use super::words::{level, pick};
use super::{places, said, Linted};
use crate::findings::Finding;
use crate::rulebook::Language;
use crate::source::{Place, Source, Span};

/// Most other places that a comment names.
const MOST_PLACES: usize = 12;

/// The place of each finding and what is to be said there, in reading order.
pub fn comments(file: &Linted, language: Language) -> Vec<(Span, String)> {
    file.report.findings.iter().map(|f| (f.primary, comment(&file.source, f, language))).collect()
}

/// Takes out the findings whose comments somebody has resolved or answered in the file: in an editor that is how to say that it is right as it is.
pub fn hide_settled(source: &Source, findings: &mut Vec<Finding>) {
    for language in [Language::Vi, Language::En] {
        let mut settled: Vec<&str> = source.settled.iter().map(String::as_str).collect();
        findings.retain(|finding| {
            let said = settled.is_empty().then(String::new).unwrap_or_else(|| comment(source, finding, language));
            let found = settled.iter().position(|text| *text == said);
            found.map(|at| settled.swap_remove(at)).is_none()
        });
    }
}

fn comment(source: &Source, finding: &Finding, language: Language) -> String {
    let say = |vi, en| pick(language, vi, en);
    let mut lines = vec![format!("{} [{}]: {}", level(finding.severity, language), finding.rule, finding.message)];
    if let Some(elsewhere) = elsewhere(source, finding.primary, language) {
        lines.push(format!("{} {elsewhere}", say("Vị trí:", "Place:")));
    }
    lines.extend(said::details(source, finding, language));
    if !finding.related.is_empty() {
        lines.push(format!("{} {}", say("Liên quan:", "Related:"), related(source, finding, language)));
    }
    lines.iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

/// The words themselves and their place, where the comment cannot stand at them: in notes and text boxes.
fn elsewhere(source: &Source, span: Span, language: Language) -> Option<String> {
    let place = source.place(span.start)?;
    let in_body = matches!(place, Place::Paragraph { part: "body", .. });
    (!in_body).then(|| format!("“{}”, {}", span.of(&source.text), places::place(place, language)))
}

fn related(source: &Source, finding: &Finding, language: Language) -> String {
    let name = |r: &crate::findings::Related| format!("{} “{}” ({})", r.label, r.span.of(&source.text), places::of(source, r.span.start, language));
    let mut names: Vec<String> = finding.related.iter().take(MOST_PLACES).map(name).collect();
    if finding.related.len() > MOST_PLACES {
        names.push("…".to_owned());
    }
    names.join("; ")
}
