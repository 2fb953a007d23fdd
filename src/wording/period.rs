//! `period`: the report speaks of another period at its end than in its title.

mod closing;
mod coming;
mod itself;
mod left_period;
mod left_year;
mod own_compared;
mod own_kind;
mod plan;

use crate::document::Kind;
use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{report, View};

/// How many blocks of the report hold its head and title.
const FRONT: usize = 30;
/// How many blocks the title has.
const TITLE: usize = 4;
/// Most days of a week's report: from one week's day to the same day of the next, and a holiday.
const WEEK: u32 = 10;
/// No report compares with a year so many years ahead.
const AHEAD: u32 = 5;
/// Longest heading, in bytes.
const HEADING: usize = 240;

/// Flags the period of the closing sentence, and dates that a weekly report cannot cover.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    plan::deadlines(view, out);
    titled(view, out);
    itself::propose(view, out);
}

/// What is held against the title.
fn titled(view: View, out: &mut Vec<Relation>) {
    let blocks = &view.document.blocks;
    let titled = |at: &usize| view.rule.cues("title").iter().any(|c| view.document.folded(blocks[*at].span).trim_start().starts_with(c.as_str()));
    let Some(title) = (0..blocks.len().min(FRONT)).find(titled) else { return };
    let head = title..(title + TITLE).min(blocks.len());
    let Some(last) = head.clone().last() else { return };
    let head = Span::new(blocks[title].span.start, blocks[last].span.end);
    long_week(view, head, out);
    // The head ends where the first section begins.
    let first = (title + 1..=last).find(|&id| matches!(blocks[id].kind, Kind::Numbered(_))).unwrap_or(last + 1);
    let titled = Span::new(head.start, blocks[first - 1].span.end);
    coming::propose(view, titled, out);
    left_over(view, titled, out);
    own_year(view, titled, out);
    left_year::propose(view, titled, out);
    headings(view, titled, first, out);
    plan::headings(view, titled, first, out);
    left_period::propose(view, titled, out);
    // What the lines below the title say of other papers and periods is not the report's own.
    let lines = report::title(view).filter(|lines| lines.start == titled.start && lines.end <= titled.end).unwrap_or(titled);
    own_kind::dated(view, lines, out);
    own_compared::propose(view, lines, first, out);
    let closes = |id: usize| {
        let text = view.document.folded(blocks[id].span);
        blocks[id].kind != Kind::Cell && view.rule.cues("closing").iter().any(|c| text.trim_start().starts_with(c.as_str()))
    };
    let closing = (first..blocks.len()).rev().find(|&id| closes(id)).or_else(|| last_words(view, first));
    own_kind::propose(view, lines, closing.map(|id| blocks[id].span), out);
    let Some(closing) = closing else { return };
    closing::propose(view, titled, blocks[closing].span, out);
    own_kind::closing(view, lines, blocks[closing].span, out);
}

/// `UBND xã báo cáo kết quả công tác tháng 6 năm 2025./.`: the last sentence of a report that says so in other words.
fn last_words(view: View, first: usize) -> Option<usize> {
    let blocks = &view.document.blocks;
    let ends = |id: &usize| view.document.words(blocks[*id].span).trim_end().ends_with("./.");
    let id = (first..blocks.len()).rev().take(FRONT).find(ends).filter(|&id| blocks[id].kind != Kind::Cell && blocks[id].span.len() <= HEADING)?;
    let text = view.document.folded(blocks[id].span);
    view.rule.cues("title").iter().any(|c| text.contains(c.as_str())).then_some(id)
}

/// `KẾT QUẢ … THÁNG 10/2025` over a table in the report on month 11: a heading in capitals that was left over.
fn headings(view: View, head: Span, from: usize, out: &mut Vec<Relation>) {
    for unit in view.rule.cues("unit") {
        let titles = periods(view, head, unit);
        let [title, rest @ ..] = titles.as_slice() else { continue };
        if title.several || rest.iter().any(|p| p.number != title.number) {
            continue;
        }
        for block in view.document.blocks.iter().skip(from) {
            let text = view.document.words(block.span);
            if text.len() > HEADING || text.contains(char::is_lowercase) {
                continue;
            }
            let found = periods(view, block.span, unit);
            // The next period is what the report plans; a comparison names the one before.
            let planned = title.number + 1;
            let left = |p: &&Period| p.number != title.number && p.number != planned && !(p.number == 1 && title.number > 1) && !p.several;
            let compared = view.rule.cues("compared").iter().any(|c| view.document.folded(block.span).contains(c.as_str()));
            if let ([odd], false) = (found.as_slice(), compared) {
                if left(&odd) && odd.year.is_some() && odd.year == title.year {
                    let slip = Relation::flag(&view.rule.name, odd.span, vec![title.span], Severity::Warning).variant("heading");
                    out.push(slip.detail("title", view.document.words(title.span)));
                }
            }
        }
    }
}

