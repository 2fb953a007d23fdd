//! Places of a report that something is known of: numbers of the ledger, words that findings point at.

use super::shelf::Shelf;
use crate::findings::Finding;
use crate::ledger::{LedgerRelation, NumberStatus};
use crate::relations::Status;
use crate::rulebook::Severity;
use crate::source::Span;
use std::collections::HashMap;

/// Relations that are told for one number, those with a conflict first.
const MOST_RELATIONS: usize = 6;

/// One place.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Where it is shown: a place that begins inside a number is shown with the whole number.
    pub shown: Span,
    /// Its name in the page.
    pub id: String,
    /// The state, where it is a number.
    pub state: Option<NumberStatus>,
    /// Why nothing checks a number.
    pub why: &'static str,
    /// Findings that accuse it, by index.
    pub accused: Vec<usize>,
    /// Other findings that name it, by index.
    pub named: Vec<usize>,
    /// Findings of other reports that name it, by their place in [`Shelf::named`].
    pub from_others: Vec<usize>,
    /// Relations that it stands in, by index.
    pub relations: Vec<usize>,
    /// The most severe finding that accuses it.
    pub severity: Option<Severity>,
}

/// All places of one report.
pub(super) struct Spots {
    /// In reading order, outer ones first.
    pub list: Vec<Spot>,
    at: HashMap<Span, usize>,
    file: usize,
}

impl Spots {
    /// The places of a report; `marks` are the note marks in order.
    pub fn of(shelf: Shelf, marks: &[Span]) -> Spots {
        let (file, index) = (shelf.file(), shelf.index());
        let mut spots = Spots { list: Vec::new(), at: HashMap::new(), file: index };
        for number in &file.report.ledger.numbers {
            let spot = spots.entry(number.span);
            spot.state = Some(number.status);
            spot.why = number.why;
        }
        let mut atoms: Vec<Span> = file.report.ledger.numbers.iter().map(|n| n.span).chain(marks.iter().copied()).collect();
        atoms.sort();
        for (i, finding) in file.report.findings.iter().enumerate() {
            spots.find(i, finding);
        }
        for (n, named) in shelf.named().iter().enumerate() {
            spots.entry(named.span).from_others.push(n);
        }
        spots.relate(&file.report.ledger.relations);
        for spot in spots.list.iter_mut().filter(|s| s.state.is_none()) {
            spot.shown = widened(spot.shown, &atoms);
        }
        spots.list.sort_by_key(|s| (s.shown.start, std::cmp::Reverse(s.shown.end), s.state.is_some()));
        spots
    }

    fn find(&mut self, index: usize, finding: &Finding) {
        let spot = self.entry(finding.primary);
        spot.accused.push(index);
        spot.severity = spot.severity.max(Some(finding.severity));
        for related in finding.related.iter().filter(|r| r.span != finding.primary) {
            let spot = self.entry(related.span);
            if spot.named.last() != Some(&index) {
                spot.named.push(index);
            }
        }
    }

    /// The name in the page of the place with this span.
    pub fn id(&self, span: Span) -> Option<String> {
        self.at.contains_key(&span).then(|| name(self.file, span))
    }

    fn entry(&mut self, span: Span) -> &mut Spot {
        let next = self.list.len();
        let at = *self.at.entry(span).or_insert(next);
        if at == next {
            self.list.push(Spot {
                shown: span,
                id: name(self.file, span),
                state: None,
                why: "",
                accused: Vec::new(),
                named: Vec::new(),
                from_others: Vec::new(),
                relations: Vec::new(),
                severity: None,
            });
        }
        &mut self.list[at]
    }

    /// Tells each number its relations; what could not be judged is told only where nothing else is known.
    fn relate(&mut self, relations: &[LedgerRelation]) {
        for (i, relation) in relations.iter().enumerate() {
            for span in places(relation) {
                let Some(&at) = self.at.get(&span) else { continue };
                let spot = &mut self.list[at];
                let tells = relation.status != Status::CannotTell || spot.state == Some(NumberStatus::Unchecked) && !relation.working.is_empty();
                if tells && spot.state.is_some() && spot.relations.last() != Some(&i) {
                    spot.relations.push(i);
                }
            }
        }
        for spot in &mut self.list {
            spot.relations.sort_by_key(|&i| relations.get(i).map(|r| r.status != Status::Conflicts));
            // Text and table may say the same twice; once told is enough.
            let mut told: Vec<(Status, &str)> = Vec::new();
            spot.relations.retain(|&i| {
                let said = relations.get(i).map(|r| (r.status, r.working.as_str()));
                let is_new = told.len() < MOST_RELATIONS && said.is_some_and(|s| s.1.is_empty() || !told.contains(&s));
                told.extend(said.filter(|_| is_new));
                is_new
            });
        }
    }
}

/// The name of a place on a page.
pub(super) fn name(file: usize, span: Span) -> String {
    format!("p{file}-{}-{}", span.start, span.end)
}

/// The stated number and the terms of a relation.
pub(super) fn places(relation: &LedgerRelation) -> impl Iterator<Item = Span> + '_ {
    relation.places()
}

/// A place whose ends lie on no inner byte of an atom (a number, a note mark): atoms are shown in one piece.
pub(super) fn widened(span: Span, atoms: &[Span]) -> Span {
    let around = |at: usize| {
        let next = atoms.partition_point(|a| a.end <= at);
        atoms.get(next).copied().filter(|a| a.start < at && at < a.end)
    };
    let start = around(span.start).map_or(span.start, |a| a.start);
    Span::new(start, around(span.end).map_or(span.end, |a| a.end))
}
