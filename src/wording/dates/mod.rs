//! `dates`: days, months and periods that do not exist.

mod anniversary;
mod beside;
mod clock;
mod covered;
mod cut_off;
mod due;
mod durations;
mod lasting;
mod lost_words;
mod own_period;
mod periods;
mod sequence;
mod since;
mod swapped_year;
mod weekday;
mod windows;
mod years;

use crate::claims::{days_of_month, DateClaim};
use crate::phrases::{is_letter, without_end};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Flags dates outside the calendar and periods that end before they begin.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for date in &view.claims.dates {
        if let Some(variant) = impossible(view, date) {
            let slip = Relation::flag(&view.rule.name, date.span, Vec::new(), Severity::Error).variant(variant);
            out.push(slip.detail("days", days_of_month(date.month, date.year).to_string()).detail("month", date.month.to_string()));
        }
    }
    short_dates(view, out);
    weekday::propose(view, out);
    periods::propose(view, out);
    durations::propose(view, out);
    windows::propose(view, out);
    years::propose(view, out);
    clock::propose(view, out);
    covered::propose(view, out);
    sequence::propose(view, out);
    swapped_year::propose(view, out);
    anniversary::propose(view, out);
    due::propose(view, out);
    since::propose(view, out);
    lost_words::propose(view, out);
    beside::propose(view, out);
    own_period::propose(view, out);
    lasting::propose(view, out);
    cut_off::propose(view, out);
}

fn impossible(view: View, date: &DateClaim) -> Option<&'static str> {
    let named = names_day(view, date.span.start);
    let possible = (1..=12).contains(&date.month) && date.day.is_none_or(|d| (1..=31).contains(&d));
    let in_month = date.day.is_none_or(|d| d <= days_of_month(date.month, date.year));
    match date.year_digits {
        4 if !(1400..=2200).contains(&date.year) => named.then_some("year"),
        4 if date.day.is_none() => (!possible && named).then_some("month"),
        // `09/18/2014` is how others write the eighteenth of September.
        4 if !possible && !named && date.day.is_some_and(|d| (1..=12).contains(&d)) && (13..=31).contains(&date.month) => None,
        4 if !possible => Some("month"),
        4 => (!in_month).then_some("day"),
        // Three digits that are no year of history: `21/9/025`, `3/4/202`.
        3 if possible && date.year > 300 => None,
        3 | 5 if possible => Some("year"),
        2 if named && !possible => Some("month"),
        _ => None,
    }
}

/// True if a word of the calendar stands right before `at`.
fn names_day(view: View, at: usize) -> bool {
    let before = before(view, at);
    view.rule.cues("calendar").iter().any(|w| before.ends_with(w.as_str()))
}

fn before(view: View<'_>, at: usize) -> &str {
    let mut start = at.saturating_sub(40);
    while !view.document.lower.is_char_boundary(start) {
        start += 1;
    }
    view.document.folded(Span::new(start, at)).trim_end()
}

/// `ngày 31/6`, `tháng 14`: dates that stand without a year.
fn short_dates(view: View, out: &mut Vec<Relation>) {
    let cues = ["day", "month", "until"].map(|kind| view.rule.cues(kind));
    for at in view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 4) {
        if at.len() > 2 {
            out.extend(run_together(view, at));
            continue;
        }
        // Behind none of these words nothing below is a date.
        let ahead = view.document.lower.get(..at.start).unwrap_or_default();
        if cues.iter().all(|words| without_end(ahead, words).is_none()) {
            continue;
        }
        let Ok(number) = view.document.folded(at).parse() else { continue };
        let found = day_of_month(view, at, number).or_else(|| month_alone(view, at, number)).or_else(|| day_for_month(view, at, number));
        let found = found.or_else(|| lost_month(view, at, number)).or_else(|| no_month(view, at, number));
        if let Some((span, variant, days, month)) = found {
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant(variant);
            out.push(slip.detail("days", days.to_string()).detail("month", month.to_string()));
        }
    }
}

/// The text before a number, if it ends with a cue and a blank; the cue is taken off.
fn behind_cue<'a>(view: View<'a>, at: Span, kind: &str) -> Option<&'a str> {
    let ahead = view.document.lower.get(..at.start)?;
    without_end(ahead, view.rule.cues(kind))
}

