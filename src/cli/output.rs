//! Where output goes: standard output or a file; problems to standard error, one sentence each.

use super::args::{InputArgs, When};
use super::{saving, tongue};
use report_lint::render::signs;
use report_lint::render::terminal::Style;
use report_lint::render::{problems, Unread};
use report_lint::rulebook::Language;
use std::borrow::Cow;
use std::fmt::Display;
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

impl From<Unread> for Stop {
    fn from(problem: Unread) -> Stop {
        Stop::Problem(problem.to_string())
    }
}

impl From<String> for Stop {
    fn from(problem: String) -> Stop {
        Stop::Problem(problem)
    }
}

/// Prints exact bytes for programs; a person at a terminal gets a mark for each sign that would steer it.
pub fn print_exact(text: &str) -> Result<(), Stop> {
    print(&for_reader(text, None))
}

/// Exact words where a program reads them, words fit for the eye on a terminal.
pub fn for_reader<'t>(text: &'t str, file: Option<&Path>) -> Cow<'t, str> {
    match file.is_none() && std::io::stdout().is_terminal() {
        true => signs::shown(text),
        false => Cow::Borrowed(text),
    }
}

/// Prints to standard output.
pub fn print(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| stop("standard output", &error))
}

/// Writes to the file, or prints where there is none.
pub fn write(file: Option<&Path>, text: &str) -> Result<(), Stop> {
    match file {
        Some(path) => replace(path, text.as_bytes()),
        None => print(text),
    }
}

/// Replaces a file, whole or not at all.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    saving::replace(path, bytes).map_err(|error| stop(&path.display().to_string(), &error))
}

fn stop(what: &str, error: &std::io::Error) -> Stop {
    match error.kind() {
        ErrorKind::BrokenPipe => Stop::ClosedPipe,
        _ => Stop::Problem(format!("{what}: {error}")),
    }
}

/// Says what went wrong, on standard error.
pub fn complain(problem: impl Display) {
    tell(problems::in_language(&problem.to_string(), tongue::language()));
}

/// Says something beside the output, on standard error.
pub fn tell(words: impl Display) {
    // Where standard error is closed too there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "report-lint: {}", signs::on_one_line(&words.to_string()));
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
