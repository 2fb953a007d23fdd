//! What the page asks, and what it is told. Reports are read anew for each question; only the rules are kept between them.

use crate::reading::{self, Asked};
use report_lint::findings::fingerprint::fingerprints;
use report_lint::findings::Finding;
use report_lint::formats::{self, Comment, FormatError, Options};
use report_lint::language::Language;
use report_lint::render::{comments, csv, html, problems, Linted};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

#[derive(Deserialize)]
struct Question {
    what: What,
    /// The files, in the order in which they stand behind the question.
    files: Vec<Asked>,
    /// Which of them is to be copied.
    #[serde(default)]
    at: usize,
    /// Language of the messages; without it that of the report.
    language: Option<String>,
    /// Fingerprints of the findings that are accepted.
    #[serde(default)]
    accepted: HashSet<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// The reports with their findings.
    Lint,
    /// A copy of the Word file with comments.
    Annotate,
    /// The findings as a table.
    Csv,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    /// What is told of each file, in their order.
    Reports(Vec<Told>),
    /// The file that was made stands beside the answer.
    File,
    Problem(Problem),
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Told {
    Report(Box<Shown>),
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
    message: String,
    /// The reports of the packet that it names too, by their places among those that could be read.
    abroad: Vec<usize>,
}

/// Why there is no report. The kind is what the page has a sentence for in each language; the words say more.
#[derive(Serialize)]
pub struct Problem {
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
    let question: Question = serde_json::from_slice(question).map_err(Problem::mistake)?;
    let wanted = match question.language.as_deref() {
        Some("vi") => Some(Language::Vi),
        Some("en") => Some(Language::En),
        _ => None,
    };
    // Until somebody chooses, the page speaks Vietnamese.
    let in_words = |problem: Problem| Problem { words: problems::in_language(&problem.words, wanted.unwrap_or(Language::Vi)).into_owned(), ..problem };
    match done(&question, bytes, wanted) {
        Ok((Answer::Reports(told), file)) => {
            let told = told.into_iter().map(|told| match told {
                Told::Problem(problem) => Told::Problem(in_words(problem)),
                Told::Report(shown) => Told::Report(shown),
            });
            Ok((Answer::Reports(told.collect()), file))
        }
        other => other.map_err(in_words),
    }
}

fn done(question: &Question, bytes: Vec<u8>, wanted: Option<Language>) -> Result<(Answer, Vec<u8>), Problem> {
    let parts = reading::parted(&question.files, bytes)?;
    let copied = matches!(question.what, What::Annotate).then(|| parts.get(question.at).cloned()).flatten();
    let read = reading::read(&question.files, parts, wanted)?;
    if matches!(question.what, What::Lint) {
        return Ok((Answer::Reports(told(read, wanted)), Vec::new()));
    }
    let mut files = read.into_iter().collect::<Result<Vec<Linted>, Problem>>()?;
    files.iter_mut().for_each(|file| leave_out(file, &question.accepted));
    let language = |file: &Linted| wanted.unwrap_or(file.report.language);
    if matches!(question.what, What::Csv) {
        // Heads are in the language that all reports share.
        let shared = files.first().map(language).filter(|first| files.iter().all(|file| language(file) == *first));
        return Ok((Answer::File, csv::table(&files, &[], shared.unwrap_or(Language::Vi)).into_bytes()));
    }
    let file = files.get(question.at).ok_or_else(|| Problem::mistake("no such file"))?;
    let said = comments::comments(file, &files, language(file)).into_iter().map(|(span, text)| Comment { span, text });
    let copy = formats::annotate(&copied.unwrap_or_default(), &said.collect::<Vec<_>>(), Options::default());
    Ok((Answer::File, copy.map_err(|error| Problem::of(&error))?))
}

/// Each file as the page shows it; links count the reports that could be read.
fn told(read: Vec<Result<Linted, Problem>>, wanted: Option<Language>) -> Vec<Told> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for read in read {
        match read {
            Ok(file) => {
                files.push(file);
                problems.push(None);
            }
            Err(problem) => problems.push(Some(problem)),
        }
    }
    let mut shown = (0..files.len()).map(|at| shown(&files, at, wanted.unwrap_or(files[at].report.language)));
    let one = |problem: Option<Problem>| match problem {
        Some(problem) => Some(Told::Problem(problem)),
        None => shown.next().map(|shown| Told::Report(Box::new(shown))),
    };
    problems.into_iter().filter_map(one).collect()
}

