//! Parts that count some things twice: qualities that cut across the others (`nữ`), and lists that say so.

use crate::claims::ClaimId;
use crate::lexicon::split_words;
use crate::shapes::View;
use crate::source::Span;

/// True if the parts need not add up: one of them is a quality without its opposite, or the text says that things fall into several parts.
pub(super) fn overlap(view: View, span: Span, parts: &[ClaimId]) -> bool {
    let text = view.document.folded(span);
    if view.rule.cues("overlap").iter().any(|cue| text.contains(cue.as_str())) {
        return true;
    }
    // A word that the report has not stands around no part.
    let may_stand = |cue: &str| cue.split(' ').all(|word| view.claims.words.find(word).is_some());
    let pairs = view.rule.cues("crossing").iter().map(|pair| pair.split_once('|').unwrap_or((pair, "")));
    pairs.filter(|(quality, _)| may_stand(quality)).any(|(quality, opposites)| {
        let any = |cue: &str| parts.iter().any(|&p| has(view, p, cue));
        any(quality) && !opposites.split('|').filter(|cue| may_stand(cue)).any(any) && !parts.iter().all(|&p| has(view, p, quality))
    })
}

/// The words around a part hold those of the cue.
fn has(view: View, part: ClaimId, cue: &str) -> bool {
    let claim = &view.claims.list[part];
    let around = Span::new(claim.label.start, claim.tail.end.max(claim.full.end));
    let text = view.document.folded(around);
    // Most cues do not stand there at all, which is quicker to see than to cut words.
    if !cue.split(' ').all(|word| text.contains(word)) {
        return false;
    }
    let words: Vec<&str> = split_words(text).collect();
    let cue: Vec<&str> = cue.split(' ').collect();
    words.windows(cue.len()).any(|w| w == cue.as_slice())
}

/// A change that only remarks on a value before it (`812 lớp, tăng 06 lớp`) has changes for parts, if any.
pub(super) fn is_remark(view: View, total: ClaimId, parts: &[ClaimId]) -> bool {
    let claims = &view.claims.list;
    let first = view.claims.of_block(claims[total].block).start;
    let value = |id: ClaimId| !claims[id].is_change() && !claims[id].is_percent() && claims[id].sentence == claims[total].sentence;
    claims[total].is_change() && (first..total).any(value) && !parts.iter().any(|&p| claims[p].is_change())
}
