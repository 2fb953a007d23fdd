//! A table of the findings for spreadsheets: a row a finding, and a row for each file that was not read.

use super::words::{level, pick};
use super::{places, problems, said, signs, Linted, Unread};
use crate::findings::{Elsewhere, Finding};
use crate::rulebook::Language;
use crate::source::Span;

/// The mark by which spreadsheets know UTF-8, at the head of a file.
pub const MARK: &str = "\u{feff}";

/// Names of the columns, Vietnamese and English.
const COLUMNS: [(&str, &str); 17] = [
    ("tệp", "file"),
    ("mục", "section"),
    ("vị trí", "place"),
    ("mức", "level"),
    ("độ tin cậy (%)", "confidence (%)"),
    ("quy tắc", "rule"),
    ("tên lỗi", "title"),
    ("số nêu", "stated"),
    ("đơn vị", "unit"),
    ("số tính được", "computed"),
    ("chênh lệch", "difference"),
    ("chỗ bị nêu", "words"),
    ("nội dung", "message"),
    ("gợi ý sửa", "suggestion"),
    ("tệp kia", "other file"),
    ("vị trí ở tệp kia", "place in it"),
    ("tệp kia ghi", "words in it"),
];

/// The table with its heads; `unread` are the files that could not be read or were passed by, each with the reason.
pub fn table(files: &[Linted], unread: &[Unread], language: Language) -> String {
    let heads: Vec<String> = COLUMNS.iter().map(|(vi, en)| pick(language, vi, en).to_owned()).collect();
    let mut out = row(&heads);
    for file in files {
        file.report.findings.iter().for_each(|f| out += &row(&cells(file, f, language)));
    }
    for file in unread {
        let mut cells = vec![String::new(); COLUMNS.len()];
        cells[0].clone_from(&file.path);
        cells[3] = if file.skipped { pick(language, "bỏ qua", "skipped") } else { pick(language, "không đọc được", "not read") }.to_owned();
        cells[12] = problems::in_language(&file.why, language).into_owned();
        out += &row(&cells);
    }
    out
}

fn cells(file: &Linted, finding: &Finding, language: Language) -> Vec<String> {
    let source = &file.source;
    let words = |span: Span| said::plain(span.of(&source.text));
    let figures = finding.figures.as_ref();
    let unit = figures.and_then(|f| file.report.ledger.numbers.iter().find(|n| n.span == f.stated)).map(|n| n.unit.clone());
    let section = file.report.ledger.sections.iter().rev().find(|s| s.start <= finding.primary.start);
    vec![
        source.name.clone(),
        section.map_or(String::new(), |s| words(*s)),
        places::of(source, finding.primary.start, language),
        level(finding.severity, language).to_lowercase(),
        finding.confidence.map_or(String::new(), |c| ((c * 100.0) as u8).min(99).to_string()),
        finding.rule.clone(),
        finding.title.clone(),
        figures.map_or(String::new(), |f| words(f.stated)),
        unit.unwrap_or_default(),
        figures.map_or(String::new(), |f| f.computed.clone()),
        // The sign that spreadsheets know.
        figures.map_or(String::new(), |f| f.difference.replace('−', "-")),
        words(finding.primary),
        finding.message.clone(),
        finding.suggestions.first().map_or(String::new(), |s| said::edits(source, s)),
        elsewhere(finding, |e| e.file.clone()),
        elsewhere(finding, |e| places::abroad(e, language)),
        elsewhere(finding, |e| said::plain(&e.text)),
    ]
}

/// The places in other documents, which are one as a rule.
fn elsewhere(finding: &Finding, say: impl Fn(&Elsewhere) -> String) -> String {
    finding.elsewhere.iter().map(say).collect::<Vec<_>>().join("; ")
}

/// A row as RFC 4180 has it.
fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(&signs::on_one_line(cell))).collect();
    cells.join(",") + "\r\n"
}

/// A cell. Spreadsheets calculate what begins with `=`, `+`, `-` or `@`: words of a report must not become formulas, negative numbers may stay numbers.
fn quoted(cell: &str) -> String {
    let is_number = || cell[1..].bytes().all(|b| b.is_ascii_digit() || b".,".contains(&b));
    let cell = match cell.bytes().next() {
        Some(b'=' | b'@' | b'\t') => format!("'{cell}"),
        Some(b'+' | b'-') if !is_number() => format!("'{cell}"),
        _ => cell.to_owned(),
    };
    match cell.contains([',', '"', ';', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}
