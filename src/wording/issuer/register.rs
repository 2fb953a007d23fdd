//! An office counts its documents through the year: a number that runs against the dates around it lost or gained a digit.

use crate::claims::citing::{is_one_of_several, Cited};
use crate::claims::names::one_edit;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// Fewest documents of one register that show how its numbers run, the odd one not counted.
const REGISTER: usize = 3;
/// So many times a number must miss those around it: registers of two clerks run side by side.
const FAR: u32 = 2;

/// A document of a register: its day, its number, and where.
struct Entry {
    day: (u32, u32, u32),
    number: u32,
    place: Span,
}

pub(super) fn propose(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut registers: BTreeMap<(&str, u32), Vec<Entry>> = BTreeMap::new();
    for this in cited {
        let code = view.document.words(this.citation.code);
        // Many bodies of one kind share their letters: communes, councils, committees of the Party.
        let shared = view.rule.cues("shared").iter().any(|letters| code.contains(letters.as_str()));
        let day = this.date.and_then(|d| view.claims.dates.get(d)).and_then(|d| d.day_of_calendar());
        let digits: String = view.document.words(this.citation.span).chars().take_while(char::is_ascii_digit).collect();
        if let (false, Some(day), Ok(number)) = (shared || !code.contains('-') || is_one_of_several(view.document, this.citation), day, digits.parse()) {
            let register = registers.entry((code, day.0)).or_default();
            if !register.iter().any(|e| e.number == number) {
                register.push(Entry { day, number, place: this.citation.span });
            }
        }
    }
    for register in registers.into_values().filter(|r| r.len() > REGISTER) {
        check(view, register, out);
    }
}

/// What follows the number of a code, and its day.
type CodeOfDay<'a> = (&'a str, (u32, u32, u32));

/// `149/QĐ-UBND` beside `1409/QĐ-UBND` of the same day: one document, a digit of its number lost. Numbers of one day that follow each
/// other are two documents.
pub(super) fn same_day(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut days: BTreeMap<CodeOfDay, Vec<(&str, Span)>> = BTreeMap::new();
    for this in cited {
        let day = this.date.and_then(|d| view.claims.dates.get(d)).and_then(|d| d.day_of_calendar());
        let written = view.document.words(this.citation.span);
        let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if let Some(day) = day {
            days.entry((written.get(digits..).unwrap_or(""), day)).or_default().push((&written[..digits], this.citation.span));
        }
    }
    for ((letters, _), places) in &days {
        // Its other places need not tell the day.
        let times = |serial: &str| cited.iter().filter(|c| view.document.words(c.citation.span).strip_prefix(serial) == Some(letters)).count();
        let Some(main) = places.iter().max_by_key(|p| times(p.0)) else { continue };
        let Some(odd) = places.iter().find(|p| times(p.0) < times(main.0) && lost_digit(p.0, main.0)) else { continue };
        if !out.iter().any(|r| r.stated.span.overlaps(odd.1)) {
            let slip = Relation::flag(&view.rule.name, odd.1, vec![main.1], Severity::Warning).variant("serial");
            out.push(slip.detail("other", view.document.words(main.1)));
        }
    }
}

/// One digit more or less, two that changed places, or another one that makes hundreds of documents: no body issues so many in a day.
fn lost_digit(a: &str, b: &str) -> bool {
    if a.len() < 2 || b.len() < 2 {
        return false;
    }
    let differing: Vec<usize> = a.bytes().zip(b.bytes()).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
    let at = |s: &str, i: usize| s.as_bytes().get(i).copied();
    let swapped = a.len() == b.len() && a.len() > 2 && matches!(differing[..], [i, j] if i + 1 == j && at(a, i) == at(b, j) && at(a, j) == at(b, i));
    let replaced = a.len() == b.len() && a.len() > 2 && matches!(differing[..], [at] if at + 2 < a.len());
    swapped || replaced || a.len() != b.len() && one_edit(a, b)
}

/// Flags the one document without which all numbers rise with their days.
fn check(view: View, mut register: Vec<Entry>, out: &mut Vec<Relation>) {
    register.sort_by_key(|e| (e.day, e.number));
    let rises = |without: Option<usize>| {
        let kept: Vec<&Entry> = register.iter().enumerate().filter(|(i, _)| Some(*i) != without).map(|(_, e)| e).collect();
        kept.windows(2).all(|p| p[0].number < p[1].number || p[0].day == p[1].day)
    };
    if rises(None) {
        return;
    }
    let mut odd = (0..register.len()).filter(|&at| rises(Some(at)));
    let (Some(at), None) = (odd.next(), odd.next()) else { return };
    let entry = &register[at];
    // Documents on both sides show how far the register had come by then.
    let (Some(before), Some(behind)) = (at.checked_sub(1).and_then(|i| register.get(i)), register.get(at + 1)) else { return };
    let (before, behind) = (Some(before).filter(|e| e.number > FAR * entry.number), Some(behind).filter(|e| entry.number > FAR * e.number));
    let taken = out.iter().any(|r| r.stated.span.overlaps(entry.place));
    if let Some(other) = before.or(behind).filter(|_| !taken) {
        let slip = Relation::flag(&view.rule.name, entry.place, vec![other.place], Severity::Warning).variant("register");
        out.push(slip.detail("other", view.document.words(other.place)));
    }
}
