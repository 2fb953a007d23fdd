//! Real editors with the settings of the README. Where an editor is not installed its test says so and does nothing.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One contradiction: 9 and 17 are not 25. Letters outside ASCII stand before it, so that columns must be counted as agreed.
const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
const LIMIT: Duration = Duration::from_secs(180);

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The blocks of Lua in the README: for Neovim of today, then for older ones.
fn settings() -> Vec<String> {
    let readme = std::fs::read_to_string(top().join("README.md")).unwrap();
    readme.split("```lua\n").skip(1).map(|b| b.split("```").next().unwrap().to_owned()).collect()
}

/// True if this Neovim has what an expression of Lua names.
fn has(what: &str) -> Option<bool> {
    let asked = format!("lua io.stdout:write({what} and 'yes' or 'no')");
    let done = Command::new("nvim").args(["--clean", "--headless", "-c", &asked, "-c", "qall!"]).stdin(Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&done.stdout).contains("yes"))
}

/// What Neovim shows of a report under these settings.
fn shown_under(settings: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("báo cáo");
    std::fs::create_dir(&reports).unwrap();
    std::fs::write(reports.join("nửa năm.md"), WRONG).unwrap();
    let (init, seen) = (folder.path().join("init.lua"), folder.path().join("seen.json"));
    std::fs::write(&init, settings).unwrap();
    let own = Path::new(env!("CARGO_BIN_EXE_report-lint")).parent().unwrap().to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap();
    let script = format!("luafile {}", top().join("tests/editors/neovim.lua").display());
    let mut editor = Command::new("nvim")
        .args(["--headless", "-n", "-i", "NONE", "-u", init.to_str().unwrap(), "nửa năm.md", "-c", &script])
        .current_dir(&reports)
        .env("PATH", path)
        .env("SEEN", &seen)
        .envs(["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"].map(|name| (name, folder.path())))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while editor.try_wait().unwrap().is_none() {
        if start.elapsed() > LIMIT {
            editor.kill().unwrap();
            panic!("the editor does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    serde_json::from_str(&std::fs::read_to_string(&seen).expect("the editor wrote what it saw")).unwrap()
}

#[test]
fn neovim_shows_explains_and_mends() {
    let blocks = settings();
    assert_eq!(blocks.len(), 2);
    for (block, needs) in blocks.iter().zip(["vim.lsp.config", "vim.lsp.start"]) {
        match has(needs) {
            Some(true) => {}
            Some(false) => {
                println!("skipped: this Neovim has no {needs}");
                continue;
            }
            None => {
                println!("skipped: there is no nvim here");
                return;
            }
        }
        let seen = shown_under(block);
        assert!(seen.get("problem").is_none(), "{seen}");
        let found = &seen["opened"][0];
        assert_eq!((&found["code"], &found["source"]), (&"sum-mismatch".into(), &"report-lint".into()), "{seen}");
        assert_eq!(found["column"], WRONG.find("25").unwrap(), "Neovim counts bytes");
        assert!(found["message"].as_str().unwrap().contains("9 + 17 = 26"), "{seen}");
        assert!(seen["hover"].as_str().unwrap().contains("25 ≠ 9 + 17 = 26"), "{seen}");
        assert_eq!(seen["mended"][0], WRONG.trim_end().replace("25", "26"), "the fix is applied");
        for state in ["clean", "again", "ignored"] {
            assert_eq!(seen[state], true, "{state}: {seen}");
        }
    }
}
