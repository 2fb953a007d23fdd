//! The rules as one Markdown page: what each flags, why, and examples of what it flags and what it leaves alone.

use super::words::severity;
use crate::rulebook::{Language, Rule, Rulebook};

/// Examples of a kind that are shown; the rule files hold more, as tests.
const SHOWN: usize = 3;

/// The page of all rules in a language.
pub fn page(book: &Rulebook, language: Language) -> String {
    let (title, intro) = match language {
        Language::Vi => ("Các quy tắc", "Trang này được sinh ra từ `rules/` (`report-lint rule --markdown --lang vi`), không sửa tay."),
        Language::En => ("Rules", "This page is generated from `rules/` (`report-lint rule --markdown --lang en`), not written by hand."),
    };
    let row = |r: &Rule| format!("- [`{0}`](#{0}) ({1}): {2}\n", r.name, severity(r.severity, language), r.said().summary.in_language(language));
    let index: String = book.rules.iter().map(row).collect();
    let rules: String = book.rules.iter().map(|r| rule(r, language)).collect();
    format!("# {title}\n\n{intro}\n\n{index}{rules}")
}

fn rule(rule: &Rule, language: Language) -> String {
    let (level, flagged, mended, checked, silent) = match language {
        Language::Vi => ("Mức", "Bị báo ở", "Sửa đúng:", "Được đối chiếu và khớp:", "Không bị báo"),
        Language::En => ("Level", "Flagged at", "Corrected:", "Checked, and it holds:", "Silent"),
    };
    let (summary, explain) = (rule.said().summary.in_language(language), rule.said().explain.in_language(language));
    let mut out = format!("\n## {}\n\n{summary}. {level}: {}.\n\n{}\n", rule.name, severity(rule.severity, language), explain.trim());
    for example in rule.flagged.iter().take(SHOWN) {
        let settings = if example.config.is_empty() { String::new() } else { format!("\n`report-lint.toml`:\n\n{}", block("toml", &example.config)) };
        out += &format!("{settings}\n{flagged} {}:\n\n{}", code(&example.at), block("text", &example.text));
        if !example.corrected.is_empty() {
            out += &format!("\n{mended}\n\n{}", block("text", &example.corrected));
        }
    }
    for example in rule.checked.iter().take(1) {
        out += &format!("\n{checked}\n\n{}", block("text", &example.text));
    }
    for example in rule.silent.iter().take(SHOWN) {
        let why = if example.why.is_empty() { String::new() } else { format!(" ({})", example.why) };
        out += &format!("\n{silent}{why}:\n\n{}", block("text", &example.text));
    }
    out
}

/// A block of code; reports hold no fences of their own, but a longer one costs nothing.
fn block(kind: &str, text: &str) -> String {
    let fence = if text.contains("```") { "````" } else { "```" };
    format!("{fence}{kind}\n{}\n{fence}\n", text.trim_matches('\n'))
}

/// A few words as code: on one line, with marks that they do not hold themselves.
fn code(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains('`') {
        format!("`` {words} ``")
    } else {
        format!("`{words}`")
    }
}
