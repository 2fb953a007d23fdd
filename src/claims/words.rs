//! The words of a report, cut once for all rules that look at wording.

use super::stretches::Stretches;
use crate::document::{BlockId, Document};
use crate::limits;
use crate::phrases::is_of_word;
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A run of letters and digits. A long report has more words than anything else, so that each is packed into twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    start: u32,
    len: u16,
    /// The hash, its upper part and its lower one.
    high: u16,
    low: u32,
}

impl Word {
    /// A run that is too long for a word is none, nor is one that stands where no report that is read reaches.
    fn new(start: usize, end: usize, hash: u64) -> Option<Word> {
        let (high, low) = ((hash >> 32) as u16, hash as u32);
        Some(Word { start: u32::try_from(start).ok()?, len: u16::try_from(end - start).ok()?, high, low })
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        let start = self.start as usize;
        Span { start, end: start + usize::from(self.len) }
    }

    /// A hash of its lower-case form: equal words have equal hashes, and the other way round for all that matters here.
    pub fn hash(&self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

/// All words, block by block.
#[derive(Debug, Default)]
pub struct Words {
    /// Words in reading order.
    pub list: Vec<Word>,
    blocks: Stretches,
    /// Where each word stands, made when somebody first asks.
    index: OnceLock<Index>,
}

/// Where each word stands: all places in one list, word by word, since a list for each word would take thrice the memory.
#[derive(Debug, Default)]
struct Index {
    /// Of each word, by its hash, its stretch of the list.
    stretches: FxHashMap<u64, (u32, u32)>,
    places: Vec<u32>,
}

impl Index {
    fn of(words: &[Word]) -> Index {
        let mut stretches: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        for word in words {
            stretches.entry(word.hash()).or_default().1 += 1;
        }
        let mut next = 0;
        for (start, end) in stretches.values_mut() {
            let count = *end;
            (*start, *end) = (next, next);
            next += count;
        }
        let mut places = vec![0; words.len()];
        // No text is so long that its words could not be counted so.
        for (word, at) in words.iter().zip(0u32..) {
            if let Some((_, end)) = stretches.get_mut(&word.hash()) {
                places[*end as usize] = at;
                *end += 1;
            }
        }
        Index { stretches, places }
    }

    fn stretch(&self, (start, end): (u32, u32)) -> &[u32] {
        &self.places[start as usize..end as usize]
    }
}

impl Words {
    /// Cuts the words of all blocks.
    pub fn read(document: &Document) -> Words {
        let mut words = Words { list: Vec::with_capacity(document.lower.len() / 5), blocks: Stretches::for_blocks(document.blocks.len()), ..Words::default() };
        for (id, block) in document.blocks.iter().enumerate() {
            // Nothing in a block that is over a limit is looked at.
            if limits::of_block(document, id).is_none() {
                cut(&document.lower, block.span, &mut words.list);
            }
            words.blocks.end_at(words.list.len());
        }
        words
    }

    /// Indices of the words of a block.
    pub fn range(&self, block: BlockId) -> std::ops::Range<usize> {
        self.blocks.of(block)
    }

    /// The words of a block.
    pub fn of_block(&self, block: BlockId) -> &[Word] {
        self.list.get(self.range(block)).unwrap_or(&[])
    }

    /// Indices of a word, by its hash, all over the report.
    pub fn places(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let index = self.index();
        let stretch = index.stretches.get(&hash).map_or(&[][..], |&stretch| index.stretch(stretch));
        stretch.iter().map(|&at| at as usize)
    }

    /// Indices of each word that there is; each has at least one.
    pub fn each_places(&self) -> impl Iterator<Item = &[u32]> {
        let index = self.index();
        index.stretches.values().map(|&stretch| index.stretch(stretch))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.list))
    }

    /// The words of a stretch of text; one that begins before it or ends behind it is cut off there.
    pub fn cut(&self, span: Span) -> Vec<Span> {
        self.pieces(span).collect()
    }

    /// The same one by one, from either end.
    pub fn pieces(&self, span: Span) -> impl DoubleEndedIterator<Item = Span> + Clone + '_ {
        let first = self.list.partition_point(|w| w.span().end <= span.start);
        let end = self.list.partition_point(|w| w.span().start < span.end);
        self.list[first..end.max(first)].iter().filter_map(move |w| clip(w, span))
    }

    /// The first word of a stretch of text, cut off at its end.
    pub fn first_of(&self, span: Span) -> Option<Span> {
        let word = self.list.get(self.list.partition_point(|w| w.span().end <= span.start))?;
        clip(word, span)
    }

    /// The last word of a stretch of text, cut off at its start.
    pub fn last_of(&self, span: Span) -> Option<Span> {
        let word = self.list.get(self.list.partition_point(|w| w.span().start < span.end).checked_sub(1)?)?;
        clip(word, span)
    }

    /// Indices of the words inside a span.
    pub fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|w| w.span().start < span.start);
        let end = self.list.partition_point(|w| w.span().start < span.end);
        first..end.max(first)
    }
}

/// What of a word stands inside a span.
fn clip(word: &Word, span: Span) -> Option<Span> {
    let inside = Span::new(word.span().start.max(span.start), word.span().end.min(span.end));
    (!inside.is_empty()).then_some(inside)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The hash that [`Words::read`] gives a lower-case word.
pub fn hash(word: &str) -> u64 {
    kept(word.bytes().fold(SEED, step))
}

/// The 48 bits of a hash that a word has room for.
fn kept(hash: u64) -> u64 {
    (hash ^ hash >> 48) & 0xffff_ffff_ffff
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Cuts a block into its words, by bytes as far as they are plain letters, which is far quicker than by characters.
fn cut(lower: &str, block: Span, out: &mut Vec<Word>) {
    let bytes = lower.as_bytes();
    let mut at = block.start;
    let (mut from, mut hash) = (at, SEED);
    while at < block.end {
        let (inside, len) = match bytes[at] {
            byte if byte.is_ascii() => (byte.is_ascii_alphanumeric(), 1),
            _ => lower[at..].chars().next().map_or((false, 1), |c| (is_of_word(c), c.len_utf8())),
        };
        if inside {
            hash = bytes[at..at + len].iter().fold(hash, |hash, byte| step(hash, *byte));
            at += len;
            continue;
        }
        if from < at {
            out.extend(Word::new(from, at, kept(hash)));
        }
        at += len;
        (from, hash) = (at, SEED);
    }
    if from < at {
        out.extend(Word::new(from, at, kept(hash)));
    }
}
