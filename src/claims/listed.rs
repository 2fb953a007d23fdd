//! Where the things stand that a count counts: in brackets behind it, after `gồm` or a colon, right behind the noun, in a note, beneath.

use super::lists::{self, Listing};
use super::{cues, Claim, ClaimId, Claims, Pair};
use crate::document::{BlockId, Document, Kind};
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::quantity::{Hedge, Measure, Style};
use crate::source::Span;
use rust_decimal::Decimal;

/// Where a list stands to its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `03 đơn vị (A, B, C)`
    Bracket,
    /// `04 sản phẩm gồm A, B, C, D`
    Lead,
    /// `02 xã A và B`
    Behind,
    /// In the note that is called after the count.
    Note,
    /// Items beneath the block of the count.
    Beneath,
    /// `(nhiệm vụ: 7,9,10,12)`
    Numbers,
}

/// A list that belongs to a count, in the ways that it can be read.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Where it stands.
    pub place: Place,
    /// What it lists, one reading after the other.
    pub readings: Vec<Listing>,
    /// True if the words between count and list leave no doubt that they belong together.
    pub bound: bool,
}

/// Words between a count and its list, at most.
const REACH: usize = 18;

/// Paragraphs after a list within which it may be taken up again.
const GOES_ON: usize = 8;

/// Bytes that a list takes, at most: keeps the work linear where a sentence never ends.
const LONGEST_LIST: usize = 6000;

/// The noun of a claim that counts things that may be listed.
pub fn counted(claim: &Claim) -> Option<&str> {
    // `11/14 thôn`: what was done is counted too.
    let plain = !matches!(claim.pair, Some(Pair::Base(_))) && !claim.is_change() && claim.quantity.hedge == Hedge::None && claim.quantity.exact;
    match &claim.quantity.measure {
        Measure::Count(noun) if plain && (claim.span.len() <= 2 || in_words(claim)) => Some(noun),
        _ => None,
    }
}

/// `three districts`: where counts in words are read, one of a few letters that is worth ten at most is written so.
fn in_words(claim: &Claim) -> bool {
    let number = &claim.quantity.number;
    number.report == Style::Point && (3..=5).contains(&claim.span.len()) && number.value <= Decimal::TEN && number.places == 0
}

/// Looks for the lists of one count.
pub struct Finder<'a> {
    /// The report.
    pub document: &'a Document,
    /// Its numbers.
    pub claims: &'a Claims,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
}

