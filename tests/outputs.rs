//! Outputs for programs and for the ear: valid by their own rules, places counted their own way, nothing of a report breaks out of its field.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::{paragraph, Docx};
use quick_xml::events::Event;
use report_lint::findings::fingerprint::fingerprints;
use report_lint::findings::{Edit, Finding, Related, Suggestion};
use report_lint::formats;
use report_lint::render::{github, gitlab, junit, narrated, rdjson, sarif, Linted};
use report_lint::rulebook::{Language, Rule, Rulebook, Severity};
use report_lint::source::{Layout, Source, Span};
use serde_json::Value;
use std::collections::HashSet;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
const RIGHT: &str = "Toàn huyện có 26 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
const NOTED: &str = "Đến hết năm có 86/112 nhà văn hóa đạt chuẩn, chiếm tỷ lệ 76%.\n";

/// What somebody might write into a report, and call it, to break out of a field of an output.
const HOSTILE: &str = "Cụm \"><![CDATA[x]]> ]]> & <b>% %0A::error::\u{1b}[31m\u{0}\u{7}\u{fffe}\u{202e} {0} [x](1) có 25 hộ được hỗ trợ, trong đó: \
    hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n\n::error file=a::b tuyên truyền ]]>\u{1} tuyên truyền ]]>\u{1} về \"phòng cháy\" cháy.\n";
const HOSTILE_NAME: &str = "thư mục/a,b:c\"'<&>]]>\n\r\u{1b}[31m 100%25 #?.md";

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::built_in().expect("the built-in rules load"));

fn all_rules() -> Vec<&'static Rule> {
    BOOK.rules.iter().collect()
}

fn linted(source: Source) -> Linted {
    let report = report_lint::lint(&source, &BOOK, Language::Vi);
    Linted { source, report }
}

fn read(name: &str, text: &str) -> Linted {
    bytes(name, text.as_bytes().to_vec())
}

fn bytes(name: &str, bytes: Vec<u8>) -> Linted {
    linted(formats::read(name, bytes, Default::default()).unwrap())
}

fn example(name: &str) -> Linted {
    read(name, &std::fs::read_to_string(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap())
}

fn word_file() -> Linted {
    bytes("Báo cáo số 1.docx", Docx::new(&[paragraph("BÁO CÁO"), paragraph(WRONG.trim())].concat()).bytes())
}

fn hostile() -> Linted {
    let file = linted(Source::new(HOSTILE_NAME, HOSTILE.to_owned(), Layout::Wrapped));
    assert!(file.report.findings.iter().any(|f| f.rule == "sum-mismatch"), "{:?}", file.report.findings);
    assert!(file.report.findings.len() > 1, "{:?}", file.report.findings);
    file
}

fn sarif(files: &[Linted]) -> Value {
    serde_json::from_str(&sarif::log(files, &all_rules(), &[], Language::Vi).unwrap()).unwrap()
}

fn results(files: &[Linted]) -> Vec<Value> {
    sarif(files)["runs"][0]["results"].as_array().unwrap().clone()
}

fn rdjson(files: &[Linted]) -> Vec<Value> {
    let all: Value = serde_json::from_str(&rdjson::diagnostics(files, Language::Vi).unwrap()).unwrap();
    assert_eq!(all["source"]["name"], "report-lint");
    all["diagnostics"].as_array().unwrap().clone()
}

fn gitlab(files: &[Linted]) -> Vec<Value> {
    serde_json::from_str(&gitlab::issues(files, Language::Vi).unwrap()).unwrap()
}

/// Checks a document against a schema of `tests/schemas/`.
fn is_valid(schema: &str, document: &Value) {
    let path = format!("{}/tests/schemas/{schema}", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(document, index) {
        panic!("{error:#}");
    }
}

#[test]
fn sarif_is_valid_by_the_schema_of_the_standard() {
    let examples = ["nua-nam.md", "ngan-sach.md", "sach-loi.md"].map(example);
    is_valid("sarif-2.1.0.json", &sarif(&examples));
    is_valid("sarif-2.1.0.json", &sarif(&[word_file(), read("a.md", RIGHT), hostile()]));
    is_valid("sarif-2.1.0.json", &sarif(&[]));
    let unread = sarif::log(&[], &all_rules(), &["b.md: no such {file}".to_owned()], Language::En).unwrap();
    let unread: Value = serde_json::from_str(&unread).unwrap();
    is_valid("sarif-2.1.0.json", &unread);
    let invocation = &unread["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "b.md: no such {{file}}");
    assert_eq!(unread["runs"][0]["results"], Value::Array(Vec::new()), "an empty list means that nothing was found");
    let broken = serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]});
    assert!(std::panic::catch_unwind(|| is_valid("sarif-2.1.0.json", &broken)).is_err(), "the validator sees nothing");
}

