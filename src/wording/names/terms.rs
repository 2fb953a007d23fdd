//! Names of bodies and set phrases with one syllable that is mistyped, lost or one too many: `Sở Khoa hoc và Công nghệ`, `Ban Chỉ Quân sự`.
//!
//! All other syllables of the phrase stand there, so what is meant is certain, whatever the report writes elsewhere.

use crate::claims::names::{bare, bare_letter, one_edit, spelling};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::{FxHashMap, FxHashSet};

/// Fewest syllables of a phrase for a lost one, or one too many, to show.
const LONG: usize = 4;
/// So many places of a syllable say the same as all of them.
const PLACES: usize = 500;
/// A form that stands so often was meant.
const MEANT: usize = 4;
/// How many words on each side of the slip are shown.
const SHOWN: usize = 2;
/// How many further places of the same slip are named.
const NAMED: usize = 20;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut found: FxHashMap<(String, String), Vec<Slip>> = FxHashMap::default();
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    for term in view.rule.cues("terms") {
        let of = |s: &str| view.claims.words.find(s);
        if term.split(' ').filter(|s| of(s).is_none()).nth(1).is_some() {
            continue;
        }
        let term = Term { view, syllables: term.split(' ').collect(), ids: term.split(' ').map(of).collect() };
        for slip in term.slips() {
            if seen.insert(slip.at) {
                found.entry((view.document.folded(slip.span).to_owned(), slip.right.to_lowercase())).or_default().push(slip);
            }
        }
    }
    let mut slips: Vec<Vec<Slip>> = found.into_values().filter(|places| places.len() < MEANT).collect();
    slips.iter_mut().for_each(|places| places.sort_unstable_by_key(|s| s.at));
    slips.sort_unstable_by_key(|places| places[0].at);
    for places in slips {
        if out.iter().any(|r| r.stated.span.overlaps(places[0].span)) {
            continue;
        }
        let others = places[1..].iter().take(NAMED).map(|s| s.span).collect();
        let slip = Relation::flag(&view.rule.name, places[0].span, others, Severity::Warning).variant("term");
        out.push(slip.detail("other", places[0].right.clone()).replace(places[0].right.clone()));
    }
}

/// One place: the word where the phrase breaks, what is shown of it, and how that should read.
struct Slip {
    at: usize,
    span: Span,
    right: String,
}

/// What happened to the phrase at one of its syllables.
#[derive(Clone, Copy, PartialEq)]
enum Edit {
    Mistyped,
    Lost,
    TooMany,
}

/// A letter without its marks.
fn first_letter(c: char) -> Option<char> {
    bare_letter(c).or_else(|| bare(c.encode_utf8(&mut [0; 4])).chars().next())
}

struct Term<'a> {
    view: View<'a>,
    syllables: Vec<&'a str>,
    ids: Vec<Option<u32>>,
}

impl<'a> Term<'a> {
    /// The slip spares one of the two rarest syllables: around each of their places the rest of the phrase is looked for.
    fn slips(&self) -> Vec<Slip> {
        let words = &self.view.claims.words;
        let distinct = |at: usize| self.ids[at].and_then(|id| words.vocabulary().get(id as usize));
        let times = |at: usize| distinct(at).map_or(0, |d| words.places_of(d).len());
        let mut anchors: Vec<usize> = (0..self.ids.len()).filter(|&at| self.ids[at].is_some()).collect();
        anchors.sort_by_key(|&at| times(at));
        let mut out: Vec<Slip> = Vec::new();
        for &anchor in anchors.iter().take(2) {
            for place in words.places(self.ids[anchor]).take(PLACES) {
                out.extend(self.around(anchor, place));
            }
        }
        out
    }

