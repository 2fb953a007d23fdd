//! `period`: what the closing sentence says of the report, held against its title.

use super::{periods, Period};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// A word of a year has four digits.
const YEAR: usize = 4;

pub(super) fn propose(view: View, head: Span, closing: Span, out: &mut Vec<Relation>) {
    for unit in view.rule.cues("unit") {
        let (titles, ends) = (periods(view, head, unit), periods(view, closing, unit));
        let (Some(first), Some(end)) = (titles.first(), ends.first()) else { continue };
        if titles.iter().chain(&ends).any(|p| p.several) {
            continue;
        }
        // A title names what is told and what is planned; each stands in its place in the closing, too.
        let moved = titles.len() > 1 && titles.len() == ends.len() && titles.iter().zip(&ends).all(|(a, b)| differs(a, b));
        let other = titles.iter().all(|p| !differs(p, first)) && ends.iter().all(|p| differs(p, first));
        // `kết quả tháng 5, nhiệm vụ tháng 6` at the end of the report on June.
        let before = |end: &Period| end.number + 1 == first.number && end.year.zip(first.year).is_none_or(|(x, y)| x == y);
        let behind = titles.len() == 1 && matches!(ends.as_slice(), [done, planned] if before(done) && !differs(planned, first));
        if moved || other || behind {
            flag(view, end.span, first.span, out);
            return;
        }
    }
    years(view, head, closing, out);
}

fn differs(a: &Period, b: &Period) -> bool {
    a.number != b.number || a.year.zip(b.year).is_some_and(|(x, y)| x != y)
}

/// `kết quả năm 2023, phương hướng năm 2024` at the end of the report on 2024 and 2025: all years are moved by one.
fn years(view: View, head: Span, closing: Span, out: &mut Vec<Relation>) {
    let (titles, ends) = (named(view, head), named(view, closing));
    let same = titles.len() == ends.len() && titles.len() > 1;
    if same && titles.iter().zip(&ends).all(|(a, b)| a.0 == b.0 + 1) {
        flag(view, ends[0].1, titles[0].1, out);
    }
}

/// The years that stand behind their word.
fn named(view: View, span: Span) -> Vec<(u32, Span)> {
    let list = &view.claims.words.list;
    let words = view.claims.words.inside(span).filter_map(|i| list.get(i)).filter(|w| w.span().len() == YEAR);
    let behind = |at: usize| view.rule.cues("year_word").iter().any(|w| view.document.lower[..at].ends_with(w.as_str()));
    words.filter_map(|w| Some((super::left_year::year_at(view, w.span().start)?, w.span()))).filter(|(_, at)| behind(at.start)).collect()
}

fn flag(view: View, end: Span, title: Span, out: &mut Vec<Relation>) {
    let slip = Relation::flag(&view.rule.name, end, vec![title], Severity::Warning).variant("closing");
    out.push(slip.detail("title", view.document.words(title)));
}
