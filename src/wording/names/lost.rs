//! A syllable that was lost from a phrase of the report: `dịch công trực tuyến` where it else writes `dịch vụ công trực tuyến`.

use crate::claims::vocabulary::{Bits, Distinct};
use crate::claims::words::Words;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashMap;

/// How often the whole phrase must stand.
const OFTEN: usize = 4;
/// So many places of a word say the same as all of them.
const PLACES: usize = 500;
/// Places of a word that are looked at one by one.
const FEW: usize = 32;
/// How many of its places are named.
const NAMED: usize = 20;

/// Two words with the ones beside them: before, left, right, behind.
type Around = (u32, u32, u32);

/// What stands between left and right where the phrase is whole.
#[derive(Default)]
struct Whole {
    lost: u32,
    places: Vec<usize>,
    mixed: bool,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.syllables.is_empty() {
        return;
    }
    let words = &view.claims.words;
    let list = &words.list;
    let run = |at: usize, len: usize| (at + len <= list.len() && (at..at + len - 1).all(|i| words.is_joined(i))).then_some(at);
    // Two words that meet once, and make none: what stands before them and behind.
    let torn = met_once(view);
    let goes_on_often = |at: usize| words.distinct(at + 2).is_some_and(|behind| stands_often(words, behind));
    let torn: Vec<usize> = torn.into_iter().filter(|&at| goes_on_often(at)).collect();
    let mut keys: FxHashMap<Around, Whole> = torn.iter().filter_map(|&at| key(words, run(at, 3)?)).map(|k| (k, Whole::default())).collect();
    let (lefts, rights) = (words.some(keys.keys().map(|k| k.0)), words.some(keys.keys().map(|k| k.1)));
    for at in (2..list.len()).filter(|&at| rights.holds(list[at].id() as usize) && lefts.holds(list[at - 2].id() as usize)).map(|at| at - 2) {
        let Some([left, lost, right, behind]) = run(at, 4).and_then(|at| ids(words, at)) else { continue };
        if let Some(whole) = keys.get_mut(&(left, right, behind)) {
            whole.mixed |= !whole.places.is_empty() && whole.lost != lost;
            whole.lost = lost;
            whole.places.push(at);
        }
    }
    for at in torn {
        let Some(whole) = run(at, 3).and_then(|at| key(words, at)).and_then(|k| keys.get(&k)).filter(|w| !w.mixed && w.places.len() >= OFTEN) else { continue };
        let Some(&first) = whole.places.first() else { continue };
        let text = Text { view };
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
}

impl<'a> Text<'a> {
    fn low(&self, at: usize) -> &'a str {
        self.view.claims.words.list.get(at).map_or("", |w| self.view.document.folded(w.span()))
    }

    /// The left syllable stands inside a word wherever the report has it, and here in none: the lost one made a word with it.
    fn broke(&self, at: usize, whole: usize) -> bool {
        let words = &self.view.claims.words;
        let inside = |at: usize| words.is_in_word(at);
        let Some(word) = words.list.get(at) else { return false };
        // What begins a sentence, and a small word that was left out, are matters of taste.
        let taste = self.view.document.words(word.span()).starts_with(char::is_uppercase) || self.view.lexicon.stop.contains(self.low(whole + 1));
        !taste && words.are_word(whole) && !inside(at) && words.places(word.id()).take(PLACES).filter(|&p| p != at).all(inside)
    }

    /// The phrase is a name: the same two words before it too, the first of them with a capital, and no small word was left out.
    fn is_named(&self, at: usize, whole: usize, places: &[usize]) -> bool {
        let words = &self.view.claims.words.list;
        let before = |at: usize| {
            let from = at.checked_sub(2).filter(|&from| self.view.claims.words.is_joined(from) && self.view.claims.words.is_joined(from + 1))?;
            Some((words.get(from)?.id(), words.get(from + 1)?.id()))
        };
        let capital = |at: usize| words.get(at).is_some_and(|w| self.view.document.words(w.span()).starts_with(char::is_uppercase));
        let lost = self.low(whole + 1);
        let counts = lost.starts_with(|c: char| c.is_ascii_digit()) || self.view.lexicon.stop.contains(lost);
        let same = before(at).is_some_and(|b| places.iter().filter(|&&p| before(p) == Some(b)).count() >= OFTEN);
        same && !counts && at >= 2 && capital(at - 2) && capital(at - 1)
    }
}

/// Two small words that are joined, meet nowhere else in the report and make none of the language.
fn met_once(view: View) -> Vec<usize> {
    let words = &view.claims.words;
    // Where the phrase is whole it has both of them too.
    let plain = (0..).zip(words.vocabulary()).filter(|(_, word)| word.is_letters && !word.is_stop && stands_often(words, word)).map(|(id, _)| id);
    let plain = words.some(plain);
    let small = |at: usize| words.id(at).is_some_and(|id| plain.holds(id as usize));
    let odd: Vec<usize> = words.joined_loosely().filter(|&at| small(at) && small(at + 1)).collect();
    let pair = |at: usize| ids(words, at);
    // Where one of the two stands a few times only, these are looked at.
    let few = |id: u32| words.vocabulary().get(id as usize).map(|word| words.places_of(word)).filter(|places| places.len() <= FEW);
    let count = |[one, next]: [u32; 2]| match (few(one), few(next)) {
        (Some(places), _) => Some(places.iter().filter(|&&at| words.id(at as usize + 1) == Some(next)).count()),
        (_, Some(places)) => Some(places.iter().filter(|&&at| at > 0 && words.id(at as usize - 1) == Some(one)).count()),
        _ => None,
    };
    // Two bits for each of them: a long text has millions.
    let (mut met_once, mut asked) = (Bits::of(odd.len()), Bits::of(odd.len()));
    for (nth, &at) in odd.iter().enumerate() {
        match pair(at).and_then(count) {
            Some(1) => met_once.set(nth),
            Some(_) => {}
            None => asked.set(nth),
        }
    }
    let frequent = asked.iter().map(|nth| odd[nth]);
    let mut met: FxHashMap<[u32; 2], u32> = frequent.filter_map(pair).map(|pair| (pair, 0)).collect();
    let (firsts, seconds) = (words.some(met.keys().map(|pair| pair[0])), words.some(met.keys().map(|pair| pair[1])));
    for pair in words.list.windows(2).map(|pair| [pair[0].id(), pair[1].id()]) {
        if firsts.holds(pair[0] as usize) && seconds.holds(pair[1] as usize) {
            if let Some(times) = met.get_mut(&pair) {
                *times += 1;
            }
        }
    }
    let once = |nth: usize, at: usize| met_once.holds(nth) || asked.holds(nth) && pair(at).and_then(|pair| met.get(&pair)) == Some(&1);
    odd.iter().enumerate().filter(|&(nth, &at)| once(nth, at)).map(|(_, &at)| at).collect()
}

/// As often as the whole phrase must stand.
fn stands_often(words: &Words, word: &Distinct) -> bool {
    words.places_of(word).len() >= OFTEN
}

/// The words at an index, by number.
fn ids<const LEN: usize>(words: &Words, at: usize) -> Option<[u32; LEN]> {
    let mut ids = [0; LEN];
    for (step, id) in ids.iter_mut().enumerate() {
        *id = words.id(at + step)?;
    }
    Some(ids)
}

/// The words around the place where one may be lost.
fn key(words: &Words, at: usize) -> Option<Around> {
    let [left, right, behind] = ids(words, at)?;
    Some((left, right, behind))
}
