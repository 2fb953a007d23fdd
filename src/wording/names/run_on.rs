//! Two words that lost the blank between them: `bổsung`, `quyết địnhsố`, `Phìnhthành xã`, `HĐNDtỉnh`.
//!
//! No syllable has two groups of vowels, so that such a word is none; it must fall into two known syllables in one way, of which one makes
//! a word with the other or with what stands beside it.

use super::misspelt::is_vietnamese;
use crate::claims::names::bare;
use crate::phrases::{is_capital, is_letter, is_of_word, is_small};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{is_titled, View};

/// Shortest half, in letters.
const SHORTEST: usize = 2;
/// Longest word that is looked at, in bytes.
const LONGEST: usize = 32;
/// How many further places of the same slip are named.
const NAMED: usize = 20;
/// So many words without their blank were lost by whatever made the file: they are notes.
const CONVERTED: usize = 3;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.firm.is_empty() {
        return;
    }
    let text = Text { view };
    let (found, titled) = (out.len(), is_titled(view));
    let words = &view.claims.words;
    for distinct in words.vocabulary().iter().filter(|d| d.is_letters && d.syllable.is_none()) {
        let all = words.places_of(distinct);
        if !text.may_run_on(all[0] as usize) {
            continue;
        }
        let places: Vec<usize> = all.iter().map(|&at| at as usize).filter(|&at| !text.is_part(at)).collect();
        let Some(&first) = places.first() else { continue };
        if let Some((right, sure)) = text.apart(first) {
            let span = |at: &usize| words.list.get(*at).map_or(Span::default(), |w| w.span());
            let others = places.iter().skip(1).take(NAMED).map(span).collect();
            let slip = Relation::flag(&view.rule.name, span(&first), others, if sure || titled { Severity::Warning } else { Severity::Note }).variant("run-on");
            out.push(slip.detail("other", right.clone()).replace(right));
        }
    }
    if out.len() - found >= CONVERTED {
        out[found..].iter_mut().for_each(|slip| slip.ceiling = slip.ceiling.min(Severity::Note));
    }
}

struct Text<'a> {
    view: View<'a>,
}

