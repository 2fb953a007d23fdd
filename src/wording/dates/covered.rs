//! A period beside the days that it is said to cover: `Quý III năm 2025 (từ ngày 01/7/2025 đến ngày 31/10/2025)`.

use super::weekday::days_since;
use crate::claims::days_of_month;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the two dates of a period, in bytes.
const BETWEEN: usize = 24;
/// How far back the period stands, in bytes.
const BACK: usize = 60;
/// So many days at both ends it is another period.
const MOVED: u32 = 45;
/// Periods of reports often begin and end some days earlier (`15/12` to `14/3`).
const SHIFT: u32 = 22;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for pair in view.claims.dates.windows(2) {
        let [from, to] = pair else { continue };
        let between = Span::new(from.span.end, to.span.start.max(from.span.end));
        let joined = from.block == to.block && between.len() < BETWEEN && view.rule.cues("to").iter().any(|w| view.document.folded(between).trim() == w);
        let (true, Some(first), Some(last)) = (joined, from.day_of_calendar(), to.day_of_calendar()) else { continue };
        let Some((months, year, place)) = named(view, from.span.start) else { continue };
        let end = days_since((year, months.1, days_of_month(months.1, year)));
        let begin = days_since((year, months.0, 1));
        let far = |a: u32, b: u32| a.abs_diff(b) > SHIFT;
        // A year of reports may begin a month earlier: then both ends are moved.
        let long = (end - begin).abs_diff(days_since(last).saturating_sub(days_since(first))) > SHIFT / 2;
        // Further than that no report moves the quarter that it covers.
        let moved = days_since(last).abs_diff(end) > MOVED && days_since(first).abs_diff(begin) > MOVED;
        if last > first && (long || moved) && (far(days_since(last), end) || far(days_since(first), begin)) {
            let slip = Relation::flag(&view.rule.name, from.span.join(to.span), vec![place], Severity::Warning).variant("covered");
            out.push(slip.detail("first", view.document.words(place)));
        }
    }
}

/// The first and last month of the period that stands right before a date, its year and its place.
fn named(view: View, at: usize) -> Option<((u32, u32), u32, Span)> {
    let lower = view.document.lower.as_str();
    let mut start = at.saturating_sub(BACK);
    while !lower.is_char_boundary(start) {
        start += 1;
    }
    let mut ahead = lower[start..at].trim_end();
    // Only what opens the bracket stands between: a further word may speak of another thing.
    while let Some(rest) = view.rule.cues("opens_days").iter().find_map(|w| ahead.strip_suffix(w.as_str())) {
        ahead = rest.trim_end();
    }
    let head = ahead.get(..ahead.len().checked_sub(4)?)?;
    let year: u32 = ahead.get(head.len()..)?.parse().ok().filter(|y| (1990..=2100).contains(y))?;
    let head = view.rule.cues("year_behind").iter().find_map(|w| head.strip_suffix(w.as_str())).or_else(|| head.strip_suffix('/'))?;
    let end = start + ahead.len();
    for cue in view.rule.cues("quarter") {
        if let Some((rest, roman)) = head.rsplit_once(cue.as_str()) {
            let quarter =
                ["i", "ii", "iii", "iv"].iter().position(|r| *r == roman).or_else(|| roman.parse::<usize>().ok()?.checked_sub(1).filter(|q| *q < 4))?;
            let first = u32::try_from(quarter).ok()? * 3 + 1;
            return Some(((first, first + 2), year, Span::new(start + rest.len(), end)));
        }
    }
    for cue in view.rule.cues("first_months") {
        if let Some(rest) = head.strip_suffix(cue.as_str()) {
            let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let months: u32 = rest[rest.len() - digits..].parse().ok().filter(|m| (2..=11).contains(m))?;
            return Some(((1, months), year, Span::new(start + rest.len() - digits, end)));
        }
    }
    None
}
