//! A code that stands once in another form than the report writes it again and again: a part less or more, two parts in each other's place,
//! a letter off (`61/2018/NĐ`, `766/TTg`, `56/VPCP-TB`, `245/KH-BĐC`).

use crate::claims::citing::{has_entry, Cited};
use crate::claims::names::one_edit;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// How often the right form must stand, where no day shows that both are one document.
const MAJORITY: usize = 2;
/// Numbers that every body reaches within days: two documents share them by chance.
const SMALL: u32 = 10;
/// No body issues so many normative documents in a year, so that a number beyond needs no year to tell two series apart.
const SERIES: u32 = 200;
/// Fewest letters of a part in which one letter for another shows.
const LETTERS: usize = 3;

pub(super) fn propose(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_number: BTreeMap<&str, BTreeMap<&str, Vec<&Cited>>> = BTreeMap::new();
    for this in cited {
        let form = view.document.folded(this.citation.span);
        let number = form.split(['/', '-', ':']).next().unwrap_or(form);
        by_number.entry(number).or_default().entry(form).or_default().push(this);
    }
    for forms in by_number.values().filter(|forms| forms.len() > 1) {
        let Some(many) = forms.values().max_by_key(|places| places.len()) else { continue };
        for few in forms.values().filter(|few| few.len() == 1) {
            let (odd, main) = (few[0], many[0]);
            if std::ptr::eq(odd, main) || out.iter().any(|r| r.stated.span.overlaps(odd.citation.span)) {
                continue;
            }
            let enough = match same_day(view, odd, many) {
                Some(same) => same,
                None => many.len() >= MAJORITY && (odd.citation.serial >= SMALL || odd.citation.year.is_some()),
            };
            if enough && is_other_form(view, odd, main) {
                let form = view.document.words(main.citation.span);
                let others = many.iter().map(|c| c.citation.span).collect::<Vec<Span>>();
                let slip = Relation::flag(&view.rule.name, odd.citation.span, others, Severity::Warning).variant("otherwise");
                out.push(slip.detail("form", form).detail("many", many.len().to_string()).replace(form));
            }
        }
    }
}

/// Whether both were issued on one day; `None` where the report does not tell the day of both.
fn same_day(view: View, odd: &Cited, many: &[&Cited]) -> Option<bool> {
    let day = |c: &Cited| c.date.and_then(|d| view.claims.dates.get(d)).and_then(|d| d.day_of_calendar());
    let own = day(odd)?;
    let mut others = many.iter().filter_map(|c| day(c)).peekable();
    others.peek()?;
    Some(others.any(|other| other == own))
}

/// The two differ in a way in which one of them is a slip, and not in one in which two documents do.
fn is_other_form(view: View, odd: &Cited, main: &Cited) -> bool {
    let parts = |c: &Cited| view.document.folded(c.citation.code).split(['-', '/']).map(str::to_owned).collect::<Vec<String>>();
    let (mine, right) = (parts(odd), parts(main));
    if main.kind.is_empty() {
        return false;
    }
    if mine == right {
        // Beside normative documents, which carry their year, most bodies issue others of the same letters that do not.
        let normative = view.rule.cues("yeared").iter().any(|kind| *kind == main.kind);
        let lost = odd.citation.year.is_none() != main.citation.year.is_none();
        return lost && (normative || odd.citation.serial >= SERIES);
    }
    let within = |few: &[String], many: &[String]| few.len() < many.len() && few.iter().all(|part| many.contains(part));
    if odd.citation.year != main.citation.year {
        return odd.citation.year.is_none() && within(&mine, &right);
    }
    let turned = mine.len() == right.len() && mine.iter().all(|part| right.contains(part)) && right.iter().all(|part| mine.contains(part));
    turned || within(&mine, &right) || within(&right, &mine) || is_mistyped(view, odd, &mine, &right)
}

/// One part is a letter off, or two of its letters changed places, and is none that another body or type has.
fn is_mistyped(view: View, odd: &Cited, mine: &[String], right: &[String]) -> bool {
    let differing: Vec<(&String, &String)> = mine.iter().zip(right).filter(|(a, b)| a != b).collect();
    let [(written, meant)] = differing[..] else { return false };
    let sorted = |part: &str| {
        let mut letters: Vec<char> = part.chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = one_edit(written, meant) || sorted(written) == sorted(meant);
    let known = |group: &str| {
        has_entry(view.lexicon, group, view.document.words(odd.citation.code).split(['-', '/']).find(|p| p.to_lowercase() == *written).unwrap_or(""))
    };
    mine.len() == right.len() && meant.chars().count() >= LETTERS && near && !known("issuer ") && !known("type ")
}
