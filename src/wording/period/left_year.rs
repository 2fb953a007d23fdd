//! `period`: a year that was left over from the report of another year: one comparison among many, and the heading of what is planned.

use crate::document::Kind;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// How many comparisons must name the same year for one with another year to be odd.
const SERIES: usize = 3;
/// Longest heading, in bytes.
const HEADING: usize = 240;

pub(super) fn propose(view: View, head: Span, out: &mut Vec<Relation>) {
    compared(view, Span::new(head.end, view.document.lower.len()), out);
    planned(view, head, out);
}

pub(super) fn year_at(view: View, at: usize) -> Option<u32> {
    let lower = view.document.lower.as_str();
    let ends = lower.get(at + 4..).is_some_and(|rest| !rest.starts_with(is_of_word) && !rest.starts_with(['-', '–', '/']));
    lower.get(at..at + 4)?.parse().ok().filter(|y| ends && (1990..=2100).contains(y))
}

/// `so với cùng kỳ năm 2022` in a report that holds everything else against 2023.
fn compared(view: View, body: Span, out: &mut Vec<Relation>) {
    let mut found: Vec<(u32, usize)> = Vec::new();
    let compares = |at: usize| view.rule.cues("same_period").iter().any(|cue| view.document.lower[..at].ends_with(cue.as_str()));
    let is_in_body = |word: &Span| body.start <= word.start && word.start < body.end;
    for at in view.claims.words.with_digit().map(|word| word.span()).filter(|word| word.len() == 4 && is_in_body(word)).map(|word| word.start) {
        found.extend(year_at(view, at).filter(|_| compares(at)).map(|year| (year, at)));
    }
    found.sort_unstable();
    found.dedup();
    let times = |year: u32| found.iter().filter(|f| f.0 == year).count();
    let Some(main) = found.iter().map(|f| f.0).max_by_key(|&y| times(y)) else { return };
    let odd: Vec<&(u32, usize)> = found.iter().filter(|f| f.0 != main).collect();
    let ([odd], true) = (&odd[..], times(main) >= SERIES) else { return };
    let place = |at: usize| Span::new(at, at + 4);
    let others = found.iter().filter(|f| f.0 == main).map(|f| place(f.1)).collect();
    let slip = Relation::flag(&view.rule.name, place(odd.1), others, Severity::Warning).variant("other_year");
    out.push(slip.detail("title", main.to_string()));
}

/// `PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024` in the report on 2025.
fn planned(view: View, head: Span, out: &mut Vec<Relation>) {
    let words = |span: Span| view.claims.words.inside(span).filter_map(|i| view.claims.words.list.get(i)).filter(|w| w.span().len() == 4);
    let years = |span: Span| words(span).filter_map(|w| Some((year_at(view, w.span().start)?, w.span()))).collect::<Vec<_>>();
    let titled = years(head);
    let Some(&(year, place)) = titled.first().filter(|first| titled.iter().all(|t| t.0 == first.0)) else { return };
    for block in view.document.blocks.iter().filter(|b| b.span.start >= head.end && b.kind != Kind::Cell && b.span.len() <= HEADING) {
        let text = view.document.folded(block.span).trim_start();
        let plans = view.rule.cues("plans").iter().any(|c| text.starts_with(c.as_str()));
        let is_heading = !block.children.is_empty() || block.heading > 0 || !view.document.words(block.span).contains(char::is_lowercase);
        if !plans || !is_heading || view.claims.citations.iter().any(|c| block.span.covers(c.span)) {
            continue;
        }
        if let [(said, span)] = years(block.span)[..] {
            if said < year {
                let slip = Relation::flag(&view.rule.name, span, vec![place], Severity::Warning).variant("past_plan");
                out.push(slip.detail("title", year.to_string()));
            }
        }
    }
}
