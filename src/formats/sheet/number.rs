//! Numbers as they are printed: by the number format of their cell, in the Vietnamese way (`1.234.567,5`).

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits that binary numbers hold surely; what is behind them is noise (0.1 + 0.2).
const SURE: u32 = 15;
/// Digits that a cell without number format shows.
const SHOWN: u32 = 10;
/// Decimals that a number format may ask for.
const MOST_PLACES: u32 = 20;
/// Wholes below are written without grouping where nothing asks for it: they may be years.
const GROUPED_FROM: u32 = 10_000;

/// A stored number, freed from the noise of binary fractions; nothing where it is too large.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let value = if text.contains(['e', 'E']) { Decimal::from_scientific(text).ok()? } else { text.parse().ok()? };
    Some(value.round_sf_with_strategy(SURE, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value).normalize())
}

/// A number in a cell without number format: shortest, grouped from 10.000 on.
pub(super) fn general(value: Decimal) -> String {
    let whole = value.abs().trunc().to_string().len() as u32;
    let places = value.normalize().scale().min(SHOWN.saturating_sub(whole));
    let rounded = round(value, places).normalize();
    print(rounded, 1, 0, rounded.scale(), rounded.abs() >= Decimal::from(GROUPED_FROM))
}

pub(super) fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// Writes a number with at least `least` and at most `most` decimals and at least `whole` digits before them.
pub(super) fn print(value: Decimal, whole: usize, least: u32, most: u32, grouped: bool) -> String {
    let rounded = round(value, most).normalize();
    let text = rounded.abs().to_string();
    let (ahead, behind) = text.split_once('.').unwrap_or((&text, ""));
    let ahead = if ahead == "0" { "" } else { ahead };
    let digits = format!("{ahead:0>whole$}");
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "-" } else { "" };
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if grouped && at > 0 && (digits.len() - at) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    let decimals = format!("{behind:0<least$}", least = least as usize);
    if !decimals.is_empty() {
        out.push(',');
        out += &decimals;
    }
    out
}

/// One section of a number format that prints digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Digits {
    before: String,
    after: String,
    whole: usize,
    least: u32,
    most: u32,
    grouped: bool,
    /// How often the number is divided by thousand, and multiplied by hundred.
    thousands: u32,
    percents: u32,
    /// There is a place for digits at all.
    any: bool,
}

impl Digits {
    /// Reads a section without dates; nothing where it is of a kind that is not understood.
    pub fn read(section: &str) -> Option<Digits> {
        let mut out = Digits::default();
        let (mut point, mut comma) = (false, 0);
        let mut chars = section.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => chars.by_ref().take_while(|&c| c != '"').try_for_each(|c| out.literal(c))?,
                '\\' => out.literal(chars.next().unwrap_or(' '))?,
                '_' | '*' => drop(chars.next()),
                '[' => bracket(&chars.by_ref().take_while(|&c| c != ']').collect::<String>())?.chars().try_for_each(|c| out.literal(c))?,
                '0' | '#' | '?' => {
                    // Digits behind words in between (`00"-"00`) are no plain number.
                    if !out.after.is_empty() {
                        return None;
                    }
                    out.grouped |= comma > 0 && !point;
                    comma = 0;
                    out.place(c, point);
                }
                '.' if out.any || chars.peek().is_some_and(|c| "0#?".contains(*c)) => point = true,
                ',' if out.any && out.after.is_empty() => comma += 1,
                '%' => {
                    out.percents += 1;
                    out.literal('%')?;
                }
                'E' | 'e' | '/' | '@' => return None,
                _ => out.literal(c)?,
            }
        }
        out.thousands = comma;
        (out.most <= MOST_PLACES && out.thousands <= 4 && out.percents <= 2 && out.whole <= 20).then_some(out)
    }

    fn place(&mut self, sign: char, point: bool) {
        self.any = true;
        match (point, sign) {
            (true, _) => {
                self.most += 1;
                if sign == '0' {
                    self.least = self.most;
                }
            }
            (false, '0') => self.whole += 1,
            (false, _) => {}
        }
    }

    fn literal(&mut self, c: char) -> Option<()> {
        if self.any {
            self.after.push(c);
        } else {
            self.before.push(c);
        }
        (self.before.len() + self.after.len() < 200).then_some(())
    }

    /// Prints a number; nothing on overflow. Brackets around a negative number become its sign.
    pub fn print(&self, value: Decimal) -> Option<String> {
        let mut shown = value;
        for _ in 0..self.percents {
            shown = shown.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..self.thousands {
            shown = shown.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let words = |text: &str| if value.is_sign_negative() { text.replace(['(', ')', '-'], "") } else { text.to_owned() };
        let digits = if self.any { print(shown, self.whole, self.least, self.most, self.grouped) } else { String::new() };
        let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
        Some(format!("{sign}{}{digits}{}", words(&self.before), words(&self.after)).trim().to_owned())
    }
}

/// What a bracket of a number format prints: a currency, or nothing; conditions are not understood.
fn bracket(inner: &str) -> Option<&str> {
    match inner.strip_prefix('$') {
        Some(currency) => Some(currency.split('-').next().unwrap_or("")),
        None => (!inner.contains(['<', '>', '='])).then_some(""),
    }
}

/// A displayed number (`1,234.50`, `12.5%`, `1.234,50`) in the Vietnamese way, the stored value telling which mark is which.
pub(super) fn restyle(shown: &str, value: Decimal) -> Option<String> {
    let is_core = |c: char| c.is_ascii_digit() || c == '.' || c == ',' || c.is_whitespace();
    let start = shown.find(|c: char| c.is_ascii_digit())?;
    let end = shown.rfind(|c: char| c.is_ascii_digit())? + 1;
    let core = &shown[start..end];
    if !core.chars().all(is_core) {
        return None;
    }
    let target = if shown.contains('%') { value.abs().checked_mul(Decimal::ONE_HUNDRED)? } else { value.abs() };
    let marks = core.rfind(['.', ',']).into_iter().map(Some).chain([None]);
    for mark in marks {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (ahead, behind) = mark.map_or((core, ""), |at| (&core[..at], &core[at + 1..]));
        let places = digits(behind).len() as u32;
        let read: Option<Decimal> = format!("{}.{}", digits(ahead), digits(behind)).trim_end_matches('.').parse().ok();
        if places <= MOST_PLACES && read.is_some_and(|r| r == round(target, places)) {
            let grouped = ahead.contains(|c: char| !c.is_ascii_digit());
            let sign = if value.is_sign_negative() { "-" } else { "" };
            let words = |text: &str| text.replace(['(', ')', '-'], "");
            let printed = print(round(target, places), digits(ahead).len(), places, places, grouped);
            return Some(format!("{sign}{}{printed}{}", words(&shown[..start]), words(&shown[end..])).trim().to_owned());
        }
    }
    None
}
