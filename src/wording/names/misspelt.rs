//! Words with a wrong mark: `nươc cấp` beside `nước cấp`, `chuyển đối số` beside `chuyển đổi số`.
//!
//! The report is its own dictionary: where the same neighbours have another spelling of the same letters, the majority is right. A syllable
//! that Vietnamese cannot have (`nươc`: a stop at the end demands a tone) needs no majority, only a word that it must be.

mod filter;
mod letters;
mod vietnamese;

pub(super) use vietnamese::is_vietnamese;

use super::syllables::{is_impossible, is_stopped};
use crate::claims::names::{bare, bare_letter, spelling};
use crate::claims::vocabulary::Distinct;
use crate::firm_words::Side;
use crate::lexicon::Lexicon;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use filter::Filter;
use std::collections::BTreeMap;
use unicode_normalization::{char::is_combining_mark, UnicodeNormalization};

/// How many times the right form must stand beside the same neighbours.
const MAJORITY: usize = 3;
/// The same where the wrong word is a word elsewhere.
const CLEAR: usize = 5;
/// The same where both are parts of a name.
const NAME: usize = 2;
/// How many times the right form must stand beside one neighbour, and how many places the wrong one has at most.
const OFTEN: usize = 6;
/// The same where no text of the corpora has the syllable.
const SEEN: usize = 2;
const RARE: usize = 2;
/// Longest syllable, in bytes.
const LONGEST: usize = 16;
/// How many of the places that have it right are named.
const NAMED: usize = 20;
/// How many impossible syllables are looked up in the dictionary: a text with more of them is of another language or was read badly.
const LOOKED_UP: usize = 20;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.syllables.is_empty() {
        return;
    }
    let text = Text { view };
    let mut alike: Vec<Form> = Vec::new();
    let words = &view.claims.words;
    for distinct in words.vocabulary() {
        let places = words.places_of(distinct);
        let word = places.first().map_or("", |&at| view.low_word(at as usize));
        if word.len() > 1 && word.len() < LONGEST && word.chars().all(is_vietnamese) {
            alike.push(Form { distinct, places, is_impossible: is_impossible(word), letters: letters_of(word) });
        }
    }
    alike.sort_by_key(|form| form.letters);
    text.one_letter(&alike, out);
    let mut looked_up = 0;
    for group in alike.chunk_by_mut(|one, next| one.letters == next.letters) {
        group.sort_unstable_by_key(|form| form.first());
        let found = out.len();
        if group.len() > 1 {
            text.against_report(group, out);
        }
        for form in group.iter().filter(|f| f.is_impossible) {
            let flagged = out[found..].iter().any(|r| view.claims.words.list.get(form.first()).is_some_and(|w| w.span() == r.stated.span));
            looked_up += 1;
            if !flagged && looked_up <= LOOKED_UP {
                text.against_dictionary(form.first(), out);
            }
        }
    }
}

/// One spelling with its places among the words of the report; it has at least one.
struct Form<'a> {
    distinct: &'a Distinct,
    is_impossible: bool,
    places: &'a [u32],
    /// Its letters without their marks; a number has room for those of the longest syllable, and sorts as they do.
    letters: u128,
}

/// The letters of a syllable without their marks.
fn letters_of(word: &str) -> u128 {
    let plain: Option<u128> = word.chars().try_fold(0, |letters, c| Some(letters << 8 | u128::from(u32::from(bare_letter(c)?))));
    let letters = plain.unwrap_or_else(|| bare(word).bytes().fold(0, |letters, byte| letters << 8 | u128::from(byte)));
    letters << (letters.leading_zeros() / 8 * 8).min(120)
}

impl<'a> Form<'a> {
    fn first(&self) -> usize {
        self.places[0] as usize
    }

    fn all(&self) -> impl Iterator<Item = usize> + 'a {
        self.places.iter().map(|&at| at as usize)
    }
}

/// Which neighbours, and which words they are.
type Neighbours = (usize, u32, u32);

/// A word at `at` where others have the word at `right` beside the same neighbours: how many they are, and how many are written as this one.
struct Meeting {
    at: usize,
    right: usize,
    context: (isize, isize),
    alike: usize,
    mine: usize,
}

struct Text<'a> {
    view: View<'a>,
}

/// Two neighbours of a word, by how far they stand from it.
const CONTEXTS: [(isize, isize); 3] = [(-1, 1), (-2, -1), (1, 2)];

impl<'a> Text<'a> {
    /// A syllable of the language.
    fn is_known(&self, syllable: &str) -> bool {
        self.view.lexicon.syllables.find(syllable).is_some()
    }

