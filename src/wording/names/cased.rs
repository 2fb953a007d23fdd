//! Names with other capitals than they should have: `VneID` among `VNeID`, `Trúc lâm` among `Trúc Lâm`, `Sở Công thương` beside `Sở Công Thương`.

use crate::claims::names::Name;
use crate::claims::words::Word;
use crate::document::{is_running_prose, Kind};
use crate::lexicon::Lexicon;
use crate::phrases::{is_letter, is_of_word};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Shorter names are abbreviations, which have their own ways.
const SHORTEST: usize = 4;
/// How many times as often the right form must stand for it to be sure which one is right.
const MAJORITY: usize = 2;
/// How many times as often the right form of a place or an office must stand, and how often at least.
const CLEAR: usize = 3;
/// Words of an office's name: `Sở Công Thương`, `Sở Tài nguyên và Môi trường`.
const OFFICE: [usize; 2] = [3, 6];
/// How many places are named.
const NAMED: usize = 20;

pub(super) fn propose(view: View, names: &[Name], out: &mut Vec<Relation>) {
    let first = out.len();
    camel(view, out);
    halves(view, names, out);
    one_syllable(view, out);
    offices(view, out);
    // Offices write by rule; the press, which numbers no paragraphs and cites no codes, has its own ways.
    let of_office = !view.claims.citations.is_empty() || view.document.blocks.iter().any(|b| matches!(b.kind, Kind::Numbered(_) | Kind::Cell));
    if !of_office {
        out[first..].iter_mut().for_each(|slip| slip.ceiling = Severity::Note);
    }
}

/// `Trúc lâm` among `Trúc Lâm`: a place whose second syllable lost its capital.
fn halves(view: View, names: &[Name], out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let mut places: BTreeMap<&str, (Vec<Span>, bool)> = BTreeMap::new();
    for name in names {
        let entry = places.entry(view.document.words(name.span)).or_default();
        entry.0.push(name.span);
        entry.1 |= name.placed;
    }
    for (right, (many, placed)) in &places {
        let folded = right.to_lowercase();
        let Some((first, second)) = folded.split_once(' ').filter(|(_, b)| !b.contains(' ')) else { continue };
        // `Các xã A và Phú Tân thành xã mới`: the verb behind a name. `Phó Chủ tịch`: ranks are written both ways.
        let is = |cue: &str, syllable: &str| view.rule.cues(cue).iter().any(|w| w == syllable);
        // `Bản Tuyên ngôn`, `Trường Trung học`: the second syllable belongs to the word behind the two.
        let whole = || many.iter().all(|&span| !goes_on(view, span));
        if !(*placed || is("place", first) && whole()) || is("namesake", second) || is("rank", first) {
            continue;
        }
        let word = view.lexicon.is_word(first, second);
        let second = words.find(second);
        let pairs = words.places(words.find(first));
        let pairs = pairs.filter_map(|at| words.list.get(at..at + 2)).filter(|pair| Some(pair[1].id()) == second);
        let few: Vec<Span> = pairs
            .map(|pair| pair[0].span().join(pair[1].span()))
            .filter(|&span| is_half(view, span) || !word && many.len() >= CLEAR && is_half_alone(view, span))
            .collect();
        // Behind a word of place the half is the place itself: no majority is needed.
        let sure = few.iter().any(|&span| is_placed(view, span)) && few.len() <= many.len();
        let clear = many.len() >= CLEAR && few.len() * CLEAR <= many.len();
        if let Some((&at, others)) = few.split_first().filter(|_| sure || clear) {
            push(view, at, right, others, many, Severity::Warning, out);
        }
        // `tỉnh tiền giang`: all of it in small letters behind the word of place, and no word of the language.
        if let Some((&at, others)) = small(view, &folded).split_first().filter(|(at, _)| many.len() >= CLEAR && is_placed(view, **at)) {
            push(view, at, right, others, many, Severity::Warning, out);
        }
    }
}

/// `sông cầu` among `sông Cầu`: a place of one syllable that lost its capital, where its clause ends behind it.
fn one_syllable(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    for head in words.find_all(view.rule.cues("place")) {
        let mut forms: BTreeMap<u32, (Vec<Span>, Vec<Span>)> = BTreeMap::new();
        for at in words.places(head).filter(|&at| words.is_joined(at)) {
            let Some(pair) = words.list.get(at..at + 2) else { continue };
            let written = view.word(at + 1);
            let span = pair[0].span().join(pair[1].span());
            let capital = written.starts_with(char::is_uppercase);
            let forms = forms.entry(pair[1].id()).or_default();
            if capital && written.chars().skip(1).all(char::is_lowercase) && !words.has_capital(at + 2) {
                forms.0.push(span);
            } else if !capital && (ends_clause(view, span) || is_small_word(view, at + 2)) {
                forms.1.push(span);
            }
        }
        for (many, few) in forms.values() {
            let (Some((&at, others)), Some(&right)) = (few.split_first(), many.first()) else { continue };
            let (first, second) = view.document.folded(right).split_once(' ').unwrap_or_default();
            let common = view.rule.cues("namesake").iter().any(|w| w == second) || view.lexicon.is_word(first, second) || view.lexicon.stop.contains(second);
            if !common && second.chars().nth(1).is_some() && many.len() >= CLEAR && few.len() * CLEAR <= many.len() && !many.iter().any(|&s| goes_on(view, s)) {
                let name = view.document.words(right).split_once(' ').map_or("", |(_, name)| name);
                let written = view.document.words(at).split_once(' ').map_or("", |(head, _)| head);
                push(view, at, &format!("{written} {name}"), others, many, Severity::Warning, out);
            }
        }
    }
}