#[test]
fn rdjson_has_only_what_reviewdog_knows() {
    let files = [example("nua-nam.md"), example("ngan-sach.md"), example("sach-loi.md"), word_file(), hostile()];
    let all: Value = serde_json::from_str(&rdjson::diagnostics(&files, Language::Vi).unwrap()).unwrap();
    is_valid("rdjson.json", &all);
    assert!(all["diagnostics"].as_array().unwrap().len() > 10);
    let unknown = serde_json::json!({"diagnostics": [{"message": "a", "location": {"path": "a.md", "lines": 3}}]});
    assert!(std::panic::catch_unwind(|| is_valid("rdjson.json", &unknown)).is_err(), "the validator sees nothing");
    let none: Value = serde_json::from_str(&rdjson::diagnostics(&[], Language::Vi).unwrap()).unwrap();
    is_valid("rdjson.json", &none);
}

#[test]
fn sarif_names_rules_and_levels() {
    let log = sarif(&[example("nua-nam.md"), read("note.md", NOTED)]);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), BOOK.rules.len());
    let mut levels = HashSet::new();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        levels.insert(result["level"].as_str().unwrap());
    }
    assert_eq!(levels, HashSet::from(["error", "warning", "note"]));
    let sum = rules.iter().find(|r| r["id"] == "sum-mismatch").unwrap();
    assert_eq!((sum["defaultConfiguration"]["level"].as_str(), sum.get("helpUri")), (Some("error"), None));
    assert_eq!(sum["shortDescription"]["text"], "Tổng số và các thành phần không khớp nhau");
    let english: Value = serde_json::from_str(&sarif::log(&[], &all_rules(), &[], Language::En).unwrap()).unwrap();
    let (run, vi) = (&english["runs"][0], &log["runs"][0]);
    assert_eq!((run["language"].as_str(), vi["language"].as_str()), (Some("en"), Some("vi")));
    assert!(run["tool"]["driver"]["rules"].to_string().contains("A total and its parts disagree"));
}

/// The numbers under these keys.
fn numbers<const N: usize>(value: &Value, keys: [&str; N]) -> [usize; N] {
    keys.map(|key| usize::try_from(value[key].as_u64().unwrap_or_else(|| panic!("{key} in {value}"))).unwrap())
}

fn region(value: &Value) -> [usize; 8] {
    numbers(value, ["startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength", "byteOffset", "byteLength"])
}

