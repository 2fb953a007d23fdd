//! The command line in Vietnamese: its help, and what is wrong with arguments. The English texts stand at the arguments (`args.rs`), these in `usage.toml`.

use super::args::Cli;
use super::tongue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error, FromArgMatches};
use report_lint::rulebook::Language;
use std::ffi::OsString;
use std::fmt::Write;
use std::sync::LazyLock;

/// English texts with what they are in Vietnamese.
static WORDS: LazyLock<toml::Table> = LazyLock::new(|| include_str!("usage.toml").parse().unwrap_or_default());

const TEMPLATE: &str = "{before-help}{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// The arguments, read by the command in the language that was chosen.
pub fn parse(arguments: Vec<OsString>) -> Result<Cli, Error> {
    let mut command = Cli::command();
    if tongue::language() == Language::Vi {
        command = vietnamese(command);
    }
    Cli::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

fn said(text: impl ToString) -> Option<&'static str> {
    WORDS.get(&text.to_string()).and_then(|vi| vi.as_str())
}

/// A command with all below it.
fn vietnamese(mut command: Command) -> Command {
    command.build();
    translated(command)
}

fn translated(command: Command) -> Command {
    let about = command.get_about().and_then(said);
    let mut command = command.mut_args(argument).mut_subcommands(translated);
    if let Some(about) = about {
        command = command.about(about);
    }
    let usage = command.render_usage().to_string();
    let usage =
        usage.strip_prefix("Usage: ").unwrap_or(&usage).replace("[OPTIONS]", "[TÙY-CHỌN]").replace("<COMMAND>", "<LỆNH>").replace("[COMMAND]", "[LỆNH]");
    command.override_usage(usage).help_template(TEMPLATE).subcommand_help_heading("Lệnh")
}

/// An argument with its name, its help and its values.
fn argument(arg: Arg) -> Arg {
    let short = arg.get_help().map(|help| said(help).map_or_else(|| help.to_string(), str::to_owned)).unwrap_or_default();
    // Only the help itself is told otherwise in the full help: it is not to send people to where they are.
    let mut long = arg.get_long_help().and_then(said).map_or_else(|| short.clone(), str::to_owned);
    if arg.get_action().takes_values() {
        for value in arg.get_possible_values().iter().filter(|v| !v.is_hide_set()) {
            let help = value.get_help().map(|help| said(help).map_or_else(|| help.to_string(), str::to_owned));
            let _ = write!(long, "\n- {}{}", value.get_name(), help.map_or(String::new(), |help| format!(": {help}")));
        }
        let default = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect::<Vec<_>>();
        if !default.is_empty() {
            let _ = write!(long, "\n[mặc định: {}]", default.join(", "));
        }
    }
    let names = arg.get_value_names().and_then(|names| names.iter().map(said).collect::<Option<Vec<_>>>());
    let heading = if arg.is_positional() { "Tham số" } else { "Tùy chọn" };
    let arg = arg.help(short).long_help(long).hide_possible_values(true).hide_default_value(true).help_heading(heading);
    match names {
        Some(names) => arg.value_names(names),
        None => arg,
    }
}

/// One Vietnamese sentence on what is wrong with the arguments; `None` where clap itself speaks: help, the version, English.
pub fn mistake(error: &Error) -> Option<String> {
    if tongue::language() == Language::En || matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return None;
    }
    let of = |kind| error.get(kind).map_or(String::new(), spoken);
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let mut sentence = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn {arg}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => format!("{arg} cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("“{value}” không dùng được cho {arg}"),
        ErrorKind::ArgumentConflict => format!("{arg} không dùng cùng {}", of(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => format!("thiếu {arg}"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh {}", of(ContextKind::InvalidSubcommand)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{arg}: số giá trị không đúng"),
        _ => "không hiểu dòng lệnh".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand].map(of);
    if let Some(near) = near.iter().find(|near| !near.is_empty()) {
        let _ = write!(sentence, "; có phải là {near}?");
    } else if !of(ContextKind::ValidValue).is_empty() {
        let _ = write!(sentence, "; dùng được: {}", of(ContextKind::ValidValue));
    }
    Some(sentence + " (xem: report-lint --help)")
}

fn spoken(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::String(one) => one.clone(),
        _ => String::new(),
    }
}
