//! The words of a report as numbers, with how many blocks have each: a word that everything has tells nothing apart.

use crate::claims::words::hash;
use crate::claims::Claims;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// A telling word of the report.
pub type WordId = u32;

/// A word that tells nothing: a stop word, a number, a single letter.
const SILENT: WordId = WordId::MAX;

/// The telling words of a report.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// For each word of the report, in reading order, what it is.
    ids: Vec<WordId>,
    /// Short forms written out.
    written_out: FxHashMap<WordId, Vec<WordId>>,
    /// How many blocks have each word.
    blocks_with: Vec<u32>,
    /// How many blocks have words.
    blocks: u32,
}

impl Vocabulary {
    /// Reads the words of all blocks.
    pub fn read(document: &Document, claims: &Claims, lexicon: &Lexicon) -> Vocabulary {
        let mut out = Vocabulary { ids: Vec::with_capacity(claims.words.list.len()), ..Vocabulary::default() };
        let mut known: FxHashMap<u64, WordId> = FxHashMap::default();
        let mut last_block: Vec<u32> = Vec::new();
        for block in 0..document.blocks.len() {
            let words = claims.words.of_block(block);
            out.blocks += u32::from(!words.is_empty());
            for word in words {
                let id = *known.entry(word.hash).or_insert_with(|| {
                    let text = document.folded(word.span);
                    if is_silent(text, lexicon) {
                        return SILENT;
                    }
                    out.blocks_with.push(0);
                    WordId::try_from(out.blocks_with.len() - 1).unwrap_or(SILENT)
                });
                out.ids.push(id);
                if let Some(count) = out.blocks_with.get_mut(id as usize) {
                    last_block.resize(last_block.len().max(id as usize + 1), 0);
                    let this = u32::try_from(block + 1).unwrap_or(u32::MAX);
                    *count += u32::from(last_block[id as usize] != this);
                    last_block[id as usize] = this;
                }
            }
        }
        out.write_out(lexicon, &mut known);
        out
    }

    /// Short forms that the report uses become the words that they stand for.
    fn write_out(&mut self, lexicon: &Lexicon, known: &mut FxHashMap<u64, WordId>) {
        for (short, long) in &lexicon.abbreviations {
            let Some(&id) = known.get(&hash(short)).filter(|id| **id != SILENT) else { continue };
            let mut ids = Vec::new();
            for word in long.split(' ').filter(|w| !is_silent(w, lexicon)) {
                ids.push(*known.entry(hash(word)).or_insert_with(|| {
                    self.blocks_with.push(0);
                    WordId::try_from(self.blocks_with.len() - 1).unwrap_or(SILENT)
                }));
            }
            self.written_out.insert(id, ids);
        }
    }

    /// Adds the telling words of a stretch of text, the last `most` of them.
    pub fn add_last(&self, claims: &Claims, span: Span, most: usize, out: &mut Vec<WordId>) {
        self.add(claims.words.inside(span).rev(), most, out);
    }

    /// Adds the telling words of a stretch of text, the first `most` of them.
    pub fn add_first(&self, claims: &Claims, span: Span, most: usize, out: &mut Vec<WordId>) {
        self.add(claims.words.inside(span), most, out);
    }

    fn add(&self, places: impl Iterator<Item = usize>, most: usize, out: &mut Vec<WordId>) {
        let telling = places.filter_map(|at| self.ids.get(at).copied()).filter(|id| *id != SILENT);
        for id in telling.take(most) {
            match self.written_out.get(&id) {
                Some(long) => out.extend(long),
                None => out.push(id),
            }
        }
    }

    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.blocks_with.len()
    }

    /// True for a report without words.
    pub fn is_empty(&self) -> bool {
        self.blocks_with.is_empty()
    }

    /// How many blocks have a word, of how many.
    pub fn spread(&self, word: WordId) -> (u32, u32) {
        (self.blocks_with.get(word as usize).copied().unwrap_or(0), self.blocks)
    }
}

fn is_silent(word: &str, lexicon: &Lexicon) -> bool {
    let mut chars = word.chars();
    let single = chars.next().is_some() && chars.next().is_none();
    single || word.bytes().all(|b| b.is_ascii_digit()) || lexicon.stop.contains(word)
}

/// A sorted set of words.
pub fn set(mut words: Vec<WordId>) -> Vec<WordId> {
    words.sort_unstable();
    words.dedup();
    words
}
