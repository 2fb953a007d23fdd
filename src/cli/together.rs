//! Which files are read together: those of the command line, or those that a packet of the configuration names.

use super::args::PacketArgs;
use super::files;
use super::packet::full;
use super::settings::Settings;
use report_lint::render::{Linted, Unread};
use report_lint::settings::Pattern;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Files that are read together.
pub struct Group {
    /// The documents that belong together.
    pub members: Vec<PathBuf>,
    /// The reports of earlier periods.
    pub previous: Vec<PathBuf>,
    /// True where the members are compared with each other.
    pub beside: bool,
    /// True where what two earlier reports say of each other is told too.
    pub tells_all: bool,
}

impl Group {
    /// The reports of the run, as the command line has them.
    pub fn of_arguments(args: &PacketArgs, linted: &[Linted]) -> Group {
        let members = linted.iter().map(|file| PathBuf::from(&file.source.name)).collect();
        Group { members, previous: args.previous.clone(), beside: args.packet, tells_all: true }
    }

    /// All its files.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.members.iter().chain(&self.previous)
    }
}

/// The packets of the configurations that a report of the run belongs to, with all their files, so that a hook that is given one of them compares
/// it too. A pattern that names no file is a problem.
pub fn configured(settings: &Settings, linted: &[Linted], problems: &mut Vec<Unread>) -> Vec<Group> {
    let run: HashSet<PathBuf> = linted.iter().map(|file| full(Path::new(&file.source.name))).collect();
    let mut groups = Vec::new();
    for packet in settings.packets() {
        let mut named = |patterns: &[Pattern]| -> Vec<PathBuf> {
            let mut all = Vec::new();
            for pattern in patterns {
                let found = named_by(pattern, settings);
                if found.is_empty() {
                    problems.push(Unread::failed(shown(&packet.config).display(), format!("packet: `{}` names no file", pattern.text)));
                }
                all.extend(found);
            }
            all.sort();
            all.dedup();
            all
        };
        let (members, previous) = (named(&packet.files), named(&packet.previous));
        let members: Vec<PathBuf> = members.into_iter().filter(|path| !previous.contains(path)).collect();
        if members.iter().any(|path| run.contains(&full(path))) {
            groups.push(Group { members, previous, beside: true, tells_all: false });
        }
    }
    groups
}

/// The reports that a pattern names, in order.
fn named_by(pattern: &Pattern, settings: &Settings) -> Vec<PathBuf> {
    let found = files::below(&pattern.root());
    let is_meant = |path: &PathBuf| pattern.matches(path) && !settings.for_file(path).excludes(path);
    found.into_iter().filter(is_meant).map(|path| shown(&path)).collect()
}

/// A path as people write it: from the working folder, where it lies below that.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_path_buf()
}
