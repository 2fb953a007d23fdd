//! Properties of the whole pipeline, always through rendered Vietnamese text.

use proptest::prelude::*;
use report_lint::findings::Finding;
use report_lint::relations::working::decimal;
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};
use report_lint::{lint, Report};
use rust_decimal::Decimal;
use std::sync::OnceLock;

fn rulebook() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| Rulebook::built_in().expect("the built-in rules load"))
}

fn run(text: &str) -> Report {
    lint(&Source::new("test.md", text.to_owned(), Layout::Wrapped), rulebook(), Language::Vi)
}

/// A number the Vietnamese way, with one decimal when `tenths` is set.
fn number(value: u32, tenths: bool) -> String {
    if tenths {
        decimal(Decimal::new(i64::from(value), 1), 1)
    } else {
        decimal(Decimal::from(value), 0)
    }
}

/// One consistent statement: its text, and the text with its judged number moved beyond rounding.
#[derive(Clone, Debug)]
struct Statement {
    right: String,
    wrong: String,
    stated: String,
}

const UNITS: [(&str, bool); 5] = [("triệu đồng", true), ("ha", true), ("hộ", false), ("lượt khách", false), ("tấn", true)];

fn sentence(index: usize, parts: &[u32], unit: usize, kind: usize, shift: u32) -> Statement {
    let (unit, tenths) = UNITS[unit % UNITS.len()];
    let total: u32 = parts.iter().sum();
    let moved = total + shift * 10;
    let area = ["Khu vực phía Đông", "Khu vực phía Tây", "Khu vực trung tâm", "Khu vực ven sông"];
    let item = |at: usize, value: u32| format!("{} {} {unit}", area[at % area.len()], number(value, tenths));
    let items: Vec<String> = parts.iter().enumerate().map(|(at, &v)| item(at, v)).collect();
    let write = |total: u32| {
        let stated = number(total, tenths);
        match kind % 4 {
            0 => format!("{index}. Kết quả mục {index} đạt {stated} {unit} (gồm: {}).", items.join(", ")),
            1 => format!("{index}. Kết quả mục {index} đạt {stated} {unit}, bao gồm: {}.", items.join("; ")),
            2 => format!("{index}. Kết quả mục {index} đạt {stated} {unit}, gồm:\n\n- {}.", items.join(";\n\n- ")),
            _ => format!("{index}. Kết quả mục {index} đạt {stated} {unit}, chia ra: {}.", items.join(", ")),
        }
    };
    Statement { right: write(total), wrong: write(moved), stated: number(moved, tenths) }
}

/// `N/M` with its percent, right or moved.
fn share(index: usize, done: u32, all: u32, shift: u32) -> Statement {
    let (done, all) = (done.min(all), all.max(1));
    let percent = Decimal::from(done) * Decimal::ONE_HUNDRED / Decimal::from(all);
    let write = |p: Decimal| format!("{index}. Trong mục {index} đã giải quyết {done}/{all} hồ sơ, đạt {}%.", decimal(p, 1));
    let moved = percent + Decimal::from(shift + 1);
    Statement { right: write(percent), wrong: write(moved), stated: decimal(moved, 1) }
}

fn statement() -> impl Strategy<Value = (Vec<u32>, usize, usize, u32, u32)> {
    (prop::collection::vec(100u32..90_000, 2..5), 0usize..5, 0usize..5, 1u32..40, 10u32..900)
}

fn build(specs: &[(Vec<u32>, usize, usize, u32, u32)]) -> Vec<Statement> {
    let one = |(at, (parts, unit, kind, shift, all)): (usize, &(Vec<u32>, usize, usize, u32, u32))| match kind {
        4 => share(at + 1, parts[0] % all, *all, *shift),
        _ => sentence(at + 1, parts, *unit, *kind, *shift),
    };
    specs.iter().enumerate().map(one).collect()
}

