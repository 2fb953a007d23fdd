//! Which numbers may be parts of one total: same kind of thing, same side of plan and result, same depth.

use super::{Claim, ClaimId, Claims, Pair};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon, PartsCue, Role};
use crate::phrases::is_year;
use crate::quantity::Measure;
use crate::source::Span;

/// Plan and result run through one list as two series; so do the two numbers of `N/M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Planned, allotted, or nothing said.
    Plan,
    /// Done, paid.
    Done,
}

/// How surely two numbers count the same kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// Different things.
    None,
    /// One of them does not say what it counts.
    Loose,
    /// Nouns that reports count under one total.
    Near,
    /// The same unit or noun.
    Same,
}

/// The side of a number.
pub fn side(claim: &Claim) -> Side {
    match (claim.pair, claim.role) {
        (Some(Pair::Of(_)), _) | (None, Role::Done) => Side::Done,
        _ => Side::Plan,
    }
}

/// Whether `part` may be a part of `total`.
pub fn kinship(document: &Document, lexicon: &Lexicon, total: &Claim, part: &Claim) -> Kinship {
    if part.is_change() && part.role != total.role {
        return Kinship::None;
    }
    // Yields, rates and averages are not added up.
    if total.is_intensive() || part.is_intensive() {
        return Kinship::None;
    }
    match (&total.quantity.measure, &part.quantity.measure) {
        (Measure::Percent, _) | (_, Measure::Percent) => Kinship::None,
        (Measure::Unit(a), Measure::Unit(b)) if a == b && a != "duration" => Kinship::Same,
        (Measure::Count(a), Measure::Count(b)) if a == b => Kinship::Same,
        (Measure::Count(a), Measure::Count(b)) if lexicon.counted_together(a, b) => Kinship::Near,
        (Measure::Count(a), Measure::Count(b)) if first_word(a) == first_word(b) && (is_one_word(a) || is_one_word(b)) => Kinship::Near,
        (Measure::Count(a), Measure::Count(b)) if follows(document, part, a) || follows(document, total, b) => Kinship::Near,
        (Measure::Count(_), Measure::Bare) if plain(part) => Kinship::Loose,
        (Measure::Bare, Measure::Bare) => Kinship::Loose,
        (Measure::Bare, Measure::Count(b)) if plain(total) && names(document, lexicon, total, b) => Kinship::Near,
        (Measure::Bare, Measure::Count(_)) if total.pair.is_some() => Kinship::Loose,
        _ => Kinship::None,
    }
}

/// The same of many parts of one total: most count what it counts, which is seen without looking at what does not add up again and again.
pub fn kinships(document: &Document, lexicon: &Lexicon, total: &Claim, parts: &[&Claim]) -> Vec<Kinship> {
    let adds_up = !total.is_intensive();
    let counts_the_same = |part: &Claim| match (&total.quantity.measure, &part.quantity.measure) {
        (Measure::Count(a), Measure::Count(b)) => a == b,
        _ => false,
    };
    let is_plain = |part: &Claim| adds_up && !part.is_change() && !part.averaged && part.per.is_none();
    let kinship = |part: &Claim| if is_plain(part) && counts_the_same(part) { Kinship::Same } else { kinship(document, lexicon, total, part) };
    parts.iter().map(|part| kinship(part)).collect()
}

fn first_word(noun: &str) -> &str {
    memchr::memchr(b' ', noun.as_bytes()).map_or(noun, |end| &noun[..end])
}

fn is_one_word(noun: &str) -> bool {
    first_word(noun).len() == noun.len()
}

/// A whole number without a unit, which may count what its total counts.
fn plain(claim: &Claim) -> bool {
    claim.quantity.number.places == 0 && !claim.quantity.number.is_malformed()
}

/// `số cơ sở vi phạm 189`: the words before the number say what it counts.
fn names(document: &Document, lexicon: &Lexicon, claim: &Claim, noun: &str) -> bool {
    let label = document.folded(claim.label);
    if !label.contains(first_word(noun)) {
        return false;
    }
    let words: Vec<&str> = split_words(label).collect();
    let noun: Vec<&str> = noun.split(' ').collect();
    let heads = lexicon.list("count_heads");
    words.windows(noun.len() + 1).any(|w| heads.iter().any(|head| head.trim_end() == w[0]) && w[1..] == noun[..])
}

