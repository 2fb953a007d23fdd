//! The fitted weights, slip rates and bars of `rules/evidence.toml`.

use super::features::{Feature, Law};
use super::Reading;
use crate::rulebook::Severity;
use rustc_hash::{FxHashMap, FxHasher};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| {
    let file: Option<File> = toml::from_str(include_str!("../../../rules/evidence.toml")).ok();
    file.map(Weights::of).unwrap_or_default()
});

#[derive(Deserialize)]
struct File {
    ladder: Ladder,
    bar: Bar,
    typed: Rates,
    exported: Rates,
    weights: BTreeMap<String, BTreeMap<String, f32>>,
}

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
    /// What a cue of a shape accuses is heard: by all that is known before the numbers are looked at.
    pub cue: f64,
    /// The same where the text says the relation outright.
    pub said: f64,
    /// The same after the numbers are looked at: short numbers fail by chance so often that this alone would silence good cues.
    pub numbers: f64,
    /// A sentence without a cue accuses; tables show more and need only the ladder.
    pub without_cue: f64,
    /// Two places that tell one figure accuse each other.
    pub told_again: f64,
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

/// The weight of each feature for each law, in natural units of log odds.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    by_feature: FxHashMap<u64, f32>,
    ladder: Ladder,
    bar: Bar,
    typed: Rates,
    exported: Rates,
}

impl Weights {
    /// The weights that the program was built with.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    fn of(file: File) -> Weights {
        let mut by_feature = FxHashMap::default();
        for (law, features) in &file.weights {
            for (name, weight) in features {
                let (family, value) = name.split_once('=').unwrap_or((name, ""));
                by_feature.insert(key(law, family, value), *weight);
            }
        }
        Weights { by_feature, ladder: file.ladder, bar: file.bar, typed: file.typed, exported: file.exported }
    }

    /// How likely a relation has to be meant.
    pub fn bar(&self) -> &Bar {
        &self.bar
    }

    /// How severe an accusation of this confidence is.
    pub fn level(&self, confidence: f64) -> Option<Severity> {
        let ladder = &self.ladder;
        let levels = [(ladder.error, Severity::Error), (ladder.warning, Severity::Warning), (ladder.note, Severity::Note)];
        levels.into_iter().find(|(least, _)| confidence >= *least).map(|l| l.1)
    }

    /// The log odds of a reading before its outcome is looked at.
    pub fn score(&self, reading: &Reading) -> f64 {
        let law = reading.law.name();
        let weight = |f: &(Feature, f32)| self.by_feature.get(&key(law, f.0 .0, f.0 .1)).map_or(0.0, |w| f64::from(w * f.1));
        reading.features.iter().map(weight).sum()
    }
}

fn key(law: &str, family: &str, value: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (law, family, value).hash(&mut hasher);
    hasher.finish()
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
