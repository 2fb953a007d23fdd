//! The command that explains the rules.

use super::args::RuleArgs;
use super::output::{self, Stop};
use report_lint::render::{self, signs, words};
use report_lint::rulebook::{Language, Rule, Rulebook};
use report_lint::settings::{add_rules, known};
use std::process::ExitCode;

/// Lists the rules, or explains one.
pub fn print(args: &RuleArgs) -> Result<ExitCode, Stop> {
    let mut book = Rulebook::built_in().map_err(|error| error.to_string())?;
    if let Some(folder) = &args.rules {
        add_rules(&mut book, folder)?;
    }
    let language = args.lang.into();
    let book = book.explained_in(language);
    let page = match &args.name {
        _ if args.markdown => render::rules::page(&book, language),
        Some(name) => page(known(&book, name)?, language),
        None => list(&book, language),
    };
    output::print(&signs::shown(&page))?;
    Ok(ExitCode::SUCCESS)
}

fn list(book: &Rulebook, language: Language) -> String {
    let width = book.rules.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let line = |r: &Rule| format!("{:width$}  {:8}  {}\n", r.name, words::severity(r.severity, language), r.said().summary.in_language(language));
    book.rules.iter().map(line).collect()
}

fn page(rule: &Rule, language: Language) -> String {
    let (flagged, corrected, checked, silent) = match language {
        Language::Vi => ("Bị báo", "Sửa đúng", "Được đối chiếu và khớp", "Không bị báo"),
        Language::En => ("Flagged", "Corrected", "Checked, and it holds", "Silent"),
    };
    let mut out = format!(
        "{} ({})\n{}\n\n{}\n",
        rule.name,
        words::severity(rule.severity, language),
        rule.said().summary.in_language(language),
        rule.said().explain.in_language(language).trim()
    );
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
