//! What the client sets: language, rules, lowest severity.

use crate::findings::Finding;
use crate::rulebook::{Language, Rulebook, Severity};
use serde_json::Value;

/// Names that clients may put around the settings.
const SECTIONS: [&str; 2] = ["report-lint", "reportLint"];
/// The settings.
const KEYS: [&str; 4] = ["lang", "select", "ignore", "severity"];

/// The settings of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// Language of the messages.
    pub language: Language,
    select: Vec<String>,
    ignore: Vec<String>,
    severity: Severity,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { language: Language::Vi, select: Vec::new(), ignore: Vec::new(), severity: Severity::Note }
    }
}

impl Settings {
    /// The settings in what a client sent, with a sentence for each that is none; nothing if they are not about this program.
    pub fn read(sent: &Value, book: &Rulebook) -> Option<(Settings, Vec<String>)> {
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
            language: choice(own, "lang", "`vi` or `en`", known, &mut problems).unwrap_or(Language::Vi),
            select: rules(own, "select", book, &mut problems),
            ignore: rules(own, "ignore", book, &mut problems),
            severity: choice(own, "severity", "`error`, `warning` or `note`", level, &mut problems).unwrap_or(Severity::Note),
        };
        Some((settings, problems))
    }

    /// True if a finding is to be shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        let selected = self.select.is_empty() || self.select.contains(&finding.rule);
        selected && !self.ignore.contains(&finding.rule) && finding.severity >= self.severity
    }
}

/// One of a few words.
fn choice<T>(own: &Value, key: &str, words: &str, known: impl Fn(&str) -> Option<T>, problems: &mut Vec<String>) -> Option<T> {
    let value = own.get(key).filter(|v| !v.is_null())?;
    let chosen = value.as_str().and_then(known);
    if chosen.is_none() {
        problems.push(format!("report-lint: the setting `{key}` is {words}, not {value}"));
    }
    chosen
}

/// Names of rules: a list, or one string with commas.
fn rules(own: &Value, key: &str, book: &Rulebook, problems: &mut Vec<String>) -> Vec<String> {
    let names: Vec<String> = match own.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(names)) => names.split(',').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect(),
        Some(Value::Array(names)) => names.iter().map(|n| n.as_str().map_or_else(|| n.to_string(), str::to_owned)).collect(),
        Some(other) => {
            problems.push(format!("report-lint: the setting `{key}` is a list of rules, not {other}"));
            Vec::new()
        }
    };
    let (known, unknown): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| book.rule(name).is_some());
    problems.extend(unknown.iter().map(|name| format!("report-lint: the setting `{key}` names a rule that there is not: `{name}`")));
    known
}
