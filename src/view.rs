//! What a rule sees of a report: shapes and the rules about wording read nothing else.

use crate::claims::Claims;
use crate::config::Knowledge;
use crate::document::{is_running_prose, Document};
use crate::lexicon::Lexicon;
use crate::relations::Relation;
use crate::rulebook::{Rule, Severity};

/// What a rule sees.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The report's structure.
    pub document: &'a Document,
    /// Its numeric claims.
    pub claims: &'a Claims,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
    /// What the configuration knows beside the report.
    pub knowledge: &'a Knowledge,
    /// The rule that is worked for.
    pub rule: &'a Rule,
}

/// Proposes the relations of one rule.
pub type Propose = fn(View, &mut Vec<Relation>);

/// Makes notes of slips of typing where the text is running prose. They are as real there, but contradict nothing that an office has to answer for.
pub fn soften_typing(view: View, slips: &mut [Relation]) {
    if !slips.is_empty() && is_running_prose(view.document) {
        slips.iter_mut().for_each(|slip| slip.ceiling = slip.ceiling.min(Severity::Note));
    }
}