/// A word that no name or noun goes on with: `sông cầu đã cạn`.
fn is_small_word(view: View, at: usize) -> bool {
    view.lexicon.stop.contains(view.low_word(at)) || view.lexicon.verbs.contains(view.low_word(at))
}

/// Nothing stands behind it that the last syllable could belong to.
fn ends_clause(view: View, span: Span) -> bool {
    let behind = view.document.text()[span.end..].trim_start_matches([' ', '*', '_']);
    // A line of the file may break inside a sentence.
    !behind.strip_prefix('\n').unwrap_or(behind).starts_with(is_letter)
}

/// Where a name of two syllables stands in small letters behind a word of place.
fn small(view: View, name: &str) -> Vec<Span> {
    let Some((first, second)) = name.split_once(' ').filter(|(a, b)| !view.lexicon.is_word(a, b)) else { return Vec::new() };
    let words = &view.claims.words;
    let pairs = words.places(words.find(first)).filter_map(|at| words.list.get(at..at + 2)).filter(|pair| Some(pair[1].id()) == words.find(second));
    let spans = pairs.map(|pair| pair[0].span().join(pair[1].span()));
    // `thị trấn nông trường Yên Mỹ`: the name is yet to come.
    let ends = |s: Span| !view.document.text()[s.end..].trim_start_matches(' ').starts_with(char::is_uppercase);
    spans.filter(|&s| view.document.words(s) == name && is_placed(view, s) && ends(s)).collect()
}

/// A word of place stands right before the name.
fn is_placed(view: View, span: Span) -> bool {
    let ahead = view.document.lower[..span.start].trim_end();
    view.rule.cues("place").iter().any(|w| ahead.strip_suffix(w.as_str()).is_some_and(|rest| !rest.ends_with(is_of_word)))
}

/// A capital and a small letter, inside a sentence: at its start the capital would say nothing.
fn is_half(view: View, span: Span) -> bool {
    has_half_its_capitals(view, span) && view.document.text()[..span.start].trim_end_matches(' ').ends_with(char::is_lowercase) && !goes_before(view, span)
}

/// `An Đông bắc tự`: the first syllable belongs to a name that begins before it.
fn goes_before(view: View, span: Span) -> bool {
    let words = &view.claims.words;
    let at = words.list.partition_point(|w| w.span().start < span.start);
    let Some(before) = at.checked_sub(1).filter(|&before| words.is_joined(before)) else { return false };
    let name = view.word(before).chars().skip(1).any(char::is_lowercase) && words.has_capital(before);
    let opens = before.checked_sub(1).is_none_or(|ahead| !words.is_joined(ahead));
    name && !opens && !view.rule.cues("place").iter().any(|w| w == view.low_word(before))
}

/// The same at the start of a sentence, a cell or an item, with nothing behind it that it could open.
fn is_half_alone(view: View, span: Span) -> bool {
    has_half_its_capitals(view, span) && ends_clause(view, span)
}

/// The last syllable of the two makes a word with the one behind them.
fn goes_on(view: View, span: Span) -> bool {
    let words = &view.claims.words;
    let last = words.list.partition_point(|w| w.span().end < span.end);
    words.are_word(last)
}

fn has_half_its_capitals(view: View, span: Span) -> bool {
    let letters = |w: &str| w.chars().all(is_letter);
    let halves = view.document.words(span).split_once(' ');
    halves.is_some_and(|(a, b)| a.starts_with(char::is_uppercase) && letters(a) && b.chars().all(char::is_lowercase))
}

/// `Sở Công thương` beside `Sở Công Thương`: an office is written by rule, with a capital for each field of its work.
fn offices(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let mut names: BTreeMap<Vec<u32>, BTreeMap<&str, Vec<Span>>> = BTreeMap::new();
    let mut heads: Vec<usize> = words.find_all(view.rule.cues("office")).flat_map(|head| words.places(head)).filter(|&at| words.has_capital(at)).collect();
    heads.sort_unstable();
    for (at, word) in heads.into_iter().filter_map(|at| Some((at, words.list.get(at)?))) {
        for len in OFFICE {
            let Some(run) = words.list.get(at..at + len) else { continue };
            let span = word.span().join(run[len - 1].span());
            if is_office(view, run, span) {
                names.entry(run.iter().map(|w| w.id()).collect()).or_default().entry(view.document.words(span)).or_default().push(span);
            }
        }
    }
    let mut flagged: Vec<Span> = Vec::new();
    for forms in names.values().filter(|f| f.len() > 1) {
        let Some((right, many)) = forms.iter().find(|(written, _)| **written == by_rule(view, written)) else { continue };
        for (_, few) in forms.iter().filter(|(w, few)| *w != right && few.len() <= many.len()) {
            let Some((&at, others)) = few.split_first().filter(|(at, _)| !flagged.iter().any(|f| f.overlaps(**at))) else { continue };
            flagged.push(at);
            let level = if few.len() * CLEAR <= many.len() { Severity::Warning } else { Severity::Note };
            push(view, at, right, others, many, level, out);
        }
    }
}

