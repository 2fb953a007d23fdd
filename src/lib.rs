//! report-lint: the consistency linter for government reports.
//!
//! A printed number is the interval that it was rounded from; a report is a set of relations between such numbers. The program proposes
//! relations from the way that reports are written, judges each with exact arithmetic, and words the conflicts.

pub mod baseline;
pub mod claims;
pub mod config;
pub mod diagnosis;
pub mod document;
pub mod examples;
pub mod facts;
pub mod findings;
pub mod firm_words;
pub mod formats;
pub mod known_words;
pub mod language;
pub mod laws;
pub mod ledger;
pub mod lexicon;
pub mod limits;
#[cfg(feature = "cli")]
pub mod lsp;
pub mod mutual;
pub mod named;
pub mod packet;
pub mod phrases;
pub mod pool;
pub mod quantity;
pub mod reading;
pub mod relations;
pub mod render;
pub mod rule;
pub mod rulebook;
#[cfg(feature = "cli")]
pub mod settings;
pub mod shapes;
pub mod source;
pub mod suppression;
pub mod syllables;
pub mod units;
#[cfg(feature = "cli")]
pub mod versions;
pub mod view;
pub mod wording;

use findings::Finding;
use language::Language;
use ledger::Ledger;
use limits::Limit;
use rulebook::Rulebook;
use source::Source;

/// What linting one report gives.
#[derive(Clone, Debug)]
pub struct Report {
    /// The contradictions, in reading order.
    pub findings: Vec<Finding>,
    /// What was checked and what was not.
    pub ledger: Ledger,
    /// The language that the report is written in.
    pub language: Language,
    /// The limit that the report is over; what could not be done because of it must be said.
    pub limit: Option<Limit>,
    /// What it brings into a packet, where that is wanted.
    pub extract: Option<packet::Extract>,
    /// How many findings are not among these, since a baseline accepts them.
    pub accepted: usize,
}

impl Report {
    /// The report on a text that nothing was found out of.
    pub fn nothing(language: Language, limit: Option<Limit>) -> Report {
        Report { findings: Vec::new(), ledger: Ledger::default(), language, limit, extract: None, accepted: 0 }
    }
}

/// Lints one report; its ledger holds the numbers only. Without a language of messages they are in the language of the report.
pub fn lint(source: &Source, rulebook: &Rulebook, language: impl Into<Option<Language>>) -> Report {
    examine(source, rulebook, language.into(), Wanted::default())
}

/// The same for a report that is read together with others: what it brings into the packet is kept.
pub fn lint_in_packet(source: &Source, rulebook: &Rulebook, language: Option<Language>) -> Report {
    examine(source, rulebook, language, Wanted { extract: true, ..Wanted::default() })
}

/// Audits one report that is read together with others.
pub fn audit_in_packet(source: &Source, rulebook: &Rulebook, language: Option<Language>) -> Report {
    examine(source, rulebook, language, Wanted { extract: true, relations: true })
}

/// Lints one report and keeps every relation in its ledger.
pub fn audit(source: &Source, rulebook: &Rulebook, language: impl Into<Option<Language>>) -> Report {
    examine(source, rulebook, language.into(), Wanted { relations: true, ..Wanted::default() })
}

/// What is wanted of a report besides its findings.
#[derive(Clone, Copy, Default)]
struct Wanted {
    /// All relations in its ledger.
    relations: bool,
    /// What it brings into a packet.
    extract: bool,
}

/// What shapes and laws propose, or the limit that they are over.
fn propose(document: &document::Document, claims: &claims::Claims, rulebook: &Rulebook) -> Result<Vec<relations::Relation>, Limit> {
    let mut relations = shapes::propose(document, claims, rulebook)?;
    laws::propose(document, claims, rulebook, &mut relations)?;
    Ok(relations)
}

/// All relations of a report as evidence, for fitting its weights.
pub fn readings(source: &Source, rulebook: &Rulebook) -> Vec<Option<relations::evidence::Reading>> {
    let document = document::Document::read(source);
    let rulebook = rulebook.in_language(document.language);
    let claims = claims::Claims::read(&document, &rulebook.lexicon);
    let relations = propose(&document, &claims, rulebook).unwrap_or_default();
    diagnosis::readings(&document, &claims, relations)
}

/// What each figure of a report counts.
pub fn facts(source: &Source, rulebook: &Rulebook) -> Vec<facts::Listed> {
    let document = document::Document::read(source);
    let rulebook = rulebook.in_language(document.language);
    let claims = claims::Claims::read(&document, &rulebook.lexicon);
    facts::listed(&document, &claims, &facts::Facts::read(&document, &claims, &rulebook.lexicon))
}

/// What a report says, to be compared with another version of it.
#[cfg(feature = "cli")]
pub fn version(source: &Source, rulebook: &Rulebook) -> versions::Version {
    let document = document::Document::read(source);
    let rulebook = rulebook.in_language(document.language);
    let claims = claims::Claims::read(&document, &rulebook.lexicon);
    versions::read(&document, &claims, &facts::Facts::read(&document, &claims, &rulebook.lexicon))
}

/// What a report brings into a packet.
pub fn extract(source: &Source, rulebook: &Rulebook) -> packet::Extract {
    let document = document::Document::read(source);
    let rulebook = rulebook.in_language(document.language);
    let claims = claims::Claims::read(&document, &rulebook.lexicon);
    packet::read(&document, &claims, &rulebook.lexicon)
}

/// The whole pipeline.
fn examine(source: &Source, rulebook: &Rulebook, messages: Option<Language>, wanted: Wanted) -> Report {
    let document = document::Document::read(source);
    let long = limits::of_document(source, &document);
    if long.as_ref().is_some_and(|l| !l.leaves_findings()) {
        return Report::nothing(document.language, long);
    }
    let rulebook = rulebook.in_language(document.language);
    let language = messages.unwrap_or(document.language);
    let claims = claims::Claims::read(&document, &rulebook.lexicon);
    let relations = match propose(&document, &claims, rulebook) {
        Ok(relations) => relations,
        Err(limit) => return Report::nothing(document.language, Some(limit)),
    };
    let settled = diagnosis::settle(&document, &claims, relations);
    // Asked only where something is said about rounding: the words are looked for in the whole report.
    let rounded = || rulebook.lexicon.list("rounded").iter().any(|words| phrases::places(&document.lower, words).next().is_some());
    let (causes, unsettled) = diagnosis::diagnose(&settled, rounded);
    let places = findings::Places::of(source, &document, &claims, &rulebook.lexicon);
    let mut findings: Vec<Finding> = causes.iter().filter_map(|cause| findings::word(&places, rulebook, language, &settled, cause)).collect();
    findings.sort_by_key(|f| (f.primary.start, f.primary.end));
    suppression::apply(source, rulebook, language, &mut findings);
    let ledger = ledger::write(&document, &claims, rulebook, &settled, wanted.relations);
    let extract = wanted.extract.then(|| packet::read(&document, &claims, &rulebook.lexicon));
    Report { findings, ledger, language: document.language, limit: long.or(unsettled), extract, accepted: 0 }
}
