//! One office-holder under two names: `Nguyễn Văn Hùng, Chủ tịch UBND xã` here, `Nguyễn Văn Hưng, Chủ tịch UBND xã` there.

use crate::claims::names::{bare, one_edit};
use crate::phrases::{is_capital, is_small};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashMap;

/// Syllables of a name, fewest and most.
const NAME: [usize; 2] = [3, 4];
/// How many words of the office are compared.
const OFFICE: usize = 4;

/// A name with its office.
struct Person {
    name: Span,
    last: usize,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let list = &view.claims.words.list;
    let mut known: FxHashMap<Vec<u32>, Person> = FxHashMap::default();
    let mut at = 0;
    while at < list.len() {
        if !view.claims.words.has_capital(at) {
            at += 1;
            continue;
        }
        let len = run(view, at);
        if !(NAME[0]..=NAME[1]).contains(&len) {
            at += len.max(1);
            continue;
        }
        let (last, office) = (at + len - 1, at + len..at + len + OFFICE);
        let name = list[at].span().join(list[last].span());
        at += len;
        let Some(words) = list.get(office.clone()).filter(|_| is_office(view, last, office.start)) else { continue };
        let key: Vec<u32> = list[last + 1 - len..last].iter().chain(words).map(|w| w.id()).collect();
        let Some(other) = known.get(&key) else {
            known.insert(key, Person { name, last });
            continue;
        };
        let low = |i: usize| view.document.folded(list[i].span());
        let (a, b) = (low(other.last), low(last));
        // Another letter or mark is one person mistyped; another name is who held the office before.
        let near = a != b && (bare(a) == bare(b) || one_edit(a, b) && a.len() > 2);
        if near && other.name.end < name.start {
            let slip = Relation::flag(&view.rule.name, name, vec![other.name], Severity::Warning).variant("person");
            out.push(slip.detail("other", view.document.words(other.name)));
        }
    }
}

/// How many words with one capital each follow each other from here.
fn run(view: View, at: usize) -> usize {
    let list = &view.claims.words.list;
    let text = view.document.text();
    let capital = |i: usize| {
        if !view.claims.words.has_capital(i) {
            return false;
        }
        let mut letters = view.document.words(list[i].span()).chars();
        letters.next().is_some_and(is_capital) && letters.all(is_small)
    };
    if !capital(at) {
        return 0;
    }
    let next = |i: usize| i + 1 < list.len() && text.get(list[i].span().end..list[i + 1].span().start) == Some(" ") && capital(i + 1);
    1 + (at..).take_while(|&i| next(i)).take(NAME[1] + 1).count()
}

/// A comma, a dash or a bracket, and then the words of an office.
fn is_office(view: View, last: usize, first: usize) -> bool {
    let list = &view.claims.words.list;
    let (Some(name), Some(office)) = (list.get(last), list.get(first)) else { return false };
    let gap = view.document.text().get(name.span().end..office.span().start).unwrap_or("");
    let ahead = view.document.folded(Span::new(office.span().start, list.get(first + 1).map_or(office.span().end, |w| w.span().end)));
    matches!(gap.trim(), "," | "-" | "–" | "(") && view.rule.cues("offices").iter().any(|o| ahead.starts_with(o.as_str()))
}
