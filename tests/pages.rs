//! The pages in `docs/` are what the program prints now. To bring them up to date: `UPDATE_GOLDEN=1 cargo test --test pages`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

fn is_current(page: &str, args: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_report-lint")).args(args).output().unwrap();
    assert!(done.status.success());
    let fresh = String::from_utf8(done.stdout).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &fresh).unwrap();
        return;
    }
    let now = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = now.lines().zip(fresh.lines()).find(|(a, b)| a != b);
    assert!(now == fresh, "docs/{page} is behind: UPDATE_GOLDEN=1 cargo test --test pages\n  first difference: {differs:?}");
}

#[test]
fn the_pages_of_the_rules_are_current() {
    is_current("rules.md", &["rule", "--markdown", "--lang", "en"]);
    is_current("rules.vi.md", &["rule", "--markdown", "--lang", "vi"]);
}

#[test]
fn the_manual_page_is_current() {
    is_current("report-lint.1", &["man"]);
}
