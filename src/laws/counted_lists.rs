//! A value and a list of nothing but its parts right behind it: counts, whatever their nouns are (`11 văn bản (03 kế hoạch, 06 công văn, 02 hướng dẫn)`,
//! `12 chốt, gồm 05 chốt cố định và 07 chốt lưu động`), and labelled amounts of its unit (`10.736 tấn (biển 8.420 tấn, nội địa 2.316 tấn)`).
//!
//! Of 55 brackets of counts in the corpora and the open reports 51 hold, of 17 labelled ones whose sum is near the value 16. The others are far off, as
//! lists are that tell what things consist of: how near a list has to be stands in `rules/evidence.toml`.

use super::parts;
use crate::claims::{Claim, ClaimId, Claims};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::quantity::{Hedge, Measure, Quantity};
use crate::relations::evidence::{Feature, Weights};
use crate::relations::{prior, Certainty, Relation};
use crate::source::Span;
use rust_decimal::Decimal;

/// Most words between the noun of a value and its list.
const NEAR: usize = 5;
/// Which of the readings of a value this one is.
const OPTION: usize = 90;
/// Signs that no part has inside.
const SIGNS: [char; 6] = [',', ';', ':', '(', '/', '%'];

/// What the parts of a list begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// `03 kế hoạch`
    Count,
    /// `biển 8.420 tấn`
    Label,
}

/// Proposes for each value the list right behind it.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let reader = Reader { document, claims, lexicon };
    for (id, paren) in claims.parens.iter().enumerate() {
        for begins in [Begins::Count, Begins::Label] {
            if let Some(list) = reader.list(paren.span, Some(id), begins) {
                reader.offer(paren.span.start - 1, &list, begins, out);
            }
        }
    }
    for cue in claims.cues.iter().filter(|cue| cue.kind == PartsCue::Full && cue.paren.is_none()) {
        let end = claims.sentence_end(document, cue.block, cue.span.end);
        let end = document.text()[cue.span.end..end].find(';').map_or(end, |at| cue.span.end + at);
        if let Some(list) = reader.list(Span::new(cue.span.end, end), None, Begins::Count) {
            reader.offer(cue.span.start, &list, Begins::Count, out);
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// The numbers of a stretch whose parts between commas, semicolons and the word for `and` have one each; nothing where any part is anything else.
    fn list(&self, span: Span, paren: Option<usize>, begins: Begins) -> Option<Vec<ClaimId>> {
        let ids: Vec<ClaimId> = self.claims.inside(span).collect();
        if ids.len() < 2 {
            return None;
        }
        let mut from = span.start;
        for (nth, &id) in ids.iter().enumerate() {
            let claim = &self.claims.list[id];
            let gap = self.document.folded(Span::new(from.min(claim.span.start), claim.span.start)).trim();
            if claim.paren != paren || !is_part(claim, begins) || !self.is_between(gap, nth == 0, begins) {
                return None;
            }
            from = claim.full.end;
        }
        let rest = self.document.folded(Span::new(from.min(span.end), span.end)).trim();
        // Behind the last count its noun may go on (`39 dự án chưa khởi công`).
        let ends = rest.is_empty() || begins == Begins::Count && is_words(rest) && !rest.contains('…');
        ends.then_some(ids)
    }

    /// What stands before a number of a list: what remains of the part before and a sign or the word for `and`, or these and a label.
    fn is_between(&self, gap: &str, is_first: bool, begins: Begins) -> bool {
        let is_and = |word: &str| self.lexicon.lists("list_and", word);
        match begins {
            Begins::Count if is_first => matches!(gap, "" | ":") || self.is_full(gap),
            Begins::Count => is_words(gap.trim_end_matches([',', ';'])) && (gap.ends_with([',', ';']) || gap.rsplit(' ').next().is_some_and(is_and)),
            Begins::Label => {
                let label = gap.trim_end_matches(':');
                let behind = || label.strip_prefix([',', ';']).or_else(|| label.split_once(' ').filter(|(word, _)| is_and(word)).map(|parts| parts.1));
                let label = if is_first { Some(label) } else { behind() };
                label.is_some_and(|label| is_words(label) && split_words(label).next().is_some())
            }
        }
    }

    /// `gồm`, `bao gồm:`
    fn is_full(&self, text: &str) -> bool {
        let words = || split_words(text.trim_end_matches(':'));
        matches!(self.lexicon.parts.at(words()), Some((PartsCue::Full, length)) if length == words().count())
    }

    /// Proposes a list that begins at a place as the parts of the value right before it, if there is one of its kind.
    fn offer(&self, at: usize, list: &[ClaimId], begins: Begins, out: &mut Vec<Relation>) {
        let Some((&first, whole)) = list.first().and_then(|first| Some((first, first.checked_sub(1)?))) else { return };
        let claims = &self.claims.list;
        let claim = &claims[whole];
        let gap = self.document.folded(Span::new(claim.full.end.min(at), at)).trim_end_matches([' ', ',', ':']);
        let is_beside = claim.block == claims[first].block && is_words(gap) && !gap.contains(['.', ')']) && split_words(gap).count() <= NEAR;
        let is_alike = |&id: &ClaimId| begins == Begins::Count || claims[id].quantity.measure == claim.quantity.measure;
        if !is_beside || !is_part(claim, begins) || !list.iter().all(is_alike) {
            return;
        }
        let bar = Weights::built_in().bar();
        let (least, feature) = match begins {
            Begins::Count => (bar.counted_list, Feature("counted-list", "counts")),
            Begins::Label => (bar.labelled_list, Feature("counted-list", "labels")),
        };
        let parts = list.iter().map(|&id| &claims[id].quantity);
        let is_near = prior::are_of_one_size(&claim.quantity, parts, least);
        // `laws/parts` proposes the same numbers, with what is seen of them. Counts that are far off are heard only by the habits of the report.
        let relation = Relation { features: vec![(feature, 1.0)], ..parts::sum(self.claims, whole, list, ("after", "bracket"), &[]) }.sure(Certainty::Certain);
        match (is_near, begins) {
            (true, _) => out.push(relation.reading(claim.span.start, OPTION, 0)),
            (false, Begins::Count) => out.push(relation),
            (false, Begins::Label) => {}
        }
    }
}

/// No figures and none of the signs that part things.
fn is_words(text: &str) -> bool {
    !text.contains(SIGNS) && !text.contains(|c: char| c.is_ascii_digit())
}

/// A value with its unit or noun, neither more nor less than told; behind no label it counts whole things.
fn is_part(claim: &Claim, begins: Begins) -> bool {
    let Quantity { number, measure, scale, hedge, .. } = &claim.quantity;
    let told = *hedge == Hedge::None && !number.is_malformed() && !claim.is_change() && claim.pair.is_none();
    told && match begins {
        Begins::Count => matches!(measure, Measure::Count(_)) && number.places == 0 && *scale == Decimal::ONE,
        Begins::Label => matches!(measure, Measure::Unit(_) | Measure::Count(_)) && claim.per.is_none() && !claim.is_intensive(),
    }
}
