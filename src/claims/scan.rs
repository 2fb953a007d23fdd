//! Finds the digits of a document, has them parsed, and puts each number in its place.

use super::parse::{self, Token};
use super::{breaks, context, cues, dated, elided, money, pairs, spelled, spread, BreakKind, Citation, Claim, Claims, DateClaim, NumberList, Pair, PercentOf};
use crate::document::{BlockId, Document, Kind};
use crate::lexicon::{Lexicon, Role};
use crate::limits;
use crate::phrases::is_of_word;
use crate::quantity::{parse_number_in, Hedge, Measure, Number, Quantity};
use crate::source::Span;
use rust_decimal::Decimal;

/// Reads the claims of all blocks.
pub(super) fn read(document: &Document, lexicon: &Lexicon) -> Claims {
    let mut claims = Claims { words: super::words::Words::read(document), ..Claims::default() };
    for block in 0..document.blocks.len() {
        if limits::of_block(document, block).is_some() {
            claims.by_block.push((claims.list.len(), claims.list.len()));
            continue;
        }
        let first_paren = claims.parens.len();
        breaks::read(document, lexicon.list("stopped"), block, &mut claims.breaks, &mut claims.parens);
        let parens = &claims.parens;
        let around = |at: usize| parens[first_paren..].iter().rposition(|p| p.span.start <= at && at < p.span.end).map(|p| p + first_paren);
        cues::read(document, claims.words.of_block(block), block, lexicon, around, &mut claims.cues, &mut claims.deductions);
        let first = claims.list.len();
        let mut scan = Scan { document, lexicon, claims: &mut claims, block, from: first };
        scan.block();
        pairs::join(document, lexicon, first, &mut scan.claims.list[first..]);
        scan.tails();
        scan.inherit_units();
        let lead = elided::lead(document, scan.claims, block);
        let Claims { list, parens, .. } = &mut *scan.claims;
        elided::carry(document, lexicon, parens, lead, &mut list[first..]);
        claims.by_block.push((first, claims.list.len()));
    }
    claims
}

struct Scan<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    claims: &'a mut Claims,
    block: BlockId,
    from: usize,
}

