//! The ledger for people: per section how much was checked, then the relations, then what nothing checks.

use super::words::pick;
use super::Linted;
use crate::ledger::{Excuse, Ledger, LedgerNumber, LedgerRelation, NumberStatus, Reason};
use crate::relations::Status;
use crate::rulebook::{Language, Severity};
use crate::source::{Source, Span};
use std::fmt::Write;

/// How many characters stand on either side of a number that nothing checks.
const AROUND: usize = 24;
/// Longest title of a section that is shown.
const TITLE: usize = 60;

/// The ledgers of all files; `verbose` adds relations that could not be judged and numbers that nothing checks.
pub fn ledgers(files: &[Linted], language: Language, verbose: bool) -> String {
    let mut out = String::new();
    for Linted { source, report } in files {
        let _ = writeln!(out, "{}", source.name);
        sections(source, &report.ledger, language, &mut out);
        relations(source, &report.ledger, language, verbose, &mut out);
        if verbose {
            unchecked(source, &report.ledger, language, &mut out);
        }
        out.push('\n');
    }
    out
}

/// How many numbers of a stretch are in which state.
#[derive(Default)]
struct Tally {
    all: usize,
    checked: usize,
    conflicting: usize,
    /// Why the others are unchecked, in the order of [`REASONS`].
    why: [usize; REASONS.len()],
}

impl Tally {
    fn of<'n>(numbers: impl Iterator<Item = &'n LedgerNumber>) -> Tally {
        let mut tally = Tally::default();
        for number in numbers {
            tally.all += 1;
            tally.checked += usize::from(number.status == NumberStatus::Checked);
            tally.conflicting += usize::from(number.status == NumberStatus::Conflicting);
            if let Some(at) = REASONS.iter().position(|reason| *reason == number.why) {
                tally.why[at] += 1;
            }
        }
        tally
    }

    fn row(&self, title: &str, language: Language, out: &mut String) {
        let rest = self.all - self.checked - self.conflicting;
        let why = REASONS.iter().zip(self.why).filter(|(_, n)| *n > 0).map(|(reason, n)| format!("{n} {}", unchecked_because(reason, language)));
        let why = why.collect::<Vec<_>>().join(", ");
        let why = if why.is_empty() { why } else { format!(" ({why})") };
        let _ = writeln!(out, "{:>7} {:>7} {:>8} {:>8}  {title}{why}", self.all, self.checked, self.conflicting, rest);
    }
}

fn sections(source: &Source, ledger: &Ledger, language: Language, out: &mut String) {
    let head = pick(language, "     số    khớp mâu thuẫn  chưa rõ  mục", "numbers   agree conflict  unknown  section");
    let _ = writeln!(out, "\n{head}");
    let starts = ledger.sections.iter().map(|s| s.start);
    let ends = starts.clone().skip(1).chain([usize::MAX]);
    let first = ledger.sections.first().map_or(usize::MAX, |s| s.start);
    let stretches = std::iter::once(Span::new(0, first)).chain(starts.zip(ends).map(|(a, b)| Span::new(a, b)));
    let titles = std::iter::once(pick(language, "(mở đầu)", "(opening)")).chain(ledger.sections.iter().map(|s| s.of(&source.text)));
    for (stretch, title) in stretches.zip(titles) {
        let tally = Tally::of(ledger.numbers.iter().filter(|n| stretch.holds(n.span.start)));
        if tally.all > 0 {
            tally.row(&shortened(title), language, out);
        }
    }
    Tally::of(ledger.numbers.iter()).row(pick(language, "TỔNG SỐ", "TOTAL"), language, out);
}

/// Words on one line, cut where they are many.
pub(super) fn shortened(title: &str) -> String {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= TITLE {
        words
    } else {
        words.chars().take(TITLE - 1).chain(['…']).collect()
    }
}

fn relations(source: &Source, ledger: &Ledger, language: Language, verbose: bool, out: &mut String) {
    let groups = [(Status::Conflicts, "Mâu thuẫn", "Conflicts"), (Status::Holds, "Khớp", "Holds"), (Status::CannotTell, "Chưa kết luận được", "Cannot tell")];
    for (status, vi, en) in groups {
        let mut group: Vec<&LedgerRelation> = ledger.relations.iter().filter(|r| r.status == status).collect();
        group.sort_by_key(|r| r.stated.start);
        let _ = writeln!(out, "\n{} ({})", pick(language, vi, en), group.len());
        if status == Status::CannotTell && !verbose {
            continue;
        }
        for relation in group {
            let at = source.position(relation.places().next().unwrap_or(relation.stated).start);
            let mark = match (status, relation.level) {
                (Status::Conflicts, Some(Severity::Note)) => "·",
                (Status::Conflicts, _) => "×",
                (Status::Holds, _) => "✓",
                (Status::CannotTell, _) => "?",
            };
            let why = why(source, ledger, relation.reason, language);
            let _ = writeln!(out, "  {mark} {:>4}:{:<5} {:20} {}{why}", at.line, at.column, relation.rule, said(source, relation));
        }
    }
}

