//! `period`: what is held against the very period of the report: `tăng 5% so với tháng 6` in the report on June; the estimate of the month before.

use super::periods;
use super::plan::is_heading;
use crate::document::Kind;
use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest sentence that is looked at, in bytes.
const SENTENCE: usize = 1_000;

pub(super) fn propose(view: View, head: Span, from: usize, out: &mut Vec<Relation>) {
    for unit in view.rule.cues("longer") {
        let titles = periods(view, head, unit);
        let Some(title) = titles.first().filter(|t| !t.several) else { continue };
        let end = planned(view, from).unwrap_or(view.document.lower.len());
        let body = Span::new(head.end.min(end), end);
        let estimates = |p: &super::Period| {
            let ahead = view.document.lower[..p.span.start].trim_end();
            view.rule.cues("estimated").iter().any(|w| ahead.strip_suffix(w.as_str()).is_some_and(|r| !r.ends_with(is_of_word)))
        };
        let said = periods(view, body, unit);
        // Where the period of the title is estimated too, both are told on purpose.
        let estimated = said.iter().any(|p| p.number == title.number && estimates(p));
        for odd in said.iter().filter(|p| !p.several && p.year.is_none_or(|y| title.year.is_none_or(|t| t == y))) {
            let old = odd.number + 1 == title.number && estimates(odd) && !estimated;
            let variant = if old { "estimate" } else { "own_period" };
            let own = odd.number == title.number && (odd.year.is_none() || odd.year == title.year) && is_compared(view, odd, unit);
            if (old || own) && !out.iter().any(|r| r.stated.span.overlaps(odd.span)) {
                let slip = Relation::flag(&view.rule.name, odd.span, vec![title.span], Severity::Warning).variant(variant);
                out.push(slip.detail("title", view.document.words(title.span)));
            }
        }
    }
}

/// Where the part of the report begins that plans.
fn planned(view: View, from: usize) -> Option<usize> {
    let opens = |text: &str| ["plans", "coming"].iter().flat_map(|kind| view.rule.cues(kind)).any(|c| text.starts_with(c.as_str()));
    let block = view.document.blocks.iter().skip(from).filter(|b| is_heading(b)).find(|b| opens(view.document.folded(b.span).trim_start()))?;
    Some(block.span.start)
}

/// `tăng 5% so với tháng 6`, in a sentence that speaks of no other period and plans nothing.
fn is_compared(view: View, odd: &super::Period, unit: &str) -> bool {
    let lower = view.document.lower.as_str();
    let Some(id) = view.document.blocks.partition_point(|b| b.span.start <= odd.span.start).checked_sub(1) else { return false };
    let ahead = lower[..odd.span.start].trim_end();
    let compares = view.rule.cues("compares").iter().any(|w| ahead.strip_suffix(w.as_str()).is_some_and(|r| !r.ends_with(is_of_word)));
    if !compares || matches!(view.document.blocks[id].kind, Kind::Cell | Kind::Note) {
        return false;
    }
    let sentence = Span::new(view.claims.sentence_start(view.document, id, odd.span.start), view.claims.sentence_end(view.document, id, odd.span.end));
    if sentence.len() > SENTENCE {
        return false;
    }
    let text = view.document.folded(sentence);
    // The year, or what stands for the year before, may follow.
    let behind = lower.get(odd.span.end..sentence.end).unwrap_or("");
    let other = view.rule.cues("other_time").iter().any(|w| behind.trim_start().starts_with(w.as_str()));
    let looks_ahead = view.rule.cues("ahead").iter().any(|w| text.contains(w.as_str()));
    let others =
        view.rule.cues("longer").iter().map(|u| periods(view, sentence, u).iter().filter(|p| u != unit || p.number != odd.number).count()).sum::<usize>();
    let months = view.rule.cues("part_of_year").iter().filter(|w| w.split_whitespace().count() > 1).any(|w| places(text, w.trim_end()).next().is_some());
    !other && !looks_ahead && others == 0 && !months
}
