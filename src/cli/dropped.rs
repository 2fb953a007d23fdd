//! Files that are dragged onto the program, under Windows: the office has no command line. A copy of the program that is called `doi-chieu` takes them:
//! beside each report it writes the Word copy with comments and the page, says what was found, and waits, since the window would close.

use super::args::Cli;
use super::output::{self, Stop};
use super::{annotate, lint, targets};
use clap::Parser;
use report_lint::render::words::pick;
use report_lint::render::{html, summary, Linted};
use report_lint::rulebook::Language;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The name under which the program takes files that are dragged onto it.
const NAME: &str = "doi-chieu";

/// True if the program was called by that name.
pub fn is_meant(arguments: &[OsString]) -> bool {
    let name = arguments.first().map(Path::new).and_then(Path::file_stem);
    name.is_some_and(|n| n.to_string_lossy().to_lowercase().starts_with(NAME))
}

/// Lints the files and writes beside them; nobody sees the window after the last word, so that it waits for Enter.
pub fn take(files: Vec<OsString>) -> Result<ExitCode, Stop> {
    let done = work(files);
    if let Err(Stop::Problem(problem)) = &done {
        output::complain(problem);
    }
    if std::io::stdin().is_terminal() {
        output::print("\nNhấn Enter để đóng cửa sổ này. ")?;
        let _ = std::io::stdin().read_line(&mut String::new());
    }
    done.or(Ok(ExitCode::from(2)))
}

fn work(files: Vec<OsString>) -> Result<ExitCode, Stop> {
    if files.is_empty() {
        output::print("Kéo một hoặc nhiều tệp báo cáo (.docx, .xlsx, .pdf, .odt) thả lên biểu tượng của chương trình này.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    // A file that begins with a dash is a file here.
    let arguments = [OsString::from(NAME), OsString::from("--")].into_iter().chain(files);
    let args = Cli::try_parse_from(arguments).map_err(|error| error.to_string())?.lint;
    let (mut found, settings) = lint::wanted(&args.input)?;
    found.0.retain(|path| !is_ours(path));
    let reports = found.0.clone();
    let (linted, problems) = lint::read_all(&args.input, found, &settings, report_lint::audit);
    for file in &linted {
        let path = Path::new(&file.source.name);
        let one = std::slice::from_ref(file);
        let language = settings.language(one);
        let mut written = vec![beside(path, language, "html")];
        if annotate::is_word(path) {
            // Word opens no file with macros under the name of one without.
            let ending = path.extension().map_or(String::new(), |e| e.to_string_lossy().to_lowercase());
            written.push(beside(path, language, &ending));
        }
        let targets: Vec<targets::Target> = written.iter().map(|path| targets::Target { option: NAME, path }).collect();
        targets::check(&targets, &args.input, &reports, &settings, None)?;
        output::replace(&written[0], html::page(one, language).as_bytes())?;
        if let Some(copy) = written.get(1) {
            annotate::write(&args, path, one, &settings, copy)?;
        }
        output::print(&said(file, language, &written))?;
    }
    Ok(ExitCode::from(if problems.iter().any(|p| !p.skipped) { 2 } else { 0 }))
}

/// What was found, and where it is written.
fn said(file: &Linted, language: Language, written: &[PathBuf]) -> String {
    let names: String = written.iter().map(|path| format!("  → {}\n", path.display())).collect();
    format!("{}\n  {}{names}", file.source.name, summary::sentence(std::slice::from_ref(file), language))
}

/// The words by which a file that this program wrote is known.
fn mark(language: Language) -> &'static str {
    pick(language, " (đã đối chiếu)", " (compared)")
}

fn beside(path: &Path, language: Language, ending: &str) -> PathBuf {
    let stem = path.file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned());
    path.with_file_name(format!("{stem}{}.{ending}", mark(language)))
}

fn is_ours(path: &Path) -> bool {
    let stem = path.file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned());
    [Language::Vi, Language::En].iter().any(|language| stem.ends_with(mark(*language)))
}
