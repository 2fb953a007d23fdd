//! Rows that are rates of other rows: in a form with one row an indicator, `%` stands in the column of units and its two amounts in rows nearby.

use super::term;
use crate::claims::Claims;
use crate::facts::{Cell, Records};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Relation, TermRole};

/// Rows before and after a rate that may hold its amounts.
const REACH: usize = 4;
/// Shortest name that a rate may carry in its own (`so với GRDP`), in letters.
const NAMED: usize = 3;

/// In longer records only the rows nearby are looked at: names would be compared all with all.
const MANY: usize = 150;
/// Rows that are looked at for one rate.
const CANDIDATES: usize = 12;

/// Fewest percents of one row that speak for each other.
const COLUMNS: usize = 4;

/// Proposes the amounts of all rows whose unit is the percent.
pub(super) fn propose(claims: &Claims, records: &Records, out: &mut Vec<Relation>) {
    for (row, own) in records.rows.iter().enumerate().filter(|(_, r)| r.percent) {
        let candidates: Vec<(usize, &'static str)> = rows_of(records, row).filter_map(|r| Some((r, place(records, row, r)?))).take(CANDIDATES).collect();
        let children = records.dotted(row);
        let (first, columns) = (own.cells.iter().flatten().next().map(|cell| cell.claim), own.cells.iter().flatten().count());
        for column in 0..records.width {
            let Some(stated) = own.cells.get(column).and_then(Option::as_ref) else { continue };
            for (part_at, whole_at) in pairs(&candidates) {
                let (Some(part), Some(whole)) = (records.cell(part_at.0, column), records.cell(whole_at.0, column)) else { continue };
                if part.value > 0 && part.value <= whole.value {
                    let both = children.contains(&part_at.0) && children.contains(&whole_at.0);
                    let relation = share(claims, stated, part, whole, [part_at.1, whole_at.1], both);
                    // The percents of one row are of the same two rows; with a few columns the others say too little.
                    let kin = || super::kin(&("rates", first, part_at.0, whole_at.0));
                    out.push(if columns >= COLUMNS { relation.kin(kin()) } else { relation });
                }
            }
        }
    }
}

fn pairs<'a>(rows: &'a [(usize, &'static str)]) -> impl Iterator<Item = ((usize, &'static str), (usize, &'static str))> + 'a {
    rows.iter().flat_map(move |&part| rows.iter().filter(move |whole| whole.0 != part.0).map(move |&whole| (part, whole)))
}

/// The rows that are looked at for the rate in a row.
fn rows_of(records: &Records, rate: usize) -> std::ops::Range<usize> {
    match records.rows.len() {
        all if all <= MANY => 0..all,
        all => rate.saturating_sub(REACH)..(rate + REACH + 1).min(all),
    }
}

/// Where a row stands from the rate's, if it may hold one of its amounts.
fn place(records: &Records, rate: usize, row: usize) -> Option<&'static str> {
    let other = &records.rows[row];
    if other.percent {
        return None;
    }
    let (name, carried) = (records.rows[rate].name.as_str(), other.name.trim());
    let named = carried.chars().count() >= NAMED && name.contains(carried);
    match (row > rate, row.abs_diff(rate)) {
        _ if named => Some("named"),
        (true, 1) => Some("+1"),
        (true, 2) => Some("+2"),
        (true, d) if d <= REACH => Some("+3"),
        (false, 1) => Some("-1"),
        (false, 2) => Some("-2"),
        (false, d) if d <= REACH => Some("-3"),
        _ => None,
    }
}

fn share(claims: &Claims, stated: &Cell, part: &Cell, whole: &Cell, places: [&'static str; 2], children: bool) -> Relation {
    let terms = vec![term(claims, part, part.whole, TermRole::Part), term(claims, whole, whole.whole, TermRole::Whole)];
    let mut stated = term(claims, stated, false, TermRole::Stated);
    if let Some(quantity) = stated.quantity.as_mut() {
        quantity.measure = crate::quantity::Measure::Percent;
    }
    let mut features = vec![(Feature("part-row", places[0]), 1.0), (Feature("whole-row", places[1]), 1.0)];
    if children {
        features.push((Feature("amounts-beneath", ""), 1.0));
    }
    let relation = Relation::new("percent-mismatch", Form::Share, stated, terms).sure(Certainty::Possible);
    Relation { features, ..relation }
}
