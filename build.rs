//! Turns `rules/` into tables of the program, as the compiler lays them out: a start reads no TOML and next to no JSON. Lists of words stand in one
//! text each, a line a word: every reference to a text of its own would be set right by the system at each start.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

include!("src/mixed.rs");

/// What explains a rule and tests it; linting needs none of it.
const EXAMPLES: [&str; 3] = ["flagged", "checked", "silent"];

/// What a rule says.
const SAID: [&str; 4] = ["summary", "message", "help", "explain"];

/// The file of the weights of evidence: more of them than of anything else that a start would read.
const EVIDENCE: &str = "evidence.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/mixed.rs");
    let top = Path::new("rules");
    let mut paths = Vec::new();
    toml_files(top, &mut paths)?;
    let mut names = Vec::new();
    for path in paths {
        let name: Vec<_> = path.strip_prefix(top)?.iter().map(|part| part.to_string_lossy()).collect();
        names.push((name.join("/"), path));
    }
    names.sort();
    let mut tables: BTreeMap<&str, String> = ["rules", "readings", "lexicons"].map(|table| (table, String::from("&[\n"))).into();
    let mut fitted = String::from("&[]");
    let mut evidence = String::new();
    for (name, path) in names {
        let mut table: toml::Table = fs::read_to_string(&path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        table.retain(|key, _| !EXAMPLES.contains(&key));
        let (kind, row) = match name.rsplit_once('/') {
            _ if name == EVIDENCE => {
                fitted = weights(table.remove("weights"))?;
                evidence = serde_json::to_string(&table)?;
                continue;
            }
            None => ("rules", rule(&table)?),
            Some(("lexicon", _)) => ("lexicons", lexicon(table).map_err(|e| format!("{}: {e}", path.display()))?),
            Some(_) => ("readings", format!("({:?}, {})", name.trim_end_matches(".toml"), lists(table.get("cues"))?)),
        };
        let table = tables.get_mut(kind).ok_or("a table for each kind of file")?;
        writeln!(table, "{row},")?;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for (kind, table) in tables {
        fs::write(out.join(format!("{kind}.rs")), table + "]")?;
    }
    fs::write(out.join("evidence.json"), evidence)?;
    fs::write(out.join("weights.rs"), fitted)?;
    fs::write(out.join("words.rs"), followers(&fs::read_to_string(top.join("lexicon/vi-words.txt"))?)?)?;
    fs::write(out.join("firm.rs"), firm_words(&fs::read_to_string(top.join("lexicon/vi-firm.txt"))?)?)?;
    Ok(())
}

/// What a rule is called and looks for; what it says is left as JSON, since it is needed only where something is found.
fn rule(table: &toml::Table) -> Result<String, Box<dyn Error>> {
    let text = |key: &str| table.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let said: toml::Table = table.iter().filter(|(key, _)| SAID.contains(&key.as_str())).map(|(key, value)| (key.clone(), value.clone())).collect();
    let severity = ["Note", "Warning", "Error"].into_iter().find(|s| s.eq_ignore_ascii_case(text("severity"))).ok_or("a rule has a severity")?;
    let typing = table.get("typing").and_then(|value| value.as_bool()).unwrap_or_default();
    let said = serde_json::to_string(&said)?;
    let cues = lists(table.get("cues"))?;
    Ok(format!(
        "RuleTable {{ name: {:?}, shape: {:?}, severity: Severity::{severity}, typing: {typing}, said: {said:?}, cues: {cues} }}",
        text("name"),
        text("shape")
    ))
}

/// Lists of words by name, in order.
fn lists(table: Option<&toml::Value>) -> Result<String, Box<dyn Error>> {
    let lists: BTreeMap<String, Vec<String>> = table.cloned().map_or(Ok(BTreeMap::new()), toml::Value::try_into)?;
    let joined: Vec<(&String, String)> = lists.iter().map(|(name, words)| Ok((name, lines(words)?))).collect::<Result<_, Box<dyn Error>>>()?;
    Ok(format!("&{joined:?}"))
}

/// Words as lines.
fn lines(words: &[String]) -> Result<String, Box<dyn Error>> {
    if words.iter().any(|word| word.contains('\n') || word.is_empty()) {
        return Err("a word is empty, or has more than one line".into());
    }
    Ok(words.join("\n"))
}

/// The words of a language.
fn lexicon(mut file: toml::Table) -> Result<String, Box<dyn Error>> {
    let language = file.remove("language").ok_or("a lexicon has a language")?;
    let mut out = format!("LexiconTable {{ language: {:?}, ", language.as_str().unwrap_or_default());
    for name in ["hedges", "roles", "bases", "hinges", "parts", "ordinals", "stop", "text", "codes"] {
        write!(out, "{name}: {}, ", lists(file.remove(name).as_ref())?)?;
    }
    let pairs = |table: Option<toml::Value>| -> Result<BTreeMap<String, String>, toml::de::Error> { table.map_or(Ok(BTreeMap::new()), toml::Value::try_into) };
    for name in ["scales", "abbreviations"] {
        write!(out, "{name}: &{:?}, ", pairs(file.remove(name))?.into_iter().collect::<Vec<_>>())?;
    }
    for name in ["number_words", "months"] {
        let numbers: BTreeMap<String, u32> = file.remove(name).map_or(Ok(BTreeMap::new()), toml::Value::try_into)?;
        write!(out, "{name}: &{:?}, ", numbers.into_iter().collect::<Vec<_>>())?;
    }
    let mut numbers: toml::Table = file.remove("numbers").map_or(Ok(toml::Table::new()), toml::Value::try_into)?;
    let style = if numbers.remove("decimal").is_some_and(|mark| mark.as_str() == Some(".")) { "Point" } else { "Comma" };
    let money = numbers.remove("money").and_then(|money| money.as_str().map(str::to_owned)).unwrap_or_default();
    let adjectives = numbers.remove("adjectives").and_then(|count| count.as_integer()).unwrap_or_default();
    write!(out, "decimal: Style::{style}, money: {money:?}, adjectives: {adjectives}, ")?;
    for name in ["before", "glued"] {
        write!(out, "{name}: &{:?}, ", pairs(numbers.remove(name))?.into_iter().collect::<Vec<_>>())?;
    }
    write!(out, "units: {}, ", units(file.remove("unit"))?)?;
    let nouns: Nouns = file.remove("nouns").ok_or("a lexicon has nouns")?.try_into()?;
    let same = nouns.same.iter().map(|group| lines(group)).collect::<Result<Vec<_>, _>>()?;
    write!(out, "counted: {:?}, same: &{same:?} }}", lines(&nouns.counted)?)?;
    match file.keys().chain(numbers.keys()).next() {
        Some(unknown) => Err(format!("nothing is called `{unknown}`").into()),
        None => Ok(out),
    }
}

/// Counted nouns, and those that may be counted under one total.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    counted: Vec<String>,
    same: Vec<Vec<String>>,
}

