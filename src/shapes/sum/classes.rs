//! Several ways through one stretch of parts: a total that is broken down twice in one list, measures that take turns, a difference that is written out.

use super::region::Region;
use super::MOST_PARTS;
use crate::claims::ClaimId;
use crate::quantity::Measure;
use crate::relations::prior::parts_up_to;
use crate::relations::{Certainty, Relation, TermRole};
use crate::source::Span;

/// Most parts that are read as two breakdowns of one total.
const MOST: usize = 10;
/// The first reading of those as two breakdowns, and the one as a difference.
const CLASSES: usize = 1_000;
const SIGNED: usize = 2_000;

impl Region<'_> {
    /// Counts of whatever things, up to a semicolon, for a total that is a count itself; one more than are read where there are too many.
    pub(super) fn mixed(&self, total: ClaimId) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let counts = |id: ClaimId| matches!(claims[id].quantity.measure, Measure::Count(_) | Measure::Bare) && claims[id].quantity.number.places == 0;
        let plain = |id: ClaimId| counts(id) && !claims[id].is_change();
        let parts: Vec<ClaimId> = if counts(total) { self.first_segment().filter(|&p| plain(p)).take(MOST_PARTS + 1).collect() } else { Vec::new() };
        // `2.305 con, gồm 17 xã, 88 thôn, 656 hộ, 2.144 con`: where one part counts what the total counts, the others are no parts of it.
        let is_same = |&p: &ClaimId| claims[p].quantity.measure == claims[total].quantity.measure;
        let is_other = |&p: &ClaimId| claims[p].quantity.measure != Measure::Bare && !is_same(&p);
        if parts.iter().any(is_same) && parts.iter().any(is_other) {
            return Vec::new();
        }
        parts
    }

    /// `862 người, gồm thành thị 231, nông thôn 631, nam 433, nữ 429`: the first parts make the total, and so do the others.
    pub(super) fn classes(&self, total: ClaimId, kin: &[ClaimId], out: &mut Vec<Relation>) {
        if !(4..=MOST).contains(&kin.len()) {
            return;
        }
        let claims = self.view.claims;
        let range = |&part: &ClaimId| claims.range(part);
        let ahead: Vec<bool> = parts_up_to(claims.range(total), kin.iter().map(range)).collect();
        let behind: Vec<bool> = parts_up_to(claims.range(total), kin.iter().rev().map(range)).collect();
        for cut in 2..=kin.len() - 2 {
            // There are many ways to cut a list: one is worth weighing where a part of it holds.
            if ahead.get(cut - 1) != Some(&true) && behind.get(kin.len() - cut - 1) != Some(&true) {
                continue;
            }
            // Where one of the two holds, the other is meant the same way.
            let name = usize::MAX - (self.start * MOST + cut);
            for series in [&kin[..cut], &kin[cut..]] {
                out.push(self.sum(total, series, Certainty::Possible, CLASSES + cut).kin(name));
            }
        }
    }

    /// `68 người chết, 83 người bị thương; đường bộ: chết 66, bị thương 82; …`: one noun, told apart by the word before the number.
    pub(super) fn namesakes(&self, total: ClaimId, kin: &[ClaimId]) -> Vec<Vec<ClaimId>> {
        let claims = &self.view.claims.list;
        let ends = self.view.claims.label_ends(self.view.document);
        let word = |id: ClaimId| ends[id];
        let Some(own) = word(total) else { return Vec::new() };
        let count = kin.iter().filter(|&&part| word(part) == Some(own)).count();
        if count < 2 || count == kin.len() {
            return Vec::new();
        }
        let words: Vec<Option<u32>> = kin.iter().map(|&p| word(p)).collect();
        let sentence = (0..claims.len()).skip(total.saturating_sub(4)).take(8).filter(|&id| id != total && claims[id].sentence == claims[total].sentence);
        let mut rivals = sentence.filter(|&id| claims[id].quantity.measure == claims[total].quantity.measure && !kin.contains(&id)).filter_map(word);
        let others = words.iter().filter(|word| **word != Some(own));
        if !rivals.any(|rival| others.clone().all(|word| *word == Some(rival))) {
            return Vec::new();
        }
        vec![kin.iter().zip(&words).filter(|(_, word)| **word == Some(own)).map(|(part, _)| *part).collect()]
    }

    /// `2.447 (tổng thu 64.318 - tổng chi 61.871)`: a dash between two amounts may be a minus.
    pub(super) fn signed(&self, total: ClaimId, kin: &[ClaimId], out: &mut Vec<Relation>) {
        let claims = &self.view.claims.list;
        let [first, second] = self.parts[..] else { return };
        let between = Span::new(claims[first].full.end, claims[second].span.start.max(claims[first].full.end)).of(self.view.document.text());
        if kin.len() == 2 && between.trim_start().starts_with(['-', '–', '−']) {
            let mut relation = self.sum(total, kin, Certainty::Possible, SIGNED);
            relation.terms[1].role = TermRole::Deduction;
            out.push(relation);
        }
    }
}
