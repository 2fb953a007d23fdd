//! `repeated`: a word or phrase that stands twice in a row by mistake.
//!
//! Vietnamese doubles words on purpose (`thường thường`) and chains two-syllable words that share a syllable (`hành vi vi phạm`), so a
//! doubled syllable is a slip only when it does not end one word and begin the next.

mod around;
mod known;
mod lists;

use crate::claims::vocabulary::Bits;
use crate::claims::words::Word;
use crate::document::Kind;
use crate::language::Language;
use crate::limits;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{soften_typing, View};

/// Longest phrase that is looked for, in words.
const LONGEST: usize = 6;
/// Signs that make one word of two without a blank.
const GLUE: [char; 3] = ['-', '_', '/'];

/// A cell of so many words holds sentences; in shorter ones the same answer may stand twice.
const SENTENCE: usize = 12;
/// Unless so many other words stand beside it: the cell is a name or a phrase.
const BESIDE: usize = 2;

/// Flags doubled words and phrases in sentences.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let first = out.len();
    let opens = view.claims.words.some(view.claims.words.find_all(view.rule.cues("opens")));
    let comes_soon = come_soon(view);
    for (id, block) in view.document.blocks.iter().enumerate() {
        let (words, start) = (view.claims.words.of_block(id), view.claims.words.range(id).start);
        if limits::of_block(view.document, id).is_some() {
            continue;
        }
        lists::propose(view, id, out);
        let short = block.kind == Kind::Cell && words.len() < SENTENCE;
        let mut at = 0;
        while at < words.len() {
            // Most words do not come again so soon.
            if !comes_soon.holds(start + at) {
                at += 1;
                continue;
            }
            left_over(view, words, at, out);
            around::again(view, words, at, out);
            if opens.holds(words[at].id() as usize) {
                around::phrase_again(view, words, at, out);
            }
            around::turned(view, words, at, out);
            around::broken_again(view, words, at, out);
            at = match doubled(words, at).filter(|&len| !(short && words.len() < 2 * len + BESIDE) && is_slip(view, words, at, len)) {
                Some(len) => {
                    flag(view, words, at, len, out);
                    at + 2 * len
                }
                None => at + 1,
            };
        }
    }
    soften_typing(view, &mut out[first..]);
}

/// The words that come again so soon that they may be doubled.
fn come_soon(view: View) -> Bits {
    let words = &view.claims.words;
    let mut soon = Bits::of(words.list.len());
    let mut last = vec![usize::MAX; words.vocabulary().len()];
    for block in (0..view.document.blocks.len()).map(|block| words.range(block)) {
        for at in block.clone() {
            let before = std::mem::replace(&mut last[words.list[at].id() as usize], at);
            if block.contains(&before) && at - before <= LONGEST {
                soon.set(before);
            }
        }
    }
    soon
}

/// `đạt chưa đạt chỉ tiêu`: the word stands before the negation and behind it, one of the two was to be deleted.
fn left_over(view: View, words: &[Word], at: usize, out: &mut Vec<Relation>) {
    let Some([first, between, second]) = words.get(at..at + 3) else { return };
    let negated = first.id() == second.id() && first.id() != between.id();
    if !negated || !view.rule.cues("not_yet").iter().any(|w| w == view.document.folded(between.span())) {
        return;
    }
    // `hợp đồng chưa đồng bộ`: the first one is half of another word.
    let folded = |word: &Word| view.document.folded(word.span());
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    if before.is_some_and(|before| view.lexicon.is_word(folded(before), folded(first))) {
        return;
    }
    let span = first.span().join(second.span());
    let plain = view.document.words(span).chars().all(|c| is_letter(c) || c == ' ');
    // `đạt chưa đạt?` asks.
    let asks = view.document.text()[second.span().end..].trim_start().starts_with('?');
    if plain && !asks {
        let right = view.document.words(between.span().join(second.span())).to_owned();
        let once = view.document.words(first.span()).to_owned();
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("left").detail("once", once).replace(right));
    }
}

/// The shortest phrase at `at` that stands there twice, in words.
fn doubled(words: &[Word], at: usize) -> Option<usize> {
    let rest = &words[at..];
    let twice = |len: usize| (0..len).all(|i| rest[i].id() == rest[len + i].id());
    (1..=LONGEST.min(rest.len() / 2)).find(|&len| twice(len))
}

fn flag(view: View, words: &[Word], at: usize, len: usize, out: &mut Vec<Relation>) {
    let span = |from: usize, to: usize| words[from].span().join(words[to - 1].span());
    let once = view.document.words(span(at, at + len)).to_owned();
    let whole = span(at, at + 2 * len);
    out.push(Relation::flag(&view.rule.name, whole, Vec::new(), Severity::Warning).detail("once", once.clone()).replace(once));
}

