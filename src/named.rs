//! Things by short names that stand in the code: they are asked for so often that the hash of a whole name would cost more than what is done with the thing.

use serde::Deserialize;
use std::collections::HashMap;

/// Things by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "HashMap<String, T>")]
pub struct Named<T> {
    things: Vec<(String, T)>,
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
        let things: Vec<(String, T)> = things.into_iter().collect();
        // So much room that most names stand in their own slot.
        let mut slots = vec![0; 4 * things.len().next_power_of_two()];
        for (number, (name, _)) in (1..).zip(&things) {
            let mut at = slot_of(name);
            while slots[at % slots.len()] != 0 {
                at += 1;
            }
            let len = slots.len();
            slots[at % len] = number;
        }
        Named { things, slots }
    }
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

#[cfg(test)]
mod tests {
    use super::Named;
    use std::collections::HashMap;

    #[test]
    fn all_are_found_and_no_others() {
        let names: Vec<String> = (0..300).map(|i| format!("name_{i}")).collect();
        for many in [0, 1, 2, 7, 300] {
            let named = Named::from(names.iter().take(many).cloned().zip(0..).collect::<HashMap<_, usize>>());
            assert!(names.iter().enumerate().all(|(at, name)| named.get(name).copied() == Some(at).filter(|at| *at < many)), "{many}");
            assert!(named.get("").is_none() && named.get("name_").is_none());
        }
    }
}
