//! Times that no clock shows (`25h30`, `14 giờ 75 phút`), and dates that lost the sign between day and month or have it twice (`ngày 15 5 năm 2025`, `12//5/2025`).

use super::{before, behind_cue, number};
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// From this minute of the day on an hour is surely one of 24.
const AFTERNOON: u32 = 13 * 60;
/// A night shift is over by this minute of the day.
const NIGHT_ENDS: u32 = 10 * 60;
/// An end that lies more minutes before the beginning is of the next day.
const BACK: u32 = 6 * 60;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for at in view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 6) {
        let found = time_of_day(view, at).map(|span| (span, "clock")).or_else(|| lost_sign(view, at).map(|span| (span, "lost_sign")));
        let found = found.or_else(|| ends_early(view, at).map(|span| (span, "hours")));
        if let Some((span, variant)) = found.or_else(|| doubled_sign(view, at).map(|span| (span, "doubled_sign"))) {
            out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant(variant));
        }
    }
}

/// `25h30`, `14h75`, `14 giờ 75 phút`.
fn time_of_day(view: View, at: Span) -> Option<Span> {
    let lower = view.document.lower.as_str();
    let written = at.of(lower);
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let hour: u32 = written.get(..digits)?.parse().ok().filter(|_| digits <= 2)?;
    let (minutes, end) = if digits < written.len() {
        let behind = view.rule.cues("hour_sign").iter().find_map(|sign| written[digits..].strip_prefix(sign.as_str()))?;
        (behind.parse().ok().filter(|_| behind.len() == 2)?, at.end)
    } else {
        let behind = view.rule.cues("hour_word").iter().find_map(|w| lower.get(at.end..)?.strip_prefix(w.as_str()))?;
        let (minutes, place) = number(lower, lower.len() - behind.len()).filter(|(_, p)| p.start == lower.len() - behind.len())?;
        // `từ 7 giờ 75 ngày 15/5`: behind the word for a clock two figures are minutes also without their word.
        let clock = place.len() == 2 && view.rule.cues("at_hour").iter().any(|w| before(view, at.start).ends_with(w.as_str()));
        let dated = clock && view.rule.cues("day").iter().any(|w| lower[place.end..].trim_start_matches([' ', ',']).starts_with(w.as_str()));
        view.rule.cues("minute_word").iter().find(|w| dated || lower[place.end..].starts_with(w.as_str()))?;
        (minutes, place.end)
    };
    // So many hours may be a length of time; a clock is meant behind `lúc`.
    let hour_of_day = hour > 24 || hour == 24 && minutes > 0;
    let clock = view.rule.cues("at_hour").iter().any(|w| before(view, at.start).ends_with(w.as_str()));
    (minutes > 59 || hour_of_day && clock).then_some(Span::new(at.start, end))
}

/// `từ 14h00 đến 13h30`, `14h00 - 13h30`: the end lies before the beginning, and neither the night nor another day lies between.
fn ends_early(view: View, at: Span) -> Option<Span> {
    let (begin, first) = time_at(view, at.start)?;
    let lower = view.document.lower.as_str();
    let rest = lower.get(first.end..)?.trim_start_matches(' ');
    let to = view.rule.cues("to").iter().filter_map(|w| rest.strip_prefix(w.as_str())).min_by_key(|r| r.len())?;
    let (end, last) = time_at(view, lower.len() - to.trim_start_matches(' ').len())?;
    let day = view.claims.dates.iter().any(|d| d.span.start >= first.end && d.span.start < last.start);
    let next = lower.get(last.end..)?.split(['.', ';', '\n']).next()?;
    let next = view.rule.cues("next_day").iter().any(|w| next.contains(w.as_str()));
    (!day && !next && begin >= AFTERNOON && end < begin && end + BACK > begin && end >= NIGHT_ENDS).then_some(first.join(last))
}

/// The minutes since midnight of the time that stands at `at`: `14h00`, `14 giờ`, `14 giờ 30 phút`.
fn time_at(view: View, at: usize) -> Option<(u32, Span)> {
    let lower = view.document.lower.as_str();
    let (hour, place) = number(lower, at).filter(|(h, p)| p.start == at && p.len() <= 2 && *h <= 24)?;
    let rest = lower.get(place.end..)?;
    let signs = view.rule.cues("hour_sign").iter().chain(view.rule.cues("hour_word"));
    let behind = signs.filter_map(|w| rest.strip_prefix(w.trim_end())).min_by_key(|r| r.len())?;
    if behind.starts_with(is_letter) {
        return None;
    }
    let from = lower.len() - behind.len();
    let minutes = number(lower, from).filter(|(m, p)| p.len() == 2 && *m < 60 && p.start <= from + 1);
    let (minutes, mut end) = minutes.map_or((0, from), |(m, p)| (m, p.end));
    if let Some(rest) = view.rule.cues("minute_word").iter().find_map(|w| lower.get(end..)?.strip_prefix(w.as_str())) {
        end = lower.len() - rest.len();
    }
    Some((hour * 60 + minutes, Span::new(at, end)))
}

/// `ngày 15 5 năm 2025`, `ngày 15 5/2025`.
fn lost_sign(view: View, at: Span) -> Option<Span> {
    behind_cue(view, at, "day")?;
    let lower = view.document.lower.as_str();
    let day: u32 = at.of(lower).parse().ok().filter(|_| at.len() <= 2)?;
    let (month, place) = lower.get(at.end..)?.strip_prefix(' ').and_then(|_| number(lower, at.end + 1)).filter(|(_, p)| p.start == at.end + 1)?;
    let rest = lower.get(place.end..)?;
    let year = view.rule.cues("year_behind").iter().find_map(|w| rest.strip_prefix(w.as_str())).or_else(|| rest.strip_prefix('/'))?;
    let from = lower.len() - year.len();
    let (_, end) = number(lower, from).filter(|(y, p)| p.start == from && p.len() == 4 && (1990..=2100).contains(y))?;
    let possible = (1..=31).contains(&day) && (1..=12).contains(&month) && place.len() <= 2;
    possible.then_some(at.join(end))
}

/// `ngày 12//5/2025`, `ngày 12/5//2025`.
fn doubled_sign(view: View, at: Span) -> Option<Span> {
    let lower = view.document.lower.as_str();
    lower.get(at.end..)?.strip_prefix('/')?;
    behind_cue(view, at, "day")?;
    let len = lower.get(at.start..)?.bytes().take_while(|b| b.is_ascii_digit() || *b == b'/').count();
    let written = lower.get(at.start..at.start + len)?.trim_end_matches('/');
    let parts: Vec<&str> = written.split('/').filter(|p| !p.is_empty()).collect();
    // `ngày 10/12/2025/ để`: a sign too many behind the whole date.
    let behind = lower.get(at.start + len..)?;
    let trailing = parts.len() == 3
        && parts[2].len() == 4
        && lower.get(at.start..at.start + len)?.ends_with('/')
        && (behind.is_empty() || behind.starts_with([' ', ',', '.', ';', '\n']));
    ((written.contains("//") || trailing) && (2..=3).contains(&parts.len()) && parts[0].len() <= 2).then_some(Span::new(at.start, at.start + written.len()))
}
