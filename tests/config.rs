//! `report-lint.toml`: which one holds, what it changes, what it says of mistakes; its schema.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::config::{schema, Config};
use std::path::PathBuf;
use std::process::{Command, Output};

const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
const FACTS: &str = "Đến nay 16/18 xã, thị trấn đạt chuẩn.\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (path, content) in files {
            let full = folder.path(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            std::fs::write(full, content).unwrap();
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_report-lint")).args(args).current_dir(self.0.path()).output().unwrap()
    }

    /// `path rule severity` of each finding.
    fn found(&self, args: &[&str]) -> Vec<String> {
        let done = self.run(&[args, &["--output-format", "json"]].concat());
        let json: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&done.stderr)));
        let mut out = Vec::new();
        for file in json["files"].as_array().unwrap() {
            for f in file["findings"].as_array().unwrap() {
                out.push(format!("{} {} {}", file["path"].as_str().unwrap(), f["rule"].as_str().unwrap(), f["severity"].as_str().unwrap()));
            }
        }
        out
    }

    fn complains(&self, args: &[&str], words: &[&str]) {
        let done = self.run(args);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        for word in words {
            assert!(said.contains(word), "`{word}` expected in {said}");
        }
    }
}

#[test]
fn the_nearest_configuration_wins() {
    let folder = Folder::new(&[
        ("a.md", WRONG),
        ("b/a.md", WRONG),
        ("b/c/a.md", WRONG),
        ("report-lint.toml", "ignore = [\"sum-mismatch\"]\n"),
        ("b/report-lint.toml", "[severity]\nsum-mismatch = \"warning\"\n"),
    ]);
    assert_eq!(folder.found(&["."]), ["b/a.md sum-mismatch warning", "b/c/a.md sum-mismatch warning"]);
    assert_eq!(folder.found(&["--isolated", "a.md"]), ["a.md sum-mismatch error"]);
    assert_eq!(folder.found(&["--config", "b/report-lint.toml", "a.md"]), ["a.md sum-mismatch warning"]);
    assert_eq!(folder.found(&["--select", "sum-mismatch", "a.md"]), ["a.md sum-mismatch error"], "the command line has the last word");
    assert_eq!(folder.run(&["."]).status.code(), Some(0), "warnings do not fail");
}

#[test]
fn levels_keep_what_certainty_lowered() {
    let note = "Đã cấp giấy chứng nhận cho 67/76 hộ, đạt 88,1%.\n";
    let folder = Folder::new(&[("a.md", note), ("report-lint.toml", "[severity]\nrounding = \"error\"\npercent-mismatch = \"off\"\n")]);
    assert_eq!(folder.found(&["a.md"]), ["a.md rounding error"], "a rule's highest level is what a severity sets");
    std::fs::write(folder.path("report-lint.toml"), "[severity]\nrounding = \"off\"\n").unwrap();
    assert!(folder.found(&["a.md"]).is_empty());
}

#[test]
fn rules_are_left_out_by_path() {
    let folder = Folder::new(&[("phu-luc/a.md", WRONG), ("a.md", WRONG), ("report-lint.toml", "[per-file-ignores]\n\"phu-luc/*.md\" = [\"sum-mismatch\"]\n")]);
    assert_eq!(folder.found(&["."]), ["a.md sum-mismatch error"]);
    assert_eq!(folder.found(&["phu-luc/a.md"]), [""; 0]);
    assert_eq!(folder.found(&["--config", "report-lint.toml", "."]), ["a.md sum-mismatch error"], "a name without its folder");
}

#[test]
fn facts_and_names_are_held_against_the_report() {
    let folder = Folder::new(&[
        ("a.md", FACTS),
        ("b.md", "Xã Phiêng Cánh và xã Phiêng Cành có 15/17 thôn đạt chuẩn.\n"),
        ("report-lint.toml", "[facts]\n\"xã, thị trấn\" = 17\n\n[names]\ncommunes = [\"Phiêng Cành\", \"Nà Lốc\"]\n"),
    ]);
    assert_eq!(folder.found(&["."]), ["a.md fact-mismatch error", "b.md name-variant warning"]);
    let said = String::from_utf8(folder.run(&["a.md"]).stdout).unwrap();
    assert!(said.contains("cấu hình khai báo có 17 xã, thị trấn"), "{said}");
}

