//! Tables of annexes (`tests/tables.md`): those without a mistake accuse nobody, those with one wrong cell accuse that cell.
//! Each is read as Markdown and as the readers of other formats write it.

#![allow(clippy::unwrap_used, clippy::panic)]

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
        for (layout, text) in [(Layout::Wrapped, case.text.clone()), (Layout::LineIsBlock, with_tabs(&case.text))] {
            let found = found(text, layout, &book);
            let expected = if case.expected == "silent" { Vec::new() } else { vec![case.expected.clone()] };
            if found != expected {
                wrong.push(format!("{} ({layout:?}): expected {}, found {found:?}", case.name, case.expected));
            }
        }
    }
    let silent = cases.iter().filter(|c| c.expected == "silent").count();
    println!("{} tables: {silent} silent, {} flagged; {} wrong readings of {}", cases.len(), cases.len() - silent, wrong.len(), cases.len() * 2);
    assert!(silent >= 40 && cases.len() - silent >= 40, "the tables were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
