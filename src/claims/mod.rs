//! What a report says in numbers: quantities with unit, hedge, role and place, dates, document codes.

pub mod averages;
mod breaks;
mod calendar;
mod cells;
pub mod changes;
pub mod citing;
mod compound;
mod context;
pub mod cues;
mod cut;
mod dated;
mod elided;
pub mod kinds;
pub mod labels;
pub mod listed;
pub mod lists;
mod marks;
mod money;
mod moved;
pub mod names;
pub mod numbered;
pub mod numerals;
mod ordinals;
pub mod owners;
mod pairs;
mod parse;
pub mod parts;
mod per;
pub mod rated;
mod scan;
mod short_forms;
mod signs;
mod spelled;
mod spread;
mod stretches;
mod things;
mod together;
mod unfigured;
pub mod vicinity;
pub mod vocabulary;
pub mod votes;
pub mod words;

use crate::document::{BlockId, Document};
use crate::lexicon::{Lexicon, Role};
use crate::phrases::words_from_end;
use crate::quantity::{Interval, Measure, Quantity};
use crate::source::Span;
use crate::units::{self, Unit};
use rustc_hash::FxHashMap;

pub use breaks::{Break, BreakKind, Paren};
pub use cues::Cue;

/// Index of a claim in [`Claims::list`].
pub type ClaimId = usize;

/// What a percent is of, or how it is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PercentOf {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// `% KH`: of the plan.
    Plan,
    /// `% CK`: of the same period of last year.
    Last,
    /// `điểm %`: percentage points.
    Points,
}

/// The place of a number in `N/M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// N, with the claim that is M.
    Of(ClaimId),
    /// M, with the claim that is N.
    Base(ClaimId),
}

/// A quantity as the text states it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The number alone.
    pub span: Span,
    /// The number with its unit or noun.
    pub full: Span,
    /// Number, unit, exactness.
    pub quantity: Quantity,
    /// What the words before it say that it is.
    pub role: Role,
    /// For percents: what it is of.
    pub percent_of: PercentOf,
    /// The other number of `N/M`.
    pub pair: Option<Pair>,
    /// What it is counted for each of (`hộ` of `5 triệu đồng/hộ`, `10.000 dân`), if the words behind it say so.
    pub per: Option<String>,
    /// True if the words before it make it an average (`bình quân`, `năng suất`).
    pub averaged: bool,
    /// True if the unit was taken over from a neighbour, because the text gives none.
    pub unit_inherited: bool,
    /// The block that it stands in.
    pub block: BlockId,
    /// Number of its sentence, counted over the whole report.
    pub sentence: usize,
    /// Number of its part between semicolons, counted over the whole report.
    pub segment: usize,
    /// Number of its part between commas, counted over the whole report.
    pub clause: usize,
    /// The innermost bracket that it stands in, as in [`Claims::parens`].
    pub paren: Option<usize>,
    /// The words between the break (or number) before it and the number.
    pub label: Span,
    /// The words between its unit and the next break or number.
    pub tail: Span,
}

impl Claim {
    /// True for `93 %`.
    pub fn is_percent(&self) -> bool {
        self.quantity.measure == Measure::Percent
    }

    /// True for a change (`tăng 5`), which is no part of a total.
    pub fn is_change(&self) -> bool {
        matches!(self.role, Role::Up | Role::Down)
    }

    /// What it measures, as powers of measures and counted things.
    pub fn unit(&self) -> Unit {
        let own = match &self.quantity.measure {
            Measure::Unit(name) => Unit::of(name),
            Measure::Count(noun) => Unit::of(noun),
            Measure::Percent => Unit::pure().averaged(),
            Measure::Bare => Unit::pure(),
        };
        let unit = self.per.as_deref().map_or_else(|| own.clone(), |per| own.div(&Unit::of(per)));
        if self.averaged {
            unit.averaged()
        } else {
            unit
        }
    }

    /// True for yields, rates, averages and states, which are never added up; the same as of its [`Claim::unit`], which costs more to make.
    pub fn is_intensive(&self) -> bool {
        match &self.quantity.measure {
            _ if self.averaged => true,
            _ if self.per.is_some() => self.unit().is_intensive(),
            Measure::Unit(name) | Measure::Count(name) => units::is_intensive(name),
            Measure::Percent => true,
            Measure::Bare => false,
        }
    }

    /// N of `N/M`'s partner M.
    pub fn base(&self) -> Option<ClaimId> {
        match self.pair {
            Some(Pair::Of(id)) => Some(id),
            _ => None,
        }
    }
}

/// A calendar date, as exact as the text gives it; fields are not validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateClaim {
    /// The date as written.
    pub span: Span,
    /// The block that it stands in.
    pub block: BlockId,
    /// Day of the month; `None` for `6/2024`.
    pub day: Option<u32>,
    /// Month.
    pub month: u32,
    /// Year as written.
    pub year: u32,
    /// How many digits the year was written with.
    pub year_digits: usize,
}

impl DateClaim {
    /// Year, month and day, comparable; `None` for months, years of two digits, and days that do not exist.
    pub fn day_of_calendar(&self) -> Option<(u32, u32, u32)> {
        let day = self.day?;
        (self.year_digits == 4 && day >= 1 && day <= days_of_month(self.month, self.year)).then_some((self.year, self.month, day))
    }
}

