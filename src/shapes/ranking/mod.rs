//! The first of a ranking is the greatest (or least) of what the sentence lists: `nhiều nhất là A 9,1%, sau đó là B 7,7%`.

mod named;

use super::View;
use crate::claims::changes::{one_segment, placed_words};
use crate::claims::{kinds, Claim, ClaimId};
use crate::document::BlockId;
use crate::phrases::Phrases;
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// A superlative in the text.
struct Superlative {
    at: usize,
    least: bool,
    /// The word right before it (`giảm nhiều nhất`); empty where it begins its clause.
    what: String,
}

/// Proposes the value behind every superlative against the others of its sentence.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let (cues, ends) = (known_cues(view, &["greatest", "least"]), known_cues(view, &["ends"]));
    for block in 0..view.document.blocks.len() {
        if view.claims.of_block(block).len() < 2 {
            continue;
        }
        if may_say(view, block, &ends) {
            named::propose(view, block, out);
        }
        let found = if may_say(view, block, &cues) { superlatives(view, block) } else { Vec::new() };
        for (n, superlative) in found.iter().enumerate() {
            let next = found.get(n + 1).map_or(usize::MAX, |s| s.at);
            rank(view, block, superlative, next, &found, out);
        }
    }
}

/// The words of each cue of some kinds of which the report has all words, by their numbers.
fn known_cues(view: View, kinds: &[&str]) -> Vec<Vec<u32>> {
    let all = kinds.iter().flat_map(|kind| view.rule.cues(kind));
    all.filter_map(|cue| cue.split(' ').map(|word| view.claims.words.find(word)).collect()).collect()
}

/// All words of one of the cues stand in a block: quicker to see than to cut words.
fn may_say(view: View, block: BlockId, cues: &[Vec<u32>]) -> bool {
    let own = view.claims.words.range(block);
    cues.iter().any(|cue| cue.iter().all(|&word| view.claims.words.stands_in(word, &own)))
}

fn superlatives(view: View, block: BlockId) -> Vec<Superlative> {
    let span = view.document.blocks[block].span;
    let words = placed_words(view.document.folded(span));
    let (least, greatest) = (view.rule.phrases("least"), view.rule.phrases("greatest"));
    let says = |n: usize, phrases: &Phrases<()>| phrases.at(words[n..].iter().map(|w| w.1)).is_some();
    let at = |n: usize| span.start + words[n].0;
    (0..words.len())
        .filter_map(|n| {
            let least = says(n, least);
            (least || says(n, greatest)).then(|| Superlative { at: at(n), least, what: before(view, at(n), span.start) })
        })
        .collect()
}

/// The word before a place, if no sign stands between.
fn before(view: View, at: usize, from: usize) -> String {
    let text = view.document.folded(Span::new(from, at));
    let clause = text.rsplit([',', ';', ':', '.', '(', ')']).next().unwrap_or("");
    placed_words(clause).last().map_or(String::new(), |w| w.1.to_owned())
}

fn differ(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

fn rank(view: View, block: BlockId, superlative: &Superlative, next: usize, all: &[Superlative], out: &mut Vec<Relation>) {
    let behind: Vec<ClaimId> = view.claims.of_block(block).filter(|&id| view.claims.list[id].span.start > superlative.at).collect();
    for &id in behind.iter().take(2).filter(|&&id| view.claims.list[id].span.start < next) {
        let claim = &view.claims.list[id];
        let sentence = view.claims.sentence_start(view.document, block, superlative.at);
        if claim.span.start > view.claims.sentence_end(view.document, block, superlative.at) {
            return;
        }
        let others = others(view, block, sentence, id, superlative, all);
        if !others.is_empty() {
            // `A 0,52% và B 1,55%`: both are the least, in no order.
            let apart: Vec<ClaimId> = others.iter().copied().filter(|&o| !joined(view, id, o)).collect();
            let told = |o: &ClaimId| follows(view, claim.full.end, *o) || all.iter().any(|s| between(s.at, claim.span.start, view.claims.list[*o].span.start));
            let sure = if apart.iter().any(told) { Certainty::Certain } else { Certainty::Possible };
            if apart.len() < others.len() {
                push(view, id, others, superlative.least, Certainty::Possible, out);
            }
            if !apart.is_empty() {
                push(view, id, apart, superlative.least, sure, out);
            }
            return;
        }
    }
}

fn push(view: View, id: ClaimId, others: Vec<ClaimId>, least: bool, sure: Certainty, out: &mut Vec<Relation>) {
    let terms = others.into_iter().map(|o| Term::of(o, &view.claims.list[o], TermRole::Sibling)).collect();
    let relation = Relation::new(&view.rule.name, Form::Extreme, Term::of(id, &view.claims.list[id], TermRole::Stated), terms);
    out.push(Relation { ceiling: view.rule.severity, ..relation.variant(if least { "least" } else { "greatest" }).sure(sure) });
}

/// A place lies between two others, in either order.
fn between(at: usize, a: usize, b: usize) -> bool {
    a.min(b) < at && at < a.max(b)
}

/// The next value follows with a word of the rule that joins equals.
fn joined(view: View, id: ClaimId, other: ClaimId) -> bool {
    let label = view.document.folded(view.claims.list[other].label);
    other == id + 1 && placed_words(label).first().is_some_and(|w| view.rule.cues("joins").iter().any(|j| j == w.1))
}

/// Values of the same kind in the sentence, behind the first superlative of it.
fn others(view: View, block: BlockId, sentence: usize, id: ClaimId, superlative: &Superlative, all: &[Superlative]) -> Vec<ClaimId> {
    let claim = &view.claims.list[id];
    let first = all.iter().map(|s| s.at).find(|&at| at >= sentence).unwrap_or(superlative.at);
    let end = view.claims.sentence_end(view.document, block, superlative.at);
    let fits = |&o: &ClaimId| {
        let other = &view.claims.list[o];
        // What stands behind another superlative is ranked here only if that one is the other end of the same ranking.
        let governing = all.iter().rev().find(|s| s.at < other.span.start).filter(|s| s.at != superlative.at);
        if governing.is_some_and(|g| g.least == superlative.least || differ(&g.what, &superlative.what)) {
            return false;
        }
        let inside = o != id && other.span.start > first && other.span.start < end;
        inside
            && !other.is_change()
            && other.percent_of == claim.percent_of
            && kinds::same_kind(view.document, view.lexicon, claim, other)
            && claim.quantity.measure != Measure::Bare
            && !is_apart(view, claim, other)
    };
    view.claims.of_block(block).filter(fits).collect()
}

/// `sau đó là`, `tiếp đến`: what follows comes behind the first.
fn follows(view: View, from: usize, other: ClaimId) -> bool {
    let gap = view.document.folded(Span::new(from.min(view.claims.list[other].span.start), view.claims.list[other].span.start));
    view.rule.phrases("then").are_in(gap)
}

/// An average, a sum, or a figure of another part between semicolons is no rival, in languages that name such figures.
fn is_apart(view: View, claim: &Claim, other: &Claim) -> bool {
    let (first, second) = if claim.span.start < other.span.start { (claim, other) } else { (other, claim) };
    let says = |span: Span| view.rule.phrases("apart").are_in(view.document.folded(span));
    let parted = !one_segment(view.claims, first.full.end, second.span.start) && !view.rule.cues("apart").is_empty();
    parted || says(other.label) || says(other.tail)
}
