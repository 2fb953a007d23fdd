//! The letters of Vietnamese.

use super::TONES;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The blocks of Unicode that the letters of Vietnamese are from: taking such a letter apart costs more than looking it up.
const LETTERS: [std::ops::Range<u32>; 2] = [0xc0..0x1b8, 0x1ea0..0x1f00];

/// A letter of Vietnamese, with no marks but its own: fonts of old put a caron for a breve.
pub(in super::super) fn is_vietnamese(c: char) -> bool {
    static KNOWN: LazyLock<[Vec<bool>; 2]> =
        LazyLock::new(|| LETTERS.map(|block| block.map(|code| char::from_u32(code).is_some_and(is_made_of_its)).collect()));
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let code = u32::from(c);
    match LETTERS.iter().position(|block| block.contains(&code)) {
        Some(at) => KNOWN[at].get((code - LETTERS[at].start) as usize) == Some(&true),
        None => is_made_of_its(c),
    }
}

/// All that a letter is made of belongs to Vietnamese.
fn is_made_of_its(c: char) -> bool {
    c == 'đ' || c.nfd().all(|m| m.is_ascii_alphabetic() || TONES.contains(&m) || matches!(m, '\u{302}' | '\u{306}' | '\u{31b}'))
}
