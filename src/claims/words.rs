//! The words of a report, cut once for all rules that look at wording.

use crate::document::{BlockId, Document};
use crate::source::Span;

/// A run of letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// A hash of its lower-case form: equal words have equal hashes, and the other way round for all that matters here.
    pub hash: u64,
}

/// All words, block by block.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Words in reading order.
    pub list: Vec<Word>,
    blocks: Vec<(usize, usize)>,
}

impl Words {
    /// Cuts the words of all blocks.
    pub fn read(document: &Document) -> Words {
        let mut words = Words { list: Vec::with_capacity(document.lower.len() / 5), blocks: Vec::with_capacity(document.blocks.len()) };
        for block in &document.blocks {
            let first = words.list.len();
            cut(&document.lower, block.span, &mut words.list);
            words.blocks.push((first, words.list.len()));
        }
        words
    }

    /// Indices of the words of a block.
    pub fn range(&self, block: BlockId) -> std::ops::Range<usize> {
        self.blocks.get(block).map_or(0..0, |&(first, end)| first..end)
    }

    /// The words of a block.
    pub fn of_block(&self, block: BlockId) -> &[Word] {
        self.list.get(self.range(block)).unwrap_or(&[])
    }

    /// Indices of the words inside a span.
    pub fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|w| w.span.start < span.start);
        let end = self.list.partition_point(|w| w.span.start < span.end);
        first..end.max(first)
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The hash that [`Words::read`] gives a lower-case word.
pub fn hash(word: &str) -> u64 {
    word.bytes().fold(SEED, step)
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Cuts by bytes: far quicker than by characters, and letters of Vietnamese are told from signs by their first byte.
fn cut(lower: &str, block: Span, out: &mut Vec<Word>) {
    let bytes = lower.as_bytes();
    let (mut at, mut start, mut hash) = (block.start, None, SEED);
    while at < block.end.min(bytes.len()) {
        let len = letter(&bytes[at..]);
        if len > 0 {
            start.get_or_insert(at);
            hash = bytes[at..(at + len).min(bytes.len())].iter().fold(hash, |h, &b| step(h, b));
            at += len;
            continue;
        }
        if let Some(from) = start.take() {
            out.push(Word { span: Span::new(from, at), hash });
            hash = SEED;
        }
        at += sign(bytes[at]);
    }
    if let Some(from) = start {
        out.push(Word { span: Span::new(from, block.end), hash });
    }
}

/// Length of the letter or digit at the start of `bytes`; 0 for anything else.
fn letter(bytes: &[u8]) -> usize {
    match *bytes {
        [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] => 1,
        [0xc3..=0xdf, _, ..] => 2,
        // U+2000..U+2FFF are signs (dashes, quotation marks, superscripts), U+E000.. private signs of word processors.
        [0xe0 | 0xe1 | 0xe3..=0xed, _, _, ..] => 3,
        _ => 0,
    }
}

fn sign(first: u8) -> usize {
    match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xff => 4,
        _ => 1,
    }
}
