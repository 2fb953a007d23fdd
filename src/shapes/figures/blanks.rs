//! Blanks that numbers lost (`khoảng180 tỷ`, `500triệu`) or have too many of (`17, 66` in a cell, `bằng 39, 1%`, `12 ,5 triệu`, `20.000. 000 đồng`).

use super::typing::{back, is_measured, leads};
use super::HABIT;
use crate::document::{Block, Kind};
use crate::phrases::{is_letter, is_of_word, is_small, split_words};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{is_titled, View};
use rustc_hash::FxHashSet;

/// Fewest digits of a number that runs into a word: one may be the mark of a note.
const DIGITS: usize = 2;
/// Most digits of a number that no mark groups.
const GROUP: usize = 3;

/// Flags them.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    glued(view, out);
    behind(view, out);
    torn(view, out);
    for at in view.claims.words.with_digit().map(|word| word.span()) {
        if let Some((span, apart)) = inside(view, at) {
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("torn");
            out.push(slip.detail("apart", apart.clone()).replace(apart));
        }
    }
}

/// `khoảng180 tỷ đồng`: a number that its word runs into.
fn glued(view: View, out: &mut Vec<Relation>) {
    let (text, lower) = (view.document.text(), view.document.lower.as_str());
    // Few of the distinct words are letters and digits.
    let is_glued = |word: &str| word.len() > DIGITS && word.ends_with(|c: char| c.is_ascii_digit()) && !word.starts_with(|c: char| c.is_ascii_digit());
    let words = view.claims.words.vocabulary().iter().map(|distinct| view.claims.words.places_of(distinct));
    let mut places: Vec<usize> = words.filter(|places| is_glued(view.low_word(places[0] as usize))).flatten().map(|&at| at as usize).collect();
    places.sort_unstable();
    for word in places.iter().filter_map(|&at| view.claims.words.list.get(at)) {
        let written = view.document.folded(word.span());
        let digits = written.len() - written.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let at = word.span().end - digits;
        if !view.rule.cues("glued").iter().any(|cue| *cue == lower[word.span().start..at]) {
            continue;
        }
        // The number goes on behind its marks; what follows is counted, so that it is no mark of a note.
        let number = lower[at..].trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
        let end = at + lower[at..lower.len() - number.len()].trim_end_matches(['.', ',']).len();
        let behind = lower[end..].trim_start_matches(' ');
        if end - at >= DIGITS && (behind.starts_with('%') || lower[end..].starts_with(' ') && behind.starts_with(is_letter)) {
            let apart = format!("{} {}", &text[word.span().start..at], &text[at..end]);
            let slip = Relation::flag(&view.rule.name, Span::new(word.span().start, end), Vec::new(), Severity::Warning).variant("glued");
            out.push(slip.detail("apart", apart.clone()).replace(apart));
        }
    }
}

/// `17, 66`: a cell that is one decimal number with a blank in it, among cells without.
fn torn(view: View, out: &mut Vec<Relation>) {
    let cells = || view.document.blocks.iter().filter(|b| b.kind == Kind::Cell);
    let parts = |b: &Block| view.document.words(b.span).trim().split_once(',');
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|c| c.is_ascii_digit());
    let whole = cells().filter_map(parts).filter(|(a, b)| digits(a) && digits(b)).count();
    for cell in cells().filter(|_| whole >= HABIT) {
        let Some((before, behind)) = parts(cell).filter(|(a, b)| digits(a) && b.starts_with(' ') && digits(b.trim()) && b.trim().len() <= DIGITS) else {
            continue;
        };
        let apart = format!("{before},{}", behind.trim());
        let slip = Relation::flag(&view.rule.name, cell.span, Vec::new(), Severity::Warning).variant("torn");
        out.push(slip.detail("apart", apart.clone()).replace(apart));
    }
}

