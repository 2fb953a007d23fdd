//! What a report says around a document code: the type word before it, its date, and who is said to have issued it.

use super::{Citation, Claims};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::phrases::{is_of_word, without};
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Most bytes between a day and the document that was issued on it.
const ISSUED: usize = 90;

/// A citation with the words around it.
#[derive(Clone, Debug)]
pub struct Cited<'a> {
    /// The citation.
    pub citation: &'a Citation,
    /// The letters of its type (`NQ`), as the lexicon writes them; empty for letters without type.
    pub kind: &'a str,
    /// The letters of its issuer (`HĐND`), as the report writes them.
    pub issuer: &'a str,
    /// The type word before the code (`nghị quyết`).
    pub type_word: Option<Span>,
    /// Its date, as an index of [`Claims::dates`].
    pub date: Option<usize>,
    /// The issuer that the words behind it name: letters as in the lexicon, and where.
    pub named: Option<(&'a str, Span)>,
    /// The level of that issuer (`tỉnh`), with the name behind it.
    pub level: &'a str,
}

/// The entries of the lexicon whose key begins with `group`.
pub fn entries<'a>(lexicon: &'a Lexicon, group: &'a str) -> impl Iterator<Item = (&'a str, &'a [String])> + 'a {
    lexicon.codes().iter().filter_map(move |(key, words)| key.strip_prefix(group).map(|k| (k, words.as_slice())))
}

/// The words of one entry.
pub fn words<'a>(lexicon: &'a Lexicon, group: &str, code: &str) -> &'a [String] {
    lexicon.codes().get(&format!("{group}{code}")).map_or(&[], Vec::as_slice)
}

/// True if the lexicon has an entry of a group for some letters.
pub fn has_entry(lexicon: &Lexicon, group: &str, letters: &str) -> bool {
    lexicon.codes().contains_key(&format!("{group}{letters}"))
}

/// Reads what stands around every code of the report.
pub fn read<'a>(document: &'a Document, claims: &'a Claims, lexicon: &'a Lexicon) -> Vec<Cited<'a>> {
    let codes = Codes { lexicon, types: entries(lexicon, "type ").collect(), issuers: entries(lexicon, "issuer ").collect() };
    claims.citations.iter().map(|citation| around(document, claims, &codes, citation)).collect()
}

/// `66.7/2025/NQ-CP`: several resolutions share a number, and their days do not rise with it.
pub fn is_one_of_several(document: &Document, citation: &Citation) -> bool {
    document.words(citation.span).contains('.')
}

/// The issuers of a report, in order: the first code of each, and how many it has.
pub fn bodies<'a>(cited: &'a [Cited<'a>]) -> Vec<(&'a Cited<'a>, usize)> {
    let mut at: FxHashMap<&str, usize> = FxHashMap::default();
    let mut out: Vec<(&Cited, usize)> = Vec::new();
    for one in cited {
        let body = *at.entry(one.issuer).or_insert(out.len());
        match out.get_mut(body) {
            Some(known) => known.1 += 1,
            None => out.push((one, 1)),
        }
    }
    out
}

/// The entries that every citation is compared with, picked out once.
struct Codes<'a> {
    lexicon: &'a Lexicon,
    types: Vec<(&'a str, &'a [String])>,
    issuers: Vec<(&'a str, &'a [String])>,
}

fn around<'a>(document: &'a Document, claims: &'a Claims, codes: &Codes<'a>, citation: &'a Citation) -> Cited<'a> {
    let block = document.blocks.get(citation.block).map_or(citation.span, |b| b.span);
    let (kind, issuer) = letters(document.words(citation.code), codes);
    let type_word = type_word(document, codes, Span::new(block.start, citation.span.start));
    let issued = type_word.map_or(citation.span.start, |w| w.start);
    let date = date_behind(document, claims, citation, block.end).or_else(|| date_ahead(document, claims, codes, Span::new(block.start, issued)));
    let from = date.and_then(|d| claims.dates.get(d)).map_or(citation.span.end, |d| d.span.end.max(citation.span.end));
    let (named, level) = issuer_behind(document, codes, Span::new(from, block.end));
    Cited { citation, kind, issuer, type_word, date, named, level }
}

