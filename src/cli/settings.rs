//! What holds for each file: the nearest configuration, and what the command line says over it.

use super::args::InputArgs;
use super::output::Stop;
use super::rules;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use report_lint::config::{self, Config};
use report_lint::findings::Finding;
use report_lint::render::Linted;
use report_lint::rulebook::{Language, Rule, Rulebook};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The settings of all files of a run.
pub struct Settings {
    all: Vec<Setting>,
    /// Which of them holds for the files of a folder.
    by_folder: HashMap<PathBuf, usize>,
    /// The language of what is said about all files together, if one is set.
    pub language: Option<Language>,
    /// The configurations and the folders of rules that all this was read from.
    pub sources: Vec<PathBuf>,
}

/// What holds under one configuration.
pub struct Setting {
    /// The rules, with what the configuration knows.
    pub book: Rulebook,
    /// The language of the messages, if one is set; else that of each report.
    pub language: Option<Language>,
    /// Names of the rules whose findings are shown.
    selected: HashSet<String>,
    config: Config,
    /// Patterns of the paths that are not linted.
    excluded: Vec<Gitignore>,
    /// Patterns of paths with the rules that are not used there.
    ignored: Vec<(Gitignore, Vec<String>)>,
}

impl Settings {
    /// The settings for these files.
    pub fn of(args: &InputArgs, files: &[PathBuf]) -> Result<Settings, Stop> {
        let mut settings = Settings { all: Vec::new(), by_folder: HashMap::new(), language: None, sources: Vec::new() };
        let mut known: HashMap<Option<PathBuf>, usize> = HashMap::new();
        let none = [PathBuf::new()];
        let folders: HashSet<PathBuf> = if files.is_empty() { &none[..] } else { files }.iter().map(|f| folder(f)).collect();
        let mut folders: Vec<PathBuf> = folders.into_iter().collect();
        folders.sort();
        for folder in folders {
            let file = match (&args.config, args.isolated) {
                (Some(file), _) => Some(file.clone()),
                (None, true) => None,
                (None, false) => nearest(&folder),
            };
            let at = match known.get(&file) {
                Some(&at) => at,
                None => {
                    settings.all.push(Setting::read(args, file.as_deref())?);
                    settings.sources.extend(sources(args, file.as_deref())?);
                    known.insert(file, settings.all.len() - 1);
                    settings.all.len() - 1
                }
            };
            settings.by_folder.insert(folder, at);
        }
        settings.language = settings.all.first().and_then(|s| s.language);
        Ok(settings)
    }

    /// Drops the files that their configuration excludes; those `named` stay.
    pub fn drop_excluded(&self, files: &mut Vec<PathBuf>, named: &[PathBuf]) {
        files.retain(|file| named.contains(file) || !self.for_file(file).excludes(file));
    }

    /// The language for words about all files: the one that is set, or that all reports share.
    pub fn language(&self, linted: &[Linted]) -> Language {
        let all = |language: Language| linted.iter().all(|f| f.report.language == language);
        self.language.unwrap_or(if !linted.is_empty() && all(Language::En) { Language::En } else { Language::default() })
    }

    /// What holds for a file.
    pub fn for_file(&self, file: &Path) -> &Setting {
        let at = self.by_folder.get(&folder(file)).copied().unwrap_or(0);
        &self.all[at]
    }

    /// The rules of all settings, each name once.
    pub fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = self.all.iter().flat_map(|s| &s.book.rules).collect();
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        rules.dedup_by(|a, b| a.name == b.name);
        rules
    }
}

/// The configuration and the folders of rules that a setting is read from.
fn sources(args: &InputArgs, file: Option<&Path>) -> Result<Vec<PathBuf>, Stop> {
    let config = file.map_or(Ok(Config::default()), read)?;
    let base = file.and_then(Path::parent).unwrap_or(Path::new(""));
    let folders = config.rules.iter().map(|folder| base.join(folder));
    Ok(file.map(Path::to_path_buf).into_iter().chain(args.rules.clone()).chain(folders).collect())
}

/// The folder of a file, with all its parents; the working folder for standard input.
fn folder(file: &Path) -> PathBuf {
    let full = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    full.parent().map_or(full.clone(), Path::to_path_buf)
}

/// The configuration in a folder or the nearest one above it.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|f| f.join(config::FILE)).find(|f| f.is_file())
}

impl Setting {
    fn read(args: &InputArgs, file: Option<&Path>) -> Result<Setting, Stop> {
        let config = file.map_or(Ok(Config::default()), read)?;
        let base = file.and_then(Path::parent).unwrap_or(Path::new("")).to_path_buf();
        let mut book = rules::load(args.rules.as_deref())?;
        for more in &config.rules {
            book.add_folder(&base.join(more)).map_err(|error| error.to_string())?;
        }
        book.knowledge = config.knowledge();
        let selected = rules::selected(&book, args, &config)?;
        for name in config.severity.keys().chain(config.per_file_ignores.values().flatten()) {
            rules::known(&book, name)?;
        }
        let rows = config.per_file_ignores.iter();
        let ignored = rows.map(|(pattern, names)| Ok((matcher(&base, "per-file-ignores", pattern)?, names.clone()))).collect::<Result<_, Stop>>()?;
        let excluded = config.exclude.iter().map(|pattern| matcher(&base, "exclude", pattern)).collect::<Result<_, Stop>>()?;
        let language = args.lang.map(Into::into).or(config.lang.map(Into::into));
        Ok(Setting { book, language, selected, config, excluded, ignored })
    }

    /// True if the configuration says that this file is not linted.
    fn excludes(&self, file: &Path) -> bool {
        let full = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        self.excluded.iter().any(|m| matches(m, &full))
    }

    /// Drops what is not selected for this file, and sets the severities of the configuration.
    pub fn apply(&self, file: &Path, findings: &mut Vec<Finding>) {
        let full = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        let off: HashSet<&String> = self.ignored.iter().filter(|(m, _)| matches(m, &full)).flat_map(|(_, names)| names).collect();
        findings.retain_mut(|finding| {
            if !self.selected.contains(&finding.rule) || off.contains(&finding.rule) {
                return false;
            }
            let Some(level) = self.config.severity.get(&finding.rule) else { return true };
            let highest = self.book.rule(&finding.rule).map_or(finding.severity, |r| r.severity);
            match level.of(finding.severity, highest) {
                Some(severity) => finding.severity = severity,
                None => return false,
            }
            true
        });
    }
}

fn read(file: &Path) -> Result<Config, Stop> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Config::parse(&text).map_err(|error| Stop::Problem(format!("{}: {error}", file.display())))
}

/// The matcher for a pattern of paths, as `.gitignore` has them; `key` is where it stands.
fn matcher(base: &Path, key: &str, pattern: &str) -> Result<Gitignore, Stop> {
    let base = std::path::absolute(base).unwrap_or_else(|_| base.to_path_buf());
    let mut builder = GitignoreBuilder::new(base);
    let built = builder.add_line(None, pattern).and_then(|b| b.build());
    built.map_err(|error| Stop::Problem(format!("{key}: `{pattern}`: {error}")))
}

fn matches(matcher: &Gitignore, full: &Path) -> bool {
    full.starts_with(matcher.path()) && matcher.matched_path_or_any_parents(full, false).is_ignore()
}