/// `500triệu`, `30.000quân`: a number that runs into the word behind it; each form once.
fn behind(view: View, out: &mut Vec<Relation>) {
    let (text, lower) = (view.document.text(), view.document.lower.as_str());
    let titled = is_titled(view);
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for at in view
        .claims
        .words
        .with_digit()
        .map(|word| word.span())
        .filter(|at| lower.as_bytes()[at.end - 1] >= 0x80 || lower.as_bytes()[at.end - 1].is_ascii_lowercase())
    {
        let digits = at.of(lower).bytes().take_while(u8::is_ascii_digit).count();
        let (cut, start) = (at.start + digits, back(lower, at.start, |b| b.is_ascii_digit() || b == b'.' || b == b','));
        let (number, word) = (&lower[start..cut], &lower[cut..at.end]);
        let known =
            !word.is_ascii() && text[cut..at.end].chars().all(is_small) && word.chars().count() >= DIGITS && view.lexicon.syllables.find(word).is_some();
        let free = lower[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(') && number.starts_with(|c: char| c.is_ascii_digit());
        if !known || !free || number.len() < DIGITS || lower[at.end..].starts_with('-') {
            continue;
        }
        let span = Span::new(start, at.end);
        // `2012*liên kết*`: a sign of the file stands where the blank should.
        if view.document.origin(Span::new(start, cut)).end != view.document.origin(Span::new(cut, at.end)).start {
            continue;
        }
        if !seen.insert(span.of(lower)) {
            continue;
        }
        let counted = is_measured(view, &lower[cut..]) || view.lexicon.nouns.at(split_words(&lower[cut..])).is_some();
        let level = if titled || counted { Severity::Warning } else { Severity::Note };
        let apart = format!("{} {}", &text[start..cut], &text[cut..at.end]);
        out.push(Relation::flag(&view.rule.name, span, Vec::new(), level).variant("glued").detail("apart", apart.clone()).replace(apart));
    }
}

/// A blank inside the number that begins or goes on at these digits.
fn inside(view: View, at: Span) -> Option<(Span, String)> {
    let lower = view.document.lower.as_str();
    let (written, rest) = (at.of(lower), &lower[at.end..]);
    if written.len() > GROUP || !written.bytes().all(|b| b.is_ascii_digit()) || !rest.starts_with([' ', ',', '.']) {
        return None;
    }
    let start = back(lower, at.start, |b| b.is_ascii_digit() || b == b'.');
    let free = lower[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let found = |mark: &str, len: usize, joint: &str| {
        let end = at.end + mark.len() + len;
        let fits = free && len > 0 && lower.get(end..).is_some_and(|rest| !rest.starts_with(is_of_word) && is_measured(view, rest));
        fits.then(|| (Span::new(start, end), format!("{}{joint}{}", &lower[start..at.end], &lower[end - len..end])))
    };
    if let Some(behind) = rest.strip_prefix(" ,") {
        return found(" ,", digits(behind), ",");
    }
    if let Some(behind) = rest.strip_prefix(". ") {
        // No number begins with a nought and goes on.
        return found(". ", GROUP, ".").filter(|_| digits(behind) == GROUP && behind.starts_with('0'));
    }
    let led = start == at.start && leads(view, lower[..start].trim_end());
    if let Some(behind) = rest.strip_prefix(", ").filter(|_| led) {
        let len = digits(behind);
        // `10, 20, 30 triệu` and `khoảng 2, 3 triệu` are lists.
        let list = len > DIGITS || len >= written.len() && behind[..len] > *written;
        return found(", ", len, ",").filter(|_| !list);
    }
    let behind = rest.strip_prefix(' ').filter(|b| led && written.len() == 1 && written != "0" && digits(b) > 0 && digits(b) < GROUP)?;
    let len = digits(behind);
    let decimals = behind[len..].strip_prefix(',').map_or(0, |b| 1 + digits(b));
    found(" ", len + decimals, "").filter(|_| behind[len + decimals..].starts_with('%') && decimals != 1)
}
