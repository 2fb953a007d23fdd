//! How a report rounds its percents, learned from those that can only be rounded or only be cut.

use crate::relations::{Certainty, Relation, Verdict};

/// So many percents of one kind make a habit.
const HABIT: usize = 3;

/// What a report does with the digits that it leaves out, and how many of its percents show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Too few percents show it, or they show both.
    Unknown,
    /// It rounds half up.
    Rounds(usize),
    /// It cuts; the second number is how many it rounds all the same.
    Cuts(usize, usize),
}

impl Habit {
    /// The habit that the judged relations show.
    pub fn of(judged: &[(Relation, Verdict)]) -> Habit {
        let sure = || judged.iter().filter(|(r, _)| r.certainty > Certainty::Possible);
        let cut = sure().filter(|(_, v)| v.truncated).count();
        let rounded = sure().filter(|(_, v)| v.rounded_up).count();
        match (cut >= HABIT && cut > rounded, rounded >= HABIT && rounded > cut * HABIT) {
            (true, _) => Habit::Cuts(cut, rounded),
            (_, true) => Habit::Rounds(rounded),
            _ => Habit::Unknown,
        }
    }

    /// True for a cut percent of a report that cuts.
    pub fn excuses(self, verdict: &Verdict) -> bool {
        matches!(self, Habit::Cuts(..)) && verdict.truncated
    }

    /// True for the only percent that is rounded up in a report that cuts.
    pub fn is_broken_by(self, verdict: &Verdict) -> bool {
        matches!(self, Habit::Cuts(_, 1)) && verdict.rounded_up
    }

    /// Lets the message of an accused percent say that it departs from the habit.
    pub fn tell(self, relation: &mut Relation, verdict: &Verdict) {
        let (variant, others) = match self {
            Habit::Rounds(others) if verdict.truncated => ("departs", others),
            Habit::Cuts(others, 1) if verdict.rounded_up => ("rounded", others),
            _ => return,
        };
        relation.variant = variant;
        relation.details.push(("habit", others.to_string()));
    }
}