impl<'a> Text<'a> {
    /// The word before or behind, if only a blank stands on the way.
    fn beside(&self, at: usize, behind: bool) -> &'a str {
        let from = if behind { Some(at) } else { at.checked_sub(1) };
        from.filter(|&from| self.view.claims.words.is_joined(from)).map_or("", |from| self.view.low_word(if behind { from + 1 } else { from }))
    }

    /// Addresses, words with a dash, words that a sign of the file tears.
    fn is_part(&self, at: usize) -> bool {
        let Some(span) = self.view.claims.words.list.get(at).map(|w| w.span()) else { return true };
        let text = self.view.document.text();
        let sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '\'' | '’' | '-' | '*' | '/' | '@' | '_' | '.') || is_of_word(c));
        let (before, rest) = (&text[..span.start], &text[span.end..]);
        let ends = rest.starts_with('.') && !rest[1..].starts_with(is_of_word);
        sign(before.chars().next_back()) || sign(rest.chars().next()) && !ends || !super::is_whole(self.view, span)
    }

    /// A quick look: letters of Vietnamese with a mark, long enough, and no syllable that texts use.
    fn may_run_on(&self, at: usize) -> bool {
        let word = self.view.low_word(at);
        let letters = !word.is_ascii() && word.len() <= LONGEST && word.chars().count() >= 2 * SHORTEST && word.chars().all(is_vietnamese);
        letters && !self.view.lexicon.firm.stands_alone(word)
    }

    fn is_known(&self, syllable: &str) -> bool {
        let long = syllable.chars().count() >= SHORTEST && vowel_groups(syllable) == 1;
        long && (self.view.lexicon.syllables.find(syllable).is_some() || self.view.lexicon.firm.stands_alone(syllable))
    }

    /// The word with its blank, if there is one way to part it; true where what stands around leaves no doubt.
    fn apart(&self, at: usize) -> Option<(String, bool)> {
        let (word, written) = (self.view.low_word(at), self.view.word(at));
        if !written.chars().skip(1).all(is_small) {
            return self.behind_capitals(at).or_else(|| self.two_names(at)).map(|right| (right, true));
        }
        if vowel_groups(word) < 2 {
            return None;
        }
        let cuts = word.char_indices().map(|(cut, _)| cut).filter(|&cut| self.is_known(&word[..cut]) && self.is_known(&word[cut..]));
        let mut fitting = cuts.filter(|&cut| !self.is_crossed(at, cut)).filter_map(|cut| Some((cut, self.fits(at, cut)?)));
        let (cut, sure) = fitting.next().filter(|_| fitting.next().is_none())?;
        Some((format!("{} {}", &written[..cut], &written[cut..]), sure))
    }

    /// A sign of the file stands where the blank should: `Nam*liên*`.
    fn is_crossed(&self, at: usize, cut: usize) -> bool {
        let span = self.view.claims.words.list.get(at).map_or(Span::default(), |w| w.span());
        let origin = |start: usize, end: usize| self.view.document.origin(Span::new(start, end));
        origin(span.start, span.start + cut).end != origin(span.start + cut, span.end).start
    }

    /// One half makes a word with what stands beside it, or both make one; true for both halves, and for a word of both.
    fn fits(&self, at: usize, cut: usize) -> Option<bool> {
        let (first, second) = self.view.low_word(at).split_at(cut);
        let lexicon = self.view.lexicon;
        let (left, right) = (lexicon.is_word(self.beside(at, false), first), lexicon.is_word(second, self.beside(at, true)));
        // What begins with a capital may be a name that is written as one word.
        let whole = lexicon.is_word(first, second) && !self.view.word(at).starts_with(is_capital);
        (whole || left || right).then_some(whole || left && right)
    }

    /// `bản NàLốc`: two syllables with their capitals. Behind a name a web page has joined two lines (`Lê MinhẢnh`).
    fn two_names(&self, at: usize) -> Option<String> {
        let written = self.view.word(at);
        let mut capitals = written.char_indices().filter(|(_, c)| is_capital(*c)).map(|(cut, _)| cut);
        let (Some(0), Some(cut), None) = (capitals.next(), capitals.next(), capitals.next()) else { return None };
        let (first, second) = (&self.view.low_word(at)[..cut], &self.view.low_word(at)[cut..]);
        let before = at.checked_sub(1).filter(|&before| self.view.claims.words.is_joined(before));
        let name =
            before.is_some_and(|b| self.view.word(b).starts_with(is_capital) && !self.view.rule.cues("place").iter().any(|w| w == self.view.low_word(b)));
        (self.is_known(first) && self.is_known(second) && !name).then(|| format!("{} {}", &written[..cut], &written[cut..]))
    }

    /// `HĐNDtỉnh`, `XVthông qua`: an abbreviation that everybody knows, or a number, with a word in small letters.
    fn behind_capitals(&self, at: usize) -> Option<String> {
        let written = self.view.word(at);
        let cut = written.find(is_small).filter(|&cut| written[..cut].chars().count() >= SHORTEST)?;
        let (short, rest) = written.split_at(cut);
        let known = self.is_known(rest) && !rest.is_ascii() && rest.chars().all(is_letter);
        let roman = short.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && self.view.lexicon.is_word(rest, self.beside(at, true));
        let short_word = self.view.rule.cues("short").iter().any(|s| s == short);
        (known && (roman || short_word)).then(|| format!("{short} {rest}"))
    }
}

/// How many groups of vowels stand apart in a word: a syllable has one.
fn vowel_groups(word: &str) -> usize {
    let letters = bare(word);
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    letters.split(|c: char| !vowel(c)).filter(|group| !group.is_empty()).count()
}
