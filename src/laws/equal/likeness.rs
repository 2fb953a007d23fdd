//! What is seen of two places that may tell one figure, before their numbers are looked at.

use super::candidates::Candidate;
use crate::claims::vicinity::{Conflict, Vicinity};
use crate::claims::{Claim, ClaimId, Claims};
use crate::document::{BlockId, Document, Kind, Label, Scheme};
use crate::facts::{Fact, Facts, Place};
use crate::lexicon::Lexicon;
use crate::quantity::Measure;
use crate::relations::evidence::Feature;
use std::cell::OnceCell;

/// What stands around all figures, each read when it is first asked for.
pub(super) struct Surroundings<'a> {
    document: &'a Document,
    claims: &'a Claims,
    facts: &'a Facts,
    lexicon: &'a Lexicon,
    near: Vec<OnceCell<Vicinity<'a>>>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(document: &'a Document, claims: &'a Claims, facts: &'a Facts, lexicon: &'a Lexicon) -> Surroundings<'a> {
        Surroundings { document, claims, facts, lexicon, near: (0..claims.list.len()).map(|_| OnceCell::new()).collect() }
    }

    fn around(&self, id: ClaimId) -> &Vicinity<'a> {
        self.near[id].get_or_init(|| Vicinity::of(self.document, self.claims, self.lexicon, id))
    }

    /// The same two words stand right before both numbers, or one before and one behind.
    pub(super) fn in_one_frame(&self, a: ClaimId, b: ClaimId) -> bool {
        let (before, after) = self.around(a).run(self.around(b));
        before > 1 || before > 0 && after > 0
    }

    /// The features of a pair of places.
    pub(super) fn features(&self, id: ClaimId, candidate: &Candidate) -> Vec<(Feature, f32)> {
        let (document, claims) = (self.document, self.claims);
        let (x, y) = (&self.facts.list[id], &self.facts.list[candidate.id]);
        let (a, b) = (&claims.list[id], &claims.list[candidate.id]);
        let mut out = vec![
            (Feature("words", "jaccard"), candidate.jaccard),
            (Feature("words", "contained"), candidate.contained),
            (Feature("words", "above"), candidate.above),
            (Feature("words", "weight"), (candidate.shared / 10.0).min(2.0)),
            (Feature("qualifiers", "differ"), symmetric(&x.qualifiers, &y.qualifiers).min(3) as f32),
            (Feature("own-words", "lighter"), (candidate.own / 5.0).min(2.0)),
        ];
        let mut say = |family, value| out.push((Feature(family, value), 1.0));
        say("alike", bucket(candidate.jaccard));
        say("own-words", if candidate.own > 1.5 { "both" } else { "one" });
        say("names", names(&x.names, &y.names));
        say("period", period(x, y));
        say("scenario", scenario(x, y));
        say("where", whereabouts(x.place, y.place));
        say("noun", noun(a, b));
        self.sentences(id, candidate.id, &mut say);
        say("heading", heading(document, a.block, b.block, x, y));
        say("line", line(a.block, b.block));
        for (family, seen) in [
            ("pair-on-one-side", a.pair.is_some() != b.pair.is_some()),
            ("bracket-on-one-side", a.paren.is_some() != b.paren.is_some()),
            ("base-differs", a.percent_of != b.percent_of),
            ("role-differs", a.role != b.role),
            ("siblings", siblings(document, a.block, b.block)),
        ] {
            if seen {
                say(family, "");
            }
        }
        say("written", written(x, y));
        out
    }

    /// The words next to both numbers, and names and figures that only one of their sentences has.
    fn sentences(&self, a: ClaimId, b: ClaimId, say: &mut impl FnMut(&'static str, &'static str)) {
        let cell = |id: ClaimId| matches!(self.facts.list[id].place, Place::Cell(..));
        if cell(a) || cell(b) {
            return;
        }
        let (near, far) = (self.around(a), self.around(b));
        let (before, after) = near.run(far);
        say("run-before", length(before));
        say("run-after", length(after));
        say("run", length(if before > 0 && after > 0 { before + after } else { 0 }));
        let marks = match near.conflict(far) {
            Conflict::None => "none",
            Conflict::OneSilent if near.tells_one_event(far) => "one-event",
            Conflict::OneSilent => "one-side",
            Conflict::Differ => "differ",
        };
        say("marks", marks);
        if before > 4 && marks == "differ" {
            say("frame-of-others", "");
        }
    }
}

fn symmetric(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|q| !b.contains(q)).count() + b.iter().filter(|q| !a.contains(q)).count()
}

fn bucket(share: f32) -> &'static str {
    match () {
        () if share > 0.95 => "all",
        () if share > 0.75 => "most",
        () if share > 0.5 => "more",
        () if share > 0.3 => "some",
        () => "few",
    }
}

