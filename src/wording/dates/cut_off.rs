//! The day up to which a report counts: `tính đến ngày 15/6/2025` again and again, and once the day of the month before.

use crate::claims::DateClaim;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// How often the right day must stand.
const OFTEN: usize = 3;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let counted = |date: &&DateClaim| {
        let ahead = super::before(view, date.span.start);
        view.rule.cues("up_to").iter().any(|w| ahead.ends_with(w.as_str()))
    };
    let dates: Vec<&DateClaim> = view.claims.dates.iter().filter(|d| d.day_of_calendar().is_some()).filter(counted).collect();
    let Some(main) = dates.iter().find(|d| dates.iter().filter(|o| o.day_of_calendar() == d.day_of_calendar()).take(OFTEN).count() == OFTEN) else { return };
    let mut others = dates.iter().filter(|d| d.day_of_calendar() != main.day_of_calendar());
    // Two other days are told on purpose.
    let (Some(odd), None) = (others.next(), others.next()) else { return };
    let before = (odd.year * 12 + odd.month) + 1 == main.year * 12 + main.month;
    if before && odd.day == main.day && !is_compared(view, odd) {
        let slip = Relation::flag(&view.rule.name, odd.span, vec![main.span], Severity::Warning).variant("cut_off");
        out.push(slip.detail("first", view.document.words(main.span)));
    }
}

/// The sentence holds one time against another.
fn is_compared(view: View, date: &DateClaim) -> bool {
    let start = view.claims.sentence_start(view.document, date.block, date.span.start);
    let end = view.claims.sentence_end(view.document, date.block, date.span.end).max(start);
    let text = view.document.folded(Span::new(start, end));
    view.rule.cues("held_against").iter().any(|w| text.contains(w.as_str()))
}
