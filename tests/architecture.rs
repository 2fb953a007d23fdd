//! The invariants of ARCHITECTURE.md, checked on the source itself: imports are the map, and the map must stay true.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::Rulebook;
use std::path::{Path, PathBuf};

/// Longest file of a shape, longest other file, longest function, in lines.
const SHAPE_LINES: usize = 160;
const FILE_LINES: usize = 380;
const FUNCTION_LINES: usize = 62;

struct File {
    /// Path from the top of the repository.
    path: String,
    text: String,
}

impl File {
    /// Lines of code with their numbers, comments and empty lines left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.text.lines().enumerate().map(|(i, l)| (i + 1, l.split(" // ").next().unwrap_or_default()));
        numbered.filter(|(_, l)| !l.trim_start().starts_with("//") && !l.trim().is_empty())
    }

    fn is_under(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &str) -> Vec<File> {
    let paths = walkdir::WalkDir::new(top().join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok).map(|e| e.into_path());
    let is_rust = |p: &PathBuf| p.extension().is_some_and(|e| e == "rs");
    let read = |p: PathBuf| {
        let path = p.strip_prefix(top()).unwrap().to_string_lossy().replace('\\', "/");
        File { path, text: std::fs::read_to_string(&p).unwrap() }
    };
    paths.filter(is_rust).map(read).collect()
}

fn source() -> Vec<File> {
    let files = files_under("src");
    assert!(files.len() > 20, "the source was not found");
    files
}

fn read(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}\n  {}\n", found.join("\n  "));
}

/// Lines of code that have one of the words, in files that may not have them.
fn lines_with(words: &[&str], may: impl Fn(&File) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in source().iter().filter(|f| !may(f)) {
        let hits = file.code().filter(|(_, line)| words.iter().any(|w| line.contains(w)));
        found.extend(hits.map(|(n, line)| format!("{}:{n}: {}", file.path, line.trim())));
    }
    found
}

#[test]
fn pest_stays_in_the_parse_files() {
    none(
        "pest types belong in */parse.rs, which turn them into types of the crate",
        lines_with(&["pest::", "use pest", "pest_derive"], |f| f.path.ends_with("/parse.rs")),
    );
}

#[test]
fn drawing_and_diffing_stay_in_render() {
    none("miette belongs in src/render/", lines_with(&["miette"], |f| f.is_under("src/render/")));
    none("similar belongs in src/render/ and src/versions/", lines_with(&["similar::"], |f| f.is_under("src/render/") || f.is_under("src/versions/")));
}

#[test]
fn arguments_and_files_stay_in_the_command_line() {
    none("clap and walkdir belong in src/cli/", lines_with(&["clap::", "clap_complete", "walkdir::"], |f| f.is_under("src/cli/")));
    // Patterns of paths are matched where folders are walked through, and where a configuration has them.
    none("ignore belongs in src/cli/ and src/settings.rs", lines_with(&["ignore::"], |f| f.is_under("src/cli/") || f.path == "src/settings.rs"));
}

#[test]
fn the_protocol_of_editors_stays_in_its_room() {
    none("lsp-server and lsp-types belong in src/lsp/", lines_with(&["lsp_server", "lsp_types"], |f| f.is_under("src/lsp/")));
}

#[test]
fn no_binary_floats() {
    // Weights, bits and beliefs are no quantities: evidence has them, laws hand it their strengths, diagnosis asks how likely.
    let weighs = [
        "src/relations/evidence/",
        "src/laws/",
        "src/diagnosis/readings.rs",
        "src/relations/mod.rs",
        // These hand the confidence on.
        "src/findings/mod.rs",
        "src/ledger.rs",
        "src/render/json.rs",
    ];
    none("quantities are exact decimals", lines_with(&["f64", "f32"], |f| weighs.iter().any(|w| f.is_under(w))));
}

#[test]
fn nothing_panics_on_content() {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "assert!(", "assert_eq!("];
    none("a strange report must not end the program: degrade to `cannot tell` or plain text", lines_with(&words, |_| false));
}

