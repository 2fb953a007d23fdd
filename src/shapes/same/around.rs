//! What stands around numbers, read once for each: a number is held against many others.

use super::View;
use crate::claims::vicinity::Vicinity;
use crate::claims::words::hash;
use crate::claims::{labels, ClaimId};
use std::cell::OnceCell;

/// The surroundings of all numbers, each read when it is first asked for.
pub(super) struct Around<'a> {
    view: View<'a>,
    list: Vec<OnceCell<Near<'a>>>,
}

/// The surroundings of one number.
pub(super) struct Near<'a> {
    pub vicinity: Vicinity<'a>,
    words: OnceCell<Box<[u64]>>,
    planned: OnceCell<bool>,
}

impl<'a> Around<'a> {
    /// Nothing read yet.
    pub fn new(view: View<'a>) -> Around<'a> {
        Around { view, list: (0..view.claims.list.len()).map(|_| OnceCell::new()).collect() }
    }

    /// The surroundings of a number.
    pub fn of(&self, id: ClaimId) -> &Near<'a> {
        let View { document, claims, lexicon, .. } = self.view;
        self.list[id].get_or_init(|| Near { vicinity: Vicinity::of(document, claims, lexicon, id), words: OnceCell::new(), planned: OnceCell::new() })
    }
}

impl Near<'_> {
    /// The telling words near the number, by their hashes: they are compared with those of many others, and kept as long.
    pub fn words(&self, view: View) -> &[u64] {
        self.words.get_or_init(|| {
            let near: Vec<&str> = self.vicinity.before.iter().rev().chain(self.vicinity.after.iter().take(6)).copied().collect();
            labels::words(&near.join(" "), view.lexicon).iter().map(|word| hash(word)).collect()
        })
    }

    /// Words of planning near the number.
    pub fn planned(&self, view: View) -> bool {
        *self.planned.get_or_init(|| {
            let text = self.vicinity.sentence();
            view.rule.cues("plan").iter().any(|cue| text.contains(cue.as_str()))
        })
    }
}
