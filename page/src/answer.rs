//! What the page asks, and what it is told. A report is read anew for each question; only the rules are kept between them.

use report_lint::findings::fingerprint::fingerprints;
use report_lint::formats::{self, Comment, FormatError, Options};
use report_lint::language::Language;
use report_lint::render::{comments, csv, html, problems, Linted};
use report_lint::rulebook::Rulebook;
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::collections::HashSet;

thread_local! {
    /// The rules, read once.
    static BOOK: OnceCell<Rulebook> = const { OnceCell::new() };
}

#[derive(Deserialize)]
struct Question {
    what: What,
    /// The name of the file.
    name: String,
    /// Language of the messages; without it that of the report.
    language: Option<String>,
    /// Fingerprints of the findings that are accepted.
    #[serde(default)]
    accepted: HashSet<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// The report with its findings.
    Lint,
    /// A copy of the Word file with comments.
    Annotate,
    /// The findings as a table.
    Csv,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Report(Box<Shown>),
    /// The file that was made stands beside the answer.
    File,
    Problem(Problem),
}

/// A report as the page shows it.
#[derive(Serialize)]
struct Shown {
    language: &'static str,
    sum: String,
    legend: String,
    sheet: String,
    told: String,
    /// In the order of the cards.
    findings: Vec<Known>,
    /// What was left out of the file, in words.
    unread: Vec<String>,
    /// The limit that the report is over.
    limit: Option<String>,
}

/// By what a finding is known later, and what a baseline says of it.
#[derive(Serialize)]
struct Known {
    fingerprint: String,
    rule: String,
    words: String,
}

/// Why there is no report. The kind is what the page has a sentence for in each language; the words say more.
#[derive(Serialize)]
struct Problem {
    kind: &'static str,
    words: String,
}

/// The answer as JSON, and the file that was asked for.
pub fn answer(question: &[u8], bytes: Vec<u8>) -> (String, Vec<u8>) {
    let (answer, file) = match work(question, bytes) {
        Ok(done) => done,
        Err(problem) => (Answer::Problem(problem), Vec::new()),
    };
    (serde_json::to_string(&answer).unwrap_or_default(), file)
}

fn work(question: &[u8], bytes: Vec<u8>) -> Result<(Answer, Vec<u8>), Problem> {
    let question: Question = serde_json::from_slice(question).map_err(mistake)?;
    let wanted = match question.language.as_deref() {
        Some("vi") => Some(Language::Vi),
        Some("en") => Some(Language::En),
        _ => None,
    };
    done(&question, bytes, wanted).map_err(|problem| {
        // Until somebody chooses, the page speaks Vietnamese.
        let words = problems::in_language(&problem.words, wanted.unwrap_or(Language::Vi)).into_owned();
        Problem { words, ..problem }
    })
}

fn done(question: &Question, bytes: Vec<u8>, wanted: Option<Language>) -> Result<(Answer, Vec<u8>), Problem> {
    let copied = matches!(question.what, What::Annotate).then(|| bytes.clone());
    let mut file = linted(&question.name, bytes, wanted)?;
    let language = wanted.unwrap_or(file.report.language);
    Ok(match question.what {
        What::Lint => (Answer::Report(Box::new(shown(&file, language))), Vec::new()),
        What::Annotate => {
            leave_out(&mut file, &question.accepted);
            let said = comments::comments(&file, &[], language).into_iter().map(|(span, text)| Comment { span, text });
            let copy = formats::annotate(&copied.unwrap_or_default(), &said.collect::<Vec<_>>(), Options::default());
            (Answer::File, copy.map_err(|error| problem(&error))?)
        }
        What::Csv => {
            leave_out(&mut file, &question.accepted);
            (Answer::File, csv::table(&[file], &[], language).into_bytes())
        }
    })
}

/// Reads and lints as the command line does without a configuration.
fn linted(name: &str, bytes: Vec<u8>, language: Option<Language>) -> Result<Linted, Problem> {
    let source = formats::read(name, bytes, Options::default()).map_err(|error| problem(&error))?;
    let mut report = BOOK.with(|kept| {
        if kept.get().is_none() {
            let _ = kept.set(Rulebook::for_linting().map_err(mistake)?);
        }
        kept.get().map(|book| report_lint::audit(&source, book, language)).ok_or_else(|| mistake("no rules"))
    })?;
    if let Some(limit) = report.limit.as_ref().filter(|limit| !limit.leaves_findings()) {
        return Err(Problem { kind: "limit", words: limit.to_string() });
    }
    comments::hide_settled(&source, &mut report.findings);
    Ok(Linted { source, report })
}

