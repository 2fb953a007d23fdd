//! Ranks: `xếp thứ 09/24, tăng 03 bậc so với năm trước (thứ 12)`. A rank that rises is a smaller number.

use super::direction;
use super::View;
use crate::claims::changes::{placed_words, Change};
use crate::claims::{Claim, ClaimId};
use crate::lexicon::Role;
use crate::quantity::{parse_number, Hedge, Measure, Quantity};
use crate::relations::{Form, Relation, Term, TermRole};
use crate::source::Span;
use rust_decimal::Decimal;

/// Proposes every change of rank with the rank before it and the one behind it in its sentence.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| counts_ranks(view, c)) {
        let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
        let end = view.claims.sentence_end(view.document, claim.block, claim.span.start);
        let ahead = ranks(view, Span::new(start.min(claim.span.start), claim.span.start));
        let behind = ranks(view, Span::new(claim.full.end.min(end), end));
        let near = |before: &Span| !view.document.words(Span::new(claim.full.end, before.start)).contains([',', ';', '.', ':', ')']);
        if let (Some(now), [before, ..]) = (ahead.last(), behind.as_slice()) {
            if !near(before) {
                continue;
            }
            push(view, id, [*now, *before], out);
        }
    }
}

fn counts_ranks(view: View, claim: &Claim) -> bool {
    let Measure::Count(noun) = &claim.quantity.measure else { return false };
    claim.is_change() && view.rule.cues("rank_nouns").iter().any(|n| noun.split(' ').next() == Some(n))
}

/// The numbers behind a word for a rank.
fn ranks(view: View, span: Span) -> Vec<Span> {
    let text = view.document.folded(span);
    let words = placed_words(text);
    let number = |w: &str| w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit());
    let said = |n: usize| view.rule.cues("ranks").iter().any(|cue| cue == words[n].1);
    let found = (1..words.len()).filter(|&n| number(words[n].1) && said(n - 1));
    found.map(|n| Span::new(span.start + words[n].0, span.start + words[n].0 + words[n].1.len())).collect()
}

fn push(view: View, id: ClaimId, [now, before]: [Span; 2], out: &mut Vec<Relation>) {
    let claim = &view.claims.list[id];
    let rank = |span: Span, role: TermRole| {
        let number = parse_number(view.document.words(span))?;
        let quantity = Quantity { number, scale: Decimal::ONE, measure: claim.quantity.measure.clone(), exact: true, hedge: Hedge::None };
        Some(Term { quantity: Some(quantity), ..Term::place(span, role) })
    };
    let (Some(now), Some(before)) = (rank(now, TermRole::Now), rank(before, TermRole::Before)) else { return };
    let terms = || vec![now.clone(), before.clone()];
    out.push(Relation::new(&view.rule.name, Form::Difference, Term::of(id, claim, TermRole::Stated), terms()).variant("ranks"));
    let change = Change::alone(view.document, view.claims, view.lexicon, id);
    if direction::tells(view, &change) {
        let relation = Relation::new(&view.rule.name, Form::Direction, Term::place(change.word, TermRole::Stated), terms());
        // The greater number is the lower rank.
        out.push(relation.variant(if claim.role == Role::Up { "down-rank" } else { "up-rank" }));
    }
}
