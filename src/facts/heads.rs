//! The words over the columns of a table, and which column holds the growth of another one's amounts.

use crate::document::{BlockId, Document};
use crate::lexicon::{split_words, Lexicon};
use std::ops::Range;

/// The words over a column, in lower case.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// All of them, from the top.
    words: String,
    /// For a column of growth in percent over the year before (`So với cùng kỳ năm trước (%) | Quý II`): the words that are left, which name the amount.
    grown: Option<String>,
}

impl Head {
    /// Reads the cells over a column.
    pub(super) fn read(document: &Document, lexicon: &Lexicon, cells: &[BlockId]) -> Head {
        let words = cells.iter().flat_map(|&b| split_words(document.folded(document.blocks[b].span))).collect::<Vec<_>>().join(" ");
        let is_percent = cells.iter().any(|&b| document.block_text(b).contains('%'));
        let compares = |phrase: &String| words.find(phrase.as_str()).map(|at| (at, at + phrase.len()));
        let found = lexicon.list("against_last_year").iter().filter_map(compares).max_by_key(|(from, to)| to - from).filter(|_| is_percent);
        let left = found.map(|(from, to)| [words[..from].trim(), words[to..].trim()].join(" ").trim().to_owned());
        Head { grown: left.filter(|left| !left.is_empty()), words }
    }
}

/// The only column of a range that holds the growth of the amounts in a column, as the heads say.
pub fn growth_of(heads: &[Head], column: usize, among: Range<usize>) -> Option<usize> {
    let own = heads.get(column).filter(|head| head.grown.is_none())?;
    let names_own = |c: &usize| heads.get(*c).and_then(|head| head.grown.as_ref()).is_some_and(|grown| ends_with(&own.words, grown));
    let mut found = among.filter(names_own);
    found.next().filter(|_| found.next().is_none())
}

/// True for a text that ends with whole words.
fn ends_with(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}
