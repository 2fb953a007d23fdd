//! Every example of every rule is run: flagged ones are found at their place, corrected ones are silent for the rule, silent ones for all.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::config::Config;
use report_lint::findings::Finding;
use report_lint::relations::Status;
use report_lint::rulebook::{Flagged, Language, Rule, Rulebook, Severity};
use report_lint::source::{Layout, Source, Span};
use report_lint::Report;
use std::borrow::Cow;
use std::path::Path;

struct Lint {
    source: Source,
    report: Report,
}

fn lint(book: &Rulebook, text: &str) -> Lint {
    let source = Source::new("example.md", text.to_owned(), Layout::Wrapped);
    let report = report_lint::lint(&source, book, Language::Vi);
    Lint { source, report }
}

/// The rules with what the configuration of an example knows.
fn knowing<'b>(book: &'b Rulebook, config: &str) -> Cow<'b, Rulebook> {
    if config.is_empty() {
        return Cow::Borrowed(book);
    }
    let knowledge = Config::parse(config).expect("the configuration of the example").knowledge();
    Cow::Owned(Rulebook { knowledge, ..book.clone() })
}

fn audit(book: &Rulebook, text: &str) -> Lint {
    let source = Source::new("example.md", text.to_owned(), Layout::Wrapped);
    let report = report_lint::audit(&source, book, Language::Vi);
    Lint { source, report }
}

impl Lint {
    fn of<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.report.findings.iter().filter(move |f| f.rule == rule)
    }

    fn describe(&self, finding: &Finding) -> String {
        format!("{}[{}] at `{}`: {}", finding.severity.name(), finding.rule, finding.primary.of(&self.source.text), finding.message)
    }

    fn found(&self) -> String {
        let all: Vec<String> = self.report.findings.iter().map(|f| format!("\n      {}", self.describe(f))).collect();
        if all.is_empty() {
            "nothing".to_owned()
        } else {
            all.concat()
        }
    }

    /// Why a flagged example may give nothing: where on the way from numbers to findings it got lost.
    fn likely_cause(&self, rule: &Rule) -> String {
        let own: Vec<_> = self.report.ledger.relations.iter().filter(|r| r.rule == rule.name || r.shape == rule.shape).collect();
        let conflict = own.iter().find(|r| r.status == Status::Conflicts);
        let holds = own.iter().find(|r| r.status == Status::Holds);
        match (conflict, holds) {
            (Some(r), _) => format!(
                "the relation on `{}` conflicts ({}): another rule words it, or `at` is not exactly the stated words",
                r.stated.of(&self.source.text),
                r.working
            ),
            (_, Some(r)) => format!("the relation on `{}` holds: {}", r.stated.of(&self.source.text), r.working),
            _ if !own.is_empty() => "proposed, but not certain enough to accuse, or beaten by another reading".to_owned(),
            _ if rule.shape.is_empty() => "the rule has no shape: it only names outcomes of other rules".to_owned(),
            _ => format!("shape `{}` proposes nothing here: look at cue words, structure, and the numbers that are read: {}", rule.shape, self.numbers()),
        }
    }

    fn numbers(&self) -> String {
        let all: Vec<String> = self.report.ledger.numbers.iter().map(|n| format!("{} {}", n.span.of(&self.source.text), n.unit)).collect();
        all.join(" | ")
    }
}

fn book() -> Rulebook {
    Rulebook::built_in().expect("the built-in rules load")
}

/// The rules with the examples of every language.
fn all_rules(book: &Rulebook) -> impl Iterator<Item = &Rule> {
    book.rules.iter().chain(&book.in_language(Language::En).rules)
}

fn fail_with(failures: Vec<String>) {
    assert!(failures.is_empty(), "{} failures\n\n{}\n", failures.len(), failures.join("\n\n"));
}

fn check_flagged(book: &Rulebook, rule: &Rule, example: &Flagged) -> Option<String> {
    let linted = lint(&knowing(book, &example.config), &example.text);
    let hit = linted.of(&rule.name).any(|f| f.primary.of(&linted.source.text) == example.at);
    let expected = format!("{}: in {:?}\n    expected: a finding at `{}`", rule.name, example.text, example.at);
    (!hit).then(|| format!("{expected}\n    found: {}\n    likely cause: {}", linted.found(), linted.likely_cause(rule)))
}

