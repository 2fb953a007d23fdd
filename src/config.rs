//! `report-lint.toml`: what an office keeps for years. Which rules, how severe, for which files, and what it knows: names and facts.

use crate::reading::problem_of_toml;
use crate::rulebook::{Language, Severity};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The name of the file, looked for in the folder of a report and those above it.
pub const FILE: &str = "report-lint.toml";

/// The configuration of report-lint.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Only these rules.
    pub select: Vec<String>,
    /// These rules besides the selected ones.
    pub extend_select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Files and folders that are not linted unless they are given by name, by a pattern of paths from the folder of this file.
    pub exclude: Vec<String>,
    /// Language of the messages.
    pub lang: Option<Lang>,
    /// Folders with more rules, from the folder of this file.
    pub rules: Vec<String>,
    /// The highest severity of a rule, by its name.
    pub severity: BTreeMap<String, Level>,
    /// Rules that are not used for files, by a pattern of paths from the folder of this file.
    pub per_file_ignores: BTreeMap<String, Vec<String>>,
    /// The right spelling of names, by what they name (communes, villages …, or the Vietnamese word).
    pub names: BTreeMap<String, Vec<String>>,
    /// How many there are of what a report counts (`"xã, thị trấn" = 17`).
    pub facts: BTreeMap<String, u32>,
    /// Files that are read together: a report, its annexes, its summary, the draft resolution.
    pub packet: Vec<Packet>,
}

/// Files that are read together: what they say of the same facts is compared.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Packet {
    /// The files, by patterns of paths from the folder of this configuration.
    pub files: Vec<String>,
    /// The reports of earlier periods, by such patterns: running totals and what is said of them are compared.
    #[serde(default)]
    pub previous: Vec<String>,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Vi => Language::Vi,
            Lang::En => Language::En,
        }
    }
}

/// A severity, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Impossible under any rounding.
    Error,
    /// Unlikely, or incomplete.
    Warning,
    /// A matter of style.
    Note,
    /// Not shown.
    Off,
}

impl Level {
    /// The severity of a finding under this level, where `highest` is the one that its rule uses: what certainty lowered stays lower.
    pub fn of(self, found: Severity, highest: Severity) -> Option<Severity> {
        let level = match self {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
            Level::Off => return None,
        };
        Some(if found == highest { level } else { found.min(level) })
    }
}

/// What is wrong with a configuration, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads a configuration; an unknown key is an error that names the nearest known one.
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| ConfigError(problem_of_toml(text, &e)))?;
        let known = keys();
        if let Some(key) = table.keys().find(|k| !known.contains(k)) {
            return Err(ConfigError(unknown(key, &known)));
        }
        let config: Config = toml::from_str(text).map_err(|e| ConfigError(problem_of_toml(text, &e)))?;
        Ok(config)
    }

    /// What the office knows, for the rules.
    pub fn knowledge(&self) -> Knowledge {
        let facts = self.facts.iter().map(|(noun, value)| Fact { noun: noun.to_lowercase(), value: Decimal::from(*value) });
        Knowledge { facts: facts.collect(), names: self.names.clone().into_iter().collect() }
    }
}

/// What is known beside the report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knowledge {
    /// How many there are of what is counted.
    pub facts: Vec<Fact>,
    /// Names in their right spelling, by what they name.
    pub names: Vec<(String, Vec<String>)>,
}

/// How many there are of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What is counted, as reports write it, in lower case.
    pub noun: String,
    /// How many there are.
    pub value: Decimal,
}

/// The JSON schema of the file.
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Config)).unwrap_or_default() + "\n"
}

/// The keys that there are: those of the schema, so that no second list is kept.
fn keys() -> Vec<String> {
    let schema = schemars::schema_for!(Config);
    let properties = schema.get("properties").and_then(|p| p.as_object());
    properties.map_or(Vec::new(), |p| p.keys().cloned().collect())
}

fn unknown(key: &str, known: &[String]) -> String {
    let near = known.iter().map(|k| (strsim::osa_distance(key, k), k)).min();
    match near.filter(|(distance, name)| *distance <= 2 + name.len() / 4) {
        Some((_, name)) => format!("there is no key `{key}`: did you mean `{name}`?"),
        None => format!("there is no key `{key}`: there are {}", known.join(", ")),
    }
}
