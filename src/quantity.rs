//! Exact numbers: how a figure is read, what it was rounded from, and in which unit it counts.

mod name;

pub use name::Name;

use rust_decimal::Decimal;

/// What a word before a number says of its exactness.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// Stated as it is.
    #[default]
    None,
    /// `trên`, `hơn`: the true value is this or more.
    AtLeast,
    /// `gần`, `dưới`: the true value is this or less.
    AtMost,
    /// `khoảng`, `ước`: the true value is near.
    About,
}

/// How the digits of a number are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub enum Style {
    /// `1.448,29`: the Vietnamese (and continental) way, or nothing to tell.
    #[default]
    #[serde(rename = ",")]
    Comma,
    /// `1,448.29` or `40.4`.
    #[serde(rename = ".")]
    Point,
}

impl Style {
    fn other(self) -> Style {
        match self {
            Style::Comma => Style::Point,
            Style::Point => Style::Comma,
        }
    }
}

/// So many digits besides zeros at the end are no round figure.
const PRECISE: usize = 4;

/// A number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value, in the unit it is written in.
    pub value: Decimal,
    /// Written digits after the decimal mark.
    pub places: u32,
    /// How it is grouped.
    pub style: Style,
    /// How the numbers of its report are grouped.
    pub report: Style,
    /// Other values that a malformed grouping may stand for; empty for a well-formed number.
    pub candidates: Vec<Decimal>,
}

impl Number {
    /// True if the grouping marks cannot be read.
    pub fn is_malformed(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// Three digits behind the decimal mark as a group of thousands: 4,974 as 4974. `None` where it cannot be one.
    pub fn in_thousands(&self) -> Option<Number> {
        let whole = self.places == 3 && self.value >= Decimal::ONE && self.value < Decimal::ONE_THOUSAND;
        let value = self.value.checked_mul(Decimal::ONE_THOUSAND).filter(|_| whole)?;
        Some(Number { value: value.trunc(), places: 0, style: self.style.other(), ..self.clone() })
    }
}

/// Reads digits with grouping and decimal marks; `None` when it has no digits or overflows.
///
/// `.` groups thousands and `,` is the decimal mark; a single mark that cannot be the one is read as the other (`40.4`, `1,234,567`).
pub fn parse_number(text: &str) -> Option<Number> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return plain(text, "", Style::Comma);
    }
    if let Some(number) = usual(text) {
        return Some(number);
    }
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    if parts.iter().any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let dots = marks.iter().filter(|&&m| m == '.').count();
    let commas = marks.len() - dots;
    match (dots, commas) {
        (0, 1) => plain(parts[0], parts[1], Style::Comma),
        (1, 0) if groups(&parts) && parts[0] != "0" => plain(&parts.concat(), "", Style::Comma),
        // `40.4` is the English decimal; `26.4150` has a digit too many for a group and too many for a decimal.
        (1, 0) if parts[1].len() <= 2 || parts[0] == "0" => plain(parts[0], parts[1], Style::Point),
        (_, 0) if groups(&parts) => plain(&parts.concat(), "", Style::Comma),
        (0, 2..) if lakhs(&parts) => plain(&parts.concat(), "", Style::Point),
        (0, _) if groups(&parts) => plain(&parts.concat(), "", Style::Point),
        (_, 1) if marks.last() == Some(&',') => grouped(text, &parts, Style::Comma),
        (1, 1..) if marks.last() == Some(&'.') => grouped(text, &parts, Style::Point),
        _ => malformed(text, &parts),
    }
}

