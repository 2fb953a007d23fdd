//! `dates`: days, months and periods that do not exist.

mod periods;

use super::View;
use crate::claims::{days_of_month, DateClaim};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;

/// Flags dates outside the calendar and periods that end before they begin.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for date in &view.claims.dates {
        if let Some(variant) = impossible(view, date) {
            let slip = Relation::flag(&view.rule.name, date.span, Vec::new(), Severity::Error).variant(variant);
            out.push(slip.detail("days", days_of_month(date.month, date.year).to_string()).detail("month", date.month.to_string()));
        }
    }
    short_dates(view, out);
    periods::propose(view, out);
}

fn impossible(view: View, date: &DateClaim) -> Option<&'static str> {
    let named = names_day(view, date.span.start);
    let possible = (1..=12).contains(&date.month) && date.day.is_none_or(|d| (1..=31).contains(&d));
    let in_month = date.day.is_none_or(|d| d <= days_of_month(date.month, date.year));
    match date.year_digits {
        4 if !(1800..=2200).contains(&date.year) => named.then_some("year"),
        4 if date.day.is_none() => (!possible && named).then_some("month"),
        4 if !possible => Some("month"),
        4 => (!in_month).then_some("day"),
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
    let lower = view.document.lower.as_str();
    let mut push = |span: Span, variant: &'static str, days: u32, month: u32| {
        let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant(variant);
        out.push(slip.detail("days", days.to_string()).detail("month", month.to_string()));
    };
    for cue in view.rule.cues("day") {
        for (at, _) in lower.match_indices(cue.as_str()) {
            let Some((day, at)) = number(lower, at + cue.len()).filter(|(_, s)| s.len() <= 2) else { continue };
            let Some((month, m)) = lower[at.end..].strip_prefix('/').and_then(|_| number(lower, at.end + 1)).filter(|(_, s)| s.len() <= 2) else { continue };
            let span = at.join(m);
            let followed = lower[m.end..].starts_with(['/', '-', '.', ',']) && lower[m.end + 1..].starts_with(|c: char| c.is_ascii_digit());
            let glued = !lower[..at.start].ends_with([' ', '\u{a0}']) || followed || lower[m.end..].starts_with("/");
            let most = if month == 2 { 29 } else { days_of_month(month, 2000) };
            if !glued && (day == 0 || day > most) {
                push(span, if most == 0 || day == 0 || day > 31 { "month" } else { "day" }, most, month);
            }
        }
    }
    for cue in view.rule.cues("month") {
        for (at, _) in lower.match_indices(cue.as_str()) {
            let Some((month, span)) = number(lower, at + cue.len()).filter(|(_, s)| s.len() <= 2) else { continue };
            let ahead = lower[..at].trim_end();
            let counted = ahead.ends_with(|c: char| c.is_ascii_digit()) || view.rule.cues("not_month").iter().any(|w| ahead.ends_with(w.as_str()));
            let rest = lower[span.end..].trim_start();
            let sign = lower[span.end..].starts_with([',', ';', ')', '\n']) && !lower[span.end + 1..].starts_with(|c: char| c.is_ascii_digit());
            let year = view.rule.cues("year").iter().any(|w| rest.starts_with(w.as_str())) || lower[span.end..].starts_with("/20");
            let ends = rest.is_empty() || sign || year;
            let dated = view.claims.dates.iter().any(|d| d.span.overlaps(span));
            if !counted && ends && !dated && (month == 0 || month > 12) {
                push(span, "month", 0, month);
            }
        }
    }
}

/// The whole number at `at`, after one blank.
fn number(text: &str, at: usize) -> Option<(u32, Span)> {
    let rest = text.get(at..)?;
    let start = at + rest.len() - rest.trim_start_matches(' ').len();
    let len = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    let span = Span::new(start, start + len);
    Some((span.of(text).parse().ok()?, span))
}
