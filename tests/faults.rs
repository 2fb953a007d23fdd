//! What can go wrong around a report: files that cannot be read, written or trusted to stay, disks that are full, readers that leave, and many files.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod ground;
mod office;

use ground::{ends_soon, signal, strace, Ground, Ran, PROGRAM, WRONG};
use office::{paragraph, Docx};
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use unicode_normalization::UnicodeNormalization;

/// The number of SIGINT.
const INTERRUPT: i32 = 2;

fn word(times: usize) -> Vec<u8> {
    Docx::new(&paragraph(WRONG.trim()).repeat(times)).bytes()
}

/// More than a pipe holds: once it is written, its reader has begun to read.
fn much() -> String {
    format!("{}\n", "Không có số liệu.\n\n".repeat(10_000))
}

#[test]
fn no_output_replaces_what_is_read() {
    let ground = Ground::new().with("a.docx", word(1)).with("b.md", WRONG).with("report-lint.toml", "lang = \"en\"\n").with("con/c.md", WRONG);
    let rule = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/placeholder.toml")).unwrap();
    let ground = ground.with("luat/placeholder.toml", &rule).with("known.json", "{\"version\":1,\"findings\":[]}");
    symlink("b.md", ground.path("soft.md")).unwrap();
    symlink("con", ground.path("khac")).unwrap();
    std::fs::hard_link(ground.path("b.md"), ground.path("hard.md")).unwrap();
    std::fs::hard_link(ground.path("report-lint.toml"), ground.path("hard.toml")).unwrap();
    std::fs::hard_link(ground.path("a.docx"), ground.path("hard.docx")).unwrap();
    let kept = ["a.docx", "b.md", "report-lint.toml", "con/c.md", "luat/placeholder.toml", "known.json"];
    let bytes = || kept.map(|name| std::fs::read(ground.path(name)).unwrap());
    let (before, names) = (bytes(), ground.names("."));
    for option in ["--output-file", "--write-baseline"] {
        for out in ["b.md", "./b.md", "con/../b.md", "soft.md", "hard.md", "report-lint.toml", "hard.toml", "con/c.md", "khac/c.md"] {
            ground.run(&["b.md", "con", option, out]).complains(&[option, out, "overwrite"]);
        }
        ground.run(&["b.md", "--rules", "luat", option, "luat/placeholder.toml"]).complains(&["overwrite"]);
        ground.run(&["b.md", "--config", "hard.toml", option, "report-lint.toml"]).complains(&["overwrite"]);
        ground.shell(&format!("\"$LINT\" - {option} b.md < b.md")).complains(&["overwrite"]);
    }
    for out in ["a.docx", "hard.docx", "report-lint.toml", "ra.docx"] {
        ground.run(&["a.docx", "--annotate", out, "--output-file", "./ra.docx"]).complains(&["--annotate", "overwrite"]);
    }
    ground.run(&["b.md", "--output-file", "x.json", "--write-baseline", "con/../x.json"]).complains(&["--write-baseline", "overwrite"]);
    ground.run(&["b.md", "--baseline", "known.json", "--output-file", "known.json"]).complains(&["baseline", "overwrite"]);
    ground.run(&["audit", "b.md", "--output-file", "soft.md"]).complains(&["overwrite"]);
    ground.run(&["b.md", "--show-files", "--output-file", "soft.md"]).complains(&["overwrite"]);
    assert!(bytes() == before && ground.names(".") == names, "something was written: {:?}", ground.names("."));
    ground.run(&["b.md", "--baseline", "known.json", "--write-baseline", "known.json"]).ended(0);
    ground.run(&["con", "--output-file", "b.md"]).ended(1);
}

#[test]
fn nothing_linted_writes_nothing_and_says_so() {
    let ground = Ground::new().with("a.docx", word(1)).with("b.md", WRONG).with("report-lint.toml", "exclude = [\"a.docx\", \"b.md\"]\n");
    ground.run(&["a.docx", "--force-exclude", "--annotate", "ra.docx"]).complains(&["--annotate ra.docx", "no report was linted"]);
    ground.run(&["b.md", "--force-exclude", "--write-baseline", "k.json"]).complains(&["--write-baseline k.json", "no report was linted"]);
    ground.run(&[".", "--write-baseline", "k.json"]).complains(&["no report was linted"]);
    std::fs::create_dir(ground.path("trống")).unwrap();
    let empty = ground.run(&["trống", "--write-baseline", "k.json"]);
    assert!(empty.ended(2).err.contains("trống: no report in this folder"), "{}", empty.err);
    assert!(!ground.path("ra.docx").exists() && !ground.path("k.json").exists());
    // Without an output that somebody waits for, excluded files are no mistake: pre-commit names them.
    ground.run(&["b.md", "--force-exclude"]).ended(0);
}

