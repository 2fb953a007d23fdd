//! What a run never does, whatever a report says: steer a terminal, give orders to a CI system, become markup, talk to a network, start a program, write a file that
//! nobody named. And what the program is made of.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod ground;
mod office;

use ground::{strace, Ground, Ran, PROGRAM, WRONG};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use office::{paragraph, Docx};
use std::cell::RefCell;
use std::process::Command;

/// Orders to a terminal and to the direction of text, some markup, and a contradiction among them.
const HOSTILE: &str =
    "Cụm \u{1b}[31mđỏ\u{1b}]0;x\u{7} \u{202e}cượgn \u{9b}2J\r<b> ]]> có 25 hộ\u{7f} được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ\u{2066}\u{8}.\n\n\
    ::error file=a::b có có \u{1b}c tuyên truyền tuyên truyền.\n";

const FORMATS: &[&str] = &["full", "concise", "narrated", "json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson", "html"];

fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_harmless(what: &str, ran: &Ran) {
    for said in [&ran.out, &ran.err] {
        let bad: Vec<&str> = said.lines().filter(|l| l.contains(steers)).collect();
        assert!(bad.is_empty(), "{what}: {bad:?}");
    }
}

#[test]
fn no_report_and_no_name_steers_a_terminal() {
    let name = "\u{1b}[2Jxấu\u{202e}\u{9b}.md";
    let ground = Ground::new().with(name, HOSTILE);
    for format in FORMATS {
        let done = ground.run(&[name, "--output-format", format]);
        is_harmless(format, done.ended(1));
        if format.contains("json") || ["sarif", "gitlab"].contains(format) {
            let form: serde_json::Value = serde_json::from_str(done.out.lines().next().unwrap()).unwrap();
            let all = form.to_string();
            assert!(all.contains('\u{9b}') || *format == "sarif", "{format} means the name as it is: {all}");
        }
    }
    let coloured = ground.run(&[name, "--color", "always"]);
    assert!(coloured.ended(1).out.contains("\u{1b}[") && !coloured.out.contains("\u{1b}[31mđỏ") && !coloured.out.contains("\u{1b}]"), "{}", coloured.out);
    is_harmless("audit", &ground.run(&["audit", "-v", name]));
    is_harmless("audit as JSON", &ground.run(&["audit", name, "--output-format", "json"]));
    // Programs get the text byte for byte, people on a terminal a mark for each such sign.
    assert_eq!(ground.run(&["text", name]).out, HOSTILE);
    let terminal = |args: &str| {
        let line = format!("'{PROGRAM}' {args} '{name}'");
        ground.command("script", &["-qec", &line, "/dev/null"]).output().map(|o| String::from_utf8_lossy(&o.stdout).replace("\r\n", "\n"))
    };
    match terminal("text") {
        Ok(text) if text.contains("Cụm") => {
            for args in ["text", "--show-files", "--quiet --fix-suggest", "audit --color never", "--color never"] {
                let shown = terminal(args).unwrap();
                assert!(!shown.contains(steers), "{args}: {shown:?}");
            }
        }
        _ => eprintln!("skipped: no terminal to be had from `script`"),
    }
}

#[test]
fn no_problem_steers_a_terminal() {
    let rule = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/repeated-words.toml")).unwrap();
    let ground = Ground::new().with("a.md", HOSTILE).with("x.toml", "\"\\u001b[31m\" = 1\n").with("y.toml", "select = [\"\\u001b[31m\\u202e\"]\n");
    let ground =
        ground.with("luat/repeated-words.toml", rule.replace("[message.default]", "[message.default]\n# \u{9b}")).with("z.toml", "rules = [\"\\u001bluat\"]\n");
    let ground =
        ground.with("p.toml", "exclude = [\"{\\u001b\"]\n").with("\u{1b}.docx", "PK\u{3}\u{4}").with("k.json", "{\"version\":1,\"findings\":[{\"\u{9b}\":1}]}");
    let bad = "\u{1b}[2J\u{202e}\n::error::x";
    let runs: &[&[&str]] = &[
        &[bad],
        &["\u{1b}.docx"],
        &["a.md", "--config", "x.toml"],
        &["a.md", "--config", "y.toml"],
        &["a.md", "--config", "z.toml"],
        &["a.md", "--config", bad],
        &["a.md", "--select", bad],
        &["a.md", "--rules", bad],
        &["a.md", "--baseline", bad],
        &["a.md", "--baseline", "k.json"],
        &["a.md", "--output-file", "\u{1b}/x"],
        &["a.md", "--annotate", "\u{9b}.docx"],
        &["a.md", "--lang", bad],
        &["rule", bad],
        &[&format!("--{bad}")],
    ];
    for args in runs {
        let done = ground.run(args);
        is_harmless(&format!("{args:?}"), done.ended(2));
        let orders = |l: &str| l.trim_start().starts_with("::");
        assert!(!done.err.is_empty() && !done.err.lines().any(orders), "{args:?}: {}", done.err);
    }
    let odd = ground.run(&["a.md", "--config", "p.toml"]);
    is_harmless("a pattern", &odd);
    is_harmless("own rules", &ground.run(&["a.md", "--rules", "luat"]));
    is_harmless("own rule", &ground.run(&["rule", "repeated-words", "--rules", "luat"]));
}

