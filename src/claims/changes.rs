//! Changes as reports state them: `tăng 7 vụ (6,1%)`, `giảm 4,2%`, `vượt 0,05% so với chỉ tiêu 38%`.

use super::{moved, BreakKind, Claim, ClaimId, Claims};
use crate::document::{BlockId, Document};
use crate::lexicon::{split_words, Lexicon, Role};
use crate::source::Span;

/// A rise or a fall, as an amount, as a percent, or as both.
#[derive(Clone, Debug)]
pub struct Change {
    /// How much, in the unit of the thing.
    pub amount: Option<ClaimId>,
    /// How much, in percent of the older value.
    pub percent: Option<ClaimId>,
    /// True if the percent and the amount belong together by their writing alone.
    pub bound: bool,
    /// True for a fall.
    pub falls: bool,
    /// The word that gives the direction; empty where a sign gives it.
    pub word: Span,
    /// The words before it that say what changes; often empty, when the clause before says it.
    pub subject: Span,
    /// Its first number.
    pub first: ClaimId,
    /// Its last number.
    pub last: ClaimId,
    /// The number in a bracket between its amount and its percent: `giảm 84 hộ (đầu kỳ 396 hộ), tương ứng giảm 21,2%`.
    pub inner: Option<ClaimId>,
}

impl Change {
    /// The change that one number tells.
    pub fn alone(document: &Document, claims: &Claims, lexicon: &Lexicon, id: ClaimId) -> Change {
        Reader { document, claims, lexicon, equals: &[] }.change(id, id + 1)
    }

    /// It is told as an amount and as a percent, which belong together by their writing.
    pub fn is_told_twice(&self) -> bool {
        self.bound && self.amount.is_some() && self.percent.is_some()
    }

    /// The number behind which the older value may stand.
    pub fn anchor(&self) -> ClaimId {
        if self.inner.is_some() {
            self.first
        } else {
            self.last
        }
    }
}

/// The words of a text with the place where each begins.
pub fn placed_words(text: &str) -> Vec<(usize, &str)> {
    split_words(text).map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect()
}

/// Reads the changes of a block. `equals` are the words between two ways to write one change (`tương ứng`).
pub fn read(document: &Document, claims: &Claims, lexicon: &Lexicon, block: BlockId, equals: &[String]) -> Vec<Change> {
    let reader = Reader { document, claims, lexicon, equals };
    let range = claims.of_block(block);
    let mut out: Vec<Change> = Vec::new();
    for id in range.clone() {
        let taken = out.last().is_some_and(|c| c.last >= id);
        if claims.list[id].is_change() && !taken {
            out.push(reader.change(id, range.end));
        }
    }
    out
}

struct Reader<'a> {
    document: &'a Document,
    claims: &'a Claims,
    lexicon: &'a Lexicon,
    equals: &'a [String],
}

