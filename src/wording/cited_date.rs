//! `cited-date`: the dates of cited documents against each other, against the year in the code, and against the serial numbers.

use crate::claims::citing::{is_one_of_several, read, Cited};
use crate::claims::DateClaim;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// Fewest documents of one issuer in one year whose order says something.
const SERIES: usize = 4;
/// Days that a document may be dated before one with a smaller number.
const SLACK: u32 = 10;

/// Flags documents with two dates, years that the code denies, and numbers that run against the calendar.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let cited = read(view.document, view.claims, view.lexicon);
    let mut by_code: BTreeMap<String, Vec<&Cited>> = BTreeMap::new();
    let mut by_issuer: BTreeMap<(String, u32), Vec<&Cited>> = BTreeMap::new();
    for this in &cited {
        year(view, this, out);
        by_code.entry(view.document.folded(this.citation.span).to_owned()).or_default().push(this);
        let day = date(view, this).filter(|_| !is_one_of_several(view.document, this.citation));
        if let Some((year, _, _)) = day.and_then(DateClaim::day_of_calendar) {
            // Letters of all rooms of an office stand in one register: `298/STP-XD`, `475/STP-VP`.
            let register = if this.kind.is_empty() { this.issuer.to_lowercase() } else { view.document.folded(this.citation.code).to_owned() };
            let letters = format!("{register} {}", this.level);
            by_issuer.entry((letters, year)).or_default().push(this);
        }
    }
    by_code.values().for_each(|same| two_dates(view, same, out));
    by_issuer.values_mut().for_each(|series| calendar(view, series, out));
}

fn date<'a>(view: View<'a>, this: &Cited) -> Option<&'a DateClaim> {
    this.date.and_then(|d| view.claims.dates.get(d))
}

/// `16/2021/NQ-HĐND ngày 17/7/2020`.
fn year(view: View, this: &Cited, out: &mut Vec<Relation>) {
    let (Some(year), Some(date)) = (this.citation.year, date(view, this)) else { return };
    if date.year_digits == 4 && date.year != year {
        let slip = Relation::flag(&view.rule.name, date.span, vec![this.citation.span], Severity::Error).variant("year");
        out.push(slip.detail("year", year.to_string()));
    }
}

/// One code with two dates. The same code may belong to another level (tỉnh, huyện) or, without a year, to another year.
fn two_dates(view: View, same: &[&Cited], out: &mut Vec<Relation>) {
    let dated: Vec<(&Cited, &DateClaim)> = same.iter().filter_map(|c| Some((*c, date(view, c)?))).collect();
    let Some(((first, one), rest)) = dated.split_first().map(|(f, r)| (*f, r)) else { return };
    for (other, two) in rest {
        let (a, b) = ((one.day, one.month, one.year), (two.day, two.month, two.year));
        let levels_differ = !first.level.is_empty() && !other.level.is_empty() && first.level != other.level;
        let types_differ =
            first.type_word.zip(other.type_word).is_some_and(|(x, y)| first.kind.is_empty() && view.document.folded(x) != view.document.folded(y));
        // A serial starts again each year: only a date that differs in its year alone is then a slip.
        let other_year = one.year != two.year && (one.day, one.month) != (two.day, two.month) && first.citation.year.is_none();
        if a == b || levels_differ || types_differ || other_year || one.year_digits != two.year_digits {
            continue;
        }
        let level = if first.level == other.level || first.citation.year.is_some() { Severity::Error } else { Severity::Warning };
        // The date that fewer places have is accused, the later one of two; all places of the other one are named, then its own.
        let with = |day: (Option<u32>, u32, u32)| {
            let same_day = move |(_, d): &&(&Cited, &DateClaim)| (d.day, d.month, d.year) == day;
            dated.iter().filter(same_day).map(|(_, d)| d.span).collect::<Vec<Span>>()
        };
        let (ones, twos) = (with(a), with(b));
        let (few, many) = if twos.len() <= ones.len() { (twos, ones) } else { (ones, twos) };
        let Some((&place, own)) = few.split_first() else { return };
        let others = many.iter().chain(own).copied().collect();
        let slip = Relation::flag(&view.rule.name, place, others, level).variant("two");
        out.push(slip.detail("code", view.document.words(first.citation.span)));
        return;
    }
}

/// Numbers of one issuer and type in one year against the calendar: accused only when a single document stands out.
fn calendar(view: View, series: &mut Vec<&Cited>, out: &mut Vec<Relation>) {
    series.sort_by_key(|c| c.citation.serial);
    series.dedup_by_key(|c| c.citation.serial);
    if series.len() < SERIES {
        return;
    }
    let days: Vec<u32> = series.iter().map(|c| date(view, c).map_or(0, |d| d.month * 31 + d.day.unwrap_or(0))).collect();
    let back = |a: usize, b: usize| days.get(a).zip(days.get(b)).is_some_and(|(first, second)| *first > second + SLACK);
    let steps_back = (1..days.len()).filter(|&i| back(i - 1, i)).count();
    // Without one of them, its two steps are one.
    let without = |i: usize| {
        let before = i.checked_sub(1);
        let own = usize::from(back(i, i + 1)) + before.map_or(0, |b| usize::from(back(b, i)));
        steps_back - own + before.map_or(0, |b| usize::from(back(b, i + 1)))
    };
    let culprits: Vec<usize> = (0..days.len()).filter(|&i| without(i) == 0).collect();
    let (true, [odd]) = (steps_back > 0, &culprits[..]) else { return };
    let neighbours = [odd.checked_sub(1), odd.checked_add(1)];
    let places = neighbours.into_iter().flatten().filter_map(|i| series.get(i)).filter_map(|c| date(view, c)).map(|d| d.span).collect();
    let Some((this, place)) = series.get(*odd).and_then(|c| Some((c, date(view, c)?.span))) else { return };
    let slip = Relation::flag(&view.rule.name, place, places, Severity::Warning).variant("order");
    out.push(slip.detail("code", view.document.words(this.citation.span)));
}
