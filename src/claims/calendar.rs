//! What N/M is besides N of M: a day and its month (`đến 30/6`), a school year (`2018/19`), a fraction (`2/3 số hộ`), a rate (`8/10.000 dân`);
//! and numbers of months and years that are periods.

use super::context::{behind, last_words};
use crate::lexicon::{split_words, Lexicon};
use crate::phrases::{is_letter, is_year};
use crate::quantity::Measure;

/// Most bytes between N/M and the percent that says what share it is.
const NEAR: usize = 16;

/// What N/M is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A day without its year, a school or budget year.
    Date,
    /// A share of something in words, or the scale of a map.
    Fraction,
    /// So many of a round number of people.
    Rate,
}

/// N/M and what stands around it in its block, in lower case.
#[derive(Clone, Copy)]
pub(super) struct Slash<'a> {
    pub before: &'a str,
    pub n: &'a str,
    pub m: &'a str,
    pub after: &'a str,
    /// Where the date before it ends, counted back from N.
    pub since_date: Option<usize>,
}

/// What N/M is, where it is not N of M.
pub(super) fn meaning(lexicon: &Lexicon, slash: Slash) -> Option<Meaning> {
    let Slash { before, n, m, after, .. } = slash;
    if is_year(n) && m.len() == 2 && n[2..].parse::<u32>().ok().zip(m.parse().ok()).is_some_and(|(a, b): (u32, u32)| (a + 1) % 100 == b) {
        return Some(Meaning::Date);
    }
    if is_after(lexicon, "day", before, &["", ":"]) || is_date(lexicon, slash) {
        return Some(Meaning::Date);
    }
    if is_rate(lexicon, n, m, after) {
        return Some(Meaning::Rate);
    }
    (is_fraction(lexicon, n, m, after) || is_map_scale(lexicon, slash)).then_some(Meaning::Fraction)
}

/// A day and a month, both in one or two digits.
fn day_and_month(n: &str, m: &str) -> Option<(u32, u32)> {
    let small = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()));
    let (day, month) = (small(n)?, small(m)?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month))
}

fn is_date(lexicon: &Lexicon, slash: Slash) -> bool {
    let Slash { before, n, m, after, since_date } = slash;
    let Some((day, month)) = day_and_month(n, m) else { return false };
    if is_after(lexicon, "day_of_week", before, &["", ":", ",", "("]) {
        return true;
    }
    // Nothing has 13 of 12 parts; but more than a plan may be done, and last year's figure may follow this year's.
    let of_parts = day <= month;
    let counted = behind(after, lexicon).known || after.trim_start().starts_with('%');
    if counted && of_parts || is_share(after) && since_date.is_none() {
        return false;
    }
    let joined = since_date.is_some_and(|len| joins(lexicon, &before[before.len() - len..]));
    let moves = of_parts && lexicon.list("moves").iter().any(|w| after.trim_start().starts_with(w.as_str()));
    let since = !moves && is_after(lexicon, "until_day", before, &["", ":"]);
    let enclosed = before.ends_with('(') && after.starts_with(')');
    joined || since || !of_parts && !counted && !enclosed
}

/// A comma, a dash or `và` is all that stands between two dates.
fn joins(lexicon: &Lexicon, between: &str) -> bool {
    let gap = between.trim();
    matches!(gap, "," | ";" | "-" | "–" | "") || lexicon.lists("date_joins", gap)
}

/// The words of a list are the last before a place, with no more than one of `signs` behind them.
fn is_after(lexicon: &Lexicon, list: &str, before: &str, signs: &[&str]) -> bool {
    let words = last_words(before, 3);
    let Some(last) = words.last() else { return false };
    let end = last.as_ptr() as usize - before.as_ptr() as usize + last.len();
    let said = |len: usize| {
        let first = words[words.len() - len].as_ptr() as usize - before.as_ptr() as usize;
        lexicon.lists(list, &before[first..end])
    };
    signs.contains(&before[end..].trim()) && (1..=words.len()).any(said)
}

