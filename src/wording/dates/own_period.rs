//! The period of the report without its word for the month: `Kết quả công tác 5 năm 2025` where the report elsewhere tells of `5 tháng năm 2025`.

use super::number;
use super::years::is_recent;
use crate::phrases::{is_capital, is_of_word, is_year, without_end};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{report, View};
use std::collections::BTreeMap;

/// How often the report must tell its period with the word, unless its title does.
const OFTEN: usize = 2;

/// Month and year.
type Period = (u32, u32);

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut told: Option<BTreeMap<Period, Span>> = None;
    for year in view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() == 4) {
        let Some((period, span, is_earlier)) = bare(view, year) else { continue };
        let told = told.get_or_insert_with(|| periods(view));
        let whole = told.get(&period).or_else(|| told.get(&(period.0, period.1 + 1)).filter(|_| is_earlier));
        let taken = || out.iter().any(|r| r.rule == view.rule.name && r.stated.span.overlaps(span));
        if let Some(place) = whole.filter(|_| !taken()) {
            let slip = Relation::flag(&view.rule.name, span, vec![*place], Severity::Error).variant("lost_own");
            out.push(slip.detail("first", view.document.words(*place)).detail("month", period.0.to_string()));
        }
    }
}

/// `5 năm 2025`, `9 đầu năm 2025`: month, year, place, and whether it is what another period is held against.
fn bare(view: View, year: Span) -> Option<(Period, Span, bool)> {
    let lower = view.document.lower.as_str();
    let value: u32 = year.of(lower).parse().ok().filter(|y| is_recent(*y))?;
    let ahead = without_end(lower.get(..year.start)?, view.rule.cues("year_behind"))?;
    let head = ["first_part", "last_part"].iter().find_map(|kind| without_end(ahead, view.rule.cues(kind))).unwrap_or(ahead);
    let word = head.rsplit(|c: char| !is_of_word(c)).next()?;
    let figure = || word.parse::<u32>().ok().filter(|_| word.len() <= 2);
    // `năm năm 2025` is a word that stands twice.
    let in_words = || view.lexicon.number_words.get(word).copied().filter(|_| !view.rule.cues("year_word").iter().any(|w| w == word));
    let month = figure().or_else(in_words).filter(|m| (1..=12).contains(m))?;
    let before = head.get(..head.len() - word.len())?;
    let is_earlier = view.rule.cues("held_against").iter().any(|w| before.trim_end().ends_with(w.as_str()));
    (stands_free(view, before, word) && ends(view, year.end)).then(|| ((month, value), Span::new(before.len(), year.end), is_earlier))
}

/// Nothing before the number makes it a class, a place, the number of a paper or one of several.
fn stands_free(view: View, before: &str, figure: &str) -> bool {
    let line = before.trim_end_matches([' ', '*', '_']);
    let opens = line.is_empty() || line.ends_with(['\n', '|', '(', '“', '"', ':', ';', '.']);
    if opens || !before.ends_with([' ', '*', '_']) {
        return opens;
    }
    // `nhiệm vụ`, `cùng kỳ` end as words do whose number is theirs.
    if view.rule.cues("held_against").iter().chain(view.rule.cues("unnumbered")).any(|w| ends_with_word(line, w)) {
        return true;
    }
    let numbered = ["numbered", "no_length", "counted", "calendar", "to_figure"].iter().flat_map(|kind| view.rule.cues(kind));
    let listed = line.strip_suffix(',').is_some_and(|r| r.ends_with(|c: char| c.is_ascii_digit()));
    let joined = line.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '/' | '&' | '+' | '<' | '>'));
    let last = line.rsplit(|c: char| !is_of_word(c)).next().unwrap_or("");
    let counts = view.lexicon.number_words.contains_key(last) || view.rule.cues("and_year").iter().any(|w| w == last);
    // `QL 9`, `DT 9`, but `KT-XH 9 năm 2025`.
    let written = view.document.words(Span::new(line.len() - last.len(), line.len()));
    let short =
        (1..=3).contains(&written.chars().count()) && written.chars().all(is_capital) && !line.ends_with(&format!("-{last}")) && has_small(view, line.len());
    !listed && !joined && !counts && !short && !{ numbered }.any(|w| ends_with_word(line, w)) && !is_numbered_elsewhere(view, last, figure)
}