/// What only cues found that evidence does not believe enough alone, or found at another of its numbers: named, so that the list can only shrink.
const NOT_YET: [&str; 8] = [
    "Tổng số 5.398 cơ sở",
    "Kinh phí bố trí 96.540 triệu đồng",
    "2.2. Phân loại 3.402 đơn đủ điều kiện",
    "Đại hội thể dục thể thao xã thi đấu 06 môn",
    "Giải ngân vốn sự nghiệp đạt 71,4%",
    "Thu ngân sách 9 tháng tăng 6,2%",
    "Dư nợ cho vay hộ nghèo vượt 148 tỷ đồng",
    "The council spent £6.2m on roads",
];

/// The lines of syllables stand in order, for a syllable is looked for by halves.
#[test]
fn every_word_of_two_syllables_is_found() {
    let lexicon = Rulebook::for_linting().unwrap().lexicon;
    for line in std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/lexicon/vi-words.txt")).unwrap().lines() {
        let (head, tail) = line.split_once(' ').unwrap();
        assert!(tail.split(' ').all(|second| lexicon.is_word(head, second) && lexicon.knows_syllable(second)), "{line}");
    }
    for (first, second) in [("", "hộ"), ("a", ""), ("zzz", "hộ"), ("", ""), ("hộ", "zzz"), ("\u{10ffff}", "a"), ("\n", "a")] {
        assert!(!lexicon.is_word(first, second), "{first} {second}");
    }
    assert!(!lexicon.knows_syllable("zzz"));
}

#[test]
fn flagged_examples_are_found_at_their_place() {
    let book = book();
    let all = all_rules(&book).flat_map(|r| r.flagged.iter().map(move |e| (r, e)));
    let (known, asked): (Vec<_>, Vec<_>) = all.partition(|(_, e)| NOT_YET.iter().any(|text| e.text.starts_with(text)));
    fail_with(asked.into_iter().filter_map(|(rule, example)| check_flagged(&book, rule, example)).collect());
    let found: Vec<&str> = known.into_iter().filter(|(rule, e)| check_flagged(&book, rule, e).is_none()).map(|(_, e)| e.text.as_str()).collect();
    assert!(found.is_empty(), "found again, take them off the list: {found:?}");
}

#[test]
fn checked_examples_are_judged_and_hold() {
    let book = book();
    let mut failures = Vec::new();
    for rule in all_rules(&book) {
        for example in &rule.checked {
            let linted = audit(&book, &example.text);
            let words = |span: Span| span.of(&linted.source.text).to_owned();
            let own: Vec<_> = linted.report.ledger.relations.iter().filter(|r| r.rule == rule.name && r.status == Status::Holds).collect();
            let found = own.iter().any(|r| words(r.stated) == example.at && r.terms.iter().map(|t| words(t.0)).eq(example.with.iter().cloned()));
            let told: Vec<String> =
                own.iter().map(|r| format!("{} with {:?}", words(r.stated), r.terms.iter().map(|t| words(t.0)).collect::<Vec<_>>())).collect();
            if !found || !linted.report.findings.is_empty() {
                failures.push(format!(
                    "{}: in {:?}\n    expected: `{}` with {:?} holds, and no finding\n    found: {told:?}, findings {}",
                    rule.name,
                    example.text,
                    example.at,
                    example.with,
                    linted.found()
                ));
            }
        }
    }
    fail_with(failures);
}

#[test]
fn corrected_examples_are_silent_for_their_rule() {
    let book = book();
    let mut failures = Vec::new();
    for rule in all_rules(&book) {
        for example in rule.flagged.iter().filter(|e| !e.corrected.is_empty()) {
            let linted = lint(&knowing(&book, &example.config), &example.corrected);
            if linted.of(&rule.name).next().is_some() {
                failures.push(format!("{}: corrected {:?}\n    expected: nothing of this rule\n    found: {}", rule.name, example.corrected, linted.found()));
            }
        }
    }
    fail_with(failures);
}

