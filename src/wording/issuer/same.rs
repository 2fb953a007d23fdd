//! One document under two codes: `57/NQ-TW` where the report else writes `57-NQ/TW`, and one title that two numbers of one day carry.

use crate::claims::citing::Cited;
use crate::claims::names::one_edit;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// Fewest words of a title that two documents do not share.
const TITLE: usize = 8;

/// Fewest words of a law's name.
const NAME: usize = 2;

/// How many places of one title are compared: keeps the work linear.
const MOST: usize = 50;

/// Flags codes that the report writes otherwise elsewhere.
pub(super) fn propose(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    signs(view, cited, out);
    titles(view, cited, out);
    types(view, cited, out);
    undated(view, cited, out);
    laws(view, cited, out);
}

/// A document that two places call by one title, in one of them without its day: their numbers are a slip of the pen apart.
fn undated(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_title: BTreeMap<&str, Vec<&Cited>> = BTreeMap::new();
    for this in cited.iter().filter(|c| c.type_word.is_some()) {
        let date = this.date.and_then(|d| view.claims.dates.get(d));
        let from = date.map_or(this.citation.span.end, |d| d.span.end.max(this.citation.span.end));
        if let Some(title) = title(view, this, from) {
            by_title.entry(title.split(',').next().unwrap_or(title).trim_end()).or_default().push(this);
        }
    }
    for (_, same) in by_title.iter().filter(|(title, _)| title.split_whitespace().count() >= TITLE) {
        let pairs = same.iter().take(MOST).enumerate().flat_map(|(at, one)| same.iter().take(MOST).skip(at + 1).map(move |two| (*one, *two)));
        for (one, two) in pairs.filter(|(one, two)| (one.date.is_none() || two.date.is_none()) && is_near(view, one, two)) {
            one_of(view, one, two, "title", out);
        }
    }
}

/// The same letters and type, and numbers of which one is the other mistyped; or the same number in another year.
fn is_near(view: View, one: &Cited, two: &Cited) -> bool {
    let parts = |c: &Cited| {
        let code = view.document.folded(c.citation.span);
        let digits = code.find(|c: char| !c.is_ascii_digit()).unwrap_or(code.len());
        (code[..digits].to_owned(), c.citation.year, view.document.folded(c.citation.code).to_owned())
    };
    let ((serial, year, letters), (other, its_year, its_letters)) = (parts(one), parts(two));
    let turned = || {
        let sorted = |s: &str| {
            let mut digits: Vec<u8> = s.bytes().collect();
            digits.sort_unstable();
            digits
        };
        serial.len() > 1 && serial.len() == other.len() && sorted(&serial) == sorted(&other)
    };
    let mistyped = serial.len() > 2 && other.len() > 2 && one_edit(&serial, &other);
    letters == its_letters && serial != other && year == its_year && (turned() || mistyped)
}

/// `Luật Ngân sách nhà nước số 83/2015/QH13` and `số 86/2015/QH13`: one law, one year, two numbers.
fn laws(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_name: BTreeMap<String, Vec<&Cited>> = BTreeMap::new();
    for this in cited.iter().filter(|c| c.citation.year.is_some()) {
        if let Some(name) = law(view, this) {
            by_name.entry(name).or_default().push(this);
        }
    }
    for same in by_name.values() {
        let code = |c: &Cited| view.document.folded(c.citation.span);
        let times = |c: &Cited| same.iter().filter(|o| code(o) == code(c)).count();
        let Some(main) = same.iter().max_by_key(|c| (times(c), std::cmp::Reverse(c.citation.span.start))) else { continue };
        // A law that was made anew has another year; only the number or the year of the same assembly is then mistyped.
        let letters = |c: &Cited| view.document.folded(c.citation.code);
        let odd = same.iter().find(|c| code(c) != code(main) && letters(c) == letters(main) && c.citation.year == main.citation.year);
        if let Some(odd) = odd.filter(|odd| times(odd) < times(main) || same.len() == 2) {
            one_of(view, main, odd, "title", out);
        }
    }
}

/// The name of a law that stands between its word and its number; what amends it has the same words in its own name.
fn law(view: View, this: &Cited) -> Option<String> {
    let block = view.document.blocks.get(this.citation.block)?.span.start;
    let start = view.claims.sentence_start(view.document, this.citation.block, this.citation.span.start).max(block);
    let before = view.document.folded(Span::new(start, this.citation.span.start)).trim_end();
    let before = view.rule.cues("numbered").iter().find_map(|w| before.strip_suffix(w.as_str())).unwrap_or(before).trim_end_matches([' ', '(', ',']);
    let (at, word) = view.rule.cues("law").iter().filter_map(|w| before.rfind(w.as_str()).map(|at| (at, w))).max()?;
    let name = before.get(at + word.len()..)?.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let name = view.rule.cues("of_year").iter().find_map(|w| name.strip_suffix(w.trim_end())).unwrap_or(name).trim();
    let amends = view.rule.cues("amending").iter().any(|w| before.contains(w.as_str()));
    let plain = name.chars().all(|c| is_of_word(c) && !c.is_ascii_digit() || c == ' ') && name.split(' ').count() >= NAME;
    (plain && !amends).then(|| name.to_owned())
}

fn one_of(view: View, main: &Cited, odd: &Cited, variant: &'static str, out: &mut Vec<Relation>) {
    if !out.iter().any(|r| r.stated.span.overlaps(odd.citation.span)) {
        let slip = Relation::flag(&view.rule.name, odd.citation.span, vec![main.citation.span], Severity::Warning);
        out.push(slip.variant(variant).detail("other", view.document.words(main.citation.span)));
    }
}

