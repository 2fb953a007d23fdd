//! The report's own number, in its head and in its annexes: `Số: 123/BC-UBND` and `(Kèm theo Báo cáo số 132/BC-UBND)`.

use crate::claims::citing::Cited;
use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// How many blocks hold the head of a report.
const FRONT: usize = 20;

/// Flags annexes that belong to another number of the same letters.
pub(super) fn propose(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let starts = |this: &Cited, cue: &str| {
        let block = view.document.blocks.get(this.citation.block).map_or(0, |b| b.span.start);
        let before = view.document.folded(Span::new(block, this.citation.span.start)).trim();
        view.rule.cues(cue).iter().any(|w| if cue == "own" { before == w } else { before.trim_start_matches(['(', '*', '_']).starts_with(w.as_str()) })
    };
    let front = |this: &&Cited| this.citation.block < FRONT && view.document.blocks.get(this.citation.block).is_some_and(|b| b.kind != Kind::Note);
    let Some(own) = cited.iter().filter(front).find(|c| starts(c, "own")) else { return };
    let code = |c: &Cited| view.document.folded(c.citation.code);
    for this in cited.iter().filter(|c| c.citation.span.start > own.citation.span.end && code(c) == code(own) && starts(c, "attached")) {
        // `số …/2025/QĐ-UBND`: the number is left open.
        let open = view.document.text()[..this.citation.span.start].ends_with('/');
        let differs = !open && (this.citation.serial != own.citation.serial || this.citation.year != own.citation.year);
        if differs && !out.iter().any(|r| r.stated.span.overlaps(this.citation.span)) {
            let slip = Relation::flag(&view.rule.name, this.citation.span, vec![own.citation.span], Severity::Warning).variant("own");
            out.push(slip.detail("other", view.document.words(own.citation.span)));
        }
    }
}
