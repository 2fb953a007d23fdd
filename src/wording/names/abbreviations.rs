//! Abbreviations whose letters changed places (`TTKC` among `TTCK`), and names that lost their blank (`NàLốc` beside `Nà Lốc`).

use crate::claims::words::Word;
use crate::phrases::{is_capital, is_letter};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Shorter abbreviations meet by chance.
const SHORTEST: usize = 4;
/// How often the right form must stand to be believed without its meaning.
const MAJORITY: usize = 2;
/// The wrong form stands less often than so many times.
const RARE: usize = 3;
/// How many times as often the right form must stand.
const CLEAR: usize = 2;
/// Letters of an abbreviation in which one letter for another shows.
const LONG: usize = 6;
/// The same for two words that run together, which are none otherwise.
const APART: usize = 2;
/// How many places are named.
const NAMED: usize = 20;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    swapped(view, out);
    known(view, out);
    glued(view, out);
}

/// `UBDN` for `UBND`: an abbreviation that everybody knows, with two letters swapped or one too many; the report need not have it right elsewhere.
fn known(view: View, out: &mut Vec<Relation>) {
    let right = view.rule.cues("short");
    let mut seen: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for word in view.claims.words.with_capital() {
        let written = view.document.words(word.span());
        // `QĐ-UBDN`: the rule about codes speaks of it.
        let code = || view.document.text()[..word.span().start].ends_with(['-', '/']);
        if written.len() >= SHORTEST && is_capitals(written) && !code() && !right.iter().any(|r| r == written) {
            seen.entry(written).or_default().push(word.span());
        }
    }
    for (written, places) in &seen {
        let longer = view.rule.cues("short_longer");
        let Some(meant) = right.iter().find(|r| match r.len().cmp(&written.len()) {
            Ordering::Less => longer.contains(r) && is_longer(written, r),
            Ordering::Equal => swapped_at(written, r).is_some(),
            Ordering::Greater => false,
        }) else {
            continue;
        };
        let Some((&at, others)) = places.split_first().filter(|(at, _)| !shouted(view, **at) || !is_spoken(written)) else { continue };
        if !out.iter().any(|r| r.stated.span == at) {
            let others = others.iter().copied().take(NAMED).collect();
            let slip = Relation::flag(&view.rule.name, at, others, Severity::Warning).variant("short").detail("other", meant.clone());
            out.push(slip.replace(meant.clone()));
        }
    }
}

/// `ĐỘC`, `TRUNG`: letters that can be said. `DUBND` in a line of capitals can not.
fn is_spoken(written: &str) -> bool {
    let consonants = |tail: &str| tail.chars().count() > 2;
    let bare = crate::claims::names::bare(written);
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    bare.contains(vowel) && !consonants(bare.rsplit(vowel).next().unwrap_or(""))
}

/// Where two neighbouring letters have changed places, if nothing else differs.
fn swapped_at(written: &str, right: &str) -> Option<usize> {
    let mut differing = written.chars().zip(right.chars()).enumerate().filter(|(_, (x, y))| x != y);
    let ((first, one), (second, other)) = (differing.next()?, differing.next()?);
    let is_swap = first + 1 == second && one == (other.1, other.0) && differing.next().is_none();
    (is_swap && written.chars().count() == right.chars().count()).then_some(first)
}

/// One letter too many; at the end it may tell the level of the body.
fn is_longer(written: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), right.chars().collect());
    a.len() == b.len() + 1 && (0..b.len()).any(|at| a.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).eq(b.iter()))
}

/// An abbreviation that stands once, with two neighbouring letters the other way round than a frequent one.
fn swapped(view: View, out: &mut Vec<Relation>) {
    let mut forms: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for word in view.claims.words.with_capital() {
        let written = view.document.words(word.span());
        if is_capitals(written) && written.chars().count() >= SHORTEST {
            forms.entry(written).or_default().push(word.span());
        }
    }
    let forms: Vec<(&str, Vec<Span>)> = forms.into_iter().collect();
    for (written, places) in &forms {
        let Some((&at, few)) = places.split_first().filter(|(_, few)| few.len() < RARE) else { continue };
        let letters: Vec<char> = written.chars().collect();
        let alike = || forms.iter().filter(|(other, _)| other.len() == written.len());
        let near = alike().filter_map(|form| Some((swapped_at(written, form.0)?, form))).filter(|(_, form)| is_rather(view, form.0, &form.1, places));
        let meant = near.min_by_key(|(at, _)| *at).map(|(_, form)| form);
        if meant.is_none() && !few.is_empty() {
            continue;
        }
        let common = || alike().filter(|(_, many)| many.len() >= MAJORITY);
        // `TTPVHHC` for `TTPVHCC`: a letter was written as the one beside it.
        let copied = || common().find(|(other, _)| is_copied(&letters, other));
        let meant = meant.or_else(copied);
        // Of a line in capitals every word looks like an abbreviation.
        let (false, Some((right, many))) = (shouted(view, at), meant) else { continue };
        let others = few.iter().chain(many).copied().take(NAMED).collect();
        let slip = Relation::flag(&view.rule.name, at, others, Severity::Warning).detail("other", *right).detail("few", places.len().to_string());
        out.push(slip.detail("many", many.len().to_string()).replace(*right));
    }
}