/// Where the system gives no thread the work is done on the one that is there; a PDF, which needs one of its own, is refused in a sentence.
#[test]
fn without_a_thread_to_be_had_the_same_is_found() {
    if !strace() {
        return;
    }
    let long = WRONG.repeat(1_000);
    let ground = Ground::new().with("a.md", WRONG).with("b.docx", word(1)).with("dài.md", &long).with("c.pdf", "%PDF-1.4\n");
    let refuse = "-e inject=clone:error=EAGAIN -e inject=clone3:error=EAGAIN";
    let alone = |args: &str| ground.shell(&format!("exec strace -qq -f -o /dev/null {refuse} \"$LINT\" --isolated --output-format concise {args}"));
    for file in ["a.md", "b.docx", "dài.md", "."] {
        let (with, without) = (ground.run(&["--isolated", "--output-format", "concise", file]), alone(file));
        assert_eq!(with.out, without.out, "{file}: {}", without.err);
    }
    alone("c.pdf").complains(&["c.pdf: the system gives no thread to read the PDF on"]);
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let ground = Ground::new()
        .with("a.md", WRONG)
        .with("a.docx", word(3))
        .with("cũ.html", "cũ")
        .with("cũ.json", "{\"version\":1,\"findings\":[]}")
        .with("cũ.docx", "cũ");
    let names = ground.names(".");
    // No file may grow by a byte; what comes then is an error, not the signal.
    let full = |args: &str| ground.shell(&format!("trap '' XFSZ; ulimit -f 0; exec \"$LINT\" {args}"));
    for name in ["cũ.html", "mới.html"] {
        full(&format!("a.md --output-format html --output-file {name}")).complains(&[name]);
    }
    full("a.md --write-baseline cũ.json").complains(&["cũ.json"]);
    full("a.docx --annotate cũ.docx").complains(&["cũ.docx"]);
    full("init").complains(&["report-lint.toml"]);
    assert_eq!(ground.names("."), names, "neither a new file nor a part of one");
    assert_eq!([ground.read("cũ.html"), ground.read("cũ.json"), ground.read("cũ.docx")], ["cũ", "{\"version\":1,\"findings\":[]}", "cũ"]);
    ground.run(&["a.md", "--output-file", "/dev/full"]).complains(&["/dev/full", "No space left"]);
    for command in ["", "audit", "text"] {
        ground.shell(&format!("\"$LINT\" {command} a.md > /dev/full")).complains(&["standard output", "No space left"]);
    }
}

#[test]
fn files_are_replaced_as_their_owner_keeps_them() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::new().with("a.md", WRONG).with("riêng.txt", "").with("đóng.txt", "cũ");
    let mode = |name: &str| std::fs::metadata(ground.path(name)).unwrap().permissions().mode() & 0o777;
    ground.permit("riêng.txt", 0o640);
    ground.permit("đóng.txt", 0o444);
    symlink("riêng.txt", ground.path("lối.txt")).unwrap();
    symlink("mai.txt", ground.path("sau.txt")).unwrap();
    for out in ["lối.txt", "sau.txt"] {
        ground.run(&["a.md", "--output-file", out]).ended(1);
        assert!(ground.path(out).symlink_metadata().unwrap().is_symlink(), "{out} is still a link");
    }
    assert!(mode("riêng.txt") == 0o640 && ground.read("riêng.txt").contains("sum-mismatch") && ground.read("mai.txt").contains("sum-mismatch"));
    ground.run(&["a.md", "--output-file", "đóng.txt"]).complains(&["đóng.txt", "read-only"]);
    assert_eq!(ground.read("đóng.txt"), "cũ");
    // New files follow the umask: a confidential report has confidential findings.
    ground.shell("umask 077; \"$LINT\" a.md --output-file kín.txt").ended(1);
    ground.shell("umask 022; \"$LINT\" a.md --output-file mở.txt").ended(1);
    assert_eq!((mode("kín.txt"), mode("mở.txt")), (0o600, 0o644));
}