/// Everything but the mark of byte order, which no reader of text counts.
fn text_of(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Two reports with signs of one to four bytes, precomposed and decomposed, with and without a mark of byte order; and what stands before "25" on its line.
fn scripts() -> Vec<(String, String)> {
    let before = "📊𝟏 Toàn huyện có ";
    let after = WRONG.split_once("25").unwrap().1;
    let composed = format!("# Báo cáo 📊\n\n{before}25{after}");
    let decomposed: String = format!("\u{feff}{before}25{after}\nMột dòng 📊.\n").nfd().collect();
    let marked = decomposed.replace('\n', "\r\n");
    vec![(composed, before.to_owned()), (marked, before.nfd().collect())]
}

#[test]
fn columns_are_counted_as_each_format_counts_them() {
    for (text, before) in scripts() {
        let file = [read("a.md", &text)];
        let (at, head) = (text.find("25").unwrap(), text_of(&text).split_once("25").unwrap().0);
        let line = head.matches('\n').count() + 1;
        let marked = text.len() - text_of(&text).len();
        let found = &results(&file)[0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region(found), [line, units(&before) + 1, line, units(&before) + 3, units(head), 2, at, 2]);
        let range = &rdjson(&file)[0]["location"]["range"];
        let mark = if line == 1 { marked } else { 0 };
        assert_eq!(numbers(&range["start"], ["line", "column"]), [line, before.len() + mark + 1]);
        assert_eq!(numbers(&range["end"], ["line", "column"]), [line, before.len() + mark + 3]);
        // What counts characters counts the mark too, as everything else of this program does.
        let column = before.chars().count() + usize::from(mark > 0) + 1;
        let positions = &gitlab(&file)[0]["location"]["positions"];
        assert_eq!(numbers(&positions["begin"], ["line", "column"]), [line, column]);
        let command = github::commands(&file, Language::Vi);
        assert!(command.contains(&format!("line={line},endLine={line},col={column},endColumn={},", column + 2)), "{command}");
    }
}

#[test]
fn fixes_mend_the_report_by_any_way_of_counting() {
    for (text, _) in scripts() {
        let file = [read("a.md", &text)];
        let fix = &results(&file)[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        let new = fix["insertedContent"]["text"].as_str().unwrap();
        assert_eq!(new, "26");
        let [line, column, _, end_column, char_offset, char_length, byte_offset, byte_length] = region(&fix["deletedRegion"]);
        let right = text.replace("25", "26");
        let mut by_bytes = text.clone();
        by_bytes.replace_range(byte_offset..byte_offset + byte_length, new);
        assert_eq!(by_bytes, right);
        let mut by_units: Vec<u16> = text_of(&text).encode_utf16().collect();
        by_units.splice(char_offset..char_offset + char_length, new.encode_utf16());
        assert_eq!(String::from_utf16(&by_units).unwrap(), text_of(&right));
        let on_line: Vec<u16> = text_of(&text).split('\n').nth(line - 1).unwrap().encode_utf16().collect();
        assert_eq!(String::from_utf16(&on_line[column - 1..end_column - 1]).unwrap(), "25");
        let suggestion = &rdjson(&file)[0]["suggestions"][0];
        let [line, from] = numbers(&suggestion["range"]["start"], ["line", "column"]);
        let [_, to] = numbers(&suggestion["range"]["end"], ["line", "column"]);
        assert_eq!((&text.split('\n').nth(line - 1).unwrap()[from - 1..to - 1], suggestion["text"].as_str()), ("25", Some("26")));
    }
}

/// A finding that reaches over two lines and has two edits on one.
fn long_finding() -> Linted {
    let mut file = read("a.md", "Dòng một 📊\nhai 1 và 2\nba\n");
    let at = |words: &str| file.source.text.find(words).map(|start| Span::new(start, start + words.len())).unwrap();
    let edit = |words: &str, replacement: &str| Edit { span: at(words), replacement: replacement.to_owned() };
    let edits = vec![edit("2", "22"), edit("1", "11")];
    let finding = Finding {
        rule: "sum-mismatch".to_owned(),
        title: "Tổng".to_owned(),
        variant: "",
        typing: false,
        severity: Severity::Error,
        confidence: None,
        message: "Sai".to_owned(),
        help: String::new(),
        working: String::new(),
        figures: None,
        primary: at("📊\nhai"),
        primary_label: String::new(),
        related: vec![Related { span: at("ba"), label: "thành phần".to_owned() }],
        suggestions: vec![Suggestion { edits, because: "nếu".to_owned(), repairs: 1 }],
        elsewhere: Vec::new(),
    };
    file.report.findings = vec![finding];
    file
}

#[test]
fn places_over_several_lines_and_edits_that_belong_together() {
    let file = [long_finding()];
    let result = &results(&file)[0];
    let place = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region(place)[..4], [1, 10, 2, 4]);
    assert_eq!(place["snippet"]["text"], "📊\nhai");
    assert_eq!(result["relatedLocations"][0]["id"], 1);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "thành phần");
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"].as_array().unwrap().len(), 2);
    let diagnostic = &rdjson(&file)[0];
    assert_eq!(diagnostic["suggestions"][0]["text"], "11 và 22");
    assert_eq!(diagnostic["related_locations"][0]["message"], "thành phần");
    assert!(github::commands(&file, Language::Vi).starts_with("::error file=a.md,line=1,endLine=2,title="));
    is_valid("sarif-2.1.0.json", &sarif(&file));
}

