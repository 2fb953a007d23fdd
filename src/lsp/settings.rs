//! What the client sets: language, rules, lowest severity. It goes over the configuration, as the command line does.

use crate::rulebook::{Language, Severity};
use crate::settings::Choices;
use serde_json::Value;

/// Names that clients may put around the settings.
const SECTIONS: [&str; 2] = ["report-lint", "reportLint"];
/// The settings.
const KEYS: [&str; 4] = ["lang", "select", "ignore", "severity"];

/// The settings of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    language: Option<Language>,
    select: Vec<String>,
    ignore: Vec<String>,
    /// Lowest severity that is shown.
    pub severity: Severity,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { language: None, select: Vec::new(), ignore: Vec::new(), severity: Severity::Note }
    }
}

impl Settings {
    /// The settings in what a client sent, with a sentence for each that is none; nothing if they are not about this program.
    pub fn read(sent: &Value) -> Option<(Settings, Vec<String>)> {
        let inner = SECTIONS.iter().find_map(|name| sent.get(name)).filter(|inner| inner.is_object());
        let own = inner.or_else(|| KEYS.iter().any(|key| sent.get(key).is_some()).then_some(sent))?;
        let mut problems = Vec::new();
        let known = |name: &str| match name {
            "vi" => Some(Language::Vi),
            "en" => Some(Language::En),
            _ => None,
        };
        let severities = [Severity::Note, Severity::Warning, Severity::Error];
        let level = |name: &str| severities.into_iter().find(|s| s.name() == name);
        let settings = Settings {
            language: choice(own, "lang", "`vi` or `en`", known, &mut problems),
            select: rules(own, "select", &mut problems),
            ignore: rules(own, "ignore", &mut problems),
            severity: choice(own, "severity", "`error`, `warning` or `note`", level, &mut problems).unwrap_or(Severity::Note),
        };
        Some((settings, problems))
    }

    /// These settings over what the program was started with.
    pub fn over(&self, options: &Choices) -> Choices {
        let Settings { language, select, ignore, .. } = self.clone();
        Choices { language: language.or(options.language), select, ignore, ..options.clone() }
    }
}

/// One of a few words; nothing, as an empty word, is none of them and no mistake.
fn choice<T>(own: &Value, key: &str, words: &str, known: impl Fn(&str) -> Option<T>, problems: &mut Vec<String>) -> Option<T> {
    let value = own.get(key).filter(|v| !v.is_null() && v.as_str() != Some(""))?;
    let chosen = value.as_str().and_then(known);
    if chosen.is_none() {
        problems.push(format!("the setting `{key}` is {words}, not {value}"));
    }
    chosen
}

/// Names of rules: a list, or one string with commas.
fn rules(own: &Value, key: &str, problems: &mut Vec<String>) -> Vec<String> {
    match own.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(names)) => names.split(',').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect(),
        Some(Value::Array(names)) => names.iter().map(|n| n.as_str().map_or_else(|| n.to_string(), str::to_owned)).collect(),
        Some(other) => {
            problems.push(format!("the setting `{key}` is a list of rules, not {other}"));
            Vec::new()
        }
    }
}