#[test]
fn messages_are_in_the_language_of_the_configuration() {
    let folder = Folder::new(&[("a.md", WRONG), ("report-lint.toml", "lang = \"en\"\n")]);
    assert!(String::from_utf8(folder.run(&["a.md"]).stdout).unwrap().contains("The total says 25"));
    assert!(String::from_utf8(folder.run(&["--lang", "vi", "a.md"]).stdout).unwrap().contains("Tổng ghi 25"));
}

#[test]
fn mistakes_are_one_sentence_that_names_the_nearest() {
    let folder = Folder::new(&[("a.md", WRONG)]);
    for (text, words) in [
        ("slect = []\n", &["`slect`", "did you mean `select`?"][..]),
        ("zzz = 1\n", &["`zzz`", "there are", "per-file-ignores"]),
        ("select = [\"sum-mismach\"]\n", &["`sum-mismach`", "did you mean `sum-mismatch`?"]),
        ("[severity]\nsum-mismatch = \"fatal\"\n", &["report-lint.toml", "fatal"]),
        ("[facts]\n\"xã\" = \"17\"\n", &["report-lint.toml"]),
        ("select = [\n", &["report-lint.toml"]),
        ("rules = [\"nowhere\"]\n", &["nowhere"]),
    ] {
        std::fs::write(folder.path("report-lint.toml"), text).unwrap();
        folder.complains(&["a.md"], words);
    }
    folder.complains(&["--config", "gone.toml", "a.md"], &["gone.toml"]);
}

#[test]
fn the_schema_knows_every_key_and_no_other() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    assert_eq!(schema["additionalProperties"], false);
    let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert!(keys.len() >= 9, "{keys:?}");
    for key in keys {
        assert!(schema["properties"][key]["description"].is_string(), "{key} has a description");
        let error = Config::parse(&format!("{key} = 1.5\n")).unwrap_err().to_string();
        assert!(!error.contains("there is no key"), "{key}: {error}");
    }
    let folder = Folder::new(&[]);
    let printed: serde_json::Value = serde_json::from_slice(&folder.run(&["config-schema"]).stdout).unwrap();
    assert_eq!(printed, schema);
}

const TWO: &str =
    "Mở đầu.\n\nToàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n\nĐến nay xã đạt 12/19 tiêu chí, còn 08 tiêu chí chưa đạt.\n";

#[test]
fn a_baseline_hides_what_it_knows_wherever_it_moves() {
    let folder = Folder::new(&[("bao cao/a.md", TWO), ("b.md", WRONG)]);
    assert_eq!(folder.found(&["."]).len(), 3);
    let done = folder.run(&[".", "--write-baseline", "known.json"]);
    assert_eq!(
        (done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()),
        (Some(0), "report-lint: known.json: đã ghi 3 phát hiện được chấp nhận của 2 tệp.\n")
    );
    assert!(folder.found(&[".", "--baseline", "known.json"]).is_empty());
    // Text above and below changes, lines move: the entries still match.
    let moved = TWO.replace("Mở đầu.", "Một đoạn khác với 12 số.\n\nVà đoạn nữa.");
    std::fs::write(folder.path("bao cao/a.md"), &moved).unwrap();
    assert!(folder.found(&[".", "--baseline", "known.json"]).is_empty());
    // Something new is shown, what was mended is reported as an entry without use.
    std::fs::write(folder.path("bao cao/a.md"), moved.replace("còn 08", "còn 07") + "\nCó 03 xã (A Lưới, Nà Hang) đạt chuẩn.\n").unwrap();
    assert_eq!(folder.found(&[".", "--baseline", "known.json"]), ["bao cao/a.md unused-suppression warning", "bao cao/a.md list-count error"]);
    // Written again, that entry is gone; so are files that are gone.
    std::fs::remove_file(folder.path("b.md")).unwrap();
    let said = String::from_utf8(folder.run(&[".", "--baseline", "known.json"]).stderr).unwrap();
    assert!(said.contains("1 files of it are gone"), "{said}");
    folder.run(&["bao cao", "--write-baseline", "known.json"]);
    let text = std::fs::read_to_string(folder.path("known.json")).unwrap();
    assert!(!text.contains("b.md") && !text.contains("remainder-mismatch") && text.contains("list-count"), "{text}");
    assert!(folder.found(&[".", "--baseline", "known.json"]).is_empty());
}