fn length(words: usize) -> &'static str {
    match words {
        0 => "0",
        1 => "1",
        2 => "2",
        3 | 4 => "3",
        5..=8 => "5",
        _ => "9",
    }
}

fn names(a: &[u64], b: &[u64]) -> &'static str {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => "none",
        (false, false) if a.first() == b.first() => "first-same",
        (false, false) if a.iter().any(|n| b.contains(n)) => "same",
        (false, false) => "differ",
        _ => "one-side",
    }
}

fn period(x: &Fact, y: &Fact) -> &'static str {
    let (a, b) = (&x.key.period, &y.key.period);
    match (a.said(), b.said(), a.value(), b.value()) {
        (Some(a), Some(b), ..) if a == b => "both-said",
        (Some(_), Some(_), ..) => "said-in-part",
        (_, _, Some(a), Some(b)) if a.differs(b) => "differs",
        (_, _, Some(a), Some(b)) if a == b => "same",
        (_, _, Some(_), Some(_)) => "in-part",
        (_, _, None, None) => "none",
        _ => "one-side",
    }
}

fn scenario(x: &Fact, y: &Fact) -> &'static str {
    match (x.key.scenario.value(), y.key.scenario.value()) {
        (Some(a), Some(b)) if a == b => "same",
        (Some(_), Some(_)) => "differs",
        (None, None) => "none",
        _ => "one-side",
    }
}

fn whereabouts(a: Place, b: Place) -> &'static str {
    let kind = |p: Place| match p {
        Place::Prose => 0,
        Place::Item => 1,
        Place::Note => 2,
        Place::Title => 3,
        Place::Cell(..) => 4,
        Place::CellText(..) => 5,
    };
    let (low, high) = (kind(a).min(kind(b)), kind(a).max(kind(b)));
    match (low, high) {
        (_, 3) | (3, _) => "title",
        (2, 2) => "notes",
        (_, 2) => "text-note",
        (2, _) => "note-cell",
        (4, 4) => "cells",
        (5, 5) => "cell-texts",
        (4, 5) => "cell-and-cell-text",
        (_, 4) => "text-cell",
        (_, 5) => "text-cell-text",
        (1, 1) => "items",
        (0, 0) => "prose",
        _ => "prose-item",
    }
}

/// Whether both count things of one name.
fn noun(a: &Claim, b: &Claim) -> &'static str {
    match (&a.quantity.measure, &b.quantity.measure) {
        (Measure::Count(x), Measure::Count(y)) if x == y && x.contains(' ') => "same-long",
        (Measure::Count(x), Measure::Count(y)) if x == y => "same",
        (Measure::Count(x), Measure::Count(y)) if x.split(' ').next() == y.split(' ').next() => "same-head",
        (Measure::Count(_), Measure::Count(_)) => "differs",
        (Measure::Count(_), _) | (_, Measure::Count(_)) => "one-side",
        _ => "none",
    }
}

/// The same heading, headings of the same words, or others.
fn heading(document: &Document, a: BlockId, b: BlockId, x: &Fact, y: &Fact) -> &'static str {
    let part = |block: BlockId| {
        document.ancestors(block).find(|&p| matches!(document.blocks[p].kind, Kind::Numbered(Label { scheme: Scheme::Part | Scheme::Roman, .. })))
    };
    let parents = (document.blocks[a].parent, document.blocks[b].parent);
    match () {
        () if parents.0.is_some() && parents.0 == parents.1 => "same",
        () if !x.above.is_empty() && x.above == y.above => "same-words",
        () if parents.0 == Some(b) || parents.1 == Some(a) => "one-above-other",
        () if part(a).is_some() && part(a) == part(b) => "same-part",
        () if part(a).is_some() && part(b).is_some() => "other-part",
        () => "other",
    }
}

fn line(a: BlockId, b: BlockId) -> &'static str {
    match a.abs_diff(b) {
        0 => "same",
        1 => "next",
        2..=4 => "near",
        5..=20 => "page",
        _ => "far",
    }
}

/// Two items of one list.
fn siblings(document: &Document, a: BlockId, b: BlockId) -> bool {
    let item = |b: BlockId| matches!(document.blocks[b].kind, Kind::Bullet(_) | Kind::Numbered(_));
    a != b && item(a) && item(b) && document.blocks[a].parent == document.blocks[b].parent
}

/// Whether both are written in one scale and as exactly.
fn written(x: &Fact, y: &Fact) -> &'static str {
    let (a, b) = (&x.quantity, &y.quantity);
    match (a.scale == b.scale, a.number.places == b.number.places) {
        (true, true) => "alike",
        (true, false) => "rounded",
        (false, _) => "other-scale",
    }
}
