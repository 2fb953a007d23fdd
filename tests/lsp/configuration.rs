//! The configuration in an editor: the one that the command line would take, read again when it is saved.

use crate::client::{range, Client};
use crate::WRONG;
use serde_json::{json, Value};
use std::path::PathBuf;

/// An English report with one contradiction.
const ENGLISH: &str = "The report of the district says that there were 25 households which received support, of which: 9 poor households and 17 households near the poverty line.\n";

/// A folder with files, and an editor in it.
struct Office {
    folder: tempfile::TempDir,
    client: Client,
    versions: i64,
}

impl Office {
    /// An editor that says when files change.
    fn watching(files: &[(&str, &str)]) -> Office {
        Office::new(files, &[], &json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}))
    }

    /// One that says nothing of files.
    fn blind(files: &[(&str, &str)], args: &[&str]) -> Office {
        Office::new(files, args, &json!({}))
    }

    fn new(files: &[(&str, &str)], args: &[&str], capabilities: &Value) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let mut office = Office { folder, client: Client::launched(args), versions: 0 };
        files.iter().for_each(|(path, content)| office.write(path, content));
        let root = office.uri("");
        office.client.request("initialize", &json!({"capabilities": capabilities, "rootUri": root}));
        office.client.notify("initialized", &json!({}));
        office
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A name as editors write it: with escapes, on Windows with the colon of the drive escaped too.
    fn uri(&self, path: &str) -> String {
        let full = self.path(path).display().to_string().replace('\\', "/");
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~".contains(&b);
        let escaped: String = full.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
        format!("file:///{}", escaped.trim_start_matches('/'))
    }

    fn write(&mut self, path: &str, content: &str) {
        let full = self.path(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, content).unwrap();
    }

    /// Writes a file of the configuration, and says that it has changed.
    fn save(&mut self, path: &str, content: &str) {
        self.write(path, content);
        self.tell_of(path);
    }

    fn tell_of(&mut self, path: &str) {
        let uri = self.uri(path);
        self.client.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri, "type": 2}]}));
    }

    /// `rule severity` of each finding in a document that is opened.
    fn opened(&mut self, path: &str, text: &str) -> Vec<String> {
        let uri = self.uri(path);
        self.opened_as(&uri, text)
    }

    fn opened_as(&mut self, uri: &str, text: &str) -> Vec<String> {
        self.versions += 1;
        let item = json!({"uri": uri, "languageId": "markdown", "version": self.versions, "text": text});
        self.client.notify("textDocument/didOpen", &json!({"textDocument": item}));
        self.found()
    }

    /// The same after a blank is typed.
    fn edited(&mut self, path: &str) -> Vec<String> {
        self.versions += 1;
        let document = json!({"uri": self.uri(path), "version": self.versions});
        self.client.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": [{"range": range("", 0, 0), "text": " "}]}));
        self.found()
    }

    /// What is found in the state of the last document that was opened or changed last.
    fn found(&mut self) -> Vec<String> {
        let levels = ["", "error", "warning", "note"];
        let level = |d: &Value| levels[usize::try_from(d["severity"].as_u64().unwrap()).unwrap()];
        let found = self.client.diagnostics(self.versions);
        found.iter().map(|d| format!("{} {}", d["code"].as_str().unwrap(), level(d))).collect()
    }

    fn message(&mut self) -> String {
        let first = |found: Vec<Value>| found[0]["message"].as_str().unwrap().to_owned();
        first(self.client.diagnostics(self.versions))
    }

    /// The next thing that is shown to the user.
    fn shown(&mut self) -> String {
        let shown = self.client.wait(|m| m["method"] == "window/showMessage");
        shown["params"]["message"].as_str().unwrap().to_owned()
    }

    /// Ends the session: nothing was shown that was not asked for.
    fn leave(mut self) {
        self.client.request("shutdown", &Value::Null);
        let shown: Vec<&Value> = self.client.seen().iter().filter(|m| m["method"] == "window/showMessage").collect();
        assert!(shown.is_empty(), "{shown:?}");
    }
}

