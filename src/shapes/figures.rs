//! `figures`: numbers whose marks cannot be read, or are not those of the rest of the report.

mod blanks;
mod letters;
mod style;
mod typing;

use super::View;
use crate::claims::Claim;
use crate::phrases::{is_letter, is_of_word};
use crate::quantity::{Measure, Style};
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use rustc_hash::FxHashMap;

/// Fewest figures written one way that make it the way of the report.
const HABIT: usize = 5;
/// So many malformed figures of one pattern are the codes of something (`1.011433`, `1.011439` …).
const CODES: usize = 3;
/// The mask of amounts in lakh and crore.
const BY_TWOS: [usize; 2] = [2, 3];

/// Flags malformed figures; notes figures in another style than the report's.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    blanks::propose(view, out);
    typing::propose(view, out);
    style::propose(view, out);
    let written = |c: &Claim| view.document.words(c.span);
    let commas = view.claims.list.iter().filter(|c| c.quantity.number.style == Style::Comma && c.quantity.number.places > 0).count();
    let grouped = view.claims.list.iter().filter(|c| c.quantity.number.places == 0 && written(c).contains('.')).count();
    let with_comma = style::with_comma(view);
    let mut masks: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
    for claim in view.claims.list.iter().filter(|c| c.quantity.number.is_malformed()) {
        *masks.entry(pattern(written(claim))).or_default() += 1;
    }
    for (id, claim) in view.claims.list.iter().enumerate() {
        let number = &claim.quantity.number;
        let digits = written(claim);
        let bare = digits.bytes().all(|b| b.is_ascii_digit());
        let measured = matches!(claim.quantity.measure, Measure::Count(_) | Measure::Unit(_)) && !claim.unit_inherited;
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let label = view.document.folded(claim.label).trim_end().trim_end_matches(':');
        if view.rule.cues("name").iter().any(|w| label.ends_with(w.as_str())) {
            continue;
        }
        if number.is_malformed() && (is_code(view, claim) || masks.get(&pattern(digits)).is_some_and(|&n| n >= CODES) || is_by_twos(view, digits)) {
            continue;
        }
        let (variant, level) = if number.is_malformed() {
            ("malformed", Severity::Error)
        } else if style::is_mixed(view, &with_comma, claim) {
            ("point", Severity::Warning)
        } else if number.style == Style::Point && commas >= HABIT {
            ("point", Severity::Note)
        } else if bare && (4..=9).contains(&digits.len()) && !digits.starts_with('0') && measured && !year && grouped >= HABIT {
            ("ungrouped", Severity::Note)
        } else {
            continue;
        };
        let candidates: Vec<String> = number.candidates.iter().take(3).map(|c| group(&c.to_string())).collect();
        let slip = Relation { stated: Term::of(id, claim, TermRole::Stated), ..Relation::flag(&view.rule.name, claim.span, Vec::new(), level) };
        let slip = slip.variant(variant).detail("candidates", candidates.join(", ")).detail("grouped", group(digits));
        out.push(match variant {
            "ungrouped" => slip.replace(group(digits)),
            _ => slip,
        });
    }
}

/// How many digits stand between the marks.
fn mask(digits: &str) -> Vec<usize> {
    digits.split(['.', ',']).map(str::len).collect()
}

/// The mask, where all amounts in lakh and crore (`1,23,456`, `12,34,567`) are of one pattern.
fn pattern(digits: &str) -> Vec<usize> {
    let groups = mask(digits);
    let lakh = groups.len() > 2 && groups.last() == Some(&3) && groups.iter().rev().skip(1).all(|&len| len <= 2);
    if lakh && !digits.contains('.') {
        BY_TWOS.to_vec()
    } else {
        groups
    }
}

/// `3,45,678` in a text that counts in lakh and crore: thousands, then by twos.
fn is_by_twos(view: View, digits: &str) -> bool {
    pattern(digits) == BY_TWOS && view.claims.words.list.iter().any(|w| view.rule.cues("by_twos").iter().any(|cue| cue == view.document.folded(w.span())))
}

/// Versions, addresses, telephone numbers, codes: digits with marks that name something and measure nothing.
fn is_code(view: View, claim: &Claim) -> bool {
    let text = view.document.text();
    let (before, behind) = (text.get(..claim.span.start).unwrap_or(""), text.get(claim.span.end..).unwrap_or(""));
    let ahead = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    // `doi:10.1080/14682.2013`, `(PR.12.04`, `1.003729.H42`, also with a blank or a line end before the letters.
    let glued = ahead.contains(is_letter) && ahead.ends_with(['/', '-', ':', '.', '_', '@']) && claim.pair.is_none();
    let suffix = behind.strip_prefix('.').map(str::trim_start).and_then(|rest| rest.split_once(|c: char| !is_of_word(c)));
    let lettered = suffix.is_some_and(|(word, _)| word.starts_with(char::is_uppercase) && word.ends_with(|c: char| c.is_ascii_digit()));
    let groups = mask(view.document.words(claim.span));
    let bare = claim.quantity.measure == Measure::Bare || claim.unit_inherited;
    let telephone = groups.len() == 2 && groups.iter().all(|&len| len == 4);
    let outline = groups.len() > 2 && groups.last().is_some_and(|&len| len != 3) && bare;
    // `10.20.40.250`: the address of a computer.
    let address = groups.len() == 4 && groups.iter().skip(1).any(|&len| len != 3) && bare;
    glued || lettered || telephone || outline || address
}

/// Digits in groups of three, with the decimal mark of the language.
fn group(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if fraction.is_empty() {
        out
    } else {
        format!("{out},{fraction}")
    }
}
