//! `unit-kind`: a unit that the row, its siblings or the number itself deny.

mod columns;
mod doubled;
mod measured;
mod scale;

use crate::claims::Claim;
use crate::document::{BlockId, Table};
use crate::language::Language;
use crate::phrases::is_of_word;
use crate::quantity::Measure;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// Fewest rows of one unit that show how the table names what it counts.
const SIBLINGS: usize = 2;
/// Fewest rates of a column that keep within 100 percent before one above it is odd.
const RATES: usize = 5;
/// Rows at the top of a table that may name its columns.
const HEAD: usize = 3;
/// Most digits of an amount by the scale of its unit: the budget of the country has no more.
const MOST: [(u32, usize); 2] = [(1_000_000_000, 8), (1_000_000, 10)];
/// No rate has so many whole digits and decimals too.
const DIGITS: usize = 5;

/// Flags units in tables and percent signs behind amounts.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let lines: Vec<Line> = view.document.tables.iter().flat_map(|table| lines(view, table)).collect();
    rates(view, &lines, out);
    counts(view, &lines, out);
    if view.document.language == Language::Vi {
        amounts(view, out);
    }
    measured::propose(view, out);
    columns::propose(view, out);
    doubled::propose(view, out);
    scale::propose(view, out);
    beside(view, out);
}

/// `127.263,1 %`: an amount of money with a percent sign.
fn amounts(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| c.is_percent() && c.pair.is_none()) {
        let written = view.document.words(claim.span);
        let Some((whole, decimals)) = written.split_once(',') else { continue };
        let digits = whole.bytes().filter(u8::is_ascii_digit).count();
        if digits >= DIGITS && whole.contains('.') && !decimals.is_empty() && !decimals.contains([',', '.']) {
            out.push(flag(view, id, claim, Vec::new()).variant("amount"));
        }
    }
}

/// `Bình quân 7,12 ngày … Bình quân vùng: 7,06 %`: what the same words measure before has another unit, and nearly this value.
fn beside(view: View, out: &mut Vec<Relation>) {
    let start = |c: &Claim| view.document.folded(c.label).split_whitespace().take(2);
    let parts = |c: &Claim| view.document.words(c.span).split_once(',').map(|(whole, decimals)| (whole, decimals.len()));
    // `0,06 điểm phần trăm` is no rate.
    let signed = |c: &Claim| c.is_percent() && c.pair.is_none() && view.document.words(c.full).ends_with('%');
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| signed(c)) {
        let (words, written) = (start(claim), parts(claim));
        if written.is_none() || words.clone().count() < 2 {
            continue;
        }
        let like = |c: &&Claim| matches!(c.quantity.measure, Measure::Unit(_)) && !c.unit_inherited && parts(c) == written && start(c).eq(words.clone());
        let before = view.claims.of_block(claim.block).rev().filter(|&d| d < id).filter_map(|d| view.claims.list.get(d)).find(like);
        if let Some(other) = before {
            let unit = view.document.words(Span::new(other.span.end, other.full.end)).trim();
            out.push(flag(view, id, claim, vec![other.full]).variant("beside").detail("unit", unit));
        }
    }
}

fn flag(view: View, id: usize, claim: &Claim, others: Vec<Span>) -> Relation {
    let stated = Term::of(id, claim, TermRole::Stated);
    Relation { stated, ..Relation::flag(&view.rule.name, claim.span, others, Severity::Warning) }
}

/// A row: what it counts, its unit and its first number behind it.
struct Line<'a> {
    name: &'a str,
    label: Span,
    unit: Span,
    claim: usize,
}

fn lines<'a>(view: View<'a>, table: &Table) -> Vec<Line<'a>> {
    let column = unit_column(view, table);
    column.map_or_else(Vec::new, |column| table.rows.iter().filter_map(|row| line(view, row, column)).collect())
}

fn unit<'a>(view: View<'a>, line: &Line) -> &'a str {
    view.document.folded(line.unit).trim()
}

/// A rate above 100 percent, where nearly all rates of such tables keep within it.
fn rates(view: View, lines: &[Line], out: &mut Vec<Relation>) {
    let rates = lines.iter().filter(|l| unit(view, l) == "%" && is_rate(view, l));
    let (within, above): (Vec<&Line>, Vec<&Line>) = rates.partition(|l| whole(view, l.claim).is_none_or(|n| n <= 100));
    if within.len() < RATES || above.len() * RATES > within.len() {
        return;
    }
    for odd in above {
        let Some(claim) = view.claims.list.get(odd.claim) else { continue };
        out.push(flag(view, odd.claim, claim, vec![odd.unit]).variant("rate").detail("label", view.document.words(odd.label)));
    }
}

/// A row that counts what other rows have as their unit: `Số hồ sơ …` under `Thủ tục`, where rows of `hồ sơ` have `Hồ sơ`.
fn counts(view: View, lines: &[Line], out: &mut Vec<Relation>) {
    let counts = |line: &Line, unit: &str| !unit.is_empty() && line.name.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(is_of_word));
    let mut fitting: BTreeMap<&str, (usize, &Line)> = BTreeMap::new();
    for line in lines.iter().filter(|l| counts(l, unit(view, l))) {
        fitting.entry(unit(view, line)).or_insert((0, line)).0 += 1;
    }
    for this in lines {
        let own = unit(view, this);
        let other = fitting.iter().find(|(u, (times, _))| **u != own && *times >= SIBLINGS && counts(this, u));
        let (Some((_, (_, other))), Some(claim)) = (other.filter(|_| own != "%" && !counts(this, own)), view.claims.list.get(this.claim)) else { continue };
        let slip = flag(view, this.claim, claim, vec![this.unit, other.unit]).variant("row");
        out.push(slip.detail("unit", view.document.words(this.unit).trim()).detail("other", view.document.words(other.unit).trim()));
    }
}

/// The column that the head calls `Đơn vị tính`.
fn unit_column(view: View, table: &Table) -> Option<usize> {
    let says = |id: &BlockId| view.document.blocks.get(*id).is_some_and(|b| view.rule.cues("column").iter().any(|c| view.document.folded(b.span).trim() == c));
    table.rows.iter().take(table.head.max(HEAD)).find_map(|row| row.iter().position(says))
}

fn line<'a>(view: View<'a>, row: &[BlockId], column: usize) -> Option<Line<'a>> {
    let span = |id: &BlockId| view.document.blocks.get(*id).map(|b| b.span);
    let unit = row.get(column).and_then(span)?;
    let label = row.get(column.checked_sub(1)?).and_then(span)?;
    let claim = row.get(column + 1..)?.iter().find_map(|&id| view.claims.of_block(id).next())?;
    let text = view.document.folded(label).trim_start();
    let name = view.rule.cues("counts").iter().filter_map(|c| text.strip_prefix(c.as_str())).min_by_key(|rest| rest.len())?;
    Some(Line { name: name.trim_start(), label, unit, claim })
}

fn is_rate(view: View, line: &Line) -> bool {
    let text = view.document.folded(line.label).trim_start();
    view.rule.cues("rate").iter().any(|c| text.starts_with(c.as_str()))
}

/// The whole part of a number.
fn whole(view: View, claim: usize) -> Option<u64> {
    let written = view.claims.list.get(claim).map(|c| view.document.words(c.span))?;
    let whole = written.split(',').next()?;
    whole.chars().filter(|c| *c != '.').collect::<String>().parse().ok()
}
