//! Linting and auditing files.

use super::args::{AuditArgs, Format, InputArgs, LintArgs};
use super::output::{self, Stop};
use super::settings::Settings;
use super::targets::{self, Target};
use super::{annotate, baseline, files, packet, pages, places, progress};
use report_lint::pool;
use report_lint::render::{comments, csv, diff, github, gitlab, html, json, junit, ledger, narrated, rdjson, sarif, signs, summary, terminal, Linted, Unread};
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::Source;
use report_lint::Report;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lints files and prints their findings.
pub fn lint(args: &LintArgs) -> Result<ExitCode, Stop> {
    let format = args.output_format;
    if args.output_dir.is_some() {
        format.must_be(&[Format::Html], " with --output-dir")?;
    }
    let (mut found, settings) = wanted(&args.input)?;
    // What an earlier run wrote there is no report.
    let outputs = [&args.annotate_dir, &args.output_dir];
    found.0.retain(|path| args.input.paths.contains(path) || !outputs.iter().any(|dir| dir.as_ref().is_some_and(|dir| path.starts_with(dir))));
    if args.annotate.is_some() {
        annotate::takes(args)?;
    }
    let copies = Copies::of(args, &found.0)?;
    let targets = [output_file(&args.input), target("--annotate", &args.annotate), target(targets::WRITE_BASELINE, &args.write_baseline)];
    let mut targets: Vec<Target> = targets.into_iter().flatten().collect();
    targets.extend(copies.commented.iter().filter(|_| args.annotate_dir.is_some()).map(|(_, path)| Target { option: "--annotate-dir", path }));
    targets.extend(copies.pages.iter().map(|path| Target { option: "--output-dir", path }));
    targets::check(&targets, &args.input, &args.packet.with_previous(&found.0), &settings, args.baseline.as_deref())?;
    args.annotate.as_deref().map_or(Ok(()), annotate::names)?;
    if args.show_files {
        return show_files(args, &found);
    }
    // The page shows what each number was compared with.
    let examine = args.packet.linting(&settings, format == Format::Html);
    let reports = found.0.clone();
    let (mut linted, mut problems) = read_all(&args.input, found, &settings, examine);
    packet::join(&args.packet, &args.input, &settings, &mut linted, &mut problems);
    if let (true, Some(target)) = (linted.is_empty(), targets.iter().find(|t| t.option != OUTPUT_FILE)) {
        return Err(Stop::Problem(format!("{}: no report was linted, so nothing was written", target.named())));
    }
    baseline::apply(args, &settings, &mut linted)?;
    let fails = linted.iter().flat_map(|f| &f.report.findings).any(|f| f.severity >= Severity::from(args.fail_on));
    for file in &mut linted {
        file.report.findings.retain(|f| f.severity >= Severity::from(args.severity));
    }
    match &args.output_dir {
        Some(folder) => pages::write(folder, &reports, &copies.pages, &linted, &problems, &settings)?,
        None => print(args, &linted, &settings, &problems)?,
    }
    for (report, copy) in &copies.commented {
        annotate::write(args, report, &linted, &settings, copy)?;
    }
    let status = status(&problems, fails && !args.exit_zero);
    // The end of the run gives all memory back at once.
    std::mem::forget((settings, linted));
    Ok(status)
}

/// What is written beside the output itself.
struct Copies {
    /// Word files with the places of their copies.
    commented: Vec<(PathBuf, PathBuf)>,
    /// The places of the pages, one a report, and the page that leads to them.
    pages: Vec<PathBuf>,
}

impl Copies {
    fn of(args: &LintArgs, reports: &[PathBuf]) -> Result<Copies, String> {
        let mut copies = Copies { commented: Vec::new(), pages: Vec::new() };
        if let (Some(out), [report]) = (&args.annotate, args.input.paths.as_slice()) {
            copies.commented.push((report.clone(), out.clone()));
        }
        if let Some(folder) = &args.annotate_dir {
            let word: Vec<PathBuf> = reports.iter().filter(|path| annotate::is_word(path)).cloned().collect();
            if word.is_empty() {
                return Err("--annotate-dir: there is no Word file (.docx) among the reports".to_owned());
            }
            let places = places::below(folder, &word, &args.input.paths, "")?;
            copies.commented.extend(word.into_iter().zip(places));
        }
        if let Some(folder) = &args.output_dir {
            copies.pages = places::below(folder, reports, &args.input.paths, ".html")?;
            copies.pages.push(folder.join(pages::INDEX));
        }
        Ok(copies)
    }
}

/// The output in its format, where it goes. A table in a file begins with the mark by which spreadsheets know UTF-8.
fn print(args: &LintArgs, linted: &[Linted], settings: &Settings, problems: &[Unread]) -> Result<(), Stop> {
    let text = rendered(args, linted, settings, problems).map_err(|error| error.to_string())?;
    let file = args.input.output_file.as_deref();
    let mark = if file.is_some() && args.output_format == Format::Csv { csv::MARK } else { "" };
    output::write(file, &(mark.to_owned() + &text))
}

/// The option that every output may use.
const OUTPUT_FILE: &str = "--output-file";

pub(super) fn output_file(args: &InputArgs) -> Option<Target<'_>> {
    target(OUTPUT_FILE, &args.output_file)
}

fn target<'a>(option: &'static str, path: &'a Option<PathBuf>) -> Option<Target<'a>> {
    Some(Target { option, path: path.as_deref()? })
}

