//! Which rules are used, and the command that explains them.

use super::args::{InputArgs, RuleArgs};
use super::output::{self, Stop};
use report_lint::config::Config;
use report_lint::render;
use report_lint::rulebook::{Language, Rule, Rulebook, RulebookError};
use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;

/// The built-in rules with those of a folder, as they are needed for linting.
pub fn load(folder: Option<&Path>) -> Result<Rulebook, Stop> {
    with_folder(Rulebook::for_linting(), folder)
}

fn with_folder(book: Result<Rulebook, RulebookError>, folder: Option<&Path>) -> Result<Rulebook, Stop> {
    let mut book = book.map_err(|error| error.to_string())?;
    if let Some(folder) = folder {
        book.add_folder(folder).map_err(|error| format!("--rules {error}"))?;
    }
    Ok(book)
}

/// Names of the rules whose findings are shown: the command line says it over the configuration.
pub fn selected(book: &Rulebook, args: &InputArgs, config: &Config) -> Result<HashSet<String>, Stop> {
    let select = if args.select.is_empty() { &config.select } else { &args.select };
    let more: Vec<&String> = config.extend_select.iter().chain(&args.extend_select).collect();
    // What the command line selects is wanted, whatever the configuration leaves out.
    let left_out: Vec<&String> = config.ignore.iter().filter(|n| !args.select.contains(n) && !args.extend_select.contains(n)).chain(&args.ignore).collect();
    for name in select.iter().chain(more.iter().copied()).chain(left_out.iter().copied()) {
        known(book, name)?;
    }
    let wanted = |name: &&String| select.is_empty() || select.contains(name) || more.contains(name);
    Ok(book.rules.iter().map(|r| &r.name).filter(wanted).filter(|name| !left_out.contains(name)).cloned().collect())
}

/// The rule of a name; the error names the nearest ones.
pub fn known<'b>(book: &'b Rulebook, name: &str) -> Result<&'b Rule, Stop> {
    book.rule(name).ok_or_else(|| {
        let near: Vec<String> = book.near(name).into_iter().map(|n| format!("`{n}`")).collect();
        let hint = if near.is_empty() { "`report-lint rule` lists all".to_owned() } else { format!("did you mean {}?", near.join(" or ")) };
        Stop::Problem(format!("there is no rule `{name}`: {hint}"))
    })
}

/// Lists the rules, or explains one.
pub fn print(args: &RuleArgs) -> Result<ExitCode, Stop> {
    let language = args.lang.into();
    let book = with_folder(Rulebook::built_in(), args.rules.as_deref())?.explained_in(language);
    let page = match &args.name {
        _ if args.markdown => render::rules::page(&book, language),
        Some(name) => page(known(&book, name)?, language),
        None => list(&book, language),
    };
    output::print(&page)?;
    Ok(ExitCode::SUCCESS)
}

fn list(book: &Rulebook, language: Language) -> String {
    let width = book.rules.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let line = |r: &Rule| format!("{:width$}  {:7}  {}\n", r.name, r.severity.name(), r.summary.in_language(language));
    book.rules.iter().map(line).collect()
}

fn page(rule: &Rule, language: Language) -> String {
    let (flagged, corrected, checked, silent) = match language {
        Language::Vi => ("Bị báo", "Sửa đúng", "Được đối chiếu và khớp", "Không bị báo"),
        Language::En => ("Flagged", "Corrected", "Checked, and it holds", "Silent"),
    };
    let mut out =
        format!("{} ({})\n{}\n\n{}\n", rule.name, rule.severity.name(), rule.summary.in_language(language), rule.explain.in_language(language).trim());
    for example in &rule.flagged {
        out += &format!("\n{flagged} (`{}`):\n{}", example.at, quoted(&example.text));
        if !example.corrected.is_empty() {
            out += &format!("{corrected}:\n{}", quoted(&example.corrected));
        }
    }
    for example in &rule.checked {
        out += &format!("\n{checked} (`{}` – `{}`):\n{}", example.at, example.with.join("`, `"), quoted(&example.text));
    }
    for example in &rule.silent {
        let why = if example.why.is_empty() { String::new() } else { format!(" ({})", example.why) };
        out += &format!("\n{silent}{why}:\n{}", quoted(&example.text));
    }
    out
}

fn quoted(text: &str) -> String {
    text.trim().lines().map(|line| format!("  | {line}\n")).collect()
}