/// The block at a place is not all in capitals.
fn has_small(view: View, at: usize) -> bool {
    let block = view.document.blocks.partition_point(|b| b.span.start < at).checked_sub(1).and_then(|id| view.document.blocks.get(id));
    block.is_some_and(|b| view.document.words(b.span).contains(char::is_lowercase))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_of_word))
}

/// `Đề án 06` stands in the report without a period behind: the number belongs to the word before it.
fn is_numbered_elsewhere(view: View, last: &str, figure: &str) -> bool {
    let words = &view.claims.words;
    let small = view.rule.cues("until").iter().any(|w| w.trim_end() == last);
    let of_time = |word: &str| ["months", "years", "days", "first_part"].iter().flat_map(|k| view.rule.cues(k)).any(|w| w.trim() == word);
    !small && !last.is_empty() && words.places(words.find(last)).any(|at| view.low_word(at + 1) == figure && !of_time(view.low_word(at + 2)))
}

/// No range or list of years begins here.
fn ends(view: View, end: usize) -> bool {
    let rest = view.document.lower.get(end..).unwrap_or("").trim_start_matches([' ', '*', '_']);
    if rest.starts_with(is_of_word) {
        let joined = ["to", "and_year", "over_to"].iter().flat_map(|k| view.rule.cues(k)).find_map(|w| rest.strip_prefix(w.as_str()));
        return joined.is_none_or(|r| !is_dated(view, r));
    }
    rest.strip_prefix(['-', '–', '÷', '/', ',', '&', '+']).is_none_or(|r| !is_dated(view, r))
}

/// A year or more of them follow, or a figure that another one has become.
fn is_dated(view: View, rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let rest = view.rule.cues("several").iter().find_map(|w| rest.strip_prefix(w.as_str())).unwrap_or(rest).trim_start_matches(' ');
    if view.rule.cues("of_year").iter().any(|w| rest.starts_with(w.as_str())) {
        return true;
    }
    let word = rest.split(|c: char| !is_of_word(c)).next().unwrap_or("");
    is_year(word) || word.len() <= 2 && word.parse::<u32>().is_ok()
}

/// The periods that the report tells with their word, in its title or often.
fn periods(view: View) -> BTreeMap<Period, Span> {
    let title = report::title(view);
    let mut found: BTreeMap<Period, (usize, Span)> = BTreeMap::new();
    for at in view.claims.words.with_digit().map(|w| w.span()).filter(|at| at.len() <= 2) {
        let Some((period, span)) = whole(view, at) else { continue };
        let weight = if title.is_some_and(|t| t.covers(span)) { OFTEN } else { 1 };
        found.entry(period).or_insert((0, span)).0 += weight;
    }
    found.into_iter().filter(|(_, (times, _))| *times >= OFTEN).map(|(period, (_, span))| (period, span)).collect()
}

/// `5 tháng năm 2025`, `5 tháng đầu năm 2025`, `tháng 5 năm 2025`, `tháng 5/2025`.
fn whole(view: View, at: Span) -> Option<(Period, Span)> {
    let lower = view.document.lower.as_str();
    let month: u32 = at.of(lower).parse().ok().filter(|m| (1..=12).contains(m))?;
    let rest = lower.get(at.end..)?;
    let cut = |text: &'_ str, kind: &str| view.rule.cues(kind).iter().find_map(|w| text.strip_prefix(w.as_str())).map(str::len);
    let tail = |len: usize| lower.get(lower.len() - len..).unwrap_or("");
    let (behind, start) = if let Some(len) = cut(rest, "months") {
        let part = ["first_part", "last_part"].iter().find_map(|kind| {
            // The words of these parts may end with the word for the year.
            let shortest = view.rule.cues(kind).iter().filter_map(|w| tail(len).strip_prefix(w.as_str())).map(str::len).max();
            shortest
        });
        (tail(cut(tail(part.unwrap_or(len)), "year_behind")?), at.start)
    } else {
        let word = without_end(lower.get(..at.start)?, view.rule.cues("month"))?;
        (rest.strip_prefix('/').or_else(|| cut(rest, "year_behind").map(tail))?, word.len())
    };
    let from = lower.len() - behind.len();
    let (year, place) = number(lower, from).filter(|(y, p)| p.start == from && p.len() == 4 && is_recent(*y))?;
    Some(((month, year), Span::new(start, place.end)))
}
