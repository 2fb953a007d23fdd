//! The only file that sees the pest types of `grammar/claim.pest`.

use crate::phrases::{is_capital, is_letter};
use pest::iterators::Pair;
use pest::Parser;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/claim.pest"]
struct Grammar;

/// Longest stretch that one claim is looked for in, in bytes.
const SLICE: usize = 80;

/// What the grammar finds at a digit; ranges are relative to that digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// One number.
    Amount(Range),
    /// A number with its percent sign: number, length of all.
    Percent(Range, usize),
    /// `N/M`.
    Ratio(Range, Range),
    /// A date: day, month, year, digits of the year, length.
    Date { day: Option<u32>, month: u32, year: u32, year_digits: usize, len: usize },
    /// `12.2017`: a month behind the word for it, else a number: month, year, length.
    DottedMonth { month: u32, year: u32, len: usize },
    /// A document code: serial, year, range of the letters, whether it is a Party code.
    Citation { serial: u32, year: Option<u32>, code: Range, party: bool },
    /// A list of bare numbers: how many, length.
    List(usize, usize),
    /// Numbers that are no quantities: ranges, times, dimensions.
    Skip(usize),
}

/// Start and end, relative to the digit where parsing began.
pub(super) type Range = (usize, usize);

impl Token {
    /// How far the token reaches.
    pub fn len(&self) -> usize {
        match self {
            Token::Amount(r) | Token::Ratio(_, r) => r.1,
            Token::Citation { code, .. } => code.1,
            Token::Percent(_, len) | Token::Date { len, .. } | Token::List(_, len) | Token::Skip(len) | Token::DottedMonth { len, .. } => *len,
        }
    }
}

/// Reads the claim at the start of `text`, which begins with a digit.
pub(super) fn token(text: &str) -> Option<Token> {
    let mut end = text.len().min(SLICE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if let Some(plain) = plain_amount(&text[..end]).or_else(|| slashed(&text[..end])).or_else(|| years(&text[..end])) {
        return Some(plain);
    }
    let claim = Grammar::parse(Rule::claim, &text[..end]).ok()?.next()?.into_inner().next()?;
    let len = claim.as_span().end();
    let rule = claim.as_rule();
    let parts: Vec<Pair<Rule>> = claim.clone().into_inner().collect();
    let number = |n: usize| parts.iter().filter(|p| p.as_rule() == Rule::number).nth(n).map(range);
    match rule {
        Rule::citation => citation(&claim),
        Rule::date | Rule::date_in_words | Rule::month_year => date(&parts, len),
        Rule::dotted_month => match date(&parts, len)? {
            Token::Date { month, year, .. } => Some(Token::DottedMonth { month, year, len }),
            other => Some(other),
        },
        Rule::number_list => Some(Token::List(parts.len(), len)),
        Rule::ratio => Some(Token::Ratio(number(0)?, number(1)?)),
        Rule::percent => Some(Token::Percent(number(0)?, len)),
        Rule::amount => Some(Token::Amount(number(0)?)),
        _ => Some(Token::Skip(len)),
    }
}

/// A quick look that spares plain numbers (`07 xã`, `1.234,5 ha`, `12,5%`) the grammar: behind them nothing that any other claim goes on with.
fn plain_amount(text: &str) -> Option<Token> {
    let len = plain_number(text)?;
    let behind = &text[len..];
    let rest = behind.trim_start_matches(' ');
    let glued = rest.len() == behind.len();
    let mut chars = rest.chars();
    let next = chars.next();
    let beyond = chars.as_str();
    let digit_follows = || beyond.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    let goes_on = match next {
        // `12h30`
        Some('h' | 'g') => glued && digit_follows(),
        // `5 x 6`, `5 – 6`, `1, 2, 3`, `7:30`
        Some('x' | '×' | '–' | '÷' | ',' | '.' | ':') => digit_follows(),
        // `12 500`, `12'500`, `1,2.10^6`, `21°02′`
        Some('0'..='9') => behind.len() - rest.len() == 1,
        Some('\'' | '’' | '·' | '*' | '^' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' | '°' | 'º') => true,
        // `17 tháng 7`, not `6 tháng đầu năm`
        Some('t') => rest.strip_prefix("tháng").is_some_and(|rest| rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())),
        Some('p') => rest.starts_with("phần") || rest.starts_with("per"),
        Some('%') if behind.len() - rest.len() <= 1 && !beyond.trim_start_matches(' ').starts_with(['-', '–', '÷']) => {
            return Some(Token::Percent((0, len), len + behind.len() - beyond.len()));
        }
        Some('%' | '/' | '-') => true,
        _ => false,
    };
    (!goes_on).then_some(Token::Amount((0, len)))
}

/// The same for what stands around slashes: whole dates (`15/7/2021`), months (`7/2021`), codes (`18/KH-UBND`, `12/2021/NQ-HĐND`), and plain
/// numbers of a pair (`16/19`).
fn slashed(text: &str) -> Option<Token> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count());
    let number = |from: usize, len: usize| text[from..from + len].parse::<u32>().ok();
    let first = digits(0);
    if bytes.get(first) != Some(&b'/') || first > 5 {
        return None;
    }
    let (second_at, second) = (first + 1, digits(first + 1));
    if second == 0 {
        let end = code_end(text, second_at)?;
        return Some(Token::Citation { serial: number(0, first)?, year: None, code: (second_at, end), party: false });
    }
    let end = second_at + second;
    let is_month = first <= 2 && second == 4 && matches!(&bytes[second_at..second_at + 2], b"19" | b"20");
    match bytes.get(end) {
        Some(b'/') => {
            let (third_at, third) = (end + 1, digits(end + 1));
            if third == 0 && second == 4 {
                let end = code_end(text, third_at)?;
                return Some(Token::Citation { serial: number(0, first)?, year: number(second_at, 4), code: (third_at, end), party: false });
            }
            let is_date = first <= 2 && second <= 2 && (2..=5).contains(&third);
            let (day, month, year) = (number(0, first), number(second_at, second)?, number(third_at, third).filter(|_| is_date)?);
            Some(Token::Date { day, month, year, year_digits: third, len: third_at + third })
        }
        // What may go on with the number, with thousands behind a blank or with a unit of its own.
        Some(b'.' | b',' | b' ') if digits(end + 1) > 0 => None,
        Some(b'\'') => None,
        next if next.is_some_and(|byte| !byte.is_ascii()) && text[end..].starts_with(['’', '·']) => None,
        _ if is_month => Some(Token::Date { day: None, month: number(0, first)?, year: number(second_at, 4)?, year_digits: 4, len: end }),
        _ => Some(Token::Ratio((0, first), (second_at, end))),
    }
}