/// `= 108%`, `(108%)`, `, đạt 108%` follow: the pair is the base of that percent.
pub(super) fn is_share(after: &str) -> bool {
    let Some(at) = after.find('%').filter(|&at| at <= NEAR) else { return false };
    let gap = after[..at].trim_end_matches(|c: char| c.is_ascii_digit() || ",. ".contains(c));
    gap.len() < at && gap.split_whitespace().filter(|w| w.chars().any(is_letter)).count() <= 1
}

/// `27 đến 30/9`: the day alone, its month stands behind the next one.
pub(super) fn leads_to_date(lexicon: &Lexicon, digits: &str, after: &str) -> bool {
    if digits.len() > 2 || !after.starts_with(' ') {
        return false;
    }
    let rest = after.trim_start();
    let Some(at) = rest.find(|c: char| c.is_ascii_digit()).filter(|&at| at <= 10) else { return false };
    let len = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (n, behind_n) = rest[at..].split_at(len(&rest[at..]));
    let Some(month) = behind_n.strip_prefix('/') else { return false };
    let (m, last) = month.split_at(len(month));
    let joined = lexicon.lists("date_joins", rest[..at].trim());
    joined && day_and_month(n, m).is_some() && day_and_month(digits, m).is_some() && !behind(last, lexicon).known && !last.starts_with(['%', '/'])
}

/// `15,2/10.000 dân`: of a round number of people.
fn is_rate(lexicon: &Lexicon, n: &str, m: &str, after: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let round: String = m.chars().filter(char::is_ascii_digit).collect();
    let is_round = round.starts_with('1') && round[1..].bytes().all(|b| b == b'0') && (3..=7).contains(&round.len());
    let people = lexicon.list("rate_of").iter().any(|w| after.trim_start().strip_prefix(w.as_str()).is_some_and(|rest| !rest.starts_with(is_letter)));
    is_round && people && (n.contains([',', '.']) && round.len() > 3 || digits(n) + 1 < round.len())
}

/// `tỷ lệ 1/2.000`, `1/500`: one of a round number of nothing.
fn is_map_scale(lexicon: &Lexicon, slash: Slash) -> bool {
    let digits: String = slash.m.chars().filter(char::is_ascii_digit).collect();
    let round = digits.ends_with("00") && digits.parse::<u64>().is_ok_and(|m| m >= 200);
    let uncounted = || is_after(lexicon, "map_scales", slash.before, &["", ":"]) || behind(slash.after, lexicon).measure == Measure::Bare;
    slash.n == "1" && round && !is_share(slash.after) && uncounted()
}

/// `6 tháng đầu năm`, `3 năm 2016-2018` and `kế hoạch 5 năm` are periods, not amounts.
pub(super) fn is_period(lexicon: &Lexicon, before: &str, after: &str, digits: &str) -> bool {
    let mut words = split_words(after);
    let found = lexicon.periods.at(words.clone().take(4)).map_or(0, |(_, len)| len);
    if found != 1 {
        return found > 1;
    }
    let unit = words.next().unwrap_or("");
    let ranged = words.next().is_some_and(is_year) && words.next().is_some_and(is_year);
    let planned = || lexicon.lists("period_units", unit) && is_after(lexicon, "period_before", before, &[""]);
    digits.bytes().all(|b| b.is_ascii_digit()) && (digits.len() == 4 || digits.len() <= 2 && (ranged || planned()))
}

/// `2/3 số hộ`: small numbers without a common divisor, and words that they are a fraction of.
fn is_fraction(lexicon: &Lexicon, n: &str, m: &str, after: &str) -> bool {
    let Some((n, m)) = n.parse::<u32>().ok().zip(m.parse::<u32>().ok()).filter(|_| n.len() == 1 && m.len() <= 2) else { return false };
    let common = (2..=n).any(|d| n % d == 0 && m % d == 0);
    let of = lexicon.list("fraction_of").iter().any(|w| after.trim_start().strip_prefix(w.as_str()).is_some_and(|rest| !rest.starts_with(is_letter)));
    n > 0 && n < m && m <= 10 && !common && of
}
