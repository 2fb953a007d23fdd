//! A total and its parts down the lines of an outline: headings over paragraphs, totals over lines of another mark, lists beneath them.

use super::parts;
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document};
use crate::facts::outline::{self, Line};
use crate::lexicon::Lexicon;
use crate::relations::evidence::Feature;
use crate::relations::Relation;

/// Lines after a total that are looked at.
const REACH: usize = 300;
/// Most parts of one list.
const PARTS: usize = 150;
/// Lists after one total: by source, by level, by unit.
const LISTS: usize = 4;

/// Proposes the breakdowns of all lines.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let lines = outline::lines(document, claims, lexicon);
    for (at, line) in lines.iter().enumerate() {
        let Some(whole) = line.figure else { continue };
        let found = lists(document, claims, &lines, at, whole);
        for (nth, list) in found.iter().enumerate() {
            // `parts` proposes the items beneath a total.
            if list.parts.len() > 1 && !list.all_items {
                offer(claims, line, whole, (nth, list), out);
            }
        }
    }
}

/// Lines of one mark whose figures have the unit of a total.
struct List {
    parts: Vec<(BlockId, ClaimId)>,
    mark: outline::Mark,
    depth: usize,
    /// They are all the items beneath the total.
    all_items: bool,
    /// Another total follows them at once.
    before_total: bool,
}

/// The lists that follow a total within its section.
fn lists(document: &Document, claims: &Claims, lines: &[Line], at: usize, whole: ClaimId) -> Vec<List> {
    let total = &lines[at];
    let measure = &claims.list[whole].quantity.measure;
    let mut out: Vec<List> = Vec::new();
    let mut open = false;
    for line in lines[at + 1..].iter().take(REACH) {
        // Lines like the total are its parts only where it is called one.
        if line.depth < total.depth || line.depth == total.depth && !total.total {
            break;
        }
        if open && out.last().is_some_and(|list| line.depth > list.depth) {
            continue;
        }
        let Some(part) = line.figure.filter(|&id| claims.list[id].quantity.measure == *measure) else {
            open = false;
            continue;
        };
        let many = out.len();
        let last = out.last_mut().filter(|list| open && list.mark == line.mark);
        if line.total && line.depth <= total.depth {
            if let Some(list) = last {
                list.before_total = true;
            }
            break;
        }
        match last {
            Some(list) if list.parts.len() < PARTS => list.parts.push((line.block, part)),
            _ if many < LISTS => {
                out.push(List { parts: vec![(line.block, part)], mark: line.mark, depth: line.depth, all_items: false, before_total: false });
            }
            _ => break,
        }
        open = true;
    }
    let items = document.items(total.block);
    for list in &mut out {
        list.all_items = list.parts.len() == items.len() && list.parts.iter().zip(&items).all(|(p, i)| p.0 == *i);
    }
    out
}

/// A list as the parts of a total, and its beginnings.
fn offer(claims: &Claims, line: &Line, whole: ClaimId, (nth, list): (usize, &List), out: &mut Vec<Relation>) {
    let beneath = list.depth > line.depth;
    let parts: Vec<ClaimId> = list.parts.iter().map(|p| p.1).collect();
    let name = match (line.total, beneath) {
        (true, true) => "total-above",
        (true, false) => "total-before",
        (false, true) => "above",
        (false, false) => "before",
    };
    let cut = if list.before_total { "to-next-total" } else { "whole" };
    let features = [Feature("outline", name), Feature("list", ["first", "later"][nth.min(1)]), Feature("cut", cut)];
    out.push(parts::sum(claims, whole, &parts, ("outline", "lines"), &features));
}
