//! The time that a figure is of: the year, quarter or month that the words near it name.

use crate::claims::words::Word;
use crate::claims::Claims;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::phrases::is_year;
use crate::source::Span;

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `tháng 6`
    Month(u8),
    /// `quý II`
    Quarter(u8),
    /// `6 tháng`: from the start of the year.
    Months(u8),
}

/// A period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// The year.
    pub year: Option<u16>,
    /// The part of it.
    pub part: Option<Part>,
}

impl Period {
    /// True if nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        *self == Period::default()
    }

    /// What is missing filled in from another one.
    #[must_use]
    pub fn or(self, other: Period) -> Period {
        Period { year: self.year.or(other.year), part: self.part.or(other.part) }
    }
}

/// Digits of a year.
const YEAR: usize = 4;

/// The last period that a stretch of text names.
pub fn last_in(document: &Document, claims: &Claims, lexicon: &Lexicon, span: Span) -> Period {
    let inside = claims.words.inside(span);
    let words = claims.words.list.get(inside.clone()).unwrap_or(&[]);
    let mut out = Period::default();
    for at in (0..words.len()).rev() {
        if out.year.is_none() && words[at].span().len() == YEAR {
            let text = document.folded(words[at].span());
            out.year = Some(text).filter(|text| is_year(text) && is_no_amount(document, words[at])).and_then(|text| text.parse().ok());
        }
        // One look at the word spares most of them the lists of the language.
        if out.part.is_none() && claims.words.distinct(inside.start + at).is_some_and(|word| word.names_period) {
            out.part = part(document, lexicon, words, at);
        }
        if out.year.is_some() && out.part.is_some() {
            break;
        }
    }
    out
}

/// `2.024,5` and `12.2024` are no years.
fn is_no_amount(document: &Document, word: Word) -> bool {
    let text = document.text();
    let joins = |c: char| matches!(c, '.' | ',');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut before = text.get(..word.span().start).unwrap_or("").chars().rev();
    let mut behind = text.get(word.span().end..).unwrap_or("").chars();
    !(before.next().is_some_and(joins) && digit(before.next()) || behind.next().is_some_and(joins) && digit(behind.next()))
}

fn part(document: &Document, lexicon: &Lexicon, words: &[Word], at: usize) -> Option<Part> {
    let word = |at: usize| words.get(at).map(|w| document.folded(w.span()));
    let this = word(at)?;
    if let Some(month) = lexicon.months.get(this) {
        return Some(Part::Month(u8::try_from(*month).ok()?));
    }
    let small = |text: Option<&str>| text.and_then(|t| t.parse::<u8>().ok()).filter(|n| (1..=12).contains(n));
    if lexicon.lists("month_words", this) {
        let before = at.checked_sub(1).and_then(|b| small(word(b)));
        return small(word(at + 1)).map(Part::Month).or(before.map(Part::Months));
    }
    if lexicon.lists("quarter_words", this) {
        let roman = match word(at + 1)? {
            "i" => Some(1),
            "ii" => Some(2),
            "iii" => Some(3),
            "iv" => Some(4),
            digits => digits.parse::<u8>().ok().filter(|n| (1..=4).contains(n)),
        };
        return roman.map(Part::Quarter);
    }
    None
}