#[test]
fn files_without_lines_are_given_their_own_places() {
    let file = [word_file()];
    let result = &results(&file)[0];
    let location = &result["locations"][0];
    let physical = &location["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "B%C3%A1o%20c%C3%A1o%20s%E1%BB%91%201.docx");
    assert_eq!((physical.get("region"), result.get("fixes")), (None, None), "lines of the canonical text are none of the file");
    assert_eq!(location["logicalLocations"][0]["name"], "đoạn 2");
    assert_eq!(location["properties"]["text"], "25");
    let place = "đoạn “Toàn huyện có 25 hộ được hỗ trợ, trong…”";
    assert!(result["message"]["text"].as_str().unwrap().contains(&format!("Vị trí: {place}, “25”")), "{result}");
    assert!(result["relatedLocations"].as_array().unwrap().iter().all(|r| r["logicalLocations"][0]["name"] == "đoạn 2"));
    let diagnostic = &rdjson(&file)[0];
    assert_eq!((diagnostic["location"].get("range"), diagnostic.get("suggestions")), (None, None));
    assert_eq!(gitlab(&file)[0]["location"]["lines"]["begin"], 1);
    assert!(github::commands(&file, Language::Vi).starts_with("::error file=Báo cáo số 1.docx,title="));
    let told = narrated::told(&file, Language::Vi);
    assert!(told.contains(&format!("Trong tệp Báo cáo số 1.docx, {place}: tổng đã nêu “25”.")), "{told}");
    assert!(told.contains(&format!("thành phần “9”, {place}.")), "{told}");
    assert!(!junit::suites(&file, Language::Vi).contains(" line="));
}

#[test]
fn paths_become_uris() {
    let uri = |name: &str| sarif(&[read(name, RIGHT)])["runs"][0]["artifacts"][0]["location"]["uri"].as_str().unwrap().to_owned();
    assert_eq!(uri("./sau/a.md"), "sau/a.md");
    assert_eq!(uri("../a b.md"), "../a%20b.md");
    assert_eq!(uri("c:d%20#?.md"), "c%3Ad%2520%23%3F.md");
    assert_eq!(uri("Tỉnh.md"), "T%E1%BB%89nh.md");
    assert_eq!(uri("-"), "-");
    if cfg!(unix) {
        assert_eq!(uri("/tmp/a b.md"), "file:///tmp/a%20b.md");
        assert_eq!(uri("a\\b.md"), "a%5Cb.md");
    }
}

/// Takes a workflow command apart, the way the runner does.
fn parsed(command: &str) -> (String, Vec<(String, String)>, String) {
    let (head, data) = command.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (level, properties) = head.split_once(' ').unwrap();
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let properties = properties.split(',').map(|p| p.split_once('=').unwrap()).map(|(k, v)| (k.to_owned(), plain(v))).collect();
    (level.to_owned(), properties, data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"))
}

#[test]
fn commands_of_github_hold_whatever_a_report_says() {
    let files = [hostile(), read("note.md", NOTED), read("right.md", RIGHT)];
    let out = github::commands(&files, Language::Vi);
    let commands: Vec<_> = out.lines().map(parsed).collect();
    assert_eq!(commands.len(), files.iter().map(|f| f.report.findings.len()).sum::<usize>());
    for ((level, properties, message), finding) in commands.iter().zip(files.iter().flat_map(|f| &f.report.findings)) {
        assert_eq!(level, ["notice", "warning", "error"][finding.severity as usize]);
        let keys: Vec<&str> = properties.iter().map(|p| p.0.as_str()).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"]);
        assert!(properties[0].1 == HOSTILE_NAME.replace(['\r', '\u{1b}'], "?") || properties[0].1 == "note.md", "{}", properties[0].1);
        assert_eq!(properties[5].1, format!("report-lint ({})", finding.rule));
        assert!(message.contains("Cách xử lý: "), "{message}");
    }
    let sum = commands.iter().find(|c| c.1[5].1.contains("sum-mismatch")).unwrap();
    assert!(sum.2.contains("\nPhép tính: 9 + 17 = 26\n") && sum.2.contains("“25” → “26”"), "{}", sum.2);
    assert_eq!(github::commands(&[read("right.md", RIGHT)], Language::Vi), "");
}

#[test]
fn issues_of_gitlab_have_fingerprints_of_their_own() {
    let twice = format!("{WRONG}\n{WRONG}");
    let files = [read("a.md", &twice), read("b.md", &twice), hostile(), read("right.md", RIGHT)];
    let issues = gitlab(&files);
    assert_eq!(issues.len(), files.iter().map(|f| f.report.findings.len()).sum::<usize>());
    let prints: HashSet<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string() && issue["location"]["path"].is_string(), "{issue}");
        assert!(["major", "minor", "info"].contains(&issue["severity"].as_str().unwrap()));
        assert_ne!(issue["location"].get("lines").is_some(), issue["location"].get("positions").is_some(), "either, not both");
    }
    assert_eq!(gitlab(&[]), Vec::<Value>::new());
}