impl Finder<'_> {
    /// The lists that stand to a count in the text around it.
    pub fn of(&self, id: ClaimId) -> Vec<Listed> {
        let claim = &self.claims.list[id];
        let Some(noun) = counted(claim) else { return Vec::new() };
        let places = [self.bracket(claim, noun), self.lead(claim, noun), self.behind(claim, noun), self.beneath(id, noun)];
        places.into_iter().flatten().filter(|l| !l.readings.is_empty()).collect()
    }

    /// Where the words behind a count begin: behind the whole of `11/14 thôn`.
    fn end(&self, claim: &Claim) -> usize {
        let whole = claim.base().and_then(|id| self.claims.list.get(id));
        whole.map_or(claim.full.end, |c| c.full.end.max(claim.full.end))
    }

    fn read(&self, span: Span, noun: &str) -> Vec<Listing> {
        lists::read(self.document, self.lexicon, span, noun)
    }

    /// Counted things between two places, brackets left out.
    fn counts_between(&self, span: Span) -> bool {
        self.claims.inside(span).any(|c| {
            let claim = &self.claims.list[c];
            counted(claim).is_some() && self.claims.depth_in(claim.paren, span) == 0
        })
    }

    /// True if words announce a part or an example, not all: `trong đó`, `như`.
    fn announces_some(&self, span: Span) -> bool {
        let text = self.document.folded(span);
        let words: Vec<&str> = split_words(text).collect();
        (0..words.len()).any(|at| {
            matches!(
                self.lexicon.parts.at(words[at..].iter().copied()),
                Some((PartsCue::OpenList | PartsCue::OfWhich | PartsCue::Included | PartsCue::Deduct, _))
            )
        }) || self.lexicon.list("list_some").iter().any(|some| text.contains(some.as_str()))
    }

    fn bracket(&self, claim: &Claim, noun: &str) -> Option<Listed> {
        let end = self.claims.sentence_end(self.document, claim.block, self.end(claim));
        let first = self.claims.parens.partition_point(|p| p.span.start < self.end(claim));
        let paren = self.claims.parens[first..].iter().take_while(|p| p.span.start < end).find(|p| p.parent == claim.paren && p.closed)?;
        let between = Span::new(self.end(claim), paren.span.start.saturating_sub(1));
        let text = self.document.words(between).trim_end();
        let near = split_words(text).count() <= REACH && !text.contains([';', ':']) && !self.counts_between(between);
        if !near {
            return None;
        }
        let inside = paren.span;
        let lists = &self.claims.number_lists;
        let next = lists.partition_point(|l| l.span.start < inside.start);
        let fills = |list: Span| inside.covers(list) && split_words(self.document.words(Span::new(list.end, inside.end))).next().is_none();
        if let Some(list) = lists.get(next).filter(|l| fills(l.span)) {
            return Some(Listed { place: Place::Numbers, readings: vec![numbers(self.document, list.span)], bound: true });
        }
        let bound = !text.trim_end_matches(',').contains(',')
            && !self.announces_some(between)
            && !self.lexicon.list("list_some").iter().any(|some| self.document.folded(inside).starts_with(some.as_str()));
        Some(Listed { place: Place::Bracket, readings: self.read(after_colon(self.document, inside), noun), bound })
    }

    /// After `gồm`, `là` or a colon in the same sentence.
    fn lead(&self, claim: &Claim, noun: &str) -> Option<Listed> {
        let mut end = self.claims.sentence_end(self.document, claim.block, self.end(claim));
        if let Some(paren) = claim.paren {
            end = end.min(self.claims.parens[paren].span.end);
        }
        let rest = Span::new(self.end(claim), end);
        let start = self.opening(rest, claim.paren, noun)?;
        let between = Span::new(rest.start, start);
        if split_words(self.document.words(between)).count() > REACH || self.counts_between(between) {
            return None;
        }
        let region = Span::new(start, end);
        if region.len() > LONGEST_LIST {
            return None;
        }
        let text = self.document.words(region);
        let first = Span::new(start, start + semicolon(text).unwrap_or(text.len()));
        let mut readings = self.read(first, noun);
        if first.end < end {
            let whole = self.read(region, noun);
            let split = readings.iter().any(|r| r.clear && r.items.len() > 1) && !whole.iter().any(|r| r.clear && !r.numbered);
            let split = split && !self.lists_more(Span::new(first.end, end), noun);
            // A list by commas ends at the semicolon; without commas the semicolons are its signs.
            if !split {
                readings = whole;
            }
        }
        Some(Listed { place: Place::Lead, readings, bound: !self.announces_some(between) })
    }

    /// True if what follows a semicolon begins as a list of the same things does: `…; các phường A, B`.
    fn lists_more(&self, rest: Span, noun: &str) -> bool {
        let text = self.document.folded(rest).trim_start_matches([' ', ';']);
        text.starts_with(noun) || split_words(text).next().is_some_and(|word| self.lexicon.lists("list_many", word))
    }

    /// Where the list begins that a colon, `gồm` or `là` opens first; semicolons end the search.
    fn opening(&self, rest: Span, paren: Option<usize>, noun: &str) -> Option<usize> {
        let text = self.document.folded(rest);
        let limit = semicolon(text).unwrap_or(text.len());
        let breaks = self.claims.breaks_in(Span::new(rest.start, rest.start + limit));
        let colon = breaks.filter(|b| b.kind == super::BreakKind::Colon && b.paren == paren).map(|b| b.at + 1).next();
        let words = self.claims.words.cut(Span::new(rest.start, rest.start + limit));
        let is = self.lexicon.list("list_is");
        // What opens a list in a bracket opens it for the words before the bracket.
        let (mut depth, mut seen) = (0usize, rest.start);
        let cue = words.iter().enumerate().find_map(|(at, w)| {
            for sign in Span::new(seen, w.start).of(self.document.text()).chars() {
                depth = if sign == '(' { depth + 1 } else { depth.saturating_sub(usize::from(sign == ')')) };
            }
            seen = w.end;
            if depth > 0 {
                return None;
            }
            let ahead = words[at..].iter().map(|w| self.document.folded(*w));
            let full = matches!(self.lexicon.parts.at(ahead), Some((PartsCue::Full, _)));
            let next = words.get(at + 1);
            let named = is.iter().any(|i| i == self.document.folded(*w))
                && next.is_some_and(|n| {
                    self.document.words(*n).starts_with(char::is_uppercase) || Span::new(n.start, rest.end).of(&self.document.lower).starts_with(noun)
                });
            (full || named).then_some(w.end)
        });
        let start = colon.into_iter().chain(cue).min()?;
        // `gồm:` and `gồm có`: the list begins behind both.
        let skipped = self.document.folded(Span::new(start, rest.end)).trim_start();
        let first = split_words(skipped).next().filter(|w| skipped.starts_with(*w) && self.lexicon.lists("list_has", w));
        let skip = first.map_or(usize::from(skipped.starts_with(':')), str::len);
        Some(rest.end - skipped.len() + skip)
    }

    /// Names right behind the noun: runs of capitals between commas and `và`.
    fn behind(&self, claim: &Claim, noun: &str) -> Option<Listed> {
        let end = self.claims.sentence_end(self.document, claim.block, self.end(claim));
        let mut items: Vec<Span> = Vec::new();
        let mut joins = true;
        let mut at = self.end(claim);
        for word in self.claims.words.pieces(Span::new(at, end.max(at))).take(80) {
            let gap = Span::new(at, word.start).of(self.document.text());
            at = word.end;
            if !gap.chars().all(|c| c == ' ' || c == ',') {
                break;
            }
            joins |= gap.contains(',');
            let text = self.document.words(word);
            match (self.lexicon.lists("list_and", text), text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())) {
                (true, _) => joins = true,
                (_, true) if joins => {
                    items.push(word);
                    joins = false
                }
                (_, true) => {
                    if let Some(open) = items.last_mut() {
                        *open = open.join(word)
                    }
                }
                _ => break,
            }
        }
        let proper = |i: &Span| self.document.words(*i).contains(' ') && self.document.words(*i).chars().any(char::is_lowercase);
        let clear = items.iter().all(proper);
        let listing = Listing { items, clear, headed: false, numbered: false, plain: false };
        (listing.items.len() > 1 && !noun.is_empty()).then(|| Listed { place: Place::Behind, readings: vec![listing], bound: true })
    }

    /// The items beneath the block, if the count is the last one before its end.
    fn beneath(&self, id: ClaimId, noun: &str) -> Option<Listed> {
        let claim = &self.claims.list[id];
        let block = claim.block;
        let items = self.document.items(block);
        if items.len() < 2 {
            return self.numbered_below(id, noun);
        }
        let rest = Span::new(self.end(claim), self.document.blocks[block].span.end);
        let text = self.document.words(rest);
        let heading = split_words(text).next().is_none() && !text.trim_end().ends_with(':');
        let last = !self.counts_between(rest) && split_words(text).count() <= 2 * REACH;
        if !last || !(heading || text.trim_end().ends_with(':')) {
            return None;
        }
        // Items that count the same thing break the number down.
        let breakdown = items.iter().any(|&i| self.claims.of_block(i).any(|c| c != id && self.claims.list[c].quantity.measure == claim.quantity.measure));
        let readings = if breakdown { Vec::new() } else { vec![self.beneath_reading(&items, noun)] };
        Some(Listed { place: Place::Beneath, readings, bound: !self.announces_some(rest) })
    }

    /// `… (06 nhiệm vụ):`, and the next paragraph goes on with `(1) …; (2) …`.
    fn numbered_below(&self, id: ClaimId, noun: &str) -> Option<Listed> {
        let block = self.claims.list[id].block;
        let rest = self.document.words(Span::new(self.end(&self.claims.list[id]), self.document.blocks[block].span.end));
        let below = self.document.blocks.get(block + 1).filter(|below| below.kind != Kind::Cell)?.span;
        let leads = rest.trim_end().ends_with(':') && split_words(rest).next().is_none();
        // A mark that begins a line is taken off its text.
        let is_first = self.document.words(below).trim_start().starts_with("(1)") || self.document.blocks[block + 1].kind == Kind::Bullet('(');
        if !leads || !is_first {
            return None;
        }
        let readings: Vec<Listing> = self.read(below, noun).into_iter().filter(|listing| listing.numbered).collect();
        Some(Listed { place: Place::Lead, readings, bound: true })
    }

    fn beneath_reading(&self, items: &[BlockId], noun: &str) -> Listing {
        let spans: Vec<Span> = items.iter().map(|&i| self.opening_words(self.document.blocks[i].span)).collect();
        let headed = spans.iter().all(|s| self.document.folded(*s).starts_with(noun));
        let numbered = items.iter().all(|&i| matches!(self.document.blocks[i].kind, Kind::Numbered(_) | Kind::Bullet('(')));
        // `Trang 2, 3: …`, `Tầng 2-9: …`: one item for several things.
        let several = |item: &BlockId| self.names_several(self.document.blocks[*item].span, noun);
        let clear = (headed || numbered) && !items.iter().any(several) && !self.goes_on(items, noun);
        Listing { items: spans, clear, headed, numbered, plain: false }
    }

    /// True if an item begins with the noun and more than one number.
    fn names_several(&self, item: Span, noun: &str) -> bool {
        let text = self.document.folded(item);
        let Some(rest) = text.strip_prefix(noun).map(str::trim_start) else { return false };
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let first = digits(rest);
        let behind = rest[first..].trim_start();
        let sign = behind.chars().next().filter(|c| matches!(c, ',' | '-' | '–'));
        first > 0 && sign.is_some_and(|sign| digits(behind[sign.len_utf8()..].trim_start()) > 0)
    }

    /// True if the list is taken up again after a paragraph in between.
    fn goes_on(&self, items: &[BlockId], noun: &str) -> bool {
        let Some((&last, kind)) = items.last().map(|l| (l, &self.document.blocks[*l].kind)) else { return false };
        let bullet = matches!(kind, Kind::Bullet(_));
        let next = self.document.blocks.iter().skip(last + 1).take(GOES_ON);
        next.filter(|b| bullet && b.kind == *kind).any(|b| self.document.folded(b.span).starts_with(noun))
    }

    /// The name at the start of an item.
    fn opening_words(&self, span: Span) -> Span {
        let text = self.document.words(span);
        let end = text.find([':', ';', ',', '(', '.']).unwrap_or(text.len());
        Span::new(span.start, span.start + end.max(1).min(text.len()))
    }

    /// The list of a note body; `noun` is what the count that calls it counts.
    pub fn note(&self, block: BlockId, noun: &str) -> Option<Listed> {
        let span = self.document.blocks[block].span;
        let items = self.document.items(block);
        if items.len() > 1 && self.document.block_text(block).trim_end().ends_with(':') {
            return Some(Listed { place: Place::Note, readings: vec![self.beneath_reading(&items, noun)], bound: false });
        }
        let end = self.claims.sentence_end(self.document, block, span.start);
        let whole = Span::new(span.start, end);
        let start = self.opening(whole, None, noun).filter(|&s| split_words(self.document.words(Span::new(span.start, s))).count() <= REACH);
        let region = Span::new(start.unwrap_or(span.start), end);
        let lead = Span::new(span.start, region.start);
        let text = self.document.folded(region);
        // Words before the first thing that begins with the noun are a verb: `nhận xét sản phẩm X`.
        let shift = if start.is_none() { text.find(noun).filter(|&at| split_words(&text[..at]).count() <= 3).unwrap_or(0) } else { 0 };
        let readings = self.read(Span::new(region.start + shift, end), noun);
        let many = text.trim_start().split_once(' ').filter(|t| self.lexicon.lists("list_many", t.0));
        let told = self.document.folded(lead).contains(noun) || readings.iter().any(|r| r.headed) || many.is_some_and(|t| t.1.starts_with(noun));
        Some(Listed { place: Place::Note, readings, bound: told && !self.announces_some(lead) })
    }
}

/// The first semicolon outside brackets.
fn semicolon(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c == ';' && depth == 0).then_some(at)
    })
}

/// The span behind a colon near its start (`gồm: A, B`), else the span.
fn after_colon(document: &Document, span: Span) -> Span {
    let text = document.words(span);
    match text.find(':').filter(|&at| split_words(&text[..at]).count() <= 4 && !text[..at].contains([',', ';'])) {
        Some(at) => Span::new(span.start + at + 1, span.end),
        None => span,
    }
}

/// The numbers of a list of bare numbers.
fn numbers(document: &Document, span: Span) -> Listing {
    let items = cues::words(document.words(span), span.start);
    Listing { items, clear: true, headed: false, numbered: false, plain: false }
}