/// A number in the way that most are written: groups of thousands behind points, decimals behind one comma. `None` for any other, which may be one too.
fn usual(text: &str) -> Option<Number> {
    // As many digits as a number of 64 bits has for certain.
    const DIGITS: usize = 18;
    let (whole, fraction) = text.split_once(',').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let dots = whole.bytes().filter(|b| *b == b'.').count();
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let grouped = dots == 0 || first.len() <= 3 && groups.clone().all(|group| group.len() == 3);
    // `0.125` is an English decimal.
    let fits = text.len() <= DIGITS && grouped && are_digits(first) && groups.all(are_digits) && !(dots == 1 && fraction.is_none() && first == "0");
    if !fits || !fraction.is_none_or(are_digits) {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).fold(0i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    let places = u32::try_from(fraction.map_or(0, str::len)).ok()?;
    Some(Number { value: Decimal::new(digits, places), places, style: Style::Comma, report: Style::Comma, candidates: Vec::new() })
}

/// Reads digits in a report that writes its numbers one way or the other.
pub fn parse_number_in(text: &str, report: Style) -> Option<Number> {
    let is_blank = |c: char| matches!(c, ' ' | '\'' | '’' | '·');
    if text.contains(is_blank) {
        return parse_number_in(&text.replace(is_blank, ""), report);
    }
    if report == Style::Comma {
        return parse_number(text);
    }
    let swap = |c| match c {
        '.' => ',',
        ',' => '.',
        _ => c,
    };
    let turned: String = text.chars().map(swap).collect();
    parse_number(&turned).map(|number| Number { style: number.style.other(), report, ..number })
}

fn plain(whole: &str, fraction: &str, style: Style) -> Option<Number> {
    let value = decimal(whole, fraction)?;
    Some(Number { value, places: u32::try_from(fraction.len()).ok()?, style, report: Style::Comma, candidates: Vec::new() })
}

fn decimal(whole: &str, fraction: &str) -> Option<Decimal> {
    let digits = whole.len() + fraction.len();
    if digits > 24 {
        return None;
    }
    let mantissa: i128 = if fraction.is_empty() { whole.parse().ok()? } else { format!("{whole}{fraction}").parse().ok()? };
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(fraction.len()).ok()?).ok()
}

/// A first group of one to three digits, then groups of exactly three.
fn groups(parts: &[&str]) -> bool {
    parts[0].len() <= 3 && parts[1..].iter().all(|p| p.len() == 3)
}

/// `1,23,45,678`: thousands, then hundreds of thousands by twos, as in India.
fn lakhs(parts: &[&str]) -> bool {
    let Some((last, rest)) = parts.split_last() else { return false };
    last.len() == 3 && rest[0].len() <= 2 && rest[1..].iter().all(|p| p.len() == 2)
}

fn grouped(text: &str, parts: &[&str], style: Style) -> Option<Number> {
    let (fraction, whole) = parts.split_last()?;
    if groups(whole) {
        return plain(&whole.concat(), fraction, style);
    }
    malformed(text, parts)
}

/// What the marks of an unreadable number may have been meant as: marks misplaced, or a run of digits too many.
fn malformed(text: &str, parts: &[&str]) -> Option<Number> {
    let mut candidates = Vec::new();
    let mut add = |value: Option<Decimal>| {
        if let Some(v) = value {
            if !candidates.contains(&v) {
                candidates.push(v);
            }
        }
    };
    add(decimal(&parts.concat(), ""));
    for index in 0..parts.len() {
        for cut in slips(parts[index]) {
            let mut fixed: Vec<&str> = parts.to_vec();
            fixed[index] = &cut;
            fixed.retain(|p| !p.is_empty());
            if fixed.len() > 1 && groups(&fixed) {
                add(decimal(&fixed.concat(), ""));
            }
        }
    }
    if let Some(mark) = text.rfind(',') {
        let whole: String = text[..mark].chars().filter(char::is_ascii_digit).collect();
        add(decimal(&whole, &text[mark + 1..].replace('.', "")));
    }
    let value = *candidates.first()?;
    Some(Number { value, places: 0, style: Style::Comma, report: Style::Comma, candidates })
}

/// A digit group with one digit dropped, and the group left out whole (a doubled start: `4.40.049` for `4.049`).
fn slips(group: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for at in 0..group.len() {
        let (head, tail) = group.split_at(at);
        out.push(format!("{head}{}", &tail[1..]));
    }
    out
}

/// A closed range of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Least value.
    pub lo: Decimal,
    /// Greatest value; `None` when nothing bounds it (`trên 7 tỷ`).
    pub hi: Option<Decimal>,
}

/// What is counted or measured, comparable by equality.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A physical or money measure of the lexicon (`VND`, `area`, `mass`), in its base unit.
    Unit(Name),
    /// Counted things, by the canonical noun of the lexicon or the words that stand there.
    Count(Name),
    /// A percentage.
    Percent,
    /// Nothing is said.
    Bare,
}

