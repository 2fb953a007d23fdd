//! `numbering`: sections, headings, list letters, annexes and enumerations that skip, repeat or run back.

mod annex;
mod articles;
mod inline;
mod ordinals;
mod outline;
mod paragraphs;
mod parts;
mod serials;
mod steps;

use crate::document::{list_letters, Scheme};
use crate::language::Language;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Flags breaks in all sequences of numbers.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let articles = articles::read(view);
    outline::propose(view, &articles, out);
    articles::propose(view, &articles, out);
    paragraphs::propose(view, out);
    parts::propose(view, out);
    steps::propose(view, out);
    annex::propose(view, out);
    inline::propose(view, out);
    ordinals::propose(view, out);
    serials::propose(view, out);
}

/// How a number fails to follow the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// Numbers are left out.
    Skip,
    /// The number before comes again.
    Again,
    /// Another number stands where the next one belongs.
    Wrong,
    /// The number of the section above it is missing before it.
    Headless,
}

/// Judges `number` behind `last`, knowing what comes next in its sequence; `None` where it is no slip, or only looks like a number.
fn judge(last: u32, number: u32, next: Option<u32>) -> Option<Break> {
    let goes_on = next.is_none_or(|n| n == number + 1 || n == 1);
    if number == last {
        return (goes_on && number > 1).then_some(Break::Again);
    }
    if next == Some(last + 2) && number != last + 1 {
        return Some(Break::Wrong);
    }
    let near = number > last + 1 && (number <= last + 3 || next == Some(number + 1));
    (near && goes_on).then_some(Break::Skip)
}

/// Judges `number` behind `last` in a list that is told by its words (`Điều`, `Bước`) or brackets alone, and so believed only where it goes on:
/// the same number again, or `most` left out at most.
fn judge_list(last: u32, number: u32, next: Option<u32>, most: u32) -> Option<Break> {
    let goes_on = next.is_none_or(|n| n == number + 1 || n == 1) && (last > 1 || next == Some(number + 1));
    let found = match number.checked_sub(last)? {
        0 => Break::Again,
        step if (2..=most + 1).contains(&step) => Break::Skip,
        _ => return None,
    };
    goes_on.then_some(found)
}

fn flag(view: View, at: Span, before: Span, found: Break, missing: &str, out: &mut Vec<Relation>) {
    let variant = match found {
        Break::Skip => "skip",
        Break::Again => "again",
        Break::Wrong => "wrong",
        Break::Headless => "headless",
    };
    let label = |s: Span| {
        let mark = view.document.words(s).trim();
        if mark.starts_with('(') { mark } else { mark.trim_end_matches(['.', ')', '/', '-', ':', ',']) }.to_owned()
    };
    let slip = Relation::flag(&view.rule.name, at, vec![before], Severity::Warning).variant(variant);
    out.push(slip.detail("label", label(at)).detail("before", label(before)).detail("missing", missing));
}

/// A number as its scheme writes it.
fn written(language: Language, scheme: Scheme, prefix: &[u32], number: u32) -> String {
    match scheme {
        Scheme::Part | Scheme::Roman => roman(number),
        Scheme::Letter => {
            let letter = usize::try_from(number).ok().and_then(|n| list_letters(language).chars().nth(n.wrapping_sub(1)));
            letter.map_or_else(|| number.to_string(), String::from)
        }
        _ => prefix.iter().chain(std::iter::once(&number)).map(u32::to_string).collect::<Vec<_>>().join("."),
    }
}

fn roman(mut number: u32) -> String {
    const STEPS: [(u32, &str); 7] = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (value, letters) in STEPS {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}
