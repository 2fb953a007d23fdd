//! Years that are counted beside the two ends that they lie between: `ban hành năm 2019, đến nay đã 04 năm`, `sau 08 năm thực hiện (từ năm 2021 đến nay)`.
//!
//! Years are counted from end to end, with both ends, or as the full ones between them: what none of these ways gives is accused.

use super::years::{century, is_recent};
use crate::claims::DateClaim;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{report, View};

/// Longest stretch between what began and the words for today, in bytes.
const BETWEEN: usize = 60;
/// Longest words that name what lasted, between the count and its bracket.
const NAME: usize = 120;
/// Longest bracket that says when today is, in letters.
const BRACKET: usize = 24;
/// Longest sentence whose other years are looked at, in bytes.
const SENTENCE: usize = 1_000;
/// Most years that are counted.
const MOST: u32 = 99;

/// The months, counted from the beginning of our calendar, in which something began or ended.
#[derive(Clone, Copy)]
struct End {
    first: u32,
    last: u32,
    span: Span,
}

/// What stands before a number of years and makes it a rough one.
#[derive(Clone, Copy, PartialEq)]
enum Rough {
    Exact,
    More,
    Less,
    About,
}

/// A number of years or months as written; `start` is where its words begin, `end` where they end.
struct Count {
    number: u32,
    in_months: bool,
    rough: Rough,
    start: usize,
    figure: usize,
    end: usize,
}

/// From one end to the other; whether a count beside them may be one of a part of the time.
struct Stretch {
    from: End,
    to: End,
    may_be_part: bool,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    for kind in ["year_word", "month_word"] {
        for word in view.rule.cues(kind) {
            for at in words.places(words.find(word)) {
                let Some(count) = count(view, at, kind == "month_word") else { continue };
                let Some(found) = behind(view, &count).or_else(|| ahead(view, &count)) else { continue };
                flag(view, &count, &found, out);
            }
        }
    }
}

fn flag(view: View, count: &Count, found: &Stretch, out: &mut Vec<Relation>) {
    let (from, to) = (found.from, found.to);
    let span = Span::new(count.figure, count.end);
    let taken = || out.iter().any(|r| r.rule == view.rule.name && (r.stated.span.overlaps(span) || r.stated.span.covers(from.span)));
    if fits(count, found) || is_counted_elsewhere(view, count, found) || taken() {
        return;
    }
    let slip = Relation::flag(&view.rule.name, span, vec![from.span], Severity::Warning);
    let slip = slip.variant(if to.span.is_empty() { "lasting_now" } else { "lasting" });
    out.push(slip.detail("first", view.document.words(from.span)).detail("last", view.document.words(to.span)));
}

/// A number before the word for years or months, which counts and orders nothing.
fn count(view: View, at: usize, in_months: bool) -> Option<Count> {
    let list = &view.claims.words.list;
    let (number, unit) = (list.get(at.checked_sub(1)?)?.span(), list.get(at)?.span());
    let lower = view.document.lower.as_str();
    let word = number.of(lower);
    let value: u32 = if word.len() <= 2 { word.parse().ok() } else { None }.or_else(|| view.lexicon.number_words.get(word).copied())?;
    let joined = lower.get(number.end..unit.start)? == " ";
    // `5 năm 2025` names a year, `12 tháng 6` a day.
    let named =
        list.get(at + 1).is_some_and(|w| w.span().of(lower).starts_with(|c: char| c.is_ascii_digit()) && lower.get(unit.end..w.span().start) == Some(" "));
    let before = lower.get(..number.start)?;
    let part = before.ends_with(['.', ',', '/', '-', '–']) || before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let (rough, start) = rough(view, before);
    let line = lower.get(..start)?.trim_end();
    let tens = line
        .rsplit(|c: char| !is_of_word(c))
        .next()
        .is_some_and(|w| view.lexicon.number_words.contains_key(w) && !view.rule.cues("year_word").iter().any(|y| y == w));
    let ordered = view.rule.cues("no_length").iter().any(|w| line.ends_with(w.as_str()));
    let fine = joined && !named && !part && !tens && !ordered && (2..=MOST).contains(&value);
    fine.then_some(Count { number: value, in_months, rough, start, figure: number.start, end: unit.end })
}

