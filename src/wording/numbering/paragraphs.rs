//! Numbers in brackets that open paragraphs: `(1) …`, `(2) …`, `(4) …`, each on its own line.

use super::{flag, judge_list, Break};
use crate::document::{Block, Kind};
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;

/// Largest number of such a list.
const MOST: u32 = 40;
/// Most blocks from one of its items to the next one.
const NEAR: usize = 12;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let blocks = view.document.blocks.iter().enumerate().filter(|(_, b)| matches!(b.kind, Kind::Bullet(_)));
    let marks: Vec<(u32, usize, Span)> = blocks.filter_map(|(id, b)| mark(view, b).map(|(n, at)| (n, id, at))).collect();
    let mut last: Option<(u32, usize, Span)> = None;
    for (at, &item) in marks.iter().enumerate() {
        let (number, id, place) = item;
        let Some((before, from, seen)) = last.filter(|l| number != 1 && id - l.1 <= NEAR) else {
            last = (number == 1).then_some(item);
            continue;
        };
        let next = marks.get(at + 1).map(|m| m.0);
        let between = || view.document.words(Span::new(seen.end, place.start));
        let is_told = || between().contains(&format!("({})", before + 1)) || between().contains(['…', '[']) || between().contains("...");
        if judge_list(before, number, next, 1) == Some(Break::Skip) && !is_told() && from < id {
            flag(view, place, seen, Break::Skip, &format!("({})", before + 1), out);
        } else if number != before + 1 {
            last = None;
            continue;
        }
        last = Some(item);
    }
}

/// The number that opens a block, and where it stands: `(3) …`, `- (3) …`.
fn mark(view: View, block: &Block) -> Option<(u32, Span)> {
    let at = if block.kind == Kind::Bullet('(') { block.marker } else { block.span };
    let text = view.document.words(at);
    let (lead, open) = (text.len() - text.trim_start().len(), text.trim_start().strip_prefix('(')?);
    let (digits, _) = open.split_once(')')?;
    let number = digits.parse().ok().filter(|n| (1..=MOST).contains(n))?;
    Some((number, Span::new(at.start + lead, at.start + lead + digits.len() + 2)))
}