/// Own findings of any severity, and accusations of other rules; a note of another rule is no accusation.
#[test]
fn silent_examples_are_silent_for_every_rule() {
    let book = book();
    let mut failures = Vec::new();
    for rule in all_rules(&book) {
        for example in &rule.silent {
            let linted = lint(&knowing(&book, &example.config), &example.text);
            let disturbs = |f: &Finding| f.rule == rule.name || f.severity > Severity::Note;
            if linted.report.findings.iter().any(disturbs) {
                failures.push(format!("{}: silent {:?}\n    expected: nothing ({})\n    found: {}", rule.name, example.text, example.why, linted.found()));
            }
        }
    }
    fail_with(failures);
}

#[test]
fn every_rule_has_examples_of_both_kinds() {
    let book = book();
    let lacks = |r: &&Rule| r.flagged.is_empty() || r.silent.is_empty();
    let names: Vec<&str> = book.rules.iter().filter(lacks).map(|r| r.name.as_str()).collect();
    assert!(names.is_empty(), "rules without flagged or without silent examples: {names:?}");
}

#[test]
fn messages_are_filled_in_and_spans_stand_on_characters() {
    let book = book();
    let mut failures = Vec::new();
    for language in [Language::Vi, Language::En] {
        for example in all_rules(&book).flat_map(|r| &r.flagged) {
            let source = Source::new("example.md", example.text.clone(), Layout::Wrapped);
            for finding in report_lint::lint(&source, &book, language).findings {
                let texts = [&finding.message, &finding.help];
                if texts.iter().any(|t| t.contains(['{', '}'])) || finding.message.trim().is_empty() {
                    failures.push(format!("{} ({language:?}): {:?} is not filled in; help {:?}", finding.rule, finding.message, finding.help));
                }
                let spans = std::iter::once(finding.primary).chain(finding.related.iter().map(|r| r.span));
                for span in spans.filter(|s| source.text.get(s.start..s.end).is_none_or(str::is_empty)) {
                    failures.push(format!("{}: the span {span:?} holds no text of {:?}", finding.rule, example.text));
                }
            }
        }
    }
    fail_with(failures);
}

/// A rule of another language belongs to a rule, reads as TOML, and its examples are in that language.
#[test]
fn rules_of_other_languages_load() {
    let book = book();
    let english = book.in_language(Language::En);
    let mut failures = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/en")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let known = english.rule(&name);
        if !known.is_some_and(|r| !r.flagged.is_empty() || !r.silent.is_empty()) {
            failures.push(format!("rules/en/{name}.toml: no rule of this name, no valid file, or no examples"));
        }
    }
    for rule in &english.rules {
        let texts = rule.flagged.iter().map(|e| &e.text).chain(rule.silent.iter().map(|e| &e.text)).chain(rule.checked.iter().map(|e| &e.text));
        failures.extend(texts.filter(|t| Language::of(t) != Language::En).map(|t| format!("{}: not seen as English: {t:?}", rule.name)));
    }
    for rule in &book.rules {
        let texts = rule.flagged.iter().map(|e| &e.text).chain(rule.silent.iter().map(|e| &e.text)).chain(rule.checked.iter().map(|e| &e.text));
        failures.extend(texts.filter(|t| Language::of(t) != Language::Vi).map(|t| format!("{}: not seen as Vietnamese: {t:?}", rule.name)));
    }
    assert!(!english.lexicon.list("list_and").is_empty(), "rules/lexicon/en.toml does not load");
    fail_with(failures);
}

/// What linting reads is made out of the same files when the program is built.
#[test]
fn linting_reads_the_rules_without_their_examples() {
    let plain = |book: &Rulebook, language| {
        let mut rules = book.in_language(language).rules.clone();
        for rule in &mut rules {
            (rule.flagged, rule.checked, rule.silent) = Default::default();
        }
        format!("{rules:#?}")
    };
    let (explained, linting) = (Rulebook::built_in().unwrap(), Rulebook::for_linting().unwrap());
    for language in [Language::Vi, Language::En] {
        assert!(plain(&explained, language) == plain(&linting, language), "the rules differ: {language:?}");
    }
}
