//! The report itself: its title, and the months in which it was written.

use super::View;
use crate::claims::DateClaim;
use crate::document::{Block, Kind};
use crate::phrases::is_year;
use crate::source::Span;

/// How many blocks hold head and title, and how many of them the title has.
const FRONT: usize = 30;
const TITLE: usize = 4;
/// Longest line with place and day, in bytes.
const DATELINE: usize = 120;
/// Longest line of a title, in bytes.
const LINE: usize = 240;

/// A kind of paper opens the block, as in a title: `Báo cáo`, `Tờ trình`.
pub(super) fn opens_title(view: View, block: &Block) -> bool {
    let text = view.document.folded(block.span).trim_start();
    view.lexicon.list("report_titles").iter().any(|t| text.strip_prefix(t.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n'])))
}

/// The title of a report, with the lines below it up to the first section.
pub fn title(view: View) -> Option<Span> {
    let blocks = &view.document.blocks;
    let first = blocks.iter().take(FRONT).position(|b| opens_title(view, b))?;
    // Sections and sentences are behind it, and so is what cites another paper.
    let ends = |at: &usize| {
        let span = blocks[*at].span;
        let closed = view.document.folded(span).trim_end().ends_with(['.', ';', ':']);
        matches!(blocks[*at].kind, Kind::Numbered(_)) || span.len() > LINE || closed || view.claims.citations.iter().any(|c| span.covers(c.span))
    };
    let end = (first + 1..(first + TITLE).min(blocks.len())).find(ends);
    let last = end.unwrap_or((first + TITLE).min(blocks.len())) - 1;
    Some(Span::new(blocks[first].span.start, blocks[last].span.end))
}

/// The months, counted from the beginning of our calendar, in one of which the report says `đến nay`.
pub fn now(view: View) -> Option<(u32, u32)> {
    if let Some(date) = dateline(view) {
        let month = date.year * 12 + date.month - 1;
        return Some((month, month));
    }
    let title = title(view)?;
    let words = view.claims.words.inside(title).filter_map(|at| view.claims.words.list.get(at)).map(|w| w.span()).map(|s| s.of(&view.document.lower));
    let years: Vec<u32> = words.filter(|word| is_year(word)).filter_map(|word| word.parse().ok()).collect();
    let (first, last) = (*years.iter().min()?, *years.iter().max()?);
    // A title of this year and the next one plans; a longer period tells no year.
    (last <= first + 1).then_some((first * 12, last * 12 + 11))
}

/// `Xuân Lập, ngày 20 tháng 6 năm 2025` in the head.
pub fn dateline<'a>(view: View<'a>) -> Option<&'a DateClaim> {
    let blocks = &view.document.blocks;
    let front = blocks.get(FRONT).or(blocks.last())?.span.end;
    let dates = view.claims.dates.iter().take_while(|d| d.span.end <= front);
    { dates }.find(|date| {
        let Some(block) = blocks.get(date.block).filter(|b| b.span.len() <= DATELINE) else { return false };
        let ahead = view.document.folded(Span::new(block.span.start, date.span.start)).trim_end();
        let bare = view.rule.cues("calendar").iter().find_map(|w| ahead.strip_suffix(w.as_str())).unwrap_or(ahead);
        let behind = view.document.folded(Span::new(date.span.end, block.span.end));
        let place = bare.trim_end_matches([' ', '…', '.', '_']).strip_suffix(',').is_some_and(|p| !p.contains(|c: char| c.is_ascii_digit() || c == ','));
        place
            && behind.trim_matches([' ', '*', '_', '|', '.']).is_empty()
            && date.year_digits == 4
            && (1..=12).contains(&date.month)
            && (1990..=2100).contains(&date.year)
    })
}
