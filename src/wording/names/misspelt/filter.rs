//! A quick look before a longer one: most words have neighbours that nobody asks for.

/// Pairs of numbers, some bits for each: what has none of them is not among these.
pub(super) struct Filter(Vec<u64>);

impl Filter {
    pub fn with_room_for(count: usize) -> Filter {
        Filter(vec![0; count.div_ceil(4).next_power_of_two()])
    }

    /// Which number holds the bit of a pair, and which bit it is.
    #[inline]
    fn place(&self, (a, b): (u32, u32)) -> (usize, u64) {
        let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        ((mixed >> 6) as usize & (self.0.len() - 1), 1 << (mixed % 64))
    }

    pub fn add(&mut self, pair: (u32, u32)) {
        let (at, bit) = self.place(pair);
        self.0[at] |= bit;
    }

    #[inline]
    pub fn may_have(&self, pair: (u32, u32)) -> bool {
        let (at, bit) = self.place(pair);
        self.0[at] & bit != 0
    }
}
