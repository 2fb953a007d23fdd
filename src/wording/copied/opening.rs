//! Two paragraphs one behind the other that begin with the same long clause: one was pasted as the draft of the other.

use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::view::View;

/// Fewest words that both begin with; items of one list begin alike on purpose, but not for so long.
const SAME: usize = 30;

/// Flags the second of two such paragraphs.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, pair) in view.document.blocks.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if first.kind == Kind::Cell || second.kind == Kind::Cell || first.heading > 0 || second.heading > 0 {
            continue;
        }
        let (a, b) = (view.claims.words.of_block(id), view.claims.words.of_block(id + 1));
        let same = a.iter().zip(b).take_while(|(x, y)| x.hash == y.hash).count();
        // What is the same to its end is a copied sentence.
        if same < SAME || same == a.len() || same == b.len() {
            continue;
        }
        let span = |words: &[crate::claims::words::Word]| words[0].span.join(words[same - 1].span);
        let (earlier, later) = (span(a), span(b));
        let text = view.document.words(later);
        if !super::is_code(text) && !text.contains('?') {
            let slip = Relation::flag(&view.rule.name, later, vec![earlier], Severity::Warning);
            out.push(slip.variant("opening").detail("words", same.to_string()));
        }
    }
}
