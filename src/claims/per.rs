//! Amounts for each of something: what stands behind them (`/hộ`, `/người/tháng`, `mỗi hộ`), and words before them that make them averages.

use crate::lexicon::{split_words, Lexicon};

/// What an amount is for each of: the unit or noun behind a slash or a word for it.
pub(super) fn behind(after: &str, lexicon: &Lexicon) -> Option<String> {
    let rest = after.trim_start_matches(' ');
    let things = match rest.strip_prefix('/') {
        Some(things) => things.trim_start_matches(' '),
        None => {
            let said = lexicon.list("for_each").iter().filter_map(|w| rest.strip_prefix(w.as_str())?.strip_prefix(' ')).min_by_key(|r| r.len());
            said.filter(|_| rest.len() < after.len())?
        }
    };
    thing(things, lexicon)
}

/// A unit or a known noun at the start of a text; for a unit of time as well (`kg/người/tháng`).
fn thing(text: &str, lexicon: &Lexicon) -> Option<String> {
    let noun = lexicon.nouns.at(split_words(text).take(4)).map(|(n, _)| lexicon.noun_name(n)).filter(|n| text.starts_with(n));
    let unit = lexicon.unit(text).map(|(_, len)| &text[..len]);
    let first = match (unit, noun) {
        (Some(unit), Some(noun)) if noun.len() > unit.len() => noun,
        (Some(unit), _) => unit,
        (None, noun) => noun?,
    };
    let next = text.get(first.len()..).and_then(|rest| rest.trim_start().strip_prefix('/'));
    let second = next.map(str::trim_start).and_then(|rest| lexicon.unit(rest).map(|(_, len)| &rest[..len]));
    Some(second.map_or_else(|| first.to_owned(), |second| format!("{first}/{second}")))
}

/// `năng suất bình quân đạt 54,2`: a word of the label makes the number an average.
pub(super) fn is_average(label: &str, lexicon: &Lexicon) -> bool {
    let words = lexicon.list("average_words");
    words.iter().any(|w| label.contains(w.as_str()))
}
