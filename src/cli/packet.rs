//! Files that are read together: `--packet`, `--previous` with the reports of earlier periods, and the packets of a configuration.

use super::args::{InputArgs, PacketArgs};
use super::lint::{examined, Examine};
use super::output;
use super::settings::Settings;
use super::together::{self, Group};
use report_lint::mutual::{self, Together};
use report_lint::packet::{Outcome, Said};
use report_lint::pool;
use report_lint::render::{Linted, Unread};
use std::collections::HashMap;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};

impl PacketArgs {
    /// True where the command line says what is compared; then the packets of the configuration are not.
    pub fn compares(&self) -> bool {
        self.packet || !self.previous.is_empty()
    }

    /// The reports of the run with those of earlier periods: all that is read.
    pub fn with_previous(&self, reports: &[PathBuf]) -> Vec<PathBuf> {
        reports.iter().chain(&self.previous).cloned().collect()
    }

    /// How each file is linted: where it is compared, what it brings along is kept.
    pub fn linting(&self, settings: &Settings, relations: bool) -> Examine {
        match (self.compares() || settings.packets().next().is_some(), relations) {
            (false, false) => report_lint::lint,
            (false, true) => report_lint::audit,
            (true, false) => report_lint::lint_in_packet,
            (true, true) => report_lint::audit_in_packet,
        }
    }
}

/// Adds to the reports what they say of each other, and behind them the other documents of their packets of which something is said. What cannot be
/// read or done is complained of in one sentence, and added to the problems.
pub fn join(args: &PacketArgs, input: &InputArgs, settings: &Settings, linted: &mut Vec<Linted>, problems: &mut Vec<Unread>) {
    let known = problems.len();
    let groups = match args.compares() {
        true => vec![Group::of_arguments(args, linted)],
        false => together::configured(settings, linted, problems),
    };
    if !groups.is_empty() {
        let examine = args.linting(settings, true);
        let mut documents = Documents::of(std::mem::take(linted));
        documents.read(groups.iter().flat_map(Group::files), |path| examined(path, input, settings, examine), input.jobs, problems);
        let work = || groups.iter().map(|group| said_of(group, &documents, settings)).collect::<Vec<_>>();
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(outcomes) => outcomes.into_iter().flatten().for_each(|outcome| documents.take(outcome, settings)),
            Err(_) => problems.push(Unread::failed("--packet", "report-lint itself failed here; this is its mistake, not the reports'")),
        }
        *linted = documents.into_linted();
    }
    problems[known..].iter().for_each(output::complain);
}

/// The reports of the run, and behind them what else was read for a packet.
struct Documents {
    list: Vec<Linted>,
    /// How many of them are reports of the run.
    own: usize,
    /// Where each is, by its full path.
    at: HashMap<PathBuf, usize>,
}

impl Documents {
    fn of(list: Vec<Linted>) -> Documents {
        let at = list.iter().enumerate().map(|(at, file)| (full(Path::new(&file.source.name)), at)).collect();
        Documents { own: list.len(), list, at }
    }

    /// Reads the files that are not there yet. What is wrong with them alone is not asked here.
    fn read<'g>(
        &mut self,
        files: impl Iterator<Item = &'g PathBuf>,
        examine: impl Fn(&Path) -> Result<Linted, Unread> + Sync,
        jobs: usize,
        problems: &mut Vec<Unread>,
    ) {
        let mut missing: Vec<PathBuf> = files.filter(|path| !self.at.contains_key(&full(path))).cloned().collect();
        missing.sort();
        missing.dedup();
        for (path, file) in missing.iter().zip(pool::map(&missing, jobs, |path| examine(path))) {
            match file {
                Ok(mut file) => {
                    file.report.findings.clear();
                    self.at.insert(full(path), self.list.len());
                    self.list.push(file);
                }
                Err(problem) => problems.push(problem),
            }
        }
    }

    fn find(&self, path: &Path) -> Option<usize> {
        self.at.get(&full(path)).copied()
    }

    /// Hands each document what is said of it, as far as its configuration lets it.
    fn take(&mut self, outcome: Outcome, settings: &Settings) {
        mutual::hand_over(&mut self.list, outcome, |file, findings| {
            let path = PathBuf::from(&file.source.name);
            settings.for_file(&path).apply(&path, findings);
        });
    }

    /// The reports of the run, then the other documents of which something is said.
    fn into_linted(mut self) -> Vec<Linted> {
        let others = self.list.split_off(self.own);
        self.list.extend(others.into_iter().filter(|file| !file.report.findings.is_empty()));
        self.list
    }
}

/// What the documents of a group say of each other, by their places among all documents.
fn said_of(group: &Group, documents: &Documents, settings: &Settings) -> Vec<Outcome> {
    let places = |paths: &[PathBuf]| paths.iter().filter_map(|path| documents.find(path)).collect();
    let together = Together { members: places(&group.members), previous: places(&group.previous), beside: group.beside };
    let rules = |file: &Linted| {
        let setting = settings.for_file(Path::new(&file.source.name));
        (&setting.book, setting.language)
    };
    let mut outcomes = mutual::said(&together, &documents.list, rules);
    // Of two documents that nobody asked about nothing is said.
    let is_asked = |said: &Said| group.tells_all || said.file < documents.own || said.abroad.iter().any(|file| *file < documents.own);
    outcomes.iter_mut().for_each(|outcome| outcome.said.retain(is_asked));
    outcomes
}

/// The path with all its parents: two names of one file are one file.
pub(super) fn full(path: &Path) -> PathBuf {
    let path = path.strip_prefix(".").unwrap_or(path);
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
