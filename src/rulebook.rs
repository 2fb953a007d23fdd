//! Rules and the words of languages: loaded from TOML, validated, looked up.

use crate::config::Knowledge;
use crate::firm_words::FirmWords;
use crate::lexicon::Lexicon;
use crate::named::{Lists, Named};
use crate::reading::problem_of_toml;
use crate::rule::RuleTable;
use crate::syllables::Syllables;
use include_dir::{include_dir, Dir, File};
use serde::Deserialize;
use std::path::Path;
use std::sync::OnceLock;

/// The weights of evidence, which are no rule.
const EVIDENCE: &str = "evidence.toml";

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The same rules as tables, without their examples: half of what there is to read, and only needed to explain and to test.
static RULES: &[RuleTable] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What rules look for in another language, by path without ending.
static READINGS: &[(&str, Lists)] = include!(concat!(env!("OUT_DIR"), "/readings.rs"));

pub use crate::examples::{Checked, Flagged, Silent};
pub use crate::language::Language;
pub use crate::rule::{Cues, Rule, Severity, Text};

/// What a rule needs to read another language (`rules/en/NAME.toml`).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    #[serde(default)]
    cues: Named<Cues>,
    #[serde(default)]
    flagged: Vec<Flagged>,
    #[serde(default)]
    checked: Vec<Checked>,
    #[serde(default)]
    silent: Vec<Silent>,
}

/// The rules and words of the languages beside Vietnamese, read when a report first needs them.
#[derive(Debug, Default)]
pub struct Others {
    english: OnceLock<Box<Rulebook>>,
    without_examples: bool,
}

/// A copy may come to know other things than its original, and so reads for itself.
impl Clone for Others {
    fn clone(&self) -> Others {
        Others { english: OnceLock::new(), without_examples: self.without_examples }
    }
}

/// What is wrong with a rules folder.
#[derive(Debug, thiserror::Error)]
pub enum RulebookError {
    /// The folder or a file in it cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Path as given.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is no valid rule.
    #[error("{path}: {message}")]
    Invalid {
        /// Path of the file.
        path: String,
        /// What is wrong with it, in one line.
        message: String,
    },
}

/// All rules and the lexicon.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Rules by name.
    pub rules: Vec<Rule>,
    /// The words of the report's language.
    pub lexicon: Lexicon,
    /// What the configuration knows beside the report.
    pub knowledge: Knowledge,
    /// The same for other languages.
    pub others: Others,
}

impl Rulebook {
    /// The rules that come with the program.
    pub fn built_in() -> Result<Rulebook, RulebookError> {
        let is_rule = |path: &Path| path.extension().is_some_and(|e| e == "toml") && path != Path::new(EVIDENCE);
        let files = BUILT_IN.files().filter(|f| is_rule(f.path()));
        let read = |file: &File| read_rule(&file.path().display().to_string(), file.contents_utf8().unwrap_or_default());
        Rulebook::of(files.map(read).collect::<Result<_, _>>()?)
    }

    /// The same without the examples of the rules.
    pub fn for_linting() -> Result<Rulebook, RulebookError> {
        let book = Rulebook::of(RULES.iter().map(Rule::from).collect())?;
        Ok(Rulebook { others: Others { without_examples: true, ..Others::default() }, ..book })
    }

    /// The rules and words for reports in a language.
    pub fn in_language(&self, language: Language) -> &Rulebook {
        match language {
            Language::Vi => self,
            Language::En => self.others.english.get_or_init(|| Box::new(self.translated(language))),
        }
    }

    /// The rules with the examples of a language, as they are explained in it; a rule without any there keeps those it has.
    pub fn explained_in(mut self, language: Language) -> Rulebook {
        let examples = self.in_language(language).rules.clone();
        for (rule, told) in self.rules.iter_mut().zip(examples) {
            if !(told.flagged.is_empty() && told.checked.is_empty() && told.silent.is_empty()) {
                (rule.flagged, rule.checked, rule.silent) = (told.flagged, told.checked, told.silent);
            }
        }
        self
    }

