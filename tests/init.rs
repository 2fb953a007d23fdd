//! `report-lint init`: a configuration that explains every key and changes nothing, an entry for pre-commit, and nothing written over.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::config::{schema, Config};
use std::path::Path;
use std::process::Command;

const TEMPLATE: &str = include_str!("../src/cli/init.toml");

/// Exit status, standard output and standard error of `report-lint init`.
fn init(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_report-lint")).arg("init").args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_template_changes_nothing_and_explains_every_key() {
    assert_eq!(Config::parse(TEMPLATE).unwrap(), Config::default());
    // Examples are lines with `#` right before a word.
    let is_example = |line: &str| line.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '#', ':']));
    let used: String = TEMPLATE.lines().map(|l| format!("{}\n", if is_example(l) { &l[1..] } else { l })).collect();
    let config = Config::parse(&used).unwrap_or_else(|e| panic!("{e}\n{used}"));
    assert!(!config.select.is_empty() && !config.facts.is_empty() && !config.names.is_empty());
    let keys: toml::Table = used.parse().unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    for key in schema["properties"].as_object().unwrap().keys() {
        assert!(keys.contains_key(key), "src/cli/init.toml says nothing of `{key}`");
    }
    let book = report_lint::rulebook::Rulebook::built_in().unwrap();
    let named = config.select.iter().chain(&config.ignore).chain(config.severity.keys()).chain(config.per_file_ignores.values().flatten());
    for name in named.chain(&config.extend_select) {
        assert!(book.rule(name).is_some(), "{name}");
    }
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said, _) = init(folder.path(), &[]);
    assert_eq!((code, said.lines().count()), (0, 1), "no git, no word of pre-commit: {said}");
    let written = read(folder.path(), "report-lint.toml");
    assert_eq!(Config::parse(&written).unwrap(), Config::default());
    assert!(written.contains("# Ngôn ngữ của thông báo") && !written.contains("Language of the messages"), "one language: {written}");
    std::fs::remove_file(folder.path().join("report-lint.toml")).unwrap();
    init(folder.path(), &["--lang", "en"]);
    let english = read(folder.path(), "report-lint.toml");
    assert!(english.contains("# Language of the messages") && !english.contains("Ngôn ngữ"), "one language: {english}");
    let lines = |text: &str| text.lines().filter(|l| !l.starts_with("# ")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&written), lines(&english), "the same examples");
    std::fs::write(folder.path().join("report-lint.toml"), "lang = \"en\"\n").unwrap();
    // Each file by itself: a configuration that is there does not keep the hooks away.
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let (code, said, problem) = init(folder.path(), &[]);
    assert_eq!((code, problem.as_str()), (0, ""));
    assert!(said.contains("report-lint.toml: đã có, giữ nguyên.") && said.contains(".pre-commit-config.yaml: đã tạo"), "{said}");
    assert_eq!(read(folder.path(), "report-lint.toml"), "lang = \"en\"\n");
    assert_eq!(init(folder.path(), &["gone"]).0, 2, "no such folder");
}

#[test]
fn the_pre_commit_entry_is_created_or_shown() {
    let top = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(top.path().join(".git")).unwrap();
    std::fs::create_dir_all(top.path().join("sau")).unwrap();
    let (code, said, _) = init(top.path(), &["sau", "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(said.contains("at the top of the git repository") && said.contains("entry: report-lint --force-exclude"), "{said}");
    assert!(!top.path().join(".pre-commit-config.yaml").exists() && !top.path().join("sau/.pre-commit-config.yaml").exists());

    let (code, said, _) = init(top.path(), &[]);
    assert!(code == 0 && said.contains(".pre-commit-config.yaml: đã tạo"), "{said}");
    let entry = read(top.path(), ".pre-commit-config.yaml");
    assert!(entry.starts_with("repos:\n  - repo: local\n"), "{entry}");

    for (known, word) in [(entry.as_str(), "đã có report-lint"), ("repos: []\n", "giữ nguyên")] {
        std::fs::remove_file(top.path().join("report-lint.toml")).unwrap();
        std::fs::write(top.path().join(".pre-commit-config.yaml"), known).unwrap();
        let (code, said, _) = init(top.path(), &[]);
        assert!(code == 0 && said.contains(word), "{said}");
        assert_eq!(read(top.path(), ".pre-commit-config.yaml"), known);
    }
}

#[test]
fn the_hooks_take_all_endings_that_reports_have() {
    let top = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(top.path().join(".git")).unwrap();
    init(top.path(), &[]);
    let hooks = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.pre-commit-hooks.yaml")).unwrap();
    let files = |text: &str| text.lines().filter_map(|l| Some(l.trim().strip_prefix("files: ")?.to_owned())).collect::<Vec<_>>();
    let own = files(&read(top.path(), ".pre-commit-config.yaml"));
    assert_eq!(own.len(), 1);
    assert!(files(&hooks).iter().all(|line| *line == own[0]), "{own:?} {hooks}");
}
