//! `period`: headings of results and of plans that name another period than the title, and deadlines of a plan that lie in the year before it.

use super::{periods, HEADING};
use crate::claims::DateClaim;
use crate::document::{Block, Kind};
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{report, View};

/// How many blocks of a plan hold its head and title.
const FRONT: usize = 12;
/// How far before a date the words of a deadline stand, in bytes.
const AHEAD: usize = 40;

/// `I. Kết quả công tác tháng 7` in the report on August, `Nhiệm vụ trọng tâm quý III` in the report on the third quarter.
pub(super) fn headings(view: View, head: Span, from: usize, out: &mut Vec<Relation>) {
    let starts = |text: &str, kind: &str| view.rule.cues(kind).iter().any(|c| text.starts_with(c.as_str()));
    for unit in view.rule.cues("longer") {
        let titles = periods(view, head, unit);
        let Some(title) = titles.first().filter(|t| !t.several) else { continue };
        // A title may name the next period too, or alone, as what is planned (`kết quả 9 tháng và kế hoạch quý IV`).
        let said = view.document.folded(Span::new(head.start, title.span.end));
        let plans = ["plans", "coming"].iter().any(|kind| view.rule.cues(kind).iter().any(|cue| said.contains(cue.as_str())));
        let alone = !plans && titles.iter().all(|p| p.number == title.number);
        if titles.iter().any(|p| p.number != title.number && p.number != title.number + 1) {
            continue;
        }
        let mut tells = false;
        let found = view.document.blocks.iter().skip(from).filter(|b| is_heading(b)).filter_map(|b| {
            let text = view.document.folded(b.span).trim_start();
            let compared = view.rule.cues("compared").iter().any(|c| text.contains(c.as_str()));
            let (done, planned) = (starts(text, "results"), starts(text, "plans") || tells && starts(text, "coming"));
            tells |= done || starts(text, "tells");
            let said = periods(view, b.span, unit);
            let [one] = said.as_slice() else { return None };
            let same_year = one.year.is_none_or(|y| title.year.is_none_or(|t| t == y));
            let before = done && one.number != title.number && one.number != title.number + 1;
            // The month before and the next but one are plans of other reports.
            let other = tells && (one.number + 1 == title.number || one.number == title.number + 2);
            let again = planned && (alone && one.number == title.number || other);
            (!compared && !one.several && same_year).then_some((before, again, done && one.number == title.number, one.span))
        });
        let found: Vec<(bool, bool, bool, Span)> = found.collect();
        // Where a heading has the period of the title, another one looks back on purpose.
        let looks_back = found.iter().any(|f| f.2);
        if let Some(&(.., odd)) = found.iter().find(|f| f.1 || f.0 && !looks_back) {
            if !out.iter().any(|r| r.stated.span.overlaps(odd)) {
                let slip = Relation::flag(&view.rule.name, odd, vec![title.span], Severity::Warning).variant("heading");
                out.push(slip.detail("title", view.document.words(title.span)));
            }
        }
    }
}

pub(super) fn is_heading(block: &Block) -> bool {
    let marked = matches!(block.kind, Kind::Numbered(_)) || block.heading > 0 || !block.children.is_empty();
    block.kind != Kind::Cell && marked && block.span.len() <= HEADING
}

/// `hoàn thành trước ngày 15/4/2025` in the plan for 2026, and `trước ngày 15/5/2025` in the plan of 20/6/2025.
pub(super) fn deadlines(view: View, out: &mut Vec<Relation>) {
    of_last_year(view, out);
    let Some(issued) = report::dateline(view) else { return };
    let day = |date: &DateClaim| (date.year, date.month, date.day.zip(issued.day).map_or(0, |days| days.0));
    let own = (issued.year, issued.month, issued.day.unwrap_or(0));
    let Some(from) = plans_from(view, issued.span.end) else { return };
    for date in view.claims.dates.iter().filter(|d| d.span.start > from && d.year_digits == 4 && d.year + 1 >= issued.year && (1..=12).contains(&d.month)) {
        let own = if date.day.is_some() { own } else { (own.0, own.1, 0) };
        if day(date) < own && is_due(view, date) && !is_told(view, date) && !out.iter().any(|r| r.stated.span.overlaps(date.span)) {
            let slip = Relation::flag(&view.rule.name, date.span, vec![issued.span], Severity::Warning).variant("overdue");
            out.push(slip.detail("title", view.document.words(issued.span)));
        }
    }
}