fn leave_out(file: &mut Linted, accepted: &HashSet<String>) {
    let mut prints = fingerprints(&file.source, file.report.findings.iter()).into_iter();
    file.report.findings.retain(|_| prints.next().is_none_or(|print| !accepted.contains(&print)));
}

fn shown(file: &Linted, language: Language) -> Shown {
    let html::Pieces { sum, legend, sheet, told } = html::pieces(file, language);
    let words = |span: report_lint::source::Span| span.of(&file.source.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let known = fingerprints(&file.source, file.report.findings.iter()).into_iter().zip(&file.report.findings);
    let findings = known.map(|(fingerprint, f)| Known { fingerprint, rule: f.rule.clone(), words: words(f.primary) });
    Shown {
        language: file.report.language.code(),
        sum,
        legend,
        sheet,
        told,
        findings: findings.collect(),
        unread: file.source.unread.iter().map(|what| problems::in_language(what, language).into_owned()).collect(),
        limit: file.report.limit.as_ref().map(|limit| problems::in_language(&limit.to_string(), language).into_owned()),
    }
}

fn problem(error: &FormatError) -> Problem {
    let kind = match error {
        FormatError::NotUtf8 { .. } => "encoding",
        FormatError::Foreign(_) => "foreign",
        FormatError::Limit { .. } => "limit",
        FormatError::Damaged(_) => "damaged",
        FormatError::NoText(_) => "empty",
        FormatError::Binary(_) => "binary",
    };
    Problem { kind, words: error.to_string() }
}

/// What must not happen: a mistake of the program.
fn mistake(error: impl std::fmt::Display) -> Problem {
    Problem { kind: "mistake", words: error.to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::answer;
    use serde_json::{json, Value};

    const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";

    fn asked(question: Value, bytes: &[u8]) -> (Value, Vec<u8>) {
        let (text, file) = answer(question.to_string().as_bytes(), bytes.to_vec());
        (serde_json::from_str(&text).unwrap(), file)
    }

    #[test]
    fn a_report_is_shown_with_its_findings() {
        let (shown, _) = asked(json!({"what": "lint", "name": "a.md", "language": null}), WRONG.as_bytes());
        let report = &shown["report"];
        assert_eq!((report["findings"][0]["rule"].as_str(), report["language"].as_str()), (Some("sum-mismatch"), Some("vi")));
        assert!(report["sheet"].as_str().unwrap().contains("class=\"card error\""));
        let (shown, _) = asked(json!({"what": "lint", "name": "a.md", "language": "en"}), WRONG.as_bytes());
        assert!(shown["report"]["sum"].as_str().unwrap().starts_with("1 error"));
    }

    #[test]
    fn what_is_accepted_is_in_no_table() {
        let question = |accepted: Value| json!({"what": "csv", "name": "a.md", "language": "vi", "accepted": accepted});
        let (shown, _) = asked(json!({"what": "lint", "name": "a.md"}), WRONG.as_bytes());
        let rows = |accepted| String::from_utf8(asked(question(accepted), WRONG.as_bytes()).1).unwrap().lines().count();
        assert_eq!((rows(json!([])), rows(json!([shown["report"]["findings"][0]["fingerprint"]]))), (2, 1));
    }

    #[test]
    fn whatever_cannot_be_done_has_a_kind() {
        let kind = |question: Value, bytes: &[u8]| asked(question, bytes).0["problem"]["kind"].as_str().unwrap().to_owned();
        let lint = |name: &str| json!({"what": "lint", "name": name});
        assert_eq!(kind(lint("a.docx"), b"PK\x03\x04"), "damaged");
        assert_eq!(kind(lint("a.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "foreign");
        assert_eq!(kind(lint("a.md"), b"\xff\xfa"), "encoding");
        assert_eq!(kind(json!({"what": "annotate", "name": "a.md"}), WRONG.as_bytes()), "empty");
        assert_eq!(kind(json!({"what": "dance"}), b""), "mistake");
    }
}
