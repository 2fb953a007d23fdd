//! Slips of typing inside a number: a letter for a digit (`2o25`, `1.23O`), two marks in a row (`12..500`, `95%%`, `25//30`), a mark before the percent sign (`98,%`),
//! a blank before a mark (`12 .500`), two decimal commas (`95,5,5%`), a nought before thousands (`010.000 đồng`).

use super::letters::{lettered, nought};
use crate::phrases::{is_of_word, is_small, split_words, without};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Most digits before the mark that groups them.
const GROUP: usize = 3;

/// Most bytes of a number on one side of its digits.
pub(super) const LONGEST: usize = 40;

/// Flags numbers that read as none because of one key.
pub fn propose(view: View, out: &mut Vec<Relation>) {
    let text = view.document.text();
    for at in view.claims.words.with_digit().map(|word| word.span()) {
        let written = at.of(text);
        if let Some((span, form)) = lettered(view, at) {
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("nought").detail("apart", form.clone());
            out.push(slip.replace(form));
            continue;
        }
        if !written.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if let Some(span) = unread(view, at) {
            out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning));
            continue;
        }
        let found = nought(written).map(|form| (at, "nought", form)).or_else(|| marks(text, at));
        if let Some((span, variant, form)) = found {
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant(variant).detail("apart", form.clone());
            out.push(slip.replace(form));
        }
    }
}

/// What stands behind the digits: two marks and more digits, or a mark and the percent sign.
fn marks(text: &str, at: Span) -> Option<(Span, &'static str, String)> {
    let written = at.of(text);
    let ahead = text[..at.start].chars().next_back();
    let rest = &text[at.end..];
    // All that is looked for begins with one of these.
    if !matches!(rest.as_bytes(), [b',' | b'.' | b'%' | b'/', b'%', ..] | [b'/', b'/', ..] | [b'.' | b' ', b'.', ..] | [b',', b',', ..]) {
        return None;
    }
    if !written.bytes().all(|b| b.is_ascii_digit()) || ahead == Some('/') {
        return None;
    }
    if rest.starts_with(",%") || rest.starts_with(".%") {
        return Some((Span::new(at.start, at.end + 2), "dangling", format!("{written}%")));
    }
    let free = ahead.is_none_or(|c| c.is_whitespace() || c == '(');
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(found) = signs(text, at, rest) {
        return Some(found);
    }
    let grouped = |s: &str| digits(s) == GROUP && written.len() <= GROUP;
    if let Some(behind) = rest.strip_prefix("..").filter(|b| grouped(b) && free && !b[GROUP..].starts_with('.')) {
        return Some((Span::new(at.start, at.end + 2 + GROUP), "doubled", format!("{written}.{}", &behind[..GROUP])));
    }
    if let Some(behind) = rest.strip_prefix(",,").filter(|b| digits(b) > 0) {
        let len = digits(behind);
        return Some((Span::new(at.start, at.end + 2 + len), "doubled", format!("{written},{}", &behind[..len])));
    }
    let behind = rest.strip_prefix(" .").filter(|b| grouped(b) && free)?;
    Some((Span::new(at.start, at.end + 2 + GROUP), "torn", format!("{written}.{}", &behind[..GROUP])))
}

/// A sign that stands twice, or where it cannot: `95%%`, `25//30`, `95/%`.
fn signs(text: &str, at: Span, rest: &str) -> Option<(Span, &'static str, String)> {
    let start = run_start(text, at.start)?;
    let number = &text[start..at.end];
    let ends = |s: &str| !s.starts_with(|c: char| is_of_word(c) || c == '%' || c == '/');
    if rest.strip_prefix("%%").is_some_and(ends) {
        return Some((Span::new(start, at.end + 2), "doubled", format!("{number}%")));
    }
    if rest.strip_prefix("/%").is_some_and(ends) {
        return Some((Span::new(start, at.end + 2), "dangling", format!("{number}%")));
    }
    let behind = rest.strip_prefix("//").filter(|b| b.starts_with(|c: char| c.is_ascii_digit()))?;
    let len = behind.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    ends(&behind[len..]).then(|| (Span::new(start, at.end + 2 + len), "doubled", format!("{number}/{}", &behind[..len])))
}

/// Where a run of such signs begins that ends here, as far as a number may be long.
pub(super) fn back(text: &str, at: usize, is_of_run: impl Fn(u8) -> bool) -> usize {
    at - text.as_bytes()[..at].iter().rev().take(LONGEST).take_while(|b| is_of_run(**b)).count()
}

/// Where the number begins that goes on here, if nothing is glued to it.
fn run_start(text: &str, at: usize) -> Option<usize> {
    let start = back(text, at, |b| b.is_ascii_digit() || b == b'.' || b == b',');
    text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(').then_some(start)
}

/// A percent sign, a unit or a scale of counting stands right here, or behind one blank.
pub(super) fn is_measured(view: View, rest: &str) -> bool {
    let rest = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
    let scale = || rest.starts_with(is_small) && split_words(rest).next().is_some_and(|word| view.lexicon.scales.contains_key(word));
    rest.starts_with('%') || view.lexicon.unit(rest).is_some() || scale()
}

/// The words before a number end with one that demands a value.
pub(super) fn leads(view: View, before: &str) -> bool {
    let word = |cue: &String| without(before, cue).is_some_and(|head| !head.ends_with(is_of_word));
    view.rule.cues("value").iter().any(word)
}

/// Numbers of which nobody can tell what they should be: `95,5,5%`, `,95%`, `010.000 đồng`.
fn unread(view: View, at: Span) -> Option<Span> {
    let lower = view.document.lower.as_str();
    let (written, rest) = (at.of(lower), &lower[at.end..]);
    let ahead = &lower[..at.start];
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    if rest.starts_with('%') && (ahead.ends_with(" ,") || ahead.ends_with(" .")) && leads(view, &ahead[..ahead.len() - 2]) {
        return Some(Span::new(at.start - 1, at.end));
    }
    if !ahead.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(') {
        return None;
    }
    if let Some(behind) = rest.strip_prefix('.').filter(|b| written.starts_with('0') && (2..=GROUP).contains(&written.len()) && digits(b) == GROUP) {
        let money = behind[GROUP..].starts_with(' ') && view.lexicon.unit(&behind[GROUP + 1..]).is_some();
        return money.then(|| Span::new(at.start, at.end + 1 + GROUP));
    }
    let behind = rest.strip_prefix(',')?;
    let second = behind.get(..digits(behind)).filter(|s| (1..GROUP).contains(&s.len()))?;
    let third = behind[second.len()..].strip_prefix(',')?;
    let len = digits(third);
    let (a, b, c) = (written.parse::<u32>().ok()?, second.parse::<u32>().ok()?, third[..len].parse::<u32>().ok()?);
    // `5,6,7%` and `15,12,10%` are lists.
    let list = a < b && b < c || written.len() == second.len() && second.len() == len;
    (!list && is_measured(view, &third[len..])).then(|| Span::new(at.start, at.end + 2 + second.len() + len))
}
