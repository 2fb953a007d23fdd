//! Linting and auditing files.

use super::args::{AuditArgs, Format, InputArgs, LintArgs};
use super::output::{self, Stop};
use super::settings::Settings;
use super::{annotate, files, pool};
use report_lint::render::{diff, html, json, ledger, terminal, Linted};
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::Source;
use report_lint::Report;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;

/// Lints files and prints their findings.
pub fn lint(args: &LintArgs) -> Result<ExitCode, Stop> {
    let format = args.output_format;
    format.must_be(&[Format::Full, Format::Concise, Format::Json, Format::JsonLines, Format::Html], "")?;
    let found = files::find(&args.input.paths);
    let settings = Settings::of(&args.input, &found.0)?;
    if args.show_files {
        return show_files(args, &found);
    }
    if let Some(out) = &args.annotate {
        annotate::may_write(args, out)?;
    }
    // The page shows what each number was compared with.
    let examine: Examine = if format == Format::Html { report_lint::audit } else { report_lint::lint };
    let (mut linted, problems) = read_all(&args.input, found, &settings, examine);
    let fails = linted.iter().flat_map(|f| &f.report.findings).any(|f| f.severity >= Severity::from(args.fail_on));
    for file in &mut linted {
        file.report.findings.retain(|f| f.severity >= Severity::from(args.severity));
    }
    let text = match format {
        Format::Json => json::findings(&linted).map_err(|error| error.to_string())?,
        Format::JsonLines => json::findings_lines(&linted).map_err(|error| error.to_string())?,
        Format::Html => html::page(&linted, settings.language(&linted)),
        _ => in_words(args, &linted, settings.language(&linted)),
    };
    output::write(args.input.output_file.as_deref(), &text)?;
    if let Some(out) = &args.annotate {
        annotate::write(args, &linted, settings.language(&linted), out)?;
    }
    Ok(status(&problems, fails && !args.exit_zero))
}

/// What people read: findings, suggested edits, counts, summary.
fn in_words(args: &LintArgs, linted: &[Linted], language: Language) -> String {
    let style = output::style(&args.input, language);
    let mut out = String::new();
    if !args.quiet {
        out += &match args.output_format {
            Format::Concise => terminal::concise(linted, style.language),
            _ => terminal::full(linted, style),
        };
    }
    if args.fix_suggest {
        out += &diff::diffs(linted);
    }
    if args.statistics {
        out += &terminal::statistics(linted);
    }
    if !args.quiet && args.output_format == Format::Full && !linted.is_empty() {
        out += &terminal::summary(linted, style.language);
    }
    out
}

fn show_files(args: &LintArgs, (paths, problems): &Found) -> Result<ExitCode, Stop> {
    problems.iter().for_each(|p| output::complain(p));
    let list: String = paths.iter().map(|p| format!("{}\n", p.display())).collect();
    output::write(args.input.output_file.as_deref(), &list)?;
    Ok(status(problems, false))
}

/// Prints the ledgers of files.
pub fn audit(args: &AuditArgs) -> Result<ExitCode, Stop> {
    args.output_format.must_be(&[Format::Full, Format::Json, Format::JsonLines], " for an audit")?;
    let found = files::find(&args.input.paths);
    let settings = Settings::of(&args.input, &found.0)?;
    let (linted, problems) = read_all(&args.input, found, &settings, report_lint::audit);
    let text = match args.output_format {
        Format::Json => json::ledgers(&linted).map_err(|error| error.to_string())?,
        Format::JsonLines => json::ledger_lines(&linted).map_err(|error| error.to_string())?,
        _ => ledger::ledgers(&linted, settings.language(&linted), args.verbose),
    };
    output::write(args.input.output_file.as_deref(), &text)?;
    Ok(status(&problems, false))
}

/// Files that the arguments stand for, and what is wrong with other paths.
type Found = (Vec<PathBuf>, Vec<files::Problem>);

/// What is done with a report: linted, or audited.
type Examine = fn(&Source, &Rulebook, Option<Language>) -> Report;

/// Reads and lints all files that the arguments stand for; what cannot be read is said on standard error.
fn read_all(args: &InputArgs, (paths, mut problems): Found, settings: &Settings, examine: Examine) -> (Vec<Linted>, Vec<files::Problem>) {
    let done = pool::map(&paths, args.jobs, |path| {
        let source = files::read(path, args.stdin_filename.as_deref(), args.tracked.into())?;
        // A mistake of this program in one file must not cost the findings of the others.
        let setting = settings.for_file(path);
        match catch_unwind(AssertUnwindSafe(|| examine(&source, &setting.book, setting.language))) {
            Ok(mut report) => {
                setting.apply(path, &mut report.findings);
                Ok(Linted { source, report })
            }
            Err(_) => Err(format!("{}: report-lint itself failed here; this is its mistake, not the report's", source.name)),
        }
    });
    let mut linted = Vec::new();
    for file in done {
        match file {
            Ok(file) => linted.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    for problem in &problems {
        output::complain(problem);
    }
    (linted, problems)
}

fn status(problems: &[files::Problem], fails: bool) -> ExitCode {
    ExitCode::from(if !problems.is_empty() { 2 } else { u8::from(fails) })
}
