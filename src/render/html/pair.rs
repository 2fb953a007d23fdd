//! A finding between two documents: both texts side by side, with the way to the place in the other one.

use super::escape::Escaped;
use super::shelf::{Named, Shelf};
use super::spots;
use crate::findings::{Elsewhere, Finding};
use crate::render::places;
use crate::render::words::pick;
use crate::rulebook::Language;
use crate::source::Span;
use std::fmt::Write;

/// Words before and after a place that are shown, in bytes at most.
const AROUND: (usize, usize) = (120, 90);

/// Writes the texts; nothing where a finding is about one document.
pub(super) fn pair(shelf: Shelf, finding: &Finding, language: Language, out: &mut String) {
    if finding.elsewhere.is_empty() {
        return;
    }
    let source = &shelf.file().source;
    let own = around(&source.text, finding.primary, finding.primary.of(&source.text));
    let _ = write!(out, "<div class=\"pair\"><blockquote><b>{}</b> {own}</blockquote>", Escaped(&source.name));
    for place in &finding.elsewhere {
        let other = shelf.of(place);
        let text = match other.map(|at| &shelf.files[at].source.text) {
            Some(text) => around(text, place.span, &place.text),
            None => format!("{} <mark>{}</mark> {}", Escaped(&place.before), Escaped(&place.text), Escaped(&place.after)),
        };
        let name = match other.and_then(|at| shelf.address(at, |index| spots::name(index, place.span))) {
            Some(address) => format!("<a href=\"{}\">{}</a>", Escaped(&address), Escaped(&named(place, language))),
            None => Escaped(&named(place, language)).to_string(),
        };
        let _ = write!(out, "<blockquote><b>{name}</b> {text}</blockquote>");
    }
    out.push_str("</div>\n");
}

/// Which findings of other documents name places of this one, as links to them.
pub(super) fn told_elsewhere(shelf: Shelf, language: Language) -> String {
    let link = |named: &Named| {
        let file = &shelf.files[named.file].source.name;
        let address = shelf.address(named.file, |index| format!("f{index}-{}", named.index))?;
        Some(format!("<a href=\"{}\">{} ({})</a>", Escaped(&address), Escaped(file), named.index + 1))
    };
    let links: Vec<String> = shelf.named().iter().filter_map(link).collect();
    match links.is_empty() {
        true => String::new(),
        false => {
            format!("<p>{} {}</p>\n", pick(language, "Phát hiện ở tệp khác có liên quan:", "Findings of other files that name this one:"), links.join(", "))
        }
    }
}

/// The other document and the place in it: a line where the text is the file itself, else what its program shows; its lines are those of nobody.
fn named(place: &Elsewhere, language: Language) -> String {
    let words = match &place.place {
        Some(original) => places::place(original, language),
        None => format!("{} {}", pick(language, "dòng", "line"), place.start.line),
    };
    format!("{}, {words}", place.file)
}

/// The words around a place, the place marked.
fn around(text: &str, span: Span, words: &str) -> String {
    let wide = span.with_words(text, AROUND);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!("{}<mark>{}</mark>{}", Escaped(part(wide.start, span.start)), Escaped(words), Escaped(part(span.end, wide.end)))
}
