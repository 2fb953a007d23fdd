//! A period beside its days, of which one or both may lack the year: `Trong quý I (từ 15/12/2024 đến 14/6/2025)`, `6 tháng (từ tháng 1 đến tháng 5/2025)`.
//!
//! Reports often run from the middle of one month to the middle of another: what counts is how long a period is.

use super::number;
use super::weekday::days_since;
use super::years::is_recent;
use crate::claims::days_of_month;
use crate::phrases::without_end;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// So many days a period may be shorter or longer than its months.
const SLACK: u32 = 20;
/// So many days at both ends it is another period.
const MOVED: u32 = 45;
/// How far back the period stands, in bytes.
const BACK: usize = 80;
/// A year without a leap day, for days that have none.
const ANY: u32 = 2025;
/// Hundredths of a day that a month has in the mean.
const MONTH: u32 = 3044;
/// Longest period that is read, in months.
const LONGEST: u32 = 36;

/// A period as named: how many days or months, the first and last of them where it tells, its year, and its place.
struct Named {
    days: Option<u32>,
    months: u32,
    calendar: Option<(u32, u32)>,
    year: Option<u32>,
    place: Span,
}

/// `15/12/2024`, `15/12`, `tháng 5/2025`, `tháng 5`.
struct Point {
    day: Option<u32>,
    month: u32,
    year: Option<u32>,
    end: usize,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    for at in view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 2) {
        let before = super::before(view, at.start);
        let Some(head) = view.rule.cues("since").iter().filter_map(|w| before.strip_suffix(w.as_str())).min_by_key(|r| r.len()) else { continue };
        // `suốt từ`: no word ends here.
        if !(head.is_empty() || head.ends_with([' ', '(', '\n'])) {
            continue;
        }
        let Some((first, last)) = range(view, at.start) else { continue };
        let span = Span::new(at.start, last.end);
        let start = at.start - (lower[..at.start].len() - lower[..at.start].trim_end().len()) - (before.len() - head.len());
        let Some(named) = named(view, start) else { continue };
        let taken = || out.iter().rev().take(8).any(|r| r.rule == view.rule.name && r.stated.span.overlaps(span));
        if differs(&first, &last, &named) && !taken() {
            let slip = Relation::flag(&view.rule.name, span, vec![named.place], Severity::Warning).variant("covered");
            out.push(slip.detail("first", view.document.words(named.place)));
        }
    }
}

/// The two days, or the two months, that stand at `at`.
fn range(view: View, at: usize) -> Option<(Point, Point)> {
    let lower = view.document.lower.as_str();
    let first = point(view, at)?;
    let rest = lower.get(first.end..)?.trim_start_matches(' ');
    let to = view.rule.cues("to").iter().chain(view.rule.cues("to_month")).filter_map(|w| rest.strip_prefix(w.as_str())).min_by_key(|r| r.len())?;
    let last = point(view, lower.len() - to.trim_start_matches(' ').len())?;
    let goes_on = super::periods::rest_is_figure(lower, last.end);
    (first.day.is_some() == last.day.is_some() && !goes_on).then_some((first, last))
}

fn point(view: View, at: usize) -> Option<Point> {
    let lower = view.document.lower.as_str();
    let (a, place) = number(lower, at).filter(|(_, p)| p.start == at && p.len() <= 2)?;
    let behind = |end: usize| {
        let rest = lower.get(end..)?;
        let signed = rest.strip_prefix(['/', '-', '.']).or_else(|| view.rule.cues("year_behind").iter().find_map(|w| rest.strip_prefix(w.as_str())))?;
        let from = lower.len() - signed.len();
        number(lower, from).filter(|(_, p)| p.start == from)
    };
    let year_behind = |end: usize| behind(end).filter(|(year, place)| place.len() == 4 && is_recent(*year));
    let in_words = || {
        let rest = lower.get(place.end..)?.strip_prefix(' ')?;
        let month = view.rule.cues("month").iter().find_map(|w| rest.strip_prefix(w.as_str()))?;
        number(lower, lower.len() - month.len()).filter(|(_, p)| p.len() <= 2)
    };
    if let Some((month, second)) = in_words().or_else(|| behind(place.end).filter(|(_, p)| p.len() <= 2)) {
        let year = year_behind(second.end);
        let possible = (1..=12).contains(&month) && a >= 1 && a <= days_of_month(month, year.map_or(2024, |y| y.0));
        return possible.then(|| Point { day: Some(a), month, year: year.map(|y| y.0), end: year.map_or(second.end, |y| y.1.end) });
    }
    let month = view.rule.cues("month").iter().any(|w| lower[..at].ends_with(w.as_str()));
    let year = year_behind(place.end);
    ((1..=12).contains(&a) && month).then(|| Point { day: None, month: a, year: year.map(|y| y.0), end: year.map_or(place.end, |y| y.1.end) })
}

