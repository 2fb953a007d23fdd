//! A heading that says a growth again, without the values: it is wrong where the text beneath it is.

use super::View;
use crate::claims::changes::Change;
use crate::claims::{kinds, labels};
use crate::relations::{Form, Relation, Term, TermRole};

/// Adds the percents of headings that repeat the stated one of `relations`.
pub(super) fn in_headings(view: View, change: &Change, relations: &mut [Relation]) {
    let Some(percent) = change.percent.map(|p| &view.claims.list[p]) else { return };
    for (id, heading) in view.claims.list.iter().enumerate().take_while(|(_, c)| c.block < percent.block) {
        let same = heading.is_percent()
            && heading.role == view.claims.list[change.first].role
            && view.document.words(heading.span) == view.document.words(percent.span);
        if !same || !is_heading(view, heading.block) {
            continue;
        }
        let subject = labels::words(view.document.folded(heading.label), view.lexicon);
        for relation in relations.iter_mut().filter(|r| matches!(r.form, Form::Growth | Form::GrowthOf)) {
            let now = relation.terms.first().and_then(|t| t.claim).map(|c| &view.claims.list[c]);
            if now.is_some_and(|now| kinds::names(&subject, view.document, view.lexicon, now)) {
                relation.terms.push(Term::of(id, heading, TermRole::Same));
            }
        }
    }
}

/// A line above the text that is no sentence of its own.
fn is_heading(view: View, block: usize) -> bool {
    let found = &view.document.blocks[block];
    let text = view.document.block_text(block).trim_end();
    found.heading > 0 || found.parent.is_none() && text.len() < 200 && !text.ends_with(['.', ';', ':', ','])
}