/// An element of a JUnit file: its path of names, its attributes, its own text.
#[derive(Debug)]
struct Element {
    path: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|a| a.0 == name).map_or("", |a| &a.1)
    }

    fn number(&self, name: &str) -> usize {
        self.get(name).parse().unwrap()
    }
}

fn elements(xml: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut open, mut out): (Vec<usize>, Vec<Element>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e} in {xml}"));
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let path = open.last().map_or(name.clone(), |&up| format!("{}/{name}", out[up].path));
                let attribute =
                    |a: quick_xml::events::attributes::Attribute| (a.key.as_ref().to_owned(), quick_xml::escape::unescape(&a.value).unwrap().into_owned());
                let attributes = tag.attributes().map(|a| attribute(a.unwrap())).collect();
                if matches!(event, Event::Start(_)) {
                    open.push(out.len());
                }
                out.push(Element { path, attributes, text: String::new() });
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => out[*open.last().unwrap_or(&0)..].first_mut().into_iter().for_each(|e| e.text += text),
            Event::GeneralRef(name) => {
                let known = format!("&{};", &**name);
                let at = *open.last().unwrap();
                out[at].text += &quick_xml::escape::unescape(&known).unwrap();
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    let files = [hostile(), read("note.md", NOTED), read("right.md", RIGHT), word_file(), read("twice.md", &format!("{WRONG}\n{WRONG}"))];
    let out = junit::suites(&files, Language::Vi);
    assert!(!out.contains(|c: char| c.is_control() && c != '\n' || c == '\u{fffe}'), "no XML");
    let elements = elements(&out);
    let at = |path: &str| elements.iter().filter(|e| e.path == path).collect::<Vec<_>>();
    let (all, suites) = (at("testsuites")[0], at("testsuites/testsuite"));
    assert_eq!(suites.len(), files.len());
    let (cases, failures) = (at("testsuites/testsuite/testcase"), at("testsuites/testsuite/testcase/failure"));
    assert_eq!((all.number("tests"), all.number("failures")), (cases.len(), failures.len()));
    assert_eq!(suites.iter().map(|s| s.number("tests")).sum::<usize>(), cases.len());
    let failing = |file: &Linted| file.report.findings.iter().filter(|f| f.severity > Severity::Note).count();
    assert_eq!(suites.iter().map(|s| s.number("failures")).collect::<Vec<_>>(), files.iter().map(failing).collect::<Vec<_>>());
    let names: HashSet<(&str, &str)> = cases.iter().map(|c| (c.get("classname"), c.get("name"))).collect();
    assert_eq!(names.len(), cases.len(), "CI systems know a case by its name");
    assert_eq!(suites[0].get("name"), HOSTILE_NAME.replace('\u{1b}', ""));
    assert_eq!((suites[2].number("tests"), cases[files[0].report.findings.len() + 1].get("name")), (1, "không thấy mâu thuẫn nào"));
    let noted = at("testsuites/testsuite/testcase/system-out");
    assert!(noted.iter().any(|n| n.text.contains("Ghi chú [rounding] note.md, dòng 1, cột ")), "{noted:?}");
    let first = failures.iter().find(|f| f.text.contains("sum-mismatch")).unwrap();
    assert_eq!(first.get("type"), "error");
    assert!(first.text.contains("\nPhép tính: 9 + 17 = 26\nCách xử lý: "), "{}", first.text);
    assert!(noted.iter().any(|n| n.text.contains("<![CDATA[x]]>")), "{noted:?}");
    assert_eq!(self::elements(&junit::suites(&[], Language::En)).len(), 1);
}

