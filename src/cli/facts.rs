//! `report-lint facts`: what each figure of a report counts.

use super::args::{FactsArgs, FactsFormat};
use super::lint::{output_file, wanted, Found};
use super::output::{self, Stop};
use super::targets::{self, Target};
use super::{files, settings::Settings};
use report_lint::pool;
use report_lint::render::facts::{self, FileFacts};
use report_lint::render::versions::{Comparison, FileVersion};
use report_lint::render::Unread;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;

/// Prints the figures of all files; 2 where a file could not be read.
pub fn print(args: &FactsArgs) -> Result<ExitCode, Stop> {
    let (found, settings) = wanted(&args.input)?;
    let targets: Vec<Target> = output_file(&args.input).into_iter().collect();
    targets::check(&targets, &args.input, &found.0, &settings, None)?;
    if args.diff {
        return diff(args, found, &settings);
    }
    let (paths, mut problems) = found;
    let mut read: Vec<FileFacts> = Vec::new();
    for file in pool::map(&paths, args.input.jobs, |path| one(path, args, &settings)) {
        match file {
            Ok(file) => read.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    problems.iter().for_each(output::complain);
    let text = match args.output_format {
        _ if args.statistics => facts::statistics(&read),
        FactsFormat::Table => facts::table(&read),
        FactsFormat::Csv => facts::csv(&read),
        FactsFormat::Json => facts::json(&read).map_err(|error| error.to_string())?,
        FactsFormat::JsonLines => facts::json_lines(&read).map_err(|error| error.to_string())?,
    };
    output::write(args.input.output_file.as_deref(), &text)?;
    Ok(ExitCode::from(if problems.is_empty() { 0 } else { 2 }))
}

/// Prints what was changed between two versions; 2 where one of them could not be read.
fn diff(args: &FactsArgs, (paths, mut problems): Found, settings: &Settings) -> Result<ExitCode, Stop> {
    if problems.is_empty() && paths.len() != 2 {
        return Err(Stop::Problem("--diff takes two files, the earlier version first".to_owned()));
    }
    let mut versions = Vec::new();
    for version in pool::map(&paths, args.input.jobs, |path| version(path, args, settings)) {
        match version {
            Ok(version) => versions.push(version),
            Err(problem) => problems.push(problem),
        }
    }
    problems.iter().for_each(output::complain);
    let [old, new] = versions.as_slice() else { return Ok(ExitCode::from(2)) };
    let language = settings.language.unwrap_or(new.version.language);
    let comparison = Comparison::of(old, new, language);
    let text = match args.output_format {
        FactsFormat::Table => comparison.table(),
        FactsFormat::Csv => comparison.csv(),
        FactsFormat::Json => comparison.json().map_err(|error| error.to_string())?,
        FactsFormat::JsonLines => comparison.json_lines().map_err(|error| error.to_string())?,
    };
    output::write(args.input.output_file.as_deref(), &text)?;
    Ok(ExitCode::from(if problems.is_empty() { 0 } else { 2 }))
}

fn version(path: &Path, args: &FactsArgs, settings: &Settings) -> Result<FileVersion, Unread> {
    guarded(path, || {
        let source = files::read(path, args.input.stdin_filename.as_deref(), args.input.tracked.into())?;
        let version = report_lint::version(&source, &settings.for_file(path).book);
        Ok(FileVersion { source, version })
    })
}

fn one(path: &Path, args: &FactsArgs, settings: &Settings) -> Result<FileFacts, Unread> {
    guarded(path, || {
        let source = files::read(path, args.input.stdin_filename.as_deref(), args.input.tracked.into())?;
        let facts = report_lint::facts(&source, &settings.for_file(path).book);
        Ok(FileFacts { source, facts })
    })
}

/// A mistake of this program in one file is said of that file.
fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, Unread>) -> Result<T, Unread> {
    let failed = |_| Err(Unread::failed(path.display(), "report-lint itself failed here; this is its mistake, not the report's"));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(failed)
}
