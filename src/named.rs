//! Things by short names that stand in the code: they are asked for so often that the hash of a whole name would cost more than what is done with the thing.

use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{Debug, Formatter};
use std::sync::OnceLock;

/// Things by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "HashMap<String, T>")]
pub struct Named<T> {
    things: Vec<(Cow<'static, str>, T)>,
    /// For each slot the number of a thing, from 1; a name that finds its slot taken stands in the next one that is free.
    slots: Vec<u16>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named { things: Vec::new(), slots: Vec::new() }
    }
}

impl<T> From<HashMap<String, T>> for Named<T> {
    fn from(things: HashMap<String, T>) -> Self {
        let mut things: Vec<(Cow<'static, str>, T)> = things.into_iter().map(|(name, thing)| (Cow::Owned(name), thing)).collect();
        things.sort_by(|one, other| one.0.cmp(&other.0));
        Named::of(things)
    }
}

impl<T> Named<T> {
    fn of(things: Vec<(Cow<'static, str>, T)>) -> Self {
        if things.is_empty() {
            return Named::default();
        }
        // So much room that most names stand in their own slot.
        let mut slots = vec![0; 4 * things.len().next_power_of_two()];
        let last = slots.len() - 1;
        for (number, (name, _)) in (1..).zip(&things) {
            let mut at = slot_of(name);
            while slots[at & last] != 0 {
                at += 1;
            }
            slots[at & last] = number;
        }
        Named { things, slots }
    }

    /// Things made of the lists of a table.
    pub fn of_lists(lists: Lists, make: impl Fn(List) -> T) -> Self {
        Named::of(lists.iter().map(|&(name, lines)| (Cow::Borrowed(name), make(List::of_lines(lines)))).collect())
    }
}

/// Lists of words by name, each written as lines.
pub type Lists = &'static [(&'static str, &'static str)];

/// A text of the program itself; under this name, since nothing that is read borrows it.
pub type Static = &'static str;

/// A list of words, cut when it is first asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct List {
    lines: Static,
    words: OnceLock<Vec<String>>,
}

impl From<Vec<String>> for List {
    fn from(words: Vec<String>) -> List {
        List { lines: "", words: OnceLock::from(words) }
    }
}

/// Cut or not, it is the same list.
impl Debug for List {
    fn fmt(&self, out: &mut Formatter) -> std::fmt::Result {
        self.words().fmt(out)
    }
}

impl List {
    fn of_lines(lines: &'static str) -> List {
        List { lines, words: OnceLock::new() }
    }

    /// Its words.
    #[inline]
    pub fn words(&self) -> &[String] {
        self.words.get_or_init(|| cut(self.lines).map(str::to_owned).collect())
    }
}

/// The words of a list that is written as lines.
pub fn cut(lines: &'static str) -> impl Iterator<Item = &'static str> {
    lines.lines()
}

impl<T> Named<T> {
    /// The thing of a name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&T> {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = slot_of(name);
        loop {
            // The length is a power of two.
            let number = usize::from(*self.slots.get(at & last)?);
            let (known, thing) = self.things.get(number.wrapping_sub(1))?;
            if known == name {
                return Some(thing);
            }
            at += 1;
        }
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        *self = Named::default();
    }
}

/// Where a name is looked for first; the compiler works this out for names that stand in the code.
#[inline]
fn slot_of(name: &str) -> usize {
    let (bytes, len) = (name.as_bytes(), name.len());
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(*byte));
    byte(0) + 5 * byte(len / 2) + 11 * byte(len.wrapping_sub(1)) + 23 * byte(1) + 47 * len
}
