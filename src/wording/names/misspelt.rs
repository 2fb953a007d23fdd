//! Words with a wrong mark: `nươc cấp` beside `nước cấp`, `chuyển đối số` beside `chuyển đổi số`.
//!
//! The report is its own dictionary: where the same neighbours have another spelling of the same letters, the majority is right. A syllable
//! that Vietnamese cannot have (`nươc`: a stop at the end demands a tone) needs no majority, only a word that it must be.

use crate::claims::names::{bare, spelling};
use crate::lexicon::Lexicon;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{char::is_combining_mark, UnicodeNormalization};

/// How many times the right form must stand beside the same neighbours.
const MAJORITY: usize = 3;
/// How many places of one word are looked at: keeps the work linear.
const PLACES: usize = 64;
/// How many impossible syllables are looked up in the dictionary: a text with more of them is of another language or was read badly.
const LOOKED_UP: usize = 20;

/// Sắc and nặng: the tones of syllables that end with a stop.
const STOPPED: [char; 2] = ['\u{301}', '\u{323}'];
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.syllables.is_empty() {
        return;
    }
    let text = Text { view, known: view.lexicon.syllables.split_ascii_whitespace().collect() };
    let mut count: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    for (at, word) in view.claims.words.list.iter().enumerate() {
        count.entry(word.hash).or_insert((at, 0)).1 += 1;
    }
    let mut alike: FxHashMap<String, Vec<Form>> = FxHashMap::default();
    let mut distinct: Vec<(usize, usize)> = count.into_values().collect();
    distinct.sort_unstable();
    for (first, times) in distinct {
        let word = text.low(first);
        if word.len() > 1 && word.len() < 16 && word.chars().all(char::is_alphabetic) {
            alike.entry(bare(word)).or_default().push(Form { first, times });
        }
    }
    let mut looked_up = 0;
    let mut groups: Vec<_> = alike.into_values().collect();
    groups.sort_by_key(|g| g.first().map(|f| f.first));
    for group in &groups {
        for form in group {
            let impossible = is_impossible(text.low(form.first));
            if text.against_report(form, group, impossible, out) || !impossible || looked_up >= LOOKED_UP {
                continue;
            }
            looked_up += 1;
            text.against_dictionary(form.first, out);
        }
    }
}

/// One spelling: its first place among the words of the report, and how many it has.
struct Form {
    first: usize,
    times: usize,
}

struct Text<'a> {
    view: View<'a>,
    known: FxHashSet<&'a str>,
}

/// Two neighbours of a word, by how far they stand from it.
const CONTEXTS: [(isize, isize); 3] = [(-1, 1), (-2, -1), (1, 2)];

