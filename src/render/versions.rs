//! What was changed between two versions of one paper: lines for who signs it, CSV for spreadsheets, JSON for programs.

use super::facts::quoted;
use super::json::{self, SpanForm};
use super::words::pick;
use super::{places, signs};
use crate::facts::Listed;
use crate::rulebook::Language;
use crate::source::{Place, Source};
use crate::versions::{self, Change, Changes, Version};
use serde::Serialize;
use std::fmt::Write;

/// Words before and after a figure that are shown, in bytes at most.
const AROUND: (usize, usize) = (90, 60);
/// Words behind a figure that name its unit (`triệu đồng`).
const UNIT_WORDS: usize = 2;
/// Longest heading that is shown, in characters.
const HEADING: usize = 100;

/// A file as a version of a paper.
pub struct FileVersion {
    /// The file.
    pub source: Source,
    /// What it says.
    pub version: Version,
}

/// Two versions with what was changed.
pub struct Comparison<'a> {
    old: &'a FileVersion,
    new: &'a FileVersion,
    changes: Changes,
    language: Language,
}

/// A change as all outputs have it.
struct Row<'a> {
    change: Change,
    old: Option<&'a Listed>,
    new: Option<&'a Listed>,
    section: String,
    /// The words before the figure and after it, in the version that has it, the later one first; for a cell its row and its column.
    before: String,
    after: String,
}

#[derive(Serialize)]
struct FigureForm<'a> {
    span: SpanForm<'a>,
    value: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
struct ChangeForm<'a> {
    change: &'static str,
    section: &'a str,
    before: &'a str,
    after: &'a str,
    old: Option<FigureForm<'a>>,
    new: Option<FigureForm<'a>>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    version: u32,
    old: &'a str,
    new: &'a str,
    changes: Vec<ChangeForm<'a>>,
    unchanged: usize,
}

impl<'a> Comparison<'a> {
    /// Compares two versions, the earlier one first; words for people are in the language.
    pub fn of(old: &'a FileVersion, new: &'a FileVersion, language: Language) -> Self {
        let changes = versions::changes((&old.version, &old.source.text), (&new.version, &new.source.text));
        Comparison { old, new, changes, language }
    }

    /// A line a change, below the heading of its section.
    pub fn table(&self) -> String {
        let say = |vi, en| pick(self.language, vi, en);
        let mut out = format!("{} → {}\n{}\n", signs::on_one_line(&self.old.source.name), signs::on_one_line(&self.new.source.name), self.counts());
        let mut section = None;
        for row in self.rows() {
            if section.as_ref() != Some(&row.section) {
                let heading = if row.section.is_empty() { say("(trước mục đầu tiên)", "(before the first section)") } else { &row.section };
                let _ = writeln!(out, "\n{heading}");
                section = Some(row.section.clone());
            }
            let (kind, shown) = match row.change {
                Change::Changed(..) => (say("sửa ", "changed"), self.both(&row)),
                Change::Added(_) => (say("thêm", "added  "), format!("[+ {}]", figure(self.new, row.new, false))),
                Change::Dropped(_) => (say("bỏ  ", "dropped"), format!("[− {}]", figure(self.old, row.old, false))),
            };
            let _ = writeln!(out, "  {kind}  {}  {}", self.place(&row), joined(&row.before, &shown, &row.after));
        }
        out
    }

    /// `[318,6 → 381,6]`, with the units where they differ too.
    fn both(&self, row: &Row) -> String {
        let measure = |f: Option<&Listed>| f.filter(|f| !f.is_counted).map_or(String::new(), |f| f.unit().to_owned());
        let with_unit = measure(row.old) != measure(row.new);
        format!("[{} → {}]", figure(self.old, row.old, with_unit), figure(self.new, row.new, with_unit))
    }

    fn counts(&self) -> String {
        let count = |is: fn(&Change) -> bool| self.changes.list.iter().filter(|c| is(c)).count();
        let changed = count(|c| matches!(c, Change::Changed(..)));
        let (added, dropped) = (count(|c| matches!(c, Change::Added(_))), count(|c| matches!(c, Change::Dropped(_))));
        let kept = self.changes.kept;
        match self.language {
            Language::Vi => format!("Số liệu, ngày, số ký hiệu: {changed} sửa, {added} thêm, {dropped} bỏ, {kept} giữ nguyên."),
            Language::En => format!("Figures, dates and codes: {changed} changed, {added} added, {dropped} dropped, {kept} unchanged."),
        }
    }

    /// Where it stands in both versions; in a Word file the section and the words tell.
    fn place(&self, row: &Row) -> String {
        let of = |file: &FileVersion, figure: &Listed| match file.source.place(figure.span.start) {
            Some(Place::Paragraph { .. }) => None,
            _ => Some(places::of(&file.source, figure.span.start, self.language)),
        };
        let (old, new) = (row.old.and_then(|f| of(self.old, f)), row.new.and_then(|f| of(self.new, f)));
        let all: Vec<String> = if old == new { old.into_iter().collect() } else { old.into_iter().chain(new).collect() };
        all.join(" → ")
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.changes.list.iter().map(|change| self.row(*change)).collect()
    }

