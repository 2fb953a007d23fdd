//! A clause that is pasted again right behind itself, with at most a few words between.

use crate::claims::words::Word;
use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest words of a copied clause; the window that is hashed.
const WINDOW: usize = 6;
/// Fewest words when other words stand between the copies.
const APART: usize = 8;
/// Fewest words that a list does not name again on purpose.
const LISTED: usize = 10;
/// Most words of a copied clause: no clause is longer, and text of one word again and again must not cost the square of its length.
const LONGEST: usize = 1_000;
/// Most words between the copies.
const BETWEEN: usize = 8;

/// Flags clauses that stand twice in one paragraph. Time is linear in the words: one table of the last place of each window.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    // Copies are looked for in one block at a time: the longest one tells how large the table is.
    let longest = (0..view.document.blocks.len()).map(|block| words.range(block).len()).max();
    let mut last_seen = LastSeen::new(longest.unwrap_or(0));
    // No clause comes again with a word that the report has once.
    let is_lone = |at: usize| words.distinct(at).is_none_or(|word| words.places_of(word).len() == 1);
    for (id, block) in view.document.blocks.iter().enumerate() {
        let range = words.range(id);
        if block.kind == Kind::Cell || range.len() < 2 * WINDOW {
            continue;
        }
        let mut at = range.start;
        let mut plain = at;
        while at + WINDOW <= range.end {
            plain = plain.max(at);
            if let Some(lone) = (plain..at + WINDOW).rev().find(|&at| is_lone(at)) {
                at = lone + 1;
                continue;
            }
            plain = at + WINDOW;
            let before = last_seen.swap(&words.list, at).filter(|&b| b >= range.start);
            let copy = before.map(|b| Copy { view, first: b, second: at, len: common(&words.list[..range.end], b, at) });
            at = match copy.filter(Copy::is_slip) {
                Some(copy) => {
                    copy.flag(out);
                    at + copy.len
                }
                None => at + 1,
            };
        }
    }
}

/// How many words agree from two places on, without running into each other.
fn common(words: &[Word], first: usize, second: usize) -> usize {
    let longest = (second - first).min(words.len() - second).min(LONGEST);
    (0..longest).take_while(|&i| words[first + i].id() == words[second + i].id()).count()
}

/// The last place of each window of words, in a table that later windows overwrite.
struct LastSeen {
    slots: Vec<u32>,
}

impl LastSeen {
    fn new(words: usize) -> Self {
        LastSeen { slots: vec![u32::MAX; (words * 2).next_power_of_two().max(1 << 12)] }
    }

    /// Puts the window at `at` into the table and gives the place of an equal one before it.
    fn swap(&mut self, words: &[Word], at: usize) -> Option<usize> {
        let window = |from: usize| words[from..from + WINDOW].iter().map(|w| u64::from(w.id()));
        let mixed = window(at).fold(0u64, |h, w| (h.rotate_left(7) ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let index = (mixed >> 20) as usize & (self.slots.len() - 1);
        let slot = self.slots.get_mut(index)?;
        let before = usize::try_from(std::mem::replace(slot, u32::try_from(at).ok()?)).ok()?;
        // An empty slot holds a place that no word has; on 32-bit systems the end of its window would be none.
        let apart = before.checked_add(WINDOW).is_some_and(|end| end <= at);
        (apart && window(before).eq(window(at))).then_some(before)
    }
}

/// Two equal runs of words.
struct Copy<'a> {
    view: View<'a>,
    first: usize,
    second: usize,
    len: usize,
}

impl Copy<'_> {
    fn span(&self, from: usize, len: usize) -> Span {
        let words = &self.view.claims.words.list;
        words[from].span().join(words[from + len - 1].span())
    }

    /// The signs between the words `at - 1` and `at`; a line end where there is none.
    fn gap(&self, at: usize) -> &str {
        let words = &self.view.claims.words.list;
        let (Some(next), Some(before)) = (words.get(at), words.get(at.wrapping_sub(1))) else { return "\n" };
        Span::new(before.span().end, next.span().start).of(self.view.document.text())
    }

    /// The first copy is a clause of its own: names and formulae that come again stand inside their clauses.
    fn is_slip(&self) -> bool {
        let end = self.first + self.len;
        let between = self.second - end;
        // Figures come again in series; a long clause right behind itself was pasted with its figures.
        let pasted = between == 0 && self.len >= APART;
        if self.len < WINDOW || !pasted && self.view.document.words(self.span(self.first, self.len)).contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if self.is_labelled(end, between) {
            return false;
        }
        let strong = |gap: &str| gap.contains([';', '.', '\n', ':']);
        if between > BETWEEN || super::is_code(self.view.document.words(self.span(self.first, self.second - self.first + self.len))) {
            return false;
        }
        if between == 0 {
            // A bracket names it again; behind a stop the next sentence takes up what this one ended with.
            let gap = self.gap(self.second).trim();
            let taken_up = gap.contains(['.', ':']) && !strong(self.gap(self.first));
            return self.len > WINDOW && !taken_up && !gap.contains(['(', '"', '“']);
        }
        let is_clause = strong(self.gap(self.first)) && self.gap(end).contains([';', '.']);
        // `chủ tịch …; phó chủ tịch …`: one word runs into the copy and makes another clause of it.
        let run_into = between == 1 && self.gap(self.second).trim().is_empty();
        self.len >= APART && is_clause && !run_into
    }

    /// The second one stands beneath a label of its own, is the head of its page printed again, or the target of a link: `… . B. …`, `Annex I: …`, `a_b.pdf`.
    fn is_labelled(&self, end: usize, between: usize) -> bool {
        let gap = self.gap(self.second);
        let label = between == 1 && self.view.word(end).chars().nth(1).is_none() && gap.contains(['.', ')']);
        let lines = [self.first, self.second, self.second + self.len].iter().all(|&at| self.gap(at).contains('\n'));
        label || between == 0 && (gap.contains('#') || lines) || self.view.document.words(self.span(self.first, self.len)).contains('_')
    }

    /// Lists name one thing again with other words around it: `bảo hiểm A, B; kiểm tra bảo hiểm A, B`. That is worth a note.
    fn level(&self) -> Severity {
        let between = self.second - self.first - self.len;
        let crosses = (self.first + 1..self.first + self.len).any(|at| self.gap(at).contains([',', ';']));
        let listed = self.gap(self.second).contains([';', ',']);
        // Right behind itself, and the sentence ends there: a list would go on.
        let ends = between == 0 && self.gap(self.second + self.len).contains(['.', ';', '\n']);
        let sure = if ends {
            WINDOW
        } else if between > 0 || crosses || listed {
            LISTED
        } else {
            WINDOW
        };
        if self.len < sure {
            Severity::Note
        } else {
            Severity::Warning
        }
    }

    fn flag(&self, out: &mut Vec<Relation>) {
        let (first, second) = (self.span(self.first, self.len), self.span(self.second, self.len));
        let slip = Relation::flag(&self.view.rule.name, second, vec![first], self.level());
        out.push(slip.variant("clause").detail("words", self.len.to_string()));
    }
}