    /// The neighbour of a word, if only a blank stands on the way.
    fn neighbour(&self, at: usize, step: isize) -> Option<usize> {
        let to = at.checked_add_signed(step)?;
        (at.min(to)..at.max(to)).all(|at| self.view.claims.words.is_joined(at)).then_some(to)
    }

    fn id(&self, at: usize) -> Option<u32> {
        self.view.claims.words.id(at)
    }

    /// The two neighbours of a word, as distinct words.
    #[inline]
    fn context(&self, at: usize, (a, b): (isize, isize)) -> Option<(u32, u32)> {
        let (first, last) = (at.checked_add_signed(a.min(0))?, at.checked_add_signed(b.max(0))?);
        let words = &self.view.claims.words;
        (first..last).all(|at| words.is_joined(at)).then_some((words.id(at.wrapping_add_signed(a))?, words.id(at.wrapping_add_signed(b))?))
    }

    fn is_function(&self, at: usize) -> bool {
        self.view.claims.words.distinct(at).is_some_and(|d| d.is_function)
    }

    /// The word makes one of the language with the word before it or behind it.
    fn is_whole(&self, at: usize) -> bool {
        self.view.claims.words.is_in_word(at)
    }

    /// Both syllables are a word of the language: the one before and this one, or this one and the one behind.
    fn is_word_with(&self, syllable: &str, at: usize, step: isize) -> bool {
        let Some(beside) = self.neighbour(at, step).map(|n| self.view.low_word(n)) else { return false };
        let lexicon: &Lexicon = self.view.lexicon;
        if step < 0 {
            lexicon.is_word(beside, syllable)
        } else {
            lexicon.is_word(syllable, beside)
        }
    }

    /// Calls for some places with their neighbours in each direction, and the index of the spelling.
    fn each_neighbours(&self, places: impl Iterator<Item = (usize, usize)>, mut call: impl FnMut(Neighbours, usize, usize)) {
        for (form, at) in places {
            for (kind, &context) in CONTEXTS.iter().enumerate() {
                if let Some((a, b)) = self.context(at, context) {
                    call((kind, a, b), form, at);
                }
            }
        }
    }

    /// The places of a form that are looked at further: a word that makes none with the words beside it, or that there is not.
    fn may_be_slips<'f>(&'f self, form: &'f Form) -> impl Iterator<Item = usize> + 'f {
        let is_known = form.distinct.syllable.is_some();
        let may_be = !form.distinct.is_function && (is_known || form.is_impossible || form.places.len() == 1);
        let places = if may_be { form.places } else { &[] };
        places.iter().map(|&at| at as usize).filter(move |&at| form.is_impossible || !is_known || !self.is_whole(at))
    }

    /// Compares the spellings of the same letters: places with the same neighbours stand together, and the majority of them is right.
    fn against_report(&self, group: &[Form], out: &mut Vec<Relation>) {
        let each = || group.iter().enumerate().flat_map(|(form, f)| f.all().map(move |at| (form, at)));
        let mut wanted: Vec<Neighbours> = Vec::new();
        let odd = group.iter().enumerate().flat_map(|(form, f)| self.may_be_slips(f).map(move |at| (form, at)));
        self.each_neighbours(odd, |neighbours, _, _| wanted.push(neighbours));
        wanted.sort_unstable();
        wanted.dedup();
        let mut shared: Vec<(Neighbours, (usize, usize))> = Vec::new();
        if !wanted.is_empty() {
            // Of most places nothing is looked up: bits tell that the words beside them, and both neighbours, are none of these.
            let mut met = Filter::with_room_for(wanted.len());
            let (mut before, mut behind) = (Filter::with_room_for(wanted.len()), Filter::with_room_for(wanted.len()));
            for &(kind, a, b) in &wanted {
                met.add((a, b));
                // Each pair of neighbours has the word right before or the one right behind.
                match kind {
                    0 => before.add((a, 0)),
                    1 => before.add((b, 0)),
                    _ => behind.add((a, 0)),
                }
            }
            let beside = |at: Option<usize>, met: &Filter| at.and_then(|at| self.id(at)).is_some_and(|id| met.may_have((id, 0)));
            let near = each().filter(|&(_, at)| beside(at.checked_sub(1), &before) || beside(Some(at + 1), &behind));
            self.each_neighbours(near, |neighbours, form, at| {
                if met.may_have((neighbours.1, neighbours.2)) && wanted.binary_search(&neighbours).is_ok() {
                    shared.push((neighbours, (form, at)));
                }
            });
        }
        shared.sort_unstable();
        let mut slips: BTreeMap<usize, (usize, Vec<usize>)> = BTreeMap::new();
        for alike in shared.chunk_by(|one, next| one.0 == next.0).filter(|alike| alike.iter().any(|p| p.1 .0 != alike[0].1 .0)) {
            let places: Vec<(usize, usize)> = alike.iter().map(|p| p.1).collect();
            let mut counts = vec![0; group.len()];
            places.iter().for_each(|p| counts[p.0] += 1);
            let Some(main) = (0..group.len()).max_by_key(|&form| (counts[form], group.len() - form)) else { continue };
            let others: Vec<usize> = places.iter().filter(|p| p.0 == main).map(|p| p.1).take(NAMED).collect();
            for &(form, at) in places.iter().filter(|p| p.0 != main) {
                let meeting = Meeting { at, right: others[0], context: CONTEXTS[alike[0].0 .0], alike: counts[main], mine: counts[form] };
                // Of two that are as many the earlier ones are named, in whatever order the neighbours come.
                let weight = |alike: usize, others: &[usize]| (alike, std::cmp::Reverse(others[0]));
                let better = slips.get(&at).is_none_or(|(alike, known)| weight(*alike, known) < weight(meeting.alike, &others));
                if better && self.is_slip(&group[form], &group[main], &meeting) {
                    slips.insert(at, (meeting.alike, others.clone()));
                }
            }
        }
        for form in group.iter().filter(|f| f.places.len() <= RARE) {
            let open: Vec<usize> = form.all().filter(|at| !slips.contains_key(at)).collect();
            for at in open {
                if let Some((alike, others)) = [-1, 1].iter().find_map(|&step| self.beside(group, form, at, step)) {
                    slips.insert(at, (alike, others));
                }
            }
        }
        for (at, (alike, others)) in slips {
            self.flag(at, self.view.low_word(others[0]), alike, &others, out);
        }
    }