    fn row(&self, change: Change) -> Row<'_> {
        let (old, new) = match change {
            Change::Changed(old, new) => (Some(old), Some(new)),
            Change::Added(new) => (None, Some(new)),
            Change::Dropped(old) => (Some(old), None),
        };
        let of = |file: &'a FileVersion, at: Option<usize>| at.and_then(|at| file.version.figures.get(at));
        let (old, new) = (of(self.old, old), of(self.new, new));
        let (file, shown) = new.map(|f| (self.new, f)).or(old.map(|f| (self.old, f))).unzip();
        let (section, (before, after)) = file.zip(shown).map_or(Default::default(), |(file, figure)| (section(file, figure), around(file, figure)));
        Row { change, old, new, section, before, after }
    }

    /// Rows of cells in quotes, as RFC 4180 has them.
    pub fn csv(&self) -> String {
        let mut out = String::from("change,section,before,old,new,after,old_unit,new_unit,old_path,old_line,new_path,new_line\n");
        for row in self.rows() {
            let text = |file: &FileVersion, figure: Option<&Listed>| quoted(&figure.map_or(String::new(), |f| one_line(f.span.of(&file.source.text))));
            let unit = |figure: Option<&Listed>| quoted(figure.map_or("", Listed::unit));
            let line = |file: &FileVersion, figure: Option<&Listed>| figure.map_or(String::new(), |f| file.source.position(f.span.start).line.to_string());
            let (old, new) = (self.old, self.new);
            let _ = writeln!(
                out,
                "{},{},{},{},{},{},{},{},{},{},{},{}",
                name(row.change),
                quoted(&row.section),
                quoted(&row.before),
                text(old, row.old),
                text(new, row.new),
                quoted(&row.after),
                unit(row.old),
                unit(row.new),
                quoted(&old.source.name),
                line(old, row.old),
                quoted(&new.source.name),
                line(new, row.new),
            );
        }
        out
    }

    /// One object.
    pub fn json(&self) -> serde_json::Result<String> {
        let rows = self.rows();
        let changes = rows.iter().map(|row| self.form(row)).collect();
        let (old, new) = (self.old.source.name.as_str(), self.new.source.name.as_str());
        let envelope = Envelope { version: json::VERSION, old, new, changes, unchanged: self.changes.kept };
        serde_json::to_string(&envelope).map(|text| signs::in_json(text + "\n"))
    }

    /// One object a change, each on a line.
    pub fn json_lines(&self) -> serde_json::Result<String> {
        self.rows().iter().map(|row| serde_json::to_string(&self.form(row)).map(|text| signs::in_json(text + "\n"))).collect()
    }

    fn form<'r>(&'r self, row: &'r Row) -> ChangeForm<'r> {
        let figure = |file: &'r FileVersion, figure: &'r Listed| FigureForm {
            span: json::span_in_file(&file.source, figure.span),
            value: &figure.value,
            unit: figure.unit(),
        };
        ChangeForm {
            change: name(row.change),
            section: &row.section,
            before: &row.before,
            after: &row.after,
            old: row.old.map(|f| figure(self.old, f)),
            new: row.new.map(|f| figure(self.new, f)),
        }
    }
}

fn name(change: Change) -> &'static str {
    match change {
        Change::Changed(..) => "changed",
        Change::Added(_) => "added",
        Change::Dropped(_) => "dropped",
    }
}

fn figure(file: &FileVersion, figure: Option<&Listed>, with_unit: bool) -> String {
    figure.map_or(String::new(), |f| {
        let text = one_line(f.span.of(&file.source.text));
        match f.place {
            _ if !with_unit => text,
            "cell" => format!("{text} {}", signs::on_one_line(f.unit())),
            _ => format!("{text} {}", unit_words(file, f)),
        }
    })
}

/// A figure with the words around it, without blanks where signs stand right beside it.
fn joined(before: &str, figure: &str, after: &str) -> String {
    let blank = |is_none: bool| if is_none { "" } else { " " };
    let head = blank(before.is_empty() || before.ends_with(['(', '/', '[', '“', '"']));
    let tail = blank(after.is_empty() || after.starts_with([')', '/', ']', '”', '"', '.', ',', ';', ':', '%']));
    format!("{before}{head}{figure}{tail}{after}")
}

/// The words behind a figure in which its unit stands.
fn unit_words(file: &FileVersion, figure: &Listed) -> String {
    let behind = file.source.text.get(figure.span.end..).unwrap_or_default();
    let line = behind.lines().next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().take(UNIT_WORDS).map(|w| w.trim_matches(|c: char| c.is_ascii_punctuation() && c != '%')).collect();
    signs::on_one_line(words.join(" ").trim())
}

fn section(file: &FileVersion, figure: &Listed) -> String {
    let heading = file.version.section(figure.span.start).map_or(String::new(), |s| one_line(s.of(&file.source.text)));
    match heading.char_indices().nth(HEADING) {
        Some((end, _)) => format!("{}…", heading[..end].trim_end()),
        None => heading,
    }
}

/// The words around a figure; a cell is told by its row and its column.
fn around(file: &FileVersion, figure: &Listed) -> (String, String) {
    let text = file.source.text.as_str();
    let [row, column, ..] = &figure.slots;
    if figure.place == "cell" && !row.is_empty() {
        let names = [row, column].into_iter().filter(|name| !name.is_empty()).map(|name| signs::on_one_line(name)).collect::<Vec<_>>();
        return (names.join(" · ") + ":", String::new());
    }
    let wide = figure.span.with_words(text, AROUND);
    let whole = figure.span.with_words(text, (usize::MAX / 2, text.len()));
    let (before, after) = (&text[wide.start..figure.span.start], &text[figure.span.end..wide.end]);
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    (one_line(&format!("{} {before}", cut(wide.start > whole.start))), one_line(&format!("{after} {}", cut(wide.end < whole.end))))
}

fn one_line(text: &str) -> String {
    signs::on_one_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
