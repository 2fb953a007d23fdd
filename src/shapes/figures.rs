//! `figures`: numbers whose marks cannot be read, or are not those of the rest of the report.

use super::View;
use crate::claims::Claim;
use crate::quantity::{Measure, Style};
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;

/// Fewest figures written one way that make it the way of the report.
const HABIT: usize = 5;

/// Flags malformed figures; notes figures in another style than the report's.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let written = |c: &Claim| view.document.words(c.span);
    let commas = view.claims.list.iter().filter(|c| c.quantity.number.style == Style::Comma && c.quantity.number.places > 0).count();
    let grouped = view.claims.list.iter().filter(|c| c.quantity.number.places == 0 && written(c).contains('.')).count();
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
        let (variant, level) = if number.is_malformed() {
            ("malformed", Severity::Error)
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
