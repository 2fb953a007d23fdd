//! Findings as comments in the margin of a Word file: one a finding, in plain lines.

use super::words::{level, pick};
use super::{blanks, order, places, said, Linted};
use crate::findings::{Elsewhere, Finding};
use crate::rulebook::Language;
use crate::source::{Place, Source, Span};

/// Most other places that a comment names.
const MOST_PLACES: usize = 12;

/// Words of the other document that a comment quotes, before the place and behind it, in bytes at most.
const QUOTED: (usize, usize) = (90, 60);

/// The place of each finding and what is to be said there, the weightiest first. What is still to be filled in is said once, at the first blank;
/// number and date, which are written in when the report is signed, are a line of the summary.
/// What findings of other reports say of a place of this one stands at that place too; `all` are the reports of the run.
pub fn comments(file: &Linted, all: &[Linted], language: Language) -> Vec<(Span, String)> {
    let (blanks, mut others): (Vec<&Finding>, Vec<&Finding>) = file.report.findings.iter().partition(|f| blanks::is(f));
    others.sort_by_key(|f| order::weight(f));
    let mut out: Vec<(Span, String)> = others.into_iter().map(|f| (f.primary, comment(&file.source, f, language))).collect();
    for other in all.iter().filter(|other| other.source.name != file.source.name) {
        for finding in &other.report.findings {
            let here = finding.elsewhere.iter().filter(|e| e.file == file.source.name).take(1);
            out.extend(here.map(|e| (e.span, mirrored(&other.source, finding, e, language))));
        }
    }
    let blanks: Vec<&Finding> = blanks.into_iter().filter(|f| !blanks::is_of_signing(f)).collect();
    if let Some(first) = blanks.first() {
        out.push((first.primary, blank(&file.source, &blanks, language)));
    }
    out
}

/// Takes out the findings whose comments somebody has resolved or answered in the file: in an editor that is how to say that it is right as it is.
pub fn hide_settled(source: &Source, findings: &mut Vec<Finding>) {
    if source.settled.is_empty() {
        return;
    }
    for language in [Language::Vi, Language::En] {
        let blanks: Vec<&Finding> = findings.iter().filter(|f| blanks::is(f) && !blanks::is_of_signing(f)).collect();
        let told = blank(source, &blanks, language);
        let mut settled: Vec<&str> = source.settled.iter().map(String::as_str).collect();
        let filled_in = settled.contains(&told.as_str());
        findings.retain(|finding| {
            if blanks::is(finding) {
                return blanks::is_of_signing(finding) || !filled_in;
            }
            let said = comment(source, finding, language);
            let found = settled.iter().position(|text| *text == said);
            found.map(|at| settled.swap_remove(at)).is_none()
        });
    }
}

/// The same for what is said of another document: somebody has settled it there.
pub fn is_settled(other: &Source, home: &Source, finding: &Finding) -> bool {
    let here = || finding.elsewhere.iter().filter(|e| e.file == other.name).take(1);
    let said = |text: &String| [Language::Vi, Language::En].iter().any(|language| here().any(|e| *text == mirrored(home, finding, e, *language)));
    other.settled.iter().any(said)
}

/// A finding at its place in the other document: what the document says that it is listed under, and where.
fn mirrored(home: &Source, finding: &Finding, here: &Elsewhere, language: Language) -> String {
    let say = |vi, en| pick(language, vi, en);
    let quoted = finding.primary.with_words(&home.text, QUOTED).of(&home.text);
    let lines = [
        head(finding, language),
        format!(
            "{} “{}”; {} {}, {}: “{quoted}”",
            say("Ở đây:", "Here:"),
            here.text,
            say("văn bản", "document"),
            home.name,
            places::of(home, finding.primary.start, language)
        ),
        format!("{} {}", say("Cách xử lý:", "What to do:"), finding.help),
    ];
    lines.iter().map(|l| said::plain(l)).collect::<Vec<_>>().join("\n")
}

/// All blanks in one comment.
fn blank(source: &Source, blanks: &[&Finding], language: Language) -> String {
    let Some(first) = blanks.first() else { return String::new() };
    if blanks.len() == 1 {
        return comment(source, first, language);
    }
    let name = |f: &&Finding| format!("“{}” ({})", said::plain(f.primary.of(&source.text)), places::of(source, f.primary.start, language));
    let mut names: Vec<String> = blanks.iter().take(MOST_PLACES).map(name).collect();
    if blanks.len() > MOST_PLACES {
        names.push("…".to_owned());
    }
    format!("{}\n{} {}", head(first, language), pick(language, "Còn để trống:", "Still blank:"), names.join("; "))
}

/// How severe it is and what the rule flags, in words.
fn head(finding: &Finding, language: Language) -> String {
    format!("{}: {} [{}]", level(finding.severity, language), finding.title, finding.rule)
}

fn comment(source: &Source, finding: &Finding, language: Language) -> String {
    let say = |vi, en| pick(language, vi, en);
    let mut lines = vec![head(finding, language), finding.message.clone()];
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
    (!in_body).then(|| format!("“{}”, {}", span.of(&source.text), places::of(source, span.start, language)))
}

/// The other places, those of one name and paragraph together; that of the comment itself needs no name.
fn related(source: &Source, finding: &Finding, language: Language) -> String {
    let own = places::of(source, finding.primary.start, language);
    let mut groups: Vec<(&str, String, Vec<String>)> = Vec::new();
    for related in finding.related.iter().take(MOST_PLACES) {
        let (place, words) = (places::of(source, related.span.start, language), format!("“{}”", related.span.of(&source.text)));
        match groups.last_mut().filter(|(label, at, _)| *label == related.label && *at == place) {
            Some(group) => group.2.push(words),
            None => groups.push((&related.label, place, vec![words])),
        }
    }
    let name = |(label, place, words): &(&str, String, Vec<String>)| {
        let place = if *place == own { String::new() } else { format!(" ({place})") };
        format!("{label} {}{place}", words.join(", "))
    };
    let mut names: Vec<String> = groups.iter().map(name).collect();
    if finding.related.len() > MOST_PLACES {
        names.push("…".to_owned());
    }
    names.join("; ")
}