impl Reader<'_> {
    fn change(&self, id: ClaimId, end: ClaimId) -> Change {
        let claim = &self.claims.list[id];
        let falls = claim.role == Role::Down;
        let (word, subject) = self.direction(claim);
        let pair = (id + 1 < end).then(|| self.belongs(claim, &self.claims.list[id + 1])).flatten();
        let inner = (pair.is_none() && id + 2 < end && self.goes_on(claim, &self.claims.list[id + 1], &self.claims.list[id + 2])).then_some(id + 1);
        let (own, other) = (Some(id), pair.map(|_| id + 1).or(inner.map(|i| i + 1)));
        let (amount, percent) = if claim.is_percent() { (other, own) } else { (own, other) };
        Change { amount, percent, bound: pair.unwrap_or(inner.is_some()), falls, word, subject, first: id, last: other.unwrap_or(id), inner }
    }

    /// The change is told again behind a bracket with one number.
    fn goes_on(&self, claim: &Claim, inner: &Claim, next: &Claim) -> bool {
        let Some(paren) = inner.paren.filter(|_| inner.paren != claim.paren && next.paren == claim.paren) else { return false };
        let close = self.claims.parens[paren].span.end + 1;
        let other = claim.is_percent() != next.is_percent() && next.sentence == claim.sentence && next.pair.is_none();
        let turned = next.is_change() && next.role != claim.role;
        let gap = self.document.folded(Span::new(close.min(next.span.start), next.span.start));
        other && !turned && inner.full.end <= close && gap.starts_with(',') && self.tells(gap.trim_start_matches(',').trim(), next) == Some(true)
    }

    /// The last word of direction before the number, and the words before it.
    fn direction(&self, claim: &Claim) -> (Span, Span) {
        let label = self.document.folded(claim.label);
        let words = placed_words(label);
        for (n, &(at, _)) in words.iter().enumerate().rev() {
            let found = self.lexicon.roles.at(words[n..].iter().map(|w| w.1));
            if let Some((Role::Up | Role::Down, len)) = found {
                let (last, word) = words[n + len - 1];
                let start = claim.label.start + at;
                return (Span::new(start, claim.label.start + last + word.len()), Span::new(claim.label.start, start));
            }
        }
        if let Some((_, start, end)) = moved::before(label, self.lexicon).filter(|_| claim.is_change()) {
            let from = claim.label.start;
            return (Span::new(from + start, from + end), Span::new(from, from + start));
        }
        let word = if claim.is_change() { self.word_behind(claim) } else { None };
        let start = Span::new(claim.span.start, claim.span.start);
        (word.unwrap_or(start), word.map_or(Span::new(claim.label.start, claim.label.start), |_| claim.label))
    }

    /// `a 9 percent decrease`: the word of direction right behind a percent.
    fn word_behind(&self, claim: &Claim) -> Option<Span> {
        let start = claim.full.end;
        let words = placed_words(self.document.folded(Span::new(start, claim.tail.end.max(start))));
        let (_, len) = self.lexicon.roles_after.at(words.iter().map(|w| w.1))?;
        let (last, word) = words.get(len.checked_sub(1)?)?;
        Some(Span::new(start + words.first()?.0, start + last + word.len()))
    }

    /// Whether the number behind a change is the same change in the other measure; `Some(false)` where it may be something else.
    fn belongs(&self, claim: &Claim, next: &Claim) -> Option<bool> {
        if claim.is_percent() == next.is_percent() || next.sentence != claim.sentence || next.pair.is_some() {
            return None;
        }
        if next.is_change() && next.role != claim.role {
            return None;
        }
        let gap = self.document.folded(Span::new(claim.full.end, next.span.start));
        // `vượt 40 tấn, tăng 9%`: two words of direction state two changes, unless the text equates them.
        let (own, other) = (self.direction(claim).0, self.direction(next).0);
        let same = own.is_empty() || other.is_empty() || self.document.folded(own) == self.document.folded(other);
        if !same && !self.equals.iter().any(|e| gap.contains(e.as_str())) {
            return None;
        }
        let inside = next.paren != claim.paren;
        let (outer, inner) = if inside { gap.split_once('(')? } else { (gap, gap) };
        let label = inner.trim_matches(|c: char| c.is_whitespace() || ",/=~≈+-–−:".contains(c));
        let told = self.tells(label, next);
        if inside {
            return self.in_bracket(claim, next, outer, told.is_some());
        }
        let joined = matches!(gap.trim(), "/" | "=" | "-" | "~" | "≈") || claim.paren.is_some() && gap.trim() == ",";
        // `tăng 320 tỷ đồng so với năm 2023, tương ứng tăng 7,6%`: what it is compared with may stand between.
        let (base, last) = gap.rsplit_once(',').unwrap_or(("", gap));
        let compares = base.is_empty() || split_words(base).next().is_some_and(|w| self.lexicon.lists("compares", w)) && !base.contains(',');
        let told = told.is_some_and(|t| t) || compares && self.tells(last.trim(), next) == Some(true);
        (joined || told && !gap.contains([';', '.', ':', '('])).then_some(true)
    }

    fn in_bracket(&self, claim: &Claim, next: &Claim, outer: &str, told: bool) -> Option<bool> {
        let tail = self.document.folded(next.tail).trim();
        let based = tail.is_empty()
            || split_words(tail).next().is_some_and(|w| self.lexicon.lists("compares", w))
            || self.lexicon.bases.at(split_words(tail).take(6)).is_some();
        let near = !outer.contains([',', ';', '.', ':', ')']) && split_words(outer).count() <= 9;
        // `tăng 5% so với cùng kỳ (120 vụ)`: the bracket holds the older value, not the change.
        let older = claim.is_percent() && !next.is_change() && !split_words(outer).all(|w| w == "điểm");
        let sure = next.is_percent() || next.is_change() || !self.document.folded(next.label).trim().is_empty();
        (told && based && near && !older).then_some(sure)
    }

    /// `Some` if only words of equality, direction or hedge stand between the two; true if one of the first two does.
    fn tells(&self, label: &str, next: &Claim) -> Option<bool> {
        let words: Vec<&str> = split_words(label).collect();
        let mut at = 0;
        let mut told = next.is_change();
        while at < words.len() {
            let rest = words[at..].iter().copied();
            let equal = self.equals.iter().find_map(|e| starts_with(rest.clone(), e));
            let role = self.lexicon.roles.at(rest.clone()).filter(|r| matches!(r.0, Role::Up | Role::Down)).map(|r| r.1);
            let hedge = self.lexicon.hedges.at(rest).map(|h| h.1);
            told |= equal.is_some();
            match equal.or(role).or(hedge) {
                Some(len) => at += len,
                None => return None,
            }
        }
        Some(told)
    }
}

/// How many words the phrase has, if the words begin with it.
pub fn starts_with<'w>(words: impl Iterator<Item = &'w str> + Clone, phrase: &str) -> Option<usize> {
    let mut rest = words;
    let mut len = 0;
    for wanted in split_words(phrase) {
        if rest.next() != Some(wanted) {
            return None;
        }
        len += 1;
    }
    (len > 0).then_some(len)
}

/// True if a text begins with one of the phrases.
pub fn begins(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| starts_with(split_words(text), phrase).is_some())
}

/// True if the text between two places has no break stronger than a comma, brackets aside.
pub fn one_segment(claims: &Claims, from: usize, to: usize) -> bool {
    let first = claims.breaks.partition_point(|b| b.at < from);
    claims.breaks[first..].iter().take_while(|b| b.at < to).all(|b| b.kind > BreakKind::Semicolon)
}

/// True if `b` stands in the sentence right behind the one of `a`, in one block.
pub fn next_sentence(claims: &Claims, a: &Claim, b: &Claim) -> bool {
    a.block == b.block && a.span.start < b.span.start && sentences_between(claims, a, b, 2) == 1
}

/// How many sentences end between two numbers, brackets skipped; no more than `most` are counted.
pub fn sentences_between(claims: &Claims, a: &Claim, b: &Claim, most: usize) -> usize {
    let between = claims.breaks_in(Span::new(a.span.end, b.span.start));
    between.filter(|s| s.kind == BreakKind::Sentence && s.paren.is_none()).take(most).count()
}
