//! The only file that sees the pest types of `grammar/structure.pest`.

use super::{Label, Scheme};
use crate::language::Language;
use crate::phrases::is_letter;
use crate::source::Span;
use pest::iterators::Pair;
use pest::Parser;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/structure.pest"]
struct Structure;

/// Longest opening of a line that is looked at, in bytes.
const OPENING: usize = 96;
/// The sign of items that small Roman numerals mark.
pub(super) const SMALL_ROMAN: char = 'i';
/// Longest note mark, in bytes.
const LONGEST_MARK: usize = 256;

/// What a line begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing known.
    Text,
    /// The rule between the head and the body of a table.
    TableRule,
    /// A row of a pipe table.
    TableRow,
    /// A note body with its label.
    Note(String),
    /// A number or letter.
    Numbered(Label),
    /// A bullet.
    Bullet(char),
}

/// What a line begins with, and the length of that mark in bytes.
pub(super) fn opening(line: &str) -> (Opening, usize) {
    if !may_open(line) {
        return (Opening::Text, 0);
    }
    let beginning = beginning(line, OPENING);
    if let Some(plain) = plain_opening(beginning) {
        return plain;
    }
    let Ok(mut pairs) = Structure::parse(Rule::opening, beginning) else { return (Opening::Text, 0) };
    let Some(pair) = pairs.next().and_then(|p| p.into_inner().next()) else { return (Opening::Text, 0) };
    let len = pair.as_span().end();
    let found = match pair.as_rule() {
        Rule::table_rule => Opening::TableRule,
        Rule::table_row => return (Opening::TableRow, 0),
        Rule::note_body => Opening::Note(first_label(pair)),
        Rule::small_roman => Opening::Bullet(SMALL_ROMAN),
        Rule::bullet | Rule::bracketed => Opening::Bullet(pair.as_str().trim_start().chars().next().unwrap_or('-')),
        _ => match label(pair) {
            // The first letter of a heading word is no mark: the whole heading stays text.
            Some(label) if matches!(label.scheme, Scheme::Part | Scheme::Annex) => return (Opening::Numbered(label), 0),
            Some(label) => Opening::Numbered(label),
            None => return (Opening::Text, 0),
        },
    };
    (found, len)
}

/// The first bytes of a text: a failed parse looks for the ends of its line, however long that is.
fn beginning(text: &str, longest: usize) -> &str {
    &text[..text.floor_char_boundary(longest)]
}

/// A quick look that spares most lines the grammar: what begins with a letter opens something only if a sign ends its first letters, or if its
/// first word is one of those that the grammar names.
fn may_open(line: &str) -> bool {
    let line = line.trim_start();
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    if !is_letter(first) {
        return true;
    }
    if chars.next().is_some_and(|c| matches!(c, ')' | '.' | '/' | ' ' | '\t' | '0'..='9')) {
        return true;
    }
    let behind = |numerals: &[char]| line.trim_start_matches(numerals);
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    match first {
        'I' | 'V' | 'X' | 'L' => behind(&['I', 'V', 'X', 'L']).starts_with([' ', '\t', '.', ')', '-', '–', '/']),
        'i' | 'v' | 'x' => behind(&['i', 'v', 'x']).starts_with(')'),
        'P' => begins(&["PHẦN", "Phần", "PHỤ", "Phụ"]),
        'A' => begins(&["ANNEX", "Annex", "APPENDIX", "Appendix"]),
        'F' => begins(&["FIGURE", "Figure"]),
        'T' | 't' => begins(&["TABLE", "Table", "Thứ", "thứ"]) || counts(line),
        'B' => begins(&["BIỂU", "Biểu", "BẢNG", "Bảng"]) || counts(line),
        'M' | 'm' | 'H' | 'h' | 'N' | 'n' | 'b' | 'S' | 's' | 'C' | 'c' => counts(line),
        _ => false,
    }
}

/// `Một là`: the first word may be a number where this one follows it.
fn counts(line: &str) -> bool {
    let behind = line.find([' ', '\t']).map(|blank| &line[blank..]);
    behind.is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with("là"))
}

/// Bullets before a blank and rows of tables, which need no grammar.
fn plain_opening(line: &str) -> Option<(Opening, usize)> {
    let text = line.trim_start_matches([' ', '\t']);
    let sign = text.chars().next()?;
    let behind = &text[sign.len_utf8()..];
    match sign {
        '|' => text.bytes().any(|b| !matches!(b, b'|' | b':' | b'-' | b' ' | b'\t')).then_some((Opening::TableRow, 0)),
        '-' | '–' | '—' | '+' | '*' | '•' if behind.starts_with([' ', '\t']) => {
            let rest = behind.trim_start_matches([' ', '\t']);
            Some((Opening::Bullet(sign), line.len() - rest.len()))
        }
        _ => None,
    }
}

