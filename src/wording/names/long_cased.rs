//! Long names with other capitals than the report mostly gives them: `Trung tâm phục vụ hành chính công` among `Trung tâm Phục vụ hành chính công`.
//!
//! Only what an office issues is held to it: letters and reports follow the rules for capitals (Nghị định 30/2020/NĐ-CP, Annex II), the press has its own.

use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Words that two places must share.
const WINDOW: usize = 4;
/// How often the usual form must stand, and how many times as often as the other one.
const LEAST: usize = 3;
const TIMES: usize = 3;
/// Capitals of the usual form: with one alone it need not be a name.
const CAPITALS: usize = 2;
/// How many blocks hold the head of a report.
const FRONT: usize = 20;
/// How many places are named.
const NAMED: usize = 20;

/// Which of the words have a capital.
type Capitals = [bool; WINDOW];

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    if !is_issued(view) {
        return;
    }
    let mut flagged: Vec<Span> = out.iter().map(|r| r.stated.span).collect();
    for (few, usual) in unusual(view) {
        let Some(at) = few.iter().copied().find(|&at| !flagged.iter().any(|f| f.overlaps(whole(view, at)))) else { continue };
        let (here, there) = (named(view, at, usual[0]), named(view, usual[0], at));
        flagged.push(whole(view, at));
        let others = few.iter().filter(|&&other| other != at).chain(&usual).map(|&other| whole(view, other)).take(NAMED).collect();
        let slip = Relation::flag(&view.rule.name, here, others, Severity::Note).variant("cased");
        let right = view.document.words(there).to_owned();
        let slip = slip.detail("other", right.clone()).detail("few", few.len().to_string()).detail("many", usual.len().to_string());
        out.push(slip.replace(right));
    }
}

/// The national title stands at the head of what an office issues.
fn is_issued(view: View) -> bool {
    let end = view.document.blocks.iter().take(FRONT).next_back().map_or(0, |block| block.span.end);
    view.rule.cues("letterhead").iter().any(|title| view.document.folded(Span::new(0, end)).contains(title.as_str()))
}

/// Names whose capitals are unusual: where they stand, and where the usual form stands.
fn unusual(view: View) -> Vec<(Vec<usize>, Vec<usize>)> {
    let words = &view.claims.words;
    let mut names: FxHashMap<[u32; WINDOW], BTreeMap<Capitals, Vec<usize>>> = FxHashMap::default();
    for at in (0..words.list.len()).filter(|&at| words.has_capital(at) && is_wording(view, at)) {
        let Some(ids) = words.list.get(at..at + WINDOW).map(|run| std::array::from_fn(|i| run[i].id())) else { break };
        names.entry(ids).or_default().entry(std::array::from_fn(|i| words.has_capital(at + i))).or_default().push(at);
    }
    let mut out: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for forms in names.into_values().filter(|forms| forms.len() > 1) {
        let Some((usual, many)) = forms.iter().max_by_key(|(_, places)| places.len()) else { continue };
        if usual.iter().filter(|capital| **capital).count() < CAPITALS {
            continue;
        }
        let is_unusual = |(form, few): &(&Capitals, &Vec<usize>)| many.len() >= LEAST.max(few.len() * TIMES) && !is_rank(view, few[0], form, usual);
        out.extend(forms.iter().filter(is_unusual).map(|(_, few)| (few.clone(), many.clone())));
    }
    out.sort_unstable();
    out
}

/// Words that nothing but blanks part, none of them an abbreviation.
fn is_wording(view: View, at: usize) -> bool {
    let words = &view.claims.words;
    let small = |word: Span| view.document.words(word).chars().enumerate().all(|(i, c)| is_letter(c) && (i == 0 || c.is_lowercase()));
    words.list.get(at..at + WINDOW).is_some_and(|run| run.iter().all(|w| small(w.span()))) && (at..at + WINDOW - 1).all(|at| words.is_joined(at))
}

/// `Phó chủ tịch`, `Phó Chủ tịch`: ranks are written both ways.
fn is_rank(view: View, at: usize, form: &Capitals, usual: &Capitals) -> bool {
    let differs = (0..WINDOW).find(|&i| form[i] != usual[i]).unwrap_or(0);
    let before = (at + differs).checked_sub(1).and_then(|i| view.claims.words.list.get(i)).map_or("", |w| view.document.folded(w.span()));
    view.rule.cues("rank").iter().any(|rank| rank == before)
}

fn whole(view: View, at: usize) -> Span {
    let list = &view.claims.words.list;
    list[at].span().join(list[at + WINDOW - 1].span())
}

/// The name up to the last word that differs, and the one that makes a word with it.
fn named(view: View, at: usize, other: usize) -> Span {
    let words = &view.claims.words;
    let last = (0..WINDOW).rev().find(|&i| words.has_capital(at + i) != words.has_capital(other + i)).unwrap_or(WINDOW - 1);
    let last = if words.are_word(at + last) { last + 1 } else { last };
    words.list[at].span().join(words.list[at + last].span())
}
