//! Findings for people: full, with the places underlined, or one line each.

use super::excerpt::Excerpt;
use super::words::{pick, severity};
use super::{order, places, Linted};
use crate::findings::Finding;
use crate::rulebook::{Language, Severity};
use crate::source::Span;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::fmt::{Display, Write};

/// Most other places of a finding that are shown; the rest is counted.
const MOST_PLACES: usize = 12;

/// How findings are shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Language of the few words that are not the rule's.
    pub language: Language,
    /// With colours.
    pub color: bool,
    /// Columns of the screen.
    pub width: usize,
}

/// All findings with their places underlined.
pub fn full(files: &[Linted], style: Style) -> String {
    let mut out = String::new();
    for file in files {
        let findings = order::by_weight(file);
        let slips = findings.iter().position(|f| f.typing);
        for (at, finding) in findings.into_iter().enumerate() {
            if slips == Some(at) {
                out += pick(style.language, "Có thể chỉ là lỗi gõ:\n\n", "Likely slips of typing:\n\n");
            }
            Picture::new(file, finding, style).draw(style, &mut out);
            out.push('\n');
        }
    }
    out
}

/// One line a finding: `path:line:column: severity[rule] message`; where the text was made out of another format, the place in that.
pub fn concise(files: &[Linted], language: Language) -> String {
    let line = |file: &Linted, f: &Finding| {
        let source = &file.source;
        let at = source.position(f.primary.start);
        let at = match source.place(f.primary.start) {
            Some(_) => format!(" {}", places::in_section(file, f.primary.start, language)),
            None => format!("{}:{}", at.line, at.column),
        };
        format!("{}:{at}: {}[{}] {}\n", source.name, f.severity.name(), f.rule, f.message)
    };
    files.iter().flat_map(|file| file.report.findings.iter().map(move |f| line(file, f))).collect()
}

/// How many findings each rule has, most first.
pub fn statistics(files: &[Linted]) -> String {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for finding in files.iter().flat_map(|f| &f.report.findings) {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|c| std::cmp::Reverse(c.1));
    counts.iter().map(|(rule, n)| format!("{n:>5}  {rule}\n")).collect()
}

/// A finding as miette wants it.
struct Picture<'a> {
    file: &'a Linted,
    finding: &'a Finding,
    excerpt: Excerpt<'a>,
    labels: Vec<LabeledSpan>,
    code: String,
}

impl<'a> Picture<'a> {
    fn new(file: &'a Linted, finding: &'a Finding, style: Style) -> Self {
        let source = &file.source;
        let mut places: Vec<(Span, &str)> = vec![(finding.primary, finding.primary_label.as_str())];
        for related in finding.related.iter().take(MOST_PLACES) {
            if !places.iter().any(|p| p.0 == related.span) {
                places.push((related.span, &related.label));
            }
        }
        let spans: Vec<Span> = places.iter().map(|p| p.0).collect();
        // Line numbers and the frame take some columns of the screen.
        let excerpt = Excerpt::new(source, &spans, style.width.saturating_sub(10).max(50));
        let labels = labels(&excerpt, &places);
        let code = format!("{}[{}]", severity(finding.severity, style.language), finding.rule);
        Picture { file, finding, excerpt, labels, code }
    }

    fn draw(&self, style: Style, out: &mut String) {
        let mut theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let own = match self.finding.severity {
            Severity::Error => theme.styles.error,
            Severity::Warning => theme.styles.warning,
            Severity::Note => theme.styles.advice,
        };
        theme.styles.highlights = self.labels.iter().map(|l| if l.primary() { own } else { theme.styles.help }).collect();
        let footer = self.footer(style, &theme);
        let handler = GraphicalReportHandler::new_themed(theme).with_width(style.width).with_context_lines(0).with_links(false);
        let mut drawn = String::new();
        // Writing to a string cannot fail.
        let _ = handler.with_footer(footer).render_report(&mut drawn, self);
        *out += &if self.file.source.is_the_file() { drawn } else { without_numbers(&drawn) };
    }

    /// What the arithmetic gives, what to do, and how it might read.
    fn footer(&self, style: Style, theme: &GraphicalTheme) -> String {
        let Finding { message, help, working, suggestions, .. } = self.finding;
        let mut out = String::new();
        let mut say = |vi, en, text: &str| {
            let name = theme.styles.help.style(pick(style.language, vi, en)).to_string();
            let _ = writeln!(out, "{name} {text}");
        };
        let (source, at) = (&self.file.source, self.finding.primary.start);
        if source.place(at).is_some() {
            say("Vị trí:", "Place:", &places::in_section(self.file, at, style.language));
        }
        if !working.is_empty() && !message.contains(working.as_str()) {
            say("Phép tính:", "Working:", working);
        }
        if !help.is_empty() {
            say("Cách xử lý:", "What to do:", help);
        }
        for suggestion in suggestions.iter().take(1) {
            let edits: Vec<String> = suggestion.edits.iter().map(|e| format!("“{}” → “{}”", e.span.of(&source.text), e.replacement)).collect();
            say("Gợi ý sửa:", "Suggestion:", &format!("{} ({})", edits.join(", "), suggestion.because));
        }
        let more = self.finding.related.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            say("Còn nữa:", "And:", &format!("{more} {}", pick(style.language, "chỗ khác", "more places")));
        }
        out.trim_end().to_owned()
    }
}

/// A picture without the numbers of its lines: those of a text that was made out of another file, and that nobody sees.
fn without_numbers(drawn: &str) -> String {
    let line = |line: &str| match (line.split_once("╭─["), line.split_once('│')) {
        (Some((frame, name)), _) => {
            let end = name.rfind("\u{1b}[0m]").or_else(|| name.rfind(']')).unwrap_or(name.len());
            let (name, close) = name.split_at(end);
            format!("{frame}╭─[{}{close}\n", name.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit()))
        }
        (None, Some((number, rest))) if is_number(number) => format!("{}│{rest}\n", " ".repeat(uncoloured(number).len())),
        _ => format!("{line}\n"),
    };
    drawn.lines().map(line).collect()
}

fn is_number(gutter: &str) -> bool {
    uncoloured(gutter).trim().bytes().all(|b| b.is_ascii_digit())
}

fn uncoloured(gutter: &str) -> String {
    let mut parts = gutter.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once('m').map_or("", |p| p.1))
}

/// The underlined places in reading order; a role that several places of one row share is named once.
fn labels(excerpt: &Excerpt, places: &[(Span, &str)]) -> Vec<LabeledSpan> {
    let mut placed: Vec<(Span, &str, bool)> = places.iter().enumerate().map(|(i, (span, role))| (excerpt.place(*span), *role, i == 0)).collect();
    placed.sort_by_key(|p| p.0);
    let mut named: Vec<(usize, &str)> = Vec::new();
    let mut out = Vec::new();
    for (span, role, is_primary) in placed {
        let key = (excerpt.row(span.start), role);
        let text = (!role.is_empty() && (is_primary || !named.contains(&key))).then(|| role.to_owned());
        if !is_primary {
            named.push(key);
        }
        out.push(match is_primary {
            true => LabeledSpan::new_primary_with_span(text, (span.start, span.len())),
            false => LabeledSpan::new_with_span(text, (span.start, span.len())),
        });
    }
    out
}

impl Display for Picture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.finding.message)
    }
}

impl std::fmt::Debug for Picture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)
    }
}

impl std::error::Error for Picture<'_> {}

impl Diagnostic for Picture<'_> {
    fn code<'s>(&'s self) -> Option<Box<dyn Display + 's>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
