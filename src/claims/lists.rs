//! Enumerations: the things that a stretch of text lists, in the ways that it can be read.

use crate::document::Document;
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::phrases::is_of_word;
use crate::source::Span;

/// One way to read an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The names of the listed things.
    pub items: Vec<Span>,
    /// True if nothing in the text speaks against this way: short names, one kind of sign between them.
    pub clear: bool,
    /// True if every item begins with the counted noun.
    pub headed: bool,
    /// True if items carry their numbers in brackets: `(6) A; (7) B`.
    pub numbered: bool,
    /// True if the items are short plain words, no names: `bóng chuyền, kéo co, đẩy gậy`.
    pub plain: bool,
}

/// What stands before a piece of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The list begins.
    Start,
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// `và`
    And,
}

/// Words that a listed name has at most, up to its first verb.
const LONGEST_NAME: usize = 9;

/// The ways to read `span` as a list of `noun`; none where the list is open (`…`, `một số`) or no list.
pub fn read(document: &Document, lexicon: &Lexicon, span: Span, noun: &str) -> Vec<Listing> {
    let reader = Reader { document, lexicon, noun };
    // The dots of an open list may lie on both sides of the end of the sentence.
    let dots: String = document.text()[span.end..].chars().take(3).collect();
    let is_open = reader.is_open(span) || [document.words(span), &dots].concat().contains("...") || dots.starts_with('…');
    let span = reader.body(span);
    if is_open {
        return Vec::new();
    }
    if let Some(numbered) = reader.numbered(span) {
        return vec![numbered];
    }
    let whole = reader.pieces(span);
    let closed = reader.up_to_clause(&whole);
    let mut out = reader.named(span, closed);
    if closed.len() < whole.len() && !out.iter().any(|l| l.clear) {
        out.extend(reader.named(span, &whole));
    }
    if !out.iter().any(|l| l.clear) {
        reader.plain(closed, &mut out);
        if closed.len() < whole.len() {
            reader.plain(&whole, &mut out);
        }
    }
    out
}

pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    noun: &'a str,
}

