//! Counts whose noun is left out: `11 actions were on track and 4 were delayed`, `of the 640 households, 416 (65%)`,
//! `the number of visitors rose from 120 to 140`, `24, 31 and 18 ambulances`. Only in languages that say what may follow such a count (`elliptic`).

use super::{Claim, Claims, Paren};
use crate::document::{BlockId, Document};
use crate::lexicon::{split_words, Lexicon};
use crate::quantity::Measure;
use crate::source::Span;

/// Words between `number of` and the noun that it counts.
const QUALIFIERS: usize = 3;
/// Bytes between a count and the percent that says of what it is a share.
const NEAR: usize = 8;

/// Gives the bare counts of a block the noun of the count beside them, or of the words before them that say what is counted.
pub(super) fn carry(document: &Document, lexicon: &Lexicon, parens: &[Paren], lead: Option<Measure>, claims: &mut [Claim]) {
    if lexicon.list("elliptic").is_empty() {
        return;
    }
    let mut named: Vec<usize> = Vec::new();
    for n in 0..claims.len() {
        let reader = Reader { document, lexicon, parens, lead: lead.as_ref(), claims };
        if !reader.is_plain(n) {
            continue;
        }
        let by_name = reader.named_before(n, &named);
        named.extend(by_name.iter().map(|_| n));
        let found = reader.counted_before(n).or_else(|| reader.listed(n)).or(by_name);
        if let Some(measure) = found {
            (claims[n].quantity.measure, claims[n].quantity.exact) = (measure, true);
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    parens: &'a [Paren],
    lead: Option<&'a Measure>,
    claims: &'a [Claim],
}

impl Reader<'_> {
    fn is_plain(&self, n: usize) -> bool {
        let claim = &self.claims[n];
        claim.quantity.measure == Measure::Bare && claim.quantity.number.places == 0
    }

    fn count_of(claim: &Claim) -> Option<Measure> {
        Some(claim.quantity.measure.clone()).filter(|m| matches!(m, Measure::Count(_)))
    }

    /// The count before it in its sentence, if what follows shows that the noun is left out.
    fn counted_before(&self, n: usize) -> Option<Measure> {
        let claim = &self.claims[n];
        let Some(before) = (0..n).rev().take_while(|&b| self.claims[b].sentence == claim.sentence).find(|&b| !self.claims[b].is_percent()) else {
            return self.lead.filter(|_| n == 0 && self.is_elliptic(claim)).cloned();
        };
        let own = self.alone(n) && self.alone(before);
        let other = &self.claims[before];
        let open = other.paren.is_none() && !self.alone(n) || other.paren == claim.paren || own;
        let elided = !self.is_rate(claim) && (own || self.is_elliptic(claim) || self.has_share(n) || self.sums_up(claim));
        Self::count_of(other).filter(|_| open && elided)
    }

    /// Nothing else stands in the bracket around a number.
    fn alone(&self, n: usize) -> bool {
        self.claims[n].paren.is_some_and(|p| self.parens[p].span == self.claims[n].span)
    }

    /// A verb, a preposition or a quality of the things stands right behind the number, and no noun.
    fn is_elliptic(&self, claim: &Claim) -> bool {
        let behind = self.behind(claim);
        let next = split_words(behind).next().unwrap_or("");
        let known = || self.lexicon.lists("elliptic", next) || self.lexicon.lists("qualities", next) || self.lexicon.is_participle(next);
        behind.starts_with(' ') && (known() || self.lexicon.list("of_whom").iter().any(|cue| behind[1..].starts_with(cue.as_str())))
    }

    /// `…, a total of 75`: all of what was counted before.
    fn sums_up(&self, claim: &Claim) -> bool {
        let label = self.document.folded(claim.label).trim();
        self.lexicon.lists("sums_up", label) && self.behind(claim).trim().is_empty()
    }

    /// Nothing of its own is said of the number: `from 120 to 140`, `120 in May and 140`.
    fn goes_on(&self, claim: &Claim) -> bool {
        let small = |w: &str| self.lexicon.stop.contains(w) || self.lexicon.verbs.contains(w) || w.starts_with(|c: char| c.is_ascii_digit());
        split_words(self.document.folded(claim.label)).all(small)
    }

    /// `9 per 1,000`: neither counts what the sentence counts.
    fn is_rate(&self, claim: &Claim) -> bool {
        let per = |word: Option<&str>| word.is_some_and(|w| self.lexicon.lists("per", w));
        per(split_words(self.behind(claim)).next()) || per(split_words(self.document.folded(claim.label)).last())
    }

    fn behind(&self, claim: &Claim) -> &str {
        self.document.folded(Span::new(claim.span.end, claim.tail.end.max(claim.span.end)))
    }

    /// `416 (65%)`, `416, or 65 per cent`: a share follows at once.
    fn has_share(&self, n: usize) -> bool {
        let claim = &self.claims[n];
        let next = self.claims.get(n + 1).filter(|c| c.is_percent() && c.sentence == claim.sentence && !c.is_change());
        next.is_some_and(|c| c.span.start < claim.span.end + NEAR)
    }

    /// `24, 31 and 18 ambulances`: numbers with nothing but commas and `and` between them count one thing.
    fn listed(&self, n: usize) -> Option<Measure> {
        for at in n..self.claims.len().saturating_sub(1) {
            let gap = Span::new(self.claims[at].full.end, self.claims[at + 1].span.start.max(self.claims[at].full.end));
            let mut words = split_words(self.document.folded(gap));
            let joined = words.all(|w| self.lexicon.lists("list_and", w)) && gap.len() <= NEAR;
            if !joined || self.claims[at].sentence != self.claims[at + 1].sentence || self.claims[at].paren != self.claims[at + 1].paren {
                return None;
            }
            if let Some(measure) = Self::count_of(&self.claims[at + 1]) {
                return (at > n || self.document.folded(gap).trim() != ",").then_some(measure);
            }
            if !self.is_plain(at + 1) {
                return None;
            }
        }
        None
    }

    /// `the number of visitors rose from 120`: the sentence says what is counted, and no other thing is counted in between.
    fn named_before(&self, n: usize, named: &[usize]) -> Option<Measure> {
        let claim = &self.claims[n];
        let others = |b: &usize| !self.claims[*b].is_percent() && self.claims[*b].quantity.measure != Measure::Bare && !named.contains(b);
        let other = (0..n).rev().find(others).map_or(0, |b| self.claims[b].full.end);
        let start = claim.sentence.max(other).min(claim.span.start);
        let text = self.document.folded(Span::new(start, claim.span.start));
        let ahead = self.lexicon.list("count_heads").iter().filter_map(|head| text.rfind(head.as_str()).map(|at| at + head.len())).max()?;
        if text[ahead..].contains(';') {
            return None;
        }
        let words: Vec<&str> = split_words(&text[ahead..]).take(QUALIFIERS + 2).collect();
        let noun = (0..=QUALIFIERS.min(words.len())).find_map(|skip| self.lexicon.nouns.at(words[skip..].iter().copied()))?;
        let ranged = self.behind(claim).starts_with('-');
        let again = !named.iter().any(|&b| self.claims[b].sentence == claim.sentence) || self.goes_on(claim);
        (!ranged && again && !self.is_rate(claim)).then(|| self.lexicon.counted(noun.0))
    }
}

/// What the line above a list item, or the sentence that calls a note, counts last: an item may leave out its noun.
pub(super) fn lead(document: &Document, claims: &Claims, block: BlockId) -> Option<Measure> {
    let called = document.blocks[block].note().and_then(|n| document.notes.get(n)).filter(|n| n.block == block);
    let span = match called.and_then(|n| document.anchors.get(n.anchor?)) {
        Some(anchor) => Span::new(document.blocks[anchor.block].span.start, anchor.at),
        None => {
            let above = document.blocks[block].parent().map(|p| document.blocks[p].span)?;
            above.of(document.text()).trim_end().ends_with(':').then_some(above)?
        }
    };
    // Claims stand in the order of the text.
    let before = claims.list.partition_point(|c| c.span.start < span.end);
    let last = claims.list[..before].iter().rev().take_while(|c| c.span.start >= span.start).find(|c| !c.is_percent());
    last.map(|c| c.quantity.measure.clone()).filter(|m| matches!(m, Measure::Count(_)))
}
