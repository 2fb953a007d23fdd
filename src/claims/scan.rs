//! Finds the digits of a document, has them parsed, and puts each number in its place.

use super::calendar::{self, Meaning, Slash};
use super::ordinals::{self, Named};
use super::parse::{self, Token};
use super::short_forms::ShortForms;
use super::{
    breaks, cells, compound, context, cues, dated, elided, marks, money, moved, pairs, per, spelled, spread, together, unfigured, BreakKind, Citation, Claim,
    Claims, DateClaim, NumberList, Pair, PercentOf,
};
use crate::document::{BlockId, Document};
use crate::lexicon::{Lexicon, Role};
use crate::limits;
use crate::phrases::is_of_word;
use crate::quantity::{parse_number_in, Measure, Number, Quantity};
use crate::source::Span;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

/// Reads the claims of all blocks.
pub(super) fn read(document: &Document, lexicon: &Lexicon) -> Claims {
    let mut claims = Claims { words: super::words::Words::read(document, lexicon), ..Claims::default() };
    let amounts = cells::yearlike_amounts(document);
    let marks = cells::marks(document, lexicon);
    let (notes, openings) = (marks::numbered_notes(document), unfigured::Openings::of(lexicon, &claims.words));
    let short_forms = ShortForms::of(document, lexicon);
    for block in 0..document.blocks.len() {
        if limits::of_block(document, block).is_some() {
            claims.by_block.end_at(claims.list.len());
            continue;
        }
        let first_paren = claims.parens.len();
        let first_break = claims.breaks.len();
        breaks::read(document, lexicon.list("stopped"), block, &mut claims.breaks, &mut claims.parens);
        let stops = claims.breaks[first_break..].iter().filter(|b| b.kind == BreakKind::Sentence && b.paren.is_none());
        claims.stops.extend(stops.map(|b| b.at));
        let parens = &claims.parens;
        let around = |at: usize| parens[first_paren..].iter().rposition(|p| p.span.start <= at && at < p.span.end).map(|p| p + first_paren);
        let first_cue = claims.cues.len();
        cues::read(document, &claims.words, block, lexicon, around, &mut claims.cues, &mut claims.deductions);
        let first = claims.list.len();
        let known = Known { amounts: &amounts, marks: &marks, short_forms: &short_forms };
        let mut scan = Scan { document, lexicon, claims: &mut claims, known, block, from: first, date_end: None, name_end: None };
        scan.block(if notes.contains(&block) { marks::digits(document.block_text(block)) } else { 0 });
        marks::drop_named(document, lexicon, &mut scan.claims.list, first);
        marks::drop_zeros(&mut scan.claims.list[first..]);
        pairs::join(document, lexicon, first, &mut scan.claims.list[first..]);
        pairs::take_cues(document, lexicon, scan.claims, first, first_cue);
        together::tails(document, scan.claims, block, first);
        together::inherit_units(document, scan.claims, lexicon, block, first);
        let lead = elided::lead(document, scan.claims, block);
        let Claims { list, parens, .. } = &mut *scan.claims;
        elided::carry(document, lexicon, parens, lead, &mut list[first..]);
        let Claims { list, words, unfigured, .. } = &mut claims;
        unfigured::read(document, lexicon, block, (words, &openings), &list[first..], unfigured);
        claims.by_block.end_at(claims.list.len());
    }
    claims
}

/// What is known of the whole report before its blocks are read.
struct Known<'a> {
    /// Cells whose number looks like a year and is none.
    amounts: &'a FxHashSet<BlockId>,
    /// Cells whose number names a period or a row.
    marks: &'a FxHashSet<BlockId>,
    short_forms: &'a ShortForms,
}

pub(super) struct Scan<'a> {
    pub document: &'a Document,
    pub lexicon: &'a Lexicon,
    claims: &'a mut Claims,
    known: Known<'a>,
    pub block: BlockId,
    from: usize,
    /// Where the last date of the block ends, and the last number that names something by the word before it.
    date_end: Option<usize>,
    name_end: Option<usize>,
}

