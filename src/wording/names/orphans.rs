//! A syllable that makes no word because the one beside it has a wrong mark or letter: `quy đinh`, `dự kiện giảm`, `phối hơp`, `chyển đổi`.
//!
//! The report need not have the word elsewhere: the language's own list of firm words tells what must be meant. Either a syllable that hardly
//! ever stands alone (`quy`) was left without its word, or no text has the mistyped one (`hơp`).

use crate::claims::names::{bare, is_bare_of, one_edit, spelling};
use crate::firm_words::Side;
use crate::phrases::{is_letter, is_of_word, is_small};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Longest syllable, in bytes.
const LONGEST: usize = 16;
/// A form that the report has so often was meant, unless it has the right one as often.
const OFTEN: usize = 3;
/// How often a syllable that no text has may stand: more often it is a name or a word of another language.
const UNKNOWN: usize = 12;
/// How many unknown syllables are looked up: a text with more of them is of another language or was read badly.
const LOOKED_UP: usize = 400;
/// How many further places of the same slip are named.
const NAMED: usize = 20;
/// So many places of a word say the same as all of them.
const PLACES: usize = 500;
/// A syllable that stands no more often may be mistyped.
const RARE: usize = 2;
/// How often the right syllable must stand beside the same word of the report.
const BESIDE: usize = 3;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.firm.is_empty() {
        return;
    }
    let text = Text { view };
    let mut slips: BTreeMap<(u32, u32), Slip> = BTreeMap::new();
    let mut unknown = 0;
    for distinct in view.claims.words.vocabulary() {
        let places = view.claims.words.places_of(distinct);
        let syllable = places.first().map_or("", |&at| view.low_word(at as usize));
        if syllable.len() < 2 || syllable.len() > LONGEST {
            continue;
        }
        if view.lexicon.firm.is_bound(syllable) {
            let alone = places.iter().map(|&at| at as usize).filter(|&at| text.is_orphan(at));
            alone.for_each(|at| text.beside_orphan(at, &mut slips));
        } else if places.len() <= RARE
            && (distinct.syllable.is_some() || view.lexicon.firm.stands_alone(syllable))
            && !distinct.is_function
            && distinct.is_letters
            && !view.lexicon.firm.stands_free(syllable)
        {
            places.iter().for_each(|&at| text.of_rare(at as usize, &mut slips));
        } else if places.len() <= UNKNOWN && unknown < LOOKED_UP && text.is_unknown(syllable) {
            unknown += 1;
            places.iter().for_each(|&at| text.of_unknown(at as usize, &mut slips));
        }
    }
    slips.into_values().filter(|slip| text.is_clear(slip)).for_each(|slip| out.push(text.flag(&slip)));
}

/// Two syllables of which the one at `odd` is mistyped, with what it should be and all places.
struct Slip<'a> {
    first: usize,
    odd: usize,
    right: &'a str,
    places: Vec<usize>,
}

struct Text<'a> {
    view: View<'a>,
}

impl<'a> Text<'a> {
    /// The word on one side, if only a blank stands on the way.
    fn neighbour(&self, at: usize, side: Side) -> Option<usize> {
        match side {
            Side::Before => at.checked_sub(1).filter(|&before| self.view.claims.words.is_joined(before)),
            Side::Behind => self.view.claims.words.is_joined(at).then_some(at + 1),
        }
    }

    fn is_orphan(&self, at: usize) -> bool {
        !self.view.claims.words.is_in_word(at)
    }

    /// The word makes none with the one on its far side, or that one belongs to the word beyond it: `đầu tư xây dưng`.
    fn is_loose(&self, at: usize, far: Side) -> bool {
        let Some(beside) = self.neighbour(at, far) else { return true };
        let pair = |at: usize, beside: usize| self.view.claims.words.are_word(at.min(beside));
        !pair(at, beside) || self.neighbour(beside, far).is_some_and(|beyond| pair(beside, beyond))
    }

