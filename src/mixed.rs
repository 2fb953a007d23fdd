/// The letters of a word mixed into a number: `build.rs` lays tables out by it, and the program looks words up by it.
fn mixed(word: &str) -> usize {
    let mixed = word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |mixed, byte| (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // No table needs more bits, and a machine may have no more.
    ((mixed ^ mixed >> 32) & 0xffff_ffff) as usize
}
