//! A superlative that only names its thing, the figures standing before it: `thôn A 12 hộ, thôn B 19 hộ, thôn C 8 hộ; nhiều nhất là thôn B`.

use crate::claims::changes::{next_sentence, placed_words};
use crate::claims::{labels, BreakKind, Claim, ClaimId, Pair};
use crate::document::BlockId;
use crate::lexicon::{split_words, PartsCue};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::shapes::View;
use crate::source::Span;

/// Fewest other values that make a list.
const FEWEST: usize = 2;
/// Words between the head of a superlative and its end (`nhiều hồ sơ nhất là`).
const APART: usize = 2;

/// A superlative with the name behind it.
struct Named {
    at: usize,
    least: bool,
    /// It begins its clause, so that it speaks of the figures before it.
    free: bool,
    name: Span,
}

/// Proposes the figure of the named thing against the others of its list.
pub(super) fn propose(view: View, block: BlockId, out: &mut Vec<Relation>) {
    for named in read(view, block) {
        let wanted = labels::words(view.document.folded(named.name), view.lexicon);
        let before = view.claims.of_block(block).filter(|&id| view.claims.list[id].full.end <= named.at);
        let near = |id: &ClaimId| near(view, named.at, &view.claims.list[*id]) && called(view, &view.claims.list[*id], &wanted);
        let found: Vec<ClaimId> = before.filter(near).collect();
        // Several series of one list: the first is what the list is about.
        let Some(&id) = found.first().filter(|_| !wanted.is_empty()) else { continue };
        let others = others(view, block, id);
        if others.len() >= FEWEST {
            let siblings = others.iter().map(|&o| Term::of(o, &view.claims.list[o], TermRole::Sibling));
            let terms = siblings.chain([Term::place(named.name, TermRole::Place)]).collect();
            let relation = Relation::new(&view.rule.name, Form::Extreme, Term::of(id, &view.claims.list[id], TermRole::Stated), terms);
            let sure = if named.free { Certainty::Certain } else { Certainty::Possible };
            let relation = relation.variant(if named.least { "least-named" } else { "named" }).sure(sure).detail("name", view.document.words(named.name));
            out.push(Relation { ceiling: view.rule.severity, ..relation });
        }
    }
}

fn read(view: View, block: BlockId) -> Vec<Named> {
    let span = view.document.blocks[block].span;
    let text = view.document.folded(span);
    let words = placed_words(text);
    let phrases = view.rule.phrases("ends");
    let ends = |n: usize| phrases.at(words[n..].iter().map(|w| w.1)).map(|(_, len)| len);
    let mut out = Vec::new();
    for n in 1..words.len() {
        let Some(len) = ends(n) else { continue };
        let head = (n.saturating_sub(1 + APART)..n).rev().find_map(|h| head(view, words[h].1).map(|least| (h, least)));
        let Some((head, least)) = head.filter(|(h, _)| !text[words[*h].0..words[n].0].contains([',', ';', '.', '('])) else { continue };
        let Some(first) = words.get(n + len) else { continue };
        let clause = text[..words[head].0].rsplit([',', ';', ':', '.']).next().unwrap_or("");
        let stop = text[first.0..].find([',', ';', '.', '(', ':']).map_or(text.len(), |at| first.0 + at);
        let inner = words[n + len..].iter().take_while(|w| w.0 < stop);
        let until = inner.clone().find(|w| view.rule.cues("with").iter().any(|c| c == w.1) || w.1.starts_with(|c: char| c.is_ascii_digit()));
        let end = until.map_or(stop, |w| w.0);
        let name = Span::new(span.start + first.0, span.start + first.0 + text[first.0..end.max(first.0)].trim_end().len());
        let free = split_words(clause).all(|w| view.rule.cues("openers").iter().any(|o| o == w));
        out.push(Named { at: span.start + words[head].0, least, free, name });
    }
    out
}

/// `Some(true)` for a word of the least.
fn head(view: View, word: &str) -> Option<bool> {
    let says = |kind: &str| view.rule.cues(kind).iter().any(|h| h == word);
    if says("fewest") {
        return Some(true);
    }
    says("most").then_some(false)
}

/// The figure stands in the sentence of the superlative, or in the one before it.
fn near(view: View, at: usize, claim: &Claim) -> bool {
    let start = view.claims.sentence_start(view.document, claim.block, at);
    let ended = view.claims.breaks_in(Span::new(claim.full.end, at)).filter(|b| b.kind == BreakKind::Sentence && b.paren.is_none());
    claim.span.start >= start || ended.take(2).count() == 1
}

/// The words before the figure are the name, but for a word or two.
fn called(view: View, claim: &Claim, wanted: &[String]) -> bool {
    let words = labels::words(view.document.folded(claim.label), view.lexicon);
    wanted.iter().all(|w| words.contains(w)) && words.len() <= wanted.len() + 2 && listed(view, claim)
}

fn listed(view: View, claim: &Claim) -> bool {
    let rest = split_words(view.document.folded(claim.label)).any(|w| view.rule.cues("rest").iter().any(|r| r == w));
    !rest && !claim.is_change() && !claim.is_percent() && !matches!(claim.pair, Some(Pair::Base(_)))
}

/// The figures of the same list: behind the colon or cue that opens it, of the same measure, each with a name.
fn others(view: View, block: BlockId, id: ClaimId) -> Vec<ClaimId> {
    let claim = &view.claims.list[id];
    let colon = view.claims.breaks_in(Span::new(claim.sentence, claim.label.start)).filter(|b| b.kind == BreakKind::Colon && b.paren.is_none());
    let cue = view.claims.cues_in(Span::new(claim.sentence, claim.span.start)).filter(|c| matches!(c.kind, PartsCue::Opens | PartsCue::Full));
    let from = colon.map(|b| b.at).chain(cue.map(|c| c.span.end)).max().unwrap_or(claim.sentence);
    let fits = |&o: &ClaimId| {
        let other = &view.claims.list[o];
        let named = !labels::words(view.document.folded(other.label), view.lexicon).is_empty();
        let same = other.sentence == claim.sentence && other.quantity.measure == claim.quantity.measure && other.paren == claim.paren;
        o != id && same && named && other.span.start > from && listed(view, other) && !next_sentence(view.claims, claim, other)
    };
    view.claims.of_block(block).filter(fits).collect()
}