#[test]
fn no_glob_imports() {
    none("imports are the map: name them", lines_with(&["::*;", "::*,", "::*}"], |_| false));
}

#[test]
fn the_lowest_floor_imports_nothing() {
    none(
        "source.rs, quantity.rs, units.rs and phrases.rs import nothing of the crate",
        lines_with(&["crate::", "super::"], |f| !["src/source.rs", "src/quantity.rs", "src/units.rs", "src/phrases.rs"].contains(&f.path.as_str())),
    );
}

#[test]
fn imports_point_one_way() {
    // Each room may know the rooms before it in the way of the data, never those behind it.
    let forbidden: &[(&str, &[&str])] = &[
        ("src/document/", &["claims", "shapes", "relations", "diagnosis", "findings", "ledger", "render", "rulebook"]),
        ("src/claims/", &["shapes", "relations", "diagnosis", "findings", "ledger", "render"]),
        ("src/shapes/", &["diagnosis", "findings", "ledger", "render", "formats", "relations::check", "relations::interval"]),
        ("src/wording/", &["shapes", "laws", "diagnosis", "findings", "ledger", "render", "formats", "relations::check", "relations::interval"]),
        ("src/facts/", &["shapes", "laws", "relations", "diagnosis", "findings", "ledger", "render", "formats"]),
        ("src/laws/", &["shapes", "diagnosis", "findings", "ledger", "render", "formats", "relations::check", "relations::interval"]),
        ("src/relations/", &["shapes", "laws", "diagnosis", "findings", "ledger", "render", "formats"]),
        ("src/formats/", &["document", "claims", "shapes", "relations", "diagnosis", "findings", "ledger", "render", "rulebook"]),
        ("src/packet/", &["shapes", "laws", "diagnosis", "render", "formats", "relations::interval"]),
        ("src/versions/", &["shapes", "laws", "relations", "diagnosis", "findings", "render", "formats"]),
        ("src/diagnosis", &["shapes", "findings", "ledger", "render", "formats"]),
        ("src/findings", &["shapes", "render", "formats"]),
        ("src/render/", &["document", "claims", "shapes", "diagnosis", "formats"]),
        ("src/settings.rs", &["document", "claims", "shapes", "relations", "diagnosis", "ledger", "render", "formats"]),
        ("src/lsp/", &["document", "claims", "shapes", "diagnosis", "relations::check", "relations::interval"]),
    ];
    // Nobody but the command line knows the language server, and nobody but these two knows settings.
    let mut found = lines_with(&["crate::lsp"], |f| f.is_under("src/lsp/"));
    found.extend(lines_with(&["crate::settings"], |f| f.is_under("src/lsp/")));
    for (room, rooms) in forbidden {
        let words: Vec<String> = rooms.iter().map(|r| format!("crate::{r}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        found.extend(lines_with(&words, |f| !f.is_under(room)));
    }
    none("an import against the way of the data", found);
}

/// The shape or rule that a file belongs to: `src/shapes/sum.rs` and all of `src/shapes/sum/` are the shape `sum`.
fn shape(file: &File) -> Option<(&str, String)> {
    let (room, rest) = ["shapes", "wording"].iter().find_map(|room| Some((*room, file.path.strip_prefix(&format!("src/{room}/"))?)))?;
    let name = rest.split('/').next()?.trim_end_matches(".rs");
    (name != "mod").then(|| (room, name.to_owned()))
}

#[test]
fn shapes_do_not_know_each_other() {
    let files = source();
    let mut found = Vec::new();
    for (file, own) in files.iter().filter_map(|f| Some((f, shape(f)?))) {
        let up = if file.path.matches('/').count() > 2 { "super::super" } else { "super" };
        for (room, other) in files.iter().filter_map(shape).filter(|o| *o != own) {
            let near = [format!("{up}::{other}::"), format!("{up}::{other};")];
            let far = format!("{room}::{other}");
            let hits = file.code().filter(|(_, line)| line.contains(&far) || room == own.0 && near.iter().any(|w| line.contains(w.as_str())));
            found.extend(hits.map(|(n, line)| format!("{}:{n}: {}", file.path, line.trim())));
        }
    }
    found.dedup();
    none("a shape imports another shape: what both need belongs in claims or document", found);
}

#[test]
fn verdicts_are_given_in_one_place() {
    none(
        "only relations/check.rs compares quantities and gives verdicts",
        lines_with(&["Verdict {", "interval::"], |f| {
            f.is_under("src/relations/") || ["src/diagnosis.rs", "src/findings.rs", "src/ledger.rs"].contains(&f.path.as_str())
        }),
    );
}

#[test]
fn shapes_hold_no_words_of_a_language() {
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).any(|words| words.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
    let mut found = Vec::new();
    for file in source().iter().filter(|f| f.is_under("src/shapes/") || f.is_under("src/wording/")) {
        found.extend(file.code().filter(|(_, l)| quoted(l)).map(|(n, l)| format!("{}:{n}: {}", file.path, l.trim())));
    }
    none("cue words belong in rules/NAME.toml, words of the language in rules/lexicon/", found);
}

#[test]
fn files_stay_short() {
    let limit = |f: &File| if f.is_under("src/shapes/") { SHAPE_LINES } else { FILE_LINES };
    let lines = |f: &File| f.text.lines().count();
    let found = source().iter().filter(|f| lines(f) > limit(f)).map(|f| format!("{}: {} lines, limit {}", f.path, lines(f), limit(f))).collect();
    none("a file has grown too long: split it by what it does", found);
}

#[test]
fn functions_stay_short() {
    let mut found = Vec::new();
    for file in source() {
        let lines: Vec<&str> = file.text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, l)| is_function(l)) {
            let indent = line.len() - line.trim_start().len();
            let close = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|l| **l == close).map_or(1, |n| n + 1);
            if length > FUNCTION_LINES && !line.trim_end().ends_with([';', '}']) {
                found.push(format!("{}:{}: {length} lines: {}", file.path, at + 1, line.trim()));
            }
        }
    }
    none("a function has grown too long", found);
}

