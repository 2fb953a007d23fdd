//! What a run may write: never a file that it reads, and no file twice.

use super::args::InputArgs;
use super::files;
use super::settings::Settings;
use same_file::Handle;
use std::path::{Path, PathBuf};

/// The option that writes a baseline.
pub const WRITE_BASELINE: &str = "--write-baseline";

/// A file that an option names for output.
pub struct Target<'a> {
    /// The option, as it is written.
    pub option: &'static str,
    /// The file.
    pub path: &'a Path,
}

impl Target<'_> {
    /// The words that begin what is wrong with it.
    pub fn named(&self) -> String {
        format!("{} {}", self.option, self.path.display())
    }
}

/// One clear sentence where an output would replace what this run reads, by whatever name or link, or another output.
pub fn check(targets: &[Target], args: &InputArgs, found: &[PathBuf], settings: &Settings, baseline: Option<&Path>) -> Result<(), String> {
    for (at, target) in targets.iter().enumerate() {
        let refused = |what: &str| Err(format!("{}: this would overwrite {what}; name another file", target.named()));
        if targets[..at].iter().any(|other| place(other.path) == place(target.path)) {
            return refused("what another option writes");
        }
        let Some(same) = Identity::of(target.path) else { continue };
        if args.paths.iter().chain(found).any(|report| same.is(report)) {
            return refused("a report that is read");
        }
        if settings.sources.iter().any(|source| same.is(source) || rules(source).any(|rule| same.is(&rule))) {
            return refused("the configuration or a rule in use");
        }
        // A baseline is read to be written again; any other output would destroy it.
        if target.option != WRITE_BASELINE && baseline.is_some_and(|file| same.is(file)) {
            return refused("the baseline in use");
        }
    }
    Ok(())
}

/// The files in a folder of rules.
fn rules(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    entries.filter(|path| path.extension().is_some_and(|e| e == "toml"))
}

/// Where a file is or will be, links followed.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let new = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(new).unwrap_or_else(|| path.to_path_buf())
}

/// What tells a plain file from all others, whatever it is called.
struct Identity {
    /// Where it is.
    place: PathBuf,
    /// Which file it is; unknown where it may not be read.
    handle: Option<Handle>,
}

impl Identity {
    /// Nothing where there is no plain file yet: a new file, a pipe or a device takes nothing from anybody.
    fn of(path: &Path) -> Option<Identity> {
        path.is_file().then(|| Identity { place: place(path), handle: Handle::from_path(path).ok() })
    }

    fn is(&self, other: &Path) -> bool {
        let handle = match other.as_os_str() == files::STDIN {
            true => Handle::stdin().ok(),
            false if other.is_file() => Handle::from_path(other).ok(),
            false => return false,
        };
        match (&self.handle, handle) {
            (Some(own), Some(handle)) => *own == handle,
            _ => place(other) == self.place,
        }
    }
}