#[test]
fn no_report_and_no_name_gives_orders_to_a_ci_system() {
    let names = ["::error file=x::y%0A.md", "##[error]z.md", "a\n::stop-commands::x\r.md", "b,line=9,title=::q.md"];
    let ground = names.iter().fold(Ground::new(), |ground, name| ground.with(name, HOSTILE));
    let count = ground.run(&[".", "--output-format", "concise"]).out.lines().count();
    let out = ground.run(&[".", "--output-format", "github"]).out;
    assert_eq!(out.lines().count(), count, "a line a finding, none that a name began");
    for line in out.lines() {
        let (head, _) = line.strip_prefix("::").and_then(|l| l.split_once("::")).unwrap();
        let (level, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        let keys: Vec<&str> = properties.split(',').map(|p| p.split_once('=').unwrap().0).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"]);
        assert!(!line.contains("%0A.md") && line.matches("::").count() <= 4, "{line}");
    }
    for format in ["concise", "narrated"] {
        let out = ground.run(&[".", "--output-format", format]).out;
        assert!(!out.lines().any(|l| l.trim_start().starts_with("::") || l.contains("##[")), "{format}: {out}");
    }
}

#[test]
fn diffs_name_files_as_git_does() {
    if Command::new("git").arg("--version").output().is_err() {
        return eprintln!("skipped: no git");
    }
    for name in ["có dấu cách.md", "b\n+++ b/c.md", "trích \"dẫn\" \\.md", "\u{1b}[31m\t.md", "\u{202e}.md"] {
        let ground = Ground::new().with("a/.keep", "");
        let ground = ground.with(name, WRONG);
        let done = ground.run(&[name, "--quiet", "--fix-suggest", "--output-file", "sua.diff"]);
        done.ended(1);
        let applied = ground.command("git", &["apply", "sua.diff"]).output().unwrap();
        assert!(applied.status.success(), "{name:?}: {}{}", String::from_utf8_lossy(&applied.stderr), ground.read("sua.diff"));
        assert_eq!(ground.read(name), WRONG.replace("25", "26"), "{name:?}");
    }
}

/// The start tags of a page, as a browser finds them.
#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>, RefCell<Vec<String>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let raw = match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
                self.0.borrow_mut().push(tag);
                raw
            }
            Token::ParseError(error) => {
                self.1.borrow_mut().push(error.into_owned());
                TokenSinkResult::Continue
            }
            Token::CommentToken(words) => panic!("a comment: {words}"),
            _ => TokenSinkResult::Continue,
        }
    }
}

fn tags(page: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(page.into());
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    assert!(tokenizer.sink.1.borrow().is_empty(), "errors of markup: {:?}", tokenizer.sink.1.borrow());
    tokenizer.sink.0.take()
}

