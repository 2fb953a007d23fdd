//! Files that are read together: `--packet`, and `--previous` with the report of the period before.

use super::args::{InputArgs, PacketArgs};
use super::files;
use super::lint::Examine;
use super::output;
use super::settings::Settings;
use report_lint::packet::{self, Extract, Member, Outcome};
use report_lint::render::{Linted, Unread};
use report_lint::rulebook::Language;
use report_lint::source::Source;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};

impl PacketArgs {
    /// True where files are compared with others at all.
    fn compares(&self) -> bool {
        self.packet || self.previous.is_some()
    }

    /// How each file is linted: where it is compared, what it brings along is kept.
    pub fn linting(&self, relations: bool) -> Examine {
        match (self.compares(), relations) {
            (false, false) => report_lint::lint,
            (false, true) => report_lint::audit,
            (true, false) => report_lint::lint_in_packet,
            (true, true) => report_lint::audit_in_packet,
        }
    }
}

/// Adds to the reports what they say of each other. What cannot be read or done is complained of in one sentence, and added to the problems.
pub fn join(args: &PacketArgs, input: &InputArgs, settings: &Settings, linted: &mut [Linted], problems: &mut Vec<Unread>) {
    if !args.compares() {
        return;
    }
    let known = problems.len();
    let previous = args.previous.as_deref().and_then(|path| match files::read(path, None, input.tracked.into()) {
        Ok(source) => Some(source),
        Err(problem) => {
            problems.push(problem);
            None
        }
    });
    let work = || {
        let nothing = Extract::default();
        let extracts = linted.iter().map(|file| file.report.extract.as_ref().unwrap_or(&nothing));
        let members: Vec<Member> = linted.iter().zip(extracts).map(|(file, extract)| member(&file.source, extract, file.report.language, settings)).collect();
        let mut outcomes = Vec::new();
        if args.packet {
            outcomes.push(packet::beside(&members));
        }
        if let Some(source) = &previous {
            let extract = extract_of(source, settings);
            let language = members.first().map_or(Language::default(), |m| m.language);
            outcomes.push(packet::follows(&members, member(source, &extract, language, settings)));
        }
        outcomes
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(outcomes) => outcomes.into_iter().for_each(|outcome| take(outcome, linted, settings)),
        Err(_) => problems.push(Unread::failed("--packet", "report-lint itself failed here; this is its mistake, not the reports'")),
    }
    problems[known..].iter().for_each(output::complain);
}

/// The path that the settings of a file hang on.
fn path(source: &Source) -> PathBuf {
    PathBuf::from(&source.name)
}

fn extract_of(source: &Source, settings: &Settings) -> Extract {
    report_lint::extract(source, &settings.for_file(&path(source)).book)
}

/// A document with the rules and the language in which it is spoken of.
fn member<'a>(source: &'a Source, extract: &'a Extract, language: Language, settings: &'a Settings) -> Member<'a> {
    let setting = settings.for_file(&path(source));
    Member { source, extract, rulebook: setting.book.in_language(language), language: setting.language.unwrap_or(language) }
}

/// Hands each file what is said of it, as far as its configuration lets it.
fn take(outcome: Outcome, linted: &mut [Linted], settings: &Settings) {
    for said in outcome.said {
        let Some(file) = linted.get_mut(said.file) else { continue };
        let mut findings: Vec<_> = said.finding.into_iter().collect();
        let name = file.source.name.clone();
        settings.for_file(Path::new(&name)).apply(Path::new(&name), &mut findings);
        file.report.findings.append(&mut findings);
        file.report.ledger.relations.push(said.relation);
    }
    for file in linted {
        file.report.findings.sort_by_key(|f| (f.primary.start, f.primary.end));
    }
}
