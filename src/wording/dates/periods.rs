//! Periods that contradict themselves: `giai đoạn 2025-2021`, `giai đoạn 20252035`, `từ ngày 15/12/2024 đến ngày 14/12/2023`.

use super::years::{century, is_recent, FAR};
use crate::claims::DateClaim;
use crate::phrases::{is_letter, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the two dates of a period, in bytes.
const BETWEEN: usize = 24;
/// A period that goes back by more months runs over the end of the year.
const WINTER: u32 = 4;
/// A period of our time began at most so many years before its end.
const LONGEST: u32 = 300;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for word in view.claims.words.with_digit().filter(|w| matches!(w.span().len(), 4 | 8)) {
        if super::behind_cue(view, word.span(), "period").is_some() {
            years(view, word.span().start, out);
            length_behind(view, word.span().start, out);
            school_year(view, word.span(), out);
        }
    }
    lengths(view, out);
    view.claims.dates.iter().for_each(|to| short_start(view, to, out));
    view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 2).for_each(|at| {
        short_range(view, at, out);
        days_of_one_month(view, at, out);
    });
    for pair in view.claims.dates.windows(2) {
        let [from, to] = pair else { continue };
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

/// `từ ngày 10/8 đến ngày 14/7/2026`: the first day lacks the year, which is that of the second one, unless winter lies between.
fn short_start(view: View, to: &DateClaim, out: &mut Vec<Relation>) {
    if let Some((_, month, day)) = to.day_of_calendar() {
        ends_before(view, to.span, (month, day), out);
    }
}

/// `từ ngày 15 đến ngày 10/6/2025`, `ngày 15-10/6`: both days are of one month.
fn days_of_one_month(view: View, at: Span, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let Some(ahead) = super::behind_cue(view, at, "day") else { return };
    let day: Option<u32> = at.of(lower).parse().ok().filter(|d| (1..=31).contains(d));
    let rest = lower.get(at.end..).unwrap_or("").trim_start_matches(' ');
    let to = view.rule.cues("to").iter().filter_map(|w| rest.strip_prefix(w.as_str())).min_by_key(|r| r.len());
    let second = to.and_then(|r| super::number(lower, lower.len() - r.len())).filter(|(d, p)| p.len() <= 2 && *d >= 1);
    let (Some(day), Some((last, place))) = (day, second) else { return };
    let month = lower.get(place.end..).and_then(|r| r.strip_prefix('/')).and_then(|_| super::number(lower, place.end + 1));
    let month = month.filter(|(m, p)| p.start == place.end + 1 && p.len() <= 2 && (1..=12).contains(m));
    // `từ 20h ngày 15 đến …` stays: the day is told; `hằng tháng` comes again.
    let again = view.rule.cues("each_year").iter().any(|w| ahead.trim_end().ends_with(w.as_str()));
    if let (true, Some((_, month)), false) = (day > last, month, again) {
        out.push(Relation::flag(&view.rule.name, place.join(month), vec![at], Severity::Warning).variant("period"));
    }
}

/// `từ ngày 12/3 đến hết ngày 10/3`: neither day has its year.
fn short_range(view: View, at: Span, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let Some((month, second)) = lower.get(at.end..).and_then(|r| r.strip_prefix('/')).and_then(|_| super::number(lower, at.end + 1)) else { return };
    let whole = second.start == at.end + 1 && second.len() <= 2 && !rest_is_figure(lower, second.end) && !lower[second.end..].starts_with('/');
    if let Some(day) = at.of(lower).parse().ok().filter(|d| whole && (1..=31).contains(d) && (1..=12).contains(&month)) {
        ends_before(view, at.join(second), (month, day), out);
    }
}

/// A day without its year stands before the one at `to`, and comes behind it in the calendar.
fn ends_before(view: View, to: Span, (month, day): (u32, u32), out: &mut Vec<Relation>) {
    let before = super::before(view, to.start);
    let Some(head) = view.rule.cues("to").iter().filter_map(|w| before.strip_suffix(w.as_str())).min_by_key(|rest| rest.len()) else { return };
    let head = head.trim_end();
    let tail = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '/').len();
    let (ahead, written) = head.split_at(head.len() - tail);
    let Some((Ok(first_day), Ok(first_month))) = written.split_once('/').map(|(d, m)| (d.parse::<u32>(), m.parse::<u32>())) else { return };
    let opens = view.rule.cues("from").iter().any(|w| ahead.trim_end().ends_with(w.as_str()));
    let later = (first_month, first_day) > (month, day) && first_month <= month + WINTER;
    if opens && later && (1..=12).contains(&first_month) && (1..=31).contains(&first_day) {
        out.push(Relation::flag(&view.rule.name, to, Vec::new(), Severity::Error).variant("period"));
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

/// `05 năm 2026 – 2028`: three years, however they are counted.
fn lengths(view: View, out: &mut Vec<Relation>) {
    let small = view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 2);
    for at in small {
        if let Ok(number) = view.document.folded(at).parse() {
            length_at(view, number, at, out);
        }
    }
    // `ba năm 2021-2024`
    let lower = view.document.lower.as_str();
    for cue in view.rule.cues("years") {
        for end in places(lower, cue) {
            let head = &lower[..end];
            let start = head.rfind(|c: char| !is_letter(c)).map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
            if let Some(&number) = view.lexicon.number_words.get(&head[start..]) {
                length_at(view, number, Span::new(start, end), out);
            }
        }
    }
}

/// A number of years and the two years behind it.
fn length_at(view: View, length: u32, at: Span, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let rest = lower.get(at.end..).unwrap_or("");
    let behind = view.rule.cues("length").iter().filter_map(|cue| rest.strip_prefix(cue.as_str())).min_by_key(|r| r.len());
    let Some(from) = counted_on(view, rest).or(behind).map(|r| lower.len() - r.len()) else { return };
    // Behind a month or an ordinal the years are no length: `lần thứ 5 năm 2021-2022`.
    let before = super::before(view, at.start);
    if length < 2 || view.rule.cues("no_length").iter().any(|w| before.ends_with(w.as_str())) {
        return;
    }
    // `hơn 4 năm thực hiện (2019 - 2024)` is judged by how rough it is.
    if ["more", "less", "roughly"].iter().flat_map(|kind| view.rule.cues(kind)).any(|w| before.ends_with(w.as_str())) {
        return;
    }
    // `miễn 3 năm (từ năm 2020 đến năm 2030 thu một nửa)`: the bracket tells of more.
    let opened = lower.get(at.end..from).is_some_and(|between| between.contains('('));
    let closes = |end: usize| !opened || lower[end..].trim_start_matches(' ').starts_with([')', ',', ';', '.']);
    if let Some((first, last, years)) = two_years(view, from).filter(|(.., years)| closes(years.end)) {
        length_of_years(view, length, first, last, at.join(years), out);
    }
}

/// ` năm thực hiện (2019-2024)`: what stands in the bracket behind a number of years, with a few words between that name nothing which has years of its own.
fn counted_on<'a>(view: View, rest: &'a str) -> Option<&'a str> {
    let cut = |text: &'a str, kind: &str| view.rule.cues(kind).iter().filter_map(|w| text.strip_prefix(w.as_str())).min_by_key(|r| r.len());
    let behind = cut(cut(rest, "years")?, "counted_on")?.trim_start_matches(' ').strip_prefix('(')?;
    Some(cut(behind, "period").or_else(|| cut(behind, "from_year")).unwrap_or(behind))
}