#[test]
fn what_may_not_be_read_or_written_is_said() {
    let ground = Ground::new()
        .with("a.md", WRONG)
        .with("kín.md", WRONG)
        .with("phòng/b.md", WRONG)
        .with("tủ/cũ.txt", "cũ")
        .with("kín.toml", "")
        .with("tủ/a.docx", word(1));
    let modes = [("kín.md", 0o000), ("kín.toml", 0o000), ("phòng", 0o000), ("tủ", 0o555), ("tủ/cũ.txt", 0o666)];
    modes.iter().for_each(|(name, mode)| ground.permit(name, *mode));
    let checks = || {
        let both = ground.run_as_user(&["kín.md", "a.md", "--output-format", "concise"])?;
        both.complains(&["kín.md: Permission denied"]);
        assert!(both.out.starts_with("a.md:1:15: error"), "the other file is linted: {}", both.out);
        ground.run_as_user(&["phòng"])?.complains(&["phòng: Permission denied"]);
        ground.run_as_user(&["phòng/b.md"])?.complains(&["phòng/b.md: Permission denied"]);
        ground.run_as_user(&["a.md", "--config", "kín.toml"])?.complains(&["kín.toml", "Permission denied"]);
        for args in [
            ["a.md", "--output-file", "tủ/mới.txt"],
            ["a.md", "--write-baseline", "tủ/cũ.txt"],
            ["tủ/a.docx", "--annotate", "tủ/b.docx"],
            ["a.md", "--output-file", "tủ/cũ.txt"],
        ] {
            let done = ground.run_as_user(&args)?;
            assert!(done.ended(2).err.starts_with("report-lint: tủ/"), "{}", done.err);
        }
        ground.run_as_user(&["init", "tủ"])?.complains(&["report-lint.toml: Permission denied"]);
        assert_eq!((ground.names("tủ"), ground.read("tủ/cũ.txt").as_str()), (vec!["a.docx".to_owned(), "cũ.txt".to_owned()], "cũ"));
        Some(())
    };
    let _ = checks();
    modes.iter().for_each(|(name, _)| ground.permit(name, 0o777));
    ground.run(&["a.md", "--output-file", "no/such/ra.txt"]).complains(&["no/such/ra.txt", "folder"]);
    ground.run(&["a.md", "--output-file", "phòng"]).complains(&["phòng", "directory"]);
}

/// The program while it reads standard input: it has its list of files, and goes on when `much` ends.
fn reading(ground: &Ground, args: &[&str]) -> std::process::Child {
    let mut child = ground.command(PROGRAM, args).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(much().as_bytes()).unwrap();
    child
}

#[test]
fn files_that_vanish_meanwhile_are_named() {
    let ground = Ground::new().with("con/a.md", WRONG).with("con/b.md", WRONG).with("con/c.md", WRONG);
    let child = reading(&ground, &["-", "con", "--jobs", "1", "--output-format", "concise"]);
    std::fs::remove_file(ground.path("con/b.md")).unwrap();
    // What was shortened meanwhile is linted as it is when it is read.
    std::fs::write(ground.path("con/c.md"), "Có 5 hộ.\n").unwrap();
    let done = Ran::of(child.wait_with_output().unwrap());
    done.complains(&["con/b.md: No such file"]);
    assert!(done.out.starts_with("con/a.md:1:15: error[sum-mismatch]") && done.out.lines().count() == 1, "{}", done.out);
}

#[test]
fn a_word_file_that_changes_meanwhile_is_not_annotated() {
    let ground = Ground::new().with("a.docx", word(200)).with("ra.docx", "cũ");
    let mut child = ground.command(PROGRAM, &["a.docx", "--annotate", "ra.docx"]).spawn().unwrap();
    // The findings are more than a pipe holds: after the first word of them the report was read, and the copy is not made yet.
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0]).unwrap();
    std::fs::write(ground.path("a.docx"), word(2)).unwrap();
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).unwrap();
    assert!(rest.len() > 100_000);
    Ran::of(child.wait_with_output().unwrap()).complains(&["a.docx: changed while it was read; nothing was written"]);
    assert_eq!(ground.read("ra.docx"), "cũ");
}

#[test]
fn files_that_are_too_large_or_none_are_said() {
    let ground = Ground::new().with("a.md", WRONG);
    std::fs::File::create(ground.path("lớn.md")).unwrap().set_len(65 << 20).unwrap();
    ground.run(&["lớn.md"]).complains(&["lớn.md: larger than 64 MB"]);
    ground.shell("mkfifo ống.md; exec \"$LINT\" ống.md").complains(&["ống.md: neither a file nor a folder"]);
    // In a folder such things are no reports, and reading one would never end.
    ground.run(&[".", "--select", "rounding", "--force-exclude"]).complains(&["lớn.md"]);
}