/// What the command line says of a configuration that cannot be used.
fn complaint(office: &Office, path: &str) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_report-lint"));
    String::from_utf8(command.arg(office.path(path)).output().unwrap().stderr).unwrap().trim_end().to_owned()
}

#[test]
fn the_nearest_configuration_holds_for_each_document() {
    let mut office = Office::blind(
        &[
            ("report-lint.toml", "ignore = [\"sum-mismatch\"]\n"),
            (
                "một năm/report-lint.toml",
                "exclude = [\"cũ/\"]\n[severity]\nsum-mismatch = \"warning\"\n[per-file-ignores]\n\"phụ lục/*.md\" = [\"sum-mismatch\"]\n",
            ),
            (
                "rules-of-its-own/report-lint.toml",
                "select = [\"fact-mismatch\", \"name-variant\"]\n[facts]\n\"xã, thị trấn\" = 17\n[names]\ncommunes = [\"Phiêng Cành\"]\n",
            ),
        ],
        &[],
    );
    assert_eq!(office.opened("a.md", WRONG), [""; 0]);
    assert_eq!(office.opened("một năm/a.md", WRONG), ["sum-mismatch warning"]);
    assert_eq!(office.opened("một năm/sâu/hơn/a.md", WRONG), ["sum-mismatch warning"]);
    assert_eq!(office.opened("một năm/phụ lục/a.md", WRONG), [""; 0]);
    assert_eq!(office.opened("một năm/cũ/a.md", WRONG), [""; 0]);
    let both = "Đến nay 16/18 xã, thị trấn đạt chuẩn.\n\nXã Phiêng Cánh và xã Phiêng Cành có 15/17 thôn đạt chuẩn.\n";
    assert_eq!(office.opened("rules-of-its-own/a.md", both), ["fact-mismatch error", "name-variant warning"]);
    assert_eq!(office.opened_as("untitled:Untitled-1", WRONG), [""; 0], "what has no file yet is taken for a file of the working folder");
    office.leave();
}