    /// A syllable and its partner on one side make no word as they stand, and neither belongs to what stands around them.
    fn stand_alone(&self, odd: usize, partner: usize, side: Side) -> bool {
        let far = if side == Side::Before { Side::Behind } else { Side::Before };
        !self.view.claims.words.are_word(odd.min(partner)) && self.is_loose(odd, far) && self.is_loose(partner, side)
    }

    /// No text has the syllable, alone or in a word.
    fn is_unknown(&self, syllable: &str) -> bool {
        syllable.chars().all(is_letter) && self.view.lexicon.syllables.find(syllable).is_none() && !self.view.lexicon.firm.stands_alone(syllable)
    }

    /// A whole word in small letters, with nothing glued to it.
    fn is_plain(&self, at: usize) -> bool {
        self.view.word(at).chars().all(is_small) && self.is_plain_behind_capital(at)
    }

    /// The same where the first letter may be a capital: the word opens its sentence.
    fn is_plain_behind_capital(&self, at: usize) -> bool {
        let Some(word) = self.view.claims.words.list.get(at) else { return false };
        let (text, span) = (self.view.document.text(), word.span());
        let sign = |c: Option<char>| {
            c.is_some_and(|c| matches!(c, '\'' | '’' | '-' | '*' | '/' | '@' | '_' | '.') || unicode_normalization::char::is_combining_mark(c))
        };
        let glued_behind =
            sign(text[span.end..].chars().next()) && !text[span.end..].starts_with(". ") && text[span.end..].chars().nth(1).is_some_and(is_of_word);
        self.view.word(at).chars().skip(1).all(is_small)
            && self.view.low_word(at).chars().all(super::misspelt::is_vietnamese)
            && super::is_whole(self.view, span)
            && !glued_behind
            && !sign(text[..span.start].chars().next_back())
    }

    /// A letter alone beside it, or two blanks: a sign of the file has torn a word.
    fn is_torn(&self, at: usize) -> bool {
        let letter = |side| self.neighbour(at, side).is_some_and(|n| self.view.low_word(n).len() == 1 && !self.view.low_word(n).starts_with(['a', 'y', 'o']));
        let text = self.view.document.text();
        let wide = self.view.claims.words.list.get(at).is_some_and(|w| text[w.span().end..].starts_with("  ") || text[..w.span().start].ends_with("  "));
        let before = at.checked_sub(1).map_or("", |before| self.view.low_word(before));
        let consonant = before.len() == 1 && !before.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
        // A line of the file ends inside a word, and the next one goes on in small letters.
        let word = self.view.claims.words.list.get(at).map_or(Span::default(), |w| w.span());
        let id = self.view.document.blocks.partition_point(|b| b.span.start <= word.start);
        let ends = id.checked_sub(1).and_then(|id| self.view.document.blocks.get(id)).is_some_and(|b| b.span.end == word.end);
        let broken = ends && self.view.document.blocks.get(id).is_some_and(|b| self.view.document.words(b.span).starts_with(char::is_lowercase));
        broken || wide || consonant || letter(Side::Before) || letter(Side::Behind)
    }

    /// A word without marks beside words without marks: another language, or a text that was typed without them.
    fn is_unmarked(&self, at: usize) -> bool {
        let plain = |side| self.neighbour(at, side).is_none_or(|n| self.view.low_word(n).is_ascii());
        self.view.low_word(at).is_ascii() && plain(Side::Before) && plain(Side::Behind)
    }

    /// `quy đinh chi tiết`: the orphan is right, and what stands beside it makes a word with it once its mark is.
    fn beside_orphan(&self, orphan: usize, slips: &mut BTreeMap<(u32, u32), Slip<'a>>) {
        for side in [Side::Behind, Side::Before] {
            let Some(odd) = self.neighbour(orphan, side) else { continue };
            let capital = side == Side::Behind && self.neighbour(orphan, Side::Before).is_none();
            // What costs least is asked first.
            if self.is_orphan(odd)
                && !self.is_function_word(odd)
                && self.is_plain(odd)
                && (capital || self.is_plain(orphan))
                && !self.is_unmarked(odd)
                && !self.is_torn(odd)
            {
                let unknown = self.is_unknown(self.view.low_word(odd));
                self.note(orphan, odd, side, unknown, slips);
            }
        }
    }