/// Where a paper begins to plan: a plan at its title, a report at its heading of what is planned.
fn plans_from(view: View, head: usize) -> Option<usize> {
    let blocks = &view.document.blocks;
    let starts = |span: Span, kind: &str| view.rule.cues(kind).iter().any(|c| view.document.folded(span).trim_start().starts_with(c.as_str()));
    let title = blocks.iter().take(FRONT).find(|b| starts(b.span, "plan"));
    let heading = || blocks.iter().filter(|b| b.span.start >= head && is_heading(b)).find(|b| starts(b.span, "plans") || starts(b.span, "coming"));
    title.or_else(heading).map(|b| b.span.end)
}

/// The words of a deadline stand right before the date.
fn is_due(view: View, date: &DateClaim) -> bool {
    let start = (date.span.start.saturating_sub(AHEAD)..=date.span.start).find(|&start| view.document.lower.is_char_boundary(start)).unwrap_or(0);
    let ahead = view.document.folded(Span::new(start, date.span.start)).trim_end();
    if view.rule.cues("due").iter().any(|c| ahead.ends_with(c.as_str())) {
        return true;
    }
    // `gửi báo cáo về Phòng Nội vụ trước ngày 15/5/2025`
    let start = view.claims.sentence_start(view.document, date.block, date.span.start).min(date.span.start);
    let clause = view.document.folded(Span::new(start, date.span.start)).rsplit([',', ';', ':', '(']).next().unwrap_or("");
    let hands_in = view.rule.cues("hands_in").iter().any(|w| super::has_word(clause, w));
    hands_in && view.rule.cues("due_day").iter().any(|c| ahead.ends_with(c.as_str()))
}

/// The sentence tells what was done or what another paper demands.
fn is_told(view: View, date: &DateClaim) -> bool {
    let start = view.claims.sentence_start(view.document, date.block, date.span.start);
    let end = view.claims.sentence_end(view.document, date.block, date.span.end).max(start);
    let sentence = Span::new(start, end);
    let words = view.document.folded(sentence);
    let told = view.rule.cues("told").iter().any(|w| words.split(|c: char| !is_of_word(c)).any(|word| word == w));
    let first = view.claims.citations.partition_point(|c| c.span.start < sentence.start);
    told || view.claims.citations.get(first).is_some_and(|c| sentence.covers(c.span))
}

fn of_last_year(view: View, out: &mut Vec<Relation>) {
    let blocks = &view.document.blocks;
    let is_title = |at: &usize| view.rule.cues("plan").iter().any(|c| view.document.folded(blocks[*at].span).trim().starts_with(c.as_str()));
    let Some(title) = (0..blocks.len().min(FRONT)).find(is_title) else { return };
    let head = Span::new(blocks[title].span.start, blocks[(title + 1).min(blocks.len() - 1)].span.end);
    let list = &view.claims.words.list;
    let years = view.claims.words.inside(head).filter_map(|i| list.get(i)).filter(|w| w.span().len() == 4);
    let years: Vec<(u32, Span)> = years.filter_map(|w| Some((super::left_year::year_at(view, w.span().start)?, w.span()))).collect();
    let Some(&(year, place)) = years.first().filter(|first| years.iter().all(|y| y.0 == first.0)) else { return };
    for date in view.claims.dates.iter().filter(|d| d.span.start > head.end && d.year_digits == 4 && d.year + 1 == year) {
        if is_due(view, date) {
            let slip = Relation::flag(&view.rule.name, date.span, vec![place], Severity::Warning).variant("deadline");
            out.push(slip.detail("title", year.to_string()));
        }
    }
}
