//! What a document brings into a packet: its figures with the words around them, its codes with date and issuer, the dates that series start from.

use super::frame::{token_at, tokens, Cues, Frame, Token, DATE, LEFT, NUMBER, RIGHT};
use crate::claims::words::hash;
use crate::claims::{ClaimId, Claims, Pair};
use crate::document::{BlockId, Document};
use crate::facts::key::Scenario;
use crate::facts::period::{last_in, Period};
use crate::facts::{Facts, Place, Slot};
use crate::lexicon::{Lexicon, Role};
use crate::quantity::{Hedge, Measure, Quantity};
use crate::source::Span;
use rustc_hash::FxHashSet;

/// Blocks at the start of a document in which its period is looked for.
const HEAD: usize = 12;
/// Longer blocks are no titles, in bytes.
const TITLE: usize = 400;
/// Words before and after a number whose telling ones are kept.
const TELLING: (usize, usize) = (14, 6);
/// Words after a change in which it says what it is compared with.
const COMPARED: usize = 10;
/// Words between the cues of one phrase.
const ONE_PHRASE: usize = 6;
/// Digits of an estimate that is calculated with.
const PRECISE: usize = 4;
/// Words of an issuer's name that are kept.
const ISSUER: usize = 3;
/// Words after a start date that name its series.
const SERIES: usize = 10;

/// What span of time a figure is of, by the last words before it that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// `tính đến`, `lũy kế`: all up to a day.
    Running,
    /// `từ đầu năm`: all of one year up to a day.
    OfYear,
    /// `trong tháng`: of the period alone.
    Flow,
    /// Nothing is said.
    Unsaid,
}

/// What a change is said against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// `so với tháng trước`: the report before this one.
    Last,
    /// `so với cùng kỳ`: the same part of the year before.
    Year,
}

/// A figure.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its claim in its document.
    pub claim: ClaimId,
    /// Where, in the canonical text.
    pub span: Span,
    pub quantity: Quantity,
    /// Significant digits.
    pub digits: usize,
    pub role: Role,
    pub pair: Option<Pair>,
    /// True for the M of `N/M`, which is no total of its own as that of `N of M` is.
    pub is_below: bool,
    /// Table, row and column, where it is alone in a cell.
    pub cell: Option<(usize, usize, usize)>,
    pub block: BlockId,
    pub sentence: usize,
    pub scenario: Option<Scenario>,
    pub time: Time,
    /// The period that is said beside it, or by its row and column.
    pub period: Period,
    /// The one that the headings above it name.
    pub above: Period,
    /// For a change: what it is said against.
    pub against: Option<Against>,
    pub frame: Frame,
}

impl Figure {
    /// Figures of different classes are never one fact.
    pub fn class(&self) -> u64 {
        match &self.quantity.measure {
            Measure::Unit(name) => hash(name),
            Measure::Percent => 2,
            Measure::Count(_) | Measure::Bare => 3,
        }
    }

    pub fn is_change(&self) -> bool {
        matches!(self.role, Role::Up | Role::Down)
    }

    pub fn is_percent(&self) -> bool {
        self.quantity.measure == Measure::Percent
    }

    pub fn is_base(&self) -> bool {
        matches!(self.pair, Some(Pair::Base(_)))
    }

    /// True where the figure is readable and as it is: not softened, or an estimate with all its digits.
    pub fn is_plain(&self) -> bool {
        let exact = self.quantity.hedge == Hedge::None || self.quantity.hedge == Hedge::About && self.digits >= PRECISE;
        exact && !self.quantity.number.is_malformed()
    }
}

/// Day, month and year, as written.
pub(super) type Day = (Option<u32>, u32, u32);

/// A document code.
#[derive(Clone, Debug)]
pub(super) struct Code {
    /// Where, in the canonical text.
    pub span: Span,
    /// A hash of the code in lower case.
    pub key: u64,
    /// True where the code alone tells the document: it has a year or a long number.
    pub distinct: bool,
    /// Its day, month, year, and where they stand.
    pub date: Option<(Day, Span)>,
    /// The first words of its issuer, and where they stand.
    pub issuer: Option<(Vec<u64>, Span)>,
}

