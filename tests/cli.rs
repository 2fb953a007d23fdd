//! The command line from outside: exit status, JSON against the interface, bad input, .gitignore, standard input, diffs that apply.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A report with one contradiction, and the same one mended.
const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
const RIGHT: &str = "Toàn huyện có 26 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("report-lint-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Folder {
        let full = self.0.join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, content).unwrap();
        self
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_with("", args)
    }

    fn run_with(&self, input: &str, args: &[&str]) -> Ran {
        let mut child = command(&self.0, env!("CARGO_BIN_EXE_report-lint"), args).spawn().unwrap();
        // The program may end without reading its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Ran::of(child.wait_with_output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn command(folder: &Path, program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Ran { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.out))
    }

    /// Exit status 2 and one sentence of `report-lint` that has these words.
    fn complains(&self, words: &[&str]) {
        assert_eq!(self.code, 2, "exit status; stderr: {}", self.err);
        assert_eq!(self.err.trim_end().lines().count(), 1, "one sentence: {}", self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` expected in: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

#[test]
fn exit_status_says_what_was_found() {
    let folder = Folder::new().with("wrong.md", WRONG).with("right.md", RIGHT);
    assert_eq!(folder.run(&["right.md"]).code, 0);
    assert_eq!(folder.run(&["wrong.md"]).code, 1);
    assert_eq!(folder.run(&["wrong.md", "--exit-zero"]).code, 0);
    assert_eq!(folder.run(&["wrong.md", "--ignore", "sum-mismatch"]).code, 0);
    assert_eq!(folder.run(&["wrong.md", "--select", "percent-mismatch"]).code, 0);
    assert_eq!(folder.run(&["wrong.md", "--select", "percent-mismatch", "--extend-select", "sum-mismatch"]).code, 1);
    assert_eq!(folder.run(&["--no-such-option"]).code, 2);
}

#[test]
fn folders_are_walked_and_gitignore_is_honoured() {
    let folder = Folder::new()
        .with(".git/HEAD", "")
        .with(".gitignore", "bo-qua/\n*.tmp.md\n")
        .with("a.md", WRONG)
        .with("sau/b.txt", WRONG)
        .with("sau/.gitignore", "rieng.md\n!giu.tmp.md\n")
        .with("sau/rieng.md", WRONG)
        .with("sau/giu.tmp.md", WRONG)
        .with("nhap.tmp.md", WRONG)
        .with("bo-qua/c.md", WRONG)
        .with("anh.png", "x");
    let listed = |args: &[&str]| folder.run(args).out.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(listed(&["--show-files"]), ["a.md", "sau/b.txt", "sau/giu.tmp.md"]);
    assert_eq!(listed(&["--show-files", "sau"]), ["sau/b.txt", "sau/giu.tmp.md"]);
    // What is named is linted, whatever .gitignore says.
    assert_eq!(listed(&["--show-files", "nhap.tmp.md"]), ["nhap.tmp.md"]);
}

#[test]
fn standard_input_is_a_report() {
    let folder = Folder::new();
    let ran = folder.run_with(WRONG, &["-", "--stdin-filename", "bao-cao.md", "--output-format", "concise"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("bao-cao.md:1:15: error[sum-mismatch] "), "{}", ran.out);
    assert_eq!(folder.run_with(WRONG, &["text", "-"]).out, WRONG);
}

#[test]
fn bad_input_is_one_sentence_and_the_rest_is_linted() {
    let folder = Folder::new()
        .with("good.md", WRONG)
        .with("latin.md", b"T\xeanh h\xecnh")
        .with("report.docx", b"PK\x03\x04....")
        .with("zeros.txt", b"a\0b")
        .with("empty/.keep", "")
        .with("broken/mine.toml", "name = ")
        .with("nothing/readme.txt", "");
    folder.run(&["missing.md"]).complains(&["missing.md", "no such file"]);
    folder.run(&["latin.md"]).complains(&["latin.md", "not valid UTF-8 at byte 1"]);
    folder.run(&["report.docx"]).complains(&["report.docx", "damaged"]);
    folder.run(&["zeros.txt"]).complains(&["zeros.txt", "zero byte"]);
    folder.run(&["empty"]).complains(&["empty", "no report in this folder"]);
    folder.run(&["good.md", "--rules", "broken"]).complains(&["mine.toml"]);
    folder.run(&["good.md", "--rules", "nothing"]).complains(&["no rule"]);
    folder.run(&["good.md", "--rules", "nowhere"]).complains(&["nowhere"]);
    folder.run(&["good.md", "--select", "sum-mismach"]).complains(&["`sum-mismach`", "did you mean `sum-mismatch`?"]);
    folder.run(&["rule", "sum"]).complains(&["`sum`"]);
    folder.run(&["audit", "good.md", "--output-format", "sarif"]).complains(&["sarif", "for an audit", "full, json, json-lines"]);
    let both = folder.run(&["latin.md", "good.md", "--output-format", "json"]);
    both.complains(&["latin.md"]);
    let named: Vec<bool> = both.json()["files"].as_array().unwrap().iter().map(|f| f["problem"].is_string()).collect();
    assert_eq!(named, [false, true]);
}

fn has_keys(value: &Value, keys: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    let mut found: Vec<&str> = object.keys().map(String::as_str).collect();
    let mut expected = keys.to_vec();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

fn is_span(span: &Value, text: &str) {
    has_keys(span, &["start", "end", "line", "column", "end_line", "end_column", "text"]);
    let byte = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    assert_eq!(&text[byte("start")..byte("end")], span["text"].as_str().unwrap());
}

#[test]
fn findings_as_json_have_the_form_of_the_interface() {
    let text = format!("\u{feff}# Báo cáo\r\n\r\n{}", WRONG.replace('\n', "\r\n"));
    let folder = Folder::new().with("wrong.md", &text);
    let json = folder.run(&["wrong.md", "--output-format", "json"]).json();
    has_keys(&json, &["version", "files"]);
    assert_eq!(json["version"], 1);
    let file = &json["files"][0];
    has_keys(file, &["path", "language", "findings", "numbers", "checked"]);
    assert_eq!((file["path"].as_str(), file["language"].as_str()), (Some("wrong.md"), Some("vi")));
    let finding = &file["findings"][0];
    has_keys(finding, &["rule", "severity", "confidence", "message", "help", "working", "primary", "related", "suggestions"]);
    assert_eq!((finding["rule"].as_str(), finding["severity"].as_str()), (Some("sum-mismatch"), Some("error")));
    assert_eq!(finding["working"], "9 + 17 = 26");
    is_span(&finding["primary"], &text);
    assert_eq!((finding["primary"]["line"].as_u64(), finding["primary"]["column"].as_u64()), (Some(3), Some(15)));
    for related in finding["related"].as_array().unwrap() {
        has_keys(related, &["span", "label"]);
        is_span(&related["span"], &text);
    }
    let suggestion = &finding["suggestions"][0];
    has_keys(suggestion, &["edits", "because", "repairs"]);
    has_keys(&suggestion["edits"][0], &["span", "replacement"]);
    is_span(&suggestion["edits"][0]["span"], &text);
    assert_eq!(folder.run(&["text", "wrong.md"]).out, text, "the canonical text is the file");
}

#[test]
fn json_lines_are_one_object_a_file() {
    let folder = Folder::new().with("a.md", WRONG).with("b.md", RIGHT);
    for args in [&["a.md", "b.md", "--output-format", "json-lines"][..], &["audit", "a.md", "b.md", "--output-format", "json-lines"]] {
        let ran = folder.run(args);
        let paths: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["path"].clone()).collect();
        assert_eq!(paths, ["a.md", "b.md"]);
    }
}

#[test]
fn the_audit_as_json_has_the_form_of_the_interface() {
    let folder = Folder::new().with("wrong.md", WRONG);
    let ran = folder.run(&["audit", "wrong.md", "--output-format", "json"]);
    assert_eq!(ran.code, 0);
    let json = ran.json();
    let file = &json["files"][0];
    has_keys(file, &["path", "numbers", "relations"]);
    let statuses = ["checked", "conflicting", "unchecked"];
    for number in file["numbers"].as_array().unwrap() {
        has_keys(number, &["span", "value", "unit", "status", "why"]);
        is_span(&number["span"], WRONG);
        assert!(statuses.contains(&number["status"].as_str().unwrap()));
    }
    let verdicts = ["holds", "conflicts", "cannot-tell"];
    let levels = ["ok", "note", "warning", "error"];
    assert!(!file["relations"].as_array().unwrap().is_empty());
    for relation in file["relations"].as_array().unwrap() {
        // What was weighed, and why nothing is said of it, is there where there is something to tell.
        let mut told = relation.clone();
        ["confidence", "evidence", "dropped"].iter().for_each(|key| drop(told.as_object_mut().unwrap().remove(*key)));
        has_keys(&told, &["shape", "rule", "verdict", "level", "stated", "terms", "working"]);
        assert!(verdicts.contains(&relation["verdict"].as_str().unwrap()));
        assert!(levels.contains(&relation["level"].as_str().unwrap()));
        is_span(&relation["stated"], WRONG);
        for term in relation["terms"].as_array().unwrap() {
            has_keys(term, &["span", "role"]);
            is_span(&term["span"], WRONG);
        }
    }
}

/// Feeds the diff of `file` to git and returns what the file is then.
fn mended(file: &str, content: &str) -> String {
    let folder = Folder::new().with(file, content);
    let diff = folder.run(&["--fix-suggest", "--quiet", file]).out;
    assert_eq!(std::fs::read_to_string(folder.0.join(file)).unwrap(), content, "nothing is written");
    let mut git = command(&folder.0, "git", &["apply", "--whitespace=nowarn", "-"]).spawn().unwrap();
    git.stdin.take().unwrap().write_all(diff.as_bytes()).unwrap();
    let ran = Ran::of(git.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "git apply: {}\n{diff}", ran.err);
    std::fs::read_to_string(folder.0.join(file)).unwrap()
}

#[test]
fn suggested_edits_apply_with_git() {
    assert_eq!(mended("a.md", WRONG), RIGHT);
    assert_eq!(mended("báo cáo số 1.md", WRONG.trim_end()), RIGHT.trim_end());
    let around = |line: &str, end: &str| format!("\u{feff}Mở đầu.{end}{end}{line}{end}Một\rhai.{end}").replace('\n', end);
    let dos = |line: &str| around(line.trim_end(), "\r\n");
    assert_eq!(mended("dos.txt", &dos(WRONG)), dos(RIGHT));
    // Another fact, not the same one told twice.
    let far = |line: &str| format!("{line}{}{}", "\nĐoạn văn không có số liệu.\n\n".repeat(9), line.replace("huyện", "tỉnh"));
    assert_eq!(mended("far.md", &far(WRONG)), far(RIGHT));
}

/// Git reads such names in quotes, byte by byte.
#[test]
#[cfg(target_os = "linux")]
fn suggested_edits_apply_to_names_that_are_no_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let names = [&b"b\xe1o c\xe1o.md"[..], b"\xff\"\xc3\xa0.md"].map(|name| folder.0.join(std::ffi::OsStr::from_bytes(name)));
    if names.iter().any(|name| std::fs::write(name, WRONG).is_err()) {
        println!("skipped: names must be UTF-8 here");
        return;
    }
    let diff = folder.run(&["--fix-suggest", "--quiet", "."]).out;
    let mut git = command(&folder.0, "git", &["apply", "--whitespace=nowarn", "-"]).spawn().unwrap();
    git.stdin.take().unwrap().write_all(diff.as_bytes()).unwrap();
    let ran = Ran::of(git.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "git apply: {}\n{diff}", ran.err);
    for name in names {
        assert_eq!(std::fs::read_to_string(&name).unwrap(), RIGHT, "{}", name.display());
    }
}

/// Where files may not grow, the system ends a program that writes on unless it listens.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_may_not_grow_is_one_sentence() {
    let folder = Folder::new().with("a.md", WRONG);
    let program = env!("CARGO_BIN_EXE_report-lint");
    for output in ["--output-file out.json", "> out.json"] {
        let script = format!("ulimit -f 0; exec '{program}' --output-format json a.md {output}");
        let ran = Ran::of(command(&folder.0, "sh", &["-c", &script]).spawn().unwrap().wait_with_output().unwrap());
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{output}: {}", ran.err);
        assert!(ran.err.contains("File too large") && !ran.err.contains(".tmp"), "{}", ran.err);
    }
}

#[test]
fn each_hunk_names_its_assumption() {
    let folder = Folder::new().with("a.md", WRONG);
    let vi = folder.run(&["--fix-suggest", "--quiet", "a.md"]).out;
    assert!(vi.lines().any(|l| l.starts_with("@@ ") && l.contains("25 → 26: nếu ")), "{vi}");
    let en = folder.run(&["--fix-suggest", "--quiet", "--lang", "en", "a.md"]).out;
    assert!(en.contains("25 → 26: if "), "{en}");
}

#[test]
fn the_full_output_shows_both_places_and_a_summary() {
    let folder = Folder::new().with("a.md", WRONG);
    let ran = folder.run(&["a.md"]);
    for part in ["lỗi[sum-mismatch]", "[a.md:1:15]", "tổng đã nêu", "thành phần", "Phép tính: 9 + 17 = 26", "“25” → “26”", "1 lỗi trong 1 tệp"]
    {
        assert!(ran.out.contains(part), "`{part}` expected in\n{}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "no colours outside of a terminal");
    assert!(folder.run(&["a.md", "--color", "always"]).out.contains('\u{1b}'));
    assert!(folder.run(&["a.md", "--lang", "en"]).out.contains("1 error in 1 file;"));
    assert!(folder.run(&["a.md", "--quiet"]).out.is_empty());
    assert!(folder.run(&["a.md", "--statistics", "--quiet"]).out.contains("1  sum-mismatch"));
}

/// The column at which the underline of `word` begins, and the column of `word` in the line above it.
fn columns(out: &str, word: &str) -> (usize, usize) {
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|l| l.contains(word) && l.contains('│') && !l.contains('×')).expect("the line is shown");
    let column = |line: &str, part: &str| line.find(part).map(|b| line[..b].chars().count());
    (column(lines[at + 1], "┬").or(column(lines[at + 1], "─")).unwrap(), column(lines[at], word).unwrap())
}

#[test]
fn long_lines_are_cut_around_the_places_and_carets_stand_right() {
    let filler = "Ủy ban nhân dân các xã, phường tiếp tục chỉ đạo thực hiện nhiệm vụ được giao. ".repeat(20);
    let text = format!("{filler}{}{filler}\n", WRONG.trim_end());
    let out = Folder::new().with("a.md", &text).run(&["a.md"]).out;
    let widest = out.lines().map(|l| l.chars().count()).max().unwrap();
    assert!(widest <= 110, "{widest} columns\n{out}");
    assert!(out.contains('…'));
    let (underline, word) = columns(&out, "25 hộ");
    assert!(underline == word || underline == word + 1, "underline at {underline}, word at {word}\n{out}");
}

#[test]
fn output_goes_to_a_file() {
    let folder = Folder::new().with("a.md", WRONG);
    let ran = folder.run(&["a.md", "--output-format", "json", "--output-file", "out.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let written = std::fs::read_to_string(folder.0.join("out.json")).unwrap();
    assert!(written.starts_with("{\"version\":1,"));
}

#[test]
fn severity_hides_and_fail_on_decides() {
    let folder = Folder::new().with("a.md", "Đến hết năm có 86/112 nhà văn hóa đạt chuẩn, chiếm tỷ lệ 76%.\n");
    let all = folder.run(&["a.md", "--output-format", "json"]);
    let shown = all.json()["files"][0]["findings"].as_array().unwrap().len();
    assert_eq!((all.code, shown), (0, 1), "a note does not fail: {}", all.out);
    assert_eq!(folder.run(&["a.md", "--fail-on", "note"]).code, 1);
    let hidden = folder.run(&["a.md", "--severity", "warning", "--output-format", "json"]).json();
    assert!(hidden["files"][0]["findings"].as_array().unwrap().is_empty());
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = Folder::new();
    let list = folder.run(&["rule"]).out;
    assert!(list.lines().any(|l| l.starts_with("sum-mismatch ") && l.contains(" lỗi ")), "{list}");
    let page = folder.run(&["rule", "sum-mismatch"]).out;
    assert!(page.starts_with("sum-mismatch (lỗi)") && page.contains("Bị báo") && page.contains("Không bị báo"), "{page}");
    assert!(folder.run(&["rule", "sum-mismatch", "--lang", "en"]).out.contains("Flagged"));
    assert!(folder.run(&["completions", "bash"]).out.contains("report-lint"));
}

#[test]
fn own_rules_are_loaded_and_replace_known_ones() {
    let built_in = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sum-mismatch.toml")).unwrap();
    let folder = Folder::new().with("a.md", WRONG).with("mine/house-sum.toml", built_in.replace("\"sum-mismatch\"", "\"house-sum\""));
    assert!(folder.run(&["rule", "--rules", "mine"]).out.contains("house-sum "));
    let ran = folder.run(&["a.md", "--rules", "mine", "--select", "house-sum", "--output-format", "concise"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
}

#[test]
fn the_audit_for_people_counts_by_section() {
    let text = format!("I. ĐỜI SỐNG\n\n{WRONG}\nII. THU CHI\n\nThu ngân sách được 15 tỷ đồng.\n");
    let out = Folder::new().with("a.md", &text).run(&["audit", "-v", "a.md"]).out;
    for part in ["I. ĐỜI SỐNG", "II. THU CHI", "Mâu thuẫn (1)", "25 ≠ 9 + 17 = 26", "TỔNG SỐ", "15 tỷ"] {
        assert!(out.contains(part), "`{part}` expected in\n{out}");
    }
}

#[test]
fn facts_tell_what_each_figure_counts() {
    let table =
        "Đơn vị tính: triệu đồng\n\n| Khoản | Dự toán năm 2025 | Thực hiện |\n|---|---|---|\n| Thu phí | 1.850 | 2.010 |\n| Thu xã hưởng 100% | 650 | 700 |\n";
    let folder = Folder::new().with("a.md", table);
    let csv = folder.run(&["facts", "--output-format", "csv", "a.md"]).out;
    for line in [r#""Thu phí","Dự toán năm 2025","VND*1e6","2025","plan","",cell"#, r#""Thu xã hưởng 100%","Dự toán năm 2025","VND*1e6","2025","plan","",cell"#]
    {
        assert!(csv.contains(line), "`{line}` expected in\n{csv}");
    }
    let json: serde_json::Value = serde_json::from_str(&folder.run(&["facts", "--output-format", "json", "a.md"]).out).unwrap();
    let paid = json["files"][0]["facts"].as_array().unwrap().iter().find(|f| f["value"] == "2010").unwrap();
    assert_eq!((paid["scenario"].as_str(), paid["unit"].as_str()), (Some("actual"), Some("VND*1e6")), "{paid}");
    assert!(folder.run(&["facts", "--statistics", "a.md"]).out.contains("subject"));
    assert_eq!(folder.run(&["facts", "none.md"]).code, 2);
}

#[test]
fn a_closed_pipe_is_no_mistake() {
    let folder = Folder::new().with("a.md", WRONG.repeat(3000));
    let mut child = command(&folder.0, env!("CARGO_BIN_EXE_report-lint"), &["text", "a.md"]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn no_progress_outside_of_a_terminal() {
    let names: Vec<String> = (0..30).map(|n| format!("bao-cao-{n}.md")).collect();
    let folder = names.iter().fold(Folder::new(), |folder, name| folder.with(name, RIGHT));
    let ran = folder.run(&["."]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("30 tệp"), "{}", ran.out);
}

#[test]
fn messages_are_in_the_language_of_the_report() {
    let folder = Folder::new().with("en.md", "The city runs 45 schools (20 primary schools and 26 secondary schools).\n").with("vi.md", WRONG);
    assert!(folder.run(&["en.md"]).out.contains("1 error in 1 file"));
    let both = folder.run(&["en.md", "vi.md"]).out;
    assert!(both.contains("The total says 45") && both.contains("2 lỗi trong 2 tệp"), "{both}");
    assert!(folder.run(&["en.md", "--lang", "vi"]).out.contains("1 lỗi trong 1 tệp"));
    assert_eq!(folder.run(&["en.md", "--output-format", "json"]).json()["files"][0]["language"], "en");
}

#[test]
fn what_a_walk_passes_by_is_named_and_locks_are_not() {
    let folder = Folder::new().with("a/right.md", RIGHT).with("a/cu.doc", "x").with("a/~$right.docx", "x").with("b/so.xls", "x").with("b/anh.png", "x");
    let ran = folder.run(&["a"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("cu.doc") && ran.err.contains(".docx") && ran.err.lines().count() == 1, "{}", ran.err);
    let ran = folder.run(&["b"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("so.xls") && !ran.err.contains("anh.png"), "{}", ran.err);
}

#[test]
fn nothing_read_is_said() {
    let folder = Folder::new()
        .with("rong.md", "")
        .with("chu.md", "Xin chào các bạn.\n")
        .with("rong.docx", "")
        .with("hong.xlsx", "PK")
        .with("rong.html", "<!doctype html>");
    for name in ["rong.docx", "hong.xlsx", "rong.html"] {
        folder.run(&[name]).complains(&[name]);
    }
    assert!(folder.run(&["rong.md"]).err.contains("rong.md"));
    assert!(folder.run(&["chu.md", "--lang", "en"]).out.contains("no number"));
}

#[test]
fn what_is_text_only_to_the_letter_is_refused_with_advice() {
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\r\nCó 25 hộ\r\n";
    let flat = "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body/></office:document>";
    let old = "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body/></w:wordDocument>";
    let folder = Folder::new().with("a.doc", archive).with("b.fodt", flat).with("c.xml", old).with("thu.md", "From: xã An Bình\n\nCó 25 hộ.\n");
    for (name, better) in [("a.doc", ".docx"), ("b.fodt", ".odt"), ("c.xml", ".docx")] {
        folder.run(&[name]).complains(&[name, better]);
    }
    assert_eq!(folder.run(&["thu.md"]).code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn devices_are_no_configuration() {
    let folder = Folder::new().with("right.md", RIGHT);
    for option in ["--config", "--baseline"] {
        folder.run(&["right.md", option, "/dev/zero"]).complains(&["/dev/zero"]);
    }
}
