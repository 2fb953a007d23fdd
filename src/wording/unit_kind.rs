//! `unit-kind`: a unit that the row, its siblings or the number itself deny.

use crate::claims::Claim;
use crate::document::{BlockId, Table};
use crate::language::Language;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest rows of one unit that show how the table names what it counts.
const SIBLINGS: usize = 2;
/// Fewest rates of a column that keep within 100 percent before one above it is odd.
const RATES: usize = 5;
/// No rate has so many whole digits and decimals too.
const DIGITS: usize = 5;

/// Flags units in tables and percent signs behind amounts.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for table in &view.document.tables {
        rows(view, table, out);
    }
    if view.document.language == Language::Vi {
        amounts(view, out);
    }
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

fn rows(view: View, table: &Table, out: &mut Vec<Relation>) {
    let Some(column) = unit_column(view, table) else { return };
    let lines: Vec<Line> = table.rows.iter().skip(table.head).filter_map(|row| line(view, row, column)).collect();
    let unit = |l: &Line| view.document.folded(l.unit).trim().to_owned();
    for this in &lines {
        let own = unit(this);
        let Some(claim) = view.claims.list.get(this.claim) else { continue };
        if own == "%" {
            let rate = |l: &&Line| unit(l) == "%" && is_rate(view, l);
            let (within, above): (Vec<&Line>, Vec<&Line>) = lines.iter().filter(rate).partition(|l| whole(view, l.claim).is_some_and(|n| n <= 100));
            if is_rate(view, this) && within.len() >= RATES && above.len() * RATES <= within.len() && whole(view, this.claim).is_some_and(|n| n > 100) {
                out.push(flag(view, this.claim, claim, vec![this.unit]).variant("rate").detail("label", view.document.words(this.label)));
            }
            continue;
        }
        // The row counts what other rows have as their unit: `Số hồ sơ …` under `Thủ tục`, where rows of `hồ sơ` have `Hồ sơ`.
        let counts = |l: &Line, unit: &str| l.name.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let like = lines.iter().filter(|l| unit(l) != own && !unit(l).is_empty() && counts(this, &unit(l)) && counts(l, &unit(l))).collect::<Vec<_>>();
        if let Some(other) = like.first().filter(|o| like.iter().filter(|l| unit(l) == unit(o)).count() >= SIBLINGS && !counts(this, &own)) {
            let slip = flag(view, this.claim, claim, vec![this.unit, other.unit]).variant("row");
            out.push(slip.detail("unit", view.document.words(this.unit).trim()).detail("other", view.document.words(other.unit).trim()));
        }
    }
}

/// The column that the head calls `Đơn vị tính`.
fn unit_column(view: View, table: &Table) -> Option<usize> {
    let says = |id: &BlockId| view.document.blocks.get(*id).is_some_and(|b| view.rule.cues("column").iter().any(|c| view.document.folded(b.span).trim() == c));
    table.rows.iter().take(table.head.max(1)).find_map(|row| row.iter().position(says))
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
