//! Two paragraphs beside each other that begin with the same clause, word for word: one was pasted over the other and mended behind it.

use crate::document::{BlockId, Kind};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest words of a clause that two neighbours do not share on purpose.
const CLAUSE: usize = 16;
/// Fewest words that go on alike behind the clause.
const BEYOND: usize = 3;
/// Most blocks from one to the other.
const NEAR: usize = 2;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for id in 0..view.document.blocks.len() {
        for before in id.saturating_sub(NEAR)..id {
            if let Some((first, second, words)) = shared(view, before, id) {
                let slip = Relation::flag(&view.rule.name, second, vec![first], Severity::Warning);
                out.push(slip.variant("clause").detail("words", words.to_string()));
                break;
            }
        }
    }
}

/// The clause that both blocks begin with, if a sign ends it in both and both go on in their own way.
fn shared(view: View, a: BlockId, b: BlockId) -> Option<(Span, Span, usize)> {
    let text = |id: BlockId| view.document.blocks.get(id).filter(|b| b.kind != Kind::Cell && b.note().is_none());
    let (first, second) = (text(a)?, text(b)?);
    let (x, y) = (view.claims.words.of_block(a), view.claims.words.of_block(b));
    let same = x.iter().zip(y).take_while(|(p, q)| p.id() == q.id()).count();
    // Whole copies are told elsewhere, as sentences.
    if same < CLAUSE || same >= x.len() || same >= y.len() {
        return None;
    }
    let ends = |end: usize, start: usize| Span::new(end, start).of(view.document.text()).contains([';', '.']);
    // A sentence of the form ends where the copies part; a pasted one goes on a little.
    let end = (CLAUSE..=same.saturating_sub(BEYOND))
        .rev()
        .find(|&at| ends(x[at - 1].span().end, x[at].span().start) && ends(y[at - 1].span().end, y[at].span().start))?;
    let span = |start: usize, words: &[crate::claims::words::Word]| Span::new(start, words[end - 1].span().end);
    let (one, two) = (span(first.span.start, x), span(second.span.start, y));
    (!super::is_code(view.document.words(one))).then_some((one, two, end))
}