fn leave_out(file: &mut Linted, accepted: &HashSet<String>) {
    let mut prints = fingerprints(&file.source, file.report.findings.iter()).into_iter();
    file.report.findings.retain(|_| prints.next().is_none_or(|print| !accepted.contains(&print)));
}

fn shown(files: &[Linted], at: usize, language: Language) -> Shown {
    let file = &files[at];
    let html::Pieces { sum, legend, sheet, told } = html::pieces(files, at, language);
    let known = fingerprints(&file.source, file.report.findings.iter()).into_iter().zip(&file.report.findings);
    Shown {
        language: file.report.language.code(),
        sum,
        legend,
        sheet,
        told,
        findings: known.map(|(fingerprint, finding)| of_finding(files, file, finding, fingerprint)).collect(),
        unread: file.source.unread.iter().map(|what| problems::in_language(what, language).into_owned()).collect(),
        limit: file.report.limit.as_ref().map(|limit| problems::in_language(&limit.to_string(), language).into_owned()),
    }
}

fn of_finding(files: &[Linted], file: &Linted, finding: &Finding, fingerprint: String) -> Known {
    let mut abroad: Vec<usize> = finding.elsewhere.iter().filter_map(|e| files.iter().position(|other| other.source.name == e.file)).collect();
    abroad.sort_unstable();
    abroad.dedup();
    Known {
        fingerprint,
        rule: finding.rule.clone(),
        words: finding.primary.of(&file.source.text).split_whitespace().collect::<Vec<_>>().join(" "),
        message: finding.message.clone(),
        abroad,
    }
}