/// Units by their measure, each with its scale.
fn units(groups: Option<toml::Value>) -> Result<String, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Group {
        measure: String,
        names: Vec<Unit>,
    }
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Unit {
        name: String,
        scale: String,
    }
    let groups: Vec<Group> = groups.ok_or("a lexicon has units")?.try_into()?;
    let names = |names: &[Unit]| names.iter().map(|unit| (unit.name.clone(), unit.scale.clone())).collect::<Vec<_>>();
    let rows: Vec<String> = groups.iter().map(|group| format!("({:?}, &{:?})", group.measure, names(&group.names))).collect();
    Ok(format!("&[{}]", rows.join(", ")))
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

/// A set of words in order, as the program has them.
fn known_words<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let (mut text, mut starts) = (String::new(), vec![0]);
    let words: Vec<&str> = words.into_iter().collect();
    let mut slots = vec![0u16; 2 * words.len().next_power_of_two()];
    for (number, word) in (1u16..).zip(&words) {
        text.push_str(word);
        starts.push(text.len());
        let mut at = mixed(word) % slots.len();
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = number;
    }
    format!("KnownWords {{ text: {text:?}, starts: &{starts:?}, slots: &{slots:?} }}")
}

/// The sections of a list of firm words: who follows whom, who goes before whom, and the lists of single syllables.
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
    let mut table = String::from("FirmWords {\n");
    for (name, map) in [("behind", behind), ("before", before)] {
        let (mut text, mut starts) = (String::new(), vec![0]);
        for partners in map.values() {
            text += &partners.join(" ");
            starts.push(text.len());
        }
        writeln!(table, "{name}: Partners {{ words: {}, text: {text:?}, starts: &{starts:?} }},", known_words(map.keys().copied()))?;
    }
    for name in ["bound", "free", "known"] {
        writeln!(table, "{name}: {},", known_words(section(name).lines().collect::<BTreeSet<&str>>()))?;
    }
    table.push('}');
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
    let (mut followers, mut starts) = (Vec::new(), vec![0]);
    for tail in heads.into_values() {
        followers.extend(tail);
        starts.push(followers.len());
    }
    Ok(format!("Syllables {{ words: {}, followers: &{followers:?}, starts: &{starts:?} }}", known_words(all)))
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
