//! Names that are told by capitals inside them: `VneID` among many `VNeID`.

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

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
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
            let places = others.iter().chain(many).copied().collect();
            let slip = Relation::flag(&view.rule.name, *at, places, Severity::Warning).variant("cased").detail("other", *right);
            out.push(slip.detail("few", few.len().to_string()).detail("many", many.len().to_string()).replace(*right));
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