/// The day that a running total starts from.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// Where, in the canonical text.
    pub span: Span,
    pub day: Day,
    /// The words after it.
    pub series: Vec<u64>,
}

/// What a document brings into a packet.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    pub(super) figures: Vec<Figure>,
    pub(super) codes: Vec<Code>,
    pub(super) starts: Vec<Start>,
    /// The period that its title names.
    pub(super) period: Period,
    /// Its runs of words, by which another version of it is known.
    pub(super) runs: Vec<u64>,
    /// Where it begins.
    pub(super) head: Span,
}

/// Reads what a document brings into a packet.
pub fn read(document: &Document, claims: &Claims, lexicon: &Lexicon) -> Extract {
    let tokens = tokens(document, claims);
    let mut times = Cues::new();
    times.add(lexicon.list("running_total"), Time::Running);
    times.add(lexicon.list("running_year"), Time::OfYear);
    times.add(lexicon.list("of_the_period"), Time::Flow);
    let mut compared = Cues::new();
    compared.add(lexicon.list("against_last_period"), Against::Last);
    compared.add(lexicon.list("against_last_year"), Against::Year);
    let stop: FxHashSet<u64> = lexicon.stop.iter().map(|w| hash(w)).collect();
    let (times, compared) = (of_years(times.places(&tokens)), compared.places(&tokens));
    let reader = Reader { document, claims, lexicon, tokens, times, compared, stop };
    let facts = Facts::read(document, claims, lexicon);
    let figures = (0..claims.list.len()).filter_map(|id| reader.figure(id, &facts)).collect();
    let head = document.blocks.iter().find(|b| !b.span.is_empty()).map_or(Span::default(), |b| document.origin(b.span));
    let runs = super::versions::runs(document, &reader.tokens);
    Extract { figures, codes: reader.codes(), starts: reader.starts(), period: reader.period(), runs, head }
}

/// `từ đầu năm 2026 đến nay`: the second cue takes nothing off the first.
fn of_years(mut times: Vec<(usize, Time)>) -> Vec<(usize, Time)> {
    for at in 1..times.len() {
        let (before, this) = (times[at - 1], times[at]);
        if before.1 == Time::OfYear && this.1 == Time::Running && this.0 - before.0 <= ONE_PHRASE {
            times[at].1 = Time::OfYear;
        }
    }
    times
}

struct Reader<'a> {
    document: &'a Document,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    times: Vec<(usize, Time)>,
    compared: Vec<(usize, Against)>,
    stop: FxHashSet<u64>,
}

