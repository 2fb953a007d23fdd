//! Tables of annexes (`tests/tables.md`): those without a mistake accuse nobody, those with one wrong cell accuse that cell.
//! Each is read as Markdown, as the readers of other formats write it, and with a line for each cell and each bar.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::document::Document;
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};
use std::path::Path;

struct Case {
    /// `silent`, or rule and words.
    expected: String,
    name: String,
    text: String,
}

fn cases() -> Vec<Case> {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables.md")).unwrap();
    let one = |section: &str| {
        let (title, text) = section.split_once('\n').unwrap();
        let (expected, name) = title.split_once(": ").unwrap();
        Case { expected: expected.to_owned(), name: name.to_owned(), text: text.trim_start().to_owned() }
    };
    page.split("\n## ").skip(1).map(one).collect()
}

/// The same table with tabs between its cells, and a line a block.
fn with_tabs(text: &str) -> String {
    let row = |line: &str| match line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) {
        Some(cells) => cells.split('|').map(str::trim).collect::<Vec<_>>().join("\t"),
        None => line.to_owned(),
    };
    text.lines().filter(|l| !l.starts_with("|---") && !l.is_empty()).map(|l| row(l) + "\n").collect()
}

/// The same table with each cell in a line of its own, between lines that hold only a bar; every second cell is bold over a line's end.
fn with_bars(text: &str) -> String {
    let cell = |(nth, cell): (usize, &str)| match cell.trim() {
        "" => String::new(),
        cell if nth % 2 == 1 => format!("**{cell}\n**\n"),
        cell => format!("{cell}\n"),
    };
    let row = |line: &str| match line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) {
        Some(cells) => format!("|\n{}|\n", cells.split('|').enumerate().map(cell).collect::<Vec<_>>().join("|\n")),
        None => format!("{line}\n"),
    };
    text.lines().filter(|l| !l.starts_with("|---")).map(row).collect()
}

/// The accusations, notes left out.
fn found(text: String, layout: Layout, book: &Rulebook) -> Vec<String> {
    let source = Source::new("table", text, layout);
    let report = report_lint::lint(&source, book, Language::Vi);
    let accused = report.findings.iter().filter(|f| f.severity > Severity::Note);
    accused.map(|f| format!("{} {}", f.rule, f.primary.of(&source.text))).collect()
}

#[test]
fn tables_are_judged_as_they_should_be() {
    let book = Rulebook::built_in().unwrap();
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let forms = [(Layout::Wrapped, case.text.clone()), (Layout::LineIsBlock, with_tabs(&case.text)), (Layout::Wrapped, with_bars(&case.text))];
        for (layout, text) in forms {
            let found = found(text, layout, &book);
            let expected = if case.expected == "silent" { Vec::new() } else { vec![case.expected.clone()] };
            if found != expected {
                wrong.push(format!("{} ({layout:?}): expected {}, found {found:?}", case.name, case.expected));
            }
        }
    }
    let silent = cases.iter().filter(|c| c.expected == "silent").count();
    println!("{} tables: {silent} silent, {} flagged; {} wrong readings of {}", cases.len(), cases.len() - silent, wrong.len(), cases.len() * 3);
    assert!(silent >= 40 && cases.len() - silent >= 40, "the tables were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cells of the tables of a text.
fn tables(text: &str) -> Vec<Vec<Vec<String>>> {
    let document = Document::read(&Source::new("table", text.to_owned(), Layout::Wrapped));
    let cells = |row: &Vec<usize>| row.iter().map(|&cell| document.block_text(cell).to_owned()).collect();
    document.tables.iter().map(|table| table.rows.iter().map(cells).collect()).collect()
}

#[test]
fn cells_between_lines_of_bars_stand_in_their_columns() {
    let text = "Biểu 1\n\n|\n**STT**\n|\n**Tên\nthôn**\n|\n**Năm nay**\n|\n**Năm sau**\n|\n|\nLúa\n|\nNgô\n|\n|\n1\n|\nĐông\n|\n12\n|\n|\n14\n|\n\
                |\nTây\n|\n|\n9\n|\n8\n|\n|\n|\nTrong đó:\n|\n|\n|\n|\n|\n2\n|\nNam\n|\n3\n|\n4\n|\n5\n|\n|\n3\n|\nBắc\n|\n1\n|\n2\n|\n6\n|\n\nHết.\n";
    let rows = |rows: &[&[&str]]| rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect::<Vec<Vec<String>>>();
    let expected = rows(&[
        &["STT", "Tên thôn", "Năm nay", "", "Năm sau"],
        &["", "", "Lúa", "Ngô", ""],
        &["1", "Đông", "12", "", "14"],
        &["", "Tây", "", "9", "8"],
        &["", "Trong đó:", "", "", ""],
        &["2", "Nam", "3", "4", "5"],
        &["3", "Bắc", "1", "2", "6"],
    ]);
    assert_eq!(tables(text), [expected]);
    // Where its last line breaks off, nothing is lost.
    assert_eq!(tables(&text.replace("\n\nHết.", "\nHết.")).len(), 1);
}

#[test]
fn a_letterhead_between_lines_of_bars_is_no_table() {
    let text = "|\n**UBND XÃ A\n**\n-----\n|\n**CỘNG HÒA**\nĐộc lập\n|\n|\nSố: 12/KH\n|\n*Ngày 2 tháng 3*\n|\n\nToàn xã có 12 hộ.\n";
    assert!(tables(text).iter().flatten().flatten().all(String::is_empty), "{:?}", tables(text));
}