#[test]
fn a_browser_finds_no_markup_of_a_report_in_the_page() {
    let markup = "<script>alert(1)</script></script></style></title><!-- --><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)> [x](javascript:alert(4)) <a href=\"javascript:alert(5)\">";
    let report = format!("# {markup}\n\n{markup} {WRONG}\n- {markup} có có 5 hộ[^1]\n\n| {markup} | b |\n|---|---|\n| {markup} | 5 |\n\n[^1]: {markup}\n");
    let names = ["javascript:alert(6).md", "\"><script>alert(7)<\\script>.md", "' onclick='alert(8).md", "<!--.md"];
    let plain = Ground::new().with("a.md", WRONG).run(&["a.md", "--output-format", "html"]).out;
    let hostile = names.iter().fold(Ground::new(), |ground, name| ground.with(name, &report)).run(&[".", "--output-format", "html"]).out;
    let known: Vec<String> = tags(&plain).iter().map(|t| t.name.to_string()).collect();
    let more =
        ["strong", "em", "del", "ins", "i", "br", "tr", "td", "th", "table", "ol", "ul", "li", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary", "nav"];
    let tags = tags(&hostile);
    for kind in ["script", "style", "title"] {
        assert_eq!(tags.iter().filter(|t| &*t.name == kind).count(), 1, "{kind}");
    }
    for tag in &tags {
        assert!(known.contains(&tag.name.to_string()) || more.contains(&&*tag.name), "<{}>", &*tag.name);
        for attribute in &tag.attrs {
            let name = &*attribute.name.local;
            assert!(!name.starts_with("on") && !["src", "style", "action", "formaction", "srcdoc"].contains(&name), "{name} of <{}>", &*tag.name);
            assert!(name != "href" || attribute.value.starts_with('#'), "href {}", &*attribute.value);
        }
    }
    let policy = tags.iter().flat_map(|t| &t.attrs).find(|a| a.value.contains("default-src")).expect("a policy of content");
    assert!(policy.value.starts_with("default-src 'none';") && !policy.value.contains("unsafe"), "{}", &*policy.value);
    assert!(hostile.contains("&lt;script&gt;alert(1)"), "the words are there to be read");
}

/// The calls that a run makes to the system, without their process.
fn calls(ground: &Ground, args: &[&str], input: &str) -> Vec<String> {
    let kinds = "trace=%network,%process,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,mknod,mknodat";
    let log = ground.path("../").join(format!("calls-{}-{}", std::process::id(), ground.path(".").parent().unwrap().file_name().unwrap().to_string_lossy()));
    let line = format!("printf '%s' \"$0\" | exec strace -qq -f -e '{kinds}' -o '{}' '{PROGRAM}' \"$@\"", log.display());
    let done = Ran::of(ground.command("bash", &[&["-c", &line, input], args].concat()).output().unwrap());
    assert!(done.code.is_some_and(|code| code < 2), "{}", done.err);
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(log).unwrap();
    // Signs before a line: `+` an exit, `<` the rest of a call that was told before, `-` a signal, `?` a thread that ended before its call was read.
    let calls = text.lines().filter_map(|l| l.split_once(' ')).map(|(_, call)| call.trim_start().to_owned());
    calls.filter(|c| !c.starts_with(['+', '<', '-', '?'])).collect()
}

/// Why a call is not one of a program that only reads, and writes what was named.
fn forbidden(call: &str, outputs: &[&str]) -> bool {
    let name = call.split('(').next().unwrap_or_default();
    // A file beside an output, which then takes its name, is the output.
    let path = call.split('"').nth(1).unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let own = !outputs.is_empty() && (outputs.contains(&path) || path.starts_with(".report-lint-"));
    match name {
        "clone" | "clone3" => !call.contains("CLONE_THREAD"),
        "open" | "openat" | "openat2" => ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].iter().any(|w| call.contains(w)) && !own,
        "exit" | "exit_group" | "wait4" | "execve" => false,
        "rename" | "renameat" | "renameat2" => {
            let to = call.split('"').nth(3).unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
            !own || !outputs.contains(&to.as_str())
        }
        "unlink" | "unlinkat" => !own,
        _ => true,
    }
}