/// Type and issuer letters of a code; the type is empty where the first letters are none that the lexicon knows.
fn letters<'a>(code: &'a str, codes: &Codes<'a>) -> (&'a str, &'a str) {
    let (first, rest) = code.split_once(['-', '/']).unwrap_or((code, ""));
    let known = codes.types.iter().find(|(k, _)| !rest.is_empty() && same_letters(k, first));
    match known {
        Some((kind, _)) => (kind, rest.split(['-', '/']).next().unwrap_or(rest)),
        None => ("", first),
    }
}

/// Equality without regard to case.
pub fn same_letters(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

/// The type word directly before `số CODE`.
fn type_word(document: &Document, codes: &Codes, before: Span) -> Option<Span> {
    let text = document.folded(before).trim_end();
    let text = text.trim_end_matches(':').trim_end();
    let text = text.strip_suffix("số").unwrap_or(text).trim_end();
    let generic = codes.lexicon.codes().get("generic").into_iter().flatten();
    let all = codes.types.iter().flat_map(|(_, words)| words.iter()).chain(generic);
    let fits = |word: &&String| without(text, word).is_some_and(|rest| !rest.ends_with(is_of_word));
    let word = all.filter(fits).max_by_key(|w| w.len())?;
    let end = before.start + text.len();
    Some(Span::new(end - word.len(), end))
}

/// A full date right behind the code: `ngày 17/7/2021`.
fn date_behind(document: &Document, claims: &Claims, citation: &Citation, end: usize) -> Option<usize> {
    let at = claims.dates.partition_point(|d| d.span.start < citation.span.end);
    let date = claims.dates.get(at).filter(|d| d.span.start < end && d.day.is_some())?;
    let between = document.folded(Span::new(citation.span.end, date.span.start));
    let between = between.trim().trim_start_matches([',', '(']).trim();
    matches!(between, "ngày" | "ký ngày" | "ban hành ngày" | "ngày:").then_some(at)
}

/// `Ngày 12/3/2025, UBND xã ban hành Kế hoạch số …`: the day that a document was issued on.
fn date_ahead(document: &Document, claims: &Claims, codes: &Codes, before: Span) -> Option<usize> {
    let text = document.folded(before).trim_end();
    let issued = codes.lexicon.codes().get("issued").into_iter().flatten();
    issued.filter(|w| without(text, w).is_some()).max_by_key(|w| w.len())?;
    let at = claims.dates.partition_point(|d| d.span.start < before.end).checked_sub(1)?;
    let date = claims.dates.get(at).filter(|d| d.span.start >= before.start && d.day.is_some())?;
    let between = document.folded(Span::new(date.span.end, before.end));
    let ahead = document.folded(Span::new(before.start, date.span.start)).trim_end();
    // The date opens the clause: no other document, sentence or figure lies between it and the issuing.
    let plain = between.len() < ISSUED && !between.contains(|c: char| c.is_ascii_digit() || matches!(c, ';' | '.' | ':' | '(' | ')'));
    (plain && codes.lexicon.codes().get("dated").into_iter().flatten().any(|w| ahead.ends_with(w.as_str()))).then_some(at)
}

/// `của HĐND tỉnh` right behind code or date.
fn issuer_behind<'a>(document: &'a Document, codes: &Codes<'a>, after: Span) -> (Option<(&'a str, Span)>, &'a str) {
    let text = document.folded(after);
    let Some(rest) = text.trim_start().strip_prefix("của ") else { return (None, "") };
    let mut rest = rest.trim_start();
    for head in codes.lexicon.codes().get("heads").into_iter().flatten() {
        rest = rest.strip_prefix(head.as_str()).map_or(rest, str::trim_start);
    }
    let starts = |word: &str| rest.strip_prefix(word).is_some_and(|r| !r.starts_with(is_of_word));
    let all = codes.issuers.iter().flat_map(|(code, words)| words.iter().map(move |w| (*code, w.as_str())));
    let Some((code, word)) = all.filter(|(_, w)| starts(w)).max_by_key(|(c, w)| (w.len(), *c)) else { return (None, "") };
    let start = after.start + (text.len() - rest.len());
    let level = rest.get(word.len()..).unwrap_or("").trim_start();
    let levels = codes.lexicon.codes().get("levels").into_iter().flatten();
    let level = levels.filter(|l| level.strip_prefix(l.as_str()).is_some_and(|r| !r.starts_with(is_of_word))).max_by_key(|l| l.len());
    (Some((code, Span::new(start, start + word.len()))), level.map_or("", String::as_str))
}
