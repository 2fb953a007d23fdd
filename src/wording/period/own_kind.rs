//! `period`: the kind of period that a report is on: `trong tuần` in the report on a month, a closing on a quarter.

use super::{has_word, periods, Period, HEADING};
use crate::document::Kind as BlockKind;
use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{report, View};

/// How often a report of another kind may say `trong tháng` by mistake: what it says more often it means.
const SELDOM: usize = 2;
/// So many blocks before it a month may be named that `trong tháng` means.
const NEAR: usize = 3;
/// Paragraphs with more bytes are no sentences of a report.
const LONG: usize = 4_000;

/// The kinds of periods that reports are on, each with the cue that names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Week,
    Month,
    Quarter,
    /// `6 tháng đầu năm`
    Months,
}

/// A period that a title or closing names.
struct Named {
    kind: Kind,
    number: Option<u32>,
    year: Option<u32>,
    span: Span,
}

/// `Trong tuần, …` in a report on a month, a quarter or half a year; `Trong tháng, …` in one on a quarter.
pub(super) fn propose(view: View, head: Span, closing: Option<Span>, out: &mut Vec<Relation>) {
    // A title without a period leaves it to the closing.
    let titles = Some(named(view, head)).filter(|titles| !titles.is_empty()).or_else(|| Some(named(view, closing?))).unwrap_or_default();
    let Some(title) = titles.first().filter(|first| titles.iter().all(|t| t.kind == first.kind)) else { return };
    let kinds = [("within_week", Kind::Week), ("within_month", Kind::Month), ("within_quarter", Kind::Quarter)];
    for (cues, kind) in kinds.into_iter().filter(|(_, kind)| *kind != title.kind) {
        let found: Vec<Span> = view.rule.cues(cues).iter().flat_map(|cue| said(view, head.end, cue, kind)).collect();
        let often = kind != Kind::Week && found.len() > SELDOM;
        for span in found.into_iter().filter(|_| !often) {
            if !out.iter().any(|r| r.stated.span.overlaps(span)) {
                let slip = Relation::flag(&view.rule.name, span, vec![title.span], Severity::Warning).variant("kind");
                out.push(slip.detail("title", view.document.words(title.span)));
            }
        }
    }
}

/// `ngày 20 tháng 3 năm 2025` in the head of the report on June: nobody tells the results of what has not begun.
pub(super) fn dated(view: View, head: Span, out: &mut Vec<Relation>) {
    let (Some(date), Some(title)) = (report::dateline(view), named(view, head).into_iter().min_by_key(|n| n.span.start)) else { return };
    let before = view.document.folded(Span::new(head.start, title.span.start));
    let has = |cues: &str| view.rule.cues(cues).iter().any(|w| before.contains(w.as_str()));
    let begins = match (title.kind, title.number) {
        (Kind::Month, Some(number)) => number,
        // The last month of a longer period must have begun.
        (Kind::Quarter, Some(number)) => number * 3,
        (Kind::Months, Some(number)) if is_first_part(view, title.span) => number,
        _ => return,
    };
    // Without its year December is told in January.
    if title.year.is_none() && begins > date.month + 6 {
        return;
    }
    let year = title.year.unwrap_or(date.year);
    let plans = has("plans") || has("coming") || has("plan");
    // Half a year and nine months are told some weeks early.
    let early = u32::from(title.kind != Kind::Month);
    let is_early = (date.year * 12 + date.month + early) < year * 12 + begins;
    if has("tells") && !plans && (1..=12).contains(&begins) && is_early && year <= date.year + 1 {
        let slip = Relation::flag(&view.rule.name, date.span, vec![title.span], Severity::Warning).variant("dated");
        out.push(slip.detail("title", view.document.words(title.span)));
    }
}

fn is_first_part(view: View, span: Span) -> bool {
    let text = view.document.folded(span);
    view.rule.cues("part_of_year").first().is_some_and(|cue| text.ends_with(cue.trim_end()))
}

/// The closing is on a period of another kind, or on another number of months.
pub(super) fn closing(view: View, head: Span, closing: Span, out: &mut Vec<Relation>) {
    let (titles, ends) = (named(view, head), named(view, closing));
    let (Some(title), Some(end)) = (titles.first(), ends.first()) else { return };
    let shared = ends.iter().any(|e| titles.iter().any(|t| t.kind == e.kind));
    // The second quarter and the first half, the fourth and the year end on one day.
    let halves = |a: &Named, b: &Named| a.kind == Kind::Months && b.kind != Kind::Week;
    let other_kind = !shared && !halves(title, end) && !halves(end, title);
    let months = |list: &[Named]| list.iter().filter(|n| n.kind == Kind::Months).filter_map(|n| n.number).collect::<Vec<_>>();
    let (told, closes) = (months(&titles), months(&ends));
    let other_number =
        titles.len() == told.len() && closes.len() == ends.len() && !closes.iter().any(|n| told.contains(n) || told.contains(&12_u32.saturating_sub(*n)));
    let year = title.year.zip(end.year).is_none_or(|(a, b)| a == b);
    if (other_kind || other_number && year) && !out.iter().any(|r| r.stated.span.overlaps(closing)) {
        let slip = Relation::flag(&view.rule.name, end.span, vec![title.span], Severity::Warning).variant("closing");
        out.push(slip.detail("title", view.document.words(title.span)));
    }
}

