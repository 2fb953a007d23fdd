//! Conflicts in words: what is said where, what the arithmetic gives, what to do. No line numbers, no colours.

pub mod fingerprint;
mod names;
mod place;
mod suspect;
mod voice;

use crate::diagnosis::{Diagnosis, Settled};
use crate::relations::{working, Form, Term};
use crate::rulebook::{Language, Rulebook, Severity};
use crate::source::{Place, Position, Span};
use voice::Voice;

pub use names::role_name;
pub use place::Places;

/// A place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where, in the canonical text.
    pub span: Span,
    /// What it is in the relation.
    pub label: String,
}

/// A place in another document of a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// What messages call that document.
    pub file: String,
    /// Where, in its canonical text.
    pub span: Span,
    /// Line and column of its start.
    pub start: Position,
    /// Line and column of its end.
    pub end: Position,
    /// The words there.
    pub text: String,
    /// The words before it on its line.
    pub before: String,
    /// The words behind it.
    pub after: String,
    /// Where it stands in the original, if that is not the text itself.
    pub place: Option<Place>,
    /// What it is in the relation.
    pub label: String,
}

/// One replacement of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the canonical text.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// A way to mend a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Replacements that belong together.
    pub edits: Vec<Edit>,
    /// The assumption that it rests on.
    pub because: String,
    /// How many relations hold then that do not hold now.
    pub repairs: usize,
}

/// The figures of a contradiction, for lists and tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The number that the calculation does not give, in the canonical text.
    pub stated: Span,
    /// What the calculation gives, written as the report writes numbers.
    pub computed: String,
    /// Stated minus computed, with its sign; empty where nothing is computed.
    pub difference: String,
}

/// One contradiction.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: String,
    /// What the rule flags, in words.
    pub title: String,
    /// Which message of the rule words it; empty for the default.
    pub variant: &'static str,
    /// What the rule flags is a slip of typing, which says nothing of the figures.
    pub typing: bool,
    /// How severe.
    pub severity: Severity,
    /// How likely it is true, 0 to 1, by the evidence of the report; `None` where nothing was weighed: spelling, codes, order.
    pub confidence: Option<f64>,
    /// What contradicts what.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The calculation.
    pub working: String,
    /// Its figures, where it is about figures.
    pub figures: Option<Figures>,
    /// The place that is accused, in the canonical text.
    pub primary: Span,
    /// What the accused place is in the relation.
    pub primary_label: String,
    /// The other places.
    pub related: Vec<Related>,
    /// Ways to mend it, best first.
    pub suggestions: Vec<Suggestion>,
    /// The places in other documents of the packet.
    pub elsewhere: Vec<Elsewhere>,
}

/// Words one cause in a language: the messages of the rule that found it, the suspect and the repairs of the diagnosis.
pub fn word(places: &Places, rulebook: &Rulebook, language: Language, settled: &[Settled], diagnosis: &Diagnosis) -> Option<Finding> {
    let document = places.document();
    let main = &settled[diagnosis.main];
    let (rule, severity) = main.accusation.as_ref()?;
    let voice = Voice { document, places, language, relation: &main.relation, verdict: &main.verdict };
    let known = rulebook.rule(rule);
    let suspect = suspect::Suspect::of(document, language, settled, diagnosis);
    let help = known.map_or(String::new(), |r| voice.say(&r.said().help));
    let (primary, mut primary_label) = (document.origin(suspect.span()), suspect.label());
    let mut related = related(&voice, settled, diagnosis, suspect.span());
    if main.relation.form == Form::Flag {
        names::number_places((primary, &mut primary_label), &mut related, language);
    }
    Some(Finding {
        rule: rule.clone(),
        title: known.map_or(String::new(), |r| r.said().summary.in_language(language).to_owned()),
        variant: main.relation.variant,
        typing: known.is_some_and(|r| r.typing),
        severity: *severity,
        confidence: main.reading.as_ref().map(|_| main.belief.confidence()),
        message: known.map_or(String::new(), |r| voice.say(&r.said().message)),
        help: [help, suspect.hint()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" "),
        working: working::of(&main.relation, &main.verdict),
        figures: voice.figures(),
        primary,
        primary_label,
        related,
        suggestions: suspect.suggestions(&voice, rule),
        elsewhere: Vec::new(),
    })
}

/// The other numbers of all relations that have the cause, each once.
fn related(voice: &Voice, settled: &[Settled], diagnosis: &Diagnosis, suspect: Span) -> Vec<Related> {
    let (document, language) = (voice.document, voice.language);
    let mut out: Vec<Related> = Vec::new();
    for &at in std::iter::once(&diagnosis.main).chain(&diagnosis.others) {
        let relation = &settled[at].relation;
        let stated = (&relation.stated, names::stated_name(relation, language));
        let terms = relation.terms.iter().map(|t| (t, voice.reached(relation, t).unwrap_or_else(|| role_name(t.role, language))));
        // A bound that nothing prints (no share is above 100%) lies on the number itself.
        let is_unprinted = |t: &Term| t.claim.is_none() && t.span.covers(suspect);
        for (term, label) in std::iter::once(stated).chain(terms).filter(|(t, _)| t.span != suspect && !is_unprinted(t)) {
            let span = document.origin(term.span);
            if !out.iter().any(|r| r.span == span) {
                out.push(Related { span, label: label.to_owned() });
            }
        }
    }
    out
}
