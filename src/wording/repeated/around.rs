//! A word that comes again behind the next one: `kịp thời kịp các`, and a list that names one thing twice.

use crate::claims::words::Word;
use crate::document::Block;
use crate::phrases::is_capital;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest names of a list.
const LIST: usize = 4;
/// So many places of a word say the same as all of them.
const PLACES: usize = 64;
/// Longest list that is looked at.
const LONGEST: usize = 200;
/// Most words of a name in it.
const NAME: usize = 6;

/// `kịp thời kịp các vướng mắc`: the first syllable of a word again behind it, where it begins nothing.
pub(super) fn again(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let Some([first, middle, last, next]) = words.get(at..at + 4) else { return };
    if first.id() != last.id() || first.id() == middle.id() {
        return;
    }
    let low = |w: &Word| view.document.folded(w.span());
    let span = first.span().join(next.span());
    let plain = view.document.words(span).chars().all(|c| c == ' ' || c.is_lowercase());
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

/// `Sở Tài chính, Sở Nội vụ, Sở Xây dựng, Sở Tài chính`.
pub(super) fn listed(view: View, block: &Block, out: &mut Vec<Relation>) {
    let text = view.document.words(block.span);
    if memchr::memchr_iter(b',', text.as_bytes()).count() + 1 < LIST {
        return;
    }
    let mut run: Vec<Span> = Vec::new();
    for item in items(view, block.span) {
        let Some(name) = item else {
            run.clear();
            continue;
        };
        let low = view.document.folded(name);
        let same = run.iter().enumerate().find(|&(at, &other)| is_same(view.document.folded(other), low, at == 0, view)).map(|(_, other)| other);
        if let Some(&other) = same.filter(|_| run.len() + 1 >= LIST) {
            let slip = Relation::flag(&view.rule.name, name, vec![other], Severity::Warning).variant("listed");
            out.push(slip);
            return;
        }
        if run.len() < LONGEST {
            run.push(name);
        }
    }
}

/// The same name: the first one may end a sentence of its own, the last one may go on (`Tân Lập và Mường Toong`).
fn is_same(earlier: &str, later: &str, opens: bool, view: View) -> bool {
    let behind = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    let joined = view.rule.cues("joins").iter().any(|w| later.strip_prefix(earlier).is_some_and(|rest| rest.starts_with(w.as_str())));
    earlier == later || joined || opens && later.split(' ').count() > 1 && behind(earlier, later)
}

/// The names between commas; `None` where something else stands, which ends the list.
fn items<'a>(view: View<'a>, span: Span) -> impl Iterator<Item = Option<Span>> + 'a {
    let text = view.document.words(span);
    let mut start = 0;
    let is_cut = |b: u8| matches!(b, b',' | b';' | b'.' | b':' | b'(' | b')' | b'\n' | b'|' | b'\t' | b'/' | b'"' | 0xe2);
    // Of the signs with this first byte the curved quotation marks end a name.
    let quote = move |at: usize| text[at..].starts_with(['“', '”']);
    let mut from = 0;
    let signs = std::iter::from_fn(move || {
        let at = from + text.as_bytes()[from..].iter().position(|sign| is_cut(*sign))?;
        from = at + 1;
        Some((at, text.as_bytes()[at]))
    });
    let cuts = signs.filter(move |&(at, sign)| sign != 0xe2 || quote(at)).map(|(at, sign)| (at, at + if sign == 0xe2 { 3 } else { 1 }, sign));
    cuts.chain(std::iter::once((text.len(), text.len(), b'.'))).flat_map(move |(end, next, sign)| {
        let piece = text.get(start..end).unwrap_or("");
        let first = span.start + start + piece.len() - piece.trim_start().len();
        start = next;
        let name = piece.trim();
        let is_name = name.starts_with(is_capital) && (2..=NAME).contains(&name.split_whitespace().count()) && !name.bytes().any(|b| b.is_ascii_digit());
        // The names stand between commas only; any other sign ends the list behind the piece.
        let ended = (sign != b',').then_some(None);
        std::iter::once(is_name.then_some(Span::new(first, first + name.len()))).chain(ended)
    })
}
