//! Part of a total: `13.529 hồ sơ (86,5%)`, and a percent of a percent.

use super::{Bases, ABOVE, WHOLES};
use crate::claims::{ClaimId, Pair, PercentOf};
use crate::lexicon::{split_words, PartsCue, Role};
use crate::relations::{Certainty, TermRole};
use crate::source::Span;

impl Bases<'_, '_> {
    /// `13.529 hồ sơ (86,5%)`, `649 hộ, bằng 97% số hộ nghèo`: the part right before the percent, of a total before it.
    pub fn of_total(&mut self) {
        let claims = &self.view.claims.list;
        let percent = &claims[self.percent];
        let between = |id: ClaimId| Span::new(claims[id].full.end, percent.span.start);
        let adjacent = |id: &ClaimId| between(*id).len() < 80 && self.same_sentence(*id) && !between(*id).of(self.view.document.text()).contains([':', ';']);
        let open = |id: &ClaimId| claims[*id].paren.is_none() || claims[*id].paren == percent.paren || percent.paren.is_some();
        let Some(part) = self.before().into_iter().find(open).filter(adjacent) else { return };
        // `3 triệu đồng + 0,05% của phần vượt`: a term of a formula, not a share.
        let added = between(part).of(self.view.document.text()).trim_end().ends_with('+');
        if added || claims[part].pair.is_some() || percent.percent_of == PercentOf::Plan {
            return;
        }
        let last = split_words(self.view.document.folded(percent.label)).last().unwrap_or("");
        let cued = self.view.rule.cues("share").iter().any(|c| c == last);
        // `(trong đó tiết kiệm 10% …)` says something else in its bracket.
        let bracket = percent.paren.is_some() && percent.paren != claims[part].paren && (last.is_empty() || cued || percent.role == Role::Share);
        let share = bracket || percent.role == Role::Share;
        let said = bracket || cued;
        let own = self.view.claims.of_block(claims[part].block).start;
        // Only the first sentence of a block may speak of a total in the block before it.
        let leading = claims[part].sentence == self.view.document.blocks[claims[part].block].span.start;
        let from = if leading { own.saturating_sub(ABOVE) } else { own };
        let earlier = (from..part).rev();
        let mut wholes: Vec<ClaimId> =
            earlier.filter(|&id| !claims[id].is_percent() && !claims[id].is_change() && self.kin(id, part)).take(2 * WHOLES).collect();
        // `đón 3,6 triệu lượt, tăng 17% so với cùng kỳ (3,1 triệu lượt); trong đó …`: what a bracket adds is rather no whole.
        wholes.sort_by_key(|&whole| claims[whole].paren.is_some() && claims[whole].paren != claims[part].paren);
        if let Some(whole) = self.total_behind(part).filter(|_| share) {
            self.offer(part, whole, TermRole::Whole, Certainty::Likely);
        }
        for (rank, whole) in wholes.into_iter().enumerate() {
            let announced = self.announced(part, whole);
            let certainty = match share {
                true if rank == 0 && said && announced => Certainty::Certain,
                // `(12% tổng số vé bán lẻ)`: another whole than that of the paragraph before.
                true if bracket && !self.same_sentence(whole) && !self.fits_tail(whole) => Certainty::Possible,
                // `giỏi 122 em (24%), khá 315 em (62%)`: a number with a share of its own is a sibling.
                true if !announced && (self.has_share(whole) || self.is_part_above(whole)) => Certainty::Possible,
                true => Certainty::Likely,
                false => Certainty::Possible,
            };
            self.offer(part, whole, TermRole::Whole, certainty);
        }
    }

    /// `hộ nghèo còn 131 hộ, chiếm 3,98% … so với tổng số 3.288 hộ`: the sentence names the total at its end.
    fn total_behind(&self, part: ClaimId) -> Option<ClaimId> {
        let claims = &self.view.claims.list;
        let mut behind = (self.percent + 1..claims.len()).take_while(|&id| self.same_sentence(id));
        let named = |id: ClaimId| self.view.rule.cues("total").iter().any(|c| self.view.document.folded(claims[id].label).contains(c.as_str()));
        behind.find(|&id| named(id) && !claims[id].is_change() && self.kin(id, part))
    }

    /// A number with a share of its own in the sentence of the percent is a part as well.
    fn has_share(&self, id: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        // The percent behind `5.488/18.910 học sinh` is the one of the pair, not of the whole.
        let own = !matches!(claims[id].pair, Some(Pair::Base(_)));
        let next =
            claims.get(id + 1).filter(|_| own).filter(|c| c.is_percent() && !c.is_change() && c.sentence == claims[id].sentence && id + 1 < self.percent);
        next.is_some_and(|c| matches!(c.percent_of, PercentOf::Unsaid) && self.same_sentence(id))
    }

    /// A total of another paragraph is the first number of its kind in its sentence; what follows there are its parts.
    fn is_part_above(&self, id: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let first = self.view.claims.of_block(claims[id].block).start;
        let alike = |&other: &ClaimId| claims[other].sentence == claims[id].sentence;
        claims[id].block != claims[self.percent].block
            && (first..id).rev().take_while(alike).any(|other| claims[other].quantity.measure == claims[id].quantity.measure && !claims[other].is_change())
    }

    /// A cue makes the part one of the whole: `trong 16 dự án, 13 …`, `18.452 trường hợp, trong đó …`.
    fn announced(&self, part: ClaimId, whole: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let between = Span::new(claims[whole].label.start, claims[part].span.start);
        // `trong kỳ 3.125 đơn` tells a time, `trong tổng số 3.125 đơn` a whole.
        let before = |from: usize| split_words(self.view.document.folded(Span::new(from, claims[whole].span.start)));
        let plain = |from: usize| before(from).all(|w| self.view.lexicon.stop.contains(w));
        // `1,820 teachers were trained, 1,092 of whom (60%) were women`: the cue may stand behind the part.
        let behind = self.view.document.folded(Span::new(claims[part].full.end, claims[self.percent].span.start.max(claims[part].full.end)));
        let taken_out = self.view.rule.phrases("of_whom").are_all(behind);
        claims[whole].sentence == claims[part].sentence
            && (taken_out
                || self.view.claims.cues_in(between).any(|c| match c.kind {
                    PartsCue::OfWhich => c.span.end <= claims[whole].span.start && plain(c.span.end),
                    PartsCue::Opens | PartsCue::Full => claims[whole].full.end <= c.span.start,
                    _ => false,
                }))
    }

    /// `chiếm 67%, đạt 88,2% KH (mục tiêu 76%)`: a percent of a percent.
    pub fn of_percent(&mut self) {
        let claims = &self.view.claims.list;
        let near = |id: &ClaimId| self.same_sentence(*id) && claims[*id].is_percent() && !claims[*id].is_change();
        let part = (self.percent.saturating_sub(2)..self.percent).rev().find(near);
        let whole = (self.percent + 1..claims.len()).take(2).find(|id| near(id) && claims[*id].role == Role::Plan);
        if let (Some(part), Some(whole)) = (part, whole) {
            self.offer(part, whole, TermRole::Plan, Certainty::Likely);
        }
    }
}
