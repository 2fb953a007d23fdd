//! Which setting holds for which document: read when the first document needs it, and again when a file that it came from has changed.

use super::paths;
use super::settings::Settings;
use crate::rulebook::Rulebook;
use crate::settings::{folder, known, Choices, Setting};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// A file with the time and length that it had.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

/// The settings of all documents.
#[derive(Debug)]
pub(super) struct Configurations {
    /// The built-in rules.
    book: Rulebook,
    /// What the program was started with.
    options: Choices,
    /// What the client sets over it.
    client: Settings,
    /// Where documents without a file are.
    workspace: PathBuf,
    held: HashMap<Option<PathBuf>, Held>,
    told: HashSet<String>,
    /// What nobody was told yet.
    problems: Vec<String>,
}

/// A setting, with what it was read from.
#[derive(Debug)]
struct Held {
    setting: Arc<Setting>,
    sources: Vec<PathBuf>,
    stamps: Vec<Stamp>,
    /// Why the present state of its files cannot be used.
    problem: Option<String>,
}

impl Configurations {
    /// The settings over these options.
    pub fn new(book: Rulebook, options: Choices) -> Configurations {
        let (client, held) = (Settings::default(), HashMap::new());
        Configurations { book, options, client, workspace: PathBuf::new(), held, told: HashSet::new(), problems: Vec::new() }
    }

    /// Documents without a file are taken for files of this folder.
    pub fn begin(&mut self, workspace: PathBuf) {
        self.workspace = workspace;
    }

    /// What the client sets now goes over every configuration.
    pub fn set(&mut self, client: &Settings) {
        self.client = client.clone();
        self.held.clear();
        self.told.clear();
    }

    /// Where a document is, for patterns of paths.
    pub fn place(&self, uri: &str) -> PathBuf {
        paths::path(uri).unwrap_or_else(|| self.workspace.join(uri.rsplit(['/', ':']).next().unwrap_or_default()))
    }

    /// What holds for a place; while its configuration is broken, what held before it was.
    pub fn of(&mut self, place: &Path, before: Option<&Arc<Setting>>) -> Arc<Setting> {
        let file = self.options.file_for(&folder(place));
        if let Some(held) = self.held.get(&file).filter(|held| held.stamps == stamps(&held.sources)) {
            return Arc::clone(&held.setting);
        }
        let sources = self.options.sources(file.as_deref());
        // Looked at before they are read: what changes meanwhile is seen the next time.
        let stamps = stamps(&sources);
        let last = self.held.remove(&file);
        let (setting, problem) = match self.read(file.as_deref()) {
            Ok(setting) => (Arc::new(setting), None),
            Err(problem) => {
                if last.as_ref().and_then(|l| l.problem.as_ref()) != Some(&problem) {
                    self.problems.push(problem.clone());
                }
                let good = last.map(|l| l.setting).or_else(|| before.cloned());
                (good.unwrap_or_else(|| Arc::new(self.without())), Some(problem))
            }
        };
        self.held.insert(file, Held { setting: Arc::clone(&setting), sources, stamps, problem });
        setting
    }

    /// What the client is to be told, each sentence once.
    pub fn take_problems(&mut self) -> Vec<String> {
        std::mem::take(&mut self.problems)
    }

    fn read(&mut self, file: Option<&Path>) -> Result<Setting, String> {
        let choices = self.client.over(&self.options);
        let bare = Choices { select: Vec::new(), ignore: Vec::new(), ..choices.clone() };
        let mut setting = Setting::read(self.book.clone(), &bare, file)?;
        // A name that the client has wrong must not cost what its others say.
        let (select, ignore) = (self.known(&setting, "select", choices.select), self.known(&setting, "ignore", choices.ignore));
        setting.select(&Choices { select, ignore, ..bare })?;
        Ok(setting)
    }

    /// The names that there are; the others are told.
    fn known(&mut self, setting: &Setting, key: &str, names: Vec<String>) -> Vec<String> {
        let mut out = Vec::new();
        for name in names {
            match known(&setting.book, &name) {
                Ok(_) => out.push(name),
                Err(why) => {
                    let problem = format!("the setting `{key}`: {why}");
                    if self.told.insert(problem.clone()) {
                        self.problems.push(problem);
                    }
                }
            }
        }
        out
    }

    /// What holds where no configuration can be read.
    fn without(&self) -> Setting {
        Setting::plain(self.book.clone(), self.client.over(&self.options).language)
    }
}

/// The state of files, and of the files in folders.
fn stamps(sources: &[PathBuf]) -> Vec<Stamp> {
    let mut out = Vec::new();
    for source in sources {
        out.push(stamp(source.clone()));
        let inside = std::fs::read_dir(source).into_iter().flatten().filter_map(|e| e.ok().map(|e| e.path()));
        let mut inside: Vec<Stamp> = inside.filter(|p| p.extension().is_some_and(|e| e == "toml")).map(stamp).collect();
        inside.sort();
        out.append(&mut inside);
    }
    out
}

fn stamp(path: PathBuf) -> Stamp {
    let state = std::fs::metadata(&path).ok().and_then(|m| Some((m.modified().ok()?, m.len())));
    (path, state)
}