fn accusations(report: &Report) -> Vec<String> {
    report.findings.iter().filter(|f| f.severity > Severity::Note).map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_consistent_report_is_silent(specs in prop::collection::vec(statement(), 1..12)) {
        let text: Vec<String> = build(&specs).into_iter().map(|s| s.right).collect();
        let text = text.join("\n\n");
        let found = accusations(&run(&text));
        prop_assert!(found.is_empty(), "accused in a consistent report: {found:?}\n{text}");
    }

    #[test]
    fn a_moved_number_is_found(specs in prop::collection::vec(statement(), 1..8), which in any::<prop::sample::Index>()) {
        let statements = build(&specs);
        let broken = which.index(statements.len());
        let text: Vec<&str> = statements.iter().enumerate().map(|(at, s)| if at == broken { s.wrong.as_str() } else { s.right.as_str() }).collect();
        let text = text.join("\n\n");
        let report = run(&text);
        let stated = &statements[broken].stated;
        // Where another passage happens to have the same figure, it is believed there, and another number of the relation is blamed.
        let named = |f: &Finding| std::iter::once(f.primary).chain(f.related.iter().map(|r| r.span)).any(|span| span.of(&text) == stated);
        let hit = report.findings.iter().any(|f| f.severity > Severity::Note && named(f));
        prop_assert!(hit, "expected a finding on {stated}, found {:?}\n{text}", accusations(&report));
    }

    #[test]
    fn any_text_is_linted_with_sound_spans(text in "\\PC{0,400}") {
        sound(&text)?;
    }

    #[test]
    fn torn_up_report_text_is_linted_with_sound_spans(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
        sound(&pieces.concat())?;
    }
}

const PIECES: [&str; 34] = [
    "1.448,29",
    "4.40.049",
    "12/19",
    " tiêu chí",
    "%",
    " (",
    ")",
    "trong đó: ",
    "gồm ",
    "\n\n",
    "\n",
    "- ",
    "+ ",
    "¹ ",
    "⁽²⁾",
    "[^3]",
    "[^3]: ",
    "| 1 | 2 |\n",
    "|---|---|\n",
    "số 15/2021/NQ-UBND",
    " ngày 31/02/2024",
    "; ",
    ", ",
    ". ",
    " triệu đồng",
    "ha",
    "**",
    "*",
    "được được",
    "Phần II\n\n",
    "IV. ",
    "e\u{301}a\u{302}\u{301}",
    "99999999999999999999999999999",
    "\u{feff}\r\n",
];

fn sound(text: &str) -> Result<(), TestCaseError> {
    let report = run(text);
    let spans = report.findings.iter().flat_map(|f| std::iter::once(f.primary).chain(f.related.iter().map(|r| r.span)));
    let ledger = report.ledger.numbers.iter().map(|n| n.span);
    for span in spans.chain(ledger) {
        prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} is no range of characters of {text:?}");
    }
    for number in &report.ledger.numbers {
        let words = number.span.of(text);
        prop_assert!(words.chars().any(char::is_numeric) || words.chars().any(char::is_alphabetic), "{words:?} is no number");
    }
    Ok(())
}

#[test]
fn letters_are_those_of_unicode() {
    let differs: Vec<char> = ('\0'..=char::MAX).filter(|&c| report_lint::phrases::is_of_word(c) != c.is_alphanumeric()).collect();
    assert!(differs.is_empty(), "{differs:?}");
}

#[test]
fn small_letters_are_those_of_unicode() {
    let small = |c: char| c.to_lowercase().next().filter(|l| c.to_lowercase().count() == 1 && l.len_utf8() == c.len_utf8()).unwrap_or(c);
    let differs: Vec<char> = ('\0'..=char::MAX).filter(|&c| report_lint::phrases::lower_case(c) != small(c)).collect();
    assert!(differs.is_empty(), "{differs:?}");
}

#[test]
fn the_rules_for_linting_lack_nothing_but_examples() {
    use report_lint::rulebook::Rulebook;
    let (mut all, lint) = (Rulebook::built_in().expect("the rules load"), Rulebook::for_linting().expect("the rules load without examples"));
    assert!(all.rules.iter().any(|r| !r.silent.is_empty()) && lint.rules.iter().all(|r| r.silent.is_empty() && r.flagged.is_empty() && r.checked.is_empty()));
    for rule in &mut all.rules {
        rule.flagged.clear();
        rule.checked.clear();
        rule.silent.clear();
    }
    for (one, other) in all.rules.iter().zip(&lint.rules) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"), "{}", one.name);
    }
    assert_eq!(all.rules.len(), lint.rules.len());
}

/// The quick answers about letters are those of the standard library, for every character that there is.
#[test]
fn capitals_and_small_letters_are_those_of_unicode() {
    use report_lint::phrases::{is_capital, is_small};
    for c in '\0'..=char::MAX {
        assert_eq!((is_capital(c), is_small(c)), (c.is_uppercase(), c.is_lowercase()), "{c:?}");
    }
}