/// `hơn`, `gần`, `khoảng` before a number, and where the words of the count begin.
fn rough(view: View, before: &str) -> (Rough, usize) {
    let line = before.trim_end();
    for (kind, rough) in [("more", Rough::More), ("less", Rough::Less), ("roughly", Rough::About)] {
        if let Some(rest) = view.rule.cues(kind).iter().filter_map(|w| line.strip_suffix(w.as_str())).find(|r| !r.ends_with(is_of_word)) {
            return (rough, rest.len());
        }
    }
    (Rough::Exact, before.len())
}

/// The two ends stand behind the count: `06 năm (từ năm 2021 đến nay)`, `04 năm triển khai đề án (2017 - 2025)`, `06 năm kể từ ngày 01/7/2021`.
fn behind(view: View, count: &Count) -> Option<Stretch> {
    let lower = view.document.lower.as_str();
    let rest = lower.get(count.end..)?;
    let name = rest.find(['(', '.', ';', ':', ',', '\n', ')']).filter(|at| *at <= NAME);
    let direct = skip(view, count.end, "lasted").trim_start_matches([' ', ',']);
    let bracket = name.and_then(|at| rest.get(at..)?.strip_prefix('(')).filter(|_| is_lasting(view, rest));
    let opened = bracket.map(|r| r.trim_start_matches(' '));
    let text = opened.unwrap_or(direct);
    let since = view.rule.cues("since_when").iter().filter_map(|w| text.strip_prefix(w.as_str())).min_by_key(|r| r.len());
    // Without its word only a bracket tells what is counted.
    let text = since.or(opened)?;
    let from = point_at(view, lower.len() - text.trim_start_matches(' ').len())?;
    let parted = opened.is_none() && rest.trim_start_matches(' ').starts_with(',');
    // `hạn dùng 50 năm, tính từ năm 2010`: two things are told.
    if parted && !tells(view, count) {
        return None;
    }
    let tail = lower.get(from.span.end..)?.trim_start_matches(' ');
    // `chậm 2 năm (từ năm 2020 đến nay chưa xong)`: the bracket tells of more.
    let closes = |rest: &str| opened.is_none() || rest.trim_start_matches(' ').starts_with([')', ',', ';']);
    if let Some(now) = view.rule.cues("to_now").iter().filter_map(|w| tail.strip_prefix(w.as_str())).find(|r| closes(r)) {
        return Some(Stretch { from, to: today(view, lower.len() - now.len())?, may_be_part: parted });
    }
    let to = view.rule.cues("to").iter().filter_map(|w| tail.strip_prefix(w.as_str())).min_by_key(|r| r.len());
    if let Some(to) = to.and_then(|r| point_at(view, lower.len() - r.trim_start_matches(' ').len())) {
        // What is not over yet may have gone on for a part of its time.
        let is_over = report::now(view).is_some_and(|now| to.first <= now.1);
        let whole = !super::periods::rest_is_figure(lower, to.span.end) && closes(&lower[to.span.end..]);
        return whole.then_some(Stretch { from, to, may_be_part: parted || !is_over });
    }
    // `đã 06 năm kể từ ngày 01/7/2021`: until today.
    let counted = view.rule.cues("counted_from").iter().any(|w| direct.starts_with(w.as_str()));
    let ends = tail.is_empty() || tail.starts_with(['.', ',', ';', ')', '\n']);
    (counted && lasts(view, count) && ends && opened.is_none()).then(|| Some(Stretch { from, to: today(view, from.span.end)?, may_be_part: false }))?
}

/// `đã 06 năm`, `đã thực hiện 06 năm`: so long it lasted.
fn lasts(view: View, count: &Count) -> bool {
    let head = view.document.lower.get(..count.start).unwrap_or("").trim_end();
    let head = without_word(head, view.rule.cues("lasted")).unwrap_or(head).trim_end();
    without_word(head, view.rule.cues("already")).is_some()
}

/// `sau 06 năm`, `hơn 06 năm` too tell how long it lasted, or a part of it.
fn tells(view: View, count: &Count) -> bool {
    let head = view.document.lower.get(..count.start).unwrap_or("").trim_end();
    lasts(view, count) || count.rough != Rough::Exact || without_word(head, view.rule.cues("links_part")).is_some()
}

/// The words behind a count say that something went on, and name nothing with a time of its own.
fn is_lasting(view: View, rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    rest.starts_with('(') || view.rule.cues("lasted").iter().any(|w| rest.starts_with(w.as_str()))
}

