//! A count of numbered things of one name: `03 khu tái định cư Nậm Dê` beside `Nậm Dê 1, Nậm Dê 2, Nậm Dê 3`.

use super::View;
use crate::claims::listed::counted;
use crate::claims::owners::{names, Named};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// The reading of a series, among those of a count.
const SERIES: usize = 300;
/// Words between what is read of the noun and the name, at most.
const NOUN: usize = 3;

/// Proposes the numbered things of each name that stands right behind a counted noun.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for block in 0..view.document.blocks.len() {
        let counts: Vec<_> = view.claims.of_block(block).filter(|&id| counted(&view.claims.list[id]).is_some()).collect();
        if counts.is_empty() {
            continue;
        }
        let names = names(view.document, view.claims, block);
        for id in counts {
            let claim = &view.claims.list[id];
            let behind = |n: &&Named| n.span == n.bare && n.span.start > claim.full.end && only_words(view, Span::new(claim.full.end, n.span.start));
            let Some(name) = names.iter().find(behind) else { continue };
            let terms: Vec<Term> = numbered(view, &names, name).into_iter().map(|span| Term::place(span, TermRole::Item)).collect();
            if terms.len() > 1 {
                let relation = Relation::new(&view.rule.name, Form::Count, Term::of(id, claim, TermRole::Stated), terms);
                out.push(relation.sure(Certainty::Possible).reading(claim.span.start, SERIES, 0));
            }
        }
    }
}

/// The rest of the noun, nothing that ends it.
fn only_words(view: View, span: Span) -> bool {
    let text = span.of(view.document.text());
    text.chars().all(|c| c == ' ' || c.is_lowercase()) && text.split_whitespace().count() <= NOUN
}

/// The things of a name that carry a number, each once.
fn numbered(view: View, names: &[Named], name: &Named) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for other in names.iter().filter(|n| n.span != n.bare && view.document.words(n.bare) == view.document.words(name.span)) {
        if !out.iter().any(|&o| view.document.words(o) == view.document.words(other.span)) {
            out.push(other.span);
        }
    }
    out
}
