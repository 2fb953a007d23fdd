//! One period under two ends: `từ ngày 15/12/2024 đến ngày 14/6/2025` here, `… đến ngày 15/6/2025` there.

use super::weekday::days_since;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// So few days apart, two ends are one end that was mistyped.
const NEAR: u32 = 2;
/// Longest stretch between the two dates of a period, in bytes.
const BETWEEN: usize = 24;
/// Shorter periods are meetings and courses, which follow each other.
const SHORTEST: u32 = 20;
/// How many periods are held against each other: keeps the work linear.
const MOST: usize = 200;

/// How often the right period must stand where its end differs in the day, the month or the year alone, by whatever that is.
const CLEAR: usize = 3;

type Day = (u32, u32, u32);

/// Flags the rarer of two periods that share one end and nearly the other.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut periods: Vec<(Day, Day, Span)> = Vec::new();
    for pair in view.claims.dates.windows(2) {
        let [from, to] = pair else { continue };
        let between = Span::new(from.span.end, to.span.start);
        let joined = from.block == to.block && between.len() < BETWEEN;
        let ahead = super::before(view, from.span.start);
        let opens = view.rule.cues("from").iter().any(|w| ahead.ends_with(w.as_str()));
        let closes = joined && view.rule.cues("to").iter().any(|w| view.document.folded(between).trim() == w);
        if let (true, true, Some(first), Some(last)) = (opens, closes, from.day_of_calendar(), to.day_of_calendar()) {
            periods.push((first, last, from.span.join(to.span)));
        }
    }
    periods.truncate(MOST);
    let times = |p: &(Day, Day, Span)| periods.iter().filter(|q| (q.0, q.1) == (p.0, p.1)).count();
    for (at, period) in periods.iter().enumerate() {
        let seen = periods[..at].iter().any(|q| (q.0, q.1) == (period.0, period.1));
        let near = |q: &&(Day, Day, Span)| {
            let (first, last) = (days_since(q.0).abs_diff(days_since(period.0)), days_since(q.1).abs_diff(days_since(period.1)));
            let long = days_since(period.1).saturating_sub(days_since(period.0)) >= SHORTEST;
            let slip = first == 0 && differ_once(q.1, period.1) || last == 0 && differ_once(q.0, period.0);
            let clear = slip && (times(q) >= CLEAR && times(period) == 1 || times(period) >= CLEAR && times(q) == 1);
            long && (first == 0 && (1..=NEAR).contains(&last) || last == 0 && (1..=NEAR).contains(&first) || clear)
        };
        let Some(other) = periods[..at].iter().find(near).filter(|_| !seen) else { continue };
        let (odd, main) = if times(period) <= times(other) { (period, other) } else { (other, period) };
        let slip = Relation::flag(&view.rule.name, odd.2, vec![main.2], Severity::Warning).variant("window");
        out.push(slip);
        return;
    }
}

/// `14/11/2025` for `14/12/2025`: day, month or year differs, the other two agree.
fn differ_once(a: Day, b: Day) -> bool {
    [a.0 != b.0, a.1 != b.1, a.2 != b.2].iter().filter(|differs| **differs).count() == 1
}
