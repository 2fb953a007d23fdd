//! Where the words of a text begin and end, and their hashes.

use super::words::Word;
use crate::phrases::{is_of_word, letters_by_first_byte, ASK};
use crate::source::Span;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The hash that [`Words::read`] gives a lower-case word.
pub fn hash(word: &str) -> u64 {
    kept(word.bytes().fold(SEED, step))
}

/// The 48 bits of a hash that a word has room for.
#[inline]
fn kept(hash: u64) -> u64 {
    (hash ^ hash >> 48) & 0xffff_ffff_ffff
}

#[inline]
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

static LETTERS: [u8; 256] = letters_by_first_byte(None);

/// How many bytes the sign at a character border has, and whether it is a letter or a digit.
#[inline]
fn asked(lower: &str, at: usize) -> (bool, usize) {
    match (lower.as_bytes()[at], lower.as_bytes().get(at + 1)) {
        // Latin letters with marks, without the two signs between them; letters with two marks.
        (0xc3, next) => (!matches!(next, Some(0x97 | 0xb7)), 2),
        (0xe1, Some(0xb8..=0xbb)) => (true, 3),
        _ => lower[at..].chars().next().map_or((false, 1), |c| (is_of_word(c), c.len_utf8())),
    }
}

/// Cuts a block into its words, by bytes as far as they tell letters, which is far quicker than by characters.
pub(super) fn cut(lower: &str, block: Span, mut out: impl FnMut(Word, u64)) {
    let bytes = &lower.as_bytes()[..block.end];
    let mut at = block.start;
    let (mut from, mut hash) = (at, SEED);
    while let Some(&byte) = bytes.get(at) {
        let (inside, len) = match LETTERS[usize::from(byte)] {
            0 => (false, 1),
            1 => {
                hash = step(hash, byte);
                at += 1;
                continue;
            }
            ASK => asked(lower, at),
            len => (true, usize::from(len)),
        };
        if inside {
            hash = bytes[at..at + len].iter().fold(hash, |hash, byte| step(hash, *byte));
            at += len;
            continue;
        }
        if from < at {
            Word::new(from, at).into_iter().for_each(|word| out(word, kept(hash)));
        }
        at += len;
        (from, hash) = (at, SEED);
    }
    if from < at {
        Word::new(from, at).into_iter().for_each(|word| out(word, kept(hash)));
    }
}
