//! What holds for a report: the nearest configuration, and what is said over it on the command line or in an editor.

use crate::config::{self, Config};
use crate::findings::Finding;
use crate::rulebook::{Language, Rule, Rulebook};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Which configuration holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The nearest one of each report.
    #[default]
    Nearest,
    /// This one for all reports.
    File(PathBuf),
    /// None at all.
    Nothing,
}

/// What is said over every configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Which configuration it is said over.
    pub origin: Origin,
    /// Only these rules.
    pub select: Vec<String>,
    /// These rules besides the selected ones.
    pub extend_select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// A folder with more rules.
    pub rules: Option<PathBuf>,
    /// Language of the messages.
    pub language: Option<Language>,
}

impl Choices {
    /// The configuration for the reports of a folder, which is given with all its parents. Whatever has its name is meant to be it:
    /// a pipe, a device or a link to nothing is not passed by, reading it then says what is wrong.
    pub fn file_for(&self, folder: &Path) -> Option<PathBuf> {
        match &self.origin {
            Origin::File(file) => Some(file.clone()),
            Origin::Nothing => None,
            Origin::Nearest => folder.ancestors().map(|f| f.join(config::FILE)).find(|f| f.symlink_metadata().is_ok()),
        }
    }

    /// The configuration and the folders of rules that a setting is read from; what cannot be read names no folders.
    pub fn sources(&self, file: Option<&Path>) -> Vec<PathBuf> {
        let config = file.and_then(|f| read(f).ok()).unwrap_or_default();
        let folders = config.rules.iter().map(|folder| base(file).join(folder));
        file.map(Path::to_path_buf).into_iter().chain(self.rules.clone()).chain(folders).collect()
    }

    /// Names of the rules whose findings are shown: what is chosen here goes over the configuration.
    fn selected(&self, book: &Rulebook, config: &Config) -> Result<HashSet<String>, String> {
        let select = if self.select.is_empty() { &config.select } else { &self.select };
        let more: Vec<&String> = config.extend_select.iter().chain(&self.extend_select).collect();
        // What is selected here is wanted, whatever the configuration leaves out.
        let left_out: Vec<&String> = config.ignore.iter().filter(|n| !self.select.contains(n) && !self.extend_select.contains(n)).chain(&self.ignore).collect();
        for name in select.iter().chain(more.iter().copied()).chain(left_out.iter().copied()) {
            known(book, name)?;
        }
        let wanted = |name: &&String| select.is_empty() || select.contains(name) || more.contains(name);
        Ok(book.rules.iter().map(|r| &r.name).filter(wanted).filter(|name| !left_out.contains(name)).cloned().collect())
    }
}

/// What holds under one configuration.
#[derive(Debug)]
pub struct Setting {
    /// The rules, with what the configuration knows.
    pub book: Rulebook,
    /// The language of the messages, if one is set; else that of each report.
    pub language: Option<Language>,
    /// Names of the rules whose findings are shown.
    selected: HashSet<String>,
    config: Config,
    /// The files that are read together.
    pub packets: Vec<Packet>,
    /// Patterns of the paths that are not linted.
    excluded: Vec<Gitignore>,
    /// Patterns of paths with the rules that are not used there.
    ignored: Vec<(Gitignore, Vec<String>)>,
}

impl Setting {
    /// The choices over a configuration, if there is one; the rules of both come on top of `book`. The error is one clear sentence.
    pub fn read(mut book: Rulebook, choices: &Choices, file: Option<&Path>) -> Result<Setting, String> {
        let config = file.map_or(Ok(Config::default()), read)?;
        if let Some(folder) = &choices.rules {
            add_rules(&mut book, folder)?;
        }
        let base = base(file);
        for more in &config.rules {
            book.add_folder(&base.join(more)).map_err(|error| error.to_string())?;
        }
        book.knowledge = config.knowledge();
        for name in config.severity.keys().chain(config.per_file_ignores.values().flatten()) {
            known(&book, name)?;
        }
        let rows = config.per_file_ignores.iter();
        let ignored = rows.map(|(pattern, names)| Ok((matcher(base, "per-file-ignores", pattern)?, names.clone()))).collect::<Result<_, String>>()?;
        let excluded = config.exclude.iter().map(|pattern| matcher(base, "exclude", pattern)).collect::<Result<_, String>>()?;
        let language = choices.language.or(config.lang.map(Into::into));
        let packets = config.packet.iter().map(|p| Packet::read(p, base, file)).collect::<Result<_, String>>()?;
        let mut setting = Setting { book, language, selected: HashSet::new(), config, packets, excluded, ignored };
        setting.select(choices)?;
        Ok(setting)
    }

