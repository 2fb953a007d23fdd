//! What holds for each file: the nearest configuration, and what the command line says over it.

use super::args::{InputArgs, SettingArgs};
use super::output::Stop;
use report_lint::render::Linted;
use report_lint::rulebook::{Language, Rule, Rulebook};
use report_lint::settings::{folder, Choices, Origin, Packet, Setting};
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

impl Settings {
    /// The settings for these files.
    pub fn of(args: &InputArgs, files: &[PathBuf]) -> Result<Settings, Stop> {
        let choices = choices(args);
        let mut settings = Settings { all: Vec::new(), by_folder: HashMap::new(), language: None, sources: Vec::new() };
        let mut known: HashMap<Option<PathBuf>, usize> = HashMap::new();
        let none = [PathBuf::new()];
        let folders: HashSet<PathBuf> = if files.is_empty() { &none[..] } else { files }.iter().map(|f| folder(f)).collect();
        let mut folders: Vec<PathBuf> = folders.into_iter().collect();
        folders.sort();
        for folder in folders {
            let file = choices.file_for(&folder);
            let at = match known.get(&file) {
                Some(&at) => at,
                None => {
                    let book = Rulebook::for_linting().map_err(|error| error.to_string())?;
                    settings.all.push(Setting::read(book, &choices, file.as_deref())?);
                    settings.sources.extend(choices.sources(file.as_deref()));
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

    /// The packets of all configurations.
    pub fn packets(&self) -> impl Iterator<Item = &Packet> {
        self.all.iter().flat_map(|s| &s.packets)
    }

    /// The rules of all settings, each name once.
    pub fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = self.all.iter().flat_map(|s| &s.book.rules).collect();
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        rules.dedup_by(|a, b| a.name == b.name);
        rules
    }
}

/// What the command line says over every configuration.
fn choices(args: &InputArgs) -> Choices {
    Choices { select: args.select.clone(), extend_select: args.extend_select.clone(), ignore: args.ignore.clone(), ..plain_choices(&args.setting) }
}

/// The same without a selection of rules.
pub fn plain_choices(args: &SettingArgs) -> Choices {
    let origin = match (&args.config, args.isolated) {
        (Some(file), _) => Origin::File(file.clone()),
        (None, true) => Origin::Nothing,
        (None, false) => Origin::Nearest,
    };
    Choices { origin, rules: args.rules.clone(), language: args.lang.map(Into::into), ..Choices::default() }
}
