//! The figures of reports with what they count: a table for people, CSV for spreadsheets, JSON for programs.

use super::json::{self, SpanForm};
use super::signs;
use crate::facts::listing::SLOTS;
use crate::facts::Listed;
use crate::source::Source;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Widest column of the table, in characters.
const WIDE: usize = 32;

/// The figures of one file.
pub struct FileFacts {
    /// The file.
    pub source: Source,
    /// Its figures.
    pub facts: Vec<Listed>,
}

#[derive(Serialize)]
struct FileForm<'a> {
    path: &'a str,
    facts: Vec<FactForm<'a>>,
}

#[derive(Serialize)]
struct FactForm<'a> {
    span: SpanForm<'a>,
    value: &'a str,
    #[serde(flatten)]
    slots: BTreeMap<&'static str, Option<&'a str>>,
    inherited: &'a [&'static str],
    place: &'static str,
}

#[derive(Serialize)]
struct Envelope<'a> {
    version: u32,
    files: Vec<FileForm<'a>>,
}

fn form(file: &FileFacts) -> FileForm<'_> {
    let facts = file.facts.iter().map(|f| FactForm {
        span: json::span(&file.source, f.span),
        value: &f.value,
        slots: SLOTS.iter().zip(&f.slots).map(|(name, value)| (*name, Some(value.as_str()).filter(|v| !v.is_empty()))).collect(),
        inherited: &f.inherited,
        place: f.place,
    });
    FileForm { path: &file.source.name, facts: facts.collect() }
}

/// All files as one object.
pub fn json(files: &[FileFacts]) -> serde_json::Result<String> {
    serde_json::to_string(&Envelope { version: json::VERSION, files: files.iter().map(form).collect() }).map(|text| signs::in_json(text + "\n"))
}

/// One object a file, each on a line.
pub fn json_lines(files: &[FileFacts]) -> serde_json::Result<String> {
    files.iter().map(|f| serde_json::to_string(&form(f)).map(|text| signs::in_json(text + "\n"))).collect()
}

/// Rows of cells in quotes, as RFC 4180 has them.
pub fn csv(files: &[FileFacts]) -> String {
    let mut out = String::from("path,line,column,text,value,subject,attribute,unit,period,scenario,base,place\n");
    for file in files {
        for fact in &file.facts {
            let at = file.source.position(fact.span.start);
            let _ = write!(out, "{},{},{},{},{}", quoted(&file.source.name), at.line, at.column, quoted(fact.span.of(&file.source.text)), fact.value);
            fact.slots.iter().for_each(|slot| out += &format!(",{}", quoted(slot)));
            let _ = writeln!(out, ",{}", fact.place);
        }
    }
    out
}

/// A spreadsheet must take no words of a report for a formula.
pub(super) fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// One line a figure, in columns.
pub fn table(files: &[FileFacts]) -> String {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "{}", signs::on_one_line(&file.source.name));
        let head = ["line", "figure"].iter().chain(&SLOTS).chain(&["place"]).map(|s| (*s).to_owned());
        let mut rows: Vec<Vec<String>> = vec![head.collect()];
        for fact in &file.facts {
            let at = file.source.position(fact.span.start).line.to_string();
            let cells = [at.as_str(), fact.span.of(&file.source.text)].into_iter().chain(fact.slots.iter().map(String::as_str)).chain([fact.place]);
            rows.push(cells.map(shortened).collect());
        }
        let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..SLOTS.len() + 3).map(width).collect();
        for row in &rows {
            let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
            let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
        out.push('\n');
    }
    out
}

fn shortened(text: &str) -> String {
    let text = signs::on_one_line(text);
    match text.char_indices().nth(WIDE) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// How many figures have each slot filled, in all files.
pub fn statistics(files: &[FileFacts]) -> String {
    let all = files.iter().map(|f| f.facts.len()).sum::<usize>();
    let mut out = format!("{all:>8}  figures\n");
    for (at, name) in SLOTS.iter().enumerate() {
        let facts = || files.iter().flat_map(|f| &f.facts);
        let filled = facts().filter(|f| !f.slots[at].is_empty()).count();
        let inherited = facts().filter(|f| f.inherited.contains(name)).count();
        let _ = writeln!(out, "{filled:>8}  {name} ({}%), {inherited} of them inherited", (filled * 100).checked_div(all).unwrap_or(0));
    }
    out
}