/// The years of `2026 - 2028`, `2021 đến năm 2025`.
fn two_years(view: View, at: usize) -> Option<(u32, u32, Span)> {
    let lower = view.document.lower.as_str();
    let year = |at: usize| super::number(lower, at).filter(|(y, s)| s.len() == 4 && (1900..=2100).contains(y));
    let (first, a) = year(at)?;
    let rest = lower.get(a.end..)?;
    let signed = rest.trim_start().strip_prefix(['-', '–', '÷']);
    let behind = signed.or_else(|| view.rule.cues("to_year").iter().filter_map(|w| rest.strip_prefix(w.as_str())).min_by_key(|r| r.len()))?;
    let (last, b) = year(lower.len() - behind.len())?;
    (last > first && !rest_is_figure(lower, b.end)).then_some((first, last, a.join(b)))
}

/// From the end of one year to the end of the other, or both years in full: any other length is none of these years.
fn length_of_years(view: View, length: u32, first: u32, last: u32, at: Span, out: &mut Vec<Relation>) {
    let span = last - first;
    if length != span && length != span + 1 {
        let slip = Relation::flag(&view.rule.name, at, Vec::new(), Severity::Error).variant("length");
        out.push(slip.detail("length", length.to_string()).detail("years", (span + 1).to_string()));
    }
}