/// Length of a Markdown heading mark, and its level; (0, 0) where there is none.
pub(super) fn heading(line: &str) -> (u8, usize) {
    if !line.trim_start().starts_with('#') {
        return (0, 0);
    }
    match Structure::parse(Rule::md_heading, beginning(line, OPENING)) {
        Ok(pairs) => {
            let mark = pairs.as_str();
            (mark.trim().len() as u8, mark.len())
        }
        Err(_) => (0, 0),
    }
}

/// A note mark at the start of `text`: its label and its length in bytes.
pub(super) fn note_mark(text: &str) -> Option<(String, usize)> {
    let pair = Structure::parse(Rule::note_mark, beginning(text, LONGEST_MARK)).ok()?.next()?;
    let len = pair.as_span().end();
    Some((first_label(pair), len))
}

fn first_label(pair: Pair<Rule>) -> String {
    let digits = pair.into_inner().flatten().find(|p| matches!(p.as_rule(), Rule::super_number | Rule::label));
    digits.map_or(String::new(), |p| p.as_str().chars().map(plain_digit).collect())
}

fn plain_digit(c: char) -> char {
    const SUPER: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let at = SUPER.chars().position(|s| s == c);
    at.and_then(|d| char::from_digit(d as u32, 10)).unwrap_or(c)
}

fn label(pair: Pair<Rule>) -> Option<Label> {
    let rule = pair.as_rule();
    let inner: Vec<Pair<Rule>> = pair.into_inner().flatten().collect();
    let path: Vec<u32> = inner.iter().filter_map(|p| number(p.as_rule(), p.as_str())).collect();
    let word = inner.iter().find(|p| matches!(p.as_rule(), Rule::annex_word | Rule::english_annex_word)).map_or("", |p| p.as_str()).to_lowercase();
    let scheme = match rule {
        Rule::part => Scheme::Part,
        Rule::annex => Scheme::Annex,
        Rule::roman => Scheme::Roman,
        Rule::arabic => Scheme::Arabic(path.len() as u8),
        Rule::ordinal_word => Scheme::OrdinalWord,
        Rule::letter => Scheme::Letter,
        Rule::below_letter => Scheme::BelowLetter,
        Rule::below_section => Scheme::BelowSection,
        Rule::capital => Scheme::Capital,
        _ => return None,
    };
    (!path.is_empty()).then_some(Label { scheme, path, word })
}

fn number(rule: Rule, text: &str) -> Option<u32> {
    match rule {
        Rule::roman_number => roman(text),
        Rule::arabic_number => text.parse().ok(),
        Rule::list_letter => text.chars().next().map(|c| letter_order(c, Language::default())),
        Rule::capital_letter => text.to_lowercase().chars().next().map(|c| letter_order(c, Language::default())),
        Rule::number_word => word_number(text),
        _ => None,
    }
}

/// The letters of lists, in order.
pub fn list_letters(language: Language) -> &'static str {
    match language {
        Language::Vi => "abcdđeghiklmnopqrstuvxy",
        Language::En => "abcdefghijklmnopqrstuvwxyz",
    }
}

/// Place of a list letter from 1; 0 for a letter that the lists of a language do not use.
pub(super) fn letter_order(letter: char, language: Language) -> u32 {
    let found = list_letters(language).chars().position(|l| l == letter);
    found.map_or(0, |at| at as u32 + 1)
}

fn roman(text: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        _ => 50,
    };
    let digits: Vec<u32> = text.chars().map(value).collect();
    let total = digits.iter().enumerate().fold(0i64, |sum, (i, &d)| {
        let smaller = digits.get(i + 1).is_some_and(|&next| d < next);
        if smaller {
            sum - i64::from(d)
        } else {
            sum + i64::from(d)
        }
    });
    u32::try_from(total).ok().filter(|&n| n > 0)
}

fn word_number(text: &str) -> Option<u32> {
    const WORDS: [&[&str]; 10] = [&["một", "nhất"], &["hai"], &["ba"], &["bốn", "tư"], &["năm"], &["sáu"], &["bảy"], &["tám"], &["chín"], &["mười"]];
    let lower = text.to_lowercase();
    WORDS.iter().position(|names| names.contains(&lower.as_str())).map(|at| at as u32 + 1)
}

/// Where a mark stands after the leading blanks of a line.
pub(super) fn marker_span(line: Span, text: &str, len: usize) -> Span {
    let blanks = line.of(text).len() - line.of(text).trim_start().len();
    Span::new(line.start + blanks.min(len), line.start + len)
}
