//! A year with its last two digits the other way round: `20/6/2062`, `so với năm 2042` in a report that speaks of 2026 and 2024.

use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// How often the right year must stand, and how often the wrong one at most.
const OFTEN: usize = 2;
const RARE: usize = 2;
/// Years that reports plan for end so far ahead of those that they speak of.
const AHEAD: u32 = 12;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let mut years: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    let words = &view.claims.words;
    for places in words.vocabulary().iter().map(|d| words.places_of(d)) {
        let Some(first) = places.first().and_then(|&at| words.list.get(at as usize)).filter(|w| w.span().len() == 4) else { continue };
        let year = first.span().of(lower).parse::<u32>().ok().filter(|y| (2000..2100).contains(y));
        if let Some(year) = year {
            years.insert(year, places.iter().filter_map(|&at| words.list.get(at as usize)).map(|w| w.span()).collect());
        }
    }
    let most = years.values().map(Vec::len).max().unwrap_or(0);
    let latest = years.iter().filter(|(_, places)| places.len() >= OFTEN).map(|(year, _)| *year).max().unwrap_or(0);
    for (&odd, places) in years.iter().filter(|(_, places)| places.len() <= RARE) {
        let (tens, ones) = (odd % 100 / 10, odd % 10);
        let right = 2000 + ones * 10 + tens;
        // Plans end in round years, and what is seldom named here is not what the report is about.
        let many = years.get(&right).filter(|many| ones > 0 && odd > latest + AHEAD && many.len() >= OFTEN && many.len() * 2 >= most);
        // A figure of that size counts something: a year stands behind its word, a slash or a hyphen.
        let dated = |span: &&Span| {
            let ahead = lower[..span.start].trim_end_matches(' ');
            ahead.ends_with('/') || view.rule.cues("year_behind").iter().any(|w| ahead.ends_with(w.trim()))
        };
        if let (Some(many), Some(&at)) = (many, places.iter().find(dated)) {
            let slip = Relation::flag(&view.rule.name, at, many.iter().take(OFTEN).copied().collect(), Severity::Warning).variant("swapped_year");
            out.push(slip.detail("right", right.to_string()).replace(right.to_string()));
        }
    }
}
