//! Years that cannot be: `năm 20225`, `năm 2130`, `từ năm 2025 đến năm 2021`, `tháng 5/20225`, `ngày 12/052025`, `tầm nhìn đến năm 2005`, `quý V`.

use super::{behind_cue, number, periods::rest_is_figure};
use crate::claims::words::Word;
use crate::phrases::without_end;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// No plan of an office looks further ahead than this year.
pub(super) const FAR: u32 = 2100;
/// Periods that end from this year on are of our time.
pub(super) const RECENT: u32 = 1990;
/// No document has a code of an earlier year.
const CODES: u32 = 1940;
/// How far back the period of a vision may stand, in bytes.
const BACK: usize = 80;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    in_codes(view, out);
    // The quarters that there are not: `V`, `VI`, `VII`.
    let quarters = ["v", "vi", "vii"].into_iter().flat_map(|numeral| view.claims.words.places(view.claims.words.find(numeral)));
    let quarters = quarters.filter_map(|at| view.claims.words.list.get(at));
    let mut words: Vec<&Word> = view.claims.words.with_digit().chain(quarters).collect();
    words.sort_unstable_by_key(|word| word.span().start);
    for word in words {
        let digits = view.document.lower.as_bytes()[word.span().start].is_ascii_digit();
        let found = if digits { of_figures(view, word) } else { quarter(view, word) };
        let taken = |span: Span| out.iter().rev().take(8).any(|r| r.rule == view.rule.name && r.stated.span.overlaps(span));
        if let Some((span, variant)) = found.filter(|(span, _)| !taken(*span)) {
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant(variant);
            out.push(slip);
        }
    }
}

fn of_figures(view: View, word: &Word) -> Option<(Span, &'static str)> {
    if !view.document.folded(word.span()).bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    quarter_in_figures(view, word.span())
        .or_else(|| lone(view, word.span()))
        .or_else(|| backwards(view, word.span()))
        .or_else(|| vision(view, word.span()))
        .or_else(|| behind_slash(view, word.span()))
        .or_else(|| year_of_quarter(view, word.span()))
}

/// `32/2824/NĐ-CP`, `32/1024/NĐ-CP`: no document bears a year that is far ahead, or before there were such codes.
fn in_codes(view: View, out: &mut Vec<Relation>) {
    for citation in &view.claims.citations {
        let variant = match citation.year {
            Some(..CODES) => "early",
            Some(year) if year > FAR => "far",
            _ => continue,
        };
        out.push(Relation::flag(&view.rule.name, citation.span, Vec::new(), Severity::Error).variant(variant));
    }
}

/// A year of which a report tells what was done or is planned.
pub(super) fn is_recent(year: u32) -> bool {
    (RECENT..=FAR).contains(&year)
}

/// A year that reports tell of.
pub(super) fn century(year: u32) -> bool {
    (1900..=FAR).contains(&year)
}

/// The number begins as a year of this century or the last one does.
fn begins_as_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// `năm 20225`, `năm 2130`, `trong năm 202,`: behind the word for a year, and counting nothing.
fn lone(view: View, at: Span) -> Option<(Span, &'static str)> {
    let lower = view.document.lower.as_str();
    let ahead = behind_cue(view, at, "of_year").or_else(|| behind_year(view, at))?.trim_end();
    let rest = lower.get(at.end..)?;
    // `mỗi năm 2500 tấn`, `Phật lịch năm 2534`; what goes on as a figure or counts something is no year.
    let counts =
        view.rule.cues("each_year").iter().any(|w| ahead.ends_with(w.as_str())) || view.claims.list.iter().any(|c| c.span == at && c.full.len() > at.len());
    if counts || rest_is_figure(lower, at.end) || rest.starts_with(['%', '/', '-']) {
        return None;
    }
    let digits = view.document.folded(at);
    let year: u32 = digits.parse().ok()?;
    let ends = rest.trim_start_matches(' ').starts_with([',', ';', '.', ')', '\n']) || rest.trim().is_empty();
    match digits.len() {
        5 if begins_as_year(digits) => Some((at, "year")),
        4 if digits.starts_with('0') => Some((at, "early")),
        // `năm 8200 trước Công nguyên`
        4 if year > FAR && !is_counted_back(view, rest) => Some((at, "far")),
        3 if digits.starts_with("20") && digits != "200" && ends => Some((at, "year")),
        _ => None,
    }
}

/// What stands before the first of two years that share their word: `năm 2010 và 2020`, `năm 2024-2025`.
fn behind_year<'a>(view: View<'a>, at: Span) -> Option<&'a str> {
    let joined = behind_cue(view, at, "joins_years")?;
    let (ahead, year) = joined.split_at_checked(joined.len().checked_sub(4)?)?;
    if year.parse().is_ok_and(century) {
        without_end(ahead, view.rule.cues("of_year"))
    } else {
        None
    }
}

/// The words behind a year count it back from the beginning of the era.
fn is_counted_back(view: View, rest: &str) -> bool {
    view.rule.cues("counted_back").iter().any(|words| rest.trim_start().starts_with(words.as_str()))
}

