//! What reports that are read together say of each other, handed to each of them. The command line and the offline page both ask here, so both show the same.

use crate::findings::Finding;
use crate::packet::{self, Extract, Member, Outcome, Said};
use crate::render::{comments, Linted};
use crate::rulebook::{Language, Rulebook};
use crate::source::Span;
use crate::suppression;

/// Reports that are read together, by their places among all that were read.
#[derive(Clone, Debug, Default)]
pub struct Together {
    /// The documents that belong together.
    pub members: Vec<usize>,
    /// The reports of earlier periods.
    pub previous: Vec<usize>,
    /// True where the members are compared with each other.
    pub beside: bool,
}

/// What they say of each other, by their places among all `files`, which should bring along what they bring into a packet ([`crate::lint_in_packet`]).
/// `rules` gives what holds for a report: its rules, and the language of messages where one is set.
pub fn said<'a>(together: &Together, files: &'a [Linted], rules: impl Fn(&Linted) -> (&'a Rulebook, Option<Language>)) -> Vec<Outcome> {
    let nothing = Extract::default();
    let member = |&at: &usize| {
        let file = files.get(at)?;
        let ((book, messages), language) = (rules(file), file.report.language);
        let extract = file.report.extract.as_ref().unwrap_or(&nothing);
        Some(Member { source: &file.source, extract, rulebook: book.in_language(language), language: messages.unwrap_or(language) })
    };
    let members: Vec<Member> = together.members.iter().filter_map(member).collect();
    let series: Vec<Member> = together.previous.iter().filter_map(member).collect();
    let all: Vec<usize> = together.members.iter().chain(&together.previous).copied().filter(|at| *at < files.len()).collect();
    let mut outcomes = Vec::new();
    if together.beside {
        outcomes.push(packet::beside(&members));
    }
    if !series.is_empty() {
        outcomes.push(packet::follows(&members, &series));
    }
    for outcome in &mut outcomes {
        for said in &mut outcome.said {
            said.file = all[said.file];
            said.abroad.iter_mut().for_each(|file| *file = all[*file]);
        }
        outcome.comments.iter_mut().for_each(|(file, _): &mut (usize, Span)| *file = all[*file]);
    }
    outcomes
}

/// Hands each report what is said of it, as far as its configuration lets it: `apply` takes out the findings that it does not show.
/// What somebody has settled in one of the two documents is not said again.
pub fn hand_over(files: &mut [Linted], outcome: Outcome, apply: impl Fn(&Linted, &mut Vec<Finding>)) {
    for Said { file, relation, finding, abroad } in outcome.said {
        let settled = |home: &Linted, found: &Finding| abroad.iter().any(|&at| comments::is_settled(&files[at].source, &home.source, found));
        let finding = finding.filter(|found| !files.get(file).is_some_and(|home| settled(home, found)));
        let Some(home) = files.get_mut(file) else { continue };
        let mut findings: Vec<Finding> = finding.into_iter().collect();
        apply(home, &mut findings);
        comments::hide_settled(&home.source, &mut findings);
        home.report.findings.append(&mut findings);
        home.report.ledger.relations.push(relation);
    }
    // A comment that hides a finding between two documents is of use, though it hides nothing of its own.
    let is_used = |at: usize, finding: &Finding| finding.rule == suppression::UNUSED && outcome.comments.contains(&(at, finding.primary));
    for (at, file) in files.iter_mut().enumerate() {
        file.report.findings.retain(|finding| !is_used(at, finding));
        file.report.findings.sort_by_key(|f| (f.primary.start, f.primary.end));
    }
}
