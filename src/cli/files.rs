//! From paths to reports: walking folders, honouring `.gitignore`, reading bytes.

use super::args::Cli;
use clap::CommandFactory;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use report_lint::render::Unread;
use report_lint::{formats, source::Source};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Larger files are no reports; reading them would only exhaust the memory.
const MOST_BYTES: u64 = 64 << 20;

/// Why a path gives no report.
pub type Problem = Unread;

/// The name that stands for standard input.
pub const STDIN: &str = "-";

/// What is said of pipes and devices, which may never end or wait for ever.
const ENDLESS: &str = "neither a file nor a folder; a pipe is read as standard input, -";

/// The files that the paths stand for, in order and each once, and what is wrong with other paths. With `force_exclude` a file given by its name
/// is skipped where walking would have skipped it: pre-commit names every file of a commit.
pub fn find(paths: &[PathBuf], force_exclude: bool) -> (Vec<PathBuf>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let problem = |why: &str| Unread::failed(path.display(), why);
        match std::fs::metadata(path) {
            _ if path.as_os_str() == STDIN => files.push(path.clone()),
            Ok(entry) if entry.is_file() => {
                if !(force_exclude && Ignored::names(path)) {
                    files.push(path.clone());
                }
            }
            Ok(entry) if entry.is_dir() => {
                let failures = |problems: &[Problem]| problems.iter().filter(|p| !p.skipped).count();
                let before = (files.len(), failures(&problems));
                walk(path, &mut files, &mut problems);
                if (files.len(), failures(&problems)) == before {
                    let endings: Vec<String> = formats::extensions().map(|e| format!(".{e}")).collect();
                    problems.push(problem(&format!("no report in this folder ({})", endings.join(", "))));
                }
            }
            Ok(_) => problems.push(problem(ENDLESS)),
            Err(_) if !matching(path).is_empty() => files.extend(matching(path)),
            Err(error) if error.kind() == ErrorKind::NotFound => problems.push(problem(&format!("no such file or folder{}", meant(path)))),
            Err(error) => problems.push(problem(&error.to_string())),
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|f| seen.insert(f.clone()));
    (files, problems)
}

/// The files that a pattern (`*.docx`) stands for, in order: on Windows no shell expands it. A file that has such a name itself comes first.
fn matching(pattern: &Path) -> Vec<PathBuf> {
    let Some(name) = pattern.file_name().and_then(|n| n.to_str()).filter(|n| n.contains(['*', '?'])) else { return Vec::new() };
    let folder = pattern.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = GitignoreBuilder::new(folder);
    let Ok(matcher) = builder.add_line(None, name).and_then(|b| b.case_insensitive(cfg!(windows))).and_then(|b| b.build()) else { return Vec::new() };
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_file() && matcher.matched(path, false).is_ignore()).map(|path| tidy(&path)).collect();
    found.sort();
    found
}

/// The command that may be meant by a word that is no path.
fn meant(path: &Path) -> String {
    let word = path.to_string_lossy();
    let commands = Cli::command();
    let near = commands.get_subcommands().filter(|c| !c.is_hide_set()).map(|c| (strsim::osa_distance(&word, c.get_name()), c.get_name()));
    match near.filter(|(distance, name)| *distance <= 1 + name.len() / 5).min() {
        Some((0, name)) => format!("; the command `{name}` comes before all options"),
        Some((_, name)) => format!("; did you mean the command `{name}`?"),
        None => String::new(),
    }
}

fn walk(root: &Path, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let mut ignored = Ignored::above(root);
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|e| ignored.admits(e));
    for entry in entries {
        match entry {
            Ok(e) if e.file_type().is_file() && formats::is_report(e.path()) => files.push(tidy(e.path())),
            Ok(e) if e.file_type().is_file() => {
                if let Some(better) = formats::passed_by(e.path()) {
                    problems.push(Unread { skipped: true, ..Unread::failed(tidy(e.path()).display(), format!("not read: save it as {better}")) });
                }
            }
            Ok(_) => {}
            Err(error) => problems.push(unwalked(&error)),
        }
    }
}

/// The reports below a folder; those that git ignores are none.
pub fn below(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(root, &mut found, &mut Vec::new());
    found
}