/// How many days a month has; 0 for a month that does not exist.
pub fn days_of_month(month: u32, year: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// A document code (`16/2021/NQ-HĐND`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The code as written.
    pub span: Span,
    /// The block that it stands in.
    pub block: BlockId,
    /// Its number; of `66.7`, one of several under a number, what stands before the point.
    pub serial: u32,
    /// Its year, for normative documents.
    pub year: Option<u32>,
    /// The letters (`NQ-HĐND`, `KH/HU`).
    pub code: Span,
    /// True for the Party's way (`338-KH/HU`).
    pub party: bool,
}

/// A list of bare numbers (`7,9,10,12`), which names numbered things.
#[derive(Clone, Debug)]
pub struct NumberList {
    /// The list as written.
    pub span: Span,
    /// The block that it stands in.
    pub block: BlockId,
    /// How many numbers it has.
    pub len: usize,
}

/// All that the numbers of a report say.
#[derive(Debug, Default)]
pub struct Claims {
    /// Quantities, in reading order.
    pub list: Vec<Claim>,
    /// Dates, in reading order.
    pub dates: Vec<DateClaim>,
    /// Document codes, in reading order.
    pub citations: Vec<Citation>,
    /// Lists of bare numbers.
    pub number_lists: Vec<NumberList>,
    /// Sentence ends, semicolons, commas, colons, in reading order.
    pub breaks: Vec<Break>,
    /// Where sentences end outside of brackets, in reading order: some of the breaks.
    stops: Vec<usize>,
    /// Brackets, in the order of their opening.
    pub parens: Vec<Paren>,
    /// Words that announce parts, in reading order.
    pub cues: Vec<Cue>,
    /// The words of the report.
    pub words: words::Words,
    /// Words that take what follows off a total (`rút khỏi`), in reading order.
    deductions: Vec<Span>,
    /// Where parts are named without a figure (`…`, `còn lại là …`, `ba cán bộ`), in reading order.
    unfigured: Vec<usize>,
    /// Claims of each block.
    by_block: stretches::Stretches,
    /// Words of votes and voters, looked for when somebody first asks.
    voting: std::sync::OnceLock<Vec<Span>>,
    /// What each number may have been rounded from, calculated when somebody first asks.
    ranges: std::sync::OnceLock<Vec<Option<Interval>>>,
    /// For each number the word right before it, looked for when somebody first asks.
    label_ends: std::sync::OnceLock<Vec<Option<u32>>>,
}

impl Claims {
    /// The values that a number may have been rounded from, calculated once for all sums that it is tried in.
    pub fn range(&self, id: ClaimId) -> Option<Interval> {
        self.ranges.get_or_init(|| self.list.iter().map(|claim| claim.quantity.interval()).collect()).get(id).copied().flatten()
    }

    /// Which word the label of each number ends with: equal words have equal numbers.
    pub fn label_ends(&self, document: &Document) -> &[Option<u32>] {
        self.label_ends.get_or_init(|| {
            let mut known: FxHashMap<&str, u32> = FxHashMap::default();
            let mut number = |word| {
                let next = known.len() as u32;
                *known.entry(word).or_insert(next)
            };
            self.list.iter().map(|claim| words_from_end(document.folded(claim.label)).next().map(&mut number)).collect()
        })
    }

    /// Reads all claims of a document.
    pub fn read(document: &Document, lexicon: &Lexicon) -> Claims {
        let mut claims = scan::read(document, lexicon);
        claims.list.shrink_to_fit();
        claims.cues.shrink_to_fit();
        claims.breaks.shrink_to_fit();
        claims.stops.shrink_to_fit();
        claims
    }

    /// The claim of a block that has no other.
    pub fn lone(&self, block: BlockId) -> Option<ClaimId> {
        let own = self.of_block(block);
        (own.len() == 1).then_some(own.start)
    }

    /// The claims of a block.
    pub fn of_block(&self, block: BlockId) -> std::ops::Range<ClaimId> {
        self.by_block.of(block)
    }

    /// The claims inside a span.
    pub fn inside(&self, span: Span) -> std::ops::Range<ClaimId> {
        let first = self.list.partition_point(|c| c.span.start < span.start);
        let end = self.list.partition_point(|c| c.span.start < span.end);
        first..end.max(first)
    }

    /// True if a part without a figure is named in a span.
    pub fn has_unfigured(&self, span: Span) -> bool {
        self.unfigured.get(self.unfigured.partition_point(|at| *at < span.start)).is_some_and(|at| *at < span.end)
    }

    /// The end of the sentence around `at` in its block, brackets skipped.
    pub fn sentence_end(&self, document: &Document, block: BlockId, at: usize) -> usize {
        let end = document.blocks[block].span.end;
        let next = self.stops.partition_point(|&stop| stop < at);
        self.stops.get(next).copied().filter(|&stop| stop < end).unwrap_or(end)
    }

    /// The start of the sentence around `at` in its block, brackets skipped.
    pub fn sentence_start(&self, document: &Document, block: BlockId, at: usize) -> usize {
        let start = document.blocks[block].span.start;
        let before = self.stops.partition_point(|&stop| stop < at).checked_sub(1);
        before.map(|before| self.stops[before]).filter(|&stop| stop >= start).map_or(start, |stop| stop + 1)
    }

    /// The breaks inside a span.
    pub fn breaks_in(&self, span: Span) -> impl Iterator<Item = &Break> + Clone {
        let first = self.breaks.partition_point(|b| b.at < span.start);
        self.breaks[first..].iter().take_while(move |b| b.at < span.end)
    }

    /// The first bracket that opens inside `span` and does not stand in a bracket that opened before it.
    pub fn paren_in(&self, span: Span) -> Option<usize> {
        let first = self.parens.partition_point(|p| p.span.start < span.start);
        (first < self.parens.len() && self.parens[first].span.start < span.end).then_some(first)
    }
}
