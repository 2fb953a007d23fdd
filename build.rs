//! Turns `rules/` into tables of the program: JSON without comments and examples. Reading TOML took longer than reading a short report.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What explains a rule and tests it; linting needs none of it.
const EXAMPLES: [&str; 3] = ["flagged", "checked", "silent"];

/// The file of the weights of evidence: more of them than of anything else that a start would read.
const EVIDENCE: &str = "evidence.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    let top = Path::new("rules");
    let mut paths = Vec::new();
    toml_files(top, &mut paths)?;
    let mut names = Vec::new();
    for path in paths {
        let name: Vec<_> = path.strip_prefix(top)?.iter().map(|part| part.to_string_lossy()).collect();
        names.push((name.join("/"), path));
    }
    names.sort();
    let mut tables = String::from("&[\n");
    let mut fitted = String::from("&[]");
    for (name, path) in names {
        let mut table: toml::Table = fs::read_to_string(&path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        table.retain(|key, _| !EXAMPLES.contains(&key));
        if name == EVIDENCE {
            fitted = weights(table.remove("weights"))?;
        }
        writeln!(tables, "({name:?}, {:?}),", serde_json::to_string(&table)?)?;
    }
    tables.push(']');
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("rules.rs"), tables)?;
    fs::write(out.join("weights.rs"), fitted)?;
    fs::write(out.join("words.rs"), followers(&fs::read_to_string(top.join("lexicon/vi-words.txt"))?)?)?;
    fs::write(out.join("firm.rs"), firm_words(&fs::read_to_string(top.join("lexicon/vi-firm.txt"))?)?)?;
    Ok(())
}

/// The weights of each law by name, in order: family of the feature, its value, weight.
fn weights(laws: Option<toml::Value>) -> Result<String, Box<dyn Error>> {
    let laws: BTreeMap<String, BTreeMap<String, f64>> = laws.map_or(Ok(BTreeMap::new()), toml::Value::try_into)?;
    let mut table = String::from("&[\n");
    for (law, features) in laws {
        let parts = |name: &str| name.split_once('=').map_or((name.to_owned(), String::new()), |(family, value)| (family.to_owned(), value.to_owned()));
        let by_parts: BTreeMap<(String, String), f64> = features.iter().map(|(name, weight)| (parts(name), *weight)).collect();
        writeln!(table, "({law:?}, &[")?;
        for ((family, value), weight) in by_parts {
            writeln!(table, "({family:?}, {value:?}, {weight:?}_f64 as f32),")?;
        }
        writeln!(table, "]),")?;
    }
    table.push(']');
    Ok(table)
}

/// The sections of a list of firm words, in order: who follows whom, who goes before whom, and the lists of single syllables.
fn firm_words(text: &str) -> Result<String, Box<dyn Error>> {
    let section = |name: &str| text.split("# ").find_map(|s| s.strip_prefix(name)?.strip_prefix('\n')).unwrap_or_default();
    let mut behind: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (first, rest) in section("words").lines().filter_map(|line| line.split_once(' ')) {
        for second in rest.split(' ') {
            behind.entry(first).or_default().push(second);
            before.entry(second).or_default().push(first);
        }
    }
    let single = |name: &str| section(name).lines().collect::<BTreeSet<&str>>();
    let mut table = String::from("Lists {\n");
    for (name, map) in [("behind", behind), ("before", before)] {
        writeln!(table, "{name}: &[")?;
        for (syllable, partners) in map {
            writeln!(table, "({syllable:?}, &{partners:?}),")?;
        }
        writeln!(table, "],")?;
    }
    writeln!(table, "bound: &{:?},", single("bound").iter().collect::<Vec<_>>())?;
    writeln!(table, "free: &{:?},", single("free").iter().collect::<Vec<_>>())?;
    writeln!(table, "known: &{:?},\n}}", single("known").iter().collect::<Vec<_>>())?;
    Ok(table)
}

/// All syllables of the words of a language in order, each with the numbers of those that follow it in a word.
fn followers(words: &str) -> Result<String, Box<dyn Error>> {
    let all: BTreeSet<&str> = words.split_ascii_whitespace().collect();
    let numbers: BTreeMap<&str, usize> = all.iter().enumerate().map(|(number, syllable)| (*syllable, number)).collect();
    let mut heads: BTreeMap<&str, BTreeSet<usize>> = all.iter().map(|syllable| (*syllable, BTreeSet::new())).collect();
    for (head, tail) in words.lines().filter_map(|line| line.split_once(' ')) {
        heads.entry(head).or_default().extend(tail.split(' ').filter_map(|syllable| numbers.get(syllable)));
    }
    let mut table = String::from("&[\n");
    for (head, tail) in heads {
        writeln!(table, "({head:?}, &{:?}),", tail.into_iter().collect::<Vec<_>>())?;
    }
    table.push(']');
    Ok(table)
}

fn toml_files(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            toml_files(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            out.push(path);
        }
    }
    Ok(())
}
