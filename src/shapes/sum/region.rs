//! A stretch of text that holds parts, read for several totals in several ways.

use super::{View, MOST_PARTS};
use crate::claims::parts::{self, Kinship, Side};
use crate::claims::ClaimId;
use crate::quantity::Measure;
use crate::relations::{prior, Certainty, Form, Relation, Term, TermRole};

/// A stretch of text that holds parts.
pub(super) struct Region<'a> {
    pub view: View<'a>,
    /// First byte: the name of the reading group, and where labels of the first part begin.
    pub start: usize,
    /// Addends in it, in order.
    pub parts: Vec<ClaimId>,
    /// How sure the text makes it that these are the parts.
    pub certainty: Certainty,
    /// They are known to count what the total counts.
    pub akin: bool,
    /// The text allows that some parts are not named.
    pub partial: bool,
    /// Number of the next option.
    pub next: usize,
}

impl Region<'_> {
    /// Proposes the readings of this stretch for one total, best first.
    #[track_caller]
    pub fn propose(&mut self, total: ClaimId, certainty: Certainty, out: &mut Vec<Relation>) {
        // Nothing adds up to nothing, and one part alone needs others in brackets between.
        if self.parts.is_empty() {
            return;
        }
        let begins = |part: ClaimId| part.checked_sub(1).is_none_or(|before| self.view.claims.list[before].span.start < self.start);
        if matches!(self.parts[..], [only] if begins(only)) {
            return;
        }
        let mut seen: Vec<Vec<ClaimId>> = Vec::new();
        let kin = self.kin(total, &self.parts);
        for series in self.series(total, &kin) {
            if series.len() < 2 || series.len() > MOST_PARTS || seen.contains(&series) || series.contains(&total) {
                continue;
            }
            let certainty = if seen.is_empty() { certainty.min(self.certainty) } else { Certainty::Possible };
            let sure = certainty > Certainty::Possible;
            if sure || self.may_make(total, &series) {
                out.push(self.sum(total, &series, certainty, self.next));
            }
            self.next += 1;
            seen.push(series);
        }
        // Things of several kinds may make up a total (`29 tổ chức, gồm 23 chi bộ và 06 đảng bộ`): believed only where it holds.
        let mixed = self.mixed(total);
        if mixed.len() >= 2 && mixed.len() <= MOST_PARTS && !seen.contains(&mixed) && !mixed.contains(&total) && self.may_make(total, &mixed) {
            out.push(self.sum(total, &mixed, Certainty::Possible, self.next));
            self.next += 1;
        }
        self.segments(total, &kin, out);
        self.classes(total, &kin, out);
        self.signed(total, &kin, out);
    }

    /// Nobody tells parts of something else here.
    fn may_make(&self, total: ClaimId, series: &[ClaimId]) -> bool {
        let quantity = |id: ClaimId| &self.view.claims.list[id].quantity;
        prior::may_make(quantity(total), series.iter().map(|&part| quantity(part)))
    }

    /// Parts of the same kind: those on the total's side of plan and result first, then all, then every second one, then those up to a semicolon.
    fn series(&self, total: ClaimId, kin: &[ClaimId]) -> Vec<Vec<ClaimId>> {
        let claims = &self.view.claims.list;
        let side = parts::side(&claims[total]);
        let same_side = kin.iter().copied().filter(|&p| parts::side(&claims[p]) == side);
        let mut out = self.namesakes(total, kin);
        // What is all of them, or the same again, is read once; what is too long to be read at all is not even listed.
        let count = same_side.clone().count();
        out.extend((count < kin.len() && count <= MOST_PARTS).then(|| same_side.collect()));
        out.extend((kin.len() <= MOST_PARTS).then(|| kin.to_vec()));
        if kin.len() <= 2 * MOST_PARTS && kin.len() >= 4 && kin.len().is_multiple_of(2) {
            let offset = usize::from(side == Side::Done);
            out.push(kin.iter().copied().skip(offset).step_by(2).collect());
        }
        let with_asides = (kin.len() < MOST_PARTS).then(|| self.with_asides(total, kin));
        out.extend(with_asides.filter(|all| all.len() > kin.len()));
        if self.first_segment().count() < self.parts.len() {
            out.push(self.kin(total, &self.first_segment().collect::<Vec<_>>()));
        }
        out
    }

    pub(super) fn first_segment(&self) -> impl Iterator<Item = ClaimId> + '_ {
        let claims = &self.view.claims.list;
        let segment = self.parts.first().map(|&p| claims[p].segment);
        self.parts.iter().copied().filter(move |&p| Some(claims[p].segment) == segment)
    }

    /// The parts that count the same kind of thing as the total; without a unit only where no part has one.
    pub(super) fn kin(&self, total: ClaimId, among: &[ClaimId]) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let mut kin: Vec<ClaimId> = among.to_vec();
        if !self.akin {
            let among: Vec<_> = among.iter().map(|&p| &claims[p]).collect();
            let kinships = parts::kinships(self.view.document, self.view.lexicon, &claims[total], &among);
            let least = if kinships.iter().any(|kinship| *kinship > Kinship::Loose) { Kinship::Near } else { Kinship::Loose };
            let mut kinships = kinships.into_iter();
            kin.retain(|_| kinships.next() >= Some(least));
        }
        kin.retain(|&part| part != total);
        // The parts of a change are changes, where there are any: `giảm 1.200 con, trong đó trâu 7.675 con, giảm 1.010 con`.
        if claims[total].is_change() && kin.iter().any(|&p| claims[p].is_change()) {
            kin.retain(|&p| claims[p].is_change());
        }
        kin
    }

    /// `a 62, b 86; c 147, d 1`: each part between semicolons breaks the total down on its own.
    fn segments(&mut self, total: ClaimId, kin: &[ClaimId], out: &mut Vec<Relation>) {
        if self.first_segment().count() == self.parts.len() {
            return;
        }
        let segment = |part: &ClaimId| self.view.claims.list[*part].segment;
        let runs = kin.chunk_by(|one, next| segment(one) == segment(next));
        if runs.clone().count() < 2 || runs.clone().any(|run| run.len() < 2) {
            return;
        }
        for run in runs {
            out.push(self.sum(total, run, Certainty::Likely.min(self.certainty), self.next));
        }
        self.next += 1;
    }

    /// The relation of a total and one series of parts.
    #[track_caller]
    pub fn sum(&self, total: ClaimId, series: &[ClaimId], certainty: Certainty, option: usize) -> Relation {
        let claims = &self.view.claims.list;
        let terms = series.iter().map(|&p| {
            let from = self.view.claims.clause_of_measures(p).max(self.start);
            let role = if self.view.claims.is_deduction(from, &claims[p]) { TermRole::Deduction } else { TermRole::Part };
            let mut term = Term::of(p, &claims[p], role);
            // `5.236 hồ sơ (trực tuyến 4.923, trực tiếp 313)`: the parts count what the total counts.
            let counted = claims[total].quantity.exact && claims[p].quantity.measure == Measure::Bare && claims[p].quantity.number.places == 0;
            if let Some(quantity) = term.quantity.as_mut().filter(|_| counted) {
                quantity.exact = true;
            }
            term
        });
        let column = series.first().map_or(0, |&p| p * 64 + series.len());
        let mut relation = Relation::new(&self.view.rule.name, Form::Sum, Term::of(total, &claims[total], TermRole::Stated), terms.collect());
        relation.may_be_partial = self.partial;
        relation.some_only = self.asks_for_some(total, series);
        relation.sure(certainty).reading(self.start, option, column)
    }
}