/// A folder that could not be entered, or an entry that vanished.
fn unwalked(error: &walkdir::Error) -> Problem {
    match (error.path(), error.io_error()) {
        (Some(path), Some(why)) => Unread::failed(tidy(path).display(), why),
        _ => Unread::failed(error.path().unwrap_or(Path::new("")).display(), error),
    }
}

/// `./a.md` as `a.md`.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_path_buf()
}

/// The `.gitignore` files from the top of the repository down to the folder that is walked through.
struct Ignored {
    stack: Vec<Gitignore>,
}

impl Ignored {
    /// Those that stand above `root`, if it lies in a git repository.
    fn above(root: &Path) -> Ignored {
        let Ok(full) = root.canonicalize() else { return Ignored { stack: Vec::new() } };
        let top = full.ancestors().position(|a| a.join(".git").exists()).unwrap_or(0);
        let folders: Vec<&Path> = full.ancestors().take(top + 1).skip(1).collect();
        Ignored { stack: folders.into_iter().rev().filter_map(of_folder).collect() }
    }

    /// True if a `.gitignore` of the repository names this file, or a folder that it lies in.
    fn names(file: &Path) -> bool {
        let Ok(full) = file.canonicalize() else { return false };
        let above = Ignored::above(&full);
        // As git has it: what lies in an ignored folder is ignored, whatever a file in that folder says.
        let Some(top) = above.stack.first().map(|g| g.path().to_path_buf()) else { return false };
        let mut way: Vec<&Path> = full.ancestors().take_while(|a| *a != top).collect();
        way.reverse();
        way.iter().any(|step| above.ignores(step, *step != full))
    }

    /// What the nearest `.gitignore` above an entry that names it says.
    fn ignores(&self, full: &Path, is_folder: bool) -> bool {
        let above = self.stack.iter().rev().filter(|g| full != g.path() && full.starts_with(g.path()));
        above.map(|g| g.matched(full, is_folder)).find(|m| !m.is_none()).is_some_and(|m| m.is_ignore())
    }

    /// True if no `.gitignore` on the way names this entry; entering a folder reads its own file.
    fn admits(&mut self, entry: &DirEntry) -> bool {
        let Ok(full) = std::path::absolute(entry.path()).and_then(|p| p.canonicalize()) else { return true };
        let is_folder = entry.file_type().is_dir();
        self.stack.retain(|g| full.starts_with(g.path()));
        if entry.depth() > 0 {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if hidden || self.ignores(&full, is_folder) {
                return false;
            }
        }
        if is_folder {
            self.stack.extend(of_folder(&full));
        }
        true
    }
}

fn of_folder(folder: &Path) -> Option<Gitignore> {
    let file = folder.join(".gitignore");
    file.is_file().then(|| Gitignore::new(file).0)
}

/// Reads one report.
pub fn read(path: &Path, stdin_name: Option<&str>, options: formats::Options) -> Result<Source, Problem> {
    let name = match path.as_os_str() == STDIN {
        true => stdin_name.unwrap_or(STDIN).to_owned(),
        false => path.display().to_string(),
    };
    let bytes = bytes(path).map_err(|problem| Unread { path: name.clone(), ..problem })?;
    let mut source = formats::read(&name, bytes, options).map_err(|error| Unread::failed(&name, error))?;
    source.exact_name = path.to_str().is_none().then(|| path.as_os_str().as_encoded_bytes().to_vec());
    Ok(source)
}

/// The bytes of a file, or of standard input.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let is_stdin = path.as_os_str() == STDIN;
    if !is_stdin && std::fs::metadata(path).is_ok_and(|entry| !entry.is_file() && !entry.is_dir()) {
        return Err(Unread::failed(path.display(), ENDLESS));
    }
    let bytes = if is_stdin { all(std::io::stdin().lock(), 0) } else { std::fs::File::open(path).and_then(of_file) };
    let bytes = bytes.map_err(|error| Unread::failed(path.display(), error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Unread::failed(path.display(), format!("larger than {} MB, which no report is", MOST_BYTES >> 20)));
    }
    Ok(bytes)
}

/// Room for as much as the file says that it has: growing on the way would end with up to twice as much.
fn of_file(file: std::fs::File) -> std::io::Result<Vec<u8>> {
    let size = file.metadata()?.len().min(MOST_BYTES);
    all(file, size as usize + 1)
}

fn all(input: impl Read, size: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size);
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
