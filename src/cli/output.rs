//! Where output goes: standard output or a file; problems to standard error, one sentence each.

use std::io::{ErrorKind, Write};
use std::path::Path;

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
        Some(path) => std::fs::write(path, text).map_err(|error| Stop::Problem(format!("{}: {error}", path.display()))),
        None => print(text),
    }
}

/// Says what went wrong, on standard error.
pub fn complain(problem: &str) {
    // Where standard error is closed too there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "report-lint: {problem}");
}
