//! Colons that break down the number right before them: `25 hộ: 9 hộ nghèo, 16 hộ cận nghèo`.

use super::inline::NEAR;
use crate::claims::BreakKind;
use crate::shapes::View;
use crate::source::Span;

/// Colons right behind a total that no cue stands before: the place, the block and the innermost bracket around it.
pub(super) fn of_breakdowns(view: View) -> Vec<(usize, usize, Option<usize>)> {
    let mut out = Vec::new();
    for found in view.claims.breaks.iter().filter(|b| b.kind == BreakKind::Colon) {
        let block = view.document.blocks.partition_point(|b| b.span.start <= found.at).saturating_sub(1);
        let cued = view.claims.cue_before(found.at).is_some_and(|c| c.span.end == found.at);
        if !cued && has_total_close(view, found.at) {
            out.push((found.at, block, found.paren));
        }
    }
    out
}

/// A bare colon breaks down the number right before it; a label between them begins something new.
fn has_total_close(view: View, colon: usize) -> bool {
    let last = view.claims.list.partition_point(|c| c.span.start < colon).checked_sub(1).map(|id| &view.claims.list[id]);
    let between = last.map(|c| Span::new(c.full.end, colon).of(view.document.text()));
    // `khối 6: 5 lớp, khối 7: 5 lớp`: colons that come again label items.
    let block_end = last.map_or(colon, |c| view.document.blocks[c.block].span.end);
    let mut behind = view.claims.breaks_in(Span::new(colon + 1, block_end)).take_while(|b| b.kind != BreakKind::Sentence);
    let again = behind.any(|b| b.kind == BreakKind::Colon);
    !again && between.is_some_and(|words| words.len() <= NEAR / 4 && !words.contains([';', '.', '\n', ')', '%']))
}
