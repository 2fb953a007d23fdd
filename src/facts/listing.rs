//! The figures of a report with what they count, in words, for people and other programs.

use super::key::Scenario;
use super::period::{Part, Period};
use super::reader::{Fact, Facts, Place};
use crate::claims::{Claims, Pair, PercentOf};
use crate::document::Document;
use crate::quantity::Measure;
use crate::source::Span;

/// A figure, every slot in words; empty where nothing fills it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Where, in the canonical text.
    pub span: Span,
    /// Its value as a plain decimal, in the unit that it is written in.
    pub value: String,
    /// Its slots in the order of [`SLOTS`].
    pub slots: [String; SLOTS.len()],
    /// Which of them were filled by headings, captions or columns.
    pub inherited: Vec<&'static str>,
    /// What it stands in: `text`, `item`, `note`, `title`, `cell`.
    pub place: &'static str,
    /// True where its unit is the noun that is counted, not a measure.
    pub is_counted: bool,
}

impl Listed {
    /// What is written at a place and counts nothing: a date, a code.
    pub fn bare(span: Span, text: &str) -> Listed {
        Listed { span, value: text.to_owned(), slots: Default::default(), inherited: Vec::new(), place: "text", is_counted: true }
    }

    /// Its unit: the measure with its scale (`VND*1e6`), the noun, or empty.
    pub fn unit(&self) -> &str {
        &self.slots[UNIT]
    }
}

/// The names of the slots.
pub const SLOTS: [&str; 6] = ["subject", "attribute", "unit", "period", "scenario", "base"];
/// The one of the unit.
const UNIT: usize = 2;

/// All figures in reading order.
pub fn listed(document: &Document, claims: &Claims, facts: &Facts) -> Vec<Listed> {
    let one = |(id, fact): (usize, &Fact)| {
        let key = &fact.key;
        let words = |span: Span| document.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let attribute: Vec<String> = key.attribute.iter().map(|&s| words(s)).filter(|s| !s.is_empty()).collect();
        let pair = matches!(claims.list[id].pair, Some(Pair::Of(_)));
        let above = [("subject", key.subject.is_inherited()), ("unit", key.unit_inherited), ("period", key.period.is_inherited())];
        Listed {
            span: document.origin(claims.list[id].span),
            value: fact.quantity.number.value.to_string(),
            slots: [
                key.subject.value().map_or(String::new(), |s| words(*s)),
                attribute.join(" … "),
                fact.quantity.unit_name(),
                key.period.value().map_or(String::new(), period),
                key.scenario.map_or(String::new(), |s| scenario(s).to_owned()),
                base(key.base, pair).to_owned(),
            ],
            inherited: above.into_iter().filter(|a| a.1).map(|a| a.0).collect(),
            place: match fact.place {
                Place::Prose => "text",
                Place::Item => "item",
                Place::Note => "note",
                Place::Title => "title",
                Place::Cell(..) | Place::CellText(..) => "cell",
            },
            is_counted: matches!(fact.quantity.measure, Measure::Count(_) | Measure::Bare),
        }
    };
    facts.list.iter().enumerate().map(one).collect()
}

/// `2024`, `2024-06`, `2024-Q2`, `2024-M1..6`; without a year the part alone.
fn period(period: &Period) -> String {
    let year = period.year.map(|y| y.to_string());
    let part = period.part.map(|p| match p {
        Part::Month(m) => format!("{m:02}"),
        Part::Quarter(q) => format!("Q{q}"),
        Part::Months(n) => format!("M1..{n}"),
    });
    year.into_iter().chain(part).collect::<Vec<_>>().join("-")
}

fn scenario(scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::Plan => "plan",
        Scenario::Actual => "actual",
        Scenario::Estimate => "estimate",
        Scenario::Before => "before",
    }
}

fn base(base: PercentOf, pair: bool) -> &'static str {
    match base {
        PercentOf::Unsaid if pair => "of",
        PercentOf::Unsaid => "",
        PercentOf::Plan => "plan",
        PercentOf::Last => "before",
        PercentOf::Points => "points",
    }
}