impl Problem {
    pub fn of(error: &FormatError) -> Problem {
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

    pub fn limit(limit: impl std::fmt::Display) -> Problem {
        Problem { kind: "limit", words: limit.to_string() }
    }

    /// What must not happen: a mistake of the program.
    pub fn mistake(error: impl std::fmt::Display) -> Problem {
        Problem { kind: "mistake", words: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::answer;
    use serde_json::{json, Value};

    const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";

    fn asked(question: Value, files: &[(&str, &str, &[u8])]) -> (Value, Vec<u8>) {
        let mut question = question;
        question["files"] = files.iter().map(|(name, role, bytes)| json!({"name": name, "length": bytes.len(), "role": role})).collect();
        let bytes = files.iter().flat_map(|file| file.2.to_vec()).collect();
        let (text, file) = answer(question.to_string().as_bytes(), bytes);
        (serde_json::from_str(&text).unwrap(), file)
    }

    fn alone(question: Value, bytes: &[u8]) -> (Value, Vec<u8>) {
        asked(question, &[("a.md", "alone", bytes)])
    }

    #[test]
    fn a_report_is_shown_with_its_findings() {
        let (shown, _) = alone(json!({"what": "lint", "language": null}), WRONG.as_bytes());
        let report = &shown["reports"][0]["report"];
        assert_eq!((report["findings"][0]["rule"].as_str(), report["language"].as_str()), (Some("sum-mismatch"), Some("vi")));
        assert!(report["sheet"].as_str().unwrap().contains("class=\"card error\""));
        let (shown, _) = alone(json!({"what": "lint", "language": "en"}), WRONG.as_bytes());
        assert!(shown["reports"][0]["report"]["sum"].as_str().unwrap().starts_with("1 error"));
    }

    #[test]
    fn what_is_accepted_is_in_no_table() {
        let question = |accepted: Value| json!({"what": "csv", "language": "vi", "accepted": accepted});
        let (shown, _) = alone(json!({"what": "lint"}), WRONG.as_bytes());
        let rows = |accepted| String::from_utf8(alone(question(accepted), WRONG.as_bytes()).1).unwrap().lines().count();
        assert_eq!((rows(json!([])), rows(json!([shown["reports"][0]["report"]["findings"][0]["fingerprint"]]))), (2, 1));
    }

    #[test]
    fn whatever_cannot_be_done_has_a_kind() {
        let kind = |name: &str, bytes: &[u8]| {
            let told = asked(json!({"what": "lint"}), &[(name, "alone", bytes)]).0;
            told["reports"][0]["problem"]["kind"].as_str().unwrap().to_owned()
        };
        assert_eq!(kind("a.docx", b"PK\x03\x04"), "damaged");
        assert_eq!(kind("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "foreign");
        assert_eq!(kind("a.md", b"\xff\xfa"), "encoding");
        let whole = |question: Value| alone(question, WRONG.as_bytes()).0["problem"]["kind"].as_str().unwrap().to_owned();
        assert_eq!(whole(json!({"what": "annotate"})), "empty");
        assert_eq!(whole(json!({"what": "annotate", "at": 1})), "mistake");
        assert_eq!(whole(json!({"what": "dance"})), "mistake");
    }

    const REPORT: &str = include_str!("../../examples/goi/bao-cao-thang-5.md");
    const SUMMARY: &str = include_str!("../../examples/goi/tom-tat-thang-5.md");
    const BEFORE: &str = include_str!("../../examples/goi/bao-cao-thang-4.md");

    /// The rules and the other reports of the findings that name another report, by the report that they are listed under.
    fn between(told: &Value) -> Vec<(usize, String, Value)> {
        let reports = told["reports"].as_array().unwrap().iter().enumerate();
        let findings = |(at, told): (usize, &Value)| -> Vec<(usize, String, Value)> {
            let list = told["report"]["findings"].as_array().cloned().unwrap_or_default();
            let named = list.into_iter().filter(|f| !f["abroad"].as_array().unwrap().is_empty());
            named.map(|f| (at, f["rule"].as_str().unwrap().to_owned(), f["abroad"].clone())).collect()
        };
        reports.flat_map(findings).collect()
    }

    #[test]
    fn a_packet_tells_what_its_reports_say_of_each_other() {
        let lint = |roles: [&str; 3]| {
            let files =
                [("bao-cao.md", roles[0], REPORT.as_bytes()), ("tom-tat.md", roles[1], SUMMARY.as_bytes()), ("thang-4.md", roles[2], BEFORE.as_bytes())];
            asked(json!({"what": "lint"}), &files).0
        };
        assert_eq!(between(&lint(["alone"; 3])), []);
        let together = lint(["beside", "beside", "alone"]);
        let found = between(&together);
        assert!(!found.is_empty() && found.iter().all(|(at, _, abroad)| *at < 2 && *abroad == json!([1 - at])), "{found:?}");
        // The way to the other report is a link that tells which one it is.
        let sheet = together["reports"][found[0].0]["report"]["sheet"].as_str().unwrap();
        assert!(sheet.contains(&format!("href=\"#p{}-", 1 - found[0].0)), "{sheet}");
        // The report before is not compared as one of this period, but what follows from it is.
        let series = between(&lint(["beside", "beside", "before"]));
        assert!(series.len() > found.len() && series.iter().any(|(_, _, abroad)| *abroad == json!([2])), "{series:?}");
    }

    #[test]
    fn a_file_that_cannot_be_read_costs_the_others_nothing() {
        let files = [("hong.docx", "beside", &b"PK\x03\x04"[..]), ("bao-cao.md", "beside", REPORT.as_bytes()), ("tom-tat.md", "beside", SUMMARY.as_bytes())];
        let told = asked(json!({"what": "lint"}), &files).0;
        assert_eq!(told["reports"][0]["problem"]["kind"], "damaged");
        let found = between(&told);
        assert!(!found.is_empty() && found.iter().all(|(at, _, abroad)| *at > 0 && *abroad == json!([2 - at])), "{found:?}");
    }
}