fn day_of_month(view: View, at: Span, day: u32) -> Option<(Span, &'static str, u32, u32)> {
    behind_cue(view, at, "day")?;
    let lower = view.document.lower.as_str();
    let (month, second) = lower.get(at.end..)?.strip_prefix('/').and_then(|_| number(lower, at.end + 1)).filter(|(_, s)| s.len() <= 2)?;
    let rest = lower.get(second.end..)?;
    let goes_on = rest.starts_with('/') || rest.strip_prefix(['-', '.', ',']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let most = if month == 2 { 29 } else { days_of_month(month, 2000) };
    let variant = if most == 0 || day == 0 || day > 31 { "month" } else { "day" };
    (!goes_on && (day == 0 || day > most)).then_some((at.join(second), variant, most, month))
}

/// `tháng 22/5`, `ngày 8/2025`: the word says month where a day stands, or day where only a month stands.
fn day_for_month(view: View, at: Span, first: u32) -> Option<(Span, &'static str, u32, u32)> {
    let lower = view.document.lower.as_str();
    let (second, place) = lower.get(at.end..)?.strip_prefix('/').and_then(|_| number(lower, at.end + 1)).filter(|(_, s)| s.start == at.end + 1)?;
    let rest = lower.get(place.end..)?;
    if rest.starts_with(['/', '-']) || rest.strip_prefix(['.', ',']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    if behind_cue(view, at, "month").is_some() {
        return ((13..=31).contains(&first) && (1..=12).contains(&second) && place.len() <= 2).then_some((at.join(place), "as_month", first, second));
    }
    behind_cue(view, at, "day")?;
    ((1..=12).contains(&first) && (1990..=2100).contains(&second)).then_some((at.join(place), "as_day", 0, first))
}

/// `ngày 1205/2025`: day and month run together.
fn run_together(view: View, at: Span) -> Option<Relation> {
    let lower = view.document.lower.as_str();
    let digits = at.of(lower).bytes().all(|b| b.is_ascii_digit());
    lower.get(at.end..)?.strip_prefix('/').filter(|_| digits)?;
    let (_, year) = number(lower, at.end + 1).filter(|(y, s)| s.start == at.end + 1 && s.len() == 4 && (1990..=2100).contains(y))?;
    behind_cue(view, at, "day").filter(|_| !lower[year.end..].starts_with(['/', '-']))?;
    Some(Relation::flag(&view.rule.name, at.join(year), Vec::new(), Severity::Error).variant("no_slash"))
}

/// `đến hết 9 năm 2025`: the word for the month was lost.
fn lost_month(view: View, at: Span, month: u32) -> Option<(Span, &'static str, u32, u32)> {
    let ahead = behind_cue(view, at, "until")?;
    let rest = view.document.lower.get(at.end..)?;
    let year = view.rule.cues("year_behind").iter().find_map(|w| rest.strip_prefix(w.as_str()))?;
    let from = view.document.lower.len() - year.len();
    let (_, place) = number(&view.document.lower, from).filter(|(y, s)| s.start == from && s.len() == 4 && (1990..=2100).contains(y))?;
    let behind = view.document.lower.get(place.end..)?.trim_start_matches(' ');
    // `trong 5 năm 2021-2025`, `trong 3 năm 2023, 2024, 2025`: these are years.
    let told = behind.strip_prefix(',').is_some_and(|rest| rest.trim_start_matches(' ').starts_with(is_letter));
    let ends = told || behind.is_empty() || behind.starts_with(['.', ';', ')', '\n']) || behind.starts_with(is_letter);
    let goes_on =
        view.rule.cues("to").iter().chain(view.rule.cues("and_year")).any(|w| behind.starts_with(w.as_str())) || ahead.ends_with(|c: char| c.is_ascii_digit());
    (ends && !goes_on && (1..=12).contains(&month)).then_some((at.join(place), "lost", 0, month))
}

/// `ngày 15 năm 2025`: the month was lost.
fn no_month(view: View, at: Span, day: u32) -> Option<(Span, &'static str, u32, u32)> {
    let ahead = behind_cue(view, at, "day")?.trim_end();
    // `Ngày 26 Tháng Năm 2007`: May.
    if view.document.text().get(at.end..)?.trim_start_matches(' ').starts_with(char::is_uppercase) {
        return None;
    }
    // `mỗi ngày 15 năm 2025` counts, `ngày 14 và ngày 15 năm …` does not stand in texts.
    let counted = ahead.ends_with(|c: char| c.is_ascii_digit()) || view.rule.cues("each_year").iter().any(|w| ahead.ends_with(w.as_str()));
    let rest = view.document.lower.get(at.end..)?;
    // `ngày 14 tháng năm 2025`: its word is there, its number is not.
    let year = view.rule.cues("year_behind").iter().chain(view.rule.cues("empty_month")).find_map(|w| rest.strip_prefix(w.as_str()))?;
    let from = view.document.lower.len() - year.len();
    let (_, place) = number(&view.document.lower, from).filter(|(y, s)| s.start == from && s.len() == 4 && (1990..=2100).contains(y))?;
    ((1..=31).contains(&day) && !counted).then_some((at.join(place), "no_month", 0, day))
}

fn month_alone(view: View, at: Span, month: u32) -> Option<(Span, &'static str, u32, u32)> {
    let ahead = behind_cue(view, at, "month")?.trim_end();
    let counted = ahead.ends_with(|c: char| c.is_ascii_digit()) || view.rule.cues("not_month").iter().any(|w| ahead.ends_with(w.as_str()));
    let rest = view.document.lower.get(at.end..)?;
    let sign = rest.strip_prefix([',', ';', ')', '\n']).is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()));
    let year = view.rule.cues("year").iter().any(|w| rest.trim_start().starts_with(w.as_str())) || rest.starts_with("/20");
    let dated = view.claims.dates.iter().any(|d| d.span.overlaps(at));
    let impossible = month == 0 || month > 12;
    (impossible && !counted && (rest.trim().is_empty() || sign || year) && !dated).then_some((at, "month", 0, month))
}

/// The whole number at `at`, after one blank.
fn number(text: &str, at: usize) -> Option<(u32, Span)> {
    let rest = text.get(at..)?;
    let start = at + rest.len() - rest.trim_start_matches(' ').len();
    let len = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    let span = Span::new(start, start + len);
    Some((span.of(text).parse().ok()?, span))
}