/// `tháng 3/2026`, `quý I năm 2026`.
struct Period {
    number: u32,
    year: Option<u32>,
    span: Span,
    /// `tháng 1, 2`, `quý I và quý II`: the first of more.
    several: bool,
}

/// The periods of one unit in a stretch of text.
fn periods(view: View, span: Span, unit: &str) -> Vec<Period> {
    let (text, lower) = (view.document.text(), view.document.folded(span));
    let mut out = Vec::new();
    for at in places(lower, unit) {
        let start = span.start + at;
        let from = start + unit.len();
        let len = text[from..span.end].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let word = &text[from..from + len];
        let roman = ["I", "II", "III", "IV"].iter().position(|r| *r == word).and_then(|n| u32::try_from(n + 1).ok());
        let Some(number) = word.parse().ok().or(roman).filter(|n| (1..=53).contains(n)) else { continue };
        let rest = &view.document.lower[from + len..span.end];
        let year = view.rule.cues("year").iter().find_map(|c| rest.strip_prefix(c.as_str())).and_then(|r| r.get(..4)).and_then(|y| y.parse().ok());
        let listed = |r: &str| r.starts_with(|c: char| c.is_ascii_digit()) || r.starts_with(unit);
        // `tháng 4, 5`, `quý I, II`: the first of more; `trong tháng 4, xã đã …` is one.
        let behind = text[from + len..span.end].strip_prefix([',', '-', '–', '&', '+']).map(|r| r.trim_start_matches(' '));
        let next = |r: &str| {
            let word = r.split(|c: char| !is_of_word(c)).next().unwrap_or("");
            word.starts_with(|c: char| c.is_ascii_digit())
                || !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V'))
                || r.to_lowercase().starts_with(unit)
        };
        let several = behind.is_some_and(next) || view.rule.cues("more").iter().any(|c| rest.strip_prefix(c.as_str()).is_some_and(listed));
        let free = !view.document.lower[..start].ends_with(is_of_word) && !view.document.lower[..start].trim_end().ends_with(|c: char| c.is_ascii_digit());
        if free {
            out.push(Period { number, year, span: Span::new(start, from + len), several });
        }
    }
    out
}

/// Weeks of another report: `kết quả trong tuần` in a report on a month, `tuần 04` in the report on week 02.
fn left_over(view: View, head: Span, out: &mut Vec<Relation>) {
    let body = Span::new(head.end, view.document.lower.len());
    let weekly = view.rule.cues("weekly").iter().any(|c| view.document.folded(head).contains(c.as_str()));
    let longer = view.rule.cues("longer").iter().flat_map(|unit| periods(view, head, unit)).next();
    if let (false, Some(title)) = (weekly, longer) {
        let text = view.document.folded(body);
        // `trong tuần tới`, `trong tuần đầu của tháng` are weeks of their own.
        let other = |end: usize| view.rule.cues("which_week").iter().any(|w| text[end..].trim_start_matches(' ').starts_with(w.as_str()));
        let found = view.rule.cues("in_week").iter().filter_map(|c| places(text, c).find(|at| !other(at + c.len())).map(|at| (at, c.len()))).min();
        if let Some((at, len)) = found {
            let span = Span::new(body.start + at, body.start + at + len);
            let slip = Relation::flag(&view.rule.name, span, vec![title.span], Severity::Warning).variant("shorter");
            out.push(slip.detail("title", view.document.words(title.span)));
        }
        return;
    }
    for unit in view.rule.cues("weeks") {
        let titles = periods(view, head, unit);
        let [title] = titles.as_slice() else { continue };
        // The week before and the next one belong to such a report; `tuần 1 tháng 3` counts otherwise.
        let other = |p: &Period| (2..50).contains(&p.number.abs_diff(title.number)) && !p.several && p.year.is_none_or(|y| title.year.is_none_or(|t| t == y));
        // `phát sinh trong tuần 02 vụ` counts: the number of a week ends its phrase.
        let ends = |p: &Period| {
            let rest = view.document.lower[p.span.end..].trim_start_matches([' ', '*', '_']);
            let reports = || view.rule.cues("reports").iter().any(|w| rest.strip_prefix(w.as_str()).is_some_and(|r| !r.starts_with(is_of_word)));
            p.year.is_some() || rest.chars().next().is_none_or(|c| !is_of_word(c)) || reports()
        };
        if let Some(odd) = periods(view, body, unit).iter().find(|p| other(p) && ends(p)).filter(|_| !title.several) {
            let slip = Relation::flag(&view.rule.name, odd.span, vec![title.span], Severity::Warning).variant("week_number");
            out.push(slip.detail("title", view.document.words(title.span)));
        }
    }
}