    fn low(&self, at: usize) -> &'a str {
        self.view.claims.words.list.get(at).map_or("", |w| self.view.document.folded(w.span()))
    }

    fn cased(&self, at: usize) -> &'a str {
        self.view.claims.words.list.get(at).map_or("", |w| self.view.document.words(w.span()))
    }

    /// The syllable of the phrase stands at that place of the text.
    fn is_at(&self, syllable: usize, at: Option<usize>) -> bool {
        at.is_some_and(|at| self.ids[syllable].is_some() && self.view.claims.words.id(at) == self.ids[syllable])
    }

    /// The words from one place to another follow each other in one sentence.
    fn runs(&self, from: usize, to: usize) -> bool {
        let words = &self.view.claims.words;
        let gap = |at: usize| Span::new(words.list[at].span().end, words.list[at + 1].span().start).of(self.view.document.text());
        to < words.list.len() && (from..to).all(|at| words.is_joined(at) || matches!(gap(at), ", " | " - " | " – " | "-"))
    }

    /// The phrase around a syllable that stands where it should, if exactly one of the others does not.
    fn around(&self, anchor: usize, place: usize) -> Option<Slip> {
        let last = self.ids.len() - 1;
        let behind = (anchor + 1..=last).take_while(|&s| self.is_at(s, Some(place + s - anchor))).count();
        let before = (0..anchor).rev().take_while(|&s| self.is_at(s, (place + s).checked_sub(anchor))).count();
        let (left, right) = (anchor - before, anchor + behind);
        match (left == 0, right == last) {
            (true, false) => self.behind(right + 1, place + right + 1 - anchor),
            (false, true) => self.before(left - 1, (place + left - anchor).checked_sub(1)?),
            _ => None,
        }
    }

    /// The first syllable that fails is `odd`, at the word `at`; all before it are there.
    fn behind(&self, odd: usize, at: usize) -> Option<Slip> {
        let rest = |from: usize, place: usize| (from..self.ids.len()).all(|s| self.is_at(s, Some(place + s - from)));
        let first = at.checked_sub(odd)?;
        [(Edit::Mistyped, rest(odd + 1, at + 1), at), (Edit::Lost, rest(odd + 1, at), at), (Edit::TooMany, rest(odd, at + 1), at)]
            .into_iter()
            .find_map(|(edit, fits, at)| fits.then(|| self.slip(edit, odd, first, at)).flatten())
    }

    /// The same where the syllables behind are there.
    fn before(&self, odd: usize, at: usize) -> Option<Slip> {
        let rest = |until: usize, place: Option<usize>| (0..until).all(|s| self.is_at(s, place.and_then(|p| p.checked_sub(until - 1 - s))));
        let mistyped = rest(odd, at.checked_sub(1)).then(|| self.slip(Edit::Mistyped, odd, at.checked_sub(odd)?, at)).flatten();
        let lost = || rest(odd, Some(at)).then(|| self.slip(Edit::Lost, odd, (at + 1).checked_sub(odd)?, at + 1)).flatten();
        let many = || rest(odd + 1, at.checked_sub(1)).then(|| self.slip(Edit::TooMany, odd + 1, at.checked_sub(odd + 1)?, at)).flatten();
        mistyped.or_else(lost).or_else(many)
    }

    /// The phrase begins at the word `first` and breaks at the word `at`, where its syllable `odd` belongs.
    fn slip(&self, edit: Edit, odd: usize, first: usize, at: usize) -> Option<Slip> {
        let len = self.ids.len();
        let end = match edit {
            Edit::Mistyped => first + len - 1,
            Edit::Lost => first + len - 2,
            Edit::TooMany => first + len,
        };
        let words = &self.view.claims.words;
        // What costs little is asked first: most places are of other phrases that begin or end alike.
        let fits = match edit {
            Edit::Mistyped => self.is_mistyped(odd, at),
            Edit::Lost => self.is_lost(odd, first, end),
            Edit::TooMany => self.is_too_many(odd, at),
        };
        let joined = || (at.saturating_sub(1).max(first)..=at.min(end.saturating_sub(1))).all(|w| words.is_joined(w));
        let whole = || (first..=end).all(|w| words.list.get(w).is_some_and(|w| super::is_whole(self.view, w.span())));
        let fits = fits && end < words.list.len() && joined() && self.runs(first, end) && whole();
        fits.then(|| self.shown(edit, odd, first, end, at))
    }

    /// The first word of the phrase makes one with the word before it, or the last one with the word behind.
    fn goes_out(&self, first: usize, end: usize) -> bool {
        let words = &self.view.claims.words;
        first.checked_sub(1).is_some_and(|before| words.are_word(before)) || words.are_word(end)
    }

    /// Other marks or another letter; at the ends of the phrase it must break a word of the phrase.
    fn is_mistyped(&self, odd: usize, at: usize) -> bool {
        let (written, meant) = (self.low(at), self.syllables[odd]);
        // Neither the first letters nor the last ones are the same: another word.
        let ends = |word: &str| (word.chars().next().map(first_letter), word.chars().next_back().map(first_letter));
        let (of_written, of_meant) = (ends(written), ends(meant));
        if of_written.0 != of_meant.0 && of_written.1 != of_meant.1 {
            return false;
        }
        let (a, b) = (bare(written), bare(meant));
        let letters = self.cased(at).chars().all(crate::phrases::is_letter) && written.chars().all(super::misspelt::is_vietnamese);
        let near = a == b && spelling(written) != spelling(meant) || a != b && a.len() > 2 && b.len() > 2 && one_edit(&a, &b);
        // `lý` and `lí` are two ways of spelling.
        let ways = a != b && a.replace('y', "i") == b.replace('y', "i");
        let last = self.ids.len() - 1;
        let lexicon = self.view.lexicon;
        let known = lexicon.syllables.find(written).is_some();
        let inner =
            !known || if odd == 0 { lexicon.is_word(meant, self.syllables[1]) } else { lexicon.is_word(self.syllables[last - 1], self.syllables[last]) };
        let small = self.view.claims.words.distinct(at).is_some_and(|d| d.is_function);
        let edge = odd == 0 || odd == last;
        letters
            && near
            && !ways
            && !self.view.claims.words.is_in_word(at)
            && (!edge || inner && !small && (a == b || !known))
            && !super::are_variants(self.view, written, meant)
    }

    /// A syllable inside the phrase is gone, and its word with it: what is left of the word makes none.
    fn is_lost(&self, odd: usize, first: usize, end: usize) -> bool {
        let last = self.ids.len() - 1;
        if odd == 0 || odd == last || self.ids.len() < LONG {
            return false;
        }
        let lexicon = self.view.lexicon;
        let (left, lost, right) = (self.syllables[odd - 1], self.syllables[odd], self.syllables[odd + 1]);
        let broken = (lexicon.is_word(left, lost) || lexicon.is_word(lost, right)) && !lexicon.is_word(left, right);
        // One syllable alone is no sign of the phrase, unless it hardly ever stands without it.
        let alone = |syllable: &str| !lexicon.firm.is_bound(syllable);
        let weak = odd == 1 && alone(left) || odd + 1 == last && alone(right);
        broken && !weak && !lexicon.stop.contains(lost) && !self.goes_out(first, end)
    }

    /// `Thú và y`: a small word that joins names stands inside a word of the phrase.
    fn is_too_many(&self, odd: usize, at: usize) -> bool {
        let joins = self.view.rule.cues("joins").iter().any(|w| w == self.low(at));
        let (Some(left), Some(right)) = (odd.checked_sub(1).and_then(|o| self.syllables.get(o)), self.syllables.get(odd)) else { return false };
        let firm = self.view.lexicon.is_word(left, right) && !self.view.lexicon.is_word(right, self.syllables.get(odd + 1).unwrap_or(&""));
        let own = odd > 1 && self.view.lexicon.is_word(self.syllables[odd - 2], left);
        self.ids.len() >= LONG && joins && firm && !own
    }

    /// A few words around the slip, as they are and as they should be.
    fn shown(&self, edit: Edit, odd: usize, first: usize, end: usize, at: usize) -> Slip {
        let words = &self.view.claims.words.list;
        let (from, to) = (at.saturating_sub(SHOWN).max(first), (at + SHOWN).min(end));
        let span = |a: usize, b: usize| words[a].span().join(words[b].span());
        let text = |a: usize, b: usize| if a < b { self.view.document.words(Span::new(words[a].span().start, words[b].span().start)) } else { "" };
        let meant = |like: usize| super::cased_as(self.cased(like), self.syllables[odd]);
        let tail = |from: usize| if from <= to { self.view.document.words(span(from, to)) } else { "" };
        let right = match edit {
            Edit::Mistyped => {
                let gap = if at < to { " " } else { "" };
                format!("{}{}{gap}{}", text(from, at), meant(at), tail(at + 1))
            }
            Edit::Lost => format!("{}{} {}", text(from, at), meant(at), tail(at)),
            Edit::TooMany => format!("{}{}", text(from, at), tail(at + 1)),
        };
        Slip { at, span: span(from, to), right }
    }
}
