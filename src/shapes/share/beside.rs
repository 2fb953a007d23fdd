//! The plan or the whole that brackets or the words right behind a percent name.

use super::Bases;
use crate::claims::ClaimId;
use crate::lexicon::{split_words, Role};
use crate::quantity::Measure;
use crate::source::Span;

impl Bases<'_, '_> {
    /// `chuyển đổi 214 người (kế hoạch 220 người, đạt 97,3%)`: the bracket opens with the plan of the number before it.
    pub(super) fn result_before(&self, plan: ClaimId) -> Option<ClaimId> {
        let claims = &self.view.claims.list;
        let bracket = claims[plan].paren.map(|p| self.view.claims.parens[p].span)?;
        let opens = claims[plan].role == Role::Plan && self.view.claims.inside(bracket).next() == Some(plan);
        let result = plan.checked_sub(1).filter(|&r| opens && self.same_sentence(r) && !claims[r].is_percent() && !claims[r].is_change())?;
        (claims[result].paren != claims[plan].paren && self.kin(result, plan)).then_some(result)
    }

    /// `bằng 61% dự toán năm (420 tỷ đồng)`, `bằng 40,7% lực lượng lao động là 70.120 người`: the whole named right behind the percent.
    pub(super) fn named_behind(&self, done: ClaimId) -> Option<ClaimId> {
        let claims = &self.view.claims.list;
        let percent = &claims[self.percent];
        // `đạt 109% kế hoạch 6 tháng (2.600 lượt)`: the time of the plan stands between.
        let time = claims.get(self.percent + 1).is_some_and(|c| matches!(&c.quantity.measure, Measure::Unit(unit) if unit == "duration"));
        let next = self.percent + 1 + usize::from(time);
        let whole = claims.get(next).filter(|c| c.block == percent.block && self.same_sentence(done) && !c.is_change() && self.kin(next, done))?;
        let between = Span::new(percent.full.end, whole.span.start);
        let words = self.view.document.folded(between);
        let noun = split_words(words).next().is_some();
        let bracket = words.trim_end().ends_with('(') && whole.paren.is_some_and(|p| self.view.claims.inside(self.view.claims.parens[p].span).len() == 1);
        // `chiếm 98,5% tổng dư nợ 191.050 triệu đồng`: the noun of the whole stands between, and nothing else.
        let named = matches!(whole.role, Role::None | Role::Plan) && !words.contains('(');
        let joins = split_words(words).next().is_some_and(|w| self.view.lexicon.lists("list_and", w));
        (noun && self.says_of(words) && !joins && !words.contains([',', ';', '.', ')']) && (bracket || named)).then_some(next)
    }
}