/// The text behind a place without the first words of a kind.
fn skip<'a>(view: View<'a>, at: usize, kind: &str) -> &'a str {
    let mut rest = view.document.lower.get(at..).unwrap_or("").trim_start_matches(' ');
    while let Some(next) =
        view.rule.cues(kind).iter().filter_map(|w| rest.strip_prefix(w.as_str())).filter(|r| !r.starts_with(is_of_word)).min_by_key(|r| r.len())
    {
        rest = next.trim_start_matches(' ');
    }
    rest
}

/// The two ends stand before the count: `từ năm 2019 đến nay đã 04 năm`, `từ năm 2016 đến năm 2025 là 12 năm`.
fn ahead(view: View, count: &Count) -> Option<Stretch> {
    if !goes_on(view, count) {
        return None;
    }
    let lower = view.document.lower.as_str();
    let mut text = lower.get(..count.start)?.trim_end_matches([' ', ',', '*', '_']);
    let (mut linked, mut may_be_part) = (false, false);
    let link = |text| without_word(text, view.rule.cues("links")).or_else(|| without_word(text, view.rule.cues("lasted")));
    while let Some(rest) = link(text).or_else(|| text.strip_suffix('(')) {
        // `sau 3 năm thực hiện` may tell of a part of the time.
        may_be_part |= view.rule.cues("links_part").iter().any(|w| text.ends_with(w.as_str()));
        (text, linked) = (rest.trim_end_matches([' ', ',', '*', '_']), true);
    }
    if let Some(found) = until_now(view, text, may_be_part).filter(|_| linked) {
        return Some(found);
    }
    let to = point_before(view, text).filter(|_| linked)?;
    let head = without_calendar(view, text.get(..to.span.start)?);
    let head = without_word(head, view.rule.cues("to")).or_else(|| head.strip_suffix(['-', '–']))?.trim_end();
    let from = point_before(view, head)?;
    let since = without_calendar(view, head.get(..from.span.start)?);
    let opens = view.rule.cues("since_when").iter().any(|w| since.trim_end().ends_with(w.as_str()));
    (opens && from.last <= to.last).then_some(Stretch { from, to, may_be_part })
}

/// `ban hành năm 2019, đến nay (năm 2025)`.
fn until_now(view: View, text: &str, may_be_part: bool) -> Option<Stretch> {
    let inside = text.strip_suffix(')');
    let open = inside.and_then(|r| r.char_indices().rev().take(BRACKET).find(|(_, c)| *c == '(')).map(|(at, _)| at);
    let said = open.zip(inside).and_then(|(open, inside)| Some((text[..open].trim_end(), point_before(view, inside)?)));
    let head = said.map_or(text, |s| s.0);
    let head = view.rule.cues("to_now").iter().filter_map(|w| head.strip_suffix(w.as_str())).min_by_key(|r| r.len())?;
    let to = said.map(|s| s.1).or_else(|| today(view, head.len()))?;
    let head = head.trim_end_matches([' ', ',', ';', '*', '_']);
    let head = without_word(head, view.rule.cues("and_year")).unwrap_or(head).trim_end();
    if let Some(from) = point_before(view, head) {
        return Some(Stretch { from, to, may_be_part });
    }
    // `ban hành ngày 12/3/2019 của Bộ Chính trị, đến nay`
    let start = head.char_indices().rev().take(BETWEEN).find(|(_, c)| c.is_ascii_digit())?.0 + 1;
    let between = head.get(start..)?;
    let plain = between.len() <= BETWEEN && !between.contains([',', '.', ';', ':', '\n', '(', ')', '|']);
    let from = point_before(view, head.get(..start)?).filter(|_| plain && !may_be_part)?;
    Some(Stretch { from, to, may_be_part })
}

/// Nothing behind the count makes it one of something else: `3 năm liên tục`, `4 năm tù`.
fn goes_on(view: View, count: &Count) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['.', ',', ';', ':', ')', '\n', '|', '*']);
    let rest = view.document.lower.get(count.end..).unwrap_or("").trim_start_matches(' ');
    ends(rest) || ends(skip(view, count.end, "lasted"))
}

fn without_word<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    let ends = |word: &String| text.strip_suffix(word.as_str()).filter(|r| r.is_empty() || !r.ends_with(is_of_word));
    words.iter().filter_map(ends).min_by_key(|r| r.len())
}

/// Without the words that stand before a date: `đầu năm`, `ngày`.
fn without_calendar<'a>(view: View, text: &'a str) -> &'a str {
    let mut rest = text.trim_end();
    while let Some(head) = without_word(rest, view.rule.cues("calendar_word")) {
        rest = head.trim_end();
    }
    rest
}

