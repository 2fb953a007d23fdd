//! `thứ Hai, ngày 10/3/2026`: a day of the week that the date is not.

use crate::claims::days_of_month;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let names = view.rule.cues("weekday");
    if names.len() < 7 {
        return;
    }
    for date in &view.claims.dates {
        let Some((year, month, day)) = date.day_of_calendar() else { continue };
        let before = view.document.lower.get(..date.span.start).unwrap_or("");
        let ahead = view.rule.cues("calendar").iter().find_map(|c| before.trim_end().strip_suffix(c.as_str())).unwrap_or(before);
        let ahead = ahead.trim_end_matches([' ', ',', '(']);
        let right = weekday(year, month, day);
        if let Some((span, said)) = behind(view, date.span) {
            if said % 7 != right && year > 1900 {
                let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant("weekday");
                out.push(slip.detail("right", names.get(right).cloned().unwrap_or_default()));
            }
            continue;
        }
        // The names stand in the order of the week, those with figures behind those in words.
        let Some((said, name)) = names.iter().enumerate().find(|(_, n)| ahead.ends_with(n.as_str())) else { continue };
        let rest = ahead[..ahead.len() - name.len()].trim_end();
        let counted = view.rule.cues("counted").iter().any(|w| rest.ends_with(w.as_str())) || rest.ends_with(|c: char| c.is_ascii_digit());
        if !counted && ahead.len() - name.len() > rest.len() && said % 7 != right && year > 1900 {
            let span = Span::new(ahead.len() - name.len(), date.span.end);
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant("weekday");
            out.push(slip.detail("right", names.get(right).cloned().unwrap_or_default()));
        }
    }
}

/// `ngày 12/3/2026 (thứ Năm)`: the day of the week in a bracket behind the date.
fn behind(view: View, date: Span) -> Option<(Span, usize)> {
    let lower = view.document.lower.as_str();
    let open = lower.get(date.end..)?.trim_start_matches(' ').strip_prefix('(')?;
    let (said, name) = view.rule.cues("weekday").iter().enumerate().find(|(_, n)| open.strip_prefix(n.as_str()).is_some_and(|r| r.starts_with(')')))?;
    Some((Span::new(date.start, lower.len() - open.len() + name.len()), said))
}

/// Monday is 0.
fn weekday(year: u32, month: u32, day: u32) -> usize {
    // The first of January of the year 1 was a Monday, and a year has one day more than its weeks.
    usize::try_from((days_since((year, month, day)) + 6) % 7).unwrap_or(0)
}

/// Days since the beginning of our calendar, the first one counted.
pub(super) fn days_since((year, month, day): (u32, u32, u32)) -> u32 {
    let past = year.saturating_sub(1);
    let leaps = past / 4 - past / 100 + past / 400;
    let in_year: u32 = (1..month).map(|m| days_of_month(m, year)).sum();
    past * 365 + leaps + in_year + day
}
