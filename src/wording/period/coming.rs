//! What a title plans follows what it reports: `Kết quả công tác tháng 5, phương hướng nhiệm vụ tháng 6`, never May again or July.

use super::periods;
use crate::phrases::{is_of_word, is_year};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Flags the period of the plans in a title that does not follow that of its results.
pub(super) fn propose(view: View, head: Span, out: &mut Vec<Relation>) {
    let mut has_shorter = false;
    for unit in view.rule.cues("longer") {
        let found = periods(view, head, unit);
        has_shorter |= !found.is_empty();
        let [done, planned] = found.as_slice() else { continue };
        let one_year = done.year.is_none() || planned.year.is_none() || done.year == planned.year;
        // The first one follows the last one of the year before.
        let follows = planned.number == done.number + 1 || planned.number == 1 && done.number > 1;
        if !done.several && !planned.several && one_year && !follows && parts(view, done.span, planned.span) {
            flag(view, planned.span, done.span, out);
        }
    }
    // `6 tháng đầu năm 2025 … 6 tháng cuối năm 2025` are parts of one year.
    let text = view.document.folded(head);
    let is_part = |word: &str| view.rule.cues("shorter_than_year").iter().any(|w| w == word);
    if has_shorter || text.split(|c: char| !is_of_word(c)).any(is_part) {
        return;
    }
    let words = &view.claims.words;
    let years: Vec<Span> = words.inside(head).filter_map(|at| words.list.get(at)).map(|w| w.span()).filter(|&w| is_year(view.document.words(w))).collect();
    if let [done, planned] = years.as_slice() {
        let alone = |year: &Span| {
            !view.document.text()[year.end..].trim_start().starts_with(['-', '–', '/']) && !view.document.text()[..year.start].ends_with(['-', '–', '/'])
        };
        if view.document.words(*done) == view.document.words(*planned) && alone(done) && alone(planned) && parts(view, *done, *planned) {
            flag(view, *planned, *done, out);
        }
    }
}

/// Words of results stand before the first one, and words of plans between the two.
fn parts(view: View, done: Span, planned: Span) -> bool {
    let has = |cues: &str, span: Span| view.rule.cues(cues).iter().any(|cue| view.document.folded(span).contains(cue.as_str()));
    let (before, between) = (Span::new(view.document.blocks[0].span.start, done.start), Span::new(done.end, planned.start.max(done.end)));
    has("results", before) && has("plans", between)
}

fn flag(view: View, planned: Span, done: Span, out: &mut Vec<Relation>) {
    let slip = Relation::flag(&view.rule.name, planned, vec![done], Severity::Warning).variant("coming");
    out.push(slip.detail("done", view.document.words(done)));
}
