//! An index that may be none, in four bytes: each block has two.

/// The index, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(u32);

const NONE: u32 = u32::MAX;

impl From<Option<usize>> for Slot {
    fn from(index: Option<usize>) -> Slot {
        // No text that is read has so many blocks that four bytes would not count them.
        Slot(index.and_then(|index| u32::try_from(index).ok()).unwrap_or(NONE))
    }
}

impl Slot {
    /// The index, if there is one.
    pub fn get(self) -> Option<usize> {
        (self.0 != NONE).then_some(self.0 as usize)
    }
}
