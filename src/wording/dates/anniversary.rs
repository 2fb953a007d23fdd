//! An anniversary against its two days: `kỷ niệm 95 năm ngày thành lập (12/5/1930 - 12/5/2024)`.

use crate::claims::DateClaim;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// How far before the bracket the number of years stands, in bytes.
const BACK: usize = 200;
/// Longest stretch between the two days, in bytes.
const BETWEEN: usize = 24;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let whole = |d: &DateClaim| d.year_digits == 4 && (1..=12).contains(&d.month) && d.day.is_some();
    for pair in view.claims.dates.windows(2) {
        let [from, to] = pair else { continue };
        let between = Span::new(from.span.end, to.span.start.max(from.span.end));
        let joined = from.block == to.block && between.len() < BETWEEN && view.rule.cues("to").iter().any(|w| view.document.folded(between).trim() == w);
        // Only the same day of two years counts whole years.
        if !joined || !whole(from) || !whole(to) || (from.day, from.month) != (to.day, to.month) {
            continue;
        }
        let Some((years, place)) = years_before(view, from.span.start).filter(|(years, _)| *years > 1 && from.year + years != to.year) else { continue };
        let slip = Relation::flag(&view.rule.name, from.span.join(to.span), vec![place], Severity::Warning).variant("anniversary");
        out.push(slip.detail("length", years.to_string()).detail("years", to.year.abs_diff(from.year).to_string()));
    }
}

/// The number of years that the words before a bracket count, with no other figure and no sign between.
fn years_before(view: View, at: usize) -> Option<(u32, Span)> {
    let lower = view.document.lower.as_str();
    let start = (at.saturating_sub(BACK)..at).find(|&start| lower.is_char_boundary(start))?;
    let ahead = lower.get(start..at)?;
    let (clause, _) = ahead.rsplit_once('(').filter(|(_, opened)| !opened.contains(|c: char| c.is_ascii_digit()))?;
    let clause = clause.rsplit(['.', ';', ')', '\n', ':']).next()?;
    let end = clause.rfind(|c: char| c.is_ascii_digit())? + 1;
    let digits = clause[..end].len() - clause[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let head = &clause[..end - digits];
    let counts = view.rule.cues("years").iter().any(|w| clause[end..].starts_with(w.as_str()));
    let counted = view.rule.cues("no_length").iter().any(|w| head.trim_end().ends_with(w.as_str()));
    if !counts || counted || !head.is_empty() && !head.ends_with(' ') {
        return None;
    }
    let from = start + clause_start(ahead, clause) + head.len();
    Some((clause[head.len()..end].parse().ok()?, Span::new(from, from + digits)))
}

/// Where the last clause of a text begins, before the bracket that follows it.
fn clause_start(ahead: &str, clause: &str) -> usize {
    ahead.rfind('(').map_or(0, |open| open - clause.len())
}
