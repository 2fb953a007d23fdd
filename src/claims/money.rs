//! Amounts of money with their currency in front: `US$ 3.4 billion`, `$3.4bn`, `VND 35,200 million`.

use super::context::{self, Behind};
use crate::lexicon::Lexicon;
use crate::phrases::{is_letter, is_of_word};
use crate::quantity::{Measure, Name};

/// What is measured by the number at `start`, and where the words before it end: at its currency, if one stands there.
pub(super) fn priced(text: &str, block: usize, start: usize, after: &str, lexicon: &Lexicon) -> (Behind, usize) {
    let (before, behind) = (&text[block..start], context::behind(after, lexicon));
    if lexicon.numbers.before.is_empty() {
        return (behind, start);
    }
    let ahead = before.strip_suffix(' ').unwrap_or(before);
    let signs = lexicon.numbers.before.iter().filter(|(sign, _)| ahead.strip_suffix(sign).is_some_and(|rest| !joins(rest, sign)));
    let Some((sign, measure)) = signs.max_by_key(|(sign, _)| sign.len()) else { return (behind, start) };
    let from = block + ahead.len() - sign.len();
    let measure = Measure::Unit(Name::Known(measure));
    let space = after.len() - after.trim_start_matches(' ').len();
    let len = after[space..].find(|c: char| !is_letter(c)).unwrap_or(after.len() - space);
    let word = &after[space..space + len];
    let scale = lexicon.scales.get(word).filter(|_| space > 0).or_else(|| lexicon.glued.get(word));
    let behind = match scale {
        Some(&scale) => Behind { measure, scale, exact: false, len: space + len, known: true },
        None => Behind { measure, exact: false, len: 0, known: true, ..Behind::bare() },
    };
    (behind, from)
}

/// A sign made of letters begins a word.
fn joins(rest: &str, sign: &str) -> bool {
    sign.starts_with(is_of_word) && rest.ends_with(is_of_word)
}
