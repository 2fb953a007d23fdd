//! Clean English reports give nothing but notes, and nothing in Vietnamese.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};
use std::path::PathBuf;

fn reports() -> Vec<(PathBuf, String)> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/english")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    paths.sort();
    paths.into_iter().map(|p| (p.clone(), std::fs::read_to_string(p).unwrap())).collect()
}

#[test]
fn clean_english_reports_are_not_accused() {
    let book = Rulebook::built_in().unwrap();
    let all = reports();
    assert!(all.len() >= 12);
    let mut failures = Vec::new();
    for (path, text) in &all {
        let source = Source::new("report.md", text.clone(), Layout::Wrapped);
        let report = report_lint::lint(&source, &book, None);
        assert_eq!(report.language, Language::En, "{}", path.display());
        assert!(!report.ledger.numbers.is_empty());
        let accused = report.findings.iter().filter(|f| f.severity > Severity::Note);
        failures.extend(accused.map(|f| format!("{}: {} at `{}`: {}", path.display(), f.rule, f.primary.of(text), f.message)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Slips in the forms that English reports state figures in, with the place that must be accused.
const SLIPS: &[(&str, &str)] = &[
    ("The fund spent a total of $9.5 million, comprising $4.2 million for roads, $3.1 million for schools and $1.9 million for clinics.", "9.5"),
    ("The ministry employs 1,250 staff, comprising 640 teachers, 410 officers and 210 workers.", "1,250"),
    ("A total of 86 projects were approved: 40 projects in health, 31 projects in education and 16 projects in transport.", "86"),
    ("The province has 215 communes, consisting of 178 rural communes, 27 wards and 11 townships.", "215"),
    ("Donors pledged $120 million, made up of $75 million in grants and $50 million in loans.", "120"),
    ("Of 60 bridges inspected, 45 bridges (65%) were found to be safe.", "65"),
    ("By June, 18 of 24 districts (70 per cent) had submitted their plans.", "70"),
    ("The council answered 1,140 of 1,200 requests, or 92% of them, on time.", "92"),
    ("The agency disbursed $30.6 million out of $36.0 million, equivalent to 95 per cent.", "95"),
    ("Training was given to 1,820 teachers, of whom 1,092 teachers (50%) were women.", "50"),
    ("The hospital treated 5,400 patients, of whom 5,600 patients were children.", "5,600"),
    ("The number of fires fell from 86 fires to 71 fires, a decrease of 25 fires.", "25"),
    ("Road deaths declined from 240 deaths in 2022 to 204 deaths in 2023, down 20%.", "20"),
    ("Exports increased by 10%, from $400 million to $450 million.", "10"),
    ("Revenue rose by $12 million, from $88 million to $102 million.", "12"),
    ("The strategy rests on 4 pillars: growth, inclusion and resilience.", "4"),
    ("Grants went to 6 universities, namely Oxford, Leeds, York, Durham and Exeter.", "6"),
    ("The survey was held on 31 November 2023 in all districts.", "31 November 2023"),
    ("Applications closed on September 31, 2024 and results were published later.", "31, 2024"),
    ("The committee met with with the delegates from the region.", "with with"),
    ("The programme reached 12,34,500 people in the northern region.", "12,34,500"),
    ("Farmers planted 1,200 ha of maize, comprising 700 ha of hybrid maize and 600 ha of local maize.", "1,200"),
    ("Women account for 120% of the participants in the courses.", "120"),
    ("The office issued 3,020 permits: 1,800 for housing, 900 for shops and 230 for factories.", "3,020"),
    ("Total revenue was £42.5m, of which £20.1m came from council tax, £15.2m from grants and £9.2m from fees.", "42.5"),
    ("The ministry received 2,310 petitions, consisting of 1,400 petitions on land, 620 petitions on pensions and 390 petitions on schools.", "2,310"),
    ("Altogether 540 nurses were hired: 310 nurses in the north, 140 nurses in the centre and 100 nurses in the south.", "540"),
    ("The loan of EUR 80 million comprises EUR 55 million for roads and EUR 35 million for bridges.", "80"),
    ("In total, 96 schools were repaired, of which 51 schools in Northfield, 30 schools in Eastbrook and 25 schools in Westhill.", "96"),
    ("The district planted 3,400 ha of forest, made up of 2,100 ha of acacia and 1,500 ha of pine.", "3,400"),
    ("Some 27 of 36 clinics (85%) now have solar power.", "85"),
    ("The fund paid $4.5 million of the $6.0 million committed, or 65 percent.", "65"),
    ("A total of 2,000 households were surveyed, of which 340 households (27%) were poor.", "27"),
    ("By December, 96 out of 120 villages (75%) had clean water.", "75"),
    ("Of 250 samples tested, 15 samples (8%) were contaminated.", "8"),
    ("Spending reached $17.1 million, 90% of the budget of $18.0 million.", "90"),
    ("The number of visitors grew from 40,000 visitors to 52,000 visitors, an increase of 25%.", "25"),
    ("Unemployment declined from 1,850 people to 1,610 people, down by 340 people.", "340"),
    ("The city recorded 310 accidents in 2024, a decrease of 25 accidents compared with 345 accidents in 2023.", "25"),
    ("Output rose from 120 tonnes to 150 tonnes, an increase of 40 tonnes.", "40"),
    ("So far 14 of 20 bridges have been repaired; the remaining 8 bridges are scheduled for 2026.", "8"),
    ("Of the 38 complaints lodged, 41 complaints were upheld.", "41"),
    ("The school has met 17 of 15 criteria.", "17"),
    ("The committee visited 4 wards: Harbour, Castle, Priory, Abbey and Park.", "4"),
    ("The audit covered the period to 31 April 2024 for all the departments.", "31 April 2024"),
    ("The law was passed on 29 February 2023 by the national assembly.", "29 February 2023"),
    ("Payments were made to the the suppliers within 30 days.", "the the"),
    ("The ministry spent $1,23,456.5 on the works.", "1,23,456.5"),
    ("Agriculture accounted for 134% of total employment in the district.", "134"),
    ("The agency approved 75 loans, comprising 40 loans for women and 45 loans for men.", "75"),
];

#[test]
fn slips_in_english_sentences_are_found() {
    let book = Rulebook::built_in().unwrap();
    assert!(SLIPS.len() >= 30);
    let mut failures = Vec::new();
    for (text, at) in SLIPS {
        let source = Source::new("report.md", (*text).to_owned(), Layout::Wrapped);
        let report = report_lint::lint(&source, &book, None);
        let found: Vec<&str> = report.findings.iter().filter(|f| f.severity > Severity::Note).map(|f| f.primary.of(text)).collect();
        if !found.contains(at) {
            failures.push(format!("{text}: expected `{at}`, found {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Passages with the rule that must flag each, in the forms of annual reports: `=== rule`, then the text.
fn passages(file: &str) -> Vec<(String, String)> {
    let path = format!("{}/tests/english/sentences/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let cases = text.split("=== ").skip(1).filter_map(|case| case.split_once('\n'));
    cases.map(|(rule, text)| (rule.to_owned(), text.to_owned())).collect()
}

/// The rules that flag a passage, one by one.
fn flagged_by(book: &Rulebook, text: &str) -> Vec<String> {
    let source = Source::new("report.md", text.to_owned(), Layout::Wrapped);
    report_lint::lint(&source, book, None).findings.into_iter().map(|f| f.rule).collect()
}

#[test]
fn slips_in_passages_are_found() {
    let book = Rulebook::built_in().unwrap();
    let missed = passages("slips.txt").into_iter().filter(|(rule, text)| !flagged_by(&book, text).contains(rule));
    let missed: Vec<String> = missed.map(|(rule, text)| format!("{rule}: {text}")).collect();
    // A total after its parts: English has too few texts for its cue to be believed alone. The number may only fall.
    assert!(missed.len() <= 2, "{}", missed.join("\n"));
}

#[test]
fn clean_passages_that_look_dangerous_are_silent() {
    let book = Rulebook::built_in().unwrap();
    let all = passages("clean.txt");
    assert!(all.len() >= 120);
    let accused = all.into_iter().map(|(_, text)| (flagged_by(&book, &text), text)).filter(|(rules, _)| !rules.is_empty());
    let accused: Vec<String> = accused.map(|(rules, text)| format!("{rules:?}: {text}")).collect();
    // A rounding of two years' costs, and of a hedged number, taken for sums. The number may only fall.
    assert!(accused.len() <= 2, "{}", accused.join("\n"));
}

#[test]
fn suggestions_are_written_as_the_report_writes_numbers() {
    let book = Rulebook::built_in().unwrap();
    let text = "The department handled 1,402.4 tonnes of waste, comprising 860.2 tonnes of paper, 402.1 tonnes of glass and 200.1 tonnes of metal.";
    let source = Source::new("report.md", text.to_owned(), Layout::Wrapped);
    let finding = report_lint::lint(&source, &book, None).findings.into_iter().next().unwrap();
    assert!(finding.working.contains("860.2 + 402.1 + 200.1 = 1,462.4"), "{}", finding.working);
    let edits: Vec<&str> = finding.suggestions.iter().flat_map(|s| &s.edits).map(|e| e.replacement.as_str()).collect();
    assert!(edits.contains(&"1,462.4"), "{edits:?}");
}

#[test]
fn the_language_is_told_from_few_words() {
    for (text, language) in [
        ("| 1 | 2 | 3 |", Language::Vi),
        ("Of 45 schools, 20 were closed.", Language::En),
        ("The People's Committee of Văn Bàn District in Lào Cai Province reported 5 cases.", Language::En),
        ("Toàn xã có 45 trường, trong đó 20 trường đạt chuẩn.", Language::Vi),
        ("UBND xa Ban Me bao cao 45 ho ngheo.", Language::Vi),
        ("Dự án World Bank do Bộ Tài chính quản lý, vốn 45 triệu USD.", Language::Vi),
        ("", Language::Vi),
    ] {
        assert_eq!(Language::of(text), language, "{text}");
    }
}
