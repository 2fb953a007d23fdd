//! `copied`: text that was pasted twice: clauses behind themselves, sentences and paragraphs anywhere in the report.

mod clause;
mod sentence;

use crate::relations::Relation;
use crate::view::View;

/// Tags and addresses, which repeat themselves.
fn is_code(text: &str) -> bool {
    text.contains(['<', '>', '|', '=', '{']) || text.contains("://") || text.contains("www.")
}

/// Flags copied clauses, then copied sentences that hold none of the flagged clauses.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let first = out.len();
    clause::propose(view, out);
    let clauses: Vec<_> = out.iter().skip(first).map(|r| r.stated.span).collect();
    let mut sentences = Vec::new();
    sentence::propose(view, &mut sentences);
    // Clauses come in reading order and never overlap.
    sentences.retain(|s| {
        let next = clauses.partition_point(|c| c.end <= s.stated.span.start);
        !clauses.get(next).is_some_and(|c| s.stated.span.overlaps(*c))
    });
    out.append(&mut sentences);
}