#[test]
fn json_outputs_hold_whatever_a_report_says() {
    let files = [hostile()];
    let findings = &files[0].report.findings;
    for result in results(&files) {
        let message = result["message"]["text"].as_str().unwrap();
        assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message}");
        assert!(!message.replace("{{", "").replace("}}", "").contains(['{', '}']), "a placeholder: {message}");
        assert!(!message.replace("\\]", "").contains("]("), "a link: {message}");
    }
    let diagnostics = rdjson(&files);
    assert_eq!(diagnostics.len(), findings.len());
    assert!(diagnostics.iter().all(|d| d["location"]["path"] == HOSTILE_NAME));
    assert!(gitlab(&files).iter().all(|d| d["location"]["path"] == HOSTILE_NAME));
}

#[test]
fn narrated_findings_are_sentences() {
    let file = [read("a.md", WRONG)];
    let expected = "Phát hiện 1 trên 1. Lỗi, quy tắc sum-mismatch.\n\
        Trong tệp a.md, dòng 1, cột 15: tổng đã nêu “25”.\n\
        Tổng ghi 25 hộ, nhưng các phần cộng lại được 26 (chênh 1).\n\
        Phép tính: 9 cộng 17 bằng 26.\n\
        Cách xử lý: Kiểm tra lại tổng và từng thành phần; nếu các thành phần đúng thì tổng phải là 26.\n\
        Gợi ý: sửa “25” thành “26”, nếu các số còn lại đúng; khi đó khớp: 9 cộng 17 bằng 26.\n\
        2 chỗ liên quan:\n\
        thành phần “9”, dòng 1.\n\
        thành phần “17”, dòng 1.\n\n";
    assert_eq!(narrated::told(&file, Language::Vi), expected);
    assert_eq!(narrated::summary(&file, Language::Vi), "Tổng kết: 1 lỗi trong 1 tệp; đã đối chiếu 3 trên 3 số liệu.\n");
    assert_eq!(narrated::told(&[read("right.md", RIGHT)], Language::Vi), "");
    let files = [hostile(), example("nua-nam.md"), word_file()];
    for language in [Language::Vi, Language::En] {
        let out = narrated::told(&files, language);
        let drawn = |c: char| c.is_control() && c != '\n' || ('\u{2500}'..='\u{259f}').contains(&c) || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!out.contains(drawn), "{out}");
        for line in out.lines().filter(|l| !l.is_empty()) {
            assert!(line.ends_with(['.', ':', '?', '!', '…']), "no sentence: {line}");
        }
        let heads = out.lines().filter(|l| l.starts_with(["Phát hiện ", "Finding "][language as usize])).count();
        assert_eq!(heads, files.iter().map(|f| f.report.findings.len()).sum::<usize>());
    }
}

fn prints(text: &str) -> Vec<String> {
    let file = read("a.md", text);
    fingerprints(&file.source, &file.report.findings)
}

#[test]
fn fingerprints_stay_under_edits_elsewhere() {
    let other = "Thu ngân sách được 15 tỷ đồng, chi 12 tỷ đồng.\n";
    let table = |a: usize, name: &str| format!("| Xã | Hộ | Khẩu |\n|---|---|---|\n| {name} | {a} | 480 |\n| Tân Lập | 230 | 915 |\n| Cộng | 350 | 1.405 |\n");
    for wrong in [WRONG.to_owned(), table(120, "An Bình")] {
        let before = prints(&format!("{wrong}\n{other}"));
        assert_eq!(before.len(), 1, "{wrong}");
        assert_eq!(prints(&format!("# Báo cáo\n\nMột đoạn mới, không số liệu.\n\n{wrong}\n{other}")), before, "a paragraph on top");
        assert_eq!(prints(&format!("{wrong}\n{}", other.replace("15", "16"))), before, "another number");
        assert_eq!(prints(&format!("{wrong}\n{other}").replace('\n', "\r\n")), before, "line ends");
        assert_eq!(prints(&format!("{wrong}\n{other}").nfd().collect::<String>()), before, "decomposed letters");
    }
    let before = prints(WRONG);
    assert_eq!(prints(&WRONG.replace("hộ được hỗ", "hộ\nđược hỗ")), before, "wrapped in another way");
    assert_eq!(prints(&WRONG.replace("nghèo 9 hộ", "nghèo 18 hộ")), before, "a figure beside it");
    assert_eq!(prints(&table(120, "An Bình")), prints(&table(120, "Hòa Sơn")), "another row");
    assert_ne!(prints(&WRONG.replace("25", "24")), before, "other words are another finding");
    assert_ne!(prints(&WRONG.replace("Toàn huyện", "Toàn tỉnh")), before, "another place with the same words");
}