#[test]
fn a_baseline_keeps_the_files_of_other_runs_and_knows_equal_findings_apart() {
    let folder = Folder::new(&[("a.md", WRONG), ("b.md", WRONG)]);
    folder.run(&["a.md", "--write-baseline", "known.json"]);
    folder.run(&["b.md", "--write-baseline", "known.json"]);
    assert!(folder.found(&[".", "--baseline", "known.json"]).is_empty());
    std::fs::write(folder.path("a.md"), format!("{WRONG}\n\n{}", WRONG.replace("huyện", "tỉnh"))).unwrap();
    assert_eq!(folder.found(&["a.md", "--baseline", "known.json", "--select", "sum-mismatch"]), ["a.md sum-mismatch error"]);
}

#[test]
fn a_baseline_knows_figures_that_are_set_in_bold_or_spaced_anew() {
    let folder = Folder::new(&[("a.md", WRONG)]);
    folder.run(&["a.md", "--write-baseline", "known.json"]);
    let word = WRONG.split_whitespace().find(|w| w.chars().all(|c| c.is_ascii_digit())).unwrap();
    let set = ["**W**", "_W_", "<b>W</b>", "<strong><i>W</i></strong>"].map(|way| WRONG.replacen(word, &way.replace('W', word), 1));
    let spaced = ["  ", "&nbsp;", "<br>"].map(|blank| WRONG.replace(' ', blank));
    for again in set.into_iter().chain(spaced) {
        std::fs::write(folder.path("a.md"), &again).unwrap();
        assert!(folder.found(&["a.md", "--baseline", "known.json"]).is_empty(), "{again}");
    }
}

#[test]
fn a_broken_baseline_is_said() {
    let folder = Folder::new(&[("a.md", WRONG), ("known.json", "{\"version\":9,\"findings\":[]}"), ("other.json", "[")]);
    folder.complains(&["a.md", "--baseline", "known.json"], &["known.json", "version 9"]);
    folder.complains(&["a.md", "--baseline", "other.json"], &["other.json", "no baseline"]);
    folder.complains(&["a.md", "--baseline", "gone.json"], &["gone.json"]);
    folder.complains(&["a.md", "--write-baseline", "no/such/folder/x.json"], &["no/such/folder"]);
}

#[test]
fn what_is_excluded_is_linted_only_by_name() {
    let folder = Folder::new(&[
        (".git/HEAD", ""),
        (".gitignore", "nhap/\n*.tmp.md\n"),
        ("sau/.gitignore", "!giu.tmp.md\n"),
        ("report-lint.toml", "exclude = [\"cu/\", \"*-mau.md\"]\n"),
        ("a.md", WRONG),
        ("cu/b.md", WRONG),
        ("c-mau.md", WRONG),
        ("nhap/d.md", WRONG),
        ("sau/giu.tmp.md", WRONG),
        ("sau/e.tmp.md", WRONG),
    ]);
    let shown = |args: &[&str]| String::from_utf8(folder.run(&[args, &["--show-files"]].concat()).stdout).unwrap();
    let all = ["a.md", "cu/b.md", "c-mau.md", "nhap/d.md", "sau/giu.tmp.md", "sau/e.tmp.md"];
    assert_eq!(shown(&["."]), "a.md\nsau/giu.tmp.md\n");
    assert_eq!(shown(&all).lines().collect::<Vec<_>>(), all);
    assert_eq!(shown(&[&all[..], &["--force-exclude"]].concat()), "a.md\nsau/giu.tmp.md\n");
    assert_eq!(shown(&["--isolated", "--force-exclude", "cu/b.md", "nhap/d.md"]), "cu/b.md\n");
    let nothing_left = folder.run(&["--force-exclude", "cu/b.md"]);
    assert_eq!((nothing_left.status.code(), nothing_left.stdout.as_slice(), nothing_left.stderr.as_slice()), (Some(0), &b""[..], &b""[..]));
    std::fs::write(folder.path("report-lint.toml"), "exclude = [\"[z-a]\"]\n").unwrap();
    folder.complains(&["a.md"], &["exclude: `[z-a]`"]);
}

#[test]
fn what_is_wrong_with_a_baseline_is_one_line_whatever_its_keys_are() {
    let error = report_lint::baseline::Baseline::parse("{\"a\\nb\":0}").unwrap_err();
    assert!(error.starts_with("no baseline: unknown field `a b`"), "{error}");
    assert_eq!(error.lines().count(), 1);
}
