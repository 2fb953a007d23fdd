//! The column of serial numbers of a table: `1, 2, 4, 5`, `1, 2, 2, 3`.

use super::{flag, Break};
use crate::document::Table;
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;

/// Fewest numbered rows.
const ROWS: usize = 5;
/// Rows at the top of a table that may name its columns.
const HEAD: usize = 3;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let Some(head) = head(view, table) else { continue };
        let cells = table.rows.iter().skip(head + 1).filter_map(|row| row.first()).filter_map(|&id| view.document.blocks.get(id)).map(|b| b.span);
        let numbers: Vec<(u32, Span)> = cells.filter_map(|span| Some((number(view.document.words(span))?, span))).collect();
        // The numbers of the columns stand above those of the rows.
        let numbers = if let [first, second, ..] = numbers[..] {
            if (first.0, second.0) == (1, 1) {
                &numbers[1..]
            } else {
                &numbers[..]
            }
        } else {
            continue;
        };
        if numbers.len() < ROWS || numbers.first().is_none_or(|n| n.0 != 1) {
            continue;
        }
        let breaks: Vec<usize> = (1..numbers.len()).filter(|&i| numbers[i].0 != numbers[i - 1].0 + 1).collect();
        // More breaks are parts that begin anew, or a list that is an extract.
        let [at] = breaks[..] else { continue };
        let (last, this) = (numbers[at - 1], numbers[at]);
        let found = if this.0 == last.0 && at + 1 < numbers.len() {
            Break::Again
        } else if this.0 == last.0 + 2 && at >= 2 {
            Break::Skip
        } else {
            continue;
        };
        flag(view, this.1, last.1, found, &(last.0 + 1).to_string(), out);
    }
}

/// The row that names the first column as that of serial numbers.
fn head(view: View, table: &Table) -> Option<usize> {
    let named = |id: &usize| {
        let text = view.document.blocks.get(*id).map_or("", |b| view.document.folded(b.span).trim());
        view.rule.cues("serial").iter().any(|c| c == text)
    };
    table.rows.iter().take(HEAD).position(|row| row.first().is_some_and(named))
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('.');
    (text.len() <= 3).then(|| text.parse().ok()).flatten()
}
