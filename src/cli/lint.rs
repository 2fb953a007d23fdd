//! Linting and auditing files.

use super::args::{AuditArgs, Format, InputArgs, LintArgs};
use super::output::{self, Stop};
use super::settings::Settings;
use super::{annotate, baseline, files, pool, progress};
use report_lint::render::{diff, github, gitlab, html, json, junit, ledger, narrated, rdjson, sarif, terminal, Linted};
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::Source;
use report_lint::Report;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lints files and prints their findings.
pub fn lint(args: &LintArgs) -> Result<ExitCode, Stop> {
    let format = args.output_format;
    let (found, settings) = wanted(&args.input)?;
    if args.show_files {
        return show_files(args, &found);
    }
    if let Some(out) = &args.annotate {
        annotate::may_write(args, out)?;
    }
    // The page shows what each number was compared with.
    let examine: Examine = if format == Format::Html { report_lint::audit } else { report_lint::lint };
    let (mut linted, problems) = read_all(&args.input, found, &settings, examine);
    baseline::apply(args, &settings, &mut linted)?;
    let fails = linted.iter().flat_map(|f| &f.report.findings).any(|f| f.severity >= Severity::from(args.fail_on));
    for file in &mut linted {
        file.report.findings.retain(|f| f.severity >= Severity::from(args.severity));
    }
    let text = rendered(args, &linted, &settings, &problems).map_err(|error| error.to_string())?;
    output::write(args.input.output_file.as_deref(), &text)?;
    if let Some(out) = &args.annotate {
        annotate::write(args, &linted, settings.language(&linted), out)?;
    }
    Ok(status(&problems, fails && !args.exit_zero))
}

/// The output in its format.
fn rendered(args: &LintArgs, linted: &[Linted], settings: &Settings, problems: &[files::Problem]) -> serde_json::Result<String> {
    let language = settings.language(linted);
    Ok(match args.output_format {
        Format::Json => json::findings(linted)?,
        Format::JsonLines => json::findings_lines(linted)?,
        Format::Sarif => sarif::log(linted, &settings.rules(), problems, language)?,
        Format::Github => github::commands(linted, language),
        Format::Gitlab => gitlab::issues(linted, language)?,
        Format::Junit => junit::suites(linted, language),
        Format::Rdjson => rdjson::diagnostics(linted, language)?,
        Format::Html => html::page(linted, language),
        Format::Full | Format::Concise | Format::Narrated => in_words(args, linted, language),
    })
}

/// What people read: findings, suggested edits, counts, summary.
fn in_words(args: &LintArgs, linted: &[Linted], language: Language) -> String {
    let style = output::style(&args.input, language);
    let mut out = String::new();
    if !args.quiet {
        out += &match args.output_format {
            Format::Concise => terminal::concise(linted, style.language),
            Format::Narrated => narrated::told(linted, style.language),
            _ => terminal::full(linted, style),
        };
    }
    if args.fix_suggest {
        out += &diff::diffs(linted);
    }
    if args.statistics {
        out += &terminal::statistics(linted);
    }
    if !args.quiet && !linted.is_empty() {
        out += &match args.output_format {
            Format::Full => terminal::summary(linted, style.language),
            Format::Narrated => narrated::summary(linted, style.language),
            _ => String::new(),
        };
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
    let (found, settings) = wanted(&args.input)?;
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

/// The files that the arguments stand for, without those that are excluded, and what holds for them.
fn wanted(args: &InputArgs) -> Result<(Found, Settings), Stop> {
    let mut found = files::find(&args.paths, args.force_exclude);
    let settings = Settings::of(args, &found.0)?;
    settings.drop_excluded(&mut found.0, if args.force_exclude { &[] } else { &args.paths });
    Ok((found, settings))
}

/// What is done with a report: linted, or audited.
type Examine = fn(&Source, &Rulebook, Option<Language>) -> Report;

/// Reads and lints all files that the arguments stand for; what cannot be read is said on standard error.
fn read_all(args: &InputArgs, (paths, mut problems): Found, settings: &Settings, examine: Examine) -> (Vec<Linted>, Vec<files::Problem>) {
    let bar = progress::bar(paths.len());
    let done = pool::map(&paths, args.jobs, |path| {
        let examined = examined(path, args, settings, examine);
        bar.inc(1);
        examined
    });
    bar.finish_and_clear();
    let mut linted = Vec::new();
    for file in done {
        match file {
            Ok(file) => {
                problems.extend(file.report.limit.as_ref().map(|limit| format!("{}: {limit}", file.source.name)));
                linted.push(file);
            }
            Err(problem) => problems.push(problem),
        }
    }
    for problem in &problems {
        output::complain(problem);
    }
    (linted, problems)
}

/// Reads and lints one file.
fn examined(path: &Path, args: &InputArgs, settings: &Settings, examine: Examine) -> Result<Linted, files::Problem> {
    let source = files::read(path, args.stdin_filename.as_deref(), args.tracked.into())?;
    // A mistake of this program in one file must not cost the findings of the others.
    let setting = settings.for_file(path);
    match catch_unwind(AssertUnwindSafe(|| examine(&source, &setting.book, setting.language))) {
        Ok(Report { limit: Some(limit), .. }) if !limit.leaves_findings() => Err(format!("{}: {limit}", source.name)),
        Ok(mut report) => {
            setting.apply(path, &mut report.findings);
            Ok(Linted { source, report })
        }
        Err(_) => Err(format!("{}: report-lint itself failed here; this is its mistake, not the report's", source.name)),
    }
}

fn status(problems: &[files::Problem], fails: bool) -> ExitCode {
    ExitCode::from(if !problems.is_empty() { 2 } else { u8::from(fails) })
}