/// A number that was found, and where what belongs to it ends.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    /// The end of its percent sign.
    percent_end: Option<usize>,
    /// Where its unit stands, if not right behind it.
    unit_from: Option<usize>,
    /// Certainly an amount, whatever words stand before it.
    amount: bool,
}

impl Found {
    fn plain(start: usize, end: usize) -> Found {
        Found { start, end, percent_end: None, unit_from: None, amount: false }
    }
}

impl Scan<'_> {
    /// Reads a block behind the `number` of bytes that number it.
    fn block(&mut self, number: usize) {
        let span = self.document.blocks[self.block].span;
        let text = self.document.text();
        let mut at = span.start + number;
        let mut spelled = spelled::find(self.lexicon, span.of(&self.document.lower)).into_iter().map(|(a, b)| (span.start + a, span.start + b)).peekable();
        while let Some(offset) = text[at..span.end].find(|c: char| c.is_ascii_digit()) {
            let digit = at + offset;
            while let Some((from, to)) = spelled.next_if(|s| s.0 < digit) {
                self.number(Found::plain(from, to));
            }
            let before = text[span.start..digit].chars().next_back();
            // Digits inside a word (`QH15`, `O2`) or behind a dotted code (`ĐH.58`) are names.
            let glued = before.is_some_and(|c| is_of_word(c) || c == '.' && text[span.start..digit - 1].ends_with(is_of_word));
            let hyphened = before == Some('-') && ordinals::is_of_model(&text[span.start..digit - 1], &text[digit..span.end]);
            let dated = || dated::token(self.lexicon, &self.document.lower[span.start..span.end], digit - span.start);
            let token = if glued || hyphened { None } else { dated().or_else(|| parse::token(&text[digit..self.reach(digit)])) };
            at = match token {
                Some(token) => digit + self.token(digit, &token).max(1),
                None => digit + ordinals::code_len(&text[digit..span.end]),
            };
        }
        for (from, to) in spelled {
            self.number(Found::plain(from, to));
        }
    }

    /// Records what was found at `at`; returns how far it reaches.
    fn token(&mut self, at: usize, token: &Token) -> usize {
        let end = at + token.len();
        match *token {
            Token::Amount(r) => self.number(Found::plain(at + r.0, at + r.1)),
            Token::Percent(r, len) => self.number(Found { percent_end: Some(at + len), ..Found::plain(at + r.0, at + r.1) }),
            Token::Ratio(n, m) => self.ratio(at, n, m),
            Token::DottedMonth { month, year, .. } => self.dotted_month(Span::new(at, end), month, year),
            Token::Date { day, month, year, year_digits, .. } => {
                // `6/30/2024` in a language that writes the month first.
                let (day, month) = match day {
                    Some(d) if month > 12 && d <= 12 && !self.lexicon.months.is_empty() => (Some(month), d),
                    _ => (day, month),
                };
                self.date(DateClaim { span: Span::new(at, end), block: self.block, day, month, year, year_digits });
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

    fn date(&mut self, claim: DateClaim) {
        self.date_end = Some(claim.span.end);
        self.claims.dates.push(claim);
    }

    /// `tháng 12.2017` is a month, any other `12.2017` a number.
    fn dotted_month(&mut self, span: Span, month: u32, year: u32) {
        let before = &self.document.lower[self.document.blocks[self.block].span.start..span.start];
        let word = context::last_words(before, 1).first().copied().unwrap_or("");
        let said = (1..=12).contains(&month) && before.ends_with(' ') && before.trim_end().ends_with(word);
        if said && self.lexicon.lists("month_words", word) {
            self.date(DateClaim { span, block: self.block, day: None, month, year, year_digits: 4 });
        } else if !(said && self.lexicon.lists("quarter_words", word)) {
            self.number(Found::plain(span.start, span.end));
        }
    }

    /// `N/M`: two numbers, or a date, a fraction, a rate.
    fn ratio(&mut self, at: usize, n: parse::Range, m: parse::Range) {
        let block = self.document.blocks[self.block].span;
        let lower = self.document.lower.as_str();
        let (first, second) = (Span::new(at + n.0, at + n.1), Span::new(at + m.0, at + m.1));
        let (before, after) = (&lower[block.start..at], &lower[second.end..block.end]);
        let slash = Slash { before, n: first.of(lower), m: second.of(lower), after, since_date: self.date_end.map(|end| at - end) };
        match calendar::meaning(self.lexicon, slash) {
            Some(Meaning::Date) => self.date_end = Some(second.end),
            Some(Meaning::Fraction) => {}
            Some(Meaning::Rate) => {
                self.number(Found { unit_from: Some(second.end), amount: true, ..Found::plain(first.start, first.end) });
                if let Some(rate) = self.claims.list.last_mut().filter(|c| c.span == first) {
                    rate.per = Some(Span::new(second.start, rate.full.end).of(lower).to_owned());
                    // The noun is what the rate is of, not what it counts.
                    (rate.quantity.measure, rate.quantity.exact) = (Measure::Bare, false);
                }
            }
            None => {
                let amount = calendar::is_share(after);
                let id = self.claims.list.len();
                self.number(Found { unit_from: Some(second.end), amount, ..Found::plain(first.start, first.end) });
                // Where N is part of a name (`Ia Rong 16/19`), M is no amount either.
                if self.claims.list.len() != id + 1 {
                    return;
                }
                self.number(Found { amount, ..Found::plain(second.start, second.end) });
                if self.claims.list.len() == id + 2 {
                    self.claims.list[id].pair = Some(Pair::Of(id + 1));
                    self.claims.list[id + 1].pair = Some(Pair::Base(id));
                }
            }
        }
    }

    /// How far a token at `digit` may reach: where a blank that looks like one between thousands parts a name from an amount, to the blank.
    fn reach(&self, digit: usize) -> usize {
        let span = self.document.blocks[self.block].span;
        let text = self.document.text();
        let len = text[digit..span.end].bytes().take_while(u8::is_ascii_digit).count();
        let parted = len <= 3 && text[digit + len..span.end].starts_with(' ') && text[digit + len + 1..span.end].starts_with(|c: char| c.is_ascii_digit());
        if parted && ordinals::stands_alone(self.nearby(digit).of(&self.document.lower), self.lexicon) {
            return digit + len;
        }
        span.end
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

    /// The number that stands in a place, and its digits; counts may stand in words.
    fn read(&self, start: usize, end: usize) -> Option<(Number, String)> {
        let written = Span::new(start, end).of(&self.document.lower);
        let digits = spelled::value(self.lexicon, written).map_or_else(|| written.to_owned(), |n| n.to_string());
        let number = parse_number_in(&digits, self.lexicon.numbers.decimal)?;
        (!(ordinals::is_phone(&digits) || number.is_malformed() && self.is_outline(start, end))).then_some((number, digits))
    }

    /// Records one number.
    fn number(&mut self, found: Found) {
        let Found { start, end, percent_end, unit_from, amount } = found;
        let block = self.document.blocks[self.block].span;
        let lower = self.document.lower.as_str();
        let Some((number, digits)) = self.read(start, end) else { return };
        let percent_end = percent_end.or_else(|| self.points(end));
        let behind_at = percent_end.or(unit_from).unwrap_or(end);
        let after = &lower[behind_at..block.end];
        let (behind, sign) = money::priced(lower, block.start, start, after, self.lexicon);
        let behind = self.known.short_forms.written_out(behind, after);
        let (paren, clause, segment, sentence) = self.place(start);
        let label_start = self.claims.list[self.from..].last().map_or(clause, |c| c.full.end.max(clause)).min(start);
        let label_from = self.before_colon(label_start, start, paren);
        let label = Span::new(label_from, sign.max(label_from));
        let base = self.claims.list.last().is_some_and(|c| c.pair.is_none() && unit_from.is_none() && c.full.end == start);
        if percent_end.is_none() && self.is_none(found, &digits, &behind, base || amount) {
            return;
        }
        let words = label.of(lower);
        let hedge = context::hedge(words, after, behind.len, self.lexicon);
        let quantity = Quantity { number, scale: behind.scale, measure: behind.measure, exact: behind.exact, hedge };
        let plain = (quantity, Span::new(start, behind_at + behind.len), PercentOf::Unsaid);
        let (mut quantity, mut full, percent_of) = percent_end.map_or(plain.clone(), |sign| self.percent(plain.0, start, end, sign, after));
        quantity = context::in_whole_things(quantity, self.lexicon);
        full.end += compound::half(self.lexicon, &mut quantity, &lower[full.end..block.end]);
        let (mut span, behind) = (Span::new(start, end), percent_end.and(lower.get(full.end..block.end)));
        let mut role = self.signed(start).unwrap_or_else(|| context::role_of(words, behind, percent_of, self.lexicon));
        if role == Role::Down && percent_end.is_some() && context::is_share_of_all(words, self.lexicon) {
            // `chiếm -20%`: no share is below nothing.
            quantity.number.value = -quantity.number.value;
            role = Role::Share;
            span.start = lower[..start].char_indices().next_back().map_or(start, |(at, _)| at);
        }
        if !matches!(role, Role::Up | Role::Down | Role::Plan) {
            role = moved::behind(words, &lower[full.end..block.end], self.lexicon).unwrap_or(role);
        }
        let tail = Span::new(full.end, full.end);
        let averaged = matches!(quantity.measure, Measure::Unit(_)) && per::is_average(words, self.lexicon);
        let claim = Claim {
            span,
            full: full.join(span),
            quantity,
            role,
            percent_of,
            pair: None,
            per: per::behind(&lower[full.end..block.end], self.lexicon),
            averaged,
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
        if matches!(role, Role::Up | Role::Down) {
            moved::shares(&mut self.claims.list[self.from..], &lower[full.end..block.end], lower, self.lexicon);
        }
        compound::join(self.document, &mut self.claims.list, self.from);
    }

    /// A percent, with its sign and what it is of.
    fn percent(&self, quantity: Quantity, start: usize, end: usize, sign: usize, after: &str) -> (Quantity, Span, PercentOf) {
        let lower = self.document.lower.as_str();
        let points = self.points(end).is_some() || lower[..start].trim_end().ends_with("điểm") || after.trim_start().starts_with("điểm");
        let percent_of = if points { PercentOf::Points } else { context::percent_of(after, self.lexicon) };
        (Quantity { scale: Decimal::ONE, measure: Measure::Percent, exact: false, ..quantity }, Span::new(start, sign), percent_of)
    }

    /// True for a number that is no amount: a name, the mark of an item, a period, a day.
    fn is_none(&mut self, found: Found, digits: &str, behind: &context::Behind, amount: bool) -> bool {
        let (start, end) = (found.start, found.end);
        let block = self.document.blocks[self.block].span;
        if !amount && self.is_name(start, end, digits, behind) {
            return true;
        }
        let after = &self.document.lower[found.unit_from.unwrap_or(end)..block.end];
        let day = found.unit_from.is_none() && calendar::leads_to_date(self.lexicon, digits, after);
        if day {
            self.date_end = Some(end);
        }
        let mark = self.known.marks.contains(&self.block) || marks::is_mark(self.lexicon, self.document.text(), start, end);
        day || mark || calendar::is_period(self.lexicon, self.nearby(start).of(&self.document.lower), after, digits)
    }

    /// The words before a number make it a name (`Điều 61`), or the list of names that it stands in (`Điều 61, 62`).
    fn is_name(&mut self, start: usize, end: usize, digits: &str, behind: &context::Behind) -> bool {
        let (before, text) = (self.nearby(start), self.document.text());
        let block = self.document.blocks[self.block].span;
        let after = &self.document.lower[end..block.end];
        let around = ordinals::Around { before: before.of(&self.document.lower), cased: before.of(text), after, digits, behind };
        let listed = self
            .name_end
            .is_some_and(|name| ordinals::goes_on(self.document.folded(Span::new(name, start)), digits, behind.measure != Measure::Bare, self.lexicon));
        let named = ordinals::named(around, self.known.amounts.contains(&self.block), self.lexicon).or_else(|| listed.then_some(Named::ByWord));
        let is_name = named.is_some() && !spread::is_spread(text, block, start, |label| ordinals::number(label, self.lexicon));
        if is_name {
            self.name_end = (named == Some(Named::ByWord)).then_some(end);
        }
        is_name
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
}