fn is_function(line: &str) -> bool {
    let line = line.trim_start();
    ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn ", "pub const fn "].iter().any(|p| line.starts_with(p))
}

#[test]
fn rules_are_listed_once() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let mut found = Vec::new();
    for file in source() {
        let named: Vec<&str> = book.rules.iter().map(|r| r.name.as_str()).filter(|n| file.text.contains(&format!("\"{n}\""))).collect();
        if named.len() > 3 {
            found.push(format!("{}: {}", file.path, named.join(", ")));
        }
    }
    none("the list of rules is the folder rules/, there is no second one", found);
}

#[test]
fn each_dependency_has_its_reason() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let page = read("ARCHITECTURE.md");
    let mut found = Vec::new();
    for section in ["dependencies", "dev-dependencies"] {
        let names = manifest.get(section).and_then(|s| s.as_table()).into_iter().flatten().map(|(name, _)| name);
        found.extend(names.filter(|n| !page.lines().any(|l| l.trim_start().starts_with(&format!("- `{n}`")))).cloned());
    }
    none("a dependency without a line `- `NAME`: why` in ARCHITECTURE.md", found);
}

#[test]
fn nothing_of_a_machine_is_in_the_repository() {
    // Put together here, so that this file does not find itself.
    let words = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat()];
    let skipped = ["target", ".git", "node_modules"];
    let walk = walkdir::WalkDir::new(top()).into_iter().filter_entry(|e| !skipped.contains(&e.file_name().to_string_lossy().as_ref()));
    let mut found = Vec::new();
    for entry in walk.filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        if entry.file_name() != ".git" && words.iter().any(|w| text.contains(w.as_str())) {
            found.push(entry.path().display().to_string());
        }
    }
    none("a path of somebody's machine", found);
}
