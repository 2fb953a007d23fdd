//! A total and its parts, wherever the parts stand: brackets, the rest of a sentence, list items, a note, the neighbourhood, a table.

mod inline;
mod items;
mod neighbour;
mod note;
mod shares;
mod source;
mod table;

use super::View;
use crate::claims::parts::{self, Kinship, Side};
use crate::claims::{ClaimId, Pair};
use crate::lexicon::PartsCue;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// At most so many parts are read as one sum.
const MOST_PARTS: usize = 60;

/// Proposes all sums.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    inline::propose(view, out);
    items::propose(view, out);
    source::propose(view, out);
    note::propose(view, out);
    neighbour::propose(view, out);
    table::propose(view, out);
    shares::propose(view, out);
}

/// A stretch of text that holds parts, read for several totals.
struct Region<'a> {
    view: View<'a>,
    /// First byte: the name of the reading group, and where labels of the first part begin.
    start: usize,
    /// Addends in it, in order.
    parts: Vec<ClaimId>,
    /// How sure the text makes it that these are the parts.
    certainty: Certainty,
    /// The text allows that some parts are not named.
    partial: bool,
    /// Number of the next option.
    next: usize,
}

impl Region<'_> {
    /// Proposes the readings of this stretch for one total, best first.
    fn propose(&mut self, total: ClaimId, certainty: Certainty, out: &mut Vec<Relation>) {
        let mut seen: Vec<Vec<ClaimId>> = Vec::new();
        for series in self.series(total) {
            if series.len() < 2 || series.len() > MOST_PARTS || seen.contains(&series) || series.contains(&total) {
                continue;
            }
            let certainty = if seen.is_empty() { certainty.min(self.certainty) } else { Certainty::Possible };
            out.push(self.sum(total, &series, certainty, self.next));
            self.next += 1;
            seen.push(series);
        }
        self.segments(total, out);
    }

    /// Parts of the same kind: those on the total's side of plan and result first, then all, then every second one.
    fn series(&self, total: ClaimId) -> Vec<Vec<ClaimId>> {
        let kin = self.kin(total);
        let claims = &self.view.claims.list;
        let side = parts::side(&claims[total]);
        let same_side: Vec<ClaimId> = kin.iter().copied().filter(|&p| parts::side(&claims[p]) == side).collect();
        let mut out = vec![same_side, kin.clone()];
        if kin.len() >= 4 && kin.len() % 2 == 0 {
            let offset = usize::from(side == Side::Done);
            out.push(kin.iter().copied().skip(offset).step_by(2).collect());
        }
        out.push(self.with_asides(total, &kin));
        let segment = kin.first().map(|&p| claims[p].segment);
        out.push(kin.iter().copied().filter(|&p| Some(claims[p].segment) == segment).collect());
        out
    }

    /// The parts that count the same kind of thing as the total; without a unit only where no part has one.
    fn kin(&self, total: ClaimId) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let kinship = |p: ClaimId| parts::kinship(self.view.document, self.view.lexicon, &claims[total], &claims[p]);
        let best = self.parts.iter().map(|&p| kinship(p)).max().unwrap_or(Kinship::None);
        let least = if best > Kinship::Loose { Kinship::Near } else { Kinship::Loose };
        self.parts.iter().copied().filter(|&p| p != total && kinship(p) >= least).collect()
    }

    /// The parts with those that stand alone in a bracket between them: `cụm A (03 kho), cụm B 02 kho`.
    fn with_asides(&self, total: ClaimId, kin: &[ClaimId]) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let (Some(&first), Some(&last)) = (self.parts.first(), self.parts.last()) else { return Vec::new() };
        let alone = |id: &ClaimId| claims[*id].paren.is_some_and(|p| self.view.claims.inside(self.view.claims.parens[p].span).len() == 1);
        let fits = |id: &ClaimId| parts::addend(&claims[*id]) && parts::kinship(self.view.document, self.view.lexicon, &claims[total], &claims[*id]) >= Kinship::Near;
        let from = self.view.claims.list.partition_point(|c| c.span.start < self.start).min(first);
        (from..=last).filter(|id| kin.contains(id) || *id != total && alone(id) && fits(id)).collect()
    }

    /// `a 62, b 86; c 147, d 1`: each part between semicolons breaks the total down on its own.
    fn segments(&mut self, total: ClaimId, out: &mut Vec<Relation>) {
        let kin = self.kin(total);
        let mut runs: Vec<(usize, Vec<ClaimId>)> = Vec::new();
        for part in kin {
            let segment = self.view.claims.list[part].segment;
            match runs.last_mut() {
                Some((at, run)) if *at == segment => run.push(part),
                _ => runs.push((segment, vec![part])),
            }
        }
        if runs.len() < 2 || runs.iter().any(|r| r.1.len() < 2) {
            return;
        }
        for (_, run) in runs {
            out.push(self.sum(total, &run, Certainty::Likely.min(self.certainty), self.next));
        }
        self.next += 1;
    }

    fn sum(&self, total: ClaimId, series: &[ClaimId], certainty: Certainty, option: usize) -> Relation {
        let claims = &self.view.claims.list;
        let terms = series.iter().map(|&p| {
            let from = claims[p].label.start.max(self.start);
            let role = if parts::is_deduction(self.view.document, self.view.lexicon, from, &claims[p]) { TermRole::Deduction } else { TermRole::Part };
            Term::of(p, &claims[p], role)
        });
        let column = series.first().map_or(0, |&p| p * 64 + series.len());
        let mut relation = Relation::new(&self.view.rule.name, Form::Sum, Term::of(total, &claims[total], TermRole::Stated), terms.collect());
        relation.may_be_partial = self.partial;
        relation.sure(certainty).reading(self.start, option, column)
    }
}

/// Possible totals for parts, nearest first: numbers before `at` that may have parts, N of `N/M` standing for both.
fn totals_before(view: View, from: usize, at: usize, paren: Option<usize>) -> Vec<ClaimId> {
    let claims = &view.claims.list;
    let span = Span::new(from, at);
    let level = |id: &ClaimId| claims[*id].paren == paren;
    let fits = |id: &ClaimId| !claims[*id].is_percent() && !claims[*id].quantity.number.is_malformed();
    view.claims.inside(span).rev().filter(fits).filter(level).collect()
}

/// A word that leaves the list open (`chủ yếu`) opens a clause of the stretch.
fn is_open_list(view: View, span: Span) -> bool {
    view.claims.cues_in(span).filter(|c| c.kind == PartsCue::OpenList).any(|cue| {
        let before = Span::new(span.start, cue.span.start).of(view.document.text()).trim_end();
        before.is_empty() || before.ends_with([',', ';', ':', '(', '.']) || view.claims.cues.iter().any(|c| c.kind == PartsCue::Opens && c.span.end + 2 >= cue.span.start && c.span.end <= cue.span.start)
    })
}

/// True for the M of an `N/M`.
fn is_base(view: View, id: ClaimId) -> bool {
    matches!(view.claims.list[id].pair, Some(Pair::Base(_)))
}
