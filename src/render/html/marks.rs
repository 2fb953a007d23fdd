//! Everything that is marked in a report, as tags: places, note marks, emphasis, and signs of Markdown that need not be seen.

use super::blocks::{hashes, Block, Look};
use super::escape::Escaped;
use super::notes::Note;
use super::pen::Mark;
use super::shelf::{Named, Shelf};
use super::spots::Spot;
use crate::ledger::NumberStatus;
use crate::render::words::{level, pick};
use crate::render::Linted;
use crate::rulebook::Language;
use crate::source::{Layout, Span};
use std::fmt::Write;

/// The marks of places and notes.
pub(super) fn of_places(shelf: Shelf, spots: &[Spot], notes: &[Note], language: Language) -> Vec<Mark> {
    let (file, named) = (shelf.file(), shelf.named());
    let mut out: Vec<Mark> = spots.iter().map(|s| spot(shelf, &named, s, language)).collect();
    for note in notes {
        out.push(note_mark(note, language));
        // `[^` and `]:` are signs of the text form; the label is what a reader knows.
        for sign in [Span::new(note.span.start, note.label.start), Span::new(note.label.end, note.span.end)] {
            if sign.of(&file.source.text).contains(['[', ']']) {
                let colon = note.is_body && file.source.text[sign.end..].starts_with(':');
                out.push(hidden(Span::new(sign.start, sign.end + usize::from(colon && sign.end == note.span.end))));
            }
        }
    }
    out
}

fn spot(shelf: Shelf, named: &[Named], spot: &Spot, language: Language) -> Mark {
    let (file, index) = (shelf.file(), shelf.index());
    let mut class = match spot.state {
        Some(state) => format!("n {}", state_class(state)),
        None => "w".to_owned(),
    };
    if let Some(severity) = spot.severity {
        let _ = write!(class, " hit {}", severity.name());
    }
    let mut once = format!(" id=\"{}\"", spot.id);
    let findings: Vec<String> = spot.accused.iter().chain(&spot.named).map(|i| format!("f{index}-{i}")).collect();
    if !findings.is_empty() {
        let _ = write!(once, " data-f=\"{}\"", findings.join(" "));
    }
    if spot.state.is_some() {
        let mut told: Vec<String> = spot.relations.iter().map(|i| format!("r{index}-{i}")).collect();
        if spot.state == Some(NumberStatus::Unchecked) {
            told.insert(0, format!("why-{}", spot.why));
        }
        let role = if findings.is_empty() { "" } else { " role=\"button\"" };
        let _ = write!(once, " data-r=\"{}\" tabindex=\"-1\"{role}", told.join(" "));
    }
    let badge = |&i: &usize| {
        let severity = file.report.findings.get(i).map(|f| f.severity)?;
        let (name, no) = (severity.name(), i + 1);
        Some(format!("<a class=\"ref {name}\" href=\"#f{index}-{i}\" data-no=\"{no}\" aria-label=\"{} {no}\"></a>", level(severity, language)))
    };
    let from_others = spot.from_others.iter().filter_map(|&n| abroad(shelf, named.get(n)?, language));
    let after = spot.accused.iter().filter_map(badge).chain(from_others).collect();
    let rank = if spot.state.is_some() { 2 } else { 0 };
    Mark { span: spot.shown, rank, tag: format!("<span class=\"{class}\""), once, close: "</span>", after }
}

/// The way to a finding of another report that names a place of this one.
fn abroad(shelf: Shelf, named: &Named, language: Language) -> Option<String> {
    let (severity, no) = (named.finding.severity, named.index + 1);
    let address = shelf.address(named.file, |index| format!("f{index}-{}", named.index))?;
    let (name, word, file) = (severity.name(), level(severity, language), Escaped(&shelf.files[named.file].source.name));
    Some(format!("<a class=\"ref {name}\" href=\"{}\" data-no=\"↔ {no}\" title=\"{file}\" aria-label=\"{word} {no}, {file}\"></a>", Escaped(&address)))
}

/// The class of a number's state.
pub(super) fn state_class(state: NumberStatus) -> &'static str {
    match state {
        NumberStatus::Checked => "checked",
        NumberStatus::Compared => "compared",
        NumberStatus::Conflicting => "conflicting",
        NumberStatus::Unchecked => "unchecked",
    }
}

fn note_mark(note: &Note, language: Language) -> Mark {
    let is_raised = note.label.start - note.span.start != 2;
    let class = match (note.is_body, is_raised) {
        (true, _) => "nb",
        (false, true) => "nm",
        (false, false) => "nm up",
    };
    let once = format!(" id=\"{}\"", note.id);
    let say =
        if note.is_body { pick(language, "Về chỗ gọi chú thích", "Back to the note mark") } else { pick(language, "Xem chú thích", "See the note") };
    let (tag, close) = match &note.to {
        Some(to) => (format!("<a class=\"{class}\" href=\"#{to}\" title=\"{say}\""), "</a>"),
        None => (format!("<span class=\"{class}\""), "</span>"),
    };
    Mark { span: note.span, rank: 2, tag, once, close, after: String::new() }
}

fn hidden(span: Span) -> Mark {
    Mark { span, rank: 3, tag: "<span class=\"md\"".to_owned(), once: String::new(), close: "</span>", after: String::new() }
}

/// Emphasis and heading signs; only where the text is Markdown or may be.
pub(super) fn of_markdown(file: &Linted, blocks: &[Block]) -> Vec<Mark> {
    let mut out = Vec::new();
    if file.source.layout != Layout::Wrapped {
        return out;
    }
    let text = file.source.text.as_str();
    for block in blocks {
        for &line in &block.lines {
            let words = line.of(text);
            let lead = line.start + words.len() - words.trim_start().len();
            let level = usize::from(hashes(words.trim_start()));
            if matches!(block.look, Look::Heading(_)) && level > 0 {
                out.push(hidden(Span::new(lead, lead + level + 1)));
            }
            emphasis(text, line, &mut out);
        }
    }
    out
}

/// Pairs of equal runs of `*` on one line, the first before a word, the second behind one.
fn emphasis(text: &str, line: Span, out: &mut Vec<Mark>) {
    let mut open: Option<Span> = None;
    let mut at = line.start;
    while let Some(next) = Span::new(at, line.end).of(text).find('*') {
        let start = at + next;
        let len = text[start..line.end].bytes().take_while(|&b| b == b'*').count();
        at = start + len;
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let (before, after) = (text[line.start..start].chars().next_back(), text[at..line.end].chars().next());
        match open {
            Some(first) if first.len() == len && !spaced(before) => {
                out.extend([hidden(first), hidden(Span::new(start, at)), emphatic(first.start, at, len)]);
                open = None;
            }
            _ if len <= 3 && !spaced(after) => open = Some(Span::new(start, at)),
            _ => {}
        }
    }
}

fn emphatic(start: usize, end: usize, signs: usize) -> Mark {
    let (tag, close) = if signs == 1 { ("<em", "</em>") } else { ("<strong", "</strong>") };
    Mark { span: Span::new(start, end), rank: 1, tag: tag.to_owned(), once: String::new(), close, after: String::new() }
}
