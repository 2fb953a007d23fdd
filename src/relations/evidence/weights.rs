//! The fitted weights, slip rates and bars of `rules/evidence.toml`.

use super::features::{Feature, Law};
use super::support::is_support;
use super::Reading;
use crate::rulebook::Severity;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/evidence.json"))).unwrap_or_default());

/// The weights of a law: family of the feature, its value, weight, in order.
type Fitted = &'static [(&'static str, &'static str, f32)];

/// The weights of all laws by name; `build.rs` makes the table of the same file.
static FITTED: &[(&str, Fitted)] = include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// From which confidence on an accusation is an error, a warning, a note.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Ladder {
    /// An error.
    pub error: f64,
    /// A warning.
    pub warning: f64,
    /// A note.
    pub note: f64,
}

/// How likely a relation has to be meant for what is done with it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Bar {
    /// A relation that holds checks its numbers.
    pub checks: f64,
    /// A conflict speaks for a repair, though it accuses nobody.
    pub doubtful: f64,
    /// A sum that a slip makes fail is believed beside another one that holds with the same parts.
    pub explained: f64,
    /// Significant digits that two values of one fact must have to be more than a question where no slip explains them.
    pub telling: usize,
    /// What is reached of a total, in percent, from which on a part was hardly left out on purpose.
    pub nearly_all: u32,
    /// How near a list of counts comes to the value before it, in percent of the larger one, to be believed by its words.
    pub counted_list: u32,
    /// The same for labelled amounts.
    pub labelled_list: u32,
}

/// How likely a relation of a law has to be meant to accuse: where a cue speaks for it either of the first two is enough.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Heard {
    /// By all that is seen, whatever cue speaks for it.
    #[serde(default)]
    pub least: f64,
    /// Before its numbers are looked at.
    pub before: f64,
    /// After that.
    pub after: f64,
    /// How sure its failing has to be without a cue.
    #[serde(default = "never")]
    alone: f64,
    /// The same where a slip of the pen explains it, if that is enough.
    slip: Option<f64>,
}

impl Heard {
    /// How sure the failing of a relation has to be without a cue.
    pub fn least_alone(&self, is_slip: bool) -> f64 {
        self.slip.filter(|_| is_slip).unwrap_or(self.alone)
    }
}

/// More than any confidence.
fn never() -> f64 {
    2.0
}

/// How often a number that belongs to a relation is wrong.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Rates {
    /// By one slip of the pen.
    pub typo: f64,
    /// By being another figure of the text.
    pub copied: f64,
    /// By anything else.
    pub off: f64,
}

/// How large a part of all wrong sums misses its total by less than so much of it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Near {
    /// By less than a hundredth.
    pub hundredth: f64,
    /// By less than a tenth.
    pub tenth: f64,
}

/// Where the numbers of a report come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slips {
    /// Typed into a draft.
    Typed,
    /// Exported out of a workbook or a database.
    Exported,
}

impl Slips {
    /// How often such numbers are wrong.
    pub fn rates(self) -> Rates {
        match self {
            Slips::Typed => BUILT_IN.typed,
            Slips::Exported => BUILT_IN.exported,
        }
    }
}

/// A weight, and whether its feature tells of the rest of the report.
type Weight = (f32, bool);

/// The weight of each feature for each law, in natural units of log odds.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Weights {
    ladder: Ladder,
    bar: Bar,
    heard: FxHashMap<String, Heard>,
    typed: Rates,
    exported: Rates,
    near: Near,
}

impl Weights {
    /// The weights that the program was built with.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    /// How near wrong sums are.
    pub fn near(&self) -> Near {
        self.near
    }

    /// How likely a relation has to be meant.
    pub fn bar(&self) -> &Bar {
        &self.bar
    }

    /// When the cues of a law are heard; the file that proposed a relation goes before its law.
    pub fn heard(&self, law: Law, proposer: &str) -> Heard {
        let found = self.heard.get(proposer).or_else(|| self.heard.get(law.name()));
        found.copied().unwrap_or(Heard { least: 0.0, before: 1.0, after: 1.0, alone: never(), slip: None })
    }

    /// How severe an accusation of this confidence is.
    pub fn level(&self, confidence: f64) -> Option<Severity> {
        let ladder = &self.ladder;
        let levels = [(ladder.error, Severity::Error), (ladder.warning, Severity::Warning), (ladder.note, Severity::Note)];
        levels.into_iter().find(|(least, _)| confidence >= *least).map(|l| l.1)
    }

    /// Ready to score many readings.
    pub fn scores(&self) -> Scores {
        Scores { known: vec![(Place::default(), None); SCORES] }
    }

    /// The log odds of a reading before its outcome is looked at, in two parts: words, places and units; the habits of the report.
    pub fn parts(&self, reading: &Reading) -> (f64, f64) {
        self.scores().parts(reading)
    }
}

/// The weights as they are asked for again and again: a report has few features, each many times and mostly in the same place of memory.
pub struct Scores {
    /// What falls on the same place takes it.
    known: Vec<(Place, Option<Weight>)>,
}

/// Where the names of a feature lie, how long they are, and for which law.
#[derive(Clone, Copy, Default)]
struct Place {
    family: usize,
    value: usize,
    /// All that is short: both lengths and the law.
    rest: usize,
}

impl Place {
    /// In one step: the compiler makes a call of a comparison field by field.
    #[inline]
    fn is(self, other: Place) -> bool {
        (self.family ^ other.family) | (self.value ^ other.value) | (self.rest ^ other.rest) == 0
    }
}

/// Places for weights: some times as many as a report asks for.
const SCORES: usize = 2048;

impl Scores {
    /// The log odds of a reading before its outcome is looked at.
    pub fn of(&mut self, reading: &Reading) -> f64 {
        let (said, support) = self.parts(reading);
        said + support
    }

    fn parts(&mut self, reading: &Reading) -> (f64, f64) {
        let (mut said, mut support) = (0.0, 0.0);
        for (Feature(family, value), strength) in reading.features.iter() {
            let rest = (reading.law as usize) << 16 | family.len() << 8 | value.len();
            let place = Place { family: family.as_ptr() as usize, value: value.as_ptr() as usize, rest };
            let mixed = [place.family, place.value, place.rest].iter().fold(0u64, |mixed, part| (mixed ^ *part as u64).wrapping_mul(MIX));
            let known = &mut self.known[(mixed >> 32) as usize % SCORES];
            if !known.0.is(place) {
                *known = (place, fitted(reading.law, family, value));
            }
            match known.1 {
                Some((weight, true)) => support += f64::from(weight * strength),
                Some((weight, false)) => said += f64::from(weight * strength),
                None => {}
            }
        }
        (said, support)
    }
}

/// An odd number whose product with another one has all its bits mixed.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The weight of a feature for a law, if it has one.
fn fitted(law: Law, family: &str, value: &str) -> Option<Weight> {
    let (_, weights) = FITTED.iter().find(|(name, _)| *name == law.name())?;
    let at = weights.binary_search_by(|known| (known.0, known.1).cmp(&(family, value))).ok()?;
    weights.get(at).map(|known| (known.2, is_support(family)))
}

impl Law {
    /// Its name in `rules/evidence.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Law::Equal => "equal",
            Law::Rollup => "rollup",
            Law::Tally => "tally",
            Law::Ratio => "ratio",
            Law::Change => "change",
            Law::Complement => "complement",
            Law::Product => "product",
            Law::Order => "order",
            Law::Column => "column",
            Law::Row => "row",
        }
    }
}
