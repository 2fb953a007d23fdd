//! A row of a table that was pasted again right below itself: the same name with the same figures.

use crate::document::Table;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest figures of a row that tell it.
const FIGURES: usize = 2;
/// Fewest words of its name.
const NAME: usize = 2;
/// Fewest digits of the longest figure: rows of small counts are alike by chance.
const DIGITS: usize = 3;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        check(view, table, out);
    }
}

fn check(view: View, table: &Table, out: &mut Vec<Relation>) {
    let mut before: Option<(Vec<&str>, Span)> = None;
    for row in table.rows.iter().skip(table.head) {
        let cells: Vec<(Span, &str)> =
            row.iter().filter_map(|&id| view.document.blocks.get(id)).map(|b| (b.span, view.document.folded(b.span).trim())).collect();
        // The number of the row is not part of what it says.
        let Some(name) = cells.iter().position(|(_, text)| text.contains(is_letter)) else { continue };
        let said: Vec<&str> = cells[name..].iter().map(|(_, text)| *text).collect();
        let figures: Vec<&&str> = said.iter().skip(1).filter(|t| t.starts_with(|c: char| c.is_ascii_digit()) && !t.contains(is_letter)).collect();
        let long = figures.iter().any(|t| t.bytes().filter(u8::is_ascii_digit).count() >= DIGITS);
        if figures.len() < FIGURES || !long || said[0].split_whitespace().count() < NAME {
            before = None;
            continue;
        }
        let here = cells[name].0;
        if let Some((_, first)) = before.as_ref().filter(|(row, _)| *row == said) {
            out.push(Relation::flag(&view.rule.name, here, vec![*first], Severity::Warning).variant("row"));
        }
        before = Some((said, here));
    }
}