/// The periods of a title or a closing, in the order of their kinds.
fn named(view: View, span: Span) -> Vec<Named> {
    let units = view.rule.cues("unit").iter().zip([Kind::Week, Kind::Month, Kind::Quarter]);
    let mut found: Vec<Named> = units
        .flat_map(|(unit, kind)| {
            periods(view, span, unit).into_iter().map(move |Period { number, year, span, .. }| Named { kind, number: Some(number), year, span })
        })
        .collect();
    let text = view.document.folded(span);
    let bare = found.is_empty();
    for cue in view.rule.cues("of_week").iter().filter(|_| bare) {
        let of_week = places(text, cue).map(|at| Span::new(span.start + at, span.start + at + cue.len()));
        let whole = of_week.filter(|s| !view.document.lower[s.end..].starts_with(is_of_word) && !view.document.lower[..s.start].ends_with(is_of_word));
        found.extend(whole.map(|span| Named { kind: Kind::Week, number: None, year: None, span }));
    }
    for cue in view.rule.cues("part_of_year").iter().filter(|w| w.split_whitespace().count() > 1) {
        for at in places(text, cue.trim_end()) {
            let head = &text[..at];
            let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let year = super::left_year::year_at(view, span.start + at + cue.len());
            let place = Span::new(span.start + at - digits, span.start + at + cue.trim_end().len());
            found.extend(head[at - digits..].parse().ok().map(|number| Named { kind: Kind::Months, number: Some(number), year, span: place }));
        }
    }
    found
}

/// Where the body says `trong tuần` and means the period of the report.
fn said<'a>(view: View<'a>, from: usize, cue: &'a str, kind: Kind) -> impl Iterator<Item = Span> + 'a {
    places(&view.document.lower[from..], cue).map(move |at| Span::new(from + at, from + at + cue.len())).filter(move |span| is_own(view, *span, kind))
}

fn is_own(view: View, span: Span, kind: Kind) -> bool {
    let lower = view.document.lower.as_str();
    let Some(id) = view.document.blocks.partition_point(|b| b.span.start <= span.start).checked_sub(1) else { return false };
    let block = &view.document.blocks[id];
    let whole = !lower[..span.start].ends_with(is_of_word) && !lower[span.end..].starts_with(is_of_word);
    let text = view.document.folded(block.span);
    let has = |text: &str, cues: &str| view.rule.cues(cues).iter().any(|c| text.contains(c.as_str()));
    if !whole || block.note().is_some() || block.span.len() > LONG || has(text, "other_week") {
        return false;
    }
    let start = view.claims.sentence_start(view.document, id, span.start).max(block.span.start);
    let ahead = lower.get(start.min(span.start)..span.start).unwrap_or("").trim_matches([' ', '*', '_', '-', '+', '•', '|', '–', '\n']);
    let opens = ahead.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).trim_matches(['.', ')', ' ', '*', '_']).is_empty();
    let rest = lower[span.end..].trim_start_matches([' ', '*', '_']);
    let rest = view.rule.cues("just_past").iter().filter_map(|w| rest.strip_prefix(w.as_str())).min_by_key(|r| r.len()).unwrap_or(rest).trim_start_matches(' ');
    let reports = view.rule.cues("reports").iter().any(|w| rest.strip_prefix(w.as_str()).is_some_and(|r| !r.starts_with(is_of_word)));
    let signed = rest.starts_with([',', ':']);
    // `Công tác tiếp dân trong tuần` heads a section.
    let is_heading = matches!(block.kind, BlockKind::Numbered(_)) || block.heading > 0;
    let heads = is_heading && block.span.len() <= HEADING && (rest.is_empty() || rest.starts_with('\n'));
    let counted = ahead.rsplit([',', ';', ':', '(']).next().is_some_and(|clause| view.rule.cues("counts_days").iter().any(|w| has_word(clause, w)));
    if kind == Kind::Week {
        return !counted && (reports || heads || rest.starts_with(':') || opens && signed);
    }
    (opens && (signed || reports) || heads && !counted) && !names_month(view, id, kind, block.span.end)
}

/// A month or quarter with its number stands shortly before, which `trong tháng` means.
fn names_month(view: View, id: usize, kind: Kind, end: usize) -> bool {
    let unit = if kind == Kind::Month { 1 } else { 2 };
    let start = view.document.blocks.get(id.saturating_sub(NEAR)).map_or(end, |b| b.span.start);
    end - start > NEAR * LONG || view.rule.cues("unit").get(unit).is_some_and(|unit| !periods(view, Span::new(start, end), unit).is_empty())
}
