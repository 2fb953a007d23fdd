//! One row under two names: two tables name the same places or bodies, and one name differs in a mark, a letter or a blank (`Nậm Chày`, `Nậm Chầy`).

use crate::claims::names::{bare, one_edit, spelling};
use crate::document::Table;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashSet;

/// How many names two tables must share to be about the same things, and which part of the shorter one, in tenths.
const SHARED: usize = 5;
const PART: usize = 7;
/// Most tables and rows that are compared: keeps the work small.
const TABLES: usize = 40;
const ROWS: usize = 300;
/// Tables with more names of their own are about different things.
const OWN: usize = 12;
/// Words of a name.
const WORDS: [usize; 2] = [1, 6];
/// Shorter names differ in a letter by right.
const SHORTEST: usize = 5;

struct Row<'a> {
    span: Span,
    low: &'a str,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let tables: Vec<Vec<Row>> = view.document.tables.iter().map(|t| names(view, t)).filter(|t| t.len() > SHARED).take(TABLES).collect();
    for (at, second) in tables.iter().enumerate() {
        let there: FxHashSet<&str> = second.iter().map(|r| r.low).collect();
        for first in &tables[..at] {
            let here: FxHashSet<&str> = first.iter().map(|r| r.low).collect();
            let shared = here.intersection(&there).count();
            let own = (here.len() - shared).max(there.len() - shared);
            if shared < SHARED || own > OWN || shared * 10 < PART * here.len().min(there.len()) {
                continue;
            }
            for odd in second.iter().filter(|r| !here.contains(r.low)) {
                let mut alike = first.iter().filter(|r| !there.contains(r.low) && is_variant(r.low, odd.low));
                if let (Some(other), None) = (alike.next(), alike.next()) {
                    let slip = Relation::flag(&view.rule.name, odd.span, vec![other.span], Severity::Warning).variant("rows");
                    if !out.iter().any(|r| r.stated.span == odd.span) {
                        out.push(slip.detail("other", view.document.words(other.span)));
                    }
                }
            }
        }
    }
}

/// The names of the rows: the first cell of each that holds words, no sentence and no figure.
fn names<'a>(view: View<'a>, table: &Table) -> Vec<Row<'a>> {
    let mut seen = FxHashSet::default();
    let rows = table.rows.iter().take(ROWS).filter_map(|row| {
        let cell = row.iter().take(2).filter_map(|&id| view.document.blocks.get(id)).find(|b| view.document.words(b.span).contains(is_letter))?;
        let text = view.document.folded(cell.span);
        let (low, lead) = (text.trim(), text.len() - text.trim_start().len());
        let words = low.split_whitespace().count();
        let plain = (WORDS[0]..=WORDS[1]).contains(&words) && !low.contains(|c: char| c.is_ascii_digit() || "(),;:/".contains(c));
        plain.then(|| Row { span: Span::new(cell.span.start + lead, cell.span.start + lead + low.len()), low })
    });
    rows.filter(|row| seen.insert(row.low)).collect()
}

/// The same letters with other marks or blanks, or one letter off.
fn is_variant(a: &str, b: &str) -> bool {
    let (x, y) = (bare(a), bare(b));
    if x == y {
        return spelling(a) != spelling(b);
    }
    let packed = |s: &str| s.replace(' ', "");
    packed(&x) == packed(&y) || x.len() > SHORTEST && x.split(' ').count() == y.split(' ').count() && x.len().abs_diff(y.len()) <= 1 && one_edit(&x, &y)
}
