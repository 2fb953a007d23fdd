//! Long names of bodies whose words have changed places: `Cục Đo đạc và Bản đồ` against `Cục Đo đạc Bản đồ và`.

use crate::claims::words::Word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Most words of a name that are compared, the classifier included.
const WINDOW: usize = 14;
/// Words at the start that must be the same.
const HEAD: usize = 3;
/// Most words that may have changed places.
const MOVED: usize = 5;
/// How many earlier forms one is held against: keeps the work linear.
const EARLIER: usize = 64;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let classifiers = view.claims.words.any_of(view.rule.cues("body"));
    let mut known: BTreeMap<Vec<u32>, Vec<&[Word]>> = BTreeMap::new();
    for block in 0..view.document.blocks.len() {
        let words = view.claims.words.of_block(block);
        for at in (0..words.len()).filter(|&at| classifiers.holds(words[at].id() as usize) && is_capital(view, &words[at])) {
            let name = &words[at..words.len().min(at + WINDOW)];
            if let Some(head) = name.get(..HEAD) {
                known.entry(head.iter().map(|w| w.id()).collect()).or_default().push(name);
            }
        }
    }
    for forms in known.values() {
        check(view, forms, out);
    }
}

fn is_capital(view: View, word: &Word) -> bool {
    view.document.words(word.span()).starts_with(char::is_uppercase)
}

/// The rarer order of words against the more frequent one; one finding a pair of orders.
fn check(view: View, forms: &[&[Word]], out: &mut Vec<Relation>) {
    let distinct = distinct(forms);
    for (at, a) in distinct.iter().enumerate() {
        let before = &distinct[at.saturating_sub(EARLIER)..at];
        let Some((b, len)) = before.iter().find_map(|b| moved(view, a, b).map(|len| (b, len))) else { continue };
        let like = |name: &[Word]| forms.iter().filter(|f| same(f, name, len)).count();
        let seen = distinct[..at].iter().any(|f| same(f, a, len));
        let (rare, main) = if like(a) <= like(b) { (a, b) } else { (b, a) };
        if !seen {
            let span = |name: &[Word]| name[0].span().join(name[len - 1].span());
            let others: Vec<Span> = forms.iter().filter(|f| same(f, main, len)).map(|f| span(f)).collect();
            let slip = Relation::flag(&view.rule.name, span(rare), others, Severity::Warning).variant("body");
            out.push(slip.detail("other", view.document.words(span(main))));
        }
    }
}

/// The forms without those that are the same word for word, in order.
fn distinct<'w>(forms: &[&'w [Word]]) -> Vec<&'w [Word]> {
    let mut seen = FxHashSet::default();
    forms.iter().copied().filter(|form| seen.insert(form.iter().map(|w| w.id()).collect::<Vec<_>>())).collect()
}

fn same(a: &[Word], b: &[Word], len: usize) -> bool {
    a.len() >= len && b.len() >= len && a.iter().zip(b).take(len).all(|(x, y)| x.id() == y.id())
}

/// The words up to the first sign.
fn to_sign<'w>(view: View, name: &'w [Word]) -> &'w [Word] {
    let joined = |pair: &[Word]| Span::new(pair[0].span().end, pair[1].span().start).of(view.document.text()).trim().is_empty();
    &name[..name.windows(2).position(|pair| !joined(pair)).map_or(name.len(), |at| at + 1)]
}

/// How many words two names share when some of them stand in another order; `None` where they are the same, or different names.
fn moved(view: View, a: &[Word], b: &[Word]) -> Option<usize> {
    // `Ban A, Ban B và Ban C`: a sign ends a name, what follows is the next one.
    let (a, b) = (to_sign(view, a), to_sign(view, b));
    let differ = a.iter().zip(b).position(|(x, y)| x.id() != y.id())?;
    let most = a.len().min(b.len()).min(differ + MOVED);
    let sorted = |name: &[Word], end: usize| {
        let mut hashes: Vec<u32> = name[differ..end].iter().map(|w| w.id()).collect();
        hashes.sort_unstable();
        hashes
    };
    let end = (differ + 2..=most).find(|&end| sorted(a, end) == sorted(b, end))?;
    // A small word has moved: `và` before the wrong half. Names of people and firms are turned round for good.
    let small = a[differ..end].iter().any(|w| view.lexicon.stop.contains(view.document.folded(w.span())));
    // Names go on alike behind the moved words for at least one word.
    let after = a[end..].iter().zip(&b[end..]).take_while(|(x, y)| x.id() == y.id()).count();
    (small && (after > 0 || differ > HEAD)).then_some(end + after)
}