/// The output in its format.
fn rendered(args: &LintArgs, linted: &[Linted], settings: &Settings, problems: &[Unread]) -> serde_json::Result<String> {
    let language = settings.language(linted);
    Ok(match args.output_format {
        Format::Json => signs::in_json(json::findings(linted, problems)?),
        Format::JsonLines => signs::in_json(json::findings_lines(linted, problems)?),
        Format::Csv => csv::table(linted, problems, language),
        Format::Sarif => signs::in_json(sarif::log(linted, &settings.rules(), &failures(problems), language)?),
        Format::Github => github::commands(linted, language),
        Format::Gitlab => signs::in_json(gitlab::issues(linted, language)?),
        Format::Junit => junit::suites(linted, language),
        Format::Rdjson => signs::in_json(rdjson::diagnostics(linted, language)?),
        Format::Html => html::page(linted, language),
        Format::Full | Format::Concise | Format::Narrated => in_words(args, linted, language),
    })
}

/// What people read: findings, suggested edits, counts, summary.
fn in_words(args: &LintArgs, linted: &[Linted], language: Language) -> String {
    let style = output::style(&args.input, language);
    let mut out = String::new();
    if !args.quiet {
        let shown = signs::printable(linted);
        out += &match args.output_format {
            Format::Concise => terminal::concise(&shown, style.language),
            Format::Narrated => narrated::told(&shown, style.language),
            _ => terminal::full(&shown, style),
        };
    }
    if args.fix_suggest {
        out += &output::for_reader(&diff::diffs(linted), args.input.output_file.as_deref());
    }
    if args.statistics {
        out += &terminal::statistics(linted);
    }
    if !args.quiet && !linted.is_empty() {
        out += &match args.output_format {
            Format::Full => summary::sentence(linted, style.language),
            Format::Narrated => narrated::summary(linted, style.language),
            _ => String::new(),
        };
    }
    out
}

fn show_files(args: &LintArgs, (paths, problems): &Found) -> Result<ExitCode, Stop> {
    problems.iter().for_each(output::complain);
    let list: String = paths.iter().map(|p| format!("{}\n", p.display())).collect();
    let file = args.input.output_file.as_deref();
    output::write(file, &output::for_reader(&list, file))?;
    Ok(status(problems, false))
}

/// Prints the ledgers of files.
pub fn audit(args: &AuditArgs) -> Result<ExitCode, Stop> {
    args.output_format.must_be(&[Format::Full, Format::Json, Format::JsonLines], " for an audit")?;
    let (found, settings) = wanted(&args.input)?;
    let targets: Vec<Target> = output_file(&args.input).into_iter().collect();
    targets::check(&targets, &args.input, &args.packet.with_previous(&found.0), &settings, None)?;
    let (mut linted, mut problems) = read_all(&args.input, found, &settings, args.packet.linting(&settings, true));
    packet::join(&args.packet, &args.input, &settings, &mut linted, &mut problems);
    let text = match args.output_format {
        Format::Json => signs::in_json(json::ledgers(&linted).map_err(|error| error.to_string())?),
        Format::JsonLines => signs::in_json(json::ledger_lines(&linted).map_err(|error| error.to_string())?),
        _ => ledger::ledgers(&signs::printable(&linted), settings.language(&linted), args.verbose),
    };
    output::write(args.input.output_file.as_deref(), &text)?;
    Ok(status(&problems, false))
}

/// Files that the arguments stand for, and what is wrong with other paths.
pub(super) type Found = (Vec<PathBuf>, Vec<Unread>);

/// The files that the arguments stand for, without those that are excluded, and what holds for them.
pub(super) fn wanted(args: &InputArgs) -> Result<(Found, Settings), Stop> {
    let mut found = files::find(&args.paths, args.force_exclude);
    let settings = Settings::of(args, &found.0)?;
    settings.drop_excluded(&mut found.0, if args.force_exclude { &[] } else { &args.paths });
    Ok((found, settings))
}

/// What is done with a report: linted, or audited.
pub(super) type Examine = fn(&Source, &Rulebook, Option<Language>) -> Report;

/// Reads and lints all files that the arguments stand for; what cannot be read is said on standard error.
pub(super) fn read_all(args: &InputArgs, (paths, mut problems): Found, settings: &Settings, examine: Examine) -> (Vec<Linted>, Vec<Unread>) {
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
                problems.extend(file.report.limit.as_ref().map(|limit| Unread::failed(&file.source.name, limit)));
                file.source.unread.iter().for_each(|what| output::complain(format!("{}: {what}", file.source.name)));
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
pub(super) fn examined(path: &Path, args: &InputArgs, settings: &Settings, examine: Examine) -> Result<Linted, Unread> {
    let setting = settings.for_file(path);
    let work = || {
        let source = files::read(path, args.stdin_filename.as_deref(), args.tracked.into())?;
        let mut report = examine(&source, &setting.book, setting.language);
        if let Some(limit) = report.limit.as_ref().filter(|limit| !limit.leaves_findings()) {
            return Err(Unread::failed(&source.name, limit));
        }
        setting.apply(path, &mut report.findings);
        comments::hide_settled(&source, &mut report.findings);
        Ok(Linted { source, report })
    };
    // A mistake of this program in one file must not cost the findings of the others.
    let failed = |_| Err(Unread::failed(path.display(), "report-lint itself failed here; this is its mistake, not the report's"));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(failed)
}

/// What could not be done, a sentence each; a file that is passed by is none of it.
fn failures(problems: &[Unread]) -> Vec<String> {
    problems.iter().filter(|p| !p.skipped).map(ToString::to_string).collect()
}

fn status(problems: &[Unread], fails: bool) -> ExitCode {
    ExitCode::from(if problems.iter().any(|p| !p.skipped) { 2 } else { u8::from(fails) })
}
