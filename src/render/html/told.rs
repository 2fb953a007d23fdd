//! What a number tells when somebody points at it: its relations, or why it has none. Kept in the page, shown by the script.

use super::escape::Escaped;
use super::spots::{places, Spots};
use crate::ledger::LedgerRelation;
use crate::relations::Status;
use crate::render::ledger::{shortened, unchecked_because, why, REASONS};
use crate::render::words::pick;
use crate::render::Linted;
use crate::rulebook::Language;
use std::fmt::Write;

/// The relations of one report that its numbers tell.
pub(super) fn relations(file: &Linted, index: usize, spots: &Spots, language: Language) -> String {
    let mut wanted: Vec<usize> = spots.list.iter().flat_map(|s| s.relations.iter().copied()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut out = String::new();
    for i in wanted {
        let Some(relation) = file.report.ledger.relations.get(i) else { continue };
        let at: Vec<String> = places(relation).filter_map(|span| spots.id(span)).collect();
        let (class, verdict) = verdict(relation.status, language);
        let said = said(file, relation);
        let why = why(&file.source, &file.report.ledger, relation.reason, language);
        let _ =
            writeln!(out, "<li id=\"r{index}-{i}\" class=\"{class}\" data-at=\"{}\"><b>{verdict}</b> {}{}</li>", at.join(" "), Escaped(&said), Escaped(&why));
    }
    out
}

/// Why a number has no relation, once for the whole page.
pub(super) fn reasons(language: Language) -> String {
    let item = |why: &&str| {
        let word = pick(language, "Chưa đối chiếu được", "Not checked");
        format!("<li id=\"why-{why}\" class=\"unchecked\"><b>{word}</b> {}</li>\n", unchecked_because(why, language))
    };
    REASONS.iter().map(item).collect()
}

fn verdict(status: Status, language: Language) -> (&'static str, &'static str) {
    match status {
        Status::Holds => ("holds", pick(language, "✓ Khớp", "✓ Agrees")),
        Status::Conflicts => ("conflicts", pick(language, "✕ Mâu thuẫn", "✕ Conflict")),
        Status::CannotTell => ("unknown", pick(language, "? Chưa kết luận được", "? Cannot tell")),
    }
}

/// The calculation, or where there is none the words that it is about.
fn said(file: &Linted, relation: &LedgerRelation) -> String {
    let words = |span: crate::source::Span| shortened(span.of(&file.source.text));
    if !relation.elsewhere.is_empty() {
        return places(relation).map(words).chain(relation.abroad()).collect::<Vec<_>>().join(" · ");
    }
    match (relation.working.is_empty(), relation.status) {
        (true, _) => places(relation).map(words).collect::<Vec<_>>().join(" · "),
        (false, Status::Conflicts) => format!("{} ≠ {}", words(relation.stated), relation.working),
        (false, _) => relation.working.clone(),
    }
}