/// The date or year at a place, with the words before it.
fn point_at(view: View, at: usize) -> Option<End> {
    let at = view.document.lower.len() - skip(view, at, "calendar_word").len();
    let dates = &view.claims.dates;
    if let Some(date) = dates.get(dates.partition_point(|d| d.span.start < at)).filter(|d| d.span.start == at) {
        return of_date(date);
    }
    let (_, place) = super::number(&view.document.lower, at).filter(|(_, p)| p.start == at)?;
    of_year(view, place)
}

/// The date or year that a text ends with.
fn point_before(view: View, text: &str) -> Option<End> {
    let dates = &view.claims.dates;
    let date = dates.partition_point(|d| d.span.end < text.len());
    if let Some(date) = dates.get(date).filter(|d| d.span.end == text.len()) {
        return of_date(date);
    }
    of_year(view, Span::new(text.len().checked_sub(4).filter(|at| text.is_char_boundary(*at))?, text.len()))
}

fn of_date(date: &DateClaim) -> Option<End> {
    let month = date.year * 12 + date.month.checked_sub(1)?;
    (date.year_digits == 4 && century(date.year) && date.month <= 12).then_some(End { first: month, last: month, span: date.span })
}

/// A year that stands alone: no part of a date, a code or a period.
fn of_year(view: View, at: Span) -> Option<End> {
    let lower = view.document.lower.as_str();
    let year: u32 = lower.get(at.start..at.end).filter(|w| w.bytes().all(|b| b.is_ascii_digit()))?.parse().ok().filter(|y| century(*y))?;
    let (before, behind) = (lower.get(..at.start)?, lower.get(at.end..)?);
    let free = before.ends_with([' ', '(', '-', '–']) && !behind.starts_with(is_of_word) && !behind.starts_with('/');
    (at.len() == 4 && free).then_some(End { first: year * 12, last: year * 12 + 11, span: at })
}

/// Today, as the words behind it say or the report does.
fn today(view: View, at: usize) -> Option<End> {
    let (first, last) = report::now(view)?;
    Some(End { first, last, span: Span::new(at, at) })
}

/// The least and the most that the two ends may count.
fn counted(count: &Count, from: End, to: End) -> (u32, u32) {
    let (least, most) = (to.first.saturating_sub(from.last), to.last.saturating_sub(from.first));
    if count.in_months {
        return (least.saturating_sub(1), most + 1);
    }
    let both = (to.first / 12).saturating_sub(from.first / 12) + 1;
    // More than so many years are full years.
    let most = if count.rough == Rough::More { most / 12 } else { most.div_ceil(12) };
    (least / 12, most.max(both))
}

fn fits(count: &Count, found: &Stretch) -> bool {
    let (from, to) = (found.from, found.to);
    let exact = from.first == from.last && to.first == to.last;
    if to.last < from.first || count.in_months && !exact {
        return true;
    }
    let (least, most) = counted(count, from, to);
    let number = count.number;
    // Round numbers are rounded to.
    let slack = if number.is_multiple_of(5) { number.max(2) } else { (number / 2).max(2) };
    let under = (number / 5).max(1);
    match count.rough {
        Rough::Exact => number <= most && (found.may_be_part || number >= least),
        Rough::More => number <= most && (found.may_be_part || number + slack >= least),
        Rough::Less => number <= most + under && (found.may_be_part || number >= least),
        Rough::About => number <= most + under && (found.may_be_part || number + under >= least),
    }
}

/// Another date of the sentence gives the number: `ban hành năm 2013, sửa đổi năm 2019, đến nay đã 12 năm`.
fn is_counted_elsewhere(view: View, count: &Count, found: &Stretch) -> bool {
    let Some(block) = view.document.blocks.partition_point(|b| b.span.start <= count.figure).checked_sub(1) else { return false };
    let start = view.claims.sentence_start(view.document, block, found.from.span.start.min(count.figure));
    let ahead = Span::new(start, found.from.span.start.max(start));
    if ahead.len() > SENTENCE {
        return true;
    }
    let years = view.claims.words.inside(ahead).filter_map(|at| view.claims.words.list.get(at)).map(|w| w.span());
    let years = years.filter(|s| s.len() == 4 && s.of(&view.document.lower).parse().is_ok_and(is_recent));
    { years }.any(|s| {
        let Ok(year) = s.of(&view.document.lower).parse::<u32>() else { return false };
        fits(count, &Stretch { from: End { first: year * 12, last: year * 12 + 11, span: s }, to: found.to, may_be_part: false })
    })
}