    /// Every built-in rule with its cues and examples of another language. A rule without a file for that language does not read it:
    /// it stays, for its messages and its name, and has no shape.
    fn translated(&self, language: Language) -> Rulebook {
        let mut book = Rulebook { others: Others::default(), ..self.clone() };
        book.lexicon = built_in_words(language).unwrap_or_default();
        for rule in book.rules.iter_mut().filter(|r| !r.is_own) {
            let path = format!("{}/{}", language.code(), rule.name);
            let reading: Option<Reading> = if self.others.without_examples {
                let known = READINGS.binary_search_by(|(known, _)| (*known).cmp(&path)).ok();
                known.map(|at| Reading { cues: Named::of_lists(READINGS[at].1, Cues::from), ..Reading::default() })
            } else {
                BUILT_IN.get_file(path + ".toml").and_then(|f| f.contents_utf8()).and_then(|text| toml::from_str(text).ok())
            };
            match reading {
                Some(Reading { cues, flagged, checked, silent }) => (rule.cues, rule.flagged, rule.checked, rule.silent) = (cues, flagged, checked, silent),
                None => rule.leave(),
            }
        }
        book
    }

    /// Rules with the words of their language.
    fn of(mut rules: Vec<Rule>) -> Result<Rulebook, RulebookError> {
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Rulebook { rules, lexicon: built_in_words(Language::Vi)?, knowledge: Knowledge::default(), others: Others::default() })
    }

    /// Adds the rules of a folder; a rule with a known name replaces that rule.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), RulebookError> {
        let unreadable = |source| RulebookError::Unreadable { path: folder.display().to_string(), source };
        let mut paths: Vec<_> = std::fs::read_dir(folder).map_err(unreadable)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
        paths.sort();
        if paths.is_empty() {
            return Err(invalid(&folder.display().to_string(), "no rule (*.toml) in this folder"));
        }
        for path in paths {
            let name = path.display().to_string();
            let text = crate::reading::text(&path).map_err(|source| RulebookError::Unreadable { path: name.clone(), source })?;
            self.add(&name, &text)?;
        }
        Ok(())
    }

    /// Adds a rule out of the text of its file.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), RulebookError> {
        let mut rule = read_rule(path, text)?;
        rule.is_own = true;
        self.rules.retain(|r| r.name != rule.name);
        self.rules.push(rule);
        self.rules.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// The rule of a name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.binary_search_by(|r| r.name.as_str().cmp(name)).ok().map(|at| &self.rules[at])
    }

    /// Known names near to an unknown one, nearest first.
    pub fn near(&self, name: &str) -> Vec<&str> {
        let mut near: Vec<(usize, &str)> = self.rules.iter().map(|r| (strsim::osa_distance(name, &r.name), r.name.as_str())).collect();
        near.retain(|n| n.0 <= 2 + n.1.len() / 8 || (name.len() > 3 && n.1.contains(name)));
        near.sort();
        near.into_iter().take(3).map(|n| n.1).collect()
    }
}

/// The words of a language.
fn built_in_words(language: Language) -> Result<Lexicon, RulebookError> {
    let path = &format!("lexicon/{}.toml", language.code());
    let mut lexicon = Lexicon::built_in(language.code()).map_err(|message| invalid(path, &message))?;
    if language == Language::Vi {
        lexicon.syllables = Syllables::vietnamese();
        lexicon.firm = FirmWords::vietnamese();
    }
    Ok(lexicon)
}

fn invalid(path: &str, message: &str) -> RulebookError {
    let one_line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    RulebookError::Invalid { path: path.to_owned(), message: one_line }
}

fn read_rule(path: &str, text: &str) -> Result<Rule, RulebookError> {
    valid(path, toml::from_str(text).map_err(|e| invalid(path, &problem_of_toml(text, &e)))?)
}

/// The rule of a file, if it is one that can be used.
fn valid(path: &str, rule: Rule) -> Result<Rule, RulebookError> {
    let stem = Path::new(path).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    if rule.name != stem {
        return Err(invalid(path, &format!("the rule is called `{}`, its file must be `{}.toml`", rule.name, rule.name)));
    }
    if !rule.said().message.contains_key("default") {
        return Err(invalid(path, "a rule needs a [message.default]"));
    }
    if !rule.shape.is_empty() && !crate::shapes::names().any(|n| n == rule.shape) {
        return Err(invalid(path, &format!("there is no shape `{}`", rule.shape)));
    }
    Ok(rule)
}
