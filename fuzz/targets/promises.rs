//! What holds for every report, whatever stands in it.

#[path = "../../tests/page/mod.rs"]
mod page;

use quick_xml::events::Event;
use report_lint::findings::Suggestion;
use report_lint::render::{diff, github, gitlab, html, json, junit, ledger, narrated, rdjson, sarif, terminal, Linted};
use report_lint::rulebook::{Language, Rule, Rulebook};
use report_lint::source::{Source, Span};
use report_lint::Report;
use serde_json::Value;
use std::sync::{Arc, OnceLock};

/// The built-in rules.
pub fn book() -> &'static Arc<Rulebook> {
    static BOOK: OnceLock<Arc<Rulebook>> = OnceLock::new();
    BOOK.get_or_init(|| Arc::new(Rulebook::for_linting().expect("the built-in rules load")))
}

/// Audits a report and checks that all its places are places of the text and all its suggestions can be applied.
pub fn kept(source: Source, book: &Rulebook) -> Linted {
    let report = report_lint::audit(&source, book, None);
    let text = source.text.as_str();
    places(&report).for_each(|span| assert!(text.get(span.start..span.end).is_some(), "{span:?} is no stretch of the text"));
    for suggestion in report.findings.iter().flat_map(|f| &f.suggestions) {
        applied(text, suggestion);
    }
    assert!(report.findings.windows(2).all(|two| two[0].primary.start <= two[1].primary.start), "findings in reading order");
    let plain = report_lint::lint(&source, book, None);
    assert_eq!(plain.findings, report.findings, "an audit finds what linting finds");
    Linted { source, report }
}

/// Every place that a report names.
fn places(report: &Report) -> impl Iterator<Item = Span> + '_ {
    let of_findings = report.findings.iter().flat_map(|f| {
        let edits = f.suggestions.iter().flat_map(|s| s.edits.iter().map(|e| e.span));
        std::iter::once(f.primary).chain(f.related.iter().map(|r| r.span)).chain(edits)
    });
    let of_relations = report.ledger.relations.iter().flat_map(|r| std::iter::once(r.stated).chain(r.terms.iter().map(|t| t.0)));
    of_findings.chain(report.ledger.numbers.iter().map(|n| n.span)).chain(of_relations)
}

/// The text with a suggestion applied: its edits must not overlap, and must change something.
fn applied(text: &str, suggestion: &Suggestion) -> String {
    let mut edits: Vec<_> = suggestion.edits.iter().collect();
    edits.sort_by_key(|e| e.span);
    assert!(edits.windows(2).all(|two| two[0].span.end <= two[1].span.start), "edits overlap: {edits:?}");
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    assert_ne!(out, text, "a suggestion that changes nothing: {suggestion:?}");
    out
}

/// Writes a report in all forms and checks those that programs read.
pub fn written(file: Linted) {
    let files = [file];
    let (language, rules) = (Language::Vi, book().rules.iter().collect::<Vec<&Rule>>());
    for text in [json::findings(&files, &[]), json::ledgers(&files), sarif::log(&files, &rules, &["x: y".to_owned()], language)] {
        is_json(&text.expect("written"));
    }
    for text in [gitlab::issues(&files, language), rdjson::diagnostics(&files, language)] {
        is_json(&text.expect("written"));
    }
    for lines in [json::findings_lines(&files, &[]), json::ledger_lines(&files)] {
        lines.expect("written").lines().for_each(|line| drop(is_json(line)));
    }
    is_xml(&junit::suites(&files, language));
    page::Page::read(&html::page(&files, language));
    let commands = github::commands(&files, language);
    assert!(commands.lines().all(|l| l.starts_with("::")), "a line that is no command: {commands}");
    let style = terminal::Style { language, color: true, width: 100 };
    for text in [terminal::full(&files, style), terminal::concise(&files, language), narrated::told(&files, language)] {
        assert!(files[0].report.findings.is_empty() == text.is_empty(), "findings are told");
    }
    let _ = (diff::diffs(&files), ledger::ledgers(&files, language, true), terminal::statistics(&files));
}

fn is_json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e} in {text}"))
}

fn is_xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e} in {text}")) {
            Event::Start(tag) => {
                depth += 1;
                tag.attributes().for_each(|a| drop(a.unwrap()));
            }
            Event::Empty(tag) => tag.attributes().for_each(|a| drop(a.unwrap())),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "something is left open in {text}");
}