impl Scan<'_> {
    fn block(&mut self) {
        let span = self.document.blocks[self.block].span;
        let text = self.document.text();
        let mut at = span.start;
        let mut spelled = spelled::find(self.lexicon, span.of(&self.document.lower)).into_iter().map(|(a, b)| (span.start + a, span.start + b)).peekable();
        while let Some(offset) = text[at..span.end].find(|c: char| c.is_ascii_digit()) {
            let digit = at + offset;
            while let Some((from, to)) = spelled.next_if(|s| s.0 < digit) {
                self.number(from, to, None, None);
            }
            let before = text[span.start..digit].chars().next_back();
            // Digits inside a word (`QH15`, `O2`) or behind a dotted code (`ĐH.58`) are names.
            let glued = before.is_some_and(|c| is_of_word(c) || c == '.' && text[span.start..digit - 1].ends_with(is_of_word));
            let hyphened = before == Some('-') && text[span.start..digit - 1].ends_with(char::is_alphabetic);
            let len = text[digit..span.end].bytes().take_while(u8::is_ascii_digit).count();
            let token = dated::token(self.lexicon, &self.document.lower[span.start..span.end], digit - span.start);
            at = match token.or_else(|| parse::token(&text[digit..span.end])) {
                Some(token) if !glued && !hyphened => digit + self.token(digit, &token).max(1),
                _ => digit + len,
            };
        }
        for (from, to) in spelled {
            self.number(from, to, None, None);
        }
    }

    /// Records what was found at `at`; returns how far it reaches.
    fn token(&mut self, at: usize, token: &Token) -> usize {
        let end = at + token.len();
        match *token {
            Token::Amount(r) => self.number(at + r.0, at + r.1, None, None),
            Token::Percent(r, len) => self.number(at + r.0, at + r.1, Some(at + len), None),
            Token::Ratio(n, m) if self.is_day(at) => return m.1.max(n.1),
            Token::Ratio(n, m) => {
                let first = self.claims.list.len();
                self.number(at + n.0, at + n.1, None, Some(at + m.1));
                // Where N is part of a name (`Ia Rong 16/19`), M is no amount either.
                if self.claims.list.len() == first {
                    return token.len();
                }
                self.number(at + m.0, at + m.1, None, None);
                if self.claims.list.len() == first + 2 {
                    self.claims.list[first].pair = Some(Pair::Of(first + 1));
                    self.claims.list[first + 1].pair = Some(Pair::Base(first));
                }
            }
            Token::Date { day, month, year, year_digits, .. } => {
                let claim = DateClaim { span: Span::new(at, end), block: self.block, day, month, year, year_digits };
                self.claims.dates.push(claim);
            }
            Token::Citation { serial, year, code, party } => {
                let code = Span::new(at + code.0, at + code.1);
                self.claims.citations.push(Citation { span: Span::new(at, end), block: self.block, serial, year, code, party });
            }
            Token::List(len, _) => self.claims.number_lists.push(NumberList { span: Span::new(at, end), block: self.block, len }),
            Token::Skip(_) => {}
        }
        token.len()
    }

    /// A number right behind a colon is labelled by the words before it.
    fn before_colon(&self, label: usize, at: usize, paren: Option<usize>) -> usize {
        let colon = self.claims.breaks.partition_point(|b| b.at < at).checked_sub(1).and_then(|last| self.claims.breaks.get(last));
        let Some(colon) = colon.filter(|b| b.kind == BreakKind::Colon && b.at + 1 == label) else { return label };
        if !Span::new(label, at).of(self.document.text()).trim().is_empty() {
            return label;
        }
        let (_, clause, _, _) = self.place(colon.at);
        let last = self.claims.list[self.from..].last().filter(|c| c.paren == paren).map_or(clause, |c| c.full.end);
        last.max(clause).min(colon.at)
    }

    /// The stretch before `at` that may tell what the number is.
    fn nearby(&self, at: usize) -> Span {
        let mut start = at.saturating_sub(60).max(self.document.blocks[self.block].span.start);
        while !self.document.text().is_char_boundary(start) {
            start += 1;
        }
        Span::new(start, at)
    }

    /// `ngày 30/6` is a date without its year.
    fn is_day(&self, at: usize) -> bool {
        let before = &self.document.lower[self.document.blocks[self.block].span.start..at];
        let before = before.trim_end().trim_end_matches(':');
        self.lexicon.list("day").iter().any(|word| before.ends_with(word.as_str()))
    }

    /// The number that stands in a place, and its digits; counts may stand in words.
    fn read(&self, start: usize, end: usize) -> Option<(Number, String)> {
        let written = Span::new(start, end).of(&self.document.lower);
        let digits = spelled::value(self.lexicon, written).map_or_else(|| written.to_owned(), |n| n.to_string());
        let number = parse_number_in(&digits, self.lexicon.numbers.decimal)?;
        (!(is_phone(&digits) || number.is_malformed() && self.is_outline(start, end))).then_some((number, digits))
    }

    /// Records one number; `percent_end` is the end of its percent sign, `unit_from` where its unit stands if not right behind it.
    fn number(&mut self, start: usize, end: usize, percent_end: Option<usize>, unit_from: Option<usize>) {
        let block = self.document.blocks[self.block].span;
        let lower = self.document.lower.as_str();
        let Some((number, digits)) = self.read(start, end) else { return };
        let digits = digits.as_str();
        let percent_end = percent_end.or_else(|| self.points(end));
        let behind_at = percent_end.or(unit_from).unwrap_or(end);
        let after = &lower[behind_at..block.end];
        let (behind, sign) = money::priced(lower, block.start, start, after, self.lexicon);
        let (paren, clause, segment, sentence) = self.place(start);
        let label_start = self.claims.list[self.from..].last().map_or(clause, |c| c.full.end.max(clause)).min(start);
        let label_from = self.before_colon(label_start, start, paren);
        let label = Span::new(label_from, sign.max(label_from));
        let base = self.claims.list.last().is_some_and(|c| c.pair.is_none() && unit_from.is_none() && c.full.end == start);
        if percent_end.is_none() && (!base && self.is_name(start, digits, behind.known) || self.is_enumerator(start, end) || self.is_period(after, digits)) {
            return;
        }
        let words = label.of(lower);
        let mut quantity =
            Quantity { number, scale: behind.scale, measure: behind.measure, exact: behind.exact, hedge: context::hedge(words, after, self.lexicon) };
        let mut full = Span::new(start, behind_at + behind.len);
        let mut percent_of = PercentOf::Unsaid;
        if let Some(sign) = percent_end {
            let points = self.points(end).is_some() || lower[..start].trim_end().ends_with("điểm") || after.trim_start().starts_with("điểm");
            percent_of = if points { PercentOf::Points } else { context::percent_of(after, self.lexicon) };
            quantity = Quantity { scale: Decimal::ONE, measure: Measure::Percent, exact: false, ..quantity };
            full = Span::new(start, sign);
        }
        let role = self.signed(start).unwrap_or_else(|| context::role_of(words, percent_of, self.lexicon));
        let tail = Span::new(full.end, full.end);
        let claim = Claim {
            span: Span::new(start, end),
            full,
            quantity,
            role,
            percent_of,
            pair: None,
            unit_inherited: false,
            block: self.block,
            sentence,
            segment,
            clause,
            paren,
            label,
            tail,
        };
        self.claims.list.push(claim);
    }

    /// The words before a number make it a name (`Điều 61`).
    fn is_name(&self, start: usize, digits: &str, known: bool) -> bool {
        let (before, text) = (self.nearby(start), self.document.text());
        let block = self.document.blocks[self.block].span;
        context::is_name(before.of(&self.document.lower), before.of(text), digits, known, self.lexicon) && !spread::is_spread(text, block, start)
    }

    /// `1,3 điểm %`: where the percentage points behind a number end.
    fn points(&self, end: usize) -> Option<usize> {
        let after = &self.document.lower[end..self.document.blocks[self.block].span.end];
        let space = after.len() - after.trim_start_matches(' ').len();
        let mut names = self.lexicon.text.get("percentage_points").into_iter().flatten();
        names.find(|n| after[space..].starts_with(n.as_str())).map(|n| end + space + n.len())
    }

    /// `(-4,2%)` and `(+5,04%)` carry their direction as a sign.
    fn signed(&self, start: usize) -> Option<Role> {
        let before = &self.document.text()[self.document.blocks[self.block].span.start..start];
        let sign = before.chars().next_back()?;
        let ahead = before[..before.len() - sign.len_utf8()].chars().next_back();
        let free = ahead.is_none_or(|c| c == '(' || c.is_whitespace());
        match sign {
            '-' | '–' | '−' if free && ahead.is_some() => Some(Role::Down),
            '+' if free => Some(Role::Up),
            _ => None,
        }
    }

    /// `(6)` before an item numbers it.
    fn is_enumerator(&self, start: usize, end: usize) -> bool {
        let text = self.document.text();
        end - start <= 2 && text[..start].ends_with('(') && text[end..].starts_with(')')
    }

    /// `1.1.2` alone in a cell numbers its row.
    fn is_outline(&self, start: usize, end: usize) -> bool {
        let block = &self.document.blocks[self.block];
        let alone = block.span.start == start && Span::new(end, block.span.end).of(self.document.text()).trim_matches(['.', ' ']).is_empty();
        block.kind == Kind::Cell && alone && Span::new(start, end).of(self.document.text()).split('.').all(|part| part.len() <= 2)
    }

    /// `6 tháng đầu năm` is a period, not an amount.
    fn is_period(&self, after: &str, digits: &str) -> bool {
        let words = crate::lexicon::split_words(after).take(4);
        let found = self.lexicon.periods.at(words).map_or(0, |(_, len)| len);
        found >= 2 || (found == 1 && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The bracket around `at`, and where its clause, segment and sentence begin.
    fn place(&self, at: usize) -> (Option<usize>, usize, usize, usize) {
        let block = self.document.blocks[self.block].span;
        let first = self.claims.parens.partition_point(|p| p.span.start < block.start);
        let around = self.claims.parens[first..].iter().rposition(|p| p.span.start <= at && at <= p.span.end).map(|p| p + first);
        let floor = around.map_or(block.start, |p| self.claims.parens[p].span.start);
        let before = &self.claims.breaks[..self.claims.breaks.partition_point(|b| b.at < at)];
        let in_block = || before.iter().rev().take_while(|b| b.at >= block.start);
        let last = |strongest: BreakKind| in_block().find(|b| b.paren == around && b.kind <= strongest).map_or(floor, |b| b.at + 1);
        let sentence = in_block().find(|b| b.paren.is_none() && b.kind == BreakKind::Sentence).map_or(block.start, |b| b.at + 1);
        // A bracket that closed inside the clause ends the words that belong to the number.
        let closed = self.claims.parens[first..].iter().rev().find(|p| p.span.end < at && p.closed).map_or(floor, |p| p.span.end + 1);
        let clause = last(BreakKind::Comma).max(closed);
        (around, clause, last(BreakKind::Semicolon), sentence)
    }

    fn tails(&mut self) {
        let block_end = self.document.blocks[self.block].span.end;
        for id in self.from..self.claims.list.len() {
            let start = self.claims.list[id].full.end;
            let next = self.claims.list.get(id + 1).map_or(block_end, |c| c.span.start);
            let first = self.claims.breaks.partition_point(|b| b.at < start);
            let stop = self.claims.breaks[first..].iter().map(|b| b.at).next().unwrap_or(block_end);
            let close = self.claims.list[id].paren.map_or(block_end, |p| self.claims.parens[p].span.end);
            self.claims.list[id].tail = Span::new(start, next.min(stop).min(close).max(start));
        }
    }

    /// An amount without unit takes the unit of the amount before it, when it looks like one of that kind.
    fn inherit_units(&mut self) {
        for id in self.from..self.claims.list.len() {
            let claim = &self.claims.list[id];
            // `1900 9095`: digits behind digits are a telephone number, or one number torn apart.
            let torn = self.document.text()[..claim.span.start].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
            if torn || claim.quantity.measure != Measure::Bare || claim.pair.is_some() {
                continue;
            }
            let donor = self.claims.list[self.from..id].iter().rev().find(|c| !c.is_percent() && c.quantity.measure != Measure::Bare);
            let large = claim.quantity.base().is_some_and(|b| b >= Decimal::new(1000, 0)) || claim.quantity.number.places > 0;
            let Some(donor) = donor.filter(|d| large && matches!(d.quantity.measure, Measure::Unit(_)) && claim.quantity.hedge == Hedge::None) else {
                continue;
            };
            let (scale, measure, exact) = (donor.quantity.scale, donor.quantity.measure.clone(), donor.quantity.exact);
            let quantity = Quantity { scale, measure, exact, ..claim.quantity.clone() };
            let role = claim.role;
            let near = matches!(role, Role::Done | Role::Plan | Role::None | Role::Share | Role::Value | Role::Remaining);
            if near {
                self.claims.list[id].quantity = quantity;
                self.claims.list[id].unit_inherited = true;
            }
        }
    }
}

/// `0263.3822.114`: a zero in front and as many digits as a telephone number has.
fn is_phone(digits: &str) -> bool {
    let second = digits.chars().nth(1).is_some_and(|c| c.is_ascii_digit() && c != '0');
    digits.starts_with('0') && second && digits.bytes().filter(u8::is_ascii_digit).count() >= 8
}
