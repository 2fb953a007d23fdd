//! One code under two bodies, or two levels of one body.

use crate::claims::citing::Cited;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// How many places of one code are compared: keeps the work linear.
const MOST: usize = 50;

/// Flags the code where fewer places name its body so.
pub(super) fn propose(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    two_issuers(view, cited, out);
    two_levels(view, cited, out);
}

/// A code and its day.
type CodeOfDay<'a> = (&'a str, (u32, u32, u32));

/// One code of one day that the report gives to two levels: `của UBND tỉnh`, `của UBND huyện`.
fn two_levels(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_code: BTreeMap<CodeOfDay, Vec<&Cited>> = BTreeMap::new();
    for this in cited.iter().filter(|c| c.named.is_some() && !c.level.is_empty()) {
        let day = this.date.and_then(|d| view.claims.dates.get(d)).and_then(|d| d.day_of_calendar());
        if let Some(day) = day {
            by_code.entry((view.document.folded(this.citation.span), day)).or_default().push(this);
        }
    }
    for same in by_code.values().map(|s| &s[..s.len().min(MOST)]) {
        let times = |level: &str| same.iter().filter(|c| c.level == level).count();
        let Some(most) = same.iter().map(|c| times(c.level)).max() else { continue };
        let Some(main) = same.iter().find(|c| times(c.level) == most) else { continue };
        let Some(odd) = same.iter().find(|c| c.level != main.level && c.named.map(|n| n.0) == main.named.map(|n| n.0)) else { continue };
        if let (Some((_, own)), Some((_, named))) = (odd.named, main.named) {
            let slip = Relation::flag(&view.rule.name, odd.citation.span, vec![own, named], Severity::Warning).variant("two");
            let with = |place: Span, level: &str| format!("{} {level}", view.document.words(place));
            out.push(slip.detail("own", with(own, odd.level)).detail("named", with(named, main.level)).detail("many", most.to_string()));
        }
    }
}

/// One code that the report gives to two bodies, where most places agree.
fn two_issuers(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_code: BTreeMap<&str, Vec<(&str, Span, Span)>> = BTreeMap::new();
    for this in cited {
        let Some((code, place)) = this.named else { continue };
        by_code.entry(view.document.folded(this.citation.span)).or_default().push((code, this.citation.span, place));
    }
    for named in by_code.values() {
        let times = |code: &str| named.iter().filter(|n| n.0 == code).count();
        let Some(main) = named.iter().max_by_key(|n| times(n.0)) else { continue };
        let odd = named.iter().filter(|n| n.0 != main.0 && 2 * times(n.0) <= times(main.0));
        for &(_, code, place) in odd {
            let others = std::iter::once(place).chain(named.iter().filter(|n| n.0 == main.0).map(|n| n.2)).collect();
            let slip = Relation::flag(&view.rule.name, code, others, Severity::Warning).variant("two").detail("own", view.document.words(place));
            out.push(slip.detail("named", view.document.words(main.2)).detail("many", times(main.0).to_string()));
        }
    }
}