    /// `sử dung` where the report writes `sử dụng` again and again: one neighbour is enough where it makes a word with the other spelling and none with this one.
    fn beside(&self, group: &[Form], form: &Form, at: usize, step: isize) -> Option<(usize, Vec<usize>)> {
        let word = self.view.low_word(at);
        let small = self.view.word(at).starts_with(char::is_lowercase);
        if self.is_whole(at) || form.distinct.is_function || !small || self.is_torn(at) || self.is_unmarked(at) {
            return None;
        }
        let near = self.id(self.neighbour(at, step)?)?;
        let often = if form.distinct.syllable.is_some() { OFTEN } else { SEEN };
        let alike = |f: &Form| f.all().filter(|&p| self.neighbour(p, step).and_then(|n| self.id(n)) == Some(near)).collect::<Vec<_>>();
        let fits = |f: &&Form| {
            let meant = self.view.low_word(f.first());
            !f.distinct.is_function
                && f.places.len() >= often
                && f.distinct.syllable.is_some()
                && self.is_word_with(meant, at, step)
                && !(step > 0 && self.is_taken(at, meant))
                && !super::are_variants(self.view, word, meant)
                && spelling(meant) != spelling(word)
        };
        let others = group.iter().filter(fits).map(alike).max_by_key(Vec::len).filter(|others| others.len() >= often)?;
        (alike(form).len() == 1).then(|| (others.len(), others.into_iter().take(NAMED).collect()))
    }

    fn is_slip(&self, form: &Form, right: &Form, meeting: &Meeting) -> bool {
        let &Meeting { at, right: other, context, alike, mine } = meeting;
        let (word, meant) = (self.view.low_word(at), self.view.low_word(other));
        let small = |at: usize| self.view.word(at).starts_with(char::is_lowercase);
        if self.is_function(at) || super::are_variants(self.view, word, meant) || spelling(word) == spelling(meant) || self.is_torn(at) || self.is_unmarked(at)
        {
            return false;
        }
        if !small(at) && !small(other) && !form.is_impossible {
            return form.places.len() == 1 && right.places.len() >= NAME && alike >= NAME && self.is_of_name(meeting);
        }
        if !self.is_known(meant) {
            return false;
        }
        if form.is_impossible {
            return mine <= alike;
        }
        let whole = |syllable: &str, steps: &[isize]| steps.iter().any(|&s| s.abs() == 1 && self.is_word_with(syllable, at, s));
        let meant_whole = whole(meant, &[context.0, context.1]);
        if !self.is_known(word) {
            return form.places.len() == 1 && small(at) && meant_whole && right.places.len() >= MAJORITY;
        }
        // `mọi trường hợp` is no slip for `môi trường`: the neighbour makes its own word on the other side.
        let taken = self.is_taken(at, meant);
        // Two words may differ in a mark, where the language has both.
        if taken {
            return false;
        }
        alike >= MAJORITY && mine == 1 && (small(at) || small(other)) && meant_whole && !self.is_whole(at)
    }

