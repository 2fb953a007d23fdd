//! Where output goes: standard output or a file; problems to standard error, one sentence each.

use super::args::{InputArgs, When};
use report_lint::render::terminal::Style;
use report_lint::rulebook::Language;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Columns where the output is no screen.
const PAGE_WIDTH: usize = 110;
/// Longer lines are hard to read, however wide the screen is.
const WIDEST: usize = 140;

/// Why the work ends early.
pub enum Stop {
    /// Nobody reads the output any more: no mistake.
    ClosedPipe,
    /// One clear sentence.
    Problem(String),
}

impl From<String> for Stop {
    fn from(problem: String) -> Stop {
        Stop::Problem(problem)
    }
}

/// Prints to standard output.
pub fn print(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Stop::ClosedPipe,
        _ => Stop::Problem(format!("standard output: {error}")),
    })
}

/// Writes to the file, or prints where there is none.
pub fn write(file: Option<&Path>, text: &str) -> Result<(), Stop> {
    match file {
        Some(path) => replace(path, text.as_bytes()).map_err(Stop::Problem),
        None => print(text),
    }
}

/// Writes a file whole or not at all: beside it first, then under its name. What is no plain file (a pipe, a device) is written as it is.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", path.display());
    // A link is followed, so that the file behind it is the one that changes.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if std::fs::metadata(&target).is_ok_and(|m| !m.is_file()) {
        return std::fs::write(&target, bytes).map_err(problem);
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(problem)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(problem)?;
    if let Ok(old) = std::fs::metadata(&target) {
        beside.as_file().set_permissions(old.permissions()).map_err(problem)?;
    } else {
        readable(beside.as_file()).map_err(problem)?;
    }
    beside.persist(&target).map(drop).map_err(|error| problem(error.error))
}

/// A file made for a moment is private; one that stays is like any other new file.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Says what went wrong, on standard error.
pub fn complain(problem: &str) {
    // Where standard error is closed too there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "report-lint: {problem}");
}

/// Colours and width for where the output goes.
pub fn style(args: &InputArgs, language: Language) -> Style {
    let on_screen = args.output_file.is_none() && std::io::stdout().is_terminal();
    let color = match args.color {
        When::Always => true,
        When::Never => false,
        When::Auto => on_screen && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let screen = if on_screen { terminal_size::terminal_size() } else { None };
    let width = screen.map_or(PAGE_WIDTH, |(width, _)| usize::from(width.0)).clamp(60, WIDEST);
    Style { language, color, width }
}