#[test]
fn options_go_over_the_configuration_and_the_editor_over_both() {
    let files = [("report-lint.toml", "ignore = [\"sum-mismatch\"]\nlang = \"en\"\n"), ("other.toml", "[severity]\nsum-mismatch = \"note\"\n")];
    let mut alone = Office::blind(&files, &["--isolated"]);
    assert_eq!(alone.opened("a.md", WRONG), ["sum-mismatch error"]);
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.toml");
    std::fs::write(&other, files[1].1).unwrap();
    let mut named = Office::blind(&files, &["--config", other.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(named.opened("a.md", WRONG), ["sum-mismatch note"]);
    named.client.notify("workspace/didChangeConfiguration", &json!({"settings": {"lang": "vi", "select": ["sum-mismatch"]}}));
    assert!(named.message().starts_with("Tổng ghi 25"));
    let mut nearest = Office::blind(&files, &[]);
    assert_eq!(nearest.opened("a.md", WRONG), [""; 0]);
    nearest.client.notify("workspace/didChangeConfiguration", &json!({"settings": {"select": ["sum-mismatch"]}}));
    assert!(nearest.message().starts_with("The total says 25"), "what is selected is wanted, whatever the configuration leaves out");
    alone.leave();
    named.leave();
    nearest.leave();
}

#[test]
fn messages_are_in_the_language_that_is_set_or_that_of_the_report() {
    let mut office = Office::watching(&[]);
    assert_eq!(office.opened("en.md", ENGLISH), ["sum-mismatch error"]);
    office.save("report-lint.toml", "lang = \"vi\"\n");
    assert!(office.message().starts_with("Tổng ghi 25"));
    office.save("report-lint.toml", "# nothing\n");
    assert!(office.message().starts_with("The total says 25"));
    office.leave();
}

#[test]
fn a_configuration_is_read_again_when_it_is_saved() {
    let mut office = Office::watching(&[]);
    let asked = office.client.wait(|m| m["method"] == "client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    let id = asked["id"].clone();
    office.client.send(&json!({"jsonrpc": "2.0", "id": id, "result": null}));
    assert_eq!(office.opened("a.md", WRONG), ["sum-mismatch error"]);
    office.save("report-lint.toml", "ignore = [\"sum-mismatch\"]\n");
    assert_eq!(office.found(), [""; 0]);
    office.save("report-lint.toml", "[severity]\nsum-mismatch = \"warning\"\n");
    assert_eq!(office.found(), ["sum-mismatch warning"]);
    std::fs::remove_file(office.path("report-lint.toml")).unwrap();
    office.tell_of("report-lint.toml");
    assert_eq!(office.found(), ["sum-mismatch error"]);
    // Of others nothing is linted anew.
    office.save("Cargo.toml", "[package]\n");
    office.leave();
}

#[test]
fn where_nobody_tells_of_files_the_next_edit_or_save_looks() {
    let mut office = Office::blind(&[], &[]);
    assert_eq!(office.opened("a.md", WRONG), ["sum-mismatch error"]);
    office.write("report-lint.toml", "[severity]\nsum-mismatch = \"warning\"\n");
    assert_eq!(office.edited("a.md"), ["sum-mismatch warning"]);
    office.write("report-lint.toml", "[severity]\nsum-mismatch = \"note\"\n");
    let uri = office.uri("a.md");
    office.client.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(office.found(), ["sum-mismatch note"]);
    assert!(office.client.seen().iter().all(|m| m["method"] != "client/registerCapability"), "it was not asked for");
    office.leave();
}

#[test]
fn a_broken_configuration_is_told_once_and_the_last_good_one_goes_on() {
    let mut office = Office::watching(&[("report-lint.toml", "[severity]\nsum-mismatch = \"warning\"\n")]);
    assert_eq!(office.opened("a.md", WRONG), ["sum-mismatch warning"]);
    for broken in ["slect = []\n", "select = [\"sum-mismach\"]\n", "rules = [\"nowhere\"]\n", "select = [\n", "exclude = [\"{a\"]\n"] {
        office.save("report-lint.toml", broken);
        let expected = complaint(&office, "report-lint.toml");
        assert_eq!(office.shown(), expected, "the same sentence as on the command line");
        office.save("report-lint.toml", &format!("{broken}#\n"));
        assert_eq!(office.edited("a.md"), ["sum-mismatch warning"]);
        assert_eq!(office.opened("beside.md", WRONG), ["sum-mismatch warning"]);
        assert!(office.client.seen().iter().all(|m| m["method"] != "window/showMessage"), "told twice: {:?}", office.client.seen());
        let uri = office.uri("beside.md");
        office.client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    }
    office.save("report-lint.toml", "ignore = [\"sum-mismatch\"]\n");
    assert_eq!(office.edited("a.md"), [""; 0]);
    office.leave();
}

#[test]
fn a_configuration_that_was_never_good_costs_no_findings() {
    let mut office = Office::blind(&[("report-lint.toml", "slect = []\n")], &["--rules", "nowhere"]);
    assert_eq!(office.opened("a.md", WRONG), ["sum-mismatch error"]);
    assert!(office.shown().contains("did you mean `select`?"));
    office.write("report-lint.toml", "");
    assert_eq!(office.edited("a.md"), ["sum-mismatch error"]);
    assert!(office.shown().starts_with("report-lint: --rules nowhere"));
    office.leave();
}

#[test]
fn rules_of_ones_own_are_read_and_read_again() {
    let built_in = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sum-mismatch.toml")).unwrap();
    let own = |words: &str| built_in.replacen("name = \"sum-mismatch\"", "name = \"our-sums\"", 1).replace("{place|Tổng} ghi", words);
    let mut office = Office::watching(&[("report-lint.toml", "rules = [\"our\"]\nselect = [\"our-sums\"]\n"), ("our/our-sums.toml", &own("Văn phòng ghi"))]);
    assert_eq!(office.opened("a.md", WRONG), ["our-sums error"]);
    office.client.notify("workspace/didChangeConfiguration", &json!({"settings": {"select": ["our-sums"]}}));
    assert!(office.message().starts_with("Văn phòng ghi 25"));
    office.save("our/our-sums.toml", &own("Văn phòng đã ghi là"));
    assert!(office.message().starts_with("Văn phòng đã ghi là 25"));
    office.leave();
}
