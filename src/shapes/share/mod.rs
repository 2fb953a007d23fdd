//! A percent and the two amounts that it compares: N of M, done of planned, part of its total.

mod against;
mod beside;
mod earlier;
mod fulfilment;
mod list;
mod of_noun;
mod of_total;

use super::View;
use crate::claims::parts::{kinship, Kinship};
use crate::claims::{votes, ClaimId, Pair, PercentOf};
use crate::lexicon::{split_words, Role};
use crate::phrases::words_from_end;
use crate::quantity::{Hedge, Measure};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// So many wholes before a part are tried.
const WHOLES: usize = 5;
/// So many numbers of the blocks above may be the whole of a part.
const ABOVE: usize = 12;

/// Proposes the bases of every percent that states a share or a degree of fulfilment.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for id in 0..view.claims.list.len() {
        let claim = &view.claims.list[id];
        let growth = claim.is_change() || matches!(claim.percent_of, PercentOf::Last | PercentOf::Points);
        // `chỉ tiêu giao 95,5%` is a target.
        let target = claim.role == Role::Plan && claim.percent_of == PercentOf::Unsaid;
        if claim.is_percent() && !growth && !target && !is_respective(view, id) && !view.claims.is_of_year(view.document, id) && !earlier::is_rate(view, id) {
            let mut bases = Bases { view, percent: id, next: 0, out };
            bases.pair();
            bases.fulfilment();
            bases.of_total();
            bases.of_percent();
        }
    }
    list::propose(view, out);
}

/// `lần lượt là 100% và 36%`: each of them belongs to another thing named before.
fn is_respective(view: View, id: ClaimId) -> bool {
    let claims = &view.claims.list;
    let said = |id: ClaimId| view.rule.cues("respective").iter().any(|c| view.document.folded(claims[id].label).contains(c.as_str()));
    let row = |&at: &ClaimId| claims[at].is_percent() && claims[at].sentence == claims[id].sentence;
    said(id) || (0..id).rev().take_while(row).any(said)
}

/// The readings of one percent.
struct Bases<'a, 'o> {
    view: View<'a>,
    percent: ClaimId,
    next: usize,
    out: &'o mut Vec<Relation>,
}

impl Bases<'_, '_> {
    /// `44/48 đại biểu có mặt (88%)`: the percent is of all who have a vote, those who are absent among them.
    fn is_vote(&self, part: ClaimId, whole: ClaimId) -> bool {
        let view = self.view;
        view.claims.list[part].base() == Some(whole) && votes::are_near(view.document, view.claims, view.lexicon, &[self.percent, part, whole])
    }

    #[track_caller]
    fn offer(&mut self, part: ClaimId, whole: ClaimId, role: TermRole, certainty: Certainty) {
        let claims = &self.view.claims.list;
        let certainty = if self.is_threshold() || self.is_vote(part, whole) { Certainty::Possible } else { certainty };
        let terms = vec![Term::of(part, &claims[part], TermRole::Part), Term::of(whole, &claims[whole], role)];
        let stated = Term::of(self.percent, &claims[self.percent], TermRole::Stated);
        let relation = Relation::new(&self.view.rule.name, Form::Share, stated, terms);
        let group = claims[self.percent].span.start;
        // Shares of a whole say nothing of what the plans of its parts are (`chi trả nợ 12,6 tỷ đồng, đạt 48,5%`).
        let percent = &claims[self.percent];
        let last = words_from_end(self.view.document.folded(percent.label)).next().unwrap_or("");
        let is_share = self.view.rule.cues("share").iter().any(|c| c == last) || percent.paren.is_some() && percent.paren != claims[part].paren;
        self.out.push(relation.sure(certainty).reading(group, self.next, 0).kin(claims[whole].span.start * 2 + usize::from(is_share)));
        self.next += 1;
    }

    /// `đạt từ 80% trở lên`: a class, not the result of a division.
    fn is_threshold(&self) -> bool {
        let claim = &self.view.claims.list[self.percent];
        let last = words_from_end(self.view.document.folded(claim.label)).next().unwrap_or("");
        let word = self.view.rule.cues("threshold").iter().any(|w| w == last);
        word || self.view.lexicon.hedges_after.at(split_words(self.view.document.folded(claim.tail))).is_some()
    }

    /// Amounts before the percent in its block, nearest first.
    fn before(&self) -> Vec<ClaimId> {
        let claims = &self.view.claims.list;
        let first = self.view.claims.of_block(claims[self.percent].block).start;
        (first..self.percent).rev().filter(|&id| !claims[id].is_percent() && self.is_of_measure(id)).collect()
    }

    /// `đạt 33,2% về việc và 19,1% về tiền`: the words behind the percent name the measure that it is of.
    fn is_of_measure(&self, id: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let mut tail = split_words(self.view.document.folded(claims[self.percent].tail));
        let said = tail.next().is_some_and(|w| self.view.rule.cues("in_terms_of").iter().any(|c| c == w));
        let Some(noun) = tail.next().filter(|_| said) else { return true };
        match &claims[id].quantity.measure {
            Measure::Unit(unit) if unit == "VND" => self.view.rule.cues("money").iter().any(|m| m == noun),
            Measure::Count(counted) => split_words(counted).any(|w| w == noun),
            _ => false,
        }
    }

    fn same_sentence(&self, id: ClaimId) -> bool {
        self.view.claims.list[id].sentence == self.view.claims.list[self.percent].sentence
    }

    /// `07/12 cuộc, đạt 58%`: the nearest N/M before the percent.
    fn pair(&mut self) {
        let claims = &self.view.claims.list;
        let nearest = self
            .before()
            .into_iter()
            .filter(|&id| self.same_sentence(id))
            .find(|&id| claims[id].paren == claims[self.percent].paren || claims[self.percent].paren.is_some() || self.ends_bracket(id));
        let Some(base) = nearest else { return };
        if let Some(Pair::Base(part)) = claims[base].pair {
            // Another percent of the same pair may be meant of something else: `chiếm 67%, đạt 88,2% KH`.
            let between = (base + 1..self.percent).any(|id| claims[id].is_percent());
            // `18/23 khu vực đạt 100%`: without a sign between, what they have reached.
            let own = Span::new(claims[base].full.end, claims[self.percent].span.start)
                .of(self.view.document.text())
                .trim()
                .contains([',', ';', '(', '-', '–', ':', '=']);
            let full = !own && self.view.document.words(claims[self.percent].span) == "100";
            let certainty =
                match (between || full || self.is_of_another(base) || self.is_of_one_of(base, own) || self.is_one_in(part), claims[part].quantity.hedge) {
                    (true, _) => Certainty::Possible,
                    (_, Hedge::AtLeast | Hedge::AtMost) => Certainty::Likely,
                    _ => Certainty::Certain,
                };
            self.offer(part, base, TermRole::Whole, certainty);
        }
    }

    /// `(25.533 người/61.830 người) đạt 41,3%`: the bracket right before the percent holds its pair and nothing else.
    fn ends_bracket(&self, id: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let Some(bracket) = claims[id].paren.map(|p| self.view.claims.parens[p].span) else { return false };
        let between = Span::new(bracket.end, claims[self.percent].span.start.max(bracket.end));
        let near = split_words(self.view.document.folded(between)).count() <= 2 && !between.of(self.view.document.text()).contains([',', ';', ':', '.']);
        near && self.view.claims.inside(bracket).len() == 2 && matches!(claims[id].pair, Some(Pair::Base(_)))
    }

    fn kin(&self, a: ClaimId, b: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        kinship(self.view.document, self.view.lexicon, &claims[a], &claims[b]) >= Kinship::Near
    }
}
