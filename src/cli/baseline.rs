//! `--baseline` and `--write-baseline`: only what is new is shown.

use super::args::LintArgs;
use super::output::{self, Stop};
use super::settings::Settings;
use report_lint::baseline::Baseline;
use report_lint::render::Linted;
use report_lint::rulebook::Language;
use report_lint::source::Span;
use report_lint::suppression;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Hides what the baseline accepts, or accepts what there is and writes it. An entry that matches nothing any more becomes a finding.
pub fn apply(args: &LintArgs, settings: &Settings, linted: &mut [Linted]) -> Result<(), Stop> {
    if let Some(file) = &args.write_baseline {
        return write(file, linted, settings.language(linted), args.quiet);
    }
    let Some(file) = &args.baseline else { return Ok(()) };
    let baseline = read(file)?;
    // Not every name is a path that can be asked for: that of standard input, one that is no UTF-8.
    let met = keys(file, linted);
    for Linted { source, report } in linted.iter_mut() {
        let path = Path::new(&source.name);
        let setting = settings.for_file(path);
        let before = report.findings.len();
        let stale = baseline.hide(&key(file, path), source, &mut report.findings);
        report.accepted = before - report.findings.len();
        let finding = |what: String| suppression::unused(Span::default(), &what, "baseline", &setting.book, setting.language.unwrap_or(report.language));
        let mut found: Vec<_> = stale.into_iter().filter_map(|e| finding(format!("{} “{}”", e.rule, e.words))).collect();
        setting.apply(path, &mut found);
        report.findings.splice(0..0, found);
    }
    let gone = baseline.paths().filter(|path| !met.contains(*path) && !there(file, path)).count();
    if gone > 0 {
        output::complain(format!("{}: {gone} files of it are gone; --write-baseline takes them out", file.display()));
    }
    Ok(())
}

/// Accepts all findings of the files of this run; what was accepted of other files stays as long as they are there.
fn write(file: &Path, linted: &mut [Linted], language: Language, quiet: bool) -> Result<(), Stop> {
    let accepted: usize = linted.iter().map(|f| f.report.findings.len()).sum();
    let mut baseline = if file.exists() { read(file)? } else { Baseline::default() };
    for Linted { source, report } in linted.iter_mut() {
        baseline.accept(&key(file, Path::new(&source.name)), source, &report.findings);
        report.accepted = report.findings.len();
        report.findings.clear();
    }
    let met = keys(file, linted);
    baseline.prune(|path| met.contains(path) || there(file, path));
    let text = baseline.write().map_err(|error| error.to_string())?;
    output::replace(file, text.as_bytes())?;
    let (shown, files) = (file.display(), linted.len());
    if !quiet {
        output::tell(match language {
            Language::Vi => format!("{shown}: đã ghi {accepted} phát hiện được chấp nhận của {files} tệp."),
            Language::En => format!("{shown}: {accepted} accepted findings of {files} files written."),
        });
    }
    Ok(())
}

fn read(file: &Path) -> Result<Baseline, Stop> {
    let text = report_lint::reading::text(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Baseline::parse(&text).map_err(|error| Stop::Problem(format!("{}: {error}", file.display())))
}

/// What a baseline calls a file: its path from the folder of the baseline, so that the two can be moved together.
fn key(baseline: &Path, file: &Path) -> String {
    let (base, file) = (folder(baseline), full(file));
    file.strip_prefix(&base).unwrap_or(&file).to_string_lossy().replace('\\', "/")
}

fn keys(baseline: &Path, linted: &[Linted]) -> HashSet<String> {
    linted.iter().map(|f| key(baseline, Path::new(&f.source.name))).collect()
}

fn there(baseline: &Path, key: &str) -> bool {
    folder(baseline).join(key).exists()
}

fn folder(baseline: &Path) -> PathBuf {
    full(baseline).parent().map_or(PathBuf::new(), Path::to_path_buf)
}

fn full(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
