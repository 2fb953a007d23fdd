//! Periods that contradict themselves: `giai đoạn 2025-2021`, `giai đoạn 20252035`, `từ ngày 15/12/2024 đến ngày 14/12/2023`.

use crate::claims::DateClaim;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the two dates of a period, in bytes.
const BETWEEN: usize = 24;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for word in view.claims.words.list.iter().filter(|w| matches!(w.span().len(), 4 | 8)) {
        let digit = view.document.lower.as_bytes().get(word.span().start).is_some_and(u8::is_ascii_digit);
        if digit && super::behind_cue(view, word.span(), "period").is_some() {
            years(view, word.span().start, out);
        }
    }
    lengths(view, out);
    for pair in view.claims.dates.windows(2) {
        let [from, to] = pair else { continue };
        durations(view, from, to, out);
        let between = Span::new(from.span.end, to.span.start);
        months(view, from, to, out);
        let (Some(start), Some(end)) = (from.day_of_calendar(), to.day_of_calendar()) else { continue };
        let ahead = super::before(view, from.span.start);
        let opens = view.rule.cues("from").iter().any(|w| ahead.ends_with(w.as_str()));
        let words = view.document.folded(between).trim();
        let closes = between.len() < BETWEEN && view.rule.cues("to").iter().any(|w| words == w);
        if opens && closes && start > end && from.block == to.block {
            out.push(Relation::flag(&view.rule.name, to.span, vec![from.span], Severity::Error).variant("period"));
        }
    }
}

/// `từ tháng 6/2025 đến tháng 3/2025`.
fn months(view: View, from: &DateClaim, to: &DateClaim, out: &mut Vec<Relation>) {
    let between = view.document.folded(Span::new(from.span.end, to.span.start)).trim();
    let ahead = super::before(view, from.span.start);
    let whole = |d: &DateClaim| d.day.is_none() && d.year_digits == 4 && (1900..=2100).contains(&d.year) && (1..=12).contains(&d.month);
    let opens = view.rule.cues("since").iter().any(|w| ahead.ends_with(w.as_str()));
    let closes = view.rule.cues("to").iter().chain(view.rule.cues("to_month")).any(|w| between == w);
    let backwards = (from.year, from.month) > (to.year, to.month);
    if from.block == to.block && whole(from) && whole(to) && opens && closes && backwards {
        out.push(Relation::flag(&view.rule.name, to.span, vec![from.span], Severity::Error).variant("period"));
    }
}

/// `72 tháng (từ tháng 01/2011 đến tháng 3/2017)`: these are 75.
fn durations(view: View, from: &DateClaim, to: &DateClaim, out: &mut Vec<Relation>) {
    let between = Span::new(from.span.end, to.span.start);
    let closes = from.block == to.block
        && between.len() < BETWEEN
        && view.rule.cues("to").iter().chain(view.rule.cues("to_month")).any(|w| view.document.folded(between).trim() == w);
    let ahead = super::before(view, from.span.start);
    let opening = view.rule.cues("since").iter().filter_map(|w| ahead.strip_suffix(w.as_str())).min_by_key(|rest| rest.len());
    let (true, Some(ahead)) = (closes, opening) else { return };
    let ahead = ahead.trim_end_matches([' ', ',', '(', ':']);
    let unit = |cue: &str| view.rule.cues(cue).iter().find_map(|w| ahead.strip_suffix(w.as_str()));
    let (months, rest) = match (unit("months"), unit("years")) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (12, rest),
        _ => return,
    };
    let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let Some(length) = rest.get(rest.len() - digits..).and_then(|d| d.parse::<u32>().ok()).filter(|&n| (1..=240).contains(&n)) else { return };
    let free = rest.get(..rest.len() - digits).is_some_and(|r| r.is_empty() || r.ends_with([' ', '(']));
    let whole = |d: &DateClaim| d.year_digits == 4 && (1900..=2200).contains(&d.year) && (1..=12).contains(&d.month);
    let (start, end) = (from.year * 12 + from.month, to.year * 12 + to.month);
    // A year more or less is how years are rounded; a month more counts both ends.
    if free && whole(from) && whole(to) && start < end && (length * months).abs_diff(end - start) > months {
        let slip = Relation::flag(&view.rule.name, from.span.join(to.span), Vec::new(), Severity::Warning).variant("duration");
        out.push(slip.detail("length", &ahead[rest.len() - digits..]).detail("months", (end - start).to_string()));
    }
}

/// `05 năm 2026 – 2028`: three years, however they are counted.
fn lengths(view: View, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    for word in view.claims.words.list.iter().filter(|w| w.span().len() <= 2) {
        let Ok(length) = view.document.folded(word.span()).parse::<u32>() else { continue };
        let rest = lower.get(word.span().end..).unwrap_or("");
        let behind = view.rule.cues("length").iter().find_map(|cue| rest.strip_prefix(cue.as_str()));
        let Some(at) = behind.map(|r| lower.len() - r.len()) else { continue };
        // Behind a month or an ordinal the years are no length: `lần thứ 5 năm 2021-2022`.
        let before = super::before(view, word.span().start);
        if length < 2 || view.rule.cues("no_length").iter().any(|w| before.ends_with(w.as_str())) {
            continue;
        }
        let Some((first, a)) = super::number(lower, at).filter(|(_, s)| s.len() == 4) else { continue };
        let Some(from) = lower.get(a.end..).and_then(|r| r.trim_start().strip_prefix(['-', '–', '÷'])).map(|r| lower.len() - r.len()) else { continue };
        let Some((last, b)) = super::number(lower, from).filter(|(_, s)| s.len() == 4) else { continue };
        let years = |y: u32| (1900..=2100).contains(&y);
        // From the end of one year to the end of the other, or both years in full.
        let span = last.saturating_sub(first);
        if years(first) && years(last) && last > first && length != span && length != span + 1 && !rest_is_figure(lower, b.end) {
            let slip = Relation::flag(&view.rule.name, word.span().join(b), Vec::new(), Severity::Error).variant("length");
            out.push(slip.detail("length", length.to_string()).detail("years", (span + 1).to_string()));
        }
    }
}

/// The two years behind a cue.
fn years(view: View, at: usize, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let Some((first, a)) = super::number(lower, at) else { return };
    let century = |year: u32| (1900..=2100).contains(&year);
    if a.len() == 8 && century(first / 10000) && century(first % 10000) {
        let mended = format!("{}-{}", first / 10000, first % 10000);
        out.push(Relation::flag(&view.rule.name, a, Vec::new(), Severity::Error).variant("stuck").detail("mended", mended.clone()).replace(mended));
        return;
    }
    let rest = lower.get(a.end..).unwrap_or("");
    let dash = rest.trim_start().strip_prefix(['-', '–', '÷']);
    let Some(from) = dash.map(|r| lower.len() - r.len()) else { return };
    let Some((second, b)) = super::number(lower, from) else { return };
    let span = a.join(b);
    if a.len() == 4 && b.len() == 4 && century(first) && century(second) && first > second {
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant("backwards"));
    } else if century(first) && a.len() == 4 && (b.len() == 3 || b.len() == 5) && !rest_is_figure(lower, b.end) {
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Error).variant("year"));
    }
}

/// True if the digits go on as a larger figure (`2021-200.000`).
pub(super) fn rest_is_figure(lower: &str, end: usize) -> bool {
    let rest = lower.get(end..).unwrap_or("");
    rest.strip_prefix(['.', ',', '/']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}
