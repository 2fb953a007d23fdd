//! Words that stand once, one letter away from those between the same neighbours; names against names; words that their neighbours take.

use super::{Form, Meeting, Text, CLEAR, CONTEXTS, MAJORITY, NAME, NAMED};
use crate::claims::names::{bare, one_edit};
use crate::claims::vocabulary::Bits;
use crate::relations::Relation;
use crate::source::Span;
use rustc_hash::FxHashMap;

impl Text<'_> {
    /// `sản suất`, `nổi tếng`: a word that stands once, a letter away from the one that others have between the same neighbours.
    pub(super) fn one_letter(&self, alike: &[Form], out: &mut Vec<Relation>) {
        let once = alike.iter().filter(|form| form.places.len() == 1).map(|form| form.first());
        let odd: Vec<usize> = once.filter(|&at| self.is_odd(at)).collect();
        let found = out.len();
        for context in [CONTEXTS[0], CONTEXTS[1]] {
            let seen: Vec<Span> = out[found..].iter().map(|r| r.stated.span).collect();
            let fresh = |at: &usize| self.view.claims.words.list.get(*at).is_some_and(|w| !seen.contains(&w.span()));
            self.one_letter_in(context, odd.iter().copied().filter(fresh).collect(), out);
        }
    }

    /// The same for one pair of neighbours: the words on both sides, or the two before.
    fn one_letter_in(&self, sides: (isize, isize), odd: Vec<usize>, out: &mut Vec<Relation>) {
        let candidates: Vec<(usize, (u32, u32))> = odd.into_iter().filter_map(|at| Some((at, self.context(at, sides)?))).collect();
        if candidates.is_empty() {
            return;
        }
        let mut between: FxHashMap<(u32, u32), Vec<usize>> = candidates.iter().map(|&(_, context)| (context, Vec::new())).collect();
        let words = &self.view.claims.words;
        let (firsts, seconds) = (words.some(between.keys().map(|k| k.0)), words.some(between.keys().map(|k| k.1)));
        let is = |some: &Bits, at: usize, step: isize| words.id(at.wrapping_add_signed(step)).is_some_and(|id| some.holds(id as usize));
        for at in (0..words.list.len()).filter(|&at| is(&firsts, at, sides.0) && is(&seconds, at, sides.1)) {
            if let Some(places) = self.context(at, sides).and_then(|context| between.get_mut(&context)) {
                places.push(at);
            }
        }
        for (at, context) in candidates {
            let others = between.get(&context).map_or(&[][..], Vec::as_slice);
            let Some(&other) = others.iter().find(|&&o| o != at) else { continue };
            let (word, meant) = (self.view.low_word(at), self.view.low_word(other));
            let least = if self.is_known(word) { CLEAR } else { MAJORITY };
            let agree = others.len() > least && others.iter().all(|&o| o == at || self.id(o) == self.id(other));
            // `kì` and `kỳ` are two ways of spelling.
            let plain = |w: &str| bare(w).replace('y', "i");
            let near = meant.len() > 2 && one_edit(&bare(word), &bare(meant)) && plain(word) != plain(meant);
            let whole = self.is_word_with(meant, at, -1) || sides.1 > 0 && self.is_word_with(meant, at, 1);
            let named = self.view.word(at).starts_with(char::is_uppercase);
            let fits = if named {
                others.len() > NAME && self.is_of_name(&Meeting { at, right: other, context: sides, alike: others.len() - 1, mine: 1 })
            } else {
                agree && self.is_known(meant) && whole
            };
            let same = others.iter().all(|&o| o == at || self.id(o) == self.id(other));
            if fits && same && near {
                let right: Vec<usize> = others.iter().copied().filter(|&o| o != at).take(NAMED).collect();
                self.flag(at, meant, others.len() - 1, &right, out);
                let slip = out.pop().map(|slip| slip.variant("letter"));
                out.extend(slip);
            }
        }
    }

    /// A word in small letters that is none beside its neighbours.
    fn is_odd(&self, at: usize) -> bool {
        if self.is_function(at) || self.is_whole(at) {
            return false;
        }
        let rest = self.view.word(at).chars().skip(1).all(char::is_lowercase);
        // A name with a syllable that there is in no word may be mistyped; another name may be meant.
        let unknown = self.view.claims.words.distinct(at).is_some_and(|d| d.syllable.is_none());
        let small = rest && (unknown || self.view.word(at).starts_with(char::is_lowercase)) && self.view.low_word(at).chars().nth(1).is_some();
        // Signs of the file inside a word, or right behind it, join what is no word: `dân**b**`.
        let whole = self.view.claims.words.list.get(at).is_some_and(|w| crate::wording::names::is_whole(self.view, w.span()));
        small && whole && !self.is_torn(at)
    }

    /// `trạm bơm Cốc Rẩy` among `trạm bơm Cốc Rầy`: both neighbours name the same thing, and the two do not stand in one sentence.
    pub(super) fn is_of_name(&self, meeting: &Meeting) -> bool {
        let &Meeting { at, right: other, context: (a, b), .. } = meeting;
        let words = &self.view.claims.words;
        let beside = [a, b].map(|step| at.wrapping_add_signed(step));
        let named = beside.iter().any(|&n| words.has_capital(n)) && !beside.iter().any(|&n| words.distinct(n).is_none_or(|d| d.is_stop || !d.is_letters));
        let cue = |kind: &str, word: &str| self.view.rule.cues(kind).iter().any(|w| w == word);
        // `Nguyễn Văn An` and `Nguyễn Văn Ân` are brothers; communes differ in a mark by right.
        let person = beside.iter().any(|&n| cue("middle", self.view.low_word(n))) && self.is_known(self.view.low_word(at));
        let common = cue("namesake", self.view.low_word(at)) && cue("namesake", self.view.low_word(other));
        let capitals = |at: usize| self.view.word(at).chars().nth(1).is_none_or(char::is_uppercase);
        let sentence = |at: usize| {
            let span = words.list.get(at).map_or(Span::default(), |w| w.span());
            let block = self.view.document.blocks.partition_point(|b| b.span.start <= span.start).saturating_sub(1);
            self.view.claims.sentence_start(self.view.document, block, span.start)
        };
        named && !person && !common && !capitals(at) && !self.is_whole(at) && sentence(at) != sentence(other)
    }

    /// Only the word behind would make one with what is meant, and that makes one with the next.
    pub(super) fn is_taken(&self, at: usize, meant: &str) -> bool {
        let words = &self.view.claims.words;
        let next = self.neighbour(at, 1);
        // A word may go on in the next line.
        let breaks = |n: usize| self.view.document.text()[words.list[n].span().end..].starts_with('\n');
        let in_next_line = |n: usize| breaks(n) && n + 1 < words.list.len() && self.view.lexicon.is_word(self.view.low_word(n), self.view.low_word(n + 1));
        let goes_on = next.is_some_and(|n| words.are_word(n) || in_next_line(n));
        let meets = |pair: &String| pair.split_once(' ').is_some_and(|(a, b)| a == self.view.low_word(at) && next.is_some_and(|n| b == self.view.low_word(n)));
        self.view.rule.cues("meets").iter().any(meets) || goes_on && !self.is_word_with(meant, at, -1)
    }
}
