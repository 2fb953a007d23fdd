//! Durations against their two dates: `72 tháng (từ tháng 01/2011 đến tháng 3/2017)`, `từ ngày 12/3/2025 đến ngày 20/3/2025 (05 ngày)`.

use super::weekday::days_since;
use crate::claims::DateClaim;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the two dates of a period, in bytes.
const BETWEEN: usize = 24;

/// What a duration is counted in.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Days,
    Months,
    Years,
}

/// A duration as written.
struct Length {
    number: u32,
    unit: Unit,
    place: Span,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for pair in view.claims.dates.windows(2) {
        let [from, to] = pair else { continue };
        let between = Span::new(from.span.end, to.span.start);
        let words = || view.document.folded(between).trim();
        let cue = |kind: &str, said: &str| view.rule.cues(kind).iter().any(|w| said == w);
        if from.block != to.block || between.len() >= BETWEEN || !(cue("to", words()) || cue("to_month", words())) {
            continue;
        }
        let ahead = super::before(view, from.span.start);
        let Some(ahead) = view.rule.cues("since").iter().filter_map(|w| ahead.strip_suffix(w.as_str())).min_by_key(|rest| rest.len()) else { continue };
        if let Some(length) = before(view, ahead, from).or_else(|| behind(view, to)) {
            check(view, from, to, &length, out);
        }
    }
}

/// `trong 05 ngày, từ ngày …`
fn before(view: View, ahead: &str, from: &DateClaim) -> Option<Length> {
    let ahead = ahead.trim_end_matches([' ', ',', '(', ':']);
    let cut = |cue: &str| view.rule.cues(cue).iter().find_map(|w| ahead.strip_suffix(w.as_str()));
    let (unit, rest) = [("months", Unit::Months), ("years", Unit::Years), ("days", Unit::Days)].into_iter().find_map(|(c, u)| Some((u, cut(c)?)))?;
    let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let head = rest.get(..rest.len() - digits)?;
    let number = rest.get(head.len()..)?.parse().ok()?;
    (head.is_empty() || head.ends_with([' ', '('])).then_some(Length { number, unit, place: Span::new(from.span.start, from.span.start) })
}

/// `… đến ngày 20/3/2025 (05 ngày)`
fn behind(view: View, to: &DateClaim) -> Option<Length> {
    let lower = view.document.lower.as_str();
    let open = lower.get(to.span.end..)?.trim_start_matches(' ').strip_prefix('(')?;
    let from = lower.len() - open.len();
    let (number, place) = super::number(lower, from).filter(|(_, s)| s.start == from)?;
    let rest = lower.get(place.end..)?;
    let ends = |cue: &str| view.rule.cues(cue).iter().any(|w| rest.strip_prefix(w.as_str()).is_some_and(|r| r.starts_with(')')));
    let unit = [("months", Unit::Months), ("years", Unit::Years), ("days", Unit::Days)].into_iter().find(|(cue, _)| ends(cue))?.1;
    Some(Length { number, unit, place })
}

fn check(view: View, from: &DateClaim, to: &DateClaim, length: &Length, out: &mut Vec<Relation>) {
    let whole = |d: &DateClaim| d.year_digits == 4 && (1900..=2200).contains(&d.year) && (1..=12).contains(&d.month);
    let (start, end) = (from.year * 12 + from.month, to.year * 12 + to.month);
    if !whole(from) || !whole(to) || !(1..=240).contains(&length.number) {
        return;
    }
    let days = || days_since(to.day_of_calendar()?).checked_sub(days_since(from.day_of_calendar()?));
    let (real, off) = match length.unit {
        // A year more or less is how years are rounded; a month more counts both ends, and so does a day.
        Unit::Months => (end.saturating_sub(start), length.number.abs_diff(end.saturating_sub(start)) > 1),
        Unit::Years => (end.saturating_sub(start), (length.number * 12).abs_diff(end.saturating_sub(start)) > 12),
        Unit::Days => match days() {
            Some(real) => (real + 1, length.number != real && length.number != real + 1),
            None => return,
        },
    };
    if off && (start < end || length.unit == Unit::Days) {
        let at = from.span.join(to.span).join(length.place);
        let slip = Relation::flag(&view.rule.name, at, Vec::new(), Severity::Warning).detail("length", length.number.to_string());
        let variant = if length.unit == Unit::Days { "days" } else { "duration" };
        out.push(slip.variant(variant).detail("months", real.to_string()));
    }
}
