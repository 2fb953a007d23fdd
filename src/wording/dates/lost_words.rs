//! Dates with a wrong word before them or one that was lost: `tháng 22/5/2025`, `ngày 30 tháng 6 2025`, `đến ngày tháng 6 năm 2025`.

use super::years::is_recent;
use super::{before, behind_cue, number};
use crate::claims::DateClaim;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let found = view.claims.dates.iter().filter_map(|date| whole_day(view, date)).map(|at| (at, "whole_day"));
    out.extend(found.map(|(at, variant)| flag(view, at, variant)));
    for at in view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 2) {
        let lost = lost_year(view, at).map(|span| (span, "lost_year")).or_else(|| lost_day(view, at).map(|span| (span, "lost_day")));
        out.extend(lost.map(|(at, variant)| flag(view, at, variant)));
    }
}

fn flag(view: View, at: Span, variant: &'static str) -> Relation {
    Relation::flag(&view.rule.name, at, Vec::new(), Severity::Warning).variant(variant)
}

/// `tháng 22/5/2025`: a whole date behind the word for a month.
fn whole_day(view: View, date: &DateClaim) -> Option<Span> {
    date.day_of_calendar()?;
    // `22 tháng 5/2025` and `tháng Năm 2025` have no sign behind their first number.
    let digits = view.document.folded(date.span).trim_start_matches(|c: char| c.is_ascii_digit());
    let ahead = behind_cue(view, date.span, "month").filter(|_| digits.starts_with(['/', '-', '.']))?.trim_end();
    let counted = ahead.ends_with(|c: char| c.is_ascii_digit()) || view.rule.cues("not_month").iter().any(|w| ahead.ends_with(w.as_str()));
    (!counted).then_some(date.span)
}

/// `ngày 30 tháng 6 2025`: the word for the year was lost.
fn lost_year(view: View, at: Span) -> Option<Span> {
    behind_cue(view, at, "day")?;
    let lower = view.document.lower.as_str();
    let rest = lower.get(at.end..)?.strip_prefix(' ')?;
    let behind = view.rule.cues("month").iter().find_map(|w| rest.strip_prefix(w.as_str()))?;
    let (_, month) = number(lower, lower.len() - behind.len()).filter(|(m, _)| (1..=12).contains(m))?;
    let (_, year) = year_at(view, month.end).filter(|(_, y)| y.start == month.end + 1)?;
    // `ngày 30 tháng 6 2025 hộ …`: so many are counted.
    let counts = view.claims.list.iter().any(|c| c.span == year && c.full.len() > year.len());
    let behind = lower.get(year.end..)?.trim_start_matches(' ');
    let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ')', '\n', ':', '*']) || behind.starts_with(is_letter);
    (ends && !counts && !super::periods::rest_is_figure(lower, year.end)).then_some(at.join(year))
}

/// `đến ngày tháng 6 năm 2025`: the day was lost. In a head or a form it is left open on purpose.
fn lost_day(view: View, at: Span) -> Option<Span> {
    let ahead = behind_cue(view, at, "month")?;
    let day = view.rule.cues("day").iter().find_map(|w| ahead.strip_suffix(w.as_str()))?.trim_end();
    if !view.rule.cues("before_day").iter().any(|w| day.strip_suffix(w.as_str()).is_some_and(|r| r.is_empty() || r.ends_with([' ', '\n', '(']))) {
        return None;
    }
    let lower = view.document.lower.as_str();
    let rest = lower.get(at.end..)?;
    let year = rest.strip_prefix('/').or_else(|| view.rule.cues("year_behind").iter().find_map(|w| rest.strip_prefix(w.as_str())))?;
    let (_, year) = year_at(view, lower.len() - year.len())?;
    let open = before(view, at.start).contains(['…', '_']);
    (!open).then(|| Span::new(day.len() + 1, year.end))
}

/// A year of our time at a place.
fn year_at(view: View, at: usize) -> Option<(u32, Span)> {
    number(&view.document.lower, at).filter(|(year, place)| place.len() == 4 && is_recent(*year))
}
