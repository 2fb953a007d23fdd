//! Raised numbers without links: `m²`, and the notes of pages that were copied together.

use super::walk::{Block, Line};
use std::collections::HashMap;

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// A short number in raised digits; other text stays as it is.
pub(super) fn raise(text: &str) -> Option<String> {
    let inner = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']).trim();
    let short = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let digits: String = inner.bytes().filter_map(|b| RAISED.chars().nth(usize::from(b.wrapping_sub(b'0')))).collect();
    let bracketed = text.trim().len() > inner.len();
    short.then(|| if bracketed { format!("⁽{digits}⁾") } else { digits })
}

/// Finds blocks that begin with a raised number which was called before; they are notes, are taken out, and their marks are written as `[^n]`.
/// A raised number at the start of any other block is written on the line, since it would be taken for a note.
pub(super) fn settle(blocks: &mut Vec<Block>) -> Vec<Block> {
    let mut called: HashMap<String, Vec<usize>> = HashMap::new();
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut notes = Vec::new();
    let mut kept: Vec<Block> = Vec::new();
    for mut block in blocks.drain(..) {
        let Line::Text(text) = &mut block.line else {
            calls(&block.line, kept.len(), &mut called);
            kept.push(block);
            continue;
        };
        if let Some((label, rest)) = opening(text) {
            let rest = rest.to_owned();
            if let Some(callers) = called.remove(&label) {
                let count = uses.entry(label.clone()).or_default();
                *count += 1;
                let unique = if *count == 1 { label.clone() } else { format!("{label}-{count}") };
                for caller in callers {
                    mark(&mut kept[caller].line, &label, &unique);
                }
                *text = format!("[^{unique}]: {rest}");
                notes.push(block);
                continue;
            }
            *text = format!("{label} {rest}");
        }
        calls(&block.line, kept.len(), &mut called);
        kept.push(block);
    }
    *blocks = kept;
    notes
}

/// The number that a text begins with in raised digits, and the text behind it.
fn opening(text: &str) -> Option<(String, &str)> {
    let body = text.trim_start_matches('⁽');
    let end = body.find(|c: char| !RAISED.contains(c)).unwrap_or(body.len());
    let label = plain(&body[..end])?;
    Some((label, body[end..].trim_start_matches('⁾').trim_start()))
}

fn plain(digits: &str) -> Option<String> {
    let value = |c: char| RAISED.chars().position(|r| r == c).and_then(|at| char::from_digit(at as u32, 10));
    (!digits.is_empty()).then(|| digits.chars().filter_map(value).collect())
}

/// Remembers the raised numbers of a line.
fn calls(line: &Line, index: usize, called: &mut HashMap<String, Vec<usize>>) {
    let mut look = |text: &str| {
        for run in text.split(|c: char| !RAISED.contains(c)).filter_map(plain) {
            let places = called.entry(run).or_default();
            if places.last() != Some(&index) {
                places.push(index);
            }
        }
    };
    match line {
        Line::Text(text) => look(text),
        Line::Row(cells) => cells.iter().for_each(|cell| look(cell)),
        Line::Gap => {}
    }
}

/// Writes the raised number `label` of a line as the mark of a note; `m²` stays.
fn mark(line: &mut Line, label: &str, unique: &str) {
    let raised: String = label.bytes().filter_map(|b| RAISED.chars().nth(usize::from(b.wrapping_sub(b'0')))).collect();
    let rewrite = |text: &mut String| {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(&raised) {
            let (before, after) = (&rest[..at], &rest[at + raised.len()..]);
            let whole = !before.ends_with(|c| RAISED.contains(c)) && !after.starts_with(|c| RAISED.contains(c));
            out += before.strip_suffix('⁽').filter(|_| after.starts_with('⁾')).unwrap_or(before);
            match whole && !is_measure(before) {
                true => out += &format!("[^{unique}]"),
                false => out += &rest[at..at + raised.len()],
            }
            rest = if before.ends_with('⁽') { after.strip_prefix('⁾').unwrap_or(after) } else { after };
        }
        out += rest;
        *text = out;
    };
    match line {
        Line::Text(text) => rewrite(text),
        Line::Row(cells) => cells.iter_mut().for_each(rewrite),
        Line::Gap => {}
    }
}

/// `m`, `km`, `dm` and their like, alone as a word.
fn is_measure(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "m" | "km" | "dm" | "cm" | "mm" | "hm")
}