impl<'a> Text<'a> {
    fn low(&self, at: usize) -> &'a str {
        self.view.claims.words.list.get(at).map_or("", |w| self.view.document.folded(w.span))
    }

    fn cased(&self, at: usize) -> &'a str {
        self.view.claims.words.list.get(at).map_or("", |w| self.view.document.words(w.span))
    }

    /// The neighbour of a word, if only a blank stands on the way.
    fn neighbour(&self, at: usize, step: isize) -> Option<usize> {
        let to = at.checked_add_signed(step)?;
        let list = &self.view.claims.words.list;
        let run = list.get(at.min(to)..=at.max(to))?;
        let blank = |pair: &[crate::claims::words::Word]| {
            let gap = Span::new(pair[0].span.end, pair[1].span.start);
            !gap.is_empty() && gap.of(self.view.document.text()).chars().all(|c| c == ' ' || c == '\u{a0}')
        };
        run.windows(2).all(blank).then_some(to)
    }

    fn hash(&self, at: usize) -> Option<u64> {
        self.view.claims.words.list.get(at).map(|w| w.hash)
    }

    /// The two neighbours of a word, as hashes.
    fn context(&self, at: usize, (a, b): (isize, isize)) -> Option<(u64, u64)> {
        self.hash(self.neighbour(at, a)?).zip(self.hash(self.neighbour(at, b)?))
    }

    /// Both syllables are a word of the language: the one before and this one, or this one and the one behind.
    fn is_word_with(&self, syllable: &str, at: usize, step: isize) -> bool {
        let Some(beside) = self.neighbour(at, step).map(|n| self.low(n)) else { return false };
        let lexicon: &Lexicon = self.view.lexicon;
        if step < 0 { lexicon.is_word(beside, syllable) } else { lexicon.is_word(syllable, beside) }
    }

    /// Compares one spelling with the others of the same letters; true if it was flagged.
    fn against_report(&self, form: &Form, group: &[Form], impossible: bool, out: &mut Vec<Relation>) -> bool {
        let word = self.low(form.first);
        let known = self.known.contains(word);
        let function_word = self.view.lexicon.stop.contains(word) || self.view.lexicon.verbs.contains(word);
        if function_word || form.times > PLACES || self.is_torn(form.first) {
            return false;
        }
        let better = |other: &&Form| {
            let low = self.low(other.first);
            low != word && self.known.contains(low) && spelling(low) != spelling(word) && (impossible || other.times >= MAJORITY.max(2 * form.times))
        };
        let mut found = false;
        for other in group.iter().filter(better) {
            let places = self.view.claims.words.places(self.hash(other.first).unwrap_or(0));
            let own = self.view.claims.words.places(self.hash(form.first).unwrap_or(0));
            for &at in own.iter().take(PLACES) {
                let slip = CONTEXTS.iter().find_map(|&context| {
                    let here = self.context(at, context)?;
                    let alike: Vec<usize> = places.iter().copied().filter(|&p| self.context(p, context) == Some(here)).take(PLACES).collect();
                    let mine = own.iter().filter(|&&p| self.context(p, context) == Some(here)).count();
                    self.is_slip(at, other.first, context, [alike.len(), mine, form.times], known, impossible).then_some(alike)
                });
                if let Some(places) = slip {
                    self.flag(at, self.low(other.first), &places, out);
                    found = true;
                }
            }
        }
        found
    }

    /// `[alike, mine, all]`: how many times the other form, and this one, stand in this context, and this one anywhere.
    fn is_slip(&self, at: usize, other: usize, context: (isize, isize), [alike, mine, all]: [usize; 3], known: bool, impossible: bool) -> bool {
        let small = |at: usize| self.cased(at).starts_with(char::is_lowercase);
        if alike == 0 || self.is_torn(at) {
            return false;
        }
        if impossible {
            return mine <= alike;
        }
        if !known {
            return all == 1 && small(at);
        }
        // Two names may differ in a mark; two words may, where the language has both.
        let whole = |syllable: &str, steps: &[isize]| steps.iter().any(|&s| s.abs() == 1 && self.is_word_with(syllable, at, s));
        alike >= MAJORITY && mine == 1 && (small(at) || small(other)) && whole(self.low(other), &[context.0, context.1]) && !whole(self.low(at), &[-1, 1])
    }

    /// Marks that stand apart from their letters tear words: nothing is known of them.
    fn is_torn(&self, at: usize) -> bool {
        let Some(word) = self.view.claims.words.list.get(at) else { return true };
        let text = self.view.document.text();
        let beside = [text[word.span.end..].chars().next(), text[..word.span.start].chars().next_back()];
        beside.into_iter().flatten().any(|c| is_combining_mark(c) || matches!(c, '\'' | '’' | '-' | '*' | '/' | '.' | '@') && self.is_glued(word.span, c))
    }

    /// `nord-ouest`, `www.vov`, `**m****ạng`: the word goes on behind the sign.
    fn is_glued(&self, word: Span, sign: char) -> bool {
        let text = self.view.document.text();
        let behind = text[word.end..].strip_prefix(sign).is_some_and(|rest| rest.trim_start_matches('*').starts_with(is_of_word));
        behind || text[..word.start].strip_suffix(sign).is_some_and(|rest| rest.trim_end_matches('*').ends_with(is_of_word))
    }

    /// The one word of the language that an impossible syllable can be, with the word beside it.
    fn against_dictionary(&self, at: usize, out: &mut Vec<Relation>) {
        let word = self.low(at);
        if self.known.contains(word) || self.is_torn(at) {
            return;
        }
        let letters = bare(word);
        let fits = |s: &&&str| s.len().abs_diff(word.len()) < 4 && bare(s) == letters && (self.is_word_with(s, at, 1) || self.is_word_with(s, at, -1));
        let mut meant = self.known.iter().filter(fits);
        if let (Some(one), None) = (meant.next(), meant.next()) {
            self.flag(at, one, &[], out);
        }
    }

    fn flag(&self, at: usize, right: &str, places: &[usize], out: &mut Vec<Relation>) {
        let list = &self.view.claims.words.list;
        let written = self.cased(at);
        let capital = written.starts_with(char::is_uppercase);
        let all = capital && written.chars().count() > 1 && written.chars().all(char::is_uppercase);
        let mut letters = right.chars();
        let right = match letters.next() {
            _ if all => right.to_uppercase(),
            Some(first) if capital => first.to_uppercase().chain(letters).collect(),
            _ => right.to_owned(),
        };
        let Some(span) = list.get(at).map(|w| w.span) else { return };
        let others = places.iter().filter_map(|&p| list.get(p)).map(|w| w.span).collect();
        let slip = Relation::flag(&self.view.rule.name, span, others, Severity::Warning).detail("other", right.clone());
        out.push(slip.detail("many", places.len().to_string()).variant(if places.is_empty() { "impossible" } else { "misspelt" }).replace(right));
    }
}

/// `nươc`, `Quôc`: a syllable that ends with a stop has sắc or nặng, and no other tone.
fn is_impossible(word: &str) -> bool {
    let stop = word.strip_suffix("ch").or_else(|| word.strip_suffix(['c', 'p', 't']));
    let Some(head) = stop.filter(|head| !head.is_ascii()) else { return false };
    let letters = bare(head);
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let onset = letters.trim_end_matches(vowel);
    let one_nucleus = onset.len() < letters.len() && onset.len() <= 3 && !onset.trim_start_matches("gi").trim_start_matches("qu").contains(vowel);
    let foreign = letters.contains(['f', 'j', 'w', 'z']);
    let tone = head.nfd().find(|c| TONES.contains(c));
    one_nucleus && !foreign && letters.is_ascii() && !tone.is_some_and(|t| STOPPED.contains(&t))
}
