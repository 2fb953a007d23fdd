//! Suggested edits as unified diffs that `git apply` takes: byte for byte against the file, line ends included.

use super::signs::steers;
use super::Linted;
use crate::findings::Edit;
use crate::source::Source;
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// An edit with the assumption that it rests on.
struct Proposal<'a> {
    edit: &'a Edit,
    because: Vec<&'a str>,
}

/// The diffs of all files; each hunk is headed by what changes and on which assumption.
pub fn diffs(files: &[Linted]) -> String {
    files.iter().map(|file| diff(&file.source, &proposals(file))).collect()
}

/// The edits of the first suggestion of each finding, in reading order; what overlaps an earlier edit is left out.
fn proposals(file: &Linted) -> Vec<Proposal<'_>> {
    let mut out: Vec<Proposal> = Vec::new();
    for suggestion in file.report.findings.iter().filter_map(|f| f.suggestions.first()) {
        let because = suggestion.because.as_str();
        let clashes = |e: &Edit| out.iter().any(|p| p.edit != e && (p.edit.span.overlaps(e.span) || p.edit.span == e.span));
        if suggestion.edits.iter().any(clashes) {
            continue;
        }
        for edit in &suggestion.edits {
            match out.iter_mut().find(|p| p.edit == edit) {
                Some(known) if known.because.contains(&because) => {}
                Some(known) => known.because.push(because),
                None => out.push(Proposal { edit, because: vec![because] }),
            }
        }
    }
    out.sort_by_key(|p| p.edit.span);
    out
}

fn diff(source: &Source, proposals: &[Proposal]) -> String {
    let changed = apply(source, proposals);
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(&source.text), lines(&changed));
    let diff = TextDiff::configure().diff_slices(&old, &new);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        if out.is_empty() {
            let _ = write!(out, "--- {}\n+++ {}\n", header("a/", source), header("b/", source));
        }
        let first = hunk.ops().first().map_or(0, |op| op.old_range().start);
        let last = hunk.ops().last().map_or(0, |op| op.old_range().end);
        let _ = writeln!(out, "{} {}", hunk.header(), assumptions(source, proposals, first + 1, last));
        for change in hunk.iter_changes() {
            out.push(match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            });
            out.push_str(change.value());
            if !change.value().ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// A path as git writes it: in quotes where a sign of it would end the line or steer the terminal, or is none.
fn header(side: &str, source: &Source) -> String {
    if let Some(bytes) = &source.exact_name {
        return format!("\"{side}{}\"", in_quotes(bytes));
    }
    let path = source.name.trim_start_matches('/');
    if !path.contains(|c: char| steers(c) || matches!(c, '\n' | '\t' | '"')) {
        return format!("{side}{path}{}", if path.contains(' ') { "\t" } else { "" });
    }
    format!("\"{side}{}\"", in_quotes(path.as_bytes()))
}

/// What stands between the quotes: bytes that are no letters by their octal numbers.
fn in_quotes(path: &[u8]) -> String {
    let mut out = String::new();
    let octal = |bytes: &[u8]| bytes.iter().map(|b| format!("\\{b:03o}")).collect::<String>();
    let start = path.iter().position(|&b| b != b'/').unwrap_or(path.len());
    for chunk in path[start..].utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                _ if steers(c) || c.is_control() => out += &octal(c.encode_utf8(&mut [0; 4]).as_bytes()),
                _ => out.push(c),
            }
        }
        out += &octal(chunk.invalid());
    }
    out
}

/// Lines with their ends; a lone carriage return ends no line.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn apply(source: &Source, proposals: &[Proposal]) -> String {
    let mut out = String::with_capacity(source.text.len());
    let mut done = 0;
    for Proposal { edit, .. } in proposals {
        out.push_str(source.text.get(done..edit.span.start).unwrap_or_default());
        out.push_str(&edit.replacement);
        done = edit.span.end;
    }
    out + source.text.get(done..).unwrap_or_default()
}

/// What the edits between two lines change, and why, on one line.
fn assumptions(source: &Source, proposals: &[Proposal], first: usize, last: usize) -> String {
    let here = proposals.iter().filter(|p| (first..=last).contains(&source.position(p.edit.span.start).line));
    let say = |p: &Proposal| format!("{} → {}: {}", p.edit.span.of(&source.text), p.edit.replacement, p.because.join(", "));
    let all: Vec<String> = here.map(say).collect();
    all.join("; ").split_whitespace().collect::<Vec<_>>().join(" ")
}
