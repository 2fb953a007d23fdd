//! The command line: arguments, files, exit status.

mod annotate;
mod args;
mod baseline;
mod dropped;
mod facts;
mod files;
mod init;
mod lint;
mod output;
mod packet;
mod pages;
mod places;
mod progress;
mod rules;
mod saving;
mod settings;
mod targets;
mod together;
mod tongue;
mod usage;

use args::{Cli, Command, LspArgs, SchemaOf};
use clap::CommandFactory;
use output::Stop;
use report_lint::formats::Options;
use report_lint::render::{json, signs};
use report_lint::rulebook::Rulebook;
use std::borrow::Cow;
use std::ffi::OsString;
use std::process::ExitCode;

/// Does what the arguments say; the exit status is 0 (nothing found), 1 (findings) or 2 (could not do the work).
pub fn run() -> ExitCode {
    // What a mistake of this program says of itself may quote a report too.
    std::panic::set_hook(Box::new(|mistake| output::complain(mistake)));
    outlive_limits();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    tongue::choose(&arguments, dropped::is_meant(&arguments));
    let done = match dropped::is_meant(&arguments) {
        true => dropped::take(arguments.into_iter().skip(1).collect()),
        false => command(usage::parse(arguments).unwrap_or_else(|error| refuse(&error))),
    };
    match done {
        Ok(code) => code,
        Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Problem(problem)) => {
            output::complain(problem);
            ExitCode::from(2)
        }
    }
}

fn command(cli: Cli) -> Result<ExitCode, Stop> {
    match cli {
        Cli { command: None, lint } => lint::lint(&lint),
        Cli { command: Some(Command::Audit(audit)), .. } => lint::audit(&audit),
        Cli { command: Some(Command::Facts(args)), .. } => facts::print(&args),
        Cli { command: Some(Command::Text { path, tracked }), .. } => text(&path, tracked.into()),
        Cli { command: Some(Command::Rule(rule)), .. } => rules::print(&rule),
        Cli { command: Some(Command::Init(init)), .. } => init::init(&init),
        Cli { command: Some(Command::Man), .. } => man(),
        Cli { command: Some(Command::ConfigSchema), .. } => output::print(&report_lint::config::schema()).map(|()| ExitCode::SUCCESS),
        Cli { command: Some(Command::JsonSchema { what }), .. } => output::print(&json::schema(what == SchemaOf::Audit)).map(|()| ExitCode::SUCCESS),
        Cli { command: Some(Command::Lsp(lsp)), .. } => serve(lsp),
        Cli { command: Some(Command::Completions { shell }), .. } => completions(shell),
    }
}

/// Where no file may grow further, the system ends a program that writes on, unless it listens: then the write fails, and that is said.
#[cfg(unix)]
fn outlive_limits() {
    let heard = std::sync::Arc::default();
    // Where that cannot be asked for, it is as it was.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, heard);
}

#[cfg(not(unix))]
fn outlive_limits() {}

/// Says what is wrong with the arguments (or helps), and ends the program. Shells fill in names of files, so that even these words are not to be trusted.
fn refuse(error: &clap::Error) -> ! {
    if let Some(sentence) = usage::mistake(error) {
        output::tell(sentence);
        std::process::exit(2)
    }
    let words = error.render().to_string();
    match signs::shown(&words) {
        Cow::Borrowed(_) => error.exit(),
        Cow::Owned(shown) => {
            output::complain(shown);
            std::process::exit(2)
        }
    }
}

fn text(path: &std::path::Path, options: Options) -> Result<ExitCode, Stop> {
    let source = files::read(path, None, options)?;
    output::print_exact(&source.text)?;
    Ok(ExitCode::SUCCESS)
}

/// The exit status is the protocol's: 0 if the editor said that it would leave, otherwise 1.
fn serve(args: LspArgs) -> Result<ExitCode, Stop> {
    let book = Rulebook::for_linting().map_err(|error| error.to_string())?;
    let orderly = report_lint::lsp::serve(book, settings::plain_choices(&args.setting)).map_err(|error| format!("language server: {error}"))?;
    Ok(ExitCode::from(u8::from(!orderly)))
}

fn completions(shell: clap_complete::Shell) -> Result<ExitCode, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "report-lint", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// The manual page: that of the program, then the options of each command, since they are asked for in one place.
fn man() -> Result<ExitCode, Stop> {
    let problem = |error: std::io::Error| Stop::Problem(error.to_string());
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page).map_err(problem)?;
    let shown = command.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help");
    for part in shown {
        let name = format!("COMMAND {}", part.get_name().to_uppercase());
        page.extend(format!(".SH \"{name}\"\n").into_bytes());
        let man = clap_mangen::Man::new(part.clone());
        let mut sections = Vec::new();
        man.render_synopsis_section(&mut sections).map_err(problem)?;
        man.render_description_section(&mut sections).map_err(problem)?;
        man.render_options_section(&mut sections).map_err(problem)?;
        // Sections of the part are sections within the one of the command.
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").into_bytes());
    }
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(ExitCode::SUCCESS)
}