#[test]
fn fingerprints_of_whole_reports_stay_too() {
    for name in ["nua-nam.md", "ngan-sach.md", "sach-loi.md"] {
        let text = example(name).source.text;
        let (head, rest) = text.split_once("\n\n").unwrap();
        let longer = format!("{head}\n\nMột đoạn mới, không có số liệu nào.\n\n{rest}\nMột đoạn mới nữa.\n");
        let before = prints(&text);
        assert_eq!(before.is_empty(), name == "sach-loi.md");
        assert_eq!(prints(&longer), before, "{name}");
        assert_eq!(before.iter().collect::<HashSet<_>>().len(), before.len(), "{name}");
    }
}

#[test]
fn equal_findings_have_fingerprints_of_their_own() {
    let far = "\nĐoạn văn không có số liệu nào cả.\n\n".repeat(3);
    let text = format!("{WRONG}{far}{}{far}{WRONG}", WRONG.replace("huyện", "tỉnh"));
    let all = prints(&text);
    assert!(all.len() > 1, "{all:?}");
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    // Two findings that differ in nothing at all.
    let file = read("a.md", WRONG);
    let twice = [file.report.findings[0].clone(), file.report.findings[0].clone()];
    let both = fingerprints(&file.source, &twice);
    assert_ne!(both[0], both[1]);
    assert_eq!(both[0], prints(WRONG)[0]);
    assert!(both.iter().all(|p| p.len() == 32 && p.bytes().all(|b| b.is_ascii_hexdigit())));
}

/// Runs the program on standard input.
fn run(input: &str, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_report-lint"));
    let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_options_of_the_command_line_hold_for_every_format() {
    for format in ["sarif", "github", "gitlab", "junit", "rdjson", "narrated"] {
        let with = |args: &[&str]| run(&format!("{WRONG}\n{NOTED}"), &[&["-", "--stdin-filename", "bc.md", "--output-format", format], args].concat());
        let (code, all, err) = with(&[]);
        assert_eq!((code, err.as_str()), (1, ""), "{format}");
        // Rules are described in SARIF whether they are used or not.
        let found = |out: &str, rule: &str| match format {
            "sarif" => out.contains(&format!("\"ruleId\":\"{rule}\"")),
            _ => out.contains(rule),
        };
        assert!(all.contains("bc.md") && found(&all, "sum-mismatch") && found(&all, "rounding"), "{all}");
        assert!(!found(&with(&["--severity", "error"]).1, "rounding"), "{format}");
        assert!(!found(&with(&["--select", "rounding"]).1, "sum-mismatch"), "{format}");
        assert!(with(&["--lang", "en"]).1.contains("its parts add up to 26"), "{format}");
        let file = std::env::temp_dir().join(format!("report-lint-{}.{format}", std::process::id()));
        let (code, out, _) = with(&["--output-file", file.to_str().unwrap()]);
        assert_eq!((code, out.as_str(), std::fs::read_to_string(&file).unwrap()), (1, "", all), "{format}");
        std::fs::remove_file(file).unwrap();
        let (code, out, err) = run(WRONG, &["-", "khong-co.md", "--output-format", format]);
        assert!(code == 2 && err.lines().count() == 1 && found(&out, "sum-mismatch"), "{format}: {err}");
        assert_eq!(out.contains("khong-co.md"), format == "sarif", "{format}");
    }
    let quiet = run(WRONG, &["-", "--output-format", "narrated", "--quiet"]).1;
    assert_eq!(quiet, "");
}
