//! `repeated`: a word or phrase that stands twice in a row by mistake.
//!
//! Vietnamese doubles words on purpose (`thường thường`) and chains two-syllable words that share a syllable (`hành vi vi phạm`), so a
//! doubled syllable is a slip only when it does not end one word and begin the next.

mod known;

use super::View;
use crate::claims::words::Word;
use crate::document::Kind;
use crate::limits;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;

/// Longest phrase that is looked for, in words.
const LONGEST: usize = 6;

/// Flags doubled words and phrases outside tables.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, block) in view.document.blocks.iter().enumerate() {
        if block.kind == Kind::Cell || limits::of_block(view.document, id).is_some() {
            continue;
        }
        let words = view.claims.words.of_block(id);
        let mut at = 0;
        while at < words.len() {
            at = match doubled(words, at).filter(|&len| is_slip(view, words, at, len)) {
                Some(len) => {
                    flag(view, words, at, len, out);
                    at + 2 * len
                }
                None => at + 1,
            };
        }
    }
}

/// The shortest phrase at `at` that stands there twice, in words.
fn doubled(words: &[Word], at: usize) -> Option<usize> {
    let rest = &words[at..];
    let (first, ahead) = rest.split_first()?;
    if !ahead.iter().take(LONGEST).any(|word| word.hash == first.hash) {
        return None;
    }
    let twice = |len: usize| (0..len).all(|i| rest[i].hash == rest[len + i].hash);
    (1..=LONGEST.min(rest.len() / 2)).find(|&len| twice(len))
}

fn flag(view: View, words: &[Word], at: usize, len: usize, out: &mut Vec<Relation>) {
    let span = |from: usize, to: usize| words[from].span.join(words[to - 1].span);
    let once = view.document.words(span(at, at + len)).to_owned();
    let whole = span(at, at + 2 * len);
    out.push(Relation::flag(&view.rule.name, whole, Vec::new(), Severity::Warning).detail("once", once.clone()).replace(once));
}

fn is_slip(view: View, words: &[Word], at: usize, len: usize) -> bool {
    let doubled = Doubled { view, words, at, len };
    doubled.is_wording() && doubled.is_joined() && !doubled.starts_name() && !doubled.is_known()
}

struct Doubled<'a> {
    view: View<'a>,
    words: &'a [Word],
    at: usize,
    len: usize,
}

impl<'a> Doubled<'a> {
    fn low(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |w| self.view.document.folded(w.span))
    }

    fn cased(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |w| self.view.document.words(w.span))
    }

    /// The signs between a word and the next one.
    fn gap(&self, index: usize) -> &'a str {
        let next = self.words.get(index + 1);
        self.words.get(index).map_or("", |w| Span::new(w.span.end, next.map_or(w.span.end, |n| n.span.start)).of(self.view.document.text()))
    }

    /// Words, not figures, single letters or abbreviations.
    fn is_wording(&self) -> bool {
        let is_word = |i: usize| self.low(i).chars().all(char::is_alphabetic);
        let is_short_form = |i: usize| self.cased(i).chars().all(|c| !c.is_lowercase());
        let copy = self.at..self.at + self.len;
        let letters: usize = copy.clone().map(|i| self.low(i).chars().count()).sum();
        copy.clone().all(is_word)
            && letters > 1
            && !(self.len == 1 && is_short_form(self.at))
            && copy.clone().any(|i| self.low(i) != self.low(self.at) || self.len == 1)
    }

    /// Both copies run on without a sign between them that would make them two items.
    fn is_joined(&self) -> bool {
        let inner = (self.at..self.at + self.len - 1).all(|i| self.gap(i).trim() == self.gap(i + self.len).trim());
        let (middle, after) = (self.gap(self.at + self.len - 1).trim(), self.gap(self.at + 2 * self.len - 1).trim());
        // `TH Bình Minh, THCS Bình Minh, THCS Trần Phú`: the sign ends an item inside the phrase.
        let crosses = self.len < LONGEST - 2 && middle.is_empty() && (self.at..self.at + self.len - 1).any(|i| self.gap(i).contains([',', ';', ':']));
        let item_twice = self.len > 1 && matches!(middle, "," | ";") && (after.starts_with([',', ';', '.']));
        inner && !crosses && (middle.is_empty() || (middle == ":" && after.starts_with(':')) || item_twice)
    }

    /// `Đại hội Hội Liên hiệp`: a capital begins a name, which may repeat the word before it.
    fn starts_name(&self) -> bool {
        let upper = |i: usize| self.cased(i).starts_with(char::is_uppercase);
        let (first, second) = (upper(self.at), upper(self.at + self.len));
        let names = self.len == 1 && first && second && self.at > 0 && upper(self.at - 1);
        (!first && second) || names
    }
}