impl Reader<'_> {
    fn figure(&self, id: ClaimId, facts: &Facts) -> Option<Figure> {
        let (claim, fact) = (self.claims.list.get(id)?, facts.list.get(id)?);
        let at = token_at(&self.tokens, claim.span.start);
        let frame = match fact.place {
            Place::Cell(..) => self.of_cell(&fact.key.subject, &fact.key.attribute),
            _ => self.of_text(claim.block, at),
        };
        let start = self.claims.sentence_start(self.document, claim.block, claim.span.start);
        let first = token_at(&self.tokens, start);
        let last = self.times.partition_point(|(place, _)| *place < at);
        let time = match fact.place {
            Place::Cell(..) => self.time_of_cell(&fact.key.subject, &fact.key.attribute),
            _ => self.times[..last].last().filter(|(place, _)| *place >= first).map(|(_, time)| *time).unwrap_or_else(|| self.time_above(claim.block)),
        };
        let next = self.compared.get(self.compared.partition_point(|(place, _)| *place < at));
        let end = token_at(&self.tokens, self.claims.sentence_end(self.document, claim.block, claim.span.end));
        let against = next.filter(|(place, _)| *place <= at + COMPARED && *place < end).map(|(_, against)| *against);
        let digits = fact.quantity.number.value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len();
        let inherited = fact.key.period.is_inherited();
        Some(Figure {
            claim: id,
            span: self.document.origin(claim.span),
            quantity: fact.quantity.clone(),
            digits,
            role: claim.role,
            pair: claim.pair,
            is_below: matches!(claim.pair, Some(Pair::Base(_))) && self.document.text().get(..claim.span.start).is_some_and(|t| t.trim_end().ends_with('/')),
            cell: if let Place::Cell(table, row, column) = fact.place { Some((table, row, column)) } else { None },
            block: claim.block,
            sentence: claim.sentence,
            scenario: fact.key.scenario,
            time,
            period: fact.key.period.value().copied().filter(|_| !inherited).unwrap_or_default(),
            above: fact.key.period.value().copied().filter(|_| inherited).unwrap_or_default(),
            against,
            frame,
        })
    }

    fn of_text(&self, block: BlockId, at: usize) -> Frame {
        let span = self.document.blocks[block].span;
        let first = token_at(&self.tokens, span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        let before: Vec<Token> = self.tokens.get(first..at).unwrap_or(&[]).iter().rev().take(LEFT).copied().collect();
        let after = self.tokens.get(at + 1..end).unwrap_or(&[]);
        // The first word of a block is written large whatever it is.
        let named = |(n, t): (usize, &Token)| (t.span.start > span.start && self.is_name(t)).then_some((n, t.hash));
        let mut names: Vec<(usize, u64)> = before.iter().enumerate().filter_map(named).collect();
        names.extend(after.iter().take(RIGHT / 2).enumerate().filter_map(named));
        let left = before.iter().map(|t| t.hash).collect();
        let right = after.iter().take(RIGHT).map(|t| t.hash).collect();
        Frame { names, ..self.telling(left, right) }
    }

    /// The name of its row stands for the words before a cell, the heads of its column for those after it.
    fn of_cell(&self, name: &Slot<Span>, heads: &[Span]) -> Frame {
        let words = |span: &Span| {
            let first = token_at(&self.tokens, span.start);
            let end = self.tokens.partition_point(|t| t.span.start < span.end);
            self.tokens.get(first..end).unwrap_or(&[]).to_vec()
        };
        let row: Vec<Token> = name.value().map_or(Vec::new(), words).into_iter().rev().take(LEFT).collect();
        let names = row.iter().enumerate().filter(|(_, t)| self.is_large(t)).map(|(n, t)| (n, t.hash)).collect();
        let left = row.iter().map(|t| t.hash).collect();
        let right = heads.iter().flat_map(words).take(RIGHT).map(|t| t.hash).collect();
        Frame { names, is_cell: true, ..self.telling(left, right) }
    }

    /// What the lead-in of a list says of the time of its items.
    fn time_above(&self, block: BlockId) -> Time {
        let leads = |above: &BlockId| self.document.block_text(*above).trim_end().ends_with(':');
        let last = |above: BlockId| {
            let span = self.document.blocks[above].span;
            let end = self.tokens.partition_point(|t| t.span.start < span.end);
            let at = self.times.partition_point(|(place, _)| *place < end).checked_sub(1)?;
            self.times.get(at).filter(|(place, _)| *place >= token_at(&self.tokens, span.start)).map(|(_, time)| *time)
        };
        self.document.ancestors(block).take(1).filter(leads).find_map(last).unwrap_or(Time::Unsaid)
    }

    /// What the head of its column says of its time, else the name of its row.
    fn time_of_cell(&self, name: &Slot<Span>, heads: &[Span]) -> Time {
        let said = |span: &Span| {
            let (first, end) = (token_at(&self.tokens, span.start), self.tokens.partition_point(|t| t.span.start < span.end));
            let at = self.times.partition_point(|(place, _)| *place < first);
            self.times.get(at).filter(|(place, _)| *place < end).map(|(_, time)| *time)
        };
        heads.iter().rev().chain(name.value()).find_map(said).unwrap_or(Time::Unsaid)
    }

    fn telling(&self, left: Vec<u64>, right: Vec<u64>) -> Frame {
        let near = left.iter().take(TELLING.0).chain(right.iter().take(TELLING.1));
        let mut telling: Vec<u64> = near.copied().filter(|w| ![NUMBER, DATE].contains(w) && !self.stop.contains(w)).collect();
        telling.sort_unstable();
        telling.dedup();
        Frame { left, right, telling, names: Vec::new(), is_cell: false }
    }

    fn is_large(&self, token: &Token) -> bool {
        self.document.text().get(token.span.start..).and_then(|t| t.chars().next()).is_some_and(char::is_uppercase)
    }

    /// A word that is written large, not where a sentence begins.
    fn is_name(&self, token: &Token) -> bool {
        let text = self.document.text();
        let before = text.get(..token.span.start).unwrap_or("").trim_end();
        self.is_large(token) && !before.ends_with(['.', ':', ';', '(', '-', '–', '+', ')'])
    }

    /// The last period that the titles name; `tháng 11/2025` before a mere year.
    fn period(&self) -> Period {
        let blocks = self.document.blocks.iter().filter(|b| !b.span.is_empty()).take(HEAD);
        let read = |span: Span| last_in(self.document, self.claims, self.lexicon, span);
        let titles = blocks.clone().filter(|b| b.span.len() <= TITLE).map(|b| read(b.span));
        let named: Vec<Period> = titles.filter(|p| p.year.is_some()).collect();
        let title = named.iter().rev().find(|p| p.part.is_some()).or(named.last());
        // Else the lines that a title shares with much else, else the year that most dates have.
        let long = || blocks.clone().map(|b| read(b.span)).find(|p| p.year.is_some());
        title.copied().or_else(long).or_else(|| self.usual_year()).unwrap_or_default()
    }

    fn usual_year(&self) -> Option<Period> {
        let mut years: Vec<u32> = self.claims.dates.iter().filter(|d| d.year_digits == 4).map(|d| d.year).collect();
        years.sort_unstable();
        let most = years.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
        Some(Period { year: u16::try_from(*most.first()?).ok(), part: None })
    }

    fn codes(&self) -> Vec<Code> {
        let by: FxHashSet<u64> = self.lexicon.list("issued_by").iter().map(|w| hash(w)).collect();
        let mut out = Vec::with_capacity(self.claims.citations.len());
        for citation in &self.claims.citations {
            let after = self.claims.dates.partition_point(|d| d.span.start < citation.span.end);
            let date = self.claims.dates.get(after).filter(|d| {
                d.block == citation.block
                    && self
                        .document
                        .text()
                        .get(citation.span.end..d.span.start)
                        .is_some_and(|between| between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count() <= 1)
            });
            let end = date.map_or(citation.span.end, |d| d.span.end);
            let at = self.tokens.partition_point(|t| t.span.start < end);
            let block = self.document.blocks[citation.block].span;
            let named = || {
                self.tokens.get(at).filter(|t| by.contains(&t.hash))?;
                let words = self.tokens.get(at + 1..(at + 1 + ISSUER).min(self.tokens.len()))?;
                let (first, last) = (words.first()?, words.last().filter(|w| w.span.end <= block.end)?);
                let between = self.document.text().get(first.span.start..last.span.end)?;
                // A name ends where the clause does.
                (!between.contains([',', ';', '.', ')', '(']))
                    .then(|| (words.iter().map(|w| w.hash).collect(), self.document.origin(first.span.join(last.span))))
            };
            out.push(Code {
                span: self.document.origin(citation.span),
                key: hash(self.document.folded(citation.span)),
                distinct: citation.year.is_some() || citation.serial >= 100,
                date: date.map(|d| ((d.day, d.month, d.year), self.document.origin(d.span))),
                issuer: named(),
            });
        }
        out
    }

    /// `từ ngày 01/3/2025 đến nay, …`
    fn starts(&self) -> Vec<Start> {
        let mut since = Cues::new();
        since.add(self.lexicon.list("series_starts"), ());
        let ends: FxHashSet<usize> = self.times.iter().filter(|t| t.1 == Time::Running).map(|t| t.0).collect();
        let mut out = Vec::new();
        for (place, ()) in since.places(&self.tokens) {
            let Some(at) = (place + 1..place + 4).find(|&at| self.tokens.get(at).is_some_and(|t| t.hash == DATE)) else { continue };
            let span = self.tokens[at].span;
            let Some(date) = self.claims.dates.iter().find(|d| d.span.overlaps(span)) else { continue };
            if ends.contains(&(at + 1)) {
                let end = self.document.blocks[date.block].span.end;
                let series: Vec<u64> = self.tokens[at + 1..].iter().take_while(|t| t.span.end <= end).take(SERIES).map(|t| t.hash).collect();
                out.push(Start { span: self.document.origin(date.span), day: (date.day, date.month, date.year), series });
            }
        }
        out.dedup_by_key(|start| start.span.start);
        out
    }
}
