//! Findings for people: full, with the places underlined, or one line each.

use super::excerpt::Excerpt;
use super::words::{pick, severity};
use super::{places, Linted};
use crate::findings::Finding;
use crate::rulebook::{Language, Severity};
use crate::source::{Source, Span};
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
        for finding in &file.report.findings {
            Picture::new(&file.source, finding, style).draw(style, &mut out);
            out.push('\n');
        }
    }
    out
}

/// One line a finding: `path:line:column: severity[rule] message`; where the text was made out of another format, the place in that.
pub fn concise(files: &[Linted], language: Language) -> String {
    let line = |source: &Source, f: &Finding| {
        let at = source.position(f.primary.start);
        let at = match source.place(f.primary.start) {
            Some(place) => format!(" {}", places::place(place, language)),
            None => format!("{}:{}", at.line, at.column),
        };
        format!("{}:{at}: {}[{}] {}\n", source.name, f.severity.name(), f.rule, f.message)
    };
    files.iter().flat_map(|file| file.report.findings.iter().map(move |f| line(&file.source, f))).collect()
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
    source: &'a Source,
    finding: &'a Finding,
    excerpt: Excerpt<'a>,
    labels: Vec<LabeledSpan>,
    code: String,
}

impl<'a> Picture<'a> {
    fn new(source: &'a Source, finding: &'a Finding, style: Style) -> Self {
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
        Picture { source, finding, excerpt, labels, code }
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
        // Writing to a string cannot fail.
        let _ = handler.with_footer(footer).render_report(out, self);
    }

    /// What the arithmetic gives, what to do, and how it might read.
    fn footer(&self, style: Style, theme: &GraphicalTheme) -> String {
        let Finding { message, help, working, suggestions, .. } = self.finding;
        let mut out = String::new();
        let mut say = |vi, en, text: &str| {
            let name = theme.styles.help.style(pick(style.language, vi, en)).to_string();
            let _ = writeln!(out, "{name} {text}");
        };
        if let Some(place) = self.source.place(self.finding.primary.start) {
            say("Vị trí:", "Place:", &places::place(place, style.language));
        }
        if !working.is_empty() && !message.contains(working.as_str()) {
            say("Phép tính:", "Working:", working);
        }
        if !help.is_empty() {
            say("Cách xử lý:", "What to do:", help);
        }
        for suggestion in suggestions.iter().take(1) {
            let edits: Vec<String> = suggestion.edits.iter().map(|e| format!("“{}” → “{}”", e.span.of(&self.source.text), e.replacement)).collect();
            say("Gợi ý sửa:", "Suggestion:", &format!("{} ({})", edits.join(", "), suggestion.because));
        }
        let more = self.finding.related.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            say("Còn nữa:", "And:", &format!("{more} {}", pick(style.language, "chỗ khác", "more places")));
        }
        out.trim_end().to_owned()
    }
}

/// The underlined places in reading order; a role that several places of one row share is named once.
fn labels(excerpt: &Excerpt, places: &[(Span, &str)]) -> Vec<LabeledSpan> {
    let mut placed: Vec<(Span, &str, bool)> = places.iter().enumerate().map(|(i, (span, role))| (excerpt.place(*span), *role, i == 0)).collect();
    placed.sort_by_key(|p| p.0);
    let mut named: Vec<(usize, &str)> = Vec::new();
    let mut out = Vec::new();
    for (span, role, is_primary) in placed {
        let key = (excerpt.row(span.start), role);
        let text = (is_primary || !named.contains(&key)).then(|| role.to_owned());
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