/// Why a relation is not judged: the reading that won, or what is missing.
pub(crate) fn why(source: &Source, ledger: &Ledger, reason: Reason, language: Language) -> String {
    let why = match reason {
        Reason::Judged => return String::new(),
        Reason::Beaten(winner) => return won(source, ledger.relations.get(winner), language),
        Reason::Unsure => pick(language, "chỉ suy từ vị trí, hoặc liệt kê một phần", "only its place suggests it, or a partial list"),
        Reason::Excused(excuse) => excused(excuse, language),
        Reason::Incalculable => pick(language, "thiếu số hoặc số ước chừng", "a number is missing or hedged"),
    };
    format!(" ({why})")
}

fn excused(excuse: Excuse, language: Language) -> &'static str {
    match excuse {
        Excuse::Habit => pick(language, "báo cáo cắt bỏ phần lẻ", "the report cuts its decimals"),
        Excuse::Unmeant => pick(language, "câu chữ cho thấy không có phép tính này", "its words show that no such relation was meant"),
        Excuse::OtherBase => pick(language, "tỷ lệ tính trên một tổng khác", "the percent is of another whole"),
        Excuse::OpenList => pick(language, "liệt kê chưa hết", "the list goes on, or a part has no figure"),
        Excuse::Explained => pick(language, "các số này đã khớp trong một tổng khác", "another sum holds with these numbers"),
    }
}

/// The reading that holds instead.
fn won(source: &Source, winner: Option<&LedgerRelation>, language: Language) -> String {
    let Some(winner) = winner else { return String::new() };
    let at = source.position(winner.stated.start);
    let words = pick(language, "cách hiểu khác khớp", "another reading holds");
    format!(" ({words}, {}:{}: {})", at.line, at.column, said(source, winner))
}

/// The calculation, or where there is none the words that the relation is about.
fn said(source: &Source, relation: &LedgerRelation) -> String {
    if !relation.elsewhere.is_empty() {
        let own = relation.places().map(|p| shortened(p.of(&source.text)));
        return own.chain(relation.abroad()).collect::<Vec<_>>().join(" · ");
    }
    if !relation.working.is_empty() {
        let sign = if relation.status == Status::Conflicts { "≠" } else { "←" };
        return format!("{} {sign} {}", shortened(relation.stated.of(&source.text)), relation.working);
    }
    let places = std::iter::once(relation.stated).chain(relation.terms.iter().map(|t| t.0));
    places.map(|p| shortened(p.of(&source.text))).collect::<Vec<_>>().join(" · ")
}

fn unchecked(source: &Source, ledger: &Ledger, language: Language, out: &mut String) {
    let _ = writeln!(out, "\n{}", pick(language, "Số chưa có gì để đối chiếu", "Numbers that nothing checks"));
    for number in ledger.numbers.iter().filter(|n| n.status == NumberStatus::Unchecked) {
        let at = source.position(number.span.start);
        let why = unchecked_because(number.why, language);
        let _ = writeln!(out, "    {:>4}:{:<5} {} ({why})", at.line, at.column, around(source, number.span));
    }
}

/// The reasons that nothing checks a number.
pub(super) const REASONS: &[&str] = &["single", "no-base", "hedged", "malformed", "subset"];

/// Why nothing checks a number, in words.
pub(crate) fn unchecked_because(why: &str, language: Language) -> &'static str {
    match why {
        "no-base" => pick(language, "không có số gốc", "no base"),
        "hedged" => pick(language, "số ước chừng", "hedged"),
        "malformed" => pick(language, "viết sai dạng", "malformed"),
        "subset" => pick(language, "chỉ liệt kê một phần", "subset"),
        _ => pick(language, "chỉ nêu một lần", "single"),
    }
}

/// A number between the words before and behind it, on one line.
fn around(source: &Source, span: Span) -> String {
    let line = source.line(source.position(span.start).line);
    let before = Span::new(line.start, span.start).of(&source.text);
    let after = Span::new(span.end, line.end).of(&source.text);
    let start = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let words = format!("{}{}{}", &before[start..], span.of(&source.text), &after[..end]);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
