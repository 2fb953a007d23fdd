//! What was done against the limit that the text states for it: `công suất cho phép 50.000 tấn, đã khai thác 62.000 tấn`.

use super::View;
use crate::claims::changes::starts_with;
use crate::claims::{Claim, ClaimId};
use crate::lexicon::split_words;
use crate::quantity::Measure;
use crate::relations::{Form, Relation, Term, TermRole};
use crate::source::Span;

/// Proposes every limit with the actual amounts beside it.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, limit) in view.claims.list.iter().enumerate() {
        kept(view, id, limit, out);
        let range = view.claims.of_block(limit.block);
        let near = (id.saturating_sub(2)..id + 3).filter(|o| *o != id && range.contains(o));
        // Most numbers have none of their kind beside them, which is quicker to see than words.
        if limit.is_change() || !near.clone().any(|o| alike(limit, &view.claims.list[o])) {
            continue;
        }
        if !says(view, "limits", view.document.folded(limit.label)) || says(view, "actual", last_words(view, limit)) {
            continue;
        }
        if admitted(view, limit) {
            continue;
        }
        for other in near.filter(|&o| actual(view, limit, o)) {
            let terms = vec![Term::of(id, limit, TermRole::Limit)];
            let relation = Relation::new(&view.rule.name, Form::AtMost, Term::of(other, &view.claims.list[other], TermRole::Stated), terms);
            out.push(Relation { ceiling: view.rule.severity, ..relation.reading(view.claims.list[other].span.start, id + 1, 0) });
        }
    }
}

/// `tỷ lệ nợ quá hạn 0,12%, thấp hơn giới hạn 0,2%`: the text says that the limit was kept.
fn kept(view: View, id: ClaimId, limit: &Claim, out: &mut Vec<Relation>) {
    let Some(actual) = id.checked_sub(1).map(|a| &view.claims.list[a]).filter(|a| a.sentence == limit.sentence && a.segment == limit.segment) else { return };
    let alike = actual.quantity.measure == limit.quantity.measure && limit.quantity.measure != Measure::Bare && !actual.is_change();
    if !alike || actual.pair.is_some() {
        return;
    }
    let words: Vec<&str> = split_words(view.document.folded(limit.label)).collect();
    let ceiling =
        |n: usize| view.rule.cues("ceilings").iter().filter_map(|cue| starts_with(words[n..].iter().copied(), cue)).any(|len| words.len() <= n + len + 2);
    let under = |n: usize| view.rule.cues("under").iter().filter_map(|cue| starts_with(words[n..].iter().copied(), cue)).any(|len| ceiling(n + len));
    let may_be_under = |n: &usize| view.rule.phrases("under").at(words[*n..].iter().copied()).is_some();
    if (0..words.len()).take(3).filter(may_be_under).any(under) {
        let whole = vec![Term::of(id, limit, TermRole::Limit)];
        let relation = Relation::new(&view.rule.name, Form::AtMost, Term::of(id - 1, actual, TermRole::Stated), whole).variant("kept");
        out.push(Relation { ceiling: view.rule.severity, ..relation.reading(actual.span.start, id + 1, 0) });
    }
}

/// The text itself says that the limit was passed.
fn admitted(view: View, limit: &Claim) -> bool {
    let start = view.claims.sentence_start(view.document, limit.block, limit.span.start);
    let end = view.claims.sentence_end(view.document, limit.block, limit.span.start);
    says(view, "admits", view.document.folded(Span::new(start.min(end), end)))
}

/// Amounts of one measure in one sentence.
fn alike(limit: &Claim, claim: &Claim) -> bool {
    let same = claim.quantity.measure == limit.quantity.measure && claim.quantity.measure != Measure::Bare;
    same && claim.sentence == limit.sentence && !claim.is_change()
}

fn actual(view: View, limit: &Claim, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let label = view.document.folded(claim.label);
    alike(limit, claim) && per(view, claim) == per(view, limit) && says(view, "actual", label) && !says(view, "limits", label)
}

/// `/hộ`, `/năm`: what an amount is stated for each of.
fn per<'v>(view: View<'v>, claim: &Claim) -> &'v str {
    let behind = view.document.folded(Span::new(claim.full.end, view.document.blocks[claim.block].span.end));
    behind.strip_prefix('/').and_then(|rest| split_words(rest).next()).unwrap_or("")
}

/// The words right before a number.
fn last_words<'v>(view: View<'v>, claim: &Claim) -> &'v str {
    let label = view.document.folded(claim.label);
    label.rsplit([',', ';', ':']).next().unwrap_or(label)
}

fn says(view: View, kind: &str, text: &str) -> bool {
    view.rule.phrases(kind).are_in(text)
}
