//! A heading that says a growth again, without the values: it is wrong where the text beneath it is.

use super::View;
use crate::claims::changes::Change;
use crate::claims::{kinds, labels, ClaimId};
use crate::relations::{Form, Relation, Term, TermRole};
use rustc_hash::FxHashMap;

/// So many headings above that say the same percent are looked at: keeps the work linear.
const NEAREST: usize = 16;

/// The percents of headings, by their digits.
pub(super) struct Headings<'v>(FxHashMap<&'v str, Vec<ClaimId>>);

impl<'v> Headings<'v> {
    pub(super) fn of(view: View<'v>) -> Headings<'v> {
        let mut known: FxHashMap<&str, Vec<ClaimId>> = FxHashMap::default();
        let percents = view.claims.list.iter().enumerate().filter(|(_, c)| c.is_percent() && is_heading(view, c.block));
        for (id, percent) in percents {
            known.entry(view.document.words(percent.span)).or_default().push(id);
        }
        Headings(known)
    }

    /// Adds the percents of headings above a change that repeat the stated one of `relations`.
    pub(super) fn add(&self, view: View, change: &Change, relations: &mut [Relation]) {
        let Some(percent) = change.percent.map(|p| &view.claims.list[p]) else { return };
        let Some(same) = self.0.get(view.document.words(percent.span)) else { return };
        let above = same.partition_point(|&id| view.claims.list[id].block < percent.block);
        for &id in &same[above.saturating_sub(NEAREST)..above] {
            let heading = &view.claims.list[id];
            if heading.role != view.claims.list[change.first].role {
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
}

/// A line above the text that is no sentence of its own.
fn is_heading(view: View, block: usize) -> bool {
    let found = &view.document.blocks[block];
    let text = view.document.block_text(block).trim_end();
    found.heading > 0 || found.parent().is_none() && text.len() < 200 && !text.ends_with(['.', ';', ':', ','])
}