/// `tăng 10% so với cùng kỳ năm 2025` in the report on 2025: it is held against itself.
fn own_year(view: View, head: Span, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let year_at = |at: usize| lower.get(at..at + 4).and_then(|y| y.parse::<u32>().ok()).filter(|y| (1990..=2100).contains(y));
    let years: Vec<(u32, usize)> = view
        .claims
        .words
        .inside(head)
        .filter_map(|i| view.claims.words.list.get(i))
        .filter(|w| w.span().len() == 4)
        .filter_map(|w| year_at(w.span().start).map(|y| (y, w.span().start)))
        .collect();
    // A title of two years looks back and ahead.
    let Some(&(year, place)) = years.first().filter(|first| years.iter().all(|y| y.0 == first.0)) else { return };
    let body = Span::new(head.end, lower.len());
    for cue in view.rule.cues("same_period") {
        for at in places(view.document.folded(body), cue) {
            let from = body.start + at + cue.len();
            let ends = lower.get(from + 4..).is_some_and(|rest| !rest.starts_with(is_of_word));
            if let Some(said) = year_at(from).filter(|said| *said >= year && ends) {
                let span = Span::new(from, from + 4);
                let slip = Relation::flag(&view.rule.name, span, vec![Span::new(place, place + 4)], Severity::Warning).variant("own_year");
                out.push(slip.detail("title", year.to_string()).detail("compared", said.to_string()));
            }
        }
    }
    // `so với năm 2042`: no report of this year compares with one so far ahead.
    for cue in view.rule.cues("with_year") {
        for at in places(view.document.folded(body), cue).map(|at| body.start + at + cue.len()) {
            if let Some(said) = year_at(at).filter(|said| *said > year + AHEAD || *said == year && same_sentence(view, at, year)) {
                let slip = Relation::flag(&view.rule.name, Span::new(at, at + 4), vec![Span::new(place, place + 4)], Severity::Warning).variant("own_year");
                out.push(slip.detail("title", year.to_string()).detail("compared", said.to_string()));
            }
        }
    }
}

/// `Năm 2025 …, tăng 3% so với năm 2025`: the sentence speaks of the year, and then holds it against itself.
fn same_sentence(view: View, at: usize, year: u32) -> bool {
    let Some(id) = view.document.blocks.partition_point(|b| b.span.start <= at).checked_sub(1) else { return false };
    let start = view.claims.sentence_start(view.document, id, at);
    let text = view.document.folded(Span::new(start, at)).trim_start();
    let opens = view.rule.cues("opens_year").iter().any(|c| text.strip_prefix(c.as_str()).is_some_and(|r| r.starts_with(&year.to_string())));
    opens && text.matches(&year.to_string()).count() == 1 && !text.contains([';', ':'])
}

/// `BÁO CÁO TUẦN (từ ngày 01/01/2024 đến ngày 31/07/2024)`.
fn long_week(view: View, head: Span, out: &mut Vec<Relation>) {
    let lower = view.document.folded(head);
    let Some((at, cue)) = view.rule.cues("week").iter().find_map(|c| lower.find(c.as_str()).map(|at| (at, c))) else { return };
    let dates: Vec<_> = view.claims.dates.iter().filter(|d| head.covers(d.span)).collect();
    let [from, to] = dates[..] else { return };
    let (Some(first), Some(last)) = (from.day_of_calendar(), to.day_of_calendar()) else { return };
    let days = |(year, month, day): (u32, u32, u32)| (year * 12 + month) * 31 + day;
    if days(last).saturating_sub(days(first)) > WEEK && to.span.end - from.span.start < 60 {
        let week = Span::new(head.start + at, head.start + at + cue.len());
        out.push(Relation::flag(&view.rule.name, from.span.join(to.span), vec![week], Severity::Warning).variant("week"));
    }
}

/// True if words stand in a text, whole.
fn has_word(text: &str, word: &str) -> bool {
    places(text, word).any(|at| !text[..at].ends_with(is_of_word) && !text[at + word.len()..].starts_with(is_of_word))
}