    /// A word without marks beside words without marks: another language, or a title that was typed without them.
    fn is_unmarked(&self, at: usize) -> bool {
        self.view.low_word(at).is_ascii() && [-1, 1].iter().any(|&s| self.neighbour(at, s).is_none_or(|n| self.view.low_word(n).is_ascii()))
    }

    /// Marks that stand apart from their letters tear words: nothing is known of them.
    fn is_torn(&self, at: usize) -> bool {
        let Some(word) = self.view.claims.words.list.get(at) else { return true };
        let text = self.view.document.text();
        let beside = [text[word.span().end..].chars().next(), text[..word.span().start].chars().next_back()];
        beside.into_iter().flatten().any(|c| is_combining_mark(c) || matches!(c, '\'' | '’' | '-' | '*' | '/' | '.' | '@') && self.is_glued(word.span(), c))
    }

    /// `nord-ouest`, `www.vov`, `**m****ạng`: the word goes on behind the sign.
    fn is_glued(&self, word: Span, sign: char) -> bool {
        let text = self.view.document.text();
        let behind = text[word.end..].strip_prefix(sign).is_some_and(|rest| rest.trim_start_matches('*').starts_with(is_of_word));
        behind || text[..word.start].strip_suffix(sign).is_some_and(|rest| rest.trim_end_matches('*').ends_with(is_of_word))
    }

    /// The one word of the language that an impossible syllable can be, with the word beside it.
    fn against_dictionary(&self, at: usize, out: &mut Vec<Relation>) {
        let word = self.view.low_word(at);
        if self.is_known(word) || self.is_torn(at) {
            return;
        }
        let letters = bare(word);
        let fits = |s: &&str| s.len().abs_diff(word.len()) < 4 && bare(s) == letters && (self.is_word_with(s, at, 1) || self.is_word_with(s, at, -1));
        let mut meant = self.view.lexicon.syllables.all().filter(fits);
        match (meant.next(), meant.next()) {
            (Some(one), None) => self.flag(at, one, 0, &[], out),
            _ => self.toneless(at).into_iter().for_each(|one| self.flag(at, one, 0, &[], out)),
        }
    }

    /// The one syllable with the same letters and marks that differs in its tone only, beside whatever stands there.
    fn toneless(&self, at: usize) -> Option<&'static str> {
        let plain = |word: &str| word.nfd().filter(|c| !TONES.contains(c)).collect::<String>();
        let wanted = plain(self.view.low_word(at));
        let known = self.view.lexicon.syllables.all().chain(self.view.lexicon.firm.alone());
        let mut meant = known.filter(|s| plain(s) == wanted && is_stopped(s));
        let one = meant.next().filter(|_| meant.next().is_none())?;
        let firm = self.view.lexicon.firm;
        let common =
            firm.stands_free(one) || firm.stands_alone(one) || [Side::Before, Side::Behind].iter().any(|&side| firm.partners(one, side).next().is_some());
        let small = self.view.word(at).chars().all(char::is_lowercase) && super::is_whole(self.view, self.view.claims.words.list.get(at)?.span());
        (common && small && !self.is_foreign(at)).then_some(one)
    }

    /// No word beside it has a Vietnamese mark.
    fn is_foreign(&self, at: usize) -> bool {
        [-1, 1].iter().all(|&s| self.neighbour(at, s).is_none_or(|n| self.view.low_word(n).is_ascii()))
    }

    fn flag(&self, at: usize, right: &str, alike: usize, places: &[usize], out: &mut Vec<Relation>) {
        let list = &self.view.claims.words.list;
        let right = super::cased_as(self.view.word(at), right);
        let Some(span) = list.get(at).map(|w| w.span()) else { return };
        let others = places.iter().filter_map(|&p| list.get(p)).map(|w| w.span()).collect();
        let slip = Relation::flag(&self.view.rule.name, span, others, Severity::Warning).detail("other", right.clone());
        out.push(slip.detail("many", alike.to_string()).variant(if places.is_empty() { "impossible" } else { "misspelt" }).replace(right));
    }
}

/// The same letters and marks, but for the tone, which the written syllable has not.
pub(super) fn lost_its_tone(written: &str, meant: &str) -> bool {
    written != meant && written.nfc().eq(meant.nfd().filter(|c| !TONES.contains(c)).nfc())
}
