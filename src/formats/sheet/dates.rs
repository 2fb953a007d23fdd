//! Dates and times as they are printed: day before month, years in full.

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::Decimal;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Days from the zero of spreadsheets to 1/1/1970, and what is added where they count from 1904.
const ZERO_TO_1970: i64 = 25_569;
const FROM_1904: i64 = 1_462;
/// The last day that spreadsheets know, 31/12/9999.
const LAST_DAY: i64 = 2_958_465;

/// A piece of a date format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Day,
    Month,
    Year,
    Hour,
    Minute,
    Second,
    Literal(char),
}

/// A number format that prints dates or times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DateFormat {
    fields: Vec<Field>,
    /// `[h]`: hours go on beyond a day.
    elapsed: bool,
}

impl DateFormat {
    /// Reads a section of a number format; nothing where it prints no date.
    pub fn read(section: &str) -> Option<DateFormat> {
        let mut out = DateFormat::default();
        let section = section.replace("AM/PM", "").replace("am/pm", "").replace("A/P", "");
        let mut chars = section.chars().peekable();
        while let Some(c) = chars.next() {
            match c.to_ascii_lowercase() {
                '"' => out.fields.extend(chars.by_ref().take_while(|&c| c != '"').map(Field::Literal)),
                '\\' => out.fields.extend(chars.next().map(Field::Literal)),
                '_' | '*' => drop(chars.next()),
                '[' => out.bracket(&chars.by_ref().take_while(|&c| c != ']').collect::<String>()),
                letter @ ('d' | 'm' | 'y' | 'h' | 's') => {
                    let more = std::iter::from_fn(|| chars.next_if(|n| n.eq_ignore_ascii_case(&letter))).count();
                    out.letters(letter, more + 1);
                }
                // Tenths of seconds.
                '0' | '.' if out.fields.contains(&Field::Second) => {}
                '#' | '?' | '0' | '@' | 'e' => return None,
                _ => out.fields.push(Field::Literal(c)),
            }
        }
        let prints = out.fields.iter().any(|f| !matches!(f, Field::Literal(_)));
        (prints && out.fields.len() < 100).then_some(out)
    }

    fn bracket(&mut self, inner: &str) {
        let letter = inner.chars().next().map(|c| c.to_ascii_lowercase());
        if let Some(letter @ ('h' | 'm' | 's')) = letter.filter(|l| inner.chars().all(|c| c.eq_ignore_ascii_case(l))) {
            self.elapsed = true;
            self.letters(letter, inner.len());
        }
    }

    fn letters(&mut self, letter: char, len: usize) {
        let last = self.fields.iter().rev().find(|f| !matches!(f, Field::Literal(_))).copied();
        let field = match letter {
            // The name of the weekday.
            'd' if len > 2 => return,
            'd' => Field::Day,
            'y' => Field::Year,
            'h' => Field::Hour,
            's' => {
                // `mm:ss`: what looked like the month were minutes.
                if let Some(month) = self.fields.iter_mut().rev().find(|f| !matches!(f, Field::Literal(_))).filter(|f| **f == Field::Month) {
                    *month = Field::Minute;
                }
                Field::Second
            }
            _ if last == Some(Field::Hour) => Field::Minute,
            _ => Field::Month,
        };
        self.fields.push(field);
    }

    /// Prints a serial number of days; nothing where there is no such day.
    pub fn print(&self, serial: Decimal, from_1904: bool) -> Option<String> {
        let seconds = serial.checked_mul(Decimal::from(DAY))?.round().to_i64()?;
        let shift = if from_1904 { FROM_1904 } else { 0 };
        let day = seconds.div_euclid(DAY).checked_add(shift)?;
        if !(0..=LAST_DAY).contains(&day) {
            return None;
        }
        // Spreadsheets know a 29/2/1900; the days before it count one less.
        let (y, m, d) = civil(day - ZERO_TO_1970 + i64::from(day < 60 && !from_1904));
        let time = seconds.rem_euclid(DAY);
        let hours = if self.elapsed { seconds / 3600 } else { time / 3600 };
        let one = |field: &Field| match *field {
            Field::Day => format!("{d:02}"),
            Field::Month => format!("{m:02}"),
            Field::Year => format!("{y:04}"),
            Field::Hour => format!("{hours:02}"),
            Field::Minute => format!("{:02}", time / 60 % 60),
            Field::Second => format!("{:02}", time % 60),
            Field::Literal(c) => c.to_string(),
        };
        Some(self.ordered().iter().map(one).collect::<String>().trim().to_owned())
    }

    /// Day before month before year, with a stroke between, unless the format has words of its own (`Ngày dd tháng mm`).
    fn ordered(&self) -> Vec<Field> {
        let words = self.fields.iter().any(|f| matches!(f, Field::Literal(c) if c.is_alphabetic()));
        let has = |field: &Field| self.fields.contains(field);
        let days: Vec<Field> = [Field::Day, Field::Month, Field::Year].into_iter().filter(has).collect();
        if words || days.is_empty() {
            return self.fields.clone();
        }
        let mut out: Vec<Field> = Vec::new();
        for (at, &field) in days.iter().enumerate() {
            out.extend((at > 0).then_some(Field::Literal('/')));
            out.push(field);
        }
        for (at, &field) in [Field::Hour, Field::Minute, Field::Second].iter().filter(|f| has(f)).enumerate() {
            out.push(Field::Literal(if at == 0 { ' ' } else { ':' }));
            out.push(field);
        }
        out
    }
}

/// The date of a day counted from 1/1/1970, in the Gregorian calendar.
fn civil(day: i64) -> (i64, i64, i64) {
    // Years begin in March here, so that the leap day is the last one; eras are 400 years.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let d = of_year - (153 * month + 2) / 5 + 1;
    let m = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(m <= 2), m, d)
}

/// `2024-06-30T08:30:00` as `30/06/2024`; what is no such date stays as it is.
pub(super) fn from_iso(text: &str) -> String {
    let date = text.split('T').next().unwrap_or("");
    let parts: Vec<&str> = date.split('-').collect();
    match parts.as_slice() {
        [y, m, d] if parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())) => format!("{d}/{m}/{y}"),
        _ => text.to_owned(),
    }
}
