//! A word that comes again behind the next one: `kịp thời kịp các`, and a list that names one thing twice.

use crate::claims::words::Word;
use crate::document::Block;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest names of a list.
const LIST: usize = 4;
/// Words of a phrase that comes again, and most words between.
const PHRASE: usize = 3;
const BETWEEN: usize = 2;
/// Fewest items between semicolons, and most words of one.
const ITEMS: usize = 3;
const ITEM: usize = 30;
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

/// `trên địa bàn tỉnh trên địa bàn`: three words again behind one or two others, with no sign between them.
pub(super) fn phrase_again(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let run = |from: usize, len: usize| words.get(from..from + len);
    // A preposition opens what is said twice: other words come again in their own phrases (`hộ kinh doanh của hộ kinh doanh`).
    let Some(first) = run(at, PHRASE).filter(|f| !view.lexicon.syllables.is_empty() && view.rule.cues("opens").iter().any(|w| w == view.document.folded(f[0].span()))) else { return };
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

/// `rà soát thủ tục; kiểm tra công vụ; rà soát thủ tục`: one item of a sentence that stands there twice, word for word.
pub(super) fn items_twice(view: View, block: &Block, out: &mut Vec<Relation>) {
    let text = view.document.folded(block.span);
    for (sign, least, words) in [(';', ITEMS, 3..=ITEM), (',', LIST, 2..=NAME)] {
        if text.bytes().filter(|b| char::from(*b) == sign).count() + 1 < least {
            continue;
        }
        let mut run: Vec<(&str, Span)> = Vec::new();
        let mut start = 0;
        let cuts = text.char_indices().filter(|(_, c)| matches!(c, ';' | '.' | ':' | '(' | ')' | '\n' | '|' | '\t' | '"' | '“' | '”') || *c == sign);
        for (end, next, cut) in cuts.map(|(at, c)| (at, at + c.len_utf8(), c)).chain(std::iter::once((text.len(), text.len(), '.'))) {
            let piece = text.get(start..end).unwrap_or("");
            let lead = piece.len() - piece.trim_start().len();
            let span = Span::new(block.span.start + start + lead, block.span.start + start + lead + piece.trim().len());
            start = next;
            let count = piece.split_whitespace().count();
            let plain = !piece.bytes().any(|b| b.is_ascii_digit()) && words.contains(&count) && !view.document.words(span).starts_with(char::is_uppercase);
            let same = run.iter().position(|(known, _)| *known == piece.trim());
            // `nặng nhọc, độc hại, nguy hiểm và đặc biệt nặng nhọc, độc hại, nguy hiểm`: what follows comes again too.
            let follows = |after: &str| {
                let next = text.get(next..).unwrap_or("").trim_start();
                let word = next.split(' ').next().unwrap_or("").trim_end_matches([',', ';', '.']);
                !word.is_empty() && after.split(' ').next() == Some(word)
            };
            let parallel = same.is_some_and(|at| run.get(at + 1).is_some_and(|after| follows(after.0)));
            if let Some(other) = same.and_then(|at| run.get(at)).map(|r| r.1).filter(|_| plain && !parallel && run.len() + 1 >= least) {
                out.push(Relation::flag(&view.rule.name, span, vec![other], Severity::Warning).variant("listed"));
                return;
            }
            if plain {
                run.push((piece.trim(), span));
            } else {
                run.clear();
            }
            if cut != sign || run.len() > LONGEST {
                run.clear();
            }
        }
    }
}

/// `Sở Tài chính, Sở Nội vụ, Sở Xây dựng, Sở Tài chính`.
pub(super) fn listed(view: View, block: &Block, out: &mut Vec<Relation>) {
    let text = view.document.words(block.span);
    if text.bytes().filter(|b| *b == b',').count() + 1 < LIST {
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
    let is_cut = |c: char| matches!(c, ',' | ';' | '.' | ':' | '(' | ')' | '\n' | '|' | '\t' | '/' | '"' | '“' | '”');
    let cuts = text.char_indices().filter(move |(_, sign)| is_cut(*sign)).map(|(at, sign)| (at, at + sign.len_utf8(), sign));
    cuts.chain(std::iter::once((text.len(), text.len(), '.'))).flat_map(move |(end, next, sign)| {
        let piece = text.get(start..end).unwrap_or("");
        let lead = piece.len() - piece.trim_start().len();
        let name = Span::new(span.start + start + lead, span.start + start + lead + piece.trim().len());
        start = next;
        let capital = piece.trim_start().starts_with(char::is_uppercase);
        let is_name = capital && (2..=NAME).contains(&piece.split_whitespace().count()) && !piece.bytes().any(|b| b.is_ascii_digit());
        // The names stand between commas only; any other sign ends the list behind the piece.
        let ended = (sign != ',').then_some(None);
        std::iter::once(is_name.then_some(name)).chain(ended)
    })
}
