//! The unit that the head of a column, the name of a row or the line over a table gives to bare cells.

use crate::lexicon::{split_words, Lexicon};
use crate::quantity::Measure;
use rust_decimal::Decimal;

/// A unit with its scale.
pub type Scaled = (Measure, Decimal);

/// The unit that a head or a name gives in brackets, or that it is, or ends with (`Tỷ lệ %`).
pub fn of_head(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    let text = text.trim();
    let mut brackets = text.rmatch_indices('(').filter_map(|(at, _)| text[at + 1..].split(')').next());
    // `Năm` over a column tells its period.
    let plain = || whole(text, lexicon).filter(|(measure, _)| !matches!(measure, Measure::Unit(name) if *name == *"duration"));
    brackets
        .find_map(|piece| whole(piece.trim(), lexicon))
        .or_else(plain)
        .or_else(|| (text.ends_with('%') && has_percent(text)).then_some((Measure::Percent, Decimal::ONE)))
}

/// The unit that the name of a row gives in a bracket (`Năng suất lúa (tạ/ha)`, `Số lao động (người)`).
pub(super) fn of_name(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    let (_, bracket) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    whole(bracket.trim(), lexicon).or_else(|| counted(bracket, lexicon))
}

/// True for a sign of percents that is no part of a number (`Thu xã hưởng 100%`).
pub fn has_percent(text: &str) -> bool {
    text.match_indices('%').any(|(at, _)| !text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// The unit that a line over a table gives to all of it (`Đơn vị tính: triệu đồng`).
pub fn of_line(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    let stated = lexicon.list("unit_line").iter().find_map(|cue| text.split_once(cue.as_str()))?.1;
    let unit = stated.trim_start_matches([':', ' ']).split([')', ',', ';', '.', '\n']).next().unwrap_or("");
    whole(unit.trim(), lexicon)
}

/// True for a line that says that its table counts in thousands or more (`Number of letters (in thousands)`): whole numbers there were rounded.
pub(super) fn is_scaled(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.list("scaled_lines").iter().any(|cue| text.contains(cue.as_str()))
}

/// A text that is a unit and nothing else.
pub(super) fn whole(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    if text == "%" {
        return Some((Measure::Percent, Decimal::ONE));
    }
    let (unit, _) = lexicon.unit(text).filter(|(_, len)| *len == text.len())?;
    Some((Measure::Unit(unit.measure.clone()), unit.scale))
}

/// The noun that a cell of units names and nothing else (`Thủ tục`, `Cơ quan, đơn vị`): things are counted.
pub(super) fn counted(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    let first = text.split([',', '/']).next()?.trim();
    let (noun, words) = lexicon.nouns.at(split_words(first))?;
    (split_words(first).count() == words).then(|| (lexicon.counted(noun), Decimal::ONE))
}