/// The period that ends right before `at`, with nothing but a bracket or a comma between.
fn named(view: View, at: usize) -> Option<Named> {
    let lower = view.document.lower.as_str();
    let from = (at.saturating_sub(BACK)..=at).find(|&from| lower.is_char_boundary(from))?;
    let ahead = lower.get(from..at)?.trim_end();
    let is_bracketed = ahead.ends_with('(');
    let ahead = ahead.trim_end_matches(['(', ',', ' ', ':']);
    let end = from + ahead.len();
    let (year, head) = split_year(view, ahead);
    let part =
        without_end(head, view.rule.cues("first_part")).map(|h| (h, true)).or_else(|| without_end(head, view.rule.cues("last_part")).map(|h| (h, false)));
    let counted = part.map_or(head, |p| p.0);
    if let Some((months, rest)) = without_end(counted, view.rule.cues("months")).and_then(|rest| amount(view, rest)) {
        let calendar = part.filter(|_| months < 12).map(|(_, is_first)| if is_first { (1, months) } else { (13 - months, 12) });
        let place = Span::new(from + rest.len(), end);
        return (stands_alone(view, rest) && (2..=LONGEST).contains(&months)).then_some(Named { days: None, months, calendar, year, place });
    }
    if part.is_some() || !is_bracketed {
        return None;
    }
    if let Some((days, rest)) = without_end(ahead, view.rule.cues("days")).and_then(|rest| amount(view, rest)) {
        let place = Span::new(from + rest.len(), end);
        return (stands_alone(view, rest) && (2..=99).contains(&days)).then_some(Named { days: Some(days), months: 0, calendar: None, year: None, place });
    }
    let word = head.rsplit(' ').next()?;
    let rest = head.get(..head.len() - word.len())?;
    let value = ["i", "ii", "iii", "iv"].iter().position(|r| *r == word).and_then(|n| u32::try_from(n + 1).ok()).or_else(|| word.parse().ok())?;
    let of = |kind: &str| without_end(rest, view.rule.cues(kind));
    let (rest, months, first) = match (of("quarter"), of("month")) {
        (Some(rest), _) if (1..=4).contains(&value) => (rest, 3, value * 3 - 2),
        (_, Some(rest)) if (1..=12).contains(&value) => (rest, 1, value),
        _ => return None,
    };
    let summed = view.rule.cues("summed").iter().any(|w| rest.contains(w.as_str()));
    let place = Span::new(from + rest.len(), end);
    let calendar = year.map(|_| (first, first + months - 1));
    (stands_alone(view, rest) && !summed).then_some(Named { days: None, months, calendar, year, place })
}

/// `quý I/2025`, `quý I năm 2025`: the year, and what stands before it.
fn split_year<'a>(view: View, ahead: &'a str) -> (Option<u32>, &'a str) {
    let split = ahead.len().checked_sub(4).and_then(|at| ahead.split_at_checked(at));
    let Some((head, Some(year))) = split.map(|(head, y)| (head, y.parse().ok().filter(|year| is_recent(*year)))) else { return (None, ahead) };
    let bare = head.strip_suffix(['/', '-']).or_else(|| without_end(head, view.rule.cues("year_behind")));
    bare.map_or((None, ahead), |bare| (Some(year), bare))
}

/// A number in figures or words at the end of a text, and what stands before it.
fn amount<'a>(view: View, text: &'a str) -> Option<(u32, &'a str)> {
    let word = text.rsplit([' ', '(', '\n']).next()?;
    let number = word.parse().ok().or_else(|| view.lexicon.number_words.get(word).copied())?;
    Some((number, &text[..text.len() - word.len()]))
}

/// One period, neither the end of a longer one nor one of several, nor about so long.
fn stands_alone(view: View, ahead: &str) -> bool {
    let ahead = ahead.trim_end();
    let listed = ahead.strip_suffix(',').is_some_and(|r| r.ends_with(|c: char| c.is_ascii_digit() || c == 'i' || c == 'v'));
    let joined = ahead.ends_with(['-', '–', '&', '/']) || ahead.ends_with(|c: char| c.is_ascii_digit());
    let word = |kind: &str| view.rule.cues(kind).iter().any(|w| ahead.strip_suffix(w.trim()).is_some_and(|r| r.is_empty() || r.ends_with([' ', '('])));
    !listed && !joined && !["to", "and_year", "about", "no_length", "years"].into_iter().any(word)
}

fn differs(first: &Point, last: &Point, named: &Named) -> bool {
    let end_year = last.year.or(first.year).unwrap_or(ANY);
    let wraps = (first.month, first.day) > (last.month, last.day);
    let year = first.year.unwrap_or(end_year - u32::from(wraps));
    let end_year = last.year.unwrap_or(year + u32::from(wraps));
    let (Some(day), Some(end)) = (first.day, last.day) else {
        let months = (end_year * 12 + last.month + 1).checked_sub(year * 12 + first.month);
        // Both ends counted, or only one of them.
        return named.days.is_none() && months.is_some_and(|m| m > 0 && m <= LONGEST && m != named.months && m != named.months + 1);
    };
    let (begin, end) = (days_since((year, first.month, day)), days_since((end_year, last.month, end)));
    let Some(length) = end.checked_sub(begin).map(|d| d + 1) else { return false };
    if let Some(days) = named.days {
        // Ten working days take two weeks: fewer days than the dates span are no slip, unless they are far fewer.
        return length < days || days * 5 < length * 3;
    }
    let due = named.months * MONTH / 100;
    // What is not over yet is told up to the day of the report.
    let off = length > due + SLACK || length + SLACK < due && named.months > 1;
    let moved = named.calendar.is_some_and(|(from, to)| {
        let year = named.year.unwrap_or(end_year);
        begin.abs_diff(days_since((year, from, 1))) > MOVED && end.abs_diff(days_since((year, to, days_of_month(to, year)))) > MOVED
    });
    off || moved
}
