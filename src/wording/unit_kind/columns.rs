//! Columns whose figures deny the unit over them: values in đồng under `(tỷ đồng)`, a share that nobody multiplied by 100 among percents.

use super::MOST;
use crate::document::{BlockId, Table};
use crate::facts::grid::Grid;
use crate::facts::unit::Scaled;
use crate::quantity::Measure;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rust_decimal::Decimal;

/// Fewest percents of a column beside which a share is odd.
const PERCENTS: usize = 3;
/// Decimals of a share, where percents have fewer.
const DECIMALS: usize = 3;

/// A cell of a column that is a number, and what it says.
type Figure<'a> = (BlockId, &'a str);

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in view.document.tables.iter().filter(|table| may_deny(view, table)) {
        let grid = Grid::read(view.document, view.claims, view.lexicon, table);
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        for column in 0..width {
            let figures: Vec<Figure> =
                table.rows.iter().filter_map(|row| row.get(column)).map(|&id| (id, text(view, id))).filter(|(_, t)| is_figure(t)).collect();
            money(view, &grid, column, &figures, out);
            if matches!(unit(&grid, column), Some((Measure::Percent, _))) {
                shares(view, &figures, out);
            }
        }
    }
}

/// The unit that the head of a column gives, or the line over the table.
fn unit(grid: &Grid, column: usize) -> Option<&Scaled> {
    grid.units.get(column).and_then(Option::as_ref).or(grid.unit.as_ref())
}

/// The unit as its head or line writes it, in brackets or behind a colon.
fn named(text: &str) -> Option<&str> {
    let bracket = text.trim().strip_suffix(')').and_then(|t| t.rsplit_once('('));
    bracket.or_else(|| text.rsplit_once(':')).map(|(_, unit)| unit.trim())
}

/// A quick look: a figure of so many digits, or of a share.
fn may_deny(view: View, table: &Table) -> bool {
    table.rows.iter().flatten().map(|&id| text(view, id)).any(|t| is_figure(t) && (digits(t) > MOST[0].1 || is_share(t)))
}

fn text(view: View<'_>, id: BlockId) -> &str {
    view.document.blocks.get(id).map_or("", |b| view.document.folded(b.span).trim())
}

fn is_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// The digits before the decimals.
fn digits(text: &str) -> usize {
    text.split(',').next().unwrap_or("").bytes().filter(u8::is_ascii_digit).count()
}

/// `Vốn (tỷ đồng)`, or `Đơn vị tính: tỷ đồng`, over values in đồng.
fn money(view: View, grid: &Grid, column: usize, figures: &[Figure], out: &mut Vec<Relation>) {
    let Some((Measure::Unit(_), scale)) = unit(grid, column) else { return };
    let Some((_, most)) = MOST.iter().find(|(unit, _)| Decimal::from(*unit) == *scale) else { return };
    let long: Vec<Span> = figures.iter().filter(|(_, t)| digits(t) > *most).filter_map(|(id, _)| Some(view.document.blocks.get(*id)?.span)).collect();
    let Some(&first) = long.first().filter(|_| long.len() * 2 > figures.len()) else { return };
    if !out.iter().any(|r| matches!(r.variant, "absurd" | "column")) {
        let head = grid.heads.get(column).and_then(|heads| heads.last());
        let at = head.and_then(|&id| view.document.blocks.get(id)).map_or(first, |b| b.span);
        let unit = named(view.document.words(at)).or_else(|| grid.captions.iter().find_map(|&id| named(view.document.block_text(id)))).unwrap_or_default();
        out.push(Relation::flag(&view.rule.name, at, long, Severity::Warning).variant("column").detail("unit", unit));
    }
}

/// `0,1240` among `95,2` and `88,1`: a share, where the column has percents.
fn shares(view: View, figures: &[Figure], out: &mut Vec<Relation>) {
    let (shares, percents): (Vec<&Figure>, Vec<&Figure>) = figures.iter().partition(|(_, t)| is_share(t));
    let percent = |t: &str| !t.starts_with("0,") && t.split_once(',').is_none_or(|(_, decimals)| decimals.len() < DECIMALS);
    let &[&(id, _)] = shares.as_slice() else { return };
    if percents.len() >= PERCENTS && percents.iter().all(|(_, t)| percent(t)) {
        let at = view.document.blocks.get(id).map_or(Span::default(), |b| b.span);
        out.push(Relation::flag(&view.rule.name, at, Vec::new(), Severity::Warning).variant("share"));
    }
}

fn is_share(text: &str) -> bool {
    text.strip_prefix("0,").is_some_and(|decimals| decimals.len() >= DECIMALS && !decimals.contains(','))
}