/// Whatever is called like a configuration, a rule or a baseline is said to be none, in one sentence; nothing waits for its other end.
#[test]
fn pipes_and_devices_in_place_of_settings_are_said() {
    const SAID: &str = "a folder, a pipe or a device, not a file";
    let soon = |ground: &Ground, args: &[&str]| Ran::of(ends_soon(ground.command(PROGRAM, args).spawn().unwrap()));
    let pipe = |ground: &Ground, name: &str| ground.shell(&format!("mkfifo {name}")).ended(0).code;
    let ground = Ground::new().with("con/a.md", WRONG).with("luat/ghi-chu.txt", "không có quy tắc\n");
    pipe(&ground, "report-lint.toml");
    pipe(&ground, "known.json");
    pipe(&ground, "luat/x.toml");
    for args in [&["con/a.md"][..], &["."], &["audit", "con/a.md"], &["facts", "con/a.md"], &["con/a.md", "--config", "report-lint.toml"]] {
        soon(&ground, args).complains(&["report-lint.toml: ", SAID]);
    }
    soon(&ground, &["con/a.md", "--isolated"]).ended(1);
    soon(&ground, &["con/a.md", "--isolated", "--baseline", "known.json"]).complains(&["known.json: ", SAID]);
    soon(&ground, &["con/a.md", "--isolated", "--write-baseline", "known.json"]).complains(&["known.json: "]);
    soon(&ground, &["con/a.md", "--isolated", "--rules", "luat"]).complains(&["luat/x.toml: ", SAID]);
    soon(&ground, &["text", "known.json"]).complains(&["known.json: neither a file nor a folder"]);
    soon(&ground, &["con/a.md", "--isolated", "--previous", "known.json"]).ended(2);
    for (target, said) in [("/dev/zero", SAID), ("con", SAID), ("nowhere", "No such file")] {
        let ground = Ground::new().with("con/a.md", WRONG);
        symlink(target, ground.path("report-lint.toml")).unwrap();
        soon(&ground, &["con/a.md"]).complains(&["report-lint.toml: ", said]);
    }
    let ground = Ground::new().with("a.md", WRONG);
    std::fs::File::create(ground.path("report-lint.toml")).unwrap().set_len(65 << 20).unwrap();
    soon(&ground, &["a.md"]).complains(&["report-lint.toml: larger than any file of its kind"]);
    pipe(&ground, ".pre-commit-config.yaml");
    soon(&ground, &["init"]).complains(&[".pre-commit-config.yaml: ", SAID]);
}

#[test]
fn a_reader_that_leaves_is_no_mistake() {
    let ground = Ground::new().with("a.md", format!("{WRONG}\n").repeat(300));
    for args in [
        &["a.md"][..],
        &["a.md", "--output-format", "html"],
        &["audit", "-v", "a.md"],
        &["text", "a.md"],
        &["rule", "--markdown"],
        &["a.md", "--output-file", "/dev/stdout"],
    ] {
        let mut child = ground.command(PROGRAM, args).spawn().unwrap();
        drop(child.stdout.take());
        let done = Ran::of(child.wait_with_output().unwrap());
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{args:?}");
    }
    let mut child = ground.command(PROGRAM, &["gone.md"]).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(2), "nobody to tell, but the exit status does");
}

#[test]
fn an_interrupt_ends_the_work_at_once_and_writes_nothing() {
    for (option, out) in [("--output-file", "ra.txt"), ("--write-baseline", "ra.json")] {
        let ground = Ground::new().with("lớn.md", format!("{WRONG}\n").repeat(5000)).with(out, "cũ");
        let names = ground.names(".");
        let child = reading(&ground, &["-", "lớn.md", "--jobs", "2", option, out]);
        signal("-INT", child.id());
        let done = ends_soon(child);
        assert_eq!(done.status.signal(), Some(INTERRUPT), "shells call that 130");
        assert_eq!((ground.names("."), ground.read(out).as_str()), (names, "cũ"));
    }
}

