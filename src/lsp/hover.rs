//! What is known of the number under the cursor, in Markdown: its findings, its relations with the other numbers and their lines, or why
//! nothing checks it.

use super::worker::Analysis;
use crate::findings::{role_name, Finding};
use crate::ledger::{LedgerNumber, LedgerRelation, NumberStatus};
use crate::relations::{Status, TermRole};
use crate::render::ledger::{unchecked_because, why};
use crate::render::signs::shown;
use crate::render::words::{level, pick};
use crate::source::Span;
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use std::fmt::Write;

/// Most relations that are shown.
const MOST_RELATIONS: usize = 8;
/// Most other numbers of one relation that are shown.
const MOST_TERMS: usize = 16;

/// The hover at a position; nothing where there is neither a number nor a finding.
pub(super) fn hover(analysis: &Analysis, position: Position) -> Option<Hover> {
    let at = analysis.lines.offset(&analysis.source.text, position);
    let ledger = &analysis.report.ledger;
    // Of `12/19` the number that begins at the cursor, before the one that ends there.
    let holds = |span: Span| span.holds(at);
    let number = ledger.numbers.iter().find(|n| holds(n.span)).or_else(|| ledger.numbers.iter().find(|n| n.span.end == at));
    let shown = analysis.report.findings.iter();
    let findings: Vec<&Finding> = shown.filter(|f| holds(f.primary) || number.is_some_and(|n| n.span == f.primary)).collect();
    let span = number.map(|n| n.span).or_else(|| findings.first().map(|f| f.primary))?;
    let mut parts: Vec<String> = findings.iter().map(|f| finding(analysis, f)).collect();
    parts.extend(number.map(|n| about(analysis, n)));
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n---\n\n") });
    Some(Hover { contents, range: Some(analysis.range(span)) })
}

fn finding(analysis: &Analysis, finding: &Finding) -> String {
    let language = analysis.language;
    let mut out = format!("**{}** `{}`: {}", level(finding.severity, language), finding.rule, escaped(&finding.message));
    if !finding.working.is_empty() && !finding.message.contains(&finding.working) {
        let _ = write!(out, "\n\n{} {}", pick(language, "Phép tính:", "Working:"), escaped(&finding.working));
    }
    if !finding.help.is_empty() {
        let _ = write!(out, "\n\n{}", escaped(&finding.help));
    }
    out
}

/// A number with its relations.
fn about(analysis: &Analysis, number: &LedgerNumber) -> String {
    let say = |vi, en| pick(analysis.language, vi, en);
    let status = match number.status {
        NumberStatus::Checked => say("đã đối chiếu, khớp", "checked, holds").to_owned(),
        NumberStatus::Compared => say("chỉ so lớn nhỏ", "compared in size only").to_owned(),
        NumberStatus::Conflicting => say("mâu thuẫn", "in conflict").to_owned(),
        NumberStatus::Unchecked => {
            let nothing = say("chưa có gì để đối chiếu", "nothing checks it");
            format!("{nothing} ({})", unchecked_because(number.why, analysis.language))
        }
    };
    let mut out = format!("**{}**: {status}", escaped(analysis.words(number.span)));
    let has = |r: &&LedgerRelation| r.stated == number.span || r.terms.iter().any(|t| t.0 == number.span);
    let mut own: Vec<&LedgerRelation> = analysis.report.ledger.relations.iter().filter(has).collect();
    // What was decided says more than readings that were not; where nothing was, these are all there is.
    let decided = own.iter().any(|r| r.status != Status::CannotTell);
    own.retain(|r| !decided || r.status != Status::CannotTell);
    own.sort_by_key(|r| r.status != Status::Conflicts);
    for relation in own.iter().take(MOST_RELATIONS) {
        let _ = write!(out, "\n\n{}", said(analysis, number.span, relation));
    }
    if own.len() > MOST_RELATIONS {
        let _ = write!(out, "\n\n… (+{})", own.len() - MOST_RELATIONS);
    }
    out
}

/// A relation: verdict, calculation, and what the other numbers are in it.
fn said(analysis: &Analysis, own: Span, relation: &LedgerRelation) -> String {
    let language = analysis.language;
    let verdict = match relation.status {
        Status::Holds => pick(language, "✓ khớp", "✓ holds"),
        Status::Conflicts => pick(language, "× mâu thuẫn", "× conflicts"),
        Status::CannotTell => pick(language, "? chưa kết luận được", "? cannot tell"),
    };
    let mut out = format!("{verdict} `{}`", relation.rule);
    if !relation.working.is_empty() {
        let sign = if relation.status == Status::Conflicts { "≠" } else { "←" };
        let _ = write!(out, ": {} {sign} {}", escaped(analysis.words(relation.stated)), escaped(&relation.working));
    }
    out += &escaped(&why(&analysis.source, &analysis.report.ledger, relation.reason, language));
    out.push('\n');
    let stated = (relation.stated, TermRole::Stated);
    let others: Vec<(Span, TermRole)> = std::iter::once(stated).chain(relation.terms.iter().copied()).filter(|t| t.0 != own).collect();
    for &(span, role) in others.iter().take(MOST_TERMS) {
        let line = analysis.range(span).start.line + 1;
        let (role, at) = (role_name(role, language), pick(language, "dòng", "line"));
        let _ = write!(out, "\n- {role}: {} ({at} {line})", escaped(analysis.words(span)));
    }
    if others.len() > MOST_TERMS {
        let _ = write!(out, "\n- … (+{})", others.len() - MOST_TERMS);
    }
    out
}

/// Words of a report as Markdown that shows just them, and nothing that steers.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in shown(words).chars() {
        match char {
            '\r' | '\n' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '!' => out.extend(['\\', char]),
            _ => out.push(char),
        }
    }
    out
}
