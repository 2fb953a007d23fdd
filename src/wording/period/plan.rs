//! `period`: headings of results and of plans that name another period than the title, and deadlines of a plan that lie in the year before it.

use super::{periods, HEADING};
use crate::document::{Block, Kind};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

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
        // A title may name the next period too, as what is planned.
        let alone = titles.iter().all(|p| p.number == title.number);
        if titles.iter().any(|p| p.number != title.number && p.number != title.number + 1) {
            continue;
        }
        let found = view.document.blocks.iter().skip(from).filter(|b| is_heading(b)).filter_map(|b| {
            let text = view.document.folded(b.span).trim_start();
            let compared = view.rule.cues("compared").iter().any(|c| text.contains(c.as_str()));
            let (done, planned) = (starts(text, "results"), starts(text, "plans"));
            let said = periods(view, b.span, unit);
            let [one] = said.as_slice() else { return None };
            let same_year = one.year.is_none_or(|y| title.year.is_none_or(|t| t == y));
            let other = done && one.number != title.number && one.number != title.number + 1 || planned && alone && one.number == title.number;
            (!compared && !one.several && same_year).then_some((other, done && one.number == title.number, one.span))
        });
        let found: Vec<(bool, bool, Span)> = found.collect();
        // Where a heading has the period of the title, another one looks back on purpose.
        let looks_back = found.iter().any(|f| f.1);
        if let Some(&(.., odd)) = found.iter().find(|f| f.0).filter(|_| !looks_back) {
            if !out.iter().any(|r| r.stated.span.overlaps(odd)) {
                let slip = Relation::flag(&view.rule.name, odd, vec![title.span], Severity::Warning).variant("heading");
                out.push(slip.detail("title", view.document.words(title.span)));
            }
        }
    }
}

fn is_heading(block: &Block) -> bool {
    let marked = matches!(block.kind, Kind::Numbered(_)) || block.heading > 0 || !block.children.is_empty();
    block.kind != Kind::Cell && marked && block.span.len() <= HEADING
}

/// `hoàn thành trước ngày 15/4/2025` in the plan for 2026.
pub(super) fn deadlines(view: View, out: &mut Vec<Relation>) {
    let blocks = &view.document.blocks;
    let is_title = |at: &usize| view.rule.cues("plan").iter().any(|c| view.document.folded(blocks[*at].span).trim().starts_with(c.as_str()));
    let Some(title) = (0..blocks.len().min(FRONT)).find(is_title) else { return };
    let head = Span::new(blocks[title].span.start, blocks[(title + 1).min(blocks.len() - 1)].span.end);
    let list = &view.claims.words.list;
    let years = view.claims.words.inside(head).filter_map(|i| list.get(i)).filter(|w| w.span().len() == 4);
    let years: Vec<(u32, Span)> = years.filter_map(|w| Some((super::left_year::year_at(view, w.span().start)?, w.span()))).collect();
    let Some(&(year, place)) = years.first().filter(|first| years.iter().all(|y| y.0 == first.0)) else { return };
    for date in view.claims.dates.iter().filter(|d| d.span.start > head.end && d.year_digits == 4 && d.year + 1 == year) {
        let mut start = date.span.start.saturating_sub(AHEAD);
        while !view.document.lower.is_char_boundary(start) {
            start += 1;
        }
        let ahead = view.document.folded(Span::new(start, date.span.start)).trim_end();
        if view.rule.cues("due").iter().any(|c| ahead.ends_with(c.as_str())) {
            let slip = Relation::flag(&view.rule.name, date.span, vec![place], Severity::Warning).variant("deadline");
            out.push(slip.detail("title", year.to_string()));
        }
    }
}
