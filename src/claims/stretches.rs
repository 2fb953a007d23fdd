//! Which stretch of a list belongs to each block.

use std::ops::Range;

/// The stretches of a list that is filled block by block: each begins where the one before it ends, so that the ends are all that is kept.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    ends: Vec<u32>,
}

impl Stretches {
    /// None yet, with room for those of so many blocks.
    pub fn for_blocks(blocks: usize) -> Stretches {
        Stretches { ends: Vec::with_capacity(blocks) }
    }

    /// Ends the stretch of the next block where the list ends now.
    pub fn end_at(&mut self, end: usize) {
        // No text that is read has so many numbers or words that four bytes would not count them.
        self.ends.push(u32::try_from(end).unwrap_or(u32::MAX));
    }

    /// The stretch of a block; empty where there is none.
    pub fn of(&self, block: usize) -> Range<usize> {
        let Some(&end) = self.ends.get(block) else { return 0..0 };
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..end as usize
    }
}
