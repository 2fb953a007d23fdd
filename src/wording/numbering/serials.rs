//! The column of serial numbers of a table: `1, 2, 4, 5`, `1, 2, 2, 3`, `1, 2, 9, 4`.

use super::{flag, Break};
use crate::document::Table;
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;

/// Fewest numbered rows, and where only one of them is out of its place.
const ROWS: usize = 5;
const FEW: usize = 4;
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
        // Each part of a table may begin anew.
        let mut is_wrong = false;
        for part in numbers.chunk_by(|_, next| next.0 != 1) {
            if let Some(at) = out_of_place(part) {
                flag(view, part[at].1, part[at - 1].1, Break::Wrong, &(at + 1).to_string(), out);
                is_wrong = true;
            }
        }
        if is_wrong {
            continue;
        }
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

/// The only row whose number is not that of its place: `1, 2, 9, 4, 5`. The last row may be taken from farther on in a longer list, unless its number
/// is one digit away from the right one (`20, 27`).
fn out_of_place(numbers: &[(u32, Span)]) -> Option<usize> {
    let wrong: Vec<usize> = (0..numbers.len()).filter(|&at| u32::try_from(at + 1) != Ok(numbers[at].0)).collect();
    let &[at] = &wrong[..] else { return None };
    if at == 0 {
        return None;
    }
    let is_last = at + 1 == numbers.len();
    let (written, due) = (numbers[at].0.to_string(), (at + 1).to_string());
    let one_digit = written.len() == due.len() && written.bytes().zip(due.bytes()).filter(|(a, b)| a != b).count() == 1;
    let is_sure = if is_last { numbers.len() >= ROWS && one_digit && numbers[at].0 > numbers[at - 1].0 + 2 } else { numbers.len() >= FEW };
    is_sure.then_some(at)
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
