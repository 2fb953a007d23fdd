//! Ground for tests from outside: a folder that is gone afterwards, and the program run in it, also as a user whom permissions bind.

#![allow(dead_code)]

use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A report with one contradiction.
pub const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_report-lint");

/// The user to whom nothing belongs.
const NOBODY: &str = "65534";

pub struct Ground(tempfile::TempDir);

impl Ground {
    pub fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        // Whoever the program runs as may write here.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        Ground(folder)
    }

    pub fn with(self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Ground {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn permit(&self, name: &str, mode: u32) {
        std::fs::set_permissions(self.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    }

    /// The names of everything in a folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn command(&self, program: impl AsRef<OsStr>, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[impl AsRef<OsStr>]) -> Ran {
        Ran::of(self.command(PROGRAM, args).output().unwrap())
    }

    /// The program in a shell, where it is called `$LINT`.
    pub fn shell(&self, script: &str) -> Ran {
        Ran::of(self.command("bash", &["-c", script]).env("LINT", PROGRAM).output().unwrap())
    }

    /// The program as a user who may not do everything; nothing, with a word of it, where root cannot become one.
    pub fn run_as_user(&self, args: &[&str]) -> Option<Ran> {
        if std::fs::metadata(self.0.path()).unwrap().uid() != 0 {
            return Some(self.run(args));
        }
        // The place where it was built may be closed to others.
        let copy = self.path("program");
        if !copy.exists() {
            std::fs::copy(PROGRAM, &copy).unwrap();
            self.permit("program", 0o755);
        }
        let (user, group) = (format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"));
        let who = [user.as_str(), &group, "--clear-groups", copy.to_str().unwrap()];
        let done = self.command("setpriv", &[&who, args].concat()).output();
        done.map(Ran::of).map_err(|_| eprintln!("skipped: no setpriv, and root may do everything")).ok()
    }
}

/// How a run ended and what it said.
pub struct Ran {
    /// The exit status; nothing where a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub fn ended(&self, code: i32) -> &Ran {
        assert_eq!(self.code, Some(code), "exit status\nstdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Exit status 2 and one sentence with these words.
    pub fn complains(&self, words: &[&str]) -> &Ran {
        self.ended(2);
        assert_eq!(self.err.lines().count(), 1, "one sentence: {}", self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` expected in: {}", self.err);
        }
        self
    }
}

/// Sends a signal, as `kill` does.
pub fn signal(name: &str, process: u32) {
    assert!(Command::new("kill").args([name, &process.to_string()]).status().unwrap().success());
}

/// The result of a program that ends within some seconds.
pub fn ends_soon(mut child: Child) -> Output {
    for _ in 0..1000 {
        if child.try_wait().unwrap().is_some() {
            return child.wait_with_output().unwrap();
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let _ = child.kill();
    panic!("it went on for ten seconds");
}

/// True if `strace` is there and may look on.
pub fn strace() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success());
    if !works {
        eprintln!("skipped: no strace, or it may not trace");
    }
    works
}
