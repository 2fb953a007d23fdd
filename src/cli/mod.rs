//! The command line: arguments, files, exit status.

mod annotate;
mod args;
mod baseline;
mod files;
mod lint;
mod output;
mod pool;
mod rules;
mod settings;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use output::Stop;
use report_lint::formats::Options;
use std::process::ExitCode;

/// Does what the arguments say; the exit status is 0 (nothing found), 1 (findings) or 2 (could not do the work).
pub fn run() -> ExitCode {
    let done = match Cli::parse() {
        Cli { command: None, lint } => lint::lint(&lint),
        Cli { command: Some(Command::Audit(audit)), .. } => lint::audit(&audit),
        Cli { command: Some(Command::Text { path, tracked }), .. } => text(&path, tracked.into()),
        Cli { command: Some(Command::Rule(rule)), .. } => rules::print(&rule),
        Cli { command: Some(Command::ConfigSchema), .. } => output::print(&report_lint::config::schema()).map(|()| ExitCode::SUCCESS),
        Cli { command: Some(Command::Lsp { .. }), .. } => serve(),
        Cli { command: Some(Command::Completions { shell }), .. } => completions(shell),
    };
    match done {
        Ok(code) => code,
        Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Problem(problem)) => {
            output::complain(&problem);
            ExitCode::from(2)
        }
    }
}

fn text(path: &std::path::Path, options: Options) -> Result<ExitCode, Stop> {
    let source = files::read(path, None, options)?;
    output::print(&source.text)?;
    Ok(ExitCode::SUCCESS)
}

/// The exit status is the protocol's: 0 if the editor said that it would leave, otherwise 1.
fn serve() -> Result<ExitCode, Stop> {
    let orderly = report_lint::lsp::serve(rules::load(None)?).map_err(|error| format!("language server: {error}"))?;
    Ok(ExitCode::from(u8::from(!orderly)))
}

fn completions(shell: clap_complete::Shell) -> Result<ExitCode, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "report-lint", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
