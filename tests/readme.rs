//! The README shows what the program does now. To bring it up to date: `UPDATE_GOLDEN=1 cargo test --test readme`.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::render::terminal::{full, Style};
use report_lint::render::Linted;
use report_lint::rulebook::{Language, Rulebook};
use std::path::{Path, PathBuf};

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn book() -> Rulebook {
    Rulebook::built_in().expect("the built-in rules load")
}

/// The table of the rules that are there.
fn rules(book: &Rulebook, language: Language) -> String {
    let head = if language == Language::Vi { "| quy tắc | mức | báo khi |" } else { "| rule | level | flags |" };
    let row = |r: &report_lint::rulebook::Rule| {
        format!("| `{}` | {} | {} |\n", r.name, report_lint::render::words::severity(r.severity, language), r.said().summary.in_language(language))
    };
    format!("{head}\n|---|---|---|\n{}", book.rules.iter().map(row).collect::<String>())
}

/// The planned names of the README without those that are there.
fn planned(book: &Rulebook, now: &str) -> String {
    let names: Vec<&str> = now.split(',').map(str::trim).filter(|n| book.rule(n.trim_matches('`')).is_none() && !n.is_empty()).collect();
    let rows: Vec<String> = names.chunks(8).map(|c| c.join(", ")).collect();
    if rows.is_empty() {
        "nothing\n".to_owned()
    } else {
        format!("{}\n", rows.join(",\n"))
    }
}

/// The first finding of a rule in an example, as it is shown.
fn finding(book: &Rulebook, example: &str, rule: &str) -> String {
    let name = format!("examples/{example}");
    let source = report_lint::formats::read(&name, std::fs::read(top().join(&name)).unwrap(), Default::default()).unwrap();
    let mut report = report_lint::lint(&source, book, Language::Vi);
    report.findings.retain(|f| f.rule == rule);
    report.findings.truncate(1);
    let shown = full(&[Linted { source, report }], Style { language: Language::Vi, color: false, width: 110 });
    let lines: Vec<&str> = shown.trim().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}

/// Replaces what stands between `<!-- NAME -->` and the next `<!-- end -->`.
fn refreshed(readme: &str, book: &Rulebook) -> String {
    let mut out = String::new();
    let mut rest = readme;
    while let Some((before, from)) = rest.split_once("<!-- ") {
        if from.starts_with("report-lint:") {
            // An example of a comment that hides a finding.
            out += &format!("{before}<!-- ");
            rest = from;
            continue;
        }
        let (mark, body) = from.split_once(" -->\n").expect("a mark ends its line");
        let (body, after) = body.split_once("<!-- end -->").expect("a mark has an end");
        let words: Vec<&str> = mark.split_whitespace().collect();
        let new = match words[..] {
            ["rules"] => rules(book, Language::En),
            ["rules-vi"] => rules(book, Language::Vi),
            ["planned"] => planned(book, body),
            ["finding:", example, rule] => finding(book, example, rule),
            _ => panic!("unknown mark: {mark}"),
        };
        out += &format!("{before}<!-- {mark} -->\n{new}<!-- end -->");
        rest = after;
    }
    out + rest
}

fn shows_what_there_is(page: &str) {
    let path: PathBuf = top().join(page);
    let now = std::fs::read_to_string(&path).unwrap();
    let fresh = refreshed(&now, &book());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &fresh).unwrap();
        return;
    }
    let differs = now.lines().zip(fresh.lines()).find(|(a, b)| a != b);
    assert!(now == fresh, "{page} is behind: UPDATE_GOLDEN=1 cargo test --test readme\n  first difference: {differs:?}");
}

#[test]
fn the_readme_shows_what_there_is() {
    shows_what_there_is("README.md");
}

#[test]
fn the_vietnamese_readme_shows_what_there_is() {
    shows_what_there_is("README.vi.md");
}

/// The blocks of a kind of code on a page.
fn blocks<'p>(page: &'p str, kind: &str) -> Vec<&'p str> {
    let opened = page.split(&format!("```{kind}\n")).skip(1).collect::<Vec<_>>();
    opened.into_iter().filter_map(|b| b.split("```").next()).collect()
}

#[test]
fn what_the_vietnamese_readme_says_to_write_works() {
    let page = std::fs::read_to_string(top().join("README.vi.md")).unwrap();
    let configs = blocks(&page, "toml");
    assert_eq!(configs.len(), 1);
    let config = report_lint::config::Config::parse(configs[0]).unwrap();
    let mut book = book();
    book.knowledge = config.knowledge();
    let lint = |text: &str| {
        let source = report_lint::formats::read("a.md", text.into(), Default::default()).unwrap();
        report_lint::lint(&source, &book, Language::Vi).findings.into_iter().map(|f| f.rule).collect::<Vec<_>>()
    };
    assert_eq!(lint("Xã Phiêng Cánh đã hoàn thành.\n"), ["name-variant"]);
    assert_eq!(lint("Đến nay 16/18 xã, thị trấn đạt chuẩn.\n"), ["fact-mismatch"]);
    let ignored = blocks(&page, "").into_iter().find(|b| b.starts_with("<!-- report-lint: ")).unwrap();
    let wrong = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
    assert_eq!((lint(wrong), lint(&format!("{ignored}{wrong}"))), (vec!["sum-mismatch".to_owned()], vec![]));
}

#[test]
fn the_readme_names_the_test_command_that_ci_runs() {
    let ci = std::fs::read_to_string(top().join(".ci/run")).unwrap();
    let readme = std::fs::read_to_string(top().join("README.md")).unwrap();
    let command = "cargo test --locked";
    assert!(ci.contains(command) && readme.contains(command));
}