    /// All rules of a book, without a configuration.
    pub fn plain(book: Rulebook, language: Option<Language>) -> Setting {
        let selected = book.rules.iter().map(|r| r.name.clone()).collect();
        Setting { book, language, selected, config: Config::default(), packets: Vec::new(), excluded: Vec::new(), ignored: Vec::new() }
    }

    /// Selects rules anew, the choices over what the configuration says.
    pub fn select(&mut self, choices: &Choices) -> Result<(), String> {
        self.selected = choices.selected(&self.book, &self.config)?;
        Ok(())
    }

    /// True if the configuration says that this file is not linted.
    pub fn excludes(&self, file: &Path) -> bool {
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

/// Files that a configuration reads together.
#[derive(Clone, Debug)]
pub struct Packet {
    /// The configuration.
    pub config: PathBuf,
    /// Those that belong together.
    pub files: Vec<Pattern>,
    /// The reports of earlier periods.
    pub previous: Vec<Pattern>,
}

impl Packet {
    fn read(packet: &config::Packet, base: &Path, file: Option<&Path>) -> Result<Packet, String> {
        let config = file.map_or(PathBuf::new(), Path::to_path_buf);
        let wrong = |problem: String| format!("{}: {problem}", config.display());
        let patterns = |all: &[String]| all.iter().map(|text| Pattern::read(base, text)).collect::<Result<Vec<_>, String>>().map_err(wrong);
        if packet.files.is_empty() {
            return Err(wrong("packet: `files` names no file".to_owned()));
        }
        let (files, previous) = (patterns(&packet.files)?, patterns(&packet.previous)?);
        Ok(Packet { config, files, previous })
    }
}

/// A pattern of paths from the folder of a configuration.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern, as it is written.
    pub text: String,
    matcher: Gitignore,
}

impl Pattern {
    fn read(base: &Path, text: &str) -> Result<Pattern, String> {
        Ok(Pattern { text: text.to_owned(), matcher: matcher(base, "packet", text)? })
    }

    /// True where it names the file.
    pub fn matches(&self, file: &Path) -> bool {
        matches(&self.matcher, &std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf()))
    }

    /// The folder below which all lies that it may name.
    pub fn root(&self) -> PathBuf {
        let text = self.text.trim_start_matches('/');
        let folders = text.rsplit_once('/').map_or("", |(folders, _)| folders);
        let plain = folders.split('/').take_while(|name| !name.contains(['*', '?', '[', '\\', '!']) && *name != "..");
        plain.fold(self.matcher.path().to_path_buf(), |root, name| root.join(name))
    }
}

/// Adds the rules of a folder that is chosen over every configuration.
pub fn add_rules(book: &mut Rulebook, folder: &Path) -> Result<(), String> {
    book.add_folder(folder).map_err(|error| format!("--rules {error}"))
}

/// The rule of a name; the error names the nearest ones.
pub fn known<'b>(book: &'b Rulebook, name: &str) -> Result<&'b Rule, String> {
    book.rule(name).ok_or_else(|| {
        let near: Vec<String> = book.near(name).into_iter().map(|n| format!("`{n}`")).collect();
        let hint = if near.is_empty() { "`report-lint rule` lists all".to_owned() } else { format!("did you mean {}?", near.join(" or ")) };
        format!("there is no rule `{name}`: {hint}")
    })
}

/// The folder of a file, with all its parents; the working folder for standard input.
pub fn folder(file: &Path) -> PathBuf {
    let full = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    full.parent().map_or(full.clone(), Path::to_path_buf)
}

/// What the paths of a configuration are counted from.
fn base(file: Option<&Path>) -> &Path {
    file.and_then(Path::parent).unwrap_or(Path::new(""))
}

fn read(file: &Path) -> Result<Config, String> {
    let text = crate::reading::text(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Config::parse(&text).map_err(|error| format!("{}: {error}", file.display()))
}

/// The matcher for a pattern of paths, as `.gitignore` has them; `key` is where it stands.
fn matcher(base: &Path, key: &str, pattern: &str) -> Result<Gitignore, String> {
    // A file that is named without its folder stands in the working folder.
    let base = if base.as_os_str().is_empty() { Path::new(".") } else { base };
    let base = std::path::absolute(base).unwrap_or_else(|_| base.to_path_buf());
    let mut builder = GitignoreBuilder::new(base);
    let built = builder.add_line(None, pattern).and_then(|b| b.build());
    built.map_err(|error| format!("{key}: `{pattern}`: {error}"))
}

fn matches(matcher: &Gitignore, full: &Path) -> bool {
    full.starts_with(matcher.path()) && matcher.matched_path_or_any_parents(full, false).is_ignore()
}
