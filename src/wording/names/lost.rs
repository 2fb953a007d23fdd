//! A syllable that was lost from a phrase of the report: `dịch công trực tuyến` where it else writes `dịch vụ công trực tuyến`.

use super::joined::Joined;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashMap;

/// How often the whole phrase must stand.
const OFTEN: usize = 4;
/// So many places of a word say the same as all of them.
const PLACES: usize = 500;
/// How many of its places are named.
const NAMED: usize = 20;

/// Two words with the ones beside them: before, left, right, behind.
type Around = (u64, u64, u64);

/// What stands between left and right where the phrase is whole.
#[derive(Default)]
struct Whole {
    lost: u64,
    places: Vec<usize>,
    mixed: bool,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.syllables.is_empty() {
        return;
    }
    let joined = Joined::of(view);
    let list = &view.claims.words.list;
    let run = |at: usize, len: usize| (at + len <= list.len() && (at..at + len - 1).all(|i| joined.holds(i))).then(|| &list[at..at + len]);
    let low = |at: usize| list.get(at).map_or("", |w| view.document.folded(w.span()));
    // Two words that meet once, and make none: what stands before them and behind.
    let mut met: FxHashMap<(u64, u64), usize> = FxHashMap::default();
    for pair in list.windows(2) {
        *met.entry((pair[0].hash(), pair[1].hash())).or_default() += 1;
    }
    let is_odd = |at: usize| {
        let (left, right) = (low(at), low(at + 1));
        let small = |w: &str| w.chars().all(char::is_alphabetic) && !view.lexicon.stop.contains(w);
        small(left) && small(right) && !view.lexicon.is_word(left, right)
    };
    let torn: Vec<usize> = (0..list.len().saturating_sub(1))
        .filter(|&at| joined.holds(at) && met.get(&(list[at].hash(), list[at + 1].hash())) == Some(&1) && is_odd(at))
        .collect();
    let mut keys: FxHashMap<Around, Whole> = torn.iter().filter_map(|&at| key(run(at, 3)?)).map(|k| (k, Whole::default())).collect();
    for at in 0..list.len() {
        let Some([left, lost, right, behind]) = run(at, 4) else { continue };
        if let Some(whole) = keys.get_mut(&(left.hash(), right.hash(), behind.hash())) {
            whole.mixed |= !whole.places.is_empty() && whole.lost != lost.hash();
            whole.lost = lost.hash();
            whole.places.push(at);
        }
    }
    for at in torn {
        let Some(whole) = run(at, 3).and_then(key).and_then(|k| keys.get(&k)).filter(|w| !w.mixed && w.places.len() >= OFTEN) else { continue };
        let Some(&first) = whole.places.first() else { continue };
        let text = Text { view, joined: &joined };
        if text.broke(at, first) || text.is_named(at, first, &whole.places) {
            let phrase = |from: usize, len: usize| list[from].span().join(list[from + len - 1].span());
            let others: Vec<Span> = whole.places.iter().take(NAMED).map(|&p| phrase(p, 4)).collect();
            let right = view.document.words(phrase(first, 4)).to_owned();
            let slip = Relation::flag(&view.rule.name, phrase(at, 3), others, Severity::Warning).variant("lost");
            out.push(slip.detail("many", whole.places.len().to_string()).detail("other", right));
        }
    }
}

struct Text<'a> {
    view: View<'a>,
    joined: &'a Joined,
}

impl<'a> Text<'a> {
    fn low(&self, at: usize) -> &'a str {
        self.view.claims.words.list.get(at).map_or("", |w| self.view.document.folded(w.span()))
    }

    fn are_word(&self, at: usize) -> bool {
        self.joined.holds(at) && self.view.lexicon.is_word(self.low(at), self.low(at + 1))
    }

    /// The left syllable stands inside a word wherever the report has it, and here in none: the lost one made a word with it.
    fn broke(&self, at: usize, whole: usize) -> bool {
        let inside = |at: usize| self.are_word(at) || at > 0 && self.are_word(at - 1);
        let words = &self.view.claims.words;
        let Some(word) = words.list.get(at) else { return false };
        // What begins a sentence, and a small word that was left out, are matters of taste.
        let taste = self.view.document.words(word.span()).starts_with(char::is_uppercase) || self.view.lexicon.stop.contains(self.low(whole + 1));
        !taste && self.are_word(whole) && !inside(at) && words.places(word.hash()).take(PLACES).filter(|&p| p != at).all(inside)
    }

    /// The phrase is a name: the same two words before it too, the first of them with a capital, and no small word was left out.
    fn is_named(&self, at: usize, whole: usize, places: &[usize]) -> bool {
        let words = &self.view.claims.words.list;
        let before = |at: usize| {
            let from = at.checked_sub(2).filter(|&from| self.joined.holds(from) && self.joined.holds(from + 1))?;
            Some((words.get(from)?.hash(), words.get(from + 1)?.hash()))
        };
        let capital = |at: usize| words.get(at).is_some_and(|w| self.view.document.words(w.span()).starts_with(char::is_uppercase));
        let lost = self.low(whole + 1);
        let counts = lost.starts_with(|c: char| c.is_ascii_digit()) || self.view.lexicon.stop.contains(lost);
        let same = before(at).is_some_and(|b| places.iter().filter(|&&p| before(p) == Some(b)).count() >= OFTEN);
        same && !counts && at >= 2 && capital(at - 2) && capital(at - 1)
    }
}

fn key(run: &[crate::claims::words::Word]) -> Option<Around> {
    let [left, right, behind] = run else { return None };
    Some((left.hash(), right.hash(), behind.hash()))
}
