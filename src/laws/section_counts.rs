//! The head of a section of a table says how many rows it has: `II. Chợ do hợp tác xã quản lý (07 chợ)` over seven rows.

use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Table};
use crate::facts::marks::depth;
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::phrases::is_letter;
use crate::quantity::Measure;
use crate::relations::{Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;

/// Fewest rows, and the least count: one row may stand for what it is called.
const LEAST: usize = 2;

/// How deep the marks of sections stand at most: capital letters and Roman numbers.
const SECTION: u8 = 2;

/// Filled cells of a row from which on it is no head.
const ENOUGH: usize = 3;

/// Proposes for each such head that it has as many rows as it says.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, table: &Table, out: &mut Vec<Relation>) {
    let rows: Vec<Vec<BlockId>> = table.rows.iter().map(|row| filled(document, row)).collect();
    let is_head = |row: usize| head(document, &rows[row]).is_some();
    for row in table.head..rows.len() {
        let Some(id) = head(document, &rows[row]).and_then(|cell| count(claims, cell)) else { continue };
        let end = (row + 1..rows.len()).find(|&next| is_head(next)).unwrap_or(rows.len());
        let items = items(document, lexicon, &rows[row + 1..end]);
        if items.len() < LEAST {
            continue;
        }
        let claim = &claims.list[id];
        let noun = document.words(Span::new(claim.span.end, claim.full.end)).trim();
        let found = items.len().to_string();
        let terms = items.into_iter().map(|cell| Term::place(document.blocks[cell].span, TermRole::Item)).collect();
        let relation = Relation::new("list-count", Form::Count, Term::of(id, claim, TermRole::Stated), terms).reading(claim.span.start, row + 1, 0);
        let relation = relation.detail("noun", noun).detail("found", found).variant("rows");
        out.push(Relation { ceiling: Severity::Warning, ..relation });
    }
}

/// The cell that names a section: the only filled one of its row, but for a letter or a Roman number before it.
fn head(document: &Document, row: &[BlockId]) -> Option<BlockId> {
    let text = |cell: BlockId| document.block_text(cell).trim();
    let is_mark = |cell: BlockId| depth(text(cell)).is_some_and(|depth| depth <= SECTION);
    match *row {
        [name] => Some(name),
        [mark, name] if is_mark(mark) => Some(name),
        _ => None,
    }
    .filter(|&name| text(name).contains(is_letter))
}

/// The first cells of a row that hold something, each text once, since merged cells repeat theirs: three tell that it is no head.
fn filled(document: &Document, row: &[BlockId]) -> Vec<BlockId> {
    let mut out: Vec<BlockId> = Vec::new();
    for &cell in row {
        let text = document.block_text(cell).trim();
        if !text.is_empty() && out.iter().all(|&other| document.block_text(other).trim() != text) {
            out.push(cell);
        }
        if out.len() == ENOUGH {
            break;
        }
    }
    out
}

/// The count that a bracket at the end of a head holds and nothing else.
fn count(claims: &Claims, head: BlockId) -> Option<ClaimId> {
    let id = claims.of_block(head).next_back()?;
    let claim = &claims.list[id];
    let bracket = claims.parens[claim.paren?].span;
    let is_all = claim.span.start == bracket.start && bracket.end <= claim.full.end;
    let is_count = matches!(claim.quantity.measure, Measure::Count(_)) && claim.base().is_none();
    (is_all && is_count && claim.quantity.number.value >= LEAST.into()).then_some(id)
}

/// The names of the rows that are counted: those with a number of their own where some have one, without the total.
fn items(document: &Document, lexicon: &Lexicon, rows: &[Vec<BlockId>]) -> Vec<BlockId> {
    let is_number = |cell: BlockId| {
        let text = document.block_text(cell).trim().trim_end_matches(['.', ')']);
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
    };
    let is_numbered = |row: &&Vec<BlockId>| row.len() > 1 && is_number(row[0]);
    let numbered: Vec<BlockId> = rows.iter().filter(is_numbered).map(|row| row[1]).collect();
    if !numbered.is_empty() {
        return numbered;
    }
    let is_total = |cell: BlockId| matches!(lexicon.parts.at(split_words(document.folded(document.blocks[cell].span))), Some((PartsCue::Total, _)));
    rows.iter().filter(|row| row.len() > 1 && !is_total(row[0])).map(|row| row[0]).collect()
}