impl Reader<'_> {
    pub(super) fn words(&self, span: Span) -> &str {
        self.document.folded(span)
    }

    fn trim(&self, span: Span) -> Span {
        let text = self.document.words(span);
        let start = text.len() - text.trim_start_matches([' ', '(', ':', ',', ';', '.', '-', '–']).len();
        let kept = text[start..].trim_end_matches([' ', ':', ',', ';', '.', '/']).len();
        Span::new(span.start + start, span.start + start + kept)
    }

    /// The span without `các xã` and the like, which belongs to all items.
    fn body(&self, span: Span) -> Span {
        let mut span = self.trim(span);
        let text = self.words(span);
        let many = split_words(text).next().filter(|w| text.starts_with(*w) && self.lexicon.lists("list_many", w));
        if let Some(many) = many {
            span.start += many.len() + 1;
            let rest = self.words(span);
            if let Some((noun, _)) = self.lexicon.nouns.at(split_words(rest).take(4)) {
                let name = self.lexicon.noun_name(noun);
                if rest.starts_with(name) {
                    span.start += name.len();
                }
            }
        }
        self.trim(span)
    }

    fn is_open(&self, span: Span) -> bool {
        let text = self.words(span);
        if text.contains('…') || text.contains("...") || text.contains("v.v") {
            return true;
        }
        let words: Vec<&str> = split_words(text).collect();
        (0..words.len()).any(|at| matches!(self.lexicon.parts.at(words[at..].iter().copied()), Some((PartsCue::OpenList | PartsCue::Beside, _))))
    }

    /// The pieces between the signs that stand outside brackets and quotation marks.
    fn pieces(&self, span: Span) -> Vec<(Sign, Span)> {
        let text = self.words(span);
        let mut out = Vec::new();
        let (mut depth, mut start, mut sign) = (0usize, 0, Sign::Start);
        for (at, c) in text.char_indices() {
            let found = match c {
                '(' | '[' | '“' => {
                    depth += 1;
                    None
                }
                ')' | ']' | '”' => {
                    depth = depth.saturating_sub(1);
                    None
                }
                _ if depth > 0 => None,
                ';' => Some((Sign::Semicolon, 1)),
                ',' if !text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) => Some((Sign::Comma, 1)),
                ' ' => self.joins(&text[at + 1..]).map(|len| (Sign::And, len + 2)),
                _ => None,
            };
            let Some((next, len)) = found else { continue };
            let piece = Span::new(span.start + start, span.start + at);
            self.push(&mut out, sign, piece);
            // `A; B; and C`: the semicolon parts them.
            let is_parted = sign == Sign::Semicolon && self.trim(piece).is_empty();
            (sign, start) = (if is_parted { sign } else { next }, at + len);
        }
        self.push(&mut out, sign, Span::new(span.start + start, span.end));
        out
    }

    /// Length of the word for `and` that a text begins with.
    fn joins(&self, text: &str) -> Option<usize> {
        let (word, _) = text.split_once(' ')?;
        self.lexicon.lists("list_and", word).then_some(word.len())
    }

    fn push(&self, out: &mut Vec<(Sign, Span)>, sign: Sign, span: Span) {
        let mut span = self.trim(span);
        if let Some(len) = self.joins(self.words(span)) {
            span.start += len + 1;
        }
        if !span.is_empty() {
            out.push((sign, span));
        }
    }

    /// True if the item begins with the counted noun.
    fn has_head(&self, item: Span) -> bool {
        let text = self.words(item);
        text.starts_with(self.noun) && !text[self.noun.len()..].starts_with(is_of_word)
    }

    /// True if the item is a short name: a capital or a number after the noun that it may begin with.
    fn is_name(&self, item: Span) -> bool {
        let text = self.words(item);
        let rest = match self.lexicon.nouns.at(split_words(text).take(4)).map(|(n, _)| self.lexicon.noun_name(n)) {
            Some(name) if text.starts_with(name) => Span::new(item.start + name.len(), item.end),
            _ => item,
        };
        let cased = self.without_article(self.document.words(rest).trim_start_matches([' ', '"', '“', '*']));
        let capital = cased.starts_with(|c: char| c.is_uppercase()) || self.document.words(item).starts_with(char::is_uppercase);
        // `số 2`: a number is a name too.
        let numbered = text.split_once(' ').is_some_and(|(word, rest)| self.lexicon.lists("numbered", word) && rest.starts_with(|c: char| c.is_ascii_digit()));
        (capital || numbered) && (1..=LONGEST_NAME).contains(&split_words(text).count())
    }

    /// `the Coast Guard`: the article is no part of a name.
    fn without_article<'t>(&self, text: &'t str) -> &'t str {
        text.split_once(' ').filter(|(first, _)| self.lexicon.lists("articles", first)).map_or(text, |(_, rest)| rest)
    }

    /// The last item of a list without the clause that may follow it (`… và C đang hoàn thiện hồ sơ`).
    pub(super) fn without_clause(&self, item: Span) -> Span {
        let words = super::cues::words(self.words(item), item.start);
        let verb = words.iter().skip(1).position(|w| self.lexicon.verbs.contains(self.words(*w)));
        verb.map_or(item, |at| Span::new(item.start, words[at].end))
    }

    /// The pieces without the clause behind the list: `A, B, C, nâng tổng số lên 07 xã`.
    fn up_to_clause<'p>(&self, pieces: &'p [(Sign, Span)]) -> &'p [(Sign, Span)] {
        let ends = |piece: Span| {
            let text = self.words(piece);
            let begins = |phrase: &String| text.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(is_of_word));
            self.document.words(piece).starts_with(char::is_lowercase) && self.lexicon.list("list_ends").iter().any(begins)
        };
        // A clause is no end where more of the counted things follow, or more names behind semicolons.
        let has_named = |of: &[(Sign, Span)]| of.iter().any(|p| p.0 == Sign::Semicolon && self.is_name(p.1));
        let more = |at: usize| pieces[at..].iter().any(|p| self.has_head(p.1)) || has_named(&pieces[..at]) && has_named(&pieces[at + 1..]);
        let end = (1..pieces.len()).find(|&at| pieces[at].0 != Sign::Semicolon && ends(pieces[at].1) && !more(at)).unwrap_or(pieces.len());
        pieces.get(..end).unwrap_or(pieces)
    }

    /// The ways to read the pieces as names.
    fn named(&self, span: Span, pieces: &[(Sign, Span)]) -> Vec<Listing> {
        let mut out = Vec::new();
        out.extend(self.by_heads(pieces));
        if pieces.iter().any(|p| p.0 == Sign::Semicolon) {
            self.by_semicolons(span, pieces, &mut out);
        } else {
            self.by_commas(pieces, &mut out);
        }
        out.retain(|l| self.looks_listed(l));
        out
    }

    /// Items that begin with the counted noun, whatever stands between them.
    fn by_heads(&self, pieces: &[(Sign, Span)]) -> Option<Listing> {
        let first = pieces.first().filter(|p| self.has_head(p.1))?;
        let heads: Vec<Span> = pieces.iter().filter_map(|p| self.head_in(p.1)).collect();
        let inner = self.words(first.1.join(pieces.last()?.1)).matches(self.noun).count();
        // What begins with a capital or with a number is another item, whatever kind of thing it is.
        let begins = |p: &(Sign, Span), is: fn(char) -> bool| self.document.words(p.1).starts_with(is);
        let other = |p: &(Sign, Span)| begins(p, |c| c.is_ascii_digit()) || p.0 != Sign::And && begins(p, char::is_uppercase) && self.head_in(p.1).is_none();
        // `Dự án A, tuyến số 1: đến nay …, dự án chưa được ghi vốn`: a clause about the first thing is no second one.
        let is_named = |head: &Span| self.document.words(Span::new(head.start + self.noun.len(), head.end)).contains(|c: char| c.is_uppercase());
        let alike = heads.iter().all(is_named) || !heads.iter().any(is_named);
        let clear = inner == heads.len() && alike && !pieces.iter().any(other) && !self.ends_in_others(pieces);
        (heads.len() > 1).then_some(Listing { clear, items: heads, headed: true, numbered: false, plain: false })
    }

    /// `dự án A, dự án B, khu vực C`: the list goes on with other things of the same kind.
    fn ends_in_others(&self, pieces: &[(Sign, Span)]) -> bool {
        let behind = pieces.iter().rev().take_while(|p| self.head_in(p.1).is_none());
        let is_thing = |item: Span| self.lexicon.nouns.at(split_words(self.words(item)).take(4)).is_some() && self.is_name(item);
        behind.filter(|p| p.0 != Sign::Start).any(|p| is_thing(p.1) && !self.is_address(p.1, pieces))
    }

    /// `xã A, huyện B`: a noun that stands behind other items of the list too tells where they are.
    fn is_address(&self, item: Span, pieces: &[(Sign, Span)]) -> bool {
        let head = |s: Span| split_words(self.words(s)).next().map(str::to_owned);
        pieces.iter().filter(|p| head(p.1) == head(item)).count() > 1
    }

    /// The piece from the counted noun on, if that is among its first words (a stray word may stand before it).
    fn head_in(&self, piece: Span) -> Option<Span> {
        let at = self.words(piece).find(self.noun).filter(|&at| split_words(&self.words(piece)[..at]).count() <= 1)?;
        let head = Span::new(piece.start + at, piece.end);
        (self.has_head(head) && (at == 0 || self.words(piece)[..at].ends_with(' '))).then_some(head)
    }

    fn by_semicolons(&self, span: Span, pieces: &[(Sign, Span)], out: &mut Vec<Listing>) {
        let mut segments: Vec<Vec<(Sign, Span)>> = Vec::new();
        for piece in pieces {
            match segments.last_mut() {
                Some(open) if piece.0 != Sign::Semicolon => open.push(*piece),
                _ => segments.push(vec![*piece]),
            }
        }
        let whole = |s: &Vec<(Sign, Span)>| s.iter().map(|p| p.1).reduce(Span::join).unwrap_or(span);
        let items: Vec<Span> = segments.iter().map(whole).collect();
        // A comma inside an item: `Gạo nếp Tan Hin, gạo tẻ râu` goes on in lower case, `Cầu A, xã B` is an address.
        let simple = segments.iter().all(|s| s.iter().all(|p| p.0 != Sign::Comma || !self.is_name(p.1)));
        let clear = items.iter().all(|&i| self.has_head(i)) || (simple && segments.iter().all(|s| s.first().is_some_and(|p| self.is_name(p.1))));
        let headed = items.iter().all(|&i| self.has_head(i));
        // `A; B và C`: the last sign may join two items or stand inside a name.
        let last_pair = segments.last().filter(|s| s.len() == 2 && s[1].0 == Sign::And && !headed);
        let split = last_pair.map(|s| items[..items.len() - 1].iter().copied().chain([s[0].1, s[1].1]).collect::<Vec<_>>());
        out.push(Listing { items, clear, headed, numbered: false, plain: false });
        out.extend(split.map(|items| Listing { items, clear, headed: false, numbered: false, plain: false }));
        if !simple && !headed && pieces.iter().all(|p| self.is_name(p.1)) {
            let clear = segments.iter().all(|s| self.are_siblings(s));
            out.push(Listing { items: pieces.iter().map(|p| p.1).collect(), clear, headed: false, numbered: false, plain: false });
        }
    }

    /// True if no piece of a segment begins with a noun of its own, which would make it an address (`Cầu A, xã B`).
    fn are_siblings(&self, segment: &[(Sign, Span)]) -> bool {
        let head = |s: Span| split_words(self.words(s)).next().map(str::to_owned);
        let first = segment.first().and_then(|p| head(p.1));
        segment.iter().skip(1).all(|p| self.document.words(p.1).starts_with(char::is_uppercase) || head(p.1) == first)
    }

    fn by_commas(&self, pieces: &[(Sign, Span)], out: &mut Vec<Listing>) {
        let ands = pieces.iter().filter(|p| p.0 == Sign::And).count();
        let commas = pieces.iter().filter(|p| p.0 == Sign::Comma).count();
        let all: Vec<Span> = pieces.iter().map(|p| p.1).collect();
        let names = all.iter().enumerate().all(|(at, &i)| self.is_name(i) || at + 1 == all.len() && self.is_name(self.without_clause(i)));
        let last_and = pieces.last().is_some_and(|p| p.0 == Sign::And);
        let headed = all.iter().all(|&i| self.has_head(i));
        // Where some items begin with the counted noun and others do not, the others may belong to them.
        let mixed = !headed && all.iter().filter(|&&i| self.has_head(i)).count() > 1;
        // `CCN A, thị xã B: 42 ha; …`: a comma within the first item of a longer list.
        let described = all.iter().any(|&i| self.words(i).contains(':'));
        let clear = names && !mixed && !described && (ands == 0 || (ands == 1 && last_and));
        out.push(Listing { items: all.clone(), clear, headed, numbered: false, plain: false });
        // `Lê Lợi, Trần Phú, Báo C đưa tin`: behind names alone, words that are none may begin a new clause.
        let is_proper = |item: &Span| self.document.words(*item).split(' ').all(|w| !w.starts_with(char::is_lowercase));
        let (last, others) = (all.last(), all.split_last().map_or(&[][..], |(_, others)| others));
        let may_end = ands == 0 && others.iter().all(is_proper) && last.is_some_and(|last| !is_proper(last));
        if may_end && all.len() > 2 {
            out.push(Listing { items: others.to_vec(), clear, headed, numbered: false, plain: false });
        }
        if ands > 0 && commas > 0 && (ands > 1 || !last_and || self.shares_head_without_last(&all)) {
            out.push(Listing { items: joined_by_and(pieces), clear, headed, numbered: false, plain: false });
        }
    }

    /// `Phòng A, Phòng B, Phòng C và D`: D may belong to the name before it.
    fn shares_head_without_last(&self, items: &[Span]) -> bool {
        let head = |s: &Span| split_words(self.words(*s)).next().map(str::to_owned);
        let Some((last, others)) = items.split_last() else { return false };
        let first = others.first().and_then(head);
        others.len() > 1 && first.is_some() && others.iter().all(|o| head(o) == first) && head(last) != first
    }

    /// `…: A, B; (3) C; (4) D`: items that carry their numbers in brackets.
    fn numbered(&self, span: Span) -> Option<Listing> {
        let text = self.words(span);
        let marks: Vec<(usize, usize, usize)> = text
            .match_indices('(')
            .filter_map(|(at, _)| {
                let len = text[at + 1..].find(')').filter(|&l| (1..=2).contains(&l))?;
                Some((at, at + len + 2, text[at + 1..at + 1 + len].parse().ok()?))
            })
            .collect();
        let first = marks.first()?.2;
        // The bracket of a first mark is taken for the sign that opens the list, so that `1)` is none of the marks.
        let counts_up = marks.len() + usize::from(first == 2) > 2 && marks.iter().enumerate().all(|(i, m)| m.2 == first + i);
        let before = Span::new(span.start, span.start + marks[0].0);
        let mut items = if counts_up { self.before_marks(before, first.checked_sub(1)?)? } else { return None };
        let ends = marks.iter().skip(1).map(|m| m.0).chain([text.len()]);
        items.extend(marks.iter().zip(ends).map(|(m, end)| self.trim(Span::new(span.start + m.1, span.start + end.max(m.1)))));
        Some(Listing { items, clear: true, headed: false, numbered: true, plain: false })
    }

    /// The items before the first numbered one, which must be as many as its number says.
    fn before_marks(&self, span: Span, wanted: usize) -> Option<Vec<Span>> {
        if wanted == 0 {
            return Some(Vec::new());
        }
        if let Some(first) = self.words(span).trim_start().strip_prefix("1)").filter(|_| wanted == 1) {
            return Some(vec![self.trim(Span::new(span.end - first.len(), span.end))]);
        }
        let colon = self.words(span).find(':').map_or(span.start, |at| span.start + at + 1);
        let pieces = self.pieces(Span::new(colon, span.end));
        (pieces.len() == wanted).then(|| pieces.into_iter().map(|p| p.1).collect())
    }

    /// A reading is worth proposing if most of its items look like listed things.
    fn looks_listed(&self, listing: &Listing) -> bool {
        let named = listing.items.iter().filter(|&&i| self.is_name(self.without_clause(i)) || self.has_head(i)).count();
        !listing.items.is_empty() && named * 2 > listing.items.len() && !self.are_amounts(listing)
    }

    /// `hộ nghèo 41, hộ cận nghèo 32`: numbers behind different words are amounts, behind one word (`thôn 4, thôn 7`) names.
    fn are_amounts(&self, listing: &Listing) -> bool {
        let split = |item: &Span| self.words(*item).rsplit_once(' ').filter(|w| w.1.bytes().all(|b| b.is_ascii_digit())).map(|w| w.0);
        let heads: Vec<Option<&str>> = listing.items.iter().map(split).collect();
        let distinct = heads.iter().enumerate().all(|(at, head)| head.is_some() && !heads[..at].contains(head));
        heads.len() > 1 && distinct
    }
}

/// The pieces with those after `và` joined to the piece before.
pub(super) fn joined_by_and(pieces: &[(Sign, Span)]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (sign, span) in pieces {
        match out.last_mut() {
            Some(open) if *sign == Sign::And => *open = open.join(*span),
            _ => out.push(*span),
        }
    }
    out
}
