//! Years that are counted up to the report: `từ năm 2018 đến nay đã 05 năm` in a report of 2026, `khởi công năm 2024, hoàn thành năm 2022`.

use super::{behind_cue, number};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// How far the length may stand from the year, in bytes.
const NEAR: usize = 24;
/// Longest stretch between beginning and end, in bytes.
const BETWEEN: usize = 80;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let now = crate::wording::chronology::report_date(view).map(|((year, _, _), place)| (year, place));
    let mut begun: Option<(u32, Span)> = None;
    for word in view.claims.words.with_digit().filter(|w| w.span().len() == 4) {
        let at = word.span();
        let Some(year) = at.of(&view.document.lower).parse().ok().filter(|y| (1945..=2100).contains(y)) else { continue };
        if let Some((now, place)) = now {
            out.extend(until_now(view, at, year, now, place));
        }
        let ahead = behind_cue(view, at, "of_year").map(str::trim_end).unwrap_or("");
        let says = |kind: &str| view.rule.cues(kind).iter().any(|w| ahead.ends_with(w.as_str()));
        if let Some((first, place)) = begun.filter(|(first, _)| says("ends") && year < *first) {
            let between = Span::new(place.end, at.start.max(place.end));
            let text = view.document.folded(between);
            if between.len() < BETWEEN && !text.contains(['.', ';', '\n', '(', ')', ':']) {
                let slip = Relation::flag(&view.rule.name, at, vec![place], Severity::Warning).variant("sequence");
                out.push(slip.detail("first", first.to_string()));
            }
        }
        begun = says("begins").then_some((year, at));
    }
}

/// `từ năm 2018 đến nay (06 năm)`: a year more or less is how years are counted.
fn until_now(view: View, at: Span, year: u32, now: u32, place: Span) -> Option<Relation> {
    let lower = view.document.lower.as_str();
    let rest = lower.get(at.end..)?;
    let behind = view.rule.cues("until_now").iter().find_map(|w| rest.strip_prefix(w.as_str()))?;
    behind_cue(view, at, "from_word")?;
    let skipped = behind.find(|c: char| c.is_ascii_digit()).filter(|skipped| *skipped < NEAR)?;
    let words = behind.get(..skipped)?.trim_matches([' ', '(', ',']);
    let (length, span) = number(lower, lower.len() - behind.len() + skipped).filter(|(_, s)| s.len() <= 2)?;
    let counted =
        view.rule.cues("years").iter().any(|w| lower.get(span.end..).is_some_and(|r| r.strip_prefix(w.as_str()).is_some_and(|r| !r.starts_with(" 2"))));
    let plain = words.is_empty() || view.rule.cues("already").iter().any(|w| w == words);
    let real = now.checked_sub(year)?;
    if !counted || !plain || length.abs_diff(real) <= 1 {
        return None;
    }
    let slip = Relation::flag(&view.rule.name, at.join(span), vec![place], Severity::Warning).variant("length");
    Some(slip.detail("length", length.to_string()).detail("years", real.to_string()))
}
