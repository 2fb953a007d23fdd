//! What a finding is known by from one version of a report to the next: its rule, its words and the words beside them, not its line.

use super::Finding;
use crate::phrases::is_of_word;
use crate::source::{Source, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Words on each side that tell one place from another with the same words.
const NEIGHBOURS: usize = 5;

/// The fingerprints of findings, in their order: 32 hexadecimal digits each, stable as long as rule, words and neighbouring words are, and different within a file.
/// Figures beside the place count as one and the same, so that a corrected neighbour makes no new finding. `findings` must be in reading order.
pub fn fingerprints<'a>(source: &Source, findings: impl IntoIterator<Item = &'a Finding>) -> Vec<String> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let of = |finding: &Finding| {
        let content = content(source, finding);
        let nth = known.entry(content.clone()).or_default();
        *nth += 1;
        digest(&[&content, &nth.to_string()])
    };
    findings.into_iter().map(of).collect()
}

/// A digest of texts, 32 hexadecimal digits (FNV-1a, 128 bits): the same on every machine and in every version.
pub fn digest(parts: &[&str]) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    // A byte that no text has parts them, so that "a", "bc" is not "ab", "c".
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

/// What a fingerprint is made of, but for the counter.
fn content(source: &Source, finding: &Finding) -> String {
    let Span { start, end } = finding.primary;
    let block = block(source, finding.primary);
    // A row is known by all that stands in it: its name may be many cells away.
    let most = if is_prose(source.line(source.position(start).line).of(&source.text)) { NEIGHBOURS } else { usize::MAX };
    let before = bare(source.text.get(block.start..start).unwrap_or_default());
    let after = bare(source.text.get(end..block.end).unwrap_or_default());
    let mut left: Vec<String> = before.split_whitespace().rev().filter(is_word).take(most).map(neighbour).collect();
    left.reverse();
    let right: Vec<String> = after.split_whitespace().filter(is_word).take(most).map(neighbour).collect();
    let own: Vec<String> = bare(finding.primary.of(&source.text)).split_whitespace().map(plain).filter(|w| !w.is_empty()).collect();
    [finding.rule.as_str(), &own.join(" "), &left.join(" "), &right.join(" ")].join("\n")
}

/// Bars and bullets say nothing.
fn is_word(word: &&str) -> bool {
    word.contains(is_of_word)
}

/// A text without the tags and references of HTML that Markdown shows as emphasis, a blank or a line end.
fn bare(text: &str) -> Cow<'_, str> {
    const EMPHASIS: [&str; 5] = ["b", "i", "u", "em", "strong"];
    const BLANKS: [&str; 8] = ["<br>", "<br/>", "<br />", "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#160;"];
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = BLANKS.iter().fold(text.to_owned(), |text, blank| text.replace(blank, " "));
    for tag in EMPHASIS {
        out = out.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    Cow::Owned(out)
}

/// A word without marks of emphasis: a figure that is set in bold is the same figure.
fn plain(word: &str) -> String {
    let outer = |c: char| matches!(c, '_' | '~');
    word.trim_matches(outer).nfc().filter(|c| !matches!(c, '*' | '`')).collect()
}

/// A word with every figure in it alike.
fn neighbour(word: &str) -> String {
    let mut out = String::new();
    for c in plain(word).chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if !(out.ends_with('0') && matches!(c, '0' | '.' | ',')) {
            out.push(c);
        }
    }
    out
}

/// The lines around a place that belong to it: its table row, or its paragraph however that is wrapped.
fn block(source: &Source, span: Span) -> Span {
    let (first, last) = (source.position(span.start).line, source.position(span.end).line);
    let joins = |line: usize| is_prose(source.line(line).of(&source.text));
    // Words further away are not looked at, so a few lines are enough.
    let above = (1..=NEIGHBOURS).take_while(|n| first > *n && joins(first - n) && joins(first - n + 1)).count();
    let below = (1..=NEIGHBOURS).take_while(|n| joins(last + n) && joins(last + n - 1)).count();
    Span::new(source.line(first - above).start, source.line(last + below).end)
}

/// Lines of running text; rows of tables and empty lines stand alone.
fn is_prose(line: &str) -> bool {
    let line = line.trim_end_matches(['\r', '\n']);
    !line.trim().is_empty() && !line.trim_start().starts_with('|') && !line.contains('\t')
}
