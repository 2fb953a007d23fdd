//! Rows whose names say what they are calculated from: `Kết dư (A-B)`, `Tổng cộng (I+II)`, `Còn lại (1 + 2 - 3)`.

use super::{kin, sum};
use crate::claims::Claims;
use crate::facts::{Cell, Records};
use crate::phrases::is_of_word;
use crate::relations::evidence::{Feature, Law};
use crate::relations::{Certainty, Relation};

/// Letters of the longest mark in a formula (`VIII`).
const MARK: usize = 4;

/// Proposes, in each column, what the bracket in the name of a row says.
pub(super) fn propose(claims: &Claims, records: &Records, out: &mut Vec<Relation>) {
    for (at, row) in records.rows.iter().enumerate() {
        let Some(rows) = formula(&row.name).and_then(|terms| rows(records, at, &terms)) else { continue };
        for column in 0..records.plain {
            let cell = |&(row, minus): &(usize, bool)| {
                let cell = records.cell(row, column)?;
                Some(Cell { value: if minus { -cell.value } else { cell.value }, ..*cell })
            };
            let parts: Option<Vec<Cell>> = rows.iter().map(cell).collect();
            let Some((own, parts)) = records.cell(at, column).zip(parts) else { continue };
            let way = kin(&(claims.list[own.claim].span.start, &rows));
            let said = |relation: Relation| {
                let start = relation.stated.span.start;
                Relation { may_be_partial: false, ..relation.sure(Certainty::Certain).reading(start, way, 0).kin(way) }
            };
            out.extend(sum(claims, own, &parts, Law::Column, vec![(Feature("way", "formula"), 1.0)], true).map(said));
        }
    }
}

/// The marks in the bracket of a name, in lower case, each with whether it is taken off; nothing where it holds anything else.
fn formula(name: &str) -> Option<Vec<(String, bool)>> {
    let inside = |open: usize| name[open + 1..].split(')').next();
    name.match_indices('(').filter_map(|(open, _)| inside(open)).find_map(|text| {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if "–−".contains(c) { '-' } else { c }).collect();
        let mut out = Vec::new();
        let (mut minus, mut start) = (false, 0);
        for (at, c) in text.char_indices().chain([(text.len(), '+')]).filter(|(_, c)| "+-".contains(*c)) {
            let mark = text.get(start..at).filter(|m| !m.is_empty() && m.len() <= MARK && m.chars().all(is_of_word))?;
            out.push((mark.to_owned(), minus));
            (minus, start) = (c == '-', at + 1);
        }
        (out.len() > 1).then_some(out)
    })
}

/// The rows that have these marks; nothing where a mark stands nowhere else or at more than one row.
fn rows(records: &Records, own: usize, terms: &[(String, bool)]) -> Option<Vec<(usize, bool)>> {
    let row = |(mark, minus): &(String, bool)| {
        let bare = |text: &str| text.trim_matches(|c: char| !is_of_word(c)).to_lowercase();
        let mut found = (0..records.rows.len()).filter(|&r| r != own && bare(&records.rows[r].mark) == *mark);
        let first = found.next()?;
        found.next().is_none().then_some((first, *minus))
    };
    terms.iter().map(row).collect()
}