/// The name of an office: its kind and first field with capitals, nothing but blanks between its words.
fn is_office(view: View, run: &[Word], span: Span) -> bool {
    let written = view.document.words(span);
    // Names of six words join two fields; what else is so long goes on as a sentence.
    let joined = run.len() < OFFICE[1] || run.get(3).is_some_and(|w| view.rule.cues("joins").iter().any(|j| j == view.document.folded(w.span())));
    let plain = joined && written.chars().all(|c| is_letter(c) || c == ' ') && written.split(' ').count() == run.len();
    let capital = |w: &str| w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase);
    let rank = run.get(1).is_some_and(|w| view.rule.cues("staff").iter().any(|s| s == view.document.folded(w.span())));
    plain && !rank && written.split(' ').take(2).all(capital) && written.split(' ').all(|w| capital(w) || !w.contains(char::is_uppercase))
}

/// A capital for the kind of the office and for each field, which has two syllables; some short fields have two capitals.
fn by_rule(view: View, written: &str) -> String {
    let both = view.rule.cues("both_capital").iter().any(|field| written.to_lowercase().ends_with(field.as_str()));
    let fields = written.split(' ').enumerate().map(|(at, word)| {
        let small = word.to_lowercase();
        let mut letters = small.chars();
        match letters.next() {
            Some(first) if matches!(at, 0 | 1 | 4) || both && at == 2 => first.to_uppercase().chain(letters).collect(),
            _ => small,
        }
    });
    fields.collect::<Vec<String>>().join(" ")
}

fn push(view: View, at: Span, right: &str, others: &[Span], many: &[Span], level: Severity, out: &mut Vec<Relation>) {
    let places = others.iter().chain(many).copied().take(NAMED).collect();
    let slip = Relation::flag(&view.rule.name, at, places, level).variant("cased").detail("other", right);
    out.push(slip.detail("few", (others.len() + 1).to_string()).detail("many", many.len().to_string()).replace(right));
}

/// `VneID` among `VNeID`.
fn camel(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let drafted = !is_running_prose(view.document);
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    for word in words.with_capital() {
        if !is_camel(view.document.words(word.span())) || is_glued(view, word.span()) || !seen.insert(word.id()) {
            continue;
        }
        let mut forms: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for span in words.places(word.id()).filter_map(|at| words.list.get(at)).map(|w| w.span()).filter(|s| !is_glued(view, *s)) {
            forms.entry(view.document.words(span)).or_default().push(span);
        }
        let camel = forms.iter().filter(|(w, _)| is_camel(w)).max_by_key(|(_, places)| places.len());
        let Some((right, many)) = camel.filter(|(w, _)| !is_plain_word(view.lexicon, w)) else { continue };
        for (written, few) in &forms {
            let capital = written.starts_with(char::is_uppercase) && written.contains(char::is_lowercase);
            // Nobody puts a capital inside a name by chance: it needs no majority against the plain form.
            let mixed = is_camel(written);
            if written == right || !capital || few.len() * if mixed { MAJORITY } else { 1 } > many.len() {
                continue;
            }
            let Some((at, others)) = few.split_first() else { continue };
            // `Mobifone` for `MobiFone` is a matter of taste in the press, `VneID` and `Vneid` for `VNeID` are not; a report writes a firm in one way.
            let level = if mixed || has_initials(right) || drafted { Severity::Warning } else { Severity::Note };
            push(view, *at, right, others, many, level, out);
        }
    }
}

/// Two capitals in a row: initials inside the name.
fn has_initials(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_uppercase() && b.is_uppercase())
}

/// A capital behind a small letter, or two capitals before one.
fn is_camel(word: &str) -> bool {
    let inside = word.chars().skip(1);
    word.len() >= SHORTEST && inside.clone().any(char::is_uppercase) && word.contains(char::is_lowercase) && word.chars().all(is_letter)
}

/// Part of an address or a code.
fn is_glued(view: View, span: Span) -> bool {
    let text = view.document.text();
    let sign = |c: char| matches!(c, '.' | '/' | '@' | '-' | '_' | '=' | '&' | ':' | '#' | '?');
    let before = text[..span.start].ends_with(sign);
    let mut behind = text[span.end..].chars();
    before || behind.next().is_some_and(sign) && behind.next().is_some_and(is_of_word)
}

/// `QUYếT`: a word of the language whose capitals were mixed up by a font.
fn is_plain_word(lexicon: &Lexicon, word: &str) -> bool {
    !word.is_ascii() && lexicon.knows_syllable(&word.to_lowercase())
}