#[test]
fn a_run_only_reads_and_writes_what_was_named() {
    if !strace() {
        return;
    }
    let page =
        "<html><head><link rel=stylesheet href=http://a.example/x.css><script src=http://a.example/x.js></script></head><body><img src=http://a.example/x.png>\
        <p>Có 5 hộ.</p></body></html>";
    let ground = Ground::new()
        .with("a.md", WRONG)
        .with("b.docx", Docx::new(&paragraph(WRONG.trim())).bytes())
        .with("c.html", page)
        .with("report-lint.toml", "lang = \"vi\"\n");
    let open = serde_json::json!({"jsonrpc": "2.0", "method": "exit"}).to_string();
    let runs: &[(&[&str], &str, &[&str])] = &[
        (&["."], "", &[]),
        (&["-", "--fix-suggest", "--output-format", "full"], WRONG, &[]),
        (&[".", "--output-format", "html", "--output-file", "ra.html"], "", &["ra.html"]),
        (&["b.docx", "--annotate", "ra.docx"], "", &["ra.docx"]),
        (&["a.md", "--write-baseline", "k.json"], "", &["k.json"]),
        (&["audit", "a.md", "--output-file", "so.txt"], "", &["so.txt"]),
        (&["text", "b.docx"], "", &[]),
        (&["rule", "--markdown"], "", &[]),
        (&["lsp"], &format!("Content-Length: {}\r\n\r\n{open}", open.len()), &[]),
    ];
    for (args, input, outputs) in runs {
        let calls = calls(&ground, args, input);
        assert!(calls.iter().any(|c| c.starts_with("open")), "nothing was traced: {calls:?}");
        assert_eq!(calls.iter().filter(|c| c.starts_with("execve")).count(), 1, "{args:?} starts a program");
        let found: Vec<&String> = calls.iter().filter(|call| forbidden(call, outputs)).collect();
        assert!(found.is_empty(), "{args:?}: {found:#?}");
        let written: Vec<&str> = outputs.iter().copied().filter(|o| calls.iter().any(|c| c.starts_with("rename") && c.contains(o))).collect();
        assert_eq!(&written, outputs, "{args:?} writes what was named");
    }
}

#[test]
fn no_code_of_this_crate_is_unsafe() {
    let manifest: toml::Table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"), "for all targets, and nothing in the source may allow it again");
}

/// True if one of the ways that a licence expression leaves is allowed: `OR` gives the choice, `AND` does not.
fn is_allowed(licence: &str, allowed: &[&str]) -> bool {
    let licence = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let (mut depth, mut clause, mut alternatives) = (0, String::new(), Vec::new());
    for word in licence.split_whitespace() {
        depth += i32::from(word == "(") - i32::from(word == ")");
        match (word, depth) {
            ("OR", 0) => alternatives.push(std::mem::take(&mut clause)),
            _ => clause += &format!("{word} "),
        }
    }
    alternatives.push(clause);
    alternatives.iter().any(|clause| {
        clause.trim().split(" AND ").all(|part| match part.trim().strip_prefix('(').and_then(|p| p.strip_suffix(')')) {
            Some(inner) => is_allowed(inner, allowed),
            None => allowed.contains(&part.trim()),
        })
    })
}

fn metadata(more: &[&str]) -> Option<serde_json::Value> {
    let mut command = Command::new(std::env::var("CARGO").unwrap_or("cargo".to_owned()));
    command.args(["metadata", "--offline", "--locked", "--all-features", "--format-version", "1"]).args(more).current_dir(env!("CARGO_MANIFEST_DIR"));
    let done = command.output().ok()?;
    serde_json::from_slice(&done.stdout).ok()
}

#[test]
fn every_dependency_has_a_licence_of_the_list_and_comes_from_the_registry() {
    let list: toml::Table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap().parse().unwrap();
    let allowed: Vec<&str> = list["licenses"]["allow"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    assert!(is_allowed("MIT/GPL-3.0", &allowed) && is_allowed("(GPL-3.0 OR MIT) AND Zlib", &allowed));
    assert!(!is_allowed("MIT AND GPL-3.0", &allowed) && !is_allowed("(MIT OR Apache-2.0) AND GPL-3.0", &allowed) && !is_allowed("", &allowed));
    // Crates of other systems may not have been fetched here.
    let host =
        || metadata(&[&format!("--filter-platform={}-unknown-linux-{}", std::env::consts::ARCH, if cfg!(target_env = "musl") { "musl" } else { "gnu" })]);
    let all = metadata(&[]).or_else(host).expect("cargo metadata");
    let packages = all["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages.iter().filter(|p| !p["source"].is_null()) {
        let named = |key: &str| package[key].as_str().unwrap_or_default();
        assert!(is_allowed(named("license"), &allowed), "{}: {} is not in deny.toml", named("name"), named("license"));
        assert!(named("source").starts_with("registry+https://github.com/rust-lang/crates.io-index"), "{}: {}", named("name"), named("source"));
    }
}