/// `từ năm 2025 đến năm 2021`, `từ năm 2025-2021`.
fn backwards(view: View, at: Span) -> Option<(Span, &'static str)> {
    let lower = view.document.lower.as_str();
    if at.len() != 4 {
        return None;
    }
    behind_cue(view, at, "from_year")?;
    let rest = lower.get(at.end..)?;
    let joined = view.rule.cues("to_year").iter().find_map(|cue| rest.strip_prefix(cue.as_str()))?;
    let from = lower.len() - joined.len();
    let (last, end) = number(lower, from).filter(|(_, s)| matches!(s.len(), 4 | 5) && s.start == from)?;
    let first: u32 = view.document.folded(at).parse().ok().filter(|y| century(*y))?;
    if rest_is_figure(lower, end.end) {
        return None;
    }
    match end.len() {
        4 if century(last) && first > last => Some((at.join(end), "backwards")),
        5 if begins_as_year(end.of(lower)) => Some((end, "year")),
        _ => None,
    }
}

/// `giai đoạn 2021-2030, tầm nhìn đến năm 2005`: who looks ahead looks beyond the period itself.
fn vision(view: View, at: Span) -> Option<(Span, &'static str)> {
    let ahead = if at.len() == 4 { behind_cue(view, at, "vision")? } else { return None };
    let year: u32 = view.document.folded(at).parse().ok().filter(|y| century(*y))?;
    let block = view.document.blocks.iter().rfind(|b| b.span.start <= at.start)?.span.start;
    let from = block.max(ahead.len().saturating_sub(BACK));
    let before = view.claims.words.inside(Span::new(from, ahead.len())).filter_map(|i| view.claims.words.list.get(i));
    let last = before.filter(|w| w.span().len() == 4).filter_map(|w| view.document.folded(w.span()).parse::<u32>().ok()).filter(|y| century(*y)).last()?;
    (year <= last).then_some((at, "vision"))
}

/// `tháng 5/20225`, `ngày 12/052025`: behind the slash the year has a digit too many, or month and year have run together.
fn behind_slash(view: View, at: Span) -> Option<(Span, &'static str)> {
    let lower = view.document.lower.as_str();
    let (_, second) = lower.get(at.end..)?.strip_prefix('/').and_then(|_| number(lower, at.end + 1)).filter(|(_, s)| s.start == at.end + 1)?;
    let digits = second.of(lower);
    let ends = !rest_is_figure(lower, second.end) && !lower.get(second.end..)?.starts_with(['/', '-']);
    let first: u32 = view.document.folded(at).parse().ok()?;
    if !ends || at.len() > 2 {
        return None;
    }
    if behind_cue(view, at, "month").is_some() && digits.len() == 5 && begins_as_year(digits) && (1..=12).contains(&first) {
        return Some((at.join(second), "year"));
    }
    let month: u32 = digits.get(..2)?.parse().ok()?;
    let stuck = digits.len() == 6 && begins_as_year(digits.get(2..)?) && (1..=12).contains(&month) && (1..=31).contains(&first);
    (stuck && behind_cue(view, at, "day").is_some()).then_some((at.join(second), "joined"))
}

/// `quý 5/2025`.
fn quarter_in_figures(view: View, at: Span) -> Option<(Span, &'static str)> {
    if at.len() > 2 {
        return None;
    }
    behind_cue(view, at, "quarter")?;
    let number: u32 = view.document.folded(at).parse().ok()?;
    (!(1..=4).contains(&number) && is_dated(view, at)).then_some((at, "quarter"))
}

/// `quý I/2125`, `quý II/1025`: the year behind the slash.
fn year_of_quarter(view: View, at: Span) -> Option<(Span, &'static str)> {
    let year: u32 = view.document.folded(at).parse().ok().filter(|year| at.len() == 4 && !century(*year))?;
    let ahead = view.document.lower.get(..at.start)?.strip_suffix('/')?;
    let which = ahead.trim_end_matches(['i', 'v', '1', '2', '3', '4']);
    let is_quarter = which.len() < ahead.len() && without_end(which, view.rule.cues("quarter")).is_some();
    let variant = if year > FAR { "far" } else { "early" };
    (is_quarter && !rest_is_figure(&view.document.lower, at.end)).then_some((at, variant))
}

/// A year follows.
fn is_dated(view: View, at: Span) -> bool {
    let rest = view.document.lower.get(at.end..).unwrap_or("");
    rest.starts_with("/20") || view.rule.cues("year").iter().any(|w| rest.trim_start().starts_with(w.as_str()))
}

/// `quý V năm 2025`.
fn quarter(view: View, word: &Word) -> Option<(Span, &'static str)> {
    let letters = view.document.words(word.span());
    if !matches!(letters, "V" | "VI" | "VII") || behind_cue(view, word.span(), "quarter").is_none() {
        return None;
    }
    is_dated(view, word.span()).then_some((word.span(), "quarter"))
}
