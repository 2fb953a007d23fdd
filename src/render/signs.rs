//! Signs that nobody sees and that a terminal, a log or a reader obeys: outputs show that there is one, and never pass it on.

use super::Linted;
use crate::findings::{Elsewhere, Finding};
use crate::ledger::LedgerRelation;
use std::borrow::Cow;
use std::fmt::Write;

/// True for control characters (the ends of lines and tabs aside) and for marks that turn the direction of text.
pub(crate) fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || turns_text(c)
}

/// Marks that turn the direction of text: with them other words could be shown than the file has.
pub(super) fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// True if one of them stands in a text, by its first bytes: most texts are long and have none.
fn has_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let steers = |at: usize| match bytes[at] {
        b'\n' | b'\t' => false,
        0..0x20 | 0x7f => true,
        // The other control characters, and the first byte of all that turns text.
        0xc2 => bytes.get(at + 1).is_some_and(|next| *next < 0xa0),
        _ => text[at..].starts_with(turns_text),
    };
    let may_steer = |byte: &u8| matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2);
    // All bytes of a stretch are asked at once, which processors do together.
    let mut asked = bytes.chunks(STRETCH).enumerate().filter(|(_, stretch)| stretch.iter().fold(false, |any, byte| any | may_steer(byte)));
    asked.any(|(nth, stretch)| (nth * STRETCH..).zip(stretch).any(|(at, byte)| may_steer(byte) && steers(at)))
}

/// Bytes that are looked at together.
const STRETCH: usize = 64;

/// The text for people's eyes: a mark in place of each sign that steers. It takes as many bytes, so that spans stay true.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !has_signs(text) {
        return Cow::Borrowed(text);
    }
    let mark = |c: char| match (steers(c), c.len_utf8()) {
        (false, _) => c,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, _) => '␦',
    };
    let mut marked: String = text.chars().map(mark).collect();
    if text.contains("\r\n") {
        // The ends of lines as Windows writes them steer nothing; none of them may turn into words.
        let ends: Vec<usize> = text.match_indices("\r\n").map(|(at, _)| at).collect();
        ends.into_iter().for_each(|at| marked.replace_range(at..=at, "\r"));
    }
    Cow::Owned(marked)
}

/// The same on one line.
pub fn on_one_line(text: &str) -> String {
    shown(text).replace(['\r', '\n'], " ")
}

/// JSON whose strings have these signs as escapes: it means the same, and a terminal shows it as it is.
pub fn in_json(json: String) -> String {
    if !has_signs(&json) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match steers(c) {
            // Writing to a string cannot fail.
            true => drop(write!(out, "\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// Reports with all their words made fit for people's eyes; the same ones where nothing has to be.
pub fn printable(files: &[Linted]) -> Cow<'_, [Linted]> {
    let is_fit = |file: &Linted| {
        let report = &file.report;
        let related = |r: &LedgerRelation| std::iter::once(&r.working).chain(r.elsewhere.iter().flat_map(|e| in_words(&e.1))).any(|w| has_signs(w));
        if report.ledger.relations.iter().any(related) {
            return false;
        }
        let said = report.findings.iter().flat_map(words);
        !said.chain([file.source.text.as_str()]).any(has_signs) && name(&file.source.name) == file.source.name
    };
    match files.iter().all(is_fit) {
        true => Cow::Borrowed(files),
        false => Cow::Owned(files.iter().map(fit).collect()),
    }
}

/// Everything that is said in a finding.
fn words(finding: &Finding) -> impl Iterator<Item = &str> {
    let Finding { rule, message, help, working, primary_label, .. } = finding;
    let suggested = finding.suggestions.iter().flat_map(|s| s.edits.iter().map(|e| &e.replacement).chain([&s.because]));
    let all = [rule, message, help, working, primary_label].into_iter();
    let elsewhere = finding.elsewhere.iter().flat_map(in_words);
    all.chain(finding.related.iter().map(|r| &r.label)).chain(suggested).chain(elsewhere).map(String::as_str)
}

/// What is said of a place in another document.
fn in_words(place: &Elsewhere) -> [&String; 4] {
    [&place.file, &place.text, &place.before, &place.after]
}

fn fit(file: &Linted) -> Linted {
    let mut file = file.clone();
    file.source.name = name(&file.source.name);
    file.source.text = shown(&file.source.text).into_owned();
    let mark = |words: &mut String| *words = shown(words).into_owned();
    for Finding { rule, message, help, working, primary_label, related, suggestions, elsewhere, .. } in &mut file.report.findings {
        [rule, message, help, working, primary_label].into_iter().for_each(mark);
        related.iter_mut().for_each(|r| mark(&mut r.label));
        elsewhere.iter_mut().for_each(|e| [&mut e.file, &mut e.text, &mut e.before, &mut e.after].into_iter().for_each(mark));
        for suggestion in suggestions {
            mark(&mut suggestion.because);
            suggestion.edits.iter_mut().for_each(|e| mark(&mut e.replacement));
        }
    }
    for relation in &mut file.report.ledger.relations {
        mark(&mut relation.working);
        relation.elsewhere.iter_mut().for_each(|(_, e)| [&mut e.file, &mut e.text, &mut e.before, &mut e.after].into_iter().for_each(mark));
    }
    file
}

/// The name of a file where it may be the first word of a line: `::` at the start and `##[` anywhere would be commands to the CI system that shows it.
fn name(name: &str) -> String {
    let here = if name.trim_start().starts_with("::") { "./" } else { "" };
    format!("{here}{}", on_one_line(name).replace("##[", "## ["))
}
