//! A copy of the Word file with the findings as comments.

use super::args::LintArgs;
use super::files;
use super::output::{self, Stop};
use super::settings::Settings;
use report_lint::formats::{self, Comment};
use report_lint::render::{comments, Linted};
use std::path::Path;

/// Says before any work is done what `--annotate` cannot do.
pub fn takes(args: &LintArgs) -> Result<(), String> {
    let [input] = args.input.paths.as_slice() else { return Err("--annotate takes one Word file (.docx)".to_owned()) };
    match input.as_os_str() == files::STDIN || input.is_dir() {
        true => Err(format!("--annotate takes one Word file (.docx), not {}", input.display())),
        false => Ok(()),
    }
}

/// Says before any work is done that the copy is named as what it is not.
pub fn names(out: &Path) -> Result<(), String> {
    match is_word(out) {
        true => Ok(()),
        false => Err(format!("--annotate writes a Word file (.docx), which {} would not be", out.display())),
    }
}

/// True for what comments can be set in, by its name.
pub fn is_word(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["docx", "docm"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// Writes the copy of one report; nothing where it could not be linted.
pub fn write(args: &LintArgs, path: &Path, linted: &[Linted], settings: &Settings, out: &Path) -> Result<(), Stop> {
    let Some(file) = linted.iter().find(|file| Path::new(&file.source.name) == path) else { return Ok(()) };
    let bytes = files::bytes(path)?;
    let options = args.input.tracked.into();
    let problem = |error: formats::FormatError| format!("{}: {error}", path.display());
    let again = formats::read(&file.source.name, bytes.clone(), options).map_err(problem)?;
    if again.text != file.source.text {
        return Err(Stop::Problem(format!("{}: changed while it was read; nothing was written", path.display())));
    }
    let language = settings.language(std::slice::from_ref(file));
    let said = comments::comments(file, linted, language).into_iter().map(|(span, text)| Comment { span, text });
    let copy = formats::annotate(&bytes, &said.collect::<Vec<_>>(), options).map_err(problem)?;
    if let (Some(_), Some(folder)) = (&args.annotate_dir, out.parent()) {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    output::replace(out, &copy)
}
