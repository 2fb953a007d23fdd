//! `period`: the year of a plan in the head of a table: `kế hoạch | năm 2022 (%)` beside columns of 2023.

use super::left_year::year_at;
use crate::document::Table;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// So many rows of a table may be its head.
const HEAD: usize = 12;
/// Fewest other cells of the row that name their year.
const OTHERS: usize = 2;

/// Results of a year are held against the plan of the same year.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        for at in 1..table.rows.len().min(HEAD) {
            plan(view, table, at, out);
        }
    }
}

fn plan(view: View, table: &Table, at: usize, out: &mut Vec<Relation>) {
    let span = |row: usize, column: usize| table.rows[row].get(column).and_then(|&id| view.document.blocks.get(id)).map(|b| b.span);
    let above = |column: usize| span(at - 1, column).map_or("", |s| view.document.folded(s).trim());
    let plans = |column: &usize| view.rule.cues("plan").iter().any(|w| above(*column).ends_with(w.as_str()));
    let year = |column: usize| {
        let cell = span(at, column)?;
        let text = view.document.folded(cell);
        let skipped = text.find(|c: char| c.is_ascii_digit())?;
        let word = text[..skipped].trim();
        let named = word.is_empty() || view.rule.cues("year").iter().any(|w| w.trim() == word);
        let place = Span::new(cell.start + skipped, cell.start + skipped + 4);
        year_at(view, place.start).filter(|_| named).map(|year| (year, place))
    };
    for column in (0..table.rows[at].len()).filter(plans) {
        let Some((said, place)) = year(column) else { continue };
        // Columns that are held against something else name the year before.
        let others: Vec<(u32, Span)> = (0..table.rows[at].len()).filter(|c| !plans(c)).filter_map(year).collect();
        let [first, rest @ ..] = &others[..] else { continue };
        if others.len() >= OTHERS && rest.iter().all(|o| o.0 == first.0) && first.0 == said + 1 {
            let slip = Relation::flag(&view.rule.name, place, others.iter().map(|o| o.1).collect(), Severity::Warning).variant("plan_year");
            out.push(slip.detail("title", first.0.to_string()));
        }
    }
}