impl Measure {
    /// The name of the measure, or the noun of what is counted; empty where nothing is said.
    pub fn name(&self) -> &str {
        match self {
            Measure::Unit(name) | Measure::Count(name) => name,
            Measure::Percent => "%",
            Measure::Bare => "",
        }
    }
}

/// True for a one as the scale of most units is written: nothing but the places of a zero changes by it, and to see that is far cheaper than to calculate.
#[inline]
pub fn is_one(scale: Decimal) -> bool {
    scale.scale() == 0 && scale.mantissa() == 1
}

/// Half of the last place of a number, by how many places it has: as many as a decimal can have besides.
static HALVES: [Decimal; 28] = halves();

const fn halves() -> [Decimal; 28] {
    let mut table = [Decimal::ZERO; 28];
    let mut places = 0;
    while places < table.len() {
        table[places] = Decimal::from_parts(5, 0, 0, false, places as u32 + 1);
        places += 1;
    }
    table
}

/// A value in base units as so many units of a scale.
#[inline]
pub fn in_units(value: Decimal, scale: Decimal) -> Option<Decimal> {
    if is_one(scale) && !value.is_zero() {
        return Some(value);
    }
    value.checked_div(scale)
}

/// A quantity: a number in a measure with everything that its writing says of its exactness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number as written, before its scale.
    pub number: Number,
    /// How many base units one written unit is (`triệu đồng`: 1 000 000).
    pub scale: Decimal,
    /// What is measured.
    pub measure: Measure,
    /// True for counted things, which are not rounded.
    pub exact: bool,
    /// What the words before it say of its exactness.
    pub hedge: Hedge,
}

impl Quantity {
    /// Its value in base units; `None` on overflow.
    #[inline]
    pub fn base(&self) -> Option<Decimal> {
        if is_one(self.scale) && !self.number.value.is_zero() {
            return Some(self.number.value);
        }
        self.number.value.checked_mul(self.scale)
    }

    /// Its unit with the scale (`VND*1e6`), or its noun; empty where nothing is said.
    pub fn unit_name(&self) -> String {
        let name = self.measure.name();
        if is_one(self.scale) {
            return name.to_owned();
        }
        let digits = self.scale.normalize().to_string();
        let head = digits.trim_end_matches('0');
        match (digits.as_str(), head) {
            ("1", _) => name.to_owned(),
            (_, "1") => format!("{name}*1e{}", digits.len() - head.len()),
            _ => format!("{name}*{digits}"),
        }
    }

    /// Half of the last written unit, in base units: zero for counted things.
    pub fn half_unit(&self) -> Option<Decimal> {
        if self.exact && self.number.places == 0 && self.scale == Decimal::ONE {
            return Some(Decimal::ZERO);
        }
        let half = HALVES.get(self.number.places as usize).copied()?;
        if is_one(self.scale) {
            return Some(half);
        }
        half.checked_mul(self.scale)
    }

    /// More digits than anyone gives who only means to say how much it is about.
    fn is_precise(&self) -> bool {
        self.number.value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len() >= PRECISE
    }

    /// The values that it may have been rounded from, widened by its hedge.
    pub fn interval(&self) -> Option<Interval> {
        let (base, half) = (self.base()?, self.half_unit()?);
        if half.is_zero() && self.hedge == Hedge::None {
            return Some(Interval { lo: base, hi: Some(base) });
        }
        let (lo, hi) = (base.checked_sub(half)?, base.checked_add(half)?);
        Some(match self.hedge {
            Hedge::None => Interval { lo, hi: Some(hi) },
            Hedge::AtLeast => Interval { lo, hi: None },
            Hedge::AtMost => Interval { lo: Decimal::ZERO, hi: Some(hi) },
            // `ước đạt 48.612,4 tỷ đồng`: an estimate, and yet the figure that the report calculates with.
            Hedge::About if self.is_precise() => Interval { lo, hi: Some(hi) },
            Hedge::About => {
                let slack = base.checked_mul(Decimal::new(5, 2))?;
                Interval { lo: lo.checked_sub(slack)?, hi: Some(hi.checked_add(slack)?) }
            }
        })
    }
}
