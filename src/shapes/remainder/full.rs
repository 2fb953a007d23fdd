//! All of them: `bầu đủ 8/8 đại biểu`.

use super::View;
use crate::claims::ClaimId;
use crate::lexicon::split_words;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// `bầu đủ 8/8 đại biểu`: all of them.
pub(super) fn in_full(view: View, done: ClaimId, all: ClaimId, out: &mut Vec<Relation>) {
    let claims = &view.claims.list;
    let words = split_words(view.document.folded(claims[done].label)).last().unwrap_or("");
    let said = view.rule.cues("in_full").iter().any(|c| c == words);
    let terms = vec![Term::of(all, &claims[all], TermRole::Whole)];
    let relation = Relation::new(&view.rule.name, Form::Equal, Term::of(done, &claims[done], TermRole::Stated), terms);
    out.push(relation.variant("in_full").sure(if said { Certainty::Certain } else { Certainty::Possible }));
}