/// Of two forms with the same letters the one that stands clearly more often is right; of two that stand once, the one in brackets behind what it is short
/// for, or the first one.
fn is_rather(view: View, right: &str, many: &[Span], few: &[Span]) -> bool {
    let ([other], [this]) = (many, few) else { return many.len() >= MAJORITY && many.len() >= few.len() * CLEAR };
    let text = view.document.text();
    let explained = |s: &Span| text[..s.start].ends_with('(') && text[s.end..].starts_with(')');
    // Letters of answers in a row (`DSDD`) are no abbreviation.
    let mut letters: Vec<char> = right.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.len() > 2 && (explained(other) || !explained(this) && other.start < this.start)
}

/// Most words with a capital go on in small letters, which their second byte shows.
fn is_capitals(written: &str) -> bool {
    !written.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) && written.chars().all(char::is_uppercase)
}

/// One letter is another than in the right form, and the same as its neighbour.
fn is_copied(letters: &[char], right: &str) -> bool {
    let right: Vec<char> = right.chars().collect();
    let differing: Vec<usize> = letters.iter().zip(&right).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
    let [at] = differing[..] else { return false };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|n| letters.get(n) == letters.get(at));
    letters.len() == right.len() && letters.len() >= LONG && at > 0 && beside
}

/// The word stands beside other words in capitals that the language has.
fn shouted(view: View, at: Span) -> bool {
    let list = &view.claims.words.list;
    let index = list.partition_point(|w| w.span().start < at.start);
    let capitals = |w: &Word| view.lexicon.knows_syllable(view.document.folded(w.span())) && !view.document.words(w.span()).contains(char::is_lowercase);
    [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|i| list.get(i)).any(capitals)
}

/// Two words of a name without their blank, where the report writes them apart.
fn glued(view: View, out: &mut Vec<Relation>) {
    for word in view.claims.words.with_capital() {
        let written = view.document.words(word.span());
        let Some((a, b)) = halves(written).filter(|(a, b)| !written.is_ascii() && a.chars().nth(1).is_some() && b.chars().nth(1).is_some()) else { continue };
        let right = format!("{a} {b}");
        let places = apart(view, a, b, &right);
        let syllables = [a, b].iter().all(|half| view.lexicon.knows_syllable(&half.to_lowercase()) || !half.is_ascii());
        // Signs of the file between the two words stand for the blank.
        let torn = !super::is_whole(view, word.span());
        if places.len() >= APART && syllables && !torn {
            let many = places.len().to_string();
            let others = places.into_iter().take(NAMED).collect();
            let slip = Relation::flag(&view.rule.name, word.span(), others, Severity::Warning).variant("glued").detail("many", many);
            out.push(slip.detail("other", right.clone()).replace(right));
        }
    }
}

/// A word with one capital inside, cut before it.
fn halves(written: &str) -> Option<(&str, &str)> {
    let mut inside = written.char_indices().skip(1).filter(|(_, c)| is_capital(*c)).map(|(at, _)| at);
    let at = inside.next().filter(|_| written.chars().all(is_letter))?;
    inside.next().is_none().then(|| written.split_at(at)).filter(|(a, b)| a.ends_with(char::is_lowercase) && b.ends_with(char::is_lowercase))
}

/// Where the two words stand as they should.
fn apart(view: View, a: &str, b: &str, right: &str) -> Vec<Span> {
    let words = &view.claims.words;
    let next = words.find(&b.to_lowercase());
    let first = words.places(words.find(&a.to_lowercase()));
    let pairs = first.filter_map(|at| words.list.get(at..at + 2)).filter(|pair| Some(pair[1].id()) == next);
    pairs.map(|pair| pair[0].span().join(pair[1].span())).filter(|span| view.document.words(*span) == right).collect()
}
