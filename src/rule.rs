//! One rule: what it is called, what it looks for, and what it says.

use crate::examples::{Checked, Flagged, Silent};
use crate::language::Language;
use crate::named::{List, Lists, Named, Static};
use crate::phrases::Phrases;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::{Debug, Formatter};
use std::sync::{LazyLock, OnceLock};

/// How much a finding weighs, lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Possible only if a figure was cut, or a matter of style.
    Note,
    /// Unlikely, or incomplete.
    Warning,
    /// Impossible under any rounding.
    Error,
}

impl Severity {
    /// Its name, as options and programs write it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One text in both languages of messages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// The cue words of one kind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "List")]
pub struct Cues {
    list: List,
    /// Made when a shape first asks for them.
    phrases: OnceLock<Phrases<()>>,
}

impl From<List> for Cues {
    fn from(list: List) -> Cues {
        Cues { list, phrases: OnceLock::new() }
    }
}

/// What a rule says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    /// One line: what it flags.
    pub summary: Text,
    /// Messages by variant; `default` is the one that others fall back to.
    pub message: BTreeMap<String, Text>,
    /// What to do, by variant.
    pub help: BTreeMap<String, Text>,
    /// The page that `report-lint rule NAME` prints.
    pub explain: Text,
}

/// What a rule says, read when it first says something; until then as JSON.
#[derive(Clone)]
struct Told {
    said: OnceLock<Said>,
    written: Static,
}

impl Told {
    fn said(&self) -> &Said {
        self.said.get_or_init(|| serde_json::from_str(self.written).unwrap_or_default())
    }
}

/// Read or not, it says the same.
impl Debug for Told {
    fn fmt(&self, out: &mut Formatter) -> std::fmt::Result {
        self.said().fmt(out)
    }
}

/// One rule: identity, words, explanation, examples.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "RuleFile")]
pub struct Rule {
    /// Its permanent name.
    pub name: String,
    /// The shape that proposes its relations; empty for a rule that only names an outcome of another one.
    pub shape: String,
    /// The highest severity that it uses.
    pub severity: Severity,
    /// What it flags is a slip of typing: outputs for people show it after everything else.
    pub typing: bool,
    told: Told,
    /// Words that its shape looks for, by kind.
    pub cues: Named<Cues>,
    /// Examples that must be flagged.
    pub flagged: Vec<Flagged>,
    /// Examples whose relation must be judged, and hold.
    pub checked: Vec<Checked>,
    /// Examples that must stay silent.
    pub silent: Vec<Silent>,
    /// Loaded from a folder of the user: its cues are those of every language.
    pub is_own: bool,
}

/// A rule as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    name: String,
    #[serde(default)]
    shape: String,
    severity: Severity,
    #[serde(default)]
    typing: bool,
    summary: Text,
    message: BTreeMap<String, Text>,
    #[serde(default)]
    help: BTreeMap<String, Text>,
    explain: Text,
    #[serde(default)]
    cues: Named<Cues>,
    #[serde(default)]
    flagged: Vec<Flagged>,
    #[serde(default)]
    checked: Vec<Checked>,
    #[serde(default)]
    silent: Vec<Silent>,
}

impl From<RuleFile> for Rule {
    fn from(file: RuleFile) -> Rule {
        let RuleFile { name, shape, severity, typing, summary, message, help, explain, cues, flagged, checked, silent } = file;
        let told = Told { said: OnceLock::from(Said { summary, message, help, explain }), written: "" };
        Rule { name, shape, severity, typing, told, cues, flagged, checked, silent, is_own: false }
    }
}

/// A rule as `build.rs` lays it out.
pub(crate) struct RuleTable {
    pub name: &'static str,
    pub shape: &'static str,
    pub severity: Severity,
    pub typing: bool,
    /// As JSON.
    pub said: &'static str,
    pub cues: Lists,
}

impl From<&RuleTable> for Rule {
    fn from(table: &RuleTable) -> Rule {
        Rule {
            name: table.name.to_owned(),
            shape: table.shape.to_owned(),
            severity: table.severity,
            typing: table.typing,
            told: Told { said: OnceLock::new(), written: table.said },
            cues: Named::of_lists(table.cues, Cues::from),
            flagged: Vec::new(),
            checked: Vec::new(),
            silent: Vec::new(),
            is_own: false,
        }
    }
}

impl Rule {
    /// Takes the rule out of a language that it cannot read.
    pub(crate) fn leave(&mut self) {
        self.shape.clear();
        self.cues.clear();
        (self.flagged, self.checked, self.silent) = Default::default();
    }

    /// What it says.
    pub fn said(&self) -> &Said {
        self.told.said()
    }

    /// The cue words of a kind; empty where the rule has none.
    #[inline]
    pub fn cues(&self, kind: &str) -> &[String] {
        self.cues.get(kind).map_or(&[], |c| c.list.words())
    }

    /// The same as phrases, to be found among the words of a text.
    pub fn phrases(&self, kind: &str) -> &Phrases<()> {
        static NONE: LazyLock<Phrases<()>> = LazyLock::new(Phrases::default);
        self.cues.get(kind).map_or(&NONE, |c| c.phrases.get_or_init(|| Phrases::of(c.list.words())))
    }
}