    /// `đề nghi`, `thực hiên`: the syllable stands here only, in no word, and with other marks it makes a firm word of one that stands in none either.
    fn of_rare(&self, odd: usize, slips: &mut BTreeMap<(u32, u32), Slip<'a>>) {
        let opens_with = self.neighbour(odd, Side::Before).is_none() && self.is_plain_behind_capital(odd);
        if !self.is_orphan(odd) || !self.is_plain(odd) && !opens_with || self.is_unmarked(odd) || self.is_torn(odd) {
            return;
        }
        for side in [Side::Before, Side::Behind] {
            let opens = |p: usize| side == Side::Before && self.neighbour(p, Side::Before).is_none();
            let fits = |&p: &usize| self.stand_alone(odd, p, side) && (self.is_plain(p) || opens(p));
            let Some(partner) = self.neighbour(odd, side).filter(fits) else { continue };
            let seen_from_partner = if side == Side::Before { Side::Behind } else { Side::Before };
            if self.note(partner, odd, seen_from_partner, false, slips) {
                return;
            }
        }
    }

    /// `phối hơp`, `chyển đổi`: no text has the syllable, and another mark or letter makes a firm word of it.
    fn of_unknown(&self, odd: usize, slips: &mut BTreeMap<(u32, u32), Slip<'a>>) {
        let opens_with = self.neighbour(odd, Side::Before).is_none() && self.is_plain_behind_capital(odd);
        if !self.is_plain(odd) && !opens_with || self.is_unmarked(odd) || self.is_torn(odd) {
            return;
        }
        for side in [Side::Before, Side::Behind] {
            let opens = |p: usize| side == Side::Before && self.neighbour(p, Side::Before).is_none();
            let fits = |&p: &usize| (self.is_plain(p) || opens(p)) && (!opens_with || self.stand_alone(odd, p, side));
            let Some(partner) = self.neighbour(odd, side).filter(fits) else { continue };
            let seen_from_partner = if side == Side::Before { Side::Behind } else { Side::Before };
            // Where only marks are wrong, the partner may also make a word with what stands beyond: `trên đia bàn tỉnh`.
            let letters = !opens_with && self.stand_alone(odd, partner, side) && self.view.lexicon.firm.is_bound(self.view.low_word(partner));
            if self.note(partner, odd, seen_from_partner, letters, slips) {
                return;
            }
        }
        self.of_report(odd, slips);
    }

    /// `cãc vấn đề`: beside the same word the report has the syllable with another mark or letter again and again.
    fn of_report(&self, odd: usize, slips: &mut BTreeMap<(u32, u32), Slip<'a>>) {
        let words = &self.view.claims.words;
        let plain = bare(self.view.low_word(odd));
        for side in [Side::Behind, Side::Before] {
            let Some(partner) = self.neighbour(odd, side).filter(|&p| self.view.low_word(p).chars().all(is_letter)) else { continue };
            let same = words.id(partner);
            let other = if side == Side::Behind { Side::Before } else { Side::Behind };
            let beside = words.places(same).take(PLACES).filter(|&at| at != partner).filter_map(|at| self.neighbour(at, other));
            let mut met: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
            beside.filter_map(|at| Some((words.id(at)?, at))).for_each(|(id, at)| met.entry(id).or_insert((at, 0)).1 += 1);
            // Another letter makes another word: it must be one of the language with its neighbour.
            let word_of_two = |word: &str| {
                if side == Side::Behind {
                    self.view.lexicon.is_word(self.view.low_word(partner), word)
                } else {
                    self.view.lexicon.is_word(word, self.view.low_word(partner))
                }
            };
            let letter = |word: &str| word.len() > 2 && plain.len() > 2 && one_edit(&bare(word), &plain) && word_of_two(word);
            let near = |word: &str| !word.is_ascii() && bare(word) == plain || letter(word);
            // Few words stand there often: only where one of them is near, the rare ones are looked at.
            let alike: Vec<&str> =
                met.values().filter(|(_, times)| *times >= BESIDE).map(|(at, _)| self.view.low_word(*at)).filter(|word| near(word)).collect();
            let rare = || met.values().any(|(at, times)| *times < BESIDE && near(self.view.low_word(*at)));
            if let [right] = alike[..] {
                if spelling(right) != spelling(self.view.low_word(odd)) && !rare() {
                    self.put(partner, odd, right, slips);
                    return;
                }
            }
        }
    }

