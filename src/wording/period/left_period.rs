//! `period`: the period of the title with another number or year in a sentence that compares nothing: `trong tháng 4` in the report on May.

use super::{periods, Period};
use crate::document::Kind;
use crate::phrases::places;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// How often the body must name the period of the title.
const OFTEN: usize = 2;
/// Most bytes of the words that name it.
const PHRASE: usize = 40;

pub(super) fn propose(view: View, head: Span, out: &mut Vec<Relation>) {
    other_year(view, head, out);
    other_number(view, head, out);
}

/// The sentence that holds a place.
fn sentence(view: View, at: usize) -> Option<(Span, Kind)> {
    let id = view.document.blocks.partition_point(|b| b.span.start <= at).checked_sub(1)?;
    let block = view.document.blocks.get(id)?;
    let start = view.claims.sentence_start(view.document, id, at);
    let end = view.claims.sentence_end(view.document, id, at);
    Some((Span::new(start, end.max(start)), block.kind.clone()))
}

fn is_plain(view: View, at: usize) -> bool {
    let Some((span, _)) = sentence(view, at).filter(|(_, kind)| !matches!(kind, Kind::Cell | Kind::Note)) else { return false };
    let text = view.document.folded(span);
    let compares = ["compared", "held_against"].iter().flat_map(|c| view.rule.cues(c)).any(|c| text.contains(c.as_str()));
    let cites = view.claims.citations.iter().any(|c| span.covers(c.span));
    !compares && !cites
}

/// `6 tháng đầu năm 2025` in the report on the first six months of 2026.
fn other_year(view: View, head: Span, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let title = view.document.folded(head);
    for cue in view.rule.cues("part_of_year") {
        let Some(at) = title.find(cue.as_str()).map(|at| head.start + at) else { continue };
        let Some(year) = super::left_year::year_at(view, at + cue.len()) else { continue };
        let start = lower[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        // `quý II năm …`: before the plain word for a year only a quarter tells the period, a month may be part of a date.
        let number = lower.get(start..at).unwrap_or("");
        let tells = cue.split_whitespace().count() > 1 || !number.is_empty() && number.chars().all(|c| matches!(c, 'i' | 'v')) && lower[..start].ends_with(' ');
        let phrase = lower.get(start..at + cue.len()).filter(|p| tells && p.len() <= PHRASE && p.len() > cue.len()).unwrap_or("");
        if phrase.is_empty() {
            continue;
        }
        let body = Span::new(head.end, lower.len());
        let found = places(view.document.folded(body), phrase).map(|at| body.start + at + phrase.len());
        let found: Vec<(u32, usize)> = found.filter_map(|at| Some((super::left_year::year_at(view, at)?, at))).collect();
        let right = found.iter().filter(|f| f.0 == year).count();
        let odd: Vec<&(u32, usize)> = found.iter().filter(|f| f.0 != year && is_plain(view, f.1)).collect();
        if let ([(_, at)], true) = (&odd[..], right > 0) {
            let place = head.start + (at_of(title, phrase) + phrase.len());
            let slip = Relation::flag(&view.rule.name, Span::new(*at, at + 4), vec![Span::new(place, place + 4)], Severity::Warning);
            out.push(slip.variant("left_year").detail("title", year.to_string()));
        }
    }
}

fn at_of(text: &str, phrase: &str) -> usize {
    text.find(phrase).unwrap_or(0)
}

/// `Trong tháng 4, …` or `Trong tuần 14, …` once, where the report on May else says `trong tháng 5`.
fn other_number(view: View, head: Span, out: &mut Vec<Relation>) {
    let body = Span::new(head.end, view.document.lower.len());
    for unit in view.rule.cues("unit") {
        let titles = periods(view, head, unit);
        let Some(title) = titles.first().filter(|t| !t.several) else { continue };
        let within = |p: &&Period| view.rule.cues("within").iter().any(|w| view.document.lower[..p.span.start].ends_with(w.as_str()));
        let said = periods(view, body, unit);
        let right = said.iter().filter(|p| p.number == title.number).count();
        let said: Vec<&Period> = said.iter().filter(within).collect();
        let odd: Vec<&&Period> = said.iter().filter(|p| p.number + 1 == title.number && !p.several && is_plain(view, p.span.start)).collect();
        let opens = |p: &Period| sentence(view, p.span.start).is_some_and(|(s, _)| p.span.start < s.start + PHRASE / 2);
        if let ([odd], true) = (&odd[..], right >= OFTEN) {
            let same_year = odd.year.is_none_or(|y| title.year.is_none_or(|t| t == y));
            if opens(odd) && same_year && !out.iter().any(|r| r.stated.span.overlaps(odd.span)) {
                let slip = Relation::flag(&view.rule.name, odd.span, vec![title.span], Severity::Warning).variant("default");
                out.push(slip.detail("title", view.document.words(title.span)));
            }
        }
    }
}
