//! Spellings that Vietnamese cannot have, whatever the report writes elsewhere: `nghành`, `nuớc`, `đưòng`, `trựơc`, `tiép tục`.

use crate::claims::names::bare;
use crate::claims::words::Word;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Shorter words have no room for such a slip.
const SHORTEST: usize = 4;
/// How many further places of the same slip are named.
const NAMED: usize = 20;
/// Sắc and nặng: the tones of syllables that end with a stop.
const STOPPED: [char; 2] = ['\u{301}', '\u{323}'];
/// Two vowels that end a syllable, of which either may carry the tone.
const EITHER: [&str; 3] = ["oa", "oe", "uy"];
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if view.lexicon.syllables.is_empty() {
        return;
    }
    let mut slips: BTreeMap<&str, (String, Vec<Span>)> = BTreeMap::new();
    let words = &view.claims.words;
    // What a rule cannot mend at one place it can mend at none.
    for distinct in words.vocabulary().iter().filter(|d| d.is_letters && d.syllable.is_none()) {
        let places = words.places_of(distinct).iter().filter_map(|&at| words.list.get(at as usize));
        let Some(low) = places.clone().next().map(|word| view.document.folded(word.span())).filter(|low| low.len() >= SHORTEST && may_be_wrong(low)) else {
            continue;
        };
        if let Some(right) = mended(view, low) {
            let whole: Vec<Span> = places.filter(|word| !is_part(view, word)).map(|word| word.span()).collect();
            if !whole.is_empty() {
                slips.insert(low, (right, whole));
            }
        }
    }
    for (right, places) in slips.into_values() {
        let Some((&at, others)) = places.split_first() else { continue };
        if !out.iter().any(|r| r.stated.span == at) {
            let right = super::cased_as(view.document.words(at), &right);
            let others = others.iter().copied().take(NAMED).collect();
            let slip = Relation::flag(&view.rule.name, at, others, Severity::Warning).variant("impossible").detail("other", right.clone());
            out.push(slip.replace(right));
        }
    }
}

/// A quick look for a mark or the beginnings that go wrong, before anything is taken apart.
fn may_be_wrong(word: &str) -> bool {
    word.starts_with("ng") || word.starts_with("gh") || !word.is_ascii()
}

/// A word that goes on behind a sign or a mark of the file: nothing is known of it.
fn is_part(view: View, word: &Word) -> bool {
    let text = view.document.text();
    let sign = |c: char| matches!(c, '\'' | '’' | '-' | '*' | '/' | '.' | '@' | '_') || is_of_word(c);
    let joined = |c: Option<char>| c.is_some_and(|c| sign(c) && c != '.');
    joined(text[..word.span().start].chars().next_back()) || joined(text[word.span().end..].chars().next()) || !super::is_whole(view, word.span())
}

/// The syllable as it must be, if its letters cannot stand together and one change makes it a known one.
fn mended(view: View, word: &str) -> Option<String> {
    let marks: Vec<char> = word.nfd().filter(|c| TONES.contains(c)).collect();
    let plain: String = word.nfd().filter(|c| !TONES.contains(c)).nfc().collect();
    let forms: Vec<String> = respelled(view, &plain, !marks.is_empty());
    let toned = |form: &String| with_tone(form, marks.first().copied());
    // `hòa` and `hoà` are both written; a vowel with a mark of its own carries the tone too.
    let fixed = marks.len() == 1 && plain.contains(['ă', 'â', 'ê', 'ô', 'ơ', 'ư']);
    let moved = if fixed { Vec::new() } else { tone_elsewhere(&plain, marks.first().copied()) };
    let candidates = forms.iter().map(toned).chain(fixed.then(|| with_tone(&plain, marks.first().copied()))).chain(moved);
    let is_known = |c: &str| view.lexicon.knows_syllable(c) || view.lexicon.firm.stands_alone(c);
    let mut known = candidates.filter(|c| c != word && is_known(c)).filter(|_| !is_known(word));
    let first = known.next().filter(|_| marks.len() < 2)?;
    known.all(|other| other == first).then_some(first)
}

/// What the letters without their tone may stand for; nothing where Vietnamese can have them.
fn respelled(view: View, plain: &str, toned: bool) -> Vec<String> {
    let front = |c: Option<char>| matches!(c, Some('e' | 'ê' | 'i'));
    let mut out = Vec::new();
    let onset = ["ngh", "gh"].into_iter().find_map(|onset| plain.strip_prefix(onset).map(|rest| (onset, rest)));
    match (onset, plain.strip_prefix("ng")) {
        (Some((onset, rest)), _) if !front(rest.chars().next()) => out.push(format!("{}{rest}", onset.trim_end_matches('h'))),
        (None, Some(rest)) if front(rest.chars().next()) => out.push(format!("ngh{rest}")),
        _ => {}
    }
    // Two vowels of which one lost its mark, before the end of the syllable.
    for (wrong, right) in view.rule.cues("vowels").iter().filter_map(|pair| pair.split_once(' ')) {
        let Some((head, tail)) = plain.split_once(wrong) else { continue };
        let unmarked = wrong.is_ascii() && !toned;
        if !tail.is_empty() && !head.ends_with('q') && !unmarked {
            out.push(format!("{head}{right}{tail}"));
        }
    }
    out
}

/// `cuả`, `nghiã`: the tone on each vowel in turn; nothing where it may stand on either of two (`hoà`, `khoẻ`, `thuỷ`).
fn tone_elsewhere(plain: &str, tone: Option<char>) -> Vec<String> {
    let nucleus = plain.strip_prefix("qu").unwrap_or(plain);
    let Some(tone) = tone.filter(|_| !EITHER.iter().any(|two| nucleus.ends_with(two))) else { return Vec::new() };
    let vowels = plain.char_indices().filter(|(_, c)| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    vowels.map(|(at, c)| format!("{}{tone}{}", &plain[..at + c.len_utf8()], &plain[at + c.len_utf8()..]).nfc().collect()).collect()
}

/// The tone on the vowel that carries it: the last marked one, else the second of three or of two before an end.
fn with_tone(plain: &str, tone: Option<char>) -> String {
    let Some(tone) = tone else { return plain.to_owned() };
    let letters: Vec<char> = plain.chars().collect();
    let marked = letters.iter().rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let at = marked.or_else(|| letters.iter().rposition(vowel)).unwrap_or(0);
    let mut out = String::new();
    for (index, letter) in letters.iter().enumerate() {
        out.push(*letter);
        if index == at {
            out.push(tone);
        }
    }
    out.nfc().collect()
}

/// A syllable with one of the tones that a stop at its end demands.
pub(super) fn is_stopped(word: &str) -> bool {
    word.nfd().any(|c| STOPPED.contains(&c))
}

/// `nươc`, `Quôc`: a syllable that ends with a stop has sắc or nặng, and no other tone.
pub(super) fn is_impossible(word: &str) -> bool {
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
