//! The clause that carries a note mark against its note: `còn 07 tiêu chí chưa đạt¹`, `¹ … còn 09 tiêu chí chưa đạt`.
//!
//! The two numbers state one fact when the same word stands before them, the same noun and the same words behind them, and the note
//! speaks of nobody that the text does not name. A note mostly breaks its number down, so all else is only recorded where it agrees.

use super::View;
use crate::claims::vicinity::{names, next_to, Vicinity};
use crate::claims::{labels, Claim, ClaimId};
use crate::document::{BlockId, Note};
use crate::lexicon::{split_words, PartsCue, Role};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::source::Span;

/// Numbers before a note mark that the note may speak of.
const NEAREST: usize = 12;

/// Proposes the relations of the rule.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for note in &view.document.notes {
        let Some(anchor) = note.anchor.and_then(|a| view.document.anchors.get(a)) else { continue };
        let start = view.claims.sentence_start(view.document, anchor.block, anchor.at);
        for id in view.claims.inside(Span::new(start, anchor.at)).rev().take(NEAREST) {
            pair(view, id, anchor.block, note, out);
        }
    }
}

/// Pairs a number of the text with the numbers of the note that count the same.
fn pair(view: View, id: ClaimId, block: BlockId, note: &Note, out: &mut Vec<Relation>) {
    let body = &view.claims.list[id];
    if body.is_percent() || body.is_change() || body.pair.is_some() {
        return;
    }
    let alike = view.claims.of_block(note.block).filter(|&other| {
        let claim = &view.claims.list[other];
        claim.quantity.measure == body.quantity.measure && !claim.is_change() && claim.pair.is_none() && claim.paren.is_none()
    });
    let alike: Vec<ClaimId> = alike.collect();
    let same: Vec<ClaimId> = alike.iter().copied().filter(|&other| says_the_same(view, id, other, block)).collect();
    for other in alike {
        let certain = same.len() == 1 && same.contains(&other) && !lists_parts(view, note.block, other);
        if !certain && !shares_words(view, id, other) {
            continue;
        }
        let stated = Term::of(id, body, TermRole::Stated);
        let term = Term::of(other, &view.claims.list[other], TermRole::Same);
        let certainty = if certain { Certainty::Certain } else { Certainty::Possible };
        out.push(Relation::new(&view.rule.name, Form::Equal, stated, vec![term]).sure(certainty).detail("note", note.label.clone()));
    }
}

/// The same word before, the same two behind, the same role, and no name in the note that the text does not have.
fn says_the_same(view: View, id: ClaimId, other: ClaimId, block: BlockId) -> bool {
    let (a, b) = (&view.claims.list[id], &view.claims.list[other]);
    // `từ 3 tháng trở lên`: the limit of a class.
    if [a, b].iter().any(|c| view.lexicon.hedges_after.at(split_words(view.document.folded(c.tail))).is_some()) {
        return false;
    }
    if next_to(view.document, view.claims, id) != next_to(view.document, view.claims, other) {
        return false;
    }
    let (here, there) = (Vicinity::of(view.document, view.claims, view.lexicon, id), Vicinity::of(view.document, view.claims, view.lexicon, other));
    let around = !here.before.is_empty()
        && here.before.first() == there.before.first()
        && here.after.len() > 1
        && here.after.iter().take(2).eq(there.after.iter().take(2));
    let text = view.document.block_text(block);
    let sentence = view.claims.sentence_start(view.document, b.block, b.span.start);
    let strangers = names(view.document.words(Span::new(sentence, b.span.start))).into_iter().any(|name| !text.contains(name));
    // `đã tổ chức 15 cuộc` and `tổ chức 18 cuộc` say one thing; a plan or a change is another.
    let said = |c: &Claim| c.role == Role::None || c.role == Role::Done;
    let parallel = a.role == b.role || said(a) && said(b);
    around && parallel && !strangers
}

/// True if the note announces parts before the number.
fn lists_parts(view: View, note: BlockId, other: ClaimId) -> bool {
    let before = Span::new(view.document.blocks[note].span.start, view.claims.list[other].span.start);
    let words: Vec<&str> = split_words(view.document.folded(before)).collect();
    (0..words.len()).any(|at| {
        matches!(view.lexicon.parts.at(words[at..].iter().copied()), Some((PartsCue::Opens | PartsCue::Full | PartsCue::OpenList | PartsCue::OfWhich, _)))
    })
}

fn shares_words(view: View, id: ClaimId, other: ClaimId) -> bool {
    let words = |claim: ClaimId| {
        let c = &view.claims.list[claim];
        let mut all = labels::telling(view.document.folded(c.label), view.lexicon);
        all.extend(labels::telling(view.document.folded(c.tail), view.lexicon));
        all
    };
    labels::overlap(&words(id), &words(other)) >= 60
}