fn is_slip(view: View, words: &[Word], at: usize, len: usize) -> bool {
    let doubled = Doubled { view, words, at, len };
    if len > 1 && doubled.is_running_head() {
        return false;
    }
    if doubled.is_joined() && !doubled.goes_on() && (doubled.is_date_word() || doubled.is_short_form_twice() || doubled.is_figure_twice()) {
        return true;
    }
    doubled.is_wording() && doubled.is_joined() && !doubled.goes_on() && !doubled.is_name() && !doubled.is_known()
}

struct Doubled<'a> {
    view: View<'a>,
    words: &'a [Word],
    at: usize,
    len: usize,
}

impl<'a> Doubled<'a> {
    /// `Annex II: Letter of the Rural Credit Board Rural Credit Board`: a converter set the rest of a running head behind its heading.
    fn is_running_head(&self) -> bool {
        let end = self.words[self.at + 2 * self.len - 1].span().end;
        let in_capitals = (self.at..self.at + 2 * self.len).all(|i| self.cased(i).starts_with(char::is_uppercase));
        let closes = self.view.document.text()[end..].trim_start_matches([' ', '*']).starts_with('\n');
        self.view.document.language == Language::En && in_capitals && closes
    }

    fn low(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |w| self.view.document.folded(w.span()))
    }

    fn cased(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |w| self.view.document.words(w.span()))
    }

    /// The signs between a word and the next one.
    fn gap(&self, index: usize) -> &'a str {
        let next = self.words.get(index + 1);
        let gap = self.words.get(index).map_or("", |w| Span::new(w.span().end, next.map_or(w.span().end, |n| n.span().start)).of(self.view.document.text()));
        // `dự án *dự án* này`: italics are no sign between two words.
        if matches!(gap, " *" | "* " | " _" | "_ ") {
            " "
        } else {
            gap
        }
    }

    /// Words, not figures, single letters (`N/A N/A`) or abbreviations.
    fn is_wording(&self) -> bool {
        let is_word = |i: usize| self.low(i).chars().all(is_letter);
        let is_short_form = |i: usize| self.cased(i).chars().all(|c| !c.is_lowercase());
        let copy = self.at..self.at + self.len;
        copy.clone().all(is_word)
            && copy.clone().any(|i| self.low(i).chars().nth(1).is_some())
            && !(self.len == 1 && is_short_form(self.at))
            && copy.clone().any(|i| self.low(i) != self.low(self.at) || self.len == 1)
    }

    /// `ngày ngày 12/3`, `năm năm 2024`: doubled on purpose elsewhere, not before a date.
    fn is_date_word(&self) -> bool {
        let next = self.low(self.at + 2);
        // `tháng năm năm 2024`: the month has that name.
        let month = self.at > 0 && self.view.rule.cues("date_word").iter().any(|w| w == self.low(self.at - 1));
        let before_date = self.len == 1 && !month && self.view.rule.cues("date_word").iter().any(|w| w == self.low(self.at)) && self.gap(self.at + 1) == " ";
        let digits = |len: &[usize]| len.contains(&next.len()) && next.bytes().all(|b| b.is_ascii_digit());
        let behind = self.gap(self.at + 2);
        // `kế hoạch năm năm 1976-1980`
        let period = behind.trim_start().starts_with(['-', '–']);
        before_date && !period && (digits(&[4]) || digits(&[1, 2]) && behind.starts_with(['/', '-', '.']))
    }

    /// `UBND UBND tỉnh`: an abbreviation twice, in a line that is not all in capitals.
    fn is_short_form_twice(&self) -> bool {
        let word = self.cased(self.at);
        let capitals = self.len == 1 && word.chars().count() > 2 && word.chars().all(char::is_uppercase) && word == self.cased(self.at + 1);
        let small = |i: usize| self.cased(i).contains(char::is_lowercase);
        capitals
            && self.gap(self.at) == " "
            && (self.at > 0 && small(self.at - 1) || small(self.at + 2))
            && !self.view.lexicon.knows_syllable(self.low(self.at))
    }

    /// `ngày 12/3/2024 ngày 12/3/2024`, `12 hộ 12 hộ`: words and figures twice, with nothing but blanks between.
    fn is_figure_twice(&self) -> bool {
        let copy = self.at..self.at + self.len;
        let figure = |i: usize| self.low(i).bytes().all(|b| b.is_ascii_digit());
        let word = |i: usize| self.low(i).chars().all(is_letter) && self.low(i).chars().nth(1).is_some();
        let plain = |i: usize| !self.gap(i).contains([',', ';', ':', '?', '(', ')', '"', '+', '=', '×', '|', '\t', '\n']);
        // A title and the line below it may begin alike: between the copies stands one blank in the file too.
        let beside = |i: usize| self.written_between(i).is_some_and(|len| len == 1) && self.gap(i) == " ";
        self.len > 1 && copy.clone().any(figure) && copy.clone().any(word) && beside(self.at + self.len - 1) && (self.at..self.at + 2 * self.len - 1).all(plain)
    }

    /// Both copies run on without a sign between them that would make them two items, and are not glued to more (`term term-end`).
    fn is_joined(&self) -> bool {
        if self.is_marked_off() {
            return false;
        }
        let inner = (self.at..self.at + self.len - 1).all(|i| self.gap(i).trim() == self.gap(i + self.len).trim());
        let before = if self.at > 0 { self.gap(self.at - 1) } else { "" };
        let (middle, behind) = (self.gap(self.at + self.len - 1).trim(), self.gap(self.at + 2 * self.len - 1));
        let glued = before.ends_with(GLUE) || behind.starts_with(GLUE);
        // `TH Bình Minh, THCS Bình Minh, THCS Trần Phú`: the sign ends an item inside the phrase.
        let crosses = middle.is_empty() && (self.at..self.at + self.len - 1).any(|i| self.gap(i).contains([',', ';', ':']));
        // `cơ quan, đơn vị cơ quan, đơn vị`, `máy móc, thiết bị, máy móc, thiết bị`: in small letters these are no names of a list.
        let small = || {
            self.len > 3 && !self.view.lexicon.syllables.is_empty() && (self.at..self.at + 2 * self.len).all(|i| self.cased(i).chars().all(char::is_lowercase))
        };
        let pasted = crosses && small();
        let series = middle == "," && (self.at..self.at + self.len - 1).any(|i| self.gap(i).contains(',')) && small();
        // An item begins behind a sign: in `Đoàn Chủ tịch, Chủ tịch, …` the first one is longer. A name also begins behind small letters.
        let lower = |back: usize| self.at.checked_sub(back).is_some_and(|i| self.cased(i).chars().all(char::is_lowercase));
        let named = self.cased(self.at).starts_with(char::is_uppercase) && lower(1) && lower(2);
        let begins = self.at == 0 || named || before.contains([',', ';', ':', '(']);
        let item_twice = self.len > 1 && begins && matches!(middle, "," | ";") && (behind.trim().starts_with([',', ';', '.']));
        // A sentence that begins small is none: `công tác. công tác tuyên truyền`.
        let torn = middle == "." && self.is_small(self.at) && self.is_small(self.at + self.len);
        inner && !glued && (!crosses || pasted) && (series || middle.is_empty() || torn || (middle == ":" && behind.trim().starts_with(':')) || item_twice)
    }

    /// A word of small letters, and no abbreviation.
    fn is_small(&self, index: usize) -> bool {
        self.cased(index).chars().all(char::is_lowercase) && self.low(index).chars().nth(1).is_some() && self.view.lexicon.knows_syllable(self.low(index))
    }

    /// Signs of the file between the copies: a heading in bold type, and the paragraph that begins with its words.
    fn is_marked_off(&self) -> bool {
        let last = self.at + self.len - 1;
        self.written_between(last).is_some_and(|written| written > self.gap(last).len() + 1)
    }

    /// How many bytes stand in the file between a word and the next one.
    fn written_between(&self, index: usize) -> Option<usize> {
        let (a, b) = (self.words.get(index)?, self.words.get(index + 1)?);
        Some(self.view.document.origin(b.span()).start.saturating_sub(self.view.document.origin(a.span()).end))
    }

    /// A third copy: a row of answers, a song, a sound.
    fn goes_on(&self) -> bool {
        let again = |from: usize| (0..self.len).all(|i| self.words.get(from + i).is_some_and(|w| w.id() == self.words[self.at + i].id()));
        again(self.at + 2 * self.len) || self.at.checked_sub(self.len).is_some_and(again)
    }

    /// Capitals tell names, which may repeat themselves (`Thành Thành Công`), the word before them (`Đại hội Hội Liên hiệp`) or the word
    /// behind them (`xã Tân Thành thành phường`).
    fn is_name(&self) -> bool {
        let upper = |i: usize| self.cased(i).starts_with(char::is_uppercase);
        let (first, second) = (upper(self.at), upper(self.at + self.len));
        let runs_on = self.at > 0 && self.gap(self.at - 1).trim().is_empty();
        let all = (self.at..self.at + 2 * self.len).all(upper);
        let single = self.len == 1 && first && (second || runs_on);
        (!first && second && !self.is_torn_capital()) || single || (all && upper(self.at + 2 * self.len))
    }

    /// `các chi Chi ủy viên`: the word was begun twice, small and with its capital. A name of two capitals may follow a word alike (`đình Đình Bảng`).
    fn is_torn_capital(&self) -> bool {
        let small = |i: usize| self.cased(i).chars().all(char::is_lowercase) && !self.cased(i).is_empty();
        let pivot = self.low(self.at);
        let alone = self.view.lexicon.stop.contains(pivot) || self.view.lexicon.verbs.contains(pivot);
        self.len == 1 && self.at > 0 && small(self.at - 1) && small(self.at + 2) && !alone && self.gap(self.at + 1) == " "
    }
}