/// The same for two years (`2021-2025`, `2021 – 2025`), behind which nothing goes on with the second one.
fn years(text: &str) -> Option<Token> {
    let is_year = |text: &str| text.as_bytes().first_chunk().is_some_and(|year: &[u8; 4]| year.iter().all(u8::is_ascii_digit));
    let rest = text.get(4..).filter(|_| is_year(text))?;
    let second = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix(['-', '–'])?;
    let second = second.strip_prefix(' ').unwrap_or(second);
    let behind = second.get(4..).filter(|_| is_year(second))?;
    let ends = match behind.as_bytes() {
        [] | [b';' | b')', ..] => true,
        [b'.' | b',', next @ ..] => !next.first().is_some_and(u8::is_ascii_digit),
        // A word, if it is not the one for a percent.
        [b' ', next, ..] => next.is_ascii_alphabetic() && *next != b'p',
        _ => false,
    };
    ends.then_some(Token::Skip(text.len() - behind.len()))
}

/// Where the letters of a code end that begins with a capital; `None` for signs that only the grammar knows.
fn code_end(text: &str, from: usize) -> Option<usize> {
    // The letters of Latin that are the same for the grammar.
    let is_known = |c: char| c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' | '’' | '“' | '”' | '–' | '…');
    let rest = text.get(from..)?;
    let goes_on = |c: char| is_letter(c) || c.is_ascii_digit() || c == '&';
    if !rest.starts_with(is_capital) {
        return None;
    }
    let mut end = from + rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
    while let Some(more) = text[end..].strip_prefix('-') {
        let len = more.find(|c| !goes_on(c)).unwrap_or(more.len());
        if len == 0 {
            break;
        }
        end += 1 + len;
    }
    let behind = text[end..].chars().next();
    (text[from..end].chars().chain(behind).all(is_known)).then_some(end)
}

/// How long the number at the start is, if its signs cannot be those of a date (`17.7.2021`) or of a list (`1,2,3`).
fn plain_number(text: &str) -> Option<usize> {
    let digits = |from: usize| text.as_bytes().get(from..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count());
    let mut len = digits(0);
    let mut grouped = false;
    let mut groups = 0;
    while let Some(sign @ (b'.' | b',')) = text.as_bytes().get(len) {
        let group = digits(len + 1);
        if group == 0 {
            break;
        }
        // `1.011995` and `12.2017` may be a code and a month.
        if *sign == b'.' && matches!(group, 4 | 6) {
            return None;
        }
        groups += 1;
        grouped |= groups == 1 && *sign == b'.' && group == 3;
        len += 1 + group;
    }
    (groups < 2 || grouped).then_some(len)
}

fn range(pair: &Pair<Rule>) -> Range {
    (pair.as_span().start(), pair.as_span().end())
}

fn citation(pair: &Pair<Rule>) -> Option<Token> {
    let parts: Vec<Pair<Rule>> = pair.clone().into_inner().collect();
    let serial = parts.iter().find(|p| p.as_rule() == Rule::serial)?.as_str().split('.').next()?.parse().ok()?;
    let year = parts.iter().find(|p| p.as_rule() == Rule::code_year).and_then(|p| p.as_str().parse().ok());
    let codes: Vec<&Pair<Rule>> = parts.iter().filter(|p| p.as_rule() == Rule::code).collect();
    let code = (codes.first()?.as_span().start(), codes.last()?.as_span().end());
    Some(Token::Citation { serial, year, code, party: codes.len() == 2 })
}

fn date(parts: &[Pair<Rule>], len: usize) -> Option<Token> {
    let field = |rules: &[Rule]| parts.iter().find(|p| rules.contains(&p.as_rule())).map(Pair::as_str);
    let year = field(&[Rule::year, Rule::full_year])?;
    let day = field(&[Rule::day]).and_then(|d| d.parse().ok());
    let month = field(&[Rule::month])?.parse().ok()?;
    Some(Token::Date { day, month, year: year.parse().ok()?, year_digits: year.len(), len })
}
