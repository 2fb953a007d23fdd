//! One finding as a card: what is wrong, the calculation, the places, what to do.

use super::escape::Escaped;
use super::pair::pair;
use super::shelf::Shelf;
use super::spots::Spots;
use crate::findings::{Finding, Suggestion};
use crate::render::ledger::shortened;
use crate::render::places;
use crate::render::words::{level, pick, sign};
use crate::rulebook::Language;
use crate::source::{Source, Span};
use std::fmt::Write;

/// Writes the card of a finding; `at` is the index of its file and its own.
pub(super) fn card(shelf: Shelf, finding: &Finding, at: (usize, usize), spots: &Spots, language: Language, out: &mut String) {
    let file = shelf.file();
    let (severity, no) = (finding.severity, at.1 + 1);
    let (name, word) = (severity.name(), level(severity, language));
    let name = if finding.typing { format!("{name} typing") } else { name.to_owned() };
    let place = spots.id(finding.primary).unwrap_or_default();
    let where_ = places::in_section(file, finding.primary.start, language);
    let _ = write!(
        out,
        "<div class=\"card {name}\" id=\"f{}-{}\" role=\"note\" tabindex=\"-1\" data-at=\"{place}\" aria-label=\"{word} {no}\">\n\
         <p class=\"kind\"><span class=\"no\">{no}</span> <b>{word}</b> <span class=\"sign\" aria-hidden=\"true\">{}</span> \
         <code>{}</code> <span class=\"where\">{}</span></p>\n<p class=\"message\">{}</p>\n",
        at.0,
        at.1,
        sign(severity),
        Escaped(&finding.rule),
        Escaped(&where_),
        Escaped(&finding.message),
    );
    pair(shelf, finding, language, out);
    if !finding.working.is_empty() && !finding.message.contains(finding.working.as_str()) {
        row(pick(language, "Phép tính", "Working"), "working", &Escaped(&finding.working).to_string(), out);
    }
    row(pick(language, "Vị trí", "Places"), "places", &linked_places(&file.source, finding, spots, language), out);
    if !finding.help.is_empty() {
        row(pick(language, "Cách xử lý", "What to do"), "help", &Escaped(&finding.help).to_string(), out);
    }
    for (i, suggestion) in finding.suggestions.iter().enumerate() {
        let (name, class) = match i {
            0 => (pick(language, "Gợi ý sửa", "Suggestion"), "edit"),
            _ => (pick(language, "Hoặc", "Or"), "edit or"),
        };
        row(name, class, &edits(&file.source, suggestion), out);
    }
    if finding.suggestions.len() > 1 {
        // A margin is narrow: the other ways are shown once somebody turns to the card.
        let more = pick(language, "cách sửa khác", "more ways");
        let _ = writeln!(out, "<p class=\"more\" aria-hidden=\"true\">+{} {more}</p>", finding.suggestions.len() - 1);
    }
    out.push_str("</div>\n");
}

fn row(name: &str, class: &str, html: &str, out: &mut String) {
    let _ = writeln!(out, "<p class=\"{class}\"><b>{name}:</b> {html}</p>");
}

/// Links to all places, those of one role behind its name.
fn linked_places(source: &Source, finding: &Finding, spots: &Spots, language: Language) -> String {
    let mut roles: Vec<(&str, Vec<Span>)> = vec![(&finding.primary_label, vec![finding.primary])];
    for related in &finding.related {
        match roles.iter_mut().find(|r| r.0 == related.label) {
            Some((_, spans)) if spans.contains(&related.span) => {}
            Some((_, spans)) => spans.push(related.span),
            None => roles.push((&related.label, vec![related.span])),
        }
    }
    let link = |span: &Span| {
        let id = spots.id(*span).unwrap_or_default();
        let title = places::of(source, span.start, language);
        let words = shortened(span.of(&source.text));
        let words = if words.is_empty() { title.as_str() } else { words.as_str() };
        format!("<a href=\"#{id}\" title=\"{}\">{}</a>", Escaped(&title), Escaped(words))
    };
    let role = |(label, spans): &(&str, Vec<Span>)| format!("{} {}", Escaped(label), spans.iter().map(link).collect::<Vec<_>>().join(", "));
    roles.iter().map(role).collect::<Vec<_>>().join("; ")
}

fn edits(source: &Source, suggestion: &Suggestion) -> String {
    let mut out = String::new();
    for edit in &suggestion.edits {
        let (old, new) = (edit.span.of(&source.text), edit.replacement.as_str());
        let _ = write!(out, "<del>{}</del> → <ins>{}</ins> ", Escaped(old), Escaped(new));
    }
    if !suggestion.because.is_empty() {
        let _ = write!(out, "<i>{}</i>", Escaped(&suggestion.because));
    }
    out
}
