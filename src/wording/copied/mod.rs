//! `copied`: text that was pasted twice: clauses behind themselves, sentences and paragraphs anywhere in the report.

mod clause;
mod columns;
mod items;
mod neighbours;
mod rows;
mod sentence;

use crate::relations::Relation;
use crate::view::{soften_typing, View};

/// Tags and addresses, which repeat themselves.
fn is_code(text: &str) -> bool {
    text.contains(['<', '>', '|', '=', '{']) || text.contains("://") || text.contains("www.")
}

/// Flags copied clauses, then copied sentences that hold none of the flagged clauses.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let first = out.len();
    clause::propose(view, out);
    neighbours::propose(view, out);
    let mut clauses: Vec<_> = out.iter().skip(first).map(|r| r.stated.span).collect();
    let mut sentences = Vec::new();
    sentence::propose(view, &mut sentences);
    // In the order of their ends, so that the next one is found by halves.
    clauses.sort_unstable_by_key(|c| (c.end, c.start));
    sentences.retain(|s| {
        let next = clauses.partition_point(|c| c.end <= s.stated.span.start);
        !clauses.get(next).is_some_and(|c| s.stated.span.overlaps(*c))
    });
    out.append(&mut sentences);
    columns::propose(view, out);
    rows::propose(view, out);
    items::propose(view, out);
    // The press and encyclopedias say things again in their own way.
    soften_typing(view, &mut out[first..]);
}