/// The noun of the total stands a few words behind the part (`09 trả hồ sơ`).
fn follows(document: &Document, part: &Claim, noun: &str) -> bool {
    let after = Span::new(part.span.end, part.tail.end.max(part.full.end));
    // Most nouns do not stand there at all, which is quicker to see than to cut words.
    if !document.folded(after).contains(first_word(noun)) {
        return false;
    }
    let words: Vec<&str> = split_words(document.folded(after)).take(5).collect();
    let noun: Vec<&str> = noun.split(' ').collect();
    words.windows(noun.len()).skip(1).any(|w| w == noun.as_slice())
}

/// True for a number that can be an addend at all: no percent, no base of `N/M`. Changes add up to changes only.
pub fn addend(claim: &Claim) -> bool {
    !claim.is_percent() && claim.role != Role::Value && !matches!(claim.pair, Some(Pair::Base(_)))
}

impl Claims {
    /// The addends in a stretch of text, outside the brackets inside it; those inside brackets where there are no others.
    pub fn addends(&self, span: Span) -> Vec<ClaimId> {
        let all: Vec<ClaimId> = self.inside(span).filter(|&id| addend(&self.list[id])).collect();
        let depth = |id: ClaimId| self.depth_in(self.list[id].paren, span);
        let least = all.iter().map(|&id| depth(id)).min().unwrap_or(0);
        all.into_iter().filter(|&id| depth(id) == least).collect()
    }

    /// True for a number behind a cue that breaks a total down in the same sentence: it is a part, not a total of its own.
    pub fn in_breakdown(&self, id: ClaimId) -> bool {
        let claim = &self.list[id];
        self.cues_in(Span::new(claim.sentence, claim.span.start)).any(|c| matches!(c.kind, PartsCue::Opens | PartsCue::Full) && c.paren == claim.paren)
    }

    /// How many brackets that open inside `span` stand around a place.
    pub fn depth_in(&self, paren: Option<usize>, span: Span) -> usize {
        std::iter::successors(paren, |&p| self.parens[p].parent).filter(|&p| span.start < self.parens[p].span.start).count()
    }

    /// Where the words begin that are said of a number: `loại khỏi danh mục 04 điểm mỏ với diện tích 31 ha` says of the area what it says of the
    /// count, so numbers of other measures before it in its part between semicolons are passed over.
    pub fn clause_of_measures(&self, id: ClaimId) -> usize {
        let claim = &self.list[id];
        let others =
            self.list[..id].iter().rev().take_while(|c| c.block == claim.block && c.segment == claim.segment && c.quantity.measure != claim.quantity.measure);
        others.last().map_or(claim.label.start, |first| first.label.start)
    }

    /// True if the words before a number take it off its total (`loại khỏi danh mục 04 điểm mỏ`).
    pub fn is_deduction(&self, from: usize, claim: &Claim) -> bool {
        let first = self.deductions.partition_point(|d| d.start < from);
        self.deductions.get(first).is_some_and(|d| d.end <= claim.span.start)
    }

    /// The cues inside a span.
    pub fn cues_in(&self, span: Span) -> impl Iterator<Item = &super::Cue> {
        let first = self.cues.partition_point(|c| c.span.start < span.start);
        self.cues[first..].iter().take_while(move |c| c.span.start < span.end)
    }

    /// `(2022: £4.5m)`: the bracket names the year of its only number.
    pub fn is_of_year(&self, document: &Document, id: ClaimId) -> bool {
        let Some(bracket) = self.list[id].paren.map(|p| self.parens[p].span).filter(|b| b.end == self.list[id].full.end) else { return false };
        let label = document.folded(Span::new(bracket.start, self.list[id].span.start));
        let Some((year, sign)) = label.split_once(':') else { return false };
        let year = year.trim().rsplit(' ').next().unwrap_or("");
        is_year(year) && split_words(sign).next().is_none()
    }

    /// The last cue that ends at or before a place.
    pub fn cue_before(&self, at: usize) -> Option<&super::Cue> {
        self.cues.get(self.cues.partition_point(|c| c.span.end <= at).checked_sub(1)?)
    }

    /// The stretch up to words that say that what follows does not belong to the total (`ngoài ra`).
    pub fn until_beside(&self, span: Span) -> Span {
        let stop = self.cues_in(span).find(|c| c.kind == PartsCue::Beside && c.span.start > span.start);
        Span::new(span.start, stop.map_or(span.end, |c| c.span.start))
    }
}
