//! Names with other capitals than most places have: `VneID` among `VNeID`, `Trúc lâm` among `Trúc Lâm`, `Sở Công thương` among `Sở Công Thương`.

use crate::claims::names::read;
use crate::claims::words::hash;
use crate::lexicon::Lexicon;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Shorter names are abbreviations, which have their own ways.
const SHORTEST: usize = 4;
/// How many times as often the right form must stand, and how often at least.
const MAJORITY: usize = 5;
/// The same for places and offices, which are written by rule.
const CLEAR: usize = 3;
/// Words of an office's name: `Sở Công Thương`, `Sở Tài nguyên và Môi trường`.
const OFFICE: [usize; 2] = [3, 6];
/// How many places are named.
const NAMED: usize = 20;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    camel(view, out);
    halves(view, out);
    offices(view, out);
}

/// `Trúc lâm` among `Trúc Lâm`: a place whose second syllable lost its capital.
fn halves(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let mut places: BTreeMap<&str, (Vec<Span>, bool)> = BTreeMap::new();
    for name in read(view.document, view.claims, view.rule.cues("place")) {
        let entry = places.entry(view.document.words(name.span)).or_default();
        entry.0.push(name.span);
        entry.1 |= name.placed;
    }
    for (right, (many, placed)) in &places {
        let folded = right.to_lowercase();
        let Some((first, second)) = folded.split_once(' ').filter(|(_, b)| !b.contains(' ')) else { continue };
        // `Các xã A và Phú Tân thành xã mới`: the verb behind a name. `Phó Chủ tịch`: ranks are written both ways.
        let is = |cue: &str, syllable: &str| view.rule.cues(cue).iter().any(|w| w == syllable);
        if !placed || many.len() < CLEAR || is("namesake", second) || is("rank", first) {
            continue;
        }
        let second = hash(second);
        let pairs = words.places(hash(first));
        let pairs = pairs.iter().filter_map(|&at| words.list.get(at..at + 2)).filter(|pair| pair[1].hash == second);
        let few: Vec<Span> = pairs.map(|pair| pair[0].span.join(pair[1].span)).filter(|&span| is_half(view, span)).collect();
        if let Some((&at, others)) = few.split_first().filter(|_| few.len() * CLEAR <= many.len()) {
            push(view, at, right, others, many, out);
        }
    }
}

/// A capital and a small letter, inside a sentence: at its start the capital would say nothing.
fn is_half(view: View, span: Span) -> bool {
    let written = view.document.words(span);
    let letters = |w: &str| w.chars().all(char::is_alphabetic);
    let half = written.split_once(' ').is_some_and(|(a, b)| a.starts_with(char::is_uppercase) && letters(a) && b.chars().all(char::is_lowercase));
    half && view.document.text()[..span.start].trim_end_matches(' ').ends_with(char::is_lowercase)
}

/// `Sở Công thương` among `Sở Công Thương`: the full name of an office, with other capitals than most places have.
fn offices(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let heads: Vec<u64> = view.rule.cues("office").iter().map(|w| hash(w)).collect();
    let mut names: BTreeMap<Vec<u64>, BTreeMap<&str, Vec<Span>>> = BTreeMap::new();
    for (at, word) in words.list.iter().enumerate().filter(|(_, w)| heads.contains(&w.hash)) {
        for len in OFFICE {
            let Some(run) = words.list.get(at..at + len) else { continue };
            let span = word.span.join(run[len - 1].span);
            let written = view.document.words(span);
            // Names of six words join two fields; what else is so long goes on as a sentence.
            let joined = len < OFFICE[1] || run.get(3).is_some_and(|w| view.rule.cues("joins").iter().any(|j| j == view.document.folded(w.span)));
            let plain = joined && written.chars().all(|c| c.is_alphabetic() || c == ' ') && written.split(' ').count() == len;
            let capital = |w: &&str| w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase);
            let rank = run.get(1).is_some_and(|w| view.rule.cues("staff").iter().any(|s| s == view.document.folded(w.span)));
            if plain && !rank && written.split(' ').take(2).all(|w| capital(&w)) && written.split(' ').all(|w| capital(&w) || !w.contains(char::is_uppercase)) {
                names.entry(run.iter().map(|w| w.hash).collect()).or_default().entry(written).or_default().push(span);
            }
        }
    }
    let mut flagged: Vec<Span> = Vec::new();
    for forms in names.values().filter(|f| f.len() > 1) {
        let Some((right, many)) = forms.iter().max_by_key(|(_, places)| places.len()) else { continue };
        for (_, few) in forms.iter().filter(|(w, few)| *w != right && few.len() * CLEAR <= many.len()) {
            let Some((&at, others)) = few.split_first().filter(|(at, _)| !flagged.iter().any(|f| f.overlaps(**at))) else { continue };
            flagged.push(at);
            push(view, at, right, others, many, out);
        }
    }
}

fn push(view: View, at: Span, right: &str, others: &[Span], many: &[Span], out: &mut Vec<Relation>) {
    let places = others.iter().chain(many).copied().take(NAMED).collect();
    let slip = Relation::flag(&view.rule.name, at, places, Severity::Note).variant("cased").detail("other", right);
    out.push(slip.detail("few", (others.len() + 1).to_string()).detail("many", many.len().to_string()).replace(right));
}

/// `VneID` among `VNeID`.
fn camel(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    for word in &words.list {
        if !is_camel(view.document.words(word.span)) || is_glued(view, word.span) || !seen.insert(word.hash) {
            continue;
        }
        let mut forms: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for span in words.places(word.hash).iter().filter_map(|&at| words.list.get(at)).map(|w| w.span).filter(|s| !is_glued(view, *s)) {
            forms.entry(view.document.words(span)).or_default().push(span);
        }
        let camel = forms.iter().filter(|(w, _)| is_camel(w)).max_by_key(|(_, places)| places.len());
        let Some((right, many)) = camel.filter(|(w, places)| places.len() >= MAJORITY && !is_plain_word(view.lexicon, w)) else { continue };
        for (written, few) in &forms {
            let capital = written.starts_with(char::is_uppercase) && written.contains(char::is_lowercase);
            if written == right || !capital || few.len() * MAJORITY > many.len() {
                continue;
            }
            let Some((at, others)) = few.split_first() else { continue };
            push(view, *at, right, others, many, out);
        }
    }
}

/// A capital behind a small letter, or two capitals before one.
fn is_camel(word: &str) -> bool {
    let inside = word.chars().skip(1);
    word.len() >= SHORTEST && inside.clone().any(char::is_uppercase) && word.contains(char::is_lowercase) && word.chars().all(char::is_alphabetic)
}

/// Part of an address or a code.
fn is_glued(view: View, span: Span) -> bool {
    let text = view.document.text();
    let sign = |c: char| matches!(c, '.' | '/' | '@' | '-' | '_' | '=' | '&' | ':' | '#' | '?');
    let before = text[..span.start].ends_with(sign);
    let mut behind = text[span.end..].chars();
    before || behind.next().is_some_and(sign) && behind.next().is_some_and(char::is_alphanumeric)
}

/// `QUYếT`: a word of the language whose capitals were mixed up by a font.
fn is_plain_word(lexicon: &Lexicon, word: &str) -> bool {
    !word.is_ascii() && lexicon.knows_syllable(&word.to_lowercase())
}