/// `giai đoạn 2021-2025 (4 năm)`: the length behind the two years.
fn length_behind(view: View, at: usize, out: &mut Vec<Relation>) {
    let Some((first, last, years)) = two_years(view, at) else { return };
    let lower = view.document.lower.as_str();
    let Some(open) = lower.get(years.end..).and_then(|r| r.trim_start_matches(' ').strip_prefix('(')) else { return };
    let from = lower.len() - open.len();
    let Some((length, place)) = super::number(lower, from).filter(|(_, s)| s.start == from && s.len() <= 2) else { return };
    let rest = lower.get(place.end..).unwrap_or("");
    if view.rule.cues("years").iter().any(|w| rest.strip_prefix(w.as_str()).is_some_and(|r| r.starts_with(')'))) {
        length_of_years(view, length, first, last, years.join(place), out);
    }
}

/// `năm học 2024-2026`: a school year ends in the next one.
fn school_year(view: View, at: Span, out: &mut Vec<Relation>) {
    let Some(ahead) = super::behind_cue(view, at, "school").map(str::trim_end) else { return };
    let several = view.rule.cues("several").iter().any(|w| ahead.ends_with(w.as_str())) || ahead.ends_with(|c: char| c.is_ascii_digit());
    let Some((first, last, years)) = two_years(view, at.start).filter(|_| !several) else { return };
    if last != first + 1 {
        out.push(Relation::flag(&view.rule.name, years, Vec::new(), Severity::Warning).variant("school"));
    }
}

/// The two years behind a cue.
fn years(view: View, at: usize, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let Some((first, a)) = super::number(lower, at) else { return };
    if a.len() == 8 && century(first / 10000) && century(first % 10000) {
        let mended = format!("{}-{}", first / 10000, first % 10000);
        out.push(Relation::flag(&view.rule.name, a, Vec::new(), Severity::Error).variant("stuck").detail("mended", mended.clone()).replace(mended));
        return;
    }
    let rest = lower.get(a.end..).unwrap_or("");
    let dash = rest.trim_start().strip_prefix(['-', '–', '÷']);
    let Some(from) = dash.map(|r| lower.len() - r.len()) else { return };
    let Some((second, b)) = super::number(lower, from) else { return };
    let ends = !rest_is_figure(lower, b.end);
    if ends && a.len() == 4 && b.len() == 4 && century(first) && first == second {
        out.push(Relation::flag(&view.rule.name, a.join(b), Vec::new(), Severity::Warning).variant("same_years"));
    }
    let found = match (a.len(), b.len()) {
        (4, 4) if first >= 1900 && century(second) && first > second => Some((a.join(b), "backwards")),
        // `giai đoạn 1021-2025`: a period of our time does not begin a thousand years ago.
        (4, 4) if ends && is_recent(second) && first + LONGEST < second => Some((a, "early")),
        (4, 4) if ends && century(first) && second > FAR => Some((b, "far")),
        (4, 3 | 5) if ends && century(first) => Some((a.join(b), "year")),
        _ => None,
    };
    out.extend(found.map(|(at, variant)| Relation::flag(&view.rule.name, at, Vec::new(), Severity::Error).variant(variant)));
}

/// True if the digits go on as a larger figure (`2021-200.000`).
pub(super) fn rest_is_figure(lower: &str, end: usize) -> bool {
    let rest = lower.get(end..).unwrap_or("");
    rest.strip_prefix(['.', ',', '/']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}
