//! A word that comes again behind the next one: `kịp thời kịp các`; a phrase or a word turned round that says the same again.

use crate::claims::words::Word;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::view::View;

/// Words of a phrase that comes again, and most words between.
const PHRASE: usize = 3;
const BETWEEN: usize = 2;
/// So many places of a word say the same as all of them.
const PLACES: usize = 64;

/// `kịp thời kịp các vướng mắc`: the first syllable of a word again behind it, where it begins nothing.
pub(super) fn again(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let Some([first, middle, last, next]) = words.get(at..at + 4) else { return };
    if first.id() != last.id() || first.id() == middle.id() {
        return;
    }
    let low = |w: &Word| view.document.folded(w.span());
    let span = first.span().join(next.span());
    // A figure behind it begins nothing either: `xử phạt xử 12 trường hợp`.
    let plain = view.document.words(span).chars().all(|c| c == ' ' || c.is_lowercase() || c.is_ascii_digit()) && low(last).chars().all(is_letter);
    let lexicon = view.lexicon;
    let (a, b, c) = (low(first), low(middle), low(next));
    let before = at.checked_sub(1).and_then(|i| words.get(i)).map_or("", low);
    let function = |w: &str| lexicon.stop.contains(w) || lexicon.verbs.contains(w) || lexicon.lists("stands_alone", w);
    // A new word begins behind it: the list of words has not all of them, and `cơ khí` may be one.
    let begins = words.get(at + 4).is_some_and(|d| lexicon.is_word(c, low(d))) || lexicon.stop.contains(c);
    // `đến` and the like come again by right; a syllable that is a word alone may begin the next phrase.
    let alone = function(a) || lexicon.lists("never_doubled", a);
    if begins
        && plain
        && !alone
        && lexicon.is_word(a, b)
        && !lexicon.is_word(b, a)
        && !lexicon.is_word(a, c)
        && !lexicon.is_word(before, a)
        && is_bound(view, first)
    {
        let span = first.span().join(last.span());
        let once = view.document.words(first.span().join(middle.span())).to_owned();
        let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("again");
        out.push(slip.detail("once", view.document.words(last.span())).replace(once));
    }
}

/// Everywhere else in the report the syllable stands inside a word, never alone.
fn is_bound(view: View, word: &Word) -> bool {
    let list = &view.claims.words.list;
    let low = |at: usize| list.get(at).map_or("", |w| view.document.folded(w.span()));
    let inside = |at: usize| view.lexicon.is_word(low(at), low(at + 1)) || at > 0 && view.lexicon.is_word(low(at - 1), low(at));
    view.claims.words.places(word.id()).take(PLACES).filter(|&at| !inside(at)).take(2).count() <= 1
}

/// `trên địa bàn tỉnh trên địa bàn`: three words again behind one or two others, with no sign between them. The caller sees to
/// it that a preposition opens them: other words come again in their own phrases (`hộ kinh doanh của hộ kinh doanh`).
pub(super) fn phrase_again(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let run = |from: usize, len: usize| words.get(from..from + len);
    let Some(first) = run(at, PHRASE) else { return };
    for between in 1..=BETWEEN {
        let Some(second) = run(at + PHRASE + between, PHRASE) else { return };
        if !first.iter().zip(second).all(|(a, b)| a.id() == b.id()) {
            continue;
        }
        let span = first[0].span().join(second[PHRASE - 1].span());
        let plain = view.document.words(span).chars().all(|c| c == ' ' || c.is_lowercase());
        let goes_on = words.get(at + 2 * PHRASE + between).is_some_and(|w| w.id() == words[at + PHRASE].id());
        let small = words[at + PHRASE..at + PHRASE + between].iter().any(|w| view.lexicon.stop.contains(view.document.folded(w.span())));
        if plain && !goes_on && !small && first[0].id() != first[1].id() && first[1].id() != first[2].id() {
            let once = view.document.words(second[0].span().join(second[PHRASE - 1].span())).to_owned();
            out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("again").detail("once", once));
        }
        return;
    }
}

/// `được quan tâm được quan chỉ đạo`: two words again, the second of which is half a word there.
pub(super) fn broken_again(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let Some([a, b, c, d, e, next]) = words.get(at..at + 6) else { return };
    if a.id() != d.id() || b.id() != e.id() || a.id() == b.id() || c.id() == a.id() {
        return;
    }
    let low = |w: &Word| view.document.folded(w.span());
    let plain = view.document.words(a.span().join(next.span())).chars().all(|c| c == ' ' || c.is_lowercase() || c.is_ascii_digit());
    let lexicon = view.lexicon;
    let half = lexicon.is_word(low(b), low(c)) && !lexicon.is_word(low(a), low(b)) && !lexicon.is_word(low(e), low(next)) && !lexicon.is_word(low(c), low(d));
    if plain && half {
        let once = view.document.words(d.span().join(e.span())).to_owned();
        out.push(Relation::flag(&view.rule.name, a.span().join(e.span()), Vec::new(), Severity::Warning).variant("again").detail("once", once));
    }
}

/// `bảo đảm đảm bảo`: a word and the same word turned round.
pub(super) fn turned(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let Some([a, b, c, d]) = words.get(at..at + 4) else { return };
    let span = a.span().join(d.span());
    if a.id() != d.id() || b.id() != c.id() || a.id() == b.id() || !view.document.words(span).chars().all(|c| c == ' ' || c.is_lowercase()) {
        return;
    }
    let low = |w: &Word| view.document.folded(w.span());
    if view.lexicon.is_word(low(a), low(b)) && view.lexicon.is_word(low(b), low(a)) {
        let once = view.document.words(a.span().join(b.span())).to_owned();
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("turned").detail("once", once.clone()).replace(once));
    }
}
