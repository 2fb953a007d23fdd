//! Comments in a report that hide findings: `<!-- report-lint: ignore[list-count] reason -->`.
//!
//! A comment hides the findings of its rules in the next block, up to a matching `end`, or in the whole file (`ignore-file`). One that hides
//! nothing is a finding itself, so that they do not outlive their reason.

use crate::findings::Finding;
use crate::rulebook::{Language, Rulebook};
use crate::source::{Layout, Source, Span};

/// The rule that finds comments which hide nothing.
pub const UNUSED: &str = "unused-suppression";
const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const NAME: &str = "report-lint:";

/// A comment that hides findings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Suppression {
    /// The whole comment, in the canonical text.
    at: Span,
    /// Names of the rules; none are all rules.
    rules: Vec<String>,
    /// Where their findings are hidden.
    range: Span,
    used: bool,
}

/// What a comment says.
enum Said {
    Ignore(Vec<String>),
    IgnoreFile(Vec<String>),
    End,
}

/// Takes out the findings that comments hide, and adds one for each comment that hides nothing.
pub fn apply(source: &Source, rulebook: &Rulebook, language: Language, findings: &mut Vec<Finding>) {
    // Most reports have no such comment.
    if !source.text.contains(NAME) {
        return;
    }
    let mut suppressions = read(source);
    findings.retain(|finding| {
        let mut hidden = false;
        for one in suppressions.iter_mut().filter(|s| s.range.holds(finding.primary.start)) {
            if one.rules.is_empty() || one.rules.contains(&finding.rule) {
                (one.used, hidden) = (true, true);
            }
        }
        !hidden
    });
    findings.extend(suppressions.iter().filter(|s| !s.used).filter_map(|s| useless(s, rulebook, language)));
    findings.sort_by_key(|f| (f.primary.start, f.primary.end));
}

/// The first comment of a report that hides findings of a rule at a place.
pub fn hiding(source: &Source, rule: &str, at: usize) -> Option<Span> {
    let comments = if source.text.contains(NAME) { read(source) } else { Vec::new() };
    let hides = |s: &&Suppression| s.range.holds(at) && (s.rules.is_empty() || s.rules.iter().any(|name| name == rule));
    comments.iter().find(hides).map(|s| s.at)
}

/// The finding that a comment hides nothing: where it names no rule that there is, with the name that may be meant.
fn useless(suppression: &Suppression, rulebook: &Rulebook, language: Language) -> Option<Finding> {
    let unknown = suppression.rules.iter().find(|name| rulebook.rule(name).is_none());
    match unknown.and_then(|name| Some((name, rulebook.near(name).into_iter().next()?))) {
        Some((name, near)) => unused(suppression.at, &format!("{name} → {near}"), "unknown", rulebook, language),
        None => unused(suppression.at, &suppression.rules.join(", "), "", rulebook, language),
    }
}

/// The finding that something at a place hides nothing any more; `variant` chooses the message.
pub fn unused(at: Span, what: &str, variant: &'static str, rulebook: &Rulebook, language: Language) -> Option<Finding> {
    let rule = rulebook.rule(UNUSED)?;
    let text = |texts: &std::collections::BTreeMap<String, crate::rulebook::Text>| {
        let found = texts.get(variant).or_else(|| texts.get("default"));
        found.map_or(String::new(), |t| t.in_language(language).replace("{stated}", what).trim().to_owned())
    };
    Some(Finding {
        rule: rule.name.clone(),
        title: rule.said().summary.in_language(language).to_owned(),
        variant,
        typing: rule.typing,
        severity: rule.severity,
        confidence: None,
        message: text(&rule.said().message),
        help: text(&rule.said().help),
        working: String::new(),
        figures: None,
        primary: at,
        primary_label: String::new(),
        related: Vec::new(),
        suggestions: Vec::new(),
        elsewhere: Vec::new(),
    })
}

/// All comments that hide something, with where they do.
fn read(source: &Source) -> Vec<Suppression> {
    let comments = comments(&source.text);
    let mut out = Vec::new();
    for (index, (at, said)) in comments.iter().enumerate() {
        let (rules, range) = match said {
            Said::End => continue,
            Said::IgnoreFile(rules) => (rules, Span::new(0, source.text.len() + 1)),
            Said::Ignore(rules) => {
                // Up to the next `end`, if no other comment stands before it.
                let end = comments.get(index + 1).filter(|(_, next)| matches!(next, Said::End)).map(|(end, _)| end.start);
                (rules, end.map_or_else(|| next_block(source, at.end), |end| Span::new(at.end, end)))
            }
        };
        out.push(Suppression { at: *at, rules: rules.clone(), range, used: false });
    }
    out
}

/// The comments of ours, in order.
fn comments(text: &str) -> Vec<(Span, Said)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(OPEN).map(|at| from + at) {
        let Some(end) = text[start..].find(CLOSE).map(|at| start + at + CLOSE.len()) else { break };
        let inside = text[start + OPEN.len()..end - CLOSE.len()].trim();
        if let Some(said) = inside.strip_prefix(NAME).and_then(|rest| said(rest.trim())) {
            out.push((Span::new(start, end), said));
        }
        from = end;
    }
    out
}

fn said(words: &str) -> Option<Said> {
    let rules = |rest: &str| {
        let list = rest.trim_start().strip_prefix('[').and_then(|r| r.split_once(']')).map_or("", |(list, _)| list);
        list.split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
    };
    let bounded = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if let Some(rest) = words.strip_prefix("ignore-file").filter(|r| bounded(r)) {
        return Some(Said::IgnoreFile(rules(rest)));
    }
    if let Some(rest) = words.strip_prefix("ignore").filter(|r| bounded(r)) {
        return Some(Said::Ignore(rules(rest)));
    }
    words.strip_prefix("end").filter(|r| bounded(r)).map(|_| Said::End)
}

/// The block behind a comment: what is left of its line, else the lines up to the next empty one.
fn next_block(source: &Source, from: usize) -> Span {
    let text = source.text.as_str();
    let line_end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    if !text[from..line_end].trim().is_empty() {
        return block_from(source, from);
    }
    let start = text[line_end..].find(|c: char| !c.is_whitespace()).map_or(text.len(), |at| line_end + at);
    block_from(source, start)
}

/// From a place to the end of its block.
fn block_from(source: &Source, start: usize) -> Span {
    let mut end = start;
    for line in source.text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        end += line.len();
        if source.layout == Layout::LineIsBlock {
            break;
        }
    }
    Span::new(start, end.max(start + 1))
}
