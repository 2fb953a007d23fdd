//! What a percent is of by the words behind it, in languages that say so: `15% of pupils`, `98.4% of its target of $1.25 billion`.

use super::Bases;
use crate::claims::{ClaimId, PercentOf};
use crate::lexicon::split_words;
use crate::phrases::is_of_word;
use crate::quantity::Measure;
use crate::source::Span;

/// More words than these before a percent name something of its own.
const NAMES: usize = 3;

impl Bases<'_, '_> {
    /// `72 out of 100; 15% of pupils`: the percent is of things that the whole does not count.
    pub(super) fn is_of_another(&self, whole: ClaimId) -> bool {
        let (claims, document) = (&self.view.claims.list, self.view.document);
        let (percent, whole) = (&claims[self.percent], &claims[whole]);
        let end = self.view.claims.sentence_end(document, percent.block, percent.full.end);
        let behind = document.folded(Span::new(percent.full.end, end.max(percent.full.end))).trim_start();
        let mut words = split_words(behind);
        let starts = words.next().is_some_and(|w| self.is_of(w) && behind.starts_with(w));
        if !starts || percent.percent_of == PercentOf::Plan || self.view.rule.cues("of_whom").iter().any(|them| behind.starts_with(them.as_str())) {
            return false;
        }
        let named: Vec<&str> = words.by_ref().take(2).filter(|w| !self.view.lexicon.stop.contains(*w)).collect();
        let told = document.folded(Span::new(whole.label.start, whole.tail.end.max(whole.full.end)));
        !named.is_empty() && !named.iter().any(|n| split_words(told).any(|w| w == *n))
    }

    /// `6/8 mặt hàng lên giá, nhiều nhất là gạo 4%`, `hỏng 1/3 mái; mức thiệt hại 9%`, `2/12 mục tiêu đạt 98% mục tiêu`: the percent is one
    /// of the things that are counted, or of something else; `own` where a sign stands between.
    pub(super) fn is_of_one_of(&self, base: ClaimId, own: bool) -> bool {
        let (claims, document) = (&self.view.claims.list, self.view.document);
        let (percent, base) = (&claims[self.percent], &claims[base]);
        let between = document.folded(Span::new(base.full.end, percent.span.start.max(base.full.end)));
        let again = || match &base.quantity.measure {
            Measure::Count(noun) => !own && split_words(document.folded(percent.tail)).take(split_words(noun).count()).eq(split_words(noun)),
            _ => false,
        };
        let topmost = || self.view.rule.phrases("topmost").are_in(between);
        let elsewhere = base.segment != percent.segment && base.paren == percent.paren && split_words(document.folded(percent.label)).nth(NAMES).is_some();
        elsewhere || topmost() || again()
    }

    /// `1 in 10 of the 6,200 respondents`: the number is no part, but says how many there are to each one.
    pub(super) fn is_one_in(&self, part: ClaimId) -> bool {
        let claim = &self.view.claims.list[part];
        let start = self.view.claims.sentence_start(self.view.document, claim.block, claim.span.start);
        let before = self.view.document.folded(Span::new(start, claim.span.start)).trim_end();
        let ends = |cue: &String| before.strip_suffix(cue.as_str()).is_some_and(|rest| !rest.ends_with(is_of_word));
        self.view.rule.cues("one_in").iter().any(ends)
    }

    /// True if this number is what another percent is of.
    pub(super) fn is_named_base(&self, id: ClaimId) -> bool {
        let claims = &self.view.claims.list;
        let Some(before) = id.checked_sub(1).filter(|&b| claims[b].is_percent() && claims[b].sentence == claims[id].sentence) else { return false };
        let between = self.view.document.folded(Span::new(claims[before].full.end, claims[id].span.start));
        split_words(between).next().is_some_and(|w| self.is_of(w)) && !between.contains([',', ';', ')'])
    }

    /// `41,200 tonnes, 46% recycled (18,952 tonnes)`: without the word for "of", a bracket tells how many the percent is.
    pub(super) fn says_of(&self, words: &str) -> bool {
        self.view.rule.cues("of").is_empty() || split_words(words).next().is_some_and(|w| self.is_of(w))
    }

    fn is_of(&self, word: &str) -> bool {
        self.view.rule.cues("of").iter().any(|of| of == word)
    }
}
