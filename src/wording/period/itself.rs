//! `period`: a period held against itself in one clause: `Quý I/2025 tăng 5% so với quý I/2025`, `Tháng 3/2025 … so với cùng kỳ năm 2025`.

use super::has_word;
use super::left_year::year_at;
use crate::document::Kind;
use crate::phrases::{is_of_word, is_year, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the period and the one that it is held against, in bytes.
const FAR: usize = 240;

/// A period with its year: the word that it is counted by, its number, and whether months begin or end the year.
#[derive(PartialEq)]
struct Period<'a> {
    unit: &'a str,
    number: u32,
    end: Option<&'a str>,
    year: u32,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    for (kind, is_same) in [("with_same", true), ("with_other", false)] {
        for cue in view.rule.cues(kind) {
            for at in places(lower, cue).map(|at| (at, at + cue.len())) {
                let Some((span, subject)) = compared(view, at, is_same) else { continue };
                let taken = out.iter().any(|r| r.rule == view.rule.name && r.stated.span.overlaps(span));
                if !taken {
                    let slip = Relation::flag(&view.rule.name, span, vec![subject], Severity::Warning).variant("itself");
                    out.push(slip.detail("title", view.document.words(subject)));
                }
            }
        }
    }
}

/// The period behind the words that compare, and the one that it is held against, where both are one.
fn compared(view: View, (cue, at): (usize, usize), is_same: bool) -> Option<(Span, Span)> {
    let lower = view.document.lower.as_str();
    let id = view.document.blocks.partition_point(|b| b.span.start <= cue).checked_sub(1)?;
    if view.document.blocks.get(id)?.kind == Kind::Cell || lower[..cue].ends_with(is_of_word) {
        return None;
    }
    let (other, place) = period(view, at)?;
    let start = view.claims.sentence_start(view.document, id, cue);
    let ahead = Span::new(start.min(cue), cue);
    let years: Vec<Span> = view.claims.words.inside(ahead).filter_map(|i| view.claims.words.list.get(i)).map(|w| w.span()).collect();
    let mut years = years.into_iter().filter(|s| is_year(s.of(lower)));
    let (Some(year), None) = (years.next(), years.next()) else { return None };
    let (own, own_place) = starts(view, ahead.start, year).find_map(|from| period(view, from).filter(|(_, p)| p.end == year.end))?;
    let between = view.document.folded(Span::new(own_place.end, cue));
    let free = between.len() <= FAR && !between.contains([';', '\n']);
    let elsewhere = view.rule.cues("elsewhere").iter().any(|w| has_word(between, w));
    let before = lower.get(ahead.start..own_place.start)?.trim_end();
    let bound = view.rule.cues("bound").iter().any(|w| before.strip_suffix(w.as_str()).is_some_and(|r| r.is_empty() || r.ends_with(' ')));
    let one = own == other || is_same && own.year == other.year && view.rule.cues("year_word").iter().any(|w| w == other.unit);
    (free && !elsewhere && !bound && one).then_some((place, own_place))
}

/// Where a period that ends with a year may begin: at the words before it, the farthest first.
fn starts(view: View<'_>, from: usize, year: Span) -> impl Iterator<Item = usize> + '_ {
    let words: Vec<usize> =
        view.claims.words.inside(Span::new(from, year.start)).filter_map(|i| view.claims.words.list.get(i)).map(|w| w.span().start).collect();
    let skip = words.len().saturating_sub(6);
    words.into_iter().skip(skip)
}

/// `năm 2025`, `quý I/2025`, `tháng 3 năm 2025`, `6 tháng đầu năm 2025`.
fn period<'a>(view: View<'a>, at: usize) -> Option<(Period<'a>, Span)> {
    let lower = view.document.lower.as_str();
    let rest = lower.get(at..)?;
    if let Some(unit) = view.rule.cues("year_word").iter().find(|w| rest.starts_with(w.as_str())) {
        let year = year_at(view, at + unit.len())?;
        return Some((Period { unit, number: 0, end: None, year }, Span::new(at, at + unit.len() + 4)));
    }
    let unit = view.rule.cues("longer").iter().find(|w| rest.starts_with(w.as_str()));
    let from = at + unit.map_or(0, |u| u.len());
    let len = lower.get(from..)?.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = lower.get(from..from + len)?;
    let roman = || ["i", "ii", "iii", "iv"].iter().position(|r| *r == word).and_then(|n| u32::try_from(n + 1).ok());
    let number = word.parse().ok().or_else(|| unit.and_then(|_| roman())).filter(|n| (1..=12).contains(n))?;
    let behind = lower.get(from + len..)?;
    let (end, behind) = if unit.is_some() {
        (None, view.rule.cues("year").iter().find_map(|w| behind.strip_prefix(w.as_str()))?)
    } else {
        view.rule
            .cues("part_of_year")
            .iter()
            .filter(|w| w.split_whitespace().count() > 1)
            .find_map(|w| Some((Some(w.as_str()), behind.strip_prefix(w.as_str())?)))?
    };
    let year_start = lower.len() - behind.len();
    let year = year_at(view, year_start)?;
    Some((Period { unit: unit.map_or("", String::as_str), number, end, year }, Span::new(at, year_start + 4)))
}
