//! Names behind words of place (`xã`, `thôn`, `trường`), equal without marks or one letter apart.

use crate::claims::names::{bare, one_edit, spelling, Name};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// How many times as often one spelling must stand to be the right one.
const MAJORITY: usize = 3;
/// So many places in one report are a list of communes, where names differ in a mark by right.
const GAZETTEER: usize = 50;

/// One spelling of a name with all its places.
#[derive(Default)]
struct Form {
    places: Vec<(usize, Span)>,
    placed: bool,
}

/// A spelling with its places.
type Spelled<'a> = (&'a str, &'a Form);

pub(super) fn propose(view: View, names: &[Name], out: &mut Vec<Relation>) {
    let mut forms: BTreeMap<&str, Form> = BTreeMap::new();
    for name in names {
        let form = forms.entry(view.document.words(name.span)).or_default();
        form.places.push((name.block, name.span));
        form.placed |= name.placed;
    }
    let mut groups: BTreeMap<String, Vec<Spelled>> = BTreeMap::new();
    for (words, form) in &forms {
        groups.entry(bare(words)).or_default().push((words, form));
    }
    let few = forms.values().filter(|f| f.placed).count() <= GAZETTEER;
    for group in groups.values().filter(|g| g.len() > 1) {
        same_letters(view, group, few, out);
    }
    near(view, &groups, out);
}

/// Spellings that differ in marks only: the rarer ones against the most frequent one. In a report that names few places they are one place,
/// whichever spelling is right.
fn same_letters(view: View, group: &[Spelled], few: bool, out: &mut Vec<Relation>) {
    let Some(main) = group.iter().max_by_key(|f| f.1.places.len()) else { return };
    for other in group.iter().filter(|f| (f.1.placed || main.1.placed) && spelling(f.0) != spelling(main.0)) {
        let clear = main.1.places.len() >= MAJORITY * other.1.places.len();
        let one_place = few && main.1.placed && other.1.placed;
        let sure = (clear || one_place) && !in_other_language(view, other) && !namesakes(view, other.0, main.0);
        if !together(view, main.1, other.1) {
            flag(view, *other, *main, if sure { Severity::Warning } else { Severity::Note }, out);
        }
    }
}

/// A name without any marks between words without marks: `The Genius of Viet Nam`; or beside a word that is none of ours: `Viêt Nam: Borderless Histories`.
fn in_other_language(view: View, form: &Spelled) -> bool {
    let words = &view.claims.words;
    let plain = |word: Option<&crate::claims::words::Word>| word.is_none_or(|w| view.document.words(w.span()).is_ascii());
    let quoted = |&(block, span): &(usize, Span)| {
        let of_block = words.of_block(block);
        let (first, behind) = (of_block.partition_point(|w| w.span().end <= span.start), of_block.partition_point(|w| w.span().start < span.end));
        plain(first.checked_sub(1).and_then(|at| of_block.get(at))) || plain(of_block.get(behind))
    };
    let foreign = |word: Option<&crate::claims::words::Word>| {
        word.is_some_and(|w| {
            let low = view.document.folded(w.span());
            low.len() > 2 && low.bytes().all(|b| b.is_ascii_lowercase()) && !view.lexicon.knows_syllable(low) && !view.lexicon.firm.stands_alone(low)
        })
    };
    let beside = |&(block, span): &(usize, Span)| {
        let of_block = words.of_block(block);
        let (first, behind) = (of_block.partition_point(|w| w.span().end <= span.start), of_block.partition_point(|w| w.span().start < span.end));
        foreign(first.checked_sub(1).and_then(|at| of_block.get(at))) || foreign(of_block.get(behind))
    };
    form.0.is_ascii() && form.1.places.iter().any(quoted) || form.1.places.iter().all(beside)
}

/// Places whose names differ in a syllable that many places have (`Tân Thành`, `Tân Thạnh`): each is a place of its own.
fn namesakes(view: View, a: &str, b: &str) -> bool {
    let common = |syllable: &str| view.rule.cues("namesake").iter().any(|w| *w == syllable.to_lowercase());
    let mut differing = a.split(' ').zip(b.split(' ')).filter(|(x, y)| x != y).peekable();
    differing.peek().is_some() && differing.all(|(x, y)| common(x) && common(y))
}

/// A name that stands once, a letter away from a frequent one: perhaps another place, so never more than a note.
fn near(view: View, groups: &BTreeMap<String, Vec<Spelled>>, out: &mut Vec<Relation>) {
    let frequent: Vec<(&String, &Spelled)> =
        groups.iter().flat_map(|(b, g)| g.iter().map(move |f| (b, f))).filter(|(_, f)| f.1.placed && f.1.places.len() >= MAJORITY).collect();
    for (rare, group) in groups.iter().filter(|(_, g)| g.len() == 1) {
        let Some(form) = group.first().filter(|f| f.1.places.len() == 1) else { continue };
        let alike = |(other, main): &&(&String, &Spelled)| *other != rare && looks_like(rare, other, form.0, main.0) && !together(view, form.1, main.1);
        if let Some((_, main)) = frequent.iter().filter(alike).max_by_key(|(_, f)| f.1.places.len()) {
            flag(view, *form, **main, Severity::Note, out);
        }
    }
}

/// All syllables but one are the same, and that one is a letter off, or keeps its first and last letter.
fn looks_like(a: &str, b: &str, a_cased: &str, b_cased: &str) -> bool {
    // Most names have nothing in common, which their first and last letters show.
    let (first, last) = (a.as_bytes().first() == b.as_bytes().first(), a.as_bytes().last() == b.as_bytes().last());
    if !(first || last) || a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let differing: Vec<(&str, &str)> = a.split(' ').zip(b.split(' ')).filter(|(x, y)| x != y).collect();
    let [(x, y)] = differing[..] else { return false };
    let kept = a_cased.split(' ').zip(b_cased.split(' ')).filter(|(p, q)| p == q).count();
    let ends = x.chars().next() == y.chars().next() && x.chars().next_back() == y.chars().next_back();
    a.split(' ').count() == b.split(' ').count() && kept > 0 && (one_edit(x, y) && x.len() > 2 || ends && x.len().abs_diff(y.len()) == 1)
}

/// Two forms in one sentence are two names.
fn together(view: View, a: &Form, b: &Form) -> bool {
    let start = |(block, span): (usize, Span)| view.claims.sentence_start(view.document, block, span.start);
    a.places.iter().any(|&p| b.places.iter().any(|&q| p.0 == q.0 && start(p) == start(q)))
}

fn flag(view: View, rare: Spelled, main: Spelled, level: Severity, out: &mut Vec<Relation>) {
    let Some(((_, at), others)) = rare.1.places.split_first() else { return };
    let places = others.iter().chain(&main.1.places).map(|p| p.1).collect();
    let clear = main.1.places.len() >= MAJORITY * rare.1.places.len();
    let slip = Relation::flag(&view.rule.name, *at, places, level)
        .detail("other", main.0)
        .detail("few", rare.1.places.len().to_string())
        .detail("many", main.1.places.len().to_string());
    out.push(match (level == Severity::Warning, clear) {
        (true, true) => slip.replace(main.0),
        (false, true) => slip.variant("near"),
        _ => slip.variant("two"),
    });
}