    fn is_function_word(&self, at: usize) -> bool {
        self.view.lexicon.stop.contains(self.view.low_word(at)) || self.view.lexicon.verbs.contains(self.view.low_word(at))
    }

    /// Looks for the firm word that is meant; with `letters` one letter may be wrong too.
    fn note(&self, partner: usize, odd: usize, side: Side, letters: bool, slips: &mut BTreeMap<(u32, u32), Slip<'a>>) -> bool {
        let written = self.view.low_word(odd);
        let plain = bare(written);
        let partners = || self.view.lexicon.firm.partners(self.view.low_word(partner), side);
        // Small words stand beside everything: `cơ thể` is no slip for `có thể`.
        let small = |meant: &str| {
            let loose = self.view.lexicon.stop.contains(meant) || self.view.lexicon.verbs.contains(meant);
            !letters && loose && !super::misspelt::lost_its_tone(written, meant)
        };
        let marks = |meant: &&str| is_bare_of(&plain, meant) && spelling(meant) != spelling(written) && !small(meant);
        let letter = |meant: &&str| meant.len() > 2 && one_edit(&bare(meant), &plain);
        let by_letter = || if letters && plain.len() > 1 { partners().find(letter) } else { None };
        let Some(right) = partners().find(marks).or_else(by_letter) else { return false };
        self.put(partner, odd, right, slips);
        true
    }

    fn put(&self, partner: usize, odd: usize, right: &'a str, slips: &mut BTreeMap<(u32, u32), Slip<'a>>) {
        let first = partner.min(odd);
        let words = &self.view.claims.words.list;
        let (Some(a), Some(b)) = (words.get(first), words.get(first + 1)) else { return };
        let slip = slips.entry((a.id(), b.id())).or_insert_with(|| Slip { first, odd, right, places: Vec::new() });
        if !slip.places.contains(&first) && slip.places.len() <= NAMED {
            slip.places.push(first);
        }
    }

    /// The two syllables are no word that the list lacks, and the report does not write them on purpose.
    fn is_clear(&self, slip: &Slip) -> bool {
        let (a, b) = (self.view.low_word(slip.first), self.view.low_word(slip.first + 1));
        let meets = self.view.rule.cues("meets").iter().any(|pair| pair.split_once(' ') == Some((a, b)));
        !meets && (slip.places.len() < OFTEN || self.right_ones(slip) >= slip.places.len())
    }

    /// How often the report has the word as it should be.
    fn right_ones(&self, slip: &Slip) -> usize {
        let words = &self.view.claims.words;
        let meant = |at: usize| if at == slip.odd { words.find(slip.right) } else { words.id(at) };
        let second = meant(slip.first + 1);
        words.places(meant(slip.first)).filter(|&at| second.is_some() && words.id(at + 1) == second).take(OFTEN * 10).count()
    }

    fn flag(&self, slip: &Slip) -> Relation {
        let words = &self.view.claims.words.list;
        let pair = |first: usize| words[first].span().join(words[first + 1].span());
        let mut places: Vec<Span> = slip.places.iter().map(|&at| pair(at)).collect();
        places.sort_unstable_by_key(|p| p.start);
        let first = slip.places.iter().copied().min().unwrap_or(slip.first);
        let odd = if slip.odd == slip.first { first } else { first + 1 };
        let meant = super::cased_as(self.view.word(odd), slip.right);
        let meant = if odd == first { format!("{meant} {}", self.view.word(first + 1)) } else { format!("{} {meant}", self.view.word(first)) };
        let others = places.get(1..).unwrap_or(&[]).to_vec();
        Relation::flag(&self.view.rule.name, pair(first), others, Severity::Warning).variant("firm").detail("other", meant.clone()).replace(meant)
    }
}
