//! Lists of features, each held once: thousands of relations that the same words make have the same features.

use super::features::Feature;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Features, each with its strength.
pub type Features = Arc<[(Feature, f32)]>;

/// All lists that were seen, by where the names in them lie: reading these would cost more time than it saves memory.
#[derive(Default)]
pub(super) struct Shared {
    known: FxHashMap<u64, Features>,
}

impl Shared {
    /// The same list, held once. Of lists that only look different, both are held.
    pub fn hold(&mut self, list: &[(Feature, f32)]) -> Features {
        let key = key(list);
        match self.known.get(&key).filter(|known| is_same(known, list)) {
            Some(known) => Arc::clone(known),
            None => {
                let list: Features = list.into();
                self.known.insert(key, Arc::clone(&list));
                list
            }
        }
    }
}

fn key(list: &[(Feature, f32)]) -> u64 {
    let mut hasher = FxHasher::default();
    for (Feature(family, value), strength) in list {
        (family.as_ptr(), value.as_ptr(), strength.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}

fn is_same(one: &[(Feature, f32)], other: &[(Feature, f32)]) -> bool {
    let same = |(a, x): &(Feature, f32), (b, y): &(Feature, f32)| std::ptr::eq(a.0, b.0) && std::ptr::eq(a.1, b.1) && x.to_bits() == y.to_bits();
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}
