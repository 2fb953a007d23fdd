//! Two lists of names that say the same thing of nearly the same names: `Loại khỏi danh mục 04 điểm mỏ (A, B, C, D)` and `Các điểm mỏ A, B, C và E bị loại khỏi danh mục`.
//!
//! A shorter list may be a part of the longer one; lists of which each has a name that the other lacks contradict each other.

use super::View;
use crate::claims::names::spelling;
use crate::claims::owners::{names, Named};
use crate::claims::{labels, ClaimId};
use crate::lexicon::{split_words, PartsCue};
use crate::phrases::is_year;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Names that both lists share, at least, and names that each has for itself, at most.
const SHARED: usize = 3;
const OWN: usize = 1;
/// Bytes between two names of a list, at most.
const GAP: usize = 24;
/// Telling words that both sentences share, at least, and how many that are in percent of the shorter one.
const TELLING: usize = 5;
const ALIKE: usize = 60;
/// Lists that are held against one list.
const EARLIER: usize = 8;

/// A list of names with what its sentence says of them.
struct List {
    block: usize,
    items: Vec<(String, Span)>,
    says: Vec<String>,
    years: Vec<String>,
    /// It is a plan, or takes the listed things out of something.
    planned: bool,
    removed: bool,
    /// The number of the listed things, if the sentence tells it.
    count: Option<Span>,
}

/// Proposes the name that one of two lists lacks.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut lists: Vec<List> = Vec::new();
    let mut holding: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for list in (0..view.document.blocks.len()).flat_map(|b| read(view, b)) {
        let mut earlier: Vec<usize> = list.items.iter().flat_map(|i| holding.get(&i.0).into_iter().flatten().rev().take(EARLIER)).copied().collect();
        earlier.sort_unstable();
        earlier.dedup();
        for other in earlier.iter().rev().take(EARLIER).map(|&at| &lists[at]) {
            out.extend(contradiction(view, other, &list));
        }
        list.items.iter().for_each(|i| holding.entry(i.0.clone()).or_default().push(lists.len()));
        lists.push(list);
    }
}

/// The closed lists of a block.
fn read(view: View, block: usize) -> Vec<List> {
    let names = names(view.document, view.claims, block);
    let mut out = Vec::new();
    let mut run: Vec<Named> = Vec::new();
    for name in names {
        if run.last().is_some_and(|last| !adjoins(view, last.span, name.span)) {
            out.extend(list(view, block, &run));
            run.clear();
        }
        run.push(name);
    }
    out.extend(list(view, block, &run));
    out
}

/// Only a comma, `và` or the figure of the name before stands between two names.
fn adjoins(view: View, a: Span, b: Span) -> bool {
    let between = Span::new(a.end, b.start);
    let text = view.document.folded(between);
    let parted = text.contains([',', ';']) || split_words(text).any(|w| view.lexicon.lists("list_and", w));
    let words = split_words(text).filter(|w| !view.lexicon.lists("list_and", w) && !w.starts_with(|c: char| c.is_ascii_digit()));
    between.len() <= GAP && parted && words.count() < 2
}

fn list(view: View, block: usize, run: &[Named]) -> Option<List> {
    let (first, last) = (run.first()?.span, run.last()?.span);
    if run.len() <= SHARED {
        return None;
    }
    let start = view.claims.sentence_start(view.document, block, first.start);
    let end = view.claims.sentence_end(view.document, block, last.end);
    // What some of them are like, no list of all.
    let open = view.claims.cues_in(Span::new(start, first.start)).any(|c| c.kind == PartsCue::OpenList);
    let stop = view.claims.breaks_in(Span::new(last.end, end)).next().map_or(end, |b| b.at);
    let removed = view.claims.cues_in(Span::new(start, end)).any(|c| c.kind == PartsCue::Deduct);
    let around = format!("{} {}", view.document.folded(Span::new(start, first.start)), view.document.folded(Span::new(last.end, stop)));
    let count = |id: ClaimId| Some(view.claims.list[id].span).filter(|s| view.document.words(*s).parse() == Ok(run.len()));
    (!open).then(|| List {
        block,
        items: run.iter().map(|n| (spelling(view.document.words(n.span)), n.span)).collect(),
        says: labels::words(&around, view.lexicon),
        planned: view.rule.cues("plan").iter().any(|cue| around.contains(cue.as_str())),
        removed,
        years: split_words(&around).filter(|w| is_year(w)).map(str::to_owned).collect(),
        count: view.claims.inside(Span::new(start, first.start)).find_map(count),
    })
}

fn contradiction(view: View, a: &List, b: &List) -> Option<Relation> {
    let own = |x: &List, y: &List| x.items.iter().filter(|i| !y.items.iter().any(|o| o.0 == i.0)).map(|i| i.1).collect::<Vec<Span>>();
    let (only_a, only_b) = (own(a, b), own(b, a));
    let shared = a.items.len() - only_a.len();
    let one_each = [&only_a, &only_b].iter().all(|o| (1..=OWN).contains(&o.len()));
    let words = a.says.iter().filter(|w| b.says.contains(w)).count();
    let same = words >= TELLING && labels::overlap(&a.says, &b.says) >= ALIKE;
    let other_time = !a.years.is_empty() && !b.years.is_empty() && a.years != b.years;
    if a.block == b.block || shared < SHARED || !one_each || !same || other_time || a.planned != b.planned {
        return None;
    }
    let (missing, instead) = (*only_b.first()?, *only_a.first()?);
    let mut places = vec![instead];
    places.extend(a.count.or(b.count));
    // What was struck off a plan was struck off once; other things can be true of two nearly equal sets.
    let level = if a.removed && b.removed { Severity::Warning } else { Severity::Note };
    let found = Relation::flag(&view.rule.name, missing, places, level).variant("rivals");
    Some(found.detail("instead", view.document.words(instead)))
}