/// The only moment at which something stays behind is that of writing: a file with a telling name, and the target as it was.
#[test]
fn an_interrupt_while_writing_leaves_the_old_file() {
    if !strace() {
        return;
    }
    let ground = Ground::new().with("a.md", WRONG).with("con/ra.txt", "cũ");
    let held = ["-qq", "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=2000000", PROGRAM, "a.md", "--output-file", "con/ra.txt"];
    let child = ground.command("strace", &held).spawn().unwrap();
    let beside = || ground.names("con").into_iter().find(|name| name != "ra.txt");
    let tracee = || std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", child.id())).unwrap_or_default();
    for _ in 0..1000 {
        if beside().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let process = tracee().split_whitespace().next().and_then(|id| id.parse().ok()).expect("the traced program");
    signal("-INT", process);
    ends_soon(child);
    let left = beside().expect("the moment was met");
    assert!(left.starts_with(".report-lint-") && left.ends_with(".tmp"), "{left}");
    assert_eq!(ground.read("con/ra.txt"), "cũ");
    // It is hidden, so that no later run takes it for a report; and the next run is none the worse for it.
    ground.run(&["a.md", "--output-file", "con/ra.txt"]).ended(1);
    assert!(ground.read("con/ra.txt").contains("sum-mismatch"));
}

#[test]
fn links_that_lead_to_each_other_end() {
    let ground = Ground::new().with("con/a.md", WRONG);
    symlink("..", ground.path("con/lên")).unwrap();
    symlink("con", ground.path("khác")).unwrap();
    symlink("vòng.md", ground.path("con/vòng.md")).unwrap();
    symlink("mất.md", ground.path("con/hụt.md")).unwrap();
    assert_eq!(ground.run(&[".", "--show-files"]).ended(0).out, "con/a.md\n");
    assert_eq!(ground.run(&["khác", "--show-files"]).ended(0).out, "khác/a.md\n", "a folder that is named is entered");
    ground.run(&["con/vòng.md"]).complains(&["con/vòng.md", "symbolic links"]);
    ground.run(&["con/hụt.md"]).complains(&["con/hụt.md", "no such file"]);
    ground.run(&["con/a.md", "--output-file", "con/vòng.md"]).complains(&["con/vòng.md", "links"]);
}

#[test]
fn any_name_that_a_system_allows_is_a_name() {
    let decomposed: String = "đã tách dấu.md".nfd().collect();
    let bytes = OsString::from_vec(b"b\xe1o c\xe1o.md".to_vec());
    let names: Vec<OsString> =
        ["có dấu cách.md", &decomposed, "-q.md", "a:b.md", "'\"$(x)`.md", "dòng\nmới.md"].iter().map(OsString::from).chain([bytes]).collect();
    let ground = names.iter().fold(Ground::new(), |ground, name| ground.with(name, WRONG));
    let all = ground.run(&[".", "--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&all.ended(1).out).unwrap();
    let paths: Vec<&str> = all["files"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    for name in &names {
        assert!(paths.contains(&&*name.to_string_lossy()), "{name:?} in {paths:?}");
        let done = ground.run(&[OsStr::new("--output-file"), OsStr::new("ra.json"), OsStr::new("--"), name]);
        assert!(done.ended(1).err.is_empty(), "{}", done.err);
    }
    let known = |args: &[&str]| ground.run(&[&[".", "--output-format", "concise"], args].concat());
    known(&["--write-baseline", "k.json"]).ended(0);
    let again = known(&["--baseline", "k.json"]);
    assert_eq!((again.ended(0).out.as_str(), again.err.as_str()), ("", ""), "each is known by its name");
}

/// Time and memory grow with the files, no more than a few are open at a time, and the order is that of the names.
#[test]
fn ten_thousand_files_are_not_too_many() {
    const FILES: usize = 10_000;
    let ground = Ground::new();
    for n in 0..FILES {
        let path = ground.path(format!("{}/{n:05}.md", n / 500));
        if n % 500 == 0 {
            std::fs::create_dir(path.parent().unwrap()).unwrap();
        }
        // Most hold a word, so that an unoptimised program is done in seconds.
        let text = match n % 1000 {
            7 => WRONG,
            _ if n % 10 == 0 => "Có 5 hộ.\n",
            _ => "Hết.\n",
        };
        std::fs::write(path, text).unwrap();
    }
    let done = ground.shell("ulimit -n 64 -v 800000; exec \"$LINT\" . --isolated --jobs 2 --output-format concise --statistics");
    assert_eq!(done.ended(1).err, "");
    let found: Vec<&str> = done.out.lines().filter_map(|l| l.split_once(".md:1:15: ")).map(|l| l.0).collect();
    let mut expected: Vec<String> = (0..FILES).filter(|n| n % 1000 == 7).map(|n| format!("{}/{n:05}", n / 500)).collect();
    expected.sort();
    assert_eq!(found, expected);
}