/// `45/KH-UBND ngày 12/01/2026` here, `45/QĐ-UBND ngày 12/01/2026` there: one number and day, one body, two types.
fn types(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_day: BTreeMap<_, Vec<&Cited>> = BTreeMap::new();
    for this in cited.iter().filter(|c| !c.kind.is_empty() && !c.citation.party) {
        let day = this.date.and_then(|d| view.claims.dates.get(d)).filter(|d| d.span.start >= this.citation.span.end).and_then(|d| d.day_of_calendar());
        let serial: String = view.document.words(this.citation.span).chars().take_while(char::is_ascii_digit).collect();
        // Small numbers meet by chance: the first plan and the first decision of a year.
        if let Some(day) = day.filter(|_| serial.len() > 1) {
            by_day.entry((format!("{serial} {}", this.issuer), day)).or_default().push(this);
        }
    }
    for same in by_day.values() {
        let times = |kind: &str| same.iter().filter(|c| c.kind == kind).count();
        let Some(main) = same.iter().max_by_key(|c| (times(c.kind), std::cmp::Reverse(c.citation.span.start))) else { continue };
        let Some(odd) = same.iter().find(|c| c.kind != main.kind) else { continue };
        if !out.iter().any(|r| r.stated.span.overlaps(odd.citation.span)) {
            let slip = Relation::flag(&view.rule.name, odd.citation.span, vec![main.citation.span], Severity::Warning);
            out.push(slip.variant("types").detail("other", view.document.words(main.citation.span)));
        }
    }
}

/// The same digits and letters with other signs between them: the majority is right.
fn signs(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_letters: BTreeMap<String, BTreeMap<&str, Vec<Span>>> = BTreeMap::new();
    for this in cited {
        let folded = view.document.folded(this.citation.span);
        // The digits stay apart: `1/2024/…` is not `12/024/…`.
        let letters: String = folded.chars().map(|c| if is_of_word(c) { c } else { ' ' }).collect();
        by_letters.entry(letters).or_default().entry(folded).or_default().push(this.citation.span);
    }
    for forms in by_letters.values().filter(|f| f.len() > 1) {
        let Some((right, many)) = forms.iter().max_by_key(|(_, places)| places.len()) else { continue };
        for (_, few) in forms.iter().filter(|(form, few)| *form != right && few.len() < many.len()) {
            let (Some(&at), Some(&other)) = (few.first(), many.first()) else { continue };
            // Whoever says less of it gives way: the majority is the stronger reason.
            out.retain(|r| !(r.stated.span.overlaps(at) && r.ceiling == Severity::Note));
            if !out.iter().any(|r| r.stated.span.overlaps(at)) {
                let form = view.document.words(other).to_owned();
                let slip = Relation::flag(&view.rule.name, at, few.iter().skip(1).chain(many).copied().collect(), Severity::Warning);
                out.push(slip.variant("otherwise").detail("form", form.clone()).detail("many", many.len().to_string()).replace(form));
            }
        }
    }
}

/// The day of a document and the first words of its title.
type Title<'a> = ((u32, u32, u32), Vec<&'a str>);

/// One title, one day, two codes: one of them is mistyped.
fn titles(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_title: BTreeMap<Title, Vec<(&Cited, &str)>> = BTreeMap::new();
    for this in cited {
        let date = this.date.and_then(|d| view.claims.dates.get(d)).filter(|d| d.span.start >= this.citation.span.end);
        let Some((day, title)) = date.and_then(|d| d.day_of_calendar().zip(title(view, this, d.span.end))) else { continue };
        let first = title.split_whitespace().take(TITLE).map(|w| w.trim_end_matches(','));
        by_title.entry((day, first.collect())).or_default().push((this, title));
    }
    for same in by_title.values().map(|s| &s[..s.len().min(MOST)]) {
        let code = |c: &Cited| view.document.folded(c.citation.span);
        let times = |c: &Cited| same.iter().filter(|(o, _)| code(o) == code(c)).count();
        // Of two that are as many the later one is accused.
        let Some(most) = same.iter().map(|(c, _)| times(c)).max() else { continue };
        let Some(main) = same.iter().find(|(c, _)| times(c) == most) else { continue };
        // One of them may go on in its sentence: `…, xã được giao 3 tỷ đồng`.
        let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(','));
        let Some((odd, _)) = same.iter().find(|(c, title)| code(c) != code(main.0) && (begins(title, main.1) || begins(main.1, title))) else { continue };
        let main = main.0;
        if !out.iter().any(|r| r.stated.span.overlaps(odd.citation.span)) {
            let slip = Relation::flag(&view.rule.name, odd.citation.span, vec![main.citation.span], Severity::Warning);
            out.push(slip.variant("title").detail("other", view.document.words(main.citation.span)));
        }
    }
}

/// What a document is about, up to the next sign that ends it.
fn title<'a>(view: View<'a>, this: &Cited, from: usize) -> Option<&'a str> {
    let end = view.document.blocks.get(this.citation.block)?.span.end;
    let text = view.document.folded(Span::new(from, end));
    let ends = text.find([';', '.', '(', '"', '“', '\n']).unwrap_or(text.len());
    let title = text.get(..ends)?.trim_matches([' ', ',', ')']);
    (title.split_whitespace().count() >= TITLE).then_some(title)
}
