//! What a rule sees of a report: shapes and the rules about wording read nothing else.

pub mod report;

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

impl<'a> View<'a> {
    /// A word of the report by its index, as it is written.
    pub fn word(&self, at: usize) -> &'a str {
        self.claims.words.list.get(at).map_or("", |w| self.document.words(w.span()))
    }

    /// The same in small letters.
    pub fn low_word(&self, at: usize) -> &'a str {
        self.claims.words.list.get(at).map_or("", |w| self.document.folded(w.span()))
    }
}

/// Proposes the relations of one rule.
pub type Propose = fn(View, &mut Vec<Relation>);

/// How many blocks hold the title of a report, and most bytes of it.
const FRONT: usize = 12;
const TITLE: usize = 240;

/// An office says what it writes: `Báo cáo`, `Kế hoạch`, `Tờ trình` open the title, whether its paragraphs carry numbers or not.
pub fn is_titled(view: View) -> bool {
    view.document.blocks.iter().take(FRONT).any(|b| b.span.len() <= TITLE && report::opens_title(view, b))
}

/// Makes notes of slips of typing where the text is running prose and no report by its title. They are as real there, but contradict nothing that an office has to answer for.
pub fn soften_typing(view: View, slips: &mut [Relation]) {
    if !slips.is_empty() && is_running_prose(view.document) && !is_titled(view) {
        slips.iter_mut().for_each(|slip| slip.ceiling = slip.ceiling.min(Severity::Note));
    }
}
