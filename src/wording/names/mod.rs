//! `names`: one place, body, product or word under two spellings.

mod abbreviations;
mod bodies;
mod cased;
mod known;
mod long_cased;
mod lost;
mod misspelt;
mod numbered;
mod orphans;
mod persons;
mod places;
mod rows;
mod run_on;
mod stems;
mod syllables;
mod terms;

use crate::claims::names::read;
use crate::relations::Relation;
use crate::source::Span;
use crate::view::{soften_typing, View};
use unicode_normalization::UnicodeNormalization;

/// Flags places and words spelled in two ways and bodies whose words change places.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    known::propose(view, out);
    let names = read(view.document, view.claims, view.rule.cues("place"));
    places::propose(view, &names, out);
    numbered::propose(view, out);
    bodies::propose(view, out);
    persons::propose(view, out);
    rows::propose(view, out);
    cased::propose(view, &names, out);
    long_cased::propose(view, out);
    let typed = out.len();
    syllables::propose(view, out);
    abbreviations::propose(view, out);
    lost::propose(view, out);
    stems::propose(view, out);
    terms::propose(view, out);
    run_on::propose(view, out);
    let named = out.iter().map(|r| r.stated.span).collect::<Vec<_>>();
    let mut words = Vec::new();
    misspelt::propose(view, &mut words);
    // One slip, one finding: a name that is already held against its other form.
    out.extend(words.into_iter().filter(|w| !named.iter().any(|n| n.overlaps(w.stated.span))));
    let named = out.iter().map(|r| r.stated.span).collect::<Vec<_>>();
    let mut words = Vec::new();
    orphans::propose(view, &mut words);
    out.extend(words.into_iter().filter(|w| !named.iter().any(|n| n.overlaps(w.stated.span))));
    soften_typing(view, &mut out[typed..]);
}

/// No sign of the file stands inside a word (`dân**b**`); letters of the file may be decomposed.
fn is_whole(view: View, word: Span) -> bool {
    let written = view.document.origin(word).len();
    written == word.len() || written == view.document.words(word).nfd().map(char::len_utf8).sum::<usize>()
}

/// `hằng tuần`, `hàng tuần`: two spellings that are both right.
fn are_variants(view: View, a: &str, b: &str) -> bool {
    view.rule.cues("variants").iter().filter_map(|pair| pair.split_once(' ')).any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
}

/// A word with the capitals of the one that it stands for.
fn cased_as(written: &str, right: &str) -> String {
    let capital = written.starts_with(char::is_uppercase);
    let all = capital && written.chars().count() > 1 && written.chars().all(char::is_uppercase);
    let mut letters = right.chars();
    match letters.next() {
        _ if all => right.to_uppercase(),
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => right.to_owned(),
    }
}
