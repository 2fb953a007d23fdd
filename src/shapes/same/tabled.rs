//! An amount in the sentence that announces a table against the total row of that table: `Tổng kế hoạch vốn là 97.860 triệu đồng, cụ thể:`.

use super::View;
use crate::claims::{kinds, labels, Claim, ClaimId};
use crate::document::{BlockId, Table};
use crate::lexicon::{split_words, PartsCue};
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::rulebook::Severity;

/// A column of a table: what its head says, and its number in the total row.
struct Column {
    head: Vec<String>,
    text: String,
    total: ClaimId,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        let Some(lead) = table.lead else { continue };
        let columns = columns(view, table);
        let announced = view.document.block_text(lead).trim_end().ends_with(':');
        for id in view.claims.of_block(lead) {
            let claim = &view.claims.list[id];
            // Behind `trong đó` stands a part of the total.
            let start = view.claims.sentence_start(view.document, lead, claim.span.start);
            let part = super::is_part(view, start, claim.span.start);
            if part || claim.is_change() || claim.paren.is_some() || !matches!(claim.quantity.measure, Measure::Unit(_) | Measure::Percent) {
                continue;
            }
            let label = labels::words(view.document.folded(claim.label), view.lexicon);
            let fits = |c: &&Column| c.head.iter().all(|w| label.contains(w)) && names_unit(view, claim, &c.text);
            let mut found = columns.iter().filter(fits);
            let (Some(column), None) = (found.next(), found.next()) else { continue };
            let certainty = if announced { Certainty::Certain } else { Certainty::Possible };
            out.push(Relation { ceiling: Severity::Warning, ..relation(view, id, column.total).sure(certainty) });
        }
    }
}

fn relation(view: View, id: ClaimId, total: ClaimId) -> Relation {
    let (claim, cell) = (&view.claims.list[id], &view.claims.list[total]);
    let mut stated = Term::of(id, claim, TermRole::Stated);
    let mut other = Term::of(total, cell, TermRole::Same);
    other.quantity = Some(kinds::in_unit_of(claim, cell));
    if let (Some(a), Some(b)) = (&mut stated.quantity, &mut other.quantity) {
        super::sharpen(a, b);
    }
    Relation::new(&view.rule.name, Form::Equal, stated, vec![other]).variant("table")
}

/// The columns of a table that has one total row, each with what its head says.
fn columns(view: View, table: &Table) -> Vec<Column> {
    let mut totals = table.rows.iter().skip(table.head).filter(|row| row.iter().take(2).any(|&cell| is_total(view, cell)));
    let (Some(row), None) = (totals.next(), totals.next()) else { return Vec::new() };
    let read = |(at, &cell): (usize, &BlockId)| {
        let mut numbers = view.claims.of_block(cell);
        let (Some(total), None) = (numbers.next(), numbers.next()) else { return None };
        let heads = table.rows.iter().take(table.head).filter_map(|row| row.get(at)).map(|&c| view.document.folded(view.document.blocks[c].span));
        let text = heads.collect::<Vec<_>>().join(" ");
        let name = text.split('(').next().unwrap_or("");
        let head = labels::words(name, view.lexicon);
        (!head.is_empty()).then_some(Column { head, text, total })
    };
    row.iter().enumerate().filter_map(read).collect()
}

fn is_total(view: View, cell: BlockId) -> bool {
    let text = view.document.folded(view.document.blocks[cell].span);
    matches!(view.lexicon.parts.at(split_words(text)), Some((PartsCue::Total, len)) if split_words(text).count() <= len + 1)
}

/// The head of the column names the unit of the amount (or its cells do), so that the two can be compared.
fn names_unit(view: View, claim: &Claim, head: &str) -> bool {
    let unit = view.document.folded(claim.full).get(claim.span.end - claim.full.start..).unwrap_or("").trim();
    !unit.is_empty() && head.contains(unit)
}
